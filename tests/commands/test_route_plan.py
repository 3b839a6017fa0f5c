"""`sales route plan`, `show` and `why`: who is chosen, in what order, and what is said about it."""

from __future__ import annotations

import json
from datetime import date, time

import pytest

BREAK = ("12:00", "13:00")
HOURS = {"두리무역": ("10:00", "12:00"), "Café Olé": ("14:00", "16:00")}
OPEN = {"planned", "confirmed"}


def names(rows):
    return [row["customer"] for row in rows]


def is_sound(rows, back="16:30"):
    """No stop outside the hours, across the break or before the one before it has ended."""
    assert len(names(rows)) == len(set(names(rows)))
    now = "09:30"
    for row in rows:
        start, end = row["starts_at"], row["ends_at"]
        assert now <= start < end <= back
        assert end <= BREAK[0] or start >= BREAK[1]
        first, last = HOURS.get(row["customer"], ("00:00", "23:59"))
        assert first <= start
        assert end <= last
        assert row["broken"] == ""
        now = end


def minutes(text):
    at = time.fromisoformat(text)
    return at.hour * 60 + at.minute


def test_the_table_has_what_one_needs_at_hand(seoul):
    run = seoul("route plan")
    assert run.out.startswith("Route of Tue 3 Mar 2026\n")
    first = next(line for line in run.out.splitlines() if line.startswith("  1  "))
    for shown in ("09:37–10:07", "한빛상사", "A", "quarter, due", "박지성"):
        assert shown in first
    assert "Visits                    8 (morning 4, afternoon 4)" in run.out
    assert "Quota, when all are made  fulfilled" in run.out
    assert "A/B points                19 of 12" in run.out
    assert "강남 사무실" in run.out
    assert run.err == ""


def test_the_plan_is_kept_and_shown(seoul):
    planned = seoul("route plan -f json").json
    assert seoul("route show -f json").json == planned
    assert seoul("route show").out == seoul("route show today").out


def test_a_plan_is_sound(seoul, stops):
    seoul("route plan")
    rows = stops(seoul)
    is_sound(rows)
    assert [row["no"] for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) == 8
    totals = seoul("route show -f json").json["totals"]
    assert totals["visits"] == 8
    assert totals["back_at"] <= "16:30"
    assert totals["begin"] == {"name": "강남 사무실", "at": "09:30"}


def test_the_keys_of_the_record_stay(seoul):
    page = seoul("route plan -f json").json
    assert set(page) == {"day", "stops", "totals", "off_plan", "left_out"}
    assert page["day"] == "2026-03-03"
    assert {
        "no", "time", "customer", "grade", "why", "travel_minutes", "contact", "phone", "hours",
        "status", "note", "starts_at", "ends_at", "minutes", "customer_no", "customer_id", "lat",
        "lon", "area_centre", "pinned", "must", "value", "broken", "reason", "moved_to",
        "visit_no", "id",
    } <= set(page["stops"][0])  # fmt: skip
    assert {"visits", "quota_met", "points", "travel_minutes", "begin", "back_at"} <= set(
        page["totals"]
    )
    assert {"customer_no", "customer", "grade", "value", "reason"} <= set(page["left_out"][0])


@pytest.mark.parametrize(
    "moment, day, planned",
    [
        ("2026-03-03T08:30", "", "2026-03-03"),
        ("2026-03-03T11:59", "", "2026-03-03"),
        ("2026-03-03T12:00", "", "2026-03-04"),
        ("2026-03-03T17:20", "", "2026-03-04"),
        ("2026-03-03T23:59", "", "2026-03-04"),
        ("2026-03-04T00:01", "", "2026-03-04"),
        ("2026-03-06T17:20", "", "2026-03-09"),
        ("2026-03-07T08:30", "", "2026-03-09"),
        ("2026-03-03T08:30", "tomorrow", "2026-03-04"),
        ("2026-03-03T08:30", "today", "2026-03-03"),
        ("2026-03-03T08:30", "fri", "2026-03-06"),
        ("2026-03-03T08:30", "sat", "2026-03-07"),
        ("2026-03-03T08:30", "3/14", "2026-03-14"),
        ("2026-03-03T08:30", "내일", "2026-03-04"),
        ("2026-03-03T08:30", "2027-01-05", "2027-01-05"),
    ],
)
def test_which_day_is_planned(seoul, at, moment, day, planned):
    at(moment)
    assert seoul(["route", "plan", day, "-f", "json"]).json["day"] == planned


