"""A customer's page, the brief before a visit, and the forms that are not complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import partial
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import Period, quarter_of
from salescli.domain.completeness import CUSTOMER_FIELDS, customer_lacks, in_words
from salescli.domain.grades import Prospect, regrade
from salescli.domain.money import money_text
from salescli.domain.words import label
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Block, Column, Fact, Facts, Prose, Report, Table
from salescli.reports import orders, quarter
from salescli.reports.lists import CustomerRow, day_cell, grade_style, number_cell
from salescli.reports.orders import amount_cell
from salescli.reports.titles import title
from salescli.store.reading import Reader


@dataclass(frozen=True)
class Setting:
    """What of the office a customer's page depends on."""

    config: Config
    calendar: Calendar
    today: date

    @classmethod
    def of(cls, config: Config, calendar: Calendar, today: date) -> Setting:
        return cls(config, calendar, today)

    @property
    def quarter(self) -> Period:
        return quarter_of(self.today)


class Person(NamedTuple):
    no: int
    name: str
    position: str
    phone: str
    email: str
    function: str | None
    role: str | None
    main: bool


class PastVisit(NamedTuple):
    no: int
    visit_date: date
    visit_time: time | None
    channel: str
    outcome: str
    met: str
    content: str
    result: str
    problems: str
    objections: str


class OpenPoint(NamedTuple):
    no: int
    due_on: date | None
    text: str
    wished_visit: bool


class OpenObjective(NamedTuple):
    no: int
    text: str
    kind: str
    visit_id: str | None
    reached: str | None
    cause: str
    remedy: str
    questions: str
    answers: str
    material: str
    obstacles: str
    solutions: str


class Budget(NamedTuple):
    year: int
    category: str
    amount: int
    currency: str


class Details(NamedTuple):
    """The long fields of the form, shown only on a customer's own page."""

    background: str
    application: str
    condition: str
    notes: str


def page(reader: Reader, customer_id: str, setting: Setting) -> Report:
    """Everything about one customer: form, people, visits, open points, quarter, budget."""
    row = form_row(reader, customer_id)
    blocks: list[Block] = [
        Facts(form_facts(row), key="form"),
        Facts(quarter_facts(reader, row, setting), title=_("This quarter"), key="quarter"),
        people_table(reader, customer_id),
        points_table(reader, customer_id, setting.today),
        visits_table(reader, customer_id, setting.today, 5),
        orders_table(reader, customer_id, setting, 5),
        *budget_blocks(reader, customer_id, setting),
    ]
    if row.need_clear is not None or row.expected_on or row.tracking_since:
        blocks.insert(2, Facts(prospect_facts(row, setting), title=_("Wish to buy"), key="wish"))
    blocks += details(reader, customer_id)
    return Report(f"#{row.no} {row.name}", blocks, key="customer", extra={"customer_no": row.no})


def form_row(reader: Reader, customer_id: str) -> CustomerRow:
    row = reader.first(CustomerRow, "FROM customers WHERE id = :id", id=customer_id)
    assert row is not None, customer_id  # noqa: S101 -- picked from the same file just now
    return row


def form_facts(row: CustomerRow) -> list[Fact]:
    facts = [
        Fact("grade", _("Grade"), row.grade, style=grade_style(row.grade)),
        Fact("status", _("Status"), row.status, label(row.status)),
        Fact("phone", _("Phone"), row.phone),
        Fact("area", _("Area"), row.area),
        Fact("address", _("Address"), row.address),
        Fact("place", _("Place"), None if row.lat is None else [row.lat, row.lon], place(row)),
        Fact("windows", _("Visiting hours"), row.windows),
        Fact("industry", _("Industry"), row.industry),
        Fact("makes", _("Makes"), row.makes),
        Fact("usual_products", _("Usual products"), row.usual_products),
        Fact("suppliers", _("Suppliers"), row.suppliers),
        Fact("needs", _("Needs"), row.needs),
        Fact("purchase_plan", _("Purchase plan"), row.purchase_plan),
        Fact("first_contact", _("First contact"), row.first_contact, label(row.first_contact)),
        Fact("key_account", _("Key account"), row.key_account),
        Fact("email", _("E-mail"), row.email),
        Fact("website", _("Web site"), row.website),
        Fact("fax", _("Fax"), row.fax),
        Fact("tax_id", _("Tax number"), row.tax_id),
        Fact("code", _("Code"), row.code),
        Fact("source", _("Source"), row.source),
        Fact("tags", _("Tags"), row.tags),
        Fact("owner", _("Owner"), row.owner),
        Fact("reported_on", _("Reported"), row.reported_at.astimezone().date()),
    ]
    asked = {"grade", "status", "phone", "address", "owner"}
    lacks = customer_lacks(row._asdict())
    if lacks:
        facts.append(
            Fact("missing", _("Missing"), lacks, in_words(lacks, CUSTOMER_FIELDS), "yellow")
        )
    return [fact for fact in facts if fact.value or fact.key in asked]


