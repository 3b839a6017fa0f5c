"""What the figures of a period are counted from, read once (V4, Q1-Q7, R2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple

from salescli.config import Config
from salescli.dates import Period, quarter_name, quarter_of, week_of
from salescli.domain.quota import Call, progress
from salescli.domain.workdays import Calendar
from salescli.reports import quarter, quota
from salescli.store.reading import Reader, day_stamp
from salescli.store.scope import REPORTED


class Seen(NamedTuple):
    """One logged contact of the period."""

    id: str
    no: int
    visit_date: date
    visit_time: time | None
    minutes: int | None
    channel: str
    outcome: str
    customer_id: str
    customer: str
    grade_at_visit: str | None


class Skipped(NamedTuple):
    day: date
    customer: str
    reason: str


class Planned(NamedTuple):
    """A planned stop of the days so far."""

    day: date
    customer: str
    status: str


@dataclass(frozen=True)
class Facts:
    """What the figures are counted from.

    Args:
        days: The working days of the period so far, and other days on which somebody was visited.
        seen: Every logged contact.
        coverage: The customers that need visits in the quarter in which the period begins.
    """

    config: Config
    days: tuple[date, ...]
    seen: tuple[Seen, ...]
    quota_days: tuple[date, ...]
    skipped: tuple[Skipped, ...]
    stops: tuple[Planned, ...]
    coverage: tuple[quarter.Line, ...]
    developed: tuple[quota.Developed, ...]
    ordered: tuple[Seen, ...]
    new_ids: frozenset[str]
    quarter: str

    @property
    def made(self) -> list[Seen]:
        """Visits in person that met somebody (requirements 6.2)."""
        counted = self.config.quota.count_absent
        return [row for row in self.seen if row.channel == "visit" and (counted or not absent(row))]


def absent(row: Seen) -> bool:
    return row.outcome == "absent"


def facts(reader: Reader, config: Config, calendar: Calendar, period: Period, today: date) -> Facts:
    """Read once what all the figures of a period need."""
    seen = tuple(
        reader.rows(
            Seen,
            "FROM visits WHERE visit_date >= :start AND visit_date < :end"
            " ORDER BY visit_date, coalesce(visit_time, '99'), no",
            start=period.start.isoformat(),
            end=period.end.isoformat(),
        )
    )
    until = min(period.end, today + timedelta(days=1))
    with_order = orders_of(reader, period)
    return Facts(
        config=config,
        days=tuple(worked(seen, calendar, Period(period.start, max(period.start, until)))),
        seen=seen,
        quota_days=tuple(met_days(seen, config)),
        skipped=tuple(skipped(reader, period)),
        stops=tuple(planned(reader, Period(period.start, max(period.start, until)))),
        coverage=tuple(in_quarter(reader, config, calendar, period, today)),
        developed=tuple(developed(reader, period)),
        ordered=tuple(row for row in seen if row.id in with_order),
        new_ids=frozenset(reported(reader, period)),
        quarter=quarter_name(period.start),
    )


def worked(seen: Sequence[Seen], calendar: Calendar, so_far: Period) -> list[date]:
    """The working days, and days off on which visits were made all the same."""
    visited = {row.visit_date for row in seen if row.channel == "visit"}
    return sorted({*calendar.between(*so_far), *visited})


def met_days(seen: Sequence[Seen], config: Config) -> list[date]:
    """The days on which the daily quota was met (Q1)."""
    rules = quota.rules(config)
    days: dict[date, list[Call]] = {}
    for row in seen:
        call = Call(row.customer_id, row.grade_at_visit, row.channel, row.outcome, row.visit_time)
        days.setdefault(row.visit_date, []).append(call)
    return [day for day, calls in sorted(days.items()) if progress(calls, rules).met]


def orders_of(reader: Reader, period: Period) -> set[str]:
    rows = reader.raw(
        "SELECT visit_id FROM orders WHERE visit_id IS NOT NULL AND visit_id IN"
        " (SELECT id FROM visits WHERE visit_date >= :start AND visit_date < :end)",
        start=period.start.isoformat(),
        end=period.end.isoformat(),
    )
    return {str(row[0]) for row in rows}


def reported(reader: Reader, period: Period) -> list[str]:
    """The customers whose first report lies in the period."""
    rows = reader.raw(
        "SELECT id FROM customers WHERE reported_at >= :start AND reported_at < :end"  # noqa: S608 -- a condition of ours
        f" AND {REPORTED}",
        start=day_stamp(period.start),
        end=day_stamp(period.end),
        rep=reader.rep,
    )
    return [str(row[0]) for row in rows]


def skipped(reader: Reader, period: Period) -> list[Skipped]:
    return reader.rows(
        Skipped,
        "FROM stops WHERE status = 'skipped' AND day >= :start AND day < :end ORDER BY day, place",
        start=period.start.isoformat(),
        end=period.end.isoformat(),
    )


def planned(reader: Reader, period: Period) -> list[Planned]:
    return reader.rows(
        Planned,
        "FROM stops WHERE day >= :start AND day < :end ORDER BY day, place",
        start=period.start.isoformat(),
        end=period.end.isoformat(),
    )


def in_quarter(
    reader: Reader, config: Config, calendar: Calendar, period: Period, today: date
) -> list[quarter.Line]:
    """The customers that need visits in the quarter, as they stood when the period ended."""
    whole = quarter_of(period.start)
    return quarter.lines(reader, config, calendar, whole, min(today, period.last))


def developed(reader: Reader, period: Period) -> list[quota.Developed]:
    """New customers of each ISO week, or of the part of it that lies in the period (Q6).

    One that came on the last day of a month is of that month, also when it was first visited in the
    next: it has the whole week, so that months add up to the quarter.
    """
    found: list[quota.Developed] = []
    start = period.start
    while start < period.end:
        sunday = week_of(start).end
        end = min(sunday, period.end)
        found += quota.developed(reader, Period(start, end), sunday)
        start = end
    return found
