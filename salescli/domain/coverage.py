"""Visits in a quarter (Q3): how many are left, and the last safe day to begin them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salescli.domain.workdays import Calendar


@dataclass(frozen=True)
class Standing:
    """One customer in the quarter; ``last_safe`` is None when nothing is left to do."""

    required: int
    done: int
    last_safe: date | None
    days_left: int

    @property
    def remaining(self) -> int:
        return max(0, self.required - self.done)


def required(grade: str | None, per_quarter: Mapping[str, int]) -> int:
    return per_quarter.get(grade or "", 0)


def standing(
    grade: str | None,
    done: int,
    per_quarter: Mapping[str, int],
    quarter: tuple[date, date],
    today: date,
    calendar: Calendar,
) -> Standing:
    """Where a customer stands in the half-open ``quarter``.

    The last safe day is the last working day on which the quarter's remaining visits still fit,
    one a working day. ``days_left`` counts the working days from today to it, both included; it
    is 0 or less when they no longer fit.
    """
    start, end = quarter
    need = required(grade, per_quarter)
    left = max(0, need - done)
    if not left:
        return Standing(need, done, None, 0)
    last = calendar.nth_last(start, end, left) or start  # never fitted: late from the first day
    days = calendar.count(today, end) - left + 1
    return Standing(need, done, last, days)
