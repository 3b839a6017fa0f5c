from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from salescli.errors import SalesError, UsageError
from salescli.exchange import locked_books, packed, sheets
from salescli.exchange.readers import Asked, read
from salescli.exchange.shapes import Row


def at(text):
    return datetime.fromisoformat(text)


ASKED = Asked("customers", "cp949")


def workbook(fill, **options):
    """An xlsx file that ``fill(book, sheet)`` writes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        fill(book, book.add_worksheet("거래처"))
    out.seek(0)
    return out


def rows(*lines):
    def fill(_book, sheet):
        for number, cells in enumerate(lines):
            sheet.write_row(number, 0, cells)

    return workbook(fill)


def table(raw, **asked):
    return read(raw, ASKED._replace(**asked))


def test_titles_header_and_rows_with_their_numbers():
    found = table(rows(["거래처 목록"], [], ["거래처명", "전화"], ["한빛", "02"], [], ["두리", ""]))
    assert found.header == ["거래처명", "전화"]
    assert found.titles == [["거래처 목록", ""]]
    assert list(found.rows) == [Row(4, ["한빛", "02"]), Row(6, ["두리", ""])]
    assert found.sample == list(found.rows)


CELLS = [
    ("한빛", "한빛"),
    ("=1+1", "'=1+1"),
    (1, "1"),
    (1.0, "1"),
    (2.5, "2.5"),
    (-0.25, "-0.25"),
    (6234, "6234"),
    (123456789012345, "123456789012345"),
    (1.2e18, "1.2E+18"),
    (1234567890123456789.0, "1.23456789012346E+18"),
    (True, "true"),
    (False, "false"),
    (date(2026, 3, 3), "2026-03-03"),
    (at("2026-03-03"), "2026-03-03"),
    (at("2026-03-03T09:30"), "2026-03-03 09:30"),
    (at("2026-03-03T09:30:05"), "2026-03-03 09:30:05"),
    (at("1899-12-30T09:30"), "09:30"),
    (at("1904-01-01T09:30"), "09:30"),
    (time(9, 30), "09:30"),
    (timedelta(minutes=95), "1:35"),
]


@pytest.mark.parametrize("value, expected", CELLS, ids=[repr(value) for value, _text in CELLS])
def test_a_cell_as_text(value, expected):
    assert sheets.text(value) == expected


@pytest.mark.parametrize("system", [False, True], ids=["1900", "1904"])
def test_dates_formulas_errors_and_merged_cells(system):
    def fill(book, sheet):
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["name", "day", "sum", "bad"])
        sheet.merge_range("A2:A3", "한빛")
        sheet.write_datetime("B2", at("2026-03-03"), day)
        sheet.write_formula("C2", "=1+1", None, 2)
        sheet.write_formula("D2", "=A9/0", None, "#DIV/0!")
        sheet.write("B3", "x")

    found = table(workbook(fill, date_1904=system))
    assert [row.cells for row in found.rows] == [["한빛", "2026-03-03", "2", ""], ["", "x", "", ""]]
    assert found.said == (
        "1 cell holds an error such as #REF! and is empty",
        "1 merged area: its value is in its first cell only",
    )


def several(book, sheet):
    sheet.write("A1", "name")
    sheet.write("A2", "seen")
    sheet.set_row(1, None, None, {"hidden": True})
    for name in ("Second", "Secret & Co"):
        other = book.add_worksheet(name)
        other.write("A1", "name")
        other.write("A2", name)
        if name != "Second":
            other.hide()


def test_the_first_visible_sheet_and_what_is_passed_over():
    found = table(workbook(several))
    assert [row.cells for row in found.rows] == [["seen"]]
    assert found.said == (
        'sheet "거래처"',
        "not read: Second (`--sheet NAME`)",
        "hidden, not read: Secret & Co (`--sheet NAME`)",
        "1 hidden row is read too",
    )


@pytest.mark.parametrize(
    "wanted, cell", [("second", "Second"), ("3", "Secret & Co"), ("거래처", "seen")]
)
def test_a_sheet_by_name_or_number(wanted, cell):
    assert [row.cells for row in table(workbook(several), sheet=wanted).rows] == [[cell]]


def test_a_sheet_that_is_not_there():
    with pytest.raises(UsageError, match='no sheet "Third"') as error:
        table(workbook(several), sheet="Third")
    assert error.value.hint == "its sheets are 거래처, Second, Secret & Co"


def test_an_empty_sheet_and_one_without_a_header():
    with pytest.raises(SalesError, match="stdin is empty"):
        table(workbook(lambda _book, _sheet: None))
    assert table(rows(["한빛", "02"]), header=False).header == ["column 1", "column 2"]


def locked(password="비밀번호1"):
    out = io.BytesIO()
    OOXMLFile(rows(["name"], ["한빛"])).encrypt(password, out)
    out.seek(0)
    return out


def test_a_protected_workbook_opens_with_its_password():
    assert table(locked(), password=lambda: "비밀번호1").header == ["name"]


@pytest.mark.parametrize(
    "password, message",
    [
        (None, "protected by a password"),
        (lambda: "비밀번호2", "the password does not open the file"),
    ],
)
def test_a_protected_workbook_stays_closed(password, message):
    with pytest.raises(SalesError, match=message):
        table(locked(), password=password)


def test_a_protected_workbook_that_was_changed_is_refused():
    raw = bytearray(locked().getvalue())
    for place in range(len(raw) - 2048, len(raw) - 2000):
        raw[place] ^= 0xFF
    with pytest.raises(SalesError):
        table(io.BytesIO(bytes(raw)), password=lambda: "비밀번호1")


def test_a_password_that_would_be_hashed_for_ever_is_not_tried():
    raw = re.sub(rb'spinCount="100000"', b'spinCount="999999999"', locked().getvalue())
    with pytest.raises(SalesError):
        locked_books.unlocked(raw, "x.xlsx", lambda: "비밀번호1")


def changed(raw, **parts):
    """The same workbook with other parts: ``changed(raw, **{"xl/a.xml": b"…"})``."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            new.writestr(name, parts.get(name) or old.read(name))
    out.seek(0)
    return out


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = rows(["name", "phone"], ["한빛", "02"]).getvalue()
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
FAR = HEAD + (
    b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + HEAD
    + b'<sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>'
)
BOMBS = [
    ("two cells a world apart", {SHEET: FAR}, "spans 1,048,576 rows and 16,384 columns"),
    ("entities", {SHEET: ENTITIES}, "more than is safe"),
    ("a part of zeros", {"xl/media/x.bin": bytes(packed.TEXTS + 1)}, "more than is safe"),
    ("spaces for ever", {SHEET: b"<x>" + b" " * packed.UNPACKED}, "more than is safe"),
    ("no sheet at all", {SHEET: b"nothing"}, "is empty|damaged"),
]


