"""The customers on file as the cards by which doubles are found; read through sqlite3 alone."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from salescli.domain.duplicates import Card, spot
from salescli.domain.phones import all_keys
from salescli.domain.places import Place
from salescli.domain.sites import site
from salescli.domain.text import fold
from salescli.store.reading import Reader

MERGED = """FROM (SELECT c.id, c.no, c.name, b.name_key, b.phone, b.phone_key, b.tax_id, b.area,
  b.address, b.lat, b.lon, b.website, b.email
  FROM customer b JOIN customer c ON c.id = b.merged_into
  WHERE b.deleted_at IS NOT NULL AND c.deleted_at IS NULL ORDER BY c.no, b.no)"""


class Filed(NamedTuple):
    """What of a customer is compared, as it is stored."""

    id: str
    no: int
    name: str
    name_key: str
    phone: str
    phone_key: str
    tax_id: str
    area: str
    address: str
    lat: float | None
    lon: float | None
    website: str
    email: str


class Holder(NamedTuple):
    """Whose a customer is, and since when it is on file."""

    owner: str | None
    reported_at: datetime


def cards(reader: Reader) -> list[Card]:
    """Every customer, with the phones and mail domains of its people; a merged one as it was."""
    phones: dict[str, set[str]] = {}
    sites: dict[str, set[str]] = {}
    for who, key, email in reader.raw("SELECT customer_id, phone_key, email FROM contacts"):
        phones.setdefault(who, set()).add(key)
        sites.setdefault(who, set()).add(site(email))
    known = [
        card_of(row, phones.get(row.id, set()), sites.get(row.id, set()))
        for row in reader.each(Filed, "FROM customers ORDER BY no")
    ]
    return known + [card_of(row, set(), set()) for row in reader.each(Filed, MERGED)]


def card_of(row: Filed, phones: set[str], sites: set[str]) -> Card:
    several = len(row.phone) > 20  # the stored key is that of the first number
    own = all_keys(row.phone) if several else [row.phone_key]
    place = None if row.lat is None or row.lon is None else Place(row.lat, row.lon)
    return Card(
        row.id, row.no, row.name, row.name_key, frozenset(filter(None, phones.union(own))),
        fold(row.tax_id), row.area, row.address, place,
        frozenset(filter(None, sites | {site(row.website), site(row.email)})),
        spot(row.address),
    )  # fmt: skip


def holder(reader: Reader, customer_id: str) -> Holder:
    found = reader.first(Holder, "FROM customers WHERE id = :id", id=customer_id)
    assert found is not None, customer_id  # noqa: S101 -- read from the same file just now
    return found
