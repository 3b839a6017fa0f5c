"""`sales report`: make, submit, send, list and show the work reports."""

from __future__ import annotations

from typing import Annotated

import typer

from salescli.commands import reporting
from salescli.commands.arguments import (
    ColumnsOpt,
    FormatOpt,
    NoInputOpt,
    OutputOpt,
    desk_of,
    emit,
    room,
)
from salescli.dates import long_day
from salescli.errors import UsageError
from salescli.language import N_, _

app = room()

DayArg = Annotated[
    str, typer.Argument(metavar="[DATE]", help=N_("Day: today, yesterday, fri, 2026-03-14"))
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
    edit: Annotated[bool, typer.Option("--edit", "-e", help=N_("Write both in $EDITOR"))] = False,
    submit: Annotated[bool, typer.Option("--submit", help=N_("Hand it in as it is now"))] = False,
    reason: Annotated[str, typer.Option("--reason", help=N_("Why it is late"))] = "",
    anyway: Annotated[
        str,
        typer.Option(
            "--anyway", metavar="REASON", help=N_("Submit although visits lack something")
        ),
    ] = "",
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="ADDRESS",
            help=N_("Send it to an address or `manager`; without a server, an .eml file"),
        ),
    ] = "",
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
    on = reporting.report_day(desk, day)
    to = reporting.address(desk, to)
    reporting.check_delivery(to, output, form)
    texts = reporting.typed_texts(summary=summary, tomorrow=tomorrow)
    if edit:
        texts |= reporting.edited(desk, on, texts)
    if texts and not submit:
        reporting.keep(desk, on, texts)
    if submit:
        reporting.submit(desk, on, texts, reason=reason, anyway=anyway)
    page = reporting.current_page(desk, on)
    if to:
        reporting.deliver(desk, page, on, to, output)
    elif not submit or form or output:
        emit(desk, page, form, output)


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(help=N_("Period: this month, last week, 2026-03"))
    ] = "this month",
    columns: ColumnsOpt = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the reports of a period: submitted, late, draft or missing."""
    from salescli.reports import ledger

    desk = desk_of(ctx)
    with desk.read() as reader:
        table = ledger.daily(reader, desk.calendar, desk.period(period), desk.now, desk.config)
    emit(desk, table, form, output, columns)


@app.command()
def show(
    ctx: typer.Context,
    day: DayArg = "today",
    version: Annotated[int, typer.Option(help=N_("This version, not the newest"))] = 0,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Show a submitted report as it was handed in."""
    desk = desk_of(ctx)
    emit(
        desk, reporting.submitted_page(desk, reporting.report_day(desk, day), version), form, output
    )


@app.command()
def review(
    ctx: typer.Context,
    day: DayArg,
    remark: Annotated[str, typer.Argument(help=N_("The manager's remark"), show_default=False)],
    by: Annotated[str, typer.Option("--by", help=N_("Who reviewed it"))] = "",
) -> None:
    """Write the manager's remark on a submitted report.

    \b
    sales report review yesterday "good, call 한빛 again" --by "J. Park"
    """
    desk = desk_of(ctx)
    on = reporting.report_day(desk, day)
    if not by:
        raise UsageError(_("who reviewed it"), _("add {options}").format(options="--by NAME"))
    from salescli.store import reports

    with desk.session() as session:
        reports.reviewed(session, reports.submitted(session, "daily", on), remark, by)
    desk.say(_("Remark kept with the report of {day}").format(day=long_day(on)))
