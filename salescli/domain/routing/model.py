"""A day's choice as plain numbers: whom one can see, when, for how much, and how far it is.

All times are whole minutes on a field clock from which breaks are removed (``clock.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Windows = tuple[tuple[int, int], ...]
Matrix = Sequence[Sequence[int]]

NEVER = 10**7  # minutes: no way from here to there


@dataclass(frozen=True)
class Stop:
    """A customer that can be visited.

    Args:
        windows: For each day the spans (first, last) in which the visit may begin; in order.
        values: For each day what the visit is worth then.
        minutes: How long the visit takes.
        points: What it counts for the quota.
        must: Whether it has to be in the plan.
    """

    windows: tuple[Windows, ...]
    values: tuple[int, ...]
    minutes: int = 30
    points: int = 0
    must: bool = False


@dataclass(frozen=True)
class Day:
    """One day's frame: from where and when, until where and when.

    Args:
        start: The place it begins at, as a row of the travel matrix.
        end: The place it ends at.
        opens: Minute at which the rep leaves ``start``.
        closes: Minute by which ``end`` is reached.
        cap: The most visits of the day.
        half_cap: The most visits before and after ``noon``; None leaves it to the windows.
        noon: Where the second half of the day begins.
        points: Quota points that are still missing for the day.
        customers: So many visits fulfil the quota as well.
    """

    start: int
    end: int
    opens: int
    closes: int
    cap: int = 8
    half_cap: int | None = None
    noon: int = 0
    points: int = 0
    customers: int = 0


@dataclass(frozen=True)
class Problem:
    """Stops, days and the minutes between places; a stop's place is its own row of ``travel``.

    Args:
        travel: Minutes from row to column; stops first, then the places of the days.
        travel_weight: What a minute on the way costs, in units of value.
        quota_weight: What a missing quota point costs.
    """

    stops: Sequence[Stop]
    days: Sequence[Day]
    travel: Matrix
    travel_weight: int = 1
    quota_weight: int = 0


@dataclass(frozen=True)
class Solution:
    """Chosen stops in order, one list a day.

    Args:
        routes: Indices of stops.
        score: Value less travel and quota shortfall.
        missing: Must-stops that no plan found could reach.
    """

    routes: tuple[tuple[int, ...], ...]
    score: int
    missing: tuple[int, ...] = ()
