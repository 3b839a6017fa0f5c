"""Dates of a file, decided per column and never row by row: 3/4 means the same in all its rows.

A column whose numbers can be read in one order only is read in that order; one that fits several is
read in the configured order, and that is said; one that fits none is refused, with the rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from salescli import dates
from salescli.dates import Order
from salescli.errors import SalesError, UsageError
from salescli.exchange import times_of_columns, values
from salescli.exchange.headers import Column
from salescli.exchange.shapes import RawTable, Row
from salescli.exchange.times_of_columns import BEHIND, EPOCH, Numbers, Reader, clock
from salescli.language import _

ORDERS: tuple[Order, ...] = ("ymd", "mdy", "dmy")
ORDER_NAMES = {"ymd": "2026-03-14", "mdy": "3/14/2026", "dmy": "14/3/2026"}
EARLIEST, LATEST = 1900, 2200
PLAUSIBLE = (32_874, 73_415)  # 1990 to 2100, for serial numbers that stand among written days
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
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")


@dataclass
class Seen:
    """What the cells of one column can be."""

    orders: set[Order] = field(default_factory=lambda: set(ORDERS))
    shaped: bool = False  # whether any cell depends on the order
    serial: str = ""  # the first number of a spreadsheet's own count
    plausible: bool = True  # whether all of them may be days of our time
    written: int = 0  # days written out
    other: int = 0
    lines: dict[str, int] = field(default_factory=dict)  # where an order was ruled out

    @property
    def serials(self) -> bool:
        """Whether numbers are days: there is nothing else, or mostly days are written there."""
        if self.written or self.other:
            return bool(self.serial) and self.plausible and self.written > self.other
        return bool(self.serial)

    def learn(self, text: str, line: int) -> None:
        if _ISO.fullmatch(text):
            self.written += 1
        elif found := _SERIAL.fullmatch(text):
            self.serial = self.serial or text
            self.plausible = self.plausible and PLAUSIBLE[0] <= int(found[1]) <= PLAUSIBLE[1]
        else:
            self._learn_written(_day_part(text), line)

    def _learn_written(self, text: str, line: int) -> None:
        found = _THREE.fullmatch(text)
        known = found or any(form.fullmatch(text) for form in (_YEAR_FIRST, _JOINED, _NAMED))
        self.written += bool(known)
        self.other += not known
        if found:
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
    """A reader for each column of days or times, what is to be said, and the order decided on."""

    readers: dict[str, Reader]
    said: list[str]
    form: str


def decided(
    table: RawTable,
    columns: Mapping[str, Column],
    told: Told,
    times: Mapping[str, Column] | None = None,
) -> Decided:
    """How the days and the times of each column are read, from all its cells."""
    seen = {name: Seen() for name in columns}
    numbers = {name: Numbers() for name in times or {}}
    _learn(table, {**columns, **(times or {})}, {**seen, **numbers})
    found: dict[str, Reader] = {}
    said: list[str] = []
    form = told.form
    for name, column in columns.items():
        order = _order(column, seen[name], told, said)
        found[name] = _reader(column.header, order, seen[name], told)
        if seen[name].shaped and not form:
            form = order
        _say_serial(column.header, seen[name], said)
    for name, column in (times or {}).items():
        found[name] = times_of_columns.reader(column.header, numbers[name], said)
    return Decided(found, said, form)


def _say_serial(header: str, seen: Seen, said: list[str]) -> None:
    if seen.written and seen.serials:
        said.append(
            _('numbers such as {example} in "{header}" are read as days: {day}').format(
                example=seen.serial, header=header, day=f"{_of_serial(seen.serial):%Y-%m-%d}"
            )
        )


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


def _learn(
    table: RawTable, columns: Mapping[str, Column], seen: Mapping[str, Seen | Numbers]
) -> None:
    """Show every cell of these columns to what learns from it; the file is read once for all."""
    places = [(seen[name], column.index, column.header) for name, column in columns.items()]
    for row in _rows(table.rows if places else ()):
        for what, index, header in places:
            try:
                text = values.line(row.cells[index], header)
            except SalesError:
                continue
            if text:
                what.learn(text, row.line)


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
    serials = seen.serials

    @lru_cache(4096)
    def read(text: str) -> datetime:
        try:
            found = _read(text, order, told, serials=serials)
        except (ValueError, OverflowError, SalesError):
            found = None
        if found is None or not EARLIEST <= found.year <= LATEST:
            raise UsageError(
                _('{header} "{value}" is not a date I know').format(header=header, value=text)
            )
        return found

    return read


def _read(text: str, order: Order, told: Told, *, serials: bool) -> datetime | None:
    if serials and _SERIAL.fullmatch(text):
        return _of_serial(text)
    if told.form and told.form not in ORDERS:
        return datetime.strptime(text, told.form)  # noqa: DTZ007 -- a local day, as written
    if found := _ISO.fullmatch(text):
        return _moment(found, told)
    day = _day(_day_part(text), order)
    return datetime.combine(day, clock(text) or time()) if day else None


def _of_serial(text: str) -> datetime:
    return EPOCH + timedelta(minutes=round(float(text.replace(",", ".")) * 1440))


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
    plain = _WEEKDAY.sub("", _SHORT_WEEKDAY.sub("", BEHIND.sub("", plain)))
    return plain.strip()
