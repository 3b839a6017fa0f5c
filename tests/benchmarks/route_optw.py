"""The (team) orienteering problem with time windows, against the best known profits."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from route_tables import average, gap, table, timed

from salescli.domain.routing import search
from salescli.domain.routing.model import Day, Problem, Solution, Stop

SECONDS = 1.0
NARROW = ("c1", "r1", "rc1")
PROBE = 30


def run(folder: Path) -> None:
    with (folder / "best-known.csv").open(encoding="utf-8") as file:
        pairs = [(row["instance"], int(row["m"]), row) for row in csv.DictReader(file)]
    rows = []
    for name, days, row in pairs:
        found, effort, seconds = in_time(load(folder / f"{name}.txt", days))
        best = int(row["best_known"])
        rows.append(
            [name, days, best, found.score, gap(best, found.score),
             gap(best, int(row["ils_2009"])), effort, seconds]
        )  # fmt: skip
    head = ["instance", "m", "best known", "found", "gap %", "ILS 2009 %", "effort", "CPU s"]
    table(f"optw, about {SECONDS:g} s CPU each", head, rows)
    groups = {
        "m = 1 on c1, r1, rc1": (0.4, [row for row in rows if narrow(row) and row[1] == 1]),
        "m = 2-4 on c1, r1, rc1": (1.3, [row for row in rows if narrow(row) and row[1] > 1]),
        "all pairs": (2.5, rows),
    }
    table(
        "optw, groups",
        ["group", "pairs", "mean gap %", "aim", "worst", "ILS 2009 %"],
        [
            [group, len(some), average([row[4] for row in some]), aim,
             max(row[4] for row in some), average([row[5] for row in some])]
            for group, (aim, some) in groups.items()
        ],
    )  # fmt: skip


def narrow(row: list) -> bool:
    return row[0].startswith(NARROW)


def in_time(problem: Problem) -> tuple[Solution, int, float]:
    """A plan with about as much effort as the time allows: (plan, effort, CPU seconds)."""
    _, seconds = timed(lambda: search.solve(problem, PROBE))
    effort = max(PROBE, int(PROBE * 0.9 * SECONDS / seconds))
    found, seconds = timed(lambda: search.solve(problem, effort))
    if not 0.8 * SECONDS < seconds < 1.1 * SECONDS:
        effort = max(PROBE, int(effort * 0.95 * SECONDS / seconds))
        found, seconds = timed(lambda: search.solve(problem, effort))
    return found, effort, seconds


def load(path: Path, days: int) -> Problem:
    """Distances are rounded down to so many decimals that whole numbers hold them."""
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()[2:]]
    nodes = [[float(word) for word in (*line[1:5], *line[-2:])] for line in lines if len(line) > 7]
    scale = 100 if path.stem.startswith("pr") else 10
    depot, *customers = nodes
    places = [*customers, depot]
    travel = [[math.floor(scale * math.dist(a[:2], b[:2]) + 1e-9) for b in places] for a in places]
    stops = [
        Stop(
            windows=(((round(opens * scale), round(closes * scale)),),) * days,
            values=(round(profit),) * days,
            minutes=round(duration * scale),
        )
        for _x, _y, duration, profit, opens, closes in customers
    ]
    home = len(stops)
    frame = Day(home, home, round(depot[4] * scale), round(depot[5] * scale), cap=home)
    return Problem(stops, [frame] * days, travel, travel_weight=0)
