"""Undo: the newest command is taken back from the change log, and that is logged like any other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from salescli.errors import SalesError
from salescli.language import _
from salescli.store import models
from salescli.store.changes import chunks
from salescli.store.models import Change, Command, Row
from salescli.store.visits import version_of
from salescli.store.writing import rep_id


def next_step(session: Session) -> Command:
    """The newest command that undo may take back."""
    own: Command = session.info["command"]
    query = (
        select(Command)
        .where(
            Command.id != own.id,
            col(Command.undone_by).is_(None),
            col(Command.undoes).is_(None),
            col(Command.kept).is_(False),
        )
        .order_by(col(Command.no).desc())
        .limit(1)
    )
    found = session.exec(query).first()
    if found is None:
        raise SalesError(_("there is nothing to undo"), _("`sales undo --list` shows the steps"))
    return found


def undo(session: Session, step: Command) -> list[Change]:
    """Take a command back, newest row first; the taking back is logged like any command.

    An inserted row is hidden, a changed row gets its values of before. A row that a later,
    kept command (a submitted report) built on keeps what that command wrote.
    """
    own: Command = session.info["command"]
    own.undoes, step.undone_by = step.id, own.id
    query = select(Change).where(Change.command_id == step.id).order_by(col(Change.hlc).desc())
    done = [item for item in session.exec(query) if item.table_name != "rep"]
    built_on = kept_rows(session, step, {item.row_id for item in done})
    done = [item for item in done if item.row_id not in built_on]
    with session.no_autoflush:
        rows = rows_of(session, done)
        for item in done:
            take_back(session, rows.get(item.row_id), item)
    session.flush()
    return done


def reports_touched(session: Session, done: Sequence[Change]) -> list[tuple[date, int]]:
    """The days whose submitted report told what is taken back, each with its newest version."""
    days: set[date] = set()
    for model, column in ((models.Visit, "visit_date"), (models.GradeChange, "changed_on"),
                          (models.Order, "order_date")):  # fmt: skip
        ids = {item.row_id for item in done if item.table_name == model.__tablename__}
        for part in chunks(list(ids)):
            days |= set(session.exec(select(getattr(model, column)).where(col(model.id).in_(part))))
    rep = rep_id(session)
    versions = {day: version_of(session, rep, day) for day in days}
    return sorted((day, version) for day, version in versions.items() if version)


def rows_of(session: Session, items: Sequence[Change]) -> dict[str, Any]:
    """The rows that changes speak of, by id; read by the hundred, since an import has thousands."""
    rows: dict[str, Any] = {}
    for model in row_models():
        ids = list({item.row_id for item in items if item.table_name == model.__tablename__})
        for part in chunks(ids):
            rows |= {row.id: row for row in session.exec(select(model).where(model.id.in_(part)))}
    return rows


def kept_rows(session: Session, step: Command, row_ids: set[str]) -> set[str]:
    """Those of the rows that were submitted, as a report, after ``step``."""
    query = (
        select(Change.row_id)
        .join(Command, col(Command.id) == Change.command_id)
        .where(
            col(Command.kept).is_(True),
            Command.no > step.no,
            col(Change.new).contains('"submitted_at":', autoescape=True),
        )
    )
    return row_ids & set(session.scalars(query))


def row_models() -> list[Any]:
    """Every synced table."""
    return [model for model in models.every() if issubclass(model, Row)]


def take_back(session: Session, row: Any, item: Change) -> None:
    if row is None:
        return
    own: Command = session.info["command"]
    if item.action == "insert":
        row.deleted_at = own.at
    else:
        for name, value in json.loads(item.old or "{}").items():
            setattr(row, name, typed(row, name, value))
    session.add(row)


def typed(row: Any, name: str, value: Any) -> Any:
    """A JSON value of the log as the column's own type."""
    if value is None:
        return None
    kind = type(row).__table__.c[name].type.python_type
    return kind.fromisoformat(value) if hasattr(kind, "fromisoformat") else value
