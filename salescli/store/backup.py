"""Backups of the file: a consistent copy by SQLite's own backup, with its SHA-256 beside it."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from salescli.errors import NotFoundError, StoreError
from salescli.language import _
from salescli.store import database

DAY = r"\d{4}-\d\d-\d\d"


def folder(path: Path) -> Path:
    return path.parent / "backups"


def listed(path: Path) -> list[Path]:
    """The backups of this file, newest first; those of another file in the folder are not ours.

    The moment in the name tells the order (the daily one was made before the day's first write),
    then, within one second, the file's own time.
    """
    ours = re.compile(rf"{re.escape(path.stem)}-({DAY}(?:-\d{{6}})?)-[a-z]+(?:-\d+)?\.db")
    found = [(ours.fullmatch(place.name), place) for place in folder(path).glob("*.db")]
    aged = [(match[1], modified(place), place) for match, place in found if match]
    return [place for _moment, _modified, place in sorted(aged, reverse=True)]


def modified(place: Path) -> int:
    """Nanoseconds; 0 for a backup that another process has pruned meanwhile."""
    return place.stat().st_mtime_ns if place.exists() else 0


def daily(path: Path, now: datetime, keep: int) -> Path | None:
    """One automatic backup a day, before the day's first write."""
    target = folder(path) / f"{path.stem}-{now:%Y-%m-%d}-daily.db"
    if keep <= 0 or target.exists():
        return None
    copy(path, target)
    prune(path, keep)
    return target


def make(path: Path, now: datetime, why: str, keep: int, to: Path | None = None) -> Path:
    """A backup now; ``why`` becomes part of its name (manual, import, restore, migration).

    A folder that the user names is not made: it may be a disk that is not plugged in.
    """
    if to is not None:
        try:
            os.scandir(to.absolute().parent).close()
        except OSError as error:
            raise unwritten(to, error) from error
    target = to or unused(folder(path) / f"{path.stem}-{now:%Y-%m-%d-%H%M%S}-{why}.db")
    copy(path, target)
    if to is None and keep > 0:
        prune(path, keep)
    return target


def unused(target: Path) -> Path:
    """``target``, or the same with a number when it is taken."""
    if not target.exists():
        return target
    numbers = (target.with_name(f"{target.stem}-{n}{target.suffix}") for n in range(2, 10_000))
    return next(name for name in numbers if not name.exists())


def copy(path: Path, target: Path) -> None:
    """Copy a live file consistently, sync it, and write its checksum; renamed into place whole."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database.create_file(partial)
        copy_pages(path, partial)
        checksum = sha256(partial)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)
        write_checksum(target, checksum)
    except OSError as error:
        raise unwritten(target, error) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def unwritten(target: Path, error: OSError) -> StoreError:
    return StoreError(
        _("could not write the backup {path}: {reason}").format(path=target, reason=error.strerror),
        _("nothing was changed; free some space or check the folder's permissions"),
    )


def copy_pages(path: Path, target: Path) -> None:
    """Copy page by page; a damaged file is refused, lest its copies push the good ones out."""
    encrypted = database.is_encrypted(path)
    source = database.connect(path, write=False)
    with database.explained(path):
        copied = database.raw(target.absolute().as_uri(), encrypted=encrypted)
        try:
            source.backup(copied, progress=give_up)
            copied.execute("PRAGMA journal_mode = DELETE")
            wrong = database.integrity(copied, full=False)
        finally:
            copied.close()
            source.close()
    if wrong:
        raise database.damaged(path)


def give_up(status: int, _remaining: int, _total: int) -> None:
    """End a copy when a file stays locked past the waiting time; Python would try for ever."""
    if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        message = "database is locked"
        raise sqlite3.OperationalError(message)


def unencrypted(path: Path) -> list[Path]:
    """The backups that anybody can read, and what a decryption that was cut off left behind."""
    left = sorted(path.parent.glob(f".{path.name}*.part"))
    return [place for place in [*listed(path), *left] if not database.is_encrypted(place)]


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checksum_file(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def write_checksum(path: Path, checksum: str) -> None:
    checksum_file(path).write_text(f"{checksum}  {path.name}\n", encoding="utf-8")


def prune(path: Path, keep: int) -> None:
    """Keep the newest ``keep`` daily backups and as many others: a busy day ends no history."""
    known = listed(path)
    daily = [place for place in known if place.stem.endswith("-daily")]
    others = [place for place in known if place not in daily]
    for old in [*daily[keep:], *others[keep:]]:
        old.unlink(missing_ok=True)
        checksum_file(old).unlink(missing_ok=True)


def missing(backup: Path) -> NotFoundError:
    return NotFoundError(
        _("no backup {path}").format(path=backup), _("`sales data backup --list` shows them")
    )


def verify(backup: Path) -> None:
    """Refuse a backup that is missing, changed since it was made, damaged or too new."""
    if not backup.exists():
        raise missing(backup)
    beside = checksum_file(backup)
    if beside.exists() and beside.read_bytes().split()[:1] != [sha256(backup).encode()]:
        raise StoreError(
            _("{path} was changed after it was made").format(path=backup),
            _("take another backup: `sales data backup --list`"),
        )
    connection = database.connect(backup, write=False)
    try:
        with database.explained(backup):
            database.check_version(connection, backup)
            empty = database.version(connection) == 0
            wrong = database.integrity(connection, full=True)
    finally:
        connection.close()
    if wrong or empty:
        raise database.damaged(backup)


def restore(path: Path, backup: Path) -> Path | None:
    """Put a verified backup in the file's place, through SQLite, so that readers never tear.

    It stays encrypted or plain as it was. A damaged file is moved aside and its new name returned.
    """
    verify(backup)
    if path.exists() and path.samefile(backup):
        raise missing(backup)
    encrypted = database.is_encrypted(path if holds_data(path) else backup)
    aside = None if not path.exists() or sound(path) else set_aside(path)
    database.create_file(path)
    with in_form(backup, path, encrypted=encrypted) as chosen, database.explained(path):
        source = database.raw(chosen.absolute().as_uri(), encrypted=encrypted)
        target = database.raw(path.absolute().as_uri(), encrypted=encrypted)
        try:
            source.backup(target, progress=give_up)
        finally:
            target.close()
            source.close()
    return aside


def holds_data(path: Path) -> bool:
    """Whether the file says of itself if it is encrypted."""
    return path.exists() and database.header(path) in {database.HEADER, database.ENCRYPTED}


@contextmanager
def in_form(backup: Path, path: Path, *, encrypted: bool) -> Iterator[Path]:
    """The backup, or a passing copy beside ``path`` where it has not the form of that file."""
    if database.is_encrypted(backup) == encrypted:
        yield backup
        return
    from salescli.store import cipher

    copied = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with database.explained(backup):
            cipher.copy(backup.absolute(), copied.absolute(), encrypted=encrypted)
        yield copied
    finally:
        copied.unlink(missing_ok=True)


def sound(path: Path) -> bool:
    """Whether SQLite can read all of the file; being locked or forbidden is an error, no answer."""
    with database.explained(path):
        name = path.absolute().as_uri()
        connection = database.raw(name, encrypted=database.is_encrypted(path))
        try:
            return not database.integrity(connection, full=False)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return False
        finally:
            connection.close()


def set_aside(path: Path) -> Path:
    """Move a file away, with what SQLite left beside it, for whoever tries to save what it held."""
    kept = unused(path.with_name(path.name + ".damaged"))
    for ending in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).replace(kept.with_name(kept.name + ending))
    return kept
