"""The day's way in braille dots, with the numbers of its stops."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from salescli.domain.directions import CALLED_OFF, way
from salescli.domain.itinerary import Itinerary
from salescli.domain.places import Place
from salescli.output.map_ground import Box, Dot, laid_out

OFFICE = "⌂"
_ACROSS, _DOWN = 2, 4  # dots of a braille letter
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_MARGIN = 5.0

Cells = dict[tuple[int, int], str]


def terminal(itinerary: Itinerary, width: int, height: int) -> str:
    """At most ``width`` columns and ``height`` lines; nothing when no place is known."""
    marks = _marks(itinerary)
    points = [point.place for point in way(itinerary)]
    if not marks or width < 1 or height < 1:
        return ""
    right, bottom = width * _ACROSS - 1.0, height * _DOWN - 1.0
    margin = min(_MARGIN, right / 2, bottom / 2)
    frame = Box(margin, margin, max(right - margin, margin), max(bottom - margin, margin))
    places = [place for _text, place in marks]
    ground = laid_out([*places, *points], frame, frame)
    canvas = _braille(ground.dots[len(places) :])
    signs: Cells = {}
    for (text, _place), dot in zip(marks, ground.dots[: len(places)], strict=True):
        cell = (round(dot.x) // _ACROSS, round(dot.y) // _DOWN)
        _write(signs, text, cell, (width, height))
    return _lines(canvas | signs, width, height)


def _marks(itinerary: Itinerary) -> list[tuple[str, Place]]:
    spots = dict.fromkeys(spot.place for spot in (itinerary.begin, itinerary.end) if spot.place)
    calls = [
        (str(call.no), call.place)
        for call in itinerary.calls
        if call.place and call.status not in CALLED_OFF
    ]
    return [*((OFFICE, place) for place in spots), *calls]


def _braille(dots: tuple[Dot, ...]) -> Cells:
    bits: dict[tuple[int, int], int] = {}
    for start, end in ((one, other) for one, other in pairwise(dots) if one != other):
        for x, y in _line(start, end):
            cell = (x // _ACROSS, y // _DOWN)
            bits[cell] = bits.get(cell, 0) | _BITS[y % _DOWN][x % _ACROSS]
    return {cell: chr(0x2800 + value) for cell, value in bits.items()}


def _line(start: Dot, end: Dot) -> Iterator[tuple[int, int]]:
    count = max(1, math.ceil(math.dist(start, end)))
    for at in range(count + 1):
        share = at / count
        yield (
            round(start.x + (end.x - start.x) * share),
            round(start.y + (end.y - start.y) * share),
        )


def _write(signs: Cells, text: str, cell: tuple[int, int], size: tuple[int, int]) -> None:
    """At its cell or the nearest free one; no number touches another."""
    width, height = size
    free = [
        ((x - cell[0]) ** 2 + 4 * (y - cell[1]) ** 2, y, x)
        for y in range(height)
        for x in range(width - len(text) + 1)
        if not any((beside, y) in signs for beside in range(x - 1, x + len(text) + 1))
    ]
    if free:
        _away, y, x = min(free)
        signs.update({(x + at, y): sign for at, sign in enumerate(text)})


def _lines(cells: Cells, width: int, height: int) -> str:
    """As text, without the empty lines and columns around it."""
    left = min((x for x, _y in cells), default=0)
    rows = [
        "".join(cells.get((x, y), " ") for x in range(left, width)).rstrip() for y in range(height)
    ]
    used = [no for no, row in enumerate(rows) if row]
    return "".join(f"{row}\n" for row in rows[used[0] : used[-1] + 1]) if used else ""
