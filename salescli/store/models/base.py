"""What every table is made of: kinds of columns, and the row that all synced tables share.

Every input goes through ``Model.model_validate`` (the text gate and the closed lists), and CHECK
constraints stand behind it. Days are local dates, stamps are aware UTC, money is minor units.
"""

# No `from __future__ import annotations` here: evaluating 200 annotations from text at each start
# would cost a write a twentieth of its time.

from collections.abc import Callable
from datetime import datetime, time
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint, String, Text, TypeDecorator
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from salescli.domain.ids import new_id
from salescli.domain.text import clean_line, clean_text
from salescli.errors import UsageError
from salescli.language import _
from salescli.store.reading import stamp_text


class Stamp(TypeDecorator[datetime]):
    """An aware moment, stored as UTC text ``2026-03-03T08:20:05.123Z`` that sorts as it reads."""

    impl = String(24)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What undo makes of the text in the change log again; `String` would say `str`."""
        return datetime

    def process_bind_param(self, value: datetime | None, _dialect: object) -> str | None:
        return None if value is None else stamp_text(value)

    def process_result_value(self, value: str | None, _dialect: object) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Clock(TypeDecorator[time]):
    """A local time of day to the minute, stored as ``09:30``."""

    impl = String(5)
    cache_ok = True

    @property
    def python_type(self) -> type[time]:
        """What undo makes of the text in the change log again; `String` would say `str`."""
        return time

    def process_bind_param(self, value: time | None, _dialect: object) -> str | None:
        return None if value is None else value.strftime("%H:%M")

    def process_result_value(self, value: str | None, _dialect: object) -> time | None:
        return None if value is None else time.fromisoformat(value)


def one_of(kind: type[StrEnum]) -> Callable[[str], str]:
    """A validator that takes the values of ``kind``, in any case, and nothing else."""

    def check(value: str) -> str:
        text = value.strip()
        found = next((item for item in kind if item.casefold() == text.casefold()), None)
        if found is None:
            raise UsageError(
                _('"{value}" is not one of {choices}').format(value=value, choices=", ".join(kind)),
                wrong=value,
            )
        return str(found)

    return check


def within(column: str, kind: type[StrEnum]) -> CheckConstraint:
    choices = ", ".join(f"'{value}'" for value in kind)
    return CheckConstraint(f"{column} IN ({choices})", name=f"{column}_known")


def clean_name(value: str) -> str:
    name = clean_line(value)
    if not name:
        raise UsageError(_("the name is empty"), _("give at least one letter"))
    return name


Line = Annotated[str, AfterValidator(clean_line)]
Name = Annotated[str, AfterValidator(clean_name)]
Prose = Annotated[str, AfterValidator(clean_text)]


def prose(**options: Any) -> Any:
    return Field(default="", sa_type=Text, **options)


def stamp(**options: Any) -> Any:
    return Field(sa_type=Stamp, **options)


class Table(SQLModel):
    """A table whose validator is built with its first row: a write needs few of them."""

    model_config = SQLModelConfig(defer_build=True)


class Row(Table):
    """What every synced row carries; ``rep_id`` is the rep who wrote it."""

    id: str = Field(default_factory=new_id, primary_key=True, max_length=36)
    created_at: datetime | None = stamp(default=None, nullable=False)
    updated_at: datetime | None = stamp(default=None, nullable=False)
    deleted_at: datetime | None = stamp(default=None)
    rep_id: str = Field(default="", max_length=36)
