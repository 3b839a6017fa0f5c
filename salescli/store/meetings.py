"""Writing meetings and what was agreed there (M1, M2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlmodel import Session

from salescli.store import missing
from salescli.store.models import ActionItem, Meeting
from salescli.store.writing import by_number, change, delete, make, next_no

Kept = TypeVar("Kept", Meeting, ActionItem)


def add(session: Session, model: type[Kept], **values: Any) -> Kept:
    row = make(model, no=next_no(session, model), **values)
    session.add(row)
    session.flush()
    return row


def edit(session: Session, number: int, **values: Any) -> Meeting:
    row = by_number(session, Meeting, [number], missing.meeting)[0]
    change(row, **values)
    return row


def edit_actions(session: Session, numbers: Sequence[int], **values: Any) -> list[ActionItem]:
    rows = by_number(session, ActionItem, numbers, missing.action)
    for row in rows:
        change(row, **values)
    return rows


def hide(session: Session, number: int) -> None:
    """Hide a meeting; what was agreed there stays open."""
    delete(session, by_number(session, Meeting, [number], missing.meeting)[0])
