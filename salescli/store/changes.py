"""The change log: a session listener writes what every command did, row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import event, inspect, text
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, col, select

from salescli.domain.ids import new_id
from salescli.errors import SalesError
from salescli.language import _
from salescli.store import models
from salescli.store.bulk import Columns, columns_of, common, insert_columns
from salescli.store.models import Change, Command, Row
from salescli.store.reading import stamp_text

Item = TypeVar("Item")
CHUNK = 500
OWN_STAMPS = ("created_at", "updated_at")
FIRST_REPORT = ("reported_at", "reported_by")
ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
QUOTED = json.encoder.encode_basestring
PLAIN = frozenset({str, int, float, bool})
ENTRY = ("table_name", "row_id", "action", "old", "new", "based_on")
MOST_IN_A_MS = 999_999  # six digits, so that logical times sort as text


def listen(session: Session, command: Command) -> None:
    """From now on, stamp every row of this session and log its changes under ``command``."""
    session.info["command"] = command
    event.listen(session, "before_flush", keep_first_reports)
    event.listen(session, "before_flush", stamp_rows)
    event.listen(session, "after_flush", log_rows)


def stamp_rows(session: OrmSession, _context: UOWTransaction, _instances: object) -> None:
    command: Command = session.info["command"]
    for row in session.new:
        if isinstance(row, Row):
            stamp_new(row, command)
    for row in session.dirty:
        if isinstance(row, Row) and session.is_modified(row):
            row.updated_at = command.at


def keep_first_reports(session: OrmSession, _context: UOWTransaction, _instances: object) -> None:
    """Who reported a customer first, and when, is written once (L2): no command changes it."""
    for row in session.dirty:
        if isinstance(row, models.Customer) and any(
            inspect(row).attrs[name].history.has_changes() for name in FIRST_REPORT
        ):
            raise SalesError(
                _("the first report of {name} cannot be changed").format(name=row.name),
                _("the owner can: `sales customer assign`"),
            )


def stamp_new(row: Row, command: Command) -> None:
    row.created_at = row.created_at or command.at
    row.updated_at = command.at
    row.rep_id = row.rep_id or command.rep_id


def log_rows(session: OrmSession, _context: UOWTransaction) -> None:
    """Write one change row for every row inserted or updated by this flush."""
    entries = [entry(row, {}, values_of(row)) for row in session.new if logged(row)]
    for row in session.dirty:
        if logged(row):
            old, new = differences(row)
            if new:
                entries.append(entry(row, old, new))
    before = latest(session, [item["row_id"] for item in entries if item["old"]])
    logged_as = [{**item, "based_on": before.get(item["row_id"])} for item in entries]
    write_entries(session, {name: [item[name] for item in logged_as] for name in ENTRY})


def insert_rows(session: Session, model: type[Row], rows: Sequence[dict[str, Any]]) -> None:
    """Write many new rows at once, stamped and logged as those that are added one by one.

    Args:
        session: The one transaction.
        model: Whose rows they are.
        rows: All columns of each row, validated.
    """
    command: Command = session.info["command"]
    for row in rows:
        row["created_at"] = row["created_at"] or command.at
        row["updated_at"] = command.at
        row["rep_id"] = row["rep_id"] or command.rep_id
    columns = columns_of(model, rows)
    insert_columns(session, model, columns)
    entries = {
        "table_name": [str(model.__tablename__)] * len(rows),
        "row_id": columns["id"],
        "action": ["insert"] * len(rows),
        "old": [None] * len(rows),
        "new": json_of(columns),
        "based_on": [None] * len(rows),
    }
    write_entries(session, entries)


def json_of(columns: Columns) -> list[str]:
    """Each row as one JSON object of the columns that hold something."""
    same = {name for name, values in columns.items() if name != "id" and common(values)}
    tail = [text for name in same if (text := pair(name, columns[name][0]))]
    varying = [
        [pair(name, value) for value in values]
        for name, values in columns.items()
        if name not in same
    ]
    rows = zip(*varying, strict=True)
    return ["{" + ",".join([*filter(None, parts), *tail]) + "}" for parts in rows]


def pair(name: str, value: Any) -> str:
    """A member of a JSON object; "" where the column is empty."""
    if value is None:
        return ""
    return f'"{name}":{QUOTED(value) if type(value) is str else ENCODED(plain(value))}'


def logged(row: object) -> bool:
    return isinstance(row, Row)


def values_of(row: Any) -> dict[str, Any]:
    """Every column that holds something, as JSON takes it."""
    columns = inspect(row).mapper.column_attrs
    return told({item.key: getattr(row, item.key) for item in columns})


def told(values: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value if type(value) in PLAIN else plain(value)
        for key, value in values.items()
        if value is not None
    }


def differences(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns that this flush changed: values before, values after."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    for item in inspect(row).mapper.column_attrs:
        history = inspect(row).attrs[item.key].history
        if history.has_changes() and item.key not in OWN_STAMPS:
            old[item.key] = plain(history.deleted[0]) if history.deleted else None
            new[item.key] = plain(history.added[0]) if history.added else None
    return old, new


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp_text(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def entry(row: Any, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What a change row says of one row: inserted, updated or hidden, before and after."""
    return {
        "table_name": type(row).__tablename__,
        "row_id": row.id,
        "action": "insert" if not old else "delete" if new.get("deleted_at") else "update",
        "old": as_json(old),
        "new": as_json(new),
    }


