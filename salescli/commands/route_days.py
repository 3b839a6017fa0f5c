"""Which days a plan is for."""

from __future__ import annotations

from datetime import date

from salescli.desk import Desk
from salescli.errors import UsageError
from salescli.language import _

MOST_DAYS = 31


def planned_days(desk: Desk, text: str, count: int) -> tuple[date, ...]:
    """The days to plan: the one that is named and the working days after it."""
    if not 1 <= count <= MOST_DAYS:
        raise UsageError(
            _("from 1 to {most} days are planned at once").format(most=MOST_DAYS), "`--days 5`",
            wrong=str(count),
        )  # fmt: skip
    first = desk.day(text, "future") if text else usual_day(desk)
    if first < desk.today:
        raise UsageError(
            _("{day} is over; plans look forward").format(day=first.isoformat()),
            _("`sales route show {day}` shows what was planned").format(day=first.isoformat()),
            wrong=text,
        )
    days = [first]
    while len(days) < count:
        days.append(desk.calendar.after(days[-1]))
    return tuple(days)


def usual_day(desk: Desk) -> date:
    """Today until noon of a working day, then the next working day (R5)."""
    early = desk.now.time() < desk.config.day.morning.end
    if early and desk.calendar.is_workday(desk.today):
        return desk.today
    return desk.calendar.after(desk.today)
