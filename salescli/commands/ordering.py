"""How a typed order becomes a record: customer, lines and dates are read before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from salescli.commands.asking import choose, pick_contact, pick_visit
from salescli.dates import long_day
from salescli.desk import Desk
from salescli.domain import orders
from salescli.domain.money import money_text
from salescli.domain.order_numbers import scheme
from salescli.domain.orders import Line, Product, TypedLine
from salescli.domain.text import clean_line, clean_text
from salescli.errors import NotFoundError, UsageError
from salescli.language import _
from salescli.store import lookup, order_lookup
from salescli.store.lookup import Known
from salescli.store.order_lookup import KnownOrder
from salescli.store.reading import Reader

if TYPE_CHECKING:
    from salescli.store.orders import Entry

LINES = ("ship_to", "payment_method")
TEXTS = ("terms", "notes")


def pick_order(desk: Desk, reader: Reader, text: str) -> KnownOrder:
    """The one order that ``text`` names; several are offered on a terminal, else refused."""
    found = order_lookup.orders_like(reader, text)
    if len(found) == 1:
        return found[0]
    shown = [f"{row.number} {row.customer}, {row.order_date.isoformat()}" for row in found]
    if found and desk.asks():
        return found[choose(_("Which order"), shown)]
    if found:
        message = _('several orders fit "{text}"').format(text=text)
        raise NotFoundError(message, "; ".join(shown[:6]), wrong=text)
    raise NotFoundError(
        _('no order fits "{text}"').format(text=text),
        _("`sales order list` shows them; `last` is the newest"),
        wrong=text,
    )


def pick_product(desk: Desk, reader: Reader, text: str) -> Product:
    """The one product that ``text`` names: code, number, name or part of it."""
    found = order_lookup.products_like(reader, text)
    if len(found) == 1:
        return found[0]
    shown = [f"#{item.no} {item.title}" for item in found]
    if found and desk.asks():
        return found[choose(_("Which product"), shown)]
    if found:
        message = _('several products fit "{text}"').format(text=text)
        raise NotFoundError(message, "; ".join(shown[:6]), wrong=text)
    raise NotFoundError(
        _('no product fits "{text}"').format(text=text), near_product(reader, text), wrong=text
    )


def near_product(reader: Reader, text: str) -> str:
    from salescli.domain.names import nearest

    near = nearest(text, [item.title for item in order_lookup.products(reader)])
    if near:
        return _("nearest: {names}").format(names=", ".join(near))
    return _("`sales product list` shows them, `sales product add` makes a new one")


def read_lines(desk: Desk, reader: Reader, texts: Sequence[str]) -> list[Line]:
    """Every line, or a refusal that names the first bad one."""
    money = desk.config.money
    products = order_lookup.products(reader)
    typed = [orders.parse_line(text, money.decimals) for text in texts]
    return [read_line(desk, line, products) for line in typed]


def read_line(desk: Desk, typed: TypedLine, products: Sequence[Product]) -> Line:
    """A line with what its product brings; a product that is not on file is said to be none."""
    product = orders.product_of(products, typed)
    unknown = "" if product else not_listed(typed.product, products)
    try:
        line = orders.complete(typed, product, desk.config.money.currency)
    except UsageError as error:
        if unknown:
            error.hint = f"{unknown}; {error.hint}"
        raise
    if unknown:
        desk.say(unknown)
    return line


def not_listed(text: str, products: Sequence[Product]) -> str:
    """That a product is not among those on file, and which are near; "" for a file without any."""
    from salescli.domain.names import nearest

    if not products:
        return ""
    near = nearest(text, [item.title for item in products])
    message = _('"{text}" is not in your product list').format(text=text)
    return message + (_("; nearest: {names}").format(names=", ".join(near)) if near else "")


def order_entry(
    desk: Desk, reader: Reader, known: Known, texts: Sequence[str], values: dict[str, Any]
) -> Entry:
    """An order of this customer; what was not typed comes from its main contact and address."""
    lines = read_lines(desk, reader, texts)
    buyer = order_lookup.buyer(reader, known.id)
    typed = {
        "contact": buyer.contact or "",
        "phone": buyer.contact_phone or buyer.phone,
        "ship_to": buyer.address,
        "currency": desk.config.money.currency,
        **values,
    }
    if "contact" in values and not typed["phone"]:
        typed["phone"] = buyer.phone
    from salescli.store.orders import Entry

    return Entry(known.id, typed, lines, scheme(desk.config, typed["order_date"]))


def visit_order(desk: Desk, reader: Reader, known: Known, texts: Sequence[str], day: date) -> Entry:
    return order_entry(desk, reader, known, texts, {"order_date": day})


def order_values(desk: Desk, reader: Reader, known: Known, form: dict[str, Any]) -> dict[str, Any]:
    """The typed form as columns of the order, through the text gate."""
    values: dict[str, Any] = {name: clean_line(form[name], name) for name in LINES if name in form}
    values |= {name: clean_text(form[name], name) for name in TEXTS if name in form}
    if "contact" in form:
        values |= contact_values(desk, reader, known, clean_line(form["contact"], "contact"))
    if "phone" in form:
        values["phone"] = clean_line(form["phone"], "phone")
    if "delivery" in form:
        values["delivery_date"] = desk.day(form["delivery"], "future") if form["delivery"] else None
    if "visit" in form:
        values["visit_id"] = visit_id(reader, known, form["visit"]) if form["visit"] else None
    return values


def contact_values(desk: Desk, reader: Reader, known: Known, text: str) -> dict[str, str]:
    """A person on file by full name and phone; somebody else as typed."""
    people = lookup.contacts_of(reader, known.id)
    if not text or not lookup.contacts(people, text):
        return {"contact": text}
    person = pick_contact(desk, known, people, text, option="--contact")
    return {"contact": person.name, **({"phone": person.phone} if person.phone else {})}


def visit_id(reader: Reader, known: Known, text: str) -> str:
    visit = pick_visit(reader, text)
    if visit.customer_id == known.id:
        return visit.id
    raise UsageError(
        _("visit {no} was at {other}, not at {customer}").format(
            no=visit.no, other=visit.customer, customer=known.name
        ),
        _("`sales visit list --customer '#{no}'` shows its visits").format(no=known.no),
        wrong=text,
        option="--visit",
    )


def check_delivery(order_date: date, delivery_date: date | None) -> None:
    if delivery_date is not None and delivery_date < order_date:
        raise UsageError(
            _("delivery on {delivery} is before the order of {day}").format(
                delivery=long_day(delivery_date), day=long_day(order_date)
            ),
            _("give the whole date, as `--delivery 2026-03-14`"),
            option="--delivery",
        )


def order_sentence(desk: Desk, entry: Entry) -> str:
    """The number an order was given, its lines and its total."""
    decimals = desk.config.money.decimals
    lines = "; ".join(orders.line_text(line, decimals) for line in entry.lines)
    total = money_text(entry.amount, decimals, str(entry.values["currency"]))
    return _("order {number}: {lines}, total {total}").format(
        number=entry.number, lines=lines, total=total
    )
