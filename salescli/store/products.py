"""Writing products and their talk cards (V14)."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col

from salescli.domain.names import search_key
from salescli.domain.orders import compared
from salescli.domain.text import clean_line, clean_text
from salescli.errors import NotFoundError, UsageError
from salescli.language import _
from salescli.store.models import FabPoint, Product
from salescli.store.writing import alive, change, delete, make, next_no


def add(session: Session, **values: Any) -> Product:
    """A new product; a code, or a name with its spec, is there once."""
    product = make(Product, no=next_no(session, Product), **values)
    only_one(session, product)
    product.search_key = key(product)
    session.add(product)
    session.flush()
    return product


def edit(session: Session, product: Product, **values: Any) -> Product:
    checked = make(Product, **{**product.model_dump(), **values})
    only_one(session, checked)
    change(product, **values, search_key=key(checked))
    return product


def key(product: Product) -> str:
    return search_key(f"{product.name} {product.spec}")


def only_one(session: Session, product: Product) -> None:
    """Refuse a double, since a typed order line must name one product."""
    for other in alive(session, Product, col(Product.id) != product.id):
        code = product.code and compared(product.code) == compared(other.code)
        if code or title(product) == title(other):
            raise UsageError(
                _("{name} is on file already, number {no}").format(
                    name=f"{other.name} {other.spec}".rstrip(), no=other.no
                ),
                f"`sales product edit '#{other.no}'`",
            )


def title(product: Product) -> str:
    return compared(f"{product.name} {product.spec}")


def add_card(session: Session, product_id: str, **texts: str) -> FabPoint:
    """A talk card: feature and advantage may be left out, the benefit never."""
    cleaned = {name: clean_text(text, name) for name, text in texts.items()}
    if not clean_line(cleaned.get("benefit", "")):
        raise UsageError(
            _("a talk card needs its benefit: what the customer gains"),
            _("add {options}").format(options="--benefit …"),
        )
    card = make(FabPoint, product_id=product_id, **cleaned)
    session.add(card)
    return card


def drop_card(session: Session, product_id: str, place: int) -> FabPoint:
    """Hide a card by its place on the product's page."""
    cards = alive(session, FabPoint, FabPoint.product_id == product_id)
    cards.sort(key=lambda card: card.id)
    if not 1 <= place <= len(cards):
        raise NotFoundError(
            _("there is no talk card {no}").format(no=place),
            _("`sales product show` numbers them"),
            wrong=str(place),
        )
    card: FabPoint = cards[place - 1]
    delete(session, card)
    return card
