"""A call as words for calendars and map apps, without what breaks their files."""

from __future__ import annotations

from salescli.domain.itinerary import Call
from salescli.language import _


def summary(call: Call) -> str:
    """``한빛상사 (A)``."""
    return f"{call.customer} ({call.grade})" if call.grade else call.customer


def details(call: Call) -> str:
    """Whom to ask for, how to reach them, why to go."""
    lines = [
        _("Contact: {name}").format(name=call.contact) if call.contact else "",
        _("Phone: {number}").format(number=call.phone) if call.phone else "",
        call.why,
    ]
    return "\n".join(filter(None, lines))
