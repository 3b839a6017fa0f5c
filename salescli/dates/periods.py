"""Periods: half-open stretches of days, ``start`` the first day and ``end`` the day after the last.

Weeks are ISO weeks, from Monday.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from salescli.dates import days, words
from salescli.dates.days import Ask, Lacks, Order, Toward, add_months, fits
from salescli.errors import UsageError
from salescli.language import _

ONE = timedelta(days=1)


class Period(NamedTuple):
    """The days from ``start`` up to but not including ``end``."""

    start: date
    end: date

    @property
    def last(self) -> date:
        return self.end - ONE


class Found(NamedTuple):
    period: Period
    lacks: Lacks = Lacks.NOTHING


def week_of(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + 7 * ONE)


def month_of(day: date) -> Period:
    return _months(day.year, day.month, 1)


def quarter_of(day: date) -> Period:
    return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3)


def year_of(day: date) -> Period:
    return _months(day.year, 1, 12)


def iso_week_name(day: date) -> str:
    """2026-W10, the year being the week's own."""
    year, week, _weekday = day.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_name(day: date) -> str:
    """2026-Q1."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def period(text: str, today: date, *, toward: Toward = "past", order: Order = "ymd") -> Period:
    """The days that ``text`` names; the grammar is in the package's docstring."""
    ask = Ask(words.fold(text), today, toward, order)
    try:
        found = _range(ask) or _single(ask, text).period
    except (ValueError, OverflowError):
        raise days.no_such_day(text) from None
    except UsageError as error:
        raise UsageError(str(error), error.hint, wrong=text) from None
    days.within_reach(found.start, text)
    days.within_reach(found.last, text)
    return found


def _single(ask: Ask, typed: str = "") -> Found:
    if found := next((found for reader in _READERS if (found := reader(ask))), None):
        return found
    raise UsageError(
        _('"{text}" is not a period I know').format(text=typed or ask.text),
        _("try `this week`, `last month`, `2026-03`, `2026q1` or `mar 2 .. mar 9`"),
    )


_FROM = r"(?:from\s|since\s|desde\s|从\s?)"
_TO = r"(?:\s?(?:\.\.\.?|~|부터|至|到)\s?|\s(?:-|to|until|hasta|al)\s)"


def _range(ask: Ask) -> Period | None:
    found = fits(rf"{_FROM}?(?P<first>.*?){_TO}(?P<last>.*?)\s?(?:까지|为止)?", ask.text)
    found = found or fits(rf"{_FROM}(?P<first>.*)(?P<last>)", ask.text)
    if not found:
        return None
    if not found["first"]:
        raise UsageError(
            _('"{text}" has no beginning').format(text=ask.text),
            _("say both ends, as in `mar 2 .. mar 9`"),
        )
    first, last = _ends(ask, found["first"], found["last"] or "today")
    if first.start < last.end:
        return Period(first.start, last.end)
    raise UsageError(
        _('"{text}" ends before it begins').format(text=ask.text),
        _("say both ends, as in `mar 2 .. mar 9`"),
    )


def _ends(ask: Ask, first: str, last: str) -> tuple[Period, Period]:
    """Both ends, the more complete one first; the other is settled from it."""
    begin, end = (_single(ask._replace(text=text)) for text in (first, last))
    if begin.lacks > end.lacks and Lacks.WEEK not in (begin.lacks, end.lacks):
        return _end_first(ask, first, last)
    if end.lacks:
        end = _single(ask._replace(text=last, today=begin.period.start, toward="future"))
    return begin.period, end.period


def _end_first(ask: Ask, first: str, last: str) -> tuple[Period, Period]:
    """The range that has begun although its end may be to come, else the one before."""
    for toward in ("future", ask.toward):
        end = _single(ask._replace(text=last, toward=toward)).period
        begin = _single(ask._replace(text=first, today=end.last, toward="past")).period
        if toward == ask.toward or begin.start <= ask.today:
            break
    return begin, end


