from __future__ import annotations

from itertools import pairwise, permutations
from random import Random

import pytest
from domain.routing import judge
from hypothesis import given, settings
from hypothesis import strategies as st

from salescli.domain.routing import exact
from salescli.domain.routing.board import Board
from salescli.domain.routing.model import Day, Problem, Stop

steady = settings(derandomize=True, deadline=None, max_examples=80)


@st.composite
def small_days(draw, most=6):
    """Up to six stops that may just fit, on streets that are longer one way."""
    size = draw(st.integers(0, most))
    random = Random(draw(st.integers(0, 2**16)))
    spread = draw(st.sampled_from([5, 30, 60]))
    travel = [
        [0 if a == b else random.randint(0, spread) for b in range(size + 2)]
        for a in range(size + 2)
    ]
    stops = []
    for _ in range(size):
        first, second = random.randint(0, 150), random.randint(200, 400)
        width = random.choice((0, 60, 150))
        early, late = (first, first + width), (second, second + width)
        windows = random.choice(((early,), (late,), ((0, 400),), ((0, 400),), (early, (400, 450))))
        stops.append(Stop((windows,), (random.randint(0, 60),), random.choice((10, 30))))
    frame = Day(size, size + 1, random.choice((0, 20)), random.choice((250, 420)))
    return Problem(stops, [frame], travel)


def way(problem, order):
    """Minutes of travel, the way to the day's end included."""
    day = problem.days[0]
    nodes = [day.start, *order, day.end]
    return sum(problem.travel[a][b] for a, b in pairwise(nodes))


@steady
@given(small_days())
def test_no_order_has_less_travel(problem):
    everyone = range(len(problem.stops))
    fitting = [
        order for order in permutations(everyone) if judge.schedule(problem, 0, order) is not None
    ]
    found = exact.best_order(problem, everyone)
    if not fitting:
        assert found is None
    else:
        assert found in fitting
        assert way(problem, found) == min(way(problem, order) for order in fitting)


@steady
@given(small_days(most=5))
def test_no_choice_is_worth_more(problem):
    everyone = range(len(problem.stops))
    orders = [order for size in range(6) for order in permutations(everyone, size)]
    fitting = [order for order in orders if judge.schedule(problem, 0, order) is not None]
    found = exact.best_choice(Board(problem), everyone)
    best = max((judge.worth(problem, 0, order) for order in fitting), default=None)
    if best is not None:
        assert judge.worth(problem, 0, found) == best


def test_of_all_stops_only_the_named_ones_are_put_in_order():
    day = judge.town([(1, 0), (2, 0), (3, 0), (4, 0)], values=[1] * 4)
    assert sorted(exact.best_order(day, (3, 1))) == [1, 3]
    assert exact.best_order(day, ()) == ()
    assert exact.best_order(day, (2,)) == (2,)


def test_what_is_worth_nothing_is_ordered_all_the_same():
    day = judge.town([(1, 0), (2, 0)], values=[0, -50], cap=1)
    assert sorted(exact.best_order(day, (0, 1))) == [0, 1]


@pytest.mark.parametrize(
    "windows, closes, orders",
    [
        ([((0, 300),), ((0, 10),)], 420, {(1, 0)}),  # the one that closes early goes first
        ([((100, 300),), ((0, 10),)], 420, {(1, 0)}),
        ([((0, 10),), ((0, 10),)], 420, {None}),  # both only at once
        ([(), ((0, 10),)], 420, {None}),
        ([((0, 300),), ((0, 300),)], 64, {(0, 1), (1, 0)}),  # 1 + 30 + 1 + 30 + 2
        ([((0, 300),), ((0, 300),)], 63, {None}),
        ([((0, 0), (50, 300)), ((0, 60),)], 420, {(1, 0)}),  # the second window will do
    ],
)
def test_an_order_that_does_not_fit_is_none(windows, closes, orders):
    stops = [Stop((spans,), (10,)) for spans in windows]
    travel = judge.grid([(1, 0), (2, 0), (0, 0)])
    assert exact.best_order(Problem(stops, [Day(2, 2, 0, closes)], travel), (0, 1)) in orders


def test_ten_stops_are_ordered():
    random = Random(3)
    places = [(random.uniform(-9, 9), random.uniform(-9, 9)) for _ in range(10)]
    day = judge.town(places, values=[1] * 10, minutes=20)
    found = exact.best_order(day, range(10))
    assert sorted(found) == list(range(10))
    assert judge.schedule(day, 0, found) is not None
