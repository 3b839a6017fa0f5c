"""`sales report`: make, submit, send, list, show and review the work reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, NamedTuple

import typer

from salescli.commands import completing, own_report, reporting
from salescli.commands.arguments import (
    ColumnsOpt,
    Field,
    FormatOpt,
    LimitOpt,
    OutputOpt,
    desk_of,
    emit,
    for_machines,
    given,
    room,
    with_fields,
)
from salescli.commands.report_asking import Asked, asked_for, known_kind, month_named
from salescli.commands.report_pages import submitted_page
from salescli.commands.reporting import Handling
from salescli.commands.saying import echo
from salescli.desk import Desk
from salescli.domain.words import ReportKind
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.reports import forms

app = room()

DayArg = Annotated[
    str, typer.Argument(metavar="[DATE]", help=N_("Day: today, yesterday, fri, 2026-03-14"))
]
WeekArg = Annotated[
    str, typer.Argument(metavar="[WEEK]", help=N_("Week: this week, last week, 2026-W10"))
]
MonthArg = Annotated[
    str, typer.Argument(metavar="[MONTH]", help=N_("Month: this month, last month, 2026-03"))
]
QuarterArg = Annotated[
    str,
    typer.Argument(metavar="[QUARTER]", help=N_("Quarter: this quarter, last quarter, 2026q1")),
]
PeriodArg = Annotated[
    str,
    typer.Argument(
        metavar="[PERIOD]", help=N_("The report's day, week or month: yesterday, last week")
    ),
]
KindOpt = Annotated[
    str,
    typer.Option(
        "--kind",
        help=N_("daily, weekly, monthly or quarterly"),
        autocompletion=completing.choices(ReportKind),
    ),
]
BOXES = {
    "summary": N_("Summary or results; `-` reads it, '' drafts it anew"),
    "problems": N_("Problems; `-` reads it, '' drafts it anew"),
    "memo": N_("Things to remember; `-` reads it, '' empties it"),
    "tomorrow": N_("What comes next; `-` reads it, '' drafts it anew"),
}
HANDLING = (
    Field("edit", "--edit,-e", N_("Write the text boxes in $EDITOR"), bool),
    Field("submit", "--submit", N_("Hand it in as it is now"), bool),
    Field("anyway", "--anyway", N_("Hand it in although something is open: why"),
          metavar="REASON"),
    Field("reason", "--reason", N_("Why it is late")),
    Field("to", "--to", N_("Send it to an address or `manager`; without a server, an .eml file"),
          metavar="ADDRESS"),
    Field("as_of", "--as-of", N_("As it stood then: yesterday, `fri 17:30`"), metavar="MOMENT"),
    Field("rep", "--rep", N_("Of this person of the office, or `all`; only to look at"),
          metavar="NAME"),
)  # fmt: skip
EXPLAIN = Field(
    "explain", "--explain", N_("How one figure is counted, row by row"), metavar="FIGURE"
)


def options(kind: str, *more: Field) -> tuple[Field, ...]:
    """The options of a kind of report: its boxes, and what may be done with it."""
    names = {"tomorrow": "--tomorrow" if kind == "daily" else "--next"}
    boxes = [
        Field(name, names.get(name, f"--{name}"), BOXES[name]) for name in forms.of_kind(kind).boxes
    ]
    return (*boxes, *HANDLING, *more)


class Showing(NamedTuple):
    """How a report is shown."""

    form: str
    output: str


def handle(
    ctx: typer.Context, kind: str, period: str, show: Showing, typed: dict[str, Any]
) -> None:
    """One report command: look at it, write its boxes, hand it in, send it."""
    desk = desk_of(ctx)
    texts = {name: typed.pop(name) for name in forms.of_kind(kind).boxes}
    how = Handling(**given(typed), form=show.form, output=show.output)
    reporting.handle(desk, kind, period, how, texts)


@app.command()
@with_fields(options("daily"))
def daily(
    ctx: typer.Context,
    day: DayArg = "today",
    form: FormatOpt = "",
    output: OutputOpt = "",
    **typed: Any,
) -> None:
    """Show, write and submit the daily report.

    \b
    sales report daily
    sales report daily --summary "two orders" --tomorrow "quote for 한빛" --submit
    sales report daily --to boss@example.com
    """  # fmt: skip
    handle(ctx, "daily", day, Showing(form, output), typed)


@app.command()
@with_fields(options("weekly", EXPLAIN))
def weekly(
    ctx: typer.Context,
    week: WeekArg = "this week",
    form: FormatOpt = "",
    output: OutputOpt = "",
    **typed: Any,
) -> None:
    """Show, write and submit the weekly report with next week's plan.

    \b
    sales report weekly
    sales report weekly --summary "three orders near" --submit
    sales report weekly --explain coverage
    """
    handle(ctx, "weekly", week, Showing(form, output), typed)


@app.command()
@with_fields(options("monthly", EXPLAIN))
def monthly(
    ctx: typer.Context,
    month: MonthArg = "this month",
    form: FormatOpt = "",
    output: OutputOpt = "",
    **typed: Any,
) -> None:
    """Show, write and submit the monthly report: results, problems, next month's plan.

    \b
    sales report monthly
    sales report monthly "last month" --submit --reason "on a business trip"
    """
    handle(ctx, "monthly", month, Showing(form, output), typed)


@app.command()
@with_fields(options("quarterly", EXPLAIN))
def quarterly(
    ctx: typer.Context,
    quarter: QuarterArg = "this quarter",
    form: FormatOpt = "",
    output: OutputOpt = "",
    **typed: Any,
) -> None:
    """Show, write and submit the quarterly report: coverage, capacity, budget shares, trend.

    \b
    sales report quarterly
    sales report quarterly "last quarter" -o quarter.xlsx
    """
    handle(ctx, "quarterly", quarter, Showing(form, output), typed)


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(help=N_("Period: this month, last week, 2026-03"))
    ] = "this month",
    kind: KindOpt = "daily",
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the reports of a period: submitted, late, draft or missing.

    \b
    sales report list
    sales report list "this quarter" --kind weekly
    """
    from salescli.reports import ledger

    desk = desk_of(ctx).mine()
    chosen = forms.of_kind(known_kind(kind))
    with desk.read() as reader:
        table = ledger.listed(
            reader, desk.calendar, chosen, desk.period(period), desk.now, desk.config
        )
    emit(desk, table, form, output, columns, limit)


