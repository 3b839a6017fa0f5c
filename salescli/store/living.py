"""Whether a customer that was picked is still there when it is written about.

Names are read before the transaction; another process may merge or delete the customer in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session

from salescli.errors import NotFoundError
from salescli.language import _
from salescli.store.models import Contact, Customer
from salescli.store.writing import alive, one, value

HIDDEN = "SELECT deleted_at IS NOT NULL FROM customer WHERE id = :id"
NOW = """
WITH RECURSIVE now (id, step) AS (
  SELECT :id, 0
  UNION SELECT c.merged_into, step + 1 FROM customer c JOIN now ON c.id = now.id
   WHERE c.merged_into <> '' AND c.deleted_at IS NOT NULL AND step < 20
)
SELECT c.id FROM customer c JOIN now ON c.id = now.id WHERE c.deleted_at IS NULL LIMIT 1
"""


def living_id(session: Session, customer_id: str) -> str:
    """The customer itself, or the one into which it was merged; raises when that was deleted."""
    if not value(session, HIDDEN, id=customer_id):
        return customer_id
    found = now(session, customer_id)
    if found is None:
        raise gone(session, customer_id)
    return found


def now(session: Session, customer_id: str) -> str | None:
    """The living customer to which the merges of an entry lead."""
    found: str | None = value(session, NOW, id=customer_id)
    return found


def itself(session: Session, customer_id: str) -> Customer:
    """The customer, where a merged one will not do; raises when it is hidden by now."""
    row = one(session, Customer, customer_id)
    if row.deleted_at is not None:
        raise gone(session, customer_id)
    return row


def gone(session: Session, customer_id: str) -> NotFoundError:
    row = one(session, Customer, customer_id)
    found = now(session, customer_id)
    if found is None:
        return NotFoundError(
            _("customer #{no} {name} was deleted meanwhile").format(no=row.no, name=row.name),
            _("`sales undo --list` shows what was done last"),
        )
    kept = one(session, Customer, found)
    return NotFoundError(
        _("customer #{other} {merged} was merged into #{no} {name} meanwhile").format(
            other=row.no, merged=row.name, no=kept.no, name=kept.name
        ),
        _("`sales customer show '#{no}'` to look").format(no=kept.no),
    )


def living_people(session: Session, customer_id: str, contacts: Iterable[str]) -> list[str]:
    """The contacts, each that went with a merge as the person of that name who stayed."""
    people = {row.id: row for row in alive(session, Contact, Contact.customer_id == customer_id)}
    names = {row.search_key: row.id for row in reversed(people.values())}
    return [
        found
        for contact in contacts
        if (found := contact if contact in people else names.get(name_of(session, contact), ""))
    ]


def name_of(session: Session, contact_id: str) -> Any:
    return value(session, "SELECT search_key FROM contact WHERE id = :id", id=contact_id)
