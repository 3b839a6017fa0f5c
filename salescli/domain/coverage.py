"""Visits in a quarter (Q3): how many a customer needs, how many are left, until when they fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salescli.domain.words import CoverageState
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

    @property
    def fits(self) -> bool:
        """Whether the visits that are left still fit into the quarter, one a working day."""
        return not self.remaining or self.days_left > 0


def required(grade: str | None, per_quarter: Mapping[str, int]) -> int:
    """Visits that a grade needs in a whole quarter."""
    return per_quarter.get(grade or "", 0)


def prorated(need: int, since: date, quarter: tuple[date, date], calendar: Calendar) -> int:
    """What is left of a quarter's ``need`` for a customer that needs visits since a day in it.

    ``need`` × working days from ``since`` to the end ÷ working days of the quarter, half a visit
    rounded up; so of two visits, two are needed from the first quarter of the days on, one in the
    middle half, none in the last quarter.

    Args:
        need: Visits in a whole quarter.
        since: The day of the customer's first report, or of the grade that needs visits.
        quarter: The half-open quarter.
        calendar: The office's working days.
    """
    start, end = quarter
    if since <= start:
        return need
    whole = calendar.count(start, end)
    return (2 * need * calendar.count(since, end) + whole) // (2 * whole) if whole else need


def standing(
    need: int, done: int, quarter: tuple[date, date], today: date, calendar: Calendar
) -> Standing:
    """Where a customer that needs ``need`` visits stands in the half-open ``quarter``.

    The last safe day is the last working day on which the quarter's remaining visits still fit,
    one a working day. ``days_left`` counts the working days from today to it, both included; it
    is 0 or less when they no longer fit.
    """
    start, end = quarter
    left = max(0, need - done)
    if not left:
        return Standing(need, done, None, 0)
    last = calendar.nth_last(start, end, left) or start  # never fitted: late from the first day
    days = calendar.count(today, end) - left + 1
    return Standing(need, done, last, days)


def state(stand: Standing, planned: int, unseen_days: int | None, limit: int) -> CoverageState:
    """What is to be said of a customer in the quarter.

    Args:
        stand: Where it stands.
        planned: Stops that are planned for the rest of the quarter.
        unseen_days: Days since the last visit; None when there was none for as long as it is known.
        limit: Days without a visit after which it is overdue.
    """
    if not stand.remaining:
        return CoverageState.COVERED
    if not stand.fits:
        return CoverageState.OVERDUE
    if planned >= stand.remaining:
        return CoverageState.PLANNED
    if unseen_days is not None and unseen_days > limit:
        return CoverageState.OVERDUE
    return CoverageState.DUE