def as_json(values: dict[str, Any]) -> str | None:
    return ENCODED(values) if values else None


def latest(session: OrmSession, row_ids: Sequence[str]) -> dict[str, str]:
    """The newest change of each row: what an update or a hiding is based on."""
    found: dict[str, str] = {}
    for part in chunks(row_ids):
        query = select(Change.row_id, Change.id).where(col(Change.row_id).in_(part))
        found.update((row[0], row[1]) for row in session.execute(query.order_by(Change.hlc)))
    return found


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Parts small enough for one statement."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))


def write_entries(session: OrmSession, entries: Columns) -> None:
    """Add the change rows under this session's command, each with the next logical time."""
    command: Command = session.info["command"]
    count = len(entries["row_id"])
    if not count:
        return
    session.info.setdefault("tables", set()).update(entries["table_name"])
    own = {
        "id": [new_id() for _row in entries["row_id"]],
        "hlc": next_times(session, command, count),
        "command_id": [command.id] * count,
        "device": [command.device] * count,
        "rep_id": [command.rep_id] * count,
    }
    insert_columns(session, Change, {**own, **entries})


def next_times(session: OrmSession, command: Command, times: int) -> list[str]:
    """Hybrid logical clock: never behind what the file has seen, even if the clock moved back."""
    ms, count = session.info.get("hlc") or last_time(session)
    now = int(command.at.astimezone(UTC).timestamp() * 1000)
    if now > ms:
        ms, count = now, -1
    found = []
    for _next in range(times):
        ms, count = (ms, count + 1) if count < MOST_IN_A_MS else (ms + 1, 0)
        found.append(f"{ms:015d}-{count:06d}-{command.device}")
    session.info["hlc"] = (ms, count)
    return found


def last_time(session: OrmSession) -> tuple[int, int]:
    newest = session.execute(text("SELECT max(hlc) FROM change")).scalar()
    if not newest:
        return 0, 0
    ms, count, _device = newest.split("-", 2)
    return int(ms), int(count)


def forget_empty(session: Session) -> None:
    """A command that changed nothing leaves no step behind.

    One that only took note of the rep's name, as the config has it now, is no step of undo.
    """
    command: Command = session.info["command"]
    tables = session.info.get("tables", set())
    if not tables and command.undoes is None:
        session.delete(command)
    elif tables == {"rep"}:
        command.kept = True
