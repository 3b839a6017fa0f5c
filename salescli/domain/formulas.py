"""The guard of CSV files for spreadsheets: a text that one would run or misread gets an apostrophe.

``unguard`` takes away exactly what was put there, also from texts that had apostrophes. The other
way to keep the zero of ``010…``, ``="010…"``, is a formula again and stays behind in the sheet.
"""

from __future__ import annotations

import re

_SIGN = r"[=+\-@\t\r]"
_NUMBER = (
    r"(?:\(?\d+(?:[.,:]\d+)*\)?|\d+[eE]\d+|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?"
    r"|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[- ]?\d{1,4}"
    r"|\d{1,2}[- ]?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))\Z"
)  # also dates, among them codes such as MAR1
_RUNS = re.compile(rf"'*{_SIGN}|'+{_NUMBER}")
_MISREAD = re.compile(rf"'*(?:{_SIGN}|{_NUMBER})")
_GUARDED = re.compile(rf"'+(?:{_SIGN}|{_NUMBER})")


def guard(value: str) -> str:
    """``=1+1`` → ``'=1+1``; for texts only, a number is never a formula."""
    return "'" + value if _RUNS.match(value) else value


def as_text(value: str) -> str:
    """The same for codes and phone numbers, which stay text: ``01012345678`` → ``'01012345678``."""
    return "'" + value if _MISREAD.match(value) else value


def unguard(value: str) -> str:
    """``'=1+1`` → ``=1+1``; every other apostrophe stays."""
    return value[1:] if value[:1] == "'" and _GUARDED.match(value) else value
