"""Travel times for planning: estimated, corrected by logged visits, or told by a routing server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from salescli.config import Config
from salescli.domain.places import NOWHERE, Place
from salescli.domain.routing.clock import minute_of
from salescli.domain.routing.model import NEVER, Matrix
from salescli.domain.routing.planner import Travel
from salescli.domain.routing.travel import Leg, Pace, learned, matrix, minutes, on_sphere, spread
from salescli.language import _
from salescli.store.reading import Reader

LOOK_BACK_DAYS = 120
ASKED_AT_ONCE = 400


class Logged(NamedTuple):
    visit_date: date
    visit_time: time
    minutes: int
    lat: float
    lon: float


@dataclass
class Roads:
    """Where travel times come from in one command.

    Args:
        told: What the server told now, to be kept.
        note: What the person should know about the times.
        source: estimate, learned, or the server's kind.
    """

    reader: Reader
    config: Config
    today: date
    told: dict[str, int] = field(default_factory=dict)
    note: str = ""
    source: str = "estimate"
    percent: int = 100

    def __post_init__(self) -> None:
        if self.config.route.learn and not self.config.route.server:
            found = learned(legs(self.reader, self.config, self.today))
            if found is not None:
                self.percent, self.source = found, "learned"

    def travel(self, places: Sequence[Place], paces: Sequence[Pace]) -> Matrix:
        """Minutes between all places; to and from nowhere they are as the config says."""
        return self.everywhere(self.between, places, paces)

    def estimated(self, places: Sequence[Place], paces: Sequence[Pace]) -> Matrix:
        """The same without asking a server."""
        return self.everywhere(self.guessed, places, paces)

    def everywhere(self, between: Travel, places: Sequence[Place], paces: Sequence[Pace]) -> Matrix:
        """What ``between`` tells of the places on the map, and the ways to and from nowhere."""
        known = [at for at, place in enumerate(places) if place != NOWHERE]
        if len(known) == len(places):
            return between(places, paces)
        table = between([places[at] for at in known], [paces[at] for at in known])
        return spread(table, known, len(places), self.config.route.unknown_minutes)

    def guessed(self, places: Sequence[Place], paces: Sequence[Pace]) -> Matrix:
        return matrix(places, paces, self.percent)

    def between(self, places: Sequence[Place], paces: Sequence[Pace]) -> Matrix:
        """Minutes between places on the map; estimates where no server answers."""
        if not self.config.route.server or self.note:
            return self.guessed(places, paces)
        from salescli.exchange.routing_server import RoutingServerError

        try:
            table = self.asked(places)
        except RoutingServerError as error:
            self.source = "estimate"
            self.note = _("travel times are estimates, the routing server failed: {reason}").format(
                reason=error
            )
            return self.guessed(places, paces)
        self.source = self.config.route.server.partition(" ")[0]
        return [
            [
                0 if told == 0 else NEVER if told >= NEVER else told + pace.stop_minutes
                for told, pace in zip(row, paces, strict=True)
            ]
            for row in table
        ]

    def asked(self, places: Sequence[Place]) -> list[list[int]]:
        """The server's minutes, as kept or asked for now."""
        from salescli.exchange.routing_server import Server
        from salescli.exchange.routing_server import minutes as ask

        kind, _space, url = self.config.route.server.partition(" ")
        ways = [[f"{kind}:{spot(a)}>{spot(b)}" for b in places] for a in places]
        kept = {**cached(self.reader, {way for row in ways for way in row}), **self.told}
        if any(way not in kept for row in ways for way in row):
            server = Server(kind, url, float(self.config.route.timeout))
            for row, line in zip(ways, ask(server, places, places), strict=True):
                told = [NEVER if found is None else found for found in line]
                self.told.update(
                    (way, found) for way, found in zip(row, told, strict=True) if way not in kept
                )
            kept.update(self.told)
        return [[kept[way] for way in row] for row in ways]


def spot(place: Place) -> str:
    return f"{place.lat:.5f},{place.lon:.5f}"


def cached(reader: Reader, ways: set[str]) -> dict[str, int]:
    """The minutes that were told before."""
    wanted = sorted(ways)
    found: dict[str, int] = {}
    for first in range(0, len(wanted), ASKED_AT_ONCE):
        part = {f"w{place}": way for place, way in enumerate(wanted[first : first + ASKED_AT_ONCE])}
        names = ", ".join(":" + name for name in part)
        found.update(
            reader.raw(f"SELECT way, minutes FROM travel_time WHERE way IN ({names})", **part)  # noqa: S608 -- parameter names of ours
        )
    return found


def legs(reader: Reader, config: Config, today: date) -> Iterator[Leg]:
    """The ways between one logged visit and the next of the same half day, with their estimate."""
    rows = reader.rows(
        Logged,
        "FROM (SELECT v.visit_date, v.visit_time, v.minutes, c.lat, c.lon FROM visit v"
        " JOIN customer c ON c.id = v.customer_id WHERE v.deleted_at IS NULL"
        " AND v.channel = 'visit' AND v.visit_time IS NOT NULL AND v.minutes > 0"
        " AND (c.lat <> 0 OR c.lon <> 0) AND v.visit_date >= :since AND v.visit_date < :today)"
        " ORDER BY visit_date, visit_time",
        since=(today - timedelta(days=LOOK_BACK_DAYS)).isoformat(),
        today=today.isoformat(),
    )
    noon = config.day.morning.end
    pace = Pace(*config.route.pace)
    for before, after in pairwise(rows):
        same_half = (before.visit_time < noon) == (after.visit_time < noon)
        if before.visit_date != after.visit_date or not same_half:
            continue
        a, b = (on_sphere(Place(row.lat, row.lon)) for row in (before, after))
        taken = minute_of(after.visit_time) - minute_of(before.visit_time) - before.minutes
        yield Leg(taken - pace.stop_minutes, minutes(a, b, pace) - pace.stop_minutes)
