"""Dates of a file, decided per column and never row by row: 3/4 means the same in all its rows.

A column whose numbers can be read in one order only is read in that order; one that fits several is
read in the configured order, and that is said; one that fits none is refused, with the rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from salescli import dates
from salescli.dates import Order
from salescli.errors import SalesError, UsageError
from salescli.exchange import values
from salescli.exchange.headers import Column
from salescli.exchange.shapes import RawTable, Row
from salescli.language import _

Reader = Callable[[str], datetime]
ORDERS: tuple[Order, ...] = ("ymd", "mdy", "dmy")
ORDER_NAMES = {"ymd": "2026-03-14", "mdy": "3/14/2026", "dmy": "14/3/2026"}
EARLIEST, LATEST = 1900, 2200
EPOCH = datetime.fromisoformat("1899-12-30")  # day 0 of a spreadsheet's serial numbers
_WEEKDAY = re.compile(
    r"\s*[(（]?(?:[월화수목금토일]요일|周[一二三四五六日天]|星期[一二三四五六日天])[)）]?"
)
_SHORT_WEEKDAY = re.compile(r"\s*[(（][월화수목금토일一二三四五六日][)）]")
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{1,2}:\d{2})(?::(\d{2}(?:\.\d{1,6})?))?\s?(Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})\s?[-/.년年]\s?(\d{1,2})\s?[-/.월月]\s?(\d{1,2})\s?[.일日号]?")
_JOINED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_THREE = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{1,2})\.?")
_NAMED = re.compile(r"(?=.*(?:19|20)\d{2})(?=.*[^\W\d_]{3})[\w\s.,/'-]+")
_SERIAL = re.compile(r"(\d{5})(?:\.(\d+))?")
_CLOCK = re.compile(
    r"\s*[T,]?\s*((?:오전|오후|上午|下午|[ap]\.?\s?m\.?)?\s*\d{1,2}(?::\d{2}|시|点|點)(?::\d{2})?"
    r"(?:\s*\d{1,2}분)?\s*(?:[ap]\.?\s?m\.?)?)$",
    re.IGNORECASE,
)


@dataclass
class Seen:
    """What the cells of one column can be."""

    orders: set[Order] = field(default_factory=lambda: set(ORDERS))
    shaped: bool = False  # whether any cell depends on the order
    serial: bool = True
    filled: bool = False
    lines: dict[str, int] = field(default_factory=dict)  # where an order was ruled out

    def learn(self, text: str, line: int) -> None:
        self.filled = True
        self.serial = self.serial and _SERIAL.fullmatch(text) is not None
        if found := _THREE.fullmatch(_day_part(text)):
            self.shaped = True
            wrong = [order for order in ORDERS if _three(found, order) is None]
            if len(wrong) == len(ORDERS):
                return  # a day that there is not: its row is refused, the column stays as it is
            for order in wrong:
                if order in self.orders:
                    self.orders.discard(order)
                    self.lines[order] = line


@dataclass(frozen=True)
class Told:
    """How dates are written: ``--date-format`` (an order or a pattern), else the office's order."""

    order: Order
    form: str = ""
    zone: tzinfo | None = None


class Decided(NamedTuple):
    """A reader for each date column, what is to be said, and the order that had to be decided."""

    readers: dict[str, Reader]
    said: list[str]
    form: str


def decided(table: RawTable, columns: Mapping[str, Column], told: Told) -> Decided:
    """How the days of each column are read, from all its cells."""
    seen = _seen(table, columns) if columns else {}
    found: dict[str, Reader] = {}
    said: list[str] = []
    form = told.form
    for name, column in columns.items():
        order = _order(column, seen[name], told, said)
        found[name] = _reader(column.header, order, seen[name], told)
        if seen[name].shaped and not form:
            form = order
    return Decided(found, said, form)


def checked_form(text: str) -> str:
    """``--date-format`` as an order, or a pattern of day, month and year; else a UsageError."""
    bare = text.strip()
    if bare.lower() in ORDERS or not bare:
        return bare.lower()
    pattern = bare if "%" in bare else _pattern(bare)
    if all(re.search(part, pattern) for part in ("%d", "%[mbB]", "%[yY]")):
        return pattern
    raise UsageError(
        _('--date-format "{text}" names no day, month and year').format(text=text),
        _("give ymd, mdy or dmy, or a pattern as DD.MM.YYYY or %d.%m.%Y"),
        wrong=text,
    )


