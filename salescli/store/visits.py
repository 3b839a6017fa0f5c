"""Writing visits and what belongs to them: people met, follow-ups, objectives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, or_

from salescli.store import customers, routes
from salescli.store.living import living_id, living_people
from salescli.store.models import Customer, FollowUp, Objective, Visit, VisitContact
from salescli.store.writing import alive, change, command_of, delete, make, next_no, one, value

if TYPE_CHECKING:
    from salescli.store import orders

PREPARED = (
    "SELECT 1 FROM objective WHERE customer_id = :id AND visit_id IS NULL"
    " AND deleted_at IS NULL LIMIT 1"
)
WISHED = (
    "SELECT 1 FROM followup WHERE customer_id = :id AND done_on IS NULL"
    " AND deleted_at IS NULL LIMIT 1"
)


@dataclass
class Entry:
    """One visit as it was typed: the record's values, and what it sets off."""

    customer_id: str
    values: dict[str, Any]
    contacts: list[str] = field(default_factory=list)
    newcomers: list[str] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)
    follow_up: str = ""
    next_on: date | None = None
    next_time: time | None = None
    clears_next: bool = False
    closes: list[int] = field(default_factory=list)
    grade: str = ""
    grade_reason: str = ""
    order: orders.Entry | None = None
    due_on: date | None = None
    due_time: time | None = None
    took: list[str] = field(default_factory=list)
    noted: tuple[int, date | None] | None = None

    @property
    def due(self) -> tuple[date | None, time | None]:
        """When the follow-up comes due: with the wished visit, else on the day of its text."""
        return (self.next_on, self.next_time) if self.next_on else (self.due_on, self.due_time)


def add(session: Session, entry: Entry) -> Visit:
    """Save a visit with everything it sets off; the grade of the moment is frozen into it."""
    still_there(session, entry)
    day = entry.values["visit_date"]
    visit = make(
        Visit,
        no=next_no(session, Visit),
        customer_id=entry.customer_id,
        next_on=entry.next_on,
        next_time=entry.next_time,
        grade_at_visit=grade_now(session, entry.customer_id),
        **entry.values,
    )
    session.add(visit)
    session.flush()
    for contact_id in people_met(session, entry):
        session.add(make(VisitContact, visit_id=visit.id, contact_id=contact_id))
    plan_objectives(session, visit, entry.objectives)
    entry.took += adopt_objectives(session, visit)
    note_follow_up(session, visit, entry)
    close(session, visit, entry.closes)
    close_wishes(session, visit)
    routes.mark(session, visit)
    if entry.grade:
        customer = one(session, Customer, visit.customer_id)
        customers.regrade(session, customer, entry.grade, day, entry.grade_reason, visit.id)
    take_order(session, visit, entry)
    return visit


def still_there(session: Session, entry: Entry) -> None:
    """Of a customer that was merged since it was picked, the entry is the survivor's."""
    found = living_id(session, entry.customer_id)
    if found == entry.customer_id:
        return
    entry.customer_id = found
    entry.contacts = living_people(session, found, entry.contacts)
    if entry.order is not None:
        entry.order.customer_id = found


def add_once(session: Session, entry: Entry) -> tuple[Visit, bool]:
    """Save a visit unless one stands under its key; whether it is a new one."""
    key = entry.values.get("entry_key")
    if key is not None:
        kept = alive(session, Visit, Visit.entry_key == key)
        if kept:
            return kept[0], False
    return add(session, entry), True


def take_order(session: Session, visit: Visit, entry: Entry) -> None:
    """The order that came of a visit, of the same day."""
    if entry.order is not None:
        from salescli.store import orders

        entry.order.values |= {"visit_id": visit.id, "order_date": visit.visit_date}
        orders.add(session, entry.order)


def grade_now(session: Session, customer_id: str) -> str | None:
    """The customer's grade at this moment, to be frozen into the visit."""
    grade: str | None = value(session, "SELECT grade FROM customer WHERE id = :id", id=customer_id)
    return grade


def people_met(session: Session, entry: Entry) -> list[str]:
    """The contacts of a visit; somebody met for the first time comes on file with it."""
    new = [customers.add_contact(session, entry.customer_id, name=name) for name in entry.newcomers]
    return [*entry.contacts, *(contact.id for contact in new)]


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
    own = {"no": next_no(session, Objective), "customer_id": living_id(session, customer_id)}
    objective = make(Objective, **own, **values)
    session.add(objective)
    session.flush()
    return objective


def fulfils(session: Session, visit: Visit, waiting: str) -> bool:
    """Whether a visit met somebody, and something was waiting for that.

    The plain question first: loading rows costs a write more than everything else in it.
    """
    met = visit.channel == "visit" and visit.outcome == "met"
    return met and value(session, waiting, id=visit.customer_id) is not None