def test_holidays_are_stepped_over(seoul, at):
    seoul("config set day.holidays '[2026-03-04, 2026-03-05]'")
    at("2026-03-03T17:20")
    assert seoul("route plan -f json").json["day"] == "2026-03-06"


def test_days_of_a_plan_are_working_days(seoul, stops):
    seoul("config set day.holidays '[2026-03-09]'")
    seoul("route plan thu --days 3")
    for day in ("2026-03-05", "2026-03-06", "2026-03-10"):
        seoul(f"route show {day}")
    for day in ("2026-03-07", "2026-03-08", "2026-03-09", "2026-03-11"):
        seoul(f"route show {day}", code=3)


@pytest.mark.parametrize("days", [2, 3, 5])
def test_nobody_twice_in_several_days(seoul, stops, days):
    seoul(f"route plan --days {days}")
    seen = []
    for day in (3, 4, 5, 6, 9)[:days]:
        rows = stops(seoul, date(2026, 3, day).isoformat())
        is_sound(rows)
        seen += names(rows)
    assert len(seen) == len(set(seen))
    assert len(seen) == 13
    wednesday = names(stops(seoul, "tomorrow"))
    assert "天天超市" not in wednesday


def test_several_days_are_one_step_of_undo(seoul):
    seoul("route plan --days 3")
    seoul("undo")
    for day in ("today", "tomorrow", "thu"):
        assert "no route is planned" in seoul(f"route show {day}", code=3).err


def test_a_trial_run_saves_nothing(seoul):
    run = seoul("route plan --dry-run")
    assert run.out.startswith("Route of Tue 3 Mar 2026\n")
    assert "nothing was saved" in run.err
    seoul("route show", code=3)
    kept = seoul("route plan")
    assert kept.out == run.out


def test_a_trial_run_leaves_the_kept_plan(planned, stops):
    before = stops(planned)
    planned("route plan --dry-run --from 北京 --at 14:00")
    planned("route plan --dry-run --days 3")
    planned("route replan --dry-run --at 14:00")
    assert stops(planned) == before
    assert "sales route plan" in planned("undo").err


@pytest.mark.parametrize("options", ["", "--seed 7", "--effort high", "--effort low", "--days 4"])
def test_the_same_twice_is_the_same_plan(seoul, options):
    first = seoul(f"route plan {options} --dry-run -f csv").out
    assert seoul(f"route plan {options} --dry-run -f csv").out == first
    seoul(f"route plan {options}")
    assert seoul(f"route plan {options} --dry-run -f csv").out == first


def test_ids_stay_through_another_plan(planned, stops):
    before = {row["customer"]: row["id"] for row in stops(planned)}
    planned("route plan --from 北京 --seed 3")
    after = {row["customer"]: row["id"] for row in stops(planned)}
    both = before.keys() & after.keys()
    assert len(both) >= 5
    assert all(before[name] == after[name] for name in both)


@pytest.mark.parametrize("effort", ["low", "normal", "high"])
def test_each_effort_makes_a_sound_plan(seoul, stops, effort):
    seoul(f"route plan --effort {effort}")
    is_sound(stops(seoul))


def test_until_the_end_of_the_working_day(seoul, stops):
    seoul("route plan --at 13:00")
    early = stops(seoul)
    seoul("route plan --at 13:00 --late")
    late = stops(seoul)
    is_sound(late, back="17:30")
    assert len(late) > len(early)
    assert seoul("route show -f json").json["totals"]["back_at"] > "16:30"
    assert "17:30" in seoul("route show").out


@pytest.mark.parametrize(
    "place, name, first",
    [
        ("북경", None, None),
        ("北京", "北京书店", "北京书店"),
        ("37.4950,127.0620", "37.4950,127.0620", "北京书店"),
        ("37.4950, 127.0620", "37.4950, 127.0620", "北京书店"),
        ("office", "강남 사무실", "한빛상사"),
        ("", "강남 사무실", "한빛상사"),
    ],
)
def test_where_the_day_begins(seoul, place, name, first):
    if name is None:
        assert "no customer fits" in seoul(["route", "plan", "--from", place], code=3).err
        return
    page = seoul(["route", "plan", "--from", place, "-f", "json"]).json
    assert page["totals"]["begin"]["name"] == name
    assert page["stops"][0]["customer"] == first


