"""What a weekly, monthly or quarterly report says (P5-P13, Q3, Q4), gathered as plain facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import Period, iso_week_name
from salescli.domain.workdays import Calendar
from salescli.language import N_, _
from salescli.reports import figures, plans, quarterly, standing
from salescli.reports.figure_list import FIGURES
from salescli.reports.plans import Point
from salescli.reports.quantities import Goods, added
from salescli.store.reading import Reader, day_stamp
from salescli.store.scope import REPORTED

Content = dict[str, Any]
PLAN_KINDS = {"weekly": "week", "monthly": "month", "quarterly": "quarter"}
BOXES: dict[str, dict[str, str]] = {
    "weekly": {
        "summary": N_("Summary of this week's work"),
        "memo": N_("Memo"),
        "tomorrow": N_("Next week's plan"),
    },
    "monthly": {
        "summary": N_("Summary of this month's work: results"),
        "problems": N_("Summary of this month's work: problems"),
        "memo": N_("Memo"),
        "tomorrow": N_("Next month's plan"),
    },
    "quarterly": {
        "summary": N_("Summary of this quarter's work: results"),
        "problems": N_("Summary of this quarter's work: problems"),
        "memo": N_("Memo"),
        "tomorrow": N_("Next quarter's plan"),
    },
}


class Touched(NamedTuple):
    """A customer that was visited, called, new or regraded in the period."""

    id: str
    no: int
    name: str
    contact: str | None
    contact_phone: str | None
    phone: str
    address: str


class Regraded(NamedTuple):
    customer_id: str
    customer: str
    from_grade: str | None
    to_grade: str | None
    changed_on: date
    reason: str


class Sold(NamedTuple):
    """What a customer ordered of one product in a currency; a deleted one has its name alone."""

    customer_id: str
    customer: str
    contact: str | None
    contact_phone: str | None
    phone: str | None
    address: str | None
    product: str
    spec: str
    unit: str
    currency: str
    quantity_milli: int
    amount: int


TOUCHED = f"""
FROM customers WHERE id IN (SELECT customer_id FROM visits WHERE visit_date >= :start
  AND visit_date < :end UNION SELECT customer_id FROM grade_changes WHERE changed_on >= :start
  AND changed_on < :end) OR (reported_at >= :from_stamp AND reported_at < :to_stamp AND {REPORTED})
"""  # noqa: S608 -- a condition of ours
SOLD = """
FROM (SELECT customer_id, customer, product, spec, unit, currency,
  sum(quantity_milli) AS quantity_milli, sum(amount) AS amount,
  min(min(order_date)) OVER (PARTITION BY customer_id) AS first FROM order_lines
  WHERE order_date >= :start AND order_date < :end
  GROUP BY customer_id, customer, product, spec, unit, currency)
LEFT JOIN (SELECT id, contact, contact_phone, phone, address FROM customers) ON id = customer_id
ORDER BY first, customer_id, unit, product, spec
"""


def gather(
    reader: Reader, config: Config, calendar: Calendar, kind: str, period: Period, today: date,
    texts: Mapping[str, str | None],
) -> Content:  # fmt: skip
    """Everything the form says of a week or month; ``texts`` are its boxes where written."""
    points, coming = planned(reader, kind, period)
    before = standing.grades_on(reader, period.start)
    after = standing.grades_on(reader, period.end)
    found = figures.facts(reader, config, calendar, period, today)
    content: Content = {
        **heading(config, kind, period),
        "points": [point_content(point) for point in points],
        "next_points": [point_content(point) for point in coming],
        "cumulative": standing.counted(reader, after),
        "cumulative_before": standing.counted(reader, before),
        "grade_changes": grade_changes(reader, period),
        "sales": sales(reader, period),
        "decimals": config.money.decimals,
        "figures": [{"key": one.key, **one.count(found)._asdict()} for one in FIGURES],
    }
    content |= {name: count(found) for name, count in COURSES.get(kind, {}).items()}
    if kind == "quarterly":
        content |= quarterly.gather(reader, config, calendar, period, today)
    else:
        content["customers"] = customers(reader, period, before, after)
    drafts = {"summary": overview(points), "problems": problems(points), "memo": "",
              "tomorrow": plan_text(coming)}  # fmt: skip
    return content | {
        box: drafts[box] if texts.get(box) is None else texts[box] for box in BOXES[kind]
    }


def planned(reader: Reader, kind: str, period: Period) -> tuple[list[Point], list[Point]]:
    """The points of the period, and those of the next: planned for it, or left unfinished here."""
    plan = PLAN_KINDS[kind]
    points = plans.points(reader, plan, period.start)
    carried = [
        point._replace(times_carried=point.times_carried + 1)
        for point in points
        if point.done < 100 and not point.carried_on
    ]
    return points, plans.points(reader, plan, period.end) + carried


def heading(config: Config, kind: str, period: Period) -> Content:
    """Which report it is, and whose."""
    return {
        "kind": kind,
        "start": period.start.isoformat(),
        "end": period.last.isoformat(),
        "name": plans.period_name(PLAN_KINDS[kind], period.start),
        "area": config.me.area,
        "filled_in_by": config.me.name,
    }


def by_day(found: figures.Facts) -> list[list[Any]]:
    """Visits of each working day so far, and of other days that have some."""
    counts = Counter(row.visit_date for row in found.made)
    return [[day.isoformat(), counts[day]] for day in sorted({*found.days, *counts})]


def by_week(found: figures.Facts) -> list[list[Any]]:
    """Visits of each ISO week that has begun."""
    counts = Counter(iso_week_name(row.visit_date) for row in found.made)
    weeks = {iso_week_name(day) for day in found.days}
    return [[name, counts[name]] for name in sorted({*weeks, *counts})]


COURSES: dict[str, dict[str, Callable[[figures.Facts], list[list[Any]]]]] = {
    "monthly": {"visits_by_day": by_day},
    "quarterly": {"visits_by_week": by_week},
}


def point_content(point: Point) -> Content:
    return {
        "text": point.text, "customer": point.customer, "done": point.done,
        "problem": point.problem, "support": point.support, "arranged": point.arranged,
        "arranged_by": point.arranged_by, "times_carried": point.times_carried,
    }  # fmt: skip


def overview(points: Sequence[Point]) -> str:
    """How far the plan's main points came, as a first draft."""
    if not points:
        return ""
    done = sum(point.done == 100 for point in points)
    lines = [_("Plan points done: {done} of {count}").format(done=done, count=len(points))]
    lines += [
        f"- {point.text}: {point.done} %" + (f" ({point.problem})" if point.problem else "")
        for point in points
    ]
    return "\n".join(lines)


