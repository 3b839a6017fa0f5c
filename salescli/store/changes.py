"""The change log: a session listener writes what every command did, and undo reads it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import event, insert, inspect, text
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, col, select

from salescli.domain.ids import new_id
from salescli.errors import SalesError
from salescli.language import _
from salescli.store import models
from salescli.store.models import Change, Command, Row
from salescli.store.reading import stamp_text

Item = TypeVar("Item")
CHUNK = 500
OWN_STAMPS = ("created_at", "updated_at")
FIRST_REPORT = ("reported_at", "reported_by")
ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
PLAIN = frozenset({str, int, float, bool})
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
    write_entries(session, [{**item, "based_on": before.get(item["row_id"])} for item in entries])


def insert_values(session: Session, model: type[Row], rows: Sequence[dict[str, Any]]) -> None:
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
    insert_many(session, model, rows)
    name = str(model.__tablename__)
    write_entries(
        session,
        [
            {"table_name": name, "row_id": row["id"], "action": "insert", "old": None,
             "new": as_json(told(row)), "based_on": None}
            for row in rows
        ],
    )  # fmt: skip


def insert_many(session: OrmSession, model: type[Any], rows: Sequence[dict[str, Any]]) -> None:
    """Rows in which every column stands, through the driver itself: half the time of `insert`."""
    connection = session.connection()
    dialect = connection.dialect
    statement = insert(inspect(model).local_table).compile(dialect=dialect)
    types = {column.name: column.type.dialect_impl(dialect) for column in model.__table__.columns}
    bind = [(name, types[name].bind_processor(dialect)) for name in statement.positiontup or types]
    values = [
        tuple([row[name] if read is None else read(row[name]) for name, read in bind])
        for row in rows
    ]
    connection.exec_driver_sql(str(statement), values)


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


def write_entries(session: OrmSession, entries: Iterable[dict[str, Any]]) -> None:
    """Add the change rows under this session's command, each with the next logical time."""
    command: Command = session.info["command"]
    common = {"command_id": command.id, "device": command.device, "rep_id": command.rep_id}
    rows = [
        {"id": new_id(), "hlc": next_time(session, command), **common, **item} for item in entries
    ]
    if rows:
        session.info.setdefault("tables", set()).update(row["table_name"] for row in rows)
        insert_many(session, Change, rows)


def next_time(session: OrmSession, command: Command) -> str:
    """Hybrid logical clock: never behind what the file has seen, even if the clock moved back."""
    ms, count = session.info.get("hlc") or last_time(session)
    now = int(command.at.astimezone(UTC).timestamp() * 1000)
    ms, count = (now, 0) if now > ms else (ms, count + 1)
    if count > MOST_IN_A_MS:
        ms, count = ms + 1, 0
    session.info["hlc"] = (ms, count)
    return f"{ms:015d}-{count:06d}-{command.device}"


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
