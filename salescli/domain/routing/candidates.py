"""Picking the stops worth searching among: by their own value, what is near them, and the way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from salescli.domain.places import EARTH_M, NOWHERE, Place

CELL_KM = 3.0
LOOKED_AT = 4  # the best others of a cell stand for it
NEARBY_SHARE = 0.15
WAY_SHARE = 0.3

_KM = EARTH_M / 1000 * math.pi / 180


class Worth(NamedTuple):
    """A stop as it is ranked: flat kilometres from home, and its value."""

    x: float
    y: float
    value: int


def promising(
    places: Sequence[Place], values: Sequence[int], home: Place, most: int, minutes_per_km: float
) -> list[int]:
    """The indices of the ``most`` most promising places, the best first.

    Args:
        places: Where they are.
        values: What a visit is worth; what is worth nothing is never picked.
        home: Where the day begins.
        most: How many to pick.
        minutes_per_km: What a kilometre costs.
    """
    worths = [flat(place, value, home) for place, value in zip(places, values, strict=True)]
    alive = [index for index, worth in enumerate(worths) if worth.value > 0]
    grid = cells(worths, [index for index in alive if places[index] != NOWHERE])
    scores = {
        index: worths[index].value
        + (NEARBY_SHARE * nearby(worths, grid, index) if places[index] != NOWHERE else 0)
        - WAY_SHARE * minutes_per_km * math.hypot(worths[index].x, worths[index].y)
        for index in alive
    }
    return sorted(alive, key=lambda index: (-scores[index], index))[:most]


def flat(place: Place, value: int, home: Place) -> Worth:
    """A stop as it is ranked; one that is nowhere has no way."""
    if NOWHERE in {place, home}:
        return Worth(0.0, 0.0, value)
    east = (place.lon - home.lon + 180) % 360 - 180
    return Worth(east * _KM * math.cos(math.radians(home.lat)), (place.lat - home.lat) * _KM, value)


Cell = tuple[int, int]


def cell_of(worth: Worth) -> Cell:
    return int(worth.x // CELL_KM), int(worth.y // CELL_KM)


def cells(worths: Sequence[Worth], alive: Sequence[int]) -> dict[Cell, list[int]]:
    """The best stops of each square of the map."""
    grid: dict[Cell, list[int]] = {}
    for index in alive:
        grid.setdefault(cell_of(worths[index]), []).append(index)
    for inside in grid.values():
        inside.sort(key=lambda index: (-worths[index].value, index))
        del inside[LOOKED_AT + 1 :]
    return grid


def nearby(worths: Sequence[Worth], grid: dict[Cell, list[int]], index: int) -> float:
    """What the neighbourhood of a stop is worth, near things more."""
    here = worths[index]
    x, y = cell_of(here)
    total = 0.0
    for right in (-1, 0, 1):
        for up in (-1, 0, 1):
            others = [other for other in grid.get((x + right, y + up), ()) if other != index]
            for other in others[:LOOKED_AT]:
                there = worths[other]
                far = math.hypot(there.x - here.x, there.y - here.y)
                total += there.value / (1 + far / (CELL_KM / 2))
    return total