def adopt_objectives(session: Session, visit: Visit) -> list[str]:
    """Objectives prepared for this customer's next visit belong to the visit that came.

    That is one on or after the day they are for, or else were written on; their texts are returned.
    """
    if not fulfils(session, visit, PREPARED):
        return []
    waiting = (
        Objective.customer_id == visit.customer_id,
        col(Objective.visit_id).is_(None),
    )
    taken = []
    for objective in alive(session, Objective, *waiting):
        written_on = (objective.created_at or command_of(session).at).astimezone().date()
        if (objective.planned_on or written_on) <= visit.visit_date:
            change(objective, visit_id=visit.id)
            taken.append(f"{objective.no} {objective.text}")
    return taken


def note_follow_up(session: Session, visit: Visit, entry: Entry) -> None:
    """What is left over, and the wished next visit, in one row that comes due (V3, V5)."""
    if entry.follow_up or visit.next_on:
        wished = visit.next_on is not None
        due_on, due_time = (visit.next_on, visit.next_time) if wished else entry.due
        row = add_follow_up(
            session, visit.customer_id, text=entry.follow_up, wished_visit=wished,
            due_on=due_on, due_time=due_time, visit_id=visit.id,
        )  # fmt: skip
        entry.noted = (row.no, row.due_on)


def add_follow_up(session: Session, customer_id: str, **values: Any) -> FollowUp:
    own = {"no": next_no(session, FollowUp), "customer_id": living_id(session, customer_id)}
    row = make(FollowUp, **own, **values)
    session.add(row)
    session.flush()
    return row


def close(session: Session, visit: Visit, numbers: Iterable[int]) -> list[FollowUp]:
    """Close follow-ups by number with this visit (V11)."""
    wanted = list(numbers)
    if not wanted:
        return []
    closed = []
    for row in alive(session, FollowUp, col(FollowUp.no).in_(wanted)):
        change(row, done_on=visit.visit_date, closed_by_visit_id=visit.id)
        closed.append(row)
    return closed


def close_wishes(session: Session, visit: Visit) -> None:
    """A visit that was made fulfils the wish for it; a wish that carries a text stays open."""
    if not fulfils(session, visit, WISHED):
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
    routes.mark_again(session, visit)
    if "met" in entry.values:
        link_contacts(session, visit, people_met(session, entry))
    plan_objectives(session, visit, entry.objectives)
    if entry.clears_next:
        forget_next(session, visit)
    if entry.next_on or entry.follow_up:
        move_follow_up(session, visit, entry)
    close(session, visit, entry.closes)
    take_order(session, visit, entry)
    if entry.grade:
        customer = one(session, Customer, visit.customer_id)
        reason = entry.grade_reason
        customers.regrade(session, customer, entry.grade, visit.visit_date, reason, visit.id)
    return visit


def move_follow_up(session: Session, visit: Visit, entry: Entry) -> None:
    """The visit's own follow-up takes the new text and date, or is made."""
    if entry.next_on:
        change(visit, next_on=entry.next_on, next_time=entry.next_time)
    rows = alive(session, FollowUp, FollowUp.visit_id == visit.id, col(FollowUp.done_on).is_(None))
    if not rows:
        note_follow_up(session, visit, entry)
        return
    wished = (visit.next_on, visit.next_time)
    due_on, due_time = wished if visit.next_on else entry.due
    change(
        rows[0],
        text=entry.follow_up or rows[0].text,
        due_on=due_on,
        due_time=due_time,
        wished_visit=visit.next_on is not None,
    )
    entry.noted = (rows[0].no, due_on)


def forget_next(session: Session, visit: Visit) -> None:
    """The wished visit is taken back; a follow-up that carries a text stays, without a day."""
    change(visit, next_on=None, next_time=None)
    mine = (FollowUp.visit_id == visit.id, col(FollowUp.done_on).is_(None))
    for row in alive(session, FollowUp, *mine):
        if row.text:
            change(row, due_on=None, due_time=None, wished_visit=False)
        else:
            delete(session, row)


def remove(session: Session, visit: Visit) -> None:
    """Hide a visit and what only it brought; `sales undo` brings all of it back.

    An objective that was prepared before the visit waits for the next one again.
    """
    from salescli.store import orders

    for link in alive(session, VisitContact, VisitContact.visit_id == visit.id):
        delete(session, link)
    for left in alive(session, FollowUp, FollowUp.visit_id == visit.id):
        delete(session, left)
    for goal in alive(session, Objective, Objective.visit_id == visit.id):
        if goal.id < visit.id:
            change(goal, visit_id=None)
        else:
            delete(session, goal)
    for row in alive(session, FollowUp, FollowUp.closed_by_visit_id == visit.id):
        change(row, done_on=None, closed_by_visit_id=None)
    orders.part(session, visit)
    routes.unmark(session, visit)
    delete(session, visit)


def submitted_version(session: Session, visit: Visit) -> int:
    """The newest submitted version of the daily report of the visit's day; 0 when there is none."""
    return version_of(session, visit.rep_id, visit.visit_date)


def version_of(session: Session, rep: str, day: date) -> int:
    """The newest submitted version of a rep's daily report; 0 when there is none."""
    version = value(
        session,
        "SELECT max(version) FROM report WHERE rep_id = :rep AND kind = 'daily'"
        " AND starts_on = :day AND submitted_at IS NOT NULL AND deleted_at IS NULL",
        rep=rep,
        day=day.isoformat(),
    )
    return int(version or 0)
