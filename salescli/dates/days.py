"""One day out of a text: each reader knows one form and leaves the others alone.

A reader returns what it found, None when the text is not its form, and raises ValueError when
the form is right but the calendar has no such day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import IntEnum
from functools import cache
from typing import Literal, NamedTuple

from salescli.dates import words
from salescli.dates.text import long_day
from salescli.errors import UsageError
from salescli.language import _

Order = Literal["ymd", "mdy", "dmy"]
Toward = Literal["past", "future"]
EARLIEST, LATEST = 1900, 2200  # the years of a day that somebody can mean


SHORTEST = 5  # letters of a word that is told from another one


class Lacks(IntEnum):
    """What a text leaves open, to be settled from today or from the other end of a range."""

    NOTHING = 0
    YEAR = 1
    MONTH = 2
    WEEK = 3


class Ask(NamedTuple):
    """A folded text and how to settle what it leaves open."""

    text: str
    today: date
    toward: Toward
    order: Order


class Found(NamedTuple):
    day: date
    lacks: Lacks = Lacks.NOTHING


def day(text: str, today: date, *, toward: Toward = "past", order: Order = "ymd") -> date:
    """The day that ``text`` names; the grammar is in the package's docstring."""
    try:
        found = read(Ask(words.fold(text), today, toward, order))
    except (ValueError, OverflowError):
        raise no_such_day(text) from None
    except UsageError as error:
        raise UsageError(str(error), error.hint, wrong=text) from None
    if not found:
        raise UsageError(
            _('"{text}" is not a date I know').format(text=text),
            slip(text) or _("try `today`, `fri`, `3d ago`, `14`, `3/14` or `2026-03-03`"),
            wrong=text,
        )
    return within_reach(found.day, text)


def within_reach(day: date, text: str) -> date:
    """The day itself, unless no office can mean it: its neighbours might not even exist."""
    if EARLIEST <= day.year <= LATEST:
        return day
    raise UsageError(
        _('"{text}" is too far away').format(text=text),
        _("name a day from {first} to {last}").format(first=EARLIEST, last=LATEST),
        wrong=text,
    )


def slip(text: str) -> str:
    """The hint for a day's word that was mistyped."""
    from difflib import get_close_matches

    known = [word for word in (*words.DAY_WORDS, *words.WEEKDAYS) if len(word) >= SHORTEST]
    near = get_close_matches(words.fold(text), known, 1, 0.8)
    return _("did you mean `{name}`").format(name=near[0]) if near else ""


def no_such_day(text: str) -> UsageError:
    return UsageError(
        _('"{text}" is not in the calendar').format(text=text),
        _("check the day and the month, or type the whole date as in `2026-03-03`"),
        wrong=text,
    )


def read(ask: Ask) -> Found | None:
    """The day and what its text left open, or None when no form fits."""
    return _plain(ask) or _beside_weekday(ask)


