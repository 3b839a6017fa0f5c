"""How a planned day went (R1): stops made of those planned, off-plan visits, the detour."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, NamedTuple

from salescli.config import Config
from salescli.domain.places import on_map
from salescli.domain.shares import percent
from salescli.reports import route
from salescli.store.reading import Reader

if TYPE_CHECKING:
    from salescli.domain.routing.travel import Pace

ANY_TIME = 10**6


class Made(NamedTuple):
    """A visit in person as it was logged."""

    id: str
    customer_id: str
    customer: str
    visit_time: time | None
    lat: float | None
    lon: float | None


def of_day(reader: Reader, config: Config, day: date) -> dict[str, Any] | None:
    """The facts of a planned day; None when nothing was planned.

    ``made`` counts planned stops where the rep went, met or not; ``adherence`` is made ÷ planned
    in whole percent. ``off_plan`` are visits in person that no stop planned. ``detour`` is
    the way of the day in minutes as it was driven less the best order of the same visits, both
    estimated; None when a visit has no time or place, or there are more than ten.
    """
    planned = route.of_day(reader, day)
    if planned is None or not planned.stops:
        return None
    from salescli.domain.routing.travel import Pace

    visits = made_on(reader, day)
    linked = {stop.visit_id for stop in planned.stops}
    return {
        **kept(planned.stops),
        "off_plan": [visit.customer for visit in visits if visit.id not in linked],
        "detour": detour(planned.head, visits, Pace(*config.route.pace)),
        "not_made": [
            {"customer": stop.customer, "status": stop.status, "reason": stop.reason,
             "moved_to": stop.moved_to.isoformat() if stop.moved_to else None}
            for stop in planned.stops
            if stop.status in route.GONE
        ],
        "unanswered": [stop.customer for stop in planned.open_stops],
    }  # fmt: skip


def kept(stops: Sequence[route.Stop]) -> dict[str, int]:
    """How many of the planned stops were made, met or not."""
    made = sum(stop.status in route.MADE for stop in stops)
    return {"planned": len(stops), "made": made, "adherence": percent(made, len(stops))}


def made_on(reader: Reader, day: date) -> list[Made]:
    return reader.rows(
        Made,
        "FROM (SELECT v.id, v.customer_id, v.customer, v.visit_time, c.lat, c.lon, v.no"
        " FROM visits v JOIN customer c ON c.id = v.customer_id"
        " WHERE v.visit_date = :day AND v.channel = 'visit')"
        " ORDER BY coalesce(visit_time, '99'), no",
        day=day.isoformat(),
    )


def detour(head: route.Head, visits: Sequence[Made], pace: Pace) -> int | None:
    """Minutes driven beyond the best order of the same visits."""
    from salescli.domain.routing import exact
    from salescli.domain.routing.model import Day, Problem, Stop
    from salescli.domain.routing.travel import matrix

    places = [place for visit in visits if (place := on_map(visit.lat, visit.lon))]
    ends = [place for place in (head.begin_spot, head.end_spot) if place]
    timed = all(visit.visit_time for visit in visits)
    if not timed or len(ends) < 2 or not 0 < len(places) == len(visits) <= exact.MOST:
        return None
    travel = matrix([*places, *ends], [pace] * (len(places) + 2))
    count = len(places)
    stops = [Stop(windows=(((0, ANY_TIME),),), values=(1,), minutes=0) for _ in places]
    problem = Problem(stops, [Day(count, count + 1, 0, ANY_TIME, cap=count)], travel)
    best = exact.best_order(problem, range(count)) or ()
    return way(travel, range(count), count) - way(travel, best, count)


def way(travel: Sequence[Sequence[int]], order: Sequence[int], begin: int) -> int:
    """Minutes from the first end by the stops in order to the second."""
    nodes = [begin, *order, begin + 1]
    return sum(travel[a][b] for a, b in itertools.pairwise(nodes))
