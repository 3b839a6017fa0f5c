"""Every reader in every form: stdout holds the data and nothing else."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

LISTS = (
    "customer list",
    "customer check",
    "customer grade '#1'",
    "customer grade --suggest",
    "customer history '#1'",
    "customer claims '#1'",
    "customer merge '#1' '#2' --dry-run",
    "contact list",
    "visit list",
    "followup list",
    "report list",
    "undo --list",
    "config show",
    "data sql 'SELECT no, name, notes FROM customers ORDER BY no'",
)
PAGES = (
    "today",
    "customer show '#1'",
    "customer brief '#1'",
    "visit show 1",
    "report daily",
    "report show",
)
READERS = LISTS + PAGES
FORMS = ("table", "csv", "tsv", "json", "jsonl", "md", "html")


def rows_of(text, delimiter=","):
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


class Parser(html.parser.HTMLParser):
    """Counts what is open; fails on a tag that closes another."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.seen = []

    def handle_starttag(self, tag, _attributes):
        self.seen.append(tag)
        if tag not in {"meta", "br", "!doctype"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def check_csv(text):
    rows = rows_of(text)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(re.fullmatch("[a-z_0-9]+", key) for key in rows[0])


def check_tsv(text):
    lines = text.split("\n")[:-1]
    assert len({line.count("\t") for line in lines}) == 1


def check_json(text):
    json.loads(text)
    assert text.endswith("\n")


def check_lines(text):
    for line in text.splitlines():
        assert isinstance(json.loads(line), dict)


def check_markdown(text):
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in block.splitlines()}
        assert len(widths) == 1, block


def check_html(text):
    parser = Parser()
    parser.feed(text)
    assert parser.open == []
    assert not {"b", "script", "red", "img", "a"} & set(parser.seen)


def check_table(text):
    assert "\t" not in text


CHECKS = {
    "csv": check_csv, "tsv": check_tsv, "json": check_json, "jsonl": check_lines,
    "md": check_markdown, "html": check_html, "table": check_table,
}  # fmt: skip
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reader", READERS)
def test_form(nasty, reader, form):
    run = nasty(f"{reader} -f {form}")
    assert run.out
    CHECKS[form](run.out)
    if form in {"table", "md", "html"}:
        assert not STEERING.search(run.out)
    if "\x1b" in run.out:
        pytest.fail("colour in a pipe")


@pytest.mark.parametrize("reader", READERS)
def test_a_terminal_is_never_steered(nasty, reader, monkeypatch):
    monkeypatch.setenv("LINES", "10000")
    page = nasty(reader, tty=True).out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", page)
    assert plain
    assert not STEERING.search(plain)


@pytest.mark.parametrize("reader", READERS)
def test_the_default_form_in_a_pipe_is_the_table(nasty, reader):
    assert nasty(reader).out == nasty(f"{reader} -f table").out


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", ["ko", "zh", "es"])
def test_keys_are_the_same_in_every_language(nasty, reader, language):
    english = nasty(f"--lang en {reader} -f csv").out.splitlines()[0]
    assert nasty(f"--lang {language} {reader} -f csv").out.splitlines()[0] == english

    def keys(value):
        if isinstance(value, dict):
            return {key: keys(item) for key, item in value.items()}
        return [keys(item) for item in value] if isinstance(value, list) else None

    data = [keys(nasty(f"--lang {name} {reader} -f json").json) for name in ("en", language)]
    assert data[0] == data[1]


