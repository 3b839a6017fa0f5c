"""The change list of an archive: one line per row that came or went, and per changed field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from salescli.domain.words import label
from salescli.language import _
from salescli.reports import lists
from salescli.reports.archive_rows import title
from salescli.reports.net_changes import Net, Step
from salescli.store.reading import Reader, stamp_text


class Line(NamedTuple):
    at: datetime
    who: str
    customer: str
    record: str
    field: str
    before: str
    after: str
    reason: str


class Named(NamedTuple):
    """A customer's name, of deleted ones too."""

    id: str
    name: str
    deleted_at: datetime | None
    merged_into: str | None


class Person(NamedTuple):
    id: str
    customer_id: str
    name: str


class Call(NamedTuple):
    id: str
    customer_id: str
    no: int
    visit_date: date


class RepName(NamedTuple):
    id: str
    name: str


class Regraded(NamedTuple):
    customer_id: str
    to_grade: str | None
    reason: str


class Office(NamedTuple):
    """The names that lines speak of, by id."""

    customers: Mapping[str, Named]
    people: Mapping[str, Person]
    visits: Mapping[str, Call]
    reps: Mapping[str, str]
    reasons: Mapping[tuple[str, str | None], str]


def lines(reader: Reader, nets: Mapping[str, Net], since: datetime) -> list[Line]:
    """Every net change in words, in the order of time."""
    office = known(reader, since)
    found = [line for net in nets.values() for line in of_row(net, office)]
    return sorted(found, key=lambda line: line.at)


def known(reader: Reader, since: datetime) -> Office:
    touched = "WHERE updated_at >= :since"
    moment = stamp_text(since)
    regraded = reader.rows(
        Regraded, "FROM grade_changes WHERE created_at >= :since ORDER BY created_at", since=moment
    )
    return Office(
        {row.id: row for row in reader.rows(Named, "FROM customer")},
        {row.id: row for row in reader.rows(Person, f"FROM contact {touched}", since=moment)},
        {row.id: row for row in reader.rows(Call, f"FROM visit {touched}", since=moment)},
        {row.id: row.name for row in reader.rows(RepName, "FROM rep")},
        {(row.customer_id, row.to_grade): row.reason for row in regraded},
    )


def of_row(net: Net, office: Office) -> Iterator[Line]:
    about = subject(net, office)
    if about is None:
        return
    customer, record = about
    who = office.reps.get(net.rep_id, "")
    if net.new:
        yield Line(net.at, who, customer, record, _("new"), "", named(net, office), "")
    elif net.gone:
        step = net.columns["deleted_at"]
        who = office.reps.get(step.rep_id, "")
        left = merged(net, office)
        yield Line(step.at, who, customer, record, _("deleted"), named(net, office), left, "")
    for key, step in net.changed.items():
        if field := title(net.table, key):
            line = Line(step.at, "", customer, record, field, "", "", "")
            yield changed(net, key, step, line, office)


def changed(net: Net, key: str, step: Step, line: Line, office: Office) -> Line:
    reason = office.reasons.get((net.row_id, step.new), "") if key == "grade" else ""
    return line._replace(
        who=office.reps.get(step.rep_id, ""),
        before=in_words(key, step.old, office),
        after=in_words(key, step.new, office),
        reason=reason,
    )


def subject(net: Net, office: Office) -> tuple[str, str] | None:
    """The customer's name and which of its records; None for what went with its customer."""
    if net.table == "customer":
        return office.customers[net.row_id].name, _("customer form")
    row: Person | Call | None = office.people.get(net.row_id) or office.visits.get(net.row_id)
    if row is None:
        return None
    customer = office.customers[row.customer_id]
    if customer.deleted_at and net.table == "contact" and not net.gone:
        return None
    return customer.name, record_name(row)


def record_name(row: Person | Call) -> str:
    if isinstance(row, Person):
        return f"{_('Contact')} {row.name}"
    return _("visit {no} of {day}").format(no=row.no, day=row.visit_date.isoformat())


def named(net: Net, office: Office) -> str:
    """What a row that came or went was called; a visit has its number already."""
    if net.table == "customer":
        return office.customers[net.row_id].name
    person = office.people.get(net.row_id)
    return person.name if person else ""


def merged(net: Net, office: Office) -> str:
    kept = office.customers[net.row_id].merged_into if net.table == "customer" else None
    return _("now part of {name}").format(name=office.customers[kept].name) if kept else ""


def in_words(key: str, value: Any, office: Office) -> str:
    if key == "owner_rep_id":
        return office.reps.get(str(value), "")
    if key == "customer_id":
        customer = office.customers.get(str(value))
        return customer.name if customer else ""
    if isinstance(value, bool):
        return label("yes" if value else "no")
    if key in lists.WORDS:
        return label(value)
    return lists.number_cell(value)
