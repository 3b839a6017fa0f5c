"""`sales followup`: what was left over, until it is done."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salescli.commands import completing
from salescli.commands.arguments import (
    AllOpt,
    ColumnsOpt,
    CustomerArg,
    FormatOpt,
    LimitOpt,
    OnOpt,
    OutputOpt,
    desk_of,
    emit,
    room,
)
from salescli.commands.asking import pick_customer
from salescli.commands.saying import Page, echo, echo_all, echo_saved, show_list
from salescli.commands.visit_answers import noted_line
from salescli.dates import day_and_time
from salescli.dates.inside import day_inside
from salescli.domain.text import clean_text
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.reports import records
from salescli.store import missing

app = room()

NumbersArg = Annotated[
    list[int],
    typer.Argument(
        help=N_("Numbers of follow-ups"), autocompletion=completing.followup, show_default=False
    ),
]
NumberArg = Annotated[
    int,
    typer.Argument(
        help=N_("Number of the follow-up"), autocompletion=completing.followup, show_default=False
    ),
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
        when = f", {day_and_time(due_on, due_time)}" if due_on else ""
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
def show(
    ctx: typer.Context, number: NumberArg, form: FormatOpt = "", output: OutputOpt = ""
) -> None:
    """Show one follow-up, open or closed."""
    from salescli.reports import lists, one

    desk = desk_of(ctx)
    with desk.read() as reader:
        row = reader.first(lists.FollowUpRow, "FROM followups WHERE no = :no", no=number)
    if row is None:
        raise missing.follow_up(number)
    title = _("Follow-up {no}: {name}").format(no=row.no, name=row.customer)
    page = one.page(lists.FOLLOWUP_COLUMNS, row, desk.today, title, "followup")
    emit(desk, page, form, output)


@app.command()
def edit(
    ctx: typer.Context,
    number: NumberArg,
    text: Annotated[
        str | None, typer.Option("--text", help=N_("What is left to do"), show_default=False)
    ] = None,
    due: Annotated[
        str | None,
        typer.Option("--due", help=N_("Due: fri, tomorrow 14:00; '' takes the day away"),
                     show_default=False),
    ] = None,
    visit: Annotated[
        bool | None,
        typer.Option("--visit/--no-visit", help=N_("A visit is wished then"), show_default=False),
    ] = None,
    form: FormatOpt = "",
) -> None:  # fmt: skip
    """Change a follow-up: its words, its day, whether a visit is wished.

    \b
    sales followup edit 3 --text "send samples and prices" --due fri
    """
    desk = desk_of(ctx)
    values: dict[str, Any] = {} if text is None else {"text": clean_text(text)}
    if due is not None:
        day, at = desk.moment(due, "future") if due else (None, None)
        values |= {"due_on": day, "due_time": at}
    if visit is not None:
        values["wished_visit"] = visit
    if not values:
        raise UsageError(_("nothing to change was given"), "`sales followup edit --help`")
    from salescli.store import followups

    with desk.session() as session:
        row = followups.edit(session, number, **values)
    if not echo_saved(desk, "followups", row.no, form):
        desk.say(
            _("Changed follow-up {no}: {text}").format(
                no=row.no, text=row.text or _("visit wished")
            )
        )


@app.command()
def delete(ctx: typer.Context, numbers: NumbersArg, form: FormatOpt = "") -> None:
    """Hide follow-ups that were noted wrongly; `sales undo` brings them back."""
    desk = desk_of(ctx)
    with desk.read() as reader:
        gone = records.of(reader, "followups", numbers, desk.today)
    from salescli.store import followups

    with desk.session() as session:
        rows = followups.hide(session, numbers)
    if echo(desk, gone, form):
        return
    for row in rows:
        desk.say(
            _("Deleted follow-up {no}: {text}; `sales undo` brings it back").format(
                no=row.no, text=row.text or _("visit wished")
            )
        )


@app.command()
def done(
    ctx: typer.Context,
    numbers: NumbersArg,
    on: OnOpt = "today",
    form: FormatOpt = "",
) -> None:
    """Close follow-ups."""
    desk = desk_of(ctx)
    day = desk.past_day(on)
    from salescli.store import followups

    with desk.session() as session:
        rows = followups.edit_open(session, numbers, done_on=day)
    if echo_all(desk, "followups", [row.no for row in rows], form):
        return
    for row in rows:
        desk.say(_("Done: {no} {text}").format(no=row.no, text=row.text or _("visit wished")))


@app.command()
def move(
    ctx: typer.Context,
    numbers: NumbersArg,
    to: Annotated[str, typer.Option("--to", help=N_("New day: fri, tomorrow 14:00, 3/14"))] = "",
    form: FormatOpt = "",
) -> None:
    """Give follow-ups another day."""
    desk = desk_of(ctx)
    if not to:
        raise UsageError(_("to which day"), _("add {options}").format(options="--to fri"))
    day, at = desk.moment(to, "future")
    from salescli.store import followups

    with desk.session() as session:
        rows = followups.edit_open(session, numbers, due_on=day, due_time=at)
    if echo_all(desk, "followups", [row.no for row in rows], form):
        return
    for row in rows:
        desk.say(
            _("Moved {no} {text} to {day}").format(
                no=row.no, text=row.text or _("visit wished"), day=day_and_time(day, at)
            )
        )
