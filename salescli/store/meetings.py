"""Writing meetings and what was agreed there (M1, M2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col

from salescli.errors import NotFoundError
from salescli.language import _
from salescli.store.models import ActionItem, Meeting
from salescli.store.writing import alive, change, delete, make, next_no

Kept = TypeVar("Kept", Meeting, ActionItem)


def add(session: Session, model: type[Kept], **values: Any) -> Kept:
    row = make(model, no=next_no(session, model), **values)
    session.add(row)
    session.flush()
    return row


def by_number(session: Session, model: type[Kept], numbers: Sequence[int]) -> list[Kept]:
    """The rows with these numbers; all of them, or none is touched."""
    rows: list[Kept] = alive(session, model, col(model.no).in_(numbers))
    unknown = sorted(set(numbers) - {row.no for row in rows})
    if unknown:
        raise missing(model, unknown[0])
    return rows


def missing(model: type[Meeting | ActionItem], no: int) -> NotFoundError:
    if model is Meeting:
        return NotFoundError(
            _("no meeting {no}").format(no=no), _("`sales meeting list` shows them"), wrong=str(no)
        )
    return NotFoundError(
        _("no action item {no}").format(no=no),
        _("`sales meeting actions` shows them"),
        wrong=str(no),
    )


def edit(session: Session, model: type[Kept], numbers: Sequence[int], **values: Any) -> list[Kept]:
    rows = by_number(session, model, numbers)
    for row in rows:
        change(row, **values)
    return rows


def hide(session: Session, meeting: Meeting) -> None:
    """Hide a meeting; what was agreed there stays open."""
    delete(session, meeting)
