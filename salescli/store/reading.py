"""The read door: plain SQL with named parameters over the published views, typed rows out.

Loads ``sqlite3`` only. A file that does not exist yet reads as an empty office.
"""

from __future__ import annotations

import sqlite3
import typing
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from salescli.store import database

Record = TypeVar("Record", bound=tuple[Any, ...])
Parameters = Mapping[str, Any]

CONVERTERS: dict[Any, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    time: time.fromisoformat,
    bool: bool,
}


class Reader(NamedTuple):
    """An open file to read from, or none when nothing was ever saved; ``rep`` narrows it."""

    connection: sqlite3.Connection | None
    path: Path
    rep: str = ""

    def rows(self, kind: type[Record], source: str, /, **values: Any) -> list[Record]:
        """``SELECT the fields of kind`` followed by ``source`` (``FROM visits WHERE …``)."""
        return list(self.each(kind, source, **values))

    def each(self, kind: type[Record], source: str, /, **values: Any) -> Iterator[Record]:
        fields = ", ".join(kind._fields)  # type: ignore[attr-defined]
        convert = converters(kind)
        for row in self.raw(f"SELECT {fields} {source}", **values):
            yield kind(
                *[
                    value if value is None or change is None else change(value)
                    for value, change in zip(row, convert, strict=True)
                ]
            )

    def first(self, kind: type[Record], source: str, /, **values: Any) -> Record | None:
        return next(self.each(kind, source, **values), None)

    def value(self, sql: str, /, **values: Any) -> Any:
        """The one value of a one-row query; None when nothing was ever saved."""
        row = next(self.raw(sql, **values), None)
        return row[0] if row else None

    def columns(self, view: str) -> list[str]:
        """The columns of a published view."""
        if self.connection is None:
            return []
        with database.explained(self.path):
            found = self.connection.execute(f"SELECT * FROM {view} LIMIT 0")  # noqa: S608 -- a view of ours
            return [item[0] for item in found.description]

    def raw(self, sql: str, /, **values: Any) -> Iterator[tuple[Any, ...]]:
        if self.connection is None:
            return
        with database.explained(self.path):
            yield from self.connection.execute(sql, values)


@cache
def converters(kind: type[Any]) -> tuple[Callable[[Any], Any] | None, ...]:
    """For each field of a NamedTuple, what turns the stored value into the typed one."""
    hints = typing.get_type_hints(kind)
    return tuple(converter(hints[field]) for field in kind._fields)


def converter(hint: Any) -> Callable[[Any], Any] | None:
    for part in (hint, *typing.get_args(hint)):
        if part in CONVERTERS:
            return CONVERTERS[part]
    return None


@contextmanager
def reading(path: Path, migrate: Callable[[], None]) -> Iterator[Reader]:
    """Open the file for reading; ``migrate`` is called when an older version wrote it."""
    if not path.exists():
        yield Reader(None, path)
        return
    connection = database.connect(path, write=False)
    try:
        with database.explained(path):
            current = database.check_version(connection, path)
        if not current:
            connection.close()
            migrate()
            connection = database.connect(path, write=False)
        yield Reader(connection, path)
    finally:
        connection.close()


def like(text: str) -> str:
    """``text`` anywhere, as a LIKE pattern for use with ``ESCAPE '!'``."""
    for sign in "!%_":
        text = text.replace(sign, "!" + sign)
    return f"%{text}%"


@lru_cache(64)
def stamp_text(moment: datetime) -> str:
    """A moment as it is stored: UTC, ``2026-03-03T08:20:05.123Z``, which sorts as it reads."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def day_stamp(day: date) -> str:
    """The local midnight at which a day begins, as it is stored."""
    return stamp_text(datetime.combine(day, time()).astimezone())
