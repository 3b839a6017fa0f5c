"""`sales today`: yesterday in one line, where the day stands, what is due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.config.checks import DAYS
from salescli.dates import Period, long_day, month_of, quarter_of, short_day, week_of
from salescli.domain.completeness import VISIT_FIELDS, in_words, visit_lacks
from salescli.domain.deadlines import due_day
from salescli.domain.words import label
from salescli.domain.workdays import Calendar
from salescli.language import _, ngettext
from salescli.output.table import Block, Column, Fact, Facts, Report, Table
from salescli.reports import (
    adherence,
    archives,
    ledger,
    quarter,
    quota,
    route,
    sold,
    stop_notes,
)
from salescli.reports.lists import day_cell, grade_style, number_cell, overdue_style
from salescli.store.reading import Reader

MOST = 10
LOOK_BACK_DAYS = 14
MAY_BE_MISSING = {"to_pack", "packages", "demo", "meeting", "undated", "reports_due"}
LONGER = {"weekly": week_of, "monthly": month_of, "quarterly": quarter_of}


class SoFar(NamedTuple):
    no: int
    visit_time: time | None
    customer: str
    grade_at_visit: str | None
    channel: str
    outcome: str
    minutes: int | None
    result: str


class Unfinished(NamedTuple):
    no: int
    visit_date: date
    customer: str
    channel: str
    outcome: str
    content: str
    met: str
    result: str
    problems: str
    note_left: bool | None
    card_left: bool | None
    next_on: date | None


class Unanswered(NamedTuple):
    day: date
    place: int
    customer: str


class Due(NamedTuple):
    no: int
    due_on: date | None
    due_time: time | None
    customer: str
    grade: str | None
    text: str
    wished_visit: bool


class DayPage(NamedTuple):
    focus: str
    packages: str
    demo: str
    packed: str


def page(reader: Reader, config: Config, calendar: Calendar, now: datetime) -> tuple[Report, bool]:
    """The page of the day, and whether the day's minimum is met."""
    today = now.date()
    done = quota.of_day(reader, config, today)
    blocks: list[Block] = [Facts(head(reader, config, calendar, now), key="day")]
    ordered, decimals = sold.of_day(reader, today), config.money.decimals
    blocks += [
        next_stops(reader, today),
        so_far(reader, today),
        sold.table(ordered, decimals),
        sold.totals(sold.summed(ordered), decimals, "order_totals"),
    ]
    blocks.append(Facts(quota.facts(done, config), title=_("Quota"), key="quota"))
    blocks += [
        incomplete(reader, today),
        unanswered(reader, today),
        due(reader, today),
        last_safe_days(reader, config, calendar, today),
    ]
    report = Report(long_day(today), blocks, key="today", extra={"date": today.isoformat()})
    return report, done.met


def head(reader: Reader, config: Config, calendar: Calendar, now: datetime) -> list[Fact]:
    today = now.date()
    week = week_of(today)
    new = quota.new_customers(reader, week)
    band = config.new_customers.per_week
    note = day_note(reader, today)
    focus = note.focus if note else ""
    facts = [
        Fact("yesterday", _("Last working day"), *yesterday(reader, config, calendar, today)),
        Fact("route", _("Route"), *routed(reader, today)),
        Fact("focus", _("Focus"), focus, focus or _("none yet: `sales today --focus TEXT`")),
        Fact("packages", _("Packages"), note.packages if note else ""),
        Fact("demo", _("To demonstrate"), note.demo if note else ""),
        Fact("to_pack", _("To take along"), unpacked(config, note)),
        Fact("meeting", _("Meeting"), *meeting_today(config, today)),
        Fact("undated", _("Without a day"), *undated(reader)),
        Fact("reports_due", _("Due today"), *reports_due(reader, calendar, today)),
        Fact(
            "new_this_week",
            _("Developed (week)"),
            new,
            _("{count} (wanted {band})").format(count=new, band=band),
        ),
    ]
    shown = [fact for fact in facts if fact.value or fact.key not in MAY_BE_MISSING]
    return shown + archives.alerts(reader, config, calendar, now)


