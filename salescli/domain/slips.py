"""When two names differ by a slip of the pen, and the keys by which such names are found."""

from __future__ import annotations

import re
import unicodedata

_TELLING = frozenset("0123456789一二三四五六七八九十东西南北中東대소동서남북大小上下")
_BRANCH = r"(?:점|지점|지사|영업소|店|分公司|分行|站)$"


def a_slip(one: str, other: str) -> bool:
    """Whether two name keys differ by one slip: a letter wrong, missing, too many, or two swapped.

    A figure or a point of the compass is no slip, nor is a letter in the name of a branch.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if not (long_enough(one) and long_enough(other)):
        return False
    mine, yours = changed(letters(one), letters(other))
    if max(len(mine), len(yours)) > 2 or (len(mine) + len(yours) > 2 and mine != yours[::-1]):
        return False
    if {*mine, *yours} & _TELLING or telling_syllable(one, other):
        return False
    return not (in_branch(one, other) or last_letter(one, other))


def long_enough(key: str) -> bool:
    """Whether a key has five letters, or four syllables of Hangul."""
    return len(key) >= 5 or (len(key) == 4 and len(letters(key)) >= 8)


def letters(key: str) -> str:
    """Hangul by its letters, so that one wrong letter of a syllable is one slip."""
    return unicodedata.normalize("NFD", key)


def changed(one: str, other: str) -> tuple[str, str]:
    """What remains of two texts without their common beginning and end."""
    start = alike_from_start(one, other)
    one, other = one[start:], other[start:]
    end = alike_from_start(one[::-1], other[::-1])
    return one[: len(one) - end], other[: len(other) - end]


def alike_from_start(one: str, other: str) -> int:
    """How many letters at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def telling_syllable(one: str, other: str) -> bool:
    return bool({part for text in changed(one, other) for part in text} & _TELLING)


def in_branch(one: str, other: str) -> bool:
    """Whether the difference stands in the name of the branch: 国贸店, 国展店."""
    both = re.search(_BRANCH, one) and re.search(_BRANCH, other)
    return bool(both) and alike_from_start(one, other) >= min(len(one), len(other)) - 5


def last_letter(one: str, other: str) -> bool:
    """Shop A and Shop B are two shops; Perez and Peres may be one person."""
    ends = {one[-1], other[-1]}
    return (
        len(one) == len(other) and one[:-1] == other[:-1] and one.isascii() and ends != {"s", "z"}
    )


def slips(text: str) -> set[str]:
    """The text, and the text without each of its letters: what two texts a slip apart share."""
    return {text, *(text[:place] + text[place + 1 :] for place in range(len(text)))}
