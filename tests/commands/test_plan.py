"""Plan points: main points of a week or month, done, carried, arranged, drafted from the data."""

from __future__ import annotations

import pytest

from salescli.errors import SalesError


@pytest.fixture
def plan(sales, at):
    at("2026-03-04T10:00")  # a Wednesday
    return sales


def points(sales, period="this week"):
    return sales(["plan", "list", period, "-f", "json"]).json


@pytest.mark.parametrize(
    ("now", "option", "period"),
    [
        ("2026-03-02T09:00", "", "2026-W10"),
        ("2026-03-05T18:00", "", "2026-W10"),
        ("2026-03-06T09:00", "", "2026-W11"),  # Friday plans the next week
        ("2026-03-07T09:00", "", "2026-W11"),
        ("2026-03-04T09:00", "--for 'next week'", "2026-W11"),
        ("2026-03-04T09:00", "--for 2026-W12", "2026-W12"),
        ("2026-03-04T09:00", "--for 'this month'", "2026-03"),
        ("2026-03-04T09:00", "--for 'next month'", "2026-04"),
    ],
)
def test_which_period_a_point_is_for(plan, at, now, option, period):
    at(now)
    assert f"Saved plan point 1 for {period} (" in plan(f"plan add 'sell more' {option}").err


@pytest.mark.parametrize("period", ["today", "2026", "mar 2 .. mar 20"])
def test_only_weeks_months_and_quarters_have_plans(plan, period):
    said = plan(["plan", "add", "x", "--for", period], code=2).err
    assert "is no week, month or quarter" in said
    assert "hint: try `next week`" in said


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_point_is_refused(plan, text):
    assert "the plan point is empty" in plan(["plan", "add", text], code=2).err
    assert points(plan) == []


def test_a_point_comes_along_in_parts(plan):
    plan("plan add '한빛 재주문' --support '견본 3mm'")
    assert "1 한빛 재주문: 50 %" in plan("plan done 1 --percent 50 --problem '담당자 휴가'").err
    row = points(plan)[0]
    assert (row["done"], row["problem"], row["support"]) == (50, "담당자 휴가", "견본 3mm")
    plan("plan done 1")
    assert points(plan)[0]["done"] == 100
    plan("undo")
    assert points(plan)[0]["done"] == 50


@pytest.mark.parametrize("percent", ["-1", "101", "half"])
def test_a_percentage_lies_between_nothing_and_all(plan, percent):
    plan("plan add x")
    plan(["plan", "done", "1", "--percent", percent], code=2)
    assert points(plan)[0]["done"] == 0


@pytest.mark.parametrize("line", ["plan done 7", "plan edit 7 --text x", "plan delete 7",
                                  "plan arrange 7 x --by y", "plan carry 7"])  # fmt: skip
def test_a_number_that_does_not_exist(plan, line):
    plan("plan add x")
    assert plan(line, code=3).err.startswith("error: no plan point 7\nhint: `sales plan list`")


def test_all_points_of_a_command_or_none(plan):
    plan("plan add x")
    plan("plan done 1 2", code=3)
    assert points(plan)[0]["done"] == 0


def test_nothing_unfinished_vanishes(plan, at):
    plan("plan add one")
    plan("plan add two")
    plan("plan done 2")
    at("2026-03-11T10:00")
    assert [(row["text"], row["period"]) for row in points(plan)] == [("one", "2026-W10")]
    assert "Carried to 2026-W11" not in plan("plan carry --to 'next week'").err
    rows = points(plan, "next week")
    assert [(row["text"], row["times_carried"]) for row in rows] == [("one", 1)]
    assert points(plan) == []
    plan("undo")
    assert len(points(plan)) == 1


def test_how_often_a_point_was_carried_stays_visible(plan, at):
    plan("plan add one")
    for now, times in (("2026-03-06T17:00", 1), ("2026-03-13T17:00", 2), ("2026-03-20T17:00", 3)):
        at(now)
        plan("plan carry")
        assert points(plan, "next week")[0]["times_carried"] == times
    assert "3×" in plan("plan list 'next week'").out


