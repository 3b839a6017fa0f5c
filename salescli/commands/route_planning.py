"""Planning days: what is asked for becomes frames and candidates, the engine's answer a plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any, NamedTuple

from salescli.commands.route_agreed import unreachable
from salescli.commands.route_left_out import left_out
from salescli.desk import Desk
from salescli.domain.places import NOWHERE, Place
from salescli.domain.routing import planner
from salescli.domain.routing.clock import Stretch, minute_of, time_of
from salescli.domain.routing.planner import Candidate, Frame, Planned, Rules
from salescli.domain.routing.travel import Pace
from salescli.errors import SalesError, UsageError
from salescli.language import _
from salescli.reports import quota, route
from salescli.reports.prospects import (
    Prospect,
    Scene,
    Sight,
    centres,
    middle,
    place_of,
    prospects,
    scene,
    sight,
)
from salescli.reports.roads import Roads
from salescli.reports.route import Stop
from salescli.store.reading import Reader

ADDED_VALUE = 500  # who was added by hand goes only when it does not fit


class Base(NamedTuple):
    """Where a day begins or ends."""

    name: str
    place: Place


@dataclass(frozen=True)
class Wanted:
    """How a plan was asked for; None leaves it to the config."""

    days: tuple[date, ...]
    effort: int
    seed: int = 0
    begin: Base | None = None
    at: time | None = None
    late: bool = False


@dataclass(frozen=True)
class Drawn:
    """A day as it was planned: the values of its rows."""

    day: date
    head: dict[str, Any]
    stops: list[dict[str, Any]]


@dataclass
class Table:
    """Everything that planning needs at hand, read once."""

    desk: Desk
    reader: Reader
    wanted: Wanted
    view: Scene
    who: list[Prospect]
    kept: list[list[Stop]]
    seen: list[set[str]]
    elsewhere: set[str]
    roads: Roads


def opened(desk: Desk, reader: Reader, wanted: Wanted) -> Table:
    who = prospects(reader, wanted.days[0])
    view = scene(reader, desk.config, desk.calendar, wanted.days, who)
    kept = [route.stops_of(reader, day) for day in wanted.days]
    seen = [route.seen_on(reader, day) for day in wanted.days]
    roads = Roads(reader, desk.config, desk.today)
    ahead = route.ahead(reader, desk.today, desk.now.time(), wanted.days)
    return Table(desk, reader, wanted, view, who, kept, seen, ahead, roads)


def drawn(table: Table) -> list[Drawn]:
    """Choose and order the visits of the days; a must-stop that cannot be reached is named."""
    known = [kept_in(table, one) for one in sights(table)]
    worth = [one for one in known if one.candidate.must or any(one.candidate.values)]
    home = office(table.desk, table.who)
    frames = [frame(table, home, day) for day in range(len(table.wanted.days))]
    answer = planner.plan(
        [one.candidate for one in worth], frames, rules(table), table.roads.travel,
        table.wanted.effort, table.wanted.seed,
    )  # fmt: skip
    if answer.missing:
        missing = [worth[index] for index in answer.missing]
        agreed = [one for one in worth if one.candidate.must]
        raise unreachable(table.desk, missing, agreed, table.wanted)
    taken = {worth[visit.candidate].who.id for day in answer.days for visit in day.visits}
    return [
        Drawn(
            day=table.wanted.days[number],
            head=head(table, home, frames[number], planned)
            | {"left_out": left_out(table, worth, taken, frames[number], planned, number)},
            stops=rows_of(table, worth, planned, number),
        )
        for number, planned in enumerate(answer.days)
    ]


def sights(table: Table) -> list[Sight]:
    """Every customer as a candidate."""
    return [sight(one, table.view) for one in table.who]


def kept_in(table: Table, one: Sight) -> Sight:
    """What was confirmed, fixed or added stays; who was seen or dropped that day is not planned."""
    candidate = one.candidate
    hours, pins, must = list(candidate.hours), list(candidate.pins), candidate.must
    values = list(candidate.values)
    if one.who.id in table.elsewhere and not must:
        hours = [() for _day in hours]
    for number, stops in enumerate(table.kept):
        stop = next((stop for stop in stops if stop.customer_id == one.who.id), None)
        if one.who.id in table.seen[number] or (stop and not stop.is_open):
            hours[number], pins[number] = (), None
            must = any(pins)
        elif is_past(table, stop, pins[number]):
            hours[number], pins[number], must = (), None, False
        elif stop is None:
            continue
        elif stop.status == "confirmed" or stop.pinned:
            pins[number], must = minute_of(stop.starts_at), True
        elif stop.must:
            must = True
            hours = [() if other != number else span for other, span in enumerate(hours)]
        elif any(key == "added" for key, _points in stop.terms):
            values[number] += ADDED_VALUE
    changed = replace(
        candidate, hours=tuple(hours), pins=tuple(pins), must=must, values=tuple(values)
    )
    return replace(one, candidate=only_on(changed) if must else changed)


def is_past(table: Table, stop: Stop | None, pin: int | None) -> bool:
    """Whether a fixed time lies before the rep sets out: it waits for its outcome, no plan."""
    if table.wanted.at is None:
        return False
    if stop is not None and (stop.status == "confirmed" or stop.pinned):
        pin = minute_of(stop.starts_at)
    return pin is not None and pin < minute_of(table.wanted.at)


def has_passed(table: Table, stop: Stop) -> bool:
    """Whether an open stop lies before the rep sets out: it stays until somebody answers it."""
    at = table.wanted.at
    return stop.is_open and at is not None and stop.starts_at < at


def past_stops(table: Table, drawn: Sequence[Drawn]) -> list[Stop]:
    """The stops before the rep sets out of which nobody said what became."""
    at = table.wanted.at
    again = {
        row["customer_id"] for one in drawn for row in one.stops if at and row["starts_at"] >= at
    }
    return [
        stop
        for stops in table.kept
        for stop in stops
        if has_passed(table, stop) and stop.customer_id not in again
    ]


def only_on(candidate: Candidate) -> Candidate:
    """An agreed visit has its day: on the others of the period nobody waits."""
    if not any(pin is not None for pin in candidate.pins):
        return candidate
    hours = tuple(
        hours if pin is not None else ()
        for hours, pin in zip(candidate.hours, candidate.pins, strict=True)
    )
    return replace(candidate, hours=hours)


def office(desk: Desk, who: Sequence[Prospect]) -> Base:
    """The office as set; else, said aloud, the middle of the customers, or nowhere."""
    settings = desk.config.office
    if settings.lat is not None and settings.lon is not None:
        return Base(settings.name or _("office"), Place(settings.lat, settings.lon))
    if not who:
        raise SalesError(
            _("no customer is on file yet, so there is no route to plan"),
            _("`sales customer add NAME`, or a whole list: `sales data import customers FILE`"),
        )
    areas = centres(desk.config, who)
    known = [place for one in who if (place := place_of(one, areas)[0]) != NOWHERE]
    if not known:
        desk.say(
            _("neither the office nor a customer is on the map; the office: "
              "`sales config set office.lat 37.5665`, `sales config set office.lon 126.9780`")
        )  # fmt: skip
        return Base(settings.name or _("office"), NOWHERE)
    desk.say(
        _("the office is not on the map: the middle of your customers stands for it; "
          "`sales config set office.lat …` and `office.lon …`")
    )  # fmt: skip
    return Base(_("middle of the customers"), middle(known))


def frame(table: Table, home: Base, number: int) -> Frame:
    """A day's frame less what was made of it already."""
    config = table.desk.config
    done = quota.of_day(table.reader, config, table.wanted.days[number])
    return replace(
        fresh_frame(table, home),
        cap=max(0, config.quota.band.most - done.customers),
        points=0 if done.met else config.quota.needed - done.points,
        customers=0 if done.met else config.quota.customers - done.customers,
    )


