"""Finding orders and products by what people type; reads through sqlite3 alone."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from salescli.domain import orders
from salescli.domain.order_numbers import key
from salescli.domain.orders import Product
from salescli.domain.text import clean_line
from salescli.store.lookup import LAST
from salescli.store.reading import Reader

MOST = 7


class KnownOrder(NamedTuple):
    id: str
    no: int
    number: str
    customer_id: str
    customer: str
    order_date: date
    amount: int
    currency: str


class Buyer(NamedTuple):
    """What an order takes from the customer unless something else is typed."""

    contact: str | None
    contact_phone: str | None
    phone: str
    address: str


def products(reader: Reader) -> list[Product]:
    return reader.rows(Product, "FROM products ORDER BY no")


def products_like(reader: Reader, text: str) -> list[Product]:
    """The products that ``text`` names: exactly, by the bare number, or by part of name or spec."""
    text = clean_line(text)
    every = products(reader)
    number = re.fullmatch(r"\d{1,9}", text, re.ASCII)
    exact = orders.named(every, text)
    if exact or text.startswith("#"):
        return exact
    if number:
        return [item for item in every if item.no == int(text)]
    part = orders.compared(text)
    return [item for item in every if part and part in orders.compared(item.title)]


def orders_like(reader: Reader, text: str) -> list[KnownOrder]:
    """The orders that ``text`` names: ``last``, the order number, ``#3`` or 3, part of a number."""
    text = clean_line(text)
    if text.casefold() in LAST:
        return reader.rows(KnownOrder, "FROM orders ORDER BY no DESC LIMIT 1")
    if number := re.fullmatch(r"#(\d{1,9})", text, re.ASCII):
        return by_no(reader, int(number[1]))
    wanted = key(text)
    keys = [(no, key(number)) for no, number in reader.raw("SELECT no, number FROM orders")]
    found = [no for no, known in keys if wanted and known == wanted]
    if not found and re.fullmatch(r"[1-9]\d{0,8}", wanted, re.ASCII) and text == wanted:
        found = [no for no, _known in keys if no == int(wanted)]
    found = found or [no for no, known in keys if wanted and known.endswith(wanted)]
    found = found or [no for no, known in keys if wanted and wanted in known]
    return [row for no in sorted(found)[:MOST] for row in by_no(reader, no)]


def by_no(reader: Reader, no: int) -> list[KnownOrder]:
    return reader.rows(KnownOrder, "FROM orders WHERE no = :no", no=no)


def buyer(reader: Reader, customer_id: str) -> Buyer:
    found = reader.first(Buyer, "FROM customers WHERE id = :id", id=customer_id)
    return found or Buyer(None, None, "", "")
