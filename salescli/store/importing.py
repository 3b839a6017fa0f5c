"""Bringing in a file in one transaction: each row matched, filled in, or new; nothing twice.

Rows come by the hundred: what they may match is looked up for all of them at once, so that a
million rows need no more memory than a thousand.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlmodel import Session, col

from salescli.domain.drafts import Draft, Problem
from salescli.errors import SalesError
from salescli.store import import_contacts, import_customers, import_visits
from salescli.store.import_tally import Tally
from salescli.store.models import ColumnMapping
from salescli.store.writing import alive, change, make

PART = 300
Item = Draft | Problem
KINDS: dict[str, Callable[[Session, Tally], import_customers.Intake]] = {
    "customers": import_customers.Customers,
    "contacts": import_contacts.Contacts,
    "visits": import_visits.Visits,
}


def take_in(session: Session, kind: str, items: Iterable[Item], *, update: bool = False) -> Tally:
    """Take the drafts in; a row that the store refuses is one more problem, the others come in.

    Args:
        session: The one transaction of the import.
        kind: What the file holds.
        items: What the reader made of the file.
        update: Replace differing values; otherwise only empty fields are filled.
    """
    tally = Tally(update=update)
    intake = KINDS[kind](session, tally)
    for part in parts(items):
        drafts = [item for item in part if isinstance(item, Draft)]
        refused = [item for item in part if isinstance(item, Problem)]
        intake.look_up(drafts)
        for draft in drafts:
            tally.warn_all(draft)
            try:
                intake.take(draft)
            except SalesError as error:
                refused.append(draft.refused(str(error)))
        intake.write()
        tally.refused.extend(sorted(refused, key=lambda problem: problem.line))
        gc.collect(0)  # a command runs without it, and this one may be long
    return tally


def parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while part := list(islice(rest, PART)):
        yield part


def remember(session: Session, kind: str, fingerprint: str, fields: Sequence[str | None]) -> None:
    """Keep what the columns of this header were told to mean."""
    known = alive(
        session,
        ColumnMapping,
        col(ColumnMapping.kind) == kind,
        col(ColumnMapping.fingerprint) == fingerprint,
    )
    mapping = json.dumps(fields, ensure_ascii=False)
    if known:
        change(known[-1], mapping=mapping)
    else:
        values: dict[str, Any] = {"kind": kind, "fingerprint": fingerprint, "mapping": mapping}
        session.add(make(ColumnMapping, **values))
