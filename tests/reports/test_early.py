"""A report that is handed in before its period is over, or with planned stops left open."""

from __future__ import annotations

import pytest

WEDNESDAY = "2026-03-04T16:00"


@pytest.fixture
def wednesday(hanbit, at):
    at(WEDNESDAY)
    hanbit("visit add 한빛 'showed it' -w 박지성 -r good -p none")
    return hanbit


def state(sales, kind, period):
    rows = sales(f"report list '{period}' --kind {kind} -f json").json
    return next(row["state"] for row in rows if row["start"] == "2026-03-02")


def due(sales):
    return {row["kind"] for row in sales("report due -f json", code=None).json}


@pytest.mark.parametrize("kind", ["weekly", "monthly", "quarterly"])
def test_the_days_to_come_are_named_and_nothing_is_handed_in(wednesday, kind):
    said = wednesday(f"report {kind} --summary written --submit", code=1).err
    assert "still to come: Thu 5 Mar" in said
    assert '--anyway "reason"' in said
    assert wednesday(f"report {kind} -f json").json["summary"] == "written"
    assert wednesday(f"report {kind} -f json").json["status"]["state"] == "draft"


def test_on_a_terminal_the_reason_is_asked(wednesday):
    wednesday("report weekly --submit", tty=True, input="\n", code=1)
    said = wednesday("report weekly --submit", tty=True, input="on leave\n").err
    assert "it is early: after more work submit it again on Fri 6 Mar" in said
    assert "2 working days are still to come: Thu 5 Mar, Fri 6 Mar" in said
    page = wednesday("report weekly -f json").json["status"]
    assert (page["state"], page["incomplete_reason"]) == ("early", "on leave")


def test_an_early_report_is_not_done_once_something_happened_after_it(wednesday, at):
    wednesday("report weekly --submit --anyway leave")
    assert state(wednesday, "weekly", "this month") == "early"
    at("2026-03-05T16:00")
    wednesday("visit add 한빛 'again' -w 박지성 -r good -p none")
    at("2026-03-06T16:00")
    assert "weekly" in due(wednesday)
    assert "weekly" in wednesday("today -f json").json["day"]["reports_due"]
    at("2026-03-09T16:00")
    assert "weekly" in due(wednesday)
    assert state(wednesday, "weekly", "this month") == "early"
    assert "W10 early" in " ".join(wednesday("report status").out.split())
    assert ("weekly", "early") in {
        (row["kind"], row["state"]) for row in wednesday("report status -f json").json
    }
    assert wednesday("report show 2026-03-04 --kind weekly -f json").json["status"][
        "state"
    ] == "early"  # fmt: skip
    said = wednesday("report weekly 'last week' --submit --reason away").err
    assert "version 2" in said
    assert ", late" in said
    assert "weekly" not in due(wednesday)
    assert state(wednesday, "weekly", "this month") == "late"


def test_an_early_report_is_done_when_nothing_happened_after_it(wednesday, at):
    wednesday("report weekly --submit --anyway leave")
    at("2026-03-06T16:00")
    assert "weekly" not in due(wednesday)
    at("2026-03-09T16:00")
    assert "weekly" not in due(wednesday)
    assert state(wednesday, "weekly", "this month") == "submitted"


def test_the_day_on_which_it_is_due_is_not_early(wednesday, at):
    at("2026-03-06T09:00")
    wednesday("report weekly --submit")
    wednesday("visit add 한빛 'once more' -w 박지성 -r good -p none")
    assert "weekly" not in due(wednesday)
    assert state(wednesday, "weekly", "this month") == "submitted"


def test_days_off_are_no_days_to_come(wednesday):
    wednesday("config set day.holidays '[2026-03-05, 2026-03-06]'")
    run = wednesday("report weekly --submit")
    assert "early" not in run.err
    assert state(wednesday, "weekly", "this month") == "submitted"


def plan(sales):
    sales("config set office.lat 37.4979")
    sales("config set office.lon 127.0276")
    sales("customer edit 한빛 --place '37.50, 127.03'")
    sales("route add 한빛 --at 10:00 --day today")


def test_planned_stops_without_an_outcome_are_named(hanbit, at):
    plan(hanbit)
    at("2026-03-03T17:20")
    said = hanbit("report daily --submit", code=1).err
    assert "1 planned stop has no outcome: 한빛상사" in said
    hanbit("report daily --submit --anyway 'car broke down'")
    status = hanbit("report daily -f json").json["status"]
    assert status["incomplete_reason"] == "car broke down"


def test_stops_that_are_answered_keep_nothing_back(hanbit):
    plan(hanbit)
    hanbit("route drop 1 --reason ill")
    hanbit("report daily --submit")
