"""Lines of totals under a list: no record and no fault, so they are passed over and said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from salescli.desk import Desk
from salescli.domain.drafts import Problem
from salescli.language import ngettext

if TYPE_CHECKING:
    from salescli.domain.drafts import Draft

SHOWN = 3


class Totals:
    """Keeps back what would be refused for being a line of totals."""

    def __init__(self) -> None:
        self.lines: list[int] = []

    def without(self, items: Iterator[Draft | Problem]) -> Iterator[Draft | Problem]:
        from salescli.exchange.values import is_line_of_totals

        for item in items:
            if isinstance(item, Problem) and is_line_of_totals(item.raw):
                self.lines.append(item.line)
            else:
                yield item

    def say(self, desk: Desk) -> None:
        if not self.lines:
            return
        more = ", …" if len(self.lines) > SHOWN else ""
        desk.say(
            ngettext(
                "{count} line of totals was passed over: line {lines}",
                "{count} lines of totals were passed over: lines {lines}",
                len(self.lines),
            ).format(count=len(self.lines), lines=", ".join(map(str, self.lines[:SHOWN])) + more)
        )
