"""Moving stops: to another time, to another day, into a day that has no plan yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from salescli.commands import route_changes as changes
from salescli.commands.route_changes import Item, Order
from salescli.commands.route_planning import Base, Drawn
from salescli.dates import long_day
from salescli.dates import time as read_time
from salescli.desk import Desk
from salescli.domain.places import Place
from salescli.errors import UsageError
from salescli.language import _
from salescli.reports import route
from salescli.reports.route import Route, Stop
from salescli.store.reading import Reader


def is_time(text: str) -> bool:
    """Whether a word is a time of day and not a day of the month."""
    try:
        read_time(text)
    except UsageError:
        return False
    return not text.strip().isdecimal()


def to_time(desk: Desk, reader: Reader, day: Route, stop: Stop, at: time | None) -> Drawn:
    """The stop fixed to a time, the others around it as well as they can be."""
    if at is None:
        raise UsageError(_("the stop is on that day already"), _("give a time, as `--to 14:00`"))
    items = [
        changes.fixed(item, at) if item.customer_id == stop.customer_id else item
        for item in changes.items_of(day)
    ]
    drawn, _roads = changes.retimed(
        desk, reader, day, items, changes.closed_rows(day), order=Order.BEST
    )
    return drawn


def to_day(
    desk: Desk, reader: Reader, day: Route, stop: Stop, target: date, at: time | None, reason: str
) -> list[Drawn]:
    """The stop leaves its day as moved and stands in the other day's plan."""
    if target < desk.today:
        raise UsageError(_("{day} is over").format(day=long_day(target)), "`--to tomorrow`")
    item = changes.item_of(stop)
    rest = [other for other in changes.items_of(day) if other.customer_id != stop.customer_id]
    moved = changes.gone(item, "moved", reason, target)
    here, _roads = changes.retimed(desk, reader, day, rest, [*changes.closed_rows(day), moved])
    coming = changes.added(desk, reader, f"#{stop.customer_no}", target, at)
    there = with_item(desk, reader, day_or_empty(desk, reader, target), coming)
    return [here, there]


def with_item(desk: Desk, reader: Reader, day: Route, item: Item) -> Drawn:
    """The day with one more stop; a customer that stands in it already is only given the time."""
    items: Sequence[Item] = changes.items_of(day)
    here = next((other for other in items if other.customer_id == item.customer_id), None)
    if here is not None and item.pin is None:
        item = here
    others = [other for other in items if other.customer_id != item.customer_id]
    closed = [row for row in changes.closed_rows(day) if row["customer_id"] != item.customer_id]
    refuse_made(day, item)
    drawn, _roads = changes.retimed(desk, reader, day, [*others, item], closed, order=Order.BEST)
    return drawn


def refuse_made(day: Route, item: Item) -> None:
    made = [stop for stop in day.stops if stop.status in route.MADE]
    if any(stop.customer_id == item.customer_id for stop in made):
        raise UsageError(_("{name} was visited that day already").format(name=item.name))


def refuse_past(desk: Desk, day: date) -> None:
    if day < desk.today:
        raise UsageError(
            _("{day} is over").format(day=long_day(day)),
            _("`sales route drop NUMBER --reason …` still answers its stops"),
        )


def day_or_empty(desk: Desk, reader: Reader, day: date) -> Route:
    if day < desk.today:
        raise UsageError(_("{day} is over").format(day=long_day(day)), "`--day tomorrow`")
    return route.of_day(reader, day) or changes.empty_day(desk, reader, day)


def this_minute(desk: Desk) -> time:
    return desk.now.time().replace(second=0, microsecond=0)


def begun(desk: Desk) -> bool:
    """Whether the day's visiting hours have begun: no plan for today starts before now."""
    return desk.now.time() > desk.config.day.morning.start


def where_now(desk: Desk, reader: Reader) -> Base | None:
    """The customer visited last today; None stands for the office."""
    day = route.of_day(reader, desk.today)
    made = [stop for stop in day.stops if stop.status in route.MADE] if day else []
    planned = max(made, key=lambda stop: stop.ends, default=None)
    last = route.last_visited(reader, desk.today)
    if last is not None:
        return Base(last.customer, Place(last.lat, last.lon))
    return Base(planned.customer, Place(planned.lat, planned.lon)) if planned else None