def place(row: CustomerRow) -> str:
    if row.lat is None or row.lon is None:
        return ""
    near = f"https://www.openstreetmap.org/?mlat={row.lat:.5f}&mlon={row.lon:.5f}#map=17/{row.lat:.5f}/{row.lon:.5f}"
    return f"{row.lat:.5f}, {row.lon:.5f}  {near}"


def prospect_facts(row: CustomerRow, setting: Setting) -> list[Fact]:
    flag = regrade(
        row.grade, Prospect(row.need_clear, row.expected_on, row.tracking_since), setting.today
    )
    facts = [
        Fact("need_clear", _("Clear need"), row.need_clear),
        Fact("expected_on", _("Buys on"), row.expected_on),
        Fact("tracking_since", _("Followed since"), row.tracking_since),
        Fact("regrade", _("Regrade?"), flag or None, flag, "yellow"),
    ]
    return [fact for fact in facts if fact.value is not None]


def quarter_facts(reader: Reader, row: CustomerRow, setting: Setting) -> list[Fact]:
    """Coverage this quarter (Q3)."""
    found = quarter.lines(
        reader, setting.config, setting.calendar, setting.quarter, setting.today, row.id
    )
    stand = found[0] if found else None
    facts = [
        Fact("required", _("Visits required"), stand.required if stand else 0),
        Fact("done", _("Visits made"), visits_in(reader, row.id, setting.quarter)),
        Fact("state", _("Coverage"), stand and stand.state, label(stand.state) if stand else ""),
        Fact("last_safe", _("Last safe day"), stand and stand.last_safe),
        Fact("last_visit", _("Last visit"), row.last_visit),
    ]
    return [fact for fact in facts if fact.value is not None]


def visits_in(reader: Reader, customer_id: str, period: Period) -> int:
    """Visits in person of the half-open period on which somebody was met or refused."""
    return int(
        reader.value(
            "SELECT count(DISTINCT visit_date) FROM visits WHERE customer_id = :id"
            " AND channel = 'visit' AND outcome <> 'absent'"
            " AND visit_date >= :start AND visit_date < :end",
            id=customer_id,
            start=period.start.isoformat(),
            end=period.end.isoformat(),
        )
        or 0
    )


def people_table(reader: Reader, customer_id: str) -> Table:
    rows = reader.rows(
        Person, "FROM contacts WHERE customer_id = :id ORDER BY main DESC, no", id=customer_id
    )
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("name", _("Contact"), wrap=True),
        Column("position", _("Position"), wrap=True),
        Column("phone", _("Phone")),
        Column("email", _("E-mail"), wrap=True, optional=True),
        Column("function", _("Function"), show=label, optional=True),
        Column("role", _("Decision"), show=label, optional=True),
        Column("main", _("Main"), show=tick, optional=True),
    ]
    return Table(columns, rows, title=_("Contacts"), key="contacts", empty=_("no contact yet"))


def tick(value: Any) -> str:
    return "✓" if value else ""


