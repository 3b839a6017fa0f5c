"""What writers say back, and the notes below lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from salescli.commands.arguments import emit
from salescli.desk import Desk
from salescli.errors import UsageError
from salescli.language import _
from salescli.output import Format, show
from salescli.output.table import Column, Table
from salescli.reports import lists
from salescli.reports.lists import Listed, main_columns
from salescli.reports.lists import table as list_table
from salescli.store.exporting import KINDS

PEOPLE = ("", Format.TABLE, Format.MD, Format.HTML, Format.XLSX, Format.PDF)


@dataclass(frozen=True)
class Page:
    """How a list was asked for: its form, place, columns, and how much of it."""

    form: str
    output: str
    columns: str
    limit: int | None
    everything: bool
    kind: str = ""

    @property
    def personal(self) -> frozenset[str] | None:
        """The columns that tell of contacts and stay out of a file; None when every one does."""
        to_file = self.output not in {"", "-"}
        return KINDS[self.kind].personal if to_file and self.kind else frozenset()

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
    emit(desk, guarded(desk, table, columns, page), page.form, page.output)


def guarded(desk: Desk, table: Table, columns: str, page: Page) -> Table:
    """The columns that were asked for; what tells of contacts leaves by `data export` alone."""
    if columns:
        table = table.only(name.strip() for name in columns.split(",") if name.strip())
    told = page.personal
    held = [item.key for item in table.columns if told is None or item.key in told]
    if not held:
        return table
    if told is None or page.columns:
        raise UsageError(
            _("contacts do not leave unencrypted unasked"),
            _("`sales data export {kind} -o {kind}.xlsx` encrypts them").format(kind=page.kind),
        )
    desk.say(
        _("left out, since it names contacts: {columns}; `sales data export {kind} -o {kind}.xlsx` "
          "takes it along, encrypted").format(columns=", ".join(held), kind=page.kind)
    )  # fmt: skip
    return table.only(item.key for item in table.columns if item.key not in held)


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
