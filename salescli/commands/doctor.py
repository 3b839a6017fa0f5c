"""`sales doctor`: the installation and the data, line by line, each with what mends it."""

from __future__ import annotations

from typing import Annotated

import typer

from salescli.commands.arguments import FormatOpt, OutputOpt, desk_of, emit
from salescli.domain.words import label
from salescli.language import N_, _
from salescli.output.table import Column, Table
from salescli.reports import checkup

app = typer.Typer(add_completion=False)
STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


@app.command()
def doctor(
    ctx: typer.Context,
    full: Annotated[
        bool, typer.Option("--full", help=N_("Read the whole data file, not only its outline"))
    ] = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Check the installation and the data; exit 4 when something fails."""
    desk = desk_of(ctx)
    lines = checkup.installation(desk) + checkup.data(desk, full=full)
    columns = [
        Column("state", _("State"), show=label, style=lambda value: STYLES[value]),
        Column("check", _("Check")),
        Column("finding", _("Finding"), wrap=True),
        Column("mend", _("What to do"), wrap=True),
    ]
    emit(desk, Table(columns, [line[:4] for line in lines]), form, output)
    if any(line.state == "fail" for line in lines):
        raise typer.Exit(code=4)
