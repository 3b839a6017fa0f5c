"""The write door: one ``writing`` block is one transaction, one command, one step of undo.

Everything that sqlmodel and SQLAlchemy need is loaded by importing this module and not before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, col, select

from salescli.domain.ids import new_id
from salescli.errors import NotFoundError, StoreError, UsageError
from salescli.language import _
from salescli.store import backup, changes, database
from salescli.store.models import Command, Meta, Rep, Row
from salescli.store.reading import Reader

Model = TypeVar("Model", bound=SQLModel)
Kept = TypeVar("Kept", bound=Row)
number_of = attrgetter("no")


@dataclass(frozen=True)
class Writer:
    """Who writes what and when: the facts that every row and change is stamped with."""

    path: Path
    now: datetime
    line: str
    rep_name: str
    rep_area: str = ""
    rep_email: str = ""
    keep_backups: int = 14


@contextmanager
def writing(writer: Writer, *, kept: bool = False) -> Iterator[Session]:
    """A session in one immediate transaction; it commits at the end, or nothing is written.

    Args:
        writer: Who writes, where and when.
        kept: The step is not offered to undo (a submitted report).
    """
    ready(writer)
    with opened(writer.path) as session:
        begin_command(session, writer, kept=kept)
        yield session
        session.flush()
        changes.forget_empty(session)
        session.commit()


def ready(writer: Writer) -> None:
    """The file exists, has this program's version, and was backed up today."""
    if not writer.path.exists():
        database.create_file(writer.path)
    found = checked_version(writer.path)
    if found:
        backup.daily(writer.path, writer.now, writer.keep_backups)
    if found != database.SCHEMA_VERSION:
        if found:
            backup.make(writer.path, writer.now, "migration", writer.keep_backups)
        upgrade(writer.path)


def checked_version(path: Path) -> int:
    """The version of the file, 0 for an empty one; a newer or a foreign one is refused."""
    connection = database.connect(path, write=False)
    try:
        with database.explained(path):
            database.check_version(connection, path)
            return database.version(connection)
    finally:
        connection.close()


def upgrade(path: Path) -> None:
    """Run the missing migrations; two processes that start at once do it one after the other."""
    from salescli.store.migrate import migrate

    with opened(path) as session:
        connection = session.connection()
        raw = raw_of(session)
        if database.version(raw) < database.SCHEMA_VERSION:
            migrate(connection)
            database.stamp_version(raw)
        session.commit()


@contextmanager
def opened(path: Path) -> Iterator[Session]:
    """A session on the file; the engine is always disposed, so that no ``-wal`` stays behind."""
    engine = make_engine(path)
    try:
        with Session(engine, expire_on_commit=False) as session:
            yield session
    except DBAPIError as error:
        raise database.explain(error.orig or error, path) from error
    except sqlite3.Error as error:
        raise database.explain(error, path) from error
    except OverflowError as error:
        raise database.too_large() from error
    finally:
        engine.dispose()


def make_engine(path: Path) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: database.connect(path, write=True),
        poolclass=StaticPool,
        hide_parameters=True,
    )

    def begin(connection: Any) -> None:
        for statement in database.BEGIN:
            connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)
    return engine


def begin_command(session: Session, writer: Writer, *, kept: bool) -> None:
    """Write the command row and tell the session's listener what to stamp rows with."""
    device = meta(session, "device") or remember(session, "device", new_id())
    rep_id = meta(session, "rep") or remember(session, "rep", new_id())
    command = Command(
        no=next_no(session, Command), at=writer.now, line=readable(writer.line), rep_id=rep_id,
        device=device, kept=kept,
    )  # fmt: skip
    session.add(command)
    session.flush()
    changes.listen(session, command)
    know_rep(session, rep_id, writer)


def readable(line: str) -> str:
    """The typed line as text; a file name in another encoding has letters that UTF-8 lacks."""
    return line.encode(errors="backslashreplace").decode()


