"""Writing objectives by their number: changed before the visit, hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from salescli.errors import NotFoundError
from salescli.language import _
from salescli.store.models import Objective
from salescli.store.writing import by_number, change, delete


def edit(session: Session, number: int, **values: Any) -> Objective:
    row = by_number(session, Objective, [number], missing)[0]
    change(row, **values)
    return row


def hide(session: Session, numbers: Sequence[int]) -> list[Objective]:
    rows = by_number(session, Objective, numbers, missing)
    for row in rows:
        delete(session, row)
    return rows


def missing(no: int) -> NotFoundError:
    return NotFoundError(
        _("no objective {no}").format(no=no),
        _("`sales objective list` shows them"),
        wrong=str(no),
    )
