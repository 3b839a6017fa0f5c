"""One rep's day in seven cities whose optimum is known."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from route_tables import KM_PER_DEGREE, against, average, gap, table, timed

from salescli.domain.places import Place
from salescli.domain.routing import search
from salescli.domain.routing.candidates import promising
from salescli.domain.routing.model import Day, Problem, Stop

SEEDS = range(5)
EFFORTS = (
    ("default", search.EFFORT, 60, 0.4, 1.5, 150),
    ("high", search.HIGH_EFFORT, 80, 0.1, 0.5, 400),
)


def run(folder: Path) -> None:
    cities = {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}
    for name, effort, keep, mean_aim, worst_aim, cpu_aim in EFFORTS:
        rows, gaps, spent = [], [], []
        for city, data in cities.items():
            runs = [timed(lambda: plan(data, keep, effort, seed)) for seed in SEEDS]  # noqa: B023
            found = [gap(data["optimum"], score) for score, _ in runs]
            cpu = [1000 * seconds for _, seconds in runs]
            rows.append(
                [
                    city, data["optimum"], average(found), max(found),
                    round(average(cpu)), round(max(cpu)),
                ]
            )  # fmt: skip
            gaps += found
            spent += cpu
        table(
            f"days, {name} effort {effort}, {keep} candidates, {len(SEEDS)} seeds",
            ["case", "optimum", "gap % mean", "worst", "CPU ms mean", "max"],
            rows,
        )
        print(f"  mean {against(mean_aim, average(gaps))}, worst {against(worst_aim, max(gaps))},")
        print(f"  CPU {against(cpu_aim, average(spent), 'ms')}, longest {max(spent):.0f} ms")


def plan(data: dict[str, Any], keep: int, effort: int, seed: int) -> int:
    """Choose candidates, measure the ways and solve; the score."""
    customers = data["customers"]
    pace = 60 * data["circuity"] / data["speed_kmh"]
    office = Place(*data["office"])
    chosen = promising(
        [Place(customer[0], customer[1]) for customer in customers],
        [customer[3] for customer in customers],
        office, keep, pace,
    )  # fmt: skip
    places = [Place(*customers[index][:2]) for index in chosen]
    travel = minutes([*places, office], office, pace, data["stop_minutes"])
    stops = [
        Stop(
            windows=(tuple(tuple(half) for half in customers[index][4:6] if half),),
            values=(customers[index][3],),
            minutes=data["visit_minutes"],
        )
        for index in chosen
    ]
    home = len(stops)
    day = Day(home, home, opens=0, closes=420, cap=8, half_cap=4, noon=150)
    return search.solve(Problem(stops, [day], travel), effort, seed).score


def minutes(places: list[Place], office: Place, pace: float, stop: int) -> list[list[int]]:
    """The cases' own travel minutes, on a flat earth."""
    scale = KM_PER_DEGREE * pace
    narrow = math.cos(math.radians(office.lat))
    flat = [(place.lat * scale, place.lon * scale * narrow) for place in places]
    return [[0 if a == b else int(math.dist(a, b) + stop + 0.999) for b in flat] for a in flat]
