"""Rows of a foreign file → drafts of customers, each with its contact.

A row comes in or is a problem with a reason; what it says beyond our fields stays as notes, and
what looks damaged comes in with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from salescli.domain.drafts import Draft, Problem
from salescli.domain.places import parse_place
from salescli.domain.windows import format_windows, parse_windows
from salescli.errors import SalesError, UsageError
from salescli.exchange import people, values
from salescli.exchange.entries import Days, Entry, Form
from salescli.exchange.headers import Mapping
from salescli.exchange.shapes import RawTable, Row
from salescli.language import _

TELLING: Final = frozenset({"code", "phone", "mobile", "contact", "contact_phone", "address"})
NAME_LENGTH = 200
PLAIN: Final = (
    *("code", "industry", "area", "phone", "email", "website", "fax", "source", "tax_id"),
    *("usual_products", "owner", "reporter", "notes", "background", "makes", "application"),
    *("suppliers", "needs", "purchase_plan", "condition"),
)
TRUTHS: Final = ("need_clear", "target", "key_account")
DAYS: Final = ("expected_on", "tracking_since")
SEVERAL = " ::: "  # between the values of one cell in Google's exports


def drafts(
    table: RawTable, mapping: Mapping, days: Days | None = None
) -> Iterator[Draft | Problem]:
    """Each row of the table as a draft or a problem, in the order of the file."""
    if mapping.fields.keys().isdisjoint({"name", "first", "last"}):
        raise _nameless(table, mapping)
    form = Form.of(mapping, days or {})
    return (row if isinstance(row, Problem) else _read(row, form) for row in table.rows)


def _nameless(table: RawTable, mapping: Mapping) -> UsageError:
    if table.rather:
        hint = _("`--encoding {name}` reads more of the header").format(name=table.rather)
    else:
        header = mapping.noted[0].header if mapping.noted else "Header"
        hint = _("name it with `--map '{header}=name'`").format(header=header)
    return UsageError(_("no column is known to be the customer's name"), hint)


def _read(row: Row, form: Form) -> Draft | Problem:
    try:
        draft = Draft(row.line, {}, {}, form.notes(row.cells), [], row.cells)
        entry = Entry(form.filled(row.cells), form.headers, draft, form.days)
        entry.single()
        _customer(entry)
        _contact(entry)
        _place(entry)
        entry.numbers("name", *people.PARTS, "contact")
    except SalesError as error:
        return Problem(row.line, str(error), row.cells)
    return draft


def _customer(entry: Entry) -> None:
    told, found = entry.told, entry.draft.values
    found["name"] = _name(entry)
    for field in PLAIN:
        if text := told.get(field):
            found[field] = _first(entry, field, text) if SEVERAL in text else text
    if "tags" in told and (listed := values.tags(told["tags"])):
        found["tags"] = listed
    if address := people.address(told):
        found["address"] = address
    entry.closed("grade", values.grade)
    entry.closed("status", values.status)
    entry.closed("first_contact", values.channel)
    _hours(entry)
    for field in TRUTHS:
        entry.truth(field)
    for field in DAYS:
        entry.day(field)
    entry.moment("reported_at")
    entry.identity()


def _hours(entry: Entry) -> None:
    """Visiting hours as the planner reads them, or a note."""
    if text := entry.told.get("windows"):
        try:
            entry.draft.values["windows"] = format_windows(parse_windows(text))
        except SalesError:
            entry.unknown("windows")


def _name(entry: Entry) -> str:
    name = entry.told.get("name", "")
    if "name" not in entry.headers:
        name = _person(entry)
    if not name:
        raise UsageError(_("no customer name"))
    if values.is_total(name) and entry.told.keys().isdisjoint(TELLING):
        raise UsageError(_("this is a line of totals, not a customer"))
    if len(name) > NAME_LENGTH:
        raise UsageError(
            _("the customer name is longer than {count} characters").format(count=NAME_LENGTH)
        )
    return name


def _person(entry: Entry) -> str:
    return people.full_name(*(entry.told.get(part, "") for part in ("first", "middle", "last")))


def _first(entry: Entry, field: str, text: str) -> str:
    """The first of several values; the others are notes."""
    first, *others = text.split(SEVERAL)
    entry.note(field, ", ".join(others))
    return first


def _contact(entry: Entry) -> None:
    """The person, whose number is the mobile one; without a person these are the customer's."""
    told = entry.told
    name = told.get("contact") or (_person(entry) if "name" in entry.headers else "")
    if not name:
        _without_contact(entry)
        return
    phone = told.get("contact_phone") or told.get("mobile", "")
    if "contact_phone" in told:
        entry.note("mobile")
    parts = {
        "name": name,
        "position": told.get("position", ""),
        "phone": phone,
        "email": told.get("contact_email", ""),
        "notes": told.get("contact_notes", ""),
    }
    entry.draft.contact.update({part: text for part, text in parts.items() if text})


def _without_contact(entry: Entry) -> None:
    for field, own in (("mobile", "phone"), ("contact_phone", "phone"), ("contact_email", "email")):
        if field in entry.told and own not in entry.draft.values:
            entry.draft.values[own] = entry.told[field]
        else:
            entry.note(field)
    entry.note("position")
    entry.note("contact_notes")


def _place(entry: Entry) -> None:
    lat, lon = entry.told.get("lat", ""), entry.told.get("lon", "")
    if lat and lon:
        _located(entry, *values.coordinates(lat, lon))
    elif lat or lon:
        entry.note("lat")
        entry.note("lon")
        entry.warn(_("latitude and longitude are of use together only; kept as a note"))
    elif text := entry.told.get("place"):
        try:
            _located(entry, *parse_place(text))
        except SalesError:
            entry.note("place")


def _located(entry: Entry, lat: float, lon: float) -> None:
    """Programs write 0, 0 for a place they do not know."""
    if lat or lon:
        entry.draft.values.update(lat=lat, lon=lon)
    else:
        entry.warn(_("0, 0 is no place; left out"))
