"""What a setting must fulfil beyond its type, so that it is refused where it is written."""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from salescli.language import N_, _

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
GRADES = frozenset("ABCD")


def weekdays(text: str) -> frozenset[int]:
    """``mon-fri`` or ``mon, wed, sat`` → weekdays with Monday = 0; ValueError when it is none."""
    days: set[int] = set()
    for part in re.split(r"[,\s]+", text.strip().lower()):
        first, dash, last = part.partition("-")
        begin = DAYS.index(first[:3])
        end = DAYS.index(last[:3]) if dash else begin
        days |= {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}
    return frozenset(days)


def is_week(text: str) -> bool:
    try:
        return bool(weekdays(text))
    except ValueError:
        return False


def is_encoding(text: str) -> bool:
    try:
        return bool(codecs.lookup(text))
    except LookupError:
        return False


def within(least: float, most: float) -> Callable[[Any], bool]:
    return lambda value: value is None or (math.isfinite(value) and least <= value <= most)


def by_grade(values: Mapping[str, int]) -> bool:
    return set(values) <= GRADES


def is_server(text: str) -> bool:
    return not text or re.fullmatch(r"(osrm|valhalla) https?://\S+", text) is not None


def is_country(text: str) -> bool:
    """A country as KR, or a part of one as ES-MD; empty for none."""
    return re.fullmatch(r"([A-Z]{2}(-[A-Z0-9]{1,3})?)?", text) is not None


def is_meeting(text: str) -> bool:
    """A weekday with its time, as `mon 17:00`; empty for none."""
    found = re.fullmatch(r"([a-z]+) ([01]?\d|2[0-3]):[0-5]\d", text.strip().lower())
    return not text or (found is not None and found[1][:3] in DAYS)


def is_pattern(text: str) -> bool:
    """An order number's pattern: {no} once, and no other field than those we fill in."""
    plain = re.sub(r"\{(province|city|year)\}", "", text)
    return plain.count("{no}") == 1 and not set("{}") & set(plain.replace("{no}", ""))


CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "day.workdays": (is_week, N_("days as mon-fri or mon,wed,sat")),
    "day.country": (is_country, N_("a country as KR, or a part of it as ES-MD")),
    "day.meeting": (is_meeting, N_("a weekday and a time, as mon 17:00")),
    "day.visit_minutes": (within(1, 600), N_("a number from 1 to 600")),
    "office.lat": (within(-90, 90), N_("a latitude from -90 to 90")),
    "office.lon": (within(-180, 180), N_("a longitude from -180 to 180")),
    "mail.port": (within(1, 65535), N_("a port from 1 to 65535")),
    "money.decimals": (within(0, 6), N_("a number from 0 to 6")),
    "orders.pattern": (is_pattern, N_("{no} once, and {province}, {city} or {year} beside it")),
    "orders.digits": (within(1, 9), N_("a number from 1 to 9")),
    "orders.share": (within(1, 100), N_("a number from 1 to 100")),
    "screen.rows": (within(1, 100_000), N_("a number from 1 to 100000")),
    "files.legacy_encoding": (is_encoding, N_("a code page as cp949 or gb18030")),
    "quota.points": (by_grade, N_("grades A to D, as {A: 3, B: 2}")),
    "route.grades": (by_grade, N_("grades A to D, as {A: 3, B: 2}")),
    "route.interval_days": (by_grade, N_("grades A to D, as {A: 3, B: 2}")),
    "route.server": (
        is_server,
        N_("`osrm` or `valhalla` and an address, as osrm http://host:5000"),
    ),
    "route.unknown_minutes": (within(1, 600), N_("a number from 1 to 600")),
    "route.timeout": (within(1, 600), N_("a number from 1 to 600")),
    "coverage.per_quarter": (by_grade, N_("grades A to D, as {A: 2, B: 2}")),
}


def complaint(name: str, value: Any) -> str:
    """Why ``value`` cannot be the setting ``name``; empty when it can."""
    if name not in CHECKS or CHECKS[name][0](value):
        return ""
    return _("{name} takes {what}").format(name=name, what=_(CHECKS[name][1]))
