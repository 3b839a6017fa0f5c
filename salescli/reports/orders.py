"""Orders as a list, a record and a page; and what share of a budget they make (Q4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from salescli.domain.completeness import in_words
from salescli.domain.money import grouped, money_text
from salescli.domain.orders import (
    RECORD,
    goods_text,
    lacks,
    quantity_number,
    quantity_text,
    reached,
    share,
)
from salescli.domain.shares import Share
from salescli.language import N_, _
from salescli.output.table import Block, Column, Fact, Facts, Report, Table
from salescli.reports import history, lists
from salescli.reports.lists import Listed, number_cell
from salescli.store.reading import Reader


class OrderRow(NamedTuple):
    """An order as the views publish it; ``amount`` in minor units of ``currency``."""

    no: int
    number: str
    order_date: date
    delivery_date: date | None
    customer_no: int
    customer: str
    grade: str | None
    amount: int
    currency: str
    contact: str
    phone: str
    ship_to: str
    payment_method: str
    terms: str
    notes: str
    visit_no: int | None
    created_at: datetime
    id: str


class LineRow(NamedTuple):
    order_no: int
    place: int
    product: str
    spec: str
    quantity_milli: int
    unit: str
    unit_price: int
    amount: int
    product_id: str | None


ORDER_COLUMNS = (
    Listed("no", N_("No."), right=True),
    Listed("number", N_("Order"), main=True),
    Listed("order_date", N_("Day"), main=True),
    Listed("delivery_date", N_("Delivery"), main=True),
    Listed("customer_no", N_("Customer no."), right=True),
    Listed("customer", N_("Customer"), main=True),
    Listed("grade", N_("Grade")),
    Listed("products", N_("Ordered"), main=True),
    Listed("amount", N_("Amount"), main=True, right=True),
    Listed("currency", N_("Currency"), main=True),
    Listed("contact", N_("Contact")),
    Listed("phone", N_("Phone")),
    Listed("ship_to", N_("Ship to")),
    Listed("payment_method", N_("Payment")),
    Listed("terms", N_("Terms")),
    Listed("notes", N_("Notes")),
    Listed("visit_no", N_("From visit"), right=True),
    Listed("created_at", N_("Written")),
    Listed("id", N_("Id")),
)
LINE_KEYS = ("place", "product", "spec", "quantity", "unit", "unit_price", "amount")


def row(reader: Reader, no: int) -> OrderRow:
    found = reader.first(OrderRow, "FROM orders WHERE no = :no", no=no)
    assert found is not None, no  # noqa: S101 -- picked from the same file just now
    return found


def lines(reader: Reader, source: str, **values: Any) -> dict[int, list[LineRow]]:
    """The lines of the orders that ``source`` selects, by the order's number."""
    found: dict[int, list[LineRow]] = {}
    chosen = f"FROM order_lines WHERE order_id IN (SELECT id {source}) ORDER BY order_no, place"
    for line in reader.each(LineRow, chosen, **values):
        found.setdefault(line.order_no, []).append(line)
    return found


def listed(reader: Reader, query: lists.Query, limit: int | None) -> list[list[Any]]:
    """Orders, the newest first, each with what was ordered in words and its lines as records."""
    source = query.source("orders", "order_date DESC, no DESC", limit)
    by_order = lines(reader, source, **query.values)
    rows = reader.rows(OrderRow, source, **query.values)
    return [with_lines(item, by_order.get(item.no, [])) for item in rows]


def with_lines(order: OrderRow, its: Sequence[LineRow]) -> list[Any]:
    values = {**order._asdict(), "products": goods_of(its)}
    return [*(values[item.key] for item in ORDER_COLUMNS), [line_record(line) for line in its]]


def goods_of(its: Iterable[LineRow]) -> str:
    return "; ".join(
        goods_text(line.product, line.spec, line.quantity_milli, line.unit) for line in its
    )


def goods(reader: Reader, no: int) -> str:
    return goods_of(lines_of(reader, no))


def line_record(line: LineRow) -> dict[str, Any]:
    return dict(zip(LINE_KEYS, line_values(line), strict=True))


def line_values(line: LineRow) -> list[Any]:
    quantity = quantity_number(line.quantity_milli)
    return [line.place, line.product, line.spec, quantity, line.unit, line.unit_price, line.amount]


def table(rows: Sequence[Sequence[Any]], today: date, decimals: int, empty: str) -> Table:
    return Table(columns(today, decimals), rows, empty=empty)


def columns(today: date, decimals: int) -> list[Column]:
    """The looks of the list; the lines as records are for JSON alone."""
    day = partial(lists.day_cell, today)
    looks: dict[str, Callable[[Any], str]] = {
        "order_date": day,
        "delivery_date": day,
        "amount": partial(amount_cell, decimals),
    }
    shown = [
        replace(column, show=looks.get(column.key, column.show), wrap=column.wrap or wide(column))
        for column in (lists.column(item, today) for item in ORDER_COLUMNS)
    ]
    return [*shown, Column("lines", "lines", machine=True)]


def wide(column: Column) -> bool:
    return column.key in {"products", "ship_to", "payment_method", "terms"}


def amount_cell(decimals: int, value: Any) -> str:
    return "" if value is None else grouped(int(value), decimals)


def records(reader: Reader, numbers: Iterable[Any]) -> Table:
    """Orders with the keys of the list, their lines below them."""
    shown = [Column(item.key, item.key) for item in ORDER_COLUMNS]
    shown.append(Column("lines", "lines", machine=True))
    return Table(shown, [with_lines(row(reader, no), lines_of(reader, no)) for no in numbers])


def lines_of(reader: Reader, no: int) -> list[LineRow]:
    return lines(reader, "FROM orders WHERE no = :no", no=no).get(no, [])


