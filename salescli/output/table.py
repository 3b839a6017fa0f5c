"""What there is to show, without looks: typed columns and rows, facts, prose, charts, reports.

Values stay typed until a writer takes them: scripts get ISO dates and plain numbers under stable
English keys, people get words in their language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from salescli.errors import UsageError
from salescli.language import _

Show = Callable[[Any], str]


@dataclass(frozen=True)
class Column:
    """One column: ``key`` for scripts, ``title`` and ``show`` for people.

    ``wrap`` lets a narrow terminal break the cell's text; ``optional`` hides the column from people
    while no row has anything in it; ``machine`` keeps it for JSON alone. Where room is short, a
    column of ``weight`` 2 keeps twice as much of it as the others.
    """

    key: str
    title: str
    right: bool = False
    show: Show | None = None
    style: Callable[[Any], str] | None = None
    wrap: bool = False
    optional: bool = False
    machine: bool = False
    weight: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of real values; ``key`` names the table inside a report's JSON.

    A ``single`` table holds one record, which JSON shows as an object instead of a list; an
    ``optional`` one is left out of a page for people while it is empty, never for scripts. A
    ``grid`` is drawn as ruled boxes of one width, as the weeks of a month. A window that is too
    small for the table shows its ``narrow`` form.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    title: str = ""
    key: str = "rows"
    empty: str = ""
    single: bool = False
    optional: bool = False
    grid: bool = False
    narrow: Table | None = None

    def records(self) -> Iterator[dict[str, Any]]:
        keys = [column.key for column in self.columns]
        return (dict(zip(keys, row, strict=True)) for row in self.rows)

    def only(self, keys: Iterable[str]) -> Table:
        """The same table with these columns, in this order."""
        places = {column.key: place for place, column in enumerate(self.columns)}
        picked = [self.place(places, key) for key in keys] or [self.place(places, "")]
        return replace(
            self,
            columns=[self.columns[place] for place in picked],
            rows=[[row[place] for place in picked] for row in self.rows],
        )

    def for_people(self) -> Table:
        """The table without optional columns that are blank in every row."""
        used = [
            column.key
            for place, column in enumerate(self.columns)
            if not column.machine and (not column.optional or any(row[place] for row in self.rows))
        ]
        return self if len(used) == len(self.columns) else self.only(used)

    def place(self, places: dict[str, int], key: str) -> int:
        if key in places:
            return places[key]
        from difflib import get_close_matches

        near = get_close_matches(key, places, 1, 0.5)
        raise UsageError(
            _('no column "{key}"').format(key=key),
            _("did you mean `{name}`").format(name=near[0])
            if near
            else _("columns: {names}").format(names=", ".join(places)),
            wrong=key,
            right=near[0] if near else "",
        )


@dataclass(frozen=True)
class Fact:
    """One figure or line: ``value`` for scripts, ``text`` (or the value) for people."""

    key: str
    label: str
    value: Any
    text: str = ""
    style: str = ""


@dataclass(frozen=True)
class Facts:
    """A short list of facts under one heading; ``inline`` ones stand in one line, as form heads."""

    items: Sequence[Fact]
    title: str = ""
    key: str = "facts"
    inline: bool = False


@dataclass(frozen=True)
class Prose:
    """A box of text as people wrote it."""

    text: str
    title: str = ""
    key: str = "text"


class Bar(NamedTuple):
    """One figure of a chart: measured against ``of``, else against the chart's largest."""

    label: str
    value: int
    of: int | None = None
    note: str = ""


class ChartKind(StrEnum):
    """A bar for each figure, or small columns that show a course over time."""

    BARS = "bars"
    SPARK = "spark"


@dataclass(frozen=True)
class Chart:
    """Figures to look at rather than to read; where nothing is drawn they stand as figures.

    As a table its columns are headed by ``heads``: what is measured, how much, of how much.
    """

    items: Sequence[Bar]
    title: str = ""
    key: str = "chart"
    kind: ChartKind = ChartKind.BARS
    heads: tuple[str, str, str] | None = None

    @property
    def table(self) -> Table:
        what, value, of = self.heads or (_("what"), _("value"), _("of"))
        columns = [
            Column("label", what, wrap=True),
            Column("value", value, right=True),
            Column("of", of, right=True, optional=True),
            Column("note", _("Notes"), wrap=True, optional=True),
        ]
        return Table(columns, self.items, title=self.title, key=self.key)


Block = Table | Facts | Prose | Chart


@dataclass(frozen=True)
class Report:
    """A titled page of blocks; ``table`` is the one that CSV shows."""

    title: str
    blocks: Sequence[Block]
    key: str = "report"
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def seen(self) -> list[Block]:
        """The blocks that people see."""
        return [block for block in self.blocks if not is_left_out(block)]

    @property
    def table(self) -> Table:
        tables = [block for block in self.blocks if isinstance(block, Table)]
        charts = [block for block in self.blocks if isinstance(block, Chart)]
        if tables:
            return tables[0]
        return charts[0].table if charts else self.facts_table

    @property
    def facts_table(self) -> Table:
        items = [item for block in self.blocks if isinstance(block, Facts) for item in block.items]
        columns = [Column("key", _("what")), Column("value", _("value"))]
        return Table(columns, [(item.key, item.value) for item in items])

    def record(self) -> dict[str, Any]:
        """The whole report as one JSON object, block by block."""
        return {**self.extra, **{block.key: block_record(block) for block in self.blocks}}


@dataclass(frozen=True)
class Bound(Report):
    """Several pages as one document; as JSON a list of theirs."""

    parts: Sequence[Report] = ()

    def record(self) -> dict[str, Any]:
        return {**self.extra, self.key: [part.record() for part in self.parts]}


def bound(parts: Sequence[Report]) -> Bound:
    """Pages one after the other, each under its own title."""
    blocks: list[Block] = []
    for part in parts:
        first, *rest = part.blocks
        blocks += [replace(first, title=part.title), *rest]
    return Bound("", blocks, key="days", parts=parts)


def is_left_out(block: Block) -> bool:
    if isinstance(block, Chart | Facts):
        return not block.items
    return isinstance(block, Table) and block.optional and not block.rows


def block_record(block: Block) -> Any:
    if isinstance(block, Table):
        return list(block.records())
    if isinstance(block, Chart):
        return list(block.table.records())
    if isinstance(block, Facts):
        return {item.key: item.value for item in block.items}
    return block.text
