"""Plan points of a week or month, and what the data proposes for the next (P5-P7, T8, T9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import (
    Period,
    iso_week_name,
    month_of,
    quarter_name,
    quarter_of,
    week_of,
)
from salescli.domain.words import CoverageState
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Column, Table
from salescli.reports import quarter, quota
from salescli.reports.lists import day_cell, number_cell
from salescli.store.reading import Reader

DRAFTED = 12
SOON_DAYS = 10


class Point(NamedTuple):
    """A plan point as it is kept."""

    no: int
    kind: str
    starts_on: date
    text: str
    customer: str | None
    done: int
    problem: str
    support: str
    arranged: str
    arranged_by: str
    arranged_on: date | None
    times_carried: int
    carried_on: bool
    rep: str | None
    id: str


class Proposed(NamedTuple):
    """A point that the data proposes, and why; at most one of a customer.

    It is taken by the number of its customer, 0 for none: that stays when other data comes in.
    """

    text: str
    reason: str
    customer_no: int = 0
    customer_id: str | None = None


PERIODS: dict[str, Callable[[date], Period]] = {
    "week": week_of,
    "month": month_of,
    "quarter": quarter_of,
}


def period_of(kind: str, day: date) -> Period:
    return PERIODS[kind](day)


def period_name(kind: str, start: date) -> str:
    """``2026-W10``, ``2026-03`` or ``2026-Q1``."""
    if kind == "quarter":
        return quarter_name(start)
    return start.strftime("%Y-%m") if kind == "month" else iso_week_name(start)


def points(reader: Reader, kind: str, start: date) -> list[Point]:
    return reader.rows(
        Point,
        "FROM plan_points WHERE kind = :kind AND starts_on = :start ORDER BY no",
        kind=kind,
        start=start.isoformat(),
    )


def left_behind(reader: Reader, kind: str, before: date) -> list[Point]:
    """Unfinished points of earlier periods that were never carried on: they do not vanish."""
    return reader.rows(
        Point,
        "FROM plan_points WHERE kind = :kind AND starts_on < :before AND done < 100"
        " AND NOT carried_on ORDER BY starts_on, no",
        kind=kind,
        before=before.isoformat(),
    )


def support_requests(reader: Reader) -> list[Point]:
    """What the reps need for points that are not done: open requests first, then the arranged."""
    return reader.rows(
        Point,
        "FROM plan_points WHERE support <> '' AND NOT carried_on AND done < 100"
        " ORDER BY arranged_on IS NOT NULL, starts_on, no",
    )


def table(rows: Sequence[Point], today: date, title: str = "", empty: str = "") -> Table:
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("period", _("Period")),
        Column("text", _("Main point"), wrap=True),
        Column("customer", _("Customer"), wrap=True, optional=True),
        Column("done", _("Progress"), right=True, show=percent_cell, style=done_style),
        Column("problem", _("Problem"), wrap=True, optional=True),
        Column("support", _("Support needed"), wrap=True, optional=True),
        Column("arranged", _("Arranged"), wrap=True, optional=True),
        Column("arranged_by", _("Arranged by"), optional=True),
        Column("arranged_on", _("On"), show=partial(day_cell, today), optional=True),
        Column("times_carried", _("Carried"), right=True, show=times_cell, optional=True),
        Column("carried_on", _("Carried on"), show=tick, optional=True),
    ]
    shown = [
        (row.no, period_name(row.kind, row.starts_on), row.text, row.customer, row.done,
         row.problem, row.support, row.arranged, row.arranged_by, row.arranged_on,
         row.times_carried, row.carried_on)
        for row in rows
    ]  # fmt: skip
    return Table(columns, shown, title=title, key="points", empty=empty or _("nothing planned"))


def percent_cell(value: Any) -> str:
    return f"{value} %"


def times_cell(value: Any) -> str:
    return f"{value}×" if value else ""


def tick(value: Any) -> str:
    return "✓" if value else ""


def done_style(value: Any) -> str:
    return "green" if value == 100 else ""


class Due(NamedTuple):
    customer_id: str
    customer_no: int
    customer: str
    text: str
    wished_visit: bool
    due_on: date


def proposed(reader: Reader, config: Config, calendar: Calendar, period: Period) -> list[Proposed]:
    """Points for a period from the data: last safe days, overdue A and B, what is due, new ones."""
    day = period.start
    needing = quarter.lines(reader, config, calendar, quarter_of(day), day)
    found = [
        *near_the_end(needing, period),
        *overdue(needing),
        *due_in(reader, period),
        *new_customers(reader, config, period),
    ]
    first: dict[int, Proposed] = {}
    for one in found:
        first.setdefault(one.customer_no, one)
    return list(first.values())[:DRAFTED]


def near_the_end(found: Sequence[quarter.Line], period: Period) -> list[Proposed]:
    """A and B whose last safe day lies in the period or soon after it (Q3)."""
    limit = period.end + timedelta(days=SOON_DAYS)
    return [
        Proposed(
            visit_text(one.customer),
            _("last safe day {day}, {count} left").format(
                day=one.last_safe.isoformat(), count=one.left
            ),
            one.no,
            one.id,
        )
        for one in quarter.urgent_first(found)
        if one.last_safe and one.last_safe < limit
    ]


def visit_text(name: str) -> str:
    return _("visit {name}").format(name=name)


def overdue(found: Sequence[quarter.Line]) -> list[Proposed]:
    """A and B that nobody has visited for too long, or that no longer fit into the quarter."""
    late = [one for one in found if one.state is CoverageState.OVERDUE]
    late.sort(key=lambda one: (one.grade or "", one.last_visit or date.min))
    return [
        Proposed(
            visit_text(one.customer),
            _("last visit {day}").format(day=one.last_visit.isoformat())
            if one.last_visit
            else _("never visited"),
            one.no,
            one.id,
        )
        for one in late
    ]


def due_in(reader: Reader, period: Period) -> list[Proposed]:
    """Follow-ups and wished visits that come due."""
    rows = reader.rows(
        Due,
        "FROM followups WHERE done_on IS NULL AND due_on < :end ORDER BY due_on, no",
        end=period.end.isoformat(),
    )
    return [
        Proposed(
            f"{row.customer}: {row.text}" if row.text else visit_text(row.customer),
            _("wished {day}").format(day=row.due_on.isoformat())
            if row.wished_visit
            else _("due {day}").format(day=row.due_on.isoformat()),
            row.customer_no,
            row.customer_id,
        )
        for row in rows
    ]


def new_customers(reader: Reader, config: Config, period: Period) -> list[Proposed]:
    """New customers are developed every week; a gap of the week before is made up for (Q6)."""
    band = config.new_customers.per_week
    before = quota.new_customers(reader, week_of(period.start - timedelta(days=1)))
    weeks = max(1, (period.end - period.start).days // 7)
    wanted = band.least * weeks + max(0, band.least - before)
    if not wanted:
        return []
    reason = _("{count} in the week before, wanted {band}").format(count=before, band=band)
    return [Proposed(_("develop {count} new customers").format(count=wanted), reason)]


def draft_table(rows: Sequence[Proposed]) -> Table:
    columns = [
        Column("customer_no", _("Customer no."), right=True, show=number_cell),
        Column("text", _("Main point"), wrap=True),
        Column("reason", _("Why"), wrap=True),
    ]
    shown = [(row.customer_no, row.text, row.reason) for row in rows]
    return Table(columns, shown, key="proposed", empty=_("the data proposes nothing"))
