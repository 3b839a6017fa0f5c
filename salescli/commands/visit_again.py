"""`visit add --key`: an entry given again is answered with what was saved the first time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from salescli.dates import long_day
from salescli.desk import Desk
from salescli.domain.text import clean_line
from salescli.errors import UsageError
from salescli.language import _
from salescli.store.reading import Reader

if TYPE_CHECKING:
    from sqlmodel import Session

    from salescli.store.models import Visit


class Kept(NamedTuple):
    """A visit that stands under a key already."""

    no: int
    customer: str
    visit_date: date
    customer_id: str


def entry_key(form: dict[str, Any]) -> str | None:
    """The key that was typed; an empty one would protect nothing."""
    if "key" not in form:
        return None
    key = clean_line(form["key"], "--key")
    if not key:
        raise UsageError(
            _("the key is empty"), _("give each entry its own, as --key 2026-03-03-hanbit")
        )
    return key


def kept(reader: Reader, form: dict[str, Any]) -> Kept | None:
    """The visit that was saved under the key of this entry, unless it was deleted."""
    key = entry_key(form)
    if key is None:
        return None
    return reader.first(Kept, "FROM visits WHERE entry_key = :key ORDER BY no LIMIT 1", key=key)


def refuse_other(found: Kept, customer_id: str) -> None:
    """The key of a visit to another customer is a slip: this visit would be lost."""
    if found.customer_id != customer_id:
        raise UsageError(
            _("visit {no} to {name} has this key already").format(no=found.no, name=found.customer),
            _("give each entry its own, as --key 2026-03-03-hanbit"),
        )


def kept_row(session: Session, visit: Visit) -> Kept:
    """The same, found by the write itself: somebody else was faster."""
    from salescli.store.writing import value

    name = value(session, "SELECT name FROM customer WHERE id = :id", id=visit.customer_id)
    return Kept(visit.no, name, visit.visit_date, visit.customer_id)


def say_kept(desk: Desk, found: Kept) -> None:
    desk.say(
        _("Visit {no} was saved under this key before: {name}, {day}; nothing was written").format(
            no=found.no, name=found.customer, day=long_day(found.visit_date)
        )
    )
