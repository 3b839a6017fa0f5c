"""The daily form (requirements 2.1), drawn from what was gathered: in any language, years later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from salescli.dates import long_day, short_day
from salescli.domain.shares import ratio_text
from salescli.domain.words import label
from salescli.language import _
from salescli.output.cells import iso_day
from salescli.output.table import Block, Column, Fact, Facts, Prose, Report, Table
from salescli.reports import quota, sold
from salescli.reports.lists import grade_style, number_cell
from salescli.reports.state import State, status_facts

Content = dict[str, Any]


def page(content: Content, state: State) -> Report:
    """The form of requirements 2.1, and below it what the office asks besides."""
    day = date.fromisoformat(content["day"])
    blocks: list[Block] = [
        Facts(header(content, day), key="header", inline=True),
        visit_table(content["visits"], "visits", "", day),
        Prose(content["summary"], title=_("Summary of today's work"), key="summary"),
        Prose(content["tomorrow"], title=_("Tomorrow's work"), key="tomorrow"),
        Facts(status_facts(state), title=_("Status"), key="status"),
        Prose(state.remark, title=_("Remark"), key="remark"),
        *order_blocks(content),
        Facts(quota_facts(content), title=_("Quota"), key="quota"),
    ]
    if content.get("route"):
        blocks.append(Facts(route_facts(content["route"]), title=_("Route"), key="route"))
    blocks += [
        replace(
            visit_table(content["calls"], "calls", _("Phone calls and other contacts"), day),
            optional=True,
        ),
        grade_table(content["grade_changes"]),
        new_table(content["new_customers"]),
    ]
    return Report(_("Daily work report"), blocks, key="daily", extra={"day": content["day"]})


def order_blocks(content: Content) -> list[Block]:
    """The day's orders and their sum; a report of before they were gathered has none."""
    rows, decimals = content.get("orders", []), content.get("decimals", 0)
    sums = sold.totals(sold.summed(rows), decimals, "order_totals")
    return [sold.table(rows, decimals), sums]


def header(content: Content, day: date) -> list[Fact]:
    return [
        Fact("day", _("Date"), content["day"], long_day(day)),
        Fact("area", _("Area"), content["area"]),
        Fact("filled_in_by", _("Filled in by"), content["filled_in_by"]),
    ]


def visit_table(rows: list[Content], key: str, title: str, day: date) -> Table:
    """The nine columns of the form, in its order."""
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("contact", _("Contact")),
        Column("phone", _("Phone")),
        Column("address", _("Address"), wrap=True),
        Column("time", _("Time")),
        Column("course", _("Course of the visit"), wrap=True, weight=2),
        Column("grade", _("Grade"), style=grade_style),
        Column("follow_up", _("Follow-up"), wrap=True),
        *[Column(key, key, machine=True) for key in RECORDED],
    ]
    shown = [
        (
            row["no"], row["customer"], row["contact"], row["phone"], row["address"], row["time"],
            course(row), row["grade"], memo(row, day), *[row[key] for key in RECORDED],
        )
        for row in rows
    ]  # fmt: skip
    return Table(
        columns, shown, title=title, key=key, empty=_("no visits this day"),
        narrow=narrow_table(rows, title, day),
    )  # fmt: skip


def narrow_table(rows: list[Content], title: str, day: date) -> Table:
    """The same for a small window: what happened has the room, who and where stand in one cell."""
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("time", _("Time")),
        Column("course", _("Course of the visit"), wrap=True, weight=2),
        Column("grade", _("Grade"), style=grade_style),
        Column("follow_up", _("Follow-up"), wrap=True),
    ]
    shown = [
        (row["no"], who(row), row["time"], course(row), row["grade"], memo(row, day))
        for row in rows
    ]
    return Table(columns, shown, title=title, key="narrow")


def who(row: Content) -> str:
    """Customer, contact with phone, and address, below each other."""
    person = " ".join(filter(None, (row["contact"], row["phone"])))
    return "\n".join(filter(None, (row["customer"], person, row["address"])))


RECORDED = ("visit_no", "outcome", "channel", "minutes", "content", "result", "problems")


