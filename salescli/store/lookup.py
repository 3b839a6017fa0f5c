"""Finding customers, contacts and visits by what people type; reads through sqlite3 alone."""

from __future__ import annotations

import re
from datetime import date, time
from typing import NamedTuple

from salescli.domain.names import initials, is_initials, search_key
from salescli.domain.phones import phone_part
from salescli.domain.text import clean_line
from salescli.language import _
from salescli.store.reading import Reader, like


class Known(NamedTuple):
    """A customer as the pickers show it."""

    id: str
    no: int
    code: str
    name: str
    grade: str | None
    area: str
    address: str
    contact: str | None
    search_key: str


class KnownContact(NamedTuple):
    id: str
    no: int
    customer_id: str
    name: str
    position: str
    phone: str
    search_key: str


class Merged(NamedTuple):
    """An entry that was merged into another, by which it is still found."""

    no: int
    name: str
    merged_into: str


class KnownVisit(NamedTuple):
    id: str
    no: int
    customer_id: str
    customer: str
    visit_date: date
    visit_time: time | None


LAST = {"last", "마지막", "最近", "最后", "último", "ultimo"}
PHONE = "phone_key LIKE :phone ESCAPE '!'"
PHONE_OF_CUSTOMER = f"({PHONE} OR id IN (SELECT customer_id FROM contacts WHERE {PHONE}))"  # noqa: S608 -- our own words
NEAR_LIMIT = 300
PICK_LIMIT = 50
MOST_DIGITS = 12


def customers(reader: Reader, text: str) -> list[Known]:
    """The customers that ``text`` names: code, number, name part, 초성, or phone digits.

    An exact code, number or name wins over names that only contain the text. Several words must
    each fit the name, area, address or contact. ``#7`` is always number 7. The number, code or
    name of an entry that was merged leads to the customer that it is now.
    """
    text = clean_line(text, _("customer"))
    numbered = text.strip().startswith("#")
    first, then = (by_number, by_code) if numbered else (by_code, by_number)
    exact = first(reader, text) or then(reader, text)
    exact = exact or of_merged(reader, merged_exactly(reader, text))
    if exact or numbered:
        return exact
    return by_name(reader, text) or of_merged(reader, merged_by_name(reader, text))


def merged_as(reader: Reader, text: str, known: Known) -> Merged | None:
    """The merged entry through which ``text`` found a customer; None when it names its own."""
    own = {str(known.no), known.code.casefold()}
    if text.strip().lstrip("#").casefold() in own or search_key(text) in known.search_key:
        return None
    found = merged_exactly(reader, text) or merged_by_name(reader, text)
    return next((row for row in found if row.merged_into == known.id), None)


def merged_exactly(reader: Reader, text: str) -> list[Merged]:
    number = re.fullmatch(r"#?(\d{1,9})", text.strip())
    return reader.rows(
        Merged,
        "FROM merged WHERE no = :no OR (code <> '' AND lower(code) = lower(:code))",
        no=int(number[1]) if number else 0,
        code=text.strip(),
    )


def merged_by_name(reader: Reader, text: str) -> list[Merged]:
    key = search_key(text)
    part = "FROM merged WHERE search_key LIKE :part ESCAPE '!' ORDER BY no LIMIT :most"
    return reader.rows(Merged, part, part=like(key), most=PICK_LIMIT) if key else []


def of_merged(reader: Reader, merged: list[Merged]) -> list[Known]:
    ids = dict.fromkeys(row.merged_into for row in merged)
    found = [customer_by_id(reader, customer_id) for customer_id in ids]
    return [known for known in found if known]


def by_code(reader: Reader, text: str) -> list[Known]:
    return reader.rows(
        Known, "FROM customers WHERE code <> '' AND lower(code) = lower(:code)", code=text.strip()
    )


def by_number(reader: Reader, text: str) -> list[Known]:
    found = re.fullmatch(r"#?(\d{1,9})", text.strip())
    if not found:
        return []
    return reader.rows(Known, "FROM customers WHERE no = :no", no=int(found[1]))


def by_name(reader: Reader, text: str) -> list[Known]:
    key = search_key(text)
    if is_initials(text):
        return containing(reader, "initials", initials(text))
    if not key:
        return []
    exact = reader.rows(Known, "FROM customers WHERE search_key = :key ORDER BY no", key=key)
    if len(exact) == 1:
        return exact
    found = exact or containing(reader, "search_key", key) or by_words(reader, text)
    return found or by_phone(reader, text)


