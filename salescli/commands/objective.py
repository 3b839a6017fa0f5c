"""`sales objective`: what visits are for, prepared before them and reviewed after."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salescli.commands import completing
from salescli.commands.arguments import (
    AllOpt,
    ColumnsOpt,
    CustomerArg,
    Field,
    FormatOpt,
    LimitOpt,
    OutputOpt,
    desk_of,
    emit,
    given,
    room,
    with_fields,
)
from salescli.commands.asking import pick_customer
from salescli.commands.choices import closed
from salescli.commands.saying import Page, echo, echo_saved, show_list
from salescli.dates import long_day
from salescli.desk import Desk
from salescli.domain import words
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.reports import records
from salescli.store import missing

app = room()

OBJECTIVE_FORM = (
    Field("kind", "--kind", N_("relation, order, information, payment or service"),
          complete=completing.choices(words.ObjectiveKind)),
    Field("questions", "--question", N_("Questions the customer may ask")),
    Field("answers", "--answer", N_("Your answers to them")),
    Field("material", "--material", N_("Material to take along")),
    Field("obstacles", "--obstacle", N_("What could get in the way")),
    Field("solutions", "--solution", N_("The way round it")),
    Field("planned_on", "--on,--day,-d", N_("Day of the visit it is for")),
)  # fmt: skip
TextArg = Annotated[str, typer.Argument(help=N_("What the visit is for"), show_default=False)]
NumberArg = Annotated[
    int,
    typer.Argument(
        help=N_("Number of the objective"), autocompletion=completing.objective, show_default=False
    ),
]
NumbersArg = Annotated[
    list[int],
    typer.Argument(
        help=N_("Numbers of objectives"), autocompletion=completing.objective, show_default=False
    ),
]


@app.command()
@with_fields(OBJECTIVE_FORM)
def add(
    ctx: typer.Context, customer: CustomerArg, text: TextArg, form: FormatOpt = "", **fields: Any
) -> None:
    """Set an objective before a visit; the brief shows it, the next visit takes it.

    \b
    sales visit objective 한빛 "restock order" --kind order --material "price list"
    """
    from salescli.store import visits

    desk = desk_of(ctx)
    values = objective_values(desk, given(fields))
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
    with desk.session() as session:
        row = visits.add_objective(session, known.id, text=text, **values)
    if not echo_saved(desk, "objectives", row.no, form):
        when = f" – {long_day(row.planned_on)}" if row.planned_on else ""
        desk.say(
            _("Saved objective {no} for {name}: {text}").format(
                no=row.no, name=known.name, text=row.text + when
            )
        )


def objective_values(desk: Desk, typed: dict[str, Any]) -> dict[str, Any]:
    if "kind" in typed:
        typed = {**typed, "kind": closed("--kind", words.ObjectiveKind, typed["kind"])}
    if typed.get("planned_on"):
        return {**typed, "planned_on": desk.day(typed["planned_on"], "future")}
    return {**typed, **({"planned_on": None} if "planned_on" in typed else {})}


@app.command("list")
def list_(
    ctx: typer.Context,
    customer: Annotated[
        str, typer.Option(help=N_("Only this customer"), autocompletion=completing.customer)
    ] = "",
    waiting: Annotated[
        bool, typer.Option("--waiting", help=N_("Only those whose visit is still to come"))
    ] = False,
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    everything: AllOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List objectives, those that wait for a visit first."""
    from salescli.reports import lists, objectives

    desk = desk_of(ctx)
    query = lists.Query()
    page = Page(form, output, columns, limit, everything)
    if waiting:
        query.add("visit_id IS NULL")
    with desk.read() as reader:
        if customer:
            query.add("customer_id = :who", who=pick_customer(desk, reader, customer).id)
        rows = objectives.listed(reader, query, page.read(desk))
    show_list(desk, objectives.OBJECTIVE_COLUMNS, rows, _("no objective fits"), page)


@app.command()
def show(
    ctx: typer.Context, number: NumberArg, form: FormatOpt = "", output: OutputOpt = ""
) -> None:
    """Show one objective: what was prepared for it, and what came of it."""
    from salescli.reports import objectives

    desk = desk_of(ctx)
    with desk.read() as reader:
        row = objectives.numbered(reader, number)
    if row is None:
        raise missing.objective(number)
    emit(desk, objectives.page(row, desk.today), form, output)


@app.command()
@with_fields(OBJECTIVE_FORM)
def edit(
    ctx: typer.Context,
    number: NumberArg,
    text: Annotated[str, typer.Option("--text", help=N_("What the visit is for"))] = "",
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Change an objective; an empty value ('') clears a field.

    \b
    sales objective edit 4 --text "order of 20 boxes" --material "price list"
    """
    from salescli.store import objectives

    desk = desk_of(ctx)
    values = objective_values(desk, given(fields)) | ({"text": text} if text else {})
    if not values:
        raise UsageError(_("nothing to change was given"), "`sales objective edit --help`")
    with desk.session() as session:
        row = objectives.edit(session, number, **values)
    if not echo_saved(desk, "objectives", row.no, form):
        desk.say(_("Changed objective {no}: {text}").format(no=row.no, text=row.text))


@app.command()
def delete(ctx: typer.Context, numbers: NumbersArg, form: FormatOpt = "") -> None:
    """Hide objectives that were set wrongly; `sales undo` brings them back."""
    from salescli.store import objectives

    desk = desk_of(ctx)
    with desk.read() as reader:
        gone = records.of(reader, "objectives", numbers, desk.today)
    with desk.session() as session:
        rows = objectives.hide(session, numbers)
    if echo(desk, gone, form):
        return
    for row in rows:
        desk.say(
            _("Deleted objective {no}: {text}; `sales undo` brings it back").format(
                no=row.no, text=row.text
            )
        )
