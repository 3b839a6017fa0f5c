"""The weekly and monthly report: what it gathers, its boxes, its life, its figures."""

from __future__ import annotations

import pytest

BASE = "--position 과장 --phone 02-1 --status active --contact 박지성"


@pytest.fixture
def week(sales, at):
    """Friday 6 March 2026, 17:10: one old customer, one new, one regraded; a call, a no-show."""
    at("2026-02-10T10:00")
    sales(f"customer add 한빛 --grade B {BASE} --address '서울 1'")
    sales("customer add 두리 --grade A --incomplete")
    sales("customer add 조용한집 --grade C --incomplete")
    at("2026-03-03T10:00")
    sales("visit add 한빛 talk -m 45 --at 9:40 --grade A --reason 'buys soon'")
    sales("visit add 두리 --outcome absent --note-left --card-left --next fri")
    sales("plan add 'close 한빛' --support samples")
    sales("plan add 'two new ones'")
    at("2026-03-04T15:00")
    sales(f"customer add 세나 --grade C {BASE}")
    sales("visit add 세나 'first visit' -m 20 --at 14:30")
    sales("visit add 한빛 'called' --channel phone")
    sales("plan done 2")
    at("2026-03-06T17:10")
    return sales


def report(sales, kind="weekly", period=""):
    return sales(["report", kind, *([period] if period else []), "-f", "json"]).json


def test_the_customers_of_the_week_a_first_with_what_is_new(week):
    rows = report(week)["customers"]
    assert [(row["no"], row["grade"], row["customer"], row["mark"]) for row in rows] == [
        (1, "A", "한빛", "B → A"), (2, "A", "두리", ""), (3, "C", "세나", "new"),
    ]  # fmt: skip
    assert list(rows[0])[:6] == ["no", "grade", "customer", "contact", "phone", "address"]


def test_the_cumulative_number_and_its_change(week):
    counts = report(week)["cumulative"]
    assert counts["total"] == {"count": 4, "change": 1}
    assert counts["A"] == {"count": 2, "change": 1}
    assert counts["B"] == {"count": 0, "change": -1}
    assert "in all: 4 (+1) · A: 2 (+1) · B: 0 (-1) · C: 2 (+1)" in week("report weekly").out


def test_the_figures(week):
    found = report(week)["figures"]
    assert {key: found[key] for key in ("visits", "absent", "phone_calls", "long", "morning")} == {
        "visits": 2, "absent": 1, "phone_calls": 1, "long": 1, "morning": 1,
    }  # fmt: skip
    assert (found["visits_per_day"], found["new_customers"]) == (0.4, 1)
    text = week("report weekly").out
    assert "Longer than a visit should take  1 of 2 (50 %)" in text
    assert "Customers developed              1 (wanted 2-4 a week)" in text


@pytest.mark.parametrize(
    ("key", "rows"),
    [("visits", 2), ("absent", 1), ("phone_calls", 1), ("quota_days", 0), ("new_customers", 1),
     ("coverage", 2), ("skipped", 0), ("adherence", 0), ("effective", 0), ("visits_per_day", 5),
     ("long", 1), ("morning", 1), ("afternoon", 1)],
)  # fmt: skip
def test_every_figure_explains_itself_with_its_rows(week, key, rows):
    page = week(f"report weekly --explain {key} -f json").json
    assert page["explain"]["figure"] == key
    assert page["explain"]["formula"]
    assert len(page["rows"]) == rows


def test_a_figure_that_does_not_exist(week):
    said = week("report weekly --explain visit", code=3).err
    assert said == 'error: no figure "visit"\nhint: did you mean `visits`\n'
    assert "hint: one of visits, quota_days" in week("report weekly --explain q", code=3).err


def test_the_summary_is_drafted_from_the_plan_and_the_next_plan_from_what_is_left(week):
    page = report(week)
    assert page["summary"] == ("Plan points done: 1 of 2\n- close 한빛: 0 %\n- two new ones: 100 %")
    week("plan add 'visit 두리' --for 'next week'")
    assert report(week)["next_plan"] == (
        "- visit 두리\n- close 한빛 (support: samples; carried 1×)"
    )
    assert [row["text"] for row in report(week)["support"]] == ["close 한빛"]


def test_fridays_report_closes_this_week_and_opens_the_next(week):
    week("report weekly --summary 'good week' --submit")
    assert report(week)["status"]["state"] == "submitted"
    rows = week("plan list 'next week' -f json").json
    assert [(row["text"], row["times_carried"]) for row in rows] == [("close 한빛", 1)]
    week("visit add 두리 'met after all'")
    assert "visits: 2 → 3" in week("report weekly").out.lower().replace("  ", " ")
    week("report weekly --submit")
    assert len(week("plan list 'next week' -f json").json) == 1
    assert report(week)["status"]["version"] == 2
    assert "good week" in week("report show 'this week' --kind weekly").out
    old = week("report show 'this week' --kind weekly --version 1 -f json").json
    assert old["figures"]["visits"] == 2


