"""Orders: lines as people type them, the products they name, exact amounts (O1, Q4).

A quantity is kept in thousandths of its unit, money in minor units; the amount of a line is
quantity × unit price, rounded half up once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from salescli.domain.money import MOST, grouped, scaled
from salescli.domain.shares import Share
from salescli.domain.text import clean_line, flat
from salescli.errors import NotFoundError, UsageError
from salescli.language import N_, _

EXAMPLE = "widget 3mm x 10 @ 12000"
PLACES = 3  # of a quantity
# the sign stands after a blank, or × and * behind a letter: "plate 3×4" is a size
_LINE = (
    r"(?P<product>.*\S)(?:\s+[x×*✕＊ｘ]|(?<=[^\W\d_])[×*✕＊])\s*"
    r"(?P<quantity>\d[\d.,_]*|\.\d+)\s*(?P<unit>[^\d\s@＠.,_+-][^\s@＠]*)?"
    r"\s*(?:[@＠]\s*(?P<price>[^@＠]*))?"
)
RECORD = {
    "delivery_date": N_("delivery date"),
    "contact": N_("contact"),
    "phone": N_("phone"),
    "ship_to": N_("ship-to address"),
}
OPTIONS = {
    "delivery_date": "--delivery",
    "contact": "--contact",
    "phone": "--phone",
    "ship_to": "--ship-to",
}


class TypedLine(NamedTuple):
    """A line as it was typed; without a price the product's list price is meant."""

    product: str
    quantity_milli: int
    unit: str
    price: int | None
    text: str = ""


class Product(NamedTuple):
    """What of a product an order needs."""

    id: str
    no: int
    code: str
    name: str
    spec: str
    unit: str
    price: int | None
    currency: str

    @property
    def title(self) -> str:
        return f"{self.name} {self.spec}".rstrip()


class Line(NamedTuple):
    """A line as it is kept."""

    product_id: str | None
    product: str
    spec: str
    quantity_milli: int
    unit: str
    unit_price: int
    amount: int


def parse_line(text: str, decimals: int) -> TypedLine:
    """``widget 3mm x 2.5 t @ 12,000``: product, quantity, unit if any, unit price if any."""
    line = clean_line(text, _("the order line"))
    found = re.fullmatch(_LINE, line, re.IGNORECASE)
    if found is None:
        raise UsageError(
            _('"{line}" is no order line').format(line=line),
            _("write product, quantity and unit price, as `{example}`").format(example=EXAMPLE),
            wrong=text,
        )
    quantity = read_number(found["quantity"], PLACES)
    if not quantity:
        raise refused(line, _('"{part}" is not a quantity').format(part=found["quantity"]))
    price = None if found["price"] is None else read_number(found["price"], decimals)
    if price is None and found["price"] is not None:
        raise refused(line, _('"{part}" is not a price').format(part=found["price"]))
    return TypedLine(found["product"], quantity, found["unit"] or "", price, line)


def read_number(text: str, places: int) -> int | None:
    try:
        return scaled(text, places)
    except ValueError:
        return None


def refused(line: str, reason: str, hint: str = "") -> UsageError:
    """Why a line cannot be taken, the line itself, and how one looks."""
    example = _("a comma groups thousands, a point begins decimals, as `{example}`")
    return UsageError(
        _('order line "{line}": {reason}').format(line=line, reason=reason),
        hint or example.format(example="widget 3mm x 2.5 t @ 12,000"),
        wrong=line,
    )


def line_amount(quantity_milli: int, unit_price: int) -> int:
    """Quantity × unit price in minor units, half a unit rounded up."""
    return (2 * quantity_milli * unit_price + 1000) // 2000


def compared(text: str) -> str:
    """A product's name for comparison: case, accents, width and blanks aside.

    Signs count: 3.5mm is not 35mm.
    """
    return "".join(flat(text).split())


