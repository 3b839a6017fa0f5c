"""Working days: the weekdays of the office without its holidays. Periods are half-open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from salescli.errors import UsageError
from salescli.language import _

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """When the office works.

    Args:
        weekdays: 0 is Monday; at least one.
        holidays: Days off, whatever their weekday.
    """

    weekdays: frozenset[int] = frozenset(range(5))
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise UsageError(
                _("the office needs at least one working weekday"),
                _("name some of `mon tue wed thu fri sat sun`"),
            )

    def is_workday(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.holidays

    def on_or_before(self, day: date) -> date:
        """The latest working day that is not after ``day``."""
        while not self.is_workday(day):
            day -= _DAY
        return day

    def before(self, day: date) -> date:
        """The working day before ``day``."""
        return self.on_or_before(day - _DAY)

    def after(self, day: date) -> date:
        """The next working day after ``day``."""
        day += _DAY
        while not self.is_workday(day):
            day += _DAY
        return day

    def between(self, start: date, end: date) -> list[date]:
        """The working days of [start, end)."""
        days = (start + timedelta(days=n) for n in range((end - start).days))
        return [day for day in days if self.is_workday(day)]

    def count(self, start: date, end: date) -> int:
        """How many working days [start, end) has; quick for long periods."""
        weeks, rest = divmod(max((end - start).days, 0), 7)
        odd = sum((start.weekday() + n) % 7 in self.weekdays for n in range(rest))
        off = sum(start <= day < end and day.weekday() in self.weekdays for day in self.holidays)
        return weeks * len(self.weekdays) + odd - off

    def nth_last(self, start: date, end: date, n: int) -> date | None:
        """The n-th last working day of [start, end), 1 being the last; None if there is none."""
        days = self.between(start, end)
        return days[-n] if 1 <= n <= len(days) else None
