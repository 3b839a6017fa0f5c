"""What became of customers, contacts, visits and budgets since a moment: the log without detours.

A value that was changed and changed back, and a row that came and went, left no trace to tell of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from salescli.store.reading import Reader, stamp_text

TABLES = ("customer", "contact", "visit", "customer_budget")


class Entry(NamedTuple):
    """One change of one row as it is logged."""

    at: datetime
    rep_id: str
    table_name: str
    row_id: str
    action: str
    old: str | None
    new: str | None


class Step(NamedTuple):
    """One column's value before the first and after the last change, and who made that last."""

    old: Any
    new: Any
    at: datetime
    rep_id: str


@dataclass
class Net:
    """One row: whether it was there before, and how its columns differ now."""

    table: str
    row_id: str
    at: datetime
    rep_id: str
    inserted: bool
    columns: dict[str, Step] = field(default_factory=dict)

    @property
    def was_hidden(self) -> bool:
        step = self.columns.get("deleted_at")
        return step is not None and step.old is not None

    @property
    def is_hidden(self) -> bool:
        step = self.columns.get("deleted_at")
        return step is not None and step.new is not None

    @property
    def new(self) -> bool:
        """It is here and was not: written since, or brought back."""
        return not self.is_hidden and (self.inserted or self.was_hidden)

    @property
    def gone(self) -> bool:
        """It was here and is not."""
        return self.is_hidden and not self.inserted and not self.was_hidden

    @property
    def changed(self) -> dict[str, Step]:
        """What differs in a row that was here and still is."""
        if self.new or self.is_hidden:
            return {}
        return {key: step for key, step in self.columns.items() if step.old != step.new}

    def add(self, entry: Entry) -> None:
        old, new = loaded(entry.old), loaded(entry.new)
        for name, value in new.items():
            first = self.columns[name].old if name in self.columns else old.get(name)
            self.columns[name] = Step(first, value, entry.at, entry.rep_id)


def loaded(text: str | None) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(text or "{}")
    return found


def since(reader: Reader, moment: datetime) -> dict[str, Net]:
    """The rows that were touched since, by id, in the order of their first change."""
    nets: dict[str, Net] = {}
    names = ", ".join(f"'{name}'" for name in TABLES)
    for entry in reader.each(
        Entry, f"FROM changes WHERE at >= :since AND table_name IN ({names}) ORDER BY hlc",
        since=stamp_text(moment),
    ):  # fmt: skip
        net = nets.get(entry.row_id)
        inserted = entry.action == "insert"
        if net is None:
            net = Net(entry.table_name, entry.row_id, entry.at, entry.rep_id, inserted)
            nets[entry.row_id] = net
        if not inserted:
            net.add(entry)
    return nets
