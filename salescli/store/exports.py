"""The list of what left the data file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from salescli.domain.text import visible
from salescli.store.models import DataExport
from salescli.store.writing import command_of, make, next_no, value


def add(session: Session, *, file: str, after: int, **values: Any) -> DataExport:
    """Note an export; a name that no text can hold is kept as it would be shown.

    Its moment is that of the first command whose rows it may not hold: its own, or one saved while
    it was written, behind command ``after``.
    """
    earliest = value(session, "SELECT min(at) FROM command WHERE no > :after", after=after)
    row = make(
        DataExport,
        no=next_no(session, DataExport),
        made_at=min(datetime.fromisoformat(earliest), command_of(session).at),
        file=visible(file, newline=False),
        **values,
    )
    session.add(row)
    return row
