"""The day as a picture, a calendar, a track or links: into a file, onto the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

from salescli.desk import Desk
from salescli.errors import UsageError
from salescli.language import _
from salescli.reports import route_page
from salescli.reports.route import Route

EXPORTS = ("ics", "gpx", "geojson", "csv", "links")
ON_THE_GROUND = frozenset({"gpx", "geojson", "links"})
MAP_LINES = 18
MAP_COLUMNS = 76


def write_map(desk: Desk, day: Route, path: Path) -> None:
    """A picture as SVG, or a page to print as HTML; the file's ending tells."""
    from salescli.output import maps, write_file

    drawers = {".svg": maps.svg, ".html": maps.html, ".htm": maps.html}
    drawer = drawers.get(path.suffix.lower())
    if drawer is None:
        raise UsageError(
            _('the ending of "{name}" tells no format').format(name=path.name),
            _("end it in .svg or .html"),
            wrong=str(path),
        )
    write_file(path, drawer(route_page.itinerary(day, desk.config.me.name)))
    desk.say(_("Wrote {path}").format(path=path))
    say_missing(desk, day)


def draw(desk: Desk, day: Route) -> None:
    """The day as dots below its table."""
    from salescli.output import maps, write_out

    width = min(shutil.get_terminal_size((80, 24)).columns, MAP_COLUMNS)
    drawn = maps.terminal(route_page.itinerary(day, desk.config.me.name), width, MAP_LINES)
    write_out(f"\n{drawn}\n")
    say_missing(desk, day)


def say_missing(desk: Desk, day: Route) -> None:
    """Name the stops that a map or the way through the day leaves out: nobody knows where."""
    names = [f"{stop.place} {stop.customer}" for stop in day.open_stops if stop.spot is None]
    if names:
        desk.say(_("not on the map:") + " " + " · ".join(names))


def export(desk: Desk, day: Route, form: str, service: str, output: str, *, qr: bool) -> None:
    """The day in another program's form; the file's ending tells which unless it is named."""
    from salescli.output import write_file, write_out

    chosen = known_form(form or ("links" if qr or service else ending(output)))
    text = (
        linked(desk, day, service, qr=qr)
        if chosen == "links"
        else written(desk, day, chosen, output)
    )
    if output and output != "-":
        write_file(Path(output), text)
        desk.say(_("Wrote {path}").format(path=output))
    else:
        write_out(text)
    if chosen in ON_THE_GROUND:
        say_missing(desk, day)


def ending(output: str) -> str:
    """The form that a file's ending names; a calendar on the terminal."""
    if not output or output == "-":
        return "ics"
    form = Path(output).suffix.lower().lstrip(".")
    if not form:
        raise UsageError(
            _('the ending of "{name}" tells no format').format(name=output),
            _("one of {choices}").format(choices=", ".join(EXPORTS)),
            wrong=output,
        )
    return form


def known_form(form: str) -> str:
    if form in EXPORTS:
        return form
    raise UsageError(
        _('no format "{text}"').format(text=form),
        _("one of {choices}").format(choices=", ".join(EXPORTS)),
        wrong=form,
    )


def written(desk: Desk, day: Route, form: str, output: str) -> str:
    if form == "csv":
        from salescli.output import Format, render

        return render(route_page.plain_table(day.stops), Format.CSV, file=bool(output))
    from salescli.exchange import itinerary_geo, itinerary_ics

    writers = {"ics": itinerary_ics.ics, "gpx": itinerary_geo.gpx, "geojson": itinerary_geo.geojson}
    return writers[form]([route_page.itinerary(day, desk.config.me.name)])


def linked(desk: Desk, day: Route, service: str, *, qr: bool) -> str:
    """Links for navigation, a service's alone or all with their names."""
    from salescli.exchange.map_links import links

    found = links(route_page.itinerary(day, desk.config.me.name))
    if service and service not in found:
        raise UsageError(
            _('no map service "{text}"').format(text=service),
            _("one of {choices}").format(choices=", ".join(found)),
            wrong=service,
        )
    if qr:
        from salescli.exchange.qr import qr as code

        return "\n".join(f"{code(link)}{link}\n" for link in found[service or "google"])
    if service:
        return "".join(f"{link}\n" for link in found[service])
    return "".join(f"{name}\t{link}\n" for name, some in found.items() for link in some)
