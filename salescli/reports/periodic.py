"""The weekly and monthly reports (P5-P13, requirements 2.2 and 2.3): gathered, then drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import Period, iso_week_name, long_day
from salescli.domain.workdays import Calendar
from salescli.language import N_, _
from salescli.output.table import Block, Column, Fact, Facts, Prose, Report, Table
from salescli.reports import figures, plans, quota, standing
from salescli.reports.daily import State, status_facts
from salescli.reports.lists import grade_style, number_cell
from salescli.reports.plans import Point
from salescli.store.reading import Reader

Content = dict[str, Any]
PLAN_KINDS = {"weekly": "week", "monthly": "month"}
TITLES = {"weekly": N_("Weekly work report"), "monthly": N_("Monthly work report")}
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
}
SALES = {"weekly": N_("This week's sales"), "monthly": N_("This month's sales")}


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
    customer_id: str
    unit: str
    currency: str
    quantity_milli: int
    amount: int


TOUCHED = """
FROM customers WHERE id IN (SELECT customer_id FROM visits WHERE visit_date >= :start
  AND visit_date < :end UNION SELECT customer_id FROM grade_changes WHERE changed_on >= :start
  AND changed_on < :end) OR (reported_at >= :from_stamp AND reported_at < :to_stamp)
"""
SOLD = """
FROM (SELECT customer_id, unit, currency, sum(quantity_milli) AS quantity_milli,
  sum(amount) AS amount, min(order_date) AS first FROM order_lines
  WHERE order_date >= :start AND order_date < :end GROUP BY customer_id, unit, currency)
