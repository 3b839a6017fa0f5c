"""`sales report`: make, submit, send, list and show the work reports."""

from __future__ import annotations

from typing import Annotated

import typer

from salescli.commands import completing, own_report, reporting
from salescli.commands.arguments import (
    ColumnsOpt,
    FormatOpt,
    NoInputOpt,
    OutputOpt,
    desk_of,
    emit,
    room,
)
from salescli.commands.reporting import Handling
from salescli.desk import Desk
from salescli.domain.words import ReportKind
from salescli.errors import NotFoundError, UsageError
from salescli.language import N_, _
from salescli.output.table import Report
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
        help=N_("daily, weekly or monthly"),
        autocompletion=completing.choices(ReportKind),
    ),
]
SubmitOpt = Annotated[bool, typer.Option("--submit", help=N_("Hand it in as it is now"))]
ReasonOpt = Annotated[str, typer.Option("--reason", help=N_("Why it is late"))]
EditOpt = Annotated[bool, typer.Option("--edit", "-e", help=N_("Write the text boxes in $EDITOR"))]
ToOpt = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="ADDRESS",
        help=N_("Send it to an address or `manager`; without a server, an .eml file"),
    ),
]
MemoOpt = Annotated[
    str | None, typer.Option("--memo", help=N_("Things to remember; `-` reads it, '' empties it"))
]
NextOpt = Annotated[
    str | None,
    typer.Option("--next", help=N_("Next plan; `-` reads it, '' drafts it from the plan points")),
]
ExplainOpt = Annotated[
    str,
    typer.Option("--explain", metavar="FIGURE", help=N_("How one figure is counted, row by row")),
]


