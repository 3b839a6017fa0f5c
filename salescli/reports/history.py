"""The history of a record, read from the change log."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple

from salescli.language import _
from salescli.output.table import Column, Table
from salescli.store.reading import Reader

UNTOLD = {"id", "created_at", "updated_at", "rep_id", "search_key", "name_key", "initials",
          "phone_key", "customer_id", "reported_by", "owner_rep_id"}  # fmt: skip


class Entry(NamedTuple):
    at: datetime
    line: str
    action: str
    old: str | None
    new: str | None


def of_row(reader: Reader, row_id: str, *, title: str = "", since_written: bool = False) -> Table:
    """Every change of one row: when, by which command, field by field.

    Args:
        reader: The read door.
        row_id: The row's id.
        title: A heading, when the table is part of a page.
        since_written: Leave out the first writing and show only what was changed after it.
    """
    entries = reader.rows(Entry, "FROM changes WHERE row_id = :id ORDER BY hlc", id=row_id)
    if since_written:
        entries = [entry for entry in entries if entry.action != "insert"]
    rows = [line for entry in entries for line in lines(entry)]
    columns = [
        Column("at", _("When"), show=local),
        Column("field", _("Field")),
        Column("old", _("Before"), wrap=True),
        Column("new", _("After"), wrap=True),
        Column("command", _("Command"), wrap=True),
    ]
    return Table(columns, rows, title=title, key="changes", empty=_("nothing was changed"))


def local(value: Any) -> str:
    return f"{value.astimezone():%Y-%m-%d %H:%M}" if isinstance(value, datetime) else ""


def lines(entry: Entry) -> list[tuple[Any, ...]]:
    old: dict[str, Any] = json.loads(entry.old or "{}")
    new: dict[str, Any] = json.loads(entry.new or "{}")
    told = [name for name in new if name not in UNTOLD and (new[name] not in ("", None) or old)]
    return [(entry.at, name, old.get(name), new[name], entry.line) for name in told]
