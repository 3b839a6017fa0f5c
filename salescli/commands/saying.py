"""What writers say back, and the notes below lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from salescli.desk import Desk
from salescli.language import _
from salescli.output import Format, show
from salescli.output.table import Column, Table

Row = TypeVar("Row")


def page_note(desk: Desk, rows: Sequence[Row], most: int | None, limit: int | None) -> list[Row]:
    """The first page of what was read; says so when there is more."""
    if most is None or len(rows) <= most:
        return list(rows)
    if limit is None:
        desk.say(_("only the first {count} are shown; `--all` shows all").format(count=most))
    return list(rows[:most])


def echo_saved(desk: Desk, view: str, no: int, form: str) -> bool:
    """For scripts: the saved record with the same keys as the list; False when not asked for."""
    if not form:
        return False
    from salescli.reports import lists

    kind: type[Any] = {
        "customers": lists.CustomerRow,
        "contacts": lists.ContactRow,
        "visits": lists.VisitRow,
        "followups": lists.FollowUpRow,
    }[view]
    with desk.read() as reader:
        rows = reader.rows(kind, f"FROM {view} WHERE no = :no", no=no)
    columns = [Column(key, key) for key in kind._fields]
    show(Table(columns, rows, single=True), Format(form))
    return True
