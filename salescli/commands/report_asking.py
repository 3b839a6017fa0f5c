"""Which report is meant: its kind, its period, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from salescli.dates import Period, long_day, month_of
from salescli.desk import Desk
from salescli.domain.deadlines import due_day
from salescli.errors import UsageError
from salescli.language import _
from salescli.reports import forms
from salescli.reports.forms import Form


def refuse_future(desk: Desk, start: date, text: str) -> None:
    desk.passed(start, text, _("a report is made in its period, or after it"))


@dataclass(frozen=True)
class Asked:
    """One report: which form, of which period."""

    form: Form
    period: Period

    @property
    def start(self) -> date:
        return self.period.start

    @property
    def name(self) -> str:
        """The period as people say it."""
        if self.form.kind == "daily":
            return long_day(self.start)
        return f"{self.start.isoformat()} – {self.period.last.isoformat()}"

    @property
    def typed(self) -> str:
        """The period as it is typed."""
        return self.start.isoformat() if self.form.kind == "daily" else (
            f"{self.start.isoformat()} .. {self.period.last.isoformat()}"
        )  # fmt: skip


def known_kind(text: str) -> str:
    """A kind of report, typed in any case."""
    from salescli.commands.choices import closed
    from salescli.domain.words import ReportKind

    return closed("--kind", ReportKind, text)


def asked_for(desk: Desk, kind: str, text: str) -> Asked:
    """The report of a kind and the period that ``text`` names."""
    form = forms.of_kind(kind)
    if kind == "daily":
        period = form.period_of(desk.day(text or "today"))
    else:
        period = whole(form, desk.period(text or form.usual), text)
    refuse_future(desk, period.start, text)
    return Asked(form, period)


def whole(form: Form, period: Period, text: str) -> Period:
    """The form's period that was named; a day names the one it lies in."""
    wanted = form.period_of(period.start)
    if period != wanted and period.end - period.start > timedelta(days=1):
        raise UsageError(
            _('"{text}" is no period of this report').format(text=text),
            _("try `{example}`").format(example=form.usual),
            wrong=text,
        )
    return wanted


def month_named(desk: Desk, text: str) -> Period:
    span = desk.period(text)
    if span != month_of(span.start):
        raise UsageError(
            _('"{text}" is no month').format(text=text),
            _("try `this month`, `last month` or `2026-03`"),
            wrong=text,
        )
    return span


def due_at(desk: Desk, asked: Asked) -> datetime:
    """Before leaving the office on the last working day of the period (P1, P8, P12)."""
    period = asked.period
    day = due_day(asked.form.kind, period.start, period.end, desk.calendar)
    return datetime.combine(day, desk.config.day.leave).astimezone(UTC)
