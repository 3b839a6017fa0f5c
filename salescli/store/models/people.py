"""Customers, their people, budgets and grades, and the reps of the office."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator
from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from salescli.domain import words
from salescli.store.models.base import Line, Name, Prose, Row, one_of, prose, stamp, within


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
        Index("customer_reported", "reported_at"),
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
    merged_into: str | None = Field(default=None, max_length=36)


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


class Claim(Row, table=True):
    """Who said a customer is theirs, and what was decided (L2, L3, L7); the history of ownership.

    A ``claim`` asks by the first report; an ``assign`` is the manager's word, with its reason.
    """

    __table_args__: ClassVar[Any] = (
        within("kind", words.ClaimKind),
        Index("claim_customer", "customer_id", "decided_on"),
    )

    customer_id: str = Field(foreign_key="customer.id", max_length=36)
    kind: Annotated[str, AfterValidator(one_of(words.ClaimKind))] = "claim"
    from_rep_id: str = Field(default="", max_length=36)
    to_rep_id: str = Field(default="", max_length=36)
    granted: bool = True
    reason: Prose = prose()
    need_known: Prose = prose()
    decided_by: Line = ""
    decided_on: date
