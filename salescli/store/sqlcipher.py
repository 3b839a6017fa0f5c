"""SQLCipher as the rest of the store knows sqlite3; loaded for encrypted files alone."""

from __future__ import annotations

import sqlite3
from typing import Any, cast

from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

HEAP = 256 * 2**20
ERRORS = (
    "DatabaseError", "DataError", "IntegrityError", "InterfaceError", "InternalError",
    "NotSupportedError", "OperationalError", "ProgrammingError",
)  # fmt: skip

for _name in ERRORS:  # who catches sqlite3's errors, as SQLAlchemy does, catches these too
    _error = getattr(dbapi2, _name)
    _error.__bases__ = (*_error.__bases__, getattr(sqlite3, _name))


class Values(dict[str, Any]):
    """Named values of a query; one that lacks is called by its name, as sqlite3 does it."""

    def __missing__(self, name: str) -> Any:
        message = f"You did not supply a value for binding parameter :{name}."
        raise sqlite3.ProgrammingError(message)


class Connection(dbapi2.Connection):  # type: ignore[misc]
    """What sqlite3's connection has and this one lacks."""

    def execute(self, sql: str, values: Any = ()) -> Any:
        try:
            return super().execute(sql, Values(values) if isinstance(values, dict) else values)
        except dbapi2.Warning as error:  # several statements at once
            raise sqlite3.ProgrammingError(str(error)) from error

    def setlimit(self, _category: int, _limit: int) -> None:
        """There are no limits of one value here: all memory together has one instead."""
        self.execute(f"PRAGMA hard_heap_limit = {HEAP}")


def connect(address: str, seconds: float, spoken: str) -> sqlite3.Connection:
    """A connection as sqlite3 makes it; ``spoken`` is the key as SQLCipher reads it, if any."""
    connection = Connection(address, uri=True, timeout=seconds, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would speak on our stderr
    connection.execute("PRAGMA cipher_default_compatibility = 4")  # whatever a later one prefers
    if spoken:
        connection.execute(f'PRAGMA key = "{spoken}"')
    return cast("sqlite3.Connection", connection)
