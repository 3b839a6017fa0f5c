"""What visits are for: the list of objectives, and one on a page with how it came out."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from salescli.language import N_, _
from salescli.output.table import Report
from salescli.reports import one
from salescli.reports.lists import Listed, Query
from salescli.store.reading import Reader


class ObjectiveRow(NamedTuple):
    no: int
    planned_on: date | None
    customer_no: int
    customer: str
    text: str
    kind: str | None
    visit_no: int | None
    reached: str | None
    questions: str
    answers: str
    material: str
    obstacles: str
    solutions: str
    cause: str
    remedy: str
    created_at: datetime
    id: str


OBJECTIVE_COLUMNS = (
    Listed("no", N_("No."), main=True, right=True),
    Listed("planned_on", N_("For the day"), main=True),
    Listed("customer_no", N_("Customer no."), right=True),
    Listed("customer", N_("Customer"), main=True),
    Listed("text", N_("Objective"), main=True),
    Listed("kind", N_("Kind"), main=True),
    Listed("visit_no", N_("Visit"), main=True, right=True),
    Listed("reached", N_("Reached"), main=True),
    Listed("questions", N_("Questions")),
    Listed("answers", N_("Answers")),
    Listed("material", N_("Material")),
    Listed("obstacles", N_("Obstacles")),
    Listed("solutions", N_("The way round it")),
    Listed("cause", N_("Cause")),
    Listed("remedy", N_("Remedy")),
    Listed("created_at", N_("Written")),
    Listed("id", N_("Id")),
)


def listed(reader: Reader, query: Query, limit: int | None) -> list[ObjectiveRow]:
    """Objectives, those that wait for a visit first."""
    order = "visit_no IS NOT NULL, coalesce(planned_on, '9999'), no"
    return reader.rows(ObjectiveRow, query.source("objectives", order, limit), **query.values)


def numbered(reader: Reader, no: int) -> ObjectiveRow | None:
    return reader.first(ObjectiveRow, "FROM objectives WHERE no = :no", no=no)


def page(row: ObjectiveRow, today: date) -> Report:
    """One objective: what was prepared for it, and what came of it."""
    title = _("Objective {no}: {name}").format(no=row.no, name=row.customer)
    return one.page(OBJECTIVE_COLUMNS, row, today, title, "objective")
