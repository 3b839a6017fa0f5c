"""The day as links that open a navigation app, in order; long days as links that join up.

What each app takes stands in its own documentation:

* Google: nine stops between the ends (developers.google.com/maps/documentation/urls).
* Apple: unified map URLs of iOS 18.4 with `waypoint` for every stop; the app holds fifteen places.
* Naver: five stops between the ends, the app has to be installed.
* Amap: one stop at most, so a leg is a link; `coordinate` tells it that ours are GPS.
* OpenStreetMap: two points.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import quote

from salescli.domain.directions import Point, degrees, osm_leg, way
from salescli.domain.itinerary import Itinerary
from salescli.domain.places import Place

GOOGLE_STOPS = 9
APPLE_STOPS = 13
NAVER_STOPS = 5


def links(itinerary: Itinerary) -> dict[str, list[str]]:
    """Service → links to drive one after the other; none when there is nowhere to go."""
    points = _distinct(way(itinerary))
    return {
        "google": [_google(part) for part in _parts(points, GOOGLE_STOPS)],
        "apple": [_apple(part) for part in _parts(points, APPLE_STOPS)],
        "naver": [_naver(part) for part in _parts(points, NAVER_STOPS)],
        "amap": [_amap(*leg) for leg in pairwise(points)],
        "osm": [osm_leg(start.place, end.place) for start, end in pairwise(points)],
    }


def _distinct(points: Sequence[Point]) -> list[Point]:
    """Two customers in one building need no driving between them."""
    return [
        point
        for before, point in zip([None, *points], points, strict=False)
        if before is None or _lat_lon(before.place) != _lat_lon(point.place)
    ]


def _parts(points: Sequence[Point], between: int) -> list[Sequence[Point]]:
    """Pieces with at most so many stops between their ends; one begins where the last ended."""
    step = between + 1
    return [points[at : at + step + 1] for at in range(0, len(points) - 1, step)]


def _google(points: Sequence[Point]) -> str:
    start, *stops, end = (_lat_lon(point.place) for point in points)
    via = [("waypoints", "|".join(stops))] if stops else []
    values = [("origin", start), ("destination", end), *via, ("travelmode", "driving")]
    return _url("https://www.google.com/maps/dir/", [("api", "1"), *values])


def _apple(points: Sequence[Point]) -> str:
    start, *stops, end = (_lat_lon(point.place) for point in points)
    via = [("waypoint", stop) for stop in stops]
    values = [("source", start), *via, ("destination", end), ("mode", "driving")]
    return _url("https://maps.apple.com/directions", values)


def _naver(points: Sequence[Point]) -> str:
    start, *stops, end = points
    named = [("s", start), *((f"v{no}", stop) for no, stop in enumerate(stops, 1)), ("d", end)]
    values = [
        (f"{prefix}{key}", value)
        for prefix, (name, place) in named
        for key, value in (
            ("lat", degrees(place.lat)),
            ("lng", degrees(place.lon)),
            ("name", name),
        )
    ]
    return _url("nmap://route/car", [*values, ("appname", "salescli")])


def _amap(start: Point, end: Point) -> str:
    ends = [
        (key, f"{degrees(place.lon)},{degrees(place.lat)},{name.replace(',', ' ')}")
        for key, (name, place) in (("from", start), ("to", end))
    ]
    others = [("mode", "car"), ("coordinate", "wgs84"), ("src", "salescli"), ("callnative", "1")]
    return _url("https://uri.amap.com/navigation", [*ends, *others])


def _lat_lon(place: Place) -> str:
    return f"{degrees(place.lat)},{degrees(place.lon)}"


def _url(base: str, values: Sequence[tuple[str, str]]) -> str:
    """Everything but letters and digits is escaped; a broken letter becomes a question mark."""
    query = "&".join(f"{key}={quote(value, safe='', errors='replace')}" for key, value in values)
    return f"{base}?{query}"
