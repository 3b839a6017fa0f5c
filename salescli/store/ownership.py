"""Whose a customer is: the first report wins, the manager may override (L2, L3, L7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from salescli.domain.text import clean_line, fold
from salescli.domain.words import ClaimKind
from salescli.language import _
from salescli.store.living import living_id
from salescli.store.models import Claim, Customer, Rep
from salescli.store.writing import alive, change, command_of, make, one


def rep_named(session: Session, name: str) -> Rep:
    """The rep of this name; one who is not known yet is written down."""
    wanted = clean_line(name, _("rep"))
    reps = alive(session, Rep)
    found = next((rep for rep in reps if fold(rep.name) == fold(wanted)), None)
    if found is None:
        found = make(Rep, name=wanted)
        session.add(found)
        session.flush()
    return found


def me(session: Session) -> Rep:
    return one(session, Rep, command_of(session).rep_id)


def claim(
    session: Session, customer_id: str, rep: Rep, *, reason: str, need: str, on: date
) -> Claim | None:
    """Ask for a customer: granted when it is nobody's; None when it is this rep's already.

    A claim that says what this rep's last one said is that one, and is not written again.
    """
    customer = one(session, Customer, living_id(session, customer_id))
    if customer.owner_rep_id == rep.id:
        return None
    granted = not customer.owner_rep_id
    before = newest(session, customer.id, ClaimKind.CLAIM, rep.id)
    said = (customer.owner_rep_id, reason, need)
    if before and not granted and (before.from_rep_id, before.reason, before.need_known) == said:
        return before
    asked = make(
        Claim, customer_id=customer.id, kind=ClaimKind.CLAIM, from_rep_id=customer.owner_rep_id,
        to_rep_id=rep.id, granted=granted, reason=reason, need_known=need, decided_on=on,
    )  # fmt: skip
    session.add(asked)
    if granted:
        change(customer, owner_rep_id=rep.id)
    return asked


def newest(session: Session, customer_id: str, kind: ClaimKind, rep_id: str) -> Claim | None:
    """What was last asked or decided of a customer for this rep."""
    rows = alive(
        session, Claim, Claim.customer_id == customer_id, Claim.kind == kind,
        Claim.to_rep_id == rep_id,
    )  # fmt: skip
    return rows[-1] if rows else None


def assign(
    session: Session, customer_ids: Iterable[str], rep: Rep, *, manager: str, reason: str, on: date
) -> list[Claim]:
    """The manager's word, with its reason, whoever reported first; said again it is kept once."""
    claims = []
    for customer_id in dict.fromkeys(living_id(session, found) for found in customer_ids):
        customer = one(session, Customer, customer_id)
        before = newest(session, customer.id, ClaimKind.ASSIGN, rep.id)
        said = (rep.id, manager, reason)
        if before and (customer.owner_rep_id, before.decided_by, before.reason) == said:
            continue
        decided = make(
            Claim, customer_id=customer.id, kind=ClaimKind.ASSIGN, decided_by=manager,
            from_rep_id=customer.owner_rep_id, to_rep_id=rep.id, reason=reason, decided_on=on,
        )  # fmt: skip
        session.add(decided)
        change(customer, owner_rep_id=rep.id)
        claims.append(decided)
    return claims