def points_table(reader: Reader, customer_id: str, today: date) -> Table:
    rows = reader.rows(
        OpenPoint,
        "FROM followups WHERE customer_id = :id AND done_on IS NULL"
        " ORDER BY coalesce(due_on, '9999'), no",
        id=customer_id,
    )
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("due_on", _("Due"), show=partial(day_cell, today)),
        Column("text", _("What"), wrap=True),
        Column("wished_visit", _("Visit"), show=tick, optional=True),
    ]
    return Table(
        columns, rows, title=_("Open follow-ups"), key="followups", empty=_("nothing open")
    )


def visits_table(reader: Reader, customer_id: str, today: date, most: int) -> Table:
    rows = reader.rows(
        PastVisit,
        "FROM visits WHERE customer_id = :id ORDER BY visit_date DESC, no DESC LIMIT :most",
        id=customer_id,
        most=most,
    )
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("visit_date", _("Day"), show=partial(day_cell, today)),
        Column("visit_time", _("Time"), optional=True),
        Column("channel", _("Channel"), show=label),
        Column("outcome", _("Outcome"), show=label),
        Column("met", _("Met"), wrap=True, optional=True),
        Column("content", _("What happened"), wrap=True),
        Column("result", _("Result"), wrap=True),
        Column("problems", _("Problems"), wrap=True, optional=True),
        Column("objections", _("Objections"), wrap=True, optional=True),
    ]
    return Table(columns, rows, title=_("Last visits"), key="visits", empty=_("not visited yet"))


def orders_table(reader: Reader, customer_id: str, setting: Setting, most: int) -> Table:
    decimals = setting.config.money.decimals
    condition = "customer_id = :who"
    return orders.short_table(reader, condition, setting.today, decimals, most, who=customer_id)


def budget_blocks(reader: Reader, customer_id: str, setting: Setting) -> list[Block]:
    """What the customer can spend, year by year, and what of this year's came to us (Q4, Q5)."""
    rows = reader.rows(
        Budget, "FROM budgets WHERE customer_id = :id ORDER BY year DESC, category", id=customer_id
    )
    money, year = setting.config.money, setting.today.year
    now = orders.spent(reader, customer_id, year, money.currency)
    goal = setting.config.orders.share
    blocks: list[Block] = [budget_table(reader, customer_id, rows, money.decimals, goal)]
    if rows or now.ordered:
        title = _("Our share of {year}").format(year=year)
        facts = share_facts(now, money.decimals, goal)
        blocks.append(Facts(facts, title=title, key="penetration"))
    return blocks


def share_facts(now: orders.Spent, decimals: int, goal: int) -> list[Fact]:
    """The share of the calendar year's whole budget; what is unknown is said to be."""
    met = now.reached(goal)
    words = {None: _("unknown"), True: _("reached"), False: _("not reached")}
    return [
        Fact("ordered", _("Ordered"), now.ordered, known_money(now.ordered, decimals, now)),
        Fact("budget", _("Budget"), now.budget, known_money(now.budget, decimals, now)),
        Fact("share", _("Our share"), now.share(goal), orders.share_cell(now.share(goal))),
        Fact("reached", _("{share} % of it").format(share=goal), met, words[met]),
    ]


def known_money(amount: int | None, decimals: int, now: orders.Spent) -> str:
    return _("unknown") if amount is None else money_text(amount, decimals, now.currency)


def budget_table(
    reader: Reader, customer_id: str, rows: list[Budget], decimals: int, goal: int
) -> Table:
    """The budgets; the share is one of the whole year, whatever the category."""
    columns = [
        Column("year", _("Year"), show=number_cell),
        Column("category", _("Category"), optional=True),
        Column("amount", _("Budget"), right=True, show=partial(amount_cell, decimals)),
        Column("currency", _("Currency")),
        Column("share", _("Our share"), right=True, show=orders.share_cell),
    ]
    years = {(row.year, row.currency) for row in rows}
    shares = {key: orders.spent(reader, customer_id, *key).share(goal) for key in years}
    shown = [(*row, shares[row.year, row.currency]) for row in rows]
    return Table(columns, shown, title=_("Budget"), key="budgets", empty=_("unknown"))


