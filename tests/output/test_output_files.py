"""Writing to a file with `-o`: the ending tells the form, the whole file or none."""

from __future__ import annotations

import csv
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.formulas import unguard
from salescli.output import BINARY, Format, binary, render
from salescli.output.table import Column, Fact, Facts, Prose, Report, Table


@pytest.mark.parametrize(
    "name, begins",
    [
        ("list.csv", b"\xef\xbb\xbfno,name\n"),
        ("LIST.CSV", b"\xef\xbb\xbfno,name\n"),
        ("list.tsv", b"no\tname\n"),
        ("list.json", b"[\n  {\n"),
        ("list.jsonl", b'{"no":'),
        ("list.ndjson", b'{"no":'),
        ("list.md", b"| No. |"),
        ("list.markdown", b"| No. |"),
        ("list.html", b"<!doctype html>"),
        ("list.htm", b"<!doctype html>"),
        ("list.txt", b"No.  "),
        ("list.xlsx", b"PK"),
        ("LIST.XLSX", b"PK"),
        ("list.pdf", b"%PDF-"),
    ],
)
def test_the_ending_tells_the_form(nasty, office, name, begins):
    run = nasty(f"customer list --columns no,name -o {name}")
    assert (run.out, run.err) == ("", f"Wrote {name}\n")
    assert (office / name).read_bytes().startswith(begins)


def test_a_given_form_goes_before_the_ending(nasty, office):
    nasty("customer list -f json -o list.csv")
    assert (office / "list.csv").read_text(encoding="utf-8").startswith("[")


@pytest.mark.parametrize("name", ["list", "list.xyz", "list.", ".csv", "list.xls", "list.doc", "."])
def test_an_ending_that_tells_nothing(nasty, office, name):
    run = nasty(["customer", "list", "-o", name], code=2)
    assert "tells no format" in run.err
    assert not (office / name).is_file()


def test_a_dash_is_stdout(nasty):
    assert nasty("customer list -f csv -o -").out == nasty("customer list -f csv").out


def test_csv_for_a_spreadsheet_runs_no_formula_and_comes_back(nasty, office, names):
    nasty("customer list --sort no --columns no,name -o list.csv")
    text = (office / "list.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))[1:]
    assert not [row for row in rows if row[1][:1] in "=+-@\t\r"]
    assert {int(row[0]): unguard(row[1]) for row in rows} == names


def test_csv_for_a_program_is_exact(nasty):
    text = nasty("customer list --sort no --columns name -f csv").out
    assert not text.startswith("\ufeff")
    assert "\n-2+3\n" in text
    assert "\n@SUM(A1)\n" in text


def test_numbers_are_no_formulas(sales, office):
    sales("customer add 두리 --incomplete --place '-33.5, -70.6'")
    sales("customer list --columns lat,lon -o list.csv")
    assert (office / "list.csv").read_text(encoding="utf-8-sig") == "lat,lon\n-33.5,-70.6\n"


def test_a_file_is_for_its_owner(nasty, office):
    nasty("customer list -o list.csv")
    assert stat.S_IMODE((office / "list.csv").stat().st_mode) == 0o600


def test_a_file_is_replaced_as_a_whole(nasty, office):
    (office / "list.csv").write_text("old\n" * 1000)
    nasty("customer list --columns no -o list.csv")
    assert "old" not in (office / "list.csv").read_text(encoding="utf-8")
    assert sorted(os.listdir(office)) == ["config.yaml", "list.csv", "sales.db"]


@pytest.mark.parametrize(
    "place, reason",
    [
        ("nowhere/list.csv", "No such file or directory"),
        ("config.yaml/list.csv", "Not a directory"),
        ("folder.csv", "Is a directory"),
        ("x" * 300 + ".csv", "File name too long"),
    ],
)
def test_a_file_that_cannot_be_written(nasty, office, place, reason):
    (office / "folder.csv").mkdir()
    run = nasty(["customer", "list", "-o", place], code=1)
    assert run.err.startswith(f"error: could not write {place}: {reason}\nhint: ")
    assert not list(office.glob(".*.part"))


def test_a_full_disk_leaves_the_old_file(nasty, office, monkeypatch):
    (office / "list.csv").write_text("old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left on device" in nasty("customer list -o list.csv", code=1).err
    assert (office / "list.csv").read_text() == "old"
    assert not list(office.glob(".*.part"))


def test_a_pipe_or_device_is_written_to_and_stays(nasty, office):
    os.mkfifo(office / "pipe.csv")
    reader = os.open(office / "pipe.csv", os.O_RDONLY | os.O_NONBLOCK)
    nasty("customer list --columns no --sort no --limit 1 -o pipe.csv")
    assert os.read(reader, 100) == b"\xef\xbb\xbfno\n1\n"
    os.close(reader)
    assert stat.S_ISFIFO((office / "pipe.csv").stat().st_mode)


def test_home_is_understood(nasty, office):
    (office / "home").mkdir()
    nasty("customer list -o ~/list.csv")
    assert (office / "home" / "list.csv").exists()


def test_an_empty_list_is_a_file_with_its_head(sales, office):
    run = sales("customer list --columns no,name -o list.csv")
    assert run.err.startswith("no customers yet; ")
    assert run.err.endswith("Wrote list.csv\n")
    assert (office / "list.csv").read_text(encoding="utf-8-sig") == "no,name\n"


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t"),
    max_size=30,
)
CELLS = st.one_of(TEXT, st.integers(), st.booleans(), st.none(), st.lists(TEXT, max_size=3))


def table(rows):
    return Table([Column("a", "A"), Column("b", "B", right=True)], rows, key="rows")


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_csv_comes_back(rows):
    for file in (False, True):
        text = render(table(rows), Format.CSV, file=file).removeprefix("\ufeff")
        read = list(csv.reader(text.splitlines(keepends=True)))[1:]
        back = [tuple(map(unguard, row)) if file else tuple(row) for row in read]
        assert back == rows


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_every_form_takes_every_value(rows):
    report = Report(
        "t", [table(rows), Facts([Fact("k", "K", rows[0][0] if rows else None)]), Prose("p")]
    )
    for form in set(Format) - BINARY:
        for shown in (table(rows), report):
            assert render(shown, form).endswith("\n") or not rows
    for shown in (table(rows), report):
        assert binary(shown, Format.XLSX).startswith(b"PK")


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_tsv_has_one_line_a_row(rows):
    lines = render(table(rows), Format.TSV).split("\n")
    assert len(lines) == len(rows) + 2
    assert all(line.count("\t") == 1 for line in lines[:-1])


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_the_plain_table_has_one_line_a_row(rows):
    assert render(table(rows), Format.TABLE).count("\n") == len(rows) + 2
