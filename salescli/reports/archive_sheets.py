"""What the customer archive holds: customers, contacts, the week's visits, changes and a legend.

Private notes stay with the rep.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.domain.words import label
from salescli.language import N_, _, ngettext
from salescli.output.table import Column, Table
from salescli.output.workbook import Sheet, too_long
from salescli.reports import archive_budgets, archive_changes, lists
from salescli.reports.archive_changes import Line
from salescli.reports.archive_rows import KINDS, LOGGED_AS, ContactRow, CustomerRow, VisitRow, title
from salescli.reports.net_changes import Net, since
from salescli.store.reading import Reader

CUSTOMERS, CONTACTS, VISITS = N_("Customers"), N_("Contacts"), N_("Visits of the week")
CHANGES, LEGEND = N_("Changes"), N_("Legend")
MARKED = {"new": N_("new"), "changed": N_("changed")}
LONG = lists.WRAPPED | {
    "budget",
    "application",
    "condition",
    "reason",
    "before",
    "after",
    "meaning",
}


class Span(NamedTuple):
    """The week of an archive: its Monday, from when additions are new, and now."""

    monday: date
    since: datetime
    now: datetime


@dataclass(frozen=True)
class Contents:
    """The sheets of one archive, how many customers are new, and how many cells were cut."""

    span: Span
    sheets: Sequence[Sheet]
    changes: Table
    customers: int
    added: int
    changed: int
    cut: int


def contents(reader: Reader, span: Span, config: Config) -> Contents:
    """Everything that goes into the archive, marked by what the change log says."""
    decimals = config.money.decimals
    nets = since(reader, span.since)
    archive_budgets.fold_in(reader, nets, span.since, decimals)
    rows = customer_rows(reader, decimals)
    people = reader.rows(ContactRow, "FROM contacts ORDER BY customer, customer_no, no")
    sheets = [
        marked(_(CUSTOMERS), "customer", rows, nets, kept=3),
        marked(_(CONTACTS), "contact", people, nets, kept=3),
        marked(_(VISITS), "visit", visit_rows(reader, span, nets), nets, kept=3),
    ]
    table = changes_table(archive_changes.lines(reader, nets, span.since))
    sheets.append(Sheet(table, kept=3))
    cut = sum(too_long(sheet.table) for sheet in sheets)
    firms = sheets[0]
    sheets.append(legend(span, config.me.name, cut))
    return Contents(span, sheets, table, len(rows), len(firms.new), len(firms.changed), cut)


def customer_rows(reader: Reader, decimals: int) -> list[CustomerRow]:
    budgets = archive_budgets.texts(reader, decimals)
    rows = reader.rows(
        CustomerRow,
        "FROM (SELECT c.*, '' AS budget FROM customers c)"
        " ORDER BY coalesce(grade, 'Z'), search_key, no",
    )
    return [row._replace(budget=budgets.get(row.id, "")) for row in rows]


def visit_rows(reader: Reader, span: Span, nets: Mapping[str, Net]) -> list[VisitRow]:
    """The visits of the week, and older ones that were written or truly corrected in it."""
    return reader.rows(
        VisitRow,
        "FROM visits WHERE (visit_date >= :day AND visit_date <= :today)"
        " OR id IN (SELECT value FROM json_each(:touched))"
        " ORDER BY visit_date, coalesce(visit_time, '99'), no",
        day=span.since.astimezone().date().isoformat(),
        today=span.now.date().isoformat(),
        touched=json.dumps([net.row_id for net in nets.values() if is_rewritten(net)]),
    )


def is_rewritten(net: Net) -> bool:
    """Whether a visit tells something else than before; that of a merged customer does not."""
    told = set(KINDS["visit"]._fields) - {"customer"}
    return net.table == "visit" and (net.new or not told.isdisjoint(names(net)))


def marked(
    heading: str, table: str, rows: Sequence[Any], nets: Mapping[str, Net], *, kept: int
) -> Sheet:
    """Rows as a sheet: its first column says in words what the colours say."""
    keys = list(KINDS[table]._fields[1:])
    found = [nets.get(row.id) for row in rows]
    new = frozenset(place for place, net in enumerate(found) if net and net.new)
    changed = {
        place: cells
        for place, net in enumerate(found)
        if net and (cells := frozenset(names(net)) & set(keys))
    }
    words = [mark(place, new, changed) for place in range(len(rows))]
    columns = [Column("mark", _("This week")), *(column(table, key) for key in keys)]
    shown = [(word, *row[1:]) for word, row in zip(words, rows, strict=True)]
    return Sheet(Table(columns, shown, title=heading, key=table), new, changed, kept)


def names(net: Net) -> Iterable[str]:
    """The sheet's keys of the columns that differ."""
    return (LOGGED_AS.get(key, key) for key in net.changed)


def mark(place: int, new: frozenset[int], changed: Mapping[int, Any]) -> str:
    if place in new:
        return _(MARKED["new"])
    return _(MARKED["changed"]) if place in changed else ""


def column(table: str, key: str) -> Column:
    show = label if key in lists.WORDS else None
    return Column(key, title(table, key), show=show, wrap=key in LONG)


def changes_table(found: Iterable[Line]) -> Table:
    """Who changed what, when, from what to what (A2)."""
    columns = [
        Column("at", _("When"), show=lists.stamp_cell),
        Column("who", _("Who")),
        Column("customer", _("Customer"), wrap=True),
        Column("record", _("Record"), wrap=True),
        Column("field", _("Field")),
        Column("before", _("Before"), wrap=True),
        Column("after", _("After"), wrap=True),
        Column("reason", _("Reason"), wrap=True),
    ]
    rows = [tuple(line) for line in found]
    return Table(columns, rows, title=_(CHANGES), key="changes", empty=_("nothing was changed"))


def legend(span: Span, maker: str, cut: int) -> Sheet:
    """What the colours mean, and of which time, by whom and when the archive was made."""
    start = f"{span.since.astimezone():%Y-%m-%d %H:%M}"
    rows: list[tuple[str, Any]] = [
        (_(MARKED["new"]), _("the row was added since {time}").format(time=start)),
        (_(MARKED["changed"]), _("the cell was changed since {time}").format(time=start)),
        (
            _("sheet {name}").format(name=_(CHANGES)),
            _("what was there before, by whom and when; also what was deleted"),
        ),
        (_("Not in it"), _("private notes, and what the rep wrote about their own work")),
        *([(_("Cut"), cut_text(cut))] if cut else []),
        (_("Made by"), maker),
        (_("Made at"), span.now),
        (_("Week from"), span.monday),
    ]
    columns = [Column("what", _("Mark")), Column("meaning", _("Meaning"), wrap=True)]
    table = Table(columns, rows, title=_(LEGEND), key="legend")
    return Sheet(table, frozenset({0}), {1: frozenset({"what", "meaning"})})


def cut_text(count: int) -> str:
    return ngettext(
        "{count} cell was longer than a spreadsheet holds and was cut; it ends in …",
        "{count} cells were longer than a spreadsheet holds and were cut; they end in …",
        count,
    ).format(count=count)
