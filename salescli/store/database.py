"""The SQLite file itself: where it is created, opened, checked, and how its failures read.

Only ``sqlite3`` is loaded here, so that reading commands and completion start at once. SQL that
exists in SQLite alone lives in this module and nowhere else.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from salescli.errors import SalesError, StoreError, UsageError
from salescli.language import _

APPLICATION_ID = 0x53414C45  # "SALE"
SCHEMA_VERSION = 4
BUSY_MS = 20_000
QUERY_SECONDS = 20
QUERY_BYTES = 10_000_000
SECRET = f"v{os.urandom(8).hex()}_"
JSON_TABLES = ("json_each", "json_tree")
BEGIN = ("BEGIN IMMEDIATE", "PRAGMA defer_foreign_keys = ON")
HEADER = b"SQLite format 3\x00"
ENCRYPTED = b"sales encrypted\x00"  # how a file begins that `sales data encrypt` wrote

LOCKED = ("locked", "busy")
FULL = ("full", "disk i/o error")
DAMAGED = ("not a database", "malformed", "corrupt", "encrypted")
UNREADABLE = "not a database"
READ_ONLY = ("readonly", "read-only", "unable to open")


def explain(error: Exception, path: Path) -> SalesError:
    """One line for whatever the database said, with exit code 4."""
    text = str(error).lower()
    if any(word in text for word in LOCKED):
        return StoreError(
            _("the data file {path} is in use by another program").format(path=path),
            _("close the other program, or try again in a moment"),
        )
    if any(word in text for word in FULL):
        return StoreError(
            _("could not write {path}: the disk is full or failing").format(path=path),
            _("free some space; nothing of what was saved before is lost"),
        )
    if any(word in text for word in DAMAGED):
        closed = UNREADABLE in text and path.is_file() and is_encrypted(path)
        return other_key(path) if closed else damaged(path)
    if any(word in text for word in READ_ONLY):
        return read_only(path)
    return StoreError(
        _("the data file {path} refused it: {reason}").format(path=path, reason=error),
        _("run `sales doctor --full`"),
    )


def read_only(path: Path) -> StoreError:
    return StoreError(
        _("could not open {path} for writing").format(path=path),
        _("check the permissions of the file and its folder, or set SALES_DB to another place"),
    )


def damaged(path: Path) -> StoreError:
    return StoreError(
        _("{path} is not a sales data file, or it is damaged").format(path=path),
        _("`sales data restore` brings a backup back; SALES_DB names another file"),
    )


def other_key(path: Path) -> StoreError:
    return StoreError(
        _("{path} does not open with this key: it has another one, or is damaged").format(
            path=path
        ),
        _("`sales data decrypt --recovery` takes the recovery code; `sales data restore` a backup"),
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Every database failure inside becomes one StoreError; a huge number is the user's error."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, path) from error
    except OverflowError as error:
        raise too_large() from error


def too_large() -> UsageError:
    return UsageError(_("a number is too large"), _("at most 18 digits"))


def create_file(path: Path) -> None:
    """Make the file 0600 in a 0700 folder before SQLite ever opens it."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise StoreError(
            _("could not create {path}: {reason}").format(path=path, reason=error.strerror),
            _("check the folder's permissions, or set SALES_DB to another place"),
        ) from error


def header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError as error:
        raise StoreError(
            _("could not read {path}: {reason}").format(path=path, reason=error.strerror),
            _("check its permissions, or set SALES_DB to another place"),
        ) from error


def is_encrypted(path: Path) -> bool:
    return header(path) == ENCRYPTED


def raw(address: str, *, encrypted: bool) -> sqlite3.Connection:
    """A connection as the library makes it; the key of an encrypted file is found on the way."""
    if encrypted:
        from salescli.store import cipher

        return cipher.connect(address, encrypted=True)
    return sqlite3.connect(address, uri=True, timeout=BUSY_MS / 1000, isolation_level=None)


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open the file with the office's pragmas; nobody but the caller closes it.

    A reader opens the file read-only at the SQL level; WAL refused by the file system falls back
    to a rollback journal with EXTRA durability. The path is made absolute, since SQLite keeps some
    names (``:memory:``) for itself.
    """
    head = header(path)
    if head not in {HEADER, ENCRYPTED, b""}:
        raise damaged(path)  # before SQLite touches it
    if write and not os.access(path, os.W_OK):
        raise read_only(path)  # SQLite would leave a `-shm` behind that nobody can open
    with explained(path):
        connection = raw(address(path), encrypted=head == ENCRYPTED)
        try:
            prepare(connection, write=write)
        except sqlite3.Error:
            connection.close()
            raise
    return connection


def address(path: Path) -> str:
    """The file as SQLite's own address.

    A file that may not be written is read as it stands: SQLite would leave a ``-shm`` beside it
    that locks everybody out once the file is writable again. So is one in a folder that may not,
    where SQLite could not make the ``-shm`` and would not read at all.
    """
    name = path.absolute().as_uri()
    waiting = path.with_name(path.name + "-wal")
    writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
    still = not writable and not waiting.exists()
    return f"{name}?immutable=1" if still else name


def prepare(connection: sqlite3.Connection, *, write: bool) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    if not write:
        connection.execute("PRAGMA query_only = ON")
        return
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    durable = "FULL" if mode == "wal" else "EXTRA"
    if mode != "wal":
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute(f"PRAGMA synchronous = {durable}")


def in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of the file in memory, that may be changed without anybody noticing."""
    copy = raw(":memory:", encrypted=not isinstance(connection, sqlite3.Connection))
    connection.backup(copy)
    return copy


