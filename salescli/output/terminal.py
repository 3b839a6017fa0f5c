"""For eyes: rich tables on a terminal, the same rows aligned and plain in a pipe."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TextIO

from salescli.domain.text import visible
from salescli.output.cells import cell
from salescli.output.charts import as_facts, drawn_chart
from salescli.output.documents import fact_text, one_line
from salescli.output.table import Block, Chart, Column, Facts, Prose, Report, Table
from salescli.output.widths import Measure, arranged, broken, cell_width, measured, padded

if TYPE_CHECKING:
    from rich.console import Console

GAP = "  "
LEAST_WIDTH = 20
LEAST_BOX, MOST_BOX = 8, 18
NARROW = 100


def as_plain(shown: Table | Report) -> str:
    """Aligned text without colour, wrapping or cutting: the pipe's form of every table."""
    if isinstance(shown, Table):
        return plain_table(shown)
    blocks = [plain_block(block) for block in shown.seen]
    return "\n".join([visible(shown.title) + "\n", *filter(None, blocks)])


def plain_block(block: Block) -> str:
    heading = f"{visible(block.title)}\n" if block.title else ""
    if isinstance(block, Prose):
        return f"{heading}{visible(block.text) or '–'}\n"
    if isinstance(block, Chart):
        return heading + plain_facts(as_facts(block))
    if isinstance(block, Facts):
        return heading + plain_facts(block)
    if not block.rows and block.empty:
        return f"{heading}{block.empty}\n"
    return heading + plain_table(block)


def plain_facts(facts: Facts) -> str:
    if facts.inline:
        return f"{visible(one_line(facts), newline=False)}\n"
    rows = [(item.label, visible(fact_text(item))) for item in facts.items]
    width = max((cell_width(label) for label, _text in rows), default=0)
    below = "\n" + " " * width + GAP
    lines = [padded(label, width) + GAP + text.replace("\n", below) for label, text in rows]
    return "".join(line.rstrip() + "\n" for line in lines)


def plain_table(table: Table) -> str:
    table = table.for_people()
    texts = [[column.title for column in table.columns]]
    texts += cell_texts(table, newline=False)
    widths = [max(map(cell_width, column)) for column in zip(*texts, strict=True)]
    texts.insert(1, ["-" * width for width in widths])
    return "".join(plain_line(row, widths, table) + "\n" for row in texts)


def cell_texts(table: Table, *, newline: bool = True) -> list[list[str]]:
    return [
        [
            cell(column, value, newline=newline)
            for column, value in zip(table.columns, row, strict=True)
        ]
        for row in table.rows
    ]


def plain_line(row: Sequence[str], widths: Sequence[int], table: Table) -> str:
    parts = [
        padded(text, width, right=column.right)
        for text, width, column in zip(row, widths, table.columns, strict=True)
    ]
    return GAP.join(parts).rstrip()


def draw(shown: Table | Report, out: TextIO, *, pager: bool, colour: str = "auto") -> None:
    """Draw on a terminal, through the pager when it is longer than the screen."""
    console = make_console(out, colour)
    with console.capture() as capture:
        for item in renderables(shown, console.width):
            console.print(item)
    text = capture.get()
    if pager and text.count("\n") >= shutil.get_terminal_size().lines and page(text):
        return
    out.write(text)


def show_text(text: str, *, pager: bool) -> None:
    """A page of text, through the pager when it is longer than the screen."""
    long = text.count("\n") >= shutil.get_terminal_size().lines
    if not (pager and long and sys.stdout.isatty() and page(text)):
        sys.stdout.write(text)


def make_console(out: TextIO, colour: str) -> Console:
    from rich.console import Console

    plain = colour == "never" or bool(os.environ.get("NO_COLOR"))
    forced = True if colour == "always" else None
    console = Console(
        file=out, markup=False, emoji=False, highlight=False,
        no_color=plain or None, force_terminal=forced,
    )  # fmt: skip
    console.width = max(console.width, LEAST_WIDTH)  # COLUMNS=0 would show nothing at all
    return console


def page(text: str) -> bool:
    """Show the text in the user's pager; False when there is none."""
    import shlex

    try:
        command = shlex.split(os.environ.get("PAGER") or "less -FIRX")
    except ValueError:  # a quote that is not closed
        return False
    if not command or shutil.which(command[0]) is None:
        return False
    sys.stdout.flush()
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            process.communicate(text)
        except (BrokenPipeError, KeyboardInterrupt):
            process.wait()
    return True


