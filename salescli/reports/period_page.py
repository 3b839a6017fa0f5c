"""The weekly, monthly and quarterly forms (requirements 2.2, 2.3): drawn from what was gathered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from salescli.dates import long_day
from salescli.domain.money import money_text
from salescli.language import N_, _
from salescli.output.cells import iso_day
from salescli.output.table import (
    Bar,
    Block,
    Chart,
    ChartKind,
    Column,
    Fact,
    Facts,
    Prose,
    Report,
    Table,
)
from salescli.reports import plans, quantities, quarterly, sold
from salescli.reports.figure_list import BY_KEY, Counted
from salescli.reports.lists import grade_style, number_cell
from salescli.reports.periodic import BOXES, PLAN_KINDS
from salescli.reports.state import State, status_facts

Content = dict[str, Any]
TITLES = {
    "weekly": N_("Weekly work report"),
    "monthly": N_("Monthly work report"),
    "quarterly": N_("Quarterly work report"),
}
PERIODS = {"weekly": N_("Week"), "monthly": N_("Month"), "quarterly": N_("Quarter")}
SALES = {
    "weekly": N_("This week's sales"),
    "monthly": N_("This month's sales"),
    "quarterly": N_("This quarter's sales"),
}


def page(content: Content, state: State) -> Report:
    """The form of requirements 2.2 or 2.3, and below it the figures of the period."""
    kind = content["kind"]
    boxes = BOXES[kind]
    summaries = [name for name in ("summary", "problems") if name in boxes]
    blocks: list[Block] = [
        Facts(header(content), key="header", inline=True),
        *[Prose(content[name], title=_(boxes[name]), key=name) for name in summaries],
        cumulative(content),
        *own_blocks(content),
        sales_table(content),
        sales_sums(content),
        Prose(content["memo"], title=_(boxes["memo"]), key="memo"),
        Prose(content["tomorrow"], title=_(boxes["tomorrow"]), key="next_plan"),
        Facts(status_facts(state), title=_("Status"), key="status"),
        Prose(state.remark, title=_("Remark"), key="remark"),
        point_table(content["points"], "points", _("Overview of the plan's main points")),
        support_table(content["next_points"]),
        figure_facts(content),
        *courses(content),
        change_table(content["grade_changes"]),
    ]
    extra = {
        "start": content["start"],
        "end": content["end"],
        "figures_of": {row["key"]: row["of"] for row in content["figures"]},
    }
    return Report(_(TITLES[kind]), blocks, key=kind, extra=extra)


def own_blocks(content: Content) -> list[Block]:
    """What the form of the kind has in the place of its first table."""
    if content["kind"] == "quarterly":
        return quarterly.blocks(content)
    return [customer_table(content["customers"])]


def header(content: Content) -> list[Fact]:
    start, end = (date.fromisoformat(content[name]) for name in ("start", "end"))
    return [
        Fact(PLAN_KINDS[content["kind"]], _(PERIODS[content["kind"]]), period_name(content)),
        Fact("from", _("First day"), content["start"], long_day(start)),
        Fact("to", _("Last day"), content["end"], long_day(end)),
        Fact("area", _("Area"), content["area"]),
        Fact("filled_in_by", _("Filled in by"), content["filled_in_by"]),
    ]


def period_name(content: Content) -> str:
    """``2026-W10``."""
    return str(content["name"])


def cumulative(content: Content) -> Facts:
    """Customers in total and by grade, with the change of the period."""
    now, before = content["cumulative"], content["cumulative_before"]
    labels = {"total": _("in all"), "-": _("without grade")}
    items = [
        Fact(key, labels.get(key, key), {"count": now[key], "change": now[key] - before[key]},
             f"{now[key]:,} ({now[key] - before[key]:+})")
        for key in now
        if now[key] or before[key] or key == "total"
    ]  # fmt: skip
    return Facts(items, title=_("Cumulative number of customers"), key="cumulative", inline=True)


def customer_table(rows: Sequence[Content]) -> Table:
    """The form's columns in its order: the grade comes before the name."""
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("grade", _("Grade"), style=grade_style),
        Column("customer", _("Customer"), wrap=True),
        Column("contact", _("Contact")),
        Column("phone", _("Phone")),
        Column("address", _("Address"), wrap=True),
        Column("mark", _("Change"), optional=True),
        *[Column(key, key, machine=True) for key in ("customer_no", "new", "from_grade")],
    ]
    shown = [
        (row["no"], row["grade"], row["customer"], row["contact"], row["phone"], row["address"],
         mark(row), row["customer_no"], row["new"], row["from_grade"])
        for row in rows
    ]  # fmt: skip
    return Table(columns, shown, title=_("Description of the customers"), key="customers",
                 empty=_("no customer was visited, called, new or regraded"))  # fmt: skip


