"""`sales followup`: what was left over, until it is done."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from salescli.commands import completing
from salescli.commands.arguments import (
    AllOpt,
    ColumnsOpt,
    CustomerArg,
    FormatOpt,
    LimitOpt,
    OutputOpt,
    desk_of,
    room,
)
from salescli.commands.asking import pick_customer
from salescli.commands.saying import Page, echo_saved, show_list
from salescli.commands.visit_answers import noted_line
from salescli.commands.visiting import past_day
from salescli.dates import long_day
from salescli.dates.inside import day_inside
from salescli.desk import Desk
from salescli.domain.text import clean_text
from salescli.errors import NotFoundError, UsageError
from salescli.language import N_, _

app = room()

NumbersArg = Annotated[
    list[int], typer.Argument(help=N_("Numbers of follow-ups"), show_default=False)
]


@app.command()
def add(
    ctx: typer.Context,
    customer: CustomerArg,
    text: Annotated[str, typer.Argument(help=N_("What is left to do"))] = "",
    due: Annotated[str, typer.Option("--due", help=N_("Due: fri, tomorrow 14:00, 3/14"))] = "",
    visit: Annotated[bool, typer.Option("--visit", help=N_("A visit is wished then"))] = False,
    form: FormatOpt = "",
) -> None:
    """Note something to do for a customer, or a visit wished.

    \b
    sales followup add 한빛 "send samples" --due fri
    """
    desk = desk_of(ctx)
    text = clean_text(text)
    if not text and not visit:
        raise UsageError(_("what is left to do"), _('give a text, as "send samples", or `--visit`'))
    due_on, due_time = desk.moment(due, "future") if due else (
        day_inside(text, desk.today, order=desk.order) or (None, None)
    )  # fmt: skip
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
    from salescli.store import visits

    with desk.session() as session:
        row = visits.add_follow_up(
            session, known.id, text=text, wished_visit=visit, due_on=due_on, due_time=due_time
        )
    if not echo_saved(desk, "followups", row.no, form):
        when = f", {long_day(due_on)}" if due_on else ""
        desk.say(
            _("Saved follow-up {no}: {name}{when}").format(no=row.no, name=known.name, when=when)
        )
        if due_on is None:
            desk.say("  " + noted_line(row.no, None))


@app.command("list")
def list_(
    ctx: typer.Context,
    customer: Annotated[
        str, typer.Option(help=N_("Only this customer"), autocompletion=completing.customer)
    ] = "",
    due: Annotated[str, typer.Option(help=N_("Due by this day"))] = "",
    done: Annotated[bool, typer.Option("--done", help=N_("The closed ones too"))] = False,
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    everything: AllOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List open follow-ups, the most urgent first."""
    from salescli.reports import lists

    desk = desk_of(ctx)
    query = lists.Query()
    page = Page(form, output, columns, limit, everything)
    if not done:
        query.add("done_on IS NULL")
    if due:
        query.add("due_on <= :due", due=desk.day(due, "future").isoformat())
    with desk.read() as reader:
        if customer:
            query.add("customer_id = :who", who=pick_customer(desk, reader, customer).id)
        rows = lists.followups(reader, query, page.read(desk))
    show_list(desk, lists.FOLLOWUP_COLUMNS, rows, _("nothing is left over"), page)


@app.command()
def done(
    ctx: typer.Context,
    numbers: NumbersArg,
    on: Annotated[str, typer.Option("--on", help=N_("Day it was done"))] = "today",
) -> None:
    """Close follow-ups."""
    desk = desk_of(ctx)
    day = past_day(desk, on)
    rows = write(desk, numbers, {"done_on": day})
    for row in rows:
        desk.say(_("Done: {no} {text}").format(no=row.no, text=row.text or _("visit wished")))


@app.command()
def move(
    ctx: typer.Context,
    numbers: NumbersArg,
    to: Annotated[str, typer.Option("--to", help=N_("New day: fri, tomorrow 14:00, 3/14"))] = "",
) -> None:
    """Give follow-ups another day."""
    desk = desk_of(ctx)
    if not to:
        raise UsageError(_("to which day"), _("add {options}").format(options="--to fri"))
    day, at = desk.moment(to, "future")
    rows = write(desk, numbers, {"due_on": day, "due_time": at})
    for row in rows:
        desk.say(
            _("Moved {no} {text} to {day}").format(
                no=row.no, text=row.text or _("visit wished"), day=long_day(day)
            )
        )


def write(desk: Desk, numbers: list[int], values: dict[str, date | Any]) -> list[Any]:
    """Change open follow-ups by number; all of them or none."""
    from sqlmodel import col

    from salescli.store.models import FollowUp
    from salescli.store.writing import alive, change

    with desk.session() as session:
        rows = alive(
            session, FollowUp, col(FollowUp.no).in_(numbers), col(FollowUp.done_on).is_(None)
        )
        unknown = sorted(set(numbers) - {row.no for row in rows})
        if unknown:
            raise NotFoundError(
                _("no open follow-up {no}").format(no=unknown[0]),
                _("`sales followup list` shows them"),
                wrong=str(unknown[0]),
            )
        for row in rows:
            change(row, **values)
    return rows
