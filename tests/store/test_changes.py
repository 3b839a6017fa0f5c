"""The change log: it tells all that was ever written, in order, and nothing leaves the file."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from salescli.errors import SalesError
from salescli.store import changes, writing
from salescli.store.models import Customer

DAY = [
    "contact add 한빛 손흥민 --main --role decides",
    "customer edit 한빛 --area 강남 --place '37.5, 127.03' --need-clear --expected 2026-04-01",
    "customer edit 두리 --status '' --grade A --reason 'order soon' --budget '2026 6000000 paper'",
    "visit add 두리 'order of 20' --with 이영표 --at 8:00 --minutes 31 --closes 2 --grade B"
    " --next 'tomorrow 10:30' --follow-up deliver --objective 'second order'",
    "visit edit 1 --at 8:15 --result 'order of 30' --with 차범근",
    "visit edit 2 --on 2026-02-27 --next 2026-05-01",
    "visit review 1 2 --reached no --cause 'buyer away'",
    "followup move 1 --to 'mon 8:05'",
    "undo",
    "today --focus 'new line' --packed samples",
    "visit delete 1",
    "contact delete 한빛 차범근",
    "undo",
    "report daily --summary 'a good day' --submit --anyway 'short of time'",
    "customer delete 두리",
    "undo",
]


def spoken(column: str, value: Any) -> Any:
    """A stored value as the log writes it."""
    clock = column in {"visit_time", "next_time", "due_time"}
    return f"{value}:00" if clock and value else value


def test_the_log_alone_rebuilds_every_row(busy_office, tables, rows):
    for line in DAY:
        busy_office(line)
    found: dict[str, dict[str, Any]] = {}
    newest: dict[str, str] = {}
    for item in rows("SELECT * FROM change ORDER BY hlc"):
        old, new = json.loads(item["old"] or "{}"), json.loads(item["new"] or "{}")
        row = found.setdefault(item["row_id"], {})
        assert item["based_on"] == newest.get(item["row_id"])
        assert {name: row.get(name) for name in old} == old
        assert (item["action"] == "insert") == (not row) == (not old)
        assert (item["action"] == "delete") == bool(old and new.get("deleted_at"))
        row |= new
        newest[item["row_id"]] = item["id"]
    kept = {name: found for name, found in tables().items()
            if name not in {"command", "change", "meta", "alembic_version"}}  # fmt: skip
    assert sum(len(records) for records in kept.values()) == len(found)
    for record in (record for records in kept.values() for record in records):
        told = found[record["id"]]
        for column, value in record.items():
            if column != "updated_at":
                assert told.get(column) == spoken(column, value), column


CASES = [
    ("visit edit 1 --result sold", "visit", "update", {"result": "good"}, {"result": "sold"}),
    ("visit edit 1 --minutes 25", "visit", "update", {"minutes": 20}, {"minutes": 25}),
    ("customer edit 한빛 --key-account", "customer", "update",
     {"key_account": False}, {"key_account": True}),
    ("customer edit 한빛 --expected 2026-04-01", "customer", "update",
     {"expected_on": None}, {"expected_on": "2026-04-01"}),
    ("customer edit 한빛 --place '37.5, 127.03'", "customer", "update",
     {"lat": None, "lon": None}, {"lat": 37.5, "lon": 127.03}),
    ("followup move 2 --to 'mon 8:05'", "followup", "update",
     {"due_on": "2026-03-04", "due_time": None}, {"due_on": "2026-03-09", "due_time": "08:05:00"}),
    ("customer delete 한빛", "customer", "delete",
     {"deleted_at": None}, {"deleted_at": "2026-03-03T03:00:00.000Z"}),
    ("contact delete 한빛 차범근", "contact", "delete",
     {"deleted_at": None}, {"deleted_at": "2026-03-03T03:00:00.000Z"}),
]  # fmt: skip


@pytest.mark.parametrize("line, table, action, old, new", CASES)
def test_a_change_keeps_what_was_and_what_came(busy_office, rows, line, table, action, old, new):
    busy_office(line)
    logged = rows("SELECT * FROM changes WHERE command_no = 8")
    assert [(row["table_name"], row["action"]) for row in logged] == [(table, action)]
    assert json.loads(logged[0]["old"]) == old
    assert json.loads(logged[0]["new"]) == new
    assert logged[0]["line"] == "sales " + line
    before = rows("SELECT * FROM change WHERE id = ?", logged[0]["based_on"])
    assert before[0]["row_id"] == logged[0]["row_id"]
    assert before[0]["hlc"] < logged[0]["hlc"]


def test_an_inserted_row_is_logged_whole(sales, rows):
    sales("customer add 한빛상사 --incomplete --grade B --area 강남")
    logged = rows("SELECT * FROM changes WHERE table_name = 'customer' ORDER BY hlc")
    told = json.loads(logged[0]["new"])
    assert [row["action"] for row in logged] == ["insert", "update"]
    assert (logged[0]["old"], logged[0]["based_on"]) == (None, None)
    assert (told["name"], told["area"], told["no"]) == ("한빛상사", "강남", 1)
    assert told["reported_at"] == told["created_at"] == "2026-03-03T03:00:00.000Z"
    assert told["rep_id"] == logged[0]["rep_id"] == rows("SELECT id FROM rep")[0]["id"]
    assert json.loads(logged[1]["new"]) == {"grade": "B"}


def test_taking_back_is_logged_too(busy_office, rows):
    busy_office("visit edit 1 --result sold")
    busy_office("undo")
    edit, back = rows("SELECT * FROM changes WHERE command_no IN (8, 9) ORDER BY hlc")
    assert back["line"] == "sales undo"
    assert (back["old"], back["new"]) == (edit["new"], edit["old"])
    assert back["based_on"] == edit["id"]
    commands = rows("SELECT * FROM command WHERE no IN (8, 9) ORDER BY no")
    assert commands[0]["undone_by"] == commands[1]["id"]
    assert commands[1]["undoes"] == commands[0]["id"]


def test_logical_time_goes_on_when_the_clock_goes_back(sales, at, rows):
    moments = ["2026-03-03T10:00", "2026-03-03T10:00", "2026-03-05T09:00", "2026-03-01",
               "2025-12-31T23:59", "2026-03-05T08:59", "2026-03-06"]  # fmt: skip
    for number, moment in enumerate(moments):
        at(moment)
        sales(f"customer add Shop{number} --incomplete")
    times = [row["hlc"] for row in rows("SELECT hlc FROM change ORDER BY rowid")]
    assert len(times) == len(moments) + 1  # and the rep
    assert times == sorted(set(times))
    assert [command["at"][:10] for command in rows("SELECT at FROM command ORDER BY no")] == [
        "2026-03-03", "2026-03-03", "2026-03-05", "2026-03-01", "2025-12-31", "2026-03-04",
        "2026-03-06",
    ]  # fmt: skip
    sales("undo")
    assert [row["name"] for row in rows("SELECT name FROM customers ORDER BY no")][-1] == "Shop5"


@pytest.mark.parametrize(
    "seen, after",
    [
        ((0, 0), "001772506800000-000000-d"),
        ((1772506800000, 7), "001772506800000-000008-d"),
        ((1772506900000, 0), "001772506900000-000001-d"),
        ((1772506900000, 999_999), "001772506900001-000000-d"),
    ],
)
def test_logical_time_counts_within_its_digits(seen, after):
    command = SimpleNamespace(at=datetime(2026, 3, 3, 3, tzinfo=UTC), device="d")
    session: Any = SimpleNamespace(info={"hlc": seen})
    assert changes.next_times(session, command, 1) == [after]  # type: ignore[arg-type]


def test_nothing_is_ever_deleted_from_the_file(busy_office, tables):
    def ids() -> set[tuple[str, Any]]:
        return {(name, row.get("id") or row.get("key"))
                for name, records in tables().items() for row in records}  # fmt: skip

    seen = ids()
    for line in [*DAY, "undo", "undo", "visit delete last", "customer delete 한빛"]:
        busy_office(line)
        assert seen <= ids(), line
        seen = ids()


NO_CHANGE = [
    ("customer merge 한빛 두리 --dry-run", 0),
    ("customer merge 한빛 두리", 2),
    ("customer claim 한빛", 0),
    ("customer assign 한빛 --to 이영희 --by 박부장", 2),
    ("customer grade 한빛 B", 0),
    ("customer edit 한빛 --status active", 0),
    ("customer edit 두리 --budget '2026 5000000 paper'", 0),
    ("contact edit 한빛 박지성 --position 과장", 0),
    ("contact edit 한빛 박지성 --main", 0),
    ("visit edit 1 --result good --with 박지성 --minutes 20", 0),
    ("visit edit 1 --on 2026-03-03 --at 9:40", 0),
    ("visit edit 1 --next 'fri 14:00' --follow-up 'send samples'", 0),
    ("followup move 2 --to tomorrow", 0),
    ("data import customers known.csv", 0),
    ("data import customers new.csv --dry-run", 0),
    ("data import customers wrong.csv", 1),
    ("customer add 한빛상사 --incomplete --phone 02-555-1234", 2),
    ("customer edit 한빛 --code d-7", 2),
    ("visit add 한빛 x --with nobody", 3),
    ("visit add 한빛 x --on tomorrow", 2),
    ("followup done 1 99", 3),
    ("visit show 1", 0),
    ("today", 0),
    ("report daily", 0),
]


@pytest.mark.parametrize("line, code", NO_CHANGE)
def test_a_command_that_changed_nothing_leaves_nothing(busy_office, office, tables, at, line, code):
    (office / "known.csv").write_text("name,phone,status\n한빛상사,02-555-1234,active\n")
    (office / "new.csv").write_text("name,phone\n새벽전자,02-1\n")
    (office / "wrong.csv").write_text("name,phone\n새벽\x01전자,02-1\n")
    at("2026-03-03T12:30")
    before = tables()
    busy_office(line, code=code)
    assert tables() == before


def test_a_first_command_that_fails_leaves_an_empty_office(sales, tables):
    sales("customer add 한빛상사 --status nonsense --incomplete", code=2)
    assert {name: len(found) for name, found in tables().items() if found} == {"alembic_version": 1}


def test_stamps_tell_when_and_by_whom(hanbit, rows, at):
    at("2026-03-04T09:00")
    hanbit("customer edit 한빛 --area 강남")
    customer = rows("SELECT * FROM customer")[0]
    assert customer["created_at"] == "2026-03-03T03:00:00.000Z"
    assert customer["updated_at"] == "2026-03-04T00:00:00.000Z"
    contact = rows("SELECT * FROM contact")[0]
    assert contact["updated_at"] == contact["created_at"] == "2026-03-03T03:00:00.000Z"
    rep = rows("SELECT id, name, area FROM rep")[0]
    assert (rep["name"], rep["area"]) == ("김민수", "서울 강남")
    assert rep["id"] == customer["rep_id"] == customer["owner_rep_id"] == contact["rep_id"]


@pytest.mark.parametrize(
    "column, value", [("reported_at", datetime(2026, 1, 1, tzinfo=UTC)), ("reported_by", "x")]
)
def test_the_first_report_of_a_customer_never_changes(busy_office, office, tables, column, value):
    before = tables()
    with pytest.raises(SalesError, match="the first report of 한빛상사 cannot be changed"):
        rewrite(office / "sales.db", **{column: value})
    assert tables() == before


def rewrite(path: Path, **values: Any) -> None:
    """What no command does: change columns of the first customer as a program could."""
    now = datetime(2026, 3, 4, tzinfo=UTC)
    writer = writing.Writer(path, now, "sales x", "김민수", "서울 강남")
    with writing.writing(writer) as session:
        writing.change(writing.alive(session, Customer)[0], **values)
