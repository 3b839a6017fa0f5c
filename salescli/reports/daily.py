"""The daily report (P1-P4, requirements 2.1): gathered as plain facts, then drawn as the form.

What is gathered is what a submission freezes; the form is drawn from it in any language, today or
years later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import Period, long_day, short_day, week_of
from salescli.domain.completeness import VISIT_FIELDS, in_words, visit_lacks
from salescli.domain.words import label
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Block, Column, Fact, Facts, Prose, Report, Table
from salescli.reports import adherence, drafts, quota
from salescli.reports.lists import grade_style, number_cell
from salescli.store.reading import Reader

Content = dict[str, Any]


class DayVisit(NamedTuple):
    id: str
    no: int
    customer_id: str
    customer: str
    met: str
    met_phone: str | None
    address: str
    visit_time: time | None
    minutes: int | None
    channel: str
    outcome: str
    content: str
    result: str
    problems: str
    grade_at_visit: str | None
    note_left: bool | None
    card_left: bool | None
    next_on: date | None
    next_time: time | None
    created_at: datetime


class Memo(NamedTuple):
    visit_id: str | None
    text: str
    due_on: date | None


class Fallback(NamedTuple):
    contact: str | None
    contact_phone: str | None
    phone: str


class Regraded(NamedTuple):
    customer: str
    from_grade: str | None
    to_grade: str | None
    reason: str


class NewCustomer(NamedTuple):
    no: int
    name: str
    grade: str | None
    contact: str | None
    phone: str


@dataclass(frozen=True)
class State:
    """Where a report stands in its life: draft, submitted, late, reviewed."""

    due_at: datetime
    submitted_at: datetime | None = None
    late: bool = False
    version: int = 0
    excuse: str = ""
    incomplete_reason: str = ""
    differences: str = ""
    remark: str = ""
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    corrected: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        if self.reviewed_at:
            return "reviewed"
        if self.submitted_at is None:
            return "draft"
        return "late" if self.late else "submitted"


def gather(
    reader: Reader,
    config: Config,
    calendar: Calendar,
    day: date,
    texts: tuple[str | None, str | None] = (None, None),
) -> Content:
    """Everything the form says of a day; ``texts`` are summary and tomorrow where written."""
    visits = day_visits(reader, day)
    memos = memos_of(reader, day)
    rows = [visit_content(reader, row, memos, day) for row in visits]
    done = quota.of_day(reader, config, day)
    content: Content = {
        "day": day.isoformat(),
        "area": config.me.area,
        "filled_in_by": config.me.name,
        "visits": numbered(row for row in rows if row["channel"] not in {"phone", "mail"}),
        "calls": numbered(row for row in rows if row["channel"] in {"phone", "mail"}),
        "quota": {fact.key: fact.value for fact in quota.facts(done, config)},
        "quota_rules": {
            "needed": config.quota.needed, "goal": config.quota.goal, "half": config.quota.half,
            "band": str(config.quota.band),
        },
        "grade_changes": [row._asdict() for row in regraded(reader, day)],
        "new_customers": [row._asdict() for row in new_on(reader, day)],
        "new_this_week": quota.new_customers(reader, Period(week_of(day).start, next_day(day))),
        "new_wanted": str(config.new_customers.per_week),
        "route": adherence.of_day(reader, config, day),
    }  # fmt: skip
    summary, tomorrow = texts
    content["summary"] = drafts.summary(content) if summary is None else summary
    coming = calendar.after(day)
    content["tomorrow"] = drafts.tomorrow(reader, coming) if tomorrow is None else tomorrow
    return content


def next_day(day: date) -> date:
    from datetime import timedelta

    return day + timedelta(days=1)


def day_visits(reader: Reader, day: date) -> list[DayVisit]:
    return reader.rows(
        DayVisit,
        "FROM visits WHERE visit_date = :day ORDER BY coalesce(visit_time, '99'), no",
        day=day.isoformat(),
    )


def memos_of(reader: Reader, day: date) -> dict[str, list[Memo]]:
    rows = reader.rows(
        Memo,
        "FROM followups WHERE visit_id IN (SELECT id FROM visits WHERE visit_date = :day)"
        " ORDER BY no",
        day=day.isoformat(),
    )
    found: dict[str, list[Memo]] = {}
    for row in rows:
        found.setdefault(row.visit_id or "", []).append(row)
    return found


def numbered(rows: Any) -> list[Content]:
    return [{"no": number, **row} for number, row in enumerate(rows, 1)]


def visit_content(
    reader: Reader, row: DayVisit, memos: dict[str, list[Memo]], day: date
) -> Content:
    known = reader.first(Fallback, "FROM customers WHERE id = :id", id=row.customer_id)
    contact = row.met or (known.contact if known and row.outcome == "absent" else "") or ""
    phone = row.met_phone or (known and (known.contact_phone or known.phone)) or ""
    return {
        "visit_no": row.no,
        "customer": row.customer,
        "contact": contact,
        "phone": phone,
        "address": row.address,
        "time": f"{row.visit_time:%H:%M}" if row.visit_time else None,
        "minutes": row.minutes,
        "channel": row.channel,
        "outcome": row.outcome,
        "content": row.content,
        "result": row.result,
        "problems": row.problems,
        "note_left": row.note_left,
        "card_left": row.card_left,
        "grade": row.grade_at_visit,
        "follow_up": [
            {"text": memo.text, "due_on": memo.due_on.isoformat() if memo.due_on else None}
            for memo in memos.get(row.id, [])
        ],
        "late_days": max(0, (row.created_at.astimezone().date() - day).days),
        "lacks": visit_lacks({**row._asdict()}),
    }


def regraded(reader: Reader, day: date) -> list[Regraded]:
    """Grade changes of the day (G6); a first grade is no change."""
    return reader.rows(
        Regraded,
        "FROM grade_changes WHERE changed_on = :day AND from_grade IS NOT NULL ORDER BY created_at",
        day=day.isoformat(),
    )


def new_on(reader: Reader, day: date) -> list[NewCustomer]:
    return reader.rows(
        NewCustomer,
        "FROM customers WHERE reported_at >= :start AND reported_at < :end ORDER BY no",
        start=quota.local_start(day),
        end=quota.local_start(next_day(day)),
    )


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
        Facts(quota_facts(content), title=_("Quota"), key="quota"),
    ]
    if content.get("route"):
        blocks.append(Facts(route_facts(content["route"]), title=_("Route"), key="route"))
    blocks += [
        replace(
            visit_table(content["calls"], "calls", _("Phone calls and mail"), day), optional=True
        ),
        grade_table(content["grade_changes"]),
        new_table(content["new_customers"]),
    ]
    return Report(_("Daily work report"), blocks, key="daily", extra={"day": content["day"]})


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
        Column("course", _("Course of the visit"), wrap=True),
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
    return Table(columns, shown, title=title, key=key, empty=_("no visits this day"))


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


def status_facts(state: State) -> list[Fact]:
    facts = [
        Fact("state", _("State"), state.word, label(state.word)),
        Fact("version", _("Version"), state.version or None),
        Fact("due_at", _("Due"), state.due_at, moment(state.due_at)),
        Fact("submitted_at", _("Submitted"), state.submitted_at, moment(state.submitted_at)),
        Fact("late", _("Late"), state.late),
        Fact("excuse", _("Reason for being late"), state.excuse),
        Fact("incomplete_reason", _("Submitted incomplete because"), state.incomplete_reason),
        Fact("differences", _("Changed since the version before"), state.differences),
        Fact("corrected", _("Corrected after submission"), list(state.corrected),
             "\n".join(state.corrected), "yellow"),
        Fact("reviewed_by", _("Reviewed by"), state.reviewed_by),
        Fact("reviewed_at", _("Reviewed"), state.reviewed_at, moment(state.reviewed_at)),
    ]  # fmt: skip
    return [fact for fact in facts if fact.value or fact.key == "state"]


def moment(stamp: datetime | None) -> str:
    if stamp is None:
        return ""
    local = stamp.astimezone()
    return f"{long_day(local.date())} {local:%H:%M}"


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
        Fact("new_this_week", _("New customers"), content["new_this_week"], new),
    ]  # fmt: skip


def route_facts(route: Content) -> list[Fact]:
    """How the day's plan was kept: what was not made says why, what is unanswered stays visible."""
    facts = [
        Fact("adherence", _("Planned stops made"), route["adherence"],
             _("{made} of {planned} ({percent} %)").format(
                 made=route["made"], planned=route["planned"], percent=route["adherence"])),
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
    where = _("to {day}").format(day=stop["moved_to"]) if stop["moved_to"] else ""
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
    return Table(columns, shown, title=_("New customers"), key="new_customers", optional=True)


def incomplete(content: Content) -> list[str]:
    """The day's visits that still lack something, as lines that say what."""
    return [
        f"{row['visit_no']} {row['customer']}: {in_words(row['lacks'], VISIT_FIELDS)}"
        for row in content["visits"] + content["calls"]
        if row["lacks"]
    ]


COMPARED = ("contact", "time", "minutes", "channel", "outcome", "content", "result", "problems",
            "note_left", "card_left", "grade", "follow_up")  # fmt: skip


def said(row: Content, name: str) -> Any:
    """What a visit's record says; when a follow-up comes due may change without correcting it."""
    if name == "follow_up":
        return [item["text"] for item in row[name]]
    return row[name]


def differences(before: Content, after: Content) -> list[str]:
    """What a later state of the data says differently, visit by visit."""
    old = {row["visit_no"]: row for row in before["visits"] + before["calls"]}
    new = {row["visit_no"]: row for row in after["visits"] + after["calls"]}
    lines = [
        _("visit {no} added: {name}").format(no=no, name=new[no]["customer"])
        for no in new.keys() - old.keys()
    ]
    lines += [
        _("visit {no} deleted: {name}").format(no=no, name=old[no]["customer"])
        for no in old.keys() - new.keys()
    ]
    for no in sorted(old.keys() & new.keys()):
        changed = [name for name in COMPARED if said(old[no], name) != said(new[no], name)]
        if changed:
            fields = ", ".join(_(FIELD_WORDS[name]) for name in changed)
            lines.append(
                _("visit {no} {name}: {fields}").format(
                    no=no, name=new[no]["customer"], fields=fields
                )
            )
    lines += [
        _("grade change: {name} {before} → {after}").format(
            name=row["customer"], before=row["from_grade"], after=row["to_grade"]
        )
        for row in after["grade_changes"]
        if row not in before["grade_changes"]
    ]
    known = {row["no"] for row in before["new_customers"]}
    lines += [
        _("new customer: {name}").format(name=row["name"])
        for row in after["new_customers"]
        if row["no"] not in known
    ]
    for name in ("summary", "tomorrow"):
        if before[name] != after[name]:
            lines.append(_(FIELD_WORDS[name]))
    return lines


FIELD_WORDS = drafts.FIELD_WORDS