def know_rep(session: Session, rep_id: str, writer: Writer) -> None:
    """Keep the rep's own row as the config names it; another name is not taken in silence."""
    named = {"name": writer.rep_name, "area": writer.rep_area, "email": writer.rep_email}
    kept = session.execute(text("SELECT name, area, email FROM rep WHERE id = :id"), {"id": rep_id})
    row = kept.first()
    if row is None:
        session.add(make(Rep, id=rep_id, **named))
        session.flush()
    elif tuple(row) != tuple(named.values()):
        if row.name and row.name != writer.rep_name:
            session.info["renamed"] = row.name
        change(one(session, Rep, rep_id), **named)


def reader_of(session: Session, path: Path) -> Reader:
    """The read door within the transaction: what stands in the file while nobody else writes."""
    return Reader(raw_of(session), path)


def raw_of(session: Session) -> sqlite3.Connection:
    """The connection below SQLAlchemy's."""
    return cast("sqlite3.Connection", session.connection().connection.driver_connection)


def wrote(session: Session) -> bool:
    """Whether this command has written anything so far."""
    session.flush()
    return bool(session.info.get("tables"))


def value(session: Session, sql: str, **values: Any) -> Any:
    """The first value of a query in plain SQL: where one figure is enough, no row is loaded."""
    return session.execute(text(sql), values).scalar()


def meta(session: Session, key: str) -> str:
    return value(session, "SELECT value FROM meta WHERE key = :key", key=key) or ""


def remember(session: Session, key: str, value: str) -> str:
    session.merge(Meta(key=key, value=value))
    return value


def rep_id(session: Session) -> str:
    command: Command = session.info["command"]
    return command.rep_id


def command_of(session: Session) -> Command:
    command: Command = session.info["command"]
    return command


def next_no(session: Session, model: type[Any]) -> int:
    """The next number people type; never reused, since nothing is deleted physically."""
    highest = value(session, f"SELECT max(no) FROM {model.__tablename__}")  # noqa: S608 -- a table of ours
    return int(highest or 0) + 1


def make(model: type[Model], **values: Any) -> Model:
    """A validated row of ``model``; the one way in for input."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise refused(error) from error


def change(row: Row, **values: Any) -> Row:
    """Set validated values on a row; what does not differ is not touched."""
    checked = make(type(row), **{**row.model_dump(), **values})
    for name in values:
        if getattr(row, name) != getattr(checked, name):
            setattr(row, name, getattr(checked, name))
    return row


def refused(error: ValidationError) -> UsageError:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or "?"
    return UsageError(
        _("{field} does not fit: {reason}").format(field=field, reason=first["msg"]),
        wrong=str(first.get("input", "")),
    )


def delete(session: Session, row: Row) -> None:
    """Hide a row; it stays in the file and `sales undo` brings it back."""
    row.deleted_at = command_of(session).at
    session.add(row)


def one(session: Session, model: type[Model], row_id: str) -> Model:
    row = session.get(model, row_id)
    if row is None:
        raise StoreError(_("the data file has lost a row it refers to"), _("run `sales doctor`"))
    return row


def present(session: Session, model: type[Kept], row_id: str) -> Kept:
    """A row that was picked before the transaction; raises when it was deleted in between."""
    row = one(session, model, row_id)
    if row.deleted_at is not None:
        raise NotFoundError(
            _("it was deleted meanwhile by another command"),
            _("`sales undo --list` shows what was done last"),
        )
    return row


def alive(session: Session, model: type[Kept], *where: Any) -> list[Kept]:
    """The rows of ``model`` that are not deleted and fit, by their number or age."""
    order: Any = getattr(model, "no", model.created_at)
    return list(
        session.exec(select(model).where(col(model.deleted_at).is_(None), *where).order_by(order))
    )


def by_number(
    session: Session,
    model: type[Kept],
    numbers: Sequence[int],
    missing: Callable[[int], NotFoundError],
    *where: Any,
) -> list[Kept]:
    """The rows with these numbers that are not deleted and fit; all of them, or none is touched.

    ``missing`` says of a number that there is none.
    """
    rows = alive(session, model, number_of(model).in_(numbers), *where)
    found = {number_of(row): row for row in rows}
    unknown = sorted(set(numbers) - found.keys())
    if unknown:
        raise missing(unknown[0])
    return list(found.values())
