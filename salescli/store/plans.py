"""Writing plan points: added, done in part or whole, arranged, carried on (P6, P7, T8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col

from salescli.errors import NotFoundError
from salescli.language import _
from salescli.store.living import living_id
from salescli.store.models import PlanPoint
from salescli.store.writing import alive, change, delete, make, next_no


def add(session: Session, **values: Any) -> PlanPoint:
    if values.get("customer_id"):
        values["customer_id"] = living_id(session, values["customer_id"])
    row = make(PlanPoint, no=next_no(session, PlanPoint), **values)
    session.add(row)
    session.flush()
    return row


def by_number(session: Session, numbers: Sequence[int]) -> list[PlanPoint]:
    """The points with these numbers; all of them, or none is touched."""
    rows: list[PlanPoint] = alive(session, PlanPoint, col(PlanPoint.no).in_(numbers))
    unknown = sorted(set(numbers) - {row.no for row in rows})
    if unknown:
        raise NotFoundError(
            _("no plan point {no}").format(no=unknown[0]),
            _("`sales plan list` shows them"),
            wrong=str(unknown[0]),
        )
    return rows


def edit(session: Session, numbers: Sequence[int], **values: Any) -> list[PlanPoint]:
    rows = by_number(session, numbers)
    for row in rows:
        change(row, **values)
    return rows


def hide(session: Session, numbers: Sequence[int]) -> list[PlanPoint]:
    rows = by_number(session, numbers)
    for row in rows:
        delete(session, row)
    return rows


def unfinished(session: Session, kind: str, starts_on: date) -> list[PlanPoint]:
    """The points of a period that are neither done nor carried on."""
    rows: list[PlanPoint] = alive(
        session,
        PlanPoint,
        PlanPoint.kind == kind,
        PlanPoint.starts_on == starts_on,
        PlanPoint.done < 100,
        col(PlanPoint.carried_on).is_(False),
    )
    return rows


def carry(session: Session, rows: Sequence[PlanPoint], to: date) -> list[PlanPoint]:
    """Each unfinished point again in the period that starts on ``to``; how often stays visible."""
    carried = []
    for row in rows:
        change(row, carried_on=True)
        new = add(
            session, kind=row.kind, starts_on=to, text=row.text, support=row.support,
            customer_id=row.customer_id, carried_from=row.id, times_carried=row.times_carried + 1,
        )  # fmt: skip
        carried.append(new)
    return carried