@pytest.mark.parametrize("name, parts, message", BOMBS, ids=[name for name, *_rest in BOMBS])
def test_a_bomb_ends_in_one_line(name, parts, message):
    with pytest.raises(SalesError, match=message):
        table(changed(io.BytesIO(PLAIN), **parts))


def test_a_part_that_lies_about_its_size_is_refused():
    """The directory says 100 bytes; what is unpacked does not fit its checksum."""
    raw = bytearray(PLAIN)
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        size = archive.getinfo(SHEET).file_size
    place = raw.rfind(SHEET.encode())
    begin = raw.rfind(b"PK\x01\x02", 0, place)
    assert int.from_bytes(raw[begin + 24 : begin + 28], "little") == size
    raw[begin + 24 : begin + 28] = (100).to_bytes(4, "little")
    with pytest.raises(SalesError, match="damaged"):
        table(io.BytesIO(bytes(raw)))


@pytest.mark.parametrize("cut", [30, 200, 1000, len(PLAIN) - 30])
def test_a_truncated_workbook_is_one_line(cut):
    with pytest.raises(SalesError):
        table(io.BytesIO(PLAIN[:cut]))


def test_an_ods_that_repeats_its_cells_for_ever():
    content = (
        b'<office:document-content><table:table table:name="a"><table:table-row '
        b'table:number-rows-repeated="1000000"><table:table-cell '
        b'table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p>'
        b"</table:table-cell></table:table-row></table:table></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", content)
    with pytest.raises(SalesError):
        table(io.BytesIO(out.getvalue()))


TEXT = b'office:value-type="string"><text:p>x</text:p></table:table-cell>'
ODS = (
    b'<office:document-content><table:table table:name="a&amp;b">'
    b'<table:table-column/><table:table-column table:visibility="collapse"/>'
    b'<table:table-column table:number-columns-repeated="9"/>'
    b'<table:table-column table:visibility="collapse"/><table:table-row>'
    + (b"<table:table-cell " + TEXT)
    * 3
    + b'</table:table-row><table:table-row table:visibility="filter" '
    b'table:number-rows-repeated="2"><table:table-cell table:number-columns-spanned="2" '
    + TEXT
    + b'<table:covered-table-cell/><table:table-cell calcext:value-type="error" '
    + TEXT
    + b'</table:table-row><table:table-row table:visibility="collapse">'
    b"<table:table-cell/></table:table-row></table:table>"
    b'<table:table table:name="c"><table:table-row><table:table-cell '
    + TEXT
    + b"</table:table-row></table:table></office:document-content>"
)


def test_what_an_ods_file_hides_is_told_of_the_sheet_that_is_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", ODS)
    found = packed.measured(out, "x.ods")
    assert found.said("a&b") == [
        "1 cell holds an error such as #REF! and is empty",
        "2 hidden rows are read too",
        "1 group of hidden columns is read too",
        "1 merged area: its value is in its first cell only",
    ]
    assert found.said("c") == []


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice makes the xls and ods files")
@pytest.mark.parametrize("form", ["ods", "xls"])
def test_other_workbooks(tmp_path, form):
    def fill(book, sheet):
        several(book, sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ["거래처명", "day", "sum"])
        sheet.write_datetime("B2", at("2026-03-03T09:30"), day)
        sheet.write_formula("C2", "=1+1", None, 2)

    (tmp_path / "a.xlsx").write_bytes(workbook(fill).getvalue())
    command = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    subprocess.run(
        [*command, "--convert-to", form, "--outdir", tmp_path, tmp_path / "a.xlsx"],
        check=True, capture_output=True,
    )  # fmt: skip
    found = read(tmp_path / f"a.{form}", ASKED)
    assert found.header == ["거래처명", "day", "sum"]
    assert [row.cells for row in found.rows] == [["seen", "2026-03-03 09:30", "2"]]
    assert found.said[0] == 'sheet "거래처"'