@pytest.mark.parametrize(
    "begin, first", [("10:00", "10:00"), ("9", "09:30"), ("오후 2시", "14:00")]
)
def test_when_the_day_begins(seoul, begin, first):
    page = seoul(["route", "plan", "tomorrow", "--at", begin, "-f", "json"]).json
    assert page["stops"][0]["starts_at"] >= first
    is_sound(page["stops"])


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("nonsense", 2, '"nonsense" is not a date I know'),
        ("2026-02-30", 2, "not in the calendar"),
        ("2026-03-02", 2, "is over"),
        ("yesterday", 2, "is over"),
        ("0001-01-01", 2, "is too far away"),
        ("'\x1b[31m'", 2, "\\x1b[31m"),
        ("'[bold]'", 2, "[bold]"),
        ("--days 0", 2, "from 1 to 31 days"),
        ("--days -3", 2, "from 1 to 31 days"),
        ("--days x", 2, "--days"),
        ("--days 1.5", 2, "--days"),
        ("--effort none", 2, "--effort"),
        ("--effort ''", 2, "--effort"),
        ("--seed x", 2, "--seed"),
        ("--at 25:00", 2, '"25:00" is not a time I know'),
        ("--at nonsense", 2, "is not a time I know"),
        ("--from nobody", 3, "no customer fits"),
        ("-f yaml", 2, 'no format "yaml"'),
        ("--nonsense", 2, "--nonsense"),
        ("today tomorrow", 2, "tomorrow"),
    ],
)
def test_what_is_refused_saves_nothing(seoul, line, code, wrong):
    run = seoul(f"route plan {line}", code=code)
    assert run.out == ""
    assert run.err.startswith("error: ")
    assert wrong in run.err.splitlines()[0]
    assert "did not foresee" not in run.err
    assert "\x1b" not in run.err
    seoul("route show", code=3)


@pytest.mark.parametrize(
    "line", ["show", "why", "confirm 1", "move 1 --to 14:00", "drop 1 --reason x", "edit", "export"]
)
def test_a_day_without_a_plan_is_told_the_command(seoul, line):
    run = seoul(f"route {line}", code=3)
    assert run.err.splitlines()[0] == "error: no route is planned for Tue 3 Mar 2026"
    assert "`sales route plan 2026-03-03` makes one" in run.err


@pytest.mark.parametrize("line", ["plan", "replan", "plan --days 3", "plan --dry-run"])
def test_an_office_without_customers(sales, line):
    run = sales(f"route {line}", code=1)
    assert run.err.startswith("error: no customer is on file yet")
    assert "sales customer add NAME" in run.err


def test_an_office_with_a_place_and_nobody_to_see(sales, office):
    sales("config set office.lat 37.5")
    sales("config set office.lon 127.0")
    run = sales("route plan -f json")
    assert run.json["stops"] == []
    assert "no stops" in sales("route show").out
    assert sales("route why -f json").json["why"] == []


def test_without_an_office_the_middle_of_the_customers_stands_for_it(seoul, office):
    text = (office / "config.yaml").read_text(encoding="utf-8")
    (office / "config.yaml").write_text(text.replace("  lat: 37.4979\n  lon: 127.0276\n", ""))
    run = seoul("route plan -f json")
    assert run.json["totals"]["begin"]["name"] == "middle of the customers"
    assert "the office is not on the map" in run.err
    assert "sales config set office.lat" in run.err


def test_customers_without_a_place(planned):
    page = planned("route show -f json").json
    assert "미래전자" not in names(page["stops"])
    left = {row["customer"]: row for row in page["left_out"]}
    assert "not on the map" in left["미래전자"]["reason"]
    assert "sales customer edit '#12' --place" in planned("route why 미래").out
    planned("customer edit 미래 --grade A --place '37.499, 127.030'")
    planned("route plan")
    assert "미래전자" in names(planned("route show -f json").json["stops"])


def test_a_customer_of_a_known_area_stands_at_its_middle_and_is_marked(planned, stop):
    one = stop(planned, "역삼문구")
    assert one["area_centre"] is True
    assert one["lat"] == pytest.approx(37.504)
    assert one["lon"] == pytest.approx(127.0405)
    assert one["note"] == "place: middle of the area"


