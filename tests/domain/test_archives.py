"""From when additions are new, when the archive is due, and how old a password may grow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.archives import Age, age, begins, due_on
from salescli.domain.workdays import Calendar


@pytest.mark.parametrize("set_on, today, expected", [
    ("2026-01-15", "2026-01-15", Age.OK),
    ("2026-01-15", "2026-04-14", Age.OK),
    ("2026-01-15", "2026-04-15", Age.ADVISED),
    ("2026-01-15", "2026-07-14", Age.ADVISED),
    ("2026-01-15", "2026-07-15", Age.OVERDUE),
    ("2026-01-15", "2029-01-15", Age.OVERDUE),
    ("2025-08-31", "2025-11-29", Age.OK),
    ("2025-08-31", "2025-11-30", Age.ADVISED),  # November has no 31st
    ("2025-08-31", "2026-02-27", Age.ADVISED),
    ("2025-08-31", "2026-02-28", Age.OVERDUE),  # nor has February
    ("2023-08-31", "2024-02-28", Age.ADVISED),
    ("2023-08-31", "2024-02-29", Age.OVERDUE),  # a leap year's February
    ("2025-11-30", "2026-02-27", Age.OK),
    ("2025-11-30", "2026-02-28", Age.ADVISED),
    ("2026-03-10", "2026-03-03", Age.OK),  # the clock was moved
])  # fmt: skip
def test_the_age_of_a_password(set_on, today, expected):
    assert age(date.fromisoformat(set_on), date.fromisoformat(today)) is expected


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_months_are_calendar_months_as_dateutil_counts_them(set_on, days):
    today = set_on + timedelta(days=days)
    found = age(set_on, today)
    assert (found is not Age.OK) == (today >= set_on + relativedelta(months=3))
    assert (found is Age.OVERDUE) == (today >= set_on + relativedelta(months=6))


MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize("last, expected", [
    (None, MONDAY),
    (MONDAY - timedelta(days=3), MONDAY - timedelta(days=3)),
    (MONDAY - timedelta(days=31), MONDAY - timedelta(days=31)),
    (MONDAY + timedelta(days=2), MONDAY),
])  # fmt: skip
def test_additions_count_from_the_last_archive_or_monday_the_earlier_one(last, expected):
    assert begins(MONDAY, last) == expected


@pytest.mark.parametrize("off, expected", [
    ([], "2026-03-06"),
    (["2026-03-06"], "2026-03-05"),
    (["2026-03-06", "2026-03-05"], "2026-03-04"),
    (["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"], None),
])  # fmt: skip
def test_it_is_due_on_friday_or_the_working_day_before(off, expected):
    calendar = Calendar(holidays=frozenset(map(date.fromisoformat, off)))
    due = due_on(date(2026, 3, 2), calendar)
    assert due == (date.fromisoformat(expected) if expected else None)