def mark(row: Content) -> str:
    """``new``, ``B → A``, or both."""
    steps = f"{row['from_grade']} → {row['grade']}" if row["from_grade"] else ""
    return ", ".join(filter(None, (_("new") if row["new"] else "", steps)))


def sales_table(content: Content) -> Table:
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("contact", _("Contact")),
        Column("phone", _("Phone")),
        Column("address", _("Address"), wrap=True),
        Column("quantity", _("Quantity"), right=True, wrap=True),
        Column("amount", _("Amount"), right=True),
        *[Column(key, key, machine=True) for key in ("quantities", "amounts")],
    ]
    rows = [
        (row["no"], row["customer"], row["contact"], row["phone"], row["address"],
         quantities.words(row["quantities"]), amounts(row, content["decimals"]),
         row["quantities"], row["amounts"])
        for row in content["sales"]
    ]  # fmt: skip
    return Table(columns, rows, title=_(SALES[content["kind"]]), key="sales",
                 empty=_("no orders"))  # fmt: skip


def amounts(row: Content, decimals: int) -> str:
    return ", ".join(
        money_text(amount, decimals, currency) for currency, amount in row["amounts"].items()
    )


def sales_sums(content: Content) -> Facts:
    """What all the sales come to; an empty period has no such line."""
    sums = Counter[str]()
    for row in content["sales"]:
        sums.update(row["amounts"])
    return sold.totals(sums, content["decimals"], "sales_totals")


def point_table(rows: Sequence[Content], key: str, title: str) -> Table:
    columns = [
        Column("text", _("Main point"), wrap=True),
        Column("done", _("Progress"), right=True, show=plans.percent_cell, style=plans.done_style),
        Column("problem", _("Problem"), wrap=True, optional=True),
        Column("times_carried", _("Carried"), right=True, show=plans.times_cell, optional=True),
    ]
    shown = [[row[column.key] for column in columns] for row in rows]
    return Table(columns, shown, title=title, key=key, empty=_("nothing was planned"))


def support_table(rows: Sequence[Content]) -> Table:
    """What the manager is asked to arrange (P6)."""
    columns = [
        Column("text", _("Main point"), wrap=True),
        Column("support", _("Support needed"), wrap=True),
        Column("arranged", _("Arranged"), wrap=True, optional=True),
        Column("arranged_by", _("Arranged by"), optional=True),
    ]
    shown = [[row[column.key] for column in columns] for row in rows if row["support"]]
    return Table(columns, shown, title=_("Support needed"), key="support", optional=True)


def figure_facts(content: Content) -> Facts:
    items = [
        Fact(row["key"], _(BY_KEY[row["key"]].name), row["value"], figure_text(row))
        for row in content["figures"]
        if row["value"] is not None
    ]
    return Facts(items, title=_("Figures (`--explain NAME` shows how one is counted)"),
                 key="figures")  # fmt: skip


def figure_text(row: Content) -> str:
    return BY_KEY[row["key"]].text(counted(row))


def counted(row: Content) -> Counted:
    """A frozen figure, to be said in the language of today."""
    return Counted(**{name: row[name] for name in Counted._fields})


def courses(content: Content) -> list[Block]:
    """The course of the visits, to look at."""
    charts: list[Block] = []
    if "visits_by_day" in content:
        bars = [Bar(day[5:], count) for day, count in content["visits_by_day"]]
        title = _("Visits per day")
        charts.append(
            Chart(
                bars,
                title=title,
                key="visits_by_day",
                kind=ChartKind.SPARK,
                heads=(_("Day"), _("Visits"), ""),
            )
        )
    if "visits_by_week" in content:
        bars = [Bar(week[5:], count) for week, count in content["visits_by_week"]]
        title = _("Visits per week")
        charts.append(
            Chart(
                bars,
                title=title,
                key="visits_by_week",
                kind=ChartKind.SPARK,
                heads=(_("Week"), _("Visits"), ""),
            )
        )
    return charts


def change_table(rows: Sequence[Content]) -> Table:
    columns = [
        Column("changed_on", _("Day"), show=iso_day),
        Column("customer", _("Customer"), wrap=True),
        Column("from_grade", _("From"), style=grade_style),
        Column("to_grade", _("To"), style=grade_style),
        Column("reason", _("Reason"), wrap=True),
    ]
    shown = [[row[column.key] for column in columns] for row in rows]
    return Table(columns, shown, title=_("Grade changes"), key="grade_changes", optional=True)