def add_months(day: date, n: int) -> date:
    """``n`` calendar months later, at the month's end where the day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def step(day: date, n: int, unit: tuple[int, int]) -> date:
    """``n`` units of (days, months) later."""
    days, months = unit
    return add_months(day, n * months) + timedelta(days=n * days)


def fits(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.ASCII)


def _plain(ask: Ask) -> Found | None:
    return next((found for reader in _READERS if (found := reader(ask))), None)


def _beside_weekday(ask: Ask) -> Found | None:
    """A day with its weekday before or after it, which must agree."""
    first, _space, after = ask.text.partition(" ")
    before, _space, last = ask.text.rpartition(" ")
    for name, rest in ((first, after), (last, before)):
        if name in words.WEEKDAYS and (found := _plain(ask._replace(text=rest))):
            return _agreed(found, words.WEEKDAYS[name], ask.text)
    return None


def _agreed(found: Found, weekday: int, text: str) -> Found:
    if found.day.weekday() == weekday:
        return found
    raise UsageError(
        _('"{text}" does not fit: that day is {day}').format(text=text, day=long_day(found.day)),
        _("leave the weekday out, or correct the day"),
    )


def _word(ask: Ask) -> Found | None:
    name = words.bare(ask.text)
    if name in words.DAY_WORDS:
        return Found(ask.today + timedelta(days=words.DAY_WORDS[name]))
    return Found(_end(words.ENDS[name], ask.today)) if name in words.ENDS else None


def _end(unit: str, today: date) -> date:
    if unit == "week":
        return today + timedelta(days=6 - today.weekday())
    month = {"month": today.month, "quarter": -(-today.month // 3) * 3, "year": 12}[unit]
    return date(today.year, month, calendar.monthrange(today.year, month)[1])


@cache
def _distance() -> re.Pattern[str]:
    number = rf"(?P<n>[0-9]{{1,4}}|(?:{words.either(words.NUMBERS)})(?=\s))\s?"
    return re.compile(
        rf"(?P<before>{words.either(words.BEFORE)})?\s?{number}"
        rf"(?P<unit>{words.either(words.UNITS)})\s?(?P<after>{words.either(words.AFTER)})?"
    )


def _relative(ask: Ask) -> Found | None:
    found = _distance().fullmatch(ask.text)
    if not found or bool(found["before"]) == bool(found["after"]):
        return None
    sign = words.BEFORE[found["before"]] if found["before"] else words.AFTER[found["after"]]
    count = words.NUMBERS.get(found["n"]) or int(found["n"])
    return Found(step(ask.today, sign * count, words.UNITS[found["unit"]]))


def _near(ask: Ask) -> Found | None:
    """A weekday with a word for its side of today, or for its week."""
    for name, rest in _weekdays_in(words.bare(ask.text)):
        weekday = words.WEEKDAYS[name]
        if name in words.UNSURE and rest not in words.SPANS:
            continue
        if rest in words.WEEKS:
            monday = ask.today - timedelta(days=ask.today.weekday())
            return Found(monday + timedelta(weeks=words.WEEKS[rest], days=weekday))
        if rest in words.SIDES:
            side = words.SIDES[rest]
            return Found(_nearest(weekday, ask.today + timedelta(days=side), side))
    return None


def _weekdays_in(text: str) -> Iterator[tuple[str, str]]:
    """Each weekday the text begins or ends with, and what remains."""
    for name in words.WEEKDAYS:
        if text.endswith(name):
            yield name, text.removesuffix(name)
        if text.startswith(name):
            yield name, text.removeprefix(name)


def _nearest(weekday: int, start: date, side: int) -> date:
    return start + timedelta(days=side * (side * (weekday - start.weekday()) % 7))


def _year_first(ask: Ask) -> Found | None:
    for pattern in (
        r"(?P<y>\d{4})\s?(?P<sep>[-/.])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<d>\d{1,2})\.?",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<y>\d{4})\s?[년年]\s?(?P<m>\d{1,2})\s?[월月]\s?(?P<d>\d{1,2})\s?[일日号]?",
    ):
        if found := fits(pattern, ask.text):
            return Found(date(int(found["y"]), int(found["m"]), int(found["d"])))
    return None


def _three_numbers(ask: Ask) -> Found | None:
    found = fits(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)\.?", ask.text)
    if not found:
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[4]) == 4:
        return Found(_in_year(third, first, second, ask.order))
    if ask.order == "ymd" and (exact := _valid(2000 + first, second, third)):
        return Found(exact)
    return Found(_in_year(2000 + third, first, second, ask.order))


def _in_year(year: int, first: int, second: int, order: Order) -> date:
    month, day = _month_and_day(first, second, order)
    return date(year, month, day)


def _two_numbers(ask: Ask) -> Found | None:
    if found := fits(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\.?", ask.text):
        return _yearless(*_month_and_day(int(found[1]), int(found[2]), ask.order), ask)
    if found := fits(r"(\d{1,2})\s?[월月]\s?(\d{1,2})\s?[일日号]?", ask.text):
        return _yearless(int(found[1]), int(found[2]), ask)
    return None


def _month_and_day(first: int, second: int, order: Order) -> tuple[int, int]:
    """By the order, or the other way round where only that is possible."""
    month, day = (second, first) if order == "dmy" else (first, second)
    leap_year = 2000
    swapped = _valid(leap_year, day, month) and not _valid(leap_year, month, day)
    return (day, month) if swapped else (month, day)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named_month(ask: Ask) -> Found | None:
    for pattern in (
        r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s/-]?(?P<m>[a-z]+)(?:[\s/-]?(?P<y>(?:19|20|21)\d\d))?",
        r"(?P<m>[a-z]+)[\s/-]?(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:[\s/-](?P<y>(?:19|20|21)\d\d))?",
    ):
        found = fits(pattern, ask.text)
        if found and (month := words.MONTHS.get(found["m"])):
            if found["y"]:
                return Found(date(int(found["y"]), month, int(found["d"])))
            return _yearless(month, int(found["d"]), ask)
    return None


def _yearless(month: int, day: int, ask: Ask) -> Found:
    """This year's or the neighbour's; a day that neither has wants its year typed."""
    back = ask.toward == "past"
    for year in (ask.today.year, ask.today.year + (-1 if back else 1)):
        exact = _valid(year, month, day)
        if exact and (exact <= ask.today if back else exact >= ask.today):
            return Found(exact, Lacks.YEAR)
    raise ValueError


def _weekday(ask: Ask) -> Found | None:
    if ask.text not in words.WEEKDAYS:
        return None
    side = -1 if ask.toward == "past" else 1
    return Found(_nearest(words.WEEKDAYS[ask.text], ask.today, side), Lacks.WEEK)


def _day_of_month(ask: Ask) -> Found | None:
    found = fits(r"(\d{1,2})(?:st|nd|rd|th|\s?[일日号])?", ask.text)
    if not found:
        return None
    back = ask.toward == "past"
    for months in range(4):  # two months in a row may lack a 29th to 31st at most once
        near = add_months(ask.today.replace(day=1), -months if back else months)
        exact = _valid(near.year, near.month, int(found[1]))
        if exact and (exact <= ask.today if back else exact >= ask.today):
            return Found(exact, Lacks.MONTH)
    raise ValueError


_READERS: tuple[Callable[[Ask], Found | None], ...] = (
    _word,
    _relative,
    _near,
    _year_first,
    _three_numbers,
    _named_month,
    _two_numbers,
    _weekday,
    _day_of_month,
)
