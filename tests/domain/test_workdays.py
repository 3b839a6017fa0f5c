from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.workdays import Calendar
from salescli.errors import UsageError

# Lunar new year 2026 in Korea: Mon 16 to Wed 18 February
KOREA = Calendar(holidays=frozenset(date(2026, 2, day) for day in (16, 17, 18)))
MEXICO = Calendar(frozenset(range(6)))
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
calendars = st.builds(
    Calendar,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.frozensets(days, max_size=20),
)


def feb(day):
    return date(2026, 2, day)


@pytest.mark.parametrize(
    "day, on_or_before, before, after",
    [
        (13, 13, 12, 19),
        (14, 13, 13, 19),
        (16, 13, 13, 19),
        (18, 13, 13, 19),
        (19, 19, 13, 20),
        (20, 20, 19, 23),
        (22, 20, 20, 23),
    ],
)
def test_around_the_new_year(day, on_or_before, before, after):
    assert KOREA.on_or_before(feb(day)) == feb(on_or_before)
    assert KOREA.before(feb(day)) == feb(before)
    assert KOREA.after(feb(day)) == feb(after)


def test_the_working_days_of_a_week():
    assert KOREA.between(feb(16), feb(23)) == [feb(19), feb(20)]
    assert MEXICO.count(feb(16), feb(23)) == 6
    assert KOREA.between(feb(23), feb(16)) == []
    assert KOREA.count(feb(23), feb(16)) == 0


@pytest.mark.parametrize("n, day", [(1, 27), (2, 26), (5, 23), (6, 20), (7, 19), (8, 13)])
def test_the_last_working_days_of_a_month(n, day):
    assert KOREA.nth_last(feb(1), date(2026, 3, 1), n) == feb(day)


@pytest.mark.parametrize("n", [0, -1, 18])
def test_there_is_no_such_working_day(n):
    assert KOREA.nth_last(feb(1), date(2026, 3, 1), n) is None


@pytest.mark.parametrize("weekdays", [frozenset(), frozenset({7}), frozenset({-1, 0})])
def test_an_office_that_never_works_is_refused(weekdays):
    with pytest.raises(UsageError, match="at least one working weekday"):
        Calendar(weekdays)


@given(calendars, days)
def test_neighbours(calendar, day):
    latest, following = calendar.on_or_before(day), calendar.after(day)
    assert calendar.before(day) < day < following
    assert latest <= day
    assert calendar.is_workday(latest)
    assert calendar.before(following) == latest


@given(calendars, days, st.integers(-10, 200))
def test_count_is_the_number_of_days(calendar, start, length):
    end = start + timedelta(days=length)
    assert calendar.count(start, end) == len(calendar.between(start, end))
