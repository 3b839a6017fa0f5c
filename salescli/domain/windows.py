"""When a customer can be visited: ``mon-fri 09:30-12:00, 13:30-17:00; sat 10:00-12:00``.

Days and hours stand in segments between ``;``. A segment without days holds for every day, a
segment with days comes before it, ``closed`` comes before both. Once hours are given, days that
nothing is said about are closed; ``any`` means any time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from salescli.domain.text import fold
from salescli.errors import UsageError
from salescli.language import _

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Span(NamedTuple):
    start: time
    end: time


Hours = tuple[Span, ...] | None


@dataclass(frozen=True)
class Windows:
    """The hours of seven days, Monday first.

    Args:
        hours: Of each day its spans in order; none is closed, None is any time.
    """

    hours: tuple[Hours, ...] = (None,) * 7

    def on(self, day: date) -> Hours:
        return self.hours[day.weekday()]

    def open_at(self, day: date, at: time) -> bool:
        spans = self.on(day)
        return spans is None or any(span.start <= at < span.end for span in spans)


class _Rule(NamedTuple):
    days: tuple[int, ...]  # none: every day
    hours: Hours


_NAMES = (
    "mon monday mondays lun lunes l 월 월요일 周一 週一 星期一 礼拜一 禮拜一 一",
    "tue tues tuesday tuesdays mar martes 화 화요일 周二 週二 星期二 礼拜二 禮拜二 二",
    "wed weds wednesday wednesdays mie miercoles x 수 수요일 周三 週三 星期三 礼拜三 禮拜三 三",
    "thu thur thurs thursday thursdays jue jueves j 목 목요일 周四 週四 星期四 礼拜四 禮拜四 四",
    "fri friday fridays vie viernes v 금 금요일 周五 週五 星期五 礼拜五 禮拜五 五",
    "sat saturday saturdays sab sabado sabados s 토 토요일 周六 週六 星期六 礼拜六 禮拜六 六",
    "sun sunday sundays dom domingo domingos d 일 일요일 周日 週日 星期日 礼拜日 日 周天 星期天 天",
)
_WEEKDAYS = {name: day for day, names in enumerate(_NAMES) for name in names.split()}
_JOINED = r"(?:周|週|星期|礼拜|禮拜)?([一二三四五六日天]{2,})|([월화수목금토일]{2,})"

# Other ways to say it, turned into the canonical words one after the other.
_SAYINGS = (
    (r"\bevery ?day\b|\bdaily\b|매일|每天|\bdiario\b|\btodos los d[ií]as\b", " mon-sun "),
    (r"\bweekdays?\b|평일|주중|工作日|\blaborables\b|\bentre semana\b", " mon-fri "),
    (r"\bweekends?\b|주말|周末|週末|\bfin(?:es)? de semana\b", " sat-sun "),
    (r"정기 ?휴무|휴무일?|휴업|쉼|休息|休业|休業|休|\bcerrad[oa]s?\b", " closed "),
    (r"\bany ?time\b|\ball day\b|언제나|종일|全天|随时|隨時|\btodo el d[ií]a\b", " any "),
    (r"매주|每|\b(?:los|las|el|de|desde|from|on|every)\b", " "),
    (r"까지", " "),
    (r"[~∼〜–—‑−至到]|부터|에서|\b(?:to|until|al?|hasta)\b", "-"),
    (r"\s*-\s*", "-"),
    (r"\b(?:and|y|e)\b|[、·&]", ","),
    (r"(\d{1,2})\s*[시点點时時h]\s*(\d{2})\s*[분分]?", r"\1:\2"),
    (r"(\d{1,2})\s*[시点點时時h]", r"\1"),
)
_SEGMENTS = r"[;\n]|(?<=\d)\s*,\s*(?=[^\W\d_])"
_SEGMENT = r"([^\d]*)(\d.*)?"
_SPAN = r"(\d{1,2})[:.]?(\d{2})?-(\d{1,2})[:.]?(\d{2})?"


@lru_cache(maxsize=4096)
def read_windows(text: str) -> Windows:
    """What is kept, and read for every customer of a plan."""
    return parse_windows(text)


def parse_windows(text: str) -> Windows:
    """Visiting hours as people write them, in four languages; nothing written is any time."""
    rules = [_rule(part) for part in re.split(_SEGMENTS, _canonical(text)) if part.strip(" ,-")]
    return Windows(tuple(_hours(day, rules) for day in range(7)))


def format_windows(windows: Windows) -> str:
    """The canonical English form, which reads back as an equal value."""
    groups: dict[Hours, list[int]] = {}
    for day, hours in enumerate(windows.hours):
        groups.setdefault(hours, []).append(day)
    if len(groups) == 1:
        return _hours_text(windows.hours[0])
    closed = groups.pop((), [])
    if list(groups) == [None] and len(closed) < 4:
        return f"closed {_days_text(closed)}"
    return "; ".join(f"{_days_text(days)} {_hours_text(hours)}" for hours, days in groups.items())


def _hours_text(hours: Hours) -> str:
    if hours is None:
        return "any"
    return ", ".join(map(_span_text, hours)) or "closed"


def _span_text(span: Span) -> str:
    return f"{span.start:%H:%M}-{span.end:%H:%M}"


def _days_text(days: list[int]) -> str:
    """Neighbours from three on become a range: ``mon-wed,fri``."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(map(_run_text, runs))


