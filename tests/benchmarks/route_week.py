"""Five days at once, each customer at most once, against PyVRP with the same objective.

Both solve the very same problem: once with one window per customer, once with lunch in between,
where PyVRP is given each customer as two of whom it may see one.
"""

from __future__ import annotations

import math
from importlib.util import find_spec
from random import Random

from route_tables import KM_PER_DEGREE, table, timed

from salescli.domain.places import Place
from salescli.domain.routing import planner, search
from salescli.domain.routing.candidates import promising
from salescli.domain.routing.model import Day, Problem, Solution, Stop, Windows

CITIES = range(3)
CUSTOMERS, DAYS, CAP, CLOSES = 300, 5, 8, 420
SECONDS = 5.0
PROBE = 100
GRADES = {100: 10, 60: 20, 20: 40, 8: 30}
Spot = tuple[float, float]

HOURS: dict[str, dict[Windows, int]] = {
    "one window": {((0, 390),): 70, ((0, 120),): 10, ((210, 390),): 10, ((60, 360),): 10},
    "with lunch": {
        ((0, 120), (150, 390)): 70,
        ((0, 120),): 10,
        ((210, 390),): 10,
        ((60, 120), (150, 360)): 10,
    },
}


def run() -> None:
    rival = find_spec("pyvrp") is not None
    for kind in HOURS:
        rows = []
        for seed in CITIES:
            places, stops = week(seed, kind)
            found, effort, seconds = in_time(places, stops)
            row = [seed, found.score, sum(map(len, found.routes)), effort, seconds]
            if rival:
                (score, visits), spent = timed(lambda: pyvrp_plan(posed(places, stops)))  # noqa: B023
                row += [score, visits, spent, f"{100 * (found.score - score) / score:+.2f}"]
            rows.append(row)
        head = ["city", "ours", "visits", "effort", "CPU s"]
        if rival:
            head += ["PyVRP", "visits", "CPU s", "ahead %"]
        table(f"week of {DAYS} days, {CUSTOMERS} customers, {kind}, {SECONDS:g} s", head, rows)
    print("  aim: ahead of PyVRP" if rival else "  pip install pyvrp to compare with it")


def week(seed: int, kind: str) -> tuple[list[Spot], list[Stop]]:
    random = Random(seed)
    centres = [(random.uniform(-25, 25), random.uniform(-25, 25)) for _ in range(10)]
    places, stops = [], []
    for _ in range(CUSTOMERS):
        x, y = random.choice(centres)
        places.append((random.gauss(x, 5), random.gauss(y, 5)))
        weight = random.choices(list(GRADES), list(GRADES.values()))[0]
        windows = random.choices(list(HOURS[kind]), list(HOURS[kind].values()))[0]
        value = round(weight * random.uniform(0, 1.5))
        stops.append(Stop(windows=(windows,) * DAYS, values=(value,) * DAYS))
    return places, stops


def posed(places: list[Spot], stops: list[Stop]) -> Problem:
    """The days at (0, 0); a place is one minute from the next, and four to park."""
    nodes = [*places, (0.0, 0.0)]
    travel = [[0 if a == b else int(math.dist(a, b) + 4.999) for b in nodes] for a in nodes]
    home = len(stops)
    frame = Day(home, home, opens=0, closes=CLOSES, cap=CAP)
    return Problem(stops, [frame] * DAYS, travel)


def plan(places: list[Spot], stops: list[Stop], effort: int) -> Solution:
    """As `route plan --days 5` does it: search among the most promising."""
    degrees = [Place(y / KM_PER_DEGREE, x / KM_PER_DEGREE) for x, y in places]
    values = [stop.values[0] for stop in stops]
    most = planner.KEPT + planner.KEPT_MORE * (DAYS - 1)
    chosen = promising(degrees, values, Place(0, 0), most, minutes_per_km=1)
    few = posed([places[index] for index in chosen], [stops[index] for index in chosen])
    return search.solve(few, effort)


def in_time(places: list[Spot], stops: list[Stop]) -> tuple[Solution, int, float]:
    """A plan with as much effort as the time allows: (plan, effort, CPU seconds)."""
    effort, seconds = PROBE, 0.0
    while seconds < 0.8 * SECONDS:
        # the longer the quicker, since what fits where is remembered
        effort = int(effort * min(4.0, 0.95 * SECONDS / seconds)) if seconds else effort
        found, seconds = timed(lambda: plan(places, stops, effort))  # noqa: B023
    return found, effort, seconds


def pyvrp_plan(problem: Problem) -> tuple[int, int]:
    """The best that PyVRP finds: (values less travel, visits)."""
    import pyvrp
    from pyvrp.stop import MaxRuntime

    model = pyvrp.Model()
    locations = [model.add_location(0, 0) for _ in problem.travel]
    depot = model.add_depot(locations[-1])
    for stop, location in zip(problem.stops, locations, strict=False):
        group = model.add_client_group(required=False) if len(stop.windows[0]) > 1 else None
        for opens, closes in stop.windows[0]:
            model.add_client(
                location, delivery=1, service_duration=stop.minutes, tw_early=opens,
                tw_late=closes, prize=stop.values[0], required=False, group=group,
            )  # fmt: skip
    model.add_vehicle_type(
        len(problem.days), CAP, start_depot=depot, end_depot=depot, tw_early=0, tw_late=CLOSES
    )
    for here, row in zip(locations, problem.travel, strict=True):
        for there, minutes in zip(locations, row, strict=True):
            model.add_edge(here, there, distance=minutes, duration=minutes)
    best = model.solve(MaxRuntime(SECONDS), display=False, collect_stats=False).best
    if not best.is_feasible():
        return 0, 0
    return best.prizes() - best.distance(), best.num_clients()
