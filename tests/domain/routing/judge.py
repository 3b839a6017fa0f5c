"""An independent look at plans: the model's rules written down a second time, slow and plain."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

from salescli.domain.routing.model import Day, Problem, Stop


def grid(places, *, pace=1.0, extra=0):
    """Whole minutes between flat places; 0 from a place to itself."""
    return [
        [0 if a == b else math.ceil(math.dist(a, b) * pace) + extra for b in places] for a in places
    ]


def begins(windows, arrive, day):
    """The moments one might begin at: at once, when a window opens, when the second half does."""
    moments = {moment for first, _ in windows for moment in (arrive, first, day.noon)}
    return sorted(
        moment
        for moment in moments
        if moment >= arrive and any(first <= moment <= last for first, last in windows)
    )


def schedule(problem, which, route):
    """A moment for each stop of a route so that the whole day is kept; None: there are none."""
    day, travel, stops = problem.days[which], problem.travel, problem.stops

    def onward(place, at, clock, early):
        if place == len(route):
            late = len(route) - early
            over = day.half_cap is not None and max(early, late) > day.half_cap
            return None if over or clock + travel[at][day.end] > day.closes else ()
        stop = stops[route[place]]
        for begin in begins(stop.windows[which], clock + travel[at][route[place]], day):
            rest = onward(place + 1, route[place], begin + stop.minutes, early + (begin < day.noon))
            if rest is not None:
                return (begin, *rest)
        return None

    return onward(0, day.start, day.opens, 0)


def worth(problem, which, route):
    """What one day's route scores."""
    day, travel = problem.days[which], problem.travel
    way = [day.start, *route, day.end]
    total = sum(problem.stops[stop].values[which] for stop in route)
    total -= problem.travel_weight * sum(travel[a][b] for a, b in pairwise(way))
    if day.customers and len(route) >= day.customers:
        return total
    made = sum(problem.stops[stop].points for stop in route)
    return total - problem.quota_weight * max(0, day.points - made)


def score(problem, routes):
    return sum(worth(problem, which, route) for which, route in enumerate(routes))


def check(problem, found):
    """Whatever must hold for every plan."""
    seen = [stop for route in found.routes for stop in route]
    assert len(found.routes) == len(problem.days)
    assert len(seen) == len(set(seen))
    for which, route in enumerate(found.routes):
        assert len(route) <= problem.days[which].cap
        if route:
            assert schedule(problem, which, route) is not None, (which, route)
    assert found.score == score(problem, found.routes)
    musts = {index for index, stop in enumerate(problem.stops) if stop.must}
    assert found.missing == tuple(sorted(musts - set(seen)))


def best(problem):
    """The best score of one day without halves: every order that fits, deep first.

    A branch ends when even the dearest that could still follow would not make it the best: each
    at its cheapest leg, and as many as there are minutes for.
    """
    day, travel, stops = problem.days[0], problem.travel, problem.stops
    weight, everyone = problem.travel_weight, range(len(stops))
    legs = [min(row[stop] for at, row in enumerate(travel) if at != stop) for stop in everyone]
    nets = [stop.values[0] - weight * leg for stop, leg in zip(stops, legs, strict=True)]
    needs = min((stop.minutes + leg for stop, leg in zip(stops, legs, strict=True)), default=1)
    spans = [stop.windows[0] for stop in stops]
    top = worth(problem, 0, ())

    def onward(route, at, clock, so_far):
        nonlocal top
        if clock + travel[at][day.end] <= day.closes:
            top = max(top, worth(problem, 0, route))
        room = min(day.cap - len(route), (day.closes - clock) // needs)
        left = [
            stop for stop in everyone
            if stop not in route and spans[stop] and clock <= spans[stop][-1][1]
        ]  # fmt: skip
        hopes = sorted((nets[stop] for stop in left if nets[stop] > 0), reverse=True)
        if room <= 0 or so_far + sum(hopes[:room]) <= top:
            return
        for stop in sorted(left, key=lambda stop: travel[at][stop] - stops[stop].values[0]):
            arrive = clock + travel[at][stop]
            begin = next(
                (max(first, arrive) for first, last in spans[stop] if arrive <= last), None
            )
            if begin is not None and begin + stops[stop].minutes <= day.closes:
                gain = stops[stop].values[0] - weight * travel[at][stop]
                onward((*route, stop), stop, begin + stops[stop].minutes, so_far + gain)

    onward((), day.start, day.opens, 0)
    return top


def town(places, *, values, home=(0.0, 0.0), windows=((0, 120), (150, 390)), **more):
    """A day from home and back, 420 minutes, with customers at flat places a minute apart."""
    problem = {key: more.pop(key) for key in ("travel_weight", "quota_weight") if key in more}
    minutes, points = more.pop("minutes", 30), more.pop("points", [0] * len(places))
    musts = more.pop("musts", ())
    stops = [
        Stop((windows,), (value,), minutes, point, index in musts)
        for index, (value, point) in enumerate(zip(values, points, strict=True))
    ]
    frame = {"opens": 0, "closes": 420, **more}
    day = Day(len(places), len(places), **frame)
    return Problem(stops, [day], grid([*places, home]), **problem)


def random_day(seed):
    """A day of 8 to 12 customers of which five to seven can be seen; every third has a quota."""
    random = Random(seed)
    size = random.randint(8, 12)
    places = [(random.uniform(-25, 25), random.uniform(-25, 25)) for _ in range(size)]
    choice = ("A", "B", "C", "D")
    grades = random.choices(choice, (2, 3, 4, 2), k=size)
    weights = {"A": 100, "B": 60, "C": 25, "D": 8}
    counts = {"A": 3, "B": 2, "C": 0, "D": 0}
    stops = [
        Stop(
            windows=(windows(random),),
            values=(round(weights[grade] * random.uniform(0.2, 1.6)),),
            minutes=random.choice((30, 30, 45)),
            points=counts[grade],
        )
        for grade in grades
    ]
    quota = seed % 3 == 0
    day = Day(size, size, 0, 330, points=9 * quota, customers=random.choice((0, 6)) * quota)
    travel = grid([*places, (0.0, 0.0)], pace=random.uniform(0.8, 1.3), extra=4)
    return Problem(stops, [day], travel, quota_weight=15 * quota)


def windows(random):
    """Open all day, one half, from a later hour on, or for one appointed hour."""
    kind = random.randrange(10)
    if kind < 5:
        return ((0, 120), (150, 300))
    if kind < 7:
        return ((150, 300),) if random.random() < 0.5 else ((0, 120),)
    if kind < 9:
        return ((random.randrange(0, 100), 120), (random.randrange(150, 250), 300))
    hour = random.randrange(0, 280)
    return ((hour, hour + 15),)