def containing(reader: Reader, column: str, key: str) -> list[Known]:
    return reader.rows(
        Known,
        f"FROM customers WHERE {column} LIKE :part ESCAPE '!' ORDER BY no LIMIT :most",
        part=like(key),
        most=PICK_LIMIT,
    )


def by_words(reader: Reader, text: str) -> list[Known]:
    words = [search_key(word) for word in text.split()]
    if len(words) < 2 or not all(words):
        return []
    found: dict[str, Known] = {}
    for word in words:
        for known in containing(reader, "search_key", word):
            if all(part in around(known) for part in words):
                found[known.id] = known
    return list(found.values())


def around(known: Known) -> str:
    return search_key(f"{known.name} {known.area} {known.address} {known.contact or ''}")


def by_phone(reader: Reader, text: str) -> list[Known]:
    part = phone_part(text)
    if not part:
        return []
    found = f"FROM customers WHERE {PHONE_OF_CUSTOMER} ORDER BY no LIMIT :most"
    return reader.rows(Known, found, phone=like(part), most=PICK_LIMIT)


def nearest_names(reader: Reader, text: str) -> list[str]:
    """Up to three names that look most like ``text``.

    Only names that share letters with it are compared, so that a wrong name among 20,000
    customers costs no wait.
    """
    from salescli.domain.names import nearest

    key = search_key(text)
    size = 2 if key.isascii() else 1
    pairs = {key[place : place + size] for place in range(max(1, len(key) - size + 1))}
    found: dict[str, None] = {}
    for pair in sorted(pairs)[:8]:
        for known in containing_some(reader, pair):
            found[known.name] = None
    return nearest(text, found)


def containing_some(reader: Reader, key: str) -> list[Known]:
    return reader.rows(
        Known,
        "FROM customers WHERE search_key LIKE :part ESCAPE '!' LIMIT :most",
        part=like(key),
        most=NEAR_LIMIT,
    )


def customer_by_id(reader: Reader, customer_id: str) -> Known | None:
    return reader.first(Known, "FROM customers WHERE id = :id", id=customer_id)


def contacts_of(reader: Reader, customer_id: str) -> list[KnownContact]:
    return reader.rows(
        KnownContact,
        "FROM contacts WHERE customer_id = :id ORDER BY main DESC, no",
        id=customer_id,
    )


def contacts(people: list[KnownContact], text: str) -> list[KnownContact]:
    """Which of these people ``text`` names, by number, name, part of it, or position."""
    key = search_key(text)
    by_no = [person for person in people if text.strip().lstrip("#") == str(person.no)]
    exact = [person for person in people if person.search_key == key]
    part = [person for person in people if key and key in person.search_key]
    position = [person for person in people if key and key in search_key(person.position)]
    first = [
        person for person in people if is_initials(text) and key_of(text) in key_of(person.name)
    ]
    return by_no or exact or part or first or position


def key_of(text: str) -> str:
    return initials(text)


def last_met(reader: Reader, customer_id: str) -> str | None:
    """The name of the person met last at this customer."""
    name: str | None = reader.value(
        "SELECT met FROM visits WHERE customer_id = :id AND met <> ''"
        " ORDER BY visit_date DESC, no DESC LIMIT 1",
        id=customer_id,
    )
    return name


def visit(reader: Reader, text: str) -> KnownVisit | None:
    """A visit by its number, ``last`` for the one written last, a customer for its newest one."""
    if text.strip().lower() in LAST:
        return reader.first(KnownVisit, "FROM visits ORDER BY no DESC LIMIT 1")
    number = text.strip().lstrip("#")
    if not number.isdecimal():
        return newest_of(reader, text)
    if len(number) > MOST_DIGITS:
        return None
    return reader.first(KnownVisit, "FROM visits WHERE no = :no", no=int(number))


def newest_of(reader: Reader, text: str) -> KnownVisit | None:
    """The newest visit of the one customer that ``text`` names."""
    found = customers(reader, text)
    if len(found) != 1:
        return None
    return reader.first(
        KnownVisit,
        "FROM visits WHERE customer_id = :id ORDER BY visit_date DESC, no DESC LIMIT 1",
        id=found[0].id,
    )
