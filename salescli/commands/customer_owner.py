"""`sales customer claim, assign, claims`: whose a customer is (L1, L2, L3, L7)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from salescli.commands import completing
from salescli.commands.arguments import (
    ColumnsOpt,
    CustomerArg,
    FormatOpt,
    LimitOpt,
    OutputOpt,
    YesOpt,
    desk_of,
    emit,
    room,
)
from salescli.commands.asking import confirm, pick_customer
from salescli.commands.saying import echo, echo_all, echo_saved
from salescli.desk import Desk
from salescli.domain.industries import outside
from salescli.domain.shellwords import join
from salescli.errors import SalesError, UsageError
from salescli.language import N_, _, ngettext
from salescli.store.lookup import Known

if TYPE_CHECKING:
    from salescli.store.models import Claim

app = room()
MANY = 3

ReasonOpt = Annotated[str, typer.Option("--reason", help=N_("Why"))]


@app.command()
def claim(
    ctx: typer.Context,
    customer: CustomerArg,
    rep: Annotated[str, typer.Option("--for", help=N_("Rep it is claimed for; else you"))] = "",
    need: Annotated[
        str, typer.Option("--need", help=N_("What is known of the customer's need"))
    ] = "",
    reason: ReasonOpt = "",
    form: FormatOpt = "",
) -> None:
    """Claim a customer: the first report wins; a later claim is kept for the manager to decide.

    \b
    sales customer claim 한빛 --need "60 chairs by May"
    sales customer claim 한빛 --for 이영희 --reason "met the owner"
    """
    from salescli.reports import claims

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        before = claims.standing(reader, known.id)
    if not rep:
        warn_outside(desk, before.name, before.industry)
    from salescli.store import ownership

    with desk.session() as session:
        claimant = ownership.rep_named(session, rep) if rep else ownership.me(session)
        asked = ownership.claim(
            session, known.id, claimant, reason=reason, need=need, on=desk.today
        )
        name = claimant.name or _("you")
        mine = claimant.id == ownership.me(session).id
    if form:
        echo_claim(desk, asked, known, form)
    if asked is None:
        say_had(desk, known, "" if mine else name, need)
    elif not asked.granted:
        raise SalesError(
            claims.owner_told(before),
            _("the claim is kept; the manager may decide: {command}").format(
                command=f"`sales customer assign '#{known.no}' --to … --by … --reason …`"
            ),
        )
    elif not form:
        desk.say(_("{customer} is {owner}'s now").format(customer=known.name, owner=name))


def echo_claim(desk: Desk, asked: Claim | None, known: Known, form: str) -> None:
    """The claim that was kept; where none was, what the customer is owned by."""
    from salescli.reports import claims

    if asked is not None:
        echo_saved(desk, "claims", asked.id, form)
        return
    with desk.read() as reader:
        standing = claims.table(reader, known.id, desk.today)
    echo(desk, replace(standing, rows=standing.rows[-1:], single=True), form)


def say_had(desk: Desk, known: Known, owner: str, need: str) -> None:
    """Nothing was written; what was told of the need belongs into the customer's form."""
    if owner:
        desk.say(_("{customer} is {owner}'s already").format(customer=known.name, owner=owner))
    else:
        desk.say(_("{customer} is yours already").format(customer=known.name))
    if need:
        desk.say(
            _("the need was not kept: {command}").format(
                command=f"`{join(['sales', 'customer', 'edit', f'#{known.no}', '--needs', need])}`"
            )
        )


def warn_outside(desk: Desk, customer: str, industry: str) -> None:
    """The industry gate: it warns and never refuses."""
    mine = desk.config.me.industries
    if outside(industry, mine):
        desk.say(
            _(
                "{customer}: {industry} is none of your industries ({mine}); such a customer goes"
                " to a rep of that industry, unless the manager agrees: `sales customer assign`"
            ).format(customer=customer, industry=industry, mine=", ".join(mine))
        )


@app.command()
def assign(
    ctx: typer.Context,
    customers: Annotated[
        list[str],
        typer.Argument(metavar="CUSTOMER…", help=N_("Customers: code, number, or part of the name"),
                       autocompletion=completing.customer, show_default=False),
    ],
    to: Annotated[str, typer.Option("--to", help=N_("Rep who gets them"))] = "",
    manager: Annotated[str, typer.Option("--by", help=N_("Manager who decided"))] = "",
    reason: ReasonOpt = "",
    yes: YesOpt = False,
    form: FormatOpt = "",
) -> None:  # fmt: skip
    """Give customers to a rep by the manager's word, with the reason, whoever reported first.

    \b
    sales customer assign 한빛 두리 --to 이영희 --by 박부장 --reason "knows the buyer"
    """
    desk = desk_of(ctx)
    need_all(to, manager, reason)
    with desk.read() as reader:
        picked = [pick_customer(desk, reader, text) for text in customers]
    known = {found.id: found for found in picked}
    if len(known) > MANY:
        question = _("Give {count} customers to {name}").format(count=len(known), name=to)
        confirm(desk, question, yes=yes)
    from salescli.store import ownership

    with desk.session() as session:
        rep = ownership.rep_named(session, to)
        decided = ownership.assign(
            session, known, rep, manager=manager.strip(), reason=reason.strip(), on=desk.today
        )
    if echo_all(desk, "claims", [claim.id for claim in decided], form):
        return
    names = ", ".join(found.name for found in known.values())
    desk.say(
        ngettext("Assigned to {rep}: {names}", "Assigned {count} customers to {rep}: {names}",
                 len(known)).format(rep=rep.name, names=names, count=len(known))
    )  # fmt: skip


def need_all(to: str, manager: str, reason: str) -> None:
    given = {"--to NAME": to, "--by MANAGER": manager, "--reason TEXT": reason}
    missing = [option for option, text in given.items() if not text.strip()]
    if missing:
        raise UsageError(
            _("a decision needs the rep, the manager and the reason"),
            _("add {options}").format(options=" ".join(missing)),
        )


@app.command()
def claims(
    ctx: typer.Context,
    customer: Annotated[
        str,
        typer.Argument(help=N_("Customer: code, number, or part of the name"),
                       autocompletion=completing.customer),
    ] = "",
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:  # fmt: skip
    """List the history of ownership: first report, claims, the manager's decisions.

    \b
    sales customer claims 한빛
    """
    from salescli.reports import claims as pages

    desk = desk_of(ctx)
    with desk.read() as reader:
        only = pick_customer(desk, reader, customer).id if customer else ""
        shown = pages.table(reader, only, desk.today)
    emit(desk, shown, form, output, columns, limit)
