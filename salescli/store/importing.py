"""Bringing in many customers in one transaction: matched, filled in, or new; nothing twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from salescli.domain.drafts import Draft, Problem
from salescli.domain.names import search_key
from salescli.domain.phones import all_keys, phone_key
from salescli.domain.text import fold
from salescli.errors import SalesError
from salescli.language import _
from salescli.store.changes import insert_rows
from salescli.store.customers import contact_keys, keyed, regrade
from salescli.store.models import Command, Contact, Customer, GradeChange, Row
from salescli.store.writing import alive, change, command_of, make, next_no

CHUNK = 500
NAME_KEYS = ("search_key", "name_key", "initials")
Found = dict[str, Any]


@dataclass
class Tally:
    """What an import did, line by line where it matters."""

    new: int = 0
    same: int = 0
    changed: int = 0
    refused: list[Problem] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Known:
    """The customers on file, by everything that can tell that a row is one of them."""

    codes: dict[str, Customer] = field(default_factory=dict)
    names: dict[str, list[Customer]] = field(default_factory=dict)
    people: dict[str, list[Contact]] = field(default_factory=dict)
    waiting: list[Row] = field(default_factory=list)

    def learn(self, customer: Customer) -> None:
        if customer.code:
            self.codes[customer.code.casefold()] = customer
        same = self.names.setdefault(customer.name_key, [])
        if all(row is not customer for row in same):
            same.append(customer)

    def match(self, values: Found, contact: Found) -> Customer | None:
        """The same code; else the same name key with the same phone or address.

        Two codes are two customers, whatever else agrees. Without phone and address on either
        side the same name is taken as the same customer.
        """
        code = str(values.get("code", "")).casefold()
        if code in self.codes:
            return self.codes[code]
        for customer in self.names.get(values["name_key"], []):
            if not (code and customer.code) and self.same(customer, values, contact):
                return customer
        return None

    def same(self, customer: Customer, values: Found, contact: Found) -> bool:
        phones = {*all_keys(values.get("phone", "")), *all_keys(contact.get("phone", ""))}
        on_file = {customer.phone_key, *(p.phone_key for p in self.people.get(customer.id, []))}
        if phones & on_file - {""}:
            return True
        address = fold(str(values.get("address", "")))
        if address and customer.address:
            return address == fold(customer.address)
        return not (phones and on_file - {""}) and bool(address) == bool(customer.address)


def known(session: Session) -> Known:
    found = Known()
    for customer in alive(session, Customer):
        found.learn(customer)
    for person in alive(session, Contact):
        found.people.setdefault(person.customer_id, []).append(person)
    return found


def customers(session: Session, items: Iterable[Draft | Problem], *, update: bool = False) -> Tally:
    """Take the drafts in; a row that the store refuses is one more problem, the others come in.

    Args:
        session: The one transaction of the import.
        items: What the reader made of the file.
        update: Replace differing values; otherwise only empty fields are filled.
    """
    tally, file = Tally(), known(session)
    numbers = {model: next_no(session, model) for model in (Customer, Contact)}
    for count, item in enumerate(items, 1):
        if isinstance(item, Problem):
            tally.refused.append(item)
            continue
        tally.warnings += [(item.line, text) for text in item.warnings]
        try:
            take(session, item, file, numbers, tally, update=update)
        except SalesError as error:
            tally.refused.append(item.refused(str(error)))
        if count % CHUNK == 0:
            write(session, file)
    write(session, file)
    return tally


def write(session: Session, file: Known) -> None:
    """The new rows of the last lines at once, then what those lines changed."""
    insert_rows(session, file.waiting)
    file.waiting = []
    session.flush()


def take(
    session: Session,
    draft: Draft,
    file: Known,
    numbers: dict[Any, int],
    tally: Tally,
    *,
    update: bool,
) -> None:
    values, person = columns(draft)
    customer = file.match(values, person)
    if customer is None:
        add(command_of(session), values, person, file, numbers)
        tally.new += 1
        return
    touched = fill(session, customer, values, tally, draft.line, update=update)
    file.learn(customer)
    touched |= fill_person(session, customer, person, file, numbers)
    tally.changed += touched
    tally.same += not touched


def columns(draft: Draft) -> tuple[Found, Found]:
    """A draft as column values of the customer and of the contact."""
    values: Found = dict(draft.values)
    owner = values.pop("owner", "")
    notes = [str(values.get("notes", "")), *draft.notes]
    if owner:
        notes.append(_("Owner in the file: {name}").format(name=owner))
    values["notes"] = "\n".join(text for text in notes if text)
    if "tags" in values:
        values["tags"] = ",".join(values["tags"])
    return keyed(values), dict(draft.contact)


def add(
    command: Command, values: Found, person: Found, file: Known, numbers: dict[Any, int]
) -> None:
    own = {
        "no": numbers[Customer],
        "reported_at": command.at,
        "reported_by": command.rep_id,
        "owner_rep_id": command.rep_id,
    }
    customer = make(Customer, **own, **values)
    contact = new_person(customer, person, numbers[Contact]) if person.get("name") else None
    file.waiting.append(customer)
    numbers[Customer] += 1
    file.learn(customer)
    if customer.grade:
        file.waiting.append(
            GradeChange(customer_id=customer.id, to_grade=customer.grade,
                        changed_on=command.at.date())
        )  # fmt: skip
    if contact:
        file.waiting.append(contact)
        numbers[Contact] += 1
        file.people[customer.id] = [contact]


def new_person(customer: Customer, person: Found, no: int) -> Contact:
    phone = person.get("phone") or customer.phone
    values = contact_keys({**person, "phone": phone})
    return make(Contact, no=no, customer_id=customer.id, main=True, **values)


def fill(
    session: Session, customer: Customer, values: Found, tally: Tally, line: int, *, update: bool
) -> bool:
    """Fill what is empty; a differing value is kept and told, or replaced with ``update``."""
    news: Found = {}
    for name, value in values.items():
        before = getattr(customer, name)
        if value in ("", None) or before == value or name in NAME_KEYS:
            continue
        if before in ("", None) or update:
            news[name] = value
        elif name == "notes":
            news |= longer_notes(str(before), str(value))
        elif name != "phone_key" and not same_value(name, before, value):
            tally.warnings.append((line, kept_line(name, before, value)))
    if "phone" not in news:
        news.pop("phone_key", None)
    if "name" in news:
        news |= {name: values[name] for name in NAME_KEYS}
    grade = news.pop("grade", None)
    if grade:
        regrade(session, customer, grade, command_of(session).at.date(), "")
    if news:
        change(customer, **news)
    return bool(news or grade)


def longer_notes(before: str, value: str) -> Found:
    missing = [text for text in value.splitlines() if text not in before.splitlines()]
    return {"notes": "\n".join([before, *missing])} if missing else {}


def same_value(name: str, before: Any, value: Any) -> bool:
    if name == "phone":
        return phone_key(str(before)) == phone_key(str(value))
    if isinstance(before, float):
        return abs(before - float(value)) < 1e-6
    return fold(str(before)) == fold(str(value))


def kept_line(name: str, before: Any, value: Any) -> str:
    return _('{field}: kept "{before}", the file says "{value}" (`--update` takes it)').format(
        field=name, before=before, value=value
    )


def fill_person(
    session: Session, customer: Customer, person: Found, file: Known, numbers: dict[Any, int]
) -> bool:
    """Fill the contact of that name, or add it; whether anything was written."""
    if not person.get("name"):
        return False
    people = file.people.setdefault(customer.id, [])
    found = next((row for row in people if row.search_key == search_key(person["name"])), None)
    if found is None:
        row = new_person(customer, person, numbers[Contact])
        row.main = not people
        session.add(row)
        numbers[Contact] += 1
        people.append(row)
        return True
    news = {
        name: value for name, value in contact_keys(person).items()
        if value and not getattr(found, name)
    }  # fmt: skip
    if news:
        change(found, **news)
    return bool(news)