@app.command()
def status(
    ctx: typer.Context,
    month: MonthArg = "this month",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Show a month's reports as a calendar: handed in, late, missing.

    \b
    sales report status
    sales report status "last month"
    sales report status -f json
    """
    from salescli.reports import status as pages

    desk = desk_of(ctx).mine()
    view = pages.View(month_named(desk, month), desk.calendar, desk.now, desk.config)
    with desk.read() as reader:
        found = pages.entries(reader, forms.FORMS.values(), view)
    if for_machines(form, output):
        emit(desk, pages.table(found, desk.today), form, output)
    else:
        emit(desk, pages.page(found, view), form, output)


@app.command()
def show(
    ctx: typer.Context,
    period: PeriodArg = "",
    kind: KindOpt = "daily",
    version: Annotated[int, typer.Option(help=N_("This version, not the newest"))] = 0,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Show a submitted report as it was handed in.

    \b
    sales report show yesterday
    sales report show "last week" --kind weekly
    """
    desk = desk_of(ctx).mine()
    asked = asked_for(desk, known_kind(kind), period)
    emit(desk, submitted_page(desk, asked, version), form, output)


@app.command()
def review(
    ctx: typer.Context,
    period: Annotated[
        str,
        typer.Argument(
            metavar="PERIOD", help=N_("The report's day, week or month: yesterday, last week")
        ),
    ],
    remark: Annotated[str, typer.Argument(help=N_("The manager's remark"), show_default=False)],
    by: Annotated[str, typer.Option("--by", help=N_("Who reviewed it"))] = "",
    kind: KindOpt = "daily",
    form: FormatOpt = "",
) -> None:
    """Write the manager's remark on a submitted report.

    \b
    sales report review yesterday "good, call 한빛 again" --by "J. Park"
    sales report review "last week" "more new customers" --by "J. Park" --kind weekly
    """
    desk = desk_of(ctx)
    asked = asked_for(desk, known_kind(kind), period)
    if not by:
        raise UsageError(_("who reviewed it"), _("add {options}").format(options="--by NAME"))
    if not remark.strip():
        raise UsageError(_("the remark is empty"), _("`sales undo` takes one back"))
    from salescli.store import reports

    with desk.session() as session:
        row = reports.submitted(session, asked.form.kind, asked.start)
        earlier, by_whom = row.remark, row.reviewed_by
        reports.reviewed(session, row, remark, by)
    if echo_reviewed(desk, asked, form):
        return
    desk.say(_("Remark kept with the report of {day}").format(day=asked.name))
    if earlier:
        desk.say(_("it replaces that of {name}: {text}").format(name=by_whom, text=earlier))


def echo_reviewed(desk: Desk, asked: Asked, form: str) -> bool:
    """For scripts: the report's line in the list of its kind; False when not asked for."""
    from salescli.reports import ledger

    if form:
        with desk.read() as reader:
            line = ledger.listed(
                reader, desk.calendar, asked.form, asked.period, desk.now, desk.config
            )
        echo(desk, replace(line, single=True), form)
    return bool(form)


@app.command()
def agenda(
    ctx: typer.Context,
    when: Annotated[
        str, typer.Option("--for", help=N_("The meeting: `mon 17:00`; else the weekly one"))
    ] = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Prepare the meeting: late reports, support needed, customers at risk, open actions.

    \b
    sales report agenda --for "mon 17:00" -o agenda.pdf
    """
    from salescli.reports import agenda as pages

    desk = desk_of(ctx)
    held = desk.moment(when or desk.config.day.meeting or "today", "future")
    with desk.read() as reader:
        page = pages.page(reader, desk.config, desk.calendar, forms.FORMS.values(), held, desk.now)
    emit(desk, page, form, output)


@app.command()
def due(ctx: typer.Context, form: FormatOpt = "", output: OutputOpt = "") -> None:
    """List what is due and not handed in; exit 1 when there is something (for reminders).

    \b
    sales report due || notify-send "a work report is due"
    """
    from salescli.reports import ledger

    desk = desk_of(ctx).mine()
    with desk.read() as reader:
        table = ledger.due(reader, desk.calendar, forms.FORMS.values(), desk.now, desk.config)
    emit(desk, table, form, output)
    if table.rows:
        raise typer.Exit(code=1)


app.registered_commands += own_report.app.registered_commands
