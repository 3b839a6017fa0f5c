"""Visits with what belongs to them: people met, objectives, follow-ups, the day's own page."""

from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

import salescli.store.models.people  # noqa: F401 -- its tables are referred to
from salescli.domain import words
from salescli.domain.text import clean_text
from salescli.errors import UsageError
from salescli.language import _
from salescli.store.models.base import Clock, Line, Prose, Row, one_of, prose, stamp, within


def clean_goal(value: str) -> str:
    text = clean_text(value)
    if not text:
        raise UsageError(_("the objective is empty"), _('say what the visit is for, as "restock"'))
    return text


class Visit(Row, table=True):
    """One contact with a customer (V1-V8); ``grade_at_visit`` is frozen when it is written."""

    __table_args__: ClassVar[Any] = (
        within("channel", words.Channel),
        within("outcome", words.Outcome),
        within("purpose", words.Purpose),
        within("grade_at_visit", words.Grade),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_range"),
        Index("visit_no", "no"),
        Index("visit_rep_day", "rep_id", "visit_date"),
        Index("visit_day", "visit_date", "visit_time"),
        Index("visit_customer_day", "customer_id", "visit_date"),
        Index("visit_entry_key", "entry_key"),
    )

    no: int
    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    visit_date: date
    visit_time: time | None = Field(default=None, sa_type=Clock)
    started_at: datetime | None = stamp(default=None)
    utc_offset: int = 0
    minutes: int | None = Field(default=None, ge=0, le=1440)
    channel: Annotated[str, AfterValidator(one_of(words.Channel))] = "visit"
    outcome: Annotated[str, AfterValidator(one_of(words.Outcome))] = "met"
    purpose: Annotated[str, AfterValidator(one_of(words.Purpose))] = "sales"
    grade_at_visit: str | None = None
    met: Line = ""
    content: Prose = prose()
    result: Prose = prose()
    problems: Prose = prose()
    objections: Prose = prose()
    note_left: bool | None = None
    card_left: bool | None = None
    next_on: date | None = None
    next_time: time | None = Field(default=None, sa_type=Clock)
    lesson: Prose = prose()
    improvement: Prose = prose()
    improved_on: date | None = None
    entry_key: str | None = Field(default=None, max_length=200)


class VisitContact(Row, table=True):
    """A contact met at a visit; ``visit.met`` keeps the names as they were."""

    __tablename__ = "visit_contact"
    __table_args__: ClassVar[Any] = (
        Index("visit_contact_visit", "visit_id"),
        Index("visit_contact_contact", "contact_id"),
    )

    visit_id: str = Field(foreign_key="visit.id", max_length=36)
    contact_id: str = Field(foreign_key="contact.id", max_length=36)


class Objective(Row, table=True):
    """A call objective set before a visit and reviewed after it (V9, V10, V12)."""

    __table_args__: ClassVar[Any] = (
        within("kind", words.ObjectiveKind),
        within("reached", words.Reached),
        Index("objective_no", "no"),
        Index("objective_customer", "customer_id"),
        Index("objective_visit", "visit_id"),
    )

    no: int
    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    visit_id: str | None = Field(default=None, foreign_key="visit.id", max_length=36)
    text: Annotated[str, AfterValidator(clean_goal)]
    kind: Annotated[str, AfterValidator(one_of(words.ObjectiveKind))] = "relation"
    planned_on: date | None = None
    questions: Prose = prose()
    answers: Prose = prose()
    material: Prose = prose()
    obstacles: Prose = prose()
    solutions: Prose = prose()
    reached: Annotated[str, AfterValidator(one_of(words.Reached))] | None = None
    cause: Prose = prose()
    remedy: Prose = prose()


class FollowUp(Row, table=True):
    """Something left over from a visit, closed later (V3, V11); ``visit`` marks a wished visit."""

    __tablename__ = "followup"
    __table_args__: ClassVar[Any] = (
        Index("followup_no", "no"),
        Index("followup_customer", "customer_id"),
        Index("followup_visit", "visit_id"),
        Index("followup_open", "done_on", "due_on"),
    )

    no: int
    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    visit_id: str | None = Field(default=None, foreign_key="visit.id", max_length=36)
    text: Prose = prose()
    wished_visit: bool = False
    due_on: date | None = None
    due_time: time | None = Field(default=None, sa_type=Clock)
    done_on: date | None = None
    closed_by_visit_id: str | None = Field(default=None, foreign_key="visit.id", max_length=36)


class DayNote(Row, table=True):
    """The rep's own page of a day: focus, packages, demo, and what is packed (R7, R8)."""

    __tablename__ = "day_note"
    __table_args__: ClassVar[Any] = (Index("day_note_day", "rep_id", "day"),)

    day: date
    focus: Prose = prose()
    packages: Prose = prose(sa_column_kwargs={"server_default": text("''")})
    demo: Prose = prose(sa_column_kwargs={"server_default": text("''")})
    packed: Prose = prose()
