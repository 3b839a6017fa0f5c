"""Content lines, the common ground of calendars (RFC 5545) and cards (RFC 2426)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

LINE_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNFIT = re.compile(r"[\x00-\x09\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def fit(text: str) -> str:
    r"""Text that every format can hold: ``\n`` ends lines, control characters become spaces."""
    return _UNFIT.sub(" ", _BREAKS.sub("\n", text))


def escaped(value: str) -> str:
    """A text as the value of a property."""
    return fit(value).translate(_ESCAPES)


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def stamped(moment: datetime) -> str:
    return f"{utc(moment):%Y%m%dT%H%M%SZ}"


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


def written(lines: Iterable[str]) -> str:
    return "".join(f"{folded(line)}\r\n" for line in lines)
