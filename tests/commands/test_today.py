"""`sales today`: where the day stands; `--check` for scripts."""

from __future__ import annotations

import pytest


def today(sales):
    return sales("today -f json").json


@pytest.mark.parametrize("line", ["", "today"])
def test_sales_alone_is_today(hanbit, line):
    assert hanbit(line).out.startswith("Tue 3 Mar 2026\n")


@pytest.mark.parametrize(
    "grades, points, customers, met",
    [
        ("AAA", 9, 3, False),
        ("AAAA", 12, 4, True),
        ("BBBBB", 10, 5, False),
        ("BBBBBB", 12, 6, True),
        ("AABBB", 12, 5, True),
        ("AAAB", 11, 4, False),
        ("CDCDCD-", 0, 7, False),
        ("CDCDCDC-", 0, 8, True),
    ],
)
def test_the_day_s_minimum(sales, shops, grades, points, customers, met):
    text = "".join(f"{name} x --at 9:{place:02}\n" for place, name in enumerate(shops(grades)))
    sales("visit add -", input=text)
    figures = today(sales)["quota"]
    assert (figures["points"], figures["customers"], figures["quota_met"]) == (
        points, customers, met,
    )  # fmt: skip
    sales("today --check", code=0 if met else 1)


def test_the_sentence_after_each_visit(sales, shops):
    shops("AAAA")
    assert (
        "quota open: A/B points 3 of 12, customers 1 of 8; morning 1 of 4, afternoon 0 of 4"
        in sales("visit add shop1 x --at 9:00").err
    )
    sales("visit add shop2 x --at 9:30")
    sales("visit add shop2 again --at 9:50")
    sales("visit add shop3 x --channel phone")
    sales("visit add shop3 --outcome absent")
    said = sales("visit add shop3 x").err
    assert "A/B points 9 of 12, customers 3 of 8; morning 2 of 4, afternoon 1 of 4" in said
    assert "quota met: A/B points 12 of 12" in sales("visit add shop4 x --at 10:00").err


def test_a_regrade_changes_no_quota_of_the_past(sales, shops):
    shops("AAAA")
    for place in range(1, 5):
        sales(f"visit add shop{place} x --at 9:{place:02}")
    for place in range(1, 5):
        sales(f"customer grade shop{place} D")
    assert today(sales)["quota"]["points"] == 12


def test_check_still_prints_the_page(hanbit):
    run = hanbit("today --check", code=1)
    assert run.out.startswith("Tue 3 Mar 2026\n")
    assert "error" not in run.err


def test_focus_and_what_is_packed(hanbit, at):
    hanbit("today --focus 'the new line' --packed samples --packed PRICE")
    day = today(hanbit)["day"]
    assert day["focus"] == "the new line"
    assert day["to_pack"] == ["business cards", "order forms", "pen and notebook"]
    page = hanbit("today --packed all").out
    assert "Focus             the new line\n" in page
    assert "To take along" not in page
    hanbit("today --focus 'the old line'")
    assert today(hanbit)["day"]["focus"] == "the old line"
    hanbit("undo")
    assert today(hanbit)["day"]["focus"] == "the new line"
    at("2026-03-04")
    assert today(hanbit)["day"]["focus"] == "", "a focus is for its day"


def test_what_is_not_on_the_checklist(hanbit):
    run = hanbit("today --packed umbrella", code=3)
    assert '"umbrella" is not on the checklist' in run.err
    assert "business cards" in run.err


def test_the_last_working_day_in_one_line(sales, shops, at):
    shops("AAAA")
    for place in range(1, 5):
        sales(f"visit add shop{place} x --on 2026-02-27 --at 9:{place:02}")
    at("2026-03-02")  # a Monday
    assert "Fri 27 Feb: 4 customers, quota met, report missing" in sales("today").out
    sales("report daily fri --submit --anyway 'no time'")
    assert today(sales)["day"]["yesterday"] == {
        "day": "2026-02-27", "customers": 4, "quota_met": True, "report_submitted": True,
    }  # fmt: skip


def test_a_fresh_office_is_accused_of_nothing(hanbit):
    day = today(hanbit)["day"]["yesterday"]
    assert day == {
        "day": "2026-03-02", "customers": 0, "quota_met": None, "report_submitted": None,
    }  # fmt: skip
    said = hanbit("today").out
    assert "Mon 2 Mar: before the first visit on record" in said
    assert "missing" not in said
    assert hanbit("report due -f json").json == []


