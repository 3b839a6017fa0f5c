"""Flat tables as a workbook: text stays text, the same rows give the same bytes.

Rows go to disk as they pass by, in a folder of the owner's own that is removed; a workbook that is
to be encrypted is made in memory, so that nothing readable touches the disk.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple

from salescli.errors import SalesError, how_to_install
from salescli.language import _

MADE = datetime(2000, 1, 1)  # noqa: DTZ001 -- the day in the file's properties, so that bytes repeat
MOST_ROWS = 1_048_576
LONGEST = 32_767
CUT = "…"
NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
WIDTHS = {"name": 24, "customer": 24, "address": 32, "notes": 40, "content": 40}

Row = Sequence[Any]


class Book(NamedTuple):
    """What goes into a workbook.

    Attributes:
        title: The name of its sheet.
        columns: The keys in the head.
        rows: The rows, once.
    """

    title: str
    columns: Sequence[str]
    rows: Iterable[Row]


def write(file: BinaryIO, book: Book, *, in_memory: bool = False) -> int:
    """Write the workbook; answers how many cells were too long for one and were cut."""
    library = xlsxwriter()
    with tempfile.TemporaryDirectory() as folder:
        options = {"in_memory": True} if in_memory else {"constant_memory": True, "tmpdir": folder}
        workbook = library.Workbook(file, options)
        workbook.set_properties({"created": MADE})
        cut = sum(fill(workbook, part, number) for number, part in enumerate(sheets(book), 1))
        workbook.close()
    return cut


def xlsxwriter() -> Any:
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise SalesError(
            _("writing xlsx needs the library XlsxWriter"), how_to_install("xlsx")
        ) from error
    return xlsxwriter


def sheets(book: Book) -> Iterator[Book]:
    """The rows of each sheet; one holds a million of them."""
    rows = iter(book.rows)
    first: list[Row] = list(islice(rows, 1))
    while True:
        yield book._replace(rows=chain(first, islice(rows, MOST_ROWS - 1 - len(first))))
        first = list(islice(rows, 1))
        if not first:
            return


def fill(workbook: Any, book: Book, number: int) -> int:
    sheet = workbook.add_worksheet(book.title if number == 1 else f"{book.title} {number}")
    bold = workbook.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(book.columns):
        sheet.set_column(place, place, WIDTHS.get(name, 14))
    for place, name in enumerate(book.columns):
        sheet.write_string(0, place, name, bold)
    return sum(write_row(sheet, number, row) for number, row in enumerate(book.rows, 1))


def write_row(sheet: Any, number: int, row: Row) -> int:
    """Cells that are never a formula or a link; how many had to be cut."""
    cut = 0
    for place, value in enumerate(row):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            text = fitting(value)
            cut += text.endswith(CUT) and text != value
            sheet.write_string(number, place, text)
        else:
            sheet.write_number(number, place, value)
    return cut


def fitting(value: str) -> str:
    """A text as a cell can hold it, cut where it is longer than one."""
    if "\ufffe" in value or "\uffff" in value:  # no characters to XML
        value = value.translate(NO_CHARACTERS)
    if len(value) * 2 <= LONGEST:
        return value
    units = value.encode("utf-16-le")  # as Excel counts letters
    if len(units) <= LONGEST * 2:
        return value
    return units[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + CUT
