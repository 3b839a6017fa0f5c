r"""Our own tab-separated lists: one line a row, breaks in cells as ``\t``, ``\n``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from salescli.domain.drafts import Problem
from salescli.exchange.kinds import own_fields
from salescli.exchange.shapes import RawTable, Row

_ESCAPED = re.compile(r"\\([\\tnr])")
_MEANT = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def readable(table: RawTable, kind: str) -> RawTable:
    """The table with its cells as they were, when we wrote it so; any other stays as it is."""
    if table.delimiter != "\t" or not own_fields(table.header, kind):
        return table
    return replace(table, rows=Whole(table.rows))


@dataclass(frozen=True)
class Whole:
    """The same rows, each time they are gone through."""

    rows: Iterable[Row | Problem]

    def __iter__(self) -> Iterator[Row | Problem]:
        for row in self.rows:
            yield (
                row if isinstance(row, Problem) else Row(row.line, list(map(unescaped, row.cells)))
            )


def unescaped(cell: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANT[found[1]], cell) if "\\" in cell else cell
