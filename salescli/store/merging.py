"""Making one customer of two: what belongs to both moves to the one that was reported first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from salescli.domain.merging import Choice, Person, joined, same_people
from salescli.domain.money import money_text
from salescli.domain.text import fold
from salescli.domain.words import OPEN_STOPS
from salescli.language import _
from salescli.store.customers import keyed, regrade
from salescli.store.living import itself
from salescli.store.models import Contact, Customer, CustomerBudget, RouteStop, VisitContact
from salescli.store.undoing import row_models
from salescli.store.writing import alive, change, command_of, delete

KNOWN_BY = ("name", "code", "phone", "tax_id")
FILLED = ("position", "email", "function", "role")


class Sides(NamedTuple):
    """The two entries as they were named; the first report is never rewritten, so its row stays."""

    a: Customer
    b: Customer
    stays: Customer
    goes: Customer


class Kept(NamedTuple):
    """What is kept of the two.

    Attributes:
        stays: The id of the one that was reported first.
        chosen: What is kept of every field.
        budget: Whose budget, ``A`` or ``B``, where both have one of a year and category.
        decimals: Of the money, for a budget that is only noted.
    """

    stays: str
    chosen: Sequence[Choice]
    budget: str
    decimals: int


def merge(session: Session, ids: tuple[str, str], kept: Kept) -> Customer:
    """Keep what was chosen, move everything, hide the other entry; returns the one that stays.

    Args:
        session: The one transaction of the merge.
        ids: The two entries; of people that both have, the first one's are kept.
        kept: What is kept.
    """
    a, b = (itself(session, customer_id) for customer_id in ids)
    sides = Sides(a, b, *((a, b) if a.id == kept.stays else (b, a)))
    values = columns(sides, kept.chosen)
    merge_people(session, sides)
    for line in merge_budgets(session, sides, kept):
        values["notes"] = joined(values["notes"], line)
    merge_stops(session, sides)
    move_rest(session, sides)
    reason = _("merged with #{no} {name}").format(no=sides.goes.no, name=sides.goes.name)
    hide(session, sides, values)
    keep(session, sides, values, reason)
    session.flush()
    return sides.stays


def columns(sides: Sides, chosen: Sequence[Choice]) -> dict[str, Any]:
    """The chosen fields as columns; a place is two of them, the owner is kept by id."""
    values = {choice.field: choice.kept for choice in chosen}
    owner = next(choice for choice in chosen if choice.field == "owner")
    del values["owner"]
    values["lat"], values["lon"] = values.pop("place") or (None, None)
    values["owner_rep_id"] = (sides.a if owner.kept == owner.a else sides.b).owner_rep_id
    return values


def keep(session: Session, sides: Sides, values: dict[str, Any], reason: str) -> None:
    grade = values.pop("grade")
    change(sides.stays, **keyed(values))
    if grade:
        regrade(session, sides.stays, grade, command_of(session).at.date(), reason)


def hide(session: Session, sides: Sides, values: dict[str, Any]) -> None:
    """The other entry leads to the one that stays: by its number, and by what was not kept."""
    stays, goes = sides.stays, sides.goes
    left = {name: getattr(stays, name) for name in KNOWN_BY
            if getattr(stays, name) and values[name] == getattr(goes, name)}  # fmt: skip
    change(goes, **keyed(left))
    sides.goes.merged_into = sides.stays.id
    delete(session, sides.goes)
    earlier = select(Customer).where(col(Customer.merged_into) == sides.goes.id)
    for row in session.exec(earlier):
        row.merged_into = sides.stays.id


def merge_people(session: Session, sides: Sides) -> None:
    """One contact of each person; who was met at a visit stays who was met."""
    first, others = (
        {row.id: row for row in alive(session, Contact, Contact.customer_id == side.id)}
        for side in (sides.a, sides.b)
    )
    office = frozenset({sides.a.phone_key, sides.b.phone_key})
    same = same_people(
        [person(row) for row in first.values()], [person(row) for row in others.values()], office
    )
    for other in others.values():
        if other.id in same:
            merge_person(session, first[same[other.id]], other)
        elif first and other.main:
            other.main = False


def person(row: Contact) -> Person:
    return Person(row.id, row.search_key, row.phone_key)


def merge_person(session: Session, row: Contact, other: Contact) -> None:
    """Fill what the contact lacks, and note the other's phone if it is another one."""
    news = {name: getattr(other, name) for name in FILLED if not getattr(row, name)}
    if not row.phone_key:
        news |= {"phone": other.phone, "phone_key": other.phone_key}
    also = other.phone if other.phone_key not in {"", row.phone_key} and row.phone_key else ""
    news["notes"] = joined(row.notes, "\n".join(filter(None, [other.notes, also])))
    change(row, **news)
    for link in alive(session, VisitContact, VisitContact.contact_id == other.id):
        link.contact_id = row.id
    delete(session, other)


def merge_budgets(session: Session, sides: Sides, kept: Kept) -> list[str]:
    """Of a year and category that both have, the figure that is kept; the other as a note."""
    first, others = (
        alive(session, CustomerBudget, CustomerBudget.customer_id == side.id)
        for side in ((sides.a, sides.b) if kept.budget == "A" else (sides.b, sides.a))
    )
    known = {(row.year, fold(row.category)): row for row in first}
    notes = []
    for row in others:
        stays = known.get((row.year, fold(row.category)))
        if stays is None:
            continue
        delete(session, row)
        if (stays.amount, stays.currency) != (row.amount, row.currency):
            amount = money_text(row.amount, kept.decimals, row.currency)
            notes.append(_("also: budget {year} {amount}").format(year=row.year, amount=amount))
    return notes


def merge_stops(session: Session, sides: Sides) -> None:
    """A day's plan visits nobody twice."""
    planned, others = (
        alive(session, RouteStop, RouteStop.customer_id == side.id,
              col(RouteStop.status).in_(OPEN_STOPS))
        for side in (sides.a, sides.b)
    )  # fmt: skip
    days = {stop.day for stop in planned}
    for stop in others:
        if stop.day in days:
            delete(session, stop)


def move_rest(session: Session, sides: Sides) -> None:
    """Whatever refers to the entry that goes, now refers to the one that stays."""
    for model in row_models():
        if hasattr(model, "customer_id"):
            session.flush()
            for row in alive(session, model, model.customer_id == sides.goes.id):
                row.customer_id = sides.stays.id
