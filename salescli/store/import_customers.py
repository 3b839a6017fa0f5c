"""Customers of a file: known by id, code, or name with phone or address; else new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session

from salescli.domain.drafts import Draft
from salescli.domain.names import search_key
from salescli.domain.phones import all_keys
from salescli.domain.text import clean_line, fold
from salescli.language import _
from salescli.store.changes import insert_rows
from salescli.store.customers import contact_keys, keyed
from salescli.store.import_known import KnownCustomers
from salescli.store.import_records import OnFile, Person
from salescli.store.import_rows import fresh
from salescli.store.import_tally import Found, How, Tally, longer_notes, news
from salescli.store.models import Contact, Customer, GradeChange, Rep
from salescli.store.writing import command_of, make, next_no

REPORT = ("owner", "reporter", "reported_at")
Pending = dict[Any, list[Found]]


class Intake:
    """Takes the rows of one kind in, part by part."""

    def __init__(self, session: Session, tally: Tally) -> None:
        self.session = session
        self.tally = tally
        self.command = command_of(session)
        self.known = KnownCustomers(session)
        self.numbers: dict[Any, int] = {}
        self.waiting: Pending = {}

    def look_up(self, drafts: Sequence[Draft]) -> None:
        """Find what the rows of this part may match."""
        raise NotImplementedError

    def take(self, draft: Draft) -> None:
        """Take one row in, or raise why not."""
        raise NotImplementedError

    @cached_property
    def reps(self) -> dict[str, str]:
        """The ids of the office's people by name."""
        return {fold(name): found for found, name in self.known.reps.items()}

    def rep(self, name: str) -> str:
        """The office's person of that name, who is made when nobody has it."""
        found = self.reps.get(name) or self.reps.get(fold(name))
        if not found:
            rep = make(Rep, name=clean_line(name))
            self.session.add(rep)
            self.session.flush()
            found = self.reps[fold(name)] = rep.id
            self.known.reps[rep.id] = rep.name
        self.reps[name] = found
        return found

    def number(self, model: Any) -> int:
        """The next number people type; used up only by a row that comes in."""
        if model not in self.numbers:
            self.numbers[model] = next_no(self.session, model)
        return self.numbers[model]

    def hold(self, model: Any, values: Found) -> Found:
        """A new row, to be written with the others of this part."""
        self.waiting.setdefault(model, []).append(values)
        if model in self.numbers and values.get("no") == self.numbers[model]:
            self.numbers[model] += 1
        return values

    def write(self) -> None:
        """The new rows of this part at once, then what its rows changed."""
        for model, rows in self.waiting.items():
            insert_rows(self.session, model, rows)
        self.waiting = {}
        self.session.flush()


