"""The planned day meets the real one: today, the interview, visits, the daily report, coverage."""

from __future__ import annotations

import json

import pytest

SHOPS = (
    ("한빛상사", "A", "37.5006, 127.0364"),
    ("누리마트", "B", "37.4985, 127.0402"),
    ("北京光明贸易", "A", "37.5111, 127.0264"),
    ("Peña e Hijos", "B", "37.4945, 127.0630"),
)


@pytest.fixture
def town(sales, at):
    """Four customers on the map, an office, Tuesday morning."""
    at("2026-03-03T08:40")
    sales("config set office.lat 37.4979")
    sales("config set office.lon 127.0276")
    for name, grade, place in SHOPS:
        sales(["customer", "add", name, "--incomplete", "--grade", grade, "--place", place])
    return sales


def long_known(sales):
    """Every customer was visited in the year before."""
    for name, _grade, _place in SHOPS:
        sales(["visit", "add", name, "long known", "--on", "2025-11-03"])


@pytest.fixture
def planned(town):
    town("route plan today")
    return town


def stops(sales, day="today"):
    return sales(f"route show {day} -f json").json["stops"]


def state(sales, name, day="today"):
    return next(stop["status"] for stop in stops(sales, day) if stop["customer"] == name)


def today(sales):
    return sales("today -f json").json


def test_today_begins_with_the_next_stop(planned, at):
    page = today(planned)
    assert [row["customer"] for row in page["stops"]] == [row["customer"] for row in stops(planned)]
    assert page["day"]["route"] == 4
    first = page["stops"][0]["customer"]
    at("2026-03-03T10:10")
    planned(["visit", "add", first, "talk"])
    assert first not in [row["customer"] for row in today(planned)["stops"]]
    assert "3 stops ahead" in planned("today").out


def test_a_day_without_a_plan_says_how_to_make_one(town):
    assert "none yet: `sales route plan`" in town("today").out
    assert today(town)["stops"] == []


def test_the_interview_offers_the_next_stop(planned):
    first = stops(planned)[0]["customer"]
    said = planned("visit add", tty=True, input="\n\n\nhello\n\n\n\n\n").err
    assert f"Customer [{first}]" in said
    assert state(planned, first) == "visited"


@pytest.mark.parametrize(
    ("options", "outcome"),
    [
        ("", "visited"),
        ("--outcome refused", "visited"),
        ("--outcome postponed", "visited"),
        ("--outcome absent --note-left --no-card-left --next fri", "absent"),
        ("--channel phone", "planned"),
        ("--channel mail", "planned"),
    ],
)
def test_what_a_visit_makes_of_its_stop(planned, options, outcome):
    planned(f"visit add 한빛 x {options}")
    assert state(planned, "한빛상사") == outcome


def test_a_stop_takes_the_time_it_really_had(planned, at):
    at("2026-03-03T11:00")
    planned("visit add 한빛 x --at 10:05 -m 20")
    stop = next(stop for stop in stops(planned) if stop["customer"] == "한빛상사")
    assert (stop["starts_at"], stop["ends_at"], stop["visit_no"]) == ("10:05", "10:25", 1)


def test_a_corrected_visit_corrects_its_stop(planned):
    planned("visit add 한빛 x")
    planned("visit edit 1 --outcome absent")
    assert state(planned, "한빛상사") == "absent"
    planned("visit edit 1 --on yesterday")
    assert state(planned, "한빛상사") == "planned"
    planned("visit edit 1 --on today --outcome met")
    assert state(planned, "한빛상사") == "visited"
    planned("visit edit 1 --channel phone")
    assert state(planned, "한빛상사") == "planned"


def test_a_deleted_visit_leaves_its_stop_open_and_undo_answers_it_again(planned):
    planned("visit add 한빛 x")
    planned("visit delete 1")
    assert state(planned, "한빛상사") == "planned"
    planned("undo")
    assert state(planned, "한빛상사") == "visited"
    planned("undo")
    assert state(planned, "한빛상사") == "planned"


