"""The sheets of an Excel workbook as lists of values; numbers without a fraction are whole."""

from __future__ import annotations

from io import BytesIO
from typing import Any, NamedTuple

from salescli.errors import SalesError, how_to_install
from salescli.language import _


class Opened(NamedTuple):
    """One sheet: its name, its headings and the rows below."""

    name: str
    headings: list[str]
    rows: list[list[Any]]


def library() -> Any:
    try:
        import python_calamine
    except ImportError as error:
        raise SalesError(
            _("reading an Excel workbook needs the library python-calamine"),
            how_to_install("xlsx"),
        ) from error
    return python_calamine


def sheets(content: bytes) -> list[Opened]:
    calamine = library()
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        found = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except calamine.CalamineError as error:
        raise SalesError(_("this is no Excel workbook")) from error
    return [
        Opened(name, [str(cell) for cell in rows[0]], [list(map(value, row)) for row in rows[1:]])
        for name, rows in found
        if rows
    ]


def value(cell: Any) -> Any:
    """An empty cell is nothing; 3.0 is the 3 that was written."""
    if cell == "":
        return None
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