def named(products: Sequence[Product], text: str) -> list[Product]:
    """The products that ``text`` names exactly: ``#3``, code, name and spec, or name alone."""
    if number := re.fullmatch(r"#(\d{1,9})", text.strip(), re.ASCII):
        return [item for item in products if item.no == int(number[1])]
    key = compared(text)
    by_code = [item for item in products if item.code and compared(item.code) == key]
    whole = [item for item in products if compared(item.title) == key]
    return by_code or whole or [item for item in products if compared(item.name) == key]


def product_of(products: Sequence[Product], typed: TypedLine) -> Product | None:
    """The one product a line names; None when it is none on file and stays as typed."""
    found = named(products, typed.product)
    if len(found) == 1:
        return found[0]
    if found:
        names = "; ".join(f"#{item.no} {item.title}" for item in found[:6])
        raise NotFoundError(
            _('several products fit "{text}"').format(text=typed.product), names, wrong=typed.text
        )
    if re.fullmatch(r"#\d+", typed.product):
        raise NotFoundError(
            _("no product {text}").format(text=typed.product),
            _("`sales product list` shows them"),
            wrong=typed.text,
        )
    return None


def complete(typed: TypedLine, product: Product | None, currency: str) -> Line:
    """The line with what the product brings: spec, unit and list price; and its amount."""
    price = typed.price
    if price is None:
        price = list_price(typed, product, currency)
    amount = line_amount(typed.quantity_milli, price)
    if amount > MOST:
        raise refused(typed.text, _("the amount is too large"))
    return Line(
        product_id=product.id if product else None,
        product=product.name if product else typed.product,
        spec=product.spec if product else "",
        quantity_milli=typed.quantity_milli,
        unit=typed.unit or (product.unit if product else ""),
        unit_price=price,
        amount=amount,
    )


def list_price(typed: TypedLine, product: Product | None, currency: str) -> int:
    """The price on file, where it is one for the unit and in the currency of the order."""
    hint = _("add it, as `{line} @ 12000`").format(line=typed.text.split("@")[0].rstrip())
    if product is None:
        raise refused(typed.text, _("the unit price is missing"), hint)
    if product.price is None:
        raise refused(typed.text, _("{name} has no list price").format(name=product.title), hint)
    if product.currency != currency:
        reason = _("the list price of {name} is in {currency}")
        said = reason.format(name=product.title, currency=product.currency)
        raise refused(typed.text, said, hint)
    if typed.unit and product.unit and compared(typed.unit) != compared(product.unit):
        reason = _("the list price of {name} is for one {unit}")
        said = reason.format(name=product.title, unit=product.unit)
        raise refused(typed.text, said, hint)
    return product.price


def quantity_text(quantity_milli: int) -> str:
    """2500 → ``2.5``, 10000000 → ``10,000``."""
    whole, _point, part = grouped(quantity_milli, PLACES).partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def quantity_number(quantity_milli: int) -> int | float:
    """The quantity as scripts take it; a float only holds it, nothing is computed with it."""
    whole, part = divmod(quantity_milli, 1000)
    return quantity_milli / 1000 if part else whole


def goods_text(product: str, spec: str, quantity_milli: int, unit: str) -> str:
    """``widget 3mm x 10 box``."""
    parts = [product, spec, "x", quantity_text(quantity_milli), unit]
    return " ".join(part for part in parts if part)


def line_text(line: Line, decimals: int) -> str:
    """The line as it may be typed again."""
    goods = goods_text(line.product, line.spec, line.quantity_milli, line.unit)
    return f"{goods} @ {grouped(line.unit_price, decimals)}"


def lacks(values: Mapping[str, Any]) -> list[str]:
    """Which fields of the order record (O1) are empty."""
    return [name for name in RECORD if not values.get(name)]


def share(ordered: int, budget: int | None, goal: int = 100) -> Share | None:
    """Percent of a budget spent with us (Q4); ``goal`` is wanted. None without a budget."""
    return Share(ordered, budget, goal) if budget else None


def reached(ordered: int, budget: int | None, goal: int) -> bool | None:
    """Whether the share is ``goal`` percent or more; None while the budget is unknown."""
    return ordered * 100 >= goal * budget if budget else None
