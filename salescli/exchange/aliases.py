"""The field that a header means, by the names in ``header_names``.

Compared after NFKC, without case, accents, marks for required columns, and everything but letters
and digits.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from salescli.exchange.header_names import WORDS
from salescli.exchange.kinds import KINDS

_REQUIRED = re.compile(
    r"[\s*]*([(\[{【]\s*)?"
    r"(필수|필수항목|必填|必填项|必須|required|obligatorio|requerido)"
    r"(?(1)\s*[)\]}】]|)[\s*]*$"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CELLS = re.compile(r"[,;|\t\r\n]+")


def key(header: str) -> str:
    """``" *거래처 명(필수)"`` → ``거래처명``, ``Código`` → ``codigo``; a bare sign stays."""
    text = unicodedata.normalize("NFKC", header).casefold().strip()
    text = _REQUIRED.sub("", text) or text
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if _kept(char))
    return unicodedata.normalize("NFC", bare) or text


def _kept(char: str) -> bool:
    return char.isalnum() and not unicodedata.combining(char)


@cache
def table() -> dict[str, str]:
    """Every header name by its key → field; a field's own key gives way to a name."""
    names = {key(word): field for field, words in WORDS.items() for word in words.split(",")}
    fields = {*WORDS, *(field for fields in KINDS.values() for field in fields)}
    return {key(field): field for field in fields} | names


def field_of(header: str) -> str | None:
    """The field a header means: as a whole, without its brackets, or when all its parts agree."""
    known = table()
    for text in (header, _BRACKETS.sub("", header)):
        if field := known.get(key(text)):
            return field
    parts = {known.get(key(part)) for part in re.split(r"[/\n]", header) if part.strip()}
    return parts.pop() if len(parts) == 1 else None


def recognised(cells: list[str]) -> int:
    """How many different fields a row names; a header names at least two."""
    return len({field_of(cell) for cell in cells if cell.strip()} - {None})


def count(text: str) -> int:
    """How many header names the lines of a text hold, whatever parts its cells."""
    return recognised([cell.strip('" ') for cell in _CELLS.split(text)][:500])
