"""What writers say back, and the notes below lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from salescli.commands.arguments import emit
from salescli.desk import Desk
from salescli.errors import UsageError
from salescli.language import _
from salescli.output import Format, show
from salescli.output.table import Table
from salescli.reports import records
from salescli.reports.lists import Listed, main_columns
from salescli.reports.lists import table as list_table
from salescli.reports.records import Key

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
        if not (to_file and self.kind):
            return frozenset()
        from salescli.store.exporting import KINDS

        return KINDS[self.kind].personal

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
    if columns:
        table = table.only(name.strip() for name in columns.split(",") if name.strip())
    held = personal(table, page)
    shown = table.only(item.key for item in table.columns if item.key not in held)
    emit(desk, shown, page.form, page.output)
    if held:
        desk.say(
            _("left out, since it names contacts: {columns}; "
              "`sales data export {kind} -o {kind}.xlsx` takes it along, encrypted").format(
                columns=", ".join(held), kind=page.kind)
        )  # fmt: skip


def personal(table: Table, page: Page) -> list[str]:
    """The columns that tell of contacts, which leave by `data export` alone."""
    told = page.personal
    held = [item.key for item in table.columns if told is None or item.key in told]
    if held and (told is None or page.columns):
        raise UsageError(
            _("contacts do not leave unencrypted unasked"),
            _("`sales data export {kind} -o {kind}.xlsx` encrypts them").format(kind=page.kind),
        )
    return held


def say_edited(desk: Desk, record: str, name: str, fields: Iterable[str], *, wrote: bool) -> None:
    """Which fields of a record were given anew, as lists head them; or that nothing differs."""
    if not wrote:
        desk.say(_("Nothing differs; {name} stays as it is").format(name=name))
        return
    from salescli.reports.titles import title

    changed = ", ".join(_("Name") if field == "name" else title(record, field) for field in fields)
    desk.say(_("Changed {name}: {fields}").format(name=name, fields=changed))


def echo(desk: Desk, saved: Table, form: str) -> bool:
    """For scripts: what was saved, on stdout; False when not asked for."""
    if form:
        show(saved, Format(form), colour=desk.colour, pager=desk.pager)
    return bool(form)


def echo_saved(desk: Desk, view: str, key: Key, form: str) -> bool:
    """For scripts: the saved record, with the keys of its list; False when not asked for."""
    if form:
        with desk.read() as reader:
            saved = records.one(reader, view, key, desk.today)
        echo(desk, saved, form)
    return bool(form)


def echo_all(desk: Desk, view: str, keys: Sequence[Key], form: str) -> bool:
    """The same where several may be named: a list, also of one."""
    if form:
        with desk.read() as reader:
            saved = records.of(reader, view, keys, desk.today)
        echo(desk, saved, form)
    return bool(form)
