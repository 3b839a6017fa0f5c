"""The office's own reports: a YAML file with a query over the published views becomes a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import groupby
from math import isfinite
from pathlib import Path
from typing import Any

from salescli.config.reading import Reading, compose, read_text
from salescli.dates import Period
from salescli.domain.money import grouped
from salescli.domain.shares import percent_text
from salescli.errors import NotFoundError, SalesError, UsageError
from salescli.language import _
from salescli.output.cells import cell, exact, human
from salescli.output.table import Column, Fact, Facts, Report, Table
from salescli.store.questions import Answer

ENDING = ".yaml"
REFUSED = frozenset('/\\:*?"<>|')


class Look(StrEnum):
    """How a column's values are read and shown."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    PERCENT = "percent"


FIGURES = (Look.NUMBER, Look.MONEY, Look.PERCENT)


@dataclass(frozen=True)
class OwnColumn:
    """One column of the file: the query's name for it, a title, how it is shown."""

    key: str = ""
    title: str = ""
    format: Look = Look.TEXT
    right: bool | None = None


@dataclass(frozen=True)
class OwnReport:
    """The file: what is asked, and how the answer is laid out."""

    title: str = ""
    query: str = ""
    period: str = "this month"
    columns: tuple[OwnColumn, ...] = ()
    group: str = ""
    totals: tuple[str, ...] = ()


def names(folder: Path) -> dict[str, Path]:
    """The own reports by name; a file system may spell 한 in two letters, people do not."""
    found = sorted(folder.glob("*" + ENDING)) if folder.is_dir() else []
    return {unicodedata.normalize("NFC", path.stem): path for path in found}


def plain_name(text: str) -> str:
    """A name that is a plain file name on every system."""
    name = unicodedata.normalize("NFC", text).removesuffix(ENDING)
    if not name.strip(" .") or name[0] in ". -" or not name.isprintable() or REFUSED & set(name):
        raise UsageError(
            _('"{name}" is no name for a report').format(name=text),
            _("use letters and digits, as `weekly` or `주간`"),
            wrong=text,
        )
    return name


def found(folder: Path, text: str) -> Path:
    known, name = names(folder), plain_name(text)
    if name in known:
        return known[name]
    near = get_close_matches(name, known, 1, 0.5)
    raise NotFoundError(
        _('no report of your own is called "{name}"').format(name=name),
        _("did you mean `{name}`").format(name=near[0])
        if near
        else _("`sales report new NAME --from weekly` begins one"),
        wrong=text,
    )


def read(path: Path) -> OwnReport:
    """The file, read as strictly as the config."""
    node = compose(read_text(path), path, _("correct the file"))
    reading = Reading(path, {})
    own: OwnReport = OwnReport() if node is None else reading.section(node, OwnReport, "")
    for name in ("title", "query"):
        if not getattr(own, name):
            raise SalesError(
                _("{path}: {name} is missing").format(path=path, name=name),
                _("add a line `{name}: …`").format(name=name),
            )
    return own


@dataclass(frozen=True)
class OwnPage(Report):
    """Laid out for people in ``blocks``; scripts get the ``flat`` rows and the sums."""

    flat: Table = Table((), ())
    sums: Mapping[str, Any] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        return self.flat

    def record(self) -> dict[str, Any]:
        return {**self.extra, "rows": list(self.flat.records()), **self.sums}


def uses_period(own: OwnReport) -> bool:
    return re.search(r":(start|end)\b", own.query) is not None


def page(
    own: OwnReport, name: str, answer: Answer, period: Period | None, decimals: int
) -> OwnPage:
    """The answer of a report's query as a page."""
    flat = arranged(own, answer, decimals)
    group = place_of(flat, own.group) if own.group else None
    places = [place_of(flat, key) for key in own.totals]
    shown = Table(flat.columns, laid_out(flat, group, places), empty=_("no rows"))
    head = [] if period is None else [period_line(period)]
    extra = {"report": name, "title": own.title}
    if period is not None:
        extra |= {"start": period.start.isoformat(), "end": period.end.isoformat()}
    sums = {
        "groups": list(group_records(flat, group, places)),
        "totals": summed(flat, flat.rows, places),
    }
    return OwnPage(own.title, [*head, shown], extra=extra, flat=flat, sums=sums)


