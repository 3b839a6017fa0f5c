"""One visit on a page, with what belongs to it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import NamedTuple

from salescli.domain.completeness import VISIT_FIELDS, in_words, visit_lacks
from salescli.domain.words import label
from salescli.language import _
from salescli.output.table import Block, Column, Fact, Facts, Report, Table
from salescli.reports import history, orders
from salescli.reports.lists import VisitRow, day_cell, number_cell, stamp_cell
from salescli.store.reading import Reader

MOST = 100


class Goal(NamedTuple):
    no: int
    text: str
    kind: str
    reached: str | None
    cause: str
    remedy: str


class Left(NamedTuple):
    no: int
    due_on: date | None
    text: str
    done_on: date | None


def page(reader: Reader, visit_id: str, today: date, decimals: int = 0) -> Report:
    row = reader.first(VisitRow, "FROM visits WHERE id = :id", id=visit_id)
    assert row is not None, visit_id  # noqa: S101 -- picked from the same file just now
    blocks: list[Block] = [
        Facts(facts(row), key="visit"),
        objectives(reader, visit_id),
        followups(reader, visit_id, today),
        orders.short_table(reader, "visit_id = :visit", today, decimals, MOST, visit=visit_id),
        history.of_row(reader, visit_id, title=_("Corrections"), since_written=True),
    ]
    title = _("Visit {no}: {name}").format(no=row.no, name=row.customer)
    return Report(title, blocks, key="visit", extra={"no": row.no})


def facts(row: VisitRow) -> list[Fact]:
    items = [
        Fact("visit_date", _("Day"), row.visit_date),
        Fact("visit_time", _("Time"), row.visit_time),
        Fact("minutes", _("Minutes"), row.minutes),
        Fact("channel", _("Channel"), row.channel, label(row.channel)),
        Fact("outcome", _("Outcome"), row.outcome, label(row.outcome)),
        Fact("grade_at_visit", _("Grade at the visit"), row.grade_at_visit),
        Fact("met", _("Met"), row.met),
        Fact("content", _("What happened"), row.content),
        Fact("result", _("Result"), row.result),
        Fact("problems", _("Problems"), row.problems),
        Fact("objections", _("Objections"), row.objections),
        Fact("note_left", _("Note left"), row.note_left),
        Fact("card_left", _("Card left"), row.card_left),
        Fact("next_on", _("Next visit"), row.next_on),
        Fact("next_time", _("Next time"), row.next_time),
        Fact("lesson", _("Lesson"), row.lesson),
        Fact("improvement", _("Improvement"), row.improvement),
        Fact("written_at", _("Written"), row.created_at, stamp_cell(row.created_at)),
    ]
    late = (row.created_at.astimezone().date() - row.visit_date).days
    if late > 0:
        items.append(Fact("late_days", _("Late entry (days)"), late))
    if lacks := visit_lacks(row._asdict()):
        items.append(Fact("missing", _("Missing"), lacks, in_words(lacks, VISIT_FIELDS), "yellow"))
    return [item for item in items if item.value not in (None, "")]


def objectives(reader: Reader, visit_id: str) -> Table:
    rows = reader.rows(Goal, "FROM objectives WHERE visit_id = :id ORDER BY no", id=visit_id)
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("text", _("Objective"), wrap=True),
        Column("kind", _("Kind"), show=label),
        Column("reached", _("Reached"), show=label),
        Column("cause", _("Cause"), wrap=True, optional=True),
        Column("remedy", _("Remedy"), wrap=True, optional=True),
    ]
    return Table(columns, rows, title=_("Objectives"), key="objectives", empty=_("none set"))


def followups(reader: Reader, visit_id: str, today: date) -> Table:
    rows = reader.rows(Left, "FROM followups WHERE visit_id = :id ORDER BY no", id=visit_id)
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("due_on", _("Due"), show=partial(day_cell, today)),
        Column("text", _("What"), wrap=True),
        Column("done_on", _("Done"), show=partial(day_cell, today)),
    ]
    return Table(columns, rows, title=_("Follow-ups"), key="followups", empty=_("none"))
