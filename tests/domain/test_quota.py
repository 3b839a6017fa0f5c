from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.quota import Call, Rules, progress

OFFICE = Rules(points={"A": 3, "B": 2}, needed=12, customers=8, half=4, noon=time(12, 0))


def visit(customer="c", grade=None, at=time(10, 0), channel="visit", outcome="met"):
    return Call(customer, grade, channel, outcome, at)


def day(grades):
    """One visit to a customer of its own for each letter."""
    return [visit(f"c{place}", grade) for place, grade in enumerate(grades)]


@pytest.mark.parametrize(
    "grades, points, met",
    [
        ("", 0, False),
        ("A", 3, False),
        ("AAA", 9, False),
        ("AAAA", 12, True),
        ("BBBBB", 10, False),
        ("BBBBBB", 12, True),
        ("AAABBB", 15, True),
        ("AABBB", 12, True),  # with floats 2/4 + 3/6 misses by a hair
        ("AABB", 10, False),
        ("ABBBB", 11, False),
        ("ABBBBB", 13, True),
        ("AAAB", 11, False),
        ("AAABB", 13, True),
        ("CCCCCCC", 0, False),
        ("CCCCDDDD", 0, True),
        ("AAACCCC", 9, False),
        ("AAACCCCC", 9, True),
        ("AAAAAAAA", 24, True),
    ],
)
def test_a_full_day(grades, points, met):
    done = progress(day(grades), OFFICE)
    assert (done.points, done.customers, done.met) == (points, len(grades), met)


def test_customers_without_a_grade_count_as_customers_only():
    done = progress([visit(f"c{n}", None) for n in range(8)], OFFICE)
    assert (done.points, done.customers, done.met) == (0, 8, True)


def test_the_same_customer_twice_is_one_customer():
    done = progress([visit("x", "A", time(10, 0)), visit("x", "A", time(14, 0))], OFFICE)
    assert (done.points, done.customers, done.morning, done.afternoon) == (3, 1, 1, 0)


def test_a_customer_regraded_between_two_visits_counts_with_the_better_grade():
    calls = [visit("x", "B", time(10, 0)), visit("x", "A", time(11, 0))]
    assert progress(calls, OFFICE).points == progress(calls[::-1], OFFICE).points == 3


@pytest.mark.parametrize(
    "call, customers, phone, absent",
    [
        (visit(outcome="met"), 1, 0, 0),
        (visit(outcome="refused"), 1, 0, 0),
        (visit(outcome="postponed"), 1, 0, 0),
        (visit(outcome="absent"), 0, 0, 1),
        (visit(channel="phone"), 0, 1, 0),
        (visit(channel="phone", outcome="absent"), 0, 1, 0),
        (visit(channel="video"), 0, 0, 0),
        (visit(channel="mail"), 0, 0, 0),
        (visit(channel="walk-in"), 0, 0, 0),
    ],
)
def test_what_counts_as_a_visit(call, customers, phone, absent):
    done = progress([call._replace(grade="A")], OFFICE)
    assert (done.customers, done.phone, done.absent) == (customers, phone, absent)
    assert done.points == 3 * customers


def test_no_shows_count_where_the_office_says_so():
    calls = [visit("x", "A", outcome="absent")]
    assert progress(calls, replace(OFFICE, count_absent=True)).points == 3
    assert progress(calls, OFFICE).points == 0


def test_a_no_show_does_not_take_away_the_visit_made_later():
    calls = [
        visit("x", "A", time(9, 40), outcome="absent"),
        visit("x", "A", time(15, 0)),
    ]
    done = progress(calls, OFFICE)
    assert (done.points, done.morning, done.afternoon, done.absent) == (3, 0, 1, 1)


@pytest.mark.parametrize(
    "at, morning, afternoon",
    [
        (time(0, 0), 1, 0),
        (time(9, 30), 1, 0),
        (time(11, 59), 1, 0),
        (time(12, 0), 0, 1),
        (time(13, 0), 0, 1),
        (time(23, 59), 0, 1),
        (None, 0, 1),  # a visit without a time never flatters the morning
    ],
)
def test_half_days(at, morning, afternoon):
    done = progress([visit(at=at)], OFFICE)
    assert (done.morning, done.afternoon) == (morning, afternoon)


def test_other_offices_have_other_points():
    rules = replace(OFFICE, points={"A": 5, "C": 1}, needed=6, customers=99)
    assert progress(day("AC"), rules).met
    assert not progress(day("AB"), rules).met


CALLS = st.lists(
    st.builds(
        Call,
        customer=st.sampled_from("pqrstuvwxyz"),
        grade=st.sampled_from(["A", "B", "C", "D", None]),
        channel=st.sampled_from(["visit", "phone", "video", "mail", "walk-in"]),
        outcome=st.sampled_from(["met", "absent", "refused", "postponed"]),
        at=st.one_of(st.none(), st.times().map(lambda at: at.replace(second=0, microsecond=0))),
    ),
    max_size=25,
)


@given(CALLS, st.randoms())
def test_the_order_of_the_calls_makes_no_difference(calls, random):
    shuffled = list(calls)
    random.shuffle(shuffled)
    assert progress(shuffled, OFFICE) == progress(calls, OFFICE)


@given(CALLS)
def test_the_halves_are_all_the_customers_and_never_more_than_the_calls(calls):
    done = progress(calls, OFFICE)
    assert done.morning + done.afternoon == done.customers <= len(calls)
    assert 0 <= done.points <= 3 * done.customers


@given(CALLS, CALLS)
def test_one_more_call_never_takes_anything_away(calls, more):
    before, after = progress(calls, OFFICE), progress(calls + more, OFFICE)
    assert after.points >= before.points
    assert after.customers >= before.customers
    assert after.met or not before.met
