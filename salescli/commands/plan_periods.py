"""Which week, month or quarter a plan point is for."""

from __future__ import annotations

from datetime import timedelta

from salescli.dates import Period
from salescli.desk import Desk
from salescli.errors import UsageError
from salescli.language import _


def planned_period(desk: Desk, text: str) -> tuple[str, Period]:
    """The period that is named; else this week, or the next from its last working day on."""
    if text:
        return named_period(desk, text)
    from salescli.reports.plans import period_of

    week = period_of("week", desk.today)
    last = desk.calendar.on_or_before(week.last)
    return "week", next_span(desk, "week") if desk.today >= last else week


def next_span(desk: Desk, kind: str) -> Period:
    from salescli.reports.plans import period_of

    return period_of(kind, period_of(kind, desk.today).end)


def named_period(desk: Desk, text: str) -> tuple[str, Period]:
    """A week, month or quarter; any other stretch of days has no plan."""
    from salescli.reports.plans import PERIODS, period_of

    span = desk.period(text)
    for kind in PERIODS:
        if span == period_of(kind, span.start):
            return kind, span
    raise UsageError(
        _('"{text}" is no week, month or quarter').format(text=text),
        _("try `next week`, `2026-W11`, `next month` or `2026q2`"),
        wrong=text,
    )


def name_of(kind: str, span: Period) -> str:
    from salescli.reports.plans import period_name

    end = (span.end - timedelta(days=1)).isoformat()
    return f"{period_name(kind, span.start)} ({span.start.isoformat()} – {end})"
