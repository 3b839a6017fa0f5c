"""The grade history of a customer, and what the rule of requirements section 3 suggests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from salescli.domain.grades import Prospect, regrade, suggest
from salescli.language import _
from salescli.output.table import Column, Table
from salescli.reports.lists import day_cell, grade_style, number_cell
from salescli.store.reading import Reader


class Step(NamedTuple):
    changed_on: date
    from_grade: str | None
    to_grade: str | None
    reason: str
    rep: str | None


class Graded(NamedTuple):
    no: int
    name: str
    grade: str | None
    need_clear: bool | None
    expected_on: date | None
    tracking_since: date | None


def history(reader: Reader, customer_id: str, today: date) -> Table:
    rows = reader.rows(
        Step,
        "FROM grade_changes WHERE customer_id = :id ORDER BY changed_on, created_at",
        id=customer_id,
    )
    return table(rows, today)


def table(rows: Sequence[Step], today: date) -> Table:
    columns = [
        Column("changed_on", _("Day"), show=partial(day_cell, today)),
        Column("from_grade", _("From"), style=grade_style),
        Column("to_grade", _("To"), style=grade_style),
        Column("reason", _("Reason"), wrap=True),
        Column("rep", _("By")),
    ]
    return Table(columns, rows, empty=_("no grade yet"))


def newest(reader: Reader, customer_id: str, today: date) -> Table:
    """The step that was written last, as a record."""
    steps = history(reader, customer_id, today)
    return replace(steps, rows=steps.rows[-1:], single=True)


def suggestions(reader: Reader, customer_id: str, today: date) -> Table:
    """Customers whose grade differs from the rule's, or who are flagged "regrade?"."""
    where = "WHERE id = :id" if customer_id else "WHERE :id = ''"
    rows = reader.rows(Graded, f"FROM customers {where} ORDER BY no", id=customer_id)
    found: list[tuple[Any, ...]] = []
    for row in rows:
        prospect = Prospect(row.need_clear, row.expected_on, row.tracking_since)
        known = prospect.need_clear or prospect.expected_on or prospect.tracking_since
        suggestion = suggest(prospect, today)
        if customer_id or (known and suggestion.grade != row.grade):
            flag = regrade(row.grade, prospect, today)
            reason = suggestion.reason
            found.append((row.no, row.name, row.grade, suggestion.grade.value, reason, flag))
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("name", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("suggested", _("Suggested"), style=grade_style),
        Column("reason", _("Because"), wrap=True),
        Column("regrade", _("Regrade?")),
    ]
    return Table(columns, found, empty=_("every grade fits what is known"))
