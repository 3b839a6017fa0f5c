"""`sales route`: plan the day's stops, change them by hand, take them along."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salescli.commands import completing
from salescli.commands.arguments import (
    CustomerArg,
    DryRunOpt,
    FormatOpt,
    NoInputOpt,
    OutputOpt,
    desk_of,
    emit,
    room,
)
from salescli.commands.route_saying import (
    asked_reason,
    check_output,
    finish,
    keep,
    kept_page,
    known_effort,
    preview,
    shown_day,
    spot,
    tell,
    tell_broken,
    tell_nowhere,
    tell_odd_days,
)
from salescli.dates import long_day
from salescli.dates import time as read_time
from salescli.domain.text import clean_text
from salescli.errors import UsageError
from salescli.language import N_, _

app = room()

DayArg = Annotated[
    str, typer.Argument(help=N_("Day: today, tomorrow, fri, 3/14"), show_default=False)
]
DayOpt = Annotated[str, typer.Option("--day", "-d", help=N_("Day of the route"))]
EffortOpt = Annotated[
    str, typer.Option("--effort", help=N_("How hard to look: low, normal, high, or steps"))
]
LateOpt = Annotated[
    bool, typer.Option("--late", help=N_("Until the end of the working day, not only 16:30"))
]
StopArg = Annotated[int, typer.Argument(help=N_("Number of the stop"), show_default=False)]


@app.command()
def plan(
    ctx: typer.Context,
    day: DayArg = "",
    days: Annotated[int, typer.Option("--days", help=N_("Plan so many working days"))] = 1,
    late: LateOpt = False,
    begin: Annotated[
        str, typer.Option("--from", help=N_("Begin here: coordinates, a map link, or a customer"))
    ] = "",
    at: Annotated[str, typer.Option("--at", help=N_("Begin at this time, as 10:00"))] = "",
    effort: Annotated[
        str,
        typer.Option("--effort", help=N_("How hard to look: low, normal, high, or so many steps")),
    ] = "normal",
    seed: Annotated[int, typer.Option("--seed", help=N_("Another number, another plan"))] = 0,
    dry_run: DryRunOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Choose the day's customers, put them in order, and say why.

    Without a day: today until noon, then the next working day.

    \b
    sales route plan
    sales route plan tomorrow --late
    sales route plan mon --days 5
    """
    from salescli.commands import route_planning as planning
    from salescli.commands.route_days import planned_days
    from salescli.commands.route_moving import begun, this_minute, where_now

    desk = desk_of(ctx)
    check_output(output, form)
    wanted_days = planned_days(desk, day, days)
    with desk.read() as reader:
        base, moment = spot(desk, reader, begin), read_time(at) if at else None
        if desk.today in wanted_days and moment is None and begun(desk):
            base, moment = base or where_now(desk, reader), this_minute(desk)
        wanted = planning.Wanted(wanted_days, known_effort(effort), seed, base, moment, late)
        table = planning.opened(desk, reader, wanted)
        drawn = planning.drawn(table)
        pages = [preview(desk, reader, one) for one in drawn] if dry_run else []
    finish(desk, table, drawn, pages, form, output)
    tell_odd_days(desk, wanted_days)


