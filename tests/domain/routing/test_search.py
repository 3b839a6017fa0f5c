from __future__ import annotations

import math
from dataclasses import replace
from itertools import permutations
from random import Random

import pytest
from domain.routing import judge
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salescli.domain.routing import search
from salescli.domain.routing.model import NEVER, Day, Problem, Solution, Stop

steady = settings(derandomize=True, deadline=None, max_examples=60)


@pytest.mark.parametrize("first", range(0, 210, 30))
def test_a_day_of_eight_to_twelve_candidates_is_chosen_best(first):
    for seed in range(first, first + 30):
        day = judge.random_day(seed)
        found = search.solve(day)
        judge.check(day, found)
        assert found.score == judge.best(day), seed


@pytest.mark.parametrize("seed", range(12))
def test_the_judge_himself_is_right(seed):
    """His cuts leave out nothing: without them the best of four stops is the same."""
    day = judge.random_day(seed)
    rows = [*range(4), len(day.stops)]
    travel = [[day.travel[a][b] for b in rows] for a in rows]
    frame = replace(day.days[0], start=4, end=4)
    small = replace(day, stops=day.stops[:4], days=[frame], travel=travel)
    orders = [order for size in range(5) for order in permutations(range(4), size)]
    fitting = [order for order in orders if judge.schedule(small, 0, order) is not None]
    assert judge.best(small) == max(judge.worth(small, 0, order) for order in fitting)


@st.composite
def problems(draw, most=30, most_days=3, *, halves=True, musts=True):
    """Days of any kind: one-way streets, several windows, musts, quotas, other ends than starts."""
    size, days = draw(st.integers(0, most)), draw(st.integers(1, most_days))
    half = halves and draw(st.booleans())
    must = musts and draw(st.booleans())
    quota = draw(st.sampled_from([0, 15, 40]))
    random = Random(draw(st.integers(0, 2**16)))
    places = size + random.randint(1, 2 * days)
    spread = random.choice((1, 15, 40, 200))
    travel = [
        [0 if a == b else random.randint(0, spread) for b in range(places)] for a in range(places)
    ]
    if random.random() < 0.2 and size:
        travel[random.randrange(size)][random.randrange(places)] = NEVER
    noon = random.randint(100, 200)
    frames = [
        Day(
            start=random.randrange(size, places), end=random.randrange(size, places),
            opens=random.choice((0, 0, 30)), closes=random.choice((200, 400)),
            cap=random.choice((0, 1, 4, 8)), half_cap=random.randint(0, 4) if half else None,
            noon=noon, points=random.choice((0, 6, 12)), customers=random.choice((0, 3)),
        )
        for _ in range(days)
    ]  # fmt: skip
    stops = [
        Stop(
            windows=tuple(spans(random) for _ in range(days)),
            values=tuple(random.randint(-5, 120) for _ in range(days)),
            minutes=random.choice((10, 30, 45)),
            points=random.choice((0, 0, 2, 3)),
            must=must and random.random() < 0.2,
        )
        for _ in range(size)
    ]
    return Problem(stops, frames, travel, random.choice((0, 1, 1, 3)), quota)


def spans(random):
    edges = sorted(random.sample(range(400), 2 * random.choice((0, 1, 1, 2, 3))))
    return tuple(zip(edges[::2], edges[1::2], strict=True))


@steady
@given(problems(), st.integers(0, 3))
def test_every_plan_keeps_the_rules(problem, seed):
    found = search.solve(problem, effort=30, seed=seed)
    judge.check(problem, found)
    assert found == search.solve(problem, effort=30, seed=seed)


@steady
@given(problems(most=10, most_days=1, halves=False))
def test_a_must_is_never_left_out_for_a_better_score(problem):
    found = search.solve(problem)
    judge.check(problem, found)
    for missing in found.missing:
        more = [*found.routes[0], missing]
        if len(more) <= problem.days[0].cap and len(more) < 6:
            assert all(judge.schedule(problem, 0, order) is None for order in permutations(more))


@steady
@given(problems(most=9, most_days=1, halves=False, musts=False), st.integers(-20, 120))
def test_one_more_candidate_never_lowers_the_best(problem, value):
    size = len(problem.stops)
    without = search.solve(problem, search.HIGH_EFFORT)
    random = Random(value)
    rows = [list(row) for row in problem.travel]
    for row in rows:
        row.insert(size, random.randint(0, 40))
    rows.insert(size, [random.randint(0, 40) for _ in range(len(rows) + 1)])
    rows[size][size] = 0
    stop = Stop((spans(random),), (value,), 30)
    day = problem.days[0]
    frame = replace(day, start=day.start + 1, end=day.end + 1)
    more = replace(problem, stops=[*problem.stops, stop], days=[frame], travel=rows)
    judge.check(more, search.solve(more, search.HIGH_EFFORT))
    assert search.solve(more, search.HIGH_EFFORT).score >= without.score


@steady
@given(problems(most=6, most_days=1, halves=False, musts=False))
@example(judge.town([], values=[]))
def test_few_candidates_are_chosen_as_by_trying_everything(problem):
    everyone = range(len(problem.stops))
    orders = [order for size in range(7) for order in permutations(everyone, size)]
    day = problem.days[0]
    fitting = [
        judge.worth(problem, 0, order)
        for order in orders
        if len(order) <= day.cap and judge.schedule(problem, 0, order) is not None
    ]
    nobody = judge.worth(problem, 0, ())
    assert search.solve(problem).score == max(fitting, default=nobody)


