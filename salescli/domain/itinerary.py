"""A planned day as other programs and maps take it: places, people and times in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from salescli.domain.places import Place


class Spot(NamedTuple):
    """Where a day begins or ends; ``place`` is None when the office is not on the map."""

    name: str
    place: Place | None
    at: datetime


@dataclass(frozen=True)
class Call:
    """One planned visit.

    Args:
        id: Stays the same through every change of the plan.
        no: Its number in the day, from 1.
        customer: The customer's name.
        start: Local and aware, when the visit begins.
        end: When it ends.
        place: Where it is; None when that is not known.
        travel_minutes: On the way to it.
        status: planned, confirmed, visited, absent, moved or skipped.
        changed: When the stop was last changed (UTC).
    """

    id: str
    no: int
    customer: str
    start: datetime
    end: datetime
    changed: datetime
    place: Place | None = None
    grade: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    travel_minutes: int = 0
    status: str = "planned"
    why: str = ""
    near: bool = False  # the place is only the middle of the area


@dataclass(frozen=True)
class Itinerary:
    """One rep's day on the road."""

    day: date
    rep: str
    begin: Spot
    end: Spot
    calls: tuple[Call, ...] = ()
