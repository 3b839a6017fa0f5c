"""The quarterly report: coverage, capacity, shares of budget, the trend, its own plan points."""

from __future__ import annotations

import pytest

FULL = "--contact 박지성 --position 과장 --phone 02-1 --status active"


@pytest.fixture
def quarter(sales, at):
    """Tuesday 31 March 2026, 17:00: an old A, an old B, a B of March, orders and budgets."""
    at("2025-11-03T10:00")
    sales(f"customer add 한빛 --grade A {FULL} --budget '2026 1000'")
    sales("customer add 두리 --grade B --incomplete")
    sales("visit add 두리 x")
    at("2026-01-12T10:00")
    sales("visit add 한빛 x --order 'clock x 8 @ 100'")
    at("2026-02-12T10:00")
    sales("visit add 한빛 y")
    at("2026-03-03T10:00")
    sales("customer add 세나 --grade B --incomplete --budget '2026 1000'")
    sales("order add 세나 'clock x 1 @ 799'")
    sales("plan add 'cover all A' --for 'this quarter'")
    at("2026-03-31T17:00")
    return sales


def page(sales, period=""):
    return sales(["report", "quarterly", *([period] if period else []), "-f", "json"]).json


def test_the_coverage_table(quarter):
    rows = {row["customer"]: row for row in page(quarter)["coverage"]}
    wanted = ("required", "done", "planned", "left", "last_safe", "state")
    assert {name: [row[key] for key in wanted] for name, row in rows.items()} == {
        "두리": [2, 0, 0, 2, "2026-03-30", "overdue"],
        "세나": [1, 0, 0, 1, "2026-03-31", "due"],
        "한빛": [2, 2, 0, 0, None, "covered"],
    }
    assert list(page(quarter)["coverage"][0])[:3] == ["no", "customer", "grade"]


def test_the_capacity(quarter):
    found = page(quarter)["capacity"]
    assert (found["days"], found["possible"]) == (64, {"least": 256, "most": 512})
    assert found["serves_A"] == {"least": 128, "most": 256}
    assert (found["needed"], found["visits_left"], found["days_left"]) == (5, 3, 1)
    assert found["fits"] is True


def test_a_share_just_below_the_goal_is_not_said_to_be_it(quarter):
    (line,) = [
        line for line in quarter("report quarterly").out.splitlines() if "not reached" in line
    ]
    assert "< 80 %" in line


def test_the_share_of_budget_is_reached_at_eighty_and_unknown_is_unknown(quarter):
    rows = {row["customer"]: row for row in page(quarter)["penetration"]}
    assert (rows["한빛"]["share"], rows["한빛"]["reached"]) == (80, True)
    assert (rows["세나"]["share"], rows["세나"]["reached"]) == (80, False)
    assert (rows["두리"]["budget"], rows["두리"]["share"], rows["두리"]["reached"]) == (
        None,
        None,
        None,
    )
    text = quarter("report quarterly").out
    assert "Share of the budget of 2026: 1 of 2 known reach 80 %, 1 unknown" in text


def test_a_year_without_orders_leaves_every_share_unknown(quarter):
    for no in (1, 2):
        quarter(f"order delete {no}")
    assert {row["share"] for row in page(quarter)["penetration"]} == {None}


def test_the_trend_of_four_quarters(quarter):
    rows = page(quarter)["trend"]
    assert [row["quarter"] for row in rows] == ["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]
    assert [row["visits"] for row in rows] == [0, 0, 1, 2]
    assert [row["ordered"] for row in rows] == [0, 0, 0, 1599]
    assert (rows[3]["covered"], rows[3]["needing"]) == (1, 3)


def test_the_plan_points_of_the_quarter_go_on(quarter):
    quarter("report quarterly --summary good --submit")
    points = quarter("plan list 2026q2 -f json").json
    assert [(row["text"], row["times_carried"]) for row in points] == [("cover all A", 1)]
    assert page(quarter)["status"]["state"] == "submitted"
    assert "late" not in page(quarter)["status"]


def test_a_visit_written_after_the_submission_shows_as_a_correction(quarter):
    quarter("report quarterly --submit")
    quarter("visit add 두리 x --on 2026-03-30")
    corrected = page(quarter)["status"]["corrected"]
    assert "coverage of 두리: 0 → 1" in corrected
    assert "Visits: 2 → 3" in corrected


def test_a_quarter_of_the_past_is_judged_by_its_own_grades_and_its_end(quarter, at):
    at("2026-05-04T10:00")
    quarter("customer grade 두리 D --reason closed")
    rows = {row["customer"]: row for row in page(quarter, "2026q1")["coverage"]}
    assert rows["두리"]["grade"] == "B"
    assert rows["두리"]["state"] == rows["세나"]["state"] == "overdue"


@pytest.mark.parametrize("period, said", [("this month", "is no period"), ("2026q3", "future")])
def test_a_period_that_is_none(quarter, period, said):
    assert said in quarter(["report", "quarterly", period], code=2).err


def test_the_charts_are_figures_in_a_pipe(quarter):
    text = quarter("report quarterly").out
    assert "Covered by grade\nA  1 / 1 (100 %)\nB  0 / 2 (0 %)\n" in text
    assert "W07: 1" in text
