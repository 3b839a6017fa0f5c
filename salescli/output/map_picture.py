"""The day as one SVG: numbered stops on a sheet with a scale, no tiles, no network."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from salescli.dates import long_day
from salescli.domain.directions import CALLED_OFF
from salescli.domain.itinerary import Call, Itinerary, Spot
from salescli.domain.places import Place, distance_m
from salescli.domain.words import label
from salescli.language import _
from salescli.output.map_ground import Box, Dot, Ground, apart, laid_out
from salescli.output.map_labels import Seat, Size, cells, cut, seated, width_of, xml

FONTS = (
    "'Noto Sans','Noto Sans CJK KR','Noto Sans CJK SC','Malgun Gothic','Microsoft YaHei',"
    "'Apple SD Gothic Neo','PingFang SC',sans-serif"
)
WIDTH = 1000
FRAME = Box(1, 58, WIDTH - 1, 640)
INNER = Box(110, 128, WIDTH - 110, 570)
EDGE = Box(26, 84, WIDTH - 26, 614)
ROOM = Box(FRAME.left + 8, FRAME.top + 8, FRAME.right - 8, FRAME.bottom - 8)
CORNER = Dot(FRAME.right - 34, FRAME.top + 40)  # of the north arrow
FOOT = FRAME.bottom + 32
RADIUS = 14.0
COLOURS = {"A": "#b8322a", "B": "#a8620a", "C": "#1c67a8", "D": "#59656f"}
OTHER, INK, FAINT, ROUTE = "#46586a", "#1d262e", "#98a2ab", "#4a6076"
NAME_SIZE, TIME_SIZE = 15.0, 12.5
NAME_COLUMNS, LIST_COLUMNS = 24, 116


@dataclass(frozen=True)
class Mark:
    """What stands at one place: a call, or an office as one or both ends of the day."""

    place: Place
    name: str
    time: str
    call: Call | None = None

    @property
    def colour(self) -> str:
        if self.call is None:
            return INK
        return FAINT if self.off else COLOURS.get(self.call.grade, OTHER)

    @property
    def off(self) -> bool:
        return self.call is not None and self.call.status in CALLED_OFF


def svg(itinerary: Itinerary) -> str:
    """A picture of the day that stands alone; every stop without a place is named below it."""
    marks = _marks(itinerary)
    ground = laid_out([mark.place for mark in marks], INNER, EDGE)
    dots = apart(ground.dots, 2 * RADIUS + 4, EDGE)
    legs = _legs(itinerary, marks, dots, ground.beyond)
    missing = _missing(itinerary)
    height = FOOT + 14 + 20 * len(missing)
    title = " · ".join(filter(None, (long_day(itinerary.day), itinerary.rep)))
    root = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img"'
    parts = [
        f'<svg {root} font-family="{FONTS}" fill="{INK}">',
        f"<title>{xml(title)}</title>",
        f'<rect width="{WIDTH}" height="{height:g}" fill="#fff"/>',
        *_header(itinerary, title),
        *_sheet(ground),
        *(_curve(leg) for leg in legs),
        *(_arrow(leg) for leg in legs if leg.length > 2 * RADIUS + 14),
        *_labels(marks, dots, ground, legs),
        *(_symbol(mark, dot) for mark, dot in zip(marks, dots, strict=True)),
        *_scale(ground.km),
        *_legend(marks),
        *(_words(20, FOOT + 22 + 20 * no, line, 13) for no, line in enumerate(missing)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _marks(itinerary: Itinerary) -> list[Mark]:
    calls = [
        Mark(call.place, f"{call.no} {call.customer}", _when(call), call)
        for call in itinerary.calls
        if call.place
    ]
    return [*_offices(itinerary.begin, itinerary.end), *calls]


def _offices(begin: Spot, end: Spot) -> list[Mark]:
    """One mark where the day ends where it began, else two."""
    if begin.place and end.place and distance_m(begin.place, end.place) < 1:
        return [Mark(begin.place, begin.name, f"{begin.at:%H:%M} → {end.at:%H:%M}")]
    return [
        Mark(spot.place, spot.name, time)
        for spot, time in ((begin, f"{begin.at:%H:%M} →"), (end, f"→ {end.at:%H:%M}"))
        if spot.place
    ]


def _when(call: Call) -> str:
    grade = f" · {call.grade}" if call.grade else ""
    return f"{call.start:%H:%M}–{call.end:%H:%M}{grade}"


def _missing(itinerary: Itinerary) -> list[str]:
    """The stops without a place, as lines that fit the width."""
    names = [f"{call.no} {call.customer}" for call in itinerary.calls if call.place is None]
    names = [cut(name, NAME_COLUMNS * 2) for name in names]
    if not names:
        return []
    lines = [_("not on the map:") + " " + names[0]]
    for name in names[1:]:
        if cells(lines[-1]) + cells(name) + 3 > LIST_COLUMNS:
            lines.append(name)
        else:
            lines[-1] += f" · {name}"
    return lines


def _header(itinerary: Itinerary, title: str) -> Iterator[str]:
    hours = f"{itinerary.begin.at:%H:%M} – {itinerary.end.at:%H:%M}"
    yield _words(4, 36, cut(title, 72), 23, "font-weight='700'")
    yield _words(WIDTH - 4, 36, hours, 17, f"text-anchor='end' fill='{ROUTE}'")


def _sheet(ground: Ground) -> Iterator[str]:
    """Paper with a faint net as wide as the scale."""
    left, top, right, bottom = FRAME
    yield (
        f'<rect x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}"'
        ' rx="8" fill="#fafbfa" stroke="#c9d0d5"/>'
    )
    step = _round_km(ground.km)[0] / ground.km
    columns = [f"M{x:.1f} {top}V{bottom}" for x in _steps(left, right, step)]
    rows = [f"M{left} {y:.1f}H{right}" for y in _steps(top, bottom, step)]
    yield f'<path d="{"".join(columns + rows)}" stroke="#e9edef" fill="none"/>'
    if not ground.dots:
        yield _words(
            FRAME.middle.x,
            FRAME.middle.y,
            _("no stop is on the map"),
            18,
            f"text-anchor='middle' fill='{FAINT}'",
        )
    x, y = CORNER
    yield f'<path d="M{x} {y - 24}l8 24-8-6-8 6z" fill="{INK}"/>'
    yield _words(x, y + 16, _("N"), 13, "text-anchor='middle' font-weight='700'")


def _steps(start: float, end: float, step: float) -> list[float]:
    middle, count = (start + end) / 2, math.floor((end - start) / 2 / step)
    return [middle + at * step for at in range(-count, count + 1)]


@dataclass(frozen=True)
class Leg:
    """A drive, drawn as a slight bow so that the way back does not cover the way there."""

    start: Dot
    end: Dot
    beyond: bool

    @property
    def length(self) -> float:
        return math.dist(self.start, self.end)

    @property
    def bend(self) -> Dot:
        bow = min(0.1, 36 / max(self.length, 1))
        return Dot(
            (self.start.x + self.end.x) / 2 + bow * (self.end.y - self.start.y),
            (self.start.y + self.end.y) / 2 - bow * (self.end.x - self.start.x),
        )

    def at(self, share: float) -> Dot:
        before, between, after = (1 - share) ** 2, 2 * share * (1 - share), share**2
        bend = self.bend
        return Dot(
            before * self.start.x + between * bend.x + after * self.end.x,
            before * self.start.y + between * bend.y + after * self.end.y,
        )


def _legs(
    itinerary: Itinerary, marks: Sequence[Mark], dots: Sequence[Dot], beyond: Sequence[bool]
) -> list[Leg]:
    order = [no for no, mark in enumerate(marks) if mark.call and not mark.off]
    offices = [no for no, mark in enumerate(marks) if mark.call is None]
    first = offices[:1] if itinerary.begin.place else []
    last = offices[-1:] if itinerary.end.place else []
    return [
        Leg(dots[one], dots[other], beyond=beyond[one] or beyond[other])
        for one, other in pairwise([*first, *order, *last])
        if one != other
    ]


def _curve(leg: Leg) -> str:
    bend = leg.bend
    dash = ' stroke-dasharray="7 6"' if leg.beyond else ""
    return (
        f'<path d="M{_at(leg.start)}Q{_at(bend)} {_at(leg.end)}" fill="none"'
        f' stroke="{ROUTE}" stroke-width="2.4" stroke-linecap="round"{dash}/>'
    )


def _arrow(leg: Leg) -> str:
    tip = leg.at(0.5)
    turn = math.degrees(math.atan2(leg.end.y - leg.start.y, leg.end.x - leg.start.x))
    return (
        f'<path d="M9 0L-5 6.5L-2 0L-5-6.5z" fill="{ROUTE}" stroke="#fff" stroke-width="1"'
        f' transform="translate({_at(tip)}) rotate({turn:.1f})"/>'
    )


def _symbol(mark: Mark, dot: Dot) -> str:
    if mark.call is None:
        return _house(dot)
    done = mark.call.status in {"visited", "absent"}
    fill, ink = (mark.colour, "#fff") if done else ("#fff", mark.colour)
    dash = ' stroke-dasharray="4 3"' if mark.off or mark.call.near else ""
    body = (
        f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{RADIUS + 2:g}" fill="#fff"/>'
        f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{RADIUS - 1.5:g}" fill="{fill}"'
        f' stroke="{mark.colour}" stroke-width="3"{dash}/>'
    )
    style = f"text-anchor='middle' font-weight='700' fill='{ink}'"
    number = _words(dot.x, dot.y + 5.2, str(mark.call.no), 14.5, style)
    return body + number + (_badge(mark.call.status, dot) if done else "")


def _badge(status: str, dot: Dot) -> str:
    """A tick for a visit made, a cross for a customer who was not there."""
    visited = status == "visited"
    colour = "#1e7b43" if visited else INK
    shape = "M-3.5.5l2.5 2.5 4.5-5" if visited else "M-3-3l6 6m0-6l-6 6"
    x, y = dot.x + RADIUS - 3, dot.y - RADIUS + 3
    return (
        f'<g transform="translate({x:.1f} {y:.1f})"><circle r="7" fill="{colour}" stroke="#fff"'
        f' stroke-width="1.5"/><path d="{shape}" fill="none" stroke="#fff" stroke-width="1.8"/></g>'
    )


def _house(dot: Dot) -> str:
    return (
        f'<g transform="translate({_at(dot)})"><rect x="-15" y="-15" width="30" height="30" rx="3"'
        f' fill="{INK}" stroke="#fff" stroke-width="2"/>'
        '<path d="M-8 0L0-8L8 0M-5.5-1.5V7H5.5V-1.5" fill="none" stroke="#fff" stroke-width="2"'
        ' stroke-linejoin="round" stroke-linecap="round"/></g>'
    )


def _labels(
    marks: Sequence[Mark], dots: Sequence[Dot], ground: Ground, legs: Sequence[Leg]
) -> Iterator[str]:
    notes = _far(marks, ground)
    texts = [
        (cut(mark.name, NAME_COLUMNS), mark.time + note)
        for mark, note in zip(marks, notes, strict=True)
    ]
    sizes = [
        Size(max(width_of(name, NAME_SIZE), width_of(time, TIME_SIZE)) + 6, 38)
        for name, time in texts
    ]
    line = [leg.at(share / 24) for leg in legs for share in range(25)]
    seats = seated(sizes, dots, RADIUS + 2, [*line, CORNER], ROOM)
    for true, dot in zip(ground.dots, dots, strict=True):
        if math.dist(true, dot) > RADIUS:
            yield _tie(true, dot)
    found = [(seat, dot) for seat, dot in zip(seats, dots, strict=True) if seat]
    yield from (_thread(seat.leader, dot) for seat, dot in found if seat.leader)
    for mark, text, seat, dot in zip(marks, texts, seats, dots, strict=True):
        if seat:
            yield _label(mark, text, seat, dot)


def _far(marks: Sequence[Mark], ground: Ground) -> list[str]:
    """`` · 283 km ↘``: how far the places beyond the edge are from the middle of the others."""
    near = [dot for dot, is_far in zip(ground.dots, ground.beyond, strict=True) if not is_far]
    if len(near) == len(marks):
        return [""] * len(marks)
    places = [mark.place for mark, far in zip(marks, ground.beyond, strict=True) if not far]
    centre = min(zip(near, places, strict=True), key=lambda pair: math.dist(pair[0], FRAME.middle))[
        1
    ]
    notes = []
    for mark, dot, is_far in zip(marks, ground.dots, ground.beyond, strict=True):
        turn = math.atan2(dot.y - FRAME.middle.y, dot.x - FRAME.middle.x)
        arrow = "→↘↓↙←↖↑↗"[round(turn / (math.pi / 4)) % 8]
        km = round(distance_m(centre, mark.place) / 1000)
        notes.append(f" · {arrow} {km:,} km" if is_far else "")
    return notes


def _label(mark: Mark, text: tuple[str, str], seat: Seat, dot: Dot) -> str:
    box = seat.box
    middle = (box.left + box.right) / 2
    x, anchor = box.left + 3, "start"
    if abs(middle - dot.x) < RADIUS:
        x, anchor = middle, "middle"
    elif middle < dot.x:
        x, anchor = box.right - 3, "end"
    halo = f"text-anchor='{anchor}' stroke='#fff' stroke-width='3.5' paint-order='stroke'"
    ink, pale = (FAINT, FAINT) if mark.off else (INK, ROUTE)
    return _words(
        x, box.top + 16, text[0], NAME_SIZE, f"font-weight='600' fill='{ink}' {halo}"
    ) + _words(x, box.top + 33, text[1], TIME_SIZE, f"fill='{pale}' {halo}")


def _tie(true: Dot, dot: Dot) -> str:
    """From the shifted mark to where it really is."""
    return (
        f'<path d="M{_at(true)}L{_at(dot)}" stroke="{INK}" stroke-width="1"/>'
        f'<circle cx="{true.x:.1f}" cy="{true.y:.1f}" r="3" fill="{INK}"/>'
    )


def _thread(end: Dot, dot: Dot) -> str:
    return f'<path d="M{_at(dot)}L{_at(end)}" stroke="{FAINT}" stroke-width="1"/>'


def _scale(km: float) -> Iterator[str]:
    length, words = _round_km(km)
    right = 20 + length / km
    yield f'<path d="M20 {FOOT - 8}v6H{right:.1f}v-6" fill="none" stroke="{INK}" stroke-width="2"/>'
    yield _words(right + 8, FOOT, words, 13)


def _round_km(km: float) -> tuple[float, str]:
    """The longest of 1, 2, 5, 10, … that is at most 150 units long."""
    longest = 150 * km
    power = 10 ** math.floor(math.log10(longest))
    length = max(step * power for step in (1, 2, 5) if step * power <= longest)
    return length, f"{length:g} km" if length >= 1 else f"{length * 1000:g} m"


def _legend(marks: Sequence[Mark]) -> Iterator[str]:
    """What the colours and badges of this picture mean, from the right edge."""
    calls = [mark.call for mark in marks if mark.call]
    items = [
        (f'<circle r="6" fill="#fff" stroke="{colour}" stroke-width="3"/>', grade)
        for grade, colour in COLOURS.items()
        if any(call.grade == grade and call.status not in CALLED_OFF for call in calls)
    ]
    items += [
        (_badge(status, Dot(3 - RADIUS, RADIUS - 3)), label(status))
        for status in ("visited", "absent")
        if any(call.status == status for call in calls)
    ]
    dashed = (
        f'<circle r="6" fill="#fff" stroke="{FAINT}" stroke-width="2.5" stroke-dasharray="3 2"/>'
    )
    if any(mark.off for mark in marks):
        items.append((dashed, _("called off")))
    if any(call.near for call in calls):
        items.append((dashed.replace(FAINT, INK), _("only the area is known")))
    x = WIDTH - 14.0
    for sign, words in reversed(items):
        x -= width_of(words, 13)
        yield _words(x, FOOT, words, 13)
        yield f'<g transform="translate({x - 13:.1f} {FOOT - 5})">{sign}</g>'
        x -= 36


def _words(x: float, y: float, text: str, size: float, style: str = "") -> str:
    style = style.replace("'", '"')
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" {style}>{xml(text)}</text>'


def _at(dot: Dot) -> str:
    return f"{dot.x:.1f} {dot.y:.1f}"
