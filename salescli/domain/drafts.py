"""A record as a file tells it, before it is stored, and a row that is not taken in."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

Value = str | float | list[str] | date | datetime | time


class Problem(NamedTuple):
    """A row that is not taken in: why, and what it held."""

    line: int
    reason: str
    raw: list[str]


class Draft(NamedTuple):
    """A record as the file tells it; only what is filled in has a key.

    ``notes`` keeps what has no field of its own as "Header: value"; ``raw`` are the cells as read,
    for the rejects file when the record is refused later.
    """

    line: int
    values: dict[str, Value]
    contact: dict[str, str]
    notes: list[str]
    warnings: list[str]
    raw: list[str]

    def refused(self, reason: str) -> Problem:
        return Problem(self.line, reason, self.raw)