@pytest.mark.parametrize(
    "reader", ["customer list", "contact list", "visit list", "followup list", "undo --list"]
)
def test_values_are_the_same_in_every_language(nasty, reader):
    english = nasty(f"--lang en {reader} -f json").json
    for language in ("ko", "zh", "es"):
        assert nasty(f"--lang {language} {reader} -f json").json == english


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("form", ["yaml", "JSON", "", "xls"])
def test_an_unknown_form(nasty, reader, form):
    if not form:
        return
    run = nasty(f"{reader} -f {form}", code=2)
    assert run.out == ""
    assert f'no format "{form}"' in run.err


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
@pytest.mark.parametrize("reader", READERS)
def test_bytes_are_no_form_for_a_terminal(nasty, reader, form):
    run = nasty(f"{reader} -f {form}", tty=True, code=2)
    assert run.out == ""
    assert run.err.startswith(f"error: {form} is no form for a terminal\nhint: write it into")
    assert f"`-o sales.{form}`" in run.err


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
@pytest.mark.parametrize("writer", ["customer add 두리 --incomplete", "report daily --submit"])
def test_nothing_is_written_before_bytes_are_refused(sales, writer, form):
    before = sales("undo --list -f json").json
    sales(f"{writer} -f {form}", tty=True, code=2)
    assert sales("undo --list -f json").json == before


