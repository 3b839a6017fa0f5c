"""The board the search plays on: routes with their times, and every move on them.

Everything here is called some ten thousand times a plan, so that it works on plain lists.
"""

from __future__ import annotations

from typing import NamedTuple

from salescli.domain.routing.model import NEVER, Day, Problem

MUST = 10**6  # a must-stop is worth more than any day

Values = list[list[float]]


class Frame(NamedTuple):
    """One route with its times.

    Args:
        nodes: Places from the day's start to its end.
        ready: Per node the minute at which the rep can leave it.
        late: Per node the last minute to begin there so that the rest still fits.
        early: How many stops lie before noon.
    """

    nodes: list[int]
    ready: list[int]
    late: list[int]
    early: int


class Draft:
    """Routes as they stand in the search; copied before they are changed."""

    __slots__ = ("frames", "routes", "score", "used")

    def __init__(
        self, routes: list[list[int]], frames: list[Frame], used: list[int], score: int = 0
    ) -> None:
        self.routes = routes
        self.frames = frames
        self.used = used
        self.score = score

    def copy(self) -> Draft:
        return Draft(self.routes[:], self.frames[:], self.used[:], self.score)

    @property
    def stops(self) -> list[int]:
        return [stop for route in self.routes for stop in route]


class Insertion(NamedTuple):
    """The best place found on a day: how good, which stop, before which node."""

    merit: float
    stop: int
    place: int


NONE = Insertion(0.0, -1, 0)


