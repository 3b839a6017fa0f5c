"""What left the data file: when, as which file, with which columns (A6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from salescli.dates import Period
from salescli.language import _
from salescli.output.table import Column, Table
from salescli.reports.lists import stamp_cell
from salescli.store.reading import Reader, day_stamp


class ExportRow(NamedTuple):
    no: int
    made_at: datetime
    kind: str
    file: str
    form: str
    profile: str
    row_count: int
    has_contacts: bool
    encrypted: bool
    filters: str
    columns: str
    id: str


def rows(reader: Reader, period: Period | None) -> list[ExportRow]:
    """The exports of a period, the newest first."""
    if period is None:
        return reader.rows(ExportRow, "FROM exports ORDER BY made_at DESC, no DESC")
    return reader.rows(
        ExportRow,
        "FROM exports WHERE made_at >= :start AND made_at < :end ORDER BY made_at DESC, no DESC",
        start=day_stamp(period.start),
        end=day_stamp(period.end),
    )


def table(found: list[ExportRow]) -> Table:
    columns = [
        Column("no", _("No."), right=True),
        Column("made_at", _("Left at"), show=stamp_cell),
        Column("kind", _("Kind")),
        Column("file", _("File"), wrap=True, show=place),
        Column("form", _("Format")),
        Column("profile", _("Profile"), optional=True),
        Column("row_count", _("Rows"), right=True),
        Column("has_contacts", _("Contacts")),
        Column("encrypted", _("Encrypted")),
        Column("filters", _("Filters"), wrap=True, optional=True),
        Column("columns", _("Columns"), wrap=True, show=spaced),
        Column("id", "id", machine=True),
    ]
    return Table(columns, found, key="exports", empty=_("nothing has left the data file"))


def place(value: Any) -> str:
    return str(value) or _("the terminal or a pipe")


def spaced(value: Any) -> str:
    return str(value).replace(",", ", ")
