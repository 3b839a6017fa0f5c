"""What left the office as a file, and how files of others were understood."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from salescli.store.models.base import Line, Prose, Row, prose, stamp


class Archive(Row, table=True):
    """An encrypted customer archive: the week it is of, whom it is for, when it went out (A1, A2).

    ``since`` is the moment from which additions are coloured; the password is nowhere.
    """

    __table_args__: ClassVar[Any] = (
        CheckConstraint("customers >= 0", name="customers_positive"),
        Index("archive_no", "no"),
        Index("archive_made", "made_at"),
    )

    no: int
    week_start: date
    since: datetime | None = stamp(default=None)
    made_at: datetime | None = stamp(default=None, nullable=False)
    file: Line = ""
    sha256: Line = ""
    customers: int = Field(default=0, ge=0)
    added: int = Field(default=0, ge=0)
    changed: int = Field(default=0, ge=0)
    made_for: Line = ""
    sent_to: Line = ""
    sent_at: datetime | None = stamp(default=None)


class ArchivePassword(Row, table=True):
    """When the archive's password was set, and who was told (A4, A5); never the password."""

    __tablename__ = "archive_password"
    __table_args__: ClassVar[Any] = (Index("archive_password_set", "set_on"),)

    set_on: date
    told_to: Line = ""
    told_on: date | None = None


class DataExport(Row, table=True):
    """What left the data file, when, with which columns; the audit of exports (A6)."""

    __tablename__ = "data_export"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("row_count >= 0", name="row_count_positive"),
        Index("data_export_no", "no"),
        Index("data_export_kind", "kind", "made_at"),
    )

    no: int
    kind: Line
    made_at: datetime | None = stamp(default=None, nullable=False)
    file: Line = ""
    form: Line = ""
    profile: Line = ""
    filters: Line = ""
    columns: Prose = prose()
    row_count: int = Field(default=0, ge=0)
    has_contacts: bool = False
    encrypted: bool = False


class ColumnMapping(Row, table=True):
    """How the columns of a foreign file were understood, remembered by its header."""

    __tablename__ = "column_mapping"
    __table_args__: ClassVar[Any] = (Index("column_mapping_header", "kind", "fingerprint"),)

    kind: Line
    fingerprint: str = Field(max_length=64)
    mapping: Prose = prose()