def test_an_area_s_middle_may_be_set(seoul, stops):
    seoul("customer edit 미래 --area 판교 --grade A")
    seoul("config set route.centres '{판교: 37.4985/127.0300}'")
    seoul("route plan")
    one = next(row for row in stops(seoul) if row["customer"] == "미래전자")
    assert (one["lat"], one["lon"], one["area_centre"]) == (37.4985, 127.03, True)


def test_closed_days_and_hours(seoul, stops):
    seoul("customer edit '#1' --hours 'closed tue'")
    seoul("customer edit '#3' --hours 'tue 15:00-16:00'")
    seoul("route plan")
    rows = {row["customer"]: row for row in stops(seoul)}
    assert "한빛상사" not in rows
    left = {row["customer"]: row["reason"] for row in seoul("route show -f json").json["left_out"]}
    assert left["한빛상사"] == "closed that day"
    assert "15:00" <= rows["세종문구"]["starts_at"] <= "15:30"
    why = seoul("route why 한빛").out
    assert "closed that day" in why


def test_a_lost_customer_is_not_planned(seoul, stops):
    seoul("customer edit 한빛 --status lost")
    seoul("route plan")
    assert "한빛상사" not in names(stops(seoul))
    run = seoul("route add 한빛", code=2)
    assert "marked as lost" in run.err
    assert "--status active" in run.err


def test_a_deleted_customer_is_not_planned(seoul, stops):
    seoul("customer delete 한빛")
    seoul("route plan")
    assert "한빛상사" not in names(stops(seoul))


# agreed visits


def test_an_agreed_visit_is_in_the_plan_at_its_time(seoul, stop):
    seoul("followup add 누리 --visit --due 'tomorrow 14:00'")
    seoul("route plan tomorrow")
    one = stop(seoul, "누리안경", "tomorrow")
    assert (one["starts_at"], one["ends_at"], one["pinned"]) == ("14:00", "14:30", True)
    assert one["why"].startswith("agreed")


def test_an_agreed_visit_of_another_day_does_not_bind_this_one(seoul, stops):
    seoul("followup add 누리 --visit --due 'tomorrow 14:00'")
    seoul("route plan")
    assert all(row["pinned"] is False for row in stops(seoul))


def test_an_agreed_visit_is_kept_to_its_day_in_several(seoul, stops, stop):
    seoul("followup add 한빛 --visit --due 'thu 10:00'")
    seoul("route plan --days 3")
    assert stop(seoul, "한빛상사", "thu")["starts_at"] == "10:00"
    assert "한빛상사" not in names(stops(seoul)) + names(stops(seoul, "tomorrow"))


def test_first_and_last_of_the_day_may_be_agreed(seoul, stop):
    seoul("followup add 늘푸른 --visit --due 'tomorrow 9:40'")
    seoul("followup add 누리 --visit --due 'tomorrow 15:50'")
    seoul("route plan tomorrow")
    assert stop(seoul, "늘푸른꽃집", "tomorrow")["starts_at"] == "09:40"
    assert stop(seoul, "누리안경", "tomorrow")["starts_at"] == "15:50"


@pytest.mark.parametrize(
    "first, second",
    [("14:00", "14:10"), ("14:00", "14:00"), ("10:00", "10:31"), ("16:20", "9:30")],
)
def test_agreed_visits_that_collide_are_an_error(seoul, first, second):
    seoul(f"followup add 누리 --visit --due 'tomorrow {first}'")
    seoul(f"followup add Ñandú --visit --due 'tomorrow {second}'")
    run = seoul("route plan tomorrow", code=1)
    assert run.out == ""
    assert run.err.startswith("error: what is agreed cannot all be reached: ")
    assert "hint: " in run.err
    seoul("route show tomorrow", code=3)


def test_too_late_for_the_office_but_not_with_late(seoul, stop):
    seoul("followup add 누리 --visit --due 'tomorrow 16:25'")
    run = seoul("route plan tomorrow", code=1)
    assert "누리안경 (16:25)" in run.err
    assert "`--late` plans until 17:30" in run.err
    seoul("route plan tomorrow --late")
    assert stop(seoul, "누리안경", "tomorrow")["starts_at"] == "16:25"


def test_a_wished_visit_without_a_time_is_worth_more(seoul, stop):
    seoul("followup add Café --visit --due today")
    seoul("route plan")
    one = stop(seoul, "Café Olé")
    assert "wished" in one["why"]
    assert one["pinned"] is False
    terms = {row["customer"]: row["terms"] for row in seoul("route why -f json").json["why"]}
    assert terms["Café Olé"]["wished"] == 80


