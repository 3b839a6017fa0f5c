"""The pack for the department's meeting: what must be talked about, from the data (M3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

from salescli.config import Config
from salescli.dates import Period, day_and_time, long_day, quarter_of
from salescli.domain.words import CoverageState
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Block, Column, Fact, Facts, Report, Table
from salescli.reports import coverage, figures, meetings, plans, quarter, status
from salescli.reports.figure_list import BY_KEY
from salescli.reports.forms import Form
from salescli.reports.lists import day_cell
from salescli.store.reading import Reader

WEEK = timedelta(days=7)


def page(
    reader: Reader, config: Config, calendar: Calendar, forms: Iterable[Form],
    held: tuple[date, time | None], now: datetime,
) -> Report:  # fmt: skip
    """Late reports, support asked for, customers at risk, open actions: for a meeting."""
    day, at = held
    known = list(forms)
    tomorrow = now.date() + timedelta(days=1)
    since = Period(tomorrow - WEEK, tomorrow)
    blocks: list[Block] = [
        Facts([
            Fact("day", _("Meeting"), day.isoformat(), day_and_time(day, at)),
            Fact("from", _("Last seven days"), since.start.isoformat(), span_text(since)),
            *week_facts(reader, config, calendar, since, now.date()),
        ], key="meeting"),
        late_reports(reader, calendar, known, config, now),
        support(plans.support_requests(reader), now.date()),
        at_risk(reader, config, calendar, now.date()),
        meetings.action_table(meetings.actions(reader), day, _("Open action items")),
    ]  # fmt: skip
    return Report(_("Agenda of the meeting"), blocks, key="agenda",
                  extra={"for": day.isoformat(), "at": f"{at:%H:%M}" if at else None})  # fmt: skip


def span_text(period: Period) -> str:
    return f"{long_day(period.start)} – {long_day(period.last)}"


def week_facts(
    reader: Reader, config: Config, calendar: Calendar, period: Period, today: date
) -> list[Fact]:
    """The figures of the last seven days that a meeting begins with."""
    wanted = ("visits", "quota_days", "new_customers", "adherence")
    found = figures.facts(reader, config, calendar, period, today)
    return [
        Fact(key, _(BY_KEY[key].name), counted.value, BY_KEY[key].text(counted))
        for key, counted in ((key, BY_KEY[key].count(found)) for key in wanted)
        if BY_KEY[key].text(counted)
    ]


def late_reports(
    reader: Reader, calendar: Calendar, forms: Sequence[Form], config: Config, now: datetime
) -> Table:
    """What was handed in late in the last seven days, and all that is not in since a month."""
    today = now.date()
    view = status.View(Period(today - 4 * WEEK, today + timedelta(days=1)), calendar, now, config)
    found = status.entries(reader, forms, view)
    shown = [
        entry
        for entry in found
        if entry.state == "missing"
        or (entry.state == "early" and entry.due <= today)
        or (entry.state == "late" and entry.due > today - WEEK)
    ]
    title = _("Reports late or missing")
    return replace(status.table(shown, today), title=title, empty=_("every report is in"))


def support(rows: Sequence[plans.Point], today: date) -> Table:
    columns = [
        Column("text", _("Main point"), wrap=True),
        Column("support", _("Support needed"), wrap=True),
        Column("rep", _("Who")),
        Column("arranged", _("Arranged"), wrap=True, optional=True),
        Column("arranged_by", _("Arranged by"), optional=True),
        Column("arranged_on", _("On"), show=partial(day_cell, today), optional=True),
    ]
    shown = [[getattr(row, column.key) for column in columns] for row in rows]
    return Table(columns, shown, title=_("Support needed"), key="support",
                 empty=_("nobody needs support"))  # fmt: skip


def at_risk(reader: Reader, config: Config, calendar: Calendar, today: date) -> Table:
    """Customers that are overdue, or whose last safe day comes before the next meeting but one."""
    found = quarter.lines(reader, config, calendar, quarter_of(today), today)
    near = [
        line
        for line in quarter.urgent_first(found)
        if line.state is CoverageState.OVERDUE
        or (line.last_safe is not None and line.last_safe < today + 2 * WEEK)
    ]
    table = coverage.table(near, today, _("Customers overdue or at risk"))
    return replace(table, empty=_("every customer is on its way"))
