"""Choosing and ordering at once: take some stops out, put better ones in, keep what is worth more.

The search stops after so many steps, never by a clock: the same problem and seed give the same plan
on every machine.
"""

from __future__ import annotations

import math
from random import Random

from salescli.domain.routing import exact
from salescli.domain.routing.board import MUST, Board, Draft, Values
from salescli.domain.routing.model import Problem, Solution

EFFORT = 420
HIGH_EFFORT = 1200
SHORT = 12  # stops: up to here several chains find more than one long one
CHAINS = 5


def solve(
    problem: Problem, effort: int = EFFORT, seed: int = 0, *, polish: bool = True
) -> Solution:
    """The best plan found in ``effort`` steps; must-stops that no plan reached are named.

    Args:
        problem: Whom, when, and how far.
        effort: Steps of the search.
        seed: Another number, another way through the same problem.
        polish: Whether a single day is at last set beside the proven best of its stops and the
            next best ones; it costs as much as some hundred steps.
    """
    board = Board(problem)
    provable = polish and len(board.days) == 1 and board.days[0].half_cap is None
    if provable and board.size <= exact.MOST:
        routes = [exact.best_choice(board, range(board.size))]
    else:
        routes = Search(board, seed).run(effort)
        if provable and len(routes[0]) < exact.MOST:
            routes = [exact.best_choice(board, around(board, routes[0]))]
    placed = {stop for route in routes for stop in route}
    musts = {stop for stop in range(board.size) if problem.stops[stop].must}
    return Solution(
        routes=tuple(tuple(route) for route in routes),
        score=board.score(routes) - MUST * len(musts & placed),
        missing=tuple(sorted(musts - placed)),
    )


def around(board: Board, route: list[int]) -> list[int]:
    """The stops of a route and the next best beside it, as many as an exact answer bears."""
    nodes = [board.days[0].start, *route, board.days[0].end]

    def merit(stop: int) -> float:
        way = min(board.travel[node][stop] + board.travel[stop][node] for node in nodes)
        points = min(board.points[stop], board.days[0].points)
        return board.weight * way - board.values[0][stop] - board.quota * points

    left = [stop for stop in range(board.size) if stop not in set(route)]
    return [*route, *sorted(left, key=merit)[: exact.MOST - len(route)]]


class Search:
    """One run: greedy starts, then chains of small changes that cool down."""

    def __init__(self, board: Board, seed: int) -> None:
        self.board = board
        self.random = Random(seed)  # noqa: S311 -- a plan that can be repeated is meant
        self.merits = (0, 1, 2) if board.weight else (1, 2)

    def run(self, effort: int) -> list[list[int]]:
        starts = self.starts()
        best = starts[0]
        if len(best.stops) > SHORT:
            return self.chain(best, effort, heat=0.003 if self.board.weight else 0.01).routes
        self.merits = (0, 1, 2)
        share = effort // (CHAINS + 1)
        for chain in range(CHAINS):
            end = self.chain(starts[chain % len(starts)], share, heat=0.08)
            best = max(best, end, key=lambda draft: draft.score)
        return self.chain(best, effort - CHAINS * share, heat=0.08).routes

    def starts(self) -> list[Draft]:
        """Plans built greedily by each merit, with and without regard to the way; best first."""
        board = self.board
        starts = []
        for merit in (0, 1, 2):
            for share in (1.0, 0.3) if board.weight else (1.0,):
                draft = board.empty()
                board.fill(draft, board.values, board.weight * share, merit)
                board.prune(draft)
                board.fill(draft, board.values, board.weight, 0)
                draft.score = board.score(draft.routes)
                starts.append(draft)
        return sorted(starts, key=lambda draft: -draft.score)

    def chain(self, start: Draft, steps: int, heat: float) -> Draft:
        """Change and keep what is better, at first also what is a little worse."""
        best = now = start
        musts = sum(self.board.musts[stop] for stop in start.stops)
        hot = max(1.0, heat * abs(start.score - MUST * musts))
        stale = 0
        for step in range(steps):
            draft = self.changed(now)
            loss = now.score - draft.score
            cool = hot * (1 - step / steps)
            stale += 1
            if loss <= 0 or self.random.random() < math.exp(-loss / cool):
                now = draft
            if draft.score > best.score:
                best, stale = draft, 0
            if stale > max(100, steps // 4):
                now, stale = best, 0
        return best

    def changed(self, now: Draft) -> Draft:
        """A neighbour of a draft.

        Sometimes values are blurred, and sometimes the way counts little at first: then a far pair
        comes in that pays together when neither pays alone, and what does not pay is pruned.
        """
        board, random = self.board, self.random
        draft = now.copy()
        board.take_out(draft, self.leaving(draft))
        values: Values = board.values
        blurred = random.random() < 0.7
        if blurred:
            values = self.blurred(random.choice((0.1, 0.3, 0.6)))
        share = random.choice((0.2, 0.5)) if board.weight and random.random() < 0.3 else 1.0
        board.fill(draft, values, board.weight * share, random.choice(self.merits))
        if blurred or share < 1:
            board.prune(draft)
            board.fill(draft, board.values, board.weight, 0)
        draft.score = board.score(draft.routes)
        return draft

    def blurred(self, by: float) -> Values:
        random = self.random.random
        noise = [1 - by + 2 * by * random() for _ in range(self.board.size)]
        return [
            [value * blur for value, blur in zip(row, noise, strict=True)]
            for row in self.board.values
        ]

    def leaving(self, draft: Draft) -> set[int]:
        """The stops to take out: a stretch of one day, scattered ones, or some near each other."""
        random = self.random
        stops = draft.stops
        if not stops:
            return set()
        most = max(3, min(len(stops) // 2, 12))
        way = random.random()
        if way < 0.4:
            route = random.choice([route for route in draft.routes if route])
            count = random.randint(1, min(most, len(route)))
            first = random.randint(0, len(route) - count)
            return set(route[first : first + count])
        count = random.randint(1, min(most, len(stops)))
        if way < 0.7:
            return set(random.sample(stops, count))
        row = self.board.travel[random.choice(stops)]
        return set(sorted(stops, key=lambda stop: row[stop])[:count])
