"""Rows of a foreign file → drafts of customers, each with its contact.

A row comes in or is a problem with a reason; what it says beyond our fields stays as notes, and
what looks damaged comes in with a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Filled
from dataclasses import dataclass
from typing import Final

from salescli.domain.drafts import Draft, Problem
from salescli.domain.places import parse_place
from salescli.errors import SalesError, UsageError
from salescli.exchange import people, values
from salescli.exchange.headers import Mapping
from salescli.exchange.shapes import RawTable, Row
from salescli.language import _

NAME_LENGTH = 200
PLAIN: Final = (
    *("code", "industry", "area", "phone", "email", "website", "fax", "source", "tax_id"),
    *("usual_products", "owner", "notes"),
)
NUMBERS: Final = ("code", "phone", "mobile", "contact_phone", "fax", "tax_id", "postcode")
ZEROES: Final = ("phone", "mobile", "contact_phone", "fax", "postcode")
Read = Callable[[str, str], str]
PROSE: Final[dict[str, Read]] = {"notes": values.prose}
SEVERAL = " ::: "  # between the values of one cell in Google's exports


def drafts(table: RawTable, mapping: Mapping) -> Iterator[Draft | Problem]:
    """Each row of the table as a draft or a problem, in the order of the file."""
    if mapping.fields.keys().isdisjoint({"name", "first", "last"}):
        raise _nameless(table, mapping)
    form = Form.of(mapping)
    return (row if isinstance(row, Problem) else _read(row, form) for row in table.rows)


def _nameless(table: RawTable, mapping: Mapping) -> UsageError:
    if table.rather:
        hint = _("`--encoding {name}` reads more of the header").format(name=table.rather)
    else:
        header = mapping.noted[0].header if mapping.noted else "Header"
        hint = _("name it with `--map '{header}=name'`").format(header=header)
    return UsageError(_("no column is known to be the customer's name"), hint)


@dataclass(frozen=True)
class Form:
    """Where each field stands in a row, laid out once for all rows."""

    places: list[tuple[str, int, str, Read]]  # field, index, header, how its cells are read
    noted: list[tuple[int, str]]
    headers: dict[str, str]

    @classmethod
    def of(cls, mapping: Mapping) -> Form:
        fields = mapping.fields
        return cls(
            [
                (field, column.index, column.header, PROSE.get(field, values.line))
                for field, column in fields.items()
            ],
            [(column.index, column.header) for column in mapping.noted],
            {field: column.header for field, column in fields.items()},
        )

    def filled(self, cells: list[str]) -> dict[str, str]:
        """What the row says for each field, without what it leaves empty."""
        found = {}
        for field, index, header, read in self.places:
            if text := read(cells[index], header):
                found[field] = text
        return found

    def notes(self, cells: list[str]) -> list[str]:
        return [
            f"{header}: {text}"
            for index, header in self.noted
            if (text := values.prose(cells[index], header))
        ]


@dataclass(frozen=True)
class Entry:
    """One row while it is read: what it says, and the draft that comes of it."""

    told: dict[str, str]
    headers: Filled[str, str]
    draft: Draft

    def note(self, field: str, text: str = "") -> None:
        """Keep a value that has no place as "Header: value"."""
        if value := text or self.told.get(field, ""):
            self.draft.notes.append(f"{self.headers[field]}: {value}")

    def warn(self, message: str) -> None:
        self.draft.warnings.append(message)


def _read(row: Row, form: Form) -> Draft | Problem:
    try:
        draft = Draft(row.line, {}, {}, form.notes(row.cells), [], row.cells)
        entry = Entry(form.filled(row.cells), form.headers, draft)
        _customer(entry)
        _contact(entry)
        _place(entry)
        _numbers(entry)
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
    for field, judge in (("grade", values.grade), ("status", values.status)):
        if not (text := told.get(field)):
            continue
        if known := judge(text):
            found[field] = known
        else:
            entry.note(field)
            entry.warn(
                _('{header} "{value}" is not known; kept as a note').format(
                    header=entry.headers[field], value=text
                )
            )


def _name(entry: Entry) -> str:
    name = entry.told.get("name", "")
    if "name" not in entry.headers:
        name = _person(entry)
    if not name:
        raise UsageError(_("no customer name"))
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
    parts = (name, told.get("position", ""), phone, told.get("contact_email", ""))
    named = zip(("name", "position", "phone", "email"), parts, strict=True)
    entry.draft.contact.update({part: text for part, text in named if text})


def _without_contact(entry: Entry) -> None:
    for field, own in (("mobile", "phone"), ("contact_phone", "phone"), ("contact_email", "email")):
        if field in entry.told and own not in entry.draft.values:
            entry.draft.values[own] = entry.told[field]
        else:
            entry.note(field)
    entry.note("position")


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


def _numbers(entry: Entry) -> None:
    """Warn of what a spreadsheet made of codes and phone numbers."""
    told = entry.told
    for field in NUMBERS:
        if not (text := told.get(field)):
            continue
        if values.damaged(text):
            message = _('{header} "{value}" was made a number by a spreadsheet; digits may be lost')
        elif field in ZEROES and values.zero_lost(field, text) and _korean(told):
            message = _('{header} "{value}" may have lost its leading zero')
        else:
            continue
        entry.warn(message.format(header=entry.headers[field], value=text))


def _korean(told: Filled[str, str]) -> bool:
    return any(people.hangul(told.get(field, "")) for field in ("name", *people.PARTS, "contact"))
