"""Plan points, work reports, meetings and what was agreed there."""

from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field

import salescli.store.models.people  # noqa: F401 -- its tables are referred to
from salescli.domain import words
from salescli.domain.text import clean_text
from salescli.errors import UsageError
from salescli.language import _
from salescli.store.models.base import Clock, Line, Prose, Row, one_of, prose, stamp, within


def clean_point(value: str) -> str:
    text = clean_text(value)
    if not text:
        raise UsageError(_("the plan point is empty"), _('say it in a few words, as "visit 한빛"'))
    return text


class PlanPoint(Row, table=True):
    """A main point of the plan of a week, month or quarter (P6, P7, P11, T8).

    A point that was not finished is carried: a new row in the next period, which names the row it
    comes from and how often it was carried.
    """

    __tablename__ = "plan_point"
    __table_args__: ClassVar[Any] = (
        within("kind", words.PlanPeriod),
        CheckConstraint("length(text) > 0", name="text_given"),
        CheckConstraint("done BETWEEN 0 AND 100", name="done_range"),
        CheckConstraint("times_carried >= 0", name="times_carried_positive"),
        Index("plan_point_no", "no"),
        Index("plan_point_period", "kind", "starts_on"),
        Index("plan_point_from", "carried_from"),
    )

    no: int
    kind: Annotated[str, AfterValidator(one_of(words.PlanPeriod))] = "week"
    starts_on: date
    text: Annotated[str, AfterValidator(clean_point)]
    support: Prose = prose()
    arranged_by: Line = ""
    arranged_on: date | None = None
    arranged: Prose = prose()
    done: int = Field(default=0, ge=0, le=100)
    problem: Prose = prose()
    customer_id: str | None = Field(default=None, foreign_key="customer.id", max_length=36)
    carried_from: str | None = Field(default=None, max_length=36)
    times_carried: int = Field(default=0, ge=0)
    carried_on: bool = False


class Report(Row, table=True):
    """A work report; once submitted its ``content`` (JSON) never changes (P1-P4, P8)."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("kind IN ('daily', 'weekly', 'monthly', 'quarterly')", name="kind_known"),
        CheckConstraint("version >= 1", name="version_positive"),
        Index("report_period", "rep_id", "kind", "starts_on", "version"),
    )

    no: int
    kind: str
    starts_on: date
    ends_on: date
    version: int = 1
    summary: Prose | None = Field(default=None, sa_type=Text)
    tomorrow: Prose | None = Field(default=None, sa_type=Text)
    problems: Prose | None = Field(default=None, sa_type=Text)
    memo: Prose | None = Field(default=None, sa_type=Text)
    content: str | None = Field(default=None, sa_type=Text)
    due_at: datetime | None = stamp(default=None)
    submitted_at: datetime | None = stamp(default=None)
    late: bool = False
    excuse: Prose = prose()
    incomplete_reason: Prose = prose()
    differences: Prose = prose()
    sent_to: Line = ""
    sent_at: datetime | None = stamp(default=None)
    remark: Prose = prose()
    reviewed_by: Line = ""
    reviewed_at: datetime | None = stamp(default=None)


class Meeting(Row, table=True):
    """A meeting of the department with its minutes (M1, M2)."""

    __table_args__: ClassVar[Any] = (
        Index("meeting_no", "no"),
        Index("meeting_day", "held_on"),
    )

    no: int
    held_on: date
    held_at: time | None = Field(default=None, sa_type=Clock)
    title: Line = ""
    place: Line = ""
    chair: Line = ""
    attendees: Line = ""
    agenda: Prose = prose()
    minutes: Prose = prose()


class ActionItem(Row, table=True):
    """What was agreed at a meeting: who does it, until when, and what came of it (M2)."""

    __tablename__ = "action_item"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("length(text) > 0", name="text_given"),
        Index("action_item_no", "no"),
        Index("action_item_meeting", "meeting_id"),
        Index("action_item_open", "done_on", "due_on"),
    )

    no: int
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", max_length=36)
    text: Annotated[str, AfterValidator(clean_point)]
    owner: Line = ""
    due_on: date | None = None
    done_on: date | None = None
    result: Prose = prose()
