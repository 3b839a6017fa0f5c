"""From customers and office hours to timed days: picks, asks for travel times, searches, times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from salescli.domain.places import Place
from salescli.domain.routing import exact
from salescli.domain.routing.board import Board
from salescli.domain.routing.candidates import promising
from salescli.domain.routing.clock import DAY, Clock, Stretch
from salescli.domain.routing.model import Day, Matrix, Problem, Stop, Windows
from salescli.domain.routing.search import EFFORT, solve
from salescli.domain.routing.timetable import Broken, Timetable, Wish, timetable
from salescli.domain.routing.travel import Pace

KEPT = 60  # candidates for one day
KEPT_MORE = 25  # for each day after it

Travel = Callable[[Sequence[Place], Sequence[Pace]], Matrix]


@dataclass(frozen=True)
class Frame:
    """One day's frame in wall minutes.

    Args:
        work: The stretches in which visits may lie; breaks are between them.
        begin: Where the rep starts, at ``leave``.
        end: Where the rep is back by ``back``.
        cap: The most visits.
        points: Quota points still missing.
        customers: Customers that fulfil the quota as well, still missing.
    """

    work: tuple[Stretch, ...]
    begin: Place
    end: Place
    leave: int
    back: int
    cap: int
    points: int = 0
    customers: int = 0


@dataclass(frozen=True)
class Candidate:
    """A customer who could be seen.

    Args:
        place: Where.
        pace: How one gets about there.
        hours: For each day when the customer is open, wall minutes; none is closed.
        values: For each day what the visit is worth.
        minutes: How long it takes.
        points: Quota points.
        must: It has to be in the plan.
        pins: For each day the wall minute it is fixed to, if it is.
    """

    place: Place
    pace: Pace
    hours: tuple[tuple[Stretch, ...], ...]
    values: tuple[int, ...]
    minutes: int = 30
    points: int = 0
    must: bool = False
    pins: tuple[int | None, ...] = (None,)


@dataclass(frozen=True)
class Rules:
    """How much the way and the quota count, and whether a visit must end within the hours."""

    travel_weight: int
    quota_weight: int
    whole: bool
    home_pace: Pace


@dataclass(frozen=True)
class Visit:
    """A planned visit in wall minutes; ``broken`` says why it cannot stand there."""

    candidate: int
    travel: int
    start: int
    end: int
    broken: Broken | None = None


@dataclass(frozen=True)
class Planned:
    """One day, timed: the visits, the minute the rep is back, all travel minutes."""

    visits: tuple[Visit, ...]
    back: int
    travel: int
    late: bool = False


@dataclass(frozen=True)
class Plan:
    """The days, and the must-stops that could not be reached."""

    days: tuple[Planned, ...]
    missing: tuple[int, ...]


def plan(
    candidates: Sequence[Candidate], frames: Sequence[Frame], rules: Rules, travel: Travel,
    effort: int = EFFORT, seed: int = 0, kept: int = KEPT, *, polish: bool = True,
) -> Plan:  # fmt: skip
    """Choose and order visits for the days among the ``kept`` most promising; nobody twice."""
    chosen = picked(candidates, frames, rules, kept)
    some = [candidates[index] for index in chosen]
    clocks = [clock_of(frame, some, day) for day, frame in enumerate(frames)]
    problem = posed(some, frames, clocks, rules, travel)
    found = solve(problem, effort, seed, polish=polish)
    days = []
    for day, route in enumerate(found.routes):
        table = timetable(problem.days[day], wishes(problem, day, route), problem.travel,
                          clocks[day])  # fmt: skip
        days.append(walled(table, [chosen[stop] for stop in route], clocks[day]))
    return Plan(tuple(days), tuple(chosen[stop] for stop in found.missing))


def picked(
    candidates: Sequence[Candidate], frames: Sequence[Frame], rules: Rules, kept: int
) -> list[int]:
    """The candidates worth searching among; musts always."""
    most = kept + KEPT_MORE * (len(frames) - 1)
    musts = [index for index, one in enumerate(candidates) if one.must]
    free = [
        index
        for index, one in enumerate(candidates)
        if not one.must and any(one.hours[day] for day in range(len(frames)))
    ]
    found = promising(
        [candidates[index].place for index in free],
        [max(candidates[index].values) for index in free],
        frames[0].begin,
        most,
        60 * rules.home_pace.circuity / rules.home_pace.speed_kmh,
    )
    return musts + [free[index] for index in found]


def clock_of(frame: Frame, candidates: Sequence[Candidate], day: int) -> Clock:
    """The day's clock; what is agreed for the lunch hour takes its piece of it."""
    pins = [(one.pins[day], one.minutes) for one in candidates]
    agreed = [Stretch(pin, pin + minutes) for pin, minutes in pins if pin is not None]
    inside = [
        part for part in agreed if frame.work[0].start <= part.start < frame.work[-1].end
    ]  # fmt: skip
    merged: list[Stretch] = []
    for part in sorted([*frame.work, *inside]):
        if merged and part.start <= merged[-1].end:
            merged[-1] = Stretch(merged[-1].start, max(part.end, merged[-1].end))
        else:
            merged.append(part)
    last = merged[-1]
    merged[-1] = Stretch(last.start, min(last.end, max(frame.work[-1].end, last.start)))
    return Clock(tuple(merged))


