"""What a workbook holds before it is opened: how large, how many cells, hidden and faulty ones.

Nothing here believes what a file says of itself: the parts of a ZIP are unpacked piece by piece and
counted, and the size of a sheet is that of its cells and not of its dimension record.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from salescli.errors import SalesError
from salescli.language import _, ngettext

LARGEST = 64 << 20  # bytes of the file
UNPACKED = 256 << 20
TEXTS = 48 << 20  # what is held in memory as a whole: shared texts, styles
CELLS = 1_500_000
PARTS = 10_000
WIDEST = 16_384
PIECE = 1 << 20
TAIL = 4096

_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(/?)>')
_ERROR = re.compile(rb'<c [^>]*?\bt="e"')
_UNVALUED = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_HIDDEN_ROW = re.compile(rb'<row [^>]*?\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<col [^>]*?\bhidden="(?:1|true)"')
_MERGED = re.compile(rb"<mergeCell ")
_ODS_TAG = re.compile(rb"<table:table(?:-(row|cell|column))?(?=[\s/>])([^>]*?)(/?)>")
_ODS_COUNT = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_ODS_HIDDEN = re.compile(rb'\btable:visibility="(?:collapse|filter)"')
_ODS_ERROR = re.compile(rb'\bcalcext:value-type="error"')
_ODS_MERGED = re.compile(rb'\bnumber-(?:rows|columns)-spanned="(?!1")')
_SHEET = re.compile(rb'<(?:\w+:)?sheet [^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_RELATION = re.compile(rb"<Relationship [^>]*>")
_ENTITIES = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)
# Records of an xls file that are cells: number, text, formula, several numbers, yes or no.
_BIFF_CELLS = frozenset({0x0203, 0x027E, 0x00FD, 0x0204, 0x0006, 0x00BD, 0x0205, 0x0206, 0x00D6})


@dataclass
class Extent:
    """How far the cells of a sheet reach, and what is odd among them."""

    rows: int = 0
    columns: int = 0
    errors: int = 0
    unvalued: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: int = 0

    def reach(self, row: int, column: int) -> None:
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)


@dataclass
class Measure:
    """The sheets of a workbook by their names; the sheet "" stands for every one."""

    sheets: dict[str, Extent] = field(default_factory=dict)

    def of(self, sheet: str) -> Extent:
        return self.sheets.get(sheet) or self.sheets.get("") or Extent()

    def refuse_bomb(self, sheet: str, file: str) -> None:
        """A sheet is held in memory as the rectangle that its cells span."""
        found = self.of(sheet)
        if found.rows * max(found.columns, 1) > CELLS:
            raise SalesError(
                _('{file}: the sheet "{sheet}" spans {rows} rows and {columns} columns').format(
                    file=file, sheet=sheet, rows=f"{found.rows:,}", columns=f"{found.columns:,}"
                ),
                _("delete the cells far outside the table, or save it as CSV UTF-8"),
            )

    def said(self, sheet: str) -> list[str]:
        """What the person should know of the sheet that was read."""
        found = self.of(sheet)
        remarks = (
            (found.errors, ngettext("{count} cell holds an error such as #REF! and is empty",
                                    "{count} cells hold errors such as #REF! and are empty",
                                    found.errors)),
            (found.unvalued, ngettext("{count} formula has no value and is empty: save the file in"
                                      " a spreadsheet first",
                                      "{count} formulas have no value and are empty: save the file"
                                      " in a spreadsheet first", found.unvalued)),
            (found.hidden_rows, ngettext("{count} hidden row is read too",
                                         "{count} hidden rows are read too", found.hidden_rows)),
            (found.hidden_columns, ngettext("{count} group of hidden columns is read too",
                                            "{count} groups of hidden columns are read too",
                                            found.hidden_columns)),
            (found.merged, ngettext("{count} merged area: its value is in its first cell only",
                                    "{count} merged areas: values are in the first cells only",
                                    found.merged)),
        )  # fmt: skip
        return [text.format(count=f"{count:,}") for count, text in remarks if count]


def measured(raw: io.BytesIO, name: str) -> Measure:
    """What the workbook holds; a bomb or a damaged file is refused in one line."""
    try:
        return _zipped(raw, name) if zipfile.is_zipfile(raw) else _biff(raw)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged(name) from error
    finally:
        raw.seek(0)


def damaged(name: str) -> SalesError:
    return SalesError(
        _("{file}: the workbook is damaged, or protected by a password").format(file=name),
        _("open it in a spreadsheet, save it as CSV UTF-8 and import that file"),
    )


def too_large(name: str) -> SalesError:
    return SalesError(
        _("{file}: the workbook unpacks to more than is safe to read").format(file=name),
        _("save the table as CSV UTF-8 and import that file"),
    )


def _zipped(raw: io.BytesIO, name: str) -> Measure:
    with zipfile.ZipFile(raw) as archive:
        parts = archive.infolist()
        if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
            raise too_large(name)
        if any(part.flag_bits & 1 for part in parts):
            raise RuntimeError
        for part in parts:
            is_sheet = part.filename.startswith("xl/worksheets/")
            if not is_sheet and part.filename != "content.xml" and part.file_size > TEXTS:
                raise too_large(name)
        if "content.xml" in archive.namelist():
            return Measure(_ods(archive, name))
        return Measure(_xlsx(archive, name))


def pieces(archive: zipfile.ZipFile, part: str, file: str) -> Iterator[bytes]:
    """The bytes of a part, each piece beginning with the whole tags its forerunner broke off."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            text = rest + piece
            if _ENTITIES.search(text):
                raise too_large(file)
            cut = text.rfind(b"<")
            if cut < 0 or len(text) - cut > PIECE:
                cut = len(text)
            yield text[:cut]
            rest = text[cut:]
    yield rest


