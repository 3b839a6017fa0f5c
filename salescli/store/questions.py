"""Queries of the user's own over the published views: one SELECT, read only, errors with a hint."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, NamedTuple

from salescli.errors import UsageError
from salescli.language import _
from salescli.store import database, views
from salescli.store.reading import Reader

READING = ("SELECT", "WITH", "VALUES")
REMARK = re.compile(r"\s+|--[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
OURS = frozenset({
    sqlite3.SQLITE_ERROR, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE, sqlite3.SQLITE_READONLY,
})  # fmt: skip
EXAMPLE = "SELECT name, grade FROM customers"
SEVERAL = "one statement at a time"
CHANGES = {
    sqlite3.SQLITE_INSERT: "INSERT", sqlite3.SQLITE_UPDATE: "UPDATE",
    sqlite3.SQLITE_DELETE: "DELETE",
}  # fmt: skip
UNBOUND = re.compile(r"(?:value for binding (?:parameter )?:?|Binding )(\w+)")
TOLD = re.compile(r"(no such column|no such table|ambiguous column name|near|unrecognized token):? "
                  r'"?(.*?)"?(?:: syntax error)?', re.DOTALL)  # fmt: skip


class Answer(NamedTuple):
    """What a query found: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def ask(reader: Reader, sql: str, values: Mapping[str, Any]) -> Answer:
    """Run one query over the published views; ``values`` are its ``:named`` parameters."""
    check_word(sql)
    with office(reader) as (connection, shown), database.guarded(connection, shown) as guard:
        try:
            cursor = connection.execute(sql, dict(values))
            columns = tuple(item[0] for item in cursor.description or ())
            rows = [tuple(map(plain, row)) for row in cursor]
        except (sqlite3.Error, OverflowError) as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
            if isinstance(error, sqlite3.Error) and code & 0xFF not in OURS:
                raise database.explain(error, reader.path) from error
            raise explained(connection, guard, sql, str(error), values) from error
    check_names(columns)
    return Answer(columns, rows)


@contextmanager
def office(reader: Reader) -> Iterator[tuple[sqlite3.Connection, dict[str, str]]]:
    """The open file with its views; before there is any, an office that saved nothing."""
    if reader.connection is not None:
        yield reader.connection, views.VIEWS
        return
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        yield connection, views.empty()
    finally:
        connection.close()


def plain(value: Any) -> Any:
    """A value that every form can write: bytes as hex digits, no infinite number."""
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if value in {float("inf"), float("-inf")} else value


def check_word(sql: str) -> None:
    """Refuse what is no query by its first word; the guard stands behind this."""
    rest = sql
    while found := REMARK.match(rest):
        rest = rest[found.end() :]
    if not rest:
        raise UsageError(_("the query is empty"), _("try `{example}`").format(example=EXAMPLE))
    word = re.match(r"\w*", rest)
    first = (word[0] if word else "").upper()
    if first not in READING:
        raise not_reading(first or rest[:10])


def not_reading(what: str) -> UsageError:
    return UsageError(
        _("{what} is refused: a query only reads the published views").format(what=what),
        _("begin with SELECT or WITH; `sales help views` lists the views"),
    )


def check_names(columns: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in columns:
        if name in seen:
            raise UsageError(
                _('two columns are called "{name}"').format(name=name),
                _("name one of them: `{example}`").format(example=f"{name} AS {name}_2"),
            )
        seen.add(name)


def explained(
    connection: sqlite3.Connection, guard: database.Guard, sql: str, told: str, values: Any
) -> UsageError:
    """What SQLite said about a query, as our line and hint."""
    if guard.refused:
        return refused(*guard.refused[0])
    if told == "interrupted":
        return UsageError(
            _("the query took longer than {count} seconds").format(count=database.QUERY_SECONDS),
            _("narrow it with WHERE, and join views by their id"),
        )
    if told == "incomplete input":
        return UsageError(_("the query ends too early"), _("`sales help views` lists the views"))
    if "because it is a view" in told:
        return not_reading(told.split()[2])
    if SEVERAL in told:
        return UsageError(_("only one query at a time"), _("leave out what follows the `;`"))
    if unbound := UNBOUND.search(told):
        return lacks(unbound[1], values)
    return misread(connection, sql, told)


def refused(action: int, name: str) -> UsageError:
    if action == sqlite3.SQLITE_READ:
        return no_view(name)
    if action == sqlite3.SQLITE_FUNCTION:
        return not_reading(f"{name}()")
    return not_reading(name if name.startswith("sqlite_") else CHANGES.get(action, name))


def no_view(name: str, place: str = "") -> UsageError:
    near = get_close_matches(name.lower(), views.VIEWS, 1, 0.6)
    hint = (
        _("did you mean `{name}`").format(name=near[0])
        if near
        else _("the views: {names}").format(names=", ".join(views.VIEWS))
    )
    return UsageError(
        _('no published view is called "{name}"').format(name=name), together(place, hint)
    )


def lacks(name: str, values: Mapping[str, Any]) -> UsageError:
    if name.isdigit():
        return UsageError(
            _("parameters have names here, no `?`"), _("write {name}").format(name=":name")
        )
    known = ", ".join(f":{key}" for key in values)
    return UsageError(
        _("the query needs a value for :{name}").format(name=name),
        _("known are {names}").format(names=known)
        if known
        else _("give it as --param {name}=…").format(name=name),
    )


def misread(connection: sqlite3.Connection, sql: str, told: str) -> UsageError:
    found = TOLD.fullmatch(told)
    if found is None:
        return UsageError(told, _("`sales help views` lists the views"))
    kind, name = found.groups()
    place = where(sql, position(connection, sql, told, name))
    if kind == "no such table":
        return no_view(name.rpartition(".")[2], place)
    if kind == "no such column":
        return no_column(sql, name, place)
    if kind == "ambiguous column name":
        hint = _("write the view before it: `{example}`").format(example=f"customers.{name}")
        return UsageError(
            _('"{name}" is in more than one view').format(name=name), together(place, hint)
        )
    return UsageError(_('the query is not understood at "{text}"').format(text=name), place)


def no_column(sql: str, name: str, place: str) -> UsageError:
    used = [view for view in views.VIEWS if re.search(rf"\b{view}\b", sql, re.IGNORECASE)]
    known = {view: views.columns(view) for view in used}
    every = dict.fromkeys(column for columns in known.values() for column in columns)
    near = get_close_matches(name.rpartition(".")[2].lower(), every, 1, 0.6)
    hint = _("did you mean `{name}`").format(name=near[0]) if near else "; ".join(
        _("columns of {view}: {names}").format(view=view, names=", ".join(columns))
        for view, columns in known.items()
    )  # fmt: skip
    return UsageError(_("no such column: {name}").format(name=name), together(place, hint))


def position(connection: sqlite3.Connection, sql: str, told: str, name: str) -> int:
    """Where in the query the word stands that SQLite complains about.

    SQLite reads no further than a word it does not expect, so cutting the query behind the right
    one brings the same complaint.
    """
    places = [found.end() for found in re.finditer(re.escape(name), sql)]
    for end in places:
        try:
            connection.execute("EXPLAIN " + sql[:end])
        except sqlite3.Error as error:
            if str(error) == told:
                return end
    return places[0] if places else 0


def where(sql: str, end: int) -> str:
    """The line of a query of several lines."""
    if "\n" not in sql.strip() or not end:
        return ""
    return _("line {no} of the query").format(no=sql.count("\n", 0, end) + 1)


def together(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
