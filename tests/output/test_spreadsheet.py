"""The form as an Excel sheet: typed cells, nothing that runs, the same bytes every time."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import papers
import pytest
from python_calamine import CalamineWorkbook

from salescli import language
from salescli.domain.text import visible
from salescli.errors import how_to_install
from salescli.output import Format, binary, sheet_cells, spreadsheet
from salescli.output.table import Column, Prose, Report, Table, bound

READERS = ("customer list", "visit list", "today", "customer show '#1'", "report daily",
           "report weekly", "report monthly", "coverage", "followup list", "config show")  # fmt: skip


def opened(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def cells(data, sheet=0):
    return opened(data).get_sheet_by_index(sheet).to_python()


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name).decode("utf-8") for name in packed.namelist()}


def check_harmless(data):
    """Every part is XML, nothing in it is a formula, a link or from outside."""
    for name, text in parts(data).items():
        ElementTree.fromstring(text)
        if name.startswith("xl/worksheets/"):
            assert not re.search(r"<f[ >]|<hyperlink", text), name
        assert "External" not in text


def made(shown):
    data = binary(shown, Format.XLSX)
    check_harmless(data)
    return data


def test_every_cell_has_its_type():
    rows = cells(made(papers.table()))
    assert rows[0] == ["No.", "=Name", "Day", "At", "Time", "Amount", "Met"]
    first = rows[1]
    assert first[0] == 0
    assert first[2] == datetime.date(2026, 3, 3)
    at = datetime.datetime(2026, 3, 3, 8, 30, tzinfo=datetime.UTC).astimezone()
    assert first[3] == at.replace(tzinfo=None)
    assert first[4] == datetime.time(9, 40)
    assert first[5:] == [1234.5, "✓"]


def test_text_stays_text():
    rows = cells(made(papers.table()))
    assert [row[1] for row in rows[1:]] == [visible(name) for name in papers.NAUGHTY]


def test_columns_for_programs_are_left_out():
    assert "secret" not in parts(made(papers.table()))["xl/sharedStrings.xml"]


@pytest.mark.parametrize(
    "value, text, kept, form",
    [
        (5, "5", 5.0, "0"),
        (-1234567, "-1,234,567", -1234567.0, "#,##0"),
        (1250, "12.50", 12.5, "0.00"),
        (70, "70 %", 70.0, '0" %"'),
        (12, "12′", 12.0, '0"′"'),
        (1200, "1,200 KRW", 1200.0, '#,##0" KRW"'),
        (1234567890123456, "1234567890123456", "1234567890123456", "@"),
        (5, "five", "five", ""),
        (True, "✓", "✓", ""),
        ("0123", "0123", "0123", "@"),
        ("02-555-0101", "02-555-0101", "02-555-0101", "@"),
        ("plain", "plain", "plain", ""),
        (None, "", "", ""),
        (datetime.date(2026, 3, 3), "Tue 3 Mar 2026", datetime.date(2026, 3, 3), "[$-409]ddd d mmm yyyy"),
        (datetime.date(2026, 3, 3), "Tue 3 Mar", datetime.date(2026, 3, 3), "[$-409]ddd d mmm"),
        (datetime.date(2026, 3, 3), "2026-03-03", datetime.date(2026, 3, 3), "yyyy-mm-dd"),
        (datetime.date(2026, 3, 3), "today", "today", ""),
        (datetime.date(1850, 3, 3), "Sun 3 Mar 1850", "Sun 3 Mar 1850", ""),
    ],
)  # fmt: skip
def test_a_value_is_typed_where_that_shows_the_same(value, text, kept, form):
    assert sheet_cells.as_shown(value, text) == (kept, form)


@pytest.mark.parametrize("letter", ["x", "한", "😀"])
@pytest.mark.parametrize("length", [16383, 32766, 32767, 32768, 100000])
def test_a_cell_takes_as_much_as_it_holds(letter, length):
    text = letter * length
    kept = cells(made(Table([Column("a", "A", wrap=True)], [(text,)])))[1][0]
    if len(text.encode("utf-16-le")) <= 2 * 32767:
        assert kept == text
    else:
        assert kept.endswith(letter + "…")
        assert len(kept.encode("utf-16-le")) >= 2 * 32766


@pytest.mark.parametrize("text", ["word " * 20000, "한" * 40000, "line\n" * 500, "", "x"])
def test_no_word_of_a_box_is_lost_or_hidden(text):
    data = made(Report("t", [Prose(text, "Box")]))
    rows = [row[0] for row in cells(data)][2:]
    assert rows[0] == "Box"
    assert re.sub(r"\s", "", "".join(rows[1:])) == re.sub(r"\s", "", text)
    assert max(float(tall) for tall in re.findall(r' ht="([\d.]+)"', sheet(data))) <= 409


def sheet(data, no=1):
    return parts(data)[f"xl/worksheets/sheet{no}.xml"]


def test_the_form_is_ready_to_print():
    text = sheet(made(papers.report()))
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="portrait"/>' in text
    assert "&amp;P / &amp;N" in text
    assert "<mergeCell ref=" in text
    assert "<pane" not in text, "only a plain table is frozen"


def test_a_plain_table_keeps_its_head_in_sight():
    data = made(papers.table())
    assert '<pane ySplit="1"' in sheet(data)
    assert "mergeCell" not in sheet(data)
    names = parts(data)["xl/workbook.xml"]
    assert "_xlnm.Print_Titles" in names
    assert "_xlnm.Print_Area" in names


def test_the_same_page_gives_the_same_bytes():
    for shown in (papers.table(), papers.report(), bound([papers.report("a"), papers.report("b")])):
        assert binary(shown, Format.XLSX) == binary(shown, Format.XLSX)


def test_bound_pages_are_sheets_of_their_own():
    titles = ["Form: [1]", "Form: [1]", "History", "x" * 60, "'quoted'", ":", ""]
    data = made(bound([papers.report(title) for title in titles]))
    names = opened(data).sheet_names
    assert names == ["Form 1", "Form 1 2", "History 2", "x" * 31, "quoted", "sales", "sales 2"]
    assert cells(data, 3)[0][0] == "x" * 60


@pytest.mark.parametrize("tongue", language.LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_every_reader(nasty, office, reader, tongue):
    run = nasty(f"--lang {tongue} {reader} -o page.xlsx")
    assert (run.out, "page.xlsx" in run.err) == ("", True)
    data = (office / "page.xlsx").read_bytes()
    check_harmless(data)
    assert cells(data)[0]
    nasty(f"--lang {tongue} {reader} -f xlsx -o again")
    assert (office / "again").read_bytes() == data


def test_a_list_for_people_shows_its_main_columns_and_all_rows(nasty, office, names):
    nasty("config set screen.rows 2")
    nasty("customer list --sort no -o list.xlsx")
    rows = cells((office / "list.xlsx").read_bytes())
    assert rows[0][:3] == ["No.", "Grade", "Customer"]
    assert [row[2] for row in rows[1:]] == [visible(name) for name in names.values()]


def test_without_the_library_one_line_says_what_to_install(nasty, office, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    run = nasty("customer list -o list.xlsx", code=1)
    hint = how_to_install("xlsx")
    assert run.err == f"error: Excel files need the library XlsxWriter\nhint: {hint}\n"
    assert not (office / "list.xlsx").exists()


def test_columns_are_named_as_spreadsheets_do():
    names = [spreadsheet.column_name(place) for place in (0, 25, 26, 51, 52, 701, 702)]
    assert names == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_an_office_program_opens_it(tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "form.xlsx").write_bytes(made(papers.report()))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "form.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")


def test_an_empty_list_is_a_sheet_with_its_head(sales, office):
    run = sales("customer list --columns no,name -o list.xlsx")
    assert run.err.startswith("no customers yet; ")
    assert run.err.endswith("Wrote list.xlsx\n")
    assert cells((office / "list.xlsx").read_bytes()) == [["No.", "Customer"]]


def test_a_report_is_handed_in_and_written_at_once(nasty, office):
    nasty("visit add '#1' 'showed the =new line' --outcome absent")
    nasty("report daily --submit --anyway later -o report.xlsx")
    rows = cells((office / "report.xlsx").read_bytes())
    assert rows[0][0] == "Daily work report"
    assert any("showed the =new line" in str(cell) for row in rows for cell in row)
