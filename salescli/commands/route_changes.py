"""Changing a planned day by hand: every change times the rest anew and says what breaks."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum
from typing import Any

from salescli.commands.asking import pick_customer
from salescli.commands.route_planning import Base, Drawn, kept_values, numbered
from salescli.commands.route_planning import office as office_of
from salescli.dates import long_day
from salescli.dates import time as read_time
from salescli.desk import Desk
from salescli.domain.places import Place
from salescli.domain.routing import planner
from salescli.domain.routing.clock import Stretch, minute_of, time_of
from salescli.domain.routing.planner import Candidate, Frame, Planned, Rules, Visit
from salescli.domain.routing.timetable import Broken
from salescli.domain.routing.travel import Pace
from salescli.domain.text import clean_text
from salescli.domain.words import label
from salescli.errors import NotFoundError, SalesError, UsageError
from salescli.language import _
from salescli.reports import route
from salescli.reports.prospects import Sight, hours_on, prospects, scene, sight
from salescli.reports.roads import Roads
from salescli.reports.route import Route, Stop
from salescli.store.reading import Reader

KEPT_VALUE = 500  # what is in the plan goes only when it does not fit


class Order(Enum):
    """What may happen to the order of the stops when a day is timed anew."""

    GIVEN = "given"
    KEPT = "kept unless something breaks"
    BEST = "best"


@dataclass(frozen=True)
class Item:
    """An open stop while the day is being changed: its row, and what times it."""

    values: dict[str, Any]
    name: str
    area: str
    windows: str
    pin: int | None

    @property
    def customer_id(self) -> str:
        return str(self.values["customer_id"])


def loaded(reader: Reader, day: date, today: date) -> Route:
    """The day's route; none is refused with the command that makes one."""
    found = route.of_day(reader, day)
    if found is None:
        raise NotFoundError(
            _("no route is planned for {day}").format(day=long_day(day)),
            _("`sales route plan {day}` makes one").format(day=day.isoformat())
            if day >= today
            else _("only days that were planned can be shown"),
        )
    return found


def numbered_stops(day: Route, numbers: Sequence[int]) -> list[Stop]:
    """The open stops with these numbers; one that is done or gone is refused."""
    known = {stop.place: stop for stop in day.stops}
    for number in numbers:
        stop = known.get(number)
        if stop is None or not stop.is_open:
            state = f" ({label(stop.status)})" if stop else ""
            raise NotFoundError(
                _("{day} has no open stop {no}").format(day=long_day(day.head.day), no=number)
                + state,
                _("`sales route show {day}` shows the numbers").format(
                    day=day.head.day.isoformat()
                ),
                wrong=str(number),
            )
    return [known[number] for number in dict.fromkeys(numbers)]


def items_of(day: Route) -> list[Item]:
    """The open stops that are still ahead."""
    return [item_of(stop) for stop in day.open_stops if not has_passed(day, stop)]


def has_passed(day: Route, stop: Stop) -> bool:
    """Whether an open stop lies before the day was last planned from: it waits for its outcome."""
    return stop.is_open and stop.starts_at < day.head.begin_at


def item_of(stop: Stop) -> Item:
    fixed = stop.pinned or stop.status == "confirmed"
    pin = minute_of(stop.starts_at) if fixed else None
    return Item(kept_values(stop), stop.customer, stop.area, stop.windows, pin)


def new_item(one: Sight, at: time | None) -> Item:
    """A customer that the rep adds: it stays in the day's plan."""
    terms = [("added", 0), *((term.key, term.points) for term in one.terms[0])]
    values = {
        "customer_id": one.who.id, "status": "planned", "starts_at": at or time(23, 59),
        "ends_at": at or time(23, 59), "minutes": one.candidate.minutes, "travel_minutes": 0,
        "lat": one.place.lat, "lon": one.place.lon, "area_centre": one.area_centre,
        "pinned": at is not None, "must": True, "value": one.candidate.values[0],
        "why": json.dumps(terms), "grade": one.who.grade, "broken": "", "reason": "",
        "moved_to": None, "confirmed_at": None,
    }  # fmt: skip
    return Item(values, one.who.name, one.who.area, one.who.windows,
                minute_of(at) if at else None)  # fmt: skip


def added(desk: Desk, reader: Reader, text: str, day: date, at: time | None) -> Item:
    """The customer that ``text`` names as a new stop."""
    known = pick_customer(desk, reader, text)
    who = prospects(reader, day)
    view = scene(reader, desk.config, desk.calendar, (day,), who)
    one = next((one for one in who if one.id == known.id), None)
    if one is None:
        raise UsageError(
            _("{name} is marked as lost").format(name=known.name),
            f"`sales customer edit '#{known.no}' --status active`",
            wrong=text,
        )
    return new_item(sight(one, view), at)


