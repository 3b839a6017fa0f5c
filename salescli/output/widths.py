"""How wide texts and columns are, in cells; Korean and Chinese letters take two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

LEAST_WRAP, LEAST_TIGHT = 10, 6
LEAST_NUMBER = 13
LEAST_PIECE = 4  # two letters of a Korean or Chinese heading
HEAD_LINES = 3
MOST_LINES, PROSE = 8, 20  # a longer text in a column narrower than this is no pleasure to read


class Way(NamedTuple):
    """One way to make a table fit: the gap between columns, how narrow text and words may be."""

    gap: int
    text: int
    word: int


WAYS = (
    Way(2, LEAST_WRAP, LEAST_NUMBER),
    Way(1, LEAST_WRAP, LEAST_NUMBER),
    Way(1, LEAST_TIGHT, LEAST_WRAP),
)


class Measure(NamedTuple):
    """What one column takes: whole, without its heading, and how narrow it may become."""

    natural: int
    body: int
    head: int
    number: int
    word: int
    wrap: bool
    weight: int = 1

    def least(self, way: Way) -> int:
        if not self.wrap:
            return max(self.body, self.head)
        words = max(self.number, min(self.word, way.word))
        return max(self.head, min(self.body, max(way.text, words)))


def padded(text: str, width: int, *, right: bool = False) -> str:
    blanks = " " * (width - cell_width(text))
    return blanks + text if right else text + blanks


def cell_width(text: str) -> int:
    """Columns that the text takes on a terminal; Korean and Chinese letters take two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrapped_width(texts: Iterable[str]) -> int:
    """How narrow a column of text may be: a phone number is never broken in two."""
    return max(LEAST_WRAP, number_width(texts))


def number_width(texts: Iterable[str]) -> int:
    words = (word for text in texts for word in text.split() if word[-1].isdigit())
    return max((min(cell_width(word), LEAST_NUMBER) for word in words), default=0)


def word_width(texts: Iterable[str]) -> int:
    """The widest word; Korean and Chinese break between any letters."""
    words = {word for text in texts for word in text.split()}
    return max((LEAST_PIECE if is_wide(word) else len(word) for word in words), default=0)


def line_width(text: str) -> int:
    return max(map(cell_width, text.split("\n")))


def narrowed(
    widths: Sequence[int], least: Sequence[int], room: int, weights: Sequence[int] = ()
) -> list[int]:
    """Take from the widest column that may give, by its weight, cell by cell, until all fit."""
    heavy = weights or [1] * len(widths)
    found = list(widths)
    while sum(found) > room:
        giving = [place for place, width in enumerate(found) if width > least[place]]
        if not giving:
            break
        found[max(giving, key=lambda place: found[place] / heavy[place])] -= 1
    return found


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column so many cells wide, broken between words."""
    return sum(line_count(line, max(width, 2)) for line in text.split("\n"))


def line_count(line: str, width: float) -> int:
    if cell_width(line) <= width:
        return 1
    count, used = 1, 0
    for word in line.split(" "):
        long = cell_width(word)
        if used and used + 1 + long > width:
            count, used = count + 1, 0
        elif used:
            used += 1
        if long > width:
            room = int(width) if long == len(word) else int(width) // 2 * 2
            whole = -(-long // room)
            count, used = count + whole - 1, long - (whole - 1) * room
        else:
            used += long
    return count


def measured(title: str, texts: Sequence[str], *, wrap: bool, weight: int = 1) -> Measure:
    body = max(map(line_width, texts), default=0)
    number, word = (number_width(texts), word_width(texts)) if wrap else (0, 0)
    return Measure(max(body, cell_width(title)), body, head_width(title), number, word, wrap,
                   weight)  # fmt: skip


def head_width(title: str) -> int:
    """The narrowest place in which a heading takes few lines and its words stay whole."""
    whole = cell_width(title)
    least = word_width([title])
    fits = (width for width in range(least, whole) if len(broken(title, width)) <= HEAD_LINES)
    return next(fits, whole)


def is_wide(word: str) -> bool:
    """Whether a word is of Korean or Chinese letters, between which a line may end."""
    return cell_width(word) > len(word)


def broken(text: str, width: int) -> list[str]:
    """A heading in lines: it breaks between words, and where it must between wide letters."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if cell_width(joined) <= width:
            lines[-1] = joined
        elif is_wide(word) and cell_width(word) > width:
            lines += cut(word, width)
        else:
            lines.append(word)
    return [line for line in lines if line]


def cut(word: str, width: int) -> list[str]:
    """A word in pieces of nearly the same length that are no wider than ``width``."""
    pieces = [""]
    each = max(cell_width(word) / -(-cell_width(word) // max(width // 2 * 2, 2)), 2)
    for letter in word:
        if pieces[-1] and cell_width(pieces[-1] + letter) > min(-(-each // 2) * 2, width):
            pieces.append("")
        pieces[-1] += letter
    return pieces


def arranged(
    measures: Sequence[Measure], columns: Sequence[Sequence[str]], width: int
) -> tuple[list[int], int] | None:
    """Widths for the texts of all columns and the gap between them, if they fit and read well."""
    for way, favour in product(WAYS, (False, True)):
        widths = fitted(measures, width, way, favour=favour)
        if widths and not any(
            measure.wrap and crowded(texts, each)
            for measure, texts, each in zip(measures, columns, widths, strict=True)
        ):
            return widths, way.gap
    return None


def fitted(measures: Sequence[Measure], width: int, way: Way, *, favour: bool) -> list[int] | None:
    """Widths that fit into the window this way; one may ``favour`` the longest text."""
    room = width - way.gap * (len(measures) - 1)
    least = [measure.least(way) for measure in measures]
    if sum(least) > room:
        return None
    natural = [min(measure.natural, room) for measure in measures]
    if favour:
        longest = natural.index(max(natural))
        natural = [*least[:longest], natural[longest], *least[longest + 1 :]]
    return narrowed(natural, least, room, [measure.weight for measure in measures])


def crowded(texts: Iterable[str], width: int) -> bool:
    """Whether a text is too long for a column as narrow as this."""
    return width < PROSE and any(lines(text, width) > MOST_LINES for text in texts)
