"""Whatever people wrote or a damaged file holds: no export runs it, breaks on it or leaves its place."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import zipfile
from xml.etree import ElementTree

import icalendar
import pytest
import python_calamine

from salescli.domain.formulas import unguard
from salescli.exchange.content_lines import fit

NAUGHTY = {
    "formula": '=HYPERLINK("http://x","y")',
    "plus": "+1+1",
    "minus": "-2+3|cmd",
    "at": "@SUM(A1)",
    "quoted formula": "'=1+1",
    "tab formula": "\t=1+1",
    "text mark": '="010"',
    "bidi": "두\u202e리\u2066상사\u200f",
    "escape": "red\x1b[31m\x07",
    "nul-like": "a\x01b\x7fc\x9bd",
    "no character": "a\ufffeb\uffffc",
    "quotes": "\"a\" 'b' `c`; d, e\\f",
    "lines": "one\ntwo\r\nthree",
    "separators": "a\u2028b\u2029c\x85d",
    "markup": "<script>alert(1)</script>&amp;<td>]]>",
    "markdown": "| a | *b* [c](d) `e` #",
    "path": "../../etc/passwd",
    "device": "CON\\..\\x:y",
    "combining": "Z͑ͫ̓ͪa̴̵̞͈l̴g͗o",
    "emoji": "👨‍👩‍👧 🇰🇷 é",
    "wide": "測試 表示폭 ｆｕｌｌ",
    "xml escape": "_x0041_ _x000D_",
    "card": 'END:VCARD\r\nBEGIN:VEVENT;x="y",z\\',
    "sql": "'; DROP TABLE visit; --",
    "json": '{"a": null}\\u0000',
    "number": "0101234567",
    "exponent": "1E5",
    "date": "MAR1",
    "true": "TRUE",
    "error": "#REF!",
    "spaces": "  a  ",
    "long": "길" * 350_000,  # a megabyte
}
csv.field_size_limit(1 << 22)
SIGNS = ("=", "+", "-", "@", "\t", "\r")
FORMS = ("csv", "tsv", "json", "jsonl", "xlsx", "md", "html", "vcf")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("naughty") / "naughty.db"


@pytest.fixture
def naughty(sales, office, kept):
    """Customers and contacts of these names, put in beside the gate, as a damaged file has them."""
    if not kept.exists():
        for number, _text in enumerate(NAUGHTY.values(), 1):
            sales(f"customer add shop{number} --incomplete --contact person{number} --force")
        sales("visit add '#1' note --at 9:00")
        with sqlite3.connect(office / "sales.db") as connection:
            for number, text in enumerate(NAUGHTY.values(), 1):
                values = {"no": number, "text": text}
                connection.execute("UPDATE customer SET name = :text, code = :text, phone = :text,"
                                   " address = :text, notes = :text WHERE no = :no", values)  # fmt: skip
                connection.execute("UPDATE contact SET name = :text, phone = :text, notes = :text"
                                   " WHERE no = :no", values)  # fmt: skip
        connection.close()
        shutil.copy(office / "sales.db", kept)
    shutil.copy(kept, office / "sales.db")
    return sales


def exported(sales, office, kind, form, options=""):
    sales(f"data export {kind} --plain -o out.{form} {options}")
    return (office / f"out.{form}").read_bytes()


def test_exact_forms_give_every_text_back(naughty, office):
    texts = list(NAUGHTY.values())
    options = "--columns name --profile raw"
    read = exported(naughty, office, "customers", "csv", options).decode()
    assert [row[0] for row in csv.reader(io.StringIO(read, newline=""))][1:] == texts
    assert [
        row["name"] for row in json.loads(exported(naughty, office, "customers", "json"))
    ] == texts
    lines = exported(naughty, office, "customers", "jsonl").decode().split("\n")
    assert [json.loads(line)["name"] for line in lines if line] == texts


def test_a_spreadsheet_csv_gives_every_text_back_and_starts_no_formula(naughty, office):
    read = exported(naughty, office, "customers", "csv", "--columns name,code,phone,notes").decode()
    rows = list(csv.reader(io.StringIO(read.removeprefix("\ufeff"), newline="")))[1:]
    assert not [cell for row in rows for cell in row if cell.startswith(SIGNS)]
    assert [list(map(unguard, row)) for row in rows] == [[text] * 4 for text in NAUGHTY.values()]


def test_tsv_has_one_line_a_row(naughty, office):
    for profile in ("raw", "excel"):
        read = exported(
            naughty, office, "customers", "tsv", f"--columns name,code --profile {profile}"
        )
        lines = read.decode().removeprefix("\ufeff").split("\n")
        assert len(lines) == len(NAUGHTY) + 2
        assert all(line.count("\t") == 1 for line in lines[:-1])
        if profile == "excel":
            assert not [line for line in lines if line.startswith(SIGNS)]


def test_a_workbook_gives_every_text_back(naughty, office):
    raw = exported(naughty, office, "customers", "xlsx", "--columns name,notes")
    run = naughty("data export customers --plain -o out.xlsx --columns name,notes")
    assert "2 cells were too long for a spreadsheet and were cut; csv has them whole" in run.err
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        for name in book.namelist():
            ElementTree.fromstring(book.read(name))  # well-formed, whatever the texts hold
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert b"hyperlink" not in book.read("xl/worksheets/sheet1.xml")
    rows = python_calamine.load_workbook(io.BytesIO(raw)).get_sheet_by_index(0).to_python()[1:]
    for (name, notes), text in zip(rows, NAUGHTY.values(), strict=True):
        wanted = text.translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})
        if len(text) > 32_767:
            wanted = text[:32_766] + "…"
        assert plain_breaks(name) == plain_breaks(notes) == plain_breaks(wanted)


def plain_breaks(text):
    """XML knows one way to end a line."""
    return text.replace("\r\n", "\n")


class Parser(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()

    def handle_starttag(self, tag, _attributes):
        self.tags.add(tag)


def test_a_page_holds_nothing_but_its_table(naughty, office):
    read = exported(naughty, office, "customers", "html").decode()
    parser = Parser()
    parser.feed(read)
    assert parser.tags <= {"html", "head", "meta", "title", "style", "body", "table", "thead",
                           "tbody", "tr", "th", "td", "br"}  # fmt: skip
    assert read.count("<tr>") == len(NAUGHTY) + 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066]", read)


def test_markdown_keeps_its_cells(naughty, office):
    lines = (
        exported(naughty, office, "customers", "md", "--columns name,code").decode().splitlines()
    )
    assert len(lines) == len(NAUGHTY) + 2
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines} == {3}
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202e\u2066]", "".join(lines))


@pytest.mark.parametrize("kind", ["customers", "contacts"])
def test_cards_are_not_broken_open(naughty, office, kind):
    read = exported(naughty, office, kind, "vcf").decode()
    lines = read.split("\r\n")
    assert "\n" not in "".join(lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == len(NAUGHTY)
    assert "BEGIN:VEVENT" not in lines
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", read)
    shown = [unescaped(line[3:]) for line in unfolded(read) if line.startswith("FN:")]
    for text, name in zip(NAUGHTY.values(), shown, strict=True):
        assert name == fit(text)


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def unescaped(value):
    return re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), value)


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_a_calendar_is_not_broken_open(naughty, office, text):
    with sqlite3.connect(office / "sales.db") as connection:
        connection.execute("UPDATE visit SET content = ?, result = ?", (text, text))
        connection.execute("UPDATE customer SET name = ?", (text,))
    connection.close()
    read = exported(naughty, office, "visits", "ics").decode()
    (event,) = icalendar.Calendar.from_ical(read).walk("VEVENT")
    assert all(len(line.encode()) <= 75 for line in read.split("\r\n"))
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", read)
    if text.isprintable():
        assert str(event["SUMMARY"]) == text
        assert str(event["DESCRIPTION"]) == f"{text}\n{text}"


@pytest.mark.parametrize("form", FORMS)
def test_names_lead_to_no_other_file(naughty, office, form):
    before = set(office.rglob("*"))
    exported(naughty, office, "customers", form)
    assert {path.name for path in set(office.rglob("*")) - before} == {f"out.{form}"}


@pytest.mark.parametrize("form", FORMS)
def test_a_link_is_replaced_and_not_followed(naughty, office, form):
    target = office / "precious"
    target.write_text("precious")
    (office / f"out.{form}").symlink_to(target)
    exported(naughty, office, "contacts", form)
    assert not (office / f"out.{form}").is_symlink()
    assert target.read_text() == "precious"


@pytest.mark.parametrize("form", FORMS)
def test_a_link_to_nowhere_is_replaced_too(naughty, office, form):
    (office / f"out.{form}").symlink_to(office / "nowhere" / "deep")
    exported(naughty, office, "contacts", form)
    assert (office / f"out.{form}").is_file()
    assert not (office / "nowhere").exists()


@pytest.mark.parametrize("form", FORMS)
def test_a_folder_is_one_line(naughty, office, form):
    (office / f"out.{form}").mkdir()
    run = naughty(f"data export contacts --plain -o out.{form}", code=1)
    assert run.err.startswith(f"error: could not write out.{form}: Is a directory\n")


def test_a_pipe_is_written_to_and_stays(sales, office):
    os.mkfifo(office / "pipe.csv")
    reader = os.open(office / "pipe.csv", os.O_RDONLY | os.O_NONBLOCK)
    sales("data export products --columns no,name -o pipe.csv")
    assert os.read(reader, 100) == b"\xef\xbb\xbfno,name\n"
    os.close(reader)


# LibreOffice: what a spreadsheet program itself makes of the files.

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
FILTERS = {
    "csv": "CSV:44,34,76,1",
    "tsv": "CSV:9,34,76,1",
    "html": "HTML (StarCalc)",
    "xlsx": "Calc MS Excel 2007 XML",
}


def soffice(office, *words):
    profile = f"-env:UserInstallation={(office / 'profile').as_uri()}"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--norestore", *words],
        capture_output=True, check=False, timeout=180, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def opened(office, name, source_filter):
    """The file as LibreOffice understands it; empty when it cannot open it."""
    folder = office / "opened"
    soffice(office, f"--infilter={source_filter}", "--convert-to", "fods", "--outdir", str(folder),
            str(office / name))  # fmt: skip
    made = (folder / name).with_suffix(".fods")
    return made.read_text("utf-8") if made.exists() else ""


@needs_soffice
@pytest.mark.parametrize("form", FILTERS)
def test_libreoffice_finds_no_formula(naughty, office, form):
    with sqlite3.connect(office / "sales.db") as connection:
        connection.execute("UPDATE customer SET deleted_at = '2026' WHERE length(name) > 100000")
    connection.close()
    exported(naughty, office, "customers", form, "--columns no,name,code,phone,notes,target")
    read = opened(office, f"out.{form}", FILTERS[form])
    assert "table:formula" not in read
    assert "HYPERLINK(" in read
    assert "0101234567" in read


LOOK = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Look(address As String, secret As String, place As String)
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Password"
  how(0).Value = secret
  how(1).Name = "Hidden"
  how(1).Value = True
  Dim n
  n = FreeFile
  Open place For Output As n
  On Error Goto Refused
  Dim book
  book = StarDesktop.loadComponentFromURL(address, "_blank", 0, how())
  For row = 1 To 3
    Print #n, book.Sheets.getByIndex(0).getCellByPosition(0, row).Type
  Next
  book.close(True)
  Close n
  Exit Sub
Refused:
  Print #n, "refused"
  Close n
End Sub
</script:module>
"""
TEXT = "2"  # com.sun.star.table.CellContentType.TEXT


@needs_soffice
@pytest.mark.parametrize(
    "secret, said", [("correct horse battery staple", [TEXT] * 3), ("another horse", ["refused"])]
)
def test_libreoffice_opens_a_locked_file_with_its_password_alone(sales, office, secret, said):
    for name in ("=1+1", "+1", "@SUM(A1)"):
        sales(["customer", "add", "--incomplete", "--contact", name, "--", name])
    (office / "pw").write_text("correct horse battery staple", encoding="utf-8")
    sales("data export customers -o locked.xlsx --columns name,contact --password-file pw")
    assert opened(office, "locked.xlsx", FILTERS["xlsx"]) == ""
    (office / "profile/user/basic/Standard/Module1.xba").write_text(LOOK, encoding="utf-8")
    words = f'"{(office / "locked.xlsx").as_uri()}","{secret}","{office / "said"}"'
    soffice(office, f"macro:///Standard.Module1.Look({words})")
    assert (office / "said").read_text().split() == said
