"""Contacts of a file: known by id, or by their name at the customer; else new."""

from __future__ import annotations

from collections.abc import Sequence

from salescli.domain.drafts import Draft
from salescli.domain.names import name_key
from salescli.store.customers import contact_keys
from salescli.store.import_customers import Intake, wanted
from salescli.store.import_records import OnFile, Person
from salescli.store.import_rows import fresh
from salescli.store.import_tally import Found, How, news
from salescli.store.models import Contact

NAMING = ("customer", "customer_code", "customer_no", "customer_id")


class Contacts(Intake):
    """Rows of a list of people, each at a customer on file."""

    def look_up(self, drafts: Sequence[Draft]) -> None:
        look_up_customers(self, drafts)
        ids = wanted([dict(draft.values) for draft in drafts], "id")
        shelf = self.known.contacts
        self.people = {row["id"]: Person(row, shelf) for row in shelf.alive(Contact.id, ids)}

    def take(self, draft: Draft) -> None:
        customer = self.known.meant(dict(draft.values), name_key)
        values = columns(draft)
        person, how = self.match(customer, values)
        if person is None:
            self.add(customer, values)
            self.tally.new += 1
            return
        values.pop("id", None)
        found = news(person, values, self.tally, draft.line)
        if found.get("main"):
            for other in customer.people:
                other.set(Contact, {"main": other is person})
        person.set(Contact, found)
        repeated = self.known.own(person)
        self.tally.count(how, touched=bool(found), repeated=repeated)

    def match(self, customer: OnFile, values: Found) -> tuple[Person | None, How]:
        """The same id, else the same name at this customer."""
        for person in customer.people:
            if person["id"] == values.get("id"):
                return person, How.ID
        if moved := self.people.get(values.get("id", "")):
            return moved, How.ID
        for person in customer.people:
            if person["search_key"] == values["search_key"]:
                return person, How.NAME
        return None, How.NAME

    def add(self, customer: OnFile, values: Found) -> None:
        """The first person of a customer is the main one."""
        own = {"no": self.number(Contact), "customer_id": customer["id"]}
        main = not any(person["main"] for person in customer.people)
        row = fresh(Contact, {**self.known.free_id(Contact, values), **own, "main": main})
        customer.people.append(Person(self.hold(Contact, row)))


def look_up_customers(intake: Intake, drafts: Sequence[Draft]) -> None:
    """Find the customers that contacts or visits name."""
    rows = [dict(draft.values) for draft in drafts]
    intake.known.look_up(
        ids=wanted(rows, "customer_id"),
        codes=wanted(rows, "customer_code"),
        names=[name_key(name) for name in wanted(rows, "customer")],
    )


def columns(draft: Draft) -> Found:
    """A draft as column values of the contact; what has no column stands in the notes."""
    values: Found = {name: value for name, value in draft.values.items() if name not in NAMING}
    notes = [str(values.get("notes", "")), *draft.notes]
    values["notes"] = "\n".join(text for text in notes if text)
    return contact_keys(values)
