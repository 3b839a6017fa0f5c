"""`sales customer check`: forms that are not complete, customers that are on file twice."""

from __future__ import annotations

from typing import Annotated

import typer

from salescli.commands.arguments import ColumnsOpt, FormatOpt, OutputOpt, desk_of, emit, room
from salescli.desk import Desk
from salescli.domain.shares import percent_text
from salescli.language import N_, _

app = room()


@app.command()
def check(
    ctx: typer.Context,
    doubles: Annotated[
        bool, typer.Option("--duplicates", help=N_("Customers that are likely on file twice"))
    ] = False,
    columns: ColumnsOpt = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List customers whose form is not complete, and what is missing; or likely doubles.

    \b
    sales customer check --duplicates
    """
    from salescli.reports import customer as pages

    desk = desk_of(ctx)
    if doubles:
        show_doubles(desk, columns, form, output)
        return
    with desk.read() as reader:
        shown, complete, total = pages.incomplete(reader)
    emit(desk, shown, form, output, columns)
    if total:
        desk.say(
            _("{complete} of {total} customer forms are complete ({share})").format(
                complete=complete, total=total, share=percent_text(complete, total)
            )
        )


def show_doubles(desk: Desk, columns: str, form: str, output: str) -> None:
    from salescli.reports import duplicates

    with desk.read() as reader:
        shown = duplicates.table(reader)
    emit(desk, shown, form, output, columns)
    if shown.rows:
        desk.say(
            _("`sales customer merge '#{one}' '#{other}'` makes one of the first two").format(
                one=shown.rows[0][0], other=shown.rows[0][2]
            )
        )
