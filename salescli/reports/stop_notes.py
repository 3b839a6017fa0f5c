"""What a planned stop has beside its customer: its state, what breaks, the hours of its day."""

from __future__ import annotations

from datetime import time

from salescli.domain.windows import read_windows
from salescli.domain.words import StopStatus, label
from salescli.language import N_, _
from salescli.reports.route import Stop

BROKEN = {
    "closed": N_("closed then"),
    "across the break": N_("across the break"),
    "too late": N_("not reachable by then"),
}


def note(stop: Stop) -> str:
    """State, what breaks, where it went, the day's hours, that its place is only the area's."""
    parts = [] if stop.status == StopStatus.PLANNED or stop.moved_to else [label(stop.status)]
    if stop.broken:
        parts.append(broken(stop.broken))
    if stop.moved_to:
        parts.append(_("moved to {day}").format(day=stop.moved_to.isoformat()))
    if stop.reason:
        parts.append(stop.reason)
    if stop.is_open:
        parts += [_("fixed")] if stop.pinned and stop.status == StopStatus.PLANNED else []
        parts += [hours(stop)] if stop.windows else []
        parts += [_("place: middle of the area")] if stop.area_centre else []
        parts += [_("no place")] if stop.spot is None else []
    return "; ".join(filter(None, parts))


def hours(stop: Stop) -> str:
    """When the customer is open on the day of the stop."""
    spans = read_windows(stop.windows).on(stop.day)
    if spans is None:
        return ""
    return ", ".join(f"{short(span.start)}–{short(span.end)}" for span in spans) or _("closed")


def short(at: time) -> str:
    return f"{at.hour}:{at.minute:02}" if at.minute else f"{at.hour}"


def broken(key: str) -> str:
    return _(BROKEN[key]) if key in BROKEN else key