@pytest.mark.parametrize("place", ["", "-o -"])
def test_bytes_go_into_a_pipe(office, sales, place):
    sales("customer add Luna --incomplete")
    done = subprocess.run(
        f"{sys.executable} -m salescli customer list --columns no,name -f xlsx {place} | cat",
        shell=True, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    sales("customer list --columns no,name -o list.xlsx")
    assert done.stdout == (office / "list.xlsx").read_bytes()


FRESH = [
    "", "today", "customer list", "customer check", "customer grade --suggest", "contact list",
    "visit list", "followup list", "report daily", "report list", "undo --list", "config show",
    "doctor", "data path", "config path", "data backup --list", "help", "report run",
    "data sql 'SELECT * FROM visits'",
]  # fmt: skip


@pytest.mark.parametrize("form", ["", "-f json", "-f csv", "-f md"])
@pytest.mark.parametrize("reader", FRESH)
def test_before_there_is_any_file_every_reader_is_content(sales, office, reader, form):
    if form and reader in {"", "data path", "config path", "help"}:
        return
    (office / "sales.db").unlink()
    run = sales(f"{reader} {form}")
    assert "error" not in run.err
    assert not (office / "sales.db").exists(), "reading makes no file"


@pytest.mark.parametrize(
    "line",
    ["customer show x", "visit show last", "report show", "visit edit last --note x",
     "customer delete x", "followup done 1", "visit add x y"],
)  # fmt: skip
def test_before_there_is_any_file_nothing_is_found(sales, office, line):
    (office / "sales.db").unlink()
    assert sales(line, code=3).err.startswith("error: ")


def test_undo_makes_no_file(sales, office):
    (office / "sales.db").unlink()
    sales("undo", code=1)
    assert not (office / "sales.db").exists()


@pytest.mark.parametrize("columns", ["40", "100", "1000", "0", "-5", "abc", ""])
def test_the_window_never_changes_what_a_pipe_gets(nasty, monkeypatch, columns):
    wide = nasty("customer list").out + nasty("report show").out
    monkeypatch.setenv("COLUMNS", columns)
    assert nasty("customer list").out + nasty("report show").out == wide


@pytest.mark.parametrize("columns", ["0", "1", "-3", "abc"])
def test_no_window_is_too_narrow_to_show_a_name(nasty, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("LINES", "10000")
    page = re.sub(r"\x1b\[[0-9;]*m|\s", "", nasty("customer list", tty=True).out)
    assert "測試表示폭" in page


@pytest.mark.parametrize("pager", ["", "/nonexistent/pager", "'not closed", "  "])
def test_without_a_pager_a_long_page_is_just_written(nasty, monkeypatch, pager):
    monkeypatch.setenv("LINES", "5")
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setenv("PAGER", pager)
    assert len(nasty("customer list", tty=True).out.splitlines()) > 5


def test_the_pager_gets_the_page(nasty, office, monkeypatch):
    place = office / "pager.sh"
    place.write_text(f"#!/bin/sh\ncat > {office}/paged.txt\n")
    place.chmod(0o755)
    monkeypatch.setenv("PAGER", f"sh {place}")
    monkeypatch.setenv("LINES", "5")
    assert nasty("customer list", tty=True).out == ""
    assert "測試" in (office / "paged.txt").read_text(encoding="utf-8")
    assert nasty("customer list").out, "never in a pipe"
    nasty("config set screen.pager off")
    assert nasty("customer list", tty=True).out


def test_a_pipe_cuts_and_wraps_nothing(sales):
    note = "a very long note " * 40
    sales("customer add 두리 --incomplete")
    sales(["visit", "add", "두리", note])
    assert note.strip() in sales("visit list").out


@pytest.mark.parametrize("choice", ["--color never", "NO_COLOR"])
def test_without_colour(nasty, monkeypatch, choice):
    if choice == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
        choice = ""
    page = nasty(f"{choice} customer list", tty=True).out
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", page)


def test_colour_always_in_a_pipe(nasty):
    assert "\x1b[" in nasty("--color always customer list").out
    assert "\x1b[" not in nasty("--color always customer list -f csv").out


def test_an_unknown_colour_choice(nasty):
    run = nasty("--color maybe customer list", code=2)
    assert (run.out, "maybe" in run.err) == ("", True)


@pytest.mark.parametrize(
    "line, near",
    [
        ("customer list --columns nam", "name"),
        ("visit list --columns visit_dat", "visit_date"),
        ("contact list --columns no,positon", "position"),
        ("followup list --columns due", "due_on"),
        ("report list --columns stat", "state"),
        ("customer check --columns missin", "missing"),
    ],
)
def test_an_unknown_column_names_the_nearest(nasty, line, near):
    run = nasty(line, code=2)
    assert run.out == ""
    assert f"did you mean `{near}`" in run.err


def test_a_column_that_is_like_none_names_them_all(nasty):
    assert "columns: no, code, grade, name" in nasty("customer list --columns zzz", code=2).err


@pytest.mark.parametrize("form", ["csv", "json", "md"])
@pytest.mark.parametrize("reader", ["visit show 1", "report show", "customer check"])
def test_columns_of_a_page_are_its_table_s(nasty, reader, form):
    if reader != "customer check":
        nasty(f"{reader} --columns no -f {form}", code=2)  # pages take no columns
        return
    assert nasty(f"{reader} --columns no,name -f {form}").out


def test_text_comes_back_as_it_was_typed(nasty, names):
    rows = nasty("customer list --sort no -f json").json
    assert {row["no"]: row["name"] for row in rows} == names
    table = rows_of(nasty("customer list --sort no --columns no,name -f csv").out)
    assert {int(row[0]): row[1] for row in table[1:]} == names
    lines = nasty("customer list --sort no --columns no,name -f jsonl").out.splitlines()
    assert {row["no"]: row["name"] for row in map(json.loads, lines)} == names
    page = nasty("customer list --sort no --columns no,name -f html").out
    cells = [html.unescape(cell) for cell in re.findall(r"</td><td>(.*?)</td>", page)]
    shown = {number: re.sub("[\u202e\u2066]", lambda sign: f"\\u{ord(sign[0]):04x}", name)
             for number, name in names.items()}  # fmt: skip
    assert dict(enumerate(cells, 1)) == shown
    for name in shown.values():
        assert name in nasty("customer list").out


def test_tabs_and_line_breaks_stay_inside_their_cell(nasty):
    text = nasty("visit list --columns no,result -f tsv").out
    assert text.count("\n") == 1 + 8
    assert "a   b\\n" in text, "a stored note has no tabs"
    assert rows_of(nasty("visit list --columns result -f csv").out)[1][0].startswith("a   b\n")
    assert "a   b<br>" in nasty("visit list --columns result -f html").out
    assert "a   b<br>" in nasty("visit list --columns result -f md").out
    assert len(nasty("visit list --columns no,result").out.splitlines()) == 2 + 8


def test_wide_letters_are_aligned(nasty):
    from rich.cells import cell_len

    lines = nasty("customer list --sort no --columns name,no").out.splitlines()
    ends = {cell_len(line) for line in lines}
    assert len(ends) == 1, lines
