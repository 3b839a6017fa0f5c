"""Days as a calendar (RFC 5545): imported again, a changed call replaces its earlier self."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from salescli.domain.directions import CALLED_OFF
from salescli.domain.itinerary import Call, Itinerary
from salescli.exchange.itinerary_text import details, fit, summary, utc
from salescli.language import _

LINE_OCTETS = 75
_STATES = {"planned": "TENTATIVE"} | dict.fromkeys(CALLED_OFF, "CANCELLED")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def ics(days: Sequence[Itinerary]) -> str:
    """One VEVENT per call; the same days give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sales//sales//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(_calendar(days))}",
        *(line for day in days for call in day.calls for line in _event(call)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def folded(line: str) -> str:
    """At most 75 octets a line, the space of a continued line among them; no letter is split."""
    parts, size = [""], 0
    for char in line:
        octets = len(char.encode())
        if size + octets > LINE_OCTETS:
            parts.append("")
            size = 1
        parts[-1] += char
        size += octets
    return "\r\n ".join(parts)


def _calendar(days: Sequence[Itinerary]) -> str:
    reps = ", ".join(dict.fromkeys(day.rep for day in days if day.rep))
    return _("Visits of {name}").format(name=reps) if reps else _("Visits")


def _event(call: Call) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(call.id)}@sales"
    yield f"DTSTAMP:{_moment(call.changed)}"
    yield f"LAST-MODIFIED:{_moment(call.changed)}"
    yield f"DTSTART:{_moment(call.start)}"
    if utc(call.end) > utc(call.start):
        yield f"DTEND:{_moment(call.end)}"
    yield f"SUMMARY:{_text(summary(call))}"
    if call.address:
        yield f"LOCATION:{_text(call.address)}"
    if call.place:
        yield f"GEO:{call.place.lat:.6f};{call.place.lon:.6f}"
    if about := details(call):
        yield f"DESCRIPTION:{_text(about)}"
    yield f"STATUS:{_STATES.get(call.status, 'CONFIRMED')}"
    if call.status in {"planned", "confirmed"}:
        yield from _alarm(call)
    yield "END:VEVENT"


def _alarm(call: Call) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield "TRIGGER:-PT15M"
    yield f"DESCRIPTION:{_text(summary(call))}"
    yield "END:VALARM"


def _moment(moment: datetime) -> str:
    return f"{utc(moment):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    return fit(value).translate(_ESCAPES)
