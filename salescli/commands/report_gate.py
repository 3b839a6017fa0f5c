"""What is still open when a report is handed in: days to come, planned stops without an outcome."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from salescli.commands.asking import ask_text
from salescli.dates import short_day
from salescli.desk import Desk
from salescli.domain.deadlines import days_to_come
from salescli.errors import SalesError
from salescli.language import _, ngettext

if TYPE_CHECKING:
    from salescli.commands.report_asking import Asked

MOST_NAMED = 8


def still_open(desk: Desk, asked: Asked, content: dict[str, Any]) -> list[str]:
    """What a reader of the report would miss, as lines that say what."""
    lines = [days_line(desk, asked), stops_line(content)]
    return [line for line in lines if line]


def coming(desk: Desk, asked: Asked) -> list[date]:
    """The working days of the period that are not over, which the report cannot hold (P8, P12)."""
    return days_to_come(asked.form.kind, *asked.period, desk.today, desk.calendar)


def say_early(desk: Desk, asked: Asked) -> None:
    """That a report of before its period's end is not yet the report of that period."""
    if days := coming(desk, asked):
        text = _("it is early: after more work submit it again on {day}")
        desk.say(text.format(day=short_day(days[-1], desk.today)))


def days_line(desk: Desk, asked: Asked) -> str:
    days = coming(desk, asked)
    if not days:
        return ""
    text = ngettext(
        "{count} working day is still to come: {list}",
        "{count} working days are still to come: {list}",
        len(days),
    )
    return text.format(count=len(days), list=named([short_day(day, desk.today) for day in days]))


def stops_line(content: dict[str, Any]) -> str:
    """The day's planned stops of which nobody said what became (R1)."""
    stops = (content.get("route") or {}).get("unanswered", [])
    if not stops:
        return ""
    text = ngettext(
        "{count} planned stop has no outcome: {list}",
        "{count} planned stops have no outcome: {list}",
        len(stops),
    )
    return text.format(count=len(stops), list=named(stops))


def named(items: list[str]) -> str:
    shown = ", ".join(items[:MOST_NAMED])
    return f"{shown} …" if len(items) > MOST_NAMED else shown


def reason(desk: Desk, asked: Asked, open_: list[str], anyway: str) -> str:
    """Why it is handed in all the same: as typed, or asked on a terminal; else it is refused."""
    if not open_ or anyway:
        return anyway
    if desk.asks():
        for line in open_:
            desk.say(line)
        if answer := ask_text(_("Hand it in all the same, because (empty: not yet)")):
            return answer
    raise SalesError("; ".join(open_), hint(asked))


def hint(asked: Asked) -> str:
    if asked.form.kind == "daily":
        return _(
            "log what was done, drop the rest with `sales route drop NUMBER --reason …`; or submit"
            ' with `--anyway "reason"`'
        )
    return _('submit it on its last working day, or now with `--anyway "reason"`')
