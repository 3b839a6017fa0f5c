"""What a visit is worth today (R2, Q3, G7): one formula, every term visible.

    due       grade weight × how late the visit is against the grade's interval (0 to 1.5)
    pressure  grade weight × how far the quarter's visits are behind (0 to 2), less of it in the
              ten days after a visit
    + follow-up due, wished day, purchase expected, never visited

Once the quarter's visits are done, due and pressure are nothing; what the customer asked for counts
all the same. The weights stand in the config.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

SOONEST = 0.4  # of the interval: nobody wants to be visited again before
MOST_LATE = 1.5
MOST_PRESSURE = 2.0
REST_DAYS = 10  # after a visit the quarter presses a tenth more each day
WISH_DAYS = 14  # a wish that was not kept counts so long
EXPECTED_DAYS = 31


@dataclass(frozen=True)
class Weights:
    """How much each reason counts; ``grades`` and ``interval_days`` by grade."""

    grades: Mapping[str, int]
    interval_days: Mapping[str, int]
    follow_up: int
    wished: int
    expected: int
    never: int


@dataclass(frozen=True)
class Standing:
    """What is known of a customer on the day.

    Args:
        grade: A to D, or None.
        last_visit: The last visit in person.
        required: Visits the grade needs in the quarter.
        done: Visits made in it.
        days_left: Working days of the quarter from today on, today included.
        days_in_quarter: Its working days.
        follow_up_due: The earliest open follow-up.
        wished_on: The day a visit is wished.
        expected_on: The day a purchase is expected.
    """

    grade: str | None
    last_visit: date | None
    required: int
    done: int
    days_left: int
    days_in_quarter: int
    follow_up_due: date | None = None
    wished_on: date | None = None
    expected_on: date | None = None


class Term(NamedTuple):
    """One reason with its points, as `route why` lists them."""

    key: str
    points: int


def terms(standing: Standing, today: date, weights: Weights) -> list[Term]:
    """The reasons for a visit today that count anything, the heaviest first."""
    weight = weights.grades.get(standing.grade or "", 0)
    over = standing.required > 0 and standing.done >= standing.required
    found = [
        Term("due", 0 if over else round(weight * lateness(standing, today, weights))),
        Term("pressure", 0 if over else round(weight * pressure(standing) * rest(standing, today))),
        Term("wished", weights.wished if is_wished(standing, today) else 0),
        Term("follow-up", weights.follow_up if is_due(standing, today) else 0),
        Term("expected", round(weights.expected * nearness(standing, today))),
        Term("never", weights.never if standing.last_visit is None and weight else 0),
    ]
    return sorted((term for term in found if term.points), key=lambda term: -term.points)


def value(standing: Standing, today: date, weights: Weights) -> int:
    return sum(term.points for term in terms(standing, today, weights))


def lateness(standing: Standing, today: date, weights: Weights) -> float:
    """0 up to two fifths of the interval after the last visit, 1 when it is over, 1.5 at most."""
    interval = weights.interval_days.get(standing.grade or "", 0)
    if not interval:
        return 0.0
    if standing.last_visit is None:
        return 1.0
    passed = (today - standing.last_visit).days / interval
    return min(max((passed - SOONEST) / (1 - SOONEST), 0.0), MOST_LATE)


def pressure(standing: Standing) -> float:
    """How much faster than even the quarter's visits must go from now on; 0 on pace."""
    left = standing.required - standing.done
    if left <= 0:
        return 0.0
    if standing.days_left <= left:
        return MOST_PRESSURE
    pace = left / standing.required * standing.days_in_quarter / standing.days_left
    return min(max(pace - 1, 0.0), MOST_PRESSURE)


def rest(standing: Standing, today: date) -> float:
    """0 on the day of a visit, 1 from ten days after it: nobody is seen twice in a row."""
    if standing.last_visit is None:
        return 1.0
    return min(max((today - standing.last_visit).days / REST_DAYS, 0.0), 1.0)


def is_wished(standing: Standing, today: date) -> bool:
    """On the wished day, and for two weeks after it while it was not kept."""
    day = standing.wished_on
    return day is not None and 0 <= (today - day).days <= WISH_DAYS


def is_due(standing: Standing, today: date) -> bool:
    return standing.follow_up_due is not None and standing.follow_up_due <= today


def nearness(standing: Standing, today: date) -> float:
    """1 on the day a purchase is expected, falling to 0 a month before and after."""
    if standing.expected_on is None:
        return 0.0
    return max(0.0, 1 - abs((standing.expected_on - today).days) / EXPECTED_DAYS)
