"""`sales coverage`: how the quarter stands, and where it is heading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

import typer

from salescli.commands.arguments import FormatOpt, OutputOpt, desk_of, emit
from salescli.desk import Desk
from salescli.language import N_, _
from salescli.output.table import Report
from salescli.store.reading import Reader

app = typer.Typer(add_completion=False)


@app.command()
def coverage(
    ctx: typer.Context,
    forecast: Annotated[
        bool,
        typer.Option("--forecast", help=N_("Plan the rest of the quarter: who will be missed")),
    ] = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Show the quarter's visits: required, made, left, last safe day.

    \b
    sales coverage
    sales coverage --forecast
    """
    from salescli.reports import coverage as pages
    from salescli.reports.prospects import prospects

    desk = desk_of(ctx)
    with desk.read() as reader:
        if forecast:
            page = ahead(desk, reader)
        else:
            who = prospects(reader, desk.today + timedelta(days=1))
            found = pages.lines(who, desk.config, desk.calendar, desk.today)
            page = pages.page(found, desk.today, len(days_left(desk, desk.today)))
    emit(desk, page, form, output)


def days_left(desk: Desk, first: date) -> list[date]:
    from salescli.dates import quarter_of

    return desk.calendar.between(first, quarter_of(desk.today).end)


def ahead(desk: Desk, reader: Reader) -> Report:
    """Every working day after today until the quarter ends, planned as `route plan` would."""
    from salescli.commands import route_planning as planning
    from salescli.domain.routing.forecast import forecast
    from salescli.domain.routing.planner import Candidate
    from salescli.reports import coverage as pages
    from salescli.reports.prospects import hours_on, standing, weights

    days = days_left(desk, desk.today + timedelta(days=1))
    wanted = planning.Wanted((desk.today + timedelta(days=1),), 0)
    table = planning.opened(desk, reader, wanted)
    sights = planning.sights(table)
    frame = planning.fresh_frame(table, planning.office(desk, table.who))

    def open_on(index: int, day: date) -> Candidate:
        one = sights[index]
        return replace(one.candidate, hours=(hours_on(one.who.windows, day),))

    desk.say(_("planning {count} days …").format(count=len(days)))
    found = forecast(
        [one.candidate for one in sights],
        [standing(one.who, wanted.days[0], table.view) for one in sights],
        days, frame, planning.rules(table), table.roads.travel, weights(desk.config), open_on,
    )  # fmt: skip
    lines = pages.lines(table.who, desk.config, desk.calendar, desk.today)
    return pages.forecast_page(lines, found, [one.who.no for one in sights], desk.today, len(days))
