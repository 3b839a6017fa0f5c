"""A day at the beginning or the end of a remark: ``call fri``, ``tomorrow 14:00 send it``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from salescli.dates import words
from salescli.dates.clock import moment
from salescli.dates.days import Order
from salescli.errors import UsageError

MOST_WORDS = 4
WRITTEN = re.compile(r"(\d{4}-)?\d{1,2}[-/]\d{1,2}")
OTHERS = {"mar"}  # a Spanish weekday, the sea, and short for March


def day_inside(
    text: str, today: dt.date, *, order: Order = "ymd"
) -> tuple[dt.date, dt.time | None] | None:
    """The coming day that a remark ends or begins with, and its time; None when it names none.

    Only a weekday, a word like ``tomorrow`` and a written date are taken for a day: a bare number
    is a number.
    """
    for part in ends(text.split()):
        if not any(map(names_a_day, part)):
            continue
        try:
            day, at = moment(" ".join(part), today, toward="future", order=order)
        except UsageError:
            continue
        if day >= today:
            return day, at
    return None


def ends(parts: list[str]) -> Iterator[list[str]]:
    """The last words of a text and then its first ones, the longest run first."""
    lengths = range(min(MOST_WORDS, len(parts)), 0, -1)
    yield from (parts[-length:] for length in lengths)
    yield from (parts[:length] for length in lengths)


def names_a_day(word: str) -> bool:
    plain = words.fold(word).strip(".,;:!?")
    if WRITTEN.fullmatch(plain):
        return True
    return len(plain) > 1 and plain not in OTHERS and plain in {*words.WEEKDAYS, *words.DAY_WORDS}
