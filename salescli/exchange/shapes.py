"""What every reader hands on, and what every kind makes of it: no file format shows behind these.

A reader (CSV, workbook, vCard, JSON) turns a file into one ``RawTable``; a kind (customers,
contacts, visits) turns its rows into ``Draft`` or ``Problem``, in the order of the file, so that a
million rows pass through one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from salescli.domain.drafts import Problem
from salescli.language import _

UNREADABLE: Final = re.compile(r"[\0\ud800-\udfff]")  # NUL, and what a damaged byte is decoded to
DAMAGED: Final = "\ufffd"  # stands for it in a rejects file
MISSING: Final = "<missing>"  # stands there where a row had too few cells, or was cut


class Row(NamedTuple):
    """The cells exactly as the file has them, and the line on which they begin."""

    line: int
    cells: list[str]


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
        others: The encodings that would read it as well as the one that was taken.
        delimiter: Between two cells, "" when the format needs none.
        said: What the reader has to say of the file: sheets passed over, cells without a value.
        fields: The field of each column, where the format itself names them.
    """

    header: list[str]
    rows: Iterable[Row | Problem]
    sample: list[Row]
    titles: list[list[str]]
    encoding: str = ""
    how: str = ""
    rather: str = ""
    others: tuple[str, ...] = ()
    delimiter: str = ""
    said: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def unreadable(cells: Sequence[str]) -> str:
    """Why a row is refused whose bytes are no text; "" for a sound one."""
    if any(map(UNREADABLE.search, cells)):
        return _("bytes here are no text; {mark} stands for them").format(mark=DAMAGED)
    return ""
