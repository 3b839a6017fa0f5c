"""What an import did, and the rule by which a row fills a record on file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from salescli.domain.drafts import Draft
from salescli.domain.phones import phone_key
from salescli.domain.text import fold
from salescli.language import _
from salescli.store.import_refused import Refused

KEPT_WARNINGS = 1000
DERIVED = frozenset({"search_key", "name_key", "initials", "phone_key"})
GROWING = frozenset({"notes"})
Found = dict[str, Any]


class Record(Protocol):
    """Anything whose columns are read by name."""

    def __getitem__(self, name: str, /) -> Any:
        """The value of a column."""


class How(StrEnum):
    """By what a row was found to be on file already."""

    ID = "id"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"


@dataclass
class Tally:
    """What an import did, line by line where it matters.

    Attributes:
        update: Whether differing values are replaced.
        new: Rows that became records.
        same: Rows that brought nothing new.
        changed: Rows that filled or changed a record.
        repeated: Of the last two, those that an earlier row of the file had brought in.
        by_id: Of them, those known by id or code.
        by_phone: Of them, those known by name and a phone number.
        by_address: Of them, those known by name and address.
        by_name: Of them, those known by name alone, or by day and content.
        refused: Rows that did not come in.
        warnings: The first things worth knowing, by line.
        warned: How many there were.
    """

    update: bool = False
    new: int = 0
    same: int = 0
    changed: int = 0
    repeated: int = 0
    by_id: int = 0
    by_phone: int = 0
    by_address: int = 0
    by_name: int = 0
    refused: Refused = field(default_factory=Refused)
    warnings: list[tuple[int, str]] = field(default_factory=list)
    warned: int = 0

    def warn(self, line: int, text: str) -> None:
        self.warned += 1
        if len(self.warnings) < KEPT_WARNINGS:
            self.warnings.append((line, text))

    def warn_all(self, draft: Draft) -> None:
        for text in draft.warnings:
            self.warn(draft.line, text)

    def count(self, how: How, *, touched: bool, repeated: bool) -> None:
        """A row whose record is on file."""
        self.changed += touched
        self.same += not touched
        self.repeated += repeated
        if not repeated:
            known = f"by_{how}"
            setattr(self, known, getattr(self, known) + 1)


def news(before: Record, values: Found, tally: Tally, line: int) -> Found:
    """What the row changes: what is empty is filled; a differing value is kept and told.

    With ``update`` it is replaced. Notes grow by the lines that are new.
    """
    found: Found = {}
    for name, value in values.items():
        old = before[name]
        if value in ("", None) or old == value or name in DERIVED:
            continue
        if old in ("", None) or tally.update:
            found[name] = value
        elif name in GROWING:
            found |= longer_notes(str(old), str(value))
        elif not same_value(name, old, value):
            tally.warn(line, kept_line(name, old, value))
    for name, keys in (("name", ("search_key", "name_key", "initials")), ("phone", ("phone_key",))):
        if name in found:
            found |= {key: values[key] for key in keys if key in values}
    return found


def longer_notes(before: str, value: str) -> Found:
    missing = [text for text in value.splitlines() if text not in before.splitlines()]
    return {"notes": "\n".join([before, *missing])} if missing else {}


def same_value(name: str, before: Any, value: Any) -> bool:
    if name == "phone":
        old, new = phone_key(str(before)), phone_key(str(value))
        if old or new:  # an extension is too short for a key
            return old == new
    if isinstance(before, float):
        return abs(before - float(value)) < 1e-6
    return fold(str(before)) == fold(str(value))


def kept_line(name: str, before: Any, value: Any) -> str:
    return _('{field}: kept "{before}", the file says "{value}" (`--update` takes it)').format(
        field=name, before=before, value=value
    )
