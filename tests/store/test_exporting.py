"""What can leave: the published columns, the yes-and-no ones known, in a stable order."""

from __future__ import annotations

import sqlite3

import pytest

from salescli.store import exporting
from salescli.store.exporting import KINDS


@pytest.fixture
def connection(office):
    found = sqlite3.connect(office / "sales.db")
    yield found
    found.close()


@pytest.mark.parametrize("kind", KINDS)
def test_yes_and_no_are_known(connection, kind):
    columns = connection.execute(f"PRAGMA table_info({KINDS[kind].view})").fetchall()
    told = {name for _no, name, declared, *_rest in columns if declared == "BOOLEAN"}
    assert told == exporting.BOOLEANS & {column[1] for column in columns}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_knows_when_its_rows_were_entered_and_changed(connection, kind):
    columns = {row[1] for row in connection.execute(f"PRAGMA table_info({KINDS[kind].view})")}
    own = KINDS[kind]
    assert {"id", "created_at", "updated_at"} <= columns
    assert {own.day, own.customer, *(own.personal or ())} - {""} <= columns


@pytest.mark.parametrize("kind", KINDS)
def test_people_see_fewer_columns_and_programs_no_search_keys(connection, kind):
    every = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({KINDS[kind].view})"))
    exact, readable = exporting.exact(every), exporting.readable(every)
    assert set(readable) < set(exact) <= set(every)
    assert "id" in exact
    assert not {name for name in readable if name == "id" or name.endswith("_id")}


def test_rows_come_in_the_order_they_were_entered_however_they_were_changed(sales):
    for name in ("b", "a", "c"):
        sales(f"customer add {name} --incomplete")
    before = sales("data export customers --columns no,name").out
    sales("customer edit b --area x")
    sales("customer delete a")
    sales("undo")
    assert (
        sales("data export customers --columns no,name").out == before == "no,name\n1,b\n2,a\n3,c\n"
    )


def test_json_holds_every_kind_of_value(sales):
    sales("customer add '한빛 \"상사\" \\ 1' --incomplete --place 37.5,-70.25 --no-target")
    (record,) = sales(
        "data export customers -f json --columns name,lat,lon,target,need_clear,no"
    ).json
    assert record == {
        "name": '한빛 "상사" \\ 1', "lat": 37.5, "lon": -70.25, "target": False,
        "need_clear": None, "no": 1,
    }  # fmt: skip
