"""Tables → one xlsx workbook, made in memory: text stays text, days are days, marks have colours.

XlsxWriter would otherwise keep its parts in readable files on the disk while it works.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from salescli.domain.words import label
from salescli.errors import SalesError, how_to_install
from salescli.language import _
from salescli.output.table import Column, Table

A4 = 9
LONGEST = 32_767  # UTF-16 units in a cell, by Excel's own limit
WIDEST, NARROWEST, SAMPLE = 44, 6, 500
LINE, TALLEST = 15, 408  # points
ONE_PAGE = 230  # letters of an A4 page in landscape, at the smallest that is still read
NAME_LENGTH = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
NEW, CHANGED = "#C6EFCE", "#FFEB9C"
HEADING = {"bold": True, "bg_color": "#DDDDDD", "border": 1, "valign": "top", "text_wrap": True}
PATTERNS = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm"}
KINDS: dict[type, dict[str, Any]] = {
    **{kind: {"num_format": pattern, "align": "left"} for kind, pattern in PATTERNS.items()},
    int: {"align": "right", "indent": 1},
}


@dataclass(frozen=True)
class Sheet:
    """A table as a sheet of its title; the marks name rows and cells by their place.

    Args:
        table: What stands there; the columns' ``wrap`` lets long texts break.
        new: Rows that are coloured as a whole.
        changed: Columns of a row that are coloured.
        kept: How many columns stay in sight when one scrolls, and on every printed page.
    """

    table: Table
    new: frozenset[int] = frozenset()
    changed: Mapping[int, frozenset[str]] = field(default_factory=dict)
    kept: int = 0

    def colour(self, row: int, column: Column) -> str:
        if row in self.new:
            return NEW
        return CHANGED if column.key in self.changed.get(row, ()) else ""


def library() -> Any:
    """The library that writes workbooks; without it one line says how to get it."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise SalesError(
            _("an Excel workbook needs the library XlsxWriter"), how_to_install("xlsx")
        ) from error
    return xlsxwriter


def build(sheets: Sequence[Sheet], title: str, author: str, now: datetime) -> bytes:
    """The workbook's bytes; ``now`` is when its properties say it was made."""
    content = BytesIO()
    book = library().Workbook(content, {"in_memory": True})
    properties = {"title": title, "author": author, "created": now.replace(tzinfo=None)}
    book.set_properties(properties)
    looks = Looks(book)
    for sheet in sheets:
        fill(book.add_worksheet(sheet_name(sheet.table.title)), sheet, looks, title)
    book.close()
    return content.getvalue()


def sheet_name(title: str) -> str:
    return title.translate(FORBIDDEN)[:NAME_LENGTH].strip()


class Looks:
    """The cell formats of a book, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[Any, ...], Any] = {}
        self.heading = book.add_format(HEADING)

    def of(self, kind: type, colour: str, *, wrap: bool) -> Any:
        key = (kind if kind in KINDS else str, colour, wrap)
        if key not in self.made:
            self.made[key] = self.book.add_format(properties(*key))
        return self.made[key]


def properties(kind: type, colour: str, wrap: bool) -> dict[str, Any]:
    found = {"valign": "top", **KINDS.get(kind, {})}
    if colour:
        found |= {"bg_color": colour, "border": 1, "border_color": "#BBBBBB"}
    return found | {"text_wrap": True} if wrap else found


def fill(page: Any, sheet: Sheet, looks: Looks, title: str) -> None:
    """Headings, rows, widths and how it prints."""
    table = sheet.table
    widths = [width(table, place) for place in range(len(table.columns))]
    for place, (column, wide) in enumerate(zip(table.columns, widths, strict=True)):
        page.write_string(0, place, column.title, looks.heading)
        page.set_column(place, place, wide)
    for row, values in enumerate(table.rows):
        for place, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            look = looks.of(type(value), sheet.colour(row, column), wrap=column.wrap)
            write(page, row + 1, place, value, column, look)
        if (lines := height(table.columns, values, widths)) > 1:
            page.set_row(row + 1, min(lines * LINE, TALLEST))
    page.freeze_panes(1, sheet.kept)
    page.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    print_set_up(page, sheet, sum(widths), title)


def height(columns: Sequence[Column], values: Sequence[Any], widths: Sequence[int]) -> int:
    """How many lines the longest text of a row takes; not every program works that out itself."""
    return max(
        lines_of(value, wide - 1)
        for column, value, wide in zip(columns, values, widths, strict=True)
        if column.wrap or column is columns[0]
    )


def lines_of(value: Any, wide: int) -> int:
    if not isinstance(value, str) or (len(value) * 2 <= wide and "\n" not in value):
        return 1
    return sum(max(1, -(-cells(line) // wide)) for line in value.split("\n"))


def cells(text: str) -> int:
    """The width of a text; CJK letters count twice."""
    from rich.cells import cell_len

    return cell_len(text)


def write(page: Any, row: int, place: int, value: Any, column: Column, look: Any) -> None:
    """One value as what it is; no text is ever a formula or a link."""
    if value is None or value == "":
        page.write_blank(row, place, None, look)
    elif isinstance(value, bool):
        page.write_string(row, place, label("yes" if value else "no"), look)
    elif isinstance(value, (date, time)):
        page.write_datetime(row, place, local(value), look)
    elif isinstance(value, (int, float)):
        page.write_number(row, place, value, look)
    else:
        page.write_string(row, place, cut(words(column, value)), look)


def words(column: Column, value: Any) -> str:
    return column.show(value) if column.show else str(value)


def local(value: Any) -> Any:
    """A moment as the clock on the wall showed it; spreadsheets know no time zones."""
    return value.astimezone().replace(tzinfo=None) if isinstance(value, datetime) else value


def cut(text: str) -> str:
    """What fits in a cell; the library would drop a longer text without a word."""
    if len(text) <= LONGEST // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def too_long(table: Table) -> int:
    """How many cells of a table hold more than fits."""
    return sum(
        isinstance(value, str)
        and len(value) > LONGEST // 2
        and cut(words(column, value)) != words(column, value)
        for row in table.rows
        for column, value in zip(table.columns, row, strict=True)
    )


def width(table: Table, place: int) -> int:
    """As wide as the longest line of the first rows, within bounds."""
    column = table.columns[place]
    texts = [column.title, *(shown(column, row[place]) for row in table.rows[:SAMPLE])]
    longest = max(cells(line) for text in texts for line in (text.splitlines() or [""]))
    return min(max(longest + 2, NARROWEST), WIDEST)


def shown(column: Column, value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if type(value) in PATTERNS:
        return PATTERNS[type(value)]
    return words(column, value) if isinstance(value, str) else str(value)


def print_set_up(page: Any, sheet: Sheet, wide: int, title: str) -> None:
    """A4 in landscape, the heading on every page; what is too wide goes on beside it."""
    page.set_paper(A4)
    page.set_landscape()
    page.set_margins(0.4, 0.4, 0.6, 0.6)
    page.repeat_rows(0)
    page.print_across()
    if wide <= ONE_PAGE:
        page.fit_to_pages(1, 0)
    else:
        page.set_print_scale(70)
        if sheet.kept:
            page.repeat_columns(0, sheet.kept - 1)
    page.set_footer("&L" + title.replace("&", "&&")[:200] + "&C&A&R&P / &N")
