"""The rest of a quarter, planned day by day: who will be missed at this pace (Q3, Q10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from salescli.domain.routing.planner import Candidate, Frame, Rules, Travel, plan
from salescli.domain.routing.value import Standing, Weights, value

EFFORT = 60
KEPT = 40


@dataclass(frozen=True)
class Forecast:
    """What the simulated days bring.

    Args:
        visits: For each customer the days on which it would be visited.
        fit: How many of the visits that are still required would be made.
        needed: How many are still required.
    """

    visits: tuple[tuple[date, ...], ...]
    fit: int
    needed: int


def forecast(
    candidates: Sequence[Candidate], standings: Sequence[Standing], days: Sequence[date],
    frame: Frame, rules: Rules, travel: Travel, weights: Weights,
    hours: Callable[[int, date], Candidate],
) -> Forecast:  # fmt: skip
    """Plan each day anew with what the days before it brought.

    Args:
        candidates: The customers; only their places, minutes and points are used.
        standings: Where each customer stands on the first day.
        days: The working days that are left.
        frame: Every day's frame.
        rules: Weights of way and quota.
        travel: Travel times.
        weights: Weights of a visit's value.
        hours: The candidate with the opening hours of a day, by its index.
    """
    now = list(standings)
    visits: list[list[date]] = [[] for _ in candidates]
    for number, day in enumerate(days):
        now = [replace(one, days_left=len(days) - number) for one in now]
        worth = [(index, value(one, day, weights)) for index, one in enumerate(now)]
        some = [index for index, points in worth if points > 0]
        chosen = [replace(hours(index, day), values=(worth[index][1],)) for index in some]
        planned = plan(chosen, [frame], rules, travel, EFFORT, kept=KEPT, polish=False).days[0]
        for visit in planned.visits:
            index = some[visit.candidate]
            visits[index].append(day)
            now[index] = after(now[index], day)
    left = [max(0, one.required - one.done) for one in standings]
    made = [min(need, len(some)) for need, some in zip(left, visits, strict=True)]
    return Forecast(tuple(map(tuple, visits)), sum(made), sum(left))


def after(standing: Standing, day: date) -> Standing:
    """Where a customer stands once it was visited: what was wished or due is done."""
    return replace(
        standing, last_visit=day, done=standing.done + 1, wished_on=None, follow_up_due=None
    )
