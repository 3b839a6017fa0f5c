"""`sales plan`: the main points of a week, month or quarter, until they are done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salescli.commands import completing
from salescli.commands.arguments import (
    ColumnsOpt,
    FormatOpt,
    LimitOpt,
    OnOpt,
    OutputOpt,
    desk_of,
    emit,
    only_with,
    refuse_output,
    room,
)
from salescli.commands.asking import pick_customer
from salescli.commands.plan_periods import name_of, named_period, next_span, planned_period
from salescli.commands.saying import echo, echo_all, echo_saved
from salescli.dates import Period
from salescli.desk import Desk
from salescli.domain.text import clean_line, clean_text
from salescli.errors import NotFoundError, UsageError
from salescli.language import N_, _
from salescli.reports import records

if TYPE_CHECKING:
    from salescli.store.models import PlanPoint

if TYPE_CHECKING:
    from salescli.reports.plans import Proposed

app = room()

ForOpt = Annotated[
    str, typer.Option("--for", help=N_("Period: this week, next week, next month, 2026-W11"))
]
NumbersArg = Annotated[
    list[int],
    typer.Argument(
        help=N_("Numbers of plan points"), autocompletion=completing.plan_point, show_default=False
    ),
]


@app.command()
def add(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help=N_("The main point"), show_default=False)],
    period: ForOpt = "",
    support: Annotated[
        str, typer.Option("--support", help=N_("Support or resources needed for it"))
    ] = "",
    customer: Annotated[
        str, typer.Option(help=N_("The customer it is about"), autocompletion=completing.customer)
    ] = "",
    form: FormatOpt = "",
) -> None:
    """Add a main point to the plan of a week, month or quarter.

    Without --for: this week; from its last working day on, next week.

    \b
    sales plan add "close the order of 한빛" --support "sample of 3 mm"
    sales plan add "five new customers in Mapo" --for "next month"
    """
    desk = desk_of(ctx)
    kind, span = planned_period(desk, period)
    customer_id = None
    if customer:
        with desk.read() as reader:
            customer_id = pick_customer(desk, reader, customer).id
    from salescli.store import plans

    with desk.session() as session:
        row = plans.add(
            session, kind=kind, starts_on=span.start, text=text, support=clean_text(support),
            customer_id=customer_id,
        )  # fmt: skip
    if not echo_saved(desk, "plan_points", row.no, form):
        say_added(desk, row, kind, span)


def say_added(desk: Desk, row: PlanPoint, kind: str, span: Period) -> None:
    desk.say(
        _("Saved plan point {no} for {period}: {text}").format(
            no=row.no, period=name_of(kind, span), text=row.text
        )
    )


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(help=N_("Period: this week, next week, next month, 2026-W11"))
    ] = "",
    support: Annotated[
        bool, typer.Option("--support", help=N_("Only what needs support, and who arranged it"))
    ] = False,
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the main points of this week, of another period, or what needs support.

    \b
    sales plan list
    sales plan list "this month"
    sales plan list --support
    """
    from salescli.reports import plans

    desk = desk_of(ctx)
    if support:
        only_with("PERIOD", period, _("the list of a period, without `--support`"))
    with desk.read() as reader:
        if support:
            rows = plans.support_requests(reader)
        else:
            kind, span = named_period(desk, period or "this week")
            earlier = plans.left_behind(reader, kind, span.start)
            rows = [*earlier, *plans.points(reader, kind, span.start)]
    empty = _("nobody needs support") if support else ""
    emit(desk, plans.table(rows, desk.today, empty=empty), form, output, columns, limit)