@app.command()
def show(
    ctx: typer.Context,
    day: DayArg = "",
    map_: Annotated[
        bool, typer.Option("--map", help=N_("Draw it; `-o day.svg` or `-o day.html` to a file"))
    ] = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Show a day's route.

    \b
    sales route show tomorrow
    sales route show --map -o day.html
    """
    from salescli.commands import route_drawing
    from salescli.commands.route_changes import loaded
    from salescli.reports import route_page

    desk = desk_of(ctx)
    with desk.read() as reader:
        found = loaded(reader, shown_day(desk, reader, day), desk.today)
        page = route_page.page(reader, found, desk.config, desk.now)
    if map_ and output and output != "-":
        route_drawing.write_map(desk, found, Path(output))
        return
    emit(desk, page, form, output)
    if map_ and not form:
        route_drawing.draw(desk, found)


@app.command()
def why(
    ctx: typer.Context,
    customer: Annotated[
        str,
        typer.Argument(
            help=N_("A customer: what adding it would cost"),
            autocompletion=completing.customer,
            show_default=False,
        ),
    ] = "",
    day: DayOpt = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Say why each stop is in the plan, or why a customer is not.

    \b
    sales route why
    sales route why 한빛
    """
    from salescli.commands.route_changes import loaded
    from salescli.commands.route_why import cost_page
    from salescli.reports import route_page

    desk = desk_of(ctx)
    with desk.read() as reader:
        found = loaded(reader, shown_day(desk, reader, day), desk.today)
        page = cost_page(desk, reader, found, customer) if customer else route_page.why_page(found)
    emit(desk, page, form, output)


@app.command()
def confirm(
    ctx: typer.Context,
    stops: Annotated[
        list[int] | None, typer.Argument(help=N_("Numbers of stops"), show_default=False)
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("All open stops"))] = False,
    day: DayOpt = "",
) -> None:
    """Note that the customer agreed by phone; the stop keeps its time from now on.

    \b
    sales route confirm 1 3 5
    """
    from salescli.commands import route_changes as changes
    from salescli.commands.route_moving import refuse_past
    from salescli.commands.route_planning import Drawn, kept_values, numbered

    desk = desk_of(ctx)
    if not stops and not everything:
        raise UsageError(_("which stops"), _("`sales route confirm 1 3 5`, or `--all`"))
    with desk.read() as reader:
        found = changes.loaded(reader, shown_day(desk, reader, day), desk.today)
        refuse_past(desk, found.head.day)
        chosen = found.open_stops if everything else changes.numbered_stops(found, stops or [])
    agreed = {stop.id for stop in chosen}
    agreement = {"status": "confirmed", "pinned": True, "confirmed_at": desk.now}
    rows = [kept_values(stop) | (agreement if stop.id in agreed else {}) for stop in found.stops]
    keep(desk, [Drawn(found.head.day, found.head.kept, numbered(rows))], {})
    for stop in chosen:
        desk.say(
            _("Confirmed {no} {name}, {time}").format(
                no=stop.place, name=stop.customer, time=f"{stop.starts_at:%H:%M}"
            )
        )


@app.command()
def move(
    ctx: typer.Context,
    stop: StopArg,
    to: Annotated[
        str, typer.Option("--to", help=N_("A time, as 14:00, or a day, as tomorrow"))
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help=N_("Why"))] = "",
    day: DayOpt = "",
    form: FormatOpt = "",
) -> None:
    """Give a stop another time of the day, or another day.

    \b
    sales route move 3 --to 14:00
    sales route move 3 --to tomorrow
    """
    from salescli.commands import route_changes as changes
    from salescli.commands import route_moving as moving

    desk = desk_of(ctx)
    if not to:
        raise UsageError(_("to when"), _("add {options}").format(options="--to 14:00"))
    with desk.read() as reader:
        found = changes.loaded(reader, shown_day(desk, reader, day), desk.today)
        moving.refuse_past(desk, found.head.day)
        chosen = changes.numbered_stops(found, [stop])[0]
        target, at = desk.moment(to, "future") if not moving.is_time(to) else (None, read_time(to))
        if target is None or target == found.head.day:
            drawn = [moving.to_time(desk, reader, found, chosen, at)]
        else:
            drawn = moving.to_day(desk, reader, found, chosen, target, at, clean_text(reason))
    keep(desk, drawn, {})
    desk.say(
        _("Moved {name} to {when}").format(
            name=chosen.customer, when=moving.said(target or found.head.day, at)
        )
    )
    tell(desk, found.head.day, form)
    if target is not None and target != found.head.day:
        tell_broken(desk, target)


@app.command()
def drop(
    ctx: typer.Context,
    stop: StopArg,
    reason: Annotated[str, typer.Option("--reason", help=N_("Why it is not made"))] = "",
    day: DayOpt = "",
    no_input: NoInputOpt = False,
    form: FormatOpt = "",
) -> None:
    """Take a stop out, with the reason; the day's record keeps it as skipped.

    \b
    sales route drop 2 --reason "buyer on holiday"
    """
    from salescli.commands import route_changes as changes

    desk = desk_of(ctx)
    desk.no_input = desk.no_input or no_input
    with desk.read() as reader:
        found = changes.loaded(reader, shown_day(desk, reader, day), desk.today)
        chosen = changes.numbered_stops(found, [stop])[0]
        text = clean_text(reason) or asked_reason(desk, chosen.customer)
        items = changes.items_of(found)
        rest = [item for item in items if item.customer_id != chosen.customer_id]
        skipped = [changes.gone(changes.item_of(chosen), "skipped", text)]
        drawn, _roads = changes.retimed(
            desk, reader, found, rest, [*changes.closed_rows(found), *skipped]
        )
    keep(desk, [drawn], {})
    desk.say(_("Dropped {name}: {reason}").format(name=chosen.customer, reason=text))
    tell(desk, found.head.day, form)