def problems(points: Sequence[Point]) -> str:
    return "\n".join(f"- {point.text}: {point.problem}" for point in points if point.problem)


def plan_text(points: Sequence[Point]) -> str:
    """The next period's main points, with the support they need and how often they were carried."""
    lines = []
    for point in points:
        more = [_("support: {text}").format(text=point.support)] if point.support else []
        if point.times_carried:
            more.append(_("carried {count}×").format(count=point.times_carried))
        lines.append(f"- {point.text}" + (f" ({'; '.join(more)})" if more else ""))
    return "\n".join(lines)


def customers(
    reader: Reader, period: Period, before: Mapping[str, str | None],
    after: Mapping[str, str | None],
) -> list[Content]:  # fmt: skip
    """The customers touched in the period, A first, with what is new about them."""
    rows = reader.rows(
        Touched,
        TOUCHED,
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        from_stamp=day_stamp(period.start),
        to_stamp=day_stamp(period.end),
        rep=reader.rep,
    )
    first = {row.id: before.get(row.id, after.get(row.id)) for row in rows}
    for change in reversed(regraded(reader, period)):
        first[change.customer_id] = change.from_grade
    found = [
        {"grade": after.get(row.id), "customer": row.name, "customer_no": row.no,
         "contact": row.contact or "", "phone": row.contact_phone or row.phone,
         "address": row.address, "new": row.id not in before,
         "from_grade": first[row.id] if first.get(row.id) != after.get(row.id) else None}
        for row in rows
    ]  # fmt: skip
    found.sort(key=lambda row: (row["grade"] or "Z", row["customer_no"]))
    return [{"no": place, **row} for place, row in enumerate(found, 1)]


def regraded(reader: Reader, period: Period) -> list[Regraded]:
    """The grade changes of the period (G6); a first grade is no change."""
    return reader.rows(
        Regraded,
        "FROM grade_changes WHERE changed_on >= :start AND changed_on < :end"
        " AND from_grade IS NOT NULL ORDER BY changed_on, created_at",
        start=period.start.isoformat(),
        end=period.end.isoformat(),
    )


def grade_changes(reader: Reader, period: Period) -> list[Content]:
    return [
        {"customer": row.customer, "from_grade": row.from_grade, "to_grade": row.to_grade,
         "changed_on": row.changed_on.isoformat(), "reason": row.reason}
        for row in regraded(reader, period)
    ]  # fmt: skip


def sales(reader: Reader, period: Period) -> list[Content]:
    """What was ordered in the period, customer by customer: quantities and the amount."""
    span = {"start": period.start.isoformat(), "end": period.end.isoformat()}
    sold: dict[str, list[Sold]] = {}
    for row in reader.rows(Sold, SOLD, **span):
        sold.setdefault(row.customer_id, []).append(row)
    found = []
    for place, rows in enumerate(sold.values(), 1):
        known = rows[0]
        amounts: dict[str, int] = {}
        for row in rows:
            amounts[row.currency] = amounts.get(row.currency, 0) + row.amount
        found.append(
            {"no": place, "customer": known.customer,
             "contact": known.contact or "",
             "phone": known.contact_phone or known.phone or "",
             "address": known.address or "",
             "quantities": added(
                 Goods(f"{row.product} {row.spec}".rstrip(), row.unit, row.quantity_milli)
                 for row in rows
             ),
             "amounts": amounts}
        )  # fmt: skip
    return found
