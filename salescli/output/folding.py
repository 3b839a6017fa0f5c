"""Sentences on a terminal: lines end between words, and commands in backticks stay whole."""

from __future__ import annotations

import re
import shutil
from typing import TextIO

from salescli.output.widths import cell_width

_WIDE = "\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60"
_PIECE = re.compile(rf"`[^`\n]*`|[{_WIDE}]|[^\s`{_WIDE}]+|`|\s+")
_CLOSING = "、。，．；：？！）」』》】〕”’…)]}.,;:?!"
_OPENING = "（「『《【〔“‘([{"
_BEGINS = re.compile(r"- |#|\||```|\d+\. ")
_POINT = re.compile(r"- |\d+\. ")
_TERM = re.compile(r" {4,}\S+(?: \S+)* {2,}(?=\S)")
LEAST = 20
LAID_OUT = 4  # blanks before what is laid out by hand


def fit(text: str, stream: TextIO) -> str:
    """A text as the stream shows it: folded on a terminal, as it is in a pipe or file."""
    if not stream.isatty():
        return text
    width = max(shutil.get_terminal_size().columns, LEAST)
    return "\n".join(folded(line, width) for line in text.split("\n"))


def folded(line: str, width: int, hang: int = 0) -> str:
    """A line in lines of at most ``width`` cells.

    The later ones stand as deep as the first, or as the text behind its first ``hang`` letters.
    """
    if 2 * len(line) <= width or cell_width(line) <= width:
        return line
    head = line[: hang or len(line) - len(line.lstrip())]
    margin = " " * cell_width(head)
    rows, row, blank = [], "", ""
    for piece in pieces(line[len(head) :].rstrip()):
        if piece.isspace():
            blank = " "
        elif row and cell_width(margin + row + blank + piece) > width:
            rows.append(row)
            row, blank = piece, ""
        else:
            row, blank = row + blank + piece, ""
    first, *later = [*rows, row]
    return "\n".join([head + first, *(margin + row for row in later)])


def pieces(text: str) -> list[str]:
    """The parts between which a line may end, blanks among them.

    Korean and western words are whole, with the punctuation that clings to them; between Chinese
    letters a line may end anywhere but before a closing or behind an opening sign.
    """
    found: list[str] = []
    for match in _PIECE.finditer(text):
        part = match[0]
        if found and clings(found[-1], part):
            found[-1] += part
        else:
            found.append(part)
    return found


def clings(before: str, part: str) -> bool:
    if before.isspace() or part.isspace():
        return False
    if part[0] in _CLOSING or before[-1] in _OPENING:
        return True
    return not (is_wide(before[-1]) or is_wide(part[0]))


def is_wide(letter: str) -> bool:
    return re.match(f"[{_WIDE}]", letter) is not None


def reflowed(text: str, width: int) -> str:
    """A page of help as wide as the window: paragraphs and points flow, what is laid out stays."""
    found: list[str] = []
    for line in text.splitlines():
        if found and flows(found[-1], line):
            found[-1] = joined(found[-1], line.strip())
        else:
            found.append(line)
    return "".join(folded(line, width, hanging(line)) + "\n" for line in found)


def flows(before: str, line: str) -> bool:
    """Whether a line goes on with the paragraph, point or term of the line before."""
    if not line.strip() or not before.strip() or before.startswith(("#", "|", "```")):
        return False
    depth = len(line) - len(line.lstrip())
    if depth < LAID_OUT:
        return not _BEGINS.match(line) and not before.startswith(" " * LAID_OUT)
    return depth == hanging(before) and before.startswith(" " * LAID_OUT)


def hanging(line: str) -> int:
    """How deep the later lines of a point or a term stand, beyond its own margin."""
    found = _POINT.match(line) or _TERM.match(line)
    return found.end() if found else 0


def joined(before: str, line: str) -> str:
    """Two lines as one; Chinese sentences have no blank between them."""
    ends, begins = before[-1], line[0]
    apart = not is_wide(ends) or not (is_wide(begins) or ends in _CLOSING)
    return before + (" " if apart and not (is_wide(begins) and begins in _CLOSING) else "") + line
