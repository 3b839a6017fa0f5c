"""Visits made and follow-ups due as a calendar (RFC 5545); a changed one replaces its old self."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from salescli.exchange.content_lines import escaped, stamped, written


class Held(NamedTuple):
    """A visit as a calendar tells of it."""

    id: str
    customer: str
    address: str
    visit_date: date
    started_at: datetime | None
    minutes: int | None
    content: str
    result: str
    updated_at: datetime


class Due(NamedTuple):
    """A follow-up that is still to be done."""

    id: str
    customer: str
    text: str
    due_on: date
    due_time: time | None
    updated_at: datetime


def head(name: str) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sales//sales//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    return written(lines)


def foot() -> str:
    return written(["END:VCALENDAR"])


def of_visit(visit: Held) -> str:
    lines = list(visit_times(visit))
    if visit.address:
        lines.append(f"LOCATION:{escaped(visit.address)}")
    about = "\n".join(filter(None, [visit.content, visit.result]))
    return event(visit.id, visit.updated_at, visit.customer, about, lines)


def visit_times(visit: Held) -> Iterator[str]:
    if visit.started_at is None:
        yield whole_day(visit.visit_date)
        return
    yield f"DTSTART:{stamped(visit.started_at)}"
    if visit.minutes:
        yield f"DTEND:{stamped(visit.started_at + timedelta(minutes=visit.minutes))}"


def of_follow_up(due: Due) -> str:
    """Its time is a local one wherever the calendar is looked at."""
    when = whole_day(due.due_on)
    if due.due_time is not None:
        when = f"DTSTART:{datetime.combine(due.due_on, due.due_time):%Y%m%dT%H%M%S}"
    return event(
        due.id, due.updated_at, ": ".join(filter(None, [due.customer, due.text])), "", [when]
    )


def whole_day(day: date) -> str:
    return f"DTSTART;VALUE=DATE:{day:%Y%m%d}"


def event(uid: str, changed: datetime, summary: str, about: str, lines: list[str]) -> str:
    told = [f"DESCRIPTION:{escaped(about)}"] if about else []
    return written(
        [
            "BEGIN:VEVENT",
            f"UID:{escaped(uid)}@sales",
            f"DTSTAMP:{stamped(changed)}",
            f"LAST-MODIFIED:{stamped(changed)}",
            *lines,
            f"SUMMARY:{escaped(summary.replace(chr(10), ' '))}",
            *told,
            "END:VEVENT",
        ]
    )