def test_nothing_changed_makes_no_second_version(week):
    week("report weekly --submit")
    assert "Nothing changed since version 1" in week("report weekly --submit").err


def test_a_late_report_says_why(week, at):
    at("2026-03-09T09:00")
    week("report weekly 'last week' --submit --reason 'on a trip'")
    status = report(week, period="last week")["status"]
    assert (status["late"], status["excuse"]) == (True, "on a trip")
    rows = week("report list 'this month' --kind weekly -f json").json
    assert [(row["start"], row["state"]) for row in rows] == [
        ("2026-03-02", "late"), ("2026-03-09", "draft"),
    ]  # fmt: skip


def test_the_boxes_are_kept_until_they_are_handed_in(week):
    week("report weekly --summary s --memo m --next n")
    page = report(week)
    assert (page["summary"], page["memo"], page["next_plan"]) == ("s", "m", "n")
    week(["report", "weekly", "--next", ""])
    assert report(week)["next_plan"].startswith("- close 한빛")


def test_the_month_has_results_and_problems(week, at):
    week("plan add 'five new' --for 'this month'")
    week("plan done 3 --percent 40 --problem 'no car'")
    at("2026-03-31T17:00")
    week("report monthly --submit")
    page = report(week, "monthly")
    assert page["summary"] == "Plan points done: 0 of 1\n- five new: 40 % (no car)"
    assert page["problems"] == "- five new: no car"
    assert page["cumulative"]["total"] == {"count": 4, "change": 1}
    assert week("plan list 'next month' -f json").json[0]["times_carried"] == 1


@pytest.mark.parametrize(
    ("kind", "now", "due"),
    [
        ("weekly", "2026-03-03T10:00", "2026-03-06"),
        ("weekly", "2026-05-06T10:00", "2026-05-07"),  # Friday 8 May is a holiday here
        ("monthly", "2026-03-03T10:00", "2026-03-31"),
        ("monthly", "2026-05-20T10:00", "2026-05-29"),  # the 31st is a Sunday
    ],
)
def test_when_a_report_is_due(sales, at, kind, now, due):
    at(now)
    sales("config set day.holidays 2026-05-08")
    status = sales(f"report {kind} -f json").json["status"]
    assert status["due_at"].startswith(f"{due}T08:30:00")


def test_what_is_due_is_a_reminder_for_scripts(week, at):
    rows = week("report due -f json", code=1).json
    assert ("weekly", "2026-03-06") in {(row["kind"], row["due"]) for row in rows}
    week("report weekly --submit")
    rows = week("report due -f json", code=1).json
    assert "weekly" not in {row["kind"] for row in rows if row["start"] == "2026-03-02"}


def test_nothing_is_due_in_a_new_office(sales):
    assert "nothing is due" in sales("report due").err


@pytest.mark.parametrize(
    "line",
    ["report weekly 'this month'", "report monthly 'last week'",
     "report weekly 'next week'", "report show --kind yearly", "report list --kind x"],
)  # fmt: skip
def test_a_period_or_kind_that_does_not_fit(week, line):
    said = week(line, code=2).err
    assert said.startswith("error: ")
    assert "hint: " in said or "is not one of daily, weekly, monthly" in said


@pytest.mark.parametrize("form", ["md", "html", "csv", "tsv", "jsonl", "table"])
@pytest.mark.parametrize("kind", ["weekly", "monthly"])
def test_every_form_of_both(week, kind, form):
    text = week(f"report {kind} -f {form}").out
    assert "한빛" in text


def test_the_manager_remarks_on_a_week(week):
    week("report weekly --submit")
    week("report review 'this week' 'more new ones' --by Park --kind weekly")
    page = report(week)
    assert (page["remark"], page["status"]["state"]) == ("more new ones", "reviewed")


def test_a_week_is_sent(week, office):
    week("report weekly --submit")
    week("report weekly --to boss@example.com")
    assert "Weekly work report" in (office / "weekly-2026-03-02.eml").read_text()
    rows = week("report list --kind weekly -f json").json
    assert rows[0]["sent_to"] == "boss@example.com"


def test_the_parts_of_a_month_agree_with_their_days(week, at):
    """Weeks that lie inside the month, and its days, count the same visits as the month."""
    at("2026-03-31T18:00")
    for day in (9, 12, 18, 24, 27, 30, 31):
        week(f"visit add 두리 x --on 2026-03-{day:02} --at 10:00 -m 30")
    month = report(week, "monthly")["figures"]["visits"]
    days = sum(
        sum(row["channel"] == "visit" and row["outcome"] != "absent" for row in
            week(f"report daily 2026-03-{day:02} -f json").json["visits"])
        for day in range(1, 32)
    )  # fmt: skip
    rows = [
        row
        for row in week("visit list 2026-03 -f json").json
        if row["channel"] == "visit" and row["outcome"] != "absent"
    ]
    assert month == days == len(rows) == 9
