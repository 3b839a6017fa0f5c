"""`data export`: ten kinds in nine forms, filtered, stable, whole or not there."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import icalendar
import pytest

ROOT = Path(__file__).parent.parent.parent

KINDS = ("customers", "contacts", "visits", "followups", "orders", "order_lines", "products",
         "plan_points", "grades", "reports")  # fmt: skip
FORMS = ("csv", "tsv", "json", "jsonl", "xlsx", "md", "html")


@pytest.fixture
def filled(sales):
    """Two customers with everything that can leave."""
    sales("customer add 한빛상사 --incomplete --grade B --area 강남 --code H-1 --contact 박지성"
          " --phone 010-2222-3333 --place 37.5,127.03125")  # fmt: skip
    sales("customer add 두리 --incomplete --grade A --area 마포")
    sales("product add '위젯 3mm' --unit box --price 12000")
    sales("visit add 한빛 'showed the line' --on 2026-03-02 --at 14:30 --minutes 20 --with 박지성"
          " --result fine --problem none --follow-up 'send list' --order '위젯 3mm x 10'")  # fmt: skip
    sales("visit add 두리 'called' --on 2026-02-20")
    sales("plan add 'visit the south'")
    sales("report daily --submit --reason x")
    return sales


def rows_of(run):
    return list(csv.DictReader(io.StringIO(run.out)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_every_kind_in_every_form(filled, office, kind, form):
    run = filled(f"data export {kind} --plain -o out.{form}")
    assert run.out == ""
    assert f" to out.{form}\n" in run.err
    once = (office / f"out.{form}").read_bytes()
    filled(f"data export {kind} --plain -o again.{form}")
    assert (office / f"again.{form}").read_bytes() == once
    assert stat.S_IMODE((office / f"out.{form}").stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_the_same_in_csv_and_json(filled, kind):
    table = rows_of(filled(f"data export {kind} --plain -f csv"))
    array = filled(f"data export {kind} --plain -f json").json
    lines = filled(f"data export {kind} --plain -f jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == array
    assert table
    assert [list(row) for row in table] == [list(row) for row in array]
    for row, record in zip(table, array, strict=True):
        assert row == {key: told(value) for key, value in record.items()}


def told(value):
    return {"None": "", "True": "true", "False": "false"}.get(str(value), str(value))


@pytest.mark.parametrize("kind", KINDS)
def test_no_rows_are_a_head_alone(sales, kind):
    head = sales(f"data export {kind} --plain").out
    assert head.count("\n") == 1
    assert "created_at" in head
    assert sales(f"data export {kind} --plain -f json").out == "[]\n"
    assert sales(f"data export {kind} --plain -f jsonl").out == ""


@pytest.mark.parametrize("lang", ["en", "ko", "zh", "es"])
def test_keys_are_english_in_every_language(filled, monkeypatch, lang):
    monkeypatch.setenv("SALES_LANG", lang)
    names = rows_of(filled("data export visits"))[0]
    assert {"customer", "visit_date", "grade_at_visit", "id"} <= names.keys()


def test_ids_are_for_programs(filled):
    raw = rows_of(filled("data export visits --profile raw"))[0]
    people = filled("data export visits --profile excel").out.removeprefix("\ufeff")
    assert {"id", "customer_id", "rep_id"} <= raw.keys()
    assert "_id" not in people.partition("\n")[0]
    assert "met_phone" not in raw
    named = filled("data export visits --profile excel --columns no,customer_id,no").out
    assert named.startswith("\ufeffno,customer_id\n")


@pytest.mark.parametrize(
    "line, numbers",
    [
        ("visits 2026-03", ["1"]),
        ("visits 'last month'", ["2"]),
        ("visits --grade A", ["2"]),
        ("visits --grade a,b", ["1", "2"]),
        ("visits --grade A --grade B --area 마포", ["2"]),
        ("visits --customer 한빛", ["1"]),
        ("visits 2026-03 --customer 두리", []),
        ("customers --area 강남", ["1"]),
        ("customers --status active", []),
        ("contacts --grade B --plain", ["1"]),
        ("followups --grade B", ["1"]),
        ("followups --area 마포", []),
        ("orders 2026-03", ["1"]),
        ("orders 2025", []),
        ("order_lines --area 강남 --columns order_no", ["1"]),
        ("reports today", ["1"]),
        ("customer --never-visited", []),
    ],
)
def test_filters(filled, line, numbers):
    if "--columns" not in line:
        line += " --columns no"
    run = filled(f"data export {line}")
    assert run.out.split()[1:] == numbers


@pytest.mark.parametrize(
    "line, message",
    [
        ("visist", 'cannot export "visist"'),
        ("visits -f pdf", 'no format "pdf"'),
        ("visits -o list.doc", 'the ending of "list.doc" tells no format'),
        ("visits -f xlsx", "xlsx goes to a file"),
        ("visits -f xlsx -o -", "xlsx goes to a file"),
        ("visits --columns visit_dat", 'no column "visit_dat"'),
        ("reports --columns content", 'no column "content"'),
        ("visits --profile word", '--profile: "word" is not one of excel, raw'),
        ("products --grade A", "products are of no customer: `--grade` does not fit"),
        ("reports --customer 한빛", "reports are of no customer: `--customer` does not fit"),
        ("customers 2026", "customers have no day: a period does not fit"),
        ("visits garbage", '"garbage" is not a period I know'),
        ("visits --since garbage", '"garbage" is not a date I know'),
        ("visits --since 'last export'", "no visits have left yet"),
        ("visits --grade X", '--grade: "X" is not one of'),
        ("visits -f vcf", "vcf holds contacts, customers"),
        ("contacts -f ics", "ics holds visits, followups"),
        ("visits -f ics --columns no", "ics has no columns: leave out `--columns`"),
        ("visits -f ics --profile raw", "ics has no columns: leave out `--profile`"),
        ("visits -f ics --mark-since fri", "ics has no columns: leave out `--mark-since`"),
        ("visits -o x.csv --password-file pw", "only xlsx can have a password"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_leaves(filled, office, line, message):
    before = sorted(os.listdir(office))
    run = filled(f"data export {line}", code=2)
    assert run.out == ""
    assert run.err.startswith(f"error: {message}")
    assert sorted(os.listdir(office)) == before
    assert filled("data exports -f json").json == []


def test_without_a_data_file(sales, office):
    (office / "sales.db").unlink()
    assert "there is no data file yet" in sales("data export visits", code=3).err
    assert not (office / "sales.db").exists()


def test_since(sales, at):
    at("2026-02-25T09:00")
    sales("customer add old --incomplete")
    sales("customer add changed --incomplete")
    at("2026-02-27T09:00")  # a Friday
    sales("customer add friday --incomplete")
    at("2026-03-03T10:00")
    sales("customer edit changed --area 강남")
    line = "data export customers --columns name -f csv"
    assert sales(f"{line} --since 'last friday'").out == "name\nchanged\nfriday\n"
    at("2026-03-03T10:30")
    assert sales(f"{line} --since yesterday").out == "name\nchanged\n"
    partial = sales(f"{line} --since 'last export'", code=2)
    assert "no customers have left whole yet with these filters and columns" in partial.err
    assert sales(line).out == "name\nold\nchanged\nfriday\n"
    at("2026-03-03T11:00")
    sales("customer add new --incomplete")
    at("2026-03-03T11:10")
    assert sales(f"{line} --since 'last export'").out == "name\nnew\n"
    at("2026-03-03T12:00")
    assert sales(f"{line} --since '마지막 내보내기'").out == "name\n"
    assert (
        "no visits have left yet" in sales("data export visits --since 'last export'", code=2).err
    )


@pytest.mark.parametrize(
    "between, new",
    [
        ("customers --columns name --since today", "b c"),
        ("customers --columns name --status lead", "b c"),
        ("customers --columns name,no", "b c"),
        ("contacts --plain", "b c"),
        ("customers --columns name -o nowhere/x.csv", "b c"),
        ("customers --columns name", "c"),
        ("customers --columns name -o x.xlsx", "c"),
        ("customers --columns name -o x.xlsx --password-file pw", "c"),
        ("customers --columns name --since 'last export' --profile excel", "c"),
        ("customers --columns name --since '上次导出'", "c"),
        ("customers --columns name --mark-since 'last export'", "c"),
        ("customers --columns new,name --mark-since fri", "c"),
    ],
)
def test_only_an_export_of_all_the_same_moves_the_mark(sales, office, at, between, new):
    (office / "pw").write_text("correct horse battery\n")
    at("2026-03-03T09:00")
    sales("customer add a --incomplete")
    at("2026-03-03T10:00")
    sales("data export customers --columns name")
    at("2026-03-03T11:00")
    sales("customer add b --incomplete")
    at("2026-03-03T12:00")
    sales(f"data export {between}", code=None)
    at("2026-03-03T13:00")
    sales("customer add c --incomplete")
    found = sales("data export customers --columns name --since 'last export'").out.split()
    assert found == ["name", *new.split()]


def test_another_week_is_another_export(sales, at):
    at("2026-03-03T09:00")
    sales("customer add a --incomplete")
    sales("visit add a --on today 'this week'")
    sales("data export visits 'last week' --columns content")
    at("2026-03-10T09:00")
    line = "data export visits 'last week' --columns content"
    assert "no visits have left whole yet" in sales(f"{line} --since 'last export'", code=2).err
    assert sales(line).out == "content\nthis week\n"


def test_a_command_that_began_earlier_and_was_saved_later_is_not_missed(sales, at):
    line = "data export customers --columns name"
    at("2026-03-03T10:00")
    sales("customer add a --incomplete")
    at("2026-03-03T10:05")
    sales(line)
    at("2026-03-03T10:02")
    sales("customer add slow --incomplete")
    at("2026-03-03T11:00")
    assert sales(f"{line} --since 'last export'").out == "name\nslow\n"
    assert sales(f"{line} --mark-since 'last export'").out == "name,new\na,false\nslow,false\n"


def test_what_is_entered_while_an_export_is_written_is_not_missed(sales, program, at, monkeypatch):
    from salescli.store import exporting

    at("2026-03-03T10:00")
    sales("customer add a --incomplete")
    at("2026-03-03T10:05")
    read = exporting.rows

    def slowly(reader, selection):
        yield from read(reader, selection)
        program("customer add meanwhile --incomplete", SALES_TODAY="2026-03-03T10:04")

    line = "data export customers --columns name"
    with monkeypatch.context() as patch:
        patch.setattr(exporting, "rows", slowly)
        assert sales(line).out == "name\na\n"
    at("2026-03-03T11:00")
    assert sales(f"{line} --since 'last export'").out == "name\nmeanwhile\n"


def test_the_mark_stands_where_it_was_named(sales, at):
    at("2026-03-03T10:00")
    sales("customer add a --incomplete")
    line = "data export customers --columns no,new,name"
    assert sales(f"{line} --mark-since today").out == "no,new,name\n1,true,a\n"
    assert 'no column "new"' in sales(line, code=2).err


def test_mark_since(sales, at):
    at("2026-02-25T09:00")
    sales("customer add old --incomplete")
    at("2026-03-03T10:00")
    sales("customer add new --incomplete")
    sales("customer edit old --area 강남")
    line = "data export customers --columns name --mark-since 'last friday'"
    assert sales(line).out == "name,new\nold,false\nnew,true\n"
    assert sales(f"{line} -f json").json == [
        {"name": "old", "new": False}, {"name": "new", "new": True},
    ]  # fmt: skip
    assert (
        sales(f"{line} -f md").out == "| name | new |\n|---|---|\n| old | false |\n| new | true |\n"
    )


def test_a_spanish_spreadsheet_has_other_separators(filled, office, monkeypatch):
    filled("data export customers --columns name,lat,lon -o en.csv")
    monkeypatch.setenv("SALES_LANG", "es")
    filled("data export customers --columns name,lat,lon -o es.csv")
    filled("data export customers --columns name,lat,lon -o raw.csv --profile raw")
    read = [(office / f"{name}.csv").read_text("utf-8") for name in ("en", "es", "raw")]
    assert read == [
        "\ufeffname,lat,lon\n한빛상사,37.5,127.03125\n두리,,\n",
        "\ufeffname;lat;lon\n한빛상사;37,5;127,03125\n두리;;\n",
        "name,lat,lon\n한빛상사,37.5,127.03125\n두리,,\n",
    ]


def test_visits_as_a_calendar(filled, monkeypatch):
    text = filled("data export visits -f ics").out
    timed, untimed = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(timed["SUMMARY"]) == "한빛상사"
    assert timed.decoded("DTSTART").isoformat() == "2026-03-02T05:30:00+00:00"
    assert timed.decoded("DTEND").isoformat() == "2026-03-02T05:50:00+00:00"
    assert str(timed["DESCRIPTION"]) == "showed the line\nfine"
    assert untimed.decoded("DTSTART").isoformat() == "2026-02-20"
    assert timed["UID"] != untimed["UID"]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_follow_ups_to_come_as_a_calendar(filled):
    filled("followup add 두리 'bring samples' --due '2026-03-05 14:00'")
    filled("followup add 두리 'done already' --due 2026-03-06")
    filled("followup done 3")
    events = icalendar.Calendar.from_ical(filled("data export followups -f ics").out).walk("VEVENT")
    shown = {str(event["SUMMARY"]): event.decoded("DTSTART").isoformat() for event in events}
    assert shown["두리: bring samples"] == "2026-03-05T14:00:00"
    assert "두리: done already" not in shown


def test_people_and_firms_as_cards(filled):
    person = cards(filled("data export contacts -f vcf --plain").out)
    assert person == [
        {
            "FN": "박지성",
            "N": "박지성;;;;",
            "ORG": "한빛상사",
            "TEL;TYPE=WORK,VOICE": "010-2222-3333",
        }
    ]
    firms = cards(filled("data export customers -f vcf").out)
    assert [firm["FN"] for firm in firms] == ["한빛상사", "두리"]
    assert firms[0]["GEO"] == "37.500000;127.031250"
    assert "박지성" not in str(firms)


def cards(text):
    """The cards of a vCard file, without what is the same or made up in all."""
    known = ("BEGIN", "END", "VERSION", "UID", "REV")
    found = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _colon, value = line.partition(":")
        if name == "BEGIN":
            found.append({})
        elif name and name not in known:
            found[-1][name] = value
    return found


def test_an_xlsx_is_the_same_whenever_it_is_made(filled, office, at):
    filled("data export visits -o one.xlsx")
    at("2026-04-01T10:00")
    filled("data export visits -o two.xlsx")
    assert (office / "one.xlsx").read_bytes() == (office / "two.xlsx").read_bytes()
    with zipfile.ZipFile(office / "one.xlsx") as book:
        assert b"2000-01-01" in book.read("docProps/core.xml")


def test_a_reader_that_stops_early_has_had_it(filled):
    done = subprocess.run(
        f"{sys.executable} -m salescli data export visits -f jsonl | head -c 7",
        shell=True, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout == '{"id":"'
    assert done.stderr.startswith("left out, since it names contacts: met; ")
    assert filled("data exports -f json").json[0]["row_count"] == 2


def test_what_a_reader_left_standing_is_noted_as_cut_off_and_is_no_mark(filled, office):
    (office / "many.csv").write_text(
        "name\n" + "".join(f"shop {n} {'x' * 90}\n" for n in range(3000))
    )
    filled("data import customers many.csv")
    line = "data export customers --columns no,name -f jsonl"
    subprocess.run(
        f"{sys.executable} -m salescli {line} | head -c 7",
        shell=True, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    (left,) = filled("data exports -f json").json
    assert left["filters"] == "(cut off)"
    assert 0 < left["row_count"] < 3002
    assert "no customers have left whole" in filled(f"{line} --since 'last export'", code=2).err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_of_a_device_that_is_full_nothing_is_noted(filled, program, office):
    program("data export visits -f jsonl -o /dev/full", code=1)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "salescli", "data", "export", "customers", "--columns", "no"],
            stdout=full, stderr=subprocess.PIPE, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert done.returncode != 0
    assert filled("data exports -f json").json == []