def test_agreed_for_the_lunch_hour_begins_then(seoul, stop):
    seoul("followup add 누리 --visit --due 'tomorrow 12:10'")
    seoul("route plan tomorrow")
    assert stop(seoul, "누리안경", "tomorrow")["starts_at"] == "12:10"


# what was changed by hand


def test_confirmed_stops_survive_another_plan(planned, stop):
    planned("route confirm 1 8")
    before = [stop(planned, name) for name in ("한빛상사", "세종문구")]
    for options in ("", "--seed 5", "--from 늘푸른 --at 9:00", "--effort high"):
        planned(f"route plan {options}")
        after = [stop(planned, name) for name in ("한빛상사", "세종문구")]
        assert [(row["starts_at"], row["status"], row["id"]) for row in after] == [
            (row["starts_at"], "confirmed", row["id"]) for row in before
        ]


def test_fixed_stops_survive_another_plan(planned, stop):
    planned("route move 8 --to 10:30")
    assert stop(planned, "세종문구")["starts_at"] == "10:30"
    planned("route plan --seed 5")
    one = stop(planned, "세종문구")
    assert (one["starts_at"], one["pinned"]) == ("10:30", True)


def test_stops_added_at_a_time_survive_another_plan(planned, stop):
    planned("route add Ñandú --at 15:00")
    planned("route plan --seed 5")
    assert stop(planned, "Ñandú Muebles")["starts_at"] == "15:00"


def test_must_stops_survive_another_plan(planned, stop):
    planned("route add Ñandú --must")
    planned("route plan --seed 5")
    one = stop(planned, "Ñandú Muebles")
    assert one["must"] is True
    assert one["why"].startswith("added by you")


def test_dropped_and_moved_stops_stay_away(planned, stops):
    planned("route drop 1 --reason 'buyer on holiday'")
    planned("route move 1 --to fri")
    gone = {row["customer"]: row["status"] for row in stops(planned) if row["status"] not in OPEN}
    planned("route plan --seed 2")
    rows = {row["customer"]: row["status"] for row in stops(planned)}
    assert len(gone) == 2
    assert set(gone.values()) == {"skipped", "moved"}
    assert {name: rows[name] for name in gone} == gone


def test_nobody_seen_today_is_planned_again(seoul, stops):
    seoul("visit add 한빛 x --at 8:30")
    seoul("route plan")
    assert "한빛상사" not in names(stops(seoul))


def test_the_cap_counts_visits_of_today(seoul, stops):
    for name in ("한빛", "세종", "광주", "Dulce", "北京", "늘푸른"):
        seoul(["visit", "add", name, "x", "--at", "8:00"])
    seoul("route plan")
    assert len(stops(seoul)) == 2
    assert seoul("route show -f json").json["totals"]["visits"] == 8
    for name in names(stops(seoul)):
        seoul(["visit", "add", name, "x", "--at", "8:10"])
    seoul("undo")
    seoul("route plan")
    assert len([row for row in stops(seoul) if row["status"] in OPEN]) == 1


def test_no_more_than_the_band(seoul, stops):
    seoul("config set quota.band 2-3")
    seoul("route plan")
    assert len(stops(seoul)) == 3


# the list of who was left out


def test_who_was_left_out_and_why(planned):
    left = planned("route show -f json").json["left_out"]
    assert {row["customer"] for row in left} == {
        "Café Olé", "누리안경", "늘푸른꽃집", "Ñandú Muebles", "미래전자",
    }  # fmt: skip
    assert "Left out" in planned("route show").out


# why


def test_why_lists_every_term(planned, stops):
    rows = planned("route why -f json").json["why"]
    assert names(rows) == names(stops(planned))
    for row in rows:
        assert sum(row["terms"].values()) == row["value"]
    assert rows[0]["terms"] == {"pressure": 200, "due": 100, "never": 20}
    assert "quarter 200, due 100, never" in planned("route why").out


def test_why_of_a_planned_customer(planned):
    page = planned("route why 한빛 -f json").json
    assert page["why"]["customer"] == "한빛상사"
    assert page["why"]["value"] == 320
    assert [(row["term"], row["points"]) for row in page["terms"]] == [
        ("pressure", 200), ("due", 100), ("never", 20),
    ]  # fmt: skip
    assert "stop 1, 09:37, planned" in planned("route why 한빛").out


