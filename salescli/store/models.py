"""The tables, as SQLModel rows that are the program's plain data.

Every input goes through ``Model.model_validate`` (the text gate and the closed lists), and CHECK
constraints stand behind it. Days are local dates, stamps are aware UTC, money is minor units.
"""

# No `from __future__ import annotations` here: evaluating 200 annotations from text at each start
# would cost a write a twentieth of its time.

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint, Index, String, Text, TypeDecorator
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from salescli.domain import words
from salescli.domain.ids import new_id
from salescli.domain.text import clean_line, clean_text
from salescli.errors import UsageError
from salescli.language import _


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


def stamp_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


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


def clean_goal(value: str) -> str:
    text = clean_text(value)
    if not text:
        raise UsageError(_("the objective is empty"), _('say what the visit is for, as "restock"'))
    return text


def clean_point(value: str) -> str:
    text = clean_text(value)
    if not text:
        raise UsageError(_("the plan point is empty"), _('say it in a few words, as "visit 한빛"'))
    return text


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


class Rep(Row, table=True):
    """A person of the sales office; the owner of customers and visits."""

    name: Line
    area: Line = ""
    email: Line = ""


class Customer(Row, table=True):
    """The customer information form (C1-C9); ``reported_at`` and ``reported_by`` never change."""

    __table_args__: ClassVar[Any] = (
        within("grade", words.Grade),
        within("status", words.Status),
        within("first_contact", words.Channel),
        CheckConstraint("length(name) > 0", name="name_given"),
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_range"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon_range"),
        Index("customer_no", "no"),
        Index("customer_code", "code"),
        Index("customer_name_key", "name_key"),
        Index("customer_phone_key", "phone_key"),
    )

    no: int
    code: Line = ""
    name: Name
    search_key: str = ""
    name_key: str = ""
    initials: str = ""
    status: Annotated[str, AfterValidator(one_of(words.Status))] | None = None
    grade: Annotated[str, AfterValidator(one_of(words.Grade))] | None = None
    area: Line = ""
    industry: Line = ""
    address: Line = ""
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    phone: Line = ""
    phone_key: str = ""
    fax: Line = ""
    email: Line = ""
    website: Line = ""
    tax_id: Line = ""
    source: Line = ""
    tags: Line = ""
    windows: Line = ""
    background: Prose = prose()
    makes: Line = ""
    application: Prose = prose()
    usual_products: Prose = prose()
    suppliers: Prose = prose()
    needs: Prose = prose()
    purchase_plan: Prose = prose()
    condition: Prose = prose()
    notes: Prose = prose()
    need_clear: bool | None = None
    expected_on: date | None = None
    tracking_since: date | None = None
    target: bool = True
    key_account: bool = False
    first_contact: Annotated[str, AfterValidator(one_of(words.Channel))] | None = None
    reported_at: datetime | None = stamp(default=None, nullable=False)
    reported_by: str = Field(default="", max_length=36)
    owner_rep_id: str = Field(default="", max_length=36)


class Contact(Row, table=True):
    """A person at a customer, with function and part in the decision (C5, C7)."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("length(name) > 0", name="name_given"),
        within("function", words.Function),
        within("role", words.Role),
        Index("contact_no", "no"),
        Index("contact_customer", "customer_id"),
        Index("contact_phone_key", "phone_key"),
    )

    no: int
    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    name: Name
    search_key: str = ""
    position: Line = ""
    phone: Line = ""
    phone_key: str = ""
    email: Line = ""
    function: Annotated[str, AfterValidator(one_of(words.Function))] | None = None
    role: Annotated[str, AfterValidator(one_of(words.Role))] | None = None
    notes: Prose = prose()
    main: bool = False


class CustomerBudget(Row, table=True):
    """What a customer can spend in a year, by category (Q5); ``amount`` in minor units."""

    __tablename__ = "customer_budget"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("amount >= 0", name="amount_positive"),
        CheckConstraint("year BETWEEN 1990 AND 2200", name="year_range"),
        Index("customer_budget_customer", "customer_id", "year"),
    )

    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    year: int = Field(ge=1990, le=2200)
    category: Line = ""
    amount: int = Field(ge=0)
    currency: Line
    source: Line = ""


class GradeChange(Row, table=True):
    """One step of a customer's grade history (G5, G6)."""

    __tablename__ = "grade_change"
    __table_args__: ClassVar[Any] = (
        within("from_grade", words.Grade),
        within("to_grade", words.Grade),
        Index("grade_change_customer", "customer_id", "changed_on"),
        Index("grade_change_day", "changed_on"),
    )

    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    from_grade: str | None = None
    to_grade: str | None = None
    changed_on: date
    reason: Prose = prose()
    visit_id: str | None = Field(default=None, max_length=36)


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
    """The rep's own page of a day: focus and what of the checklist is packed (R7, R8)."""

    __tablename__ = "day_note"
    __table_args__: ClassVar[Any] = (Index("day_note_day", "rep_id", "day"),)

    day: date
    focus: Prose = prose()
    packed: Prose = prose()


