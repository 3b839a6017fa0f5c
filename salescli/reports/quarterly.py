"""What a quarterly report has besides: coverage, capacity, penetration, the trend (Q3, Q4, Q10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from salescli.config import Config
from salescli.dates import Period, quarter_name, quarter_of
from salescli.domain.money import money_text
from salescli.domain.orders import share
from salescli.domain.shares import Share
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Bar, Block, Chart, ChartKind, Column, Facts, Table
from salescli.reports import coverage, figure_list, figures, orders, quarter
from salescli.reports.lists import grade_style, number_cell
from salescli.reports.quarter import Line
from salescli.store.reading import Reader

Content = dict[str, Any]
QUARTERS = 4


def gather(
    reader: Reader, config: Config, calendar: Calendar, period: Period, today: date
) -> Content:
    """The quarter as it stood on ``today``, as plain facts."""
    found = quarter.lines(reader, config, calendar, period, today)
    view = coverage.View(config, calendar, period, today)
    return {
        "coverage": [line_content(line) for line in quarter.urgent_first(found)],
        "capacity": coverage.capacity(found, view),
        "penetration": penetration(reader, config, period, found),
        "share_wanted": config.orders.share,
        "trend": [trend_row(reader, config, calendar, span, today) for span in before(period)],
        "currency": config.money.currency,
    }


def line_content(line: Line) -> Content:
    content = line._asdict()
    del content["id"]
    for name in ("last_visit", "last_safe"):
        day = content[name]
        content[name] = day.isoformat() if day else None
    return {**content, "state": str(line.state)}


def penetration(
    reader: Reader, config: Config, period: Period, found: Sequence[Line]
) -> list[Content]:
    """Our share of each A and B customer's budget of the calendar year, up to the period's end."""
    year, currency = period.start.year, config.money.currency
    known = orders.spent_by(reader, year, period.end, currency)
    nothing = orders.nothing(reader, year, currency)
    rows = []
    for line in sorted(found, key=lambda line: (line.grade or "", line.no)):
        now = known.get(line.id, nothing)
        rows.append(
            {"customer": line.customer, "grade": line.grade, "ordered": now.ordered,
             "budget": now.budget, "share": now.share(config.orders.share),
             "reached": now.reached(config.orders.share)}
        )  # fmt: skip
    return rows


def before(period: Period) -> Iterator[Period]:
    """The last four quarters, this one the last."""
    spans = [period]
    while len(spans) < QUARTERS:
        spans.append(quarter_of(spans[-1].start - timedelta(days=1)))
    return reversed(spans)


def trend_row(
    reader: Reader, config: Config, calendar: Calendar, span: Period, today: date
) -> Content:
    found = figures.facts(reader, config, calendar, span, today)
    sold = reader.value(
        "SELECT sum(amount) FROM orders WHERE order_date >= :start AND order_date < :end"
        " AND currency = :currency",
        start=span.start.isoformat(),
        end=span.end.isoformat(),
        currency=config.money.currency,
    )
    return {
        "quarter": quarter_name(span.start),
        "visits": len(found.made),
        "visits_per_day": figure_list.per_day(found),
        "quota_days": len(found.quota_days),
        "days": len(found.days),
        "covered": len(quarter.covered(found.coverage)),
        "needing": len(found.coverage),
        "new_customers": figure_list.new_count(found),
        "ordered": sold or 0,
    }


def blocks(content: Content) -> list[Block]:
    """Coverage in the place of the form's customers, then what a quarter is judged by."""
    return [
        coverage_table(content),
        coverage.by_grade((row["grade"], row["state"]) for row in content["coverage"]),
        Facts(coverage.capacity_facts(content["capacity"]), title=_("Capacity"), key="capacity"),
        penetration_table(content),
        trend_table(content),
        Chart(
            [Bar(row["quarter"], row["visits"]) for row in content["trend"]],
            title=_("Visits of four quarters"), key="visits_by_quarter", kind=ChartKind.SPARK,
            heads=(_("Quarter"), _("Visits"), ""),
        ),
    ]  # fmt: skip


def coverage_table(content: Content) -> Table:
    today = date.fromisoformat(content["end"])
    columns = coverage.columns(today)
    rows = [
        [typed(column.key, row[column.key]) for column in columns] for row in content["coverage"]
    ]
    return Table(
        columns, rows, title=_("Coverage"), key="coverage", empty=_("no customer needs visits")
    )


def typed(key: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and key in {"last_visit", "last_safe"} else value


def penetration_table(content: Content) -> Table:
    """Whose share of the year's budget is known, and how many are unknown (Q4, Q5).

    What was ordered is that of the calendar year up to the quarter's end, as its budget is.
    """
    year = content["start"][:4]
    money = partial(money_cell, content["decimals"], content["currency"])
    columns = [
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("ordered", _("Ordered in {year}").format(year=year), right=True, show=money),
        Column("budget", _("Budget of {year}").format(year=year), right=True, show=money),
        Column("share", _("Our share"), right=True, show=orders.share_cell),
        Column("reached", _("{share} % of it").format(share=content["share_wanted"]),
               show=reached_cell, style=reached_style),
    ]  # fmt: skip
    rows = [
        [share_of(row, content["share_wanted"]) if column.key == "share" else row[column.key]
         for column in columns]
        for row in content["penetration"]
    ]  # fmt: skip
    known = [row for row in content["penetration"] if row["reached"] is not None]
    title = _(
        "Share of the budget of {year}: {reached} of {known} known reach {share} %,"
        " {unknown} unknown"
    )
    return Table(
        columns, rows, key="penetration", empty=_("no customer needs visits"),
        title=title.format(
            year=year, reached=sum(row["reached"] for row in known), known=len(known),
            share=content["share_wanted"], unknown=len(content["penetration"]) - len(known),
        ),
    )  # fmt: skip


def share_of(row: Content, goal: int) -> Share | None:
    """A frozen share, with its words again."""
    return None if row["ordered"] is None else share(row["ordered"], row["budget"], goal)


def money_cell(decimals: int, currency: str, value: Any) -> str:
    return _("unknown") if value is None else money_text(value, decimals, currency)


def reached_cell(value: Any) -> str:
    return {None: _("unknown"), True: _("reached"), False: _("not reached")}[value]


def reached_style(value: Any) -> str:
    return {True: "green", False: "yellow"}.get(value, "")


def trend_table(content: Content) -> Table:
    money = partial(money_cell, content["decimals"], content["currency"])
    columns = [
        Column("quarter", _("Quarter")),
        Column("visits", _("Visits"), right=True, show=number_cell),
        Column("visits_per_day", _("A day"), right=True, show=number_cell),
        Column("quota_days", _("Quota days"), right=True, show=number_cell),
        Column("days", _("Working days"), right=True, show=number_cell),
        Column("covered", _("Covered"), right=True, show=number_cell),
        Column("needing", _("of"), right=True, show=number_cell),
        Column("new_customers", _("Developed"), right=True, show=number_cell),
        Column("ordered", _("Ordered"), right=True, show=money),
    ]
    rows = [[row[column.key] for column in columns] for row in content["trend"]]
    return Table(columns, rows, title=_("Trend over four quarters"), key="trend")