def fixed(item: Item, at: time) -> Item:
    """The stop at a time that nothing but the rep moves; what was confirmed was another time."""
    values = {**item.values, "pinned": True, "status": "planned", "confirmed_at": None}
    return replace(item, pin=minute_of(at), values=values)


def empty_day(desk: Desk, reader: Reader, day: date) -> Route:
    """A day without stops yet, from the office and back."""
    home = office_of(desk, prospects(reader, day))
    hours = desk.config.day
    head = route.Head(
        day, home.name, home.place.lat, home.place.lon, hours.morning.start, home.name,
        home.place.lat, home.place.lon, hours.afternoon.end, hours.afternoon.end, 0, "estimate",
        "[]", None,
    )  # fmt: skip
    return Route(head, [])


def begun(day: Route) -> tuple[Base, time]:
    """Where and when the open part of the day begins: behind the last visit that was made."""
    made = [stop for stop in day.stops if stop.status in route.MADE]
    head = day.head
    if not made:
        return Base(head.begin_name, Place(head.begin_lat, head.begin_lon)), head.begin_at
    last = max(made, key=lambda stop: stop.ends)
    return Base(last.customer, Place(last.lat, last.lon)), max(last.ends, head.begin_at)


def retimed(
    desk: Desk, reader: Reader, day: Route, items: Sequence[Item], closed: Sequence[dict[str, Any]],
    *, order: Order = Order.KEPT,
) -> tuple[Drawn, Roads]:  # fmt: skip
    """The day with these open stops, timed anew.

    Args:
        desk: Config and clock.
        reader: The read door.
        day: The day as it was.
        items: The open stops in order.
        closed: Rows of stops that are done, moved or dropped.
        order: Whether the given order stays, stays if it can, or the best is looked for.
    """
    head = day.head
    roads = Roads(reader, desk.config, desk.today)
    base, leave = begun(day)
    frame = day_frame(desk, head, base, leave)
    settings = desk.config.route
    rules = Rules(settings.travel_weight, settings.quota_weight, settings.whole_visit,
                  Pace(*settings.pace))  # fmt: skip
    candidates = [candidate(desk, item, head.day) for item in items]
    chosen, left = list(range(len(items))), list[int]()
    planned = planner.timed(candidates, frame, rules, roads.travel)
    breaks = planned.late or any(visit.broken for visit in planned.visits)
    if order is Order.BEST or (order is Order.KEPT and breaks):
        chosen, left = planner.ordered(candidates, frame, rules, roads.travel)
        if left:  # rather back late than not there at all
            longer = later(frame, desk.config.day.leave)
            over, still = planner.ordered(candidates, longer, rules, roads.travel)
            chosen, left = (over, still) if len(still) < len(left) else (chosen, left)
        some = [candidates[index] for index in chosen]
        planned = planner.timed(some, frame, rules, roads.travel)
    rows = [
        {**items[index].values, **shown_times(items[index], visit),
         "travel_minutes": visit.travel, "broken": str(visit.broken or "")}
        for index, visit in zip(chosen, planned.visits, strict=True)
    ]  # fmt: skip
    rows += [waiting(items[index], candidates[index], frame) for index in left]
    return Drawn(head.day, changed_head(head, planned, roads), numbered([*rows, *closed])), roads


def shown_times(item: Item, visit: Visit) -> dict[str, time]:
    """When a stop begins and ends; an agreed time that cannot be kept stays what was agreed."""
    agreed = item.pin if visit.broken else None
    start = visit.start if agreed is None else agreed
    end = visit.end if agreed is None else agreed + item.values["minutes"]
    return {"starts_at": time_of(start), "ends_at": time_of(end)}


def later(frame: Frame, leave: time) -> Frame:
    """The frame with an hour of return that leaves no time for paperwork."""
    back = max(frame.back, minute_of(leave))
    *before, last = frame.work
    return replace(frame, work=(*before, last._replace(end=back)), back=back)


def waiting(item: Item, one: Candidate, frame: Frame) -> dict[str, Any]:
    """A stop that does not fit into the day: it stays, at its time, until the rep moves it."""
    begin = item.pin if item.pin is not None else minute_of(item.values["starts_at"])
    begin = begin if begin < frame.back or item.pin is not None else frame.leave
    end = begin + item.values["minutes"]
    broken = Broken.LATE if one.hours[0] else Broken.CLOSED
    return {**item.values, "starts_at": time_of(begin), "ends_at": time_of(end),
            "broken": str(broken)}  # fmt: skip