def undated(reader: Reader) -> tuple[int, str]:
    """How many follow-ups never come due, since nobody gave them a day."""
    query = "SELECT count(*) FROM followups WHERE done_on IS NULL AND due_on IS NULL"
    count = int(reader.value(query) or 0)
    text = ngettext(
        "{count} follow-up (`sales followup move NUMBER --to DAY`)",
        "{count} follow-ups (`sales followup move NUMBER --to DAY`)",
        count,
    )
    return count, text.format(count=count)


def meeting_today(config: Config, today: date) -> tuple[str, str]:
    """The weekly meeting falls into the hour of the reports: they are wanted before it (M1)."""
    name, _space, at = config.day.meeting.strip().partition(" ")
    if not name or DAYS.index(name[:3].lower()) != today.weekday():
        return "", ""
    return at, _("{time}; hand in the day's report before it").format(time=at)


def reports_due(reader: Reader, calendar: Calendar, today: date) -> tuple[list[str], str]:
    """The weekly, monthly and quarterly reports that are due today and not handed in (P8, P12)."""
    due = [
        kind
        for kind, period_of in LONGER.items()
        if due_day(kind, *period_of(today), calendar) == today
        and not is_in(reader, calendar, kind, period_of(today), today)
    ]
    return due, ", ".join(f"{label(kind)} (`sales report {kind}`)" for kind in due)


def is_in(reader: Reader, calendar: Calendar, kind: str, span: Period, today: date) -> bool:
    newest, _drafts = ledger.versions(reader, kind, span)
    return ledger.handed_in(reader, calendar, kind, span, newest.get(span.start), today)


def yesterday(
    reader: Reader, config: Config, calendar: Calendar, today: date
) -> tuple[dict[str, Any], str]:
    """The last working day: customers seen, quota, report; nothing of it before the first visit."""
    day = calendar.before(today)
    if day < ledger.first_day(reader):
        value = {"day": day, "customers": 0, "quota_met": None, "report_submitted": None}
        return value, _("{day}: before the first visit on record").format(day=short_day(day, today))
    done = quota.of_day(reader, config, day)
    state = reader.value(
        "SELECT count(*) FROM reports WHERE kind = 'daily' AND starts_on = :day"
        " AND submitted_at IS NOT NULL",
        day=day.isoformat(),
    )
    customers = ngettext("{count} customer", "{count} customers", done.customers)
    stops = route.stops_of(reader, day)
    kept = adherence.kept(stops) if stops else {}
    parts = [
        customers.format(count=done.customers),
        _("quota met") if done.met else _("quota not met"),
        _("report submitted") if state else _("report missing"),
    ]
    if kept:
        parts.insert(1, _("route {made} of {planned}").format(**kept))
    text = f"{short_day(day, today)}: {', '.join(parts)}"
    value = {"day": day, "customers": done.customers, "quota_met": done.met,
             "report_submitted": bool(state), **({"route": kept} if kept else {})}  # fmt: skip
    return value, text


def routed(reader: Reader, today: date) -> tuple[int, str]:
    """How many stops of the day's route are still open."""
    stops = route.stops_of(reader, today)
    left = sum(stop.is_open for stop in stops)
    if not stops:
        return 0, _("none yet: `sales route plan`")
    text = ngettext("{count} stop ahead", "{count} stops ahead", left)
    return left, text.format(count=left)


def next_stops(reader: Reader, today: date) -> Table:
    """The open stops of the day's route, the next one first (R1, R2)."""
    rows = [
        (stop.place, stop.starts_at, stop.customer, stop.grade, stop.contact,
         stop.contact_phone or stop.phone, stop_notes.note(stop), stop.status)
        for stop in route.stops_of(reader, today)
        if stop.is_open
    ]  # fmt: skip
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("time", _("Time")),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("contact", _("Contact"), optional=True),
        Column("phone", _("Phone"), optional=True),
        Column("note", _("Hours, note"), wrap=True, optional=True),
        Column("status", "status", machine=True),
    ]
    return Table(columns, rows, title=_("Next stops"), key="stops", optional=True)


