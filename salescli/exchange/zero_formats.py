"""Leading zeros that an xlsx file keeps in the format of a cell only: ``00000``, ``000-0000-0000``.

The number 6234 in the format 00000 is the postcode 06234, as the person sees it; what is read is
the number. Formats without such zeros cost nothing; else the sheet is gone through once more, and
four bytes a cell are kept.
"""

from __future__ import annotations

import re
import zipfile
from array import array
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import IO, Any, Final

from salescli.exchange import packed

_FORMAT = re.compile(rb"<numFmt [^>]*>")
_STYLES = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<xf [^>]*>")
_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_STYLED = re.compile(rb'\bs="(\d+)"')
_TYPED = re.compile(rb'\bt="[^n]')
_LOCALE = re.compile(r"^\[\$-[0-9A-Fa-f]+\]")
_TOKEN = re.compile(r'[0#]|[-() ]|\\.|"[^"]*"|_.')
_SLOT: Final = "\0"  # of a digit, among the texts between them


@dataclass(frozen=True)
class Zeros:
    """The cells of a sheet whose format shows leading zeros: their lines by column and format."""

    lines: dict[int, dict[str, array[int]]] = field(default_factory=dict)

    def shown(self, line: int, first: int, cells: list[Any], texts: list[str]) -> list[str]:
        """The texts of a row, such numbers as their format shows them.

        Args:
            line: The number of the row in the sheet.
            first: The column in which its cells begin.
            cells: Its values.
            texts: The same as texts.
        """
        for column, forms in self.lines.items():
            place = column - first - 1
            if 0 <= place < len(cells) and _is_whole(cells[place]):
                for form, lines in forms.items():
                    found = bisect_left(lines, line)
                    if found < len(lines) and lines[found] == line:
                        texts[place] = shown(int(cells[place]), form)
        return texts


def zeros(raw: IO[bytes], sheet: str, file: str) -> Zeros | None:
    """What the formats of a sheet hide from one who reads its numbers; None for nothing."""
    found: dict[int, dict[str, array[int]]] = defaultdict(lambda: defaultdict(lambda: array("I")))
    with zipfile.ZipFile(raw) as archive:
        forms = _forms(archive, file) if "xl/styles.xml" in archive.namelist() else {}
        parts = packed.sheet_parts(archive, file) if forms else {}
        part = next((part for part, name in parts.items() if name == sheet), "")
        for piece in packed.pieces(archive, part, file) if part in archive.namelist() else ():
            for cell in _CELL.finditer(piece):
                style = _STYLED.search(cell[0])
                if style and (form := forms.get(int(style[1]))) and not _TYPED.search(cell[0]):
                    found[packed.column(cell[1])][form].append(int(cell[2]))
    return Zeros(found) if found else None


def _forms(archive: zipfile.ZipFile, file: str) -> dict[int, str]:
    """The formats with leading zeros, by the number of their style."""
    text = b"".join(packed.pieces(archive, "xl/styles.xml", file))
    told = {
        packed.attribute(tag, b"numFmtId"): _plain(packed.attribute(tag, b"formatCode"))
        for tag in _FORMAT.findall(text)
    }
    codes = {number: code for number, code in told.items() if _is_padding(code)}
    styles = _STYLES.search(text) if codes else None
    found = enumerate(_STYLE.findall(styles[0]) if styles else ())
    numbers = ((place, packed.attribute(tag, b"numFmtId")) for place, tag in found)
    return {place: codes[number] for place, number in numbers if number in codes}


def _plain(code: str) -> str:
    """The part of a format that is for positive numbers."""
    return _LOCALE.sub("", code.split(";", maxsplit=1)[0])


def _is_padding(code: str) -> bool:
    if _TOKEN.sub("", code):
        return False  # decimals, thousands, days: the value says it all
    return _slots(code).count(_SLOT) > 1


@cache
def _slots(code: str) -> list[str]:
    """The texts and digits of a format from its first 0 on; a # behind it is one as well."""
    parts = [part for part in _TOKEN.findall(code) if part[0] != "_"]
    begin = parts.index("0") if "0" in parts else len(parts)
    rest = (part for place, part in enumerate(parts) if part != "#" or place > begin)
    texts = [_SLOT if part in {"0", "#"} else part.strip('"').lstrip("\\") for part in rest]
    return texts if begin < len(parts) else []


def _is_whole(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0 and (
        value == int(value)
    )  # fmt: skip


def shown(value: int, code: str) -> str:
    """A number in its format; digits that are too many stand before the first."""
    slots = _slots(code)
    width = slots.count(_SLOT)
    digits = str(value).rjust(width, "0")
    rest = iter([digits[: len(digits) - width + 1], *digits[len(digits) - width + 1 :]])
    return "".join(next(rest) if text == _SLOT else text for text in slots)