def test_a_point_is_carried_once(plan):
    plan("plan add one")
    plan("plan carry 1")
    before = plan("undo --list").out
    assert plan("plan carry 1").err == "Carried already: 1 one\n"
    assert plan("undo --list").out == before


def test_what_is_done_is_not_carried(plan):
    plan("plan add one")
    plan("plan done 1")
    assert "nothing is unfinished" in plan("plan carry").err
    assert "plan point 1 is done" in plan("plan carry 1", code=3).err


def test_support_reaches_the_manager_and_who_arranged_it(plan):
    plan("plan add one --support car")
    plan("plan add two")
    rows = plan("plan list --support -f json").json
    assert [row["text"] for row in rows] == ["one"]
    assert plan("plan arrange 1 'car on Friday'", code=2).err.startswith("error: who arranged it")
    plan("plan arrange 1 'car on Friday' --by 'J. Park'")
    row = plan("plan list --support -f json").json[0]
    assert (row["arranged"], row["arranged_by"], row["arranged_on"]) == (
        "car on Friday", "J. Park", "2026-03-04",
    )  # fmt: skip


def test_a_point_is_reworded_moved_hidden_and_brought_back(plan):
    plan("plan add one")
    plan("plan edit 1 --text 'one more' --for 'next week' --support phone")
    row = points(plan, "next week")[0]
    assert (row["text"], row["support"]) == ("one more", "phone")
    plan("plan delete 1")
    assert points(plan, "next week") == []
    plan("undo")
    assert len(points(plan, "next week")) == 1
    assert "nothing to change was given" in plan("plan edit 1", code=2).err


def test_the_data_proposes_points(plan, at):
    plan("customer add 한빛 --incomplete --grade A")
    plan("visit add 한빛 'long ago' --on 2025-12-01")
    plan("customer add 두리 --incomplete --grade B")
    plan("customer add 세나 --incomplete --grade C")
    plan("visit add 두리 x")
    plan("followup add 세나 'send samples' --due 'next tue'")
    drafted = plan("plan draft -f json").json
    assert [row["text"] for row in drafted] == [
        "visit 한빛", "세나: send samples", "develop 4 new customers",
    ]  # fmt: skip
    assert drafted[0]["reason"] == "last visit 2025-12-01"
    assert [row["customer_no"] for row in drafted] == [1, 3, 0]
    plan("plan draft --take 1,0")
    assert [row["text"] for row in points(plan, "next week")] == [
        "visit 한빛", "develop 4 new customers",
    ]  # fmt: skip
    at("2026-03-25T10:00")
    assert "last safe day 2026-03-30, 2 left" in plan("plan draft").out


def test_what_comes_in_between_shifts_no_number(plan):
    plan("customer add 한빛 --incomplete --grade A")
    plan("customer add 두리 --incomplete --grade A")
    for name in ("한빛", "두리"):
        plan(f"visit add {name} 'long ago' --on 2025-12-01")
    assert [row["customer_no"] for row in plan("plan draft -f json").json] == [1, 2, 0]
    plan("visit add 한빛 x")
    plan("plan draft --take 2")
    assert [row["text"] for row in points(plan, "next week")] == ["visit 두리"]
    assert "hint: now it has 2, 0; take some of them" in plan("plan draft --take 1", code=2).err


def test_saved_is_said_when_it_is(plan, monkeypatch):
    from sqlmodel import Session

    def fail(_session):
        raise SalesError("disk full")

    plan("customer add 한빛 --incomplete --grade A")
    plan("visit add 한빛 'long ago' --on 2025-12-01")
    monkeypatch.setattr(Session, "commit", fail)
    for line in ("plan draft --take 1", "archive password --told 김"):
        assert plan(line, code=1).err == "error: disk full\n"


@pytest.mark.parametrize("take", ["9", "x", "1,99", ",", "-1"])
def test_a_place_that_is_not_on_the_drafted_list(plan, take):
    plan("customer add 한빛 --incomplete --grade A")
    assert "names no points of the list" in plan(["plan", "draft", "--take", take], code=2).err
    assert points(plan, "next week") == []


def test_an_empty_office_has_nothing_planned(plan):
    said = plan("plan list")
    assert (said.out, said.err) == ("", "nothing planned\n")
