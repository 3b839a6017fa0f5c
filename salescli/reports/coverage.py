"""Coverage of the quarter (Q3, Q7): required, done, left, last safe day, forecast."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import Period, quarter_of
from salescli.domain import coverage
from salescli.domain.routing.forecast import Forecast
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Block, Column, Fact, Facts, Report, Table
from salescli.reports.lists import day_cell, grade_style, number_cell, overdue_style
from salescli.reports.prospects import Prospect


class Line(NamedTuple):
    """One customer in the quarter."""

    no: int
    customer: str
    grade: str | None
    area: str
    required: int
    done: int
    left: int
    last_visit: date | None
    last_safe: date | None
    days_left: int


def lines(who: Sequence[Prospect], config: Config, calendar: Calendar, today: date) -> list[Line]:
    """The target customers whose grade needs visits; the most urgent first."""
    quarter = quarter_of(today)
    found = []
    for one in who:
        if not one.target or not coverage.required(one.grade, config.coverage.per_quarter):
            continue
        stand = coverage.standing(
            one.grade, one.done, config.coverage.per_quarter, quarter, today, calendar
        )
        found.append(
            Line(one.no, one.name, one.grade, one.area, stand.required, stand.done,
                 stand.remaining, one.last_visit, stand.last_safe, stand.days_left)
        )  # fmt: skip
    return sorted(found, key=lambda line: (line.left == 0, line.last_safe or quarter.end, line.no))


def title(quarter: Period) -> str:
    return _("Coverage of the quarter {start} – {end}").format(
        start=quarter.start.isoformat(), end=quarter.last.isoformat()
    )


def columns(today: date) -> list[Column]:
    return [
        Column("no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("area", _("Area"), optional=True),
        Column("required", _("Required"), right=True, show=number_cell),
        Column("done", _("Visits made"), right=True, show=number_cell),
        Column("left", _("Left"), right=True, show=number_cell),
        Column("last_visit", _("Last visit"), show=partial(day_cell, today)),
        Column("last_safe", _("Last safe day"), show=partial(day_cell, today),
               style=partial(overdue_style, today)),
    ]  # fmt: skip


def page(found: Sequence[Line], today: date, days: int) -> Report:
    """Totals first, then every customer."""
    rows = [line[:-1] for line in found]
    table = Table(columns(today), rows, key="customers", empty=_("no customer needs visits"))
    blocks: list[Block] = [Facts(totals(found, days), key="totals"), table]
    quarter = quarter_of(today)
    return Report(title(quarter), blocks, key="coverage", extra=extra(quarter))


def extra(quarter: Period) -> dict[str, Any]:
    return {"start": quarter.start.isoformat(), "end": quarter.last.isoformat()}


def totals(found: Sequence[Line], days: int) -> list[Fact]:
    covered = sum(line.left == 0 for line in found)
    late = sum(line.left > 0 and line.days_left <= 0 for line in found)
    return [
        Fact("customers", _("Customers that need visits"), len(found)),
        Fact("covered", _("Covered"), covered),
        Fact("visits_left", _("Visits still needed"), sum(line.left for line in found)),
        Fact("days_left", _("Working days left"), days),
        Fact("too_late", _("No longer possible one a day"), late, style="red" if late else ""),
    ]


def forecast_page(
    found: Sequence[Line], ahead: Forecast, ids: Sequence[int], today: date, days: int
) -> Report:
    """Capacity first, then who will be missed at this pace."""
    coming = dict(zip(ids, ahead.visits, strict=True))
    missed = [
        (*line[:-1], ", ".join(day.isoformat() for day in coming.get(line.no, ())),
         line.left - len(coming.get(line.no, ())))
        for line in found
        if line.left > len(coming.get(line.no, ()))
    ]  # fmt: skip
    capacity = _("needs {needed} visits, {fit} fit").format(needed=ahead.needed, fit=ahead.fit)
    facts = [
        Fact("capacity", _("Capacity"), {"needed": ahead.needed, "fit": ahead.fit}, capacity,
             "red" if ahead.fit < ahead.needed else "green"),
        Fact("visits_per_day", _("Visits a day in the forecast"),
             round(sum(map(len, ahead.visits)) / days, 1) if days else 0),
        *totals(found, days),
    ]  # fmt: skip
    more = [
        Column("expected_on", _("Would be visited")),
        Column("missing", _("Missing"), right=True, show=number_cell),
    ]
    table = Table(
        [*columns(today), *more], missed, title=_("Would be missed at this pace"), key="missed",
        empty=_("nobody would be missed"),
    )  # fmt: skip
    quarter = quarter_of(today)
    return Report(title(quarter), [Facts(facts, key="totals"), table], key="forecast",
                  extra=extra(quarter))  # fmt: skip