def unanswered(reader: Reader, today: date) -> Table:
    """Planned stops of the last two weeks of which nobody said what became."""
    rows = reader.rows(
        Unanswered,
        "FROM stops WHERE day < :today AND day >= :since AND status IN ('planned', 'confirmed')"
        " ORDER BY day, place",
        today=today.isoformat(),
        since=(today - timedelta(days=LOOK_BACK_DAYS)).isoformat(),
    )
    columns = [
        Column("day", _("Day"), show=partial(day_cell, today)),
        Column("no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
    ]
    title = _("Planned, no outcome yet (`sales route drop NUMBER --day DAY --reason …`)")
    return Table(columns, rows[-MOST:], title=title, key="unanswered", optional=True)


def day_note(reader: Reader, day: date) -> DayPage | None:
    return reader.first(DayPage, "FROM day_notes WHERE day = :day", day=day.isoformat())


def unpacked(config: Config, note: DayPage | None) -> list[str]:
    """The checklist without what is packed already (R8)."""
    packed = set((note.packed if note else "").splitlines())
    return [item for item in config.checklist if item not in packed]


def so_far(reader: Reader, today: date) -> Table:
    rows = reader.rows(
        SoFar,
        "FROM visits WHERE visit_date = :day ORDER BY coalesce(visit_time, '99'), no",
        day=today.isoformat(),
    )
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("time", _("Time")),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("channel", _("Channel"), show=label),
        Column("outcome", _("Outcome"), show=label),
        Column("minutes", _("Min"), right=True, show=number_cell),
        Column("result", _("Result"), wrap=True),
    ]
    return Table(
        columns, rows, title=_("Visits so far"), key="visits",
        empty=_('none yet: `sales visit add CUSTOMER "what happened"`'),
    )  # fmt: skip


def incomplete(reader: Reader, today: date) -> Table:
    """Visits of the last two weeks that the form would refuse."""
    rows = reader.rows(
        Unfinished,
        "FROM visits WHERE visit_date > :since AND visit_date <= :today ORDER BY visit_date, no",
        since=(today - timedelta(days=LOOK_BACK_DAYS)).isoformat(),
        today=today.isoformat(),
    )
    lacking = [(row, visit_lacks(row._asdict())) for row in rows]
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("visit_date", _("Day"), show=partial(day_cell, today)),
        Column("customer", _("Customer"), wrap=True),
        Column("missing", _("Missing"), show=missing_cell, wrap=True),
    ]
    shown = [(row.no, row.visit_date, row.customer, lacks) for row, lacks in lacking if lacks]
    title = _("Incomplete visits (`sales visit edit NUMBER …`)")
    return Table(columns, shown[-MOST:], title=title, key="incomplete", optional=True)


def missing_cell(value: Any) -> str:
    return in_words(list(value), VISIT_FIELDS)


def due(reader: Reader, today: date) -> Table:
    rows = reader.rows(
        Due,
        "FROM followups WHERE done_on IS NULL AND due_on <= :today"
        " ORDER BY due_on DESC, coalesce(due_time, '99'), no LIMIT :most",
        today=today.isoformat(),
        most=MOST,
    )
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("due_on", _("Due"), show=partial(day_cell, today),
               style=partial(overdue_style, today)),
        Column("due_time", _("Due at"), optional=True),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("text", _("What"), wrap=True),
        Column("wished_visit", _("Visit"), show=tick, optional=True),
    ]  # fmt: skip
    return Table(
        columns, rows, title=_("Due follow-ups and wished visits"), key="due", optional=True
    )


def tick(value: Any) -> str:
    return "✓" if value else ""


def last_safe_days(reader: Reader, config: Config, calendar: Calendar, today: date) -> Table:
    """A and B customers whose last safe day in the quarter is near or past (Q3)."""
    found = quarter.lines(reader, config, calendar, quarter_of(today), today)
    near = [row for row in found if row.left and row.days_left <= config.coverage.warn_days]
    near = quarter.urgent_first(near)
    rows = [
        (row.no, row.customer, row.grade, row.done, row.required, row.last_safe)
        for row in near[:MOST]
    ]
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("done", _("Visits made"), right=True, show=number_cell),
        Column("required", _("Required"), right=True, show=number_cell),
        Column("last_safe", _("Last safe day"), show=partial(day_cell, today),
               style=partial(overdue_style, today)),
    ]  # fmt: skip
    title = _("Last safe day in the quarter is near ({count})").format(count=len(near))
    return Table(columns, rows, title=title, key="last_safe", optional=True)
