"""Many new rows at once, column by column, through the driver itself.

What a thousand rows have in common is bound and told once: most columns of an imported customer
are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from sqlalchemy import Dialect, Table, bindparam, insert, literal_column, null
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

Columns = Mapping[str, Sequence[Any]]
LITERALS = {None: null(), "": literal_column("''")}


def columns_of(model: type[Any], rows: Sequence[Mapping[str, Any]]) -> Columns:
    """The rows, all columns of which stand in each, as columns."""
    return {name: [row[name] for row in rows] for name in names(model.__table__)}


def common(values: Sequence[Any]) -> bool:
    """Whether one value stands in all rows."""
    return values.count(values[0]) == len(values)


def insert_columns(session: Session, model: type[Any], columns: Columns) -> None:
    """Write rows; half the time that SQLAlchemy's own `insert` takes.

    Args:
        session: The transaction.
        model: Whose rows they are.
        columns: Each column of the table; one value for each row, at least one.
    """
    connection = session.connection()
    empty = tuple(
        (name, values[0])
        for name, values in columns.items()
        if values[0] in {None, ""} and common(values)
    )
    table = model.__table__
    sql, order = statement(table, connection.dialect, empty)
    bound = (bind(table.columns[name].type, connection.dialect, columns[name]) for name in order)
    connection.exec_driver_sql(sql, list(zip(*bound, strict=False)))  # `repeat` has no end


@lru_cache(64)
def statement(
    table: Table, dialect: Dialect, empty: tuple[tuple[str, Any], ...]
) -> tuple[str, list[str]]:
    """The text of an insert in which some columns are empty, and the others in their order."""
    values: dict[str, Any] = {name: bindparam(name) for name in names(table)}
    values |= {name: LITERALS[value] for name, value in empty}
    compiled = insert(table).values(values).compile(dialect=dialect)
    return str(compiled), list(compiled.positiontup or ())


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def bind(kind: TypeEngine[Any], dialect: Dialect, values: Sequence[Any]) -> Iterable[Any]:
    """The values as the driver takes them."""
    read = kind.dialect_impl(dialect).bind_processor(dialect)
    if read is None:
        return values
    if common(values):
        return repeat(read(values[0]))
    return [read(value) for value in values]
