"""What a fresh pair of eyes found in the reports, so that it stays mended."""

from __future__ import annotations

import pytest

FULL = "--contact 박지성 --position 과장 --phone 02-1 --status active"


def figures(sales, kind, period):
    page = sales(["report", kind, period, "-f", "json"]).json
    return page["figures"], page["figures_of"]


@pytest.mark.parametrize("more", ["--submit", "--summary x", "--to a@b.c"])
@pytest.mark.parametrize("looking", ["--explain visits", "--as-of yesterday"])
def test_who_only_looks_hands_nothing_in(hanbit, looking, more):
    hanbit("visit add 한빛 x --on 2026-03-02")
    said = hanbit(f"report weekly {looking} {more}", code=2).err
    assert "can only be looked at" in said
    assert hanbit("report list --kind weekly -f json").json[-1]["state"] != "submitted"


def test_a_new_customer_at_a_month_s_end_is_of_its_month(sales, at):
    at("2026-03-31T10:00")  # a Tuesday; the week goes on in April
    sales(f"customer add 월말상사 --grade C {FULL}")
    at("2026-04-02T10:00")
    sales("visit add 월말 x")
    assert figures(sales, "weekly", "2026-W14")[0]["new_customers"] == 1
    assert figures(sales, "monthly", "2026-03")[0]["new_customers"] == 1
    assert figures(sales, "monthly", "2026-04")[0]["new_customers"] == 0
    assert figures(sales, "quarterly", "2026q1")[0]["new_customers"] == 1


def test_a_week_at_a_quarter_s_end_shows_the_quarter_that_ends(sales, at):
    at("2025-11-03T10:00")
    sales("customer add 한빛 --grade A --incomplete")
    at("2026-02-03T10:00")
    sales("visit add 한빛 x")
    at("2026-03-31T10:00")
    sales("visit add 한빛 y")
    counted, of = figures(sales, "weekly", "this week")
    assert (counted["coverage"], of["coverage"]) == (1, 1)
    page = sales("report weekly --explain coverage -f json").json
    assert page["explain"]["quarter"] == "2026-Q1"


def test_stops_of_tomorrow_are_not_yet_planned_in_vain(sales, at):
    for line in ("config set office.lat 37.5", "config set office.lon 127.02"):
        sales(line)
    for name in ("one", "two"):
        sales(f"customer add {name} --grade A --place '37.5, 127.03' --incomplete")
    sales("route plan tomorrow")
    counted, of = figures(sales, "weekly", "this week")
    assert (counted.get("adherence"), of["adherence"]) == (None, 0)
    at("2026-03-04T10:00")
    sales("visit add one x")
    counted, of = figures(sales, "weekly", "this week")
    assert (counted["adherence"], of["adherence"]) == (1, 2)


def test_a_day_off_on_which_visits_were_made_counts_above_and_below(sales, at):
    for no in range(4):
        sales(f"customer add shop{no} --grade A --incomplete")
    at("2026-03-07T18:00")  # a Saturday
    for no in range(4):
        sales(f"visit add shop{no} x")
    sales("config set day.holidays '[2026-03-02, 2026-03-03, 2026-03-04, 2026-03-05, 2026-03-06]'")
    counted, of = figures(sales, "weekly", "this week")
    assert (counted["quota_days"], of["quota_days"]) == (1, 1)
    assert counted["visits_per_day"] == 4.0


def test_the_visits_of_the_list_are_visits(hanbit):
    hanbit("visit add 한빛 x")
    hanbit("visit add 한빛 y --channel phone")
    hanbit("visit add 한빛 --outcome absent")
    assert hanbit("report list -f json").json[-1]["visits"] == 1


def test_what_was_missed_weeks_ago_is_still_due(hanbit, at):
    hanbit("visit add 한빛 x --on 2026-03-02")
    at("2026-03-20T10:00")
    rows = hanbit("report due -f json", code=1).json
    daily = [row["start"] for row in rows if row["kind"] == "daily"]
    assert daily[0] == "2026-03-02"
    assert len(daily) == 15
    assert next(row["start"] for row in rows if row["kind"] == "weekly") == "2026-03-02"


