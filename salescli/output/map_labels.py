"""Where the words of a map stand: beside their marks, never over each other or over the edge."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from salescli.domain.text import visible
from salescli.output.map_ground import Box, Dot

_RINGS = (0, 8, 20, 36, 56, 80, 110, 150, 200)
_DIRECTIONS = 12
_LEADER_FROM = 12  # a label further off its mark than this is tied to it by a line
_GRID = 12


class Size(NamedTuple):
    width: float
    height: float


class Seat(NamedTuple):
    """Where a label stands, and the end of the line to its mark if it needs one."""

    box: Box
    leader: Dot | None


def cells(text: str) -> int:
    """Columns that a terminal, and half ems that a page, need for it."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """One line of at most so many columns, ended by ``…`` where something is missing."""
    line = visible(text, newline=False)
    if cells(line) <= columns:
        return line
    kept, used = "", 1
    for char in line:
        used += _cells(char)
        if used > columns:
            break
        kept += char
    return kept.rstrip() + "…"


def width_of(text: str, size: float) -> float:
    """An upper guess in the units of the font size; a page decides late which font it has."""
    return size * sum(_EMS.get(_cells(char), 0.0) for char in text)


_EMS = {1: 0.62, 2: 1.02}


def xml(text: str) -> str:
    """Any text as content of SVG and HTML."""
    return escape(visible(text, newline=False).translate({0xFFFE: None, 0xFFFF: None}))


def seated(
    sizes: Sequence[Size],
    marks: Sequence[Dot],
    radius: float,
    lines: Sequence[Dot],
    frame: Box,
) -> list[Seat | None]:
    """A seat for each label, the crowded first; None where even the whole frame has no room.

    Args:
        sizes: How large each label is.
        marks: What each label belongs to; later marks have none.
        radius: Of a mark.
        lines: Points of what is drawn between the marks, better not covered.
        frame: What the labels must stay in.
    """
    taken = [_around(mark, radius) for mark in marks]
    threads: list[Dot] = []
    seats: list[Seat | None] = [None] * len(sizes)
    for no in sorted(range(len(sizes)), key=lambda no: -_crowd(marks, marks[no])):
        others = [box for at, box in enumerate(taken) if at != no]
        seat = _best(sizes[no], marks[no], radius, others, (lines, threads), frame)
        if seat:
            seats[no] = seat
            taken.append(seat.box)
            threads += _samples(marks[no], seat.leader) if seat.leader else []
    return seats


def _crowd(marks: Sequence[Dot], mark: Dot) -> int:
    return sum(math.dist(mark, other) < 120 for other in marks)


def _best(
    size: Size,
    mark: Dot,
    radius: float,
    taken: Sequence[Box],
    drawn: tuple[Sequence[Dot], Sequence[Dot]],
    frame: Box,
) -> Seat | None:
    walls = [_around(mark, radius), *taken]
    for candidates in (_beside(size, mark, radius), _anywhere(size, mark, frame)):
        free = [
            (cost + _price(box, mark, taken, drawn), no, box)
            for no, (cost, box) in enumerate(candidates)
            if frame.holds(box) and not any(box.meets(wall) for wall in walls)
        ]
        if free:
            box = min(free)[2]
            away = _distance(box, mark) > radius + _LEADER_FROM
            return Seat(box, box.nearest(mark) if away else None)
    return None


def _price(
    box: Box, mark: Dot, taken: Sequence[Box], drawn: tuple[Sequence[Dot], Sequence[Dot]]
) -> float:
    """Covered lines, and what the line to the mark would run over."""
    lines, threads = drawn
    price = 2.5 * sum(_covers(box, dot) for dot in lines)
    price += 30.0 * sum(_covers(box, dot) for dot in threads)
    if _distance(box, mark) > _LEADER_FROM:
        way = _samples(mark, box.nearest(mark))
        price += 30.0 * sum(_covers(it, dot) for dot in way for it in taken)
    return price


def _beside(size: Size, mark: Dot, radius: float) -> Iterator[tuple[float, Box]]:
    """Around the mark, right and left first, further out at a price."""
    for ring in _RINGS:
        for turn in range(_DIRECTIONS):
            angle = 2 * math.pi * turn / _DIRECTIONS
            across, down = math.cos(angle), math.sin(angle)
            reach = radius + 3 + ring
            middle = Dot(
                mark.x + reach * across + size.width / 2 * _steep(across),
                mark.y + reach * down + size.height / 2 * _steep(down),
            )
            yield ring + 2 * abs(down) - across, _box(middle, size)


def _anywhere(size: Size, mark: Dot, frame: Box) -> Iterator[tuple[float, Box]]:
    for column in range(int((frame.right - frame.left) / _GRID)):
        for row in range(int((frame.bottom - frame.top) / _GRID)):
            left, top = frame.left + column * _GRID, frame.top + row * _GRID
            box = Box(left, top, left + size.width, top + size.height)
            yield _distance(box, mark), box


def _steep(share: float) -> float:
    return max(-1.0, min(1.0, share * 1.6))


def _box(middle: Dot, size: Size) -> Box:
    half, tall = size.width / 2, size.height / 2
    return Box(middle.x - half, middle.y - tall, middle.x + half, middle.y + tall)


def _around(mark: Dot, radius: float) -> Box:
    return Box(mark.x - radius, mark.y - radius, mark.x + radius, mark.y + radius)


def _distance(box: Box, dot: Dot) -> float:
    return math.dist(box.nearest(dot), dot)


def _covers(box: Box, dot: Dot) -> bool:
    return box.left <= dot.x <= box.right and box.top <= dot.y <= box.bottom


def _samples(start: Dot, end: Dot) -> list[Dot]:
    count = max(2, int(math.dist(start, end) / 8))
    return [
        Dot(start.x + (end.x - start.x) * at / count, start.y + (end.y - start.y) * at / count)
        for at in range(count + 1)
    ]
