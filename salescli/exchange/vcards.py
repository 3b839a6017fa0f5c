"""People and firms as cards (vCard 3.0, RFC 2426), which every phone takes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from salescli.exchange.content_lines import escaped, fit, stamped, written


class Person(NamedTuple):
    """A contact, as far as a card tells of it."""

    id: str
    name: str
    customer: str
    position: str
    phone: str
    email: str
    notes: str
    updated_at: datetime


class Firm(NamedTuple):
    """A customer without its people."""

    id: str
    name: str
    industry: str
    phone: str
    fax: str
    email: str
    website: str
    address: str
    lat: float | None
    lon: float | None
    updated_at: datetime


def of_person(person: Person) -> str:
    return card(
        person.id,
        person.name,
        person.updated_at,
        [
            ("ORG", person.customer),
            ("TITLE", person.position),
            ("TEL;TYPE=WORK,VOICE", person.phone),
            ("EMAIL;TYPE=INTERNET", person.email),
            ("NOTE", person.notes),
        ],
    )


def of_firm(firm: Firm) -> str:
    """The name stands as the organisation too, by which phones know a firm."""
    return card(
        firm.id,
        firm.name,
        firm.updated_at,
        [
            ("ORG", firm.name),
            ("TEL;TYPE=WORK,VOICE", firm.phone),
            ("TEL;TYPE=WORK,FAX", firm.fax),
            ("EMAIL;TYPE=INTERNET", firm.email),
            ("NOTE", firm.industry),
        ],
        list(bare_lines(firm)),
    )


def bare_lines(firm: Firm) -> Iterator[str]:
    """What is no plain text: an address has seven parts, an URL is not escaped."""
    if firm.website:
        yield f"URL:{fit(firm.website).replace(chr(10), ' ')}"
    if firm.address:
        yield f"ADR;TYPE=WORK:;;{escaped(firm.address)};;;;"
    if firm.lat is not None and firm.lon is not None:
        yield f"GEO:{firm.lat:.6f};{firm.lon:.6f}"


def card(
    uid: str,
    name: str,
    changed: datetime,
    texts: Iterable[tuple[str, str]],
    others: Iterable[str] = (),
) -> str:
    """One card; the whole name is the family name, since names are not kept in parts."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{escaped(uid)}",
        f"FN:{escaped(name)}",
        f"N:{escaped(name)};;;;",
        *(f"{key}:{escaped(text)}" for key, text in texts if text),
        *others,
        f"REV:{stamped(changed)}",
        "END:VCARD",
    ]
    return written(lines)
