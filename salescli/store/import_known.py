"""What an import may match: looked up for a part of the file at once, with its own new rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from salescli.errors import NotFoundError
from salescli.language import _
from salescli.store.changes import chunks
from salescli.store.import_records import Found, Known, OnFile, Person, Shelf
from salescli.store.models import Contact, Customer, Rep
from salescli.store.writing import alive, command_of

CODES = "CREATE TEMPORARY TABLE import_code (code_key TEXT PRIMARY KEY, customer_id TEXT NOT NULL)"
CODED = "SELECT code_key, customer_id FROM import_code WHERE code_key IN"
CODES_AT_ONCE = 2000
MERGES = 20  # one after the other, at most


class KnownCustomers:
    """The customers that the rows of one part may mean."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.started = command_of(session).id
        self.ids: dict[str, OnFile] = {}
        self.codes: dict[str, OnFile] = {}
        self.names: dict[str, list[OnFile]] = {}
        self.merged_names: dict[str, list[tuple[OnFile, OnFile]]] = {}
        self.coded = False
        self.new_codes: dict[str, str] = {}

    @cached_property
    def reps(self) -> dict[str, str]:
        """The names of the office's people by id."""
        return {rep.id: rep.name for rep in alive(self.session, Rep)}

    def look_up(
        self, *, ids: Iterable[str] = (), codes: Iterable[str] = (), names: Iterable[str] = ()
    ) -> None:
        if not self.coded:  # the list of codes will be made from what is written by then
            self.new_codes = {}
        self.ids, self.codes, self.names, self.merged_names = {}, {}, {}, {}
        self.customers = Shelf(self.session, Customer)
        self.contacts = Shelf(self.session, Contact)
        coded = self.with_codes({code.casefold() for code in codes})
        ids, names = set(ids), set(names)
        merged = self.merged(Customer.id, ids) + self.merged(Customer.name_key, names)
        wanted = {*ids, *coded.values(), *(target for _row, target in merged)}
        found = {row["id"]: row for row in self.customers.alive(Customer.name_key, names)}
        others = self.customers.alive(Customer.id, wanted - found.keys())
        found |= {row["id"]: row for row in others}
        for row in sorted(found.values(), key=itemgetter("no")):
            self.place(OnFile(row, self.customers))
        people = self.contacts.alive(Contact.customer_id, found)
        for row in sorted(people, key=itemgetter("no")):
            self.ids[row["customer_id"]].people.append(Person(row, self.contacts))
        for code, target in coded.items():
            self.codes.setdefault(code, self.ids[target])
        for row, target in merged:
            self.also(row, self.ids[target])

    def merged(self, column: Any, values: set[str]) -> list[tuple[Found, str]]:
        """The entries with one of these values that were merged, and the customer each is now."""
        found = self.customers.find(column, values, col(Customer.merged_into) != "")
        return [(row, target) for row in found if (target := self.now(row["merged_into"]))]

    def now(self, found: str | None) -> str:
        """The customer that a merged entry is now; "" when that was deleted."""
        for _step in range(MERGES):
            row = self.session.get(Customer, found) if found else None
            if row is None:
                return ""
            if row.deleted_at is None:
                return row.id
            found = row.merged_into
        return ""

    def also(self, row: Found, customer: OnFile) -> None:
        """A customer is known by the id and name of an entry that was merged into it."""
        self.ids.setdefault(row["id"], customer)
        was = OnFile(row, self.customers)
        self.merged_names.setdefault(row["name_key"], []).append((was, customer))

    def with_codes(self, codes: set[str]) -> dict[str, str]:
        """The ids of the customers with these codes, in whatever case they are written."""
        if not codes:
            return {}
        if not self.coded:
            self.list_codes()
        self.keep_codes(self.new_codes.items())
        self.new_codes = {}
        found: dict[str, str] = {}
        for part in chunks(sorted(codes)):
            marks = {f"c{number}": code for number, code in enumerate(part)}
            sql = f"{CODED} (:{', :'.join(marks)})"
            found |= {row[0]: row[1] for row in self.session.execute(text(sql), marks)}
        return found

    def list_codes(self) -> None:
        """All codes on file in the form in which they are compared."""
        self.session.execute(text(CODES))
        self.coded = True
        merged = select(Customer).where(col(Customer.merged_into) != "", col(Customer.code) != "")
        pairs = [(row.code.casefold(), self.now(row.id)) for row in self.session.exec(merged)]
        self.keep_codes(pair for pair in pairs if pair[1])
        query = select(Customer.id, Customer.code).where(
            col(Customer.deleted_at).is_(None), col(Customer.code) != ""
        )
        known = self.session.execute(query, execution_options={"yield_per": CODES_AT_ONCE})
        self.keep_codes((code.casefold(), found) for found, code in known)

    def keep_codes(self, pairs: Iterable[tuple[str, str]]) -> None:
        rest = iter(pairs)
        while part := dict(islice(rest, CODES_AT_ONCE)):
            rows = [{"code": code, "id": found} for code, found in part.items()]
            keys = "DELETE FROM import_code WHERE code_key = :code"
            self.session.execute(text(keys), rows)
            self.session.execute(text("INSERT INTO import_code VALUES (:code, :id)"), rows)

    def learn(self, customer: OnFile) -> None:
        """A customer is known by its id, code and name from now on."""
        if customer["code"]:
            self.new_codes[customer["code"].casefold()] = customer["id"]
        self.place(customer)

    def place(self, customer: OnFile) -> None:
        self.ids[customer["id"]] = customer
        if customer["code"]:
            self.codes[customer["code"].casefold()] = customer
        same = self.names.setdefault(customer["name_key"], [])
        if all(row is not customer for row in same):
            same.append(customer)

    def by_id(self, found: str) -> OnFile | None:
        return self.ids.get(found)

    def by_code(self, code: str) -> OnFile | None:
        return self.codes.get(code) if code else None

    def named(self, key: str) -> Sequence[OnFile]:
        return self.names.get(key, [])

    def once_named(self, key: str) -> list[OnFile]:
        """The customers into which entries of this name were merged."""
        found = {now["id"]: now for _then, now in self.merged_names.get(key, [])}
        return list(found.values())

    def own(self, customer: Known) -> bool:
        """Whether this import brought it in."""
        return customer.added or customer["id"] > self.started

    def free_id(self, model: Any, values: Found) -> Found:
        """The values without an id that a deleted row has."""
        if "id" in values and self.session.get(model, values["id"]) is not None:
            return {name: value for name, value in values.items() if name != "id"}
        return values

    def meant(self, values: Found, name_key: Callable[[str], str]) -> OnFile:
        """The one customer that a contact or visit names; raises when there is none or several."""
        name = str(values.get("customer", ""))
        code = str(values.get("customer_code", ""))
        found = self.by_id(values.get("customer_id", "")) or self.by_code(code.casefold())
        if found:
            return found
        fits = list(self.named(name_key(name))) if name else []
        fits = fits or self.once_named(name_key(name))
        exact = [one for one in fits if str(one["no"]) == values.get("customer_no")]
        fits = exact or fits
        if len(fits) == 1 and not (code and fits[0]["code"]):
            return fits[0]
        if len(fits) > 1:
            raise NotFoundError(
                _('several customers are called "{name}"; give their code').format(name=name)
            )
        raise NotFoundError(_('there is no customer "{name}"').format(name=name or code))