def course(row: Content) -> str:
    """What happened, in one cell: outcome where it matters, content, result, problems."""
    lines = []
    if row["outcome"] != "met":
        lines.append(label(row["outcome"]) + left_behind(row))
    if row["channel"] not in {"visit", "phone"}:
        lines.append(label(row["channel"]))
    lines += [row["content"]] if row["content"] else []
    if row["result"]:
        lines.append(_("Result: {text}").format(text=row["result"]))
    if row["problems"]:
        lines.append(_("Problems: {text}").format(text=row["problems"]))
    if row["late_days"]:
        lines.append(_("(late entry)"))
    return "\n".join(lines)


def left_behind(row: Content) -> str:
    left = [
        word
        for word, given in (
            (_("note left"), row["note_left"]), (_("card left"), row["card_left"]),
        )
        if given
    ]  # fmt: skip
    return f" ({', '.join(left)})" if left else ""


def memo(row: Content, day: date) -> str:
    return "\n".join(memo_line(item, day) for item in row["follow_up"])


def memo_line(item: Content, day: date) -> str:
    due = short_day(date.fromisoformat(item["due_on"]), day) if item["due_on"] else ""
    text = item["text"] or _("next visit")
    return f"{text} ({due})" if due else text


def quota_facts(content: Content) -> list[Fact]:
    """The quota's figures as they were, with the rules of that day."""
    values, rule = content["quota"], content["quota_rules"]
    met = _("fulfilled") if values["quota_met"] else _("not fulfilled")
    goal = _("{count} of {goal} (band {band})").format(
        count=values["customers"], goal=rule["goal"], band=rule["band"]
    )
    new = _("{count} this week (wanted {band})").format(
        count=content["new_this_week"], band=content["new_wanted"]
    )
    late = sum(bool(row["late_days"]) for row in content["visits"] + content["calls"])
    half = rule["half"]
    return [
        Fact("quota_met", _("Quota"), values["quota_met"], met),
        Fact("points", _("A/B points"), values["points"],
             quota.out_of(values["points"], rule["needed"])),
        Fact("customers", _("Customers visited"), values["customers"], goal),
        Fact("morning", _("Morning"), values["morning"], quota.out_of(values["morning"], half)),
        Fact("afternoon", _("Afternoon"), values["afternoon"],
             quota.out_of(values["afternoon"], half)),
        Fact("phone_calls", _("Phone calls"), values["phone_calls"]),
        Fact("absent", _("No-shows"), values["absent"]),
        Fact("late_entries", _("Late entries"), late),
        Fact("new_this_week", _("Customers developed"), content["new_this_week"], new),
    ]  # fmt: skip


def route_facts(route: Content) -> list[Fact]:
    """How the day's plan was kept: what was not made says why, what is unanswered stays visible."""
    facts = [
        Fact("adherence", _("Planned stops made"), route["adherence"],
             ratio_text(route["made"], route["planned"])),
        Fact("off_plan", _("Off plan"), route["off_plan"], ", ".join(route["off_plan"])),
        Fact("detour", _("Detour"), route["detour"],
             "" if route["detour"] is None else _("{count} min").format(count=route["detour"])),
        Fact("not_made", _("Not made"), route["not_made"],
             "\n".join(map(not_made, route["not_made"]))),
        Fact("unanswered", _("No outcome yet"), route["unanswered"],
             ", ".join(route["unanswered"]), "yellow"),
    ]  # fmt: skip
    return [fact for fact in facts if fact.value not in ([], None)]


def not_made(stop: Content) -> str:
    where = _("to {day}").format(day=iso_day(stop["moved_to"])) if stop["moved_to"] else ""
    why = "; ".join(filter(None, (where, stop["reason"])))
    return f"{stop['customer']}: {label(stop['status'])}" + (f" ({why})" if why else "")


def grade_table(rows: list[Content]) -> Table:
    columns = [
        Column("customer", _("Customer"), wrap=True),
        Column("from_grade", _("From"), style=grade_style),
        Column("to_grade", _("To"), style=grade_style),
        Column("reason", _("Reason"), wrap=True),
    ]
    shown = [[row[column.key] for column in columns] for row in rows]
    return Table(columns, shown, title=_("Grade changes"), key="grade_changes", optional=True)


def new_table(rows: list[Content]) -> Table:
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("name", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("contact", _("Contact")),
        Column("phone", _("Phone")),
    ]
    shown = [[row[column.key] for column in columns] for row in rows]
    return Table(columns, shown, title=_("Customers entered"), key="new_customers", optional=True)
