"""The daily report (P1-P4, requirements 2.1), gathered as plain facts.

What is gathered is what a submission freezes; the form is drawn from it in any language, today or
years later.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import Period, week_of
from salescli.domain.completeness import visit_lacks
from salescli.domain.workdays import Calendar
from salescli.reports import adherence, drafts, quota, sold
from salescli.store.reading import Reader, day_stamp
from salescli.store.scope import REPORTED

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
        "visits": numbered(row for row in rows if row["channel"] == "visit"),
        "calls": numbered(row for row in rows if row["channel"] != "visit"),
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
        "orders": sold.of_day(reader, day),
        "decimals": config.money.decimals,
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
        f"FROM customers WHERE reported_at >= :start AND reported_at < :end AND {REPORTED}"
        " ORDER BY no",
        start=day_stamp(day),
        end=day_stamp(next_day(day)),
        rep=reader.rep,
    )
