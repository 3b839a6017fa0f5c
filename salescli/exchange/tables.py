"""CSV and TSV files as they come: any encoding, delimiter and line end, titles above the header.

Rows stream through; a million of them need no more memory than one.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from salescli.domain.drafts import Problem
from salescli.exchange import delimiters, encodings, layout
from salescli.exchange.records import Records, lines
from salescli.exchange.shapes import DAMAGED, RawTable, Row, unreadable
from salescli.exchange.sources import Source, source_of
from salescli.language import _

HEAD_LINES, HEAD_CHARACTERS = 100, 1 << 18


def read_table(
    file: Path | BinaryIO | Source,
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
    source = file if isinstance(file, Source) else source_of(file)
    with source.opened() as stream:
        found = encodings.detect(
            stream, legacy=legacy, forced=encoding, name=source.name, lenient=True
        )
    text = Text(source, found.name, encodings.errors(found))
    sign = delimiters.told(delimiter) if delimiter else text.delimiter()
    return layout.table(
        partial(text.sound if found.damaged else text.records, sign),
        source.name,
        header=header,
        expect=expect,
        encoding=found.name,
        how=found.how,
        rather=found.rather,
        others=found.others,
        delimiter=sign,
        said=tuple(_said(found)),
    )


def _said(found: encodings.Encoding) -> Iterator[str]:
    if found.damaged:
        yield _("some bytes are no text: the rows that hold them are refused")
    if found.lost:
        yield _("characters were lost before: {mark} stands for them").format(mark=DAMAGED)


@dataclass(frozen=True)
class Text:
    """The decoded lines of a source."""

    source: Source
    encoding: str
    errors: str = "strict"

    def lines(self) -> Iterator[str]:
        with (
            self.source.opened() as raw,
            io.TextIOWrapper(raw, encoding=self.encoding, errors=self.errors, newline="") as stream,
        ):
            yield from lines(stream, self.source.name)

    def records(self, delimiter: str) -> Records:
        """The rows, without Excel's line ``sep=;``."""
        found = self.lines()
        first = next(found, "")
        if delimiters.announced(first):
            return Records(found, delimiter, 2)
        return Records(_before(first, found), delimiter)

    def sound(self, delimiter: str) -> Iterator[Row | Problem]:
        """The rows of a damaged file, those whose bytes are no text as problems."""
        for row in self.records(delimiter):
            if isinstance(row, Row) and (fault := unreadable(row.cells)):
                yield Problem(row.line, fault, row.cells)
            else:
                yield row

    def delimiter(self) -> str:
        head, size = [], 0
        for line in islice(self.lines(), HEAD_LINES):
            head.append(line)
            size += len(line)
            if size > HEAD_CHARACTERS:
                break
        return delimiters.announced(head[0]) or delimiters.sniff(head)


def _before(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
