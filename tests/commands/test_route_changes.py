"""A planned day in the rep's hands: confirm, move, drop, add, edit, replan, and what visits do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

OPEN = {"planned", "confirmed"}


def names(rows, *states):
    return [row["customer"] for row in rows if not states or row["status"] in states]


def times(rows):
    return {row["customer"]: row["starts_at"] for row in rows if row["status"] in OPEN}


def no_overlap(rows):
    now = "00:00"
    for row in rows:
        if row["status"] in OPEN:
            assert now <= row["starts_at"], row["customer"]
            now = row["ends_at"]


# confirm


def test_confirm_keeps_the_time(planned, stop):
    run = planned("route confirm 1 3 3")
    assert run.out == ""
    assert run.err.splitlines() == ["Confirmed 1 한빛상사, 09:37", "Confirmed 3 두리무역, 10:51"]
    one = stop(planned, "두리무역")
    assert (one["status"], one["pinned"], one["starts_at"]) == ("confirmed", True, "10:51")
    assert stop(planned, "세종문구")["status"] == "planned"


def test_confirm_all(planned, stops):
    assert len(planned("route confirm --all").err.splitlines()) == 8
    assert {row["status"] for row in stops(planned)} == {"confirmed"}


def test_confirm_on_another_day(planned, stop, stops):
    planned("route plan fri")
    planned("route confirm 2 --day fri")
    assert stops(planned, "fri")[1]["status"] == "confirmed"
    assert all(row["status"] == "planned" for row in stops(planned))


def test_confirm_is_one_step_of_undo(planned, stops):
    before = stops(planned)
    planned("route confirm 1 3 5")
    assert "sales route confirm 1 3 5" in planned("undo").err
    assert stops(planned) == before


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("confirm", 2, "which stops"),
        ("confirm 99", 3, "has no open stop 99"),
        ("confirm 1 99", 3, "has no open stop 99"),
        ("confirm 0", 3, "has no open stop 0"),
        ("confirm -- -1", 3, "has no open stop -1"),
        ("confirm x", 2, '"x" is not a number that fits'),
        ("confirm 99999999999999999999", 3, "has no open stop"),
        ("confirm 1 --day nonsense", 2, "is not a date I know"),
        ("confirm 1 --day tomorrow", 3, "no route is planned for Wed 4 Mar 2026"),
        ("move 99 --to 14:00", 3, "has no open stop 99"),
        ("move", 2, "STOP"),
        ("move 1", 2, "to when"),
        ("move 1 --to ''", 2, "to when"),
        ("move 1 --to 25:00", 2, '"25:00" is not a time I know'),
        ("move 1 --to nonsense", 2, '"nonsense" is not a date I know'),
        ("move 1 --to 2026-02-30", 2, "not in the calendar"),
        ("move 1 --to yesterday", 2, "Mon 2 Mar 2026 is over"),
        ("move 1 --to today", 2, "on that day already"),
        ("move 1 --to 'tomorrow 25:00'", 2, "25:00"),
        ("move 1 --to '\x1b[1m'", 2, "\\x1b[1m"),
        ("drop 99 --reason x", 3, "has no open stop 99"),
        ("drop 1", 2, "say why"),
        ("drop 1 --reason ''", 2, "say why"),
        ("drop 1 --reason '   '", 2, "say why"),
        ("drop 1 --reason 'a\x07'", 2, "\\x07"),
        ("drop x --reason x", 2, '"x" is not a number that fits'),
        ("add", 2, "CUSTOMER is missing"),
        ("add nobody", 3, "no customer fits"),
        ("add ''", 3, "no customer fits"),
        ("add 늘푸른 --at 25:00", 2, "is not a time I know"),
        ("add 늘푸른 --at nonsense", 2, "is not a time I know"),
        ("add 늘푸른 --day yesterday", 2, "is over"),
        ("add 늘푸른 --day nonsense", 2, "is not a date I know"),
        ("add 늘푸른 -f yaml", 2, 'no format "yaml"'),
        ("add '[bold]'", 3, "[bold]"),
        ("edit yesterday", 3, "no route is planned"),
        ("replan --at 25:00", 2, "is not a time I know"),
        ("replan --from nobody", 3, "no customer fits"),
        ("replan --effort none", 2, "--effort"),
    ],
)
def test_what_is_refused_changes_nothing(planned, stops, line, code, wrong):
    before = stops(planned)
    run = planned(f"route {line}", code=code)
    assert run.out == ""
    assert run.err.startswith("error: ")
    assert wrong in run.err.splitlines()[0]
    assert "did not foresee" not in run.err
    assert "\x1b" not in run.err
    assert stops(planned) == before
    assert "sales route plan" in planned("undo").err


# move to a time


def test_move_to_a_time(planned, stop, stops):
    run = planned("route move 8 --to 10:30")
    assert run.err == "Moved 세종문구 to Tue 3 Mar 2026 10:30\n"
    assert run.out.startswith("Route of Tue 3 Mar 2026\n")
    one = stop(planned, "세종문구")
    assert (one["starts_at"], one["ends_at"], one["pinned"]) == ("10:30", "11:00", True)
    rows = stops(planned)
    assert len(names(rows)) == 8
    no_overlap(rows)
    assert [row["no"] for row in rows] == list(range(1, 9))


@pytest.mark.parametrize("to", ["14:00", "2pm", "오후 2시", "today 14:00", "14:00 "])
def test_ways_to_say_a_time(planned, stop, to):
    planned(["route", "move", "1", "--to", to])
    assert stop(planned, "한빛상사")["starts_at"] == "14:00"


@pytest.mark.parametrize(
    "name, to, state",
    [
        ("두리무역", "14:00", "closed"),
        ("세종문구", "16:25", "too late"),
        ("세종문구", "9:31", "too late"),
    ],
)
def test_what_breaks_is_said(planned, stop, name, to, state):
    number = stop(planned, name)["no"]
    run = planned(f"route move {number} --to {to}")
    one = stop(planned, name)
    assert one["broken"] == state
    assert one["starts_at"] == to.zfill(5)
    assert f"does not fit: {one['no']} {name}, {to.zfill(5)}: " in run.err
    planned("undo")
    assert stop(planned, name)["broken"] == ""


def test_move_is_one_step_of_undo(planned, stops):
    before = stops(planned)
    planned("route move 3 --to 11:10")
    assert "sales route move 3 --to 11:10" in planned("undo").err
    assert stops(planned) == before


def test_the_rest_is_timed_around_what_was_agreed(planned, stop, stops):
    planned("route confirm 3 5")
    kept = {name: stop(planned, name)["starts_at"] for name in ("두리무역", "天天超市")}
    planned("route move 1 --to 15:00")
    planned("route add 늘푸른")
    planned("route drop 8 --reason x")
    rows = times(stops(planned))
    assert {name: rows[name] for name in kept} == kept
    no_overlap(stops(planned))


# move to another day


@pytest.mark.parametrize("to", ["tomorrow", "fri", "2026-03-06", "내일", "next mon"])
def test_move_to_another_day(planned, stop, to):
    planned(["route", "move", "2", "--to", to])
    here = stop(planned, "역삼문구")
    assert here["status"] == "moved"
    there = stop(planned, "역삼문구", here["moved_to"])
    assert (there["status"], there["must"]) == ("planned", True)
    assert here["id"] != there["id"]
    assert f"to {here['moved_to']}" in planned("route show").out


def test_move_to_another_day_and_time(planned, stop):
    planned("route move 2 --to 'tomorrow 14:00'")
    there = stop(planned, "역삼문구", "tomorrow")
    assert (there["starts_at"], there["pinned"]) == ("14:00", True)


def test_moved_with_a_reason(planned, stop):
    planned("route move 2 --to tomorrow --reason 'asked for it by phone'")
    assert stop(planned, "역삼문구")["reason"] == "asked for it by phone"
    assert "asked for it by phone" in planned("route show").out


def test_moving_to_a_day_is_one_step_of_undo(planned, stops):
    before = stops(planned)
    planned("route move 2 --to tomorrow")
    planned("undo")
    assert stops(planned) == before
    planned("route show tomorrow", code=3)


def test_moved_into_a_planned_day(planned, stops):
    planned("route plan tomorrow")
    planned("route move 5 --to fri")
    planned("route plan fri")
    assert "天天超市" in names(stops(planned, "fri"), *OPEN)


def test_moved_stops_survive_planning_their_new_day(planned, stop):
    planned("route move 2 --to 'tomorrow 14:00'")
    planned("route move 2 --to tomorrow")
    planned("route plan tomorrow")
    assert stop(planned, "역삼문구", "tomorrow")["starts_at"] == "14:00"
    assert stop(planned, "두리무역", "tomorrow")["must"] is True


def test_moved_there_and_back(planned, stops, stop):
    planned("route move 2 --to tomorrow")
    planned("route move 1 --to today --day tomorrow")
    assert stop(planned, "역삼문구")["status"] == "planned"
    assert stop(planned, "역삼문구", "tomorrow")["status"] == "moved"
    assert stop(planned, "역삼문구")["moved_to"] is None


# drop


def test_drop_with_a_reason(planned, stop, stops):
    run = planned("route drop 2 --reason 'buyer on holiday'")
    assert "Dropped 역삼문구: buyer on holiday" in run.err
    one = stop(planned, "역삼문구")
    assert (one["status"], one["reason"], one["no"]) == ("skipped", "buyer on holiday", 8)
    assert len(names(stops(planned), "planned")) == 7
    assert planned("route show -f json").json["totals"]["visits"] == 7


def test_drop_moves_the_rest_forward(planned, stops):
    before = times(stops(planned))
    planned("route drop 2 --reason x")
    after = times(stops(planned))
    assert all(after[name] <= before[name] for name in after)
    assert after["두리무역"] < before["두리무역"]
    no_overlap(stops(planned))


def test_drop_asks_on_a_terminal(planned, stop):
    planned("route drop 2", input="buyer is ill\n", tty=True)
    assert stop(planned, "역삼문구")["reason"] == "buyer is ill"


def test_drop_never_asks_when_told_not_to(planned):
    run = planned("route drop 2 --no-input", input="buyer is ill\n", tty=True, code=2)
    assert "--reason" in run.err
    assert "buyer" not in planned("route show -f json").out


def test_drop_is_one_step_of_undo(planned, stops):
    before = stops(planned)
    planned("route drop 2 --reason x")
    planned("undo")
    assert stops(planned) == before


def test_what_is_dropped_cannot_be_dropped_again(planned, stop):
    planned("route drop 2 --reason x")
    number = stop(planned, "역삼문구")["no"]
    for line in (f"drop {number} --reason x", f"confirm {number}", f"move {number} --to 14:00"):
        run = planned(f"route {line}", code=3)
        assert f"has no open stop {number} (skipped)" in run.err


def test_what_is_dropped_may_be_added_again(planned, stop):
    before = stop(planned, "역삼문구")["id"]
    planned("route drop 2 --reason x")
    planned("route add '#13'")
    one = stop(planned, "역삼문구")
    assert (one["status"], one["reason"], one["id"]) == ("planned", "", before)


def test_all_dropped(planned, stops):
    for _time in range(8):
        planned("route drop 1 --reason x")
    assert names(stops(planned), *OPEN) == []
    assert planned("route show -f json").json["totals"]["visits"] == 0
    planned("route export")
    planned("route show --map")
    planned("route replan")


# add


def test_add_where_it_costs_least(planned, stop, stops):
    run = planned("route add 늘푸른")
    assert "Added 늘푸른꽃집 to Tue 3 Mar 2026" in run.err
    one = stop(planned, "늘푸른꽃집")
    assert one["broken"] == ""
    assert one["why"].startswith("added by you")
    assert "9 stops are more than 8" in run.err
    no_overlap(stops(planned))


def test_add_at_a_time(planned, stop):
    planned("route add 늘푸른 --at 15:00")
    one = stop(planned, "늘푸른꽃집")
    assert (one["starts_at"], one["pinned"]) == ("15:00", True)


def test_add_to_a_day_without_a_plan(seoul, stops):
    run = seoul("route add 한빛 --at 10:00 --day fri")
    assert "Added 한빛상사 to Fri 6 Mar 2026" in run.err
    assert times(stops(seoul, "fri")) == {"한빛상사": "10:00"}


def test_add_what_is_in_the_day_gives_it_the_time(planned, stop, stops):
    before = stop(planned, "한빛상사")["id"]
    planned("route add 한빛 --at 15:00")
    one = stop(planned, "한빛상사")
    assert (one["starts_at"], one["id"]) == ("15:00", before)
    assert len(stops(planned)) == 8


def test_adding_too_much_says_what_breaks(planned, stops):
    for name in ("늘푸른", "누리", "Ñandú", "Café"):
        run = planned(["route", "add", name])
    assert "12 stops are more than 8" in run.err
    assert "does not fit: " in run.err
    assert len(names(stops(planned), *OPEN)) == 12


@pytest.mark.parametrize(
    "line, said",
    [
        ("add Café --at 10:00", "closed then"),
        ("add 늘푸른 --at 11:45", "does not fit: "),
        ("add 늘푸른 --at 12:00", ""),
        ("add 늘푸른 --at 0:00", "does not fit: "),
        ("add 늘푸른 --at 23:59", "does not fit: "),
        ("add 늘푸른 --at 16:20", "does not fit: "),
    ],
)
def test_an_added_time_that_breaks_is_said(planned, stops, line, said):
    run = planned(f"route {line}")
    if said:
        assert said in run.err
    assert len(names(stops(planned), *OPEN)) == 9


def test_add_is_one_step_of_undo(planned, stops):
    before = stops(planned)
    planned("route add 늘푸른 --at 15:00 --must")
    planned("undo")
    assert stops(planned) == before


def test_who_was_seen_today_cannot_be_added(planned, stops, at):
    planned("visit add 한빛 x --at 8:30")
    run = planned("route add 한빛", code=2)
    assert "한빛상사 was visited that day already" in run.err


# what visits do to the plan


@pytest.mark.parametrize(
    "options, status",
    [
        ("", "visited"),
        ("--outcome refused", "visited"),
        ("--outcome postponed", "visited"),
        ("--outcome absent", "absent"),
        ("--channel phone", "planned"),
        ("--channel mail", "planned"),
        ("--channel video", "planned"),
        ("--on yesterday", "planned"),
    ],
)
def test_a_visit_answers_its_stop(planned, stop, options, status):
    planned(f"visit add 한빛 x {options}")
    one = stop(planned, "한빛상사")
    assert one["status"] == status
    assert one["visit_no"] == (None if status == "planned" else 1)


def test_a_visited_stop_has_the_time_it_really_was(planned, stop, at):
    at("2026-03-03T11:00")
    planned("visit add 한빛 x --at 10:05 -m 20")
    one = stop(planned, "한빛상사")
    assert (one["starts_at"], one["ends_at"]) == ("10:05", "10:25")


def test_the_stop_follows_the_visit(planned, stop):
    planned("visit add 한빛 x")
    planned("visit edit 1 --outcome absent")
    assert stop(planned, "한빛상사")["status"] == "absent"
    planned("visit edit 1 --outcome met")
    assert stop(planned, "한빛상사")["status"] == "visited"
    planned("visit edit 1 --channel phone")
    assert stop(planned, "한빛상사")["status"] == "planned"
    planned("visit edit 1 --channel visit")
    assert stop(planned, "한빛상사")["status"] == "visited"
    planned("visit edit 1 --on yesterday")
    assert stop(planned, "한빛상사")["status"] == "planned"
    assert stop(planned, "한빛상사")["visit_no"] is None
    planned("visit edit 1 --on today")
    planned("visit delete 1")
    assert stop(planned, "한빛상사")["status"] == "planned"
    planned("undo")
    assert stop(planned, "한빛상사")["status"] == "visited"


def test_undoing_a_visit_leaves_the_stop_as_it_was(planned, stops):
    planned("route confirm 1")
    before = stops(planned)
    planned("visit add 한빛 x --at 8:20")
    planned("undo")
    assert stops(planned) == before


def test_a_visit_brings_back_a_dropped_stop(planned, stop):
    planned("route drop 1 --reason 'on holiday'")
    planned("visit add 한빛 x")
    one = stop(planned, "한빛상사")
    assert (one["status"], one["reason"]) == ("visited", "")


def test_a_visit_off_the_plan_changes_no_stop_and_counts(planned, stops):
    before = stops(planned)
    planned("visit add 늘푸른 x --at 8:30")
    assert stops(planned) == before
    assert planned("route show -f json").json["totals"]["visits"] == 9


def test_two_visits_to_one_stop(planned, stop):
    planned("visit add 한빛 x --at 8:00")
    planned("visit add 한빛 y --at 8:30")
    assert stop(planned, "한빛상사")["visit_no"] == 1
    planned("visit delete 2")
    assert stop(planned, "한빛상사")["status"] == "visited"


@pytest.mark.parametrize("line", ["confirm 1", "drop 1 --reason x", "move 1 --to 14:00"])
def test_a_done_stop_stays_as_it_is(planned, line):
    planned("visit add 한빛 x --at 8:30")
    run = planned(f"route {line}", code=3)
    assert "has no open stop 1 (visited)" in run.err


def test_a_visit_on_a_day_planned_ahead(planned, at, stop):
    planned("route plan tomorrow")
    at("2026-03-04T10:00")
    name = planned("route show 2026-03-04 -f json").json["stops"][0]["customer"]
    planned(["visit", "add", name, "x"])
    assert stop(planned, name, "2026-03-04")["status"] == "visited"
    assert stop(planned, "한빛상사", "2026-03-03")["status"] == "planned"


# replan


@pytest.fixture
def noon(planned, at):
    """12:05: the first two stops made, the third absent, the sixth and eighth confirmed."""
    planned("route confirm 6 8")
    at("2026-03-03T12:05")
    planned("visit add 한빛 x --at 9:40 -m 30")
    planned("visit add 역삼 x --at 10:20 -m 30")
    planned("visit add 두리 --outcome absent --at 11:30")
    return planned


def test_replan_keeps_what_is_done_and_confirmed(noon, stops):
    before = {row["customer"]: row for row in stops(noon)}
    noon("route replan")
    rows = {row["customer"]: row for row in stops(noon)}
    for name in ("한빛상사", "역삼문구", "두리무역", "北京书店", "세종문구"):
        for key in ("status", "starts_at", "id"):
            assert rows[name][key] == before[name][key], name
    new = [row for row in rows.values() if row["status"] == "planned"]
    ahead = [row for row in new if row["starts_at"] >= "13:00"]
    assert ahead
    assert all(row["broken"] == "" for row in ahead)
    for row in new:  # what the morning left unanswered stays as it was
        assert row in ahead or row["starts_at"] == before[row["customer"]]["starts_at"]


def test_replan_begins_at_the_last_customer(noon):
    page = noon("route replan -f json").json
    assert page["totals"]["begin"] == {"name": "두리무역", "at": "12:05"}
    noon("visit add Ñandú x --at 12:01")
    page = noon("route replan -f json").json
    assert page["totals"]["begin"]["name"] == "Ñandú Muebles"


def test_replan_from_elsewhere_and_later(noon, stops):
    page = noon("route replan --from 37.52,127.03 --at 14:10 --late -f json").json
    assert page["totals"]["begin"] == {"name": "37.52,127.03", "at": "14:10"}
    again = [row for row in page["stops"] if row["status"] == "planned"]
    assert all(row["starts_at"] >= "14:10" for row in again)


def test_replan_is_one_step_of_undo(noon, stops):
    before = stops(noon)
    noon("route replan --late")
    noon("undo")
    assert stops(noon) == before


def test_replan_without_a_plan_makes_one(seoul, at, stops):
    at("2026-03-03T14:00")
    seoul("route replan")
    rows = stops(seoul)
    assert rows
    assert all(row["starts_at"] >= "14:00" for row in rows)


def test_replan_twice_is_the_same(noon, stops):
    noon("route replan")
    before = stops(noon)
    noon("route replan")
    assert stops(noon) == before


def test_replan_when_the_day_is_over(noon, at, stops):
    at("2026-03-03T18:00")
    before = stops(noon)
    assert "the visiting day is over" in noon("route replan").err
    assert stops(noon) == before
    assert {"visited", "absent"} <= {row["status"] for row in stops(noon)}


def test_replan_drops_nothing_that_was_dropped(noon, stops):
    noon("route drop 4 --reason x")
    gone = names(stops(noon), "skipped")
    noon("route replan")
    assert names(stops(noon), "skipped") == gone


# the day as a text


@pytest.fixture
def editor(office, monkeypatch):
    """An editor that does this to the lines: ``editor("lines.reverse()")``; keeps what it saw."""

    def use(action):
        script = office / "editor.py"
        script.write_text(
            "import pathlib, re, sys\n"
            "path = pathlib.Path(sys.argv[1])\n"
            "text = path.read_text(encoding='utf-8')\n"
            "pathlib.Path('seen.txt').write_text(text, encoding='utf-8')\n"
            "lines = text.splitlines()\n"
            "head = [line for line in lines if line.startswith('# ')]\n"
            "lines = [line for line in lines if not line.startswith('# ')]\n"
            f"{action}\n"
            "path.write_text('\\n'.join([*head, *lines]) + '\\n', encoding='utf-8')\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("EDITOR", f"python3 {script}")

    return use


def test_the_text_has_a_line_for_each_open_stop(planned, editor, office):
    planned("route drop 8 --reason x")
    planned("visit add 한빛 x --at 8:30")
    editor("")
    planned("route edit", tty=True)
    lines = (office / "seen.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# Route of Tue 3 Mar 2026")
    assert next(line for line in lines if not line.startswith("#")).split() == [
        "10:14", "#13", "역삼문구",
    ]  # fmt: skip
    assert len([line for line in lines if not line.startswith("# ")]) == 6


def test_nothing_edited_changes_nothing(planned, editor, stops):
    planned("route confirm 3")
    before = stops(planned)
    editor("")
    planned("route edit", tty=True)
    assert stops(planned) == before


def test_moved_lines_are_timed_anew(planned, editor, stops):
    before = names(stops(planned))
    editor("lines[0], lines[1] = lines[1], lines[0]")
    planned("route edit", tty=True)
    after = stops(planned)
    assert names(after) == [before[1], before[0], *before[2:]]
    no_overlap(after)


def test_moved_lines_that_do_not_fit_are_said(planned, editor, stops):
    before = names(stops(planned))
    editor("lines.reverse()")
    run = planned("route edit", tty=True)
    assert names(stops(planned)) == before[::-1]
    assert "does not fit: 6 두리무역" in run.err


def test_a_changed_time_fixes_the_stop(planned, editor, stop):
    editor("lines[-1] = '15:30' + lines[-1][5:]")
    planned("route edit", tty=True)
    one = stop(planned, "세종문구")
    assert (one["starts_at"], one["pinned"]) == ("15:30", True)
    assert stop(planned, "한빛상사")["pinned"] is False


def test_a_line_taken_away_drops_the_stop(planned, editor, stop, stops):
    editor("del lines[1]")
    planned("route edit", tty=True)
    one = stop(planned, "역삼문구")
    assert (one["status"], one["reason"]) == ("skipped", "taken out while editing")
    assert len(names(stops(planned), *OPEN)) == 7


@pytest.mark.parametrize(
    "line, name, begin",
    [
        ("+ 늘푸른", "늘푸른꽃집", None),
        ("15:55 + 늘푸른", "늘푸른꽃집", "15:55"),
        ("#9", "늘푸른꽃집", None),
        ("15:55 #9 whatever stands here", "늘푸른꽃집", "15:55"),
        ("+Ñandú", "Ñandú Muebles", None),
    ],
)
def test_a_line_more_adds_a_customer(planned, editor, stop, line, name, begin):
    editor(f"lines.append({line!r})")
    planned("route edit", tty=True)
    one = stop(planned, name)
    assert (one["status"], one["pinned"]) == ("planned", begin is not None)
    assert begin is None or one["starts_at"] == begin


def test_blank_lines_and_remarks_are_passed_over(planned, editor, stops):
    before = stops(planned)
    editor("lines[2:2] = ['', '   ', '# a remark', '#', '## more']")
    planned("route edit", tty=True)
    assert stops(planned) == before


@pytest.mark.parametrize(
    "action, wrong",
    [
        ("lines.append('blah blah')", '"blah blah" is not understood'),
        ("lines.append('25:00 + 늘푸른')", '"25:00" is not a time I know'),
        ("lines.append('99:99 #1')", "99:99"),
        ("lines.append('+ nobody')", 'no customer fits "nobody"'),
        ("lines.append('#99')", "99"),
        ("lines.append('+')", "is not understood"),
        ("lines.append('15:00')", "is not understood"),
        ("lines.append(lines[0])", "a customer stands in two lines"),
        ("lines.append('+ 한빛')", "a customer stands in two lines"),
        ("lines.append('\\x1b[31m')", "\\x1b[31m"),
        ("lines.append('+ \\x00')", ""),
        ("lines.append('[bold]x')", "[bold]x"),
        ("sys.exit(3)", "the editor ended with an error"),
    ],
)
def test_text_that_is_not_understood_is_kept_in_a_file(planned, editor, stops, action, wrong):
    before = stops(planned)
    editor(action)
    run = planned("route edit", tty=True, code=1)
    assert run.err.startswith("error: ")
    assert wrong in run.err.splitlines()[0]
    assert "\x1b" not in run.err
    kept = Path(re.search(r"your text is in (\S+)", run.err)[1])
    assert kept.exists()
    if "exit" not in action:
        assert "한빛상사" in kept.read_text(encoding="utf-8")
    kept.unlink()
    assert stops(planned) == before


def test_an_editor_that_cannot_be_started(planned, stops, monkeypatch):
    before = stops(planned)
    monkeypatch.setenv("EDITOR", "/nonexistent/editor")
    run = planned("route edit", tty=True, code=1)
    assert "could not start the editor /nonexistent/editor" in run.err
    Path(re.search(r"your text is in (\S+)", run.err)[1]).unlink()
    assert stops(planned) == before


def test_bytes_that_are_no_text(planned, editor, stops):
    before = stops(planned)
    editor("path.write_bytes(bytes([255, 254, 0])); sys.exit()")
    run = planned("route edit", tty=True, code=1)
    assert run.err.startswith("error: ")
    Path(re.search(r"your text is in (\S+)", run.err)[1]).unlink()
    assert stops(planned) == before


def test_an_edit_is_one_step_of_undo(planned, editor, stops):
    before = stops(planned)
    editor("del lines[1]; lines.reverse(); lines.append('+ 늘푸른')")
    planned("route edit", tty=True)
    planned("undo")
    assert stops(planned) == before


# forms


@pytest.mark.parametrize(
    "line", ["move 1 --to 14:00", "drop 1 --reason x", "add 늘푸른", "replan", "plan"]
)
def test_the_changed_day_as_json(planned, line):
    run = planned(f"route {line} -f json")
    assert run.json["day"] == "2026-03-03"
    assert planned("route show -f json").json == run.json


@pytest.mark.parametrize(
    "line", ["move 1 --to 14:00", "drop 1 --reason x", "add 늘푸른", "confirm 1"]
)
def test_quiet_says_nothing_to_stderr(planned, line):
    assert planned(f"-q route {line}").err == ""


def test_a_deleted_customer_s_stop_falls_out_and_that_is_said(hanbit):
    hanbit("customer edit 한빛 --place 37.5,127.03")
    hanbit("route add 한빛 --day tomorrow --at 10:00")
    run = hanbit("customer delete 한빛")
    assert "its stop of Wed 4 Mar 2026 fell out; `sales route plan 2026-03-04`" in run.err
