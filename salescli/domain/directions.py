"""The way through a day: what is driven to, in order, and a link that shows one leg of it."""

from __future__ import annotations

from typing import NamedTuple

from salescli.domain.itinerary import Itinerary
from salescli.domain.places import Place

CALLED_OFF = frozenset({"moved", "skipped"})


class Point(NamedTuple):
    name: str
    place: Place


def way(day: Itinerary) -> list[Point]:
    """Start, calls and end; what is not on the map or was called off is not driven to."""
    points = [
        (day.begin.name, day.begin.place),
        *((call.customer, call.place) for call in day.calls if call.status not in CALLED_OFF),
        (day.end.name, day.end.place),
    ]
    return [Point(name, place) for name, place in points if place]


def degrees(value: float) -> str:
    """``126.97800``: to the metre, and never ``-0.00000``."""
    return f"{round(value, 5) + 0.0:.5f}"


def osm_leg(start: Place, end: Place) -> str:
    """Directions on openstreetmap.org, which knows two points and no stops between them."""
    route = "%3B".join(f"{degrees(at.lat)}%2C{degrees(at.lon)}" for at in (start, end))
    return f"https://www.openstreetmap.org/directions?engine=fossgis_osrm_car&route={route}"