@app.command()
def done(
    ctx: typer.Context,
    numbers: NumbersArg,
    percent: Annotated[int, typer.Option("--percent", help=N_("How much of it is done"))] = 100,
    problem: Annotated[
        str | None, typer.Option("--problem", help=N_("What got in the way"), show_default=False)
    ] = None,
    form: FormatOpt = "",
) -> None:
    """Say how far plan points came, and what got in the way.

    \b
    sales plan done 3
    sales plan done 4 --percent 50 --problem "buyer on holiday"
    """
    if not 0 <= percent <= 100:
        raise UsageError(
            _("{count} % is no progress").format(count=percent),
            _("give a number from 0 to 100"),
            wrong=str(percent),
            option="--percent",
        )
    values: dict[str, Any] = {"done": percent}
    if problem is not None:
        values["problem"] = clean_text(problem)
    desk = desk_of(ctx)
    rows = written(desk, numbers, values)
    if echo_all(desk, "plan_points", [row.no for row in rows], form):
        return
    for row in rows:
        desk.say(_("{no} {text}: {percent} %").format(no=row.no, text=row.text, percent=row.done))


@app.command()
def edit(
    ctx: typer.Context,
    number: Annotated[
        int,
        typer.Argument(
            help=N_("Number of the plan point"),
            autocompletion=completing.plan_point,
            show_default=False,
        ),
    ],
    text: Annotated[str, typer.Option("--text", help=N_("The main point"))] = "",
    support: Annotated[
        str | None,
        typer.Option("--support", help=N_("Support or resources needed"), show_default=False),
    ] = None,
    period: ForOpt = "",
    form: FormatOpt = "",
) -> None:
    """Change a plan point: its words, the support it needs, its period."""
    desk = desk_of(ctx)
    values: dict[str, Any] = {"text": text} if text else {}
    if support is not None:
        values["support"] = clean_text(support)
    if period:
        kind, span = named_period(desk, period)
        values |= {"kind": kind, "starts_on": span.start}
    if not values:
        raise UsageError(_("nothing to change was given"), "`sales plan edit --help`")
    row = written(desk, [number], values)[0]
    if not echo_saved(desk, "plan_points", row.no, form):
        desk.say(_("Changed plan point {no}: {text}").format(no=row.no, text=row.text))


@app.command()
def delete(ctx: typer.Context, numbers: NumbersArg, form: FormatOpt = "") -> None:
    """Hide plan points that were added wrongly; `sales undo` brings them back."""
    from salescli.store import plans

    desk = desk_of(ctx)
    with desk.read() as reader:
        gone = records.of(reader, "plan_points", numbers, desk.today)
    with desk.session() as session:
        rows = plans.hide(session, numbers)
    if echo(desk, gone, form):
        return
    for row in rows:
        desk.say(
            _("Deleted plan point {no}: {text}; `sales undo` brings it back").format(
                no=row.no, text=row.text
            )
        )


@app.command()
def arrange(
    ctx: typer.Context,
    number: Annotated[
        int,
        typer.Argument(
            help=N_("Number of the plan point"),
            autocompletion=completing.plan_point,
            show_default=False,
        ),
    ],
    what: Annotated[str, typer.Argument(help=N_("What was arranged"), show_default=False)],
    by: Annotated[str, typer.Option("--by", help=N_("Who arranged it"))] = "",
    on: OnOpt = "today",
    form: FormatOpt = "",
) -> None:
    """Note who arranged the support that a plan point needs.

    \b
    sales plan arrange 3 "sample ordered" --by "J. Park"
    """
    desk = desk_of(ctx)
    if not by:
        raise UsageError(_("who arranged it"), _("add {options}").format(options="--by NAME"))
    values = {"arranged": clean_text(what), "arranged_by": clean_line(by),
              "arranged_on": desk.past_day(on)}  # fmt: skip
    row = written(desk, [number], values)[0]
    if not echo_saved(desk, "plan_points", row.no, form):
        desk.say(_("Arranged for {no} {text}").format(no=row.no, text=row.text))


