"""One value as a cell of a spreadsheet: typed where it is a day, a time or a number, else text.

A text is never taken for anything else: no formula, no link, no number.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from salescli.dates import long_day, short_day
from salescli.language import current
from salescli.output.cells import cell
from salescli.output.table import Column

MOST = 32767  # UTF-16 units that a cell holds
CUT = "…"
DIGITS = 15  # that a spreadsheet keeps of a number
FIRST_YEAR = 1901  # that every spreadsheet knows
NUMBER = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([^\d\"\n]{0,8})")
DAYS = {
    "en": ("[$-409]ddd d mmm yyyy", "[$-409]ddd d mmm"),
    "ko": ('[$-412]yyyy"년" m"월" d"일" (aaa)', '[$-412]m"월" d"일"(aaa)'),
    "zh": ('[$-804]yyyy"年"m"月"d"日" "周"aaa', '[$-804]m"月"d"日" "周"aaa'),
    "es": ("[$-C0A]ddd d mmm yyyy", "[$-C0A]ddd d mmm"),
}  # with and without the year
TEXT = "@"
TAKEN = re.compile(r"\s*[=+\-@\d.,(]")  # what a spreadsheet would read anew when it is edited


class Typed(NamedTuple):
    """What stands in a cell, and the number format that shows it."""

    value: str | float | date
    form: str = ""


def typed(column: Column, value: Any) -> Typed:
    """A table's cell: as people see it, and as its type where that shows the same."""
    return as_shown(value, cell(column, value))


def as_shown(value: Any, text: str) -> Typed:
    if isinstance(value, datetime):
        return moment(value.astimezone().replace(tzinfo=None), text)
    if isinstance(value, date):
        return day(value, text)
    if isinstance(value, time):
        return Typed(value.hour / 24 + value.minute / 1440, "hh:mm")
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return number(text)
    return written(text)


def written(text: str) -> Typed:
    """A text, kept as one also when somebody edits the cell."""
    short = len(text) < 256  # a longer one in a text cell is shown as hashes by old programs
    return Typed(fitting(text), TEXT if short and TAKEN.match(text) else "")


def day(value: date, text: str) -> Typed:
    long, short = DAYS[current()]
    if value.year < FIRST_YEAR:
        return written(text)
    if text in {long_day(value), value.isoformat()}:
        return Typed(value, long if text == long_day(value) else "yyyy-mm-dd")
    return Typed(value, short) if text == short_day(value, value) else written(text)


def moment(value: datetime, text: str) -> Typed:
    if value.year < FIRST_YEAR or f"{value:%H:%M}" not in text:
        return written(text)
    return Typed(value.replace(microsecond=0), f"{DAYS[current()][0]} hh:mm")


def number(text: str) -> Typed:
    """``1,200.50``, ``70 %`` or ``12′``: the number, shown with the same grouping and unit."""
    found = NUMBER.fullmatch(text)
    if found is None or len(re.sub(r"\D", "", text)) > DIGITS:
        return written(text)
    sign, whole, part, unit = found.groups()
    form = ("#,##0" if "," in whole else "0") + (f".{'0' * len(part)}" if part else "")
    value = float(f"{sign}{whole.replace(',', '')}.{part or 0}")
    return Typed(value, f'{form}"{unit}"' if unit else form)


def fitting(text: str) -> str:
    """As much of the text as a cell holds."""
    room = text.encode("utf-16-le", "surrogatepass")
    if len(room) <= 2 * MOST:
        return text
    return room[: 2 * (MOST - 1)].decode("utf-16-le", "ignore") + CUT
