"""What was ordered on a day, order by order, and what it comes to: shown with the day's visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from salescli.dates import Period
from salescli.domain.money import money_text
from salescli.domain.orders import goods_text
from salescli.language import _
from salescli.output.table import Column, Fact, Facts, Table
from salescli.reports.lists import number_cell
from salescli.reports.sales_totals import SoldLine, sold
from salescli.store.reading import Reader

Content = dict[str, Any]


def of_day(reader: Reader, day: date) -> list[Content]:
    """The day's orders as plain facts, each with its goods and its amount."""
    orders: dict[str, list[SoldLine]] = {}
    for line in sold(reader, Period(day, day + timedelta(days=1))):
        orders.setdefault(line.order_id, []).append(line)
    return [{"no": place, **order(lines)} for place, lines in enumerate(orders.values(), 1)]


def order(lines: Sequence[SoldLine]) -> Content:
    first = lines[0]
    return {
        "number": first.number,
        "customer": first.customer,
        "goods": [
            goods_text(line.product, line.spec, line.quantity_milli, line.unit) for line in lines
        ],
        "amount": sum(line.amount for line in lines),
        "currency": first.currency,
    }


def table(rows: Sequence[Content], decimals: int) -> Table:
    """The orders of a day; a page without any has no such table."""
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("number", _("Order")),
        Column("customer", _("Customer"), wrap=True),
        Column("goods", _("Ordered"), show="\n".join, wrap=True),
        Column("amount", _("Amount"), right=True),
        Column("amounts", "amounts", machine=True),
    ]
    shown = [
        (row["no"], row["number"], row["customer"], row["goods"],
         money_text(row["amount"], decimals, row["currency"]), {row["currency"]: row["amount"]})
        for row in rows
    ]  # fmt: skip
    return Table(columns, shown, title=_("Orders"), key="orders", optional=True)


def summed(rows: Sequence[Content]) -> dict[str, int]:
    """What the orders come to in each currency."""
    sums: dict[str, int] = {}
    for row in rows:
        sums[row["currency"]] = sums.get(row["currency"], 0) + row["amount"]
    return sums


def totals(sums: Mapping[str, int], decimals: int, key: str) -> Facts:
    """The last line below a table of sales: the sum of each currency, never across them."""
    text = partial(money_text, decimals=decimals)
    items = [
        Fact(currency, _("In all"), amount, text(amount, currency=currency))
        for currency, amount in sums.items()
    ]
    return Facts(items, key=key)
