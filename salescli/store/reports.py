"""Writing reports: drafts keep the text boxes, submissions freeze a version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from salescli.dates import long_day
from salescli.errors import NotFoundError
from salescli.language import _
from salescli.store.models import Report
from salescli.store.writing import alive, change, command_of, make, next_no, rep_id


def of_period(session: Session, kind: str, day: date) -> list[Report]:
    """This rep's reports of one period, oldest version first."""
    rows = alive(
        session, Report, Report.kind == kind, Report.starts_on == day,
        Report.rep_id == rep_id(session),
    )  # fmt: skip
    return sorted(rows, key=lambda row: row.version)


def draft(session: Session, kind: str, starts_on: date, ends_on: date) -> Report:
    """The open draft of a period; a new one is made after the last submitted version."""
    rows = of_period(session, kind, starts_on)
    if rows and rows[-1].submitted_at is None:
        return rows[-1]
    row = make(
        Report, no=next_no(session, Report), kind=kind, starts_on=starts_on, ends_on=ends_on,
        version=len(rows) + 1, rep_id=rep_id(session),
        summary=rows[-1].summary if rows else None,
        tomorrow=rows[-1].tomorrow if rows else None,
        problems=rows[-1].problems if rows else None,
        memo=rows[-1].memo if rows else None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def write(row: Report, texts: Mapping[str, str]) -> Report:
    """Keep what was written into the text boxes; an emptied box is drafted from data again."""
    change(row, **{name: text or None for name, text in texts.items()})
    return row


def submit(
    session: Session,
    row: Report,
    content: dict[str, Any],
    due_at: datetime,
    *,
    late: bool,
    **reasons: str,
) -> Report:
    """Freeze the content as it is now; from here on it never changes (P1, P8)."""
    change(
        row,
        content=json.dumps(content, ensure_ascii=False),
        due_at=due_at,
        submitted_at=command_of(session).at,
        late=late,
        **reasons,
    )
    return row


def submitted(session: Session, kind: str, day: date) -> Report:
    """The newest submitted version of a period; raises when there is none."""
    found = newest(session, kind, day)
    if found is None:
        raise NotFoundError(
            _("the report of {day} is not submitted").format(day=long_day(day)),
            _("`sales report list` shows which are"),
        )
    return found


def newest(session: Session, kind: str, day: date) -> Report | None:
    """The newest submitted version of a period."""
    rows = [row for row in of_period(session, kind, day) if row.submitted_at]
    return rows[-1] if rows else None


def sent(session: Session, row: Report, to: str) -> None:
    change(row, sent_to=to, sent_at=command_of(session).at)


def reviewed(session: Session, row: Report, remark: str, by: str) -> None:
    """Keep the manager's remark beside the frozen report (P18)."""
    change(row, remark=remark, reviewed_by=by, reviewed_at=command_of(session).at)
