"""Visits of a file: known by id, or by customer, day, time and content; else new.

The author and the date of writing are the file's; a visit of the past closes no follow-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from salescli.domain.drafts import Draft
from salescli.domain.names import name_key, search_key
from salescli.domain.text import fold
from salescli.domain.visit_time import started
from salescli.store.import_contacts import NAMING, look_up_customers
from salescli.store.import_customers import Intake, utc, wanted
from salescli.store.import_records import Known, OnFile, Shelf
from salescli.store.import_rows import fresh
from salescli.store.import_tally import Found, How, Record, Tally, news
from salescli.store.models import FollowUp, Visit, VisitContact

SEVERAL = re.compile(r"[,;/、，；\n]+")
Key = tuple[str, date, Any, str]


class Visits(Intake):
    """Rows of a list of visits, each to a customer on file."""

    def __init__(self, session: Session, tally: Tally) -> None:
        super().__init__(session, tally)
        self.ids: dict[str, Known] = {}
        self.told: set[str] = set()
        self.keys: dict[Key, Known] = {}

    def look_up(self, drafts: Sequence[Draft]) -> None:
        look_up_customers(self, drafts)
        self.ids, self.keys = {}, {}
        ids = wanted([dict(draft.values) for draft in drafts], "id")
        self.told = set(ids)
        shelf = Shelf(self.session, Visit)
        for row in shelf.alive(Visit.id, ids):
            self.learn(Known(row, shelf))
        days = {draft.values["visit_date"] for draft in drafts}
        for row in shelf.alive(Visit.visit_date, days):
            self.learn(Known(row, shelf))

    def learn(self, visit: Known) -> None:
        self.ids.setdefault(visit["id"], visit)
        self.keys.setdefault(key(visit), visit)

    def take(self, draft: Draft) -> None:
        customer = self.known.meant(dict(draft.values), name_key)
        values = self.columns(draft, customer)
        same_id = self.ids.get(values.get("id", ""))
        visit = same_id or self.alike(values)
        if visit is None:
            self.add(values, customer)
            self.tally.new += 1
            return
        for name in ("id", "customer_id", "created_at", "rep_id", "started_at", "utc_offset"):
            values.pop(name, None)
        found = news(visit, values, self.tally, draft.line)
        visit.set(Visit, found)
        how = How.ID if same_id else How.NAME
        self.tally.count(how, touched=bool(found), repeated=self.known.own(visit))

    def alike(self, values: Found) -> Known | None:
        """A visit of the same content; two rows of one file with ids of their own are two."""
        found = self.keys.get(key(values))
        return None if found and "id" in values and found["id"] in self.told else found

    def add(self, values: Found, customer: OnFile) -> None:
        told = self.known.free_id(Visit, values)
        foreign = "id" not in values
        if foreign and values["visit_date"] == self.command.at.astimezone().date():
            told.setdefault("grade_at_visit", customer["grade"])
        row = fresh(Visit, {"no": self.number(Visit), **told})
        self.hold(Visit, row)
        self.learn(Known(row))
        if not foreign:
            self.told.add(row["id"])
        self.link(row, customer)
        if foreign and row["next_on"] and row["next_on"] >= self.command.at.astimezone().date():
            self.wish(row)

    def link(self, row: Found, customer: OnFile) -> None:
        """The people met who are contacts of the customer."""
        met = {search_key(name) for name in SEVERAL.split(row["met"]) if name.strip()}
        for person in customer.people:
            if person["search_key"] in met:
                values = {"visit_id": row["id"], "contact_id": person["id"]}
                self.hold(VisitContact, fresh(VisitContact, values))

    def wish(self, row: Found) -> None:
        """A next visit that is still to come waits as a follow-up (V5)."""
        values = {
            "no": self.number(FollowUp), "customer_id": row["customer_id"], "wished_visit": True,
            "due_on": row["next_on"], "due_time": row["next_time"], "visit_id": row["id"],
            "rep_id": row["rep_id"],
        }  # fmt: skip
        self.hold(FollowUp, fresh(FollowUp, values))

    def columns(self, draft: Draft, customer: OnFile) -> Found:
        """A draft as column values of the visit; what has no column stands under its content."""
        values: Found = {name: value for name, value in draft.values.items() if name not in NAMING}
        values["customer_id"] = customer["id"]
        content = [str(values.get("content", "")), *draft.notes]
        values["content"] = "\n".join(text for text in content if text)
        values |= started(values["visit_date"], values.get("visit_time"), self.command.at)
        author = values.pop("rep", "")
        values["rep_id"] = self.rep(author) if author else self.command.rep_id
        if written := values.get("created_at"):
            values["created_at"] = utc(written)
        return values


def key(visit: Record) -> Key:
    """What two rows of the same visit have in common."""
    return visit["customer_id"], visit["visit_date"], visit["visit_time"], fold(visit["content"])