def fresh_frame(table: Table, home: Base) -> Frame:
    """A whole day's frame: its visiting hours, where and when it begins, the quota."""
    config, wanted = table.desk.config, table.wanted
    day = config.day
    back = day.leave if wanted.late else day.afternoon.end
    work = (
        Stretch(minute_of(day.morning.start), minute_of(day.morning.end)),
        Stretch(minute_of(day.afternoon.start), minute_of(back)),
    )
    if minute_of(wanted.at or day.morning.start) >= minute_of(back):
        raise UsageError(
            _("the day ends at {time}").format(time=f"{back:%H:%M}"),
            _("begin earlier, or `--late` until {time}").format(time=f"{day.leave:%H:%M}"),
        )
    return Frame(
        work=work,
        begin=(wanted.begin or home).place,
        end=home.place,
        leave=minute_of(wanted.at or day.morning.start),
        back=minute_of(back),
        cap=config.quota.band.most,
        points=config.quota.needed,
        customers=config.quota.customers,
    )


def rules(table: Table) -> Rules:
    settings = table.desk.config.route
    return Rules(
        travel_weight=settings.travel_weight,
        quota_weight=settings.quota_weight,
        whole=settings.whole_visit,
        home_pace=Pace(*settings.pace),
    )


def head(table: Table, home: Base, frame: Frame, planned: Planned) -> dict[str, Any]:
    begin = table.wanted.begin or home
    return {
        "begin_name": begin.name, "begin_lat": begin.place.lat, "begin_lon": begin.place.lon,
        "begin_at": time_of(frame.leave), "end_name": home.name, "end_lat": home.place.lat,
        "end_lon": home.place.lon, "back_by": time_of(frame.back), "back_at": time_of(planned.back),
        "travel_minutes": planned.travel, "travel_source": table.roads.source,
    }  # fmt: skip


