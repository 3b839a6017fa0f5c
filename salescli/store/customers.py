"""Writing customers, their contacts, budgets and grades."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, func, or_, select

from salescli.domain.names import initials, name_key, search_key
from salescli.domain.phones import phone_key
from salescli.domain.text import clean_line, fold
from salescli.errors import UsageError
from salescli.language import _
from salescli.store.living import living_id, now
from salescli.store.models import Contact, Customer, CustomerBudget, GradeChange
from salescli.store.writing import alive, change, command_of, make, next_no, one, rep_id


def keyed(values: dict[str, Any]) -> dict[str, Any]:
    """``values`` with the keys that follow from them, for search and near-duplicates."""
    keys: dict[str, Any] = {}
    if "name" in values:
        name = clean_line(values["name"], _("customer name"))
        keys = {
            "search_key": search_key(name),
            "name_key": name_key(name),
            "initials": initials(name),
        }
    if "phone" in values:
        keys["phone_key"] = phone_key(values["phone"])
    return {**values, **keys}


def add(session: Session, **values: Any) -> Customer:
    """A new customer, owned and reported by this rep now (L2: the first report counts)."""
    if values.get("code"):
        free_code(session, values["code"], None)
    command = command_of(session)
    own = {
        "no": next_no(session, Customer),
        "reported_at": command.at,
        "reported_by": command.rep_id,
        "owner_rep_id": command.rep_id,
    }
    customer = make(Customer, **{**own, **keyed(values)})
    session.add(customer)
    session.flush()
    return customer


def edit(session: Session, customer: Customer, **values: Any) -> Customer:
    if values.get("code"):
        free_code(session, values["code"], customer.id)
    change(customer, **keyed(values))
    return customer


def free_code(session: Session, code: str, own: str | None) -> None:
    same = func.lower(Customer.code) == func.lower(code.strip())
    known = or_(col(Customer.deleted_at).is_(None), col(Customer.merged_into) != "")
    rows = session.exec(select(Customer.id).where(same, known)).all()
    holders = {found for row_id in rows if (found := now(session, row_id))} - {own}
    if holders:
        taken = one(session, Customer, holders.pop())
        raise UsageError(
            _("code {code} belongs to {name}").format(code=code, name=taken.name),
            _("choose another code, or `sales customer edit {code}`").format(code=code),
            wrong=code,
        )


def regrade(
    session: Session,
    customer: Customer,
    grade: str,
    on: date,
    reason: str,
    visit_id: str | None = None,
) -> GradeChange | None:
    """Give a customer another grade and keep the step (G5); None when it has that grade."""
    if customer.grade == grade:
        return None
    step = make(
        GradeChange, customer_id=customer.id, from_grade=customer.grade, to_grade=grade,
        changed_on=on, reason=reason, visit_id=visit_id,
    )  # fmt: skip
    change(customer, grade=grade)
    session.add(step)
    return step


def explain_grade(session: Session, customer: Customer, reason: str) -> GradeChange | None:
    """Give the step to the customer's grade the reason it lacks; None when it lacks none."""
    steps: list[GradeChange] = alive(session, GradeChange, GradeChange.customer_id == customer.id)
    last = max(steps, key=lambda step: (step.changed_on, step.id), default=None)
    if last is None or not reason or last.from_grade is None or last.reason:
        return None
    change(last, reason=reason)
    return last


def add_contact(session: Session, customer_id: str, **values: Any) -> Contact:
    """A person at a customer; the first one becomes the main contact."""
    customer_id = living_id(session, customer_id)
    first = not alive(session, Contact, Contact.customer_id == customer_id)
    own = {"no": next_no(session, Contact), "main": first, "customer_id": customer_id}
    contact = make(Contact, **{**own, **contact_keys(values)})
    session.add(contact)
    session.flush()
    return contact


def edit_contact(session: Session, contact: Contact, **values: Any) -> Contact:
    if values.get("main"):
        for other in alive(session, Contact, Contact.customer_id == contact.customer_id):
            change(other, main=other.id == contact.id)
    change(contact, **contact_keys(values))
    return contact


def contact_keys(values: dict[str, Any]) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    if "name" in values:
        keys["search_key"] = search_key(clean_line(values["name"], _("contact")))
    if "phone" in values:
        keys["phone_key"] = phone_key(values["phone"])
    return {**values, **keys}


def main_contact(session: Session, customer_id: str) -> Contact | None:
    people = alive(session, Contact, Contact.customer_id == customer_id)
    people.sort(key=lambda person: (not person.main, person.no))
    return people[0] if people else None


def set_budget(
    session: Session, customer_id: str, year: int, category: str, amount: int, currency: str
) -> CustomerBudget:
    """What a customer can spend in a year (Q5); a second figure replaces the first."""
    fits = (CustomerBudget.customer_id == customer_id, CustomerBudget.year == year)
    for row in alive(session, CustomerBudget, *fits):
        if fold(row.category) == fold(category):
            change(row, amount=amount, currency=currency)
            return row
    budget = make(
        CustomerBudget, customer_id=customer_id, year=year, category=category, amount=amount,
        currency=currency, rep_id=rep_id(session),
    )  # fmt: skip
    session.add(budget)
    return budget
