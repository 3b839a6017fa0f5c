"""The customer archive of each Friday: from when it counts, when it is due, the password's age."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from salescli.dates import add_months, week_of
from salescli.domain.deadlines import due_day
from salescli.domain.workdays import Calendar

ADVISED_MONTHS, OVERDUE_MONTHS = 3, 6
WEEK = timedelta(days=7)
WEEKS_BACK = 10  # no office is closed for longer


class Age(StrEnum):
    """What the age of a password asks for (A4)."""

    OK = "ok"
    ADVISED = "advised"
    OVERDUE = "overdue"


class Overdue(StrEnum):
    """What an archive lacks whose time has passed (A1)."""

    MISSING = "missing"
    UNSENT = "unsent"


class DueWeek(NamedTuple):
    monday: date
    at: datetime


def age(set_on: date, today: date) -> Age:
    """Advised three calendar months after it was set, overdue after six."""
    if today >= add_months(set_on, OVERDUE_MONTHS):
        return Age.OVERDUE
    return Age.ADVISED if today >= add_months(set_on, ADVISED_MONTHS) else Age.OK


def begins(monday: datetime, last_made: datetime | None) -> datetime:
    """The moment from which additions are new: the last archive or Monday, the earlier one.

    Args:
        monday: The beginning of the week that the archive is of.
        last_made: When the last archive before this week was made. One of this same week is not
            asked, so that making it again leaves nothing out.
    """
    return min(monday, last_made) if last_made else monday


def due_on(monday: date, calendar: Calendar) -> date | None:
    """Friday, or the working day before it; none in a week without a working day."""
    day = due_day("weekly", monday, monday + WEEK, calendar)
    return day if monday <= day < monday + WEEK else None


def last_due(now: datetime, leave: time, calendar: Calendar) -> DueWeek | None:
    """The newest week whose archive should have gone out by now."""
    this_week = week_of(now.date()).start
    for back in range(WEEKS_BACK):
        monday = this_week - back * WEEK
        if day := due_on(monday, calendar):
            at = datetime.combine(day, leave).astimezone()
            if now >= at:
                return DueWeek(monday, at)
    return None
