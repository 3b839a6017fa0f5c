"""The history of ownership: first reports, claims, and what the manager decided (L2, L3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from salescli.domain.words import label
from salescli.language import _
from salescli.output.table import Column, Table
from salescli.reports.lists import day_cell, number_cell
from salescli.store.reading import Reader


class ClaimRow(NamedTuple):
    decided_on: date
    customer_no: int
    customer: str
    kind: str
    from_rep: str | None
    to_rep: str | None
    granted: bool
    reason: str
    need_known: str
    decided_by: str
    created_at: datetime
    id: str


class Standing(NamedTuple):
    """Whose a customer is, and who reported it first, when."""

    no: int
    name: str
    industry: str
    owner_rep_id: str
    owner: str | None
    reporter: str | None
    reported_at: datetime

    @property
    def reported_on(self) -> date:
        return self.reported_at.astimezone().date()


def standing(reader: Reader, customer_id: str) -> Standing:
    found = reader.first(Standing, "FROM customers WHERE id = :id", id=customer_id)
    assert found is not None, customer_id  # noqa: S101 -- picked from the same file just now
    return found


def rows(reader: Reader, customer_id: str) -> list[ClaimRow]:
    """The claims of one customer, or of all, the oldest first."""
    condition = "WHERE customer_id = :id" if customer_id else ""
    source = f"FROM claims {condition} ORDER BY created_at, id"
    return reader.rows(ClaimRow, source, **({"id": customer_id} if customer_id else {}))


def table(reader: Reader, customer_id: str, today: date) -> Table:
    """The claims; that of one customer begins with its first report."""
    found = rows(reader, customer_id)
    if customer_id:
        found.insert(0, first_report(standing(reader, customer_id)))
    return listed(found, today)


def listed(found: Sequence[ClaimRow], today: date) -> Table:
    columns = [
        Column("decided_on", _("Day"), show=partial(day_cell, today)),
        Column("customer_no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("kind", _("Kind"), show=label),
        Column("from_rep", _("From"), optional=True),
        Column("to_rep", _("To")),
        Column("granted", _("Granted")),
        Column("reason", _("Why"), wrap=True, optional=True),
        Column("need_known", _("Need known"), wrap=True, optional=True),
        Column("decided_by", _("Decided by"), optional=True),
    ]
    return Table(columns, [row[:-2] for row in found], empty=_("no claims yet"))


def first_report(row: Standing) -> ClaimRow:
    return ClaimRow(
        row.reported_on, row.no, row.name, "reported", None, row.reporter, True, "", "", "",
        row.reported_at, "",
    )  # fmt: skip


def in_words(row: ClaimRow) -> str:
    """What was asked or decided, as the customer's history tells it."""
    if row.kind == "assign":
        return _("assigned to {name} by {manager}: {reason}").format(
            name=row.to_rep, manager=row.decided_by, reason=row.reason
        )
    said = _("claimed by {name}: granted") if row.granted else _("claimed by {name}: not granted")
    told = [said.format(name=row.to_rep), row.reason, row.need_known]
    return "; ".join(filter(None, told))


def owner_told(row: Standing) -> Any:
    """Whose the customer is, by what right."""
    since = row.reported_on
    if row.owner == row.reporter:
        return _("{customer} is {owner}'s, who reported it first, on {day}").format(
            customer=row.name, owner=row.owner, day=since
        )
    return _("{customer} is {owner}'s; first reported by {reporter} on {day}").format(
        customer=row.name, owner=row.owner, reporter=row.reporter or "–", day=since
    )
