"""Days for map apps: GPX 1.1 for the phone, GeoJSON (RFC 7946) for everything else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from salescli.domain.directions import CALLED_OFF, Point, way
from salescli.domain.itinerary import Call, Itinerary, Spot
from salescli.domain.places import Place
from salescli.exchange.content_lines import fit, utc
from salescli.exchange.itinerary_text import details, summary

_GPX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx version="1.1" creator="sales" xmlns="http://www.topografix.com/GPX/1/1"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
    '"http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">'
)


def gpx(days: Sequence[Itinerary]) -> str:
    """Pins first, as phones list them, then one route a day for whoever navigates routes."""
    lines = [
        *(line for day in days for line in _pins(day)),
        *(line for day in days for line in _route(day)),
    ]
    return "\n".join([_GPX, *lines, "</gpx>"]) + "\n"


def _pins(day: Itinerary) -> Iterator[str]:
    for office in dict.fromkeys((*_office(day.begin), *_office(day.end))):
        yield _bare(office, "wpt")
    yield from _calls(day, "wpt")


def _route(day: Itinerary) -> Iterator[str]:
    if not way(day):
        return
    yield f"<rte><name>{_xml(f'{day.day} {day.rep}'.strip())}</name>"
    yield from (_bare(office, "rtept") for office in _office(day.begin))
    yield from _calls(day, "rtept")
    yield from (_bare(office, "rtept") for office in _office(day.end))
    yield "</rte>"


def _calls(day: Itinerary, tag: str) -> Iterator[str]:
    for call in day.calls:
        if call.place and call.status not in CALLED_OFF:
            yield _pin(call, call.place, tag)


def _pin(call: Call, place: Place, tag: str) -> str:
    """A call as a point; the order of the elements is the schema's."""
    about = "\n".join(filter(None, (f"{call.start:%H:%M}-{call.end:%H:%M}", details(call))))
    return (
        f"<{tag}{_at(place)}><time>{utc(call.start):%Y-%m-%dT%H:%M:%SZ}</time>"
        f"<name>{_xml(f'{call.no} {summary(call)}')}</name>"
        f"<desc>{_xml(about)}</desc><sym>Flag</sym></{tag}>"
    )


def _bare(office: Point, tag: str) -> str:
    name = f"<name>{_xml(office.name)}</name><sym>Building</sym>"
    return f"<{tag}{_at(office.place)}>{name}</{tag}>"


def _at(place: Place) -> str:
    return f' lat="{place.lat:.6f}" lon="{place.lon:.6f}"'


def _xml(text: str) -> str:
    return escape(fit(text))


def _office(spot: Spot) -> list[Point]:
    return [Point(spot.name, spot.place)] if spot.place else []


def geojson(days: Sequence[Itinerary]) -> str:
    """A point per call, wherever it is, the offices, and a line per day."""
    features = [feature for day in days for feature in _features(day)]
    shown = {"type": "FeatureCollection", "features": features}
    return json.dumps(shown, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _features(day: Itinerary) -> Iterator[dict[str, Any]]:
    common = {"day": day.day.isoformat(), "rep": fit(day.rep)}
    for name, place in dict.fromkeys((*_office(day.begin), *_office(day.end))):
        yield _feature(_point(place), {"kind": "office", "name": fit(name), **common})
    for call in day.calls:
        yield _feature(_point(call.place), {"kind": "call", **_properties(call), **common})
    if len(line := [_lon_lat(point.place) for point in way(day)]) > 1:
        geometry = {"type": "LineString", "coordinates": line}
        yield _feature(geometry, {"kind": "route", **common})


def _properties(call: Call) -> dict[str, Any]:
    return {
        "id": call.id,
        "no": call.no,
        "customer": fit(call.customer),
        "grade": call.grade,
        "start": call.start.isoformat(),
        "end": call.end.isoformat(),
        "status": call.status,
        "address": fit(call.address),
        "contact": fit(call.contact),
        "phone": fit(call.phone),
        "travel_minutes": call.travel_minutes,
        "why": fit(call.why),
        "near": call.near,
    }


def _feature(geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _point(place: Place | None) -> dict[str, Any] | None:
    return {"type": "Point", "coordinates": _lon_lat(place)} if place else None


def _lon_lat(place: Place) -> list[float]:
    return [round(place.lon, 6) + 0.0, round(place.lat, 6) + 0.0]