def test_a_holiday_is_no_working_day(hanbit, at):
    hanbit("config set day.holidays 2026-03-02")
    assert today(hanbit)["day"]["yesterday"]["day"] == "2026-02-27"


def test_visits_so_far_in_the_order_of_the_day(hanbit):
    hanbit("visit add 한빛 three")
    hanbit("visit add 한빛 one --at 9:00 --result 'wants a quote'")
    hanbit("visit add 한빛 two --at 10:30 --channel phone")
    rows = today(hanbit)["visits"]
    assert [(row["time"], row["channel"]) for row in rows] == [
        ("09:00", "visit"), ("10:30", "phone"), ("12:00", "visit"),
    ]  # fmt: skip
    assert rows[0]["result"] == "wants a quote"
    assert (today(hanbit)["quota"]["phone_calls"], today(hanbit)["quota"]["customers"]) == (1, 1)


def test_incomplete_visits_of_the_last_two_weeks(hanbit):
    hanbit("visit add 한빛 old --on 2026-02-17")
    hanbit("visit add 한빛 new --on 2026-02-18")
    hanbit("visit add 한빛 whole --with 박 --result ok --problem none")
    assert [row["visit_date"] for row in today(hanbit)["incomplete"]] == ["2026-02-18"]


@pytest.mark.parametrize(
    "day, listed",
    [
        ("2026-03-23", []),
        ("2026-03-24", [("one", "2026-03-30")]),
        ("2026-03-25", [("one", "2026-03-30"), ("two", "2026-03-31")]),
        ("2026-03-31", [("one", "2026-03-30"), ("two", "2026-03-31")]),
    ],
)
def test_last_safe_days(sales, at, day, listed):
    for line in ("one --grade A", "two --grade B", "three --grade C", "four --grade A",
                 "five --grade A --no-target"):  # fmt: skip
        sales(f"customer add {line} --incomplete")
        sales(f"visit add {line.split()[0]} 'long known' --on 2025-11-03")
    sales("visit add two x --on 2026-02-02")
    sales("visit add four x --on 2026-02-02")
    sales("visit add four x --on 2026-03-02")
    at(day)
    rows = today(sales).get("last_safe", [])
    assert [(row["customer"], row["last_safe"]) for row in rows] == listed


def test_two_visits_on_one_day_are_one_of_the_quarter(sales, at):
    sales("customer add one --grade A --incomplete")
    sales("visit add one x --on 2026-03-02 --at 9:00")
    sales("visit add one y --on 2026-03-02 --at 15:00")
    sales("visit add one z --on 2026-02-02 --outcome absent")
    sales("visit add one z --on 2026-02-03 --channel phone")
    sales("visit add one z --on 2025-12-31")
    at("2026-03-31")
    assert today(sales)["last_safe"][0]["done"] == 1


def test_new_customers_of_the_week(sales, at):
    full = "--contact 김 --position 사장 --status active"
    at("2026-02-27")
    sales(f"customer add before {full} --phone 02-7777-0001")
    at("2026-03-03")
    sales(f"customer add one {full} --phone 02-7777-0002")
    sales("customer add two --incomplete")
    sales(f"customer add three {full} --phone 02-7777-0003")
    assert today(sales)["day"]["new_this_week"] == 0, "neither visited nor called"
    for name in ("before", "one", "two"):
        sales(f"visit add {name} x --channel phone")
    sales("visit add three --outcome absent")
    assert today(sales)["day"]["new_this_week"] == 1
    assert "Developed (week)  1 (wanted 2-4)" in sales("today").out


def test_a_new_office(sales):
    page = today(sales)
    assert page["visits"] == []
    assert page["quota"]["quota_met"] is False
    sales("today --check", code=1)


def test_every_key_is_there_on_an_empty_day(sales):
    assert {"visits", "quota", "incomplete", "due", "last_safe"} <= today(sales).keys()
    assert today(sales)["due"] == []


def test_one_customer_is_one(hanbit):
    hanbit("visit add 한빛 x --on yesterday")
    assert "1 customer," in hanbit("today").out
