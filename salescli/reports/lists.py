"""The lists: customers, contacts, visits, follow-ups. People see the main columns, scripts all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any, NamedTuple

from salescli.dates import Period, short_day
from salescli.domain.words import label
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.output.cells import bare
from salescli.output.table import Column, Table
from salescli.store.reading import Reader


class Listed(NamedTuple):
    """A column of a list: key, heading, and whether people see it unasked."""

    key: str
    title: str
    main: bool = False
    right: bool = False


class CustomerRow(NamedTuple):
    no: int
    code: str
    grade: str | None
    name: str
    contact: str | None
    position: str | None
    contact_phone: str | None
    phone: str
    status: str | None
    area: str
    last_visit: date | None
    next_due: date | None
    industry: str
    address: str
    lat: float | None
    lon: float | None
    email: str
    website: str
    fax: str
    tax_id: str
    source: str
    tags: str
    windows: str
    makes: str
    usual_products: str
    suppliers: str
    needs: str
    purchase_plan: str
    need_clear: bool | None
    expected_on: date | None
    tracking_since: date | None
    first_contact: str | None
    target: bool
    key_account: bool
    owner: str | None
    reported_at: datetime
    created_at: datetime
    updated_at: datetime
    id: str


class ContactRow(NamedTuple):
    no: int
    customer_no: int
    customer: str
    name: str
    position: str
    phone: str
    email: str
    function: str | None
    role: str | None
    main: bool
    notes: str
    created_at: datetime
    updated_at: datetime
    id: str


class VisitRow(NamedTuple):
    no: int
    visit_date: date
    visit_time: time | None
    minutes: int | None
    customer_no: int
    customer: str
    grade_at_visit: str | None
    channel: str
    outcome: str
    purpose: str
    met: str
    content: str
    result: str
    problems: str
    objections: str
    note_left: bool | None
    card_left: bool | None
    next_on: date | None
    next_time: time | None
    lesson: str
    improvement: str
    rep: str | None
    created_at: datetime
    updated_at: datetime
    id: str
    entry_key: str | None


class FollowUpRow(NamedTuple):
    no: int
    due_on: date | None
    due_time: time | None
    customer_no: int
    customer: str
    grade: str | None
    text: str
    wished_visit: bool
    visit_no: int | None
    done_on: date | None
    closed_by_visit_no: int | None
    created_at: datetime
    id: str


CUSTOMER_COLUMNS = (
    Listed("no", N_("No."), main=True, right=True),
    Listed("code", N_("Code")),
    Listed("grade", N_("Grade"), main=True),
    Listed("name", N_("Customer"), main=True),
    Listed("contact", N_("Contact"), main=True),
    Listed("position", N_("Position")),
    Listed("contact_phone", N_("Contact's phone")),
    Listed("phone", N_("Phone"), main=True),
    Listed("status", N_("Status")),
    Listed("area", N_("Area"), main=True),
    Listed("last_visit", N_("Last visit"), main=True),
    Listed("next_due", N_("Due")),
    Listed("industry", N_("Industry")),
    Listed("address", N_("Address")),
    Listed("lat", N_("Latitude"), right=True),
    Listed("lon", N_("Longitude"), right=True),
    Listed("email", N_("E-mail")),
    Listed("website", N_("Web site")),
    Listed("fax", N_("Fax")),
    Listed("tax_id", N_("Tax number")),
    Listed("source", N_("Source")),
    Listed("tags", N_("Tags")),
    Listed("windows", N_("Visiting hours")),
    Listed("makes", N_("Makes")),
    Listed("usual_products", N_("Usual products")),
    Listed("suppliers", N_("Suppliers")),
    Listed("needs", N_("Needs")),
    Listed("purchase_plan", N_("Purchase plan")),
    Listed("need_clear", N_("Clear need")),
    Listed("expected_on", N_("Buys on")),
    Listed("tracking_since", N_("Followed since")),
    Listed("first_contact", N_("First contact")),
    Listed("target", N_("Target")),
    Listed("key_account", N_("Key account")),
    Listed("owner", N_("Owner")),
    Listed("reported_at", N_("Reported")),
    Listed("created_at", N_("Written")),
    Listed("updated_at", N_("Changed")),
    Listed("id", N_("Id")),
)

CONTACT_COLUMNS = (
    Listed("no", N_("No."), main=True, right=True),
    Listed("customer_no", N_("Customer no."), right=True),
    Listed("customer", N_("Customer"), main=True),
    Listed("name", N_("Contact"), main=True),
    Listed("position", N_("Position"), main=True),
    Listed("phone", N_("Phone"), main=True),
    Listed("email", N_("E-mail")),
    Listed("function", N_("Function"), main=True),
    Listed("role", N_("Decision"), main=True),
    Listed("main", N_("Main"), main=True),
    Listed("notes", N_("Notes")),
    Listed("created_at", N_("Written")),
    Listed("updated_at", N_("Changed")),
    Listed("id", N_("Id")),
)

VISIT_COLUMNS = (
    Listed("no", N_("No."), main=True, right=True),
    Listed("visit_date", N_("Day"), main=True),
    Listed("visit_time", N_("Time"), main=True),
    Listed("minutes", N_("Min"), right=True),
    Listed("customer_no", N_("Customer no."), right=True),
    Listed("customer", N_("Customer"), main=True),
    Listed("grade_at_visit", N_("Grade"), main=True),
    Listed("channel", N_("Channel"), main=True),
    Listed("outcome", N_("Outcome"), main=True),
    Listed("purpose", N_("Purpose")),
    Listed("met", N_("Met")),
    Listed("content", N_("What happened"), main=True),
    Listed("result", N_("Result")),
    Listed("problems", N_("Problems")),
    Listed("objections", N_("Objections")),
    Listed("note_left", N_("Note left")),
    Listed("card_left", N_("Card left")),
    Listed("next_on", N_("Next visit")),
    Listed("next_time", N_("Next time")),
    Listed("lesson", N_("Lesson")),
    Listed("improvement", N_("Improvement")),
    Listed("rep", N_("Rep")),
    Listed("created_at", N_("Written")),
    Listed("updated_at", N_("Changed")),
    Listed("id", N_("Id")),
    Listed("entry_key", N_("Key")),
)

FOLLOWUP_COLUMNS = (
    Listed("no", N_("No."), main=True, right=True),
    Listed("due_on", N_("Due"), main=True),
    Listed("due_time", N_("Due at"), main=True),
    Listed("customer_no", N_("Customer no."), right=True),
    Listed("customer", N_("Customer"), main=True),
    Listed("grade", N_("Grade"), main=True),
    Listed("text", N_("What"), main=True),
    Listed("wished_visit", N_("Visit"), main=True),
    Listed("visit_no", N_("From visit"), right=True),
    Listed("done_on", N_("Done"), main=True),
    Listed("closed_by_visit_no", N_("Closed by visit"), right=True),
    Listed("created_at", N_("Written")),
    Listed("id", N_("Id")),
)

COLUMN_KEYS: dict[str, tuple[str, ...]] = {
    "customer": tuple(column.key for column in CUSTOMER_COLUMNS),
    "contact": tuple(column.key for column in CONTACT_COLUMNS),
    "visit": tuple(column.key for column in VISIT_COLUMNS),
    "followup": tuple(column.key for column in FOLLOWUP_COLUMNS),
}
WRAPPED = {
    "name",
    "customer",
    "contact",
    "address",
    "content",
    "result",
    "problems",
    "objections",
    "text",
    "position",
    "notes",
    "windows",
    "background",
    "makes",
    "usual_products",
    "suppliers",
    "needs",
    "purchase_plan",
    "lesson",
    "improvement",
    "tags",
    "website",
    "email",
    "met",
    "industry",
    "source",
}
WORDS = {
    "first_contact",
    "status",
    "channel",
    "outcome",
    "purpose",
    "function",
    "role",
    "kind",
    "reached",
}
OPTIONAL = {
    "area",
    "due_time",
    "done_on",
    "role",
    "function",
    "email",
    "next_due",
    "status",
    "main",
}
GRADE_STYLES = {"A": "bold green", "B": "green", "C": "", "D": "dim"}


def grade_style(value: Any) -> str:
    return GRADE_STYLES.get(str(value), "")


def overdue_style(today: date, value: Any) -> str:
    return "red" if isinstance(value, date) and value < today else ""


def column(listed: Listed, today: date) -> Column:
    """The looks of one list column: words for closed lists, short days, colours only repeat."""
    show: Callable[[Any], str] | None = None
    if listed.key in WORDS:
        show = label
    elif listed.key.endswith("_on") or listed.key in {"visit_date", "last_visit", "next_due"}:
        show = partial(day_cell, today)
    elif listed.right:
        show = number_cell
    style = None
    if listed.key in {"grade", "grade_at_visit"}:
        style = grade_style
    elif listed.key in {"due_on", "next_due"}:
        style = partial(overdue_style, today)
    return Column(
        listed.key, _(listed.title), right=listed.right, show=show, style=style,
        wrap=listed.key in WRAPPED, optional=listed.key in OPTIONAL,
    )  # fmt: skip


def day_cell(today: date, value: Any) -> str:
    return short_day(value, today) if isinstance(value, date) else ""


def stamp_cell(value: Any) -> str:
    """A stored moment to the minute, as the clock here showed it."""
    return f"{value.astimezone():%Y-%m-%d %H:%M}" if isinstance(value, datetime) else ""


number_cell = bare


def table(
    listed: Sequence[Listed], rows: Sequence[Sequence[Any]], today: date, empty: str
) -> Table:
    return Table([column(item, today) for item in listed], rows, empty=empty)


def main_columns(listed: Sequence[Listed]) -> list[str]:
    return [item.key for item in listed if item.main]


@dataclass
class Query:
    """Conditions of a list, collected one by one; ``words`` are constants, values parameters."""

    conditions: list[str] = field(default_factory=lambda: ["1 = 1"])
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, condition: str, **values: Any) -> None:
        self.conditions.append(condition)
        self.values.update(values)

    def within(self, day: str, period: Period) -> None:
        """Only rows whose column ``day`` lies in the period."""
        self.add(f"{day} >= :start", start=period.start.isoformat())
        self.add(f"{day} < :end", end=period.end.isoformat())

    def source(self, view: str, order: str, limit: int | None) -> str:
        text = f"FROM {view} WHERE {' AND '.join(self.conditions)} ORDER BY {order}"
        if limit is not None:
            text += " LIMIT :row_limit"
            self.values["row_limit"] = limit
        return text


ACTIVE_GRADES = "coalesce(grade, 'Z')"
CUSTOMER_SORTS = {
    "no": "no",
    "name": "search_key, no",
    "grade": f"{ACTIVE_GRADES}, search_key, no",
    "area": "area, search_key, no",
    "last-visit": "coalesce(last_visit, ''), no",
    "due": "coalesce(next_due, '9999'), no",
    "reported": "reported_at DESC, no",
}


def sort_of(text: str, sorts: dict[str, str]) -> str:
    if text in sorts:
        return sorts[text]
    raise UsageError(
        _('cannot sort by "{text}"').format(text=text),
        _("one of {choices}").format(choices=", ".join(sorts)),
        wrong=text,
    )


def customers(reader: Reader, query: Query, order: str, limit: int | None) -> list[CustomerRow]:
    return reader.rows(CustomerRow, query.source("customers", order, limit), **query.values)


def contacts(reader: Reader, query: Query, limit: int | None) -> list[ContactRow]:
    return reader.rows(
        ContactRow, query.source("contacts", "customer_no, main DESC, no", limit), **query.values
    )


def visits(reader: Reader, query: Query, order: str, limit: int | None) -> list[VisitRow]:
    return reader.rows(VisitRow, query.source("visits", order, limit), **query.values)


def followups(reader: Reader, query: Query, limit: int | None) -> list[FollowUpRow]:
    return reader.rows(
        FollowUpRow,
        query.source("followups", "coalesce(due_on, '9999'), no", limit),
        **query.values,
    )