@pytest.mark.parametrize(
    "line",
    ["coverage 'last quarter' --forecast", "coverage 2026 --gaps", "coverage 2026 --capacity"],
)
def test_a_period_that_is_not_answered_is_refused(hanbit, line):
    assert hanbit(line, code=2).err.startswith("error: ")


def test_the_year_shows_the_grade_of_today(sales, at):
    at("2026-01-12T10:00")
    sales("customer add 한빛 --grade B --incomplete")
    at("2026-05-04T10:00")
    sales("customer grade 한빛 A --reason buys")
    assert sales("coverage 2026 -f json").json["customers"][0]["grade"] == "A"


def test_an_empty_remark_is_none_and_a_second_one_says_what_it_replaces(hanbit):
    hanbit("visit add 한빛 x")
    hanbit("report daily --submit --anyway x")
    hanbit("report review today good --by Park")
    assert "the remark is empty" in hanbit("report review today '  ' --by Kim", code=2).err
    said = hanbit("report review today better --by Kim").err
    assert "it replaces that of Park: good" in said


def test_a_pipe_that_broke_does_not_empty_a_box(hanbit):
    hanbit("report daily --summary 'my text'")
    assert "nothing came from standard input" in hanbit("report daily --summary -", code=2).err
    assert hanbit("report daily -f json").json["summary"] == "my text"


def test_support_is_asked_for_what_is_not_done(hanbit):
    hanbit("plan add one --support samples")
    hanbit("plan add two --support price")
    hanbit("plan done 1")
    assert [row["text"] for row in hanbit("plan list --support -f json").json] == ["two"]
    assert [row["text"] for row in hanbit("report agenda -f json").json["support"]] == ["two"]


def test_a_week_without_working_days_is_due_on_the_next_one(hanbit, at):
    hanbit("visit add 한빛 x")
    hanbit("config set day.holidays '[2026-03-09, 2026-03-10, 2026-03-11, 2026-03-12, 2026-03-13]'")
    at("2026-03-14T10:00")
    due = hanbit("report weekly -f json").json["status"]["due_at"]
    assert due.startswith("2026-03-16")


def test_a_meeting_with_only_an_agenda_is_to_come(hanbit):
    hanbit("meeting add 'mon 17:00' --agenda 'late reports'")
    hanbit("meeting add 'mon 17:00' --minutes 'talked'")
    days = [row["held_on"] for row in hanbit("meeting list -f json").json]
    assert days == ["2026-03-09", "2026-03-02"]


def test_only_visits_in_person_are_rows_of_the_daily_form(hanbit):
    for channel in ("visit", "video", "walk-in", "phone"):
        hanbit(f"visit add 한빛 x --channel {channel}")
    page = hanbit("report daily -f json").json
    assert [row["channel"] for row in page["visits"]] == ["visit"]
    assert {row["channel"] for row in page["calls"]} == {"video", "walk-in", "phone"}


def test_a_new_office_has_its_checklist_in_its_language(sales, office):
    (office / "config.yaml").unlink()
    sales("init --name 김민수 --language ko")
    assert sales("today -f json").json["day"]["to_pack"][0] == "명함"


def test_progress_is_a_percentage(hanbit):
    hanbit("plan add one")
    assert "150 % is no progress" in hanbit("plan done 1 --percent 150", code=2).err


def test_a_day_names_its_week(hanbit):
    assert hanbit("report weekly yesterday -f json").json["start"] == "2026-03-02"


def test_a_typed_day_is_read_from_today_also_when_looking_back(hanbit, at):
    at("2026-03-06T10:00")
    hanbit("visit add 한빛 x --on 2026-03-04")
    page = hanbit("report daily wed --as-of 'thu 18:00' -f json").json
    assert page["header"]["day"] == "2026-03-04"
    assert hanbit("report daily --as-of 'thu 18:00' -f json").json["header"]["day"] == "2026-03-05"


def test_a_sale_keeps_its_name_when_the_customer_is_deleted(hanbit):
    hanbit("order add 한빛 'wall clock x 10 @ 12,000'")
    hanbit("customer delete 한빛")
    [sold] = hanbit("report weekly -f json").json["sales"]
    assert (sold["customer"], sold["contact"], sold["amount"]) == ("한빛상사", "", "120,000 KRW")