def details(reader: Reader, customer_id: str) -> list[Prose]:
    row = reader.first(
        Details,
        "FROM customers WHERE id = :id",
        id=customer_id,
    )
    shown = ("background", "application", "condition", "notes")
    return [
        Prose(getattr(row, key), title=title("customer", key), key=key)
        for key in shown
        if row and getattr(row, key)
    ]


def brief(reader: Reader, customer_id: str, setting: Setting) -> Report:
    """One page to read before the door (V9, V11, V15)."""
    row = form_row(reader, customer_id)
    facts = [
        Fact("grade", _("Grade"), row.grade, style=grade_style(row.grade)),
        Fact("status", _("Status"), row.status, label(row.status)),
        Fact("contact", _("Contact"), row.contact, " ".join(filter(None, [
            row.contact, row.position, row.contact_phone or row.phone]))),
        Fact("address", _("Address"), row.address),
        Fact("windows", _("Visiting hours"), row.windows),
        Fact("needs", _("Needs"), row.needs),
        Fact("usual_products", _("Usual products"), row.usual_products),
        Fact("suppliers", _("Suppliers"), row.suppliers),
        Fact("purchase_plan", _("Purchase plan"), row.purchase_plan),
        Fact("expected_on", _("Buys on"), row.expected_on),
    ]  # fmt: skip
    blocks: list[Block] = [
        Facts([fact for fact in facts if fact.value], key="customer"),
        Facts(quarter_facts(reader, row, setting), title=_("This quarter"), key="quarter"),
        objectives_table(reader, customer_id),
        points_table(reader, customer_id, setting.today),
        visits_table(reader, customer_id, setting.today, 3),
        people_table(reader, customer_id),
        orders_table(reader, customer_id, setting, 3),
        *budget_blocks(reader, customer_id, setting),
    ]
    title = _("Before the visit: {name}").format(name=row.name)
    return Report(title, blocks, key="brief", extra={"customer_no": row.no})


def objectives_table(reader: Reader, customer_id: str) -> Table:
    """Objectives not reached so far: prepared, not reviewed yet, or missed (V11)."""
    rows = reader.rows(
        OpenObjective,
        "FROM objectives WHERE customer_id = :id"
        " AND (reached IS NULL OR reached IN ('no', 'partly')) ORDER BY no",
        id=customer_id,
    )
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("text", _("Objective"), wrap=True),
        Column("kind", _("Kind"), show=label),
        Column("reached", _("Reached so far"), show=label),
        Column("cause", _("Cause"), wrap=True, optional=True),
        Column("remedy", _("Remedy"), wrap=True, optional=True),
        Column("questions", _("Expected questions"), wrap=True, optional=True),
        Column("answers", _("Answers"), wrap=True, optional=True),
        Column("material", _("Material"), wrap=True, optional=True),
        Column("obstacles", _("Obstacles"), wrap=True, optional=True),
        Column("solutions", _("Way round"), wrap=True, optional=True),
    ]
    keys = [column.key for column in columns]
    shown = [[getattr(row, key) for key in keys] for row in rows]
    return Table(columns, shown, title=_("Objectives"), key="objectives", empty=_("none prepared"))


class FormState(NamedTuple):
    no: int
    grade: str | None
    name: str
    contact: str | None
    position: str | None
    phone: str
    contact_phone: str | None
    status: str | None
    area: str


def incomplete(reader: Reader) -> tuple[Table, int, int]:
    """Customers whose form lacks required fields (C2, C13); and how many are complete of all."""
    rows = reader.rows(FormState, "FROM customers ORDER BY coalesce(grade, 'Z'), no")
    lacking = []
    for row in rows:
        lacks = customer_lacks(row._asdict())
        if lacks:
            lacking.append((row.no, row.grade, row.name, row.area, lacks))
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("grade", _("Grade"), style=grade_style),
        Column("name", _("Customer"), wrap=True),
        Column("area", _("Area")),
        Column("missing", _("Missing"), show=missing_cell, wrap=True),
    ]
    table = Table(columns, lacking, empty=_("every customer form is complete"))
    return table, len(rows) - len(lacking), len(rows)


def missing_cell(value: Any) -> str:
    return in_words(list(value), CUSTOMER_FIELDS)
