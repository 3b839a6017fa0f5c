"""Meetings, minutes, action items, and the agenda that the data proposes (M1-M3)."""

from __future__ import annotations

import pytest


@pytest.fixture
def meeting(hanbit, at):
    at("2026-03-02T17:40")
    hanbit(
        [
            "meeting",
            "add",
            "17:00",
            "-w",
            "J. Park",
            "-w",
            "김민수",
            "--minutes",
            "prices from April",
        ]
    )
    hanbit("meeting action 'price list to all' --owner 'J. Park' --due fri")
    hanbit("meeting action 'visit 한빛' --owner 김민수")
    return hanbit


def test_the_minutes(meeting):
    page = meeting("meeting show -f json").json
    assert page["meeting"] == {"no": 1, "held_on": "2026-03-02", "attendees": "J. Park, 김민수"}
    assert page["minutes"] == "prices from April"
    assert [row["text"] for row in page["actions"]] == ["price list to all", "visit 한빛"]
    assert "Date       Mon 2 Mar 2026 17:00" in meeting("meeting show").out


def test_minutes_come_from_a_file_and_are_undone(meeting):
    meeting("meeting edit last --minutes - --place office", input="first\nsecond\n")
    assert meeting("meeting show -f json").json["minutes"] == "first\nsecond"
    meeting("undo")
    assert meeting("meeting show -f json").json["minutes"] == "prices from April"


def test_an_action_is_followed_until_it_is_done(meeting):
    rows = meeting("meeting actions -f json").json
    assert [(row["no"], row["owner"], row["due_on"], row["meeting_no"]) for row in rows] == [
        (1, "J. Park", "2026-03-06", 1), (2, "김민수", None, 1),
    ]  # fmt: skip
    meeting("meeting done 1 --result 'sent on Tuesday'")
    assert [row["no"] for row in meeting("meeting actions -f json").json] == [2]
    done = meeting("meeting actions --all -f json").json[0]
    assert (done["done_on"], done["result"]) == ("2026-03-02", "sent on Tuesday")
    assert [row["no"] for row in meeting("meeting actions --owner 민수 -f json").json] == [2]


def test_a_deleted_meeting_leaves_its_actions_open(meeting):
    meeting("meeting delete 1")
    assert meeting("meeting list -f json").json == []
    assert len(meeting("meeting actions -f json").json) == 2


@pytest.mark.parametrize(
    "line, code, said",
    [
        ("meeting show 9", 3, "no meeting 9"), ("meeting show x", 3, "no meeting x"),
        ("meeting done 1 9", 3, "no action item 9"), ("meeting action x", 2, "who does it"),
        ("meeting action '' --owner x", 2, "empty"), ("meeting edit 1", 2, "nothing to change"),
        ("meeting add 'next xmas'", 2, "is not a date I know"),
        ("meeting add --agenda - --minutes -", 2, "only one text"),
    ],
)  # fmt: skip
def test_what_is_refused_writes_nothing(meeting, line, code, said):
    before = meeting("meeting actions --all -f json").out
    assert said in meeting(line, code=code).err
    assert meeting("meeting actions --all -f json").out == before


def test_the_agenda_is_built_from_the_data(meeting, at):
    meeting("visit add 한빛 'long known' --on 2025-11-03")
    meeting("plan add 'close 한빛' --support samples")
    at("2026-03-20T10:00")
    page = meeting("report agenda -f json").json
    assert (page["for"], page["at"]) == ("2026-03-23", "17:00")
    assert ("daily", "2026-03-19", "missing") in {
        (row["kind"], row["start"], row["state"]) for row in page["reports"]
    }
    assert [row["support"] for row in page["support"]] == ["samples"]
    assert [(row["customer"], row["state"]) for row in page["customers"]] == [
        ("한빛상사", "overdue")
    ]
    assert len(page["actions"]) == 2
    assert meeting("report agenda --for 'tue 9:00' -f json").json["for"] == "2026-03-24"


def test_nothing_to_talk_about(sales):
    text = sales("report agenda").out
    for line in ("every report is in", "nobody needs support", "every customer is on its way",
                 "nothing is open"):  # fmt: skip
        assert line in text


def test_monday_s_page_says_that_the_report_comes_before_the_meeting(hanbit, at):
    at("2026-03-02T09:00")
    assert "Meeting           17:00; hand in the day's report before it" in hanbit("today").out
    at("2026-03-03T09:00")
    assert "Meeting" not in hanbit("today").out


def test_the_day_s_page_says_which_longer_reports_are_due(hanbit, at):
    at("2026-03-06T09:00")
    assert hanbit("today -f json").json["day"]["reports_due"] == ["weekly"]
    hanbit("report weekly --submit")
    assert hanbit("today -f json").json["day"].get("reports_due", []) == []
    at("2026-03-31T09:00")
    assert hanbit("today -f json").json["day"]["reports_due"] == ["monthly", "quarterly"]


def test_packages_and_demo_of_the_day(hanbit):
    hanbit("today --focus clocks --packages 'clock + battery' --demo 'water test'")
    page = hanbit("today -f json").json["day"]
    assert (page["packages"], page["demo"]) == ("clock + battery", "water test")
    hanbit("today --demo 'price talk'")
    page = hanbit("today -f json").json["day"]
    assert (page["focus"], page["packages"], page["demo"]) == (
        "clocks",
        "clock + battery",
        "price talk",
    )