class RouteDay(Row, table=True):
    """The plan of one day on the road (R3-R5): from where and when, until where and when."""

    __tablename__ = "route_day"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("begin_lat BETWEEN -90 AND 90", name="begin_lat_range"),
        CheckConstraint("begin_lon BETWEEN -180 AND 180", name="begin_lon_range"),
        CheckConstraint("end_lat BETWEEN -90 AND 90", name="end_lat_range"),
        CheckConstraint("end_lon BETWEEN -180 AND 180", name="end_lon_range"),
        Index("route_day_day", "day"),
    )

    day: date
    begin_name: Line = ""
    begin_lat: float
    begin_lon: float
    begin_at: time = Field(sa_type=Clock)
    end_name: Line = ""
    end_lat: float
    end_lon: float
    back_by: time = Field(sa_type=Clock)
    back_at: time = Field(sa_type=Clock)
    travel_minutes: int = Field(default=0, ge=0)
    travel_source: Line = ""
    left_out: str = prose()


class RouteStop(Row, table=True):
    """A planned visit in the day's order; ``why`` holds the terms of its value (JSON)."""

    __tablename__ = "route_stop"
    __table_args__: ClassVar[Any] = (
        within("status", words.StopStatus),
        CheckConstraint("place >= 1", name="place_positive"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_range"),
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_range"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon_range"),
        Index("route_stop_day", "day", "place"),
        Index("route_stop_customer", "customer_id", "day"),
        Index("route_stop_visit", "visit_id"),
    )

    day: date
    place: int = Field(ge=1)
    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    status: Annotated[str, AfterValidator(one_of(words.StopStatus))] = "planned"
    starts_at: time = Field(sa_type=Clock)
    ends_at: time = Field(sa_type=Clock)
    minutes: int = Field(ge=0, le=1440)
    travel_minutes: int = Field(default=0, ge=0)
    lat: float
    lon: float
    area_centre: bool = False
    pinned: bool = False
    must: bool = False
    value: int = 0
    why: str = prose()
    grade: str | None = None
    broken: Line = ""
    reason: Prose = prose()
    moved_to: date | None = None
    confirmed_at: datetime | None = stamp(default=None)
    visit_id: str | None = Field(default=None, foreign_key="visit.id", max_length=36)


class TravelTime(Table, table=True):
    """Minutes between two places as a routing server told them; a cache, never synced."""

    __tablename__ = "travel_time"

    way: str = Field(primary_key=True, max_length=80)
    minutes: int
    told_at: datetime | None = stamp(default=None, nullable=False)


class Product(Row, table=True):
    """What the office sells; ``price`` is the list price of one unit in minor units."""

    __table_args__: ClassVar[Any] = (
        CheckConstraint("length(name) > 0", name="name_given"),
        CheckConstraint("price >= 0", name="price_positive"),
        Index("product_no", "no"),
        Index("product_search", "search_key"),
    )

    no: int
    code: Line = ""
    name: Name
    search_key: str = ""
    spec: Line = ""
    unit: Line = ""
    price: int | None = Field(default=None, ge=0)
    currency: Line = ""


class FabPoint(Row, table=True):
    """A talk card of a product (V14): feature and advantage may be left out, the benefit never."""

    __tablename__ = "fab_point"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("length(benefit) > 0", name="benefit_given"),
        Index("fab_point_product", "product_id"),
    )

    product_id: str = Field(foreign_key="product.id", max_length=36)
    feature: Prose = prose()
    advantage: Prose = prose()
    benefit: Prose = prose()


class Order(Row, table=True):
    """An order as its record is kept (O1, O2); the number is never used again."""

    __tablename__ = "sales_order"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("length(number) > 0", name="number_given"),
        Index("sales_order_no", "no"),
        Index("sales_order_number", "number"),
        Index("sales_order_customer", "customer_id", "order_date"),
        Index("sales_order_day", "order_date"),
        Index("sales_order_visit", "visit_id"),
    )

    no: int
    number: Line
    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    order_date: date
    delivery_date: date | None = None
    contact: Line = ""
    phone: Line = ""
    ship_to: Line = ""
    payment_method: Line = ""
    terms: Prose = prose()
    notes: Prose = prose()
    currency: Line
    visit_id: str | None = Field(default=None, foreign_key="visit.id", max_length=36)


class OrderLine(Row, table=True):
    """One line of an order: quantity in thousandths of the unit, money in minor units."""

    __tablename__ = "order_line"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("place >= 1", name="place_positive"),
        CheckConstraint("quantity_milli > 0", name="quantity_positive"),
        CheckConstraint("unit_price >= 0", name="unit_price_positive"),
        CheckConstraint("amount >= 0", name="amount_positive"),
        Index("order_line_order", "order_id", "place"),
    )

    order_id: str = Field(foreign_key="sales_order.id", max_length=36)
    place: int = Field(ge=1)
    product_id: str | None = Field(default=None, foreign_key="product.id", max_length=36)
    product: Name
    spec: Line = ""
    quantity_milli: int = Field(gt=0)
    unit: Line = ""
    unit_price: int = Field(ge=0)
    amount: int = Field(ge=0)


class PlanPoint(Row, table=True):
    """A main point of a week's or month's plan (P6, P7, P11, T8).

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