def test_the_halves_are_kept_when_asked():
    places = [(index, 0) for index in range(12)]
    day = judge.town(places, values=[50] * 12, half_cap=3, noon=150, minutes=20)
    found = search.solve(day)
    judge.check(day, found)
    assert len(found.routes[0]) == 6
    whole = search.solve(judge.town(places, values=[50] * 12, minutes=20))
    assert len(whole.routes[0]) == 8


@pytest.mark.parametrize("others", [0, 4, 15])
def test_a_far_pair_that_only_pays_together_is_found(others):
    """Each is worth 60 and 80 minutes of driving away; both together cost little more than one."""
    far = [(40, 0), (41, 0)]
    near = [(-(index % 5) - 20, index) for index in range(others)]
    day = judge.town([*far, *near], values=[60, 60] + [5] * others)
    found = search.solve(day)
    assert search.solve(judge.town(far[:1], values=[60])).routes == ((),)
    assert {0, 1} <= set(found.routes[0])
    judge.check(day, found)


def test_without_candidates_the_day_is_empty():
    assert search.solve(judge.town([], values=[])) == Solution(((),), 0)


def test_one_candidate_is_seen_if_it_pays():
    assert search.solve(judge.town([(10, 0)], values=[21])) == Solution(((0,),), 1)
    assert search.solve(judge.town([(10, 0)], values=[19])) == Solution(((),), 0)


@pytest.mark.parametrize("size", [3, 15])
def test_all_closed(size):
    day = judge.town([(1, 0)] * size, values=[50] * size, windows=(), musts=[2])
    assert search.solve(day) == Solution(((),), 0, (2,))


@pytest.mark.parametrize("size", [5, 40])
def test_all_at_one_point(size):
    day = judge.town([(0, 0)] * size, values=range(1, size + 1))
    found = search.solve(day)
    judge.check(day, found)
    assert found.score == sum(range(max(1, size - 7), size + 1))


@pytest.mark.parametrize("others", [2, 20])
def test_an_appointment_at_the_first_and_one_at_the_last_minute(others):
    places = [(0, 0), (6, 0), *((index % 7, index % 3) for index in range(others))]
    day = judge.town(places, values=[1, 1] + [40] * others, musts=[0, 1])
    stops = list(day.stops)
    stops[0] = replace(stops[0], windows=(((0, 0),),))
    stops[1] = replace(stops[1], windows=(((384, 384),),))
    day = replace(day, stops=stops)
    found = search.solve(day)
    judge.check(day, found)
    assert (found.routes[0][0], found.routes[0][-1], found.missing) == (0, 1, ())
    times = judge.schedule(day, 0, found.routes[0])
    assert (times[0], times[-1]) == (0, 384)


@pytest.mark.parametrize("others", [0, 3, 20])
def test_a_customer_on_the_other_side_of_the_world(others):
    places = [(NEVER, 0), *((index + 1, 1) for index in range(others))]
    day = judge.town(places, values=[10**9] + [40] * others, musts=[0])
    found = search.solve(day)
    judge.check(day, found)
    assert found.missing == (0,)
    assert len(found.routes[0]) == min(8, others)


@pytest.mark.parametrize("cap", [0, 3, 8])
def test_of_a_hundred_musts_those_without_a_place_are_named(cap):
    places = [(index % 10, index // 10) for index in range(100)]
    day = judge.town(places, values=[0] * 100, musts=range(100), cap=cap)
    found = search.solve(day, effort=60)
    judge.check(day, found)
    assert (len(found.routes[0]), len(found.missing)) == (cap, 100 - cap)


def test_a_must_drives_out_whoever_is_worth_more():
    places = [(30, 0), *((-index, 0) for index in range(1, 15))]
    day = judge.town(places, values=[0] + [100] * 14, musts=[0])
    assert 0 in search.solve(day).routes[0]


@pytest.mark.parametrize("size", [2, 20])
def test_when_the_way_home_is_longer_than_the_day(size):
    travel = [[500] * (size + 2) for _ in range(size + 2)]
    stops = [Stop((((0, 400),),), (100,)) for _ in range(size)]
    problem = Problem(stops, [Day(size, size + 1, 0, 420)], travel)
    assert search.solve(problem) == Solution(((),), -500)


def test_over_several_days_nobody_is_seen_twice_and_each_on_the_better_day():
    places = [(index % 5, index // 5) for index in range(20)]
    one = judge.town(places, values=[50] * 20)
    stops = [
        replace(stop, windows=stop.windows * 2, values=(80, 20) if index < 8 else (20, 80))
        for index, stop in enumerate(one.stops)
    ]
    problem = replace(one, stops=stops, days=[one.days[0]] * 2)
    found = search.solve(problem)
    judge.check(problem, found)
    assert sorted(found.routes[0]) == list(range(8))
    assert len(found.routes[1]) == 8


def test_the_quota_draws_a_and_b_customers_in():
    places = [(10, index) for index in range(8)]
    values, points = [30] * 4 + [40] * 4, [3] * 4 + [0] * 4
    day = judge.town(places, values=values, points=points, cap=4, quota_weight=15)
    with_quota = replace(day, days=[replace(day.days[0], points=12)])
    assert set(search.solve(day).routes[0]) == {4, 5, 6, 7}
    assert set(search.solve(with_quota).routes[0]) == {0, 1, 2, 3}


def test_more_effort_and_other_seeds_find_plans_as_good_within_reason():
    random = Random(5)
    places = [(random.uniform(-40, 40), random.uniform(-40, 40)) for _ in range(60)]
    day = judge.town(places, values=[random.randint(5, 100) for _ in places], minutes=25)
    scores = [search.solve(day, 100, seed).score for seed in range(3)]
    assert search.solve(day, 500).score >= math.floor(0.98 * max(scores))
    assert min(scores) >= 0.95 * max(scores)
