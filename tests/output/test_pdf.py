"""The form as a PDF: text that is only text, letters that are seen, the same bytes every time."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess

import papers
import pytest
import typst

from salescli import language
from salescli.domain.text import visible
from salescli.errors import SalesError, how_to_install
from salescli.output import Format, binary, paper, pdf
from salescli.output.table import Column, Prose, Report, Table, bound

READERS = ("customer list", "today", "report daily", "report weekly", "report monthly", "coverage")


def has_letters():
    try:
        pdf.check_letters(typst, "한글 中文", pdf.fonts("한글 中文"))
    except SalesError:
        return False
    return True


letters = pytest.mark.skipif(not has_letters(), reason="no font with Korean and Chinese letters")


def text_of(data, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    (tmp_path / "page.pdf").write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def pages(data):
    return len(re.findall(rb"/Type\s*/Page\b", data))


@letters
def test_text_is_only_text(tmp_path):
    text = text_of(binary(papers.table(), Format.PDF), tmp_path)
    seen = re.sub(r"[\s\u200b]", "", text)
    odd = {"😀👨‍👩‍👧 é", "עברית"}  # pictures and directions are the reader's matter
    for name in set(papers.NAUGHTY) - odd:
        if len(name) < 100:
            assert all(re.sub(r"\s", "", line) in seen for line in visible(name).split("\n"))
    assert "secret" not in seen


@letters
def test_a_report_holds_all_of_its_blocks(tmp_path):
    text = text_of(binary(papers.report(), Format.PDF), tmp_path)
    for part in ("Form of [x]: *?/\\ #x", "Date: =x", "Summary", "Remark", "nothing here",
                 "29 / 30 (97 %)", "=late", "1/"):  # fmt: skip
        assert part in text


@letters
def test_the_same_page_gives_the_same_bytes():
    for shown in (papers.table(), papers.report(), bound([papers.report("a"), papers.report("b")])):
        assert binary(shown, Format.PDF) == binary(shown, Format.PDF)


def test_latin_pages_need_no_font_of_the_system(monkeypatch, tmp_path):
    monkeypatch.setattr(
        typst, "compile", functools.partial(typst.compile, ignore_system_fonts=True)
    )
    page = Report("Título", [Prose("¿Qué pasó, señor Núñez?", "Resumen")])
    assert "señor Núñez" in text_of(binary(page, Format.PDF), tmp_path)


@pytest.mark.parametrize("text", ["한", "中", "（", "😀 中"])
def test_letters_without_a_font_are_refused(monkeypatch, sales, office, text):
    monkeypatch.setattr(
        typst, "compile", functools.partial(typst.compile, ignore_system_fonts=True)
    )
    sales(["customer", "add", "--incomplete", f"Luna {text}"])
    run = sales("customer list -o list.pdf", code=1)
    assert run.err.startswith("error: no font on this computer shows the Korean or Chinese letters")
    assert "fonts-noto-cjk" in run.err
    assert not (office / "list.pdf").exists()


@pytest.mark.parametrize(
    "tongue, text, first",
    [
        ("ko", "中文", "Noto Sans CJK KR"),
        ("zh", "한글", "Noto Sans CJK SC"),
        ("en", "中文 한글", "Noto Sans CJK KR"),
        ("es", "中文", "Noto Sans CJK SC"),
    ],
)
def test_a_sign_looks_as_its_readers_write_it(tongue, text, first):
    language.use(tongue)
    try:
        names = pdf.fonts(text)
    finally:
        language.use("en")
    assert next(name for name in names if "CJK" in name) == first


@letters
@pytest.mark.parametrize("tongue", language.LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_every_reader(nasty, office, reader, tongue):
    run = nasty(f"--lang {tongue} {reader} -o page.pdf")
    assert (run.out, "page.pdf" in run.err) == ("", True)
    data = (office / "page.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    nasty(f"--lang {tongue} {reader} -f pdf -o again")
    assert (office / "again").read_bytes() == data


def test_a_long_table_goes_on_below_its_head(tmp_path):
    rows = [(no, f"Luna {no}") for no in range(200)]
    text = text_of(
        binary(Table([Column("n", "No."), Column("c", "Name")], rows), Format.PDF), tmp_path
    )
    sheets = text.split("\f")[:-1]
    assert len(sheets) > 2
    assert all("No." in sheet and "Name" in sheet for sheet in sheets)
    assert f"2/{len(sheets)}" in sheets[1].replace(" ", "")
    assert "Luna 199" in text


def test_a_long_box_and_a_long_word_stay_on_the_paper(tmp_path):
    page = Report("t", [Prose("word " * 5000 + "end", "Long"), Prose("x" * 3000, "Word")])
    text = text_of(binary(page, Format.PDF), tmp_path).replace(paper.BREAK, "")
    assert text.count("word") == 5000
    assert len(re.findall("x", text)) == 3000
    assert text.count("\f") > 3


def test_bound_pages_begin_on_new_sheets(tmp_path):
    parts = [Report(f"Page {no}", [Prose("text", "Box")]) for no in range(3)]
    sheets = text_of(binary(bound(parts), Format.PDF), tmp_path).split("\f")[:-1]
    assert [sheet.split("\n")[0].strip() for sheet in sheets] == ["Page 0", "Page 1", "Page 2"]


def test_without_the_library_one_line_says_what_to_install(nasty, office, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    run = nasty("customer list -o list.pdf", code=1)
    hint = how_to_install("pdf")
    assert run.err == f"error: PDF files need the library typst\nhint: {hint}\n"
    assert not (office / "list.pdf").exists()
