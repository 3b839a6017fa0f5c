"""An archive that was opened: how much is in it, and one of its sheets under stable keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from salescli.errors import NotFoundError
from salescli.exchange.workbooks import Opened
from salescli.language import _
from salescli.output.table import Block, Column, Fact, Facts, Report, Table
from salescli.reports.archive_changes import Line
from salescli.reports.archive_rows import KINDS
from salescli.reports.lists import number_cell

NAMES = ("customers", "contacts", "visits", "changes", "legend")
KEYS: dict[str, tuple[str, ...]] = {
    "customers": ("mark", *KINDS["customer"]._fields[1:]),
    "contacts": ("mark", *KINDS["contact"]._fields[1:]),
    "visits": ("mark", *KINDS["visit"]._fields[1:]),
    "changes": Line._fields,
    "legend": ("what", "meaning"),
}
MAIN = {
    "mark", "no", "name", "grade", "status", "phone", "area", "last_visit", "position",
    "visit_date", "outcome", "result", "what", "meaning", *Line._fields,
}  # fmt: skip
ABOUT = ("made_by", "made_at", "week_start")
NAMED = {"name", "customer", "what"}
NUMBERS = {"no", "customer_no", "minutes"}


def page(sheets: Sequence[Opened], name: str, file: str) -> Report:
    """Who made it and when, how many rows each sheet has, and the sheet that was asked for."""
    chosen = find(sheets, name)
    counts = [
        Fact(key, sheet.name, len(sheet.rows), number_cell(len(sheet.rows)))
        for key, sheet in zip(NAMES, sheets, strict=False)
    ]
    legend = sheets[-1].rows if len(sheets) == len(NAMES) else []
    about = [Fact(key, str(row[0]), row[1]) for key, row in zip(ABOUT, legend[-3:], strict=False)]
    blocks: list[Block] = [
        Facts([*about, *counts[:-1]], key="inside"),
        table(sheets[chosen], chosen),
    ]
    return Report(file, blocks, key="archive")


def find(sheets: Sequence[Opened], text: str) -> int:
    """The place of the sheet that ``text`` names, by its English name or its own."""
    wanted = text.casefold()
    known = zip(NAMES, sheets, strict=False)
    for place, (name, sheet) in enumerate(known):
        if wanted in {name, sheet.name.casefold()}:
            return place
    raise NotFoundError(
        _('no sheet "{text}"').format(text=text),
        _("one of {choices}").format(choices=", ".join(NAMES[: len(sheets)])),
        wrong=text,
    )


def table(sheet: Opened, place: int) -> Table:
    keys: Sequence[str] = KEYS[NAMES[place]]
    if len(keys) != len(sheet.headings):
        keys = sheet.headings
    columns = [column(key, title) for key, title in zip(keys, sheet.headings, strict=True)]
    return Table(columns, sheet.rows, title=sheet.name, key=NAMES[place], empty=_("nothing in it"))


def column(key: str, title: str) -> Column:
    show: Any = number_cell if key in NUMBERS else None
    return Column(key, title, show=show, wrap=True, optional=key not in NAMED)


def main(shown: Table) -> Table:
    """What people see of it at first glance; the whole has too many columns for a terminal."""
    keys = [column.key for column in shown.columns if column.key in MAIN]
    return shown.only(keys) if keys else shown
