"""Writing visits and what belongs to them: people met, follow-ups, objectives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlmodel import Session, col, or_

from salescli.store import customers
from salescli.store.models import Customer, FollowUp, Objective, Report, Visit, VisitContact
from salescli.store.writing import alive, change, delete, make, next_no, one


@dataclass
class Entry:
    """One visit as it was typed: the record's values, and what it sets off."""

    customer_id: str
    values: dict[str, Any]
    contacts: list[str] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)
    follow_up: str = ""
    next_on: date | None = None
    next_time: time | None = None
    closes: list[int] = field(default_factory=list)
    grade: str = ""
    grade_reason: str = ""


def add(session: Session, entry: Entry) -> Visit:
    """Save a visit with everything it sets off; the grade of the moment is frozen into it."""
    customer = one(session, Customer, entry.customer_id)
    day = entry.values["visit_date"]
    visit = make(
        Visit,
        no=next_no(session, Visit),
        customer_id=customer.id,
        next_on=entry.next_on,
        next_time=entry.next_time,
        grade_at_visit=customer.grade,
        **entry.values,
    )
    session.add(visit)
    session.flush()
    link_contacts(session, visit, entry.contacts)
    plan_objectives(session, visit, entry.objectives)
    adopt_objectives(session, visit)
    note_follow_up(session, visit, entry.follow_up)
    close(session, visit, entry.closes)
    close_wishes(session, visit)
    if entry.grade:
        customers.regrade(session, customer, entry.grade, day, entry.grade_reason, visit.id)
    return visit


def link_contacts(session: Session, visit: Visit, contact_ids: Iterable[str]) -> None:
    kept = set(contact_ids)
    for link in alive(session, VisitContact, VisitContact.visit_id == visit.id):
        if link.contact_id in kept:
            kept.discard(link.contact_id)
        else:
            delete(session, link)
    for contact_id in sorted(kept):
        session.add(make(VisitContact, visit_id=visit.id, contact_id=contact_id))


def plan_objectives(session: Session, visit: Visit, texts: Iterable[str]) -> None:
    for text in texts:
        add_objective(
            session, visit.customer_id, text=text, visit_id=visit.id, planned_on=visit.visit_date
        )


def add_objective(session: Session, customer_id: str, **values: Any) -> Objective:
    objective = make(Objective, no=next_no(session, Objective), customer_id=customer_id, **values)
    session.add(objective)
    session.flush()
    return objective


def adopt_objectives(session: Session, visit: Visit) -> None:
    """Objectives prepared for this customer's next visit belong to the visit that came."""
    if visit.channel != "visit" or visit.outcome != "met":
        return
    waiting = (
        Objective.customer_id == visit.customer_id,
        col(Objective.visit_id).is_(None),
    )
    for objective in alive(session, Objective, *waiting):
        if objective.planned_on is None or objective.planned_on <= visit.visit_date:
            change(objective, visit_id=visit.id)


def note_follow_up(session: Session, visit: Visit, text: str) -> None:
    """What is left over, and the wished next visit, in one row that comes due (V3, V5)."""
    if text or visit.next_on:
        add_follow_up(
            session, visit.customer_id, text=text, wished_visit=visit.next_on is not None,
            due_on=visit.next_on, due_time=visit.next_time, visit_id=visit.id,
        )  # fmt: skip


def add_follow_up(session: Session, customer_id: str, **values: Any) -> FollowUp:
    row = make(FollowUp, no=next_no(session, FollowUp), customer_id=customer_id, **values)
    session.add(row)
    session.flush()
    return row


def close(session: Session, visit: Visit, numbers: Iterable[int]) -> list[FollowUp]:
    """Close follow-ups by number with this visit (V11)."""
    closed = []
    for row in alive(session, FollowUp, col(FollowUp.no).in_(list(numbers))):
        change(row, done_on=visit.visit_date, closed_by_visit_id=visit.id)
        closed.append(row)
    return closed


def close_wishes(session: Session, visit: Visit) -> None:
    """A visit that was made fulfils the wish for it; a wish that carries a text stays open."""
    if visit.channel != "visit" or visit.outcome != "met":
        return
    wishes = (
        FollowUp.customer_id == visit.customer_id,
        col(FollowUp.wished_visit).is_(True),
        col(FollowUp.done_on).is_(None),
        FollowUp.text == "",
        or_(col(FollowUp.visit_id).is_(None), col(FollowUp.visit_id) != visit.id),
    )
    for wish in alive(session, FollowUp, *wishes):
        if wish.due_on is None or wish.due_on <= visit.visit_date:
            change(wish, done_on=visit.visit_date, closed_by_visit_id=visit.id)


def edit(session: Session, visit: Visit, entry: Entry) -> Visit:
    """Complete or correct a visit; the change log keeps what stood before (E6)."""
    change(visit, **entry.values)
    if "met" in entry.values:
        link_contacts(session, visit, entry.contacts)
    plan_objectives(session, visit, entry.objectives)
    if entry.next_on or entry.follow_up:
        move_follow_up(session, visit, entry)
    close(session, visit, entry.closes)
    if entry.grade:
        customer = one(session, Customer, visit.customer_id)
        reason = entry.grade_reason
        customers.regrade(session, customer, entry.grade, visit.visit_date, reason, visit.id)
    return visit


def move_follow_up(session: Session, visit: Visit, entry: Entry) -> None:
    """The visit's own follow-up takes the new text and date, or is made."""
    if entry.next_on:
        change(visit, next_on=entry.next_on, next_time=entry.next_time)
    rows: list[FollowUp] = alive(
        session, FollowUp, FollowUp.visit_id == visit.id, col(FollowUp.done_on).is_(None)
    )
    if not rows:
        note_follow_up(session, visit, entry.follow_up)
        return
    change(
        rows[0],
        text=entry.follow_up or rows[0].text,
        due_on=visit.next_on,
        due_time=visit.next_time,
        wished_visit=visit.next_on is not None,
    )


def remove(session: Session, visit: Visit) -> None:
    """Hide a visit and what only it brought; `sales undo` brings all of it back."""
    for model in (VisitContact, FollowUp, Objective):
        for row in alive(session, model, model.visit_id == visit.id):
            delete(session, row)
    for row in alive(session, FollowUp, FollowUp.closed_by_visit_id == visit.id):
        change(row, done_on=None, closed_by_visit_id=None)
    delete(session, visit)


def submitted_on(session: Session, rep_id: str, day: date) -> Report | None:
    """The newest submitted daily report of a day."""
    rows: list[Report] = alive(
        session, Report, Report.rep_id == rep_id, Report.kind == "daily", Report.starts_on == day,
        col(Report.submitted_at).is_not(None),
    )  # fmt: skip
    return max(rows, key=lambda row: row.version, default=None)


def started(day: date, at: time | None, now: datetime) -> dict[str, Any]:
    """A local day and time as the record keeps it: UTC start and offset, in the local zone."""
    if at is None:
        return {"visit_date": day, "visit_time": None, "started_at": None}
    local = datetime.combine(day, at).replace(tzinfo=now.tzinfo)
    if now.tzinfo is not None and day != now.date():
        local = datetime.combine(day, at).astimezone()
    offset = local.utcoffset()
    return {
        "visit_date": day,
        "visit_time": at,
        "started_at": local.astimezone(UTC),
        "utc_offset": int(offset.total_seconds() // 60) if offset else 0,
    }
