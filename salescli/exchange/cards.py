"""vCards as phones and Outlook really write them: each card is one row, or a problem of its own.

A card with an organisation is a contact of that customer; one without is a customer by the person's
name. What is a person's own at a firm, such as further numbers and the address at home, stays in
their notes. Photos and keys are passed over; what has no column stays as a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from salescli.domain.drafts import Problem
from salescli.domain.formulas import guard
from salescli.domain.ids import is_id
from salescli.domain.text import fold
from salescli.errors import SalesError
from salescli.exchange import encodings, people
from salescli.exchange.card_lines import Property, properties
from salescli.exchange.layout import SAMPLE
from salescli.exchange.shapes import RawTable, Row, unreadable
from salescli.exchange.sources import Source
from salescli.language import _

COLUMNS = {
    "customers": (
        *("name", "contact", "position", "contact_phone", "phone", "email", "fax", "website"),
        *("address", "lat", "lon", "tags", "notes", "contact_notes"),
    ),
    "contacts": ("customer", "name", "position", "phone", "email", "notes", "id"),
}
NOTED = frozenset({"BDAY", "NICKNAME", "ANNIVERSARY", "IMPP"})
TECHNICAL = re.compile(  # what programs note for themselves
    r"X-(?:AB(?:LABEL|ADR|UID|SHOWAS|ORDER|CROP)|PHONETIC|MS-(?:OL|CARDPICTURE)|EVOLUTION|IMAGE"
    r"|SHARED-PHOTO|ADDRESSBOOKSERVER|GOOGLE|APPLE|SOGO|RADICALE|KADDRESSBOOK|REV|UID|CREATED"
    r"|MODIFIED|PRODID|CLASS|VERSION|PHOTO|LOGO)"
)
BESIDE = ("address", "website", "fax", "tags")  # of a card, which contacts have no columns for
ADDRESS = ("", "address2", "street", "city", "region", "postcode", "country")
FAX = frozenset({"FAX"})
MOBILE = frozenset({"CELL", "MOBILE", "IPHONE"})
NO_PHONE = frozenset({"PAGER", "MODEM", "ISDN", "TEXTPHONE"})


class Notes(NamedTuple):
    """What has no column: of the customer, and of the person alone."""

    public: list[str]
    own: list[str]


class Card(NamedTuple):
    """The properties of one card, where it begins, and what is wrong with it as a whole."""

    line: int
    properties: list[Property]
    fault: str = ""


def read(source: Source, kind: str, legacy: str) -> RawTable:
    """The cards of a file as a table whose columns are the fields of ``kind``."""
    if kind not in COLUMNS:
        raise SalesError(
            _("{file}: vCards hold customers and contacts, no {kind}").format(
                file=source.name, kind=kind
            )
        )
    with source.opened() as stream:
        damaged = encodings.damaged_utf8(stream)
    rows = Rows(source, kind, "" if damaged else legacy)
    sample = [row for _place, row in zip(range(SAMPLE * 10), rows, strict=False)]
    if not sample:
        raise SalesError(_("{file} is empty").format(file=source.name))
    header = list(COLUMNS[kind])
    good = [row for row in sample if isinstance(row, Row)][:SAMPLE]
    return RawTable(header, rows, good, [], fields=tuple(header))


class Rows:
    """The rows, read from the file each time they are gone through."""

    def __init__(self, source: Source, kind: str, legacy: str) -> None:
        self.source = source
        self.kind = kind
        self.legacy = legacy

    def __iter__(self) -> Iterator[Row | Problem]:
        columns = COLUMNS[self.kind]
        with self.source.opened() as stream:
            for card in cards(properties(stream, self.legacy)):
                told = fields(card.properties, self.kind)
                cells = [guard(told.get(column, "")) for column in columns]
                fault = card.fault or unreadable(cells) or missing(told, self.kind)
                yield Problem(card.line, fault, cells) if fault else Row(card.line, cells)


def cards(found: Iterator[Property]) -> Iterator[Card]:
    """Each card; one that another begins in, or that the file ends in, was not finished.

    An assistant's card inside a card (AGENT) is passed over.
    """
    line, inner = 0, 0
    held: list[Property] = []
    for item in found:
        begins = item.name == "BEGIN" and item.value.strip().upper() == "VCARD"
        ends = item.name == "END" and item.value.strip().upper() == "VCARD"
        if begins and line and held and held[-1].name == "AGENT":
            inner += 1
        elif begins:
            if line:
                yield Card(line, held, _("the card has no end"))
            line, held, inner = item.line, [], 0
        elif ends and inner:
            inner -= 1
        elif ends and line:
            yield Card(line, held)
            line = 0
        elif line and not inner:
            held.append(item)
    if line:
        yield Card(line, held, _("the card has no end"))


def missing(told: dict[str, str], kind: str) -> str:
    if not told.get("name"):
        return _("the card has no name")
    if kind == "contacts" and not told.get("customer"):
        return _("the card names no organisation")
    return ""


def fields(items: list[Property], kind: str) -> dict[str, str]:
    """What the card says, by the columns of the kind."""
    found: dict[str, list[str]] = {}
    notes = Notes([], [])
    for item in items:
        take(item, found, notes)
    if "org" not in found and "address" not in found:
        found["address"] = found.pop("home address", [])
    first = {field: values[0] for field, values in found.items() if values}
    if tags := found.get("tags"):
        first["tags"] = ",".join(tags)
    names = (first.pop(field, "") for field in ("fn", "n", "nickname"))
    person = next(filter(None, names), "") or first.get("email", "")
    if kind == "customers" and fold(person) == fold(first.get("org", "")):
        person = ""  # the card of a company, as our own lists of customers are written
    own = [*notes.own, *further(found, "work", "mobile", "email", "position")]
    own += [f"HOME ADDRESS: {address}" for address in found.get("home address", [])]
    public = [*found.get("notes", []), *notes.public]
    further_public = further(found, "address", "fax", "website")
    if kind == "customers" and person and "org" in first:
        first["contact_notes"] = "\n".join(own)
        own = []
    first["notes"] = "\n".join([*public, *own, *further_public])
    homes = found.get("home", [])
    return of_contact(first, person, homes) if kind == "contacts" else of_firm(first, person, homes)


def further(found: dict[str, list[str]], *names: str) -> list[str]:
    """The second and later values of fields that hold one, as notes."""
    return [f"{name.upper()}: {value}" for name in names for value in found.get(name, [])[1:]]


def of_contact(first: dict[str, str], person: str, homes: list[str]) -> dict[str, str]:
    """A person at a customer, whose notes keep what else the card says."""
    mobile, work = first.get("mobile", ""), first.get("work", "")
    others = [f"{field}: {first[field]}" for field in BESIDE if field in first]
    if "lat" in first:
        others.append(f"place: {first['lat']}, {first.get('lon', '')}")
    numbers = own_numbers(work if mobile else "", homes)
    notes = joined(first["notes"], *numbers, *others)
    named = {"customer": first.get("org", ""), "name": person}
    return {**first, **named, "phone": mobile or work, "notes": notes}


def of_firm(first: dict[str, str], person: str, homes: list[str]) -> dict[str, str]:
    """A customer with its person, whose private number is no number of a firm."""
    mobile, work, firm = (first.get(field, "") for field in ("mobile", "work", "org"))
    phone = mobile or work
    if homes and not (phone or firm):
        phone, *homes = homes
    numbers = own_numbers(work if mobile and firm else "", homes)
    told = {**first, "name": firm or person, "contact": person, "contact_phone": phone}
    field = "contact_notes" if person else "notes"
    told[field] = joined(*numbers, told.get(field, "")) if person else joined(told[field], *numbers)
    return {**told, "phone": work if mobile else ""}


def own_numbers(work: str, homes: list[str]) -> list[str]:
    return [*([f"WORK: {work}"] if work else []), *(f"HOME: {home}" for home in homes)]


def joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def take(item: Property, found: dict[str, list[str]], notes: Notes) -> None:
    """Put one property where it belongs."""
    name, value = item.name, item.text().strip()
    if name == "TEL":
        take_number(item, found, notes)
    elif name in {"FN", "EMAIL", "NOTE", "TITLE", "ROLE", "URL"}:
        field = {"NOTE": "notes", "TITLE": "position", "ROLE": "position", "URL": "website"}
        add(found, field.get(name, name.lower()), value.removeprefix("mailto:"))
    elif name == "N":
        last, first, middle = [*map(str.strip, item.parts()), "", "", ""][:3]
        add(found, "n", people.full_name(first, middle, last))
    elif name == "ORG":
        company, *units = [part.strip() for part in item.parts() if part.strip()] or [""]
        add(found, "org", company)
        notes.public.extend([f"ORG: {', '.join(units)}"] if units else [])
    elif name == "ADR":
        parts = {
            field: " ".join(part.split())
            for field, part in zip(ADDRESS, item.parts(), strict=False)
            if field and part.strip()
        }
        add(found, "home address" if at_home(item) else "address", people.address(parts))
    elif name == "UID" and is_id(value):
        add(found, "id", value)
    elif name == "CATEGORIES":
        add(found, "tags", value)
    elif name == "GEO":
        place(value, found)
    elif value and (name in NOTED or is_told(item)):
        add(found, name.lower(), value)
        notes.own.append(told_of(item))


def add(found: dict[str, list[str]], field: str, value: str) -> None:
    if value and field and value not in found.setdefault(field, []):
        found[field].append(value)


def take_number(item: Property, found: dict[str, list[str]], notes: Notes) -> None:
    """A telephone number by what it is; that of another device, or a fax at home, is a note."""
    digits, other = number(item.text().strip()), sorted(item.types & NO_PHONE)
    if not digits:
        return
    if other:
        notes.own.append(f"{other[0]}: {digits}")
    elif item.types & FAX and at_home(item):
        notes.own.append(f"HOME FAX: {digits}")
    elif item.types & FAX:
        add(found, "fax", digits)
    elif item.types & MOBILE:
        add(found, "mobile", digits)
    else:
        add(found, "home" if at_home(item) else "work", digits)


def at_home(item: Property) -> bool:
    return "HOME" in item.types and "WORK" not in item.types


def is_told(item: Property) -> bool:
    """Whether an extension of a program tells of the person: ``X-WECHAT``, ``X-GENDER``."""
    return (
        item.name.startswith("X-")
        and not TECHNICAL.match(item.name)
        and not item.value.lower().startswith("data:")
    )


def told_of(item: Property) -> str:
    """``WECHAT: kim``; Android packs the kind of its own lines into their value."""
    if item.name != "X-ANDROID-CUSTOM":
        return f"{item.name.removeprefix('X-')}: {item.text().strip()}"
    kind, *parts = [part.strip() for part in item.parts()]
    said = [part for part in parts if part and not part.isdecimal()]
    return f"{kind.rpartition('/')[2]}: {', '.join(said)}"


def number(value: str) -> str:
    """``tel:+82-2-555-1234;ext=7`` → ``+82-2-555-1234 ext. 7``."""
    bare = value[4:] if value[:4].lower() == "tel:" else value
    digits, _sign, extension = bare.partition(";ext=")
    whole = f"{digits} ext. {extension}" if extension else digits.partition(";")[0]
    return " ".join(whole.split())


def place(value: str, found: dict[str, list[str]]) -> None:
    """``geo:37.5,127.0`` and ``37.5;127.0``."""
    bare = value.removeprefix("geo:").partition("?")[0].replace(";", ",")
    lat, _sign, lon = bare.partition(",")
    add(found, "lat", lat.strip())
    add(found, "lon", lon.strip().partition(",")[0])
