"""CSV and TSV files as they come: any encoding, delimiter and line end, titles above the header.

A row with too many or too few cells is a problem by its line number and never shifted; rows stream
through, a million of them need no more memory than one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from salescli.domain.drafts import Problem
from salescli.errors import SalesError, UsageError
from salescli.exchange import aliases, delimiters, encodings
from salescli.exchange.records import Records, lines
from salescli.exchange.shapes import RawTable, Row
from salescli.language import _

REASON: Final = "reason"  # the last column of a rejects file, left out when it comes back
MISSING: Final = "<missing>"  # stands there where a row had too few cells
SEARCHED = 20  # rows among which the header is looked for
SAMPLE = 5
WIDEST = 16_384  # columns, what a spreadsheet can hold
HEAD_LINES, HEAD_CHARACTERS = 100, 1 << 18


@dataclass(frozen=True)
class Source:
    """A file that can be read from its beginning as often as needed."""

    name: str
    opened: Callable[[], BinaryIO]


def read_table(
    file: Path | BinaryIO,
    *,
    legacy: str,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: bool = True,
    expect: Iterable[str] = (),
) -> RawTable:
    """The table in a CSV file, which is read to its end once to know its encoding.

    Args:
        file: Its path, or an open binary file such as standard input.
        legacy: The code page of files that are not UTF-8.
        encoding: What the user says the encoding is.
        delimiter: What the user says parts the cells.
        header: False when the first row is data already.
        expect: Header names of ``--map``, by which the header row is known too.
    """
    source = _source(file)
    with source.opened() as stream:
        found = encodings.detect(stream, legacy=legacy, forced=encoding, name=source.name)
    text = Text(source, found.name)
    sign = delimiters.told(delimiter) if delimiter else text.delimiter()
    rows = _first_rows(text, sign)
    place, top = _top(rows, header, expect)
    shape = _shape(top.cells, source.name)
    body = Body(text, sign, shape, top)
    return RawTable(
        header=shape.header,
        rows=body,
        sample=[row for row in islice(body, SAMPLE * 10) if isinstance(row, Row)][:SAMPLE],
        titles=[row.cells for row in rows[:place]],
        encoding=found.name,
        how=found.how,
        rather=found.rather,
        delimiter=sign,
    )


@dataclass(frozen=True)
class Text:
    """The decoded lines of a source."""

    source: Source
    encoding: str

    def lines(self) -> Iterator[str]:
        with (
            self.source.opened() as raw,
            io.TextIOWrapper(raw, encoding=self.encoding, newline="") as stream,
        ):
            yield from lines(stream, self.source.name)

    def records(self, delimiter: str) -> Records:
        """The rows, without Excel's line ``sep=;``."""
        found = self.lines()
        first = next(found, "")
        if delimiters.announced(first):
            return Records(found, delimiter, 2)
        return Records(_before(first, found), delimiter)

    def delimiter(self) -> str:
        head, size = [], 0
        for line in islice(self.lines(), HEAD_LINES):
            head.append(line)
            size += len(line)
            if size > HEAD_CHARACTERS:
                break
        return delimiters.announced(head[0]) or delimiters.sniff(head)


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
        if MISSING in cells:
            reason = _("the cells marked {mark} are not filled in").format(mark=MISSING)
        elif len(cells) < self.least or any(map(str.strip, cells[width:])):
            reason = _("{count} cells, but the header has {width}")
        else:
            return Row(row.line, [*cells[:width], *[""] * (width - len(cells))])
        return Problem(row.line, reason.format(count=len(cells), width=width), cells)


@dataclass(frozen=True)
class Body:
    """The rows below the header; each iteration reads the file anew."""

    text: Text
    delimiter: str
    shape: Shape
    header: Row

    def __iter__(self) -> Iterator[Row | Problem]:
        for row in self.text.records(self.delimiter):
            if row.line <= self.header.line:
                continue
            if isinstance(row, Problem):
                yield row
            elif row.cells != self.header.cells and any(map(str.strip, row.cells)):
                yield self.shape.fitted(row)


def _source(file: Path | BinaryIO) -> Source:
    if not isinstance(file, Path):
        return _kept(file, "stdin")
    try:
        with file.open("rb") as stream:
            return (
                Source(file.name, lambda: file.open("rb"))
                if file.is_file()
                else _kept(stream, file.name)
            )
    except FileNotFoundError as error:
        raise UsageError(_("there is no file {file}").format(file=file)) from error
    except OSError as error:
        raise SalesError(
            _("{file} cannot be read: {reason}").format(file=file, reason=error.strerror)
        ) from error


def _kept(stream: BinaryIO, name: str) -> Source:
    """A pipe can be read once only, so its bytes are kept."""
    raw = stream.read()
    return Source(name, lambda: io.BytesIO(raw))


def _before(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _first_rows(text: Text, delimiter: str) -> list[Row]:
    """The rows among which the header is; a damaged one ends them."""
    found: list[Row] = []
    for row in text.records(delimiter):
        if isinstance(row, Problem):
            if found:
                break
            raise SalesError(
                _("{file} line {line}: {reason}").format(
                    file=text.source.name, line=row.line, reason=row.reason
                )
            )
        if any(map(str.strip, row.cells)):
            found.append(row)
        if len(found) == SEARCHED:
            break
    if not found:
        raise SalesError(_("{file} is empty").format(file=text.source.name))
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
