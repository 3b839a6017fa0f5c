"""Days as a calendar (RFC 5545): imported again, a changed call replaces its earlier self."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salescli.domain.directions import CALLED_OFF
from salescli.domain.itinerary import Call, Itinerary
from salescli.exchange.content_lines import escaped, stamped, utc, written
from salescli.exchange.itinerary_text import details, summary
from salescli.language import _

_STATES = {"planned": "TENTATIVE"} | dict.fromkeys(CALLED_OFF, "CANCELLED")


def ics(days: Sequence[Itinerary]) -> str:
    """One VEVENT per call; the same days give the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sales//sales//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(_calendar(days))}",
        *(line for day in days for call in day.calls for line in _event(call)),
        "END:VCALENDAR",
    ]
    return written(lines)


def _calendar(days: Sequence[Itinerary]) -> str:
    reps = ", ".join(dict.fromkeys(day.rep for day in days if day.rep))
    return _("Visits of {name}").format(name=reps) if reps else _("Visits")


def _event(call: Call) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(call.id)}@sales"
    yield f"DTSTAMP:{stamped(call.changed)}"
    yield f"LAST-MODIFIED:{stamped(call.changed)}"
    yield f"DTSTART:{stamped(call.start)}"
    if utc(call.end) > utc(call.start):
        yield f"DTEND:{stamped(call.end)}"
    yield f"SUMMARY:{escaped(summary(call))}"
    if call.address:
        yield f"LOCATION:{escaped(call.address)}"
    if call.place:
        yield f"GEO:{call.place.lat:.6f};{call.place.lon:.6f}"
    if about := details(call):
        yield f"DESCRIPTION:{escaped(about)}"
    yield f"STATUS:{_STATES.get(call.status, 'CONFIRMED')}"
    if call.status in {"planned", "confirmed"}:
        yield from _alarm(call)
    yield "END:VEVENT"


def _alarm(call: Call) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield "TRIGGER:-PT15M"
    yield f"DESCRIPTION:{escaped(summary(call))}"
    yield "END:VALARM"
