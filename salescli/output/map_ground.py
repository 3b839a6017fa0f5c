"""Places on a flat sheet: a day's places fitted into a frame, right in shape and direction."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from salescli.domain.places import EARTH_M, Place

KM_PER_DEGREE = math.radians(EARTH_M / 1000)
SMALLEST_KM = 0.3  # all in one building is still drawn as a street
FAR = 4.0  # times as far out as the next one
FEW = 5  # fewer places have no crowd to be far from


class Dot(NamedTuple):
    """A point of the sheet; ``y`` grows downwards."""

    x: float
    y: float


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1.0)

    @property
    def middle(self) -> Dot:
        return Dot((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def nearest(self, dot: Dot) -> Dot:
        return Dot(min(max(dot.x, self.left), self.right), min(max(dot.y, self.top), self.bottom))


@dataclass(frozen=True)
class Ground:
    """Where each place lies.

    Args:
        dots: One per place, in their order.
        beyond: Which of them lie far off the sheet and stand at its edge.
        km: How many kilometres one unit of the sheet is.
    """

    dots: tuple[Dot, ...]
    beyond: tuple[bool, ...]
    km: float


def laid_out(places: Sequence[Place], frame: Box, edge: Box) -> Ground:
    """Fit the places into the frame, north up; a lone far one goes to the edge it lies beyond."""
    if not places:
        return Ground((), (), 0.01)
    flat = _flat(places)
    beyond = _beyond(flat)
    near = [dot for dot, is_far in zip(flat, beyond, strict=True) if not is_far]
    left, right = min(dot.x for dot in near), max(dot.x for dot in near)
    top, bottom = min(dot.y for dot in near), max(dot.y for dot in near)
    km = max((right - left) / frame.width, (bottom - top) / frame.height, SMALLEST_KM / frame.width)
    middle, centre = Dot((left + right) / 2, (top + bottom) / 2), frame.middle
    drawn = [
        Dot(centre.x + (dot.x - middle.x) / km, centre.y + (dot.y - middle.y) / km) for dot in flat
    ]
    return Ground(tuple(_held(dot, edge) for dot in drawn), tuple(beyond), km)


def _held(dot: Dot, frame: Box) -> Dot:
    """Drawn towards the middle until it is in the frame, so that its direction stays."""
    middle = frame.middle
    across, down = abs(dot.x - middle.x), abs(dot.y - middle.y)
    share = min(
        1.0,
        (frame.right - middle.x) / across if across else 1.0,
        (frame.bottom - middle.y) / down if down else 1.0,
    )
    held = Dot(middle.x + (dot.x - middle.x) * share, middle.y + (dot.y - middle.y) * share)
    return frame.nearest(held)  # rounding


def _flat(places: Sequence[Place]) -> list[Dot]:
    """Kilometres east and south, without a tear where the longitudes begin anew."""
    start = _widest_gap([place.lon % 360 for place in places])
    shrink = math.cos(math.radians(_mean([place.lat for place in places])))
    return [
        Dot(
            ((place.lon - start) % 360) * KM_PER_DEGREE * max(shrink, 0.02),
            -place.lat * KM_PER_DEGREE,
        )
        for place in places
    ]


def _widest_gap(longitudes: Sequence[float]) -> float:
    """The longitude behind the widest empty stretch: where a map is best cut open."""
    ring = sorted(set(longitudes))
    before = [ring[-1] - 360, *ring[:-1]]
    return max(zip(ring, before, strict=True), key=lambda pair: (pair[0] - pair[1], -pair[0]))[0]


def _mean(values: Sequence[float]) -> float:
    return (min(values) + max(values)) / 2


def _beyond(flat: Sequence[Dot]) -> list[bool]:
    """Up to a quarter of the places may lie far from the crowd of the others."""
    middle = Dot(median(dot.x for dot in flat), median(dot.y for dot in flat))
    away = [math.dist(dot, middle) for dot in flat]
    ring = sorted(math.dist(dot, middle) for dot in set(flat))
    for at in range(math.ceil(len(ring) * 3 / 4), len(ring)):
        if len(ring) >= FEW and ring[at] > FAR * max(ring[at - 1], SMALLEST_KM):
            return [distance >= ring[at] for distance in away]
    return [False] * len(flat)


def apart(dots: Sequence[Dot], gap: float, frame: Box) -> list[Dot]:
    """Push the dots away from each other until they are ``gap`` apart, if the frame has room."""
    placed = [list(frame.nearest(dot)) for dot in _in_rows(dots, gap)]
    for _round in range(120):
        moved = False
        for first in range(len(placed)):
            for second in range(first + 1, len(placed)):
                moved |= _push(placed[first], placed[second], gap, first + second)
        if not moved:
            break
        placed = [list(frame.nearest(Dot(x, y))) for x, y in placed]
    return [Dot(x, y) for x, y in placed]


def _in_rows(dots: Sequence[Dot], gap: float) -> list[Dot]:
    """Dots of one place side by side, in their order."""
    places: dict[tuple[int, int], list[int]] = {}
    for no, (x, y) in enumerate(dots):
        places.setdefault((round(x), round(y)), []).append(no)
    spread = list(dots)
    for same in places.values():
        for at, no in enumerate(same):
            spread[no] = Dot(dots[no].x + (at - (len(same) - 1) / 2) * gap, dots[no].y)
    return spread


def _push(one: list[float], other: list[float], gap: float, turn: int) -> bool:
    across, down = other[0] - one[0], other[1] - one[1]
    distance = math.hypot(across, down)
    if distance >= gap - 0.01:
        return False
    step = (gap - distance) / 2 + 0.01
    if distance < 0.01:  # the same place: side by side, the row turned a little
        across, down, distance = math.cos(turn / 20), math.sin(turn / 20), 1.0
    for dot, sign in ((one, -1), (other, 1)):
        dot[0] += sign * step * across / distance
        dot[1] += sign * step * down / distance
    return True