@app.command()
def add(
    ctx: typer.Context,
    customer: CustomerArg,
    at: Annotated[str, typer.Option("--at", help=N_("At this time, as 15:00"))] = "",
    must: Annotated[
        bool, typer.Option("--must", help=N_("Keep it whenever the day is planned anew"))
    ] = False,
    day: DayOpt = "",
    form: FormatOpt = "",
) -> None:
    """Add a customer to the day; without a time where it costs least.

    \b
    sales route add 한빛 --at 15:00
    """
    from salescli.commands import route_changes as changes
    from salescli.commands import route_moving as moving

    desk = desk_of(ctx)
    with desk.read() as reader:
        chosen = shown_day(desk, reader, day)
        found = moving.day_or_empty(desk, reader, chosen)
        item = changes.added(desk, reader, customer, chosen, read_time(at) if at else None)
        item.values["must"] = must
        drawn = moving.with_item(desk, reader, found, item)
    keep(desk, [drawn], {})
    desk.say(_("Added {name} to {day}").format(name=item.name, day=long_day(chosen)))
    tell_odd_days(desk, [chosen])
    tell_nowhere(desk, [item.values])
    tell(desk, chosen, form)


@app.command()
def edit(ctx: typer.Context, day: DayArg = "", form: FormatOpt = "") -> None:
    """Change the day as a text file in your editor: order, times, who is in it."""
    from salescli.commands import route_changes as changes
    from salescli.commands.editing import in_editor

    desk = desk_of(ctx)
    with desk.read() as reader:
        found = changes.loaded(reader, shown_day(desk, reader, day), desk.today)
        before = changes.as_text(found)
        kept, away, same = in_editor(
            before, lambda text: (*changes.from_text(desk, reader, found, text), text == before)
        )
        if same:
            desk.say(_("Nothing differs; the route stays as it is"))
            return
        reason = _("taken out while editing")
        closed = [changes.gone(item, "skipped", reason) for item in away]
        drawn, _roads = changes.retimed(
            desk, reader, found, kept, [*changes.closed_rows(found), *closed],
            order=changes.Order.GIVEN,
        )  # fmt: skip
    keep(desk, [drawn], {})
    tell(desk, found.head.day, form)


@app.command()
def replan(
    ctx: typer.Context,
    begin: Annotated[
        str, typer.Option("--from", help=N_("Where you are; else at the last customer"))
    ] = "",
    at: Annotated[str, typer.Option("--at", help=N_("From this time on; else from now"))] = "",
    late: LateOpt = False,
    effort: Annotated[
        str,
        typer.Option("--effort", help=N_("How hard to look: low, normal, high, or so many steps")),
    ] = "normal",
    dry_run: DryRunOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Choose the rest of today anew, from now and from where you are.

    Visits that were made and stops that were confirmed stay.

    \b
    sales route replan
    sales route replan --from 한빛 --at 14:00
    """
    from salescli.commands import route_planning as planning
    from salescli.commands.route_moving import this_minute, where_now

    desk = desk_of(ctx)
    check_output(output, form)
    with desk.read() as reader:
        base = spot(desk, reader, begin) or where_now(desk, reader)
        moment = read_time(at) if at else this_minute(desk)
        hours = desk.config.day
        if moment >= (hours.leave if late else hours.afternoon.end):
            desk.say(_("the visiting day is over; the route stays as it is"))
            emit(desk, kept_page(desk, desk.today), form, output)
            return
        wanted = planning.Wanted((desk.today,), known_effort(effort), 0, base, moment, late)
        table = planning.opened(desk, reader, wanted)
        drawn = planning.drawn(table)
        pages = [preview(desk, reader, one) for one in drawn] if dry_run else []
    finish(desk, table, drawn, pages, form, output)


@app.command()
def export(
    ctx: typer.Context,
    day: DayArg = "",
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", help=N_("ics, gpx, geojson, csv or links"),
            show_default=False,
        ),
    ] = "",
    service: Annotated[
        str, typer.Option("--service", help=N_("Links for google, apple, naver, amap or osm"))
    ] = "",
    qr: Annotated[bool, typer.Option("--qr", help=N_("Links as QR codes for the phone"))] = False,
    output: OutputOpt = "",
) -> None:  # fmt: skip
    """Take the day along: calendar, navigation, map programs.

    \b
    sales route export tomorrow -o day.ics
    sales route export --format links --qr
    """
    from salescli.commands import route_drawing
    from salescli.commands.route_changes import loaded

    desk = desk_of(ctx)
    with desk.read() as reader:
        found = loaded(reader, shown_day(desk, reader, day), desk.today)
    route_drawing.export(desk, found, form, service, output, qr=qr)