def day_frame(desk: Desk, head: route.Head, base: Base, leave: time, cap: int = 1000) -> Frame:
    hours = desk.config.day
    back = max(minute_of(head.back_by), minute_of(hours.afternoon.start) + 1)
    work = (
        Stretch(minute_of(hours.morning.start), minute_of(hours.morning.end)),
        Stretch(minute_of(hours.afternoon.start), back),
    )
    return Frame(
        work=work,
        begin=base.place,
        end=Place(head.end_lat, head.end_lon),
        leave=minute_of(leave),
        back=back,
        cap=cap,
    )


def candidate(desk: Desk, item: Item, day: date) -> Candidate:
    route_settings = desk.config.route
    return Candidate(
        place=Place(item.values["lat"], item.values["lon"]),
        pace=Pace(*route_settings.areas.get(item.area, route_settings.pace)),
        hours=(hours_on(item.windows, day),),
        values=(KEPT_VALUE + item.values["value"],),
        minutes=item.values["minutes"],
        must=item.pin is not None,
        pins=(item.pin,),
    )


def changed_head(head: route.Head, planned: Planned, roads: Roads) -> dict[str, Any]:
    return {
        "begin_name": head.begin_name, "begin_lat": head.begin_lat, "begin_lon": head.begin_lon,
        "begin_at": head.begin_at, "end_name": head.end_name, "end_lat": head.end_lat,
        "end_lon": head.end_lon, "back_by": head.back_by, "back_at": time_of(planned.back),
        "travel_minutes": planned.travel, "travel_source": roads.source,
        "left_out": head.left_out,
    }  # fmt: skip


def closed_rows(day: Route) -> list[dict[str, Any]]:
    return [kept_values(stop) for stop in day.stops if not stop.is_open or has_passed(day, stop)]


def gone(item: Item, status: str, reason: str = "", to: date | None = None) -> dict[str, Any]:
    """A stop that leaves the day, with why or to which day."""
    return {**item.values, "status": status, "reason": reason, "moved_to": to, "broken": "",
            "must": False, "pinned": False}  # fmt: skip


LINE = re.compile(r"(?:(\d{1,2}:\d{2})\s+)?(?:#(\d+)(?:\s.*)?|\+\s*(.+))")


def as_text(day: Route) -> str:
    """The day as lines to be edited."""
    lines = [
        _("# Route of {day}. Move lines to change the order; change a time to fix it;").format(
            day=long_day(day.head.day)
        ),
        _("# take a line away to drop the stop; `+ NAME` adds one, `14:00 + NAME` at that time."),
    ]
    lines += [f"{stop.starts_at:%H:%M}  #{stop.customer_no}  {stop.customer}"
              for stop in day.open_stops]  # fmt: skip
    return "\n".join(lines) + "\n"


def from_text(desk: Desk, reader: Reader, day: Route, text: str) -> tuple[list[Item], list[Item]]:
    """The edited lines: the open stops in their new order, and those that were taken away."""
    known = {stop.customer_no: stop for stop in day.open_stops}
    kept: list[Item] = []
    for line in text.splitlines():
        if not line.strip() or (line.startswith("#") and not re.match(r"#\d", line)):
            continue
        kept.append(edited(desk, reader, day, known, line.strip()))
    if not kept:
        raise SalesError(
            _("nobody is left in the text"), _("`sales route drop` takes single stops")
        )
    ids = {item.customer_id for item in kept}
    if len(ids) < len(kept):
        raise UsageError(_("a customer stands in two lines"), _("a day has each customer once"))
    return kept, [item for item in items_of(day) if item.customer_id not in ids]


def edited(desk: Desk, reader: Reader, day: Route, known: dict[int, Stop], line: str) -> Item:
    found = LINE.fullmatch(line)
    if not found:
        raise UsageError(
            _('the line "{text}" is not understood').format(text=line),
            _("write `10:30 #7` or `+ NAME`"),
        )
    at = read_time(found[1]) if found[1] else None
    if found[3]:
        return added(desk, reader, clean_text(found[3]), day.head.day, at)
    stop = known.get(int(found[2]))
    if stop is None:
        return added(desk, reader, f"#{found[2]}", day.head.day, at)
    item = item_of(stop)
    return fixed(item, at) if at is not None and at != stop.starts_at else item