def version(connection: sqlite3.Connection) -> int:
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def check_version(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is of this program's version; refuses a newer or a foreign one."""
    found = version(connection)
    if found > SCHEMA_VERSION:
        raise StoreError(
            _("{path} was written by a newer version of sales").format(path=path),
            _("update sales; the file was not touched"),
        )
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if found and application != APPLICATION_ID:
        raise damaged(path)
    if not found and holds_tables(connection):
        raise damaged(path)
    return found == SCHEMA_VERSION


def holds_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def stamp_version(connection: sqlite3.Connection) -> None:
    """Mark the file as ours and of this version, inside the running transaction."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def integrity(connection: sqlite3.Connection, *, full: bool) -> list[str]:
    """What SQLite itself finds wrong with the file: nothing is the good answer."""
    check = "integrity_check" if full else "quick_check"
    rows = [str(row[0]) for row in connection.execute(f"PRAGMA {check}")]
    return [] if rows == ["ok"] else rows


def broken_references(connection: sqlite3.Connection) -> int:
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def optimize(connection: sqlite3.Connection) -> None:
    """Refresh the statistics after bulk work; the manager's views need them."""
    connection.execute("PRAGMA analysis_limit = 400")
    connection.execute("PRAGMA optimize = 0x10002")


@dataclass
class Guard:
    """What a query of the user's own may touch: the published views, and nothing beside them.

    SQLite names the view through which a table is read, and takes a ``WITH`` table for one; so the
    views are laid over others whose names begin with a SECRET that no query can know. Counting
    rows reads no column, so only the ``tables`` of the file are refused then.
    """

    tables: frozenset[str]
    refused: list[tuple[int, str]] = field(default_factory=list)

    def __call__(
        self, action: int, name: str | None, detail: str | None, base: str | None, by: str | None
    ) -> int:
        subject = (detail if action == sqlite3.SQLITE_FUNCTION else name) or ""
        counted = action == sqlite3.SQLITE_READ and not detail and subject not in self.tables
        if counted or self.allows(action, subject, base or "", by or ""):
            return sqlite3.SQLITE_OK
        self.refused.append((action, subject))
        return sqlite3.SQLITE_DENY

    def allows(self, action: int, subject: str, base: str, by: str) -> bool:
        if action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}:
            return True
        if action == sqlite3.SQLITE_FUNCTION:
            return subject.lower() != "load_extension"
        through = by.startswith(SECRET) or subject.startswith(SECRET)
        ours = through or base == "temp" or subject in JSON_TABLES
        return action == sqlite3.SQLITE_READ and ours and not subject.startswith("sqlite_")


@contextmanager
def guarded(connection: sqlite3.Connection, views: Mapping[str, str]) -> Iterator[Guard]:
    """Inside, only SELECT over ``views`` is answered, for some seconds at most."""
    import time

    tables = connection.execute("SELECT name FROM sqlite_master UNION SELECT 'sqlite_master'")
    guard = Guard(frozenset(row[0] for row in tables))
    lay_out(connection, views)
    end = time.monotonic() + QUERY_SECONDS
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, QUERY_BYTES)
    connection.set_progress_handler(lambda: time.monotonic() > end, 10_000)
    connection.set_authorizer(guard)
    try:
        yield guard
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)


def lay_out(connection: sqlite3.Connection, views: Mapping[str, str]) -> None:
    """The views as temporary ones of this connection; the file itself is not written."""
    hidden = {f"{SECRET}{name}": sql for name, sql in views.items()}
    over = {name: f"SELECT * FROM {SECRET}{name}" for name in views}  # noqa: S608 -- names of ours
    lay_temporary(connection, hidden | over)
    connection.execute("SELECT 1 FROM json_each('[]'), json_tree('[]')")  # made known to SQLite


def lay_temporary(connection: sqlite3.Connection, views: Mapping[str, str]) -> None:
    """Views of this connection alone, which stand before those of the file."""
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA query_only = OFF")
    for name, sql in views.items():
        connection.execute(f"CREATE TEMP VIEW IF NOT EXISTS {name} AS {sql}")
    connection.execute("PRAGMA query_only = ON")


def json_line(columns: Iterable[str], booleans: Container[str]) -> str:
    """An expression for a row as one JSON object: half the time of making it in Python."""
    pairs = ", ".join(f"'{name}', {json_value(name, booleans)}" for name in columns)
    return f"json_object({pairs})"


def json_value(name: str, booleans: Container[str]) -> str:
    """The column itself; SQLite's booleans are numbers, which JSON would show as 0 and 1."""
    if name not in booleans:
        return name
    return f"json(CASE WHEN {name} THEN 'true' WHEN {name} IS NULL THEN 'null' ELSE 'false' END)"