class Board:
    """A problem as lists, and the moves on its drafts.

    Merits of an insertion: 0 is the gain, 1 the squared gain and 2 the gain per minute.
    """

    def __init__(self, problem: Problem) -> None:
        self.days: list[Day] = list(problem.days)
        self.travel = [list(row) for row in problem.travel]
        self.weight = problem.travel_weight
        self.quota = problem.quota_weight
        stops = problem.stops
        self.size = len(stops)
        self.minutes = [stop.minutes for stop in stops]
        self.points = [stop.points for stop in stops]
        self.musts = [stop.must for stop in stops]
        self.windows = [[stop.windows[day] for stop in stops] for day in range(len(self.days))]
        self.values: Values = [
            [stop.values[day] + MUST * stop.must for stop in stops] for day in range(len(self.days))
        ]
        self.near = [self.neighbours(day) for day in range(len(self.days))]
        self.fitting: dict[tuple[int, ...], list[tuple[int, int, int]]] = {}

    def neighbours(self, day: int) -> list[list[tuple[int, int]]]:
        """Of each place the stops worth a visit that day, the soonest done first."""
        windows, values = self.windows[day], self.values[day]
        helps = self.quota * self.days[day].points  # a stop may be worth nothing but its points
        usable = [
            stop
            for stop in range(self.size)
            if windows[stop] and (values[stop] > 0 or (helps and self.points[stop]))
        ]
        return [
            sorted((row[stop] + self.minutes[stop], stop) for stop in usable) for row in self.travel
        ]

    def empty(self) -> Draft:
        frames = [self.timed(day, []) for day in range(len(self.days))]
        kept = [frame or self.standing(day) for day, frame in zip(self.days, frames, strict=True)]
        return Draft([[] for _ in self.days], kept, [0] * self.size)

    def standing(self, day: Day) -> Frame:
        """A day on which the way from start to end is already too long: nothing fits."""
        return Frame([day.start, day.end], [day.opens], [day.opens, -NEVER], 0)

    def timed(self, which: int, stops: list[int]) -> Frame | None:
        """The stops in this order with their times; None when they do not fit."""
        day = self.days[which]
        travel, windows, minutes = self.travel, self.windows[which], self.minutes
        half, noon = day.half_cap, day.noon
        at, clock, early = day.start, day.opens, 0
        ready = [clock]
        for stop in stops:
            arrive = clock + travel[at][stop]
            for first, last in windows[stop]:
                if arrive <= last:
                    begin = max(first, arrive)
                    if begin < noon:
                        if half is not None and early >= half:
                            continue
                        early += 1
                    break
            else:
                return None
            clock = begin + minutes[stop]
            ready.append(clock)
            at = stop
        later = len(stops) - early
        if clock + travel[at][day.end] > day.closes or (half is not None and later > half):
            return None
        nodes = [day.start, *stops, day.end]
        stay = half is not None and later >= half
        return Frame(nodes, ready, self.latest(which, nodes, early if stay else 0), early)

    def latest(self, which: int, nodes: list[int], stay: int) -> list[int]:
        """The last minute to begin at each node; the first ``stay`` stops stay before noon."""
        day, travel, windows = self.days[which], self.travel, self.windows[which]
        late = [day.closes] * len(nodes)
        bound = day.closes
        for place in range(len(nodes) - 2, 0, -1):
            stop = nodes[place]
            bound -= travel[stop][nodes[place + 1]] + self.minutes[stop]
            if place <= stay and bound >= day.noon:
                bound = day.noon - 1
            for first, last in reversed(windows[stop]):
                if bound >= first:
                    bound = min(bound, last)
                    break
            late[place] = bound
        return late

    def fits(
        self, day: int, before: int, after: int, leave: int, end: int, span: tuple[int, int]
    ) -> list[tuple[int, int, int]]:
        """Who fits between two nodes: (stop, detour, minutes taken).

        Args:
            day: Which day.
            before: The node that is left at ``leave``.
            after: The node that must be begun by ``end``.
            leave: Minute.
            end: Minute.
            span: Half-open minutes in which the visit may begin.
        """
        travel, windows, minutes = self.travel, self.windows[day], self.minutes
        room = end - leave
        way = travel[before]
        base = way[after]
        earliest, latest = span
        found = []
        for need, stop in self.near[day][before]:
            if need > room:
                break
            onward = travel[stop][after]
            if need + onward > room:
                continue
            arrive = leave + way[stop]
            if arrive < earliest:
                arrive = earliest
            for first, last in windows[stop]:
                if arrive <= last:
                    break
            else:
                continue
            begin = arrive if arrive > first else first
            done = begin + minutes[stop] + onward
            if begin < latest and done <= end:
                found.append((stop, way[stop] + onward - base, done - leave - base or 1))
        return found

    def best_place(
        self, day: int, draft: Draft, values: list[float], weight: float, merit: int,
        banned: set[tuple[int, int]],
    ) -> Insertion:  # fmt: skip
        """The best insertion into one day's route."""
        nodes, ready, late, early = draft.frames[day]
        frame = self.days[day]
        full_early = frame.half_cap is not None and early >= frame.half_cap
        full_late = frame.half_cap is not None and len(nodes) - 2 - early >= frame.half_cap
        span = (frame.noon if full_early else -NEVER, frame.noon if full_late else NEVER)
        short = self.shortfall(day, draft.routes[day])
        used, points, quota, fitting = draft.used, self.points, self.quota, self.fitting
        best, top = NONE, 0.0
        for place in range(early * full_early, early + 1 if full_late else len(nodes) - 1):
            key = (day, nodes[place], nodes[place + 1], ready[place], late[place + 1], *span)
            found = fitting.get(key)
            if found is None:
                found = fitting[key] = self.fits(*key[:5], span)
            for stop, detour, taken in found:
                if used[stop]:
                    continue
                gain = values[stop] - weight * detour
                if short:
                    gain += quota * min(short, points[stop])
                if gain <= 0:
                    continue
                if merit:
                    gain = gain * gain / taken if merit == 1 else gain / taken
                if gain > top and (stop, place) not in banned:
                    best, top = Insertion(gain, stop, place), gain
        return best

    def fill(self, draft: Draft, values: Values, weight: float, merit: int) -> None:
        """Insert the best stop again and again, until none is left that pays."""
        days = range(len(self.days))
        banned: list[set[tuple[int, int]]] = [set() for _ in days]
        bests: list[Insertion | None] = [None] * len(self.days)
        while True:
            for day in days:
                if bests[day] is None:
                    bests[day] = (
                        NONE
                        if len(draft.routes[day]) >= self.days[day].cap
                        else self.best_place(day, draft, values[day], weight, merit, banned[day])
                    )
            day = max(days, key=lambda day: (bests[day] or NONE).merit)
            _merit, stop, place = bests[day] or NONE
            if stop < 0:
                return
            route = draft.routes[day]
            trial = [*route[:place], stop, *route[place:]]
            frame = self.timed(day, trial)
            if frame is None:  # pushed a stop into a half that is full
                banned[day].add((stop, place))
                bests[day] = None
                continue
            banned[day].clear()
            draft.routes[day], draft.frames[day], draft.used[stop] = trial, frame, 1
            bests = [
                None if other == day or best is None or best.stop == stop else best
                for other, best in enumerate(bests)
            ]

    def prune(self, draft: Draft) -> None:
        """Take out, one after the other, stops that cost more than they are worth."""
        for day in range(len(self.days)):
            while (worst := self.worst(day, draft.routes[day])) is not None:
                if not self.take_out(draft, {worst}):
                    break

    def worst(self, day: int, route: list[int]) -> int | None:
        """The stop of a route whose leaving gains most, if any does."""
        travel, frame = self.travel, self.days[day]
        nodes = [frame.start, *route, frame.end]
        short = self.shortfall(day, route)
        least, found = 0.0, None
        for place, stop in enumerate(route, 1):
            before, after = nodes[place - 1], nodes[place + 1]
            saved = travel[before][stop] + travel[stop][after] - travel[before][after]
            worth = self.values[day][stop] - self.weight * saved
            if worth < least and self.quota:
                missing = self.shortfall(day, [other for other in route if other != stop])
                worth += self.quota * (missing - short)
            if worth < least:
                least, found = worth, stop
        return found

    def take_out(self, draft: Draft, stops: set[int]) -> bool:
        """Remove stops, a day's only if the rest can be kept; whether all went."""
        whole = True
        for day, route in enumerate(draft.routes):
            kept = [stop for stop in route if stop not in stops]
            if len(kept) == len(route):
                continue
            frame = self.timed(day, kept)
            if frame is None:  # a shortcut that is longer than the way round
                whole = False
                continue
            for stop in route:
                if stop in stops:
                    draft.used[stop] = 0
            draft.routes[day], draft.frames[day] = kept, frame
        return whole

    def shortfall(self, day: int, route: list[int]) -> int:
        """Quota points that are missing: none when there are customers enough."""
        frame = self.days[day]
        if not frame.points or 0 < frame.customers <= len(route):
            return 0
        made = 0
        for stop in route:
            made += self.points[stop]
        return max(0, frame.points - made)

    def score(self, routes: list[list[int]]) -> int:
        """Value of the stops, less the travel and what the quota misses."""
        total = 0.0
        for day, route in enumerate(routes):
            frame, values, at, way = self.days[day], self.values[day], self.days[day].start, 0
            for stop in route:
                way += self.travel[at][stop]
                total += values[stop]
                at = stop
            way += self.travel[at][frame.end]
            total -= self.weight * way + self.quota * self.shortfall(day, route)
        return int(total)
