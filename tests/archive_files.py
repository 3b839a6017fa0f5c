"""What a workbook holds, read from its own XML: values, kinds and colours of cells."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from salescli.exchange import locked

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
GREEN, YELLOW = "FFC6EFCE", "FFFFEB9C"


@dataclass(frozen=True)
class Cell:
    text: str
    kind: str
    colour: str


class Book:
    """Sheets by their place: ``book.rows(0)`` are dictionaries from heading to cell."""

    def __init__(self, content: bytes) -> None:
        self.zip = zipfile.ZipFile(BytesIO(content))
        self.names = re.findall(r'<sheet name="([^"]*)"', self.text("xl/workbook.xml"))
        strings = ElementTree.fromstring(self.text("xl/sharedStrings.xml"))
        self.strings = ["".join(part.itertext()).replace("_x005F_", "_") for part in strings]
        styles = ElementTree.fromstring(self.text("xl/styles.xml"))
        fills = [next((mark.get("rgb", "") for mark in fill.iter(f"{MAIN}fgColor")), "")
                 for fill in styles.iter(f"{MAIN}fill")]  # fmt: skip
        looks = styles.find(f"{MAIN}cellXfs")
        self.colours = [fills[int(look.get("fillId", "0"))] for look in looks]

    def text(self, name: str) -> str:
        return self.zip.read(name).decode()

    def sheet(self, place: int) -> str:
        return self.text(f"xl/worksheets/sheet{place + 1}.xml")

    def grid(self, place: int) -> list[list[Cell]]:
        tree = ElementTree.fromstring(self.sheet(place))
        return [[self.cell(node) for node in row] for row in tree.iter(f"{MAIN}row")]

    def cell(self, node: ElementTree.Element) -> Cell:
        raw = node.findtext(f"{MAIN}v") or ""
        kind = "formula" if node.find(f"{MAIN}f") is not None else node.get("t", "")
        text = self.strings[int(raw)] if kind == "s" else raw
        return Cell(text, kind, self.colours[int(node.get("s", "0"))])

    def rows(self, place: int) -> list[dict[str, Cell]]:
        head, *rows = self.grid(place)
        titles = [cell.text for cell in head]
        return [dict(zip(titles, row, strict=True)) for row in rows]


def opened(path: Path, password: str) -> Book:
    return Book(locked.decrypt(path.read_bytes(), password))
