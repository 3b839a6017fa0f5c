"""Rows that are too wide for the window: one card a row, every figure with its heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from salescli.output.table import Column, Table
from salescli.output.widths import cell_width, line_width

GAP = "  "
BETWEEN = " · "
INDENT = 4
SHORT = 5  # a grade, a state in one word
ITEM = 24  # longer values have a line of their own


def cards(table: Table, texts: list[list[str]], width: int) -> list[Any]:
    """Number, name and what tells itself; then labelled values; then what people wrote."""
    from rich.padding import Padding
    from rich.text import Text

    places = range(len(table.columns))
    widest = [max(line_width(row[place]) for row in texts) for place in places]
    heads = headed(table.columns, texts, widest)
    rest = [place for place in places if place not in heads]
    short = [place for place in rest if not table.columns[place].wrap and widest[place] <= ITEM]
    long = [place for place in rest if place not in short]
    items: list[Any] = []
    for row in texts:
        items.append(Text(GAP.join(row[place] for place in heads if row[place]), style="bold"))
        told = [labelled(table.columns[place], row[place]) for place in short if row[place]]
        items += [Padding(line, (0, 0, 0, INDENT)) for line in packed(told, width - INDENT)]
        if any(row[place] for place in long):
            items.append(Padding(listed(table.columns, row, long), (0, 0, 0, INDENT)))
    return items


def headed(columns: Sequence[Column], texts: list[list[str]], widest: Sequence[int]) -> list[int]:
    """The columns of a card's first line: they need no heading, for none beside them is alike."""
    name = next((place for place, column in enumerate(columns) if column.wrap), 0)
    words = [
        place
        for place, column in enumerate(columns)
        if place not in {0, name}
        and not column.right
        and 0 < widest[place] <= SHORT
        and any(sign.isalpha() for row in texts for sign in row[place])
    ]
    return sorted({0, name, *(words if len(words) == 1 else ())})


def labelled(column: Column, text: str) -> Any:
    from rich.text import Text

    return Text.assemble((column.title, "dim"), " ", text)


def packed(items: Sequence[Any], room: int) -> list[Any]:
    """Items one beside the other, in as many lines as they need; none is broken in two."""
    from rich.text import Text

    lines: list[Any] = []
    for item in items:
        if lines and cell_width(lines[-1].plain + BETWEEN + item.plain) <= room:
            lines[-1] = Text.assemble(lines[-1], (BETWEEN, "dim"), item)
        else:
            lines.append(item)
    return lines


def listed(columns: Sequence[Column], row: Sequence[str], places: Sequence[int]) -> Any:
    from rich.table import Table as RichTable
    from rich.text import Text

    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    for place in places:
        if row[place]:
            grid.add_row(Text(columns[place].title), Text(row[place]))
    return grid
