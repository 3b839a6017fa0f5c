"""Whose an imported customer is: the owner and the first report of the file stand (L1-L3, L7)."""

from __future__ import annotations

import shutil

import pytest

PEOPLE = "code,name,owner,reporter,reported_at"


def told(sales, columns=PEOPLE):
    return sales(f"data export customers --plain -f jsonl --columns {columns}").out


def history(sales, name):
    keys = ("decided_on", "customer", "kind", "to_rep", "granted")
    rows = sales(["customer", "claims", name, "-f", "json"]).json
    return [[row[key] for key in keys] for row in rows]


@pytest.fixture
def owned(sales, at):
    """Two customers of 김민수, reported on two days; one was given to 이영애."""
    at("2026-02-10T10:00")
    sales("customer add 한빛상사 --incomplete --code H1 --area 강남")
    at("2026-02-12T11:30")
    sales("customer add 두리무역 --incomplete --code D2")
    sales("customer assign 두리 --to 이영애 --by Boss --reason area")
    return sales


@pytest.fixture
def moved(owned, office, empty_file, at):
    """The same in another office, as its manager imports the export."""
    owned("data export customers --plain -o list.csv")
    before = told(owned)
    shutil.copy(empty_file, office / "sales.db")
    owned("config set me.name 'Park Boss'")
    at("2026-03-03T09:00")
    owned("data import customers list.csv")
    return owned, before


def test_owner_and_first_report_come_back_as_they_were(moved):
    sales, before = moved
    assert told(sales) == before
    assert "Park Boss" not in before
    note = told(sales, "name,notes")
    assert "Owner in the file" not in note


def test_the_history_of_claims_begins_with_the_true_first_report(moved):
    sales, _before = moved
    assert history(sales, "한빛")[0] == ["2026-02-10", "한빛상사", "reported", "김민수", True]
    assert history(sales, "두리")[0] == ["2026-02-12", "두리무역", "reported", "김민수", True]


def test_the_import_again_changes_no_row(moved):
    sales, before = moved
    tally = sales("data import customers list.csv --update -f json").json["rows"]
    assert (tally["new"], tally["changed"], tally["same"]) == (0, 0, 2)
    assert told(sales) == before


def test_a_first_report_on_file_is_never_changed(owned, office, at):
    owned("data export customers --plain -o list.csv")
    before = told(owned)
    text = (office / "list.csv").read_text(encoding="utf-8-sig")
    changed = text.replace("2026-02", "2026-01").replace("김민수", "Somebody")
    (office / "list.csv").write_text(changed, encoding="utf-8-sig")
    owned("data import customers list.csv --update")
    assert told(owned) == before
    assert "Owner in the file: Somebody" in told(owned, "name,notes")


def test_a_foreign_list_with_owners(sales, office):
    (office / "crm.csv").write_text(
        "Account Name,Account Owner,Phone\nAcme,Kim Lee,02-555-1111\nBeta,kim  lee,02-555-2222\n"
        "Gamma,,02-555-3333\nDelta,김민수,02-555-4444\n",
        encoding="utf-8",
    )
    sales("data import customers crm.csv")
    rows = sales("data export customers --plain -f json").json
    owners = {row["name"]: (row["owner"], row["reporter"]) for row in rows}
    assert owners == {
        "Acme": ("Kim Lee", "Kim Lee"),
        "Beta": ("Kim Lee", "Kim Lee"),
        "Gamma": ("김민수", "김민수"),
        "Delta": ("김민수", "김민수"),
    }
    assert not any("Owner in the file" in row["notes"] for row in rows)
    people = sales(["data", "sql", "SELECT DISTINCT owner FROM customers", "-f", "json"]).json
    assert len(people) == 2


def test_a_report_of_the_future_is_of_now(owned, office, empty_file, at):
    owned("data export customers --plain -o list.csv")
    text = (office / "list.csv").read_text(encoding="utf-8-sig").replace("2026-02", "2036-02")
    (office / "list.csv").write_text(text, encoding="utf-8-sig")
    shutil.copy(empty_file, office / "sales.db")
    at("2026-03-03T09:00")
    owned("data import customers list.csv")
    rows = owned("data export customers --plain -f json").json
    assert {row["reported_at"][:10] for row in rows} == {"2026-03-03"}


def test_undo_takes_the_people_back_as_well(moved):
    sales, _before = moved
    sales("undo")
    assert told(sales) == ""


def test_an_import_says_by_what_a_customer_was_known(sales, office):
    sales("customer add 한빛상사 --incomplete")
    sales("customer add 두리무역 --incomplete --address '서울 강남구 1'")
    sales("customer add 세종문구 --incomplete --phone 02-555-1234")
    (office / "more.csv").write_text(
        "name,address,phone\n한빛상사,서울 서초구 9,\n두리무역,서울 강남구 1,\n세종문구,,02-555-1234\n",
        encoding="utf-8",
    )
    run = sales("data import customers more.csv")
    for line in ("known by name alone        1", "known by name and phone    1",
                 "known by name and address  1"):  # fmt: skip
        assert line in run.out
