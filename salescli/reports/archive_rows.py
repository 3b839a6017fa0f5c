"""The columns of an archive: which of a customer, contact and visit it shows, and how titled."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, NamedTuple

from salescli.reports import titles


class CustomerRow(NamedTuple):
    id: str
    no: int
    name: str
    grade: str | None
    status: str | None
    phone: str
    area: str
    address: str
    industry: str
    windows: str
    needs: str
    purchase_plan: str
    budget: str
    need_clear: bool | None
    expected_on: date | None
    tracking_since: date | None
    usual_products: str
    suppliers: str
    makes: str
    application: str
    background: str
    condition: str
    email: str
    website: str
    fax: str
    tax_id: str
    code: str
    source: str
    tags: str
    first_contact: str | None
    target: bool
    key_account: bool
    lat: float | None
    lon: float | None
    owner: str | None
    last_visit: date | None
    reported_at: datetime


class ContactRow(NamedTuple):
    id: str
    customer_no: int
    customer: str
    no: int
    name: str
    position: str
    phone: str
    email: str
    function: str | None
    role: str | None
    main: bool


class VisitRow(NamedTuple):
    id: str
    no: int
    visit_date: date
    visit_time: time | None
    customer: str
    grade_at_visit: str | None
    channel: str
    outcome: str
    purpose: str
    minutes: int | None
    met: str
    content: str
    result: str
    problems: str
    objections: str
    note_left: bool | None
    card_left: bool | None
    next_on: date | None
    next_time: time | None
    rep: str | None


KINDS: dict[str, Any] = {"customer": CustomerRow, "contact": ContactRow, "visit": VisitRow}
LOGGED_AS = {"owner_rep_id": "owner", "customer_id": "customer"}


def title(table: str, key: str) -> str:
    """The heading of a column as the log or the view calls it; empty where it is not shown."""
    name = LOGGED_AS.get(key, key)
    shown = name in KINDS[table]._fields and name != "id"
    return titles.title(table, name) if shown else ""
