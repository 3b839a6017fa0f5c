"""Writing follow-ups by their number: closed, given another day, changed, hidden."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col

from salescli.errors import UsageError
from salescli.language import _
from salescli.store import missing
from salescli.store.models import FollowUp
from salescli.store.writing import by_number, change, delete


def edit_open(session: Session, numbers: Sequence[int], **values: Any) -> list[FollowUp]:
    """Change follow-ups that are not closed yet; all of them or none."""
    rows = by_number(
        session, FollowUp, numbers, missing.open_follow_up, col(FollowUp.done_on).is_(None)
    )
    for row in rows:
        change(row, **values)
    return rows


def edit(session: Session, number: int, **values: Any) -> FollowUp:
    """Change one follow-up, open or closed; it stays something to do, or a visit wished."""
    row = by_number(session, FollowUp, [number], missing.follow_up)[0]
    change(row, **values)
    if not row.text and not row.wished_visit:
        raise UsageError(_("what is left to do"), _('give a text, as "send samples", or `--visit`'))
    return row


def hide(session: Session, numbers: Sequence[int]) -> list[FollowUp]:
    rows = by_number(session, FollowUp, numbers, missing.follow_up)
    for row in rows:
        delete(session, row)
    return rows
