"""The times of an order of stops, and what of it breaks: closed, across a break, too late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from salescli.domain.routing.clock import Clock
from salescli.domain.routing.model import Day, Matrix, Windows


class Broken(StrEnum):
    """Why a stop does not fit."""

    CLOSED = "closed"
    BREAK = "across the break"
    LATE = "too late"


class Wish(NamedTuple):
    """A stop to be timed.

    Args:
        place: Its row in the travel matrix.
        windows: When it may begin, field minutes.
        minutes: How long it takes.
        pin: The minute it is fixed to, if it is.
    """

    place: int
    windows: Windows
    minutes: int
    pin: int | None = None


class Timed(NamedTuple):
    """A stop with its field minutes; ``broken`` says why it cannot stand there."""

    travel: int
    arrive: int
    start: int
    end: int
    broken: Broken | None = None


@dataclass(frozen=True)
class Timetable:
    """A day's stops with their times, and when the rep is back."""

    stops: tuple[Timed, ...]
    back: int
    travel: int
    late: bool

    @property
    def broken(self) -> Mapping[int, Broken]:
        return {place: stop.broken for place, stop in enumerate(self.stops) if stop.broken}


def timetable(day: Day, wishes: Sequence[Wish], travel: Matrix, clock: Clock) -> Timetable:
    """The stops in the given order, each as early as it can begin."""
    at, now, way = day.start, day.opens, 0
    timed = []
    for wish in wishes:
        leg = travel[at][wish.place]
        arrive = now + leg
        start, broken = beginning(wish, arrive, clock)
        now = start + wish.minutes
        at, way = wish.place, way + leg
        timed.append(Timed(leg, arrive, start, now, broken))
    leg = travel[at][day.end]
    return Timetable(tuple(timed), now + leg, way + leg, now + leg > day.closes)


def beginning(wish: Wish, arrive: int, clock: Clock) -> tuple[int, Broken | None]:
    """When a visit begins, and what is wrong with that."""
    if wish.pin is not None:
        start = max(arrive, wish.pin)
        if arrive > wish.pin:
            return start, Broken.LATE
        return start, pinned(wish, clock)
    for first, last in wish.windows:
        if arrive <= last:
            return max(arrive, first), None
    return arrive, Broken.LATE if wish.windows else Broken.CLOSED


def pinned(wish: Wish, clock: Clock) -> Broken | None:
    """Whether a fixed time is no time for a visit: closed, or across a break."""
    pin = wish.pin or 0
    if any(first <= pin <= last for first, last in wish.windows):
        return None
    if clock.ends(pin + wish.minutes) > clock.work[-1].end:
        return Broken.LATE
    if clock.ends(pin + wish.minutes) - clock.begins(pin) != wish.minutes:
        return Broken.BREAK
    return Broken.CLOSED
