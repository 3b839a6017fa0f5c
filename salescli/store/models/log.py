"""What was typed and what it changed: the heart of undo, history and audits."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, Text
from sqlmodel import Field

from salescli.domain.ids import new_id
from salescli.store.models.base import Table, stamp


class Command(Table, table=True):
    """One typed command that wrote something: one transaction, one step of undo."""

    __table_args__: ClassVar[Any] = (Index("command_no", "no"),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=36)
    no: int
    at: datetime = stamp(nullable=False)
    line: str = Field(sa_type=Text)
    rep_id: str = Field(max_length=36)
    device: str = Field(max_length=36)
    undoes: str | None = Field(default=None, max_length=36)
    undone_by: str | None = Field(default=None, max_length=36)
    kept: bool = False


class Change(Table, table=True):
    """One row written by one command, with its values before and after (JSON)."""

    __table_args__: ClassVar[Any] = (
        Index("change_command", "command_id"),
        Index("change_row", "row_id", "hlc"),
        Index("change_hlc", "hlc"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=36)
    hlc: str = Field(max_length=64)
    command_id: str = Field(max_length=36)
    device: str = Field(max_length=36)
    rep_id: str = Field(max_length=36)
    table_name: str = Field(max_length=40)
    row_id: str = Field(max_length=36)
    action: str = Field(max_length=6)
    old: str | None = Field(default=None, sa_type=Text)
    new: str | None = Field(default=None, sa_type=Text)
    based_on: str | None = Field(default=None, max_length=36)


class Meta(Table, table=True):
    """What this one file knows of itself: its device and its rep; never synced."""

    key: str = Field(primary_key=True, max_length=40)
    value: str = Field(sa_type=Text)
