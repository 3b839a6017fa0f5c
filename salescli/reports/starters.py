"""Files that an own report can begin with: commented, and ready to run."""

from __future__ import annotations

from textwrap import wrap
from typing import NamedTuple

from salescli.config.writing import quoted
from salescli.language import N_, _

WIDTH = 92


class Starter(NamedTuple):
    """One report to begin with; ``columns`` are (key, title, format)."""

    title: str
    about: str
    query: str
    columns: tuple[tuple[str, str, str], ...]
    period: str = ""
    group: str = ""
    totals: tuple[str, ...] = ()


WEEKLY = Starter(
    N_("Visits of the week"),
    N_("visits per customer of a week, by grade, with sums"),
    """\
SELECT coalesce(c.grade, '-') AS grade, c.name AS customer, c.area, count(*) AS visits,
       sum(v.outcome = 'met') AS met, max(v.visit_date) AS last_visit
  FROM visits v
  JOIN customers c ON c.id = v.customer_id
 WHERE v.visit_date >= :start AND v.visit_date < :end
 GROUP BY c.id
 ORDER BY grade, visits DESC, customer""",
    (
        ("grade", N_("Grade"), "text"),
        ("customer", N_("Customer"), "text"),
        ("area", N_("Area"), "text"),
        ("visits", N_("Visits"), "number"),
        ("met", N_("Times met"), "number"),
        ("last_visit", N_("Last visit"), "date"),
    ),
    "this week",
    "grade",
    ("visits", "met"),
)
CUSTOMERS = Starter(
    N_("Customers by area"),
    N_("customers by area with grade, phone and last visit"),
    """\
SELECT area, name AS customer, grade, status, contact, phone, last_visit, next_due
  FROM customers
 ORDER BY area, grade IS NULL, grade, name""",
    (
        ("area", N_("Area"), "text"),
        ("customer", N_("Customer"), "text"),
        ("grade", N_("Grade"), "text"),
        ("status", N_("Status"), "text"),
        ("contact", N_("Contact"), "text"),
        ("phone", N_("Phone"), "text"),
        ("last_visit", N_("Last visit"), "date"),
        ("next_due", N_("Due"), "date"),
    ),
    group="area",
)
VISITS = Starter(
    N_("Visits of the month"),
    N_("every visit of a month, day by day"),
    """\
SELECT visit_date, customer, grade_at_visit AS grade, outcome, met, minutes, result
  FROM visits
 WHERE visit_date >= :start AND visit_date < :end AND channel = 'visit'
 ORDER BY visit_date, visit_time, no""",
    (
        ("visit_date", N_("Day"), "date"),
        ("customer", N_("Customer"), "text"),
        ("grade", N_("Grade"), "text"),
        ("outcome", N_("Outcome"), "text"),
        ("met", N_("Met"), "text"),
        ("minutes", N_("Min"), "number"),
        ("result", N_("Result"), "text"),
    ),
    "this month",
    "visit_date",
    ("minutes",),
)
FOLLOWUPS = Starter(
    N_("Open follow-ups"),
    N_("what is left over, by customer, with the days it is late"),
    """\
SELECT customer, grade, text, due_on,
       max(0, cast(julianday(:today) - julianday(due_on) AS integer)) AS days_late
  FROM followups
 WHERE done_on IS NULL
 ORDER BY customer, due_on IS NULL, due_on""",
    (
        ("customer", N_("Customer"), "text"),
        ("grade", N_("Grade"), "text"),
        ("text", N_("What"), "text"),
        ("due_on", N_("Due"), "date"),
        ("days_late", N_("Days late"), "number"),
    ),
    group="customer",
)
ORDERS = Starter(
    N_("Orders of the month"),
    N_("orders and amounts per customer, with the share of each"),
    """\
SELECT customer, count(*) AS orders, sum(amount) AS amount,
       1.0 * sum(amount) / nullif(sum(sum(amount)) OVER (), 0) AS share
  FROM orders
 WHERE order_date >= :start AND order_date < :end
 GROUP BY customer_id
 ORDER BY amount DESC, customer""",
    (
        ("customer", N_("Customer"), "text"),
        ("orders", N_("Orders"), "number"),
        ("amount", N_("Amount"), "money"),
        ("share", N_("Share"), "percent"),
    ),
    "this month",
    totals=("orders", "amount"),
)

STARTERS = {
    "weekly": WEEKLY,
    "customers": CUSTOMERS,
    "visits": VISITS,
    "followups": FOLLOWUPS,
    "orders": ORDERS,
}


def text_of(starter: Starter, name: str) -> str:
    """The commented file, in the chosen language."""
    lines = [
        *remark(_("A report of your own: {about}").format(about=_(starter.about))),
        f"# sales report run {name}",
        "",
        f"title: {quoted(_(starter.title))}",
        "",
        *remark(_("One SELECT over the views that `sales help views` lists.")),
        *remark(_("It may use :start and :end (the period's first day and the day after its last), "
                  ":today, and :rep (your name).")),
        "query: |",
        *("  " + line for line in starter.query.splitlines()),
        "",
    ]  # fmt: skip
    if starter.period:
        lines += [*remark(_("The period when none is typed.")), f"period: {starter.period}", ""]
    lines += [*remark(_("Formats: text, number, money, date, percent.")), "columns:"]
    lines += [
        f"  - {{key: {key}, title: {quoted(_(title))}, format: {form}}}"
        for key, title, form in starter.columns
    ]
    if starter.group:
        about = remark(_("A new group begins where this column changes."))
        lines += ["", *about, f"group: {starter.group}"]
    if starter.totals:
        lines += ["", *remark(_("Columns to sum.")), f"totals: [{', '.join(starter.totals)}]"]
    return "\n".join(lines) + "\n"


def remark(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="# ", subsequent_indent="# ")
