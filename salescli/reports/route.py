"""What is known of a day on the road: its frame, its stops, what became of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from salescli.domain.places import Place, on_map
from salescli.domain.words import OPEN_STOPS, StopStatus
from salescli.store.reading import Reader

MADE = {StopStatus.VISITED, StopStatus.ABSENT}
GONE = {StopStatus.MOVED, StopStatus.SKIPPED}


class Head(NamedTuple):
    """The frame of a planned day."""

    day: date
    begin_name: str
    begin_lat: float
    begin_lon: float
    begin_at: time
    end_name: str
    end_lat: float
    end_lon: float
    back_by: time
    back_at: time
    travel_minutes: int
    travel_source: str
    left_out: str
    rep: str | None

    @property
    def begin_spot(self) -> Place | None:
        return on_map(self.begin_lat, self.begin_lon)

    @property
    def end_spot(self) -> Place | None:
        return on_map(self.end_lat, self.end_lon)

    @property
    def kept(self) -> dict[str, Any]:
        """The values of its row."""
        values = self._asdict()
        del values["day"], values["rep"]
        return values


class Stop(NamedTuple):
    """A planned stop with what one needs at hand to confirm it by phone."""

    id: str
    day: date
    place: int
    customer_id: str
    customer_no: int
    customer: str
    grade: str | None
    status: str
    starts_at: time
    ends_at: time
    minutes: int
    travel_minutes: int
    lat: float
    lon: float
    area_centre: bool
    pinned: bool
    must: bool
    value: int
    why: str
    broken: str
    reason: str
    moved_to: date | None
    confirmed_at: datetime | None
    visit_id: str | None
    visit_no: int | None
    visit_time: time | None
    visit_minutes: int | None
    address: str
    area: str
    windows: str
    phone: str
    contact: str | None
    contact_phone: str | None
    updated_at: datetime

    @property
    def spot(self) -> Place | None:
        """Where it is, if anybody knows."""
        return on_map(self.lat, self.lon)

    @property
    def terms(self) -> list[tuple[str, int]]:
        return [(key, points) for key, points in json.loads(self.why or "[]")]

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STOPS

    @property
    def begins(self) -> time:
        """When the visit was, once it was made; until then when it is planned."""
        return self.visit_time or self.starts_at

    @property
    def ends(self) -> time:
        if self.visit_time is None:
            return self.ends_at
        done = datetime.combine(self.day, self.visit_time)
        done += timedelta(minutes=self.visit_minutes or 0)
        return done.time() if done.date() == self.day else self.visit_time


class Route(NamedTuple):
    """A day's plan as it is kept."""

    head: Head
    stops: list[Stop]

    @property
    def open_stops(self) -> list[Stop]:
        return [stop for stop in self.stops if stop.is_open]


def of_day(reader: Reader, day: date) -> Route | None:
    head = reader.first(Head, "FROM routes WHERE day = :day", day=day.isoformat())
    if head is None:
        return None
    return Route(head, stops_of(reader, day))


def stops_of(reader: Reader, day: date) -> list[Stop]:
    return reader.rows(Stop, "FROM stops WHERE day = :day ORDER BY place", day=day.isoformat())


def seen_on(reader: Reader, day: date) -> set[str]:
    """The customers visited on a day, planned or not."""
    rows = reader.raw(
        "SELECT customer_id FROM visits WHERE visit_date = :day AND channel = 'visit'",
        day=day.isoformat(),
    )
    return {str(row[0]) for row in rows}


class LastSeen(NamedTuple):
    customer: str
    lat: float
    lon: float


def last_visited(reader: Reader, day: date) -> LastSeen | None:
    """Where the rep was last on a day; None when that is not on the map."""
    return reader.first(
        LastSeen,
        "FROM (SELECT v.customer, c.lat, c.lon, v.visit_time, v.no FROM visits v"
        " JOIN customers c ON c.id = v.customer_id WHERE v.visit_date = :day"
        " AND v.channel = 'visit' AND (c.lat <> 0 OR c.lon <> 0))"
        " ORDER BY coalesce(visit_time, '99') DESC, no DESC LIMIT 1",
        day=day.isoformat(),
    )


def unsaved(reader: Reader, day: date, values: dict[str, Any]) -> Stop:
    """A stop that is not kept (a trial run), with what the list shows of its customer."""
    known = reader.first(Around, "FROM customers WHERE id = :id", id=values["customer_id"])
    around = known or Around(0, "", "", "", "", "", None, None)
    return Stop(
        id="", day=day, customer_no=around.no, customer=around.name, visit_id=None, visit_no=None,
        visit_time=None, visit_minutes=None,
        address=around.address, area=around.area, windows=around.windows, phone=around.phone,
        contact=around.contact, contact_phone=around.contact_phone,
        updated_at=datetime.combine(day, time()), **values,
    )  # fmt: skip


class Around(NamedTuple):
    no: int
    name: str
    address: str
    area: str
    windows: str
    phone: str
    contact: str | None
    contact_phone: str | None


def ahead(reader: Reader, today: date, now: time, but: Sequence[date]) -> set[str]:
    """The customers whose planned stop on another day is still to come."""
    rows = reader.raw(
        "SELECT customer_id, day FROM stops WHERE status IN ('planned', 'confirmed')"
        " AND (day > :today OR (day = :today AND starts_at >= :now))",
        today=today.isoformat(),
        now=f"{now:%H:%M}",
    )
    days = {day.isoformat() for day in but}
    return {str(customer) for customer, day in rows if day not in days}


def next_planned(reader: Reader, today: date) -> date | None:
    """The first day from today on that has a plan."""
    text = reader.value("SELECT min(day) FROM routes WHERE day >= :day", day=today.isoformat())
    return date.fromisoformat(text) if text else None