@app.command()
def carry(
    ctx: typer.Context,
    numbers: Annotated[
        list[int] | None,
        typer.Argument(
            help=N_("Numbers of plan points; none: all unfinished"),
            autocompletion=completing.plan_point,
            show_default=False,
        ),
    ] = None,
    to: Annotated[str, typer.Option("--to", help=N_("Into this period"))] = "",
    form: FormatOpt = "",
) -> None:
    """Take unfinished points into the next period; how often stays visible.

    \b
    sales plan carry
    sales plan carry 4 --to "next month"
    """
    from salescli.reports import plans as pages
    from salescli.store import plans

    desk = desk_of(ctx)
    kind, span = named_period(desk, to) if to else ("week", pages.period_of("week", desk.today))
    with desk.read() as reader:
        left = pages.left_behind(reader, kind, span.start if to else span.end)
    chosen = numbers or [row.no for row in left]
    if not chosen:
        desk.say(_("nothing is unfinished"))
        echo_all(desk, "plan_points", [], form)
        return
    target = span.start if to else span.end
    with desk.session() as session:
        rows = plans.numbered(session, chosen)
        before = [row for row in rows if row.carried_on]
        found = [row for row in rows if not row.carried_on]
        refuse_finished([row.no for row in found if row.done == 100])
        carried = plans.carry(session, found, target)
    if echo_all(desk, "plan_points", [row.no for row in carried], form):
        return
    for row in before:
        desk.say(_("Carried already: {no} {text}").format(no=row.no, text=row.text))
    for row in carried:
        desk.say(
            _("Carried to {period}: {no} {text} ({count}×)").format(
                period=pages.period_name(row.kind, row.starts_on), no=row.no, text=row.text,
                count=row.times_carried,
            )
        )  # fmt: skip


@app.command()
def draft(
    ctx: typer.Context,
    period: ForOpt = "",
    take: Annotated[
        str,
        typer.Option(
            "--take", help=N_("Add these of the list: customer numbers as 7,12, or `all`")
        ),
    ] = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Propose points from the data: last safe days, overdue customers, what comes due.

    \b
    sales plan draft
    sales plan draft --take 7,12
    """
    from salescli.reports import plans as pages

    desk = desk_of(ctx)
    kind, span = named_period(desk, period) if period else ("week", next_span(desk, "week"))
    with desk.read() as reader:
        found = pages.proposed(reader, desk.config, desk.calendar, span)
    if not take:
        emit(desk, pages.draft_table(found), form, output)
        return
    refuse_output(output, only=_("the list, without `--take`"))
    from salescli.store import plans

    with desk.session() as session:
        rows = [
            plans.add(session, kind=kind, starts_on=span.start, text=one.text,
                      customer_id=one.customer_id)
            for one in taken(take, found)
        ]  # fmt: skip
    if echo_all(desk, "plan_points", [row.no for row in rows], form):
        return
    for row in rows:
        say_added(desk, row, kind, span)


def taken(text: str, found: Sequence[Proposed]) -> list[Proposed]:
    """The points of a drafted list that are wanted, by the numbers of their customers."""
    if text.strip().lower() == "all":
        return list(found)
    offered = {str(one.customer_no): one for one in found}
    wanted = text.replace(",", " ").replace("#", "").split()
    if not wanted or not offered.keys() >= set(wanted):
        raise UsageError(
            _('"{text}" names no points of the list').format(text=text),
            _("now it has {numbers}; take some of them, or `all`").format(
                numbers=", ".join(offered) or "–"
            ),
            wrong=text,
        )
    return [offered[no] for no in dict.fromkeys(wanted)]


def refuse_finished(numbers: list[int]) -> None:
    if numbers:
        raise NotFoundError(
            _("plan point {no} is done").format(no=numbers[0]),
            _("only unfinished points are carried"),
            wrong=str(numbers[0]),
        )


def written(desk: Desk, numbers: list[int], values: dict[str, Any]) -> list[PlanPoint]:
    from salescli.store import plans

    with desk.session() as session:
        return plans.edit(session, numbers, **values)
