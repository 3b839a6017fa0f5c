"""When a work report is due (P1, P8, P12): before leaving the office on its last working day."""

from __future__ import annotations

from datetime import date, timedelta

from salescli.domain.workdays import Calendar

FRIDAY = 4


def due_day(kind: str, start: date, end: date, calendar: Calendar) -> date:
    """The day by whose evening a report is handed in.

    A daily report is due on its day; a weekly one on Friday, a monthly or quarterly one on the last
    calendar day, each on the working day before it when that is none (requirements 6.11); of a
    period without any working day on the next one.

    Args:
        kind: daily, weekly, monthly or quarterly.
        start: The first day of the half-open period.
        end: The day after its last.
        calendar: The office's working days.
    """
    if kind == "daily":
        return start
    last = start + timedelta(days=FRIDAY) if kind == "weekly" else end - timedelta(days=1)
    day = calendar.on_or_before(last)
    return day if day >= start else calendar.after(end - timedelta(days=1))


def days_to_come(kind: str, start: date, end: date, on: date, calendar: Calendar) -> list[date]:
    """The working days after ``on`` that a report handed in then would not hold.

    They end with the day on which it is due: a Saturday's work after the Friday is nobody's.
    """
    last = min(due_day(kind, start, end, calendar) + timedelta(days=1), end)
    return calendar.between(max(on + timedelta(days=1), start), last)
