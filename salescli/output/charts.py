"""Charts drawn: bars and small columns of block characters, and the same as SVG for a page.

The figure always stands beside what is drawn; colour means nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from salescli.domain.shares import percent_text
from salescli.domain.text import visible
from salescli.output.table import Bar, Chart, ChartKind, Fact, Facts
from salescli.output.widths import cell_width, padded

EIGHTHS = "▏▎▍▌▋▊▉█"
HEIGHTS = " ▁▂▃▄▅▆▇█"
FULL, REST = "█", "░"
GAP = "  "
LONGEST, SHORTEST = 30, 8  # of a bar on a terminal
LABEL = 26
ROW = 31  # columns in one row on paper: the days of a month
INK, PALE = "#41525f", "#dfe4e8"


def figures(item: Bar) -> str:
    """``14 / 20 (70 %)``, or the figure alone."""
    if not item.of:
        return f"{item.value:,}"
    return f"{item.value:,} / {item.of:,} ({percent_text(item.value, item.of)})"


def told(item: Bar) -> str:
    """The figures and what is to be said about them."""
    return GAP.join(filter(None, (figures(item), visible(item.note, newline=False))))


def label(item: Bar) -> str:
    return visible(item.label, newline=False)


def shares(chart: Chart) -> list[float]:
    """How much of its whole each figure fills, from 0 to 1."""
    largest = max((item.value for item in chart.items), default=0)
    wholes = [item.of or largest for item in chart.items]
    return [
        min(max(item.value / whole, 0.0), 1.0) if whole > 0 else 0.0
        for item, whole in zip(chart.items, wholes, strict=True)
    ]


def as_facts(chart: Chart) -> Facts:
    """The chart without looks: a label and its figures."""
    items = [Fact(label(item), label(item), item.value, told(item)) for item in chart.items]
    return Facts(items, chart.title, chart.key, inline=chart.kind is ChartKind.SPARK)


def drawn_chart(chart: Chart, width: int) -> list[Any]:
    """For a terminal of ``width`` columns; one too narrow for bars gets the figures."""
    if chart.kind is ChartKind.SPARK:
        return spark_lines(chart, width)
    if bar_room(chart, width) < SHORTEST:
        from salescli.output.terminal import drawn_facts

        return [drawn_facts(as_facts(chart))]
    return [bar_grid(chart, width)]


def bar_grid(chart: Chart, width: int) -> Any:
    from rich.padding import Padding
    from rich.table import Table as RichTable
    from rich.text import Text

    room = bar_room(chart, width)
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(max_width=label_room(width), overflow="fold")
    grid.add_column(no_wrap=True, min_width=room)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(max_width=label_room(width), overflow="fold")
    for item, share in zip(chart.items, shares(chart), strict=True):
        grid.add_row(
            Text(label(item)),
            Text(bar(share, room, rest=bool(item.of))),
            Text(figures(item)),
            Text(visible(item.note, newline=False)),
        )
    return Padding(grid, (0, 0, 0, 2))


def bar_room(chart: Chart, width: int) -> int:
    """How long the longest bar may be beside labels, figures and notes."""
    labels = max((cell_width(label(item)) for item in chart.items), default=0)
    notes = max((cell_width(item.note) for item in chart.items), default=0)
    texts = max((len(figures(item)) for item in chart.items), default=0)
    broken = min(labels, label_room(width)) + min(notes, label_room(width))
    return min(width - broken - texts - 5, LONGEST)


def label_room(width: int) -> int:
    """Longer labels and notes are broken."""
    return min(max(width // 3, SHORTEST), LABEL)


def bar(share: float, width: int, *, rest: bool = False) -> str:
    """A bar in whole cells upon what is left of it, or in eighths of a cell upon nothing.

    Only nothing is drawn as nothing, and only the whole as the whole.
    """
    if rest:
        cells = min(max(round(share * width), share > 0), width if share >= 1 else width - 1)
        return FULL * cells + REST * (width - cells)
    parts = max(round(share * width * 8), share > 0)
    whole, eighths = divmod(parts, 8)
    return FULL * whole + (EIGHTHS[eighths - 1] if eighths else "")


def height(share: float) -> str:
    """One of eight heights; a blank for nothing at all."""
    return HEIGHTS[max(round(share * 8), share > 0)]


def spark_lines(chart: Chart, width: int) -> list[Any]:
    """Columns with figure and label below, in as many rows as the width needs."""
    from rich.text import Text

    labels = [label(item) for item in chart.items]
    texts = [f"{item.value:,}" for item in chart.items]
    cell = max(map(cell_width, [*labels, *texts]), default=1)
    columns = [height(share) * cell for share in shares(chart)]
    lines: list[Any] = []
    for part in parts(range(len(labels)), max((width - 2) // (cell + 1), 1)):
        for row in (columns, texts, labels):
            cells = [padded(row[place], cell, right=True) for place in part]
            lines.append(Text("  " + " ".join(cells), style="dim" if row is labels else ""))
    return lines


def parts(items: Sequence[Any], size: int) -> list[Sequence[Any]]:
    """Rows of nearly the same length, none longer than ``size``."""
    count = -(-len(items) // size)
    length = -(-len(items) // count) if count else 1
    return [items[start : start + length] for start in range(0, len(items), length)]


def html_chart(chart: Chart) -> str:
    return html_spark(chart) if chart.kind is ChartKind.SPARK else html_bars(chart)


def html_bars(chart: Chart) -> str:
    rows = [
        f"<tr><td>{escape(label(item))}</td><td>{svg_bar(share, rest=bool(item.of))}</td>"
        f'<td class="r">{figures(item)}</td><td>{escape(visible(item.note))}</td></tr>'
        for item, share in zip(chart.items, shares(chart), strict=True)
    ]
    return '<table class="chart"><tbody>\n' + "\n".join(rows) + "\n</tbody></table>"


def html_spark(chart: Chart) -> str:
    rows = [
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        for part in parts(list(zip(chart.items, shares(chart), strict=True)), ROW)
        for cells in (
            [svg_column(share) for _item, share in part],
            [f"{item.value:,}" for item, _share in part],
            [f"<small>{escape(label(item))}</small>" for item, _share in part],
        )
    ]
    return '<table class="chart spark"><tbody>\n' + "\n".join(rows) + "\n</tbody></table>"


def svg_bar(share: float, *, rest: bool) -> str:
    track = rect(0, 0, 100, 10, PALE) if rest else ""
    return svg("0 0 100 10", track + rect(0, 0, round(share * 100, 1), 10, INK))


def svg_column(share: float) -> str:
    tall = round(share * 40, 1)
    return svg("0 0 10 41", rect(0, 40 - tall, 10, tall, INK) + rect(0, 40, 10, 1, INK))


def svg(box: str, inside: str) -> str:
    return f'<svg viewBox="{box}" preserveAspectRatio="none" aria-hidden="true">{inside}</svg>'


def rect(left: float, top: float, wide: float, tall: float, colour: str) -> str:
    return f'<rect x="{left}" y="{top}" width="{wide}" height="{tall}" fill="{colour}"/>'