def test_a_visit_answers_a_stop_that_was_dropped(planned):
    number = next(stop["no"] for stop in stops(planned) if stop["customer"] == "누리마트")
    planned(f"route drop {number} --reason holiday")
    planned("visit add 누리마트 'was there after all'")
    stop = next(stop for stop in stops(planned) if stop["customer"] == "누리마트")
    assert (stop["status"], stop["reason"]) == ("visited", "")


def test_the_daily_report_tells_what_became_of_every_stop(planned, at):
    planned(["customer", "add", "새손님", "--incomplete", "--place", "37.50, 127.05"])
    number = next(stop["no"] for stop in stops(planned) if stop["customer"] == "누리마트")
    planned(f"route drop {number} --reason 'stock-taking'")
    number = next(stop["no"] for stop in stops(planned) if stop["customer"] == "Peña e Hijos")
    planned(f"route move {number} --to thu")
    at("2026-03-03T16:50")
    planned("visit add 한빛 x --at 9:50 -m 30")
    planned("visit add 새손님 y --at 11:00 -m 30")
    route = planned("report daily -f json").json["route"]
    assert (route["adherence"], route["off_plan"]) == (25, ["새손님"])
    assert route["unanswered"] == ["北京光明贸易"]
    assert {(row["customer"], row["status"], row["reason"]) for row in route["not_made"]} == {
        ("누리마트", "skipped", "stock-taking"), ("Peña e Hijos", "moved", ""),
    }  # fmt: skip
    text = planned("report daily").out
    assert "Planned stops made  1 of 4 (25 %)" in text
    assert "누리마트: skipped (stock-taking)" in text
    assert "Peña e Hijos: moved (to Thu 5 Mar 2026)" in text
    at("2026-03-04T08:40")
    page = planned("today").out
    assert "route 1 of 4" in page
    assert "北京光明贸易" in page.split("Planned, no outcome yet")[1]


def test_the_detour_is_what_a_better_order_would_have_saved(planned, at):
    at("2026-03-03T16:50")
    for time, (name, _grade, _place) in zip(
        ("9:40", "10:40", "11:30", "13:30"), SHOPS, strict=True
    ):
        planned(["visit", "add", name, "x", "--at", time, "-m", "20"])
    assert planned("report daily -f json").json["route"]["detour"] > 0


def test_without_a_plan_the_form_has_no_route(town):
    town("visit add 한빛 x")
    assert "route" not in town("report daily -f json").json
    assert "Planned stops made" not in town("report daily").out


def test_a_submitted_report_keeps_the_route_as_it_was(planned, at):
    at("2026-03-03T17:20")
    planned("report daily --submit --anyway rain")
    planned("visit add 한빛 x --at 10:00")
    assert planned("report show -f json").json["route"]["adherence"] == 0


def test_tomorrows_route_stands_in_the_tomorrow_box(planned, at):
    at("2026-03-03T17:00")
    planned("route plan tomorrow")
    box = planned("report daily -f json").json["tomorrow"]
    first = stops(planned, "tomorrow")[0]
    assert box.startswith(f"- {first['starts_at']} {first['customer']}")


def test_coverage_of_the_quarter(town, at):
    at("2026-03-03T16:00")
    long_known(town)
    town("visit add 한빛 x")
    town("visit add 한빛 y --on 2026-02-02")
    rows = {row["customer"]: row for row in town("coverage -f json").json["customers"]}
    assert (rows["한빛상사"]["done"], rows["한빛상사"]["left"]) == (2, 0)
    assert (rows["누리마트"]["required"], rows["누리마트"]["left"]) == (2, 2)
    assert rows["누리마트"]["last_safe"] == "2026-03-30"
    totals = town("coverage -f json").json["totals"]
    assert (totals["customers"], totals["covered"], totals["visits_left"]) == (4, 1, 6)


