"""Where the header of a table stands, and what a row below it must look like.

No file format shows here: every reader hands on its rows, and gets the same table back. A row with
too many or too few cells is a problem by its line number and never shifted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from salescli.domain.drafts import Problem
from salescli.errors import SalesError
from salescli.exchange import aliases, double_headers
from salescli.exchange.shapes import DAMAGED, MISSING, RawTable, Row
from salescli.language import _

REASON: Final = "reason"  # the last column of a rejects file, left out when it comes back
SEARCHED = 20  # rows among which the header is looked for
SAMPLE = 5
WIDEST = 16_384  # columns, what a spreadsheet can hold
Rows = Callable[[], Iterable[Row | Problem]]


def table(
    rows: Rows, name: str, *, header: bool = True, expect: Iterable[str] = (), **facts: Any
) -> RawTable:
    """The table that these rows hold.

    Args:
        rows: Begins to read the rows from the first one on.
        name: The file's, for messages.
        header: False when the first row is data already.
        expect: Header names of ``--map``, by which the header row is known too.
        facts: What else the reader knows of the file.
    """
    first = _first_rows(rows, name)
    place, top = _top(first, header, expect)
    place, top, cells = _whole(first, place, top)
    if cells is not top.cells:
        text = _("lines {first} and {second} are one header").format(
            first=first[place].line, second=top.line
        )
        facts["said"] = (*facts.get("said", ()), text)
    shape = _shape(cells, name)
    body = Body(rows, shape, top)
    return RawTable(
        header=shape.header,
        rows=body,
        sample=[row for row in islice(body, SAMPLE * 10) if isinstance(row, Row)][:SAMPLE],
        titles=[row.cells for row in first[:place]],
        **facts,
    )


@dataclass(frozen=True)
class Shape:
    """What a row must look like: at least ``least`` cells, and nothing beside the header.

    ``reason`` is the place of that column in a rejects file; it is not part of the table, and
    neither are the cells around it, which show where the row had too many or too few.
    """

    header: list[str]
    least: int
    reason: int | None = None

    def fitted(self, row: Row) -> Row | Problem:
        """The row with one cell per column, or what is wrong with it."""
        width = len(self.header)
        cells = row.cells
        if self.reason is not None:
            cells = cells[: self.reason] + cells[self.reason + 1 :]
        elif len(cells) == width:
            return row
        if self.reason is not None and any(DAMAGED in cell for cell in cells):
            reason = _("the places marked {mark} are not mended").format(mark=DAMAGED)
        elif MISSING in cells:
            reason = _("the cells marked {mark} are not filled in").format(mark=MISSING)
        elif len(cells) < self.least or any(map(str.strip, cells[width:])):
            reason = _("{count} cells, but the header has {width}")
        else:
            return Row(row.line, [*cells[:width], *[""] * (width - len(cells))])
        return Problem(row.line, reason.format(count=len(cells), width=width), cells)


@dataclass(frozen=True)
class Body:
    """The rows below the header; each iteration reads the file anew."""

    rows: Rows
    shape: Shape
    header: Row

    def __iter__(self) -> Iterator[Row | Problem]:
        for row in self.rows():
            if row.line <= self.header.line:
                continue
            if isinstance(row, Problem):
                yield row
            elif row.cells != self.header.cells and any(map(str.strip, row.cells)):
                yield self.shape.fitted(row)


def _first_rows(rows: Rows, name: str) -> list[Row]:
    """The rows among which the header is; a damaged one ends them."""
    found: list[Row] = []
    for row in rows():
        if isinstance(row, Problem):
            if found:
                break
            raise SalesError(
                _("{file} line {line}: {reason}").format(
                    file=name, line=row.line, reason=row.reason
                )
            )
        if any(map(str.strip, row.cells)):
            found.append(row)
        if len(found) == SEARCHED:
            break
    if not found:
        raise SalesError(_("{file} is empty").format(file=name))
    return found


def _top(rows: list[Row], header: bool, expect: Iterable[str]) -> tuple[int, Row]:
    """The header and its place among the first rows; a rejects file has its own in any case."""
    if rows[0].cells[-1] == REASON:
        return 0, rows[0]
    if not header:
        return 0, Row(0, [f"column {i}" for i, _cell in enumerate(rows[0].cells, 1)])
    names = {aliases.key(name) for name in expect if not name.isdecimal()}
    place = _header_place(rows, names)
    return place, rows[place]


def _header_place(rows: list[Row], expected: set[str]) -> int:
    """The first row that names two fields or a column told by the user, else the first row."""
    for place, row in enumerate(rows):
        if aliases.recognised(row.cells) > 1 or expected & {aliases.key(c) for c in row.cells}:
            return place
    return 0


def _whole(rows: list[Row], place: int, top: Row) -> tuple[int, Row, list[str]]:
    """Where the header begins, its last row, and its cells: of one row, or of two joined."""
    for upper in (place, place - 1):
        pair = rows[upper : upper + 2] if upper >= 0 and top.line else []
        if len(pair) == 2 and pair[1].line == pair[0].line + 1:
            cells = double_headers.joined(pair[0].cells, pair[1].cells)
            if cells:
                return upper, pair[1], cells
    return place, top, top.cells


def _shape(cells: list[str], name: str) -> Shape:
    if len(cells) > WIDEST:
        raise SalesError(
            _("{file} has {count} columns; that is no table").format(
                file=name, count=f"{len(cells):,}"
            )
        )
    header = [" ".join(cell.split()) for cell in cells]
    named = max((place for place, text in enumerate(header, 1) if text), default=0)
    if named > 1 and cells[named - 1] == REASON:
        own = header[: named - 1]
        while own and not own[-1]:
            own.pop()
        return Shape(own, len(own), named - 1)
    return Shape(header, named)
