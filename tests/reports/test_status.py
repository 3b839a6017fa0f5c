"""A month's reports as a calendar for people and as rows for scripts."""

from __future__ import annotations

import pytest


@pytest.fixture
def march(hanbit, at):
    """Friday 13 March 2026: one report in time, one late, one forgotten; a week in time."""
    at("2026-03-02T17:00")
    hanbit("visit add 한빛 x")
    hanbit("report daily --submit --anyway x")
    at("2026-03-03T19:00")
    hanbit("report daily --submit --reason traffic")
    at("2026-03-06T17:10")
    hanbit("report weekly --submit")
    hanbit("report review 2026-03-02 good --by Park")
    at("2026-03-13T10:00")
    return hanbit


def test_the_calendar(march):
    text = march("report status").out
    assert text.startswith("Reports of 2026-03\n")
    weeks = {
        name: line.split() for line in text.splitlines() for name in ("W10", "W11") if name in line
    }
    assert weeks["W10"] == ["2", "✓✓", "3", "late", "4", "missing", "5", "missing", "6", "missing",
                        "7", "8", "W10", "✓"]  # fmt: skip
    assert weeks["W11"][-2:] == ["W11", "…"]
    assert "monthly    2026-03-01 – 2026-03-31: draft" in text
    assert "late         1" in text


def test_the_rows(march):
    rows = march("report status -f json").json
    assert {(row["kind"], row["start"], row["state"]) for row in rows} >= {
        ("daily", "2026-03-02", "reviewed"), ("daily", "2026-03-03", "late"),
        ("daily", "2026-03-05", "missing"), ("weekly", "2026-03-02", "submitted"),
        ("monthly", "2026-03-01", "draft"), ("quarterly", "2026-01-01", "draft"),
    }  # fmt: skip
    head = march("report status -f csv").out.splitlines()[0]
    assert head == "kind,start,end,due,state,version,submitted_at"


def test_a_month_without_any_report(march):
    assert march("report status 2025-12 -f json").json == []
    assert march("report status 2025-12").out.startswith("Reports of 2025-12\n")


def test_a_week_is_no_month(march):
    assert "is no month" in march("report status 'this week'", code=2).err


def test_a_holiday_of_the_country_is_no_day_for_a_report(march):
    march("config set day.country KR")
    rows = march("report status -f json").json
    assert "2026-03-02" in {row["start"] for row in rows}, "Monday in lieu, but work was done"
    march("config set day.holidays '[2026-03-04]'")
    rows = march("report status -f json").json
    assert "2026-03-04" not in {row["start"] for row in rows}


def test_a_country_that_nobody_knows(march):
    assert "takes a country as KR" in march("config set day.country Korea", code=2).err
    march("config set day.country QQ")
    assert "no holidays are known for day.country QQ" in march("coverage").err
