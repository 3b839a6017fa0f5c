"""Minutes on the way: as the crow flies, times how crooked streets are, by speed, plus parking."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from salescli.domain.places import EARTH_M, Place
from salescli.domain.routing.model import NEVER, Matrix

ENOUGH_LEGS = 20
LEAST_PERCENT, MOST_PERCENT = 60, 200
LONGEST_LEG = 90


class Pace(NamedTuple):
    """How one gets about in a town.

    Args:
        speed_kmh: Average on the road.
        circuity: Way on the road ÷ distance as the crow flies.
        stop_minutes: Parking and walking, for each stop.
    """

    speed_kmh: float
    circuity: float
    stop_minutes: int


class Leg(NamedTuple):
    """A way that was really made: minutes on the road between two logged visits, and estimated."""

    taken: int
    estimated: int


Spot = tuple[float, float, float]


def on_sphere(place: Place) -> Spot:
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))


def kilometres(a: Spot, b: Spot) -> float:
    """Along the earth between two points of the unit sphere."""
    return 2 * EARTH_M / 1000 * math.asin(min(1.0, math.dist(a, b) / 2))


def minutes(a: Spot, b: Spot, pace: Pace, percent: int = 100) -> int:
    """Whole minutes from ``a`` to ``b``, rounded up; 0 within the same house.

    Args:
        a: Where from.
        b: Where to.
        pace: Of the town the way leads to.
        percent: Learned correction of the time on the road.
    """
    far = kilometres(a, b)
    if far < 0.005:
        return 0
    road = far * pace.circuity / pace.speed_kmh * 60 * percent / 100
    return min(NEVER, math.ceil(road + pace.stop_minutes - 1e-9))


def matrix(places: Sequence[Place], paces: Sequence[Pace], percent: int = 100) -> list[list[int]]:
    """Estimated minutes from each place to each place."""
    spots = [on_sphere(place) for place in places]
    return [
        [minutes(a, b, pace, percent) for b, pace in zip(spots, paces, strict=True)] for a in spots
    ]


def spread(known: Matrix, at: Sequence[int], count: int, unknown: int) -> list[list[int]]:
    """The minutes of all ``count`` places; every way from or to one that is not ``known`` is alike.

    Args:
        known: Minutes between the known places.
        at: Where these stand among all.
        count: How many places there are.
        unknown: Minutes of every other way.
    """
    table = [[0 if a == b else unknown for b in range(count)] for a in range(count)]
    for a, row in zip(at, known, strict=True):
        for b, told in zip(at, row, strict=True):
            table[a][b] = told
    return table


def learned(legs: Iterable[Leg]) -> int | None:
    """The correction in percent that logged visit times teach; None when there are too few.

    A way that took over an hour and a half had something else in it and is left out.
    """
    ratios = [
        100 * leg.taken / leg.estimated
        for leg in legs
        if leg.estimated > 0 and 0 < leg.taken <= LONGEST_LEG
    ]
    if len(ratios) < ENOUGH_LEGS:
        return None
    return round(min(max(median(ratios), LEAST_PERCENT), MOST_PERCENT))