def page(reader: Reader, no: int, decimals: int) -> Report:
    """One order on a page: the record (O1), its lines, and what was corrected."""
    order = row(reader, no)
    its = lines_of(reader, no)
    blocks: list[Block] = [
        Facts(facts(order, decimals), key="order"),
        lines_table(its, decimals),
        replace(
            history.of_row(reader, order.id, title=_("Corrections"), since_written=True),
            optional=True,
        ),
    ]
    title = _("Order {number}: {name}").format(number=order.number, name=order.customer)
    return Report(title, blocks, key="order", extra={"no": order.no, "number": order.number})


def facts(order: OrderRow, decimals: int) -> list[Fact]:
    items = [
        Fact("number", _("Order"), order.number),
        Fact("order_date", _("Day"), order.order_date),
        Fact("delivery_date", _("Delivery"), order.delivery_date),
        Fact("customer_no", _("Customer no."), order.customer_no),
        Fact("customer", _("Customer"), order.customer),
        Fact("contact", _("Contact"), order.contact),
        Fact("phone", _("Phone"), order.phone),
        Fact("ship_to", _("Ship to"), order.ship_to),
        Fact("payment_method", _("Payment"), order.payment_method),
        Fact("terms", _("Terms"), order.terms),
        Fact("notes", _("Notes"), order.notes),
        Fact("visit_no", _("From visit"), order.visit_no),
        Fact(
            "amount", _("Total"), order.amount, money_text(order.amount, decimals, order.currency)
        ),
        Fact("currency", _("Currency"), order.currency),
    ]
    if missing := lacks(order._asdict()):
        items.append(Fact("missing", _("Missing"), missing, in_words(missing, RECORD), "yellow"))
    return [item for item in items if item.value not in (None, "")]


def lines_table(its: Sequence[LineRow], decimals: int) -> Table:
    money = partial(amount_cell, decimals)
    shown = [
        Column("place", _("No."), right=True, show=number_cell),
        Column("product", _("Product"), wrap=True),
        Column("spec", _("Spec"), wrap=True, optional=True),
        Column("quantity", _("Quantity"), right=True, show=quantity_cell),
        Column("unit", _("Unit"), optional=True),
        Column("unit_price", _("Unit price"), right=True, show=money),
        Column("amount", _("Amount"), right=True, show=money),
    ]
    return Table(shown, [line_values(line) for line in its], title=_("Lines"), key="lines")


def quantity_cell(value: Any) -> str:
    return quantity_text(round(value * 1000))


def short_table(
    reader: Reader, condition: str, today: date, decimals: int, most: int, **values: Any
) -> Table:
    """The newest orders that fit, on somebody's page; left out where there are none."""
    query = lists.Query()
    query.add(condition, **values)
    whole = table(listed(reader, query, most), today, decimals, _("none"))
    keys = ("number", "order_date", "delivery_date", "products", "amount", "currency")
    return replace(whole.only(keys), title=_("Orders"), key="orders", optional=True)


class Spent(NamedTuple):
    """What a customer ordered in a calendar year, and what it could spend; None: unknown."""

    ordered: int | None
    budget: int | None
    currency: str

    def share(self, goal: int) -> Share | None:
        return None if self.ordered is None else share(self.ordered, self.budget, goal)

    def reached(self, goal: int) -> bool | None:
        return None if self.ordered is None else reached(self.ordered, self.budget, goal)


def spent(reader: Reader, customer_id: str, year: int, currency: str) -> Spent:
    """Penetration (Q4) of one customer in a calendar year."""
    found = spent_by(reader, year, date(year + 1, 1, 1), currency, customer_id)
    return found.get(customer_id) or nothing(reader, year, currency)


def spent_by(
    reader: Reader, year: int, until: date, currency: str, customer_id: str = ""
) -> dict[str, Spent]:
    """Penetration (Q4): orders of the calendar year before ``until`` ÷ the year's whole budget.

    A year without any order of anybody is one in which the office kept none, so that what was
    ordered is unknown; without a budget the share is. Unknown is never taken for 0 or 100 %.
    A customer with neither is left out.
    """
    one = " AND customer_id = :id" if customer_id else ""
    who = {"id": customer_id} if customer_id else {}
    ordered = sums(
        reader,
        "FROM orders WHERE currency = :currency AND order_date >= :start"
        f" AND order_date < :end{one}",
        currency=currency, start=f"{year}-01-01",
        end=min(until, date(year + 1, 1, 1)).isoformat(), **who,
    )  # fmt: skip
    budgets = sums(
        reader, f"FROM budgets WHERE currency = :currency AND year = :year{one}",
        currency=currency, year=year, **who,
    )  # fmt: skip
    none = nothing(reader, year, currency).ordered
    return {
        key: Spent(ordered.get(key, none), budgets.get(key), currency)
        for key in ordered.keys() | budgets.keys()
    }


def sums(reader: Reader, source: str, **values: Any) -> dict[str, int]:
    rows = reader.raw(f"SELECT customer_id, sum(amount) {source} GROUP BY customer_id", **values)
    return {str(key): int(amount) for key, amount in rows}


def nothing(reader: Reader, year: int, currency: str) -> Spent:
    """A customer that ordered nothing, and of whose budget nothing is known."""
    query = "SELECT 1 FROM orders WHERE order_date >= :start AND order_date < :end LIMIT 1"
    kept = reader.value(query, start=f"{year}-01-01", end=f"{year + 1}-01-01")
    return Spent(0 if kept else None, None, currency)


def share_cell(value: Any) -> str:
    """Our share of the budget; without a budget, or before any orders, unknown and never 0 %."""
    return _("unknown") if value is None else str(value.words)