@app.command()
def daily(
    ctx: typer.Context,
    day: DayArg = "today",
    summary: Annotated[
        str | None, typer.Option(help=N_("Summary of the day; `-` reads it, '' drafts it anew"))
    ] = None,
    tomorrow: Annotated[
        str | None, typer.Option(help=N_("Tomorrow's work; `-` reads it, '' drafts it anew"))
    ] = None,
    edit: EditOpt = False,
    submit: SubmitOpt = False,
    reason: ReasonOpt = "",
    anyway: Annotated[
        str,
        typer.Option(
            "--anyway", metavar="REASON", help=N_("Submit although visits lack something")
        ),
    ] = "",
    to: ToOpt = "",
    no_input: NoInputOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Show, write and submit the daily report.

    \b
    sales report daily
    sales report daily --summary "two orders" --tomorrow "quote for 한빛" --submit
    sales report daily --to boss@example.com
    """  # fmt: skip
    desk = desk_of(ctx)
    desk.no_input = desk.no_input or no_input
    asked = reporting.asked_for(desk, "daily", day)
    how = Handling(edit, submit, reason, anyway, to, form, output)
    reporting.handle(desk, asked, how, {"summary": summary, "tomorrow": tomorrow})


@app.command()
def weekly(
    ctx: typer.Context,
    week: WeekArg = "this week",
    summary: Annotated[
        str | None, typer.Option(help=N_("Summary of the week; `-` reads it, '' drafts it anew"))
    ] = None,
    memo: MemoOpt = None,
    coming: NextOpt = None,
    edit: EditOpt = False,
    submit: SubmitOpt = False,
    reason: ReasonOpt = "",
    to: ToOpt = "",
    explain: ExplainOpt = "",
    no_input: NoInputOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Show, write and submit the weekly report with next week's plan.

    \b
    sales report weekly
    sales report weekly --summary "three orders near" --submit
    sales report weekly --explain coverage
    """
    desk = desk_of(ctx)
    desk.no_input = desk.no_input or no_input
    asked = reporting.asked_for(desk, "weekly", week)
    if explain:
        emit(desk, explained(desk, asked, explain), form, output)
        return
    texts = {"summary": summary, "memo": memo, "tomorrow": coming}
    reporting.handle(desk, asked, Handling(edit, submit, reason, "", to, form, output), texts)


@app.command()
def monthly(
    ctx: typer.Context,
    month: MonthArg = "this month",
    summary: Annotated[
        str | None, typer.Option(help=N_("Results of the month; `-` reads it, '' drafts it anew"))
    ] = None,
    problems: Annotated[
        str | None, typer.Option(help=N_("Problems of the month; `-` reads it, '' drafts it anew"))
    ] = None,
    memo: MemoOpt = None,
    coming: NextOpt = None,
    edit: EditOpt = False,
    submit: SubmitOpt = False,
    reason: ReasonOpt = "",
    to: ToOpt = "",
    explain: ExplainOpt = "",
    no_input: NoInputOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Show, write and submit the monthly report: results, problems, next month's plan.

    \b
    sales report monthly
    sales report monthly "last month" --submit --reason "on a business trip"
    """
    desk = desk_of(ctx)
    desk.no_input = desk.no_input or no_input
    asked = reporting.asked_for(desk, "monthly", month)
    if explain:
        emit(desk, explained(desk, asked, explain), form, output)
        return
    texts = {"summary": summary, "problems": problems, "memo": memo, "tomorrow": coming}
    reporting.handle(desk, asked, Handling(edit, submit, reason, "", to, form, output), texts)


def explained(desk: Desk, asked: reporting.Asked, key: str) -> Report:
    """One figure of a period: its formula and the rows it counts."""
    from difflib import get_close_matches

    from salescli.reports import figures, periodic

    with desk.read() as reader:
        found = figures.facts(reader, desk.config, desk.calendar, asked.period, desk.today)
    page = periodic.explained(found, key)
    if page is None:
        keys = [one.key for one in figures.FIGURES]
        near = get_close_matches(key, keys, 1, 0.4)
        raise NotFoundError(
            _('no figure "{text}"').format(text=key),
            _("did you mean `{name}`").format(name=near[0])
            if near
            else _("one of {choices}").format(choices=", ".join(keys)),
            wrong=key,
        )
    return page


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(help=N_("Period: this month, last week, 2026-03"))
    ] = "this month",
    kind: KindOpt = "daily",
    columns: ColumnsOpt = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the reports of a period: submitted, late, draft or missing.

    \b
    sales report list
    sales report list "this quarter" --kind weekly
    """
    from salescli.reports import ledger

    desk = desk_of(ctx)
    chosen = reporting.known_kind(kind)
    with desk.read() as reader:
        if chosen == "daily":
            span = desk.period(period)
            table = ledger.daily(reader, desk.calendar, span, desk.now, desk.config)
        else:
            table = ledger.longer(
                reader, desk.calendar, forms.of_kind(chosen), desk.period(period),
                desk.now, desk.config,
            )  # fmt: skip
    emit(desk, table, form, output, columns)


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
    desk = desk_of(ctx)
    asked = reporting.asked_for(desk, reporting.known_kind(kind), period)
    emit(desk, reporting.submitted_page(desk, asked, version), form, output)


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
) -> None:
    """Write the manager's remark on a submitted report.

    \b
    sales report review yesterday "good, call 한빛 again" --by "J. Park"
    sales report review "last week" "more new customers" --by "J. Park" --kind weekly
    """
    desk = desk_of(ctx)
    asked = reporting.asked_for(desk, reporting.known_kind(kind), period)
    if not by:
        raise UsageError(_("who reviewed it"), _("add {options}").format(options="--by NAME"))
    from salescli.store import reports

    with desk.session() as session:
        row = reports.submitted(session, asked.form.kind, asked.start)
        reports.reviewed(session, row, remark, by)
    desk.say(_("Remark kept with the report of {day}").format(day=asked.name))


@app.command()
def due(ctx: typer.Context, form: FormatOpt = "", output: OutputOpt = "") -> None:
    """List what is due and not handed in; exit 1 when there is something (for reminders).

    \b
    sales report due || notify-send "a work report is due"
    """
    from salescli.reports import ledger

    desk = desk_of(ctx)
    with desk.read() as reader:
        table = ledger.due(reader, desk.calendar, forms.FORMS.values(), desk.now, desk.config)
    emit(desk, table, form, output)
    if table.rows:
        raise typer.Exit(code=1)


app.registered_commands += own_report.app.registered_commands
