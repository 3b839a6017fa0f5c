"""The history of a record, read from the change log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from salescli.language import N_, _
from salescli.output.table import Column, Table
from salescli.reports import claims
from salescli.reports.lists import stamp_cell
from salescli.store.reading import Reader, like

UNTOLD = {"id", "created_at", "updated_at", "rep_id", "search_key", "name_key", "initials",
          "phone_key", "customer_id", "reported_by", "owner_rep_id"}  # fmt: skip

MOVED = {
    "claim": N_("claim"), "contact": N_("contact"), "customer_budget": N_("budget"),
    "followup": N_("follow-up"), "grade_change": N_("grade step"), "objective": N_("objective"),
    "plan_point": N_("plan point"), "route_stop": N_("planned stop"), "sales_order": N_("order"),
    "visit": N_("visit"),
}  # fmt: skip


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
    return table(rows, title)


def of_customer(reader: Reader, customer_id: str) -> Table:
    """Every change of a customer, who claimed or got it, and what was merged into it."""
    rows: list[Sequence[Any]] = [*of_row(reader, customer_id).rows]
    rows += [*owners(reader, customer_id), *mergers(reader, customer_id)]
    return table(sorted(rows, key=lambda row: row[0]), "")


def owners(reader: Reader, customer_id: str) -> list[tuple[Any, ...]]:
    return [
        (row.created_at, "owner", row.from_rep, claims.in_words(row), line_of(reader, row.id))
        for row in claims.rows(reader, customer_id)
    ]


def line_of(reader: Reader, row_id: str) -> str:
    sql = "SELECT line FROM changes WHERE row_id = :id ORDER BY hlc LIMIT 1"
    return str(reader.value(sql, id=row_id) or "")


class Merge(NamedTuple):
    """An entry that was merged, with the step that did it."""

    no: int
    name: str
    at: datetime
    line: str
    command_id: str


def mergers(reader: Reader, customer_id: str) -> list[tuple[Any, ...]]:
    found = reader.rows(
        Merge,
        "FROM merged JOIN changes ON row_id = merged.id AND action = 'delete'"
        " AND at = merged_at WHERE merged_into = :id",
        id=customer_id,
    )
    return [
        (row.at, "merged", None, moved_in_words(reader, row, customer_id), row.line)
        for row in found
    ]


def moved_in_words(reader: Reader, row: Merge, customer_id: str) -> str:
    """The entry, and how many visits, contacts … came from it."""
    counts = reader.raw(
        "SELECT table_name, count(*) FROM changes WHERE command_id = :step"
        " AND action = 'update'"
        " AND new LIKE :moved ESCAPE '!' GROUP BY table_name ORDER BY table_name",
        step=row.command_id,
        moved=like(f'"customer_id":"{customer_id}"'),
    )
    parts = [f"{_(MOVED.get(name, name))} {count}" for name, count in counts]
    return "; ".join([f"#{row.no} {row.name}", *parts])


def table(rows: Sequence[Sequence[Any]], title: str) -> Table:
    columns = [
        Column("at", _("When"), show=stamp_cell),
        Column("field", _("Field")),
        Column("old", _("Before"), wrap=True),
        Column("new", _("After"), wrap=True),
        Column("command", _("Command"), wrap=True),
    ]
    return Table(columns, rows, title=title, key="changes", empty=_("nothing was changed"))


def lines(entry: Entry) -> list[tuple[Any, ...]]:
    old: dict[str, Any] = json.loads(entry.old or "{}")
    new: dict[str, Any] = json.loads(entry.new or "{}")
    told = [name for name in new if name not in UNTOLD and (new[name] not in ("", None) or old)]
    return [(entry.at, name, old.get(name), new[name], entry.line) for name in told]
