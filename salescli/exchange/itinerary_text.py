"""A call as words for calendars and map apps, without what breaks their files."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from salescli.domain.itinerary import Call
from salescli.language import _

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNFIT = re.compile(r"[\x00-\x09\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def fit(text: str) -> str:
    r"""Text that every format can hold: ``\n`` ends lines, control characters become spaces."""
    return _UNFIT.sub(" ", _BREAKS.sub("\n", text))


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


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
