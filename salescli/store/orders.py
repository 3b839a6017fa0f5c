"""Writing orders and their lines; a number is taken inside the transaction, once for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col

from salescli.domain.order_numbers import Scheme, same
from salescli.domain.orders import Line
from salescli.errors import UsageError
from salescli.language import _
from salescli.store.living import living_id
from salescli.store.models import Order, OrderLine, Visit
from salescli.store.writing import alive, change, delete, make, next_no, value

TOGETHER = (
    "SELECT 1 FROM change o JOIN change v ON v.command_id = o.command_id"
    " WHERE o.row_id = :order_id AND v.row_id = :visit_id"
    " AND o.action = 'insert' AND v.action = 'insert'"
)


@dataclass
class Entry:
    """One order as it was understood; ``number`` is empty until the scheme gives one."""

    customer_id: str
    values: dict[str, Any]
    lines: Sequence[Line]
    scheme: Scheme
    number: str = ""

    @property
    def amount(self) -> int:
        return sum(line.amount for line in self.lines)


def add(session: Session, entry: Entry) -> Order:
    """Save an order with its lines, under its own number or the next of the scheme."""
    entry.number = free(session, entry.number) if entry.number else taken(session, entry.scheme)
    entry.customer_id = living_id(session, entry.customer_id)
    order = make(
        Order, no=next_no(session, Order), number=entry.number, customer_id=entry.customer_id,
        **entry.values,
    )  # fmt: skip
    session.add(order)
    session.flush()
    for place, line in enumerate(entry.lines, 1):
        session.add(make(OrderLine, order_id=order.id, place=place, **line._asdict()))
    return order


def taken(session: Session, scheme: Scheme) -> str:
    """The next number, after all that were ever given: hidden orders keep theirs.

    An undone or deleted order stays in its table, and a writer holds the file from its first
    statement, so that no other process can be given the same one.
    """
    return scheme.next(given(session))


def given(session: Session) -> list[str]:
    """Every number that an order has, or had before it was hidden."""
    return list(session.execute(text("SELECT number FROM sales_order")).scalars())


def free(session: Session, number: str) -> str:
    """A number of the user's own, refused when an order has or had it."""
    used = next((one for one in given(session) if same(one, number)), None)
    if used is None:
        return number
    raise UsageError(
        _("the order number {number} was given already").format(number=used),
        _("a number is never used again; leave `--number` out for the next one"),
        wrong=number,
        option="--number",
    )


def edit(session: Session, order: Order, values: dict[str, Any], lines: Sequence[Line]) -> Order:
    """Change what was typed of an order; ``lines``, where there are any, replace those it has."""
    change(order, **values)
    if lines:
        replace_lines(session, order, lines)
    return order


def replace_lines(session: Session, order: Order, lines: Sequence[Line]) -> None:
    kept = alive(session, OrderLine, OrderLine.order_id == order.id)
    kept.sort(key=lambda row: row.place)
    for place, line in enumerate(lines, 1):
        if place <= len(kept):
            change(kept[place - 1], place=place, **line._asdict())
        else:
            session.add(make(OrderLine, order_id=order.id, place=place, **line._asdict()))
    for row in kept[len(lines) :]:
        delete(session, row)


def part(session: Session, visit: Visit) -> None:
    """A visit is hidden: an order that came with it goes along, any other only loses the link."""
    for order in alive(session, Order, col(Order.visit_id) == visit.id):
        if value(session, TOGETHER, order_id=order.id, visit_id=visit.id):
            delete(session, order)
        else:
            change(order, visit_id=None)
