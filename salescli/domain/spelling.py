"""Whether a typed word is a slip of the finger for a known one: near in spelling, nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from salescli.domain.text import fold

LEAST = 4  # letters; one wrong letter of fewer is another word
LONG = 8  # from here on two letters may be wrong


def near(typed: str, known: Iterable[str]) -> str:
    """The one known word that ``typed`` is a slip of; "" for none, or where two are as near."""
    return _best(typed, known, within=False)


def near_part(typed: str, names: Iterable[str]) -> str:
    """The one name of which ``typed`` is a slip, or a slip of a part of it."""
    return _best(typed, names, within=True)


def _best(typed: str, known: Iterable[str], *, within: bool) -> str:
    word = _letters(typed)
    if len(word) < LEAST:
        return ""
    most = 1 if len(word) < LONG else 2
    scored = sorted((distance(word, _letters(item), within=within), item) for item in set(known))
    close = [item for score, item in scored if score == scored[0][0] <= most]
    return close[0] if len(close) == 1 else ""


def distance(word: str, other: str, *, within: bool = False) -> int:
    """How many letters are wrong, missing, too many or swapped; ``within`` any part of other."""
    before: list[int] = []
    row = [0] * (len(other) + 1) if within else list(range(len(other) + 1))
    for place, letter in enumerate(word):
        after = [place + 1]
        for at, known in enumerate(other):
            steps = [row[at + 1] + 1, after[at] + 1, row[at] + (letter != known)]
            if place and at and letter == other[at - 1] and word[place - 1] == known:
                steps.append(before[at - 1] + 1)
            after.append(min(steps))
        before, row = row, after
    return min(row) if within else row[-1]


def _letters(text: str) -> str:
    """Hangul by its letters, so that one wrong letter of a syllable is a small mistake."""
    return unicodedata.normalize("NFD", fold(text))
