"""The data as it stood at an earlier moment, read from the change log.

Rows that were written since are put back in temporary tables beside the file, and the published
views are made anew over them: whatever is asked of the reader afterwards, it answers as then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from salescli.store import database
from salescli.store.reading import Reader
from salescli.store.views import VIEWS


class Written(NamedTuple):
    """One row as one command changed it."""

    table_name: str
    row_id: str
    action: str
    old: str | None


def roll_back(reader: Reader, moment: datetime) -> None:
    """Let the reader see the file as it stood at ``moment``."""
    connection = reader.connection
    if connection is None:
        return
    since: dict[str, dict[str, list[Written]]] = {}
    for change in written_after(reader, moment):
        since.setdefault(change.table_name, {}).setdefault(change.row_id, []).append(change)
    with database.explained(reader.path), database.scratch(connection):
        for table, changes in since.items():
            names = database.column_names(connection, table)
            rows = {key: earlier(reader, table, names, changes[key]) for key in changes}
            database.shadow(connection, table, rows)
        for name, query in VIEWS.items():
            database.lay_view(connection, name, query)


def written_after(reader: Reader, moment: datetime) -> Iterator[Written]:
    """What was written since, the newest first."""
    stamp = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return reader.each(Written, "FROM changes WHERE at > :moment ORDER BY hlc DESC", moment=stamp)


def earlier(
    reader: Reader, table: str, names: Sequence[str], changes: Sequence[Written]
) -> list[Any] | None:
    """The row before the first of these changes; None when it was not there yet."""
    if changes[-1].action == "insert":
        return None
    query = f"SELECT * FROM main.{table} WHERE id = :id"  # noqa: S608 -- a table of ours
    row = next(reader.raw(query, id=changes[-1].row_id), None)
    if row is None:
        return None
    values = dict(zip(names, row, strict=True))
    for change in changes:
        values |= json.loads(change.old or "{}")
    return [values[name] for name in names]
