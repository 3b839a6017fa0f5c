"""The forms of the office's work reports: what each gathers, how it is drawn and compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from salescli.config import Config
from salescli.dates import Period, month_of, quarter_of, week_of
from salescli.domain.workdays import Calendar
from salescli.language import N_
from salescli.output.table import Report
from salescli.reports import daily, daily_changes, daily_page, period_changes, period_page, periodic
from salescli.reports.state import State
from salescli.store.reading import Reader

Content = dict[str, Any]
Texts = Mapping[str, str | None]


@dataclass(frozen=True)
class Office:
    """What gathering needs of the desk."""

    config: Config
    calendar: Calendar
    today: date


@dataclass(frozen=True)
class Form:
    """One kind of report.

    Args:
        kind: daily, weekly, monthly or quarterly.
        boxes: Its text boxes, column → title.
        usual: The period that is meant when none is named.
        plan: The kind of plan whose points it closes and opens; empty when none.
        subject: The subject of its e-mail.
    """

    kind: str
    boxes: Mapping[str, str]
    usual: str
    plan: str
    subject: str
    period_of: Callable[[date], Period]
    gather: Callable[[Reader, Office, Period, Texts], Content]
    page: Callable[[Content, State], Report]
    differences: Callable[[Content, Content], list[str]]
    incomplete: Callable[[Content], list[str]]


def gather_day(reader: Reader, office: Office, period: Period, texts: Texts) -> Content:
    boxes = (texts.get("summary"), texts.get("tomorrow"))
    return daily.gather(reader, office.config, office.calendar, period.start, boxes)


def gathers(kind: str) -> Callable[[Reader, Office, Period, Texts], Content]:
    def gather(reader: Reader, office: Office, period: Period, texts: Texts) -> Content:
        return periodic.gather(
            reader, office.config, office.calendar, kind, period, office.today, texts
        )

    return gather


def day_of(day: date) -> Period:
    return Period(day, daily.next_day(day))


DAILY = Form(
    kind="daily",
    boxes={"summary": N_("Summary of today's work"), "tomorrow": N_("Tomorrow's work")},
    usual="today",
    plan="",
    subject=N_("Daily report {day} – {name}"),
    period_of=day_of,
    gather=gather_day,
    page=daily_page.page,
    differences=daily_changes.differences,
    incomplete=daily_changes.incomplete,
)
WEEKLY = Form(
    kind="weekly",
    boxes=periodic.BOXES["weekly"],
    usual="this week",
    plan="week",
    subject=N_("Weekly report {day} – {name}"),
    period_of=week_of,
    gather=gathers("weekly"),
    page=period_page.page,
    differences=period_changes.differences,
    incomplete=period_changes.incomplete,
)
MONTHLY = Form(
    kind="monthly",
    boxes=periodic.BOXES["monthly"],
    usual="this month",
    plan="month",
    subject=N_("Monthly report {day} – {name}"),
    period_of=month_of,
    gather=gathers("monthly"),
    page=period_page.page,
    differences=period_changes.differences,
    incomplete=period_changes.incomplete,
)
QUARTERLY = Form(
    kind="quarterly",
    boxes=periodic.BOXES["quarterly"],
    usual="this quarter",
    plan="quarter",
    subject=N_("Quarterly report {day} – {name}"),
    period_of=quarter_of,
    gather=gathers("quarterly"),
    page=period_page.page,
    differences=period_changes.differences,
    incomplete=period_changes.incomplete,
)
FORMS = {form.kind: form for form in (DAILY, WEEKLY, MONTHLY, QUARTERLY)}


def of_kind(kind: str) -> Form:
    return FORMS[kind]
