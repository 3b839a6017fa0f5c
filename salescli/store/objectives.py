"""Writing objectives by their number: changed before the visit, hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from salescli.store import missing
from salescli.store.models import Objective
from salescli.store.writing import by_number, change, delete


def edit(session: Session, number: int, **values: Any) -> Objective:
    row = by_number(session, Objective, [number], missing.objective)[0]
    change(row, **values)
    return row


def hide(session: Session, numbers: Sequence[int]) -> list[Objective]:
    rows = by_number(session, Objective, numbers, missing.objective)
    for row in rows:
        delete(session, row)
    return rows
