"""The industry gate: reps sell within their own industries (L1)."""

from __future__ import annotations

from collections.abc import Iterable

from salescli.domain.text import fold


def outside(industry: str, mine: Iterable[str]) -> bool:
    """Whether a customer's industry is none of mine; unknown ones, and no list, are let through.

    One within the other counts: 플라스틱 사출 is 플라스틱.
    """
    own = [key for key in map(fold, mine) if key]
    key = fold(industry)
    return bool(own and key) and not any(item in key or key in item for item in own)