ORDER BY first, customer_id, unit
"""


def gather(
    reader: Reader, config: Config, calendar: Calendar, kind: str, period: Period, today: date,
    texts: Mapping[str, str | None],
) -> Content:  # fmt: skip
    """Everything the form says of a week or month; ``texts`` are its boxes where written."""
    plan = PLAN_KINDS[kind]
    points = plans.points(reader, plan, period.start)
    coming = plans.points(reader, plan, period.end)
    coming += [
        point._replace(times_carried=point.times_carried + 1)
        for point in points
        if point.done < 100 and not point.carried_on
    ]
    before = standing.grades_on(reader, period.start)
    after = standing.grades_on(reader, period.end)
    found = figures.facts(reader, config, calendar, period, today)
    content: Content = {
        "kind": kind,
        "start": period.start.isoformat(),
        "end": period.last.isoformat(),
        "week": iso_week_name(period.start) if kind == "weekly" else None,
        "area": config.me.area,
        "filled_in_by": config.me.name,
        "points": [point_content(point) for point in points],
        "next_points": [point_content(point) for point in coming],
        "customers": customers(reader, period, before, after),
        "cumulative": standing.counted(after),
        "cumulative_before": standing.counted(before),
        "grade_changes": grade_changes(reader, period),
        "sales": sales(reader, period),
        "decimals": config.money.decimals,
        "figures": [
            {"key": one.key, "value": one.value(found), "text": one.text(found)}
            for one in figures.FIGURES
        ],
    }
    drafts = {"summary": overview(points), "problems": problems(points), "memo": "",
              "tomorrow": plan_text(coming)}  # fmt: skip
    for box in BOXES[kind]:
        written = texts.get(box)
        content[box] = drafts[box] if written is None else written
    return content


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
        from_stamp=quota.local_start(period.start),
        to_stamp=quota.local_start(period.end),
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
    """What was ordered in the period, customer by customer: quantities by unit, and the amount."""
    span = {"start": period.start.isoformat(), "end": period.end.isoformat()}
    sold: dict[str, list[Sold]] = {}
    for row in reader.rows(Sold, SOLD, **span):
        sold.setdefault(row.customer_id, []).append(row)
    found = []
    for place, (customer_id, rows) in enumerate(sold.items(), 1):
        known = reader.first(Touched, "FROM customers WHERE id = :id", id=customer_id)
        amounts: dict[str, int] = {}
        for row in rows:
            amounts[row.currency] = amounts.get(row.currency, 0) + row.amount
        found.append(
            {"no": place, "customer": known.name if known else "",
             "contact": (known and known.contact) or "",
             "phone": (known and (known.contact_phone or known.phone)) or "",
             "address": known.address if known else "",
             "quantities": [{"quantity_milli": row.quantity_milli, "unit": row.unit}
                            for row in rows],
             "amounts": amounts}
        )  # fmt: skip
    return found


def page(content: Content, state: State) -> Report:
    """The form of requirements 2.2 or 2.3, and below it the figures of the period."""
    kind = content["kind"]
    boxes = BOXES[kind]
    summaries = [name for name in ("summary", "problems") if name in boxes]
    blocks: list[Block] = [
        Facts(header(content), key="header", inline=True),
        *[Prose(content[name], title=_(boxes[name]), key=name) for name in summaries],
        cumulative(content),
        customer_table(content["customers"]),
        sales_table(content),
        Prose(content["memo"], title=_(boxes["memo"]), key="memo"),
        Prose(content["tomorrow"], title=_(boxes["tomorrow"]), key="next_plan"),
        Facts(status_facts(state), title=_("Status"), key="status"),
        Prose(state.remark, title=_("Remark"), key="remark"),
        point_table(content["points"], "points", _("Overview of the plan's main points")),
        support_table(content["next_points"]),
        figure_facts(content),
        change_table(content["grade_changes"]),
    ]
    return Report(_(TITLES[kind]), blocks, key=kind,
                  extra={"start": content["start"], "end": content["end"]})  # fmt: skip


def header(content: Content) -> list[Fact]:
    start, end = (date.fromisoformat(content[name]) for name in ("start", "end"))
    items = [
        Fact("week", _("Week"), content["week"]),
        Fact("from", _("First day"), content["start"], long_day(start)),
        Fact("to", _("Last day"), content["end"], long_day(end)),
        Fact("area", _("Area"), content["area"]),
        Fact("filled_in_by", _("Filled in by"), content["filled_in_by"]),
    ]
    return [item for item in items if item.key != "week" or item.value]


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
        Column("quantity", _("Quantity"), right=True),
        Column("amount", _("Amount"), right=True),
        *[Column(key, key, machine=True) for key in ("quantities", "amounts")],
    ]
    rows = [
        (row["no"], row["customer"], row["contact"], row["phone"], row["address"],
         quantities(row), amounts(row, content["decimals"]), row["quantities"], row["amounts"])
        for row in content["sales"]
    ]  # fmt: skip
    return Table(columns, rows, title=_(SALES[content["kind"]]), key="sales",
                 empty=_("no orders"))  # fmt: skip


def quantities(row: Content) -> str:
    return ", ".join(
        f"{thousandths(item['quantity_milli'])} {item['unit']}".strip()
        for item in row["quantities"]
    )


def thousandths(milli: int) -> str:
    """A quantity in thousandths as people write it: ``2.5``."""
    whole, rest = divmod(milli, 1000)
    return f"{whole:,}" + (f".{rest:03}".rstrip("0") if rest else "")


def amounts(row: Content, decimals: int) -> str:
    return ", ".join(
        f"{minor_units(amount, decimals)} {currency}" for currency, amount in row["amounts"].items()
    )


def minor_units(amount: int, decimals: int) -> str:
    """Minor units as people write money, exactly."""
    whole, rest = divmod(amount, 10**decimals)
    return f"{whole:,}" + (f".{rest:0{decimals}}" if decimals else "")


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
    names = {one.key: one.name for one in figures.FIGURES}
    items = [
        Fact(row["key"], _(names.get(row["key"], row["key"])), row["value"], row["text"])
        for row in content["figures"]
        if row["text"] or row["value"] is not None
    ]
    return Facts(items, title=_("Figures (`--explain NAME` shows how one is counted)"),
                 key="figures")  # fmt: skip


def change_table(rows: Sequence[Content]) -> Table:
    columns = [
        Column("changed_on", _("Day")),
        Column("customer", _("Customer"), wrap=True),
        Column("from_grade", _("From"), style=grade_style),
        Column("to_grade", _("To"), style=grade_style),
        Column("reason", _("Reason"), wrap=True),
    ]
    shown = [[row[column.key] for column in columns] for row in rows]
    return Table(columns, shown, title=_("Grade changes"), key="grade_changes", optional=True)


def differences(before: Content, after: Content) -> list[str]:
    """What a later state of the data says differently."""
    lines = []
    for name, words in (("customers", _("customers")), ("sales", _("sales"))):
        if plain(before[name]) != plain(after[name]):
            old = {row["customer"] for row in before[name]}
            new = {row["customer"] for row in after[name]}
            who = ", ".join(sorted((old ^ new) or changed(before[name], after[name])))
            lines.append(f"{words}: {who}")
    values = {row["key"]: row["text"] for row in before["figures"]}
    names = {one.key: one.name for one in figures.FIGURES}
    lines += [
        _("{name}: {before} → {after}").format(
            name=_(names[row["key"]]), before=values[row["key"]], after=row["text"]
        )
        for row in after["figures"]
        if row["key"] in values and values[row["key"]] != row["text"]
    ]
    lines += [
        _(title) for name, title in BOXES[after["kind"]].items() if before[name] != after[name]
    ]
    if before["points"] != after["points"]:
        lines.append(_("plan points"))
    return lines


def plain(rows: Sequence[Content]) -> list[Content]:
    return [{key: value for key, value in row.items() if key != "no"} for row in rows]


def changed(before: Sequence[Content], after: Sequence[Content]) -> set[str]:
    old = {row["customer"]: row for row in plain(before)}
    return {row["customer"] for row in plain(after) if old.get(row["customer"]) != row}


def incomplete(_content: Content) -> list[str]:
    """Nothing of these forms keeps a report from being handed in."""
    return []


def explained(found: figures.Facts, key: str) -> Report | None:
    """One figure with its formula and every row it counts; None when there is no such figure."""
    one = next((one for one in figures.FIGURES if one.key == key), None)
    if one is None:
        return None
    rows = list(one.rows(found))
    facts = Facts(
        [
            Fact("figure", _("Figure"), one.key, _(one.name)),
            Fact("value", _("Value"), one.value(found), one.text(found)),
            Fact("formula", _("Formula"), _(one.formula)),
        ],
        key="explain",
    )
    return Report(_(one.name), [facts, counted(rows)], key="explain")


def counted(rows: Sequence[Any]) -> Table:
    """The rows that a figure counts, whatever they are."""
    first = rows[0] if rows else None
    fields = getattr(first, "_fields", None)
    if fields is None:
        width = len(first) if isinstance(first, tuple) else 1
        fields = ("day", "planned", "made")[:width] if width == 3 else ("day", "count")[:width]
        rows = [row if isinstance(row, tuple) else (row,) for row in rows]
    columns = [Column(name, name.replace("_", " "), machine=name.endswith("id")) for name in fields]
    return Table(columns, rows, title=_("Rows counted"), key="rows", empty=_("none"))
