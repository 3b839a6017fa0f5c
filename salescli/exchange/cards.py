"""vCards as phones and Outlook really write them: each card is one row, or a problem of its own.

A card with an organisation is a contact of that customer; one without is a customer by the person's
name. A number of a person at a firm is theirs: it stays in their notes where it is not their phone.
Photos and keys are passed over; what has no column stays as a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from salescli.domain.drafts import Problem
from salescli.domain.formulas import guard
from salescli.domain.ids import is_id
from salescli.errors import SalesError
from salescli.exchange import encodings, people
from salescli.exchange.card_lines import Property, properties
from salescli.exchange.layout import SAMPLE
from salescli.exchange.shapes import DAMAGED, UNREADABLE, RawTable, Row
from salescli.exchange.sources import Source
from salescli.language import _

COLUMNS = {
    "customers": (
        *("name", "contact", "position", "contact_phone", "phone", "email", "fax", "website"),
        *("address", "lat", "lon", "tags", "notes", "contact_notes"),
    ),
    "contacts": ("customer", "name", "position", "phone", "email", "notes", "id"),
}
NOTED = {"BDAY": "BDAY", "NICKNAME": "NICKNAME", "ANNIVERSARY": "ANNIVERSARY", "IMPP": "IMPP"}
NOTED |= {f"X-{name}": name for name in ("WECHAT", "KAKAO", "QQ", "SKYPE", "SKYPE-USERNAME")}
BESIDE = ("address", "website", "fax", "tags")  # of a card, which contacts have no columns for
ADDRESS = ("", "address2", "street", "city", "region", "postcode", "country")
FAX = frozenset({"FAX"})
MOBILE = frozenset({"CELL", "MOBILE", "IPHONE"})
NO_PHONE = frozenset({"PAGER", "MODEM", "ISDN", "TEXTPHONE"})


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


def unreadable(cells: list[str]) -> str:
    if any(map(UNREADABLE.search, cells)):
        return _("bytes of this card are no text; {mark} stands for them").format(mark=DAMAGED)
    return ""


def missing(told: dict[str, str], kind: str) -> str:
    if not told.get("name"):
        return _("the card has no name")
    if kind == "contacts" and not told.get("customer"):
        return _("the card names no organisation")
    return ""


def fields(items: list[Property], kind: str) -> dict[str, str]:
    """What the card says, by the columns of the kind."""
    found: dict[str, list[str]] = {}
    notes: list[str] = []
    for item in items:
        take(item, found, notes)
    first = {field: values[0] for field, values in found.items()}
    if tags := found.get("tags"):
        first["tags"] = ",".join(tags)
    names = (first.pop(field, "") for field in ("fn", "n", "nickname"))
    person = next(filter(None, names), "") or first.get("email", "")
    notes += [
        f"{field.upper()}: {value}"
        for field in ("work", "mobile", "email", "address", "fax", "website", "position")
        for value in found.get(field, [])[1:]
    ]
    first["notes"] = "\n".join([*found.get("notes", []), *notes])
    homes = found.get("home", [])
    return of_contact(first, person, homes) if kind == "contacts" else of_firm(first, person, homes)


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
    told[field] = joined(told.get(field, ""), *numbers)
    return {**told, "phone": work if mobile else ""}


def own_numbers(work: str, homes: list[str]) -> list[str]:
    return [*([f"WORK: {work}"] if work else []), *(f"HOME: {home}" for home in homes)]


def joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def take(item: Property, found: dict[str, list[str]], notes: list[str]) -> None:
    """Put one property where it belongs."""
    name, value = item.name, item.text().strip()
    if name == "TEL":
        add(found, phone_field(item), number(value))
    elif name in {"FN", "EMAIL", "NOTE", "TITLE", "ROLE", "URL"}:
        field = {"NOTE": "notes", "TITLE": "position", "ROLE": "position", "URL": "website"}
        add(found, field.get(name, name.lower()), value.removeprefix("mailto:"))
    elif name == "N":
        last, first, middle = [*map(str.strip, item.parts()), "", "", ""][:3]
        add(found, "n", people.full_name(first, middle, last))
    elif name == "ORG":
        company, *units = [part.strip() for part in item.parts() if part.strip()] or [""]
        add(found, "org", company)
        notes += [f"ORG: {', '.join(units)}"] if units else []
    elif name == "ADR":
        parts = {
            field: " ".join(part.split())
            for field, part in zip(ADDRESS, item.parts(), strict=False)
            if field and part.strip()
        }
        add(found, "address", people.address(parts))
    elif name == "UID" and is_id(value):
        add(found, "id", value)
    elif name == "CATEGORIES":
        add(found, "tags", value)
    elif name == "GEO":
        place(value, found)
    elif name in NOTED and value:
        add(found, name.lower(), value)
        notes.append(f"{NOTED[name]}: {value}")


def add(found: dict[str, list[str]], field: str, value: str) -> None:
    if value and field and value not in found.setdefault(field, []):
        found[field].append(value)


def phone_field(item: Property) -> str:
    if item.types & NO_PHONE:
        return ""
    if item.types & FAX:
        return "fax"
    if item.types & MOBILE:
        return "mobile"
    return "home" if "HOME" in item.types and "WORK" not in item.types else "work"


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