def renderables(shown: Table | Report, width: int) -> list[Any]:
    from rich.text import Text

    if isinstance(shown, Table):
        heading = [Text(visible(shown.title), style="bold")] if shown.title else []
        return [*heading, *drawn_table(shown, width)]
    items: list[Any] = [Text(visible(shown.title), style="bold")]
    for block in shown.seen:
        items += drawn_block(block, width)
    return items


def drawn_block(block: Block, width: int) -> list[Any]:
    from rich.padding import Padding
    from rich.text import Text

    items: list[Any] = [Text("")]
    if block.title:
        items.append(Text(visible(block.title), style="bold"))
    if isinstance(block, Prose):
        items.append(Padding(Text(visible(block.text) or "–"), (0, 2)))
    elif isinstance(block, Facts):
        items.append(drawn_facts(block))
    elif isinstance(block, Chart):
        items += drawn_chart(block, width)
    elif block.rows:
        items += drawn_table(block, width)
    else:
        items.append(Padding(Text(block.empty or "–", style="dim"), (0, 2)))
    return items


def drawn_facts(facts: Facts) -> Any:
    from rich.table import Table as RichTable
    from rich.text import Text

    if facts.inline:
        return Text("  " + visible(one_line(facts), newline=False))
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(style="dim", max_width=32)
    grid.add_column(overflow="fold")
    for item in facts.items:
        grid.add_row(Text("  " + item.label), Text(visible(fact_text(item)), style=item.style))
    return grid


def drawn_table(table: Table, width: int) -> list[Any]:
    """A rich table, as narrow as it must be; in a window too narrow for it, one card a row."""
    table = table.for_people()
    texts = cell_texts(table)
    if table.grid and box_width(table, width) >= LEAST_BOX:
        return [boxes(table, texts, box_width(table, width))]
    if table.narrow and width < NARROW and (drawn := fitting(table.narrow, width)):
        measures, _places = measures_of(table, texts)
        if sum(each.natural for each in measures) + len(GAP) * (len(measures) - 1) > width:
            return [drawn]
    if drawn := fitting(table, width):
        return [drawn]
    from salescli.output.cards import cards

    return cards(table, texts, width)


def measures_of(
    table: Table, texts: Sequence[Sequence[str]]
) -> tuple[list[Measure], list[list[str]]]:
    """What each column takes, and its texts."""
    places = [[row[place] for row in texts] for place in range(len(table.columns))]
    measures = [
        measured(column.title, found, wrap=column.wrap, weight=column.weight)
        for column, found in zip(table.columns, places, strict=True)
    ]
    return measures, places


def fitting(table: Table, width: int) -> Any:
    """The rich table, where it fits into the window and reads well; else None."""
    table = table.for_people()
    texts = cell_texts(table)
    arrangement = arranged(*measures_of(table, texts), width)
    return rich_table(table, texts, *arrangement) if arrangement else None


def fill(drawn: Any, table: Table, texts: list[list[str]]) -> None:
    from rich.text import Text

    for row, values in zip(texts, table.rows, strict=True):
        drawn.add_row(
            *[
                Text(text, style=style_of(column, value))
                for column, text, value in zip(table.columns, row, values, strict=True)
            ]
        )


def box_width(table: Table, width: int) -> int:
    """How wide each box of a grid may be, its lines taken off."""
    return min((width - 1) // len(table.columns) - 1, MOST_BOX)


def boxes(table: Table, texts: list[list[str]], width: int) -> Any:
    """A grid of boxes of one width, ruled on every side."""
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=box.SQUARE, show_lines=True, padding=0)
    for column in table.columns:
        drawn.add_column(Text(column.title), width=width, overflow="fold")
    fill(drawn, table, texts)
    return drawn


def rich_table(table: Table, texts: list[list[str]], widths: list[int], gap: int) -> Any:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0)
    )
    for column, width in zip(table.columns, widths, strict=True):
        drawn.add_column(
            Text("\n".join(broken(column.title, width))),
            justify="right" if column.right else "left",
            overflow="fold",
            no_wrap=not column.wrap,
            width=width,
        )
    fill(drawn, table, texts)
    return drawn


def style_of(column: Column, value: Any) -> str:
    return column.style(value) if column.style else ""
