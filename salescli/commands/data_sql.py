"""`sales data sql`: one query of your own over the published views."""

from __future__ import annotations

import re
import sys
from typing import Annotated, Any

import typer

from salescli.commands.arguments import FormatOpt, OutputOpt, desk_of, emit, room
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.output.cells import exact
from salescli.output.table import Column, Table

app = room()
NUMBER = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d+)?")


@app.command()
def sql(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(help=N_("One SELECT; `-` reads it"), show_default=False)],
    params: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            metavar="NAME=VALUE",
            help=N_("Value of :NAME in the query; repeat for more"),
            show_default=False,
        ),
    ] = None,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Ask the data a question in SQL; it only reads.

    \b
    sales data sql "SELECT grade, count(*) AS customers FROM customers GROUP BY grade"
    sales data sql "SELECT * FROM visits WHERE visit_date >= :since" --param since=2026-03-01 -f csv
    """
    from salescli.store.questions import ask

    desk = desk_of(ctx)
    text = sys.stdin.read() if query == "-" else query
    values = dict(parameter(item) for item in params or ())
    with desk.read() as reader:
        answer = ask(reader, text, values)
    columns = [
        Column(key, key, show=exact, right=is_figure([row[place] for row in answer.rows]))
        for place, key in enumerate(answer.columns)
    ]
    emit(desk, Table(columns, answer.rows, empty=_("no rows")), form, output)


def parameter(text: str) -> tuple[str, Any]:
    """``since=2026-03-01``; what looks like a number is one, unless it stands in ' '."""
    name, sign, value = text.partition("=")
    if not sign or not name.isidentifier():
        raise UsageError(
            _('--param "{text}" is not understood').format(text=text),
            _("write it as {example}").format(example="--param since=2026-03-01"),
            wrong=text,
        )
    if found := NUMBER.fullmatch(value):
        return name, float(value) if found[2] else int(value)
    return name, value[1:-1] if len(value) > 1 and value[0] == value[-1] == "'" else value


def is_figure(values: list[Any]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(value, (int, float)) for value in known)
