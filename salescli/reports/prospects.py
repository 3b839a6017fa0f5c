"""Whom one could see on which day, and what each visit is worth then: what planning starts from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from statistics import median
from typing import NamedTuple

from salescli.config import Config
from salescli.dates import quarter_of
from salescli.domain.places import NOWHERE, Place, on_map
from salescli.domain.routing import value as worth
from salescli.domain.routing.clock import DAY, Stretch, minute_of
from salescli.domain.routing.planner import Candidate
from salescli.domain.routing.travel import Pace
from salescli.domain.routing.value import Standing, Term, Weights
from salescli.domain.windows import read_windows
from salescli.domain.workdays import Calendar
from salescli.reports import quarter
from salescli.store.reading import Reader


class Prospect(NamedTuple):
    """A customer as planning sees it; ``done`` counts the days with a visit in the quarter."""

    id: str
    no: int
    name: str
    grade: str | None
    area: str
    lat: float | None
    lon: float | None
    windows: str
    expected_on: date | None
    target: bool
    last_visit: date | None
    done: int
    follow_up_due: date | None
    wished_on: date | None

    @property
    def place(self) -> Place | None:
        """Where it is, if that was ever told."""
        return on_map(self.lat, self.lon)


class Agreed(NamedTuple):
    """A visit with a time: the customer waits for it (V16)."""

    customer_id: str
    due_on: date
    due_time: time


@dataclass(frozen=True)
class Sight:
    """One customer with place, hours and reasons for each planned day."""

    who: Prospect
    place: Place
    area_centre: bool
    terms: tuple[tuple[Term, ...], ...]
    candidate: Candidate


PROSPECTS = """
FROM (SELECT c.id, c.no, c.name, c.grade, c.area, c.lat, c.lon, c.windows, c.expected_on, c.target,
  (SELECT max(v.visit_date) FROM visit v WHERE v.customer_id = c.id AND v.deleted_at IS NULL
    AND v.channel = 'visit' AND v.outcome <> 'absent' AND v.visit_date < :before) AS last_visit,
  (SELECT count(DISTINCT v.visit_date) FROM visit v WHERE v.customer_id = c.id
    AND v.deleted_at IS NULL AND v.channel = 'visit' AND v.outcome <> 'absent'
    AND v.visit_date >= :start AND v.visit_date < :before) AS done,
  (SELECT min(f.due_on) FROM followup f WHERE f.customer_id = c.id AND f.deleted_at IS NULL
    AND f.done_on IS NULL AND NOT f.wished_visit) AS follow_up_due,
  (SELECT min(f.due_on) FROM followup f WHERE f.customer_id = c.id AND f.deleted_at IS NULL
    AND f.done_on IS NULL AND f.wished_visit AND f.due_on >= :fresh) AS wished_on
 FROM customer c WHERE c.deleted_at IS NULL AND (c.status IS NULL OR c.status <> 'lost'))
"""


def prospects(reader: Reader, today: date) -> list[Prospect]:
    """Every customer that is not lost, with what speaks for a visit before ``today`` began."""
    return reader.rows(
        Prospect,
        PROSPECTS,
        start=quarter_of(today).start.isoformat(),
        before=today.isoformat(),
        fresh=(today - timedelta(days=worth.WISH_DAYS)).isoformat(),
    )


def agreed(reader: Reader, days: Sequence[date]) -> dict[tuple[str, date], time]:
    """The agreed times of these days, by customer and day; the earliest of a day counts."""
    rows = reader.rows(
        Agreed,
        "FROM followups WHERE done_on IS NULL AND wished_visit AND due_time IS NOT NULL"
        " AND due_on >= :first AND due_on <= :last ORDER BY due_time DESC",
        first=min(days).isoformat(),
        last=max(days).isoformat(),
    )
    return {(row.customer_id, row.due_on): row.due_time for row in rows}


def weights(config: Config) -> Weights:
    route = config.route
    return Weights(
        grades=route.grades, interval_days=route.interval_days, follow_up=route.follow_up,
        wished=route.wished, expected=route.expected, never=route.never,
    )  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """What is the same for every customer of one planning run."""

    config: Config
    calendar: Calendar
    days: tuple[date, ...]
    centres: Mapping[str, Place]
    agreed: Mapping[tuple[str, date], time]
    required: Mapping[str, int]


def scene(
    reader: Reader, config: Config, calendar: Calendar, days: Sequence[date], who: list[Prospect]
) -> Scene:
    needing = quarter.lines(reader, config, calendar, quarter_of(days[0]), days[0])
    return Scene(
        config, calendar, tuple(days), centres(config, who), agreed(reader, days),
        {row.id: row.required for row in needing},
    )  # fmt: skip


def centres(config: Config, who: Sequence[Prospect]) -> dict[str, Place]:
    """The middle of each area: as set, else of its customers with coordinates."""
    known: dict[str, list[Place]] = {}
    for one in who:
        if one.area and one.place:
            known.setdefault(one.area, []).append(one.place)
    found = {area: middle(some) for area, some in known.items()}
    return found | {area: Place(*point) for area, point in config.route.centres.items()}


def middle(places: Sequence[Place]) -> Place:
    return Place(median(one.lat for one in places), median(one.lon for one in places))


def place_of(one: Prospect, known: Mapping[str, Place]) -> tuple[Place, bool]:
    """Where a customer is, and whether that is only the middle of its area; else nowhere."""
    if one.place:
        return one.place, False
    return known.get(one.area, NOWHERE), one.area in known


def sight(one: Prospect, view: Scene) -> Sight:
    """A customer as a candidate."""
    place, area_centre = place_of(one, view.centres)
    config = view.config
    terms = tuple(tuple(reasons(one, day, view)) for day in view.days)
    times = [view.agreed.get((one.id, day)) for day in view.days]
    candidate = Candidate(
        place=place,
        pace=Pace(*config.route.areas.get(one.area, config.route.pace)),
        hours=tuple(hours_on(one.windows, day) for day in view.days),
        values=tuple(sum(term.points for term in some) for some in terms),
        minutes=config.day.visit_minutes,
        points=config.quota.points.get(one.grade or "", 0),
        must=any(times),
        pins=tuple(minute_of(at) if at else None for at in times),
    )
    return Sight(one, place, area_centre, terms, candidate)


def standing(one: Prospect, day: date, view: Scene) -> Standing:
    """Where a customer stands on a day; nobody but target customers is due by the calendar."""
    span = quarter_of(day)
    return Standing(
        grade=one.grade if one.target else None,
        last_visit=one.last_visit,
        required=view.required.get(one.id, 0),
        done=one.done,
        days_left=view.calendar.count(day, span.end),
        days_in_quarter=view.calendar.count(span.start, span.end),
        follow_up_due=one.follow_up_due,
        wished_on=one.wished_on,
        expected_on=one.expected_on,
    )


def reasons(one: Prospect, day: date, view: Scene) -> list[Term]:
    """The terms of a visit's value on a day."""
    return worth.terms(standing(one, day, view), day, weights(view.config))


def hours_on(text: str, day: date) -> tuple[Stretch, ...]:
    """When a customer is open on a day, in wall minutes."""
    spans = read_windows(text).on(day)
    if spans is None:
        return (DAY,)
    return tuple(Stretch(minute_of(span.start), minute_of(span.end)) for span in spans)
