"""The formula guard of CSV files: a text that a spreadsheet would run gets one apostrophe.

``unguard`` takes away exactly what ``guard`` put there, also from texts that had apostrophes.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guard(value: str) -> str:
    """``=1+1`` → ``'=1+1``; for texts only, a number is never a formula."""
    return "'" + value if _RUNS.match(value) else value


def unguard(value: str) -> str:
    """``'=1+1`` → ``=1+1``; every other apostrophe stays."""
    return value[1:] if value[:1] == "'" and _GUARDED.match(value) else value
