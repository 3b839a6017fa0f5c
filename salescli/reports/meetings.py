"""Meetings with their minutes, and the action items that came of them (M1, M2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import partial
from typing import NamedTuple

from salescli.dates import Period, day_and_time
from salescli.language import _
from salescli.output.table import Block, Column, Fact, Facts, Prose, Report, Table
from salescli.reports.lists import Query, day_cell, number_cell, overdue_style
from salescli.store.reading import Reader, like


class MeetingRow(NamedTuple):
    no: int
    held_on: date
    held_at: time | None
    title: str
    place: str
    chair: str
    attendees: str
    agenda: str
    minutes: str
    id: str


class Action(NamedTuple):
    """What somebody is to do; ``done_on`` is None while it is open."""

    no: int
    text: str
    owner: str
    due_on: date | None
    done_on: date | None
    result: str
    meeting_no: int | None
    held_on: date | None
    id: str


def held_in(reader: Reader, period: Period) -> list[MeetingRow]:
    return reader.rows(
        MeetingRow,
        "FROM meetings WHERE held_on >= :start AND held_on < :end"
        " ORDER BY held_on DESC, coalesce(held_at, '99') DESC, no DESC",
        start=period.start.isoformat(),
        end=period.end.isoformat(),
    )


def numbered(reader: Reader, no: int) -> MeetingRow | None:
    return reader.first(MeetingRow, "FROM meetings WHERE no = :no", no=no)


def last(reader: Reader) -> MeetingRow | None:
    """The latest meeting that was kept."""
    return reader.first(MeetingRow, "FROM meetings ORDER BY held_on DESC, no DESC LIMIT 1")


def actions(reader: Reader, owner: str = "", *, everything: bool = False) -> list[Action]:
    """What is not done yet, or all of it, the earliest due first."""
    query = Query()
    if not everything:
        query.add("done_on IS NULL")
    if owner:
        query.add("lower(owner) LIKE :owner ESCAPE '!'", owner=like(owner.lower()))
    source = query.source("actions", "coalesce(due_on, '9999'), no", None)
    return reader.rows(Action, source, **query.values)


def actions_of(reader: Reader, meeting_id: str) -> list[Action]:
    return reader.rows(Action, "FROM actions WHERE meeting_id = :id ORDER BY no", id=meeting_id)


def table(rows: Sequence[MeetingRow], today: date) -> Table:
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("held_on", _("Day"), show=partial(day_cell, today)),
        Column("held_at", _("Begins")),
        Column("title", _("Meeting"), wrap=True),
        Column("place", _("Venue"), wrap=True, optional=True),
        Column("chair", _("Chair"), optional=True),
        Column("attendees", _("Attendees"), wrap=True, optional=True),
        *[Column(key, key, machine=True) for key in ("agenda", "minutes", "id")],
    ]
    return Table(columns, rows, empty=_("no meetings in this period"))


def action_table(
    rows: Sequence[Action], today: date, title: str = "", *, optional: bool = False
) -> Table:
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("text", _("What"), wrap=True),
        Column("owner", _("Who")),
        Column("due_on", _("Due"), show=partial(day_cell, today),
               style=partial(overdue_style, today)),
        Column("done_on", _("Done"), show=partial(day_cell, today), optional=True),
        Column("result", _("Result"), wrap=True, optional=True),
        Column("meeting_no", _("Meeting"), right=True, show=number_cell, optional=True),
        *[Column(key, key, machine=True) for key in ("held_on", "id")],
    ]  # fmt: skip
    return Table(columns, rows, title=title, key="actions", empty=_("nothing is open"),
                 optional=optional)  # fmt: skip


def page(reader: Reader, row: MeetingRow, today: date) -> Report:
    """The minutes of one meeting, with what was agreed."""
    facts = [
        Fact("no", _("No."), row.no),
        Fact("held_on", _("Date"), row.held_on, day_and_time(row.held_on, row.held_at)),
        Fact("place", _("Venue"), row.place),
        Fact("chair", _("Chair"), row.chair),
        Fact("attendees", _("Attendees"), row.attendees),
    ]
    blocks: list[Block] = [
        Facts([fact for fact in facts if fact.value], key="meeting"),
        Prose(row.agenda, title=_("Agenda"), key="agenda"),
        Prose(row.minutes, title=_("Minutes of the meeting"), key="minutes"),
        action_table(actions_of(reader, row.id), today, _("Agreed")),
    ]
    return Report(row.title or _("Meeting"), blocks, key="minutes")