def test_the_states_and_capacity_of_the_quarter(planned, at):
    at("2026-03-03T16:00")
    planned("visit add 한빛 x")
    page = planned("coverage -f json").json
    states = {row["customer"]: row["state"] for row in page["customers"]}
    assert states["한빛상사"] == "covered"
    assert set(states.values()) <= {"covered", "planned", "due"}
    assert page["totals"]["covered"] == 1
    figures = planned("coverage --capacity -f json").json["capacity"]
    assert figures["days"] == 64
    assert figures["possible"] == {"least": 256, "most": 512}
    assert figures["serves_A"] == {"least": 128, "most": 256}
    assert figures["fits"] is True


def test_who_was_never_seen_or_not_for_long(town):
    town("visit add 한빛 x --on 2026-01-10")
    town("visit add 누리마트 x --on 2026-02-27")
    page = town("coverage --gaps -f json").json
    rows = {row["customer"]: (row["gap"], row["days"]) for row in page["customers"]}
    assert rows["한빛상사"] == ("long", 52)
    assert "누리마트" not in rows
    assert page["totals"] == {"never": len(SHOPS) - 2, "long": 1}


@pytest.mark.parametrize(
    "line, said",
    [
        ("coverage 'last month'", "neither a quarter nor a year"),
        ("coverage --gaps --capacity", "do not go together"),
    ],
)
def test_a_coverage_that_is_none(town, line, said):
    assert said in town(line, code=2).err


def test_a_quarter_that_is_over_leaves_nothing_due(town, at):
    long_known(town)
    at("2026-04-02T09:00")
    page = town("coverage 'last quarter' -f json").json
    assert {row["state"] for row in page["customers"]} == {"overdue"}
    assert page["totals"]["days_left"] == 0


def test_the_visit_programme_of_the_year(town, at):
    long_known(town)
    town("visit add 한빛 x --on 2026-02-02")
    at("2026-05-04T09:00")
    page = town("coverage 'this year' -f json").json
    rows = {row["customer"]: row for row in page["customers"]}
    assert (rows["한빛상사"]["q1"], rows["한빛상사"]["q2"], rows["한빛상사"]["q3"]) == (
        "1/2",
        "0/2",
        "",
    )
    assert page["totals"] == {"customers": 4, "required": 16, "done": 1}


def test_the_forecast_says_what_fits_and_who_is_missed(town, at):
    long_known(town)
    at("2026-03-27T17:00")
    page = town("coverage --forecast -f json").json
    assert page["totals"]["capacity"]["needed"] == 8
    assert page["totals"]["capacity"]["fit"] <= 8
    at("2026-03-31T17:00")
    page = town("coverage --forecast -f json").json
    assert page["totals"]["capacity"] == {"needed": 8, "fit": 0}
    assert {row["customer"] for row in page["missed"]} == {name for name, _g, _p in SHOPS}


def test_the_route_is_undone_as_one_step(planned):
    assert "4 × planned stop hidden" in planned("undo").err
    assert planned("route show today", code=3).err.startswith("error: no route is planned")


def test_history_of_a_stop_is_kept(planned, office):
    planned("route drop 1 --reason gone")
    planned("undo")
    planned("undo --list")
    assert json.loads(planned("route show today -f json").out)["stops"][0]["status"] == "planned"


def test_nobody_is_sent_to_a_customer_that_was_deleted(planned, program, stops):
    before = stops(planned)
    gone = before[1]["customer"]
    program(["customer", "delete", gone])
    assert [row["customer"] for row in stops(planned)] == [
        row["customer"] for row in before if row["customer"] != gone
    ]
    planned("undo")
    assert stops(planned) == before


def test_a_stop_that_was_answered_stays_when_its_customer_is_deleted(planned, stops):
    gone = stops(planned)[0]["customer"]
    planned(["visit", "add", gone, "talk"])
    planned(["customer", "delete", gone])
    assert gone in [row["customer"] for row in stops(planned)]
