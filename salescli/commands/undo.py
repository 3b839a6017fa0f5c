"""`sales undo`: take back the last command that wrote something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from salescli.commands.arguments import FormatOpt, OutputOpt, desk_of, emit, refuse_output
from salescli.commands.saying import echo
from salescli.dates import long_day
from salescli.errors import SalesError
from salescli.language import N_, _, ngettext
from salescli.output.table import Column, Table
from salescli.reports.lists import stamp_cell
from salescli.store.reading import Reader

if TYPE_CHECKING:
    from salescli.store.models import Change

app = typer.Typer(add_completion=False)
MOST = 5


class StepRow(NamedTuple):
    no: int
    at: datetime
    line: str
    rows: int


@app.command()
def undo(
    ctx: typer.Context,
    listed: Annotated[bool, typer.Option("--list", help=N_("Show what could be undone"))] = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Take back the last command; repeat it to go further back.

    A submitted report is never taken back: correct the data and submit again.
    """
    desk = desk_of(ctx)
    if listed:
        with desk.read() as reader:
            emit(desk, steps(reader), form, output)
        return
    refuse_output(output, only="`--list`")
    if not desk.path.exists():
        raise SalesError(_("there is nothing to undo"), _("nothing was saved yet"))
    from salescli.store import undoing

    with desk.session() as session:
        step = undoing.next_step(session)
        done = undoing.undo(session, step)
        reports = undoing.reports_touched(session, done)
    if echo(desk, step_table([(step.no, step.at, step.line, len(done))], single=True), form):
        return
    desk.say(_("Undone: {line}").format(line=step.line))
    for line in [*summary(done), *corrected(reports)]:
        desk.say("  " + line)


def corrected(reports: list[tuple[date, int]]) -> list[str]:
    """The submitted reports that told what was taken back; they stay as they were."""
    text = _(
        "the report of {day} is submitted and stays as it was; submit again for version {next}"
    )
    lines = [text.format(day=long_day(day), next=version + 1) for day, version in reports]
    return [*lines[:MOST], *(["…"] if len(lines) > MOST else [])]


def steps(reader: Reader) -> Table:
    rows = reader.rows(
        StepRow,
        "FROM (SELECT m.no, m.at, m.line, count(*) AS rows"
        " FROM command m JOIN change h ON h.command_id = m.id"
        " WHERE m.undone_by IS NULL AND m.undoes IS NULL AND NOT m.kept"
        " GROUP BY m.id ORDER BY m.no DESC LIMIT 30)",
    )
    return step_table(rows)


def step_table(rows: Sequence[Sequence[Any]], *, single: bool = False) -> Table:
    columns = [
        Column("no", _("No."), right=True),
        Column("at", _("When"), show=stamp_cell),
        Column("command", _("Command"), wrap=True),
        Column("rows", _("Rows"), right=True),
    ]
    return Table(columns, rows, empty=_("there is nothing to undo"), single=single)


def summary(done: Sequence[Change]) -> list[str]:
    """What was taken back, counted by kind of row."""
    words = {"insert": N_("hidden"), "update": N_("as before"), "delete": N_("back again")}
    names = {
        "customer": N_("customer"), "contact": N_("contact"), "visit": N_("visit"),
        "followup": N_("follow-up"), "objective": N_("objective"),
        "grade_change": N_("grade step"), "customer_budget": N_("budget"),
        "visit_contact": N_("person met"), "day_note": N_("note of the day"),
        "route_day": N_("route"), "route_stop": N_("planned stop"),
        "product": N_("product"), "fab_point": N_("talk card"), "sales_order": N_("order"),
        "order_line": N_("order line"), "plan_point": N_("plan point"),
        "report": N_("report"), "claim": N_("claim"), "rep": N_("your name"),
    }  # fmt: skip
    counts: dict[tuple[str, str], int] = {}
    for item in done:
        key = (item.table_name, item.action)
        counts[key] = counts.get(key, 0) + 1
    return [
        ngettext("{count} {what} {state}", "{count} × {what} {state}", count).format(
            count=count, what=_(names.get(table, table)), state=_(words[action])
        )
        for (table, action), count in counts.items()
    ]
