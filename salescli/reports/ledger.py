"""Which reports were handed in: the versions of one day, and a period's submitted and missing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from salescli.config import Config
from salescli.dates import Period, month_of
from salescli.domain.deadlines import days_to_come, due_day
from salescli.domain.words import label
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Column, Table
from salescli.reports.lists import day_cell, number_cell
from salescli.reports.state import State, moment
from salescli.store.reading import Reader, stamp_text

if TYPE_CHECKING:
    from salescli.reports.forms import Form


class Kept(NamedTuple):
    """One version of a report as it is stored."""

    no: int
    version: int
    starts_on: date
    summary: str | None
    tomorrow: str | None
    problems: str | None
    memo: str | None
    content: str | None
    due_at: datetime | None
    submitted_at: datetime | None
    late: bool
    excuse: str
    incomplete_reason: str
    differences: str
    sent_to: str
    remark: str
    reviewed_by: str
    reviewed_at: datetime | None


class Line(NamedTuple):
    """A version in a list; ``content`` is what was handed in, as JSON."""

    starts_on: date
    content: str | None
    version: int
    submitted_at: datetime | None
    late: bool
    excuse: str
    sent_to: str
    remark: str
    reviewed_at: datetime | None


def kept(reader: Reader, kind: str, day: date) -> list[Kept]:
    return reader.rows(
        Kept,
        "FROM reports WHERE kind = :kind AND starts_on = :day ORDER BY version",
        kind=kind,
        day=day.isoformat(),
    )


def state(row: Kept, corrected: tuple[str, ...], *, early: bool = False) -> State:
    return State(
        due_at=row.due_at or datetime.min.replace(tzinfo=UTC),
        submitted_at=row.submitted_at,
        late=row.late,
        version=row.version,
        excuse=row.excuse,
        incomplete_reason=row.incomplete_reason,
        differences=row.differences,
        remark=row.remark,
        reviewed_by=row.reviewed_by,
        reviewed_at=row.reviewed_at,
        corrected=corrected,
        early=early,
    )


def listed(
    reader: Reader, calendar: Calendar, form: Form, period: Period, now: datetime, config: Config
) -> Table:
    """The reports of a kind in a period."""
    if form.kind == "daily":
        return daily(reader, calendar, period, now, config)
    return longer(reader, calendar, form, period, now, config)


def daily(
    reader: Reader, calendar: Calendar, period: Period, now: datetime, config: Config
) -> Table:
    """Every working day of the period up to today, and other days that have visits or a report."""
    rows = reader.rows(
        Line,
        "FROM reports WHERE kind = 'daily' AND starts_on >= :start AND starts_on < :end"
        " ORDER BY starts_on, version",
        start=period.start.isoformat(),
        end=period.end.isoformat(),
    )
    newest = {row.starts_on: row for row in rows if row.submitted_at}
    drafts = {row.starts_on for row in rows if not row.submitted_at}
    visits = visit_counts(reader, period)
    first = first_day(reader)
    end = min(period.end, now.date() + timedelta(days=1))
    days = set(calendar.between(max(period.start, first), end)) if first < end else set()
    days |= {day for day in (*visits, *newest, *drafts) if day < end}
    shown = [
        line(day, newest.get(day), day in drafts, visits.get(day, 0), now, config)
        for day in sorted(days)
    ]
    return Table(columns(now.date()), shown, empty=_("no reports in this period"))


def longer(
    reader: Reader, calendar: Calendar, form: Form, period: Period, now: datetime, config: Config
) -> Table:
    """The weeks or months that begin in the period, up to now."""
    newest, drafts = versions(reader, form.kind, period)
    first = first_day(reader)
    spans = [span for span in spans_of(form, period, now.date()) if span.end > first]
    shown = [
        (
            span.start,
            *longer_line(reader, span, form, newest.get(span.start), drafts, now, calendar, config),
        )
        for span in spans
    ]
    return Table(longer_columns(now.date()), shown, empty=_("no reports in this period"))


def versions(reader: Reader, kind: str, period: Period) -> tuple[dict[date, Line], set[date]]:
    """The newest submitted version of each period, and the periods that have a draft."""
    rows = reader.rows(
        Line,
        "FROM reports WHERE kind = :kind AND starts_on >= :start AND starts_on < :end"
        " ORDER BY starts_on, version",
        kind=kind,
        start=period.start.isoformat(),
        end=period.end.isoformat(),
    )
    newest = {row.starts_on: row for row in rows if row.submitted_at}
    return newest, {row.starts_on for row in rows if not row.submitted_at}


def spans_of(form: Form, period: Period, today: date) -> list[Period]:
    """The form's periods that begin in ``period`` and have begun."""
    found = []
    span = form.period_of(period.start)
    while span.start < period.end and span.start <= today:
        if span.start >= period.start:
            found.append(span)
        span = form.period_of(span.end)
    return found


AFTERWARDS = """
SELECT 1 FROM visits WHERE visit_date >= :day AND visit_date < :end AND created_at > :stamp
UNION ALL SELECT 1 FROM orders WHERE order_date >= :day AND order_date < :end
  AND created_at > :stamp LIMIT 1
"""


def is_early(
    reader: Reader, calendar: Calendar, kind: str, span: Period, at: datetime, today: date
) -> bool:
    """Whether a report of ``at`` lacks working days: some are to come, or were worked since.

    One that was handed in before days off, on which nothing happened then, is as good as any.
    """
    day = at.astimezone().date()
    if not days_to_come(kind, *span, day, calendar):
        return False
    return bool(days_to_come(kind, *span, today, calendar)) or bool(
        reader.value(
            AFTERWARDS, day=day.isoformat(), end=span.end.isoformat(), stamp=stamp_text(at)
        )
    )


