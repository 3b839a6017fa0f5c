"""Writing the rep's own page of a day: focus, packages, demo, and what is packed (R7, R8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session

from salescli.store.models import DayNote
from salescli.store.writing import alive, change, make, rep_id


def keep(session: Session, day: date, texts: Mapping[str, str], packed: Sequence[str]) -> DayNote:
    """Write into the page of this day; what is packed is added to what was."""
    rows = alive(session, DayNote, DayNote.day == day, DayNote.rep_id == rep_id(session))
    row = rows[0] if rows else make(DayNote, day=day)
    session.add(row)
    change(row, **texts, packed="\n".join(sorted({*row.packed.splitlines(), *packed})))
    return row
