from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salescli.domain.routing.value import (
    Standing,
    Term,
    Weights,
    is_due,
    is_wished,
    lateness,
    nearness,
    pressure,
    terms,
    value,
)

TODAY = date(2026, 3, 3)
WEIGHTS = Weights(
    grades={"A": 100, "B": 60, "C": 20, "D": 8},
    interval_days={"A": 50, "B": 50, "C": 90, "D": 180},
    follow_up=30, wished=80, expected=40, never=20,
)  # fmt: skip


def ago(days):
    return None if days is None else TODAY - timedelta(days)


def standing(grade="A", last=0, *, required=2, done=1, left=30, days=60, **more):
    return Standing(grade, ago(last), required, done, left, days, **more)


@pytest.mark.parametrize(
    "grade, last, late",
    [
        ("A", 0, 0),
        ("A", -3, 0),  # a visit entered for a later day
        ("A", 20, 0),  # two fifths of the interval
        ("A", 21, 1 / 30),
        ("A", 35, 0.5),
        ("A", 50, 1),
        ("A", 64, 44 / 30),
        ("A", 65, 1.5),
        ("A", 66, 1.5),
        ("A", 4000, 1.5),
        ("A", None, 1),  # never visited
        ("C", 36, 0),
        ("C", 63, 0.5),
        ("D", 180, 1),
        ("E", 999, 0),  # a grade without an interval
        ("E", None, 0),
        (None, 999, 0),
    ],
)
def test_lateness(grade, last, late):
    assert lateness(standing(grade, last), TODAY, WEIGHTS) == pytest.approx(late)


@pytest.mark.parametrize(
    "required, done, left, points",
    [
        (2, 0, 60, 0),  # the first day
        (2, 0, 61, 0),
        (2, 0, 40, 0.5),
        (2, 0, 30, 1),
        (2, 0, 20, 2),
        (2, 0, 10, 2),  # twice the weight at most
        (2, 0, 3, 2),
        (2, 0, 2, 2),  # every day is needed
        (2, 0, 0, 2),
        (2, 1, 60, 0),
        (2, 1, 30, 0),
        (2, 1, 20, 0.5),
        (2, 1, 15, 1),
        (2, 1, 1, 2),
        (2, 1, 0, 2),
        (2, 2, 1, 0),  # done
        (2, 3, 1, 0),
        (0, 0, 1, 0),  # nothing is asked for
        (4, 1, 45, 0),
        (4, 1, 30, 0.5),
    ],
)
def test_pressure(required, done, left, points):
    found = pressure(standing(required=required, done=done, left=left))
    assert found == pytest.approx(points)


@pytest.mark.parametrize(
    "day, wished", [(None, False), (1, False), (0, True), (-14, True), (-15, False)]
)
def test_a_wish_counts_from_its_day_for_two_weeks(day, wished):
    assert is_wished(standing(wished_on=None if day is None else ago(-day)), TODAY) is wished


@pytest.mark.parametrize("day, due", [(None, False), (1, False), (0, True), (-300, True)])
def test_a_follow_up_counts_once_it_is_due(day, due):
    assert is_due(standing(follow_up_due=None if day is None else ago(-day)), TODAY) is due


@pytest.mark.parametrize(
    "day, near",
    [(None, 0), (0, 1), (1, 30 / 31), (-1, 30 / 31), (30, 1 / 31), (31, 0), (-31, 0), (90, 0)],
)
def test_an_expected_purchase_counts_a_month_around_it(day, near):
    found = nearness(standing(expected_on=None if day is None else ago(-day)), TODAY)
    assert found == pytest.approx(near)


SOON = {"follow_up_due": TODAY, "wished_on": TODAY, "expected_on": TODAY}


@pytest.mark.parametrize(
    "case, expected",
    [
        (standing("A", 20), {}),
        (standing("A", 35), {"due": 50}),
        (standing("A", 50, done=0, left=40), {"due": 100, "pressure": 50}),
        (standing("A", 20, done=0, left=20), {"pressure": 200}),
        (standing("A", 99, done=0, left=1), {"pressure": 200, "due": 150}),
        (standing("B", 35), {"due": 30}),
        (standing("C", 90, required=0, done=0), {"due": 20}),
        (standing("C", 90, required=0, done=4), {"due": 20}),  # nothing required, nothing done
        (standing("A", 99, done=2, left=1), {}),  # the quarter's visits are done
        (standing("A", 99, done=2, left=1, wished_on=TODAY), {"wished": 80}),
        (standing("A", None, done=0, left=60), {"due": 100, "never": 20}),
        (standing("D", None, required=0, done=0), {"never": 20, "due": 8}),
        (standing(None, None, required=0, done=0), {}),  # no grade, no reason
        (standing(None, 10, required=0, **SOON), {"wished": 80, "expected": 40, "follow-up": 30}),
        (standing("A", 20, expected_on=ago(-30)), {"expected": 1}),
        (standing("D", 73, required=0, done=0), {}),  # rounds to nothing: not listed
    ],
)
def test_the_reasons_and_their_points(case, expected):
    found = terms(case, TODAY, WEIGHTS)
    assert {term.key: term.points for term in found} == expected
    assert value(case, TODAY, WEIGHTS) == sum(expected.values())


def test_the_heaviest_reason_comes_first():
    found = terms(standing("A", 99, done=0, left=1, **SOON), TODAY, WEIGHTS)
    assert found == [
        Term("pressure", 200),
        Term("due", 150),
        Term("wished", 80),
        Term("expected", 40),
        Term("follow-up", 30),
    ]


@settings(derandomize=True)
@given(
    st.sampled_from(["A", "B", "C", "D", None]), st.none() | st.integers(0, 400),
    st.integers(0, 3), st.integers(0, 4), st.integers(0, 60),
)  # fmt: skip
def test_a_later_visit_is_never_worth_less(grade, last, required, done, left):
    def worth(last, left):
        return value(standing(grade, last, required=required, done=done, left=left), TODAY, WEIGHTS)

    assert 0 <= worth(last, left) <= 100 * (1.5 + 2) + 20
    assert worth(last, max(0, left - 1)) >= worth(last, left)
    if last is not None:
        assert worth(last + 1, left) >= worth(last, left)
