"""Table or report → an Excel workbook: the form as a sheet that prints on A4, one a page.

The widest table gives the sheet its columns; everything else stands in merged cells across them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from salescli.domain.text import visible
from salescli.errors import SalesError, how_to_install
from salescli.language import _, current
from salescli.output import paper
from salescli.output.charts import label
from salescli.output.documents import one_line
from salescli.output.paper import Shown
from salescli.output.sheet_cells import Typed, as_shown, fitting, typed, written
from salescli.output.table import Block, Chart, ChartKind, Fact, Facts, Prose, Report, Table
from salescli.output.widths import cell_width, line_width, lines

MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same bytes every time
FONTS = {"ko": "Malgun Gothic", "zh": "Microsoft YaHei"}
LINE, LATIN_LINE, TALLEST = 14.5, 13.5, 409.0  # points
NARROW = 1.12
AIR = 4.0
AROUND = 2.0  # a cell's borders and indent, of the width of a column
PAD = 3.0
LEAST = 15.0
BOX_LINES, MOST_LINES = 3, 26  # of a box of text, and of one piece of it
NAME = 31  # letters in a sheet's name
SHADE, RULE, BAR = "#E7ECEF", "#7F8A91", "#9DB4C4"

FLUSH = frozenset({"line", "heading"})
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "line": {"text_wrap": True, "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 11, "valign": "bottom"},
    "head": {"bold": True, "border": 1, "bg_color": SHADE, "text_wrap": True, "valign": "vcenter"},
    "cell": {"border": 1, "text_wrap": True, "valign": "top"},
    "right": {"border": 1, "text_wrap": True, "valign": "top", "align": "right", "indent": 1},
    "label": {"border": 1, "text_wrap": True, "valign": "top", "bg_color": SHADE},
    "fact": {"border": 1, "text_wrap": True, "valign": "top"},
    "first": {"top": 1, "left": 1, "right": 1, "text_wrap": True, "valign": "top"},
    "middle": {"left": 1, "right": 1, "text_wrap": True, "valign": "top"},
    "last": {"bottom": 1, "left": 1, "right": 1, "text_wrap": True, "valign": "top"},
}


def as_xlsx(shown: Shown) -> bytes:
    """The bytes of a workbook; the same page gives the same bytes."""
    out = BytesIO()
    book = workbook(out)
    title = shown.title or next(iter(paper.pages(shown))).title
    book.set_properties({"title": visible(title, newline=False), "created": MADE})
    taken: set[str] = set()
    for part in paper.pages(shown):
        name = sheet_name(part.title, taken)
        Form(book, book.add_worksheet(name), part).write()
    book.close()
    return out.getvalue()


def workbook(out: BytesIO) -> Any:
    try:
        from xlsxwriter import Workbook  # type: ignore[import-untyped]
    except ImportError as error:
        raise SalesError(
            _("Excel files need the library XlsxWriter"), how_to_install("xlsx")
        ) from error
    return Workbook(out, {"in_memory": True})


def sheet_name(title: str, taken: set[str]) -> str:
    """The title as a sheet may be called: short, without ``[]:*?/\\``, and only once."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\]", " ", visible(title)).split()).strip("' ")
    first = name = plain[:NAME].strip("' ") or "sales"
    count = 1
    while name.casefold() in taken or name.casefold() == "history":
        count += 1
        name = f"{first[: NAME - 4]} {count}"
    taken.add(name.casefold())
    return name