def _relative(ask: Ask) -> Found | None:
    name = words.bare(ask.text)
    if name not in words.SPANS:
        return None
    unit, n = words.SPANS[name]
    if unit == "week":
        return Found(week_of(ask.today + 7 * n * ONE))
    months, whole = _AROUND[unit]
    return Found(whole(add_months(ask.today, n * months)))


def _counted(ask: Ask) -> Found | None:
    """The last or next so many days, weeks or months; today is one of them."""
    found = fits(
        rf"({words.either(words.RUNS)})\s?(\d{{1,4}})\s?({words.either(words.UNITS)})\s?(?:간|동안)?",
        ask.text,
    )
    if not found:
        return None
    side, unit = words.RUNS[found[1]], words.UNITS[found[3]]
    far = days.step(ask.today, side * int(found[2]), unit)
    if far == ask.today:
        raise ValueError
    return Found(Period(far + ONE, ask.today + ONE) if side < 0 else Period(ask.today, far))


def _numbered(ask: Ask) -> Found | None:
    """A week, month or quarter by its number."""
    found = fits(
        r"(?:(?P<year>\d{4})[-\s년年]*)?(?P<head>[a-z]+|第)?\s?(?P<n>\d{1,2})\s?"
        r"(?P<tail>[^\x00-\x7f]+)?(?:\s(?P<late>\d{4}))?",
        ask.text,
    )
    unit = found and words.NUMBERED.get((found["head"] or "", found["tail"] or ""))
    if not found or not unit:
        return None
    return _in_year(_NUMBERED[unit], int(found["n"]), found["year"] or found["late"], ask)


def _named_month(ask: Ask) -> Found | None:
    found = fits(r"(?:(?P<year>\d{4})\s)?(?P<name>[a-z]+)(?:\s(?P<late>\d{4}))?", ask.text)
    month = found and words.MONTHS.get(found["name"])
    if not found or not month:
        return None
    if ask.text == "mar":
        raise UsageError(
            _('"{text}" may be a month or a weekday').format(text=ask.text),
            _("type `march`, `marzo` or `martes`"),
        )
    return _in_year(_month, month, found["year"] or found["late"], ask)


def _numbers(ask: Ask) -> Found | None:
    """2026-03, 3/2026, 2026."""
    if found := fits(r"(\d{4})[-/.](\d{1,2})\.?", ask.text):
        return Found(_month(int(found[1]), int(found[2])))
    if found := fits(r"(\d{1,2})[-/.](\d{4})", ask.text):
        return Found(_month(int(found[2]), int(found[1])))
    if found := fits(r"((?:19|20|21)\d\d)\s?[년年]?", ask.text):
        return Found(_months(int(found[1]), 1, 12))
    return None


def _day(ask: Ask) -> Found | None:
    found = days.read(ask)
    return Found(Period(found.day, found.day + ONE), found.lacks) if found else None


def _in_year(make: Callable[[int, int], Period], n: int, year: str | None, ask: Ask) -> Found:
    """Of the year typed, else the latest that has begun or the first that has not ended."""
    if year:
        return Found(make(int(year), n))
    back = ask.toward == "past"
    here = ask.today.isocalendar().year if make is _week else ask.today.year
    for near in (here, here - 1) if back else (here, here + 1):
        try:
            found = make(near, n)
        except ValueError:
            continue
        if found.start <= ask.today if back else found.end > ask.today:
            return Found(found, Lacks.YEAR)
    raise ValueError


def _months(year: int, month: int, count: int) -> Period:
    start = date(year, month, 1)
    return Period(start, add_months(start, count))


def _week(year: int, week: int) -> Period:
    return week_of(date.fromisocalendar(year, week, 1))


def _month(year: int, month: int) -> Period:
    return _months(year, month, 1)


def _quarter(year: int, quarter: int) -> Period:
    return _months(year, quarter * 3 - 2, 3)


_AROUND = {"month": (1, month_of), "quarter": (3, quarter_of), "year": (12, year_of)}
_NUMBERED = {"week": _week, "month": _month, "quarter": _quarter}
_READERS: tuple[Callable[[Ask], Found | None], ...] = (
    _relative,
    _counted,
    _numbered,
    _named_month,
    _numbers,
    _day,
)
