"""`sales coverage`: how the quarter stands, who is missed, and where it is heading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from salescli.commands.arguments import FormatOpt, OutputOpt, desk_of, emit
from salescli.commands.whose import RepOpt, seen
from salescli.dates import Period, quarter_of, year_of
from salescli.desk import Desk
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.output.table import Report
from salescli.store.reading import Reader

if TYPE_CHECKING:
    from salescli.reports.coverage import View

app = typer.Typer(add_completion=False)


@app.command()
def coverage(
    ctx: typer.Context,
    quarter: Annotated[
        str,
        typer.Argument(
            metavar="[PERIOD]", help=N_("Quarter or year: last quarter, 2026q1, this year")
        ),
    ] = "this quarter",
    gaps: Annotated[
        bool, typer.Option("--gaps", help=N_("Target customers never seen, or not for long"))
    ] = False,
    capacity: Annotated[
        bool, typer.Option("--capacity", help=N_("Working days × visits a day against the need"))
    ] = False,
    forecast: Annotated[
        bool,
        typer.Option("--forecast", help=N_("Plan the rest of the quarter: who will be missed")),
    ] = False,
    rep: RepOpt = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Show the quarter's visits: required, made, planned, left, last safe day.

    \b
    sales coverage
    sales coverage "this year"
    sales coverage --gaps
    sales coverage --forecast
    sales coverage --rep 김민수
    """
    desk = desk_of(ctx)
    one_view(gaps=gaps, capacity=capacity, forecast=forecast)
    one_view(forecast=forecast, rep=bool(rep))
    refuse_period(desk, quarter, today=gaps or forecast, year=capacity)
    desk = desk if forecast else seen(desk, rep)
    with desk.read() as reader:
        if gaps:
            page = gaps_page(desk, reader)
        elif forecast:
            page = ahead(desk, reader)
        elif is_year(desk, quarter):
            page = year_page(desk, reader, desk.period(quarter))
        else:
            page = quarter_page(desk, reader, view_of(desk, quarter), capacity=capacity)
    emit(desk, page, form, output)


def is_year(desk: Desk, text: str) -> bool:
    span = desk.period(text)
    return span == year_of(span.start)


def year_page(desk: Desk, reader: Reader, year: Period) -> Report:
    from salescli.reports import programme

    found = programme.lines(reader, desk.config, desk.calendar, year, desk.today)
    return programme.page(found, year)


def one_view(**asked: bool) -> None:
    chosen = [f"--{name}" for name, wanted in asked.items() if wanted]
    if len(chosen) > 1:
        raise UsageError(
            _("{options} do not go together").format(options=", ".join(chosen)),
            _("ask for one at a time"),
        )


def refuse_period(desk: Desk, text: str, *, today: bool, year: bool) -> None:
    """Gaps and forecast look from today, capacity at one quarter; nothing else is answered."""
    if today and desk.period(text) != quarter_of(desk.today):
        raise UsageError(
            _("gaps and forecast are seen from today"), _("leave out the period"), wrong=text
        )
    if year and is_year(desk, text):
        raise UsageError(
            _("the capacity is that of a quarter"),
            _("try `this quarter`, `2026q1` or `this year`"),
            wrong=text,
        )


def view_of(desk: Desk, text: str) -> View:
    """The quarter that is named, seen from today or from its end."""
    from salescli.reports.coverage import View

    span = desk.period(text)
    if span != quarter_of(span.start):
        raise UsageError(
            _('"{text}" is neither a quarter nor a year').format(text=text),
            _("try `this quarter`, `2026q1` or `this year`"),
            wrong=text,
        )
    return View(desk.config, desk.calendar, span, desk.today)


def quarter_page(desk: Desk, reader: Reader, view: View, *, capacity: bool) -> Report:
    from salescli.reports import coverage as pages
    from salescli.reports import quarter as quarters

    found = quarters.lines(reader, desk.config, desk.calendar, view.quarter, desk.today)
    found = quarters.urgent_first(found)
    return pages.capacity_page(found, view) if capacity else pages.page(found, view)


def gaps_page(desk: Desk, reader: Reader) -> Report:
    from salescli.reports import coverage as pages

    return pages.gaps_page(pages.gaps(reader, desk.config, desk.today), desk.today)


def ahead(desk: Desk, reader: Reader) -> Report:
    """Every working day after today until the quarter ends, planned as `route plan` would."""
    from salescli.commands import route_planning as planning
    from salescli.domain.routing.forecast import forecast
    from salescli.domain.routing.planner import Candidate
    from salescli.reports import coverage as pages
    from salescli.reports import quarter as quarters
    from salescli.reports.prospects import hours_on, standing, weights

    tomorrow = desk.today + timedelta(days=1)
    span = quarter_of(desk.today)
    days = desk.calendar.between(tomorrow, span.end)
    table = planning.opened(desk, reader, planning.Wanted((tomorrow,), 0))
    sights = planning.sights(table)
    frame = planning.fresh_frame(table, planning.office(desk, table.who))

    def open_on(index: int, day: date) -> Candidate:
        one = sights[index]
        return replace(one.candidate, hours=(hours_on(one.who.windows, day),))

    desk.say(_("planning {count} days …").format(count=len(days)))
    found = forecast(
        [one.candidate for one in sights],
        [standing(one.who, tomorrow, table.view) for one in sights],
        days, frame, planning.rules(table), table.roads.travel, weights(desk.config), open_on,
    )  # fmt: skip
    lines = quarters.lines(reader, desk.config, desk.calendar, span, desk.today)
    view = pages.View(desk.config, desk.calendar, span, tomorrow)
    numbers = [one.who.no for one in sights]
    return pages.forecast_page(quarters.urgent_first(lines), found, numbers, view)
