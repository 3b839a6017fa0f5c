"""The figures below the weekly, monthly and quarterly forms: each with its formula and its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from salescli.domain.quota import is_morning
from salescli.domain.shares import ratio_text
from salescli.language import N_, _
from salescli.reports import quarter, route
from salescli.reports.figures import Facts, Seen, absent


class Counted(NamedTuple):
    """What a figure came to, as plain values that a report freezes and any language can say.

    Args:
        value: The figure for scripts; None when there is nothing to count.
        of: What it is a part of, for a ratio.
        wanted: The band that the office wants.
        note: What the rep wrote about it.
    """

    value: Any
    of: int | None = None
    wanted: str = ""
    note: str = ""

    def said(self, *, rest: bool = False) -> str:
        """For people: ``3 of 8 (38 %)``, ``1 (wanted 2-4 a week)``.

        A figure is the ``rest`` when the other part of the whole stands beside it.
        """
        if self.value is None:
            return ""
        if self.of is not None:
            return ratio_text(self.value, self.of, rest=rest)
        if self.wanted:
            return _("{count} (wanted {band} a week)").format(count=self.value, band=self.wanted)
        return f"{self.value}: {self.note}" if self.note else str(self.value)


@dataclass(frozen=True)
class Figure:
    """One figure: its key, its name, its formula in words, the rows it counts, what they make.

    With the figure before it the ``rest`` makes up the whole, so that their percents come to 100.
    """

    key: str
    name: str
    formula: str
    rows: Callable[[Facts], Sequence[Any]]
    count: Callable[[Facts], Counted]
    rest: bool = False

    def text(self, counted: Counted) -> str:
        return counted.said(rest=self.rest)


def per_day(all_: Facts) -> float | None:
    """Visits per working day to one decimal, in tenths so that no float is compared."""
    return round(len(all_.made) * 10 / len(all_.days)) / 10 if all_.days else None


def met_days(all_: Facts) -> list[OfDay]:
    met = set(all_.quota_days)
    return [row for row in by_day(all_) if row.visit_date in met]


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
    return len(all_.developed)


def reasons(all_: Facts) -> str:
    return "; ".join(
        f"{row.customer}: {row.reason}" if row.reason else row.customer for row in all_.skipped
    )


def kept_stops(all_: Facts) -> Counted:
    """Stops where the rep went, met or not; nothing where none was planned."""
    made = sum(stop.status in route.MADE for stop in all_.stops)
    return Counted(made if all_.stops else None, len(all_.stops))


class OfDay(NamedTuple):
    """The visits of one day."""

    visit_date: date
    visits: int


def by_day(all_: Facts) -> list[OfDay]:
    counts = Counter(row.visit_date for row in all_.made)
    return [OfDay(day, counts[day]) for day in all_.days]


def of_made(rows: Callable[[Facts], Sequence[Any]]) -> Callable[[Facts], Counted]:
    """So many of all visits."""
    return lambda found: Counted(len(rows(found)), len(found.made))


def number(rows: Callable[[Facts], Sequence[Any]]) -> Callable[[Facts], Counted]:
    return lambda found: Counted(len(rows(found)))


def late(all_: Facts) -> list[Seen]:
    morning = {row.id for row in early(all_)}
    return [row for row in all_.made if row.id not in morning]


FIGURES = (
    Figure("visits", N_("Visits"), N_("visits in person, no-shows not counted"),
           lambda f: f.made, number(lambda f: f.made)),
    Figure("quota_days", N_("Days with the quota met"),
           N_("days whose visits give the points or customers of the daily quota, of the working "
              "days so far and other days with visits"),
           met_days, lambda f: Counted(len(f.quota_days), len(f.days))),
    Figure("visits_per_day", N_("Visits per working day"),
           N_("visits ÷ working days so far and other days with visits, to one decimal"),
           by_day, lambda f: Counted(per_day(f))),
    Figure("morning", N_("Morning"), N_("visits that began before lunch"), early, of_made(early)),
    Figure("afternoon", N_("Afternoon"), N_("all other visits, those without a time too"),
           late, of_made(late), rest=True),
    Figure("long", N_("Longer than a visit should take"),
           N_("visits over day.visit_minutes, of the visits with minutes"), long,
           lambda f: Counted(len(long(f)), len(timed(f)))),
    Figure("absent", N_("No-shows"), N_("visits in person that met nobody"), no_shows,
           number(no_shows)),
    Figure("skipped", N_("Skipped"), N_("planned stops that were dropped, with the reason"),
           lambda f: f.skipped, lambda f: Counted(len(f.skipped), note=reasons(f))),
    Figure("coverage", N_("Covered in the quarter"),
           N_("target customers with the visits their grade needs in the quarter, of all that need "
              "some"),
           lambda f: f.coverage,
           lambda f: Counted(len(quarter.covered(f.coverage)), len(f.coverage))),
    Figure("new_customers", N_("Customers developed"),
           N_("entered in the week with name, contact, position, phone and status, and visited or "
              "called by its end"),
           lambda f: f.developed,
           lambda f: Counted(new_count(f), wanted=str(f.config.new_customers.per_week))),
    Figure("new_visits", N_("Visits to new customers"),
           N_("visits to customers that were first reported in the period, of all visits; the "
              "others were to old ones"), to_new, of_made(to_new)),
    Figure("phone_calls", N_("Phone calls"), N_("contacts by phone"), phoned, number(phoned)),
    Figure("adherence", N_("Planned stops made"),
           N_("stops where the rep went, of all planned stops of the days so far"),
           lambda f: f.stops, kept_stops),
    Figure("effective", N_("Effective visits"), N_("visits with an order"), lambda f: f.ordered,
           of_made(lambda f: f.ordered)),
)  # fmt: skip
BY_KEY = {one.key: one for one in FIGURES}
