"""The day on a sheet of paper: the map above, the list of stops below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from salescli.dates import long_day
from salescli.domain.directions import CALLED_OFF, osm_leg
from salescli.domain.itinerary import Call, Itinerary
from salescli.domain.places import Place
from salescli.domain.words import label
from salescli.language import _, current
from salescli.output.map_labels import xml
from salescli.output.map_picture import svg

STYLE = """
@page { size: A4; margin: 12mm }
* { -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { font: 10.5pt/1.4 "Noto Sans", "Noto Sans CJK KR", "Noto Sans CJK SC", "Malgun Gothic",
  "Microsoft YaHei", "Apple SD Gothic Neo", "PingFang SC", sans-serif; color: #1d262e;
  max-width: 1000px; margin: 1.2em auto; padding: 0 1em }
svg { width: 100%; height: auto; display: block }
table { border-collapse: collapse; width: 100%; margin-top: 1em }
th, td { border-bottom: 1px solid #c9d0d5; padding: .35em .5em; vertical-align: top;
  text-align: left; overflow-wrap: break-word }
th { border-bottom: 2px solid #1d262e; font-size: 9.5pt; white-space: nowrap }
td.n, td.t { white-space: nowrap; font-variant-numeric: tabular-nums } .n { text-align: right }
td.c { min-width: 9em; overflow-wrap: anywhere } small { color: #59656f; display: block }
a { color: #1c5f9a; text-decoration: none } tr.off td, tr.off * { color: #98a2ab }
td.p { white-space: nowrap }
thead { display: table-header-group } tr { break-inside: avoid }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt }
  .screen { display: none } a { color: inherit } }
"""


def html(itinerary: Itinerary) -> str:
    """A page without scripts or anything from elsewhere; it prints on A4."""
    title = " · ".join(filter(None, (long_day(itinerary.day), itinerary.rep)))
    page = [
        "<!doctype html>",
        f'<html lang="{current()}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{xml(title)}</title><style>{STYLE}</style></head>",
        f"<body>\n{svg(itinerary)}",
        *_table(itinerary),
        "</body></html>",
    ]
    return "\n".join(page) + "\n"


def _table(itinerary: Itinerary) -> Iterator[str]:
    if not itinerary.calls:
        return
    titles = [
        ("n", _("No.")),
        ("t", _("Time")),
        ("c", _("Customer")),
        ("", _("Grade")),
        ("", _("Contact")),
        ("p", _("Phone")),
        ("n", _("Travel min")),
        ("", _("Status")),
        ("screen", _("Directions")),
    ]
    head = "".join(f'<th class="{kind}">{xml(title)}</th>' for kind, title in titles)
    yield f"<table><thead><tr>{head}</tr></thead><tbody>"
    before = itinerary.begin.place
    for call in itinerary.calls:
        yield _row(call, before)
        if call.place and call.status not in CALLED_OFF:
            before = call.place
    yield "</tbody></table>"


def _row(call: Call, before: Place | None) -> str:
    address = f"<small>{xml(call.address)}</small>" if call.address else ""
    off = ' class="off"' if call.status in CALLED_OFF else ""
    cells = [
        ("n", str(call.no)),
        ("t", f"{call.start:%H:%M}–{call.end:%H:%M}"),
        ("c", f"<b>{xml(call.customer)}</b>{address}"),
        ("", xml(call.grade)),
        ("", xml(call.contact)),
        ("p", _phone(call.phone)),
        ("n", str(call.travel_minutes)),
        ("", xml(label(call.status))),
        ("screen", _directions(before, call.place)),
    ]
    row = "".join(f'<td class="{kind}">{text}</td>' for kind, text in cells)
    return f"<tr{off}>{row}</tr>"


def _phone(number: str) -> str:
    """To be dialled with a tap."""
    dialled = re.sub(r"[^0-9+]", "", number)
    return f'<a href="tel:{dialled}">{xml(number)}</a>' if dialled else xml(number)


def _directions(start: Place | None, end: Place | None) -> str:
    if not start or not end or start == end:
        return ""
    return f'<a href="{xml(osm_leg(start, end))}">OpenStreetMap</a>'
