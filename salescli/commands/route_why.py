"""`sales route why CUSTOMER`: what speaks for a visit, and what adding it would cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from salescli.commands import route_changes as changes
from salescli.commands.asking import pick_customer
from salescli.desk import Desk
from salescli.domain.places import NOWHERE
from salescli.domain.routing import planner
from salescli.domain.routing.planner import Cost, Rules
from salescli.domain.routing.travel import Pace
from salescli.domain.words import label
from salescli.language import _
from salescli.output.table import Column, Fact, Facts, Report, Table
from salescli.reports import route, route_page
from salescli.reports.lists import number_cell
from salescli.reports.prospects import Sight, prospects, reasons, scene, sight
from salescli.reports.roads import Roads
from salescli.reports.route import Route, Stop
from salescli.store.reading import Reader


def cost_page(desk: Desk, reader: Reader, day: Route, text: str) -> Report:
    """The terms of one customer's value, and where it stands in the day or what it would cost."""
    known = pick_customer(desk, reader, text)
    stop = next((stop for stop in day.stops if stop.customer_id == known.id), None)
    who = prospects(reader, day.head.day)
    view = scene(reader, desk.config, desk.calendar, (day.head.day,), who)
    one = next((one for one in who if one.id == known.id), None)
    seen = sight(one, view) if one else None
    terms = [(term.key, term.points) for term in reasons(one, day.head.day, view)] if one else []
    if stop is not None:
        terms = stop.terms
    state, minutes, dropped = standing(desk, reader, day, stop, seen)
    if seen is not None and seen.place == NOWHERE:
        command = f"sales customer edit '#{known.no}' --place '37.5665, 126.9780'"
        state += "; " + _("not on the map: `{command}`").format(command=command)
    hours = one.windows if one else ""
    more = "–" if minutes is None else _("{count} min").format(count=f"{minutes:+}")
    facts = [
        Fact("customer", _("Customer"), known.name, f"#{known.no} {known.name}"),
        Fact("grade", _("Grade"), known.grade),
        Fact("day", _("Day"), day.head.day),
        Fact("value", _("Worth"), sum(points for _key, points in terms)),
        Fact("hours", _("Hours"), hours, hours or _("any time")),
        Fact("state", _("In the plan"), stop.place if stop else None, state),
        Fact("added_minutes", _("Added travel"), minutes, more),
        Fact("dropped", _("Would drop"), dropped, ", ".join(dropped) or "–"),
    ]
    columns = [
        Column("term", _("Reason"), show=lambda key: route_page.reason(str(key))),
        Column("points", _("Points"), right=True, show=number_cell),
    ]
    table = Table(columns, terms, key="terms", empty=_("nothing speaks for a visit that day"))
    return Report(known.name, [Facts(facts, key="why"), table], key="why")


def standing(
    desk: Desk, reader: Reader, day: Route, stop: Stop | None, seen: Sight | None
) -> tuple[str, int | None, list[str]]:
    """Whether the customer is in the day; else what it would cost, and who would have to go."""
    if stop is not None:
        return (
            _("stop {no}, {time}, {state}").format(
                no=stop.place, time=f"{stop.starts_at:%H:%M}", state=label(stop.status)
            ),
            None,
            [],
        )
    if seen is None:
        return _("cannot be planned"), None, []
    if not seen.candidate.hours[0]:
        return _("no: closed that day"), None, []
    names, cost = cost_of(desk, reader, day, seen)
    if cost is None:
        return _("no: there is no time for it, whoever is dropped"), None, []
    dropped = [names[index] for index in cost.dropped]
    add = _("no; `sales route add '#{no}'` adds it").format(no=seen.who.no)
    return add, cost.minutes, dropped


def cost_of(desk: Desk, reader: Reader, day: Route, seen: Sight) -> tuple[list[str], Cost | None]:
    """The names of the day's open stops, and what one more would cost among them."""
    roads = Roads(reader, desk.config, desk.today)
    settings = desk.config.route
    items = changes.items_of(day)
    base, leave = changes.begun(day)
    made = sum(stop.status in route.MADE for stop in day.stops)
    frame = changes.day_frame(desk, day.head, base, leave, cap=desk.config.quota.band.most - made)
    rules = Rules(settings.travel_weight, settings.quota_weight, settings.whole_visit,
                  Pace(*settings.pace))  # fmt: skip
    present = [valued(desk, item, day.head.day) for item in items]
    names = [f"{item.values['grade'] or ''} {item.name}".strip() for item in items]
    return names, planner.cost_of(present, seen.candidate, frame, rules, roads.travel)


def valued(desk: Desk, item: changes.Item, day: date) -> planner.Candidate:
    """An open stop with its worth: it may go for something better unless it was agreed."""
    candidate = changes.candidate(desk, item, day)
    must = item.pin is not None or item.values["must"]
    return replace(candidate, values=(item.values["value"],), must=must)
