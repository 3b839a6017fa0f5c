"""What a sheet of A4 takes: how wide columns are and how many lines a text needs, in cells.

A cell is as wide as a digit; Korean and Chinese letters take two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from salescli.domain.text import visible
from salescli.output.cells import cell
from salescli.output.documents import fact_text
from salescli.output.table import Block, Bound, Fact, Facts, Report, Table
from salescli.output.widths import cell_width, line_width, narrowed, wrapped_width

PAD = 2  # a column's borders and the air beside them
PORTRAIT, LANDSCAPE = 100, 150
TIGHT = 1.12  # so much wider a table may be and still stand, its text broken
CAP = 44  # wider text is broken
BREAK = "\u200b"
PAIR = 28  # facts up to this width stand two in a row

Shown = Table | Report


def pages(shown: Shown) -> Sequence[Shown]:
    """The pages of a bound report, each to stand on a sheet of its own; else the one there is."""
    return shown.parts if isinstance(shown, Bound) and shown.parts else [shown]


class Sheet(NamedTuple):
    """A table as it is written on paper."""

    table: Table
    texts: list[list[str]]
    widths: list[int]

    @property
    def natural(self) -> int:
        return sum(self.widths) + PAD * len(self.widths)

    @property
    def breaks(self) -> list[bool]:
        """Which columns hold text that may take several lines."""
        return [
            column.wrap or width >= CAP or self.table.grid
            for column, width in zip(self.table.columns, self.widths, strict=True)
        ]


def sheet(table: Table, room: int = LANDSCAPE) -> Sheet:
    """The table's texts, and column widths that fit into ``room`` as far as words allow."""
    table = table.for_people()
    texts = [
        [cell(column, value) for column, value in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]
    if table.grid:
        return Sheet(table, texts, [room // len(table.columns) - PAD] * len(table.columns))
    widths, least = [], []
    for place, column in enumerate(table.columns):
        found = [row[place] for row in texts]
        widest = max([cell_width(column.title), *map(line_width, found)])
        widths.append(min(widest, CAP) if column.wrap or widest > CAP else widest)
        least.append(wrapped_width([column.title, *found]) if column.wrap else widths[-1])
    return Sheet(table, texts, narrowed(widths, least, room - PAD * len(widths)))


def room_on(*, turned: bool) -> int:
    return LANDSCAPE if turned else PORTRAIT


def wide(shown: Shown) -> bool:
    """Whether the page is turned: a table on it does not fit across a standing one."""
    blocks: Sequence[Block] = [shown] if isinstance(shown, Table) else shown.seen
    return any(isinstance(block, Table) and turns(block) for block in blocks)


def turns(table: Table) -> bool:
    natural = sheet(table).natural
    return table.grid or natural > PORTRAIT * TIGHT or sheet(table, PORTRAIT).natural > PORTRAIT


def fact_line(facts: Facts) -> list[tuple[str, str]]:
    """Labels and texts, safe to show."""
    return [(visible(item.label), visible(fact_text(item))) for item in facts.items]


def paired(facts: Facts) -> bool:
    """Whether two facts stand in one row: none of them is long."""
    rows = fact_line(facts)
    return len(rows) > 2 and all(max(map(line_width, row)) <= PAIR for row in rows)


def breakable(text: str, width: int) -> str:
    """The text with places to break inside words that are longer than the column."""
    piece = max(width // 2, 4)

    def cut(found: re.Match[str]) -> str:
        word = found[0]
        return BREAK.join(word[start : start + piece] for start in range(0, len(word), piece))

    return re.sub(rf"[!-~\u00a1-\u10ff]{{{max(width, 8)},}}", cut, text)


def spans(needs: Sequence[float], grid: Sequence[float]) -> list[tuple[int, int]]:
    """Which neighbouring columns of ``grid`` each of some wider columns takes, first and last.

    All of the grid is used; what is lacking in width is as small as it can be, and what is left
    over is shared as evenly.
    """
    count = len(grid)
    stretch = max(sum(grid) / sum(needs), 1.0)
    edges = [0.0]
    for width in grid:
        edges.append(edges[-1] + width)
    best: list[tuple[float, list[int]]] = [(0.0, [0])] + [(float("inf"), [])] * count
    for need in needs:
        latest = [(float("inf"), list[int]())] * (count + 1)
        for end in range(1, count + 1):
            options = [
                (cost + misfit(need, stretch, edges[end] - edges[start]), [*cuts, end])
                for start, (cost, cuts) in enumerate(best[:end])
                if cuts
            ]
            latest[end] = min(options, default=latest[end])
        best = latest
    return [(start, end - 1) for start, end in pairwise(best[count][1])]


def misfit(need: float, stretch: float, width: float) -> float:
    return 1000 * max(need - width, 0.0) ** 2 + (need * stretch - width) ** 2


def grid(needs: Sequence[float], least: int, room: float) -> list[float]:
    """At least so many columns for the whole page, together at least ``room`` wide."""
    found = list(needs) or [room]
    while len(found) < least:
        place = found.index(max(found))
        found[place : place + 1] = [found[place] / 2] * 2
    stretch = max(room / sum(found), 1.0)
    return [width * stretch for width in found]


def item_text(item: Fact) -> str:
    return visible(fact_text(item))