def posed(
    candidates: Sequence[Candidate], frames: Sequence[Frame], clocks: Sequence[Clock],
    rules: Rules, travel: Travel,
) -> Problem:  # fmt: skip
    """The problem in field minutes; the places of the days stand behind the stops'."""
    stops = [
        Stop(
            windows=tuple(
                windows(one, day, clock, whole=rules.whole) for day, clock in enumerate(clocks)
            ),
            values=one.values,
            minutes=one.minutes,
            points=one.points,
            must=one.must,
        )
        for one in candidates
    ]
    ends: dict[Place, int] = {}
    for frame in frames:
        for place in (frame.begin, frame.end):
            ends.setdefault(place, len(stops) + len(ends))
    places = [one.place for one in candidates] + list(ends)
    paces = [one.pace for one in candidates] + [rules.home_pace] * len(ends)
    days = [
        Day(
            start=ends[frame.begin],
            end=ends[frame.end],
            opens=clock.field(frame.leave),
            closes=clock.field(frame.back),
            cap=frame.cap,
            points=frame.points,
            customers=frame.customers,
        )
        for frame, clock in zip(frames, clocks, strict=True)
    ]
    return Problem(stops, days, travel(places, paces), rules.travel_weight, rules.quota_weight)


def windows(one: Candidate, day: int, clock: Clock, *, whole: bool) -> Windows:
    """When a visit may begin: at its agreed time alone, or while the customer is open."""
    pin = one.pins[day]
    if pin is None:
        return clock.windows(one.hours[day], one.minutes, whole=whole)
    anytime = clock.windows([DAY], one.minutes)
    at = clock.field(pin)
    return ((at, at),) if any(first <= at <= last for first, last in anytime) else ()


def wishes(problem: Problem, day: int, order: Sequence[int]) -> list[Wish]:
    return [
        Wish(stop, problem.stops[stop].windows[day], problem.stops[stop].minutes) for stop in order
    ]


def walled(table: Timetable, candidates: Sequence[int], clock: Clock) -> Planned:
    """A timetable in wall minutes."""
    visits = [
        Visit(candidate, stop.travel, clock.begins(stop.start), clock.ends(stop.end), stop.broken)
        for candidate, stop in zip(candidates, table.stops, strict=True)
    ]
    return Planned(tuple(visits), clock.ends(table.back), table.travel, table.late)


def timed(
    candidates: Sequence[Candidate], frame: Frame, rules: Rules, travel: Travel
) -> Planned:  # fmt: skip
    """All candidates in the order given, with what of it breaks."""
    clock = clock_of(frame, candidates, 0)
    problem = posed(candidates, [frame], [clock], rules, travel)
    order = range(len(candidates))
    pinned = [
        wish._replace(
            windows=clock.windows(one.hours[0], one.minutes, whole=rules.whole),
            pin=None if one.pins[0] is None else clock.field(one.pins[0]),
        )
        for wish, one in zip(wishes(problem, 0, order), candidates, strict=True)
    ]
    return walled(timetable(problem.days[0], pinned, problem.travel, clock), order, clock)


def ordered(
    candidates: Sequence[Candidate], frame: Frame, rules: Rules, travel: Travel
) -> tuple[list[int], list[int]]:
    """The best order of the day (exact up to ten stops), and who does not fit into it."""
    everyone = [replace(one, must=True) for one in candidates]
    clock = clock_of(frame, everyone, 0)
    problem = posed(everyone, [replace(frame, cap=len(everyone))], [clock], rules, travel)
    if len(everyone) <= exact.MOST and (whole := exact.best_order(problem, range(len(everyone)))):
        return list(whole), []
    problem = posed(candidates, [replace(frame, cap=len(everyone))], [clock], rules, travel)
    order = list(solve(problem).routes[0])
    return order, [index for index in range(len(candidates)) if index not in order]


@dataclass(frozen=True)
class Cost:
    """What it costs to see one more customer: minutes more on the way, and who must go."""

    minutes: int
    dropped: tuple[int, ...]


def cost_of(
    candidates: Sequence[Candidate], extra: Candidate, frame: Frame, rules: Rules, travel: Travel
) -> Cost | None:
    """The cost of adding ``extra`` to a day with ``candidates``; None when it cannot be seen."""
    everyone = [*candidates, replace(extra, must=True)][-exact.MOST :]
    shift = len(candidates) + 1 - len(everyone)
    clock = clock_of(frame, everyone, 0)
    problem = posed(everyone, [frame], [clock], rules, travel)
    board = Board(problem)
    last = len(everyone) - 1
    route = exact.best_choice(board, range(len(everyone)))
    if last not in route:
        return None
    before = exact.best_choice(board, range(last))
    dropped = tuple(shift + stop for stop in before if stop not in route)
    return Cost(way(board, route) - way(board, before), dropped)


def way(board: Board, route: Sequence[int]) -> int:
    """Travel minutes of a route, from the day's start to its end."""
    frame = board.days[0]
    nodes = [frame.start, *route, frame.end]
    return sum(board.travel[a][b] for a, b in pairwise(nodes))
