"""Parts of a whole in percent, for people: rounded half up, and never to nothing or to all.

Whether a part reaches a threshold is judged on the exact numbers, never on a rounded percent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from salescli.language import _


class Share(int):
    """A whole percent that knows its words: near a bound they say on which side of it it lies."""

    words: str

    def __new__(cls, part: int, whole: int, goal: int = 100) -> Self:
        """Of ``part`` ÷ ``whole``; ``goal`` is the percent that is to be reached."""
        share = super().__new__(cls, percent(part, whole))
        share.words = worded(part, whole, int(share), goal)
        return share


def percent(part: int, whole: int) -> int:
    """Whole percent, half a percent rounded up."""
    return (200 * part + whole) // (2 * whole)


def percent_text(part: int, whole: int) -> str:
    """``77 %``; ``< 1 %`` of what is not nothing, ``> 99 %`` of what is not all."""
    return worded(part, whole, percent(part, whole), 100)


def ratio_text(part: int, whole: int, *, rest: bool = False) -> str:
    """``3 of 8 (38 %)``; of nothing no percent."""
    text = _("{part} of {whole}").format(part=part, whole=whole)
    said = rest_text if rest else percent_text
    return f"{text} ({said(part, whole)})" if whole else text


def rest_text(part: int, whole: int) -> str:
    """The same of a part whose counterpart stands beside it: both come to 100."""
    return worded(part, whole, shared_out([whole - part, part])[1], 100)


def worded(part: int, whole: int, rounded: int, goal: int) -> str:
    if 0 < part * 100 < whole:
        return "< 1 %"
    if part < whole and rounded >= 100:
        return "> 99 %"
    if part * 100 < goal * whole and rounded >= goal:
        return f"< {goal} %"
    return f"{rounded:,} %"


def shared_out(parts: Sequence[int]) -> list[int]:
    """The parts of one whole in percents that add up to 100 (largest remainder).

    Of equal rests the earlier part gets it; of nothing every part is nothing.
    """
    whole = sum(parts)
    if not whole:
        return [0] * len(parts)
    found = [part * 100 // whole for part in parts]
    by_rest = sorted(range(len(parts)), key=lambda place: -(parts[place] * 100 % whole))
    for place in by_rest[: 100 - sum(found)]:
        found[place] += 1
    return found
