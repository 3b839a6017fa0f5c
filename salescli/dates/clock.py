"""A time of day, and a day together with a time; hours stay as typed."""

from __future__ import annotations

import datetime as dt
import re

from salescli.dates import words
from salescli.dates.days import Order, Toward, day, fits
from salescli.errors import UsageError
from salescli.language import _

_BEFORE = "오전|오후|아침|저녁|밤|上午|下午|早上|晚上"
_AFTER = r"[ap]\s?m|dela[a-z]+"
_CLOCK = rf"""(?P<at>at\s|a\slas\s|a\s|las\s)?(?P<before>{_BEFORE})?\s?(?P<hour>\d{{1,2}})(?:
      :(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\s?hr?s?)?
    | \s?hr?s?\s?(?P<after_h>\d\d)?
    | \s?(?:시|点钟?|时)\s?(?:(?P<counted>\d{{1,2}})\s?[분分]?|(?P<half>[반半])|整|정각)?
    | (?P<close>\d\d)?
    )\s?(?P<after>{_AFTER})?"""


def time(text: str) -> dt.time:
    """The time of day that ``text`` names; the grammar is in the package's docstring."""
    found = _shape(words.fold(text))
    try:
        if found and (hour := _hour(found)) is not None:
            return dt.time(hour, _minute(found), int(found["second"] or 0))
    except ValueError:
        pass
    raise UsageError(
        _('"{text}" is not a time I know').format(text=text),
        _("try `9:30`, `14:00` or `2pm`"),
        wrong=text,
    )


def moment(
    text: str, today: dt.date, *, toward: Toward = "past", order: Order = "ymd"
) -> tuple[dt.date, dt.time | None]:
    """A day and perhaps its time; a time alone is today's."""
    first, second = _parts(words.fold(text))
    try:
        if not second:
            return day(text, today, toward=toward, order=order), None
        when = day(first, today, toward=toward, order=order) if first else today
        return when, time(second)
    except UsageError as error:
        hint = _unmarked(text, today) or error.hint
        raise UsageError(str(error), hint, wrong=text) from None


def _unmarked(text: str, today: dt.date) -> str:
    """The hint for ``tomorrow 9``, where the number might be an hour."""
    first, _space, last = words.fold(text).rpartition(" ")
    try:
        day(first, today)
    except UsageError:
        return ""
    return _("a time needs a mark, as in `9:00` or `2pm`") if last.isdigit() else ""


def _parts(text: str) -> tuple[str, str]:
    """The day's text and the time's: the longest end that looks like a time is the time."""
    for place in range(len(text)):
        first, second = text[:place], text[place:].lstrip()
        if first[-1:].isdigit() and second.startswith("t") and _shape(second[1:]):
            return first, second[1:]
        if not _inside_word(text, place) and not second.isdigit() and _shape(second):
            return first.rstrip(), second
    return text, ""


def _inside_word(text: str, place: int) -> bool:
    pair = text[max(place - 1, 0) : place + 1]
    return place > 0 and pair.isascii() and (pair.isalpha() or pair.isdigit())


def _shape(text: str) -> re.Match[str] | None:
    return fits(f"(?x:{_CLOCK})", text)


def _hour(found: re.Match[str]) -> int | None:
    """The hour of 24, or None where it does not fit its half of the day."""
    hour, halves = int(found["hour"]), [half for half in (found["before"], found["after"]) if half]
    if not halves:
        return hour
    add, first, last = words.HALVES.get(words.bare(halves[0]), (0, 0, -1))
    return hour % 12 + add if len(halves) == 1 and first <= hour <= last else None


def _minute(found: re.Match[str]) -> int:
    typed = found["minute"] or found["after_h"] or found["counted"] or found["close"]
    return 30 if found["half"] else int(typed or 0)
