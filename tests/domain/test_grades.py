from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.grades import Prospect, regrade, suggest
from salescli.domain.words import Grade

TODAY = date(2026, 3, 3)


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    "expected, grade",
    [
        ("2026-03-03", "A"),  # today
        ("2026-04-02", "A"),
        ("2026-04-03", "A"),  # a month, its last day included
        ("2026-04-04", "B"),
        ("2026-05-03", "B"),  # the gap between one month and two is B's
        ("2026-06-03", "B"),
        ("2026-06-04", "C"),
        ("2026-09-03", "C"),
        ("2026-09-04", "D"),
        ("2030-01-01", "D"),
    ],
)
def test_a_clear_need_with_a_date(expected, grade):
    assert suggest(Prospect(True, day(expected), None), TODAY).grade == grade
    assert suggest(Prospect(True, day(expected), date(2020, 1, 1)), TODAY).grade == grade


@pytest.mark.parametrize(
    "today, last_of_a, last_of_b, last_of_c",
    [
        ("2026-01-31", "2026-02-28", "2026-04-30", "2026-07-31"),
        ("2028-01-31", "2028-02-29", "2028-04-30", "2028-07-31"),
        ("2026-08-31", "2026-09-30", "2026-11-30", "2027-02-28"),
        ("2026-11-30", "2026-12-30", "2027-02-28", "2027-05-30"),
        ("2026-12-31", "2027-01-31", "2027-03-31", "2027-06-30"),
        ("2028-02-29", "2028-03-29", "2028-05-29", "2028-08-29"),
    ],
)
def test_months_are_calendar_months(today, last_of_a, last_of_b, last_of_c):
    now = day(today)
    edges = {last_of_a: "AB", last_of_b: "BC", last_of_c: "CD"}
    for last, (here, beyond) in edges.items():
        after = date.fromordinal(day(last).toordinal() + 1)
        assert suggest(Prospect(True, day(last), None), now).grade == here, last
        assert suggest(Prospect(True, after, None), now).grade == beyond, after


@pytest.mark.parametrize(
    "need, expected, since, grade",
    [
        (None, None, None, "D"),
        (False, None, None, "D"),
        (True, None, None, "C"),
        (False, "2026-03-20", None, "D"),  # a date alone is no need
        (None, "2026-03-20", None, "D"),
        (False, None, "2026-01-01", "C"),
        (None, None, "2025-09-03", "C"),  # six months today
        (None, None, "2025-09-02", "D"),
        (True, None, "2025-09-03", "C"),
        (True, None, "2025-09-02", "D"),
        (False, "2026-03-20", "2026-01-01", "C"),
        (True, "2026-03-02", None, "C"),  # the date has passed: there is none
        (True, "2026-03-02", "2025-01-01", "D"),
    ],
)
def test_without_a_clear_need_and_a_date(need, expected, since, grade):
    assert suggest(Prospect(need, day(expected), day(since)), TODAY).grade == grade


@pytest.mark.parametrize(
    "since, today, grade",
    [
        ("2025-08-31", "2026-02-28", "C"),
        ("2025-08-31", "2026-03-01", "D"),
        ("2025-08-28", "2026-02-28", "C"),
        ("2025-08-27", "2026-02-28", "D"),
    ],
)
def test_six_months_of_following_end_with_the_month(since, today, grade):
    assert suggest(Prospect(None, None, day(since)), day(today)).grade == grade


def test_every_suggestion_says_why():
    said = {
        suggest(Prospect(need, expected, since), TODAY).reason
        for need in (True, False)
        for expected in (None, *(date(2026, month, 20) for month in (3, 5, 8, 12)))
        for since in (None, date(2026, 1, 1), date(2025, 1, 1))
    }
    assert len(said) == 8
    assert all(said)


@pytest.mark.parametrize(
    "grade, need, expected, flagged",
    [
        ("A", True, "2026-03-03", ""),
        ("A", True, "2026-03-02", "passed"),
        ("A", True, "2026-04-03", ""),
        ("A", True, "2026-04-04", "more than a month"),
        ("A", None, "2026-04-04", "more than a month"),
        ("A", True, None, ""),
        ("A", None, None, ""),
        ("B", True, "2026-03-02", "passed"),
        ("B", True, "2026-06-03", ""),
        ("B", True, "2026-06-04", "more than 3 months"),
        ("B", True, "2026-04-03", "within a month"),  # due to buy sooner: an A
        ("B", None, "2026-04-03", ""),
        ("C", True, "2026-03-02", ""),
        ("C", True, "2026-06-04", ""),
        ("C", True, "2026-06-03", "within 3 months"),
        ("C", True, "2026-03-20", "within a month"),
        ("C", False, "2026-03-20", ""),
        ("D", True, "2026-09-04", ""),
        ("D", True, "2026-09-03", "within 6 months"),
        ("D", False, None, ""),
        (None, True, "2026-03-20", ""),
    ],
)
def test_regrade(grade, need, expected, flagged):
    said = regrade(grade, Prospect(need, day(expected), None), TODAY)
    assert flagged in said
    assert bool(flagged) == bool(said)


@pytest.mark.parametrize(
    "today, expected, flagged",
    [
        ("2026-01-31", "2026-02-28", False),
        ("2026-01-31", "2026-03-01", True),
        ("2026-02-28", "2026-03-28", False),
        ("2026-02-28", "2026-03-29", True),
    ],
)
def test_an_a_is_flagged_by_calendar_months(today, expected, flagged):
    assert bool(regrade("A", Prospect(True, day(expected), None), day(today))) == flagged


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
PROSPECTS = st.builds(
    Prospect, st.sampled_from([None, True, False]), st.none() | DAYS, st.none() | DAYS
)


@given(PROSPECTS, DAYS)
def test_a_grade_that_follows_the_rule_is_flagged_only_when_its_date_passed(prospect, today):
    suggested = suggest(prospect, today).grade
    flagged = regrade(suggested, prospect, today)
    assert not flagged or (prospect.expected_on and prospect.expected_on < today)


@given(DAYS, DAYS, DAYS)
def test_a_later_date_is_never_a_better_grade(today, one, other):
    sooner, later = sorted(max(today, expected) for expected in (one, other))
    grades = [suggest(Prospect(True, expected, None), today).grade for expected in (sooner, later)]
    assert grades == sorted(grades)
    assert set(grades) <= set(Grade)
