"""The list of what left the data file."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from salescli.domain.text import visible
from salescli.store.models import DataExport
from salescli.store.writing import command_of, make, next_no


def add(session: Session, *, file: str, **values: Any) -> DataExport:
    """Note an export; a name that no text can hold is kept as it would be shown."""
    row = make(
        DataExport,
        no=next_no(session, DataExport),
        made_at=command_of(session).at,
        file=visible(file, newline=False),
        **values,
    )
    session.add(row)
    return row