def _pattern(text: str) -> str:
    """``DD.MM.YYYY`` → ``%d.%m.%Y``."""
    lower = text.lower()
    for word, sign in (("yyyy", "%Y"), ("yy", "%y"), ("mm", "%m"), ("dd", "%d")):
        lower = lower.replace(word, sign, 1)
    return lower


def _seen(table: RawTable, columns: Mapping[str, Column]) -> dict[str, Seen]:
    seen = {name: Seen() for name in columns}
    places = [(seen[name], column.index, column.header) for name, column in columns.items()]
    for row in _rows(table.rows):
        for what, index, header in places:
            try:
                text = values.line(row.cells[index], header)
            except SalesError:
                continue
            if text:
                what.learn(text, row.line)
    return seen


def _rows(rows: Iterable[object]) -> Iterable[Row]:
    return (row for row in rows if isinstance(row, Row))


def _order(column: Column, seen: Seen, told: Told, said: list[str]) -> Order:
    if told.form in ORDERS:
        return told.form
    if not seen.shaped or told.form:
        return told.order
    if not seen.orders:
        lines = ", ".join(str(line) for line in sorted(set(seen.lines.values())))
        raise UsageError(
            _('the dates of column "{header}" fit no one order; see lines {lines}').format(
                header=column.header, lines=lines
            ),
            _("mend them, or tell the order with `--date-format dmy`"),
        )
    if len(seen.orders) == 1:
        return next(iter(seen.orders))
    order = told.order if told.order in seen.orders else min(seen.orders)
    said.append(
        _('dates of "{header}" are read as {example}; `--date-format` tells another order').format(
            header=column.header, example=ORDER_NAMES[order]
        )
    )
    return order


def _reader(header: str, order: Order, seen: Seen, told: Told) -> Reader:
    serial = seen.serial and seen.filled

    def read(text: str) -> datetime:
        try:
            found = _read(text, order, told, serial=serial)
        except (ValueError, OverflowError, SalesError):
            found = None
        if found is None or not EARLIEST <= found.year <= LATEST:
            raise UsageError(
                _('{header} "{value}" is not a date I know').format(header=header, value=text)
            )
        return found

    return read


def _read(text: str, order: Order, told: Told, *, serial: bool) -> datetime | None:
    if told.form and told.form not in ORDERS:
        return datetime.strptime(text, told.form)  # noqa: DTZ007 -- a local day, as written
    if serial:
        return EPOCH + timedelta(minutes=round(float(text) * 1440))
    if found := _ISO.fullmatch(text):
        return _moment(found, told)
    day = _day(_day_part(text), order)
    return datetime.combine(day, clock(text) or time()) if day else None


def _moment(found: re.Match[str], told: Told) -> datetime:
    """An ISO date; with a zone it becomes the local moment."""
    day = f"{found[1]}-{found[2]}-{found[3]}"
    if not found[4]:
        return datetime.fromisoformat(day)
    hour, minute = found[4].split(":")
    zone = (found[6] or "").upper()
    seconds = found[5] or "00"
    moment = datetime.fromisoformat(f"{day}T{int(hour):02}:{minute}:{seconds}{zone}")
    return moment.astimezone(told.zone).replace(tzinfo=None) if zone else moment


def _day(text: str, order: Order) -> date | None:
    for pattern in (_YEAR_FIRST, _JOINED):
        if found := pattern.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _THREE.fullmatch(text):
        return _three(found, order)
    if _NAMED.fullmatch(text):
        return dates.day(text.replace(",", " "), date(2000, 1, 1), order=order)
    return None


def _three(found: re.Match[str], order: Order) -> date | None:
    first, second, last = int(found[1]), int(found[3]), int(found[4])
    long_year = len(found[4]) == 4
    if len(found[1 if order == "ymd" else 4]) == 1 or (order == "ymd" and long_year):
        return None
    if order == "ymd":
        year, month, day = 2000 + first, second, last
    else:
        year = last if long_year else 2000 + last
        month, day = (first, second) if order == "mdy" else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_part(text: str) -> str:
    """The day of a cell, without a time and a weekday behind it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = _WEEKDAY.sub("", _SHORT_WEEKDAY.sub("", _CLOCK.sub("", plain)))
    return plain.strip()


def clock(text: str) -> time | None:
    """The time of day behind a date, or of a cell of its own; None when there is none."""
    found = _CLOCK.search(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return None
    bare = re.sub(r"(\d{1,2}:\d{2}):\d{2}", r"\1", found[1].strip())
    return dates.time(re.sub(r"([ap])\.?\s?m\.?", r"\1m", bare, flags=re.IGNORECASE))
