"""The proven best order of few stops: every set of stops, each way to end it that may still win."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from salescli.domain.routing.board import Board
from salescli.domain.routing.model import Problem

MOST = 10


class Label(NamedTuple):
    """A way to have visited a set of stops: free again at ``clock`` after ``travel`` minutes."""

    clock: int
    travel: int
    order: tuple[int, ...]


def best_order(problem: Problem, stops: Sequence[int]) -> tuple[int, ...] | None:
    """All of a few stops of one day in the order with the least travel; None: they do not fit."""
    way = homeward(Board(problem), stops).get(frozenset(stops))
    return way.order if way else None


def best_choice(board: Board, stops: Sequence[int]) -> list[int]:
    """Those of a few stops of one day, in order, that are worth most together."""
    found = homeward(board, stops)
    routes = [list(way.order) for way in found.values() if len(way.order) <= board.days[0].cap]
    return max(routes, key=lambda route: board.score([route]), default=[])


def homeward(board: Board, stops: Sequence[int]) -> dict[frozenset[int], Label]:
    """For each set of stops that fits into the day the way with the least travel, end included."""
    frame = board.days[0]
    travel = board.travel
    states: dict[tuple[frozenset[int], int], list[Label]] = {
        (frozenset(), frame.start): [Label(frame.opens, 0, ())]
    }
    best: dict[frozenset[int], Label] = {}
    for size in range(len(stops) + 1):
        for chosen in map(frozenset, combinations(stops, size)):
            for last in chosen or {frame.start}:
                for label in states.pop((chosen, last), ()):
                    way = label.travel + travel[last][frame.end]
                    if label.clock + travel[last][frame.end] <= frame.closes:
                        old = best.get(chosen)
                        if old is None or (way, label.clock) < (old.travel, old.clock):
                            best[chosen] = Label(label.clock, way, label.order)
                    for stop in stops:
                        if stop not in chosen:
                            step = onward(board, last, stop, label)
                            if step:
                                keep(states.setdefault((chosen | {stop}, stop), []), step)
    return best


def onward(board: Board, last: int, stop: int, label: Label) -> Label | None:
    way = board.travel[last][stop]
    arrive = label.clock + way
    for first, latest in board.windows[0][stop]:
        if arrive <= latest:
            done = max(arrive, first) + board.minutes[stop]
            if done > board.days[0].closes:
                return None
            return Label(done, label.travel + way, (*label.order, stop))
    return None


def keep(labels: list[Label], new: Label) -> None:
    """Keep a way unless another one is as early with as little travel."""
    if any(old.clock <= new.clock and old.travel <= new.travel for old in labels):
        return
    labels[:] = [old for old in labels if not (new.clock <= old.clock and new.travel <= old.travel)]
    labels.append(new)
