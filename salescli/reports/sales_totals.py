"""Sales added up by time, customer, product, area or grade (P14, P15): quantity and amount."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from salescli.dates import Period, iso_week_name, quarter_name
from salescli.domain.money import grouped, money_text
from salescli.domain.words import SalesBy as By
from salescli.language import _, ngettext
from salescli.output.table import Block, Column, Fact, Facts, Report, Table
from salescli.reports.lists import number_cell
from salescli.reports.quantities import Goods, added, words
from salescli.store.reading import Reader

Content = dict[str, Any]


class SoldLine(NamedTuple):
    """One order line with what it can be added up by."""

    order_id: str
    number: str
    order_date: date
    customer: str
    product: str
    spec: str
    area: str
    grade: str | None
    quantity_milli: int
    unit: str
    amount: int
    currency: str


SOURCE = """
FROM (SELECT l.order_id, l.number, l.place, l.order_date, c.name AS customer, l.product, l.spec,
  c.area, c.grade, l.quantity_milli, l.unit, l.amount, l.currency FROM order_lines l
  JOIN customer c ON c.id = l.customer_id
  WHERE l.order_date >= :start AND l.order_date < :end) ORDER BY order_date, order_id, place
"""
TIME: dict[By, Callable[[date], str]] = {
    By.DAY: date.isoformat,
    By.WEEK: iso_week_name,
    By.MONTH: lambda day: f"{day:%Y-%m}",
    By.QUARTER: quarter_name,
    By.YEAR: lambda day: f"{day:%Y}",
}


class Total(NamedTuple):
    """The sum of one group in one currency; each order counts once."""

    group: str
    orders: int
    quantities: list[Content]
    amount: int
    currency: str


def sold(reader: Reader, period: Period) -> list[SoldLine]:
    span = {"start": period.start.isoformat(), "end": period.end.isoformat()}
    return reader.rows(SoldLine, SOURCE, **span)


def totals(lines: Sequence[SoldLine], by: By) -> list[Total]:
    """A line a group and currency; by time in its order, else the largest amount first."""
    groups: dict[tuple[str, str], list[SoldLine]] = {}
    for line in lines:
        groups.setdefault((name_of(line, by), line.currency), []).append(line)
    found = [total(*key, some) for key, some in groups.items()]
    return sorted(found, key=in_time if by in TIME else largest_first)


def name_of(line: SoldLine, by: By) -> str:
    if by in TIME:
        return TIME[by](line.order_date)
    if by is By.PRODUCT:
        return title_of(line)
    return str(getattr(line, by) or "")


def title_of(line: SoldLine) -> str:
    return f"{line.product} {line.spec}".rstrip()


def total(group: str, currency: str, lines: Sequence[SoldLine]) -> Total:
    goods = [Goods(title_of(line), line.unit, line.quantity_milli) for line in lines]
    return Total(
        group, len({line.order_id for line in lines}), added(goods),
        sum(line.amount for line in lines), currency,
    )  # fmt: skip


def in_time(total: Total) -> tuple[str, str]:
    return (total.group, total.currency)


def largest_first(total: Total) -> tuple[int, str]:
    return (-total.amount, total.group)


def page(lines: Sequence[SoldLine], by: By, period: Period, decimals: int) -> Report:
    """The groups, and below them the sum of all in each currency."""
    span = f"{period.start.isoformat()} – {period.last.isoformat()}"
    sums = [
        Fact(one.currency, _("In all"), one.amount, sum_text(one, decimals))
        for currency in sorted({line.currency for line in lines})
        for one in [total("", currency, [line for line in lines if line.currency == currency])]
    ]
    blocks: list[Block] = [table(totals(lines, by), decimals)]
    if sums:
        blocks.append(Facts(sums, key="sums"))
    extra = {"start": period.start.isoformat(), "end": period.last.isoformat()}
    return Report(_("Sales {span}").format(span=span), blocks, key="sales", extra=extra)


def sum_text(one: Total, decimals: int) -> str:
    orders = ngettext("{count} order", "{count} orders", one.orders).format(count=one.orders)
    return f"{money_text(one.amount, decimals, one.currency)}; {orders}; {words(one.quantities)}"


def table(found: Sequence[Total], decimals: int) -> Table:
    columns = [
        Column("group", _("Sales by"), wrap=True),
        Column("orders", _("Orders"), right=True, show=number_cell),
        Column("quantity", _("Quantity"), right=True, wrap=True),
        Column("amount", _("Amount"), right=True, show=lambda value: grouped(value, decimals)),
        Column("currency", _("Currency")),
        Column("quantities", "quantities", machine=True),
    ]
    rows = [
        (one.group, one.orders, words(one.quantities), one.amount, one.currency, one.quantities)
        for one in found
    ]
    return Table(columns, rows, key="totals", empty=_("no orders"))
