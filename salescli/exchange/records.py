"""CSV rows with the line they begin on, and a way on behind damage.

A quote that is never closed swallows what follows: such a row is reported by its line, and reading
goes on with the next one, so that one stray quote costs one row.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from typing import TextIO

from salescli.domain.drafts import Problem
from salescli.errors import SalesError
from salescli.exchange.shapes import MISSING, Row
from salescli.language import _

CELL = 1 << 20  # characters
LINE = 1 << 22


def lines(stream: TextIO, name: str) -> Iterator[str]:
    """The lines of a file with their ends; one without an end does not fill the memory."""
    for number, line in enumerate(iter(lambda: stream.readline(LINE), ""), 1):
        if len(line) == LINE:
            raise SalesError(
                _("{file} line {line} is longer than {count} characters").format(
                    file=name, line=number, count=f"{LINE:,}"
                ),
                _("this is hardly a table; look at that line, or export the file again"),
            )
        yield line.removeprefix("\ufeff") if number == 1 else line


class Records:
    """The rows of CSV lines; gone through once."""

    def __init__(self, source: Iterable[str], delimiter: str, first_line: int = 1) -> None:
        csv.field_size_limit(CELL)
        self.source = iter(source)
        self.delimiter = delimiter
        self.line = first_line
        self.taken: list[str] = []  # the lines of the row that is being read
        self.again: deque[str] = deque()  # lines to be read once more

    def __iter__(self) -> Iterator[Row | Problem]:
        while (reason := (yield from self._until_damage())) is not None:
            yield Problem(self.line, reason, self._damaged())
            self.again.extendleft(reversed(self.taken[1:]))
            self._next_row(1)

    def _until_damage(self) -> Generator[Row, None, str | None]:
        """The rows up to a damaged one and what is wrong with it; None at the end."""
        taken = self.taken
        try:
            for cells in csv.reader(self._feed(), delimiter=self.delimiter):
                if (len(taken) > 1 or taken[0].count('"') % 2) and self._unclosed():
                    return _("a quote that begins on this line is not closed")
                yield Row(self.line, cells)
                self._next_row(len(taken))
        except csv.Error:
            if len(taken) > 1:
                return _("a quote that begins on this line is not closed")
            return _(
                "a cell is longer than {count} characters: shorten it in the original file"
            ).format(count=f"{CELL:,}")
        return None

    def _feed(self) -> Iterator[str]:
        while self.again:
            self.taken.append(self.again.popleft())
            yield self.taken[-1]
        for line in self.source:
            self.taken.append(line)
            yield line

    def _next_row(self, lines_read: int) -> None:
        self.line += lines_read
        self.taken.clear()

    def _unclosed(self) -> bool:
        """A row over several lines is sound only when its quotes pair exactly."""
        try:
            list(csv.reader(self.taken, delimiter=self.delimiter, strict=True))
        except csv.Error as error:
            return len(self.taken) > 1 or "end of data" in str(error)
        return False

    def _damaged(self) -> list[str]:
        """The cells of the damaged line on its own, marked as cut short."""
        line = self.taken[0].rstrip("\r\n")
        if len(line) > CELL:
            return [line[:200] + "…", MISSING]
        return [*next(csv.reader([line], delimiter=self.delimiter), []), MISSING]
