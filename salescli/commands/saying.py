"""What writers say back, and the notes below lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from salescli.commands.arguments import emit
from salescli.desk import Desk
from salescli.language import _
from salescli.output import Format, show
from salescli.output.table import Column, Table
from salescli.reports import lists
from salescli.reports.lists import Listed, main_columns
from salescli.reports.lists import table as list_table
from salescli.reports.titles import title

PEOPLE = ("", Format.TABLE, Format.MD, Format.HTML, Format.XLSX, Format.PDF)


@dataclass(frozen=True)
class Page:
    """How a list was asked for: its form, place, columns, and how much of it."""

    form: str
    output: str
    columns: str
    limit: int | None
    everything: bool

    def most(self, desk: Desk) -> int | None:
        """How many rows are shown; None for all, as programs always get."""
        if self.limit is not None:
            return self.limit
        whole = self.everything or self.output or self.form not in {"", Format.TABLE}
        return None if whole else desk.config.screen.rows

    def read(self, desk: Desk) -> int | None:
        """How many rows to read: one more than shown, so that a cut is noticed."""
        most = self.most(desk)
        return None if most is None else most + 1


def show_list(
    desk: Desk, listed: Sequence[Listed], rows: Sequence[Any], empty: str, page: Page
) -> None:
    """Show a list: people see its main columns and a first page, programs see all."""
    show_table(desk, list_table(listed, rows, desk.today, empty), main_columns(listed), page)


def show_table(desk: Desk, table: Table, main: Sequence[str], page: Page) -> None:
    """Show a table as a list; ``main`` are the columns that people see unasked."""
    most = page.most(desk)
    if most is not None and len(table.rows) > most:
        table = replace(table, rows=table.rows[:most])
        if page.limit is None:
            desk.say(_("only the first {count} are shown; `--all` shows all").format(count=most))
    columns = page.columns
    if not columns and page.form in PEOPLE:
        columns = ",".join(main)
    emit(desk, table, page.form, page.output, columns)


def say_edited(desk: Desk, record: str, name: str, fields: Iterable[str], *, wrote: bool) -> None:
    """Which fields of a record were given anew, as lists head them; or that nothing differs."""
    if not wrote:
        desk.say(_("Nothing differs; {name} stays as it is").format(name=name))
        return
    changed = ", ".join(_("Name") if field == "name" else title(record, field) for field in fields)
    desk.say(_("Changed {name}: {fields}").format(name=name, fields=changed))


def echo_saved(desk: Desk, view: str, no: int, form: str) -> bool:
    """For scripts: the saved record with the same keys as the list; False when not asked for."""
    if form:
        show(saved_records(desk, view, [no], single=True), Format(form))
    return bool(form)


def saved_records(desk: Desk, view: str, numbers: list[int], *, single: bool = False) -> Table:
    """Records by their numbers, with the keys of their list."""
    kind: type[Any] = {
        "customers": lists.CustomerRow,
        "contacts": lists.ContactRow,
        "visits": lists.VisitRow,
        "followups": lists.FollowUpRow,
    }[view]
    with desk.read() as reader:
        found = [reader.rows(kind, f"FROM {view} WHERE no = :no", no=no) for no in numbers]
    columns = [Column(key, key) for key in kind._fields]
    return Table(columns, [row for rows in found for row in rows], single=single)