def _run_text(run: list[int]) -> str:
    if len(run) > 2:
        return f"{DAYS[run[0]]}-{DAYS[run[-1]]}"
    return ",".join(DAYS[day] for day in run)


def _canonical(text: str) -> str:
    said = unicodedata.normalize("NFKC", text).casefold()
    for pattern, word in _SAYINGS:
        said = re.sub(pattern, word, said)
    return said


def _rule(segment: str) -> _Rule:
    found = re.fullmatch(_SEGMENT, segment.strip())
    head, times = found.groups() if found else (segment, None)
    words = [word for word in re.split(r"[\s,:/]+", head.strip(" -")) if word]
    days = tuple(day for word in words if word not in {"closed", "any"} for day in _days(word))
    if "closed" not in words:
        return _Rule(days, _spans(times) if times else None)
    if times:
        raise _refused(_('"{text}" has both hours and `closed`').format(text=segment.strip()))
    return _Rule(days, ())


def _days(word: str) -> list[int]:
    first, dash, last = word.partition("-")
    if dash:
        start, end = _weekday(first), _weekday(last)
        return [(start + n) % 7 for n in range((end - start) % 7 + 1)]
    if found := re.fullmatch(_JOINED, word):
        return [_weekday(char) for char in found[1] or found[2]]
    return [_weekday(word)]


def _weekday(word: str) -> int:
    day = _WEEKDAYS.get(fold(word))
    if day is None:
        raise _refused(_('"{word}" is no weekday').format(word=word))
    return day


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(_span(part) for part in re.split(r"[\s,/]+", text) if part)


def _span(text: str) -> Span:
    found = re.fullmatch(_SPAN, text)
    if not found:
        raise _refused(_('"{text}" is no span of time').format(text=text))
    start, end = _clock(found[1], found[2]), _clock(found[3], found[4])
    if start >= end:
        raise _refused(_("{span} ends before it begins").format(span=text))
    return Span(start, end)


def _clock(hour: str, minute: str | None) -> time:
    """A time of day; 24:00 is the last minute, since no visit begins at midnight."""
    hours, minutes = int(hour), int(minute or 0)
    if (hours, minutes) == (24, 0):
        return time(23, 59)
    if hours > 23 or minutes > 59:
        raise _refused(_('"{time}" is no time of day').format(time=f"{hours}:{minutes:02}"))
    return time(hours, minutes)


def _hours(day: int, rules: list[_Rule]) -> Hours:
    named = [rule.hours for rule in rules if day in rule.days]
    chosen = named or [rule.hours for rule in rules if not rule.days]
    if not chosen:
        return () if any(rule.hours != () for rule in rules) else None
    if () in chosen:
        return ()
    if None in chosen:
        return None
    return _apart(day, tuple(sorted(span for spans in chosen for span in spans or ())))


def _apart(day: int, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    for first, second in _overlaps(spans):
        raise _refused(
            _("{first} and {second} overlap on {day}").format(
                first=_span_text(first), second=_span_text(second), day=DAYS[day]
            )
        )
    return spans


def _overlaps(spans: tuple[Span, ...]) -> Iterator[tuple[Span, Span]]:
    return (pair for pair in pairwise(spans) if pair[1].start < pair[0].end)


def _refused(message: str) -> UsageError:
    hint = _("write it like `mon-fri 09:30-12:00, 13:30-17:00; sat 10:00-12:00; closed wed`")
    return UsageError(message, hint)
