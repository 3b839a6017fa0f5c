"""What becomes of two entries of one customer, before it is done: field by field, then counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from salescli.domain.merging import Choice, Person, choices, same_people
from salescli.domain.money import money_text
from salescli.domain.text import fold
from salescli.domain.words import OPEN_STOPS
from salescli.errors import UsageError
from salescli.language import _
from salescli.output.cells import human
from salescli.output.table import Column, Table
from salescli.store.lookup import Known
from salescli.store.reading import Reader

MOVED = ("contacts", "visits", "objectives", "followups", "orders", "stops", "plan_points",
         "budgets", "grade_changes", "claims")  # fmt: skip


BUDGET = "budget"


class Form(NamedTuple):
    """The fields that are chosen one by one, named as `--take` names them."""

    name: str
    code: str
    status: str | None
    grade: str | None
    area: str
    industry: str
    address: str
    lat: float | None
    lon: float | None
    phone: str
    fax: str
    email: str
    website: str
    tax_id: str
    source: str
    tags: str
    windows: str
    background: str
    makes: str
    application: str
    usual_products: str
    suppliers: str
    needs: str
    purchase_plan: str
    condition: str
    notes: str
    need_clear: bool | None
    expected_on: date | None
    tracking_since: date | None
    target: bool
    key_account: bool
    first_contact: str | None
    owner: str | None


class Budget(NamedTuple):
    year: int
    category: str
    amount: int
    currency: str


class Stop(NamedTuple):
    day: date


class Reported(NamedTuple):
    reported_at: datetime
    phone_key: str


@dataclass(frozen=True)
class Merger:
    """Two entries, which of them stays, and what is kept."""

    a: Known
    b: Known
    stays: Known
    reported: date
    chosen: list[Choice]
    counts: list[Choice]
    budgets: list[Choice]
    budget: str

    @property
    def goes(self) -> Known:
        return self.b if self.stays is self.a else self.a


def merger(reader: Reader, a: Known, b: Known, takes: Mapping[str, str], decimals: int) -> Merger:
    """The plan of a merge; the first report stays, the values of the one named first."""
    first, other = reported(reader, a), reported(reader, b)
    side = "B" if other.reported_at < first.reported_at else "A"
    fields = {"A": form(reader, a), "B": form(reader, b)}
    for name in takes:
        if name not in (known := [*fields["A"], BUDGET]):
            raise unknown_field(name, known)
    own = {name: side for name in ("code", "owner") if fields[side][name]}
    office = frozenset({first.phone_key, other.phone_key})
    return Merger(
        a, b, b if side == "B" else a,
        min(first.reported_at, other.reported_at).astimezone().date(),
        choices(fields["A"], fields["B"], {**own, **takes}), counted(reader, a, b, office),
        budgets(reader, a, b, takes.get(BUDGET, "A"), decimals), takes.get(BUDGET, "A"),
    )  # fmt: skip


def unknown_field(name: str, known: list[str]) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1, 0.5)
    hint = (
        _("did you mean `{name}`").format(name=near[0])
        if near
        else _("fields: {names}").format(names=", ".join(known))
    )
    message = _('no field "{name}"').format(name=name)
    return UsageError(message, hint, wrong=name, right=near[0] if near else "", option="--take")


def reported(reader: Reader, known: Known) -> Reported:
    found = reader.first(Reported, "FROM customers WHERE id = :id", id=known.id)
    assert found is not None, known.id  # noqa: S101 -- picked from the same file just now
    return found


def form(reader: Reader, known: Known) -> dict[str, Any]:
    """The fields by name; a place is one field, since half of one is nowhere."""
    row = reader.first(Form, "FROM customers WHERE id = :id", id=known.id)
    assert row is not None, known.id  # noqa: S101 -- picked from the same file just now
    place = None if row.lat is None or row.lon is None else (row.lat, row.lon)
    renamed = {("place" if name == "lat" else name): value for name, value in row._asdict().items()}
    return {name: value for name, value in (renamed | {"place": place}).items() if name != "lon"}


def counted(reader: Reader, a: Known, b: Known, office: frozenset[str]) -> list[Choice]:
    """How many visits, orders … each has; a person that both know counts once."""
    people = [
        reader.rows(Person, "FROM contacts WHERE customer_id = :id ORDER BY no", id=side.id)
        for side in (a, b)
    ]
    days = [planned(reader, side) for side in (a, b)]
    same = {
        "contacts": len(same_people(people[0], people[1], office)),
        "budgets": len(yearly(reader, a).keys() & yearly(reader, b).keys()),
        "stops": sum(day in days[0] for day in days[1]),
    }
    counts = []
    for view in MOVED:
        one, other = (count(reader, view, side) for side in (a, b))
        counts.append(Choice(view, one, other, one + other - same.get(view, 0)))
    return counts


def planned(reader: Reader, known: Known) -> list[date]:
    """The days of the stops that are still to be made; nobody is visited twice in one."""
    statuses = ", ".join(f"'{status}'" for status in OPEN_STOPS)
    source = f"FROM stops WHERE customer_id = :id AND status IN ({statuses})"
    return [row.day for row in reader.rows(Stop, source, id=known.id)]


def yearly(reader: Reader, known: Known) -> dict[tuple[int, str], Budget]:
    """The budgets by year and category."""
    rows = reader.rows(Budget, "FROM budgets WHERE customer_id = :id", id=known.id)
    return {(row.year, fold(row.category)): row for row in rows}


def budgets(reader: Reader, a: Known, b: Known, side: str, decimals: int) -> list[Choice]:
    """The years and categories of which the two have different budgets, and which is kept."""
    first, others = yearly(reader, a), yearly(reader, b)
    found = []
    for key in sorted(first.keys() & others.keys()):
        one, other = (
            money_text(row.amount, decimals, row.currency) for row in (first[key], others[key])
        )
        if one != other:
            name = f"{BUDGET} {first[key].year} {first[key].category}".strip()
            found.append(Choice(name, one, other, one if side == "A" else other))
    return found


def count(reader: Reader, view: str, known: Known) -> int:
    sql = f"SELECT count(*) FROM {view} WHERE customer_id = :id"  # noqa: S608 -- a view of ours
    return int(reader.value(sql, id=known.id) or 0)


def table(plan: Merger) -> Table:
    """The preview: only what one of the two has."""
    columns = [
        Column("field", _("Field")),
        Column("a", f"A: #{plan.a.no}", show=side_cell, wrap=True),
        Column("b", f"B: #{plan.b.no}", show=side_cell, wrap=True),
        Column("kept", _("Kept"), show=side_cell, wrap=True),
    ]
    told = [choice for choice in plan.chosen if any(choice[1:])]
    told += plan.budgets
    moved = [choice for choice in plan.counts if choice.kept]
    numbers = Choice("no", plan.a.no, plan.b.no, plan.stays.no)
    return Table(columns, [numbers, *told, *moved])


def side_cell(value: Any) -> str:
    return human(list(value)) if isinstance(value, tuple) else human(value)