def handed_in(
    reader: Reader, calendar: Calendar, kind: str, span: Period, row: Line | None, today: date
) -> bool:
    """Whether a period's report is in, and not early."""
    at = row.submitted_at if row else None
    return at is not None and not is_early(reader, calendar, kind, span, at, today)


def word_of(row: Line) -> str:
    return "reviewed" if row.reviewed_at else "late" if row.late else "submitted"


def longer_line(
    reader: Reader, span: Period, form: Form, row: Line | None, drafts: set[date], now: datetime,
    calendar: Calendar, config: Config,
) -> tuple[Any, ...]:  # fmt: skip
    due = due_day(form.kind, span.start, span.end, calendar)
    if row is None:
        passed = now > datetime.combine(due, config.day.leave).astimezone()
        word = "missing" if passed and span.start not in drafts else "draft"
        return (span.last, due, word, None, None, "", "", "")
    in_ = handed_in(reader, calendar, form.kind, span, row, now.date())
    word = word_of(row) if in_ else "early"
    return (span.last, due, word, row.version, row.submitted_at, row.excuse, row.sent_to,
            row.remark)  # fmt: skip


def longer_columns(today: date) -> list[Column]:
    shown = partial(day_cell, today)
    return [
        Column("start", _("First day"), show=shown),
        Column("end", _("Last day"), show=shown),
        Column("due", _("Due"), show=shown),
        *columns(today)[1:2],
        *columns(today)[3:],
    ]


def due(
    reader: Reader, calendar: Calendar, forms: Iterable[Form], now: datetime, config: Config
) -> Table:
    """What should be handed in by the end of today and is not, since the month before this."""
    today = now.date()
    since = month_of(month_of(today).start - timedelta(days=1)).start
    rows = []
    for form in forms:
        for span, day, early in owed(reader, calendar, form, since, today):
            late = now > datetime.combine(day, config.day.leave).astimezone()
            rows.append((form.kind, span.start, span.last, day, late, early))
    columns_ = [
        Column("kind", _("Report"), show=label),
        Column("start", _("First day"), show=partial(day_cell, today)),
        Column("end", _("Last day"), show=partial(day_cell, today)),
        Column("due", _("Due"), show=partial(day_cell, today)),
        Column("late", _("Late"), show=lambda value: "✓" if value else "", optional=True),
        Column("early", _("Handed in early"), show=moment, optional=True),
    ]
    return Table(columns_, rows, empty=_("nothing is due"))


def owed(
    reader: Reader, calendar: Calendar, form: Form, since: date, today: date
) -> list[tuple[Period, date, datetime | None]]:
    """The periods whose report was due since then and is not in: its day, when it came early."""
    first = first_day(reader)
    span = form.period_of(since)
    newest, _drafts = versions(reader, form.kind, Period(span.start, today + timedelta(days=1)))
    found = []
    while span.start <= today:
        day = due_day(form.kind, span.start, span.end, calendar)
        free = form.kind == "daily" and not calendar.is_workday(day)
        row = newest.get(span.start)
        missing = not handed_in(reader, calendar, form.kind, span, row, today)
        if since <= day <= today and span.end > first and missing and not free:
            found.append((span, day, row.submitted_at if row else None))
        span = form.period_of(span.end)
    return found


def visit_counts(reader: Reader, period: Period) -> dict[date, int]:
    found = reader.raw(
        "SELECT visit_date, count(*) FROM visits WHERE visit_date >= :start AND visit_date < :end"
        " AND channel = 'visit' AND outcome <> 'absent' GROUP BY visit_date",
        start=period.start.isoformat(),
        end=period.end.isoformat(),
    )
    return {date.fromisoformat(day): count for day, count in found}


def first_day(reader: Reader) -> date:
    """Before the first visit nothing can be missing."""
    first = reader.value("SELECT min(visit_date) FROM visits")
    return date.fromisoformat(first) if first else date.max


def told_visits(row: Line) -> int:
    """How many visits the report tells of, whatever became of them since."""
    content = json.loads(row.content or "{}")
    return sum(visit["outcome"] != "absent" for visit in content.get("visits", []))


def line(
    day: date, row: Line | None, drafted: bool, visits: int, now: datetime, config: Config
) -> tuple[Any, ...]:
    if row is None:
        due = datetime.combine(day, config.day.leave).astimezone()
        word = "missing" if now > due and not drafted else "draft"
        return (day, word, visits, None, None, "", "", "")
    return (
        day,
        word_of(row),
        told_visits(row),
        row.version,
        row.submitted_at,
        row.excuse,
        row.sent_to,
        row.remark,
    )


STYLES = {
    "missing": "red",
    "late": "yellow",
    "early": "yellow",
    "submitted": "green",
    "reviewed": "green",
}


def columns(today: date) -> list[Column]:
    return [
        Column("day", _("Day"), show=partial(day_cell, today)),
        Column("state", _("State"), show=label, style=lambda value: STYLES.get(value, "")),
        Column("visits", _("Visits"), right=True, show=number_cell),
        Column("version", _("Version"), right=True, show=number_cell, optional=True),
        Column("submitted_at", _("Submitted"), show=moment),
        Column("excuse", _("Reason"), wrap=True, optional=True),
        Column("sent_to", _("Sent to"), wrap=True, optional=True),
        Column("remark", _("Remark"), wrap=True, optional=True),
    ]