@dataclass
class Form:
    """One sheet being written, row by row."""

    book: Any
    sheet: Any
    shown: Shown
    row: int = 0
    grid: list[float] = field(default_factory=list)
    formats: dict[tuple[str, str], Any] = field(default_factory=dict)

    @property
    def blocks(self) -> Sequence[Block]:
        return [self.shown] if isinstance(self.shown, Table) else self.shown.seen

    @property
    def last(self) -> int:
        return len(self.grid) - 1

    def write(self) -> None:
        turned = paper.wide(self.shown)
        self.grid = page_grid(self.blocks, turned=turned, whole=isinstance(self.shown, Report))
        for place, width in enumerate(self.grid):
            self.sheet.set_column(place, place, width)
        if self.shown.title:
            self.across(fitting(visible(self.shown.title, newline=False)), "title", 28)
        for block in self.blocks:
            self.block(block)
        self.printed(turned=turned)

    def printed(self, *, turned: bool) -> None:
        """A4, all columns on one page, numbered."""
        sheet = self.sheet
        sheet.set_paper(9)
        if turned:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        sheet.set_footer("&C&P / &N")
        sheet.print_area(0, 0, max(self.row - 1, 0), self.last)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{column_name(self.last)}{self.row + 1}"})

    def block(self, block: Block) -> None:
        if isinstance(self.shown, Report):
            self.gap()
            if block.title and not isinstance(block, Prose):
                self.across(fitting(visible(block.title, newline=False)), "heading", 18)
        if isinstance(block, Prose):
            self.prose(block)
        elif isinstance(block, Chart):
            self.chart(block)
        elif isinstance(block, Table):
            self.table(block)
        elif block.inline:
            line = visible(one_line(block), newline=False)
            self.across(fitting(line), "line", self.tall([(line, 0, self.last)]))
        else:
            self.facts(block)

    def gap(self) -> None:
        self.sheet.set_row(self.row, 9)
        self.row += 1

    def table(self, table: Table) -> None:
        shown = paper.sheet(table)
        places = self.places(shown)
        titles = [written(visible(column.title)) for column in shown.table.columns]
        self.line(titles, places, ["head"] * len(places))
        if self.only(table):
            self.sheet.repeat_rows(self.row - 1)
        if table is self.shown:
            self.sheet.freeze_panes(self.row, 0)
        looks = ["right" if column.right else "cell" for column in shown.table.columns]
        for row in shown.table.rows:
            cells = map(typed, shown.table.columns, row)
            self.line(list(cells), places, looks)
        if not shown.table.rows and isinstance(self.shown, Report):
            self.across(visible(table.empty) or "–", "cell", LINE + AIR)

    def only(self, table: Table) -> bool:
        """Whether no other table could stand below this one's repeated head."""
        return [block for block in self.blocks if isinstance(block, (Table, Chart))] == [table]

    def places(self, shown: paper.Sheet) -> list[tuple[int, int]]:
        if len(shown.widths) == len(self.grid):
            return [(place, place) for place in range(len(self.grid))]
        return paper.spans([width + PAD for width in shown.widths], self.grid)

    def facts(self, facts: Facts) -> list[tuple[int, int]]:
        """Labels and values as a ruled list, two in a row where they are short.

        Returns where the values stand.
        """
        step = 2 if paper.paired(facts) else 1
        sides = zip(*paper.fact_line(facts) or [("", "")], strict=True)
        needs = [max(map(line_width, side)) + PAD for side in sides]
        places = paper.spans(needs * step, self.grid)
        found = []
        for start in range(0, len(facts.items), step):
            cells = [part for item in facts.items[start : start + step] for part in fact(item)]
            cells += [Typed("")] * (2 * step - len(cells))
            found += [(self.row, place[0]) for place in places[1::2]]
            self.line(cells, places, ["label", "fact"] * step)
        return found

    def prose(self, prose: Prose) -> None:
        """A box; a long text goes on in the cells below, inside the same border."""
        if prose.title:
            text = fitting(visible(prose.title, newline=False))
            self.across(text, "head", self.tall([(text, 0, self.last)]))
        pieces = list(pieces_of(visible(prose.text), sum(self.grid)))
        for place, text in enumerate(pieces):
            look = "cell" if len(pieces) == 1 else (
                "first" if place == 0 else "last" if place == len(pieces) - 1 else "middle"
            )  # fmt: skip
            least = LINE * BOX_LINES + AIR if len(pieces) == 1 else 0
            self.across(text, look, max(self.tall([(text, 0, self.last)]), least))

    def chart(self, chart: Chart) -> None:
        """The figures, each with its bar behind it."""
        if chart.kind is ChartKind.SPARK:
            places = self.facts(Facts([Fact("", label(item), item.value) for item in chart.items]))
        else:
            column = self.places(paper.sheet(chart.table))[1][0]
            top = self.row + 1
            self.table(chart.table)
            places = [(row, column) for row in range(top, self.row)]
        largest = max((item.value for item in chart.items), default=0)
        for (row, column), item in zip(places, chart.items, strict=False):
            self.sheet.conditional_format(
                row, column, row, column,
                {"type": "data_bar", "bar_solid": True, "bar_color": BAR, "min_type": "num",
                 "min_value": 0, "max_type": "num", "max_value": max(item.of or largest, 1)},
            )  # fmt: skip

    def across(self, text: str, look: str, height: float) -> None:
        """One text from the first column to the last."""
        self.put(Typed(text), (0, self.last), look)
        self.sheet.set_row(self.row, height)
        self.row += 1

    def line(
        self, cells: Sequence[Typed], places: Sequence[tuple[int, int]], looks: Sequence[str]
    ) -> None:
        for item, place, look in zip(cells, places, looks, strict=True):
            self.put(item, place, look)
        texts = [
            (item.value, *place)
            for item, place in zip(cells, places, strict=True)
            if isinstance(item.value, str)
        ]
        self.sheet.set_row(self.row, self.tall(texts))
        self.row += 1

    def put(self, item: Typed, place: tuple[int, int], look: str) -> None:
        """Write one cell, merged where it is wider than a column."""
        first, last = place
        style = self.style(look, item.form)
        if last > first:
            self.sheet.merge_range(self.row, first, self.row, last, "", style)
        if isinstance(item.value, str):
            self.sheet.write_string(self.row, first, item.value, style)
        elif isinstance(item.value, date):
            self.sheet.write_datetime(self.row, first, item.value, style)
        else:
            self.sheet.write_number(self.row, first, item.value, style)

    def style(self, look: str, form: str) -> Any:
        if (look, form) not in self.formats:
            base = {"font_name": FONTS.get(current(), "Calibri"), "font_size": 10}
            rule = {"border_color": RULE} if {"border", "left"} & set(LOOKS[look]) else {}
            shape: dict[str, Any] = {"num_format": form} if form else {}
            shape |= (
                {} if "align" in LOOKS[look] or look in FLUSH else {"align": "left", "indent": 1}
            )
            self.formats[look, form] = self.book.add_format(base | LOOKS[look] | rule | shape)
        return self.formats[look, form]

    def tall(self, texts: Sequence[tuple[str, int, int]]) -> float:
        """The height in which the texts of one row are seen whole."""
        heights = [
            height(text, sum(self.grid[first : last + 1]) - AROUND) for text, first, last in texts
        ]
        return min(max(heights, default=LINE) + AIR, TALLEST)


