"""What leaves the data file: the kinds of rows, their columns, and the rows as a stream.

Rows come in the order they were entered, so that the same data gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from salescli.store import database
from salescli.store.reading import Reader

NEW = "new"
BOOLEANS = frozenset(
    {"need_clear", "target", "key_account", "main", "note_left", "card_left", "wished_visit",
     "carried_on", "late", NEW}
)  # fmt: skip
KEYS = frozenset({"search_key", "name_key", "initials", "phone_key", "entry_key", "met_phone"})


@dataclass(frozen=True)
class Kind:
    """A kind of rows that can leave.

    Attributes:
        view: The published view it is read from.
        day: The column that a period looks at; empty when it has no day.
        customer: The column that names the customer's id; empty when it is of no customer.
        order: How its rows are sorted.
        personal: The columns that tell of a contact; None when every row is one.
        named: Those of them that stay here unless they were named or contacts may leave.
    """

    view: str
    day: str = ""
    customer: str = "customer_id"
    order: str = "no, id"
    personal: frozenset[str] | None = frozenset()
    named: frozenset[str] = frozenset()


KINDS = {
    "customers": Kind(
        "customers", customer="id", personal=frozenset({"contact", "position", "contact_phone"})
    ),
    "contacts": Kind("contacts", personal=None),
    "visits": Kind(
        "visits",
        "visit_date",
        personal=frozenset({"met", "met_phone"}),
        named=frozenset({"met"}),
    ),
    "followups": Kind("followups", "due_on"),
    "orders": Kind("orders", "order_date", personal=frozenset({"contact", "phone"})),
    "order_lines": Kind("order_lines", "order_date", order="order_no, place, id"),
    "products": Kind("products", customer=""),
    "plan_points": Kind("plan_points", "starts_on"),
    "grades": Kind("grade_changes", "changed_on", order="changed_on, created_at, id"),
    "reports": Kind("reports", "starts_on", customer=""),
}


@dataclass(frozen=True)
class Selection:
    """Which rows and columns of a kind leave.

    Attributes:
        kind: Its name in ``KINDS``.
        columns: The columns in their order.
        conditions: SQL conditions on the view, with named parameters.
        values: The values of those parameters.
        mark: The moment (as stored) since which rows are marked in a column ``new``.
    """

    kind: str
    columns: tuple[str, ...]
    conditions: Sequence[str] = ()
    values: dict[str, Any] = field(default_factory=dict)
    mark: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.columns, NEW) if self.mark and NEW not in self.columns else self.columns

    @property
    def personal(self) -> bool:
        """Whether a contact's name, position or number leaves."""
        told = KINDS[self.kind].personal
        return told is None or not told.isdisjoint(self.columns)

    def source(self) -> str:
        kind = KINDS[self.kind]
        marked = f", created_at >= :mark AS {NEW}" if self.mark else ""
        where = " AND ".join(self.conditions) or "1 = 1"
        return f"FROM (SELECT v.*{marked} FROM {kind.view} v WHERE {where}) v ORDER BY {kind.order}"  # noqa: S608 -- names of ours

    @property
    def parameters(self) -> dict[str, Any]:
        return self.values | ({"mark": self.mark} if self.mark else {})


def columns(reader: Reader, kind: str) -> tuple[str, ...]:
    """Every column of the kind; a report's content is a document of its own and stays."""
    names = reader.columns(KINDS[kind].view)
    return tuple(name for name in names if (kind, name) != ("reports", "content"))


def exact(names: Sequence[str]) -> tuple[str, ...]:
    """The columns from which a row can be made again: all but what is only there to search by."""
    return tuple(name for name in names if name not in KEYS)


def readable(names: Sequence[str]) -> tuple[str, ...]:
    """The columns that tell people something: those without the ids of machines."""
    return tuple(name for name in exact(names) if name != "id" and not name.endswith("_id"))


def rows(reader: Reader, selection: Selection) -> Iterator[tuple[Any, ...]]:
    """The rows as they are stored: ISO days, plain numbers, ``true`` and ``false``."""
    picked = ", ".join(expression(name) for name in selection.names)
    return reader.raw(f"SELECT {picked} {selection.source()}", **selection.parameters)


def expression(name: str) -> str:
    if name not in BOOLEANS:
        return name
    return f"CASE WHEN {name} THEN 'true' WHEN {name} IS NULL THEN NULL ELSE 'false' END"


def json_lines(reader: Reader, selection: Selection) -> Iterator[tuple[Any, ...]]:
    """The rows, each as the text of one JSON object."""
    line = database.json_line(selection.names, BOOLEANS)
    return reader.raw(f"SELECT {line} {selection.source()}", **selection.parameters)


class Left(NamedTuple):
    """One line of the list of exports."""

    id: str
    made_at: str
    filters: str
    columns: str


def left(reader: Reader, kind: str) -> list[Left]:
    """When and how rows of this kind left, the newest first."""
    return reader.rows(
        Left, "FROM exports WHERE kind = :kind ORDER BY made_at DESC, no DESC", kind=kind
    )


def safe_moment(reader: Reader, export: Left) -> str:
    """The moment of an export, or of a command that had begun before it and was saved after it."""
    late = reader.value(
        "SELECT min(m.at) FROM command m WHERE m.no >"
        " (SELECT max(h.command_no) FROM changes h WHERE h.row_id = :id)",
        id=export.id,
    )
    return min(export.made_at, late) if late else export.made_at


def newest_command(reader: Reader) -> int:
    """The number of the last command whose rows can be read."""
    return reader.value("SELECT max(no) FROM command") or 0
