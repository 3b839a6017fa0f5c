"""Every customer that needs visits in a quarter: what it needs, has, and lacks (Q3).

The one place where coverage is counted: the coverage page, the day's page, briefs, plans and all
reports read it here. What a day counts is visits in person that met somebody, once a day.
A customer that is hidden within the quarter needs no more visits: it is left out of the whole
quarter, though the number on file (`standing.py`) still has it until the day it was hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from salescli.config import Config
from salescli.dates import Period
from salescli.domain import coverage
from salescli.domain.words import CoverageState
from salescli.domain.workdays import Calendar
from salescli.reports.quota import local_start
from salescli.store.reading import Reader
from salescli.store.scope import OWNED


class Row(NamedTuple):
    """A target customer as it stood when the last counted day ended."""

    id: str
    no: int
    customer: str
    grade: str | None
    area: str
    reported_at: datetime
    first_visit: date | None
    graded_on: date | None
    regraded_on: date | None
    last_visit: date | None
    done: int
    planned: int


class Line(NamedTuple):
    """One customer in the quarter; ``days_left`` are the working days to its last safe day."""

    id: str
    no: int
    customer: str
    grade: str | None
    area: str
    required: int
    done: int
    planned: int
    left: int
    last_visit: date | None
    last_safe: date | None
    days_left: int
    state: CoverageState


VISITED = """visit v WHERE v.customer_id = c.id AND v.deleted_at IS NULL AND v.channel = 'visit'
  AND v.outcome <> 'absent'"""
GRADE_THEN = """(CASE WHEN EXISTS (SELECT 1 FROM grade_change g WHERE g.customer_id = c.id
  AND g.deleted_at IS NULL AND g.changed_on >= :until) THEN (SELECT g.from_grade
  FROM grade_change g WHERE g.customer_id = c.id AND g.deleted_at IS NULL
  AND g.changed_on >= :until ORDER BY g.changed_on, g.created_at LIMIT 1) ELSE c.grade END)"""
CAME = """(SELECT max(g.changed_on) FROM grade_change g WHERE g.customer_id = c.id
  AND g.deleted_at IS NULL AND g.changed_on >= :start AND g.changed_on < :until
  AND g.to_grade IN ({{needing}}) AND {before})"""
GRADED_ON = CAME.format(before="g.from_grade IS NULL")
REGRADED_ON = CAME.format(before="g.from_grade NOT IN ({needing})")
SOURCE = f"""
FROM (SELECT c.id, c.no, c.name AS customer, {GRADE_THEN} AS grade, c.area, c.reported_at,
  {GRADED_ON} AS graded_on, {REGRADED_ON} AS regraded_on,
  (SELECT min(v.visit_date) FROM {VISITED}) AS first_visit,
  (SELECT max(v.visit_date) FROM {VISITED} AND v.visit_date < :until) AS last_visit,
  (SELECT count(DISTINCT v.visit_date) FROM {VISITED} AND v.visit_date >= :start
    AND v.visit_date < :until) AS done,
  (SELECT count(DISTINCT s.day) FROM route_stop s WHERE s.customer_id = c.id
    AND s.deleted_at IS NULL AND s.status IN ('planned', 'confirmed') AND s.day >= :until
    AND s.day < :end) AS planned
 FROM customer c WHERE c.deleted_at IS NULL AND c.target AND (c.status IS NULL
  OR c.status <> 'lost') AND c.reported_at < :known AND {OWNED} {{only}})
 WHERE grade IN ({{needing}})
 ORDER BY grade, no
"""  # noqa: S608 -- parts of ours


def lines(
    reader: Reader, config: Config, calendar: Calendar, quarter: Period, today: date,
    customer_id: str = "",
) -> list[Line]:  # fmt: skip
    """The customers that need visits in the quarter, as they stood at the end of ``today``."""
    rules = config.coverage
    until = min(today + timedelta(days=1), quarter.end)
    names = {f"need_{place}": grade for place, grade in enumerate(sorted(rules.per_quarter))}
    if not names:
        return []
    needing = ", ".join(":" + name for name in names)
    only = "AND c.id = :customer_id" if customer_id else ""
    rows = reader.each(
        Row,
        SOURCE.format(needing=needing, only=only),
        start=quarter.start.isoformat(),
        end=quarter.end.isoformat(),
        until=until.isoformat(),
        known=local_start(until),
        rep=reader.rep,
        **({"customer_id": customer_id} if customer_id else {}),
        **names,
    )
    found = [line(row, config, calendar, quarter, today) for row in rows]
    return [row for row in found if row.required]


def line(row: Row, config: Config, calendar: Calendar, quarter: Period, today: date) -> Line:
    need = needed(row, config, calendar, quarter)
    on = min(max(today, quarter.start), quarter.end)
    stand = coverage.standing(need, row.done, quarter, on, calendar)
    unseen = (today - (row.last_visit or known_since(row))).days
    return Line(
        row.id, row.no, row.customer, row.grade, row.area, need, row.done, row.planned,
        stand.remaining, row.last_visit, stand.last_safe, stand.days_left,
        coverage.state(stand, row.planned, unseen, config.coverage.overdue_days),
    )  # fmt: skip


def known_since(row: Row) -> date:
    """The day of the first report; an earlier visit proves that it was known before."""
    reported = row.reported_at.astimezone().date()
    return min(reported, row.first_visit or reported)


def needed(row: Row, config: Config, calendar: Calendar, quarter: Period) -> int:
    """Visits in the quarter; of one that came or was regraded within it, the rest's share."""
    since = max(known_since(row), row.regraded_on or quarter.start)
    if row.graded_on and row.graded_on > row.reported_at.astimezone().date():
        since = max(since, row.graded_on)
    whole = coverage.required(row.grade, config.coverage.per_quarter)
    return coverage.prorated(whole, since, quarter, calendar)


def covered(found: Sequence[Line]) -> list[Line]:
    return [row for row in found if row.state is CoverageState.COVERED]


def urgent_first(found: Sequence[Line]) -> list[Line]:
    """What is left first, by the last safe day; those that are covered last."""
    return sorted(found, key=lambda row: (row.left == 0, row.last_safe or date.max, row.no))
