"""A month of reports on one page: a calendar of what is in, late or missing (P18-P20)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from salescli.config import Config
from salescli.dates import Period, weekday_name
from salescli.domain.deadlines import due_day
from salescli.domain.words import label
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Block, Column, Fact, Facts, Report, Table
from salescli.reports import ledger
from salescli.reports.forms import Form
from salescli.reports.lists import day_cell, number_cell
from salescli.reports.plans import period_name
from salescli.reports.state import moment
from salescli.store.reading import Reader

MARKS = {"submitted": "✓", "reviewed": "✓✓", "draft": "…"}
COUNTED = ("submitted", "reviewed", "late", "early", "missing", "draft")


class Entry(NamedTuple):
    """One report that is due in the month, and what became of it."""

    kind: str
    start: date
    end: date
    due: date
    state: str
    version: int | None
    submitted_at: datetime | None


class View(NamedTuple):
    """The month, and what its reports are judged by."""

    month: Period
    calendar: Calendar
    now: datetime
    config: Config


def entries(reader: Reader, forms: Iterable[Form], view: View) -> list[Entry]:
    """Every report that is due in the month and whose period has begun, by kind and day."""
    found: list[Entry] = []
    for form in forms:
        some = days(reader, view) if form.kind == "daily" else longer(reader, form, view)
        found += some
    return found


def days(reader: Reader, view: View) -> list[Entry]:
    table = ledger.daily(reader, view.calendar, view.month, view.now, view.config)
    records = table.records()
    return [
        Entry("daily", row["day"], row["day"], row["day"], row["state"], row["version"],
              row["submitted_at"])
        for row in records
    ]  # fmt: skip


def longer(reader: Reader, form: Form, view: View) -> list[Entry]:
    """The weeks, months or quarters whose report is due in the month."""
    first, today = ledger.first_day(reader), view.now.date()
    span = form.period_of(view.month.start)
    newest, drafts = ledger.versions(reader, form.kind, Period(span.start, view.month.end))
    found = []
    while span.start < view.month.end and span.start <= today:
        due = due_day(form.kind, span.start, span.end, view.calendar)
        if view.month.start <= due < view.month.end and span.end > first:
            _end, _due, state, version, at, *_rest = ledger.longer_line(
                reader,
                span,
                form,
                newest.get(span.start),
                drafts,
                view.now,
                view.calendar,
                view.config,
            )
            found.append(Entry(form.kind, span.start, span.last, due, state, version, at))
        span = form.period_of(span.end)
    return found


def table(found: Sequence[Entry], today: date) -> Table:
    """The same for scripts: a row a report."""
    shown = partial(day_cell, today)
    columns = [
        Column("kind", _("Report"), show=label),
        Column("start", _("First day"), show=shown),
        Column("end", _("Last day"), show=shown),
        Column("due", _("Due"), show=shown),
        Column("state", _("State"), show=label),
        Column("version", _("Version"), right=True, show=number_cell),
        Column("submitted_at", _("Submitted"), show=moment),
    ]
    return Table(columns, found, key="reports", empty=_("no reports in this period"))


def page(found: Sequence[Entry], view: View) -> Report:
    """The month as a calendar, the weekly reports beside their weeks, the longer ones below."""
    blocks: list[Block] = [
        grid(found, view),
        Facts(longer_facts(found), key="longer"),
        Facts(counts(found), title=_("In all"), key="counts"),
    ]
    title = _("Reports of {month}").format(month=f"{view.month.start:%Y-%m}")
    return Report(title, [block for block in blocks if not is_empty(block)], key="status")


def is_empty(block: Block) -> bool:
    return isinstance(block, Facts) and not block.items


def grid(found: Sequence[Entry], view: View) -> Table:
    marks = {entry.start: entry.state for entry in found if entry.kind == "daily"}
    weeks = {entry.start: entry.state for entry in found if entry.kind == "weekly"}
    monday = view.month.start - timedelta(days=view.month.start.weekday())
    columns = [
        *[Column(f"day_{n}", weekday_name(monday + timedelta(days=n))) for n in range(7)],
        Column("week", _("Week")),
    ]
    rows = []
    while monday < view.month.end:
        row = [day_mark(monday + timedelta(days=n), marks, view.month) for n in range(7)]
        week = f"{period_name('week', monday)[5:]} {mark(weeks.get(monday))}".strip()
        rows.append([*row, week])
        monday += timedelta(days=7)
    return Table(columns, rows, key="calendar", grid=True)


def day_mark(day: date, marks: dict[date, str], month: Period) -> str:
    if not month.start <= day < month.end:
        return ""
    return f"{day.day:2} {mark(marks.get(day))}".rstrip()


def mark(state: str | None) -> str:
    """A tick for what is in, the word for what is late, early or missing."""
    return MARKS.get(state or "") or label(state)


def longer_facts(found: Sequence[Entry]) -> list[Fact]:
    return [
        Fact(f"{entry.kind}_{entry.start.isoformat()}", label(entry.kind), entry.state,
             f"{entry.start.isoformat()} – {entry.end.isoformat()}: {label(entry.state)}")
        for entry in found
        if entry.kind in {"monthly", "quarterly"}
    ]  # fmt: skip


def counts(found: Sequence[Entry]) -> list[Fact]:
    """How many are in, late, missing; each with its mark, so that the calendar can be read."""
    facts = []
    for state in COUNTED:
        count = sum(entry.state == state for entry in found)
        if count:
            name = " ".join(filter(None, (MARKS.get(state), label(state))))
            facts.append(Fact(state, name, count))
    return facts
