"""The data as it stood at an earlier moment: a copy in memory, its change log run backwards."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from salescli.store import database
from salescli.store.reading import Reader, stamp_text


class Written(NamedTuple):
    """One row as one command changed it."""

    table_name: str
    row_id: str
    action: str
    old: str | None


@contextmanager
def rolled_back(reader: Reader, moment: datetime) -> Iterator[Reader]:
    """A reader that sees the file as it stood at ``moment``; the file itself is not touched."""
    if reader.connection is None:
        yield reader
        return
    with database.explained(reader.path):
        copy = database.in_memory(reader.connection)
    try:
        for change in written_after(reader, moment):
            take_back(copy, change)
        yield Reader(copy, reader.path)
    finally:
        copy.close()


def written_after(reader: Reader, moment: datetime) -> Iterator[Written]:
    """What was written since, the newest first."""
    later = "FROM changes WHERE at > :moment ORDER BY hlc DESC"
    return reader.each(Written, later, moment=stamp_text(moment))


def take_back(copy: sqlite3.Connection, change: Written) -> None:
    """The row as it was before this change: gone, or with its values of before."""
    if change.action == "insert":
        copy.execute(f"DELETE FROM {change.table_name} WHERE id = ?", (change.row_id,))  # noqa: S608 -- a table of ours
        return
    old = json.loads(change.old or "{}")
    if old:
        values = ", ".join(f"{name} = ?" for name in old)
        copy.execute(
            f"UPDATE {change.table_name} SET {values} WHERE id = ?",  # noqa: S608 -- columns of ours
            (*old.values(), change.row_id),
        )
