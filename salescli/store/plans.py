"""Writing plan points: added, done in part or whole, arranged, carried on (P6, P7, T8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col

from salescli.store import missing
from salescli.store.living import living_id
from salescli.store.models import PlanPoint
from salescli.store.writing import alive, by_number, change, delete, make, next_no


def add(session: Session, **values: Any) -> PlanPoint:
    if values.get("customer_id"):
        values["customer_id"] = living_id(session, values["customer_id"])
    row = make(PlanPoint, no=next_no(session, PlanPoint), **values)
    session.add(row)
    session.flush()
    return row


def numbered(session: Session, numbers: Sequence[int]) -> list[PlanPoint]:
    return by_number(session, PlanPoint, numbers, missing.plan_point)


def edit(session: Session, numbers: Sequence[int], **values: Any) -> list[PlanPoint]:
    rows = numbered(session, numbers)
    for row in rows:
        change(row, **values)
    return rows


def hide(session: Session, numbers: Sequence[int]) -> list[PlanPoint]:
    rows = numbered(session, numbers)
    for row in rows:
        delete(session, row)
    return rows


def unfinished(session: Session, kind: str, starts_on: date) -> list[PlanPoint]:
    """The points of a period that are neither done nor carried on."""
    return alive(
        session,
        PlanPoint,
        PlanPoint.kind == kind,
        PlanPoint.starts_on == starts_on,
        PlanPoint.done < 100,
        col(PlanPoint.carried_on).is_(False),
    )


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
