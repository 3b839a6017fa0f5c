"""Sheets of xlsx, xls and ods files: values as the program last computed them, dates as dates.

The parts of the file are measured first (``packed``), since a workbook of a few kilobytes can claim
more cells than a memory holds; then python-calamine reads the one sheet that is wanted.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from salescli.domain.formulas import guard
from salescli.errors import SalesError, UsageError
from salescli.exchange import layout, packed, zero_formats
from salescli.exchange.shapes import RawTable, Row
from salescli.exchange.workbooks import library
from salescli.language import _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from salescli.exchange.readers import Asked
    from salescli.exchange.sources import Source
    from salescli.exchange.zero_formats import Zeros

LOST = 1e15  # from here on a float has fewer digits than the number had
EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))


def read(source: Source, kind: str, asked: Asked) -> RawTable:
    """One sheet of a workbook as a table.

    Args:
        source: The file.
        kind: xlsx, xls or ods, by its first bytes.
        asked: The sheet that is wanted, and how its header is known.
    """
    calamine = library()
    raw = opened(source, kind, asked)
    found = packed.measured(raw, source.name)
    with explained(source.name):
        book = calamine.CalamineWorkbook.from_filelike(raw)
        name, said = chosen(book, asked.sheet, source.name)
        found.refuse_bomb(name, source.name)
        sheet = book.get_sheet_by_name(name)
        zeros = zero_formats.zeros(raw, name, source.name) if zipfile.is_zipfile(raw) else None
    return layout.table(
        partial(rows, sheet, zeros),
        source.name,
        header=asked.header,
        expect=asked.expect,
        said=(*said, *found.said(name)),
    )


def opened(source: Source, kind: str, asked: Asked) -> io.BytesIO:
    """The bytes of the workbook; a protected one is decrypted in memory, never on disk."""
    with source.opened() as stream:
        raw = stream.read(packed.LARGEST + 1)
    if len(raw) > packed.LARGEST:
        raise packed.too_large(source.name)
    if kind == "xls" and packed.locked(raw):
        from salescli.exchange import locked_books

        return locked_books.unlocked(raw, source.name, asked.password)
    return io.BytesIO(raw)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """A broken workbook ends in one line, also where the library panics."""
    try:
        yield
    except SalesError:
        raise
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise packed.damaged(name) from error
        raise


def chosen(book: CalamineWorkbook, wanted: str, file: str) -> tuple[str, list[str]]:
    """The sheet to read, by name or number, else the first to be seen; and what is passed over."""
    names = [item.name for item in book.sheets_metadata]
    shown = library().SheetVisibleEnum.Visible
    seen = [item.name for item in book.sheets_metadata if item.visible == shown]
    if not names:
        raise SalesError(_("{file} is empty").format(file=file))
    if wanted:
        return named(names, wanted), []
    name = (seen or names)[0]
    said = [_('sheet "{name}"').format(name=name)] if len(names) > 1 else []
    for label, others in (
        (_("not read: {names} (`--sheet NAME`)"), [other for other in seen if other != name]),
        (_("hidden, not read: {names} (`--sheet NAME`)"),
         [other for other in names if other not in seen and other != name]),
    ):  # fmt: skip
        if others:
            said.append(label.format(names=", ".join(others[:10])))
    return name, said


def named(names: list[str], wanted: str) -> str:
    exact = [name for name in names if name.casefold() == wanted.casefold()]
    if exact:
        return exact[0]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    raise UsageError(
        _('the workbook has no sheet "{name}"').format(name=wanted),
        _("its sheets are {names}").format(names=", ".join(names[:20])),
        wrong=wanted,
    )


def rows(sheet: CalamineSheet, zeros: Zeros | None = None) -> Iterator[Row]:
    """The rows with the number each has in the sheet."""
    first = sheet.start[1] if sheet.start else 0
    for line, cells in enumerate(sheet.iter_rows(), 1):
        texts = [text(cell) for cell in cells]
        yield Row(line, zeros.shown(line, first, cells, texts) if zeros else texts)


def text(value: Any) -> str:
    """A cell as text: ISO dates, whole numbers without ".0", what looks like a formula guarded."""
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number(value)
    return moment(value)


def number(value: float) -> str:
    if abs(value) >= LOST:
        digits, sign, power = f"{value:.14E}".partition("E")
        return digits.rstrip("0").rstrip(".") + sign + power
    return str(int(value)) if value == int(value) else repr(value)


def moment(value: Any) -> str:
    """A date or time; midnight is no time, and a time of day stands on the calendar's first day."""
    if isinstance(value, datetime):
        if value.date() in EPOCHS:
            return f"{value:%H:%M}"
        seconds = f"{value:%Y-%m-%d %H:%M:%S}"
        return seconds.removesuffix(" 00:00:00").removesuffix(":00") if ":" in seconds else seconds
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)
