"""Products as a list, a record and a page with their talk cards (V14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from salescli.domain.money import money_text
from salescli.language import N_, _
from salescli.output.table import Block, Column, Fact, Facts, Report, Table
from salescli.reports import lists
from salescli.reports.lists import Listed, number_cell
from salescli.reports.orders import amount_cell
from salescli.store.reading import Reader


class ProductRow(NamedTuple):
    no: int
    code: str
    name: str
    spec: str
    unit: str
    price: int | None
    currency: str
    created_at: datetime
    id: str


class Card(NamedTuple):
    product_no: int
    feature: str
    advantage: str
    benefit: str


PRODUCT_COLUMNS = (
    Listed("no", N_("No."), main=True, right=True),
    Listed("code", N_("Code"), main=True),
    Listed("name", N_("Product"), main=True),
    Listed("spec", N_("Spec"), main=True),
    Listed("unit", N_("Unit"), main=True),
    Listed("price", N_("List price"), main=True, right=True),
    Listed("currency", N_("Currency"), main=True),
    Listed("benefits", N_("Benefit"), main=True),
    Listed("created_at", N_("Written")),
    Listed("id", N_("Id")),
)
SOURCE = "FROM fab_points WHERE product_id IN (SELECT id {source}) ORDER BY id"


def cards(reader: Reader, source: str, **values: Any) -> dict[int, list[Card]]:
    """The talk cards of the products that ``source`` selects, by the product's number."""
    found: dict[int, list[Card]] = {}
    for card in reader.each(Card, SOURCE.format(source=source), **values):
        found.setdefault(card.product_no, []).append(card)
    return found


def listed(reader: Reader, query: lists.Query, limit: int | None) -> list[list[Any]]:
    source = query.source("products", "name, spec, no", limit)
    by_product = cards(reader, source, **query.values)
    rows = reader.rows(ProductRow, source, **query.values)
    return [with_cards(item, by_product.get(item.no, [])) for item in rows]


def with_cards(product: ProductRow, its: list[Card]) -> list[Any]:
    values = {**product._asdict(), "benefits": "; ".join(card.benefit for card in its)}
    return [*(values[item.key] for item in PRODUCT_COLUMNS), [card_record(card) for card in its]]


def card_record(card: Card) -> dict[str, str]:
    return {"feature": card.feature, "advantage": card.advantage, "benefit": card.benefit}


def table(rows: list[list[Any]], today: date, decimals: int) -> Table:
    columns = [lists.column(item, today) for item in PRODUCT_COLUMNS]
    looks = {"price": partial(amount_cell, decimals)}
    shown = [
        replace(column, show=looks.get(column.key, column.show),
                wrap=column.key in {"name", "spec", "benefits"},
                optional=column.key in {"code", "spec", "benefits"})
        for column in columns
    ]  # fmt: skip
    shown.append(Column("fab", "fab", machine=True))
    return Table(shown, rows, empty=_("no product fits"))


def records(reader: Reader, numbers: Iterable[Any]) -> Table:
    """Products with the keys of the list, their talk cards below them."""
    columns = [Column(item.key, item.key) for item in PRODUCT_COLUMNS]
    columns.append(Column("fab", "fab", machine=True))
    return Table(columns, [with_cards(*found(reader, no)) for no in numbers])


def found(reader: Reader, no: int) -> tuple[ProductRow, list[Card]]:
    product = reader.first(ProductRow, "FROM products WHERE no = :no", no=no)
    assert product is not None, no  # noqa: S101 -- picked from the same file just now
    return product, cards(reader, "FROM products WHERE no = :no", no=no).get(no, [])


def page(reader: Reader, no: int, decimals: int) -> Report:
    """One product: what it is, what it costs, and how to talk about it."""
    product, its = found(reader, no)
    price = product.price
    facts = [
        Fact("code", _("Code"), product.code),
        Fact("name", _("Product"), product.name),
        Fact("spec", _("Spec"), product.spec),
        Fact("unit", _("Unit"), product.unit),
        Fact("price", _("List price"), price,
             "" if price is None else money_text(price, decimals, product.currency)),
        Fact("currency", _("Currency"), product.currency),
    ]  # fmt: skip
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("feature", _("Feature"), wrap=True, optional=True),
        Column("advantage", _("Advantage"), wrap=True, optional=True),
        Column("benefit", _("Benefit"), wrap=True),
    ]
    rows = [
        (place, card.feature, card.advantage, card.benefit) for place, card in enumerate(its, 1)
    ]
    talk = Table(columns, rows, title=_("Talk cards"), key="fab", empty=_("none"))
    blocks: list[Block] = [
        Facts([fact for fact in facts if fact.value not in (None, "")], key="product"),
        talk,
    ]
    title = f"#{product.no} {product.name} {product.spec}".rstrip()
    return Report(title, blocks, key="product", extra={"no": product.no})