def rows_of(
    table: Table, sights: Sequence[Sight], planned: Planned, number: int
) -> list[dict[str, Any]]:
    """The day's rows: what is done, what is planned, what was moved or dropped."""
    before = {stop.customer_id: stop for stop in table.kept[number]}
    rows = [stop_values(sights[visit.candidate], visit, number, before) for visit in planned.visits]
    planned_ids = {row["customer_id"] for row in rows}
    closed = [
        kept_values(stop)
        for stop in table.kept[number]
        if stop.customer_id not in planned_ids and (not stop.is_open or has_passed(table, stop))
    ]
    return numbered(rows + closed)


def stop_values(
    one: Sight, visit: planner.Visit, number: int, before: dict[str, Stop]
) -> dict[str, Any]:
    """One planned visit as a row; an earlier row of the same customer keeps its state."""
    terms: list[tuple[str, int]] = [(term.key, term.points) for term in one.terms[number]]
    kept = before.get(one.who.id)
    pinned = one.candidate.pins[number] is not None
    if pinned:
        terms.insert(0, ("agreed", 0))
    elif one.candidate.must:
        terms.insert(0, ("added", 0))
    return {
        "customer_id": one.who.id, "status": kept.status if kept else "planned",
        "starts_at": time_of(visit.start), "ends_at": time_of(visit.end),
        "minutes": one.candidate.minutes, "travel_minutes": visit.travel,
        "lat": one.place.lat, "lon": one.place.lon, "area_centre": one.area_centre,
        "pinned": pinned, "must": one.candidate.must, "value": one.candidate.values[number],
        "why": json.dumps(terms), "grade": one.who.grade, "broken": str(visit.broken or ""),
        "reason": "", "moved_to": None, "confirmed_at": kept.confirmed_at if kept else None,
    }  # fmt: skip


KEPT = ("customer_id", "status", "starts_at", "ends_at", "minutes", "travel_minutes", "lat", "lon",
        "area_centre", "pinned", "must", "value", "why", "grade", "broken", "reason",
        "moved_to", "confirmed_at")  # fmt: skip


def kept_values(stop: Stop) -> dict[str, Any]:
    return {key: getattr(stop, key) for key in KEPT}


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their numbers: by time, what was moved or dropped at the end."""
    gone = {str(status) for status in route.GONE}
    rows.sort(key=lambda row: (row["status"] in gone, row["starts_at"]))
    return [{**row, "place": place} for place, row in enumerate(rows, 1)]
