"""Two people in one office: everybody's day, quota and reports are their own; `--rep` shows others'."""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture
def team(sales, office, empty_file, at):
    """Park Boss's office with a visit of today, and with 김민수's customers, visits and day."""
    at("2026-03-02T09:00")
    for name in ("한빛상사", "두리무역"):
        sales(f"customer add {name} --incomplete --grade A")
    at("2026-03-02T16:00")
    sales("visit add 한빛 'first visit' --at 10:00 --minutes 20")
    at("2026-03-03T15:00")
    sales("visit add 한빛 'kim was here' --at 10:00 --minutes 20 --next 'fri 10:00'")
    sales("visit add 두리 'kim too' --at 11:00 --minutes 20")
    for kind in ("customers", "visits"):
        sales(f"data export {kind} --plain -o {kind}.csv")
    shutil.copy(empty_file, office / "sales.db")
    sales("config set me.name 'Park Boss'")
    at("2026-03-03T16:00")
    for kind in ("customers", "visits"):
        sales(f"data import {kind} {kind}.csv")
    sales("customer add Café --incomplete --grade B")
    sales("visit add Café 'boss was here' --at 14:00 --minutes 30")
    return sales


def customers(page, key="visits"):
    return [row["customer"] for row in page[key]]


def test_my_daily_report_holds_my_visits(team):
    page = team("report daily -f json").json
    assert customers(page) == ["Café"]
    assert page["quota"]["customers"] == 1
    assert "kim was here" not in team("report daily").out
    assert customers(team("report daily yesterday -f json").json) == []


def test_another_s_day_is_shown_by_name(team):
    run = team("report daily --rep 김민수")
    assert "김민수" in run.out
    assert "Park Boss" not in run.out
    page = team("report daily --rep 김민 -f json").json
    assert customers(page) == ["한빛상사", "두리무역"]
    assert page["quota"]["customers"] == 2
    assert len(team("report daily --rep all -f json").json["visits"]) == 3


@pytest.mark.parametrize("kind", ["weekly", "monthly", "quarterly"])
def test_longer_reports_count_one_person(team, kind):
    def visits(rep):
        figures = team(f"report {kind} {rep} -f json").json["figures"]
        return figures["visits"]["value"] if isinstance(figures["visits"], dict) else figures[
            "visits"]  # fmt: skip

    assert [visits(rep) for rep in ("", "--rep 김민수", "--rep all")] == [1, 3, 4]


def test_a_figure_explained_is_that_person_s(team):
    assert "두리무역" not in team("report weekly --explain visits").out
    assert "두리무역" in team("report weekly --explain visits --rep 김민수").out


@pytest.mark.parametrize(
    "more", ["--submit", "--summary x", "--to a@b.com", "--edit"], ids=lambda text: text[2:5]
)
def test_another_s_report_is_only_looked_at(team, more):
    run = team(f"report daily --rep 김민수 {more}", code=2)
    assert "can only be looked at" in run.err


def test_an_unknown_person_is_answered_with_those_who_are_known(team):
    run = team("report daily --rep nobody", code=3)
    assert 'nobody of the office is called "nobody"' in run.err
    assert "김민수" in run.err
    assert "Park Boss" in run.err


def test_today_and_what_is_due_are_mine(team):
    page = team("today -f json").json
    assert customers(page) == ["Café"]
    assert page["quota"]["customers"] == 1
    assert page["due"] == []
    due = team("report due -f json", code=1).json
    missing = [row["start"] for row in due if row["kind"] == "daily"]
    assert missing == ["2026-03-03"], "my first visit was today"
    rows = team("report list -f json").json
    assert [(row["day"], row["visits"]) for row in rows] == [("2026-03-03", 1)]


def test_the_quota_said_after_a_visit_is_mine(team):
    run = team("visit add Café 'again' --at 15:00 --minutes 10")
    assert "customers 1 of 8" in run.err


@pytest.mark.parametrize(
    ("line", "mine", "his", "everybody"), [("visit list", 4, 3, 4), ("customer list", 3, 2, 3)]
)
def test_lists_show_everybody_s_rows_or_one_person_s(team, line, mine, his, everybody):
    counts = [len(team(f"{line} {rep} -f json").json) for rep in ("", "--rep 김민수", "--rep all")]
    assert counts == [mine, his, everybody]
    assert len(team(f"{line} --rep me -f json").json) == 1


def test_orders_of_one_person(team):
    team("order add Café 'chairs x 2 @ 1000'")
    assert len(team("order list --rep me -f json").json) == 1
    assert team("order list --rep 김민수 -f json").json == []


def test_coverage_is_of_my_customers(team):
    def covered(rep):
        page = team(f"coverage {rep} -f json").json
        return sorted(row["customer"] for row in page["customers"])

    assert covered("") == ["Café"]
    assert covered("--rep 김민수") == ["두리무역", "한빛상사"]
    assert len(covered("--rep all")) == 3
    assert "두리" not in team("coverage --gaps").out
    assert "go together" in team("coverage --forecast --rep 김민수", code=2).err


def test_new_customers_are_those_whom_one_reported(team):
    assert customers_new(team("report daily -f json")) == ["Café"]
    assert customers_new(team("report daily --rep 김민수 -f json")) == []
    assert customers_new(team("report daily yesterday --rep 김민수 -f json")) == [
        "한빛상사", "두리무역",
    ]  # fmt: skip


def customers_new(run):
    return [row["name"] for row in run.json["new_customers"]]


def test_the_past_is_one_person_s_too(team, at):
    at("2026-03-03T18:00")
    page = team("report daily --as-of 'today 17:00' --rep 김민수 -f json").json
    assert customers(page) == ["한빛상사", "두리무역"]


def test_the_customers_on_file_of_one_person(team):
    def total(rep):
        return team(f"report weekly {rep} -f json").json["cumulative"]["total"]["count"]

    assert [total(rep) for rep in ("", "--rep 김민수", "--rep all")] == [1, 2, 3]