def height(text: str, width: float) -> float:
    """Points that a text takes in so many cells; Latin letters are narrower than digits."""
    if cell_width(text) == len(text):
        return lines(text, width * NARROW) * LATIN_LINE
    return lines(text, width) * LINE


def page_grid(blocks: Sequence[Block], *, turned: bool, whole: bool) -> list[float]:
    """The columns of the sheet: the widest table's; a report fills the page."""
    tables = [
        paper.sheet(block.table if isinstance(block, Chart) else block)
        for block in blocks
        if isinstance(block, (Table, Chart))
    ]
    main = max(tables, key=lambda table: (len(table.widths), table.natural), default=None)
    needs = [width + PAD for width in main.widths] if main else []
    if not whole:
        return paper.grid(needs, 1, 0)
    room = paper.LANDSCAPE * 0.85 if turned else paper.PORTRAIT * 0.95
    return widened(paper.grid(needs, 4, room), tables)


def widened(grid: list[float], tables: Sequence[paper.Sheet]) -> list[float]:
    """The same columns, wide enough for what must not be broken in the narrower tables."""
    for shown in tables:
        needs = [width + PAD for width in shown.widths]
        for column, need, (first, last) in zip(
            shown.table.columns, needs, paper.spans(needs, grid), strict=True
        ):
            lack = (min(need, LEAST) if column.wrap else need) - sum(grid[first : last + 1])
            for place in range(first, last + 1):
                grid[place] += max(lack, 0.0) / (last + 1 - first)
    return grid


def column_name(place: int) -> str:
    """``A``, ``Z``, ``AA``: as spreadsheets call the column."""
    before, letter = divmod(place, 26)
    return (column_name(before - 1) if before else "") + chr(ord("A") + letter)


def fact(item: Fact) -> tuple[Typed, Typed]:
    text = paper.item_text(item)
    value = written(text) if item.text else as_shown(item.value, text)
    return written(visible(item.label)), value


def pieces_of(text: str, width: float) -> Iterator[str]:
    """A long text in pieces that a row can show, broken between lines where it can be."""
    piece: list[str] = []
    used = 0
    room = int(width * MOST_LINES / 2)
    for line in (part for whole in text.split("\n") for part in chopped(whole, room)):
        count = lines(line, width)
        if piece and used + count > MOST_LINES:
            yield "\n".join(piece)
            piece, used = [], 0
        piece.append(line)
        used += count
    yield "\n".join(piece)


def chopped(line: str, room: int) -> Iterator[str]:
    """A line in parts of at most ``room`` signs, broken at a blank where there is one."""
    while len(line) > room:
        end = line.rfind(" ", room // 2, room) + 1 or room
        yield line[:end]
        line = line[end:]
    yield line
