"""Exact numbers as people type and read them: money in minor units, quantities in thousandths.

Everything is an integer of the smallest step; nothing ever becomes a float on the way.
"""

from __future__ import annotations

import re
import unicodedata

MOST = 10**15
_NUMBER = r"(\d{1,3}(?:[,_]\d{3})+|\d*)(?:\.(\d+))?"


def scaled(text: str, places: int) -> int:
    """``1,200.5`` with two places → 120050; ValueError when it is no such number.

    A comma only groups thousands, so that ``2,5`` is refused and never read as 25.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(_NUMBER, plain, re.ASCII)
    if found is None or not plain:
        raise ValueError(text)
    fraction = (found[2] or "").rstrip("0")
    if len(fraction) > places or len(plain) > 40:
        raise ValueError(text)
    whole = int(re.sub("[,_]", "", found[1]) or 0)
    number: int = whole * 10**places + int(fraction.ljust(places, "0") or 0)
    if number > MOST:
        raise ValueError(text)
    return number


def grouped(number: int, places: int) -> str:
    """120050 with two places → ``1,200.50``."""
    whole, part = divmod(abs(number), 10**places)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{places}d}" if places else "")


def money_text(amount: int, decimals: int, currency: str) -> str:
    """Minor units for people: ``5,000,000 KRW``."""
    return f"{grouped(amount, decimals)} {currency}".rstrip()
