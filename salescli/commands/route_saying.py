"""What the commands of a route share: which day, from where, keeping it, and saying what breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from salescli.commands.arguments import emit
from salescli.commands.asking import ask_text, pick_customer
from salescli.commands.route_days import usual_day
from salescli.commands.route_planning import (
    Base,
    Drawn,
    Table,
    past_stops,
)
from salescli.dates import long_day
from salescli.desk import Desk
from salescli.domain.places import NOWHERE, Place, parse_place
from salescli.domain.routing import search
from salescli.errors import NotFoundError, UsageError
from salescli.language import _, ngettext
from salescli.output.table import Report, bound
from salescli.reports import route, route_page, stop_notes
from salescli.reports.prospects import centres, place_of, prospects
from salescli.store.reading import Reader

EFFORTS = {"low": 150, "normal": search.EFFORT, "high": search.HIGH_EFFORT}


MOST_STEPS = 100_000


def known_effort(text: str) -> int:
    """How many steps the search takes, by a word or as a number."""
    if text.isdecimal() and 0 < int(text[:9]) <= MOST_STEPS:
        return int(text)
    if text not in EFFORTS:
        raise UsageError(
            _('{option}: "{text}" is not one of {choices}').format(
                option="--effort", text=text, choices=", ".join([*EFFORTS, f"1 – {MOST_STEPS}"])
            ),
            wrong=text,
            option="--effort",
        )
    return EFFORTS[text]


def shown_day(desk: Desk, reader: Reader, text: str) -> date:
    """The day that is named; else the next one that has a plan."""
    if text:
        return desk.day(text, "future")
    today = route.of_day(reader, desk.today)
    over = desk.now.time() >= desk.config.day.afternoon.end
    if today is not None and today.open_stops and not over:
        return desk.today
    coming = route.next_planned(reader, desk.today + timedelta(days=1))
    return coming or (desk.today if today is not None else usual_day(desk))


def spot(desk: Desk, reader: Reader, text: str) -> Base | None:
    """Where the day begins: the office, coordinates, a map link, or a customer."""
    if not text or text.casefold() in {"office", _("office").casefold()}:
        return None
    try:
        return Base(text, parse_place(text))
    except UsageError:
        known = pick_customer(desk, reader, text)
    who = prospects(reader, desk.today)
    one = next((one for one in who if one.id == known.id), None)
    return Base(known.name, place_of(one, centres(desk.config, who))[0] if one else NOWHERE)


def check_output(output: str, form: str) -> None:
    """Refuse a file ending, or bytes on a terminal, before anything is saved."""
    from salescli.output import check_place

    check_place(form, output)


def keep(desk: Desk, drawn: Sequence[Drawn], told: Mapping[str, int]) -> None:
    """Save the days, and what a routing server told, in one step."""
    from salescli.store import routes

    with desk.session() as session:
        for one in drawn:
            routes.save_day(session, one.day, one.head, one.stops)
        routes.keep_travel(session, told)


def kept_page(desk: Desk, day: date) -> Report:
    with desk.read() as reader:
        found = route.of_day(reader, day)
        if found is None:
            raise NotFoundError(_("no route is planned for {day}").format(day=day.isoformat()))
        return route_page.page(reader, found, desk.config, desk.now)


def preview(desk: Desk, reader: Reader, one: Drawn) -> Report:
    """A day as it would be kept."""
    stops = [route.unsaved(reader, one.day, values) for values in one.stops]
    head = route.Head(day=one.day, rep=None, **one.head)
    return route_page.page(reader, route.Route(head, stops), desk.config, desk.now)


def finish(
    desk: Desk, table: Table, drawn: Sequence[Drawn], trial: Sequence[Report], form: str,
    output: str,
) -> None:  # fmt: skip
    """Keep a plan and show it; a trial run is only shown."""
    pages = trial
    if not trial:
        keep(desk, drawn, table.roads.told)
        pages = [kept_page(desk, one.day) for one in drawn]
    emit(desk, pages[0] if len(pages) == 1 else bound(pages), form, output)
    if table.roads.note:
        desk.say(_("note: {text}").format(text=table.roads.note))
    tell_nowhere(desk, [row for one in drawn for row in one.stops])
    for stop in past_stops(table, drawn):
        desk.say(
            _("no outcome yet: {no} {name}, {time}; log the visit or drop the stop").format(
                no=stop.place, name=stop.customer, time=f"{stop.starts_at:%H:%M}"
            )
        )
    if trial:
        desk.say(_("nothing was saved"))


def tell_nowhere(desk: Desk, rows: Sequence[Mapping[str, Any]]) -> None:
    """How many stops stand nowhere, what their ways count, and what would give them a place."""
    lost = {row["customer_id"] for row in rows if Place(row["lat"], row["lon"]) == NOWHERE}
    if not lost:
        return
    with desk.read() as reader:
        area = next((one.area for one in prospects(reader, desk.today) if one.id in lost), "")
    known = {**desk.config.route.centres, area or _("AREA"): "37.5665/126.9780"}
    settings = ", ".join(f"{name}: {point}" for name, point in known.items())
    desk.say(
        ngettext(
            "{count} stop has no place: each way there or back counts {minutes} minutes; "
            "`sales customer edit NAME --place …`, or the middle of an area: "
            "`sales config set route.centres '{centres}'`",
            "{count} stops have no place: each way there or back counts {minutes} minutes; "
            "`sales customer edit NAME --place …`, or the middle of an area: "
            "`sales config set route.centres '{centres}'`",
            len(lost),
        ).format(
            count=len(lost),
            minutes=desk.config.route.unknown_minutes,
            centres="{" + settings + "}",
        )
    )


def tell_odd_days(desk: Desk, days: Sequence[date]) -> None:
    """A day off may be planned, but it is said."""
    for day in days:
        if not desk.calendar.is_workday(day):
            desk.say(_("{day} is no working day").format(day=long_day(day)))


def tell(desk: Desk, day: date, form: str) -> None:
    """Show the day as it is now, and say aloud what of it breaks."""
    with desk.read() as reader:
        found = route.of_day(reader, day)
        if found is None:
            return
        page = route_page.page(reader, found, desk.config, desk.now)
    emit(desk, page, form)
    say_broken(desk, found)


def tell_broken(desk: Desk, day: date) -> None:
    """What breaks on another day that a change touched."""
    with desk.read() as reader:
        found = route.of_day(reader, day)
    if found is not None:
        say_broken(desk, found)


def say_broken(desk: Desk, found: route.Route) -> None:
    """Stops that do not fit, a late return, too many stops."""
    for stop in found.open_stops:
        if stop.broken:
            desk.say(
                _("does not fit: {no} {name}, {time}: {reason}").format(
                    no=stop.place, name=stop.customer, time=f"{stop.starts_at:%H:%M}",
                    reason=stop_notes.broken(stop.broken),
                )
            )  # fmt: skip
    if found.head.back_at > found.head.back_by:
        desk.say(
            _("back at {time}, later than {latest}").format(
                time=f"{found.head.back_at:%H:%M}", latest=f"{found.head.back_by:%H:%M}"
            )
        )
    most = desk.config.quota.band.most
    count = sum(stop.status not in route.GONE for stop in found.stops)
    if count > most:
        desk.say(_("{count} stops are more than {most}").format(count=count, most=most))


def asked_reason(desk: Desk, name: str) -> str:
    """Why a stop is not made: without a reason it stays in the plan."""
    reason = ask_text(_("Why is {name} not visited").format(name=name)) if desk.asks() else ""
    if not reason:
        raise UsageError(
            _("say why, for the day's record"),
            _("add {options}").format(options='--reason "…"'),
        )
    return reason