class Customers(Intake):
    """Rows of a customer list, each with its contact."""

    def look_up(self, drafts: Sequence[Draft]) -> None:
        self.rows = {id(draft): columns(draft) for draft in drafts}  # several may share a line
        self.known.look_up(
            ids=wanted(self.rows.values(), "id"),
            codes=wanted(self.rows.values(), "code"),
            names=[values["name_key"] for values in self.rows.values()],
        )

    def take(self, draft: Draft) -> None:
        values = self.rows.pop(id(draft))
        report = {name: values.pop(name, "") for name in REPORT}
        customer, how = self.match(values, draft.contact)
        if customer is None:
            self.add(values | self.reported(**report), draft.contact)
            self.tally.new += 1
            return
        self.note_owner(values, report["owner"], customer)
        values.pop("id", None)
        if customer["phone"] and direct(values, draft.contact):
            del values["phone"]
        touched = self.fill(customer, values, draft.line)
        touched |= self.fill_person(customer, draft.contact)
        self.known.learn(customer)
        self.tally.count(how, touched=touched, repeated=self.known.own(customer))

    def match(self, values: Found, person: Found) -> tuple[OnFile | None, How]:
        """The same id or code; else the same name key, and nothing that tells the two apart.

        Two codes are two customers, whatever else agrees.
        """
        code = str(values.get("code", "")).casefold()
        found = self.known.by_id(values.get("id", "")) or self.known.by_code(code)
        if found:
            return found, How.ID
        named = self.known.named(values["name_key"])
        for customer in named:
            alone = len(named) == 1
            if not (code and customer["code"]) and (
                how := same(customer, values, person, alone=alone)
            ):
                return customer, how
        for then, now in self.known.merged_names.get(values["name_key"], []):
            if not (code and then["code"]) and (how := same(then, values, person)):
                return now, how
        return None, How.NAME

    def reported(self, owner: str, reporter: str, reported_at: datetime | str) -> Found:
        """Whose a new customer is, and its first report: as the file tells, else ours and now."""
        held = self.rep(owner) if owner else self.command.rep_id
        at = utc(reported_at) if isinstance(reported_at, datetime) else self.command.at
        return {
            "owner_rep_id": held,
            "reported_by": self.rep(reporter) if reporter else held,
            "reported_at": min(at, self.command.at),
        }

    def note_owner(self, values: Found, owner: str, customer: OnFile) -> None:
        """An owner who is another than the record's own stays as a note."""
        if owner and fold(owner) != fold(self.known.reps.get(customer["owner_rep_id"], "")):
            text = _("Owner in the file: {name}").format(name=owner)
            values["notes"] = "\n".join(part for part in (values.get("notes", ""), text) if part)

    def add(self, values: Found, person: Found) -> None:
        own = {"no": self.number(Customer)}
        row = fresh(Customer, {**own, **self.known.free_id(Customer, values)})
        contact = new_person(row["id"], row["phone"], person, self.number(Contact), main=True)
        self.hold(Customer, row)
        if row["grade"]:
            self.hold(GradeChange, self.grade_step(row["id"], None, row["grade"]))
        customer = OnFile(row)
        if contact:
            customer.people.append(Person(self.hold(Contact, contact)))
        self.known.learn(customer)

    def grade_step(self, customer_id: str, before: str | None, grade: str) -> Found:
        values = {"customer_id": customer_id, "to_grade": grade, "reason": "",
                  "changed_on": self.command.at.date()}  # fmt: skip
        return fresh(GradeChange, values | ({"from_grade": before} if before else {}))

    def fill(self, customer: OnFile, values: Found, line: int) -> bool:
        """Fill what is empty; a differing value is kept and told, or replaced with ``update``."""
        found = news(customer, values, self.tally, line)
        before = customer["grade"]
        customer.set(Customer, found)
        if grade := found.get("grade"):
            self.hold(GradeChange, self.grade_step(customer["id"], before, grade))
        return bool(found)

    def fill_person(self, customer: OnFile, person: Found) -> bool:
        """Fill the contact of that name, or add it; whether anything was written."""
        if not person.get("name"):
            return False
        key = search_key(person["name"])
        known = next((one for one in customer.people if one["search_key"] == key), None)
        if known is None:
            row = new_person(
                customer["id"], customer["phone"], person, self.number(Contact),
                main=not customer.people,
            )  # fmt: skip
            if row:
                customer.people.append(Person(self.hold(Contact, row)))
            return bool(row)
        found = {
            name: value for name, value in contact_keys(person).items()
            if value and not known[name]
        }  # fmt: skip
        if known["notes"]:
            found |= longer_notes(known["notes"], person.get("notes", ""))
        known.set(Contact, found)
        return bool(found)


def same(customer: OnFile, values: Found, person: Found, *, alone: bool = False) -> How | None:
    """By what two customers of one name are one: a phone in common, or nothing that differs.

    A person's own number tells people apart and not shops: a phone book has many of one company.
    That only one of them has an address tells them apart where several have the name (not
    ``alone``), as the shops of a chain do.
    """
    told = set(all_keys(values.get("phone", "")))
    shop = set() if direct(values, person) else told
    phones = told.union(all_keys(person.get("phone", "")))
    on_file = {customer["phone_key"], *(one["phone_key"] for one in customer.people)}
    if phones & on_file - {""}:
        return How.PHONE
    address = fold(str(values.get("address", "")))
    if address and customer["address"]:
        return How.ADDRESS if address == fold(customer["address"]) else None
    if shop and customer["phone_key"]:
        return None
    return How.NAME if alone or bool(address) == bool(customer["address"]) else None


def direct(values: Found, person: Found) -> bool:
    """Whether the phone is a line of the person's own, which their notes keep."""
    phone = values.get("phone", "")
    return bool(phone) and f"WORK: {phone}" in person.get("notes", "").splitlines()


def columns(draft: Draft) -> Found:
    """A draft as column values of the customer; its owner is still a name."""
    values: Found = dict(draft.values)
    notes = [str(values.get("notes", "")), *draft.notes]
    values["notes"] = "\n".join(text for text in notes if text)
    if "tags" in values:
        values["tags"] = ",".join(values["tags"])
    return keyed(values)


def new_person(
    customer_id: str, customer_phone: str, person: Found, no: int, *, main: bool
) -> Found | None:
    """A new contact, who has the customer's phone where none of their own is known."""
    if not person.get("name"):
        return None
    phone = person.get("phone") or customer_phone
    values = contact_keys({**person, "phone": phone})
    return fresh(Contact, {"no": no, "customer_id": customer_id, "main": main, **values})


def utc(written: datetime) -> datetime:
    return written.astimezone(UTC)


def wanted(rows: Iterable[Found], name: str) -> list[str]:
    return [value for row in rows if (value := row.get(name))]
