"""What every reader hands on, and what every kind makes of it: no file format shows behind these.

A reader (CSV now) turns a file into one ``RawTable``; a kind (customers now) turns its rows into
``Draft`` or ``Problem``, in the order of the file, so that a million rows pass through one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

Value = str | float | list[str]


class Row(NamedTuple):
    """The cells exactly as the file has them, and the line on which they begin."""

    line: int
    cells: list[str]


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


@dataclass(frozen=True)
class RawTable:
    """A header and its rows; ``rows`` may be gone through more than once.

    Attributes:
        header: One text per column; a column without a name has "".
        rows: The rows below the header, read while they are asked for.
        sample: The first good rows, for the preview.
        titles: Rows above the header that were passed over.
        encoding: How the bytes became text, "" when the format says it itself.
        how: How the encoding was found, one of ``encodings.HOW``.
        rather: Another encoding that would read more of the header, or "".
        delimiter: Between two cells, "" when the format needs none.
    """

    header: list[str]
    rows: Iterable[Row | Problem]
    sample: list[Row]
    titles: list[list[str]]
    encoding: str = ""
    how: str = ""
    rather: str = ""
    delimiter: str = ""
