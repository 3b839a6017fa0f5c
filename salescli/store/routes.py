"""Writing routes: a day's plan, its changes, and what became of each stop.

Its tables are named through their package, so that a visit without a plan defines none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col

from salescli.domain.words import OPEN_STOPS, StopStatus
from salescli.store import models
from salescli.store.living import now
from salescli.store.reading import stamp_text
from salescli.store.writing import alive, change, command_of, delete, make, value

Values = Mapping[str, Any]
STOP_OF_VISIT = (
    "SELECT 1 FROM route_stop WHERE customer_id = :id AND day = :day AND deleted_at IS NULL LIMIT 1"
)
OUTCOME = frozenset({"status", "reason", "moved_to", "confirmed_at", "broken"})

KEEP_TRAVEL = (
    "INSERT INTO travel_time (way, minutes, told_at) VALUES (:way, :minutes, :at)"
    " ON CONFLICT (way) DO NOTHING"
)


def save_day(session: Session, day: date, head: Values, stops: Iterable[Values]) -> None:
    """Keep a day's plan as it is now; a stop that stays keeps its row, so its id is stable."""
    days = alive(session, models.RouteDay, models.RouteDay.day == day)
    if days:
        change(days[0], **head)
    else:
        session.add(make(models.RouteDay, day=day, **head))
    rows = alive(session, models.RouteStop, models.RouteStop.day == day)
    left = {row.customer_id: row for row in rows}
    for customer_id, values in still_there(session, stops).items():
        row = left.pop(customer_id, None)
        if row is None:
            session.add(make(models.RouteStop, day=day, **{**values, "customer_id": customer_id}))
        else:
            change(row, **{**unanswered(row, values), "customer_id": customer_id})
    for row in left.values():
        if row.visit_id is None:
            delete(session, row)
    session.flush()


def unanswered(row: models.RouteStop, values: Values) -> Values:
    """What a plan may change of a stop: its outcome belongs to the visit that was logged."""
    if row.visit_id is None:
        return values
    return {name: value for name, value in values.items() if name not in OUTCOME}


def still_there(session: Session, stops: Iterable[Values]) -> dict[str, Values]:
    """The stops by customer; one that was merged since it was planned is the survivor's."""
    found: dict[str, Values] = {}
    for values in stops:
        found.setdefault(now(session, values["customer_id"]) or values["customer_id"], values)
    return found


def forget(session: Session, customer_id: str) -> list[date]:
    """Hide the stops at which a customer that is deleted is still waited for; their days."""
    waited = (
        models.RouteStop.customer_id == customer_id,
        col(models.RouteStop.status).in_(OPEN_STOPS),
    )
    rows = alive(session, models.RouteStop, *waited)
    for row in rows:
        delete(session, row)
    return [row.day for row in rows]


def keep_travel(session: Session, told: Mapping[str, int]) -> None:
    """Keep what a routing server told, so that the next plan need not ask."""
    at = stamp_text(command_of(session).at)
    rows = [{"way": way, "minutes": minutes, "at": at} for way, minutes in told.items()]
    if rows:
        session.execute(text(KEEP_TRAVEL), rows)


def mark(session: Session, visit: models.Visit) -> None:
    """A visit that was made answers its planned stop: visited, or absent."""
    planned = value(session, STOP_OF_VISIT, id=visit.customer_id, day=visit.visit_date.isoformat())
    if planned is None or visit.channel != "visit":
        return
    rows = alive(
        session,
        models.RouteStop,
        models.RouteStop.customer_id == visit.customer_id,
        models.RouteStop.day == visit.visit_date,
    )
    row = next((row for row in rows if row.visit_id in {None, visit.id}), None)
    if row is not None:
        status = StopStatus.ABSENT if visit.outcome == "absent" else StopStatus.VISITED
        change(row, visit_id=visit.id, status=status, reason="", moved_to=None, broken="")


def mark_again(session: Session, visit: models.Visit) -> None:
    """After a correction: the stop follows the visit to another outcome, day or channel."""
    unmark(session, visit, keep=visit.channel == "visit")
    mark(session, visit)


def unmark(session: Session, visit: models.Visit, *, keep: bool = False) -> None:
    """A visit that was deleted leaves its stop unanswered again."""
    linked = value(session, "SELECT 1 FROM route_stop WHERE visit_id = :id LIMIT 1", id=visit.id)
    if linked is None:
        return
    for row in alive(session, models.RouteStop, models.RouteStop.visit_id == visit.id):
        if not keep or row.day != visit.visit_date:
            before = StopStatus.CONFIRMED if row.confirmed_at else StopStatus.PLANNED
            change(row, visit_id=None, status=before)