def test_why_of_one_left_out_says_what_it_costs(planned):
    page = planned("route why Café -f json").json["why"]
    assert page["added_minutes"] == 6
    assert page["dropped"] == ["B 광주식품"]
    text = planned("route why Café").out
    assert "+6 min" in text
    assert "B 광주식품" in text
    assert "sales route add '#6'" in text
    planned("route show")  # nothing was changed


def test_why_of_one_that_fits_drops_nobody(seoul):
    seoul("route plan")
    for number in (8, 7, 6):
        seoul(f"route drop {number} --reason x")
    page = seoul("route why 누리 -f json").json["why"]
    assert not page.get("dropped")
    assert page["added_minutes"] > 0


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("nobody", 3, "no customer fits"),
        ("한빛 --day nonsense", 2, "not a date"),
        ("한빛 --day tomorrow", 3, "no route is planned"),
        ("'[bold]'", 3, "[bold]"),
        ("-f yaml", 2, "yaml"),
    ],
)
def test_why_refuses(planned, line, code, wrong):
    run = planned(f"route why {line}", code=code)
    assert run.err.startswith("error: ")
    assert wrong in run.err


# formats


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "md", "html", "jsonl"])
@pytest.mark.parametrize("line", ["plan", "show", "why", "why 한빛", "replan"])
def test_every_form_names_the_customer(planned, line, form):
    out = planned(f"route {line} -f {form}").out
    assert "한빛상사" in out or (form in {"csv", "tsv"} and line == "why 한빛")
    if form == "json":
        json.loads(out)
    if form == "jsonl":
        assert [json.loads(row) for row in out.splitlines()]


def test_names_are_never_read_as_markup(seoul):
    seoul(["customer", "edit", "#1", "--name", "[bold]한빛[/bold] <b>&"])
    run = seoul("route plan")
    assert "[bold]한빛[/bold] <b>&" in run.out
    assert "&lt;b&gt;&amp;" in seoul("route show -f html").out
    assert "[bold]한빛[/bold]" in seoul("route confirm 1").err


def test_korean_and_spanish_and_chinese(planned, monkeypatch):
    for language in ("ko", "es", "zh"):
        monkeypatch.setenv("SALES_LANG", language)
        assert "한빛상사" in planned("route show").out
        assert planned("route show -f json").json["stops"][0]["status"] == "planned"


def test_a_path_that_cannot_be_written_is_said_before(planned):
    run = planned("route show -o nowhere/day.csv", code=1)
    assert "error: could not write nowhere/day.csv" in run.err


# odd offices


def test_all_customers_at_one_point(sales, office):
    sales("config set office.lat 37.5")
    sales("config set office.lon 127.0")
    for number in range(10):
        sales(f"customer add shop{number} --incomplete --grade B --place '37.5, 127.0'")
    page = sales("route plan -f json").json
    assert len(page["stops"]) == 8
    assert page["totals"]["travel_minutes"] == 0
    sales("route show --map")
    sales("route show --map -o day.svg")
    sales("route export -f links")


def test_one_on_the_other_side_of_the_world(seoul):
    seoul("customer add Lejos --incomplete --grade A --place '-34.6, -58.4'")
    page = seoul("route plan -f json").json
    assert "Lejos" not in names(page["stops"])
    assert len(page["stops"]) == 8
    assert "Lejos" in names(page["left_out"])
    run = seoul("route why Lejos")
    assert "no time" in run.out
    run = seoul("route add Lejos -f json")
    assert "Lejos" in run.err
    assert "does not fit" in run.err


def test_agreed_on_the_other_side_of_the_world(seoul):
    seoul("customer add Lejos --incomplete --grade A --place '-34.6, -58.4'")
    seoul("followup add Lejos --visit --due 'tomorrow 14:00'")
    run = seoul("route plan tomorrow", code=1)
    assert "Lejos (14:00)" in run.err