def _xlsx(archive: zipfile.ZipFile, file: str) -> dict[str, Extent]:
    names = sheet_parts(archive, file)
    found = {}
    for part in archive.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            found[names.get(part, part)] = _sheet_extent(archive, part, file)
        elif part.endswith((".xml", ".rels")):
            for _piece in pieces(archive, part, file):
                pass
    return found


def sheet_parts(archive: zipfile.ZipFile, file: str) -> dict[str, str]:
    """The part of each sheet → its name."""
    try:
        book = b"".join(pieces(archive, "xl/workbook.xml", file))
        relations = b"".join(pieces(archive, "xl/_rels/workbook.xml.rels", file))
    except KeyError:
        return {}
    targets = {
        attribute(tag[0], b"Id"): attribute(tag[0], b"Target").removeprefix("/xl/")
        for tag in _RELATION.finditer(relations)
    }
    return {
        f"xl/{targets.get(tag[2].decode(errors='replace'), '')}": _unescaped(tag[1])
        for tag in _SHEET.finditer(book)
    }


def attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\b" + name + rb'="([^"]*)"', tag)
    return _unescaped(found[1]) if found else ""


def _unescaped(raw: bytes) -> str:
    from html import unescape

    return unescape(raw.decode(errors="replace"))


def _sheet_extent(archive: zipfile.ZipFile, part: str, file: str) -> Extent:
    found = Extent()
    for piece in pieces(archive, part, file):
        for letters, row, empty in _CELL.findall(piece):
            if not empty:
                found.reach(int(row), column(letters))
        found.errors += len(_ERROR.findall(piece))
        found.unvalued += len(_UNVALUED.findall(piece))
        found.hidden_rows += len(_HIDDEN_ROW.findall(piece))
        found.hidden_columns += len(_HIDDEN_COLUMN.findall(piece))
        found.merged += len(_MERGED.findall(piece))
    return found


def column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _ods(archive: zipfile.ZipFile, file: str) -> dict[str, Extent]:
    """The sheets by their names, each as large as the largest, for all are read.

    Empty cells and rows at the end are no part of them, however often they are repeated.
    """
    sheets = {"": _OdsSheet(Extent())}
    sheet = sheets[""]
    for piece in pieces(archive, "content.xml", file):
        for tag in _ODS_TAG.finditer(piece):
            if tag[1]:
                sheet.take(tag)
            else:
                sheet = sheets[attribute(tag[0], b"table:name")] = _OdsSheet(Extent())
    found = {name: sheet.finished() for name, sheet in sheets.items()}
    largest = Extent()
    for extent in found.values():
        largest.reach(extent.rows, extent.columns)
    for extent in found.values():
        extent.reach(largest.rows, largest.columns)
    return found


@dataclass
class _OdsSheet:
    """A sheet while its tags go by."""

    extent: Extent
    row: int = 0
    repeat: int = 0
    column: int = 0
    hidden: bool = False  # whether the row at hand is
    width: int = 0  # of the columns that are described
    covered: list[int] = field(default_factory=list)  # where groups of hidden columns begin

    def take(self, tag: re.Match[bytes]) -> None:
        count = int((_ODS_COUNT.search(tag[2]) or (b"", b"1"))[1])
        if tag[1] == b"row":
            self.row, self.repeat, self.column = self.row + self.repeat, count, 0
            self.hidden = _ODS_HIDDEN.search(tag[2]) is not None
        elif tag[1] == b"column":
            if _ODS_HIDDEN.search(tag[2]) and self.width < WIDEST:
                self.covered.append(self.width)
            self.width += count
        else:
            self.column += count
            if not tag[3]:
                self._fill(tag[2])

    def _fill(self, attributes: bytes) -> None:
        found = self.extent
        found.reach(self.row + self.repeat, self.column)
        found.errors += _ODS_ERROR.search(attributes) is not None
        found.merged += _ODS_MERGED.search(attributes) is not None
        found.hidden_rows += self.repeat * self.hidden
        self.hidden = False

    def finished(self) -> Extent:
        """How far the sheet reaches; columns beyond are not hidden but empty."""
        self.extent.hidden_columns = sum(place < self.extent.columns for place in self.covered)
        return self.extent


def locked(raw: bytes) -> bool:
    """Whether an OLE file is a workbook behind a password."""
    return "EncryptedPackage".encode("utf-16-le") in raw or _has_filepass(raw)


def _has_filepass(raw: bytes) -> bool:
    return any(kind == 0x2F for kind, _body in _records(raw))


def _biff(raw: io.BytesIO) -> Measure:
    found = Extent()
    for kind, body in _records(raw.getvalue()):
        if kind in _BIFF_CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            if kind == 0x00BD:
                column = struct.unpack_from("<H", body, len(body) - 2)[0]
            found.reach(row + 1, column + 1)
    return Measure({"": found})


def _records(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of the workbook stream of an xls file; none where it cannot be read."""
    try:
        import olefile  # type: ignore[import-untyped]

        with olefile.OleFileIO(io.BytesIO(raw)) as ole:
            name = next((name for name in ("Workbook", "Book") if ole.exists(name)), None)
            data = ole.openstream(name).read() if name else b""
    except Exception:  # noqa: BLE001 -- olefile raises whatever a broken file makes it stumble on
        return
    place = 0
    while place + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, place)
        yield kind, data[place + 4 : place + 4 + size]
        place += 4 + size
