"""Backups of the file: a consistent copy by SQLite's own backup, with its SHA-256 beside it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from datetime import datetime
from pathlib import Path

from salescli.errors import NotFoundError, SalesError, StoreError
from salescli.language import _
from salescli.store import database


def folder(path: Path) -> Path:
    return path.parent / "backups"


def listed(path: Path) -> list[Path]:
    """The backups beside the file, newest first."""
    return sorted(folder(path).glob(f"{path.stem}-*.db"), reverse=True)


def daily(path: Path, now: datetime, keep: int) -> Path | None:
    """One automatic backup a day, before the day's first write."""
    target = folder(path) / f"{path.stem}-{now:%Y-%m-%d}-daily.db"
    if keep <= 0 or target.exists():
        return None
    copy(path, target)
    prune(path, keep)
    return target


def make(path: Path, now: datetime, why: str, keep: int, to: Path | None = None) -> Path:
    """A backup now; ``why`` becomes part of its name (manual, import, restore, migration)."""
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
        raise StoreError(
            _("could not write the backup {path}: {reason}").format(
                path=target, reason=error.strerror
            ),
            _("nothing was changed; free some space or check the folder's permissions"),
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def copy_pages(path: Path, target: Path) -> None:
    source = database.connect(path, write=False)
    with database.explained(path):
        copied = sqlite3.connect(target, isolation_level=None)
        try:
            source.backup(copied)
            copied.execute("PRAGMA journal_mode = DELETE")
        finally:
            copied.close()
            source.close()


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checksum_file(path: Path) -> Path:
    return path.with_name(path.name + ".sha256")


def write_checksum(path: Path, checksum: str) -> None:
    checksum_file(path).write_text(f"{checksum}  {path.name}\n", encoding="utf-8")


def prune(path: Path, keep: int) -> None:
    """Keep the newest ``keep`` backups."""
    for old in listed(path)[keep:]:
        old.unlink(missing_ok=True)
        checksum_file(old).unlink(missing_ok=True)


def verify(backup: Path) -> None:
    """Refuse a backup that is missing, changed since it was made, damaged or too new."""
    if not backup.exists():
        raise NotFoundError(
            _("no backup {path}").format(path=backup), _("`sales data backup --list` shows them")
        )
    beside = checksum_file(backup)
    if beside.exists() and beside.read_text(encoding="utf-8").split()[:1] != [sha256(backup)]:
        raise StoreError(
            _("{path} was changed after it was made").format(path=backup),
            _("take another backup: `sales data backup --list`"),
        )
    connection = database.connect(backup, write=False)
    try:
        with database.explained(backup):
            database.check_version(connection, backup)
            wrong = database.integrity(connection, full=True)
    finally:
        connection.close()
    if wrong:
        raise database.damaged(backup)


def restore(path: Path, backup: Path) -> None:
    """Put a verified backup in the file's place, through SQLite, so that readers never tear."""
    verify(backup)
    if not path.exists():
        database.create_file(path)
    try:
        database.check_header(path)
    except SalesError:
        path.replace(unused(path.with_name(path.name + ".damaged")))
        database.create_file(path)
    for leftover in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if path.stat().st_size == 0:
            leftover.unlink(missing_ok=True)
    with database.explained(path):
        source = sqlite3.connect(backup)
        target = sqlite3.connect(path, timeout=database.BUSY_MS / 1000)
        try:
            source.backup(target)
        finally:
            target.close()
            source.close()