@pytest.mark.parametrize(
    "name, value",
    [
        ("day.visit_minutes", "1"),
        ("day.visit_minutes", "150"),
        ("day.visit_minutes", "600"),
        ("day.morning", "09:30-14:00"),
        ("day.morning", "00:00-12:00"),
        ("day.afternoon", "10:00-16:30"),
        ("day.afternoon", "13:00-13:10"),
        ("day.leave", "10:00"),
        ("quota.band", "0-0"),
        ("quota.band", "1-1"),
        ("quota.band", "4-100"),
        ("quota.goal", "2"),
        ("quota.needed", "0"),
        ("quota.customers", "0"),
        ("quota.points", "{A: 1000000}"),
        ("coverage.per_quarter", "{A: 1000}"),
        ("coverage.per_quarter", "{}"),
        ("route.travel_weight", "0"),
        ("route.travel_weight", "1000000"),
        ("route.quota_weight", "0"),
        ("route.grades", "{A: 0, B: 0, C: 0, D: 0}"),
        ("route.interval_days", "{A: 0}"),
        ("route.pace", "100/1/0"),
        ("route.pace", "24/1.35/9999"),
        ("route.areas", "{역삼: 100/1/0}"),
        ("route.whole_visit", "false"),
        ("route.learn", "false"),
        ("office.lat", "90"),
        ("office.lon", "180"),
        ("day.workdays", "sat-sun"),
        ("day.workdays", "sun"),
    ],
)
def test_odd_settings_never_break_a_plan(seoul, name, value):
    seoul(["config", "set", name, value])
    page = seoul("route plan -f json").json
    rows = page["stops"]
    assert len(rows) == len(set(names(rows)))
    assert all(row["broken"] == "" for row in rows)
    seoul("route why 한빛")
    seoul("route why Café")
    seoul("route add Ñandú")
    seoul("route export")
    seoul("route export -f links")
    seoul("route show --map")
    seoul("route replan --late")


@pytest.mark.parametrize(
    "name, value",
    [
        ("day.morning", "12:00-09:30"),
        ("day.afternoon", "16:30-13:00"),
        ("quota.band", "8-4"),
        ("route.server", "nonsense"),
        ("route.pace", "0/1/1"),
        ("route.pace", "nan/1/1"),
        ("route.centres", "{역삼: 95/200}"),
        ("route.timeout", "0"),
        ("route.grades", "{X: 3}"),
    ],
)
def test_settings_that_cannot_be_are_refused(seoul, office, name, value):
    before = (office / "config.yaml").read_text(encoding="utf-8")
    assert seoul(["config", "set", name, value], code=2).err.startswith(f"error: {name}")
    assert (office / "config.yaml").read_text(encoding="utf-8") == before
    section, _dot, key = name.partition(".")
    (office / "config.yaml").write_text(f"{before}{section}:\n  {key}: {value}\n")
    run = seoul("route plan", code=1)
    assert run.err.startswith("error: ")
    assert "hint: correct that line of the file" in run.err
    assert "did not foresee" not in run.err


@pytest.mark.parametrize("kind", ["osrm", "valhalla"])
def test_a_routing_server_that_cannot_be_reached(seoul, stops, kind):
    plain = names(seoul("route plan --dry-run -f json").json["stops"])
    seoul(["config", "set", "route.server", f"{kind} http://127.0.0.1:9"])
    run = seoul("route plan -f json")
    assert names(run.json["stops"]) == plain
    assert "note: travel times are estimates" in run.err
    assert "127.0.0.1:9" in run.err
    assert run.json["totals"]["travel_source"] == "estimate"
    for line in ("add Ñandú", "move 1 --to 11:00", "drop 2 --reason x", "why Café", "replan"):
        seoul(f"route {line}")


# looking back


def test_plans_of_past_days_stay(planned, at, stops):
    kept = stops(planned, "2026-03-03")
    at("2026-03-05T08:40")
    assert stops(planned, "2026-03-03") == kept
    assert "Route of Tue 3 Mar 2026" in planned("route show 2026-03-03").out
    planned("route plan 2026-03-03", code=2)
    planned("route plan")
    assert stops(planned, "2026-03-03") == kept


def test_learned_travel_times_are_named(seoul, at):
    for day in range(20):
        for place, name in enumerate(("한빛", "두리", "天天", "北京")):
            seoul(["visit", "add", name, "x", "--on", f"2026-02-{day + 2:02}", "--at",
                   f"{9 + place}:00", "-m", "30"])  # fmt: skip
    page = seoul("route plan -f json").json
    assert page["totals"]["travel_source"] == "learned"
    seoul("config set route.learn false")
    assert seoul("route plan -f json").json["totals"]["travel_source"] == "estimate"
