"""`sales customer merge`: one customer of two entries, shown field by field before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from salescli.commands import completing
from salescli.commands.arguments import (
    DryRunOpt,
    FormatOpt,
    OutputOpt,
    YesOpt,
    desk_of,
    emit,
    room,
)
from salescli.commands.asking import confirm, pick_customer
from salescli.commands.saying import echo_saved
from salescli.desk import Desk
from salescli.errors import SalesError, UsageError
from salescli.language import N_, _

if TYPE_CHECKING:
    from salescli.reports.merging import Merger

app = room()

First = Annotated[
    str,
    typer.Argument(metavar="A", help=N_("Customer whose values are kept"), show_default=False,
                   autocompletion=completing.customer),
]  # fmt: skip
Other = Annotated[
    str,
    typer.Argument(metavar="B", help=N_("The same customer once more"), show_default=False,
                   autocompletion=completing.customer),
]  # fmt: skip
TakeOpt = Annotated[
    list[str] | None,
    typer.Option("--take", metavar="FIELD=A|B", show_default=False,
                 help=N_("Whose value of a field is kept; repeat for more")),
]  # fmt: skip


@app.command()
def merge(
    ctx: typer.Context,
    a: First,
    b: Other,
    take: TakeOpt = None,
    dry_run: DryRunOpt = False,
    yes: YesOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Make one customer of two: B's visits, contacts, orders … go to A.

    Empty fields are filled from B, notes joined. The entry that was reported first stays.

    \b
    sales customer merge 한빛상사 "한빛 상사(주)" --dry-run
    sales customer merge 3 17 --take phone=B --yes
    """
    from salescli.reports import merging

    desk = desk_of(ctx)
    takes = dict(taken(text) for text in take or [])
    with desk.read() as reader:
        first, other = pick_customer(desk, reader, a), pick_customer(desk, reader, b)
        if first.id == other.id:
            raise UsageError(
                _("both are customer #{no} {name}").format(no=first.no, name=first.name),
                _("`sales customer check --duplicates` lists likely doubles"),
            )
        plan = merging.merger(reader, first, other, takes, desk.config.money.decimals)
    if dry_run:
        emit(desk, merging.table(plan), form, output)
        say_order(desk, plan)
        return
    if not yes and desk.asks():
        emit(desk, merging.table(plan))
    say_order(desk, plan)
    question = _("Merge #{other} {name} into #{no}").format(
        other=plan.goes.no, name=plan.goes.name, no=plan.stays.no
    )
    confirm(desk, question, yes=yes)
    write(desk, plan, takes)
    if not echo_saved(desk, "customers", plan.stays.no, form):
        say_merged(desk, plan)


def taken(text: str) -> tuple[str, str]:
    """``phone=B`` → the field and whose value of it."""
    field, sign, side = text.partition("=")
    if not sign or side.strip().upper() not in {"A", "B"}:
        raise UsageError(
            _('"{text}" does not say whose value is kept').format(text=text),
            _("give the field and A or B: `--take phone=B`"),
            wrong=text,
            option="--take",
        )
    return field.strip(), side.strip().upper()


def write(desk: Desk, plan: Merger, takes: Mapping[str, str]) -> None:
    """A backup, then everything in one step; what was shown must still hold."""
    from salescli.reports import merging
    from salescli.store import backup
    from salescli.store import merging as store
    from salescli.store.living import itself
    from salescli.store.writing import reader_of

    backup.make(desk.path, desk.now, "merge", desk.config.database.backups)
    ids = (plan.a.id, plan.b.id)
    decimals = desk.config.money.decimals
    with desk.session() as session:
        for customer_id in ids:
            itself(session, customer_id)
        now = merging.merger(reader_of(session, desk.path), plan.a, plan.b, takes, decimals)
        if now.chosen != plan.chosen:
            raise SalesError(
                _("one of the two was changed meanwhile by another command"),
                _("look again with `--dry-run`, then merge"),
            )
        store.merge(session, ids, store.Kept(plan.stays.id, now.chosen, now.budget, decimals))


def say_order(desk: Desk, plan: Merger) -> None:
    """The first report is never rewritten: when B is it, B's entry stays with A's values."""
    if plan.stays is plan.b:
        desk.say(
            _("#{no} was reported first, on {day}: it stays, with the values of #{other}").format(
                no=plan.b.no, day=plan.reported, other=plan.a.no
            )
        )


def say_merged(desk: Desk, plan: Merger) -> None:
    name = next(choice.kept for choice in plan.chosen if choice.field == "name")
    said = _("Merged #{other} into #{no} {name}; `sales undo` brings both back")
    desk.say(said.format(other=plan.goes.no, no=plan.stays.no, name=name))
