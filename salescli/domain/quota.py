"""The daily quota (Q1, Q2), in integers: points by grade at the visit, distinct customers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import NamedTuple


class Call(NamedTuple):
    """One logged visit or call, as the quota sees it; ``grade`` is the grade at the visit."""

    customer: str
    grade: str | None
    channel: str
    outcome: str
    at: time | None


@dataclass(frozen=True)
class Rules:
    """What the office asks of a day: ``points`` per grade, ``needed`` in all, or ``customers``."""

    points: Mapping[str, int]
    needed: int
    customers: int
    half: int
    noon: time
    count_absent: bool = False


@dataclass(frozen=True)
class Progress:
    """Where a day stands."""

    points: int
    customers: int
    morning: int
    afternoon: int
    phone: int
    absent: int
    rules: Rules

    @property
    def met(self) -> bool:
        """Points or distinct customers, whichever is reached first (requirements 6.1)."""
        return self.points >= self.rules.needed or self.customers >= self.rules.customers


def counts(call: Call, rules: Rules) -> bool:
    """Whether a call is a visit for the quota: in person, and not a no-show.

    The office leaves out the absent customer and the phone alone (requirements 6.2): who refused or
    put the matter off was met.
    """
    return call.channel == "visit" and (call.outcome != "absent" or rules.count_absent)


def progress(calls: Iterable[Call], rules: Rules) -> Progress:
    """Count a day; a customer seen twice counts once, with the better grade and the first half."""
    day = list(calls)
    points: dict[str, int] = {}
    halves: dict[str, bool] = {}
    for call in day:
        if counts(call, rules):
            worth = rules.points.get(call.grade or "", 0)
            points[call.customer] = max(worth, points.get(call.customer, 0))
            early = is_morning(call.at, rules.noon)
            halves[call.customer] = halves.get(call.customer, False) or early
    return Progress(
        points=sum(points.values()),
        customers=len(points),
        morning=sum(halves.values()),
        afternoon=len(halves) - sum(halves.values()),
        phone=sum(call.channel == "phone" for call in day),
        absent=sum(call.outcome == "absent" and call.channel == "visit" for call in day),
        rules=rules,
    )


def is_morning(at: time | None, noon: time) -> bool:
    """A visit without a time counts to the afternoon, so that the morning is never flattered."""
    return at is not None and at < noon
