"""Times of day of a file: as people write them, and as a spreadsheet counts them.

What a number with a fraction means is decided per column and never row by row: 0.4 is a part of a
day, and 9.30 is half past nine where some number of the column can be no share of an hour.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Final

from salescli import dates
from salescli.errors import SalesError, UsageError
from salescli.language import _

EPOCH: Final = datetime.fromisoformat("1899-12-30")  # day 0 of a spreadsheet's serial numbers
SERIAL: Final = 10_000  # from here on a number counts days, and its fraction is the time
_HALF_DAY = r"오전|오후|上午|下午|[ap]\.?\s?m\.?"
_HOUR = (
    r"\d{1,2}\s?(?::\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"|h\s?\d{2}(?!\d)|[시时時点點]\s?(?:\d{1,2}\s?분?分?|반|半)?)"
)
BEHIND: Final = re.compile(
    rf"\s*[T,]?\s*((?:{_HALF_DAY})?\s*{_HOUR}\s*(?:{_HALF_DAY})?)$", re.IGNORECASE
)
_LATIN_HALF = re.compile(r"([ap])\.?\s?m\.?(?![a-z])", re.IGNORECASE)
_HALF_FIRST = re.compile(r"([ap]m)\s*(\d.*)", re.IGNORECASE)
_HALF_LAST = re.compile(r"(\d.*?)\s*(오전|오후|上午|下午)")
_FINE = re.compile(r"(:\d{2}:\d{2})[.,]\d+")
_WITH_H = re.compile(r"(\d{1,2})[.,](\d{2})(?=\s?h(?:r?s?\.?)?$)", re.IGNORECASE)
_ABOUT = re.compile(r"(?<=[\d분分시时時点點반半])\s*(?:경|쯤|께|左右|min\.?)$")
_SPAN = re.compile(r"([^~–—〜-]*[:hH시时時点點][^~–—〜-]*)[~–—〜-]\s*[^~–—〜-]*\d[^~–—〜-]*")
_NUMBER = re.compile(r"(\d*)[.,](\d+)")
_SHARES: Final = frozenset({"0", "00", "25", "5", "50", "75"})  # quarters of an hour, as decimals
Reader = Callable[[str], datetime]


@dataclass
class Numbers:
    """What the numbers with a fraction among the times of one column can be."""

    dotted: str = ""  # one whose fraction can only be minutes
    counted: str = ""  # one that can only be a part of a day
    short: str = ""  # one below 1 that could be either

    def learn(self, text: str, _line: int) -> None:
        if not (found := _NUMBER.fullmatch(text)):
            return
        hour, rest = int(found[1] or 0), found[2]
        if len(rest) > 2:
            self.counted = self.counted or (text if not hour or hour >= SERIAL else "")
        elif not hour:
            self.short = self.short or text
        elif hour < 24 and rest not in _SHARES and int(rest.ljust(2, "0")) < 60:
            self.dotted = self.dotted or text


def reader(header: str, numbers: Numbers, said: list[str]) -> Reader:
    """A reader of the column's times, as moments of the first day there is."""

    @lru_cache(4096)
    def read(text: str) -> datetime:
        try:
            return _read(unicodedata.normalize("NFKC", text).strip(), numbers)
        except (ValueError, OverflowError, SalesError):
            raise UsageError(
                _('{header} "{value}" is not a time I know').format(header=header, value=text)
            ) from None

    if example := numbers.dotted or numbers.counted or numbers.short:
        said.append(
            _('times of "{header}" such as {example} are read as {time}').format(
                header=header, example=example, time=f"{read(example):%H:%M}"
            )
        )
    return read


def _read(text: str, numbers: Numbers) -> datetime:
    if found := _NUMBER.fullmatch(text):
        return EPOCH + _of_number(found, numbers)
    begin = _begin(text)
    return datetime.combine(EPOCH, clock(begin) or dates.time(tidied(begin)))


def _begin(text: str) -> str:
    """``9:30~10:00`` → ``9:30``."""
    span = _SPAN.fullmatch(text)
    return span[1].strip() if span else text


@lru_cache(4096)
def is_span(text: str) -> bool:
    """Whether a cell holds a beginning and an end."""
    return _SPAN.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def _of_number(found: re.Match[str], numbers: Numbers) -> timedelta:
    """The time since midnight that a number with a fraction stands for; a ValueError for none."""
    hour, rest = int(found[1] or 0), found[2]
    if len(rest) > 2 and (not hour or hour >= SERIAL):
        return timedelta(minutes=round(float(f"0.{rest}") * 1440) % 1440)
    if len(rest) > 2 or (numbers.dotted and numbers.counted and not hour):
        raise ValueError
    if numbers.dotted:
        return datetime.combine(EPOCH, time(hour, int(rest.ljust(2, "0")))) - EPOCH
    if hour:
        raise ValueError
    return timedelta(minutes=round(float(f"0.{rest}") * 1440))


def clock(text: str) -> time | None:
    """The time of day behind a date, or of a cell of its own; None when there is none."""
    found = BEHIND.search(_ABOUT.sub("", unicodedata.normalize("NFKC", text).strip()))
    if not found:
        return None
    return dates.time(re.sub(r"(\d{1,2}:\d{2}):\d{2}", r"\1", tidied(found[1].strip())))


def tidied(text: str) -> str:
    """``오전`` before the hour and ``am`` behind it, without fractions of seconds and "about"."""
    plain = _ABOUT.sub("", _FINE.sub(r"\1", _LATIN_HALF.sub(r"\1m", text)))
    plain = _WITH_H.sub(r"\1:\2", plain)
    if first := _HALF_FIRST.fullmatch(plain):
        return f"{first[2]} {first[1]}"
    if last := _HALF_LAST.fullmatch(plain):
        return f"{last[2]} {last[1]}"
    return plain
