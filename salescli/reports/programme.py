"""The visit programme of a year (Q10): what each customer needs and got, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import Period, quarter_name, quarter_of
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Bar, Block, Chart, Column, Fact, Facts, Report, Table
from salescli.reports import quarter, standing
from salescli.reports.lists import grade_style, number_cell
from salescli.reports.quarter import Line
from salescli.store.reading import Reader


class Year(NamedTuple):
    """One customer in the year, with its line of each quarter in which it needs visits."""

    no: int
    customer: str
    grade: str | None
    area: str
    quarters: dict[str, Line]

    @property
    def required(self) -> int:
        return sum(line.required for line in self.quarters.values())

    @property
    def done(self) -> int:
        """Visits that were needed; what was done beyond a quarter's need makes up for no other."""
        return sum(min(line.done, line.required) for line in self.quarters.values())


def quarters_of(year: Period) -> Iterator[Period]:
    span = quarter_of(year.start)
    while span.start < year.end:
        yield span
        span = quarter_of(span.end)


def lines(
    reader: Reader, config: Config, calendar: Calendar, year: Period, today: date
) -> list[Year]:
    """The customers that need visits in a quarter of the year that has begun."""
    found: dict[str, Year] = {}
    for span in quarters_of(year):
        if span.start > today:
            break
        for line in quarter.lines(reader, config, calendar, span, today):
            one = found.setdefault(line.id, Year(line.no, line.customer, line.grade, line.area, {}))
            one.quarters[quarter_name(span.start)] = line
    grades = standing.grades_on(reader, min(today + timedelta(days=1), year.end))
    known = [one._replace(grade=grades.get(key, one.grade)) for key, one in found.items()]
    return sorted(known, key=lambda one: (one.done >= one.required, one.no))


def page(found: Sequence[Year], year: Period) -> Report:
    names = [quarter_name(span.start) for span in quarters_of(year)]
    needed, done = sum(one.required for one in found), sum(one.done for one in found)
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("area", _("Area"), optional=True),
        *[Column(name[5:].lower(), name, right=True) for name in names],
        Column("required", _("Required"), right=True, show=number_cell),
        Column("done", _("Visits made"), right=True, show=number_cell),
    ]
    rows = [
        (one.no, one.customer, one.grade, one.area, *(cell(one, name) for name in names),
         one.required, one.done)
        for one in found
    ]  # fmt: skip
    blocks: list[Block] = [
        Facts(
            [
                Fact("customers", _("Customers that need visits"), len(found)),
                Fact("required", _("Visits needed so far"), needed),
                Fact("done", _("Of these made"), done),
            ],
            key="totals",
        ),
        Chart([bar(found, name) for name in names], title=_("Visits made of those needed"),
              key="quarters", heads=(_("Quarter"), _("Visits made"), _("Required"))),
        Table(columns, rows, key="customers", empty=_("no customer needs visits")),
    ]  # fmt: skip
    title = _("Visit programme of {year}").format(year=year.start.year)
    return Report(title, blocks, key="programme", extra={"year": year.start.year})


def cell(one: Year, name: str) -> str:
    line = one.quarters.get(name)
    return f"{line.done}/{line.required}" if line else ""


def bar(found: Sequence[Year], name: str) -> Bar:
    some: list[Any] = [one.quarters[name] for one in found if name in one.quarters]
    done = sum(min(line.done, line.required) for line in some)
    return Bar(name, done, sum(line.required for line in some))
