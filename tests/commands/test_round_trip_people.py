"""Customers with all they say, contacts and visits: exported, imported, and no difference."""

from __future__ import annotations

import json
import shlex
import shutil
import sqlite3

import pytest

PEOPLE = "customer,name,position,phone,email,function,role,main,notes"
VISITS = (
    "customer,visit_date,visit_time,minutes,channel,outcome,purpose,met,content,result,problems,"
    "objections,grade_at_visit,note_left,card_left,next_on,next_time,lesson,improvement"
)
CUSTOMERS = (
    "id,no,code,name,status,grade,area,industry,address,lat,lon,phone,fax,email,website,tax_id,"
    "source,tags,windows,background,makes,application,usual_products,suppliers,needs,purchase_plan,"
    "condition,notes,need_clear,expected_on,tracking_since,target,key_account,first_contact,"
    "contact,position,contact_phone"
)
COLUMNS = {"customers": CUSTOMERS, "contacts": PEOPLE, "visits": VISITS}
STORY = [
    "customer add 한빛상사 --code 0017 --grade A --status active --area 강남 --hours 'mon-fri 09:30-12:00'"
    " --need-clear --expected 'in 2 weeks' --key-account --needs '더 빠른 배송' --background 'two\nlines'"
    " --first-contact phone --contact 박지성 --position 과장 --mobile 01022223333 --incomplete",
    "customer add 'Café Olé' --code MAR1 --no-target --suppliers '=A1' --incomplete",
    "customer add 北京书店 --incomplete --contact '@home'",
    "contact add 한빛 이영애 --position 사장 --phone '+82 10 1' --email y@a.kr --role decides"
    " --function owner --notes '=1+1'",
    "contact add 'Café' 'Inés Núñez' --phone 612345678",
    "visit add 한빛 '신제품 소개' --on 2026-03-02 --at 14:30 --minutes 20 --with 박지성 --result '=fine'"
    " --problem none --objection '-5 %' --note-left --next 2026-03-20",
    "visit add 한빛 'called' --on 2026-03-01 --channel phone --outcome absent",
    "visit add 'Café' 'line one\nline \"two\"; three' --on 2026-02-20",
]


@pytest.fixture
def busy(sales):
    for line in STORY:
        sales(shlex.split(line))
    return sales


def everything(sales):
    return {kind: sales(f"data export {kind} --plain -f jsonl --columns {columns}").out
            for kind, columns in COLUMNS.items()}  # fmt: skip


def without_ids(text):
    """The records, in an order of their own: numbers are given anew."""
    records = [json.loads(line) for line in text.splitlines()]
    kept = [{key: row[key] for key in row if key not in {"id", "no"}} for row in records]
    return sorted(kept, key=lambda row: json.dumps(row, sort_keys=True))


def rows(office):
    """Every row of the three tables, stamps and all."""
    with sqlite3.connect(office / "sales.db") as connection:
        found = {table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
                 for table in ("customer", "contact", "visit")}  # fmt: skip
    connection.close()
    return found


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("profile", ["excel", "raw"])
def test_into_an_empty_office(busy, office, empty_file, monkeypatch, profile, lang):
    monkeypatch.setenv("SALES_LANG", lang)
    before = everything(busy)
    for kind in COLUMNS:
        busy(f"data export {kind} --plain -o {kind}.csv --profile {profile}")
    shutil.copy(empty_file, office / "sales.db")
    for kind in COLUMNS:
        tally = busy(f"data import {kind} {kind}.csv -f json").json["rows"]
        assert tally["refused"] == 0
    after = everything(busy)
    for kind in COLUMNS:
        for a, b in zip(without_ids(after[kind]), without_ids(before[kind]), strict=True):
            assert {k: (a[k], b[k]) for k in a if a[k] != b[k]} == {}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("profile", ["excel", "raw"])
def test_over_what_is_there(busy, office, profile, form):
    before = rows(office)
    for kind in COLUMNS:
        busy(f"data export {kind} --plain -o {kind}.{form} --profile {profile}")
        tally = busy(f"data import {kind} {kind}.{form} --update -f json").json["rows"]
        assert (tally["new"], tally["changed"], tally["refused"]) == (0, 0, 0)
    assert rows(office) == before
