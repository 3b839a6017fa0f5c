"""Rows of a foreign file → drafts of contacts, each with the customer it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from salescli.domain.drafts import Draft, Problem
from salescli.errors import SalesError, UsageError
from salescli.exchange import people, values
from salescli.exchange.entries import Days, Entry, Form
from salescli.exchange.headers import Mapping
from salescli.exchange.shapes import RawTable, Row
from salescli.language import _

PLAIN: Final = ("position", "email", "notes")
NAMING: Final = ("customer", "customer_code", "customer_id")


def drafts(
    table: RawTable, mapping: Mapping, days: Days | None = None
) -> Iterator[Draft | Problem]:
    """Each row of the table as a draft or a problem, in the order of the file."""
    if mapping.fields.keys().isdisjoint({"name", "first", "last"}):
        raise nameless(mapping, _("no column is known to be the contact's name"), "name")
    if mapping.fields.keys().isdisjoint(NAMING):
        raise nameless(mapping, _("no column is known to be the customer"), "customer")
    form = Form.of(mapping, days or {})
    return (row if isinstance(row, Problem) else _read(row, form) for row in table.rows)


def nameless(mapping: Mapping, message: str, field: str) -> UsageError:
    """The one column without which the file cannot come in is not known."""
    header = mapping.noted[0].header if mapping.noted else "Header"
    return UsageError(
        message, _("name it with `--map '{header}={field}'`").format(header=header, field=field)
    )


def customer(entry: Entry) -> None:
    """Whom the row is about: by id, code or name; at least one is there."""
    told = entry.told
    entry.identity("customer_id")
    for field in ("customer", "customer_code", "customer_no"):
        if text := told.get(field):
            entry.draft.values[field] = text
    if entry.draft.values.keys().isdisjoint(NAMING):
        raise UsageError(_("no customer is named"))


def _read(row: Row, form: Form) -> Draft | Problem:
    draft = Draft(row.line, {}, {}, [], [], row.cells)
    try:
        entry = Entry(form.filled(row.cells), form.headers, draft, form.days)
        draft.notes.extend(form.notes(row.cells))
        entry.single()
        customer(entry)
        _contact(entry)
        entry.numbers("name", "first", "last", "customer")
    except SalesError as error:
        return Problem(row.line, str(error), row.cells)
    return draft


def _contact(entry: Entry) -> None:
    told, found = entry.told, entry.draft.values
    name = told.get("name") or people.full_name(
        told.get("first", ""), told.get("middle", ""), told.get("last", "")
    )
    if not name:
        raise UsageError(_("no name of a contact"))
    found["name"] = name
    for field in PLAIN:
        if text := told.get(field):
            found[field] = text
    mobile, phone = told.get("mobile", ""), told.get("phone", "")
    if mobile or phone:
        found["phone"] = mobile or phone
    if mobile and phone and mobile != phone:
        entry.note("phone")
    entry.closed("function", values.function)
    entry.closed("role", values.role)
    entry.truth("main")
    entry.identity()
