"""The figures below the weekly, monthly and quarterly forms: each with its formula and its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import Period, quarter_of
from salescli.domain.quota import Call, is_morning, progress
from salescli.domain.workdays import Calendar
from salescli.language import N_, _
from salescli.reports import quarter, quota, route
from salescli.store.reading import Reader


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


@dataclass(frozen=True)
class Facts:
    """What the figures are counted from; ``days`` are the working days of the period so far."""

    config: Config
    days: tuple[date, ...]
    seen: tuple[Seen, ...]
    quota_days: tuple[date, ...]
    skipped: tuple[Skipped, ...]
    routes: tuple[tuple[date, int, int], ...]
    coverage: tuple[quarter.Line, ...]
    new_weeks: tuple[tuple[date, int], ...]
    ordered: tuple[Seen, ...]
    new_ids: frozenset[str]

    @property
    def made(self) -> list[Seen]:
        """Visits in person that met somebody (requirements 6.2)."""
        counted = self.config.quota.count_absent
        return [row for row in self.seen if row.channel == "visit" and (counted or not absent(row))]


def absent(row: Seen) -> bool:
    return row.outcome == "absent"


@dataclass(frozen=True)
class Figure:
    """One figure: its key, its name, its formula in words, and the rows it counts."""

    key: str
    name: str
    formula: str
    rows: Callable[[Facts], Sequence[Any]]
    value: Callable[[Facts], Any]
    text: Callable[[Facts], str]


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
        days=tuple(calendar.between(period.start, max(period.start, until))),
        seen=seen,
        quota_days=tuple(met_days(seen, config)),
        skipped=tuple(skipped(reader, period)),
        routes=tuple(routed(reader, period)),
        coverage=tuple(in_quarter(reader, config, calendar, period, today)),
        new_weeks=tuple(new_by_week(reader, period)),
        ordered=tuple(row for row in seen if row.id in with_order),
        new_ids=frozenset(reported(reader, period)),
    )


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
        "SELECT id FROM customers WHERE reported_at >= :start AND reported_at < :end",
        start=quota.local_start(period.start),
        end=quota.local_start(period.end),
    )
    return [str(row[0]) for row in rows]


def skipped(reader: Reader, period: Period) -> list[Skipped]:
    return reader.rows(
        Skipped,
        "FROM stops WHERE status = 'skipped' AND day >= :start AND day < :end ORDER BY day, place",
        start=period.start.isoformat(),
        end=period.end.isoformat(),
    )


def routed(reader: Reader, period: Period) -> list[tuple[date, int, int]]:
    """Each planned day with its stops, and those where the rep went."""
    made = ", ".join(f"'{status}'" for status in sorted(route.MADE))
    rows = reader.raw(
        f"SELECT day, count(*), sum(CASE WHEN status IN ({made}) THEN 1 ELSE 0 END) FROM stops"  # noqa: S608 -- a closed list of ours
        " WHERE day >= :start AND day < :end GROUP BY day ORDER BY day",
        start=period.start.isoformat(),
        end=period.end.isoformat(),
    )
    return [(date.fromisoformat(day), int(planned), int(went)) for day, planned, went in rows]


def in_quarter(
    reader: Reader, config: Config, calendar: Calendar, period: Period, today: date
) -> list[quarter.Line]:
    """The customers that need visits in the quarter, as they stood when the period ended."""
    whole = quarter_of(period.last)
    return quarter.lines(reader, config, calendar, whole, min(today, period.last))


def new_by_week(reader: Reader, period: Period) -> list[tuple[date, int]]:
    """New customers of each ISO week, or of the part of it that lies in the period (Q6)."""
    found = []
    start = period.start
    while start < period.end:
        end = min(start + timedelta(days=7 - start.weekday()), period.end)
        found.append((start, quota.new_customers(reader, Period(start, end))))
        start = end
    return found


def percent(part: int, whole: int) -> int | None:
    """Whole percent, rounded down; None of nothing."""
    return part * 100 // whole if whole else None


def ratio_text(part: int, whole: int) -> str:
    found = percent(part, whole)
    return _("{part} of {whole}").format(part=part, whole=whole) + (
        "" if found is None else f" ({found} %)"
    )


def per_day(all_: Facts) -> float | None:
    """Visits per working day to one decimal, in tenths so that no float is compared."""
    return round(len(all_.made) * 10 / len(all_.days)) / 10 if all_.days else None


def early(all_: Facts) -> list[Seen]:
    noon = all_.config.day.morning.end
    return [row for row in all_.made if is_morning(row.visit_time, noon)]


def timed(all_: Facts) -> list[Seen]:
    return [row for row in all_.made if row.minutes is not None]


def long(all_: Facts) -> list[Seen]:
    return [row for row in timed(all_) if (row.minutes or 0) > all_.config.day.visit_minutes]


def phoned(all_: Facts) -> list[Seen]:
    return [row for row in all_.seen if row.channel == "phone"]


def no_shows(all_: Facts) -> list[Seen]:
    return [row for row in all_.seen if row.channel == "visit" and absent(row)]


def to_new(all_: Facts) -> list[Seen]:
    return [row for row in all_.made if row.customer_id in all_.new_ids]


def new_count(all_: Facts) -> int:
    return sum(count for _start, count in all_.new_weeks)


def new_text(all_: Facts) -> str:
    return _("{count} (wanted {band} a week)").format(
        count=new_count(all_), band=all_.config.new_customers.per_week
    )


def reasons(all_: Facts) -> str:
    return "; ".join(
        f"{row.customer}: {row.reason}" if row.reason else row.customer for row in all_.skipped
    )


def made_stops(all_: Facts) -> int:
    return sum(made for _day, _planned, made in all_.routes)


def planned_stops(all_: Facts) -> int:
    return sum(planned for _day, planned, _made in all_.routes)


FIGURES = (
    Figure("visits", N_("Visits"), N_("visits in person, no-shows not counted"),
           lambda f: f.made, lambda f: len(f.made), lambda f: str(len(f.made))),
    Figure("quota_days", N_("Days with the quota met"),
           N_("days whose visits give the points or customers of the daily quota, of the working "
              "days so far"),
           lambda f: f.quota_days, lambda f: len(f.quota_days),
           lambda f: ratio_text(len(f.quota_days), len(f.days))),
    Figure("visits_per_day", N_("Visits per working day"),
           N_("visits ÷ working days so far, to one decimal"), lambda f: f.days, per_day,
           lambda f: "" if per_day(f) is None else str(per_day(f))),
    Figure("morning", N_("Morning"), N_("visits that began before lunch"), early,
           lambda f: len(early(f)), lambda f: ratio_text(len(early(f)), len(f.made))),
    Figure("afternoon", N_("Afternoon"), N_("all other visits, those without a time too"),
           lambda f: [row for row in f.made if row not in early(f)],
           lambda f: len(f.made) - len(early(f)),
           lambda f: ratio_text(len(f.made) - len(early(f)), len(f.made))),
    Figure("long", N_("Longer than a visit should take"),
           N_("visits over day.visit_minutes, of the visits with minutes"), long,
           lambda f: len(long(f)), lambda f: ratio_text(len(long(f)), len(timed(f)))),
    Figure("absent", N_("No-shows"), N_("visits in person that met nobody"), no_shows,
           lambda f: len(no_shows(f)), lambda f: str(len(no_shows(f)))),
    Figure("skipped", N_("Skipped"), N_("planned stops that were dropped, with the reason"),
           lambda f: f.skipped, lambda f: len(f.skipped),
           lambda f: f"{len(f.skipped)}: {reasons(f)}" if f.skipped else "0"),
    Figure("coverage", N_("Covered in the quarter"),
           N_("target customers with the visits their grade needs in the quarter, of all that need "
              "some"),
           lambda f: f.coverage, lambda f: len(quarter.covered(f.coverage)),
           lambda f: ratio_text(len(quarter.covered(f.coverage)), len(f.coverage))),
    Figure("new_customers", N_("New customers"),
           N_("entered in the week with name, contact, position, phone and status, and visited or "
              "called by its end"),
           lambda f: f.new_weeks, new_count, new_text),
    Figure("new_visits", N_("Visits to new customers"),
           N_("visits to customers that were first reported in the period, of all visits; the "
              "others were to old ones"), to_new,
           lambda f: len(to_new(f)), lambda f: ratio_text(len(to_new(f)), len(f.made))),
    Figure("phone_calls", N_("Phone calls"), N_("contacts by phone"), phoned,
           lambda f: len(phoned(f)), lambda f: str(len(phoned(f)))),
    Figure("adherence", N_("Planned stops made"),
           N_("stops where the rep went ÷ all planned stops of the routes"), lambda f: f.routes,
           lambda f: percent(made_stops(f), planned_stops(f)),
           lambda f: ratio_text(made_stops(f), planned_stops(f)) if f.routes else ""),
    Figure("effective", N_("Effective visits"), N_("visits with an order"), lambda f: f.ordered,
           lambda f: len(f.ordered), lambda f: ratio_text(len(f.ordered), len(f.made))),
)  # fmt: skip
