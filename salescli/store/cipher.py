"""Encrypted data files: how one is opened, and how a file becomes one and a plain one again.

The key is raw, so no time goes into deriving it. SQLCipher's salt begins the file; behind a
random key it need not be random too, so it is a text of ours that tells what the file is.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from salescli.errors import StoreError
from salescli.language import _
from salescli.store import database, keys

CHUNK = 2**20
LOCKED = "database is locked"
CARRIED = ("application_id", "user_version")


def check_library() -> None:
    try:
        import sqlcipher3  # type: ignore[import-untyped]  # noqa: F401 -- loaded to see if it can be
    except ImportError as error:
        raise StoreError(
            _("encrypted data needs the library sqlcipher3"), "`pip install 'salescli[encryption]'`"
        ) from error


def connect(address: str, *, encrypted: bool) -> sqlite3.Connection:
    """SQLCipher's connection; it opens plain files too, for a copy between the two."""
    check_library()
    from salescli.store import sqlcipher

    return sqlcipher.connect(address, database.BUSY_MS / 1000, spoken() if encrypted else "")


def spoken() -> str:
    return f"x'{keys.current().hex()}{database.ENCRYPTED.hex()}'"


def turn(path: Path, *, encrypted: bool) -> None:
    """Put the encrypted copy of the file, or the plain one, in its place.

    Nobody else can have the file open meanwhile, and until the verified copy takes the name it is
    as it was; then it is overwritten, so that who waited for it does not write into it.
    """
    place = path.resolve()
    copied = place.with_name(f".{place.name}.part")
    try:
        with database.explained(path), alone(place, encrypted=not encrypted) as old:
            export(old, copied, encrypted=encrypted)
            check(old, copied, encrypted=encrypted)
            put_in_place(old, place, copied)
    except OSError as error:
        raise StoreError(
            _("could not write {path}: {reason}").format(path=path, reason=error.strerror),
            _("nothing was changed; free some space or check the folder's permissions"),
        ) from error
    finally:
        with suppress(OSError):
            copied.unlink()


@contextmanager
def alone(place: Path, *, encrypted: bool) -> Iterator[sqlite3.Connection]:
    """The file without a `-wal` beside it, locked against everybody; one in use is refused."""
    with closing(connect(place.as_uri(), encrypted=encrypted)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        if connection.execute("PRAGMA main.journal_mode").fetchone()[0] == "wal":
            raise sqlite3.OperationalError(LOCKED)  # somebody opened it in between
        yield connection


def copy(source: Path, target: Path, *, encrypted: bool) -> None:
    """Write what a file holds into another one, encrypted or plain whatever the first is."""
    with closing(connect(source.as_uri(), encrypted=not encrypted)) as old:
        export(old, target, encrypted=encrypted)


def export(old: sqlite3.Connection, target: Path, *, encrypted: bool) -> None:
    target.unlink(missing_ok=True)
    database.create_file(target)
    old.execute("ATTACH ? AS copied KEY ?", (str(target), spoken() if encrypted else ""))
    old.execute("SELECT sqlcipher_export('copied')")
    for name in CARRIED:
        number = old.execute(f"PRAGMA main.{name}").fetchone()[0]
        old.execute(f"PRAGMA copied.{name} = {number}")
    old.execute("PRAGMA copied.journal_mode = WAL")  # so that the first writers wait for each other
    old.execute("DETACH copied")


def check(old: sqlite3.Connection, copied: Path, *, encrypted: bool) -> None:
    """Refuse a copy that is not in the form that was asked for, not sound, or not the same."""
    right = database.is_encrypted(copied) == encrypted
    with closing(database.raw(copied.as_uri(), encrypted=encrypted)) as new:
        same = right and not database.integrity(new, full=True) and contents_agree(old, new)
    if not same:
        raise StoreError(_("the copy is not the same as the file; nothing was changed"))


def contents_agree(old: sqlite3.Connection, new: sqlite3.Connection) -> bool:
    """Whether both have the same tables, indices and views, and all rows are the same."""
    outline = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    if old.execute(outline).fetchall() != new.execute(outline).fetchall():
        return False
    tables = old.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return all(
        first == second
        for (name,) in tables
        for first, second in zip_longest(rows(old, name), rows(new, name))
    )


def rows(connection: sqlite3.Connection, table: str) -> sqlite3.Cursor:
    return connection.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608 -- a table of ours


def put_in_place(old: sqlite3.Connection, place: Path, copied: Path) -> None:
    """The copy takes the file's name; the lock of ``old`` holds until its file is worth nothing."""
    with copied.open("r+b") as file:
        os.fsync(file.fileno())
    if os.name == "nt":  # an open file keeps its name there
        old.close()
        copied.replace(place)
        return
    with place.open("r+b") as former:
        copied.replace(place)
        with suppress(OSError):  # the copy is whole and in its place
            sync_folder(place.parent)
            overwrite(former)


def sync_folder(place: Path) -> None:
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def overwrite(file: BinaryIO) -> None:
    left = file.seek(0, os.SEEK_END)
    file.seek(0)
    while left > 0:
        left -= file.write(bytes(min(left, CHUNK)))
    file.flush()
    os.fsync(file.fileno())