def period_line(period: Period) -> Facts:
    days = f"{period.start.isoformat()} – {period.last.isoformat()}"
    return Facts([Fact("period", _("Period"), days)], inline=True)


def arranged(own: OwnReport, answer: Answer, decimals: int) -> Table:
    """The columns that the file names, in its order; all as they come when it names none."""
    wanted = own.columns or tuple(OwnColumn(key) for key in answer.columns)
    places = [known_place(answer.columns, column.key) for column in wanted]
    rows = [
        [typed(row[place], column.format) for place, column in zip(places, wanted, strict=True)]
        for row in answer.rows
    ]
    return Table([column_of(column, decimals) for column in wanted], rows, empty=_("no rows"))


def column_of(own: OwnColumn, decimals: int) -> Column:
    look = own.format
    show = partial(shown_as, look=look, decimals=decimals)
    right = look in FIGURES if own.right is None else own.right
    return Column(own.key, own.title or own.key, right=right, show=show, wrap=look is Look.TEXT)


def typed(value: Any, look: Look) -> Any:
    """A day as a day, where it is one."""
    if look is Look.DATE and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def shown_as(value: Any, look: Look, decimals: int) -> str:
    """A value for people; what is no number in a column of figures is shown as it is."""
    if look is Look.DATE:
        return human(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or look is Look.TEXT:
        return exact(value)
    if look is Look.PERCENT and isfinite(value):
        return percent_text(*Fraction(str(value)).as_integer_ratio())
    if look is Look.MONEY:
        return grouped(round(value), decimals)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def place_of(table: Table, key: str) -> int:
    return known_place([column.key for column in table.columns], key)


def known_place(keys: Sequence[str], key: str) -> int:
    if key in keys:
        return list(keys).index(key)
    near = get_close_matches(key, keys, 1, 0.5)
    raise UsageError(
        _('no column "{key}"').format(key=key),
        _("did you mean `{name}`").format(name=near[0])
        if near
        else _("columns: {names}").format(names=", ".join(keys)),
    )


def laid_out(table: Table, group: int | None, sums: Sequence[int]) -> list[list[Any]]:
    """The rows for people: a group named once, its sums below it, the sums of all at the end."""
    lines: list[list[Any]] = []
    for name, members in groups(table.rows, group):
        lines += [
            [None if number and place == group else value for place, value in enumerate(row)]
            for number, row in enumerate(members)
        ]
        if sums and group is not None:
            label = _("Total {name}").format(name=cell(table.columns[group], name))
            lines.append(sum_line(members, sums, group, label))
    if sums and table.rows:
        lines.append(sum_line(table.rows, sums, group, _("Total")))
    return lines


def groups(
    rows: Sequence[Sequence[Any]], group: int | None
) -> Iterator[tuple[Any, list[Sequence[Any]]]]:
    """The rows in stretches of the same value; a new stretch begins where it changes."""
    if group is None:
        yield None, list(rows)
        return
    for name, members in groupby(rows, key=lambda row: row[group]):
        yield name, list(members)


def sum_line(
    rows: Sequence[Sequence[Any]], sums: Sequence[int], group: int | None, label: str
) -> list[Any]:
    width = len(rows[0])
    line: list[Any] = [added(rows, place) if place in sums else None for place in range(width)]
    free = [place for place in (group, *range(width)) if place is not None and place not in sums]
    if free:
        line[free[0]] = label
    return line


def added(rows: Iterable[Sequence[Any]], place: int) -> int | float:
    values = [row[place] for row in rows]
    return sum(value for value in values if isinstance(value, (int, float)))


def summed(table: Table, rows: Sequence[Sequence[Any]], sums: Sequence[int]) -> dict[str, Any]:
    return {table.columns[place].key: added(rows, place) for place in sums}


def group_records(
    table: Table, group: int | None, sums: Sequence[int]
) -> Iterator[Mapping[str, Any]]:
    """For scripts: every group's value, its number of rows and its sums."""
    if group is None:
        return
    for name, members in groups(table.rows, group):
        yield {"group": name, "rows": len(members), "totals": summed(table, members, sums)}
