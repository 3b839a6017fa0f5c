"""A day's route as a page: the stops in order, what is off the plan, who was left out and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import long_day
from salescli.domain import itinerary as days
from salescli.domain.itinerary import Itinerary, Spot
from salescli.domain.quota import Call, progress
from salescli.domain.words import label
from salescli.language import N_, _, ngettext
from salescli.output.table import Block, Column, Fact, Facts, Report, Table
from salescli.reports.lists import grade_style, number_cell
from salescli.reports.quota import calls_of, out_of, rules
from salescli.reports.route import GONE, Route, Stop
from salescli.reports.stop_notes import note
from salescli.store.reading import Reader

REASONS = {
    "due": N_("due"),
    "pressure": N_("quarter"),
    "wished": N_("wished"),
    "follow-up": N_("follow-up"),
    "expected": N_("will buy"),
    "never": N_("never seen"),
    "agreed": N_("agreed"),
    "added": N_("added by you"),
}
WORDS_SHOWN = 3


def page(reader: Reader, route: Route, config: Config, now: datetime) -> Report:
    """The plan as a table; below it the quota it makes and what was left out."""
    title = _("Route of {day}").format(day=long_day(route.head.day))
    blocks: list[Block] = [
        stop_table(route.stops),
        Facts(facts(reader, route, config, now), key="totals"),
    ]
    blocks += [off_plan(reader, route), left_table(left_out(route))]
    return Report(title, blocks, key="route", extra={"day": route.head.day.isoformat()})


def stop_table(stops: Sequence[Stop]) -> Table:
    """The day as people read it; scripts find every single value beside it."""
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("time", _("Time")),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("why", _("Why"), wrap=True),
        Column("travel_minutes", _("Way"), right=True, show=minutes_cell),
        Column("person", _("Contact"), wrap=True, optional=True),
        Column("note", _("Hours, note"), wrap=True, optional=True),
        *[Column(key, key, machine=True) for key in (*ASKED, *RECORDED)],
    ]
    rows = [
        (
            stop.place, span_of(stop), stop.customer, stop.grade,
            reasons(stop), stop.travel_minutes, person(stop), note(stop), stop.contact,
            stop.contact_phone or stop.phone, stop.windows, stop.status, stop.begins, stop.ends,
            stop.starts_at, *[recorded(stop, key) for key in RECORDED],
        )
        for stop in stops
    ]  # fmt: skip
    return Table(columns, rows, key="stops", empty=_("no stops"))


def span_of(stop: Stop) -> str:
    """From when to when; one time alone where nobody noted how long it took."""
    if stop.begins == stop.ends:
        return f"{stop.begins:%H:%M}"
    return f"{stop.begins:%H:%M}–{stop.ends:%H:%M}"


def plain_table(stops: Sequence[Stop]) -> Table:
    """One value a column, for a spreadsheet."""
    keys = ("place", "starts_at", "ends_at", "customer_no", "customer", "grade", "travel_minutes",
            "contact", "phone", "address", "windows", "status", "reason", "lat", "lon")  # fmt: skip
    rows = [
        [
            stop.contact_phone or stop.phone if key == "phone" else recorded(stop, key)
            for key in keys
        ]
        for stop in stops
    ]
    return Table([Column(key, key) for key in keys], rows, key="stops")


ASKED = ("contact", "phone", "hours", "status", "starts_at", "ends_at", "planned_at")
RECORDED = ("minutes", "customer_no", "customer_id", "lat", "lon",
            "area_centre", "pinned", "must", "value", "broken", "reason", "moved_to", "visit_no",
            "id")  # fmt: skip


def recorded(stop: Stop, key: str) -> Any:
    """A value of the stop; coordinates only when it is on the map."""
    return None if key in {"lat", "lon"} and stop.spot is None else getattr(stop, key)


def person(stop: Stop) -> str:
    """Whom to phone, and where."""
    return " ".join(filter(None, (stop.contact, stop.contact_phone or stop.phone)))


def minutes_cell(value: Any) -> str:
    return "" if value is None else f"{value}′"


def reasons(stop: Stop) -> str:
    """Why a stop is in the plan, in up to three words."""
    return ", ".join(reason(key) for key, _points in stop.terms[:WORDS_SHOWN])


def facts(reader: Reader, route: Route, config: Config, now: datetime) -> list[Fact]:
    """What the day adds up to with the visits made so far: halves, quota, way, hour of return."""
    head = route.head
    coming = [
        Call(stop.customer_id, stop.grade, "visit", "met", stop.starts_at)
        for stop in route.open_stops
        if datetime.combine(stop.day, stop.starts_at) >= now.replace(tzinfo=None)
    ]
    day = progress([*calls_of(reader, head.day), *coming], rules(config))
    back = _("{time}, by {latest} at the latest").format(
        time=f"{head.back_at:%H:%M}", latest=f"{head.back_by:%H:%M}"
    )
    return [
        Fact("visits", _("Visits"), day.customers,
             _("{count} (morning {early}, afternoon {late})").format(
                 count=day.customers, early=day.morning, late=day.afternoon)),
        Fact("quota_met", _("Quota, when all are made"), day.met,
             _("fulfilled") if day.met else _("not fulfilled"), "green" if day.met else "yellow"),
        Fact("points", _("A/B points"), day.points, out_of(day.points, config.quota.needed)),
        Fact("travel_minutes", _("On the way"), head.travel_minutes,
             ngettext("{count} minute", "{count} minutes", head.travel_minutes).format(
                 count=head.travel_minutes)),
        Fact("begin", _("Begins"), {"name": head.begin_name, "at": head.begin_at},
             f"{head.begin_at:%H:%M} {head.begin_name}"),
        Fact("back_at", _("Back"), head.back_at, f"{back} ({head.end_name})",
             "red" if head.back_at > head.back_by else ""),
        Fact("travel_source", _("Travel times"), head.travel_source, source(head.travel_source)),
    ]  # fmt: skip


SOURCES = {"estimate": N_("estimated from the distance"),
           "learned": N_("estimated, corrected by your logged visits")}  # fmt: skip


def source(text: str) -> str:
    return _(SOURCES[text]) if text in SOURCES else text


class Visited(NamedTuple):
    no: int
    visit_time: time | None
    customer: str
    outcome: str


def off_plan(reader: Reader, route: Route) -> Table:
    """Visits of the day that no stop planned."""
    rows = reader.rows(
        Visited,
        "FROM visits WHERE visit_date = :day AND channel = 'visit' AND id NOT IN"
        " (SELECT visit_id FROM stops WHERE visit_id IS NOT NULL AND day = :day)"
        " ORDER BY coalesce(visit_time, '99'), no",
        day=route.head.day.isoformat(),
    )
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("time", _("Time")),
        Column("customer", _("Customer"), wrap=True),
        Column("outcome", _("Outcome"), show=label),
    ]
    return Table(columns, rows, title=_("Off plan"), key="off_plan", optional=True)


def left_out(route: Route) -> list[dict[str, Any]]:
    """Who was left out when the day was planned and has not been added since."""
    planned = {stop.customer_no for stop in route.stops}
    rows = json.loads(route.head.left_out or "[]")
    return [row for row in rows if row["customer_no"] not in planned]


def left_table(rows: Sequence[dict[str, Any]]) -> Table:
    """Who would have been worth a visit, and why it is not in the plan."""
    columns = [
        Column("customer_no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("value", _("Worth"), right=True, show=number_cell),
        Column("reason", _("Why not"), wrap=True),
    ]
    shown = [
        (row["customer_no"], row["customer"], row["grade"], row["value"], why_not(row))
        for row in rows
    ]
    title = _("Left out (`sales route why NAME` says what adding one costs)")
    return Table(columns, shown, title=title, key="left_out", optional=True)


def why_not(row: dict[str, Any]) -> str:
    """Why a customer is left out, and what would give it a place on the map."""
    if not row.get("nowhere"):
        return unfit(row)
    command = f"sales customer edit '#{row['customer_no']}' --place …"
    return f"{unfit(row)}; " + _("not on the map: `{command}`").format(command=command)


def unfit(row: dict[str, Any]) -> str:
    if row["reason"] == "full":
        return _("the day is full")
    if row["reason"] == "closed":
        return _("closed that day")
    return _("no time, at least +{count} min").format(count=row["minutes"])


def why_page(route: Route) -> Report:
    """Every stop with the terms of its value."""
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("value", _("Worth"), right=True, show=number_cell),
        Column("terms", _("Made of"), show=terms_cell, wrap=True),
        Column("travel_minutes", _("Travel"), right=True, show=minutes_cell),
    ]
    rows = [
        (stop.place, stop.customer, stop.grade, stop.value, dict(stop.terms), stop.travel_minutes)
        for stop in route.stops
        if stop.status not in GONE
    ]
    title = _("Why these stops: {day}").format(day=long_day(route.head.day))
    table = Table(columns, rows, key="why", empty=_("no stops"))
    return Report(title, [table], key="why", extra={"day": route.head.day.isoformat()})


def terms_cell(value: Any) -> str:
    return ", ".join(f"{reason(key)} {points or ''}".strip() for key, points in value.items())


def reason(key: str) -> str:
    return _(REASONS[key]) if key in REASONS else key


def itinerary(route: Route, rep: str) -> Itinerary:
    """The day as maps, calendars and navigation take it."""
    head = route.head

    def local(at: time) -> datetime:
        return datetime.combine(head.day, at).astimezone()

    calls = tuple(
        days.Call(
            id=stop.id, no=stop.place, customer=stop.customer, start=local(stop.begins),
            end=local(stop.ends), changed=stop.updated_at, place=stop.spot,
            grade=stop.grade or "", address=stop.address, contact=stop.contact or "",
            phone=stop.contact_phone or stop.phone, travel_minutes=stop.travel_minutes,
            status=stop.status, why=reasons(stop), near=stop.area_centre,
        )
        for stop in route.stops
    )  # fmt: skip
    begin = Spot(head.begin_name, head.begin_spot, local(head.begin_at))
    end = Spot(head.end_name, head.end_spot, local(head.back_at))
    return Itinerary(head.day, rep, begin, end, calls)
