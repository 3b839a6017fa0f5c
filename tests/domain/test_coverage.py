from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.coverage import Standing, prorated, required, standing, state
from salescli.domain.workdays import Calendar

RULE = {"A": 2, "B": 2}
FIRST = (date(2026, 1, 1), date(2026, 4, 1))  # 31 March 2026 is a Tuesday
WEEKDAYS = Calendar()


def stand(grade, done, today, *, holidays=(), rule=RULE, weekdays=range(5)):
    off = frozenset(map(date.fromisoformat, holidays))
    calendar = Calendar(frozenset(weekdays), off)
    need = required(grade, rule)
    return standing(need, done, FIRST, date.fromisoformat(today), calendar)


@pytest.mark.parametrize(
    "grade, visits", [("A", 2), ("B", 2), ("C", 0), ("D", 0), (None, 0), ("", 0)]
)
def test_only_a_and_b_are_seen_twice_a_quarter(grade, visits):
    assert required(grade, RULE) == visits


@pytest.mark.parametrize(
    "done, today, last_safe, days_left",
    [
        (0, "2026-03-03", "2026-03-30", 20),
        (1, "2026-03-03", "2026-03-31", 21),
        (2, "2026-03-03", None, 0),
        (5, "2026-03-03", None, 0),
        (0, "2026-03-30", "2026-03-30", 1),  # the last safe day itself
        (1, "2026-03-30", "2026-03-31", 2),
        (0, "2026-03-31", "2026-03-30", 0),  # two visits no longer fit into one day
        (1, "2026-03-31", "2026-03-31", 1),
        (0, "2026-03-28", "2026-03-30", 1),  # a Saturday
        (1, "2026-03-29", "2026-03-31", 2),
        (0, "2026-01-01", "2026-03-30", 63),
    ],
)
def test_the_last_safe_day(done, today, last_safe, days_left):
    found = stand("A", done, today)
    assert found.last_safe == (date.fromisoformat(last_safe) if last_safe else None)
    assert (found.days_left, found.required, found.done) == (days_left, 2, done)
    assert found.remaining == max(0, 2 - done)


@pytest.mark.parametrize(
    "holidays, last_safe, days_left",
    [
        (["2026-03-31"], "2026-03-27", 2),
        (["2026-03-30", "2026-03-31"], "2026-03-26", 1),
        (["2026-03-29"], "2026-03-30", 3),  # a Sunday off changes nothing
        (["2026-03-26", "2026-03-27"], "2026-03-30", 1),
    ],
)
def test_holidays_are_no_days_to_visit(holidays, last_safe, days_left):
    found = stand("B", 0, "2026-03-26", holidays=holidays)
    assert (found.last_safe, found.days_left) == (date.fromisoformat(last_safe), days_left)


def test_offices_that_work_on_saturdays():
    assert stand("A", 0, "2026-03-03", weekdays=[5]).last_safe == date(2026, 3, 21)


@pytest.mark.parametrize("grade", ["C", "D", None])
def test_nothing_is_asked_of_other_grades(grade):
    found = stand(grade, 0, "2026-03-31")
    assert (found.required, found.remaining, found.last_safe) == (0, 0, None)


def test_more_visits_than_the_quarter_has_days_never_fit():
    found = stand("A", 0, "2026-01-01", rule={"A": 100})
    assert found.remaining == 100
    assert found.days_left <= 0
    assert found.last_safe is not None, "so that the day's page lists it"


@given(
    st.integers(0, 89), st.integers(0, 4), st.integers(1, 6),
    st.sets(st.integers(0, 89), max_size=30), st.sets(st.integers(0, 6), min_size=1),
)  # fmt: skip
def test_on_the_last_safe_day_the_rest_still_fits_and_a_day_later_it_does_not(
    offset, done, need, off, weekdays
):
    start, end = FIRST
    calendar = Calendar(
        frozenset(weekdays), frozenset(start + timedelta(days=number) for number in off)
    )
    today = start + timedelta(days=offset)
    found = standing(need, done, FIRST, today, calendar)
    if not found.remaining:
        assert found.last_safe is None
        return
    if found.remaining <= calendar.count(start, end):
        assert calendar.is_workday(found.last_safe)
        assert calendar.count(found.last_safe, end) == found.remaining
    fits = calendar.count(today, end) >= found.remaining
    assert (found.days_left > 0) == fits


@pytest.mark.parametrize(
    "need, since, left",
    [
        (2, "2025-12-31", 2), (2, "2026-01-01", 2),
        (2, "2026-01-20", 2),  # 51 of 64 working days: 1.59
        (2, "2026-01-22", 2), (2, "2026-01-23", 2),  # 49 and 48 of 64: 1.53, 1.5
        (2, "2026-01-26", 1),  # 47 of 64: 1.47
        (2, "2026-03-03", 1), (2, "2026-03-10", 1), (2, "2026-03-11", 0), (2, "2026-03-31", 0),
        (1, "2026-02-16", 1), (1, "2026-02-17", 0), (3, "2026-03-03", 1), (0, "2026-02-01", 0),
    ],
)  # fmt: skip
def test_who_comes_within_the_quarter_needs_the_rest_of_it(need, since, left):
    assert prorated(need, date.fromisoformat(since), FIRST, WEEKDAYS) == left


@given(st.integers(0, 9), st.integers(-5, 89), st.sets(st.integers(0, 89), max_size=90))
def test_a_later_beginning_never_needs_more(need, offset, off):
    calendar = Calendar(holidays=frozenset(FIRST[0] + timedelta(days=n) for n in off))
    day = FIRST[0] + timedelta(days=offset)
    now = prorated(need, day, FIRST, calendar)
    assert 0 <= prorated(need, day + timedelta(days=1), FIRST, calendar) <= now <= need


@pytest.mark.parametrize(
    "left, days_left, planned, unseen, word",
    [
        (0, 0, 0, 99, "covered"), (1, 0, 5, 0, "overdue"), (2, 9, 2, 99, "planned"),
        (2, 9, 1, 45, "due"), (2, 9, 1, 46, "overdue"), (1, 9, 0, None, "due"),
    ],
)  # fmt: skip
def test_the_state_of_a_customer(left, days_left, planned, unseen, word):
    assert state(Standing(left, 0, None, days_left), planned, unseen, 45) == word
