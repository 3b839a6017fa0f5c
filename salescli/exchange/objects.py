"""JSON files: a list of objects, an object that holds one, or JSON Lines; each object is one row.

Numbers stay as they are written, so that no code loses a digit; what is broken is reported by its
line, and the other objects come in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from salescli.domain.drafts import Problem
from salescli.domain.formulas import guard
from salescli.errors import SalesError
from salescli.exchange import encodings
from salescli.exchange.layout import SAMPLE, WIDEST
from salescli.exchange.shapes import RawTable, Row
from salescli.exchange.sources import Source
from salescli.language import _

LARGEST = 64 << 20
_SPACE = re.compile(r"[\s,]*")
_LISTED = re.compile(
    r'\s*\{\s*"(?:rows|items|data|records|results|customers|contacts|visits)"\s*:\s*\['
)
_NEXT = re.compile(r"\n([ \t]*)\{")  # where the object behind a broken one may begin
EXCERPT = 60  # characters
Found = tuple[int, dict[str, Any] | str]


def read(source: Source, legacy: str) -> RawTable:
    """The objects of a JSON file as a table whose columns are their keys, in the order met."""
    text = whole(source, legacy)
    header: dict[str, None] = {}
    for _line, item in items(text):
        if isinstance(item, dict):
            header.update(dict.fromkeys(map(str, item)))
    if not header:
        raise SalesError(_("{file} holds no objects").format(file=source.name))
    if len(header) > WIDEST:
        raise SalesError(
            _("{file} has {count} columns; that is no table").format(
                file=source.name, count=f"{len(header):,}"
            )
        )
    keys = list(header)
    rows = Rows(text, keys)
    sample = [row for _place, row in zip(range(SAMPLE * 10), rows, strict=False)]
    return RawTable(keys, rows, [row for row in sample if isinstance(row, Row)][:SAMPLE], [])


class Rows:
    """The rows, made anew from the text each time they are gone through."""

    def __init__(self, text: str, header: list[str]) -> None:
        self.text = text
        self.header = header

    def __iter__(self) -> Iterator[Row | Problem]:
        for line, item in items(self.text):
            if isinstance(item, str):
                yield Problem(line, item, [])
            elif item:
                yield Row(line, [cell(item.get(key)) for key in self.header])


def whole(source: Source, legacy: str) -> str:
    with source.opened() as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise SalesError(
            _("{file} is larger than {count} bytes").format(file=source.name, count=f"{LARGEST:,}"),
            _("save it as CSV UTF-8 and import that file"),
        )
    return encodings.decode(raw, legacy=legacy, name=source.name, kind="json", lenient=True).text


def items(text: str) -> Iterator[Found]:
    """Each object with its line; a text instead of it says what is wrong there."""
    listed = _LISTED.match(text)
    place = listed.end() if listed else _SPACE.match(text).end()  # type: ignore[union-attr]
    if not listed and text[place : place + 1] == "[":
        place += 1
    decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
    line, counted = 1, 0
    for number in count(1):
        place = _SPACE.match(text, place).end()  # type: ignore[union-attr]
        if place >= len(text) or text[place] == "]":
            return
        line, counted = line + text.count("\n", counted, place), place
        try:
            item, end = decoder.raw_decode(text, place)
        except json.JSONDecodeError as error:
            place, end = following(text, place), place
            at = line + text.count("\n", counted, error.pos)
            yield at, broken(error.msg, number, text[end:], last=place == len(text))
        except RecursionError:
            yield line, broken(_("nested too deeply"), number, text[place:], last=True)
            return
        else:
            told = item if isinstance(item, dict) else unfit(number, text[place:end])
            place = end
            yield line, told


def following(text: str, place: int) -> int:
    """Where the next object begins behind a broken one: on a line of its own, no further in."""
    indent = text[text.rfind("\n", 0, place) + 1 : place]
    depth = len(indent) if not indent.strip() else 0
    begins = (found for found in _NEXT.finditer(text, place + 1) if len(found[1]) <= depth)
    return next((found.end() - 1 for found in begins), len(text))


def broken(reason: str, number: int, text: str, *, last: bool) -> str:
    told = _("this is no JSON: {reason}; mend object {number} in the original file: {text}")
    rest = " " + _("(nothing behind it was read)") if last else ""
    return told.format(reason=reason, number=number, text=excerpt(text)) + rest


def unfit(number: int, text: str) -> str:
    told = _("this is no object; mend number {number} in the original file: {text}")
    return told.format(number=number, text=excerpt(text))


def excerpt(text: str) -> str:
    """The beginning of a text as one line."""
    line = " ".join(text[: EXCERPT * 2].split())
    return line if len(line) <= EXCERPT else line[:EXCERPT] + "…"


def cell(value: Any) -> str:
    """A value as a table would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return guard(", ".join(value))
    if isinstance(value, (list, dict)):
        return guard(json.dumps(value, ensure_ascii=False))
    return guard(str(value))
