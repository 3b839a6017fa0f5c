"""The records that rows of an import may mean, as plain values; only one that changes is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlmodel import Session, col, select

from salescli.store.changes import chunks
from salescli.store.writing import change, make

Found = dict[str, Any]


class Shelf:
    """The records of one kind that this part of the import may mean.

    They are loaded together when the first of them changes: an import that brings nothing new,
    as most do, loads none.
    """

    def __init__(self, session: Session, model: Any) -> None:
        self.session = session
        self.model = model
        self.waiting: list[str] = []
        self.loaded: dict[str, Any] = {}

    def find(self, column: Any, values: Iterable[Any], *where: Any) -> Iterator[Found]:
        """The records that have one of these values, as they stand in the file."""
        for part in chunks(sorted(values)):
            query = select(self.model.__table__).where(col(column).in_(part), *where)
            for row in self.session.execute(query).mappings():
                self.waiting.append(row["id"])
                yield dict(row)

    def alive(self, column: Any, values: Iterable[Any]) -> Iterator[Found]:
        """Those of them that are not deleted."""
        return self.find(column, values, col(self.model.deleted_at).is_(None))

    def row(self, row_id: str) -> Any:
        """The record as the session writes it."""
        if row_id not in self.loaded:
            for part in chunks(self.waiting):
                query = select(self.model).where(col(self.model.id).in_(part))
                self.loaded |= {row.id: row for row in self.session.exec(query)}
            self.waiting = []
        return self.loaded[row_id]


class Known:
    """A record on file, or one that this part of the import adds; read by column name."""

    def __init__(self, values: Found, shelf: Shelf | None = None) -> None:
        self.values = values
        self.shelf = shelf

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def added(self) -> bool:
        """Whether this part adds it, so that it is not written yet."""
        return self.shelf is None

    def set(self, model: Any, values: Found) -> None:
        """Change it; what was not written yet is written as it is then."""
        if not values:
            return
        if self.shelf is None:
            now = make(model, **{**self.values, **values})
        else:
            now = change(self.shelf.row(self.values["id"]), **values)
        self.values.update({name: getattr(now, name) for name in values})


class Person(Known):
    """A contact."""


class OnFile(Known):
    """A customer with its people."""

    def __init__(self, values: Found, shelf: Shelf | None = None) -> None:
        super().__init__(values, shelf)
        self.people: list[Person] = []
