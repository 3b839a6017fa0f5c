"""Sales added up by time, customer, product, area or grade (P14, P15): quantity and amount."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from salescli.dates import Period, iso_week_name, quarter_name
from salescli.domain.money import grouped
from salescli.domain.orders import quantity_text
from salescli.domain.words import SalesBy as By
from salescli.language import _
from salescli.output.table import Column, Table
from salescli.reports.lists import number_cell
from salescli.store.reading import Reader


class SoldLine(NamedTuple):
    """One order line with what it can be added up by."""

    order_id: str
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
FROM (SELECT l.order_id, l.order_date, c.name AS customer, l.product, l.spec, c.area, c.grade,
  l.quantity_milli, l.unit, l.amount, l.currency FROM order_lines l
  JOIN customer c ON c.id = l.customer_id
  WHERE l.order_date >= :start AND l.order_date < :end) ORDER BY order_date, order_id
"""
TIME: dict[By, Callable[[date], str]] = {
    By.DAY: date.isoformat,
    By.WEEK: iso_week_name,
    By.MONTH: lambda day: f"{day:%Y-%m}",
    By.QUARTER: quarter_name,
    By.YEAR: lambda day: f"{day:%Y}",
}


class Total(NamedTuple):
    """The sum of one group in one currency and unit; ``orders`` counts each order once."""

    group: str
    orders: int
    quantity_milli: int
    unit: str
    amount: int
    currency: str


def totals(reader: Reader, period: Period, by: By) -> list[Total]:
    """A line a group, unit and currency; by time in its order, else the largest amount first."""
    groups: dict[tuple[str, str, str], list[SoldLine]] = {}
    span = {"start": period.start.isoformat(), "end": period.end.isoformat()}
    for line in reader.each(SoldLine, SOURCE, **span):
        groups.setdefault((name_of(line, by), line.unit, line.currency), []).append(line)
    found = [total(key, lines) for key, lines in groups.items()]
    return sorted(found, key=in_time if by in TIME else largest_first)


def name_of(line: SoldLine, by: By) -> str:
    if by in TIME:
        return TIME[by](line.order_date)
    if by is By.PRODUCT:
        return f"{line.product} {line.spec}".rstrip()
    return str(getattr(line, by) or "")


def total(key: tuple[str, str, str], lines: Sequence[SoldLine]) -> Total:
    group, unit, currency = key
    return Total(
        group, len({line.order_id for line in lines}), sum(line.quantity_milli for line in lines),
        unit, sum(line.amount for line in lines), currency,
    )  # fmt: skip


def in_time(total: Total) -> tuple[str, str, str]:
    return (total.group, total.currency, total.unit)


def largest_first(total: Total) -> tuple[int, str, str]:
    return (-total.amount, total.group, total.unit)


def table(found: Sequence[Total], decimals: int) -> Table:
    columns = [
        Column("group", _("Sales by"), wrap=True),
        Column("orders", _("Orders"), right=True, show=number_cell),
        Column("quantity_milli", _("Quantity"), right=True, show=quantity_text),
        Column("unit", _("Unit")),
        Column("amount", _("Amount"), right=True, show=lambda value: grouped(value, decimals)),
        Column("currency", _("Currency")),
    ]
    return Table(columns, found, empty=_("no orders"))
