"""Whose a customer is: the first report wins, the manager overrides with a reason."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest


def owner(sales, text="한빛"):
    return sales(f"customer show {text} -f json").json["form"]["owner"]


@pytest.fixture
def unowned(hanbit, office):
    """한빛상사 as it stands when nobody has it."""
    with closing(sqlite3.connect(office / "sales.db")) as connection:
        connection.execute("UPDATE customer SET owner_rep_id = ''")
        connection.commit()
    return hanbit


def test_the_first_report_wins_and_the_later_claim_is_kept(hanbit, at):
    at("2026-03-09")
    run = hanbit("customer claim 한빛 --for 이영희 --need '60 chairs by May'", code=1)
    assert "error: 한빛상사 is 김민수's, who reported it first, on 2026-03-03" in run.err
    assert "`sales customer assign '#1' --to … --by … --reason …`" in run.err
    assert owner(hanbit) == "김민수"
    kept = hanbit("customer claims 한빛 -f json").json[-1]
    wanted = {"kind": "claim", "from_rep": "김민수", "to_rep": "이영희", "granted": False,
              "need_known": "60 chairs by May", "decided_on": "2026-03-09"}  # fmt: skip
    assert {key: kept[key] for key in wanted} == wanted


def test_an_unowned_customer_is_granted(unowned):
    assert owner(unowned) is None
    assert [row["no"] for row in unowned("customer list --owner '' -f json").json] == [1]
    run = unowned("customer claim 한빛 --for '이영희'")
    assert "한빛상사 is 이영희's now" in run.err
    assert owner(unowned) == "이영희"
    unowned("undo")
    assert owner(unowned) is None


def test_one_s_own_customer(hanbit):
    for line in ("", "--for 김민수", "--reason mine"):
        assert "한빛상사 is yours already" in hanbit(f"customer claim 한빛 {line}").err
    run = hanbit("customer claim 한빛 --need '60 chairs'")
    assert "한빛상사 is yours already" in run.err
    assert "the need was not kept: `sales customer edit '#1' --needs '60 chairs'`" in run.err
    assert len(hanbit("customer claims 한빛 -f json").json) == 1
    assert "customer claim" not in hanbit("undo --list").out


def test_another_s_own_customer(hanbit):
    hanbit("customer assign 한빛 --to 이영희 --by 박부장 --reason near")
    assert "한빛상사 is 이영희's already" in hanbit("customer claim 한빛 --for 이영희").err


def test_the_same_claim_again_is_written_once(hanbit):
    for _time in range(3):
        run = hanbit("customer claim 한빛 --for 이영희 --need chairs", code=1)
        assert "the claim is kept" in run.err
    assert len(hanbit("customer claims -f json").json) == 1
    hanbit("customer claim 한빛 --for 이영희 --need desks", code=1)
    assert len(hanbit("customer claims -f json").json) == 2


def test_the_same_decision_again_is_written_once(hanbit):
    for line in (
        "--by 박부장 --reason near",
        "--by 박부장 --reason near",
        "--by 이영희 --reason x",
    ):
        assert "Assigned to 이영희" in hanbit(f"customer assign 한빛 --to 이영희 {line}").err
    assert len(hanbit("customer claims -f json").json) == 2


def test_the_manager_overrides_with_a_reason(hanbit):
    hanbit("customer claim 한빛 --for 이영희", code=1)
    run = hanbit("customer assign 한빛 --to ' 이영희' --by 박부장 --reason 'knows the buyer'")
    assert "Assigned to 이영희: 한빛상사" in run.err
    assert owner(hanbit) == "이영희"
    row = hanbit("customer list -f json").json[0]
    assert row["reported_at"].startswith("2026-03-03"), "the first report stays as it was"
    assert [item["no"] for item in hanbit("customer list --owner 이영희 -f json").json] == [1]
    assert hanbit("customer list --owner 김민수 -f json").json == []
    said = hanbit("customer claim 한빛", code=1).err
    assert "한빛상사 is 이영희's; first reported by 김민수 on 2026-03-03" in said


@pytest.mark.parametrize(
    "options, missing",
    [
        ("", "--to NAME --by MANAGER --reason TEXT"),
        ("--to 이영희 --by 박부장", "--reason TEXT"),
        ("--to 이영희 --by 박부장 --reason ' '", "--reason TEXT"),
        ("--to 이영희 --reason x", "--by MANAGER"),
    ],
)
def test_a_decision_without_its_facts_is_refused(hanbit, office, options, missing):
    before = (office / "sales.db").read_bytes()
    run = hanbit(f"customer assign 한빛 {options}", code=2)
    assert run.err.splitlines()[1] == f"hint: add {missing}"
    assert (office / "sales.db").read_bytes() == before


def test_many_customers_need_a_yes(shops, sales):
    names = " ".join(shops("AAAA"))
    line = f"customer assign {names} --to 이영희 --by 박부장 --reason 'new area'"
    assert "pass `--yes`" in sales(line, code=2).err
    assert "Assigned 4 customers to 이영희" in sales(f"{line} --yes").err
    assert len(sales("customer list --owner 이영희 -f json").json) == 4
    sales("undo")
    assert sales("customer list --owner 이영희 -f json").json == []
    assert "Assigned" in sales("customer assign shop1 shop2 shop1 --to 이 --by 박 --reason x").err
    assert len(sales("customer claims -f json").json) == 2


def test_the_history_of_ownership(hanbit):
    hanbit("customer claim 한빛 --for 이영희 --reason 'met the owner'", code=1)
    hanbit("customer assign 한빛 --to 이영희 --by 박부장 --reason 'knows the buyer'")
    rows = hanbit("customer claims 한빛 -f json").json
    assert [(row["kind"], row["from_rep"], row["to_rep"], row["granted"]) for row in rows] == [
        ("reported", None, "김민수", True),
        ("claim", "김민수", "이영희", False),
        ("assign", "김민수", "이영희", True),
    ]
    assert len(hanbit("customer claims -f json").json) == 2
    told = [row["new"] for row in hanbit("customer history 한빛 -f json").json
            if row["field"] == "owner"]  # fmt: skip
    assert told == [
        "claimed by 이영희: not granted; met the owner",
        "assigned to 이영희 by 박부장: knows the buyer",
    ]
    assert (
        "no claims yet" in hanbit("undo").err + hanbit("undo").err + hanbit("customer claims").err
    )


def test_scripts_get_the_claims(hanbit):
    run = hanbit("customer assign 한빛 --to 이영희 --by 박부장 --reason x -f json")
    assert run.json[-1]["to_rep"] == "이영희"
    assert run.err == ""


def test_a_claim_outside_one_s_industries_warns(unowned):
    unowned("customer edit 한빛 --industry food")
    unowned(["config", "set", "me.industries", "[plastics]"])
    run = unowned("customer claim 한빛")
    assert "한빛상사: food is none of your industries (plastics)" in run.err
    assert "한빛상사 is 김민수's now" in run.err


def test_a_rep_is_one_whatever_the_spelling(hanbit):
    hanbit("customer assign 한빛 --to 'José García' --by 박 --reason x")
    assert (
        "Assigned to José García"
        in hanbit("customer assign 한빛 --to 'jose garcia' --by 박 --reason y").err
    )
    assert hanbit("customer claims -f json").json[-1]["from_rep"] == "José García"
