"""The customer information form: what it still needs, how it is saved, doubles refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from salescli.commands import forms
from salescli.commands.asking import ask_until, note_answer
from salescli.commands.choices import PERSON, closed, read_choices, shown
from salescli.commands.customer_doubles import Seen, look_again, look_for_doubles
from salescli.desk import Desk
from salescli.domain.completeness import CUSTOMER_FIELDS, CUSTOMER_OPTIONS, customer_lacks, in_words
from salescli.domain.completeness import options as missing_options
from salescli.domain.words import Status
from salescli.errors import UsageError
from salescli.language import _

if TYPE_CHECKING:
    from sqlmodel import Session


def complete_form(desk: Desk, typed: dict[str, Any]) -> None:
    """Ask for the required fields on a terminal; else name the options that are missing."""
    lacks = customer_lacks(typed)
    if not lacks:
        return
    if not desk.asks():
        words = in_words(lacks, CUSTOMER_FIELDS)
        raise UsageError(
            _("the customer form still needs: {fields}").format(fields=words),
            _("add {options}, or save as it is with `--incomplete`").format(
                options=missing_options(lacks, CUSTOMER_OPTIONS)
            ),
        )
    for field in lacks:
        typed[field] = ask_required(field)
        note_answer(desk, "" if field == "name" else CUSTOMER_OPTIONS[field], typed[field])


def ask_required(field: str) -> str:
    question = _(CUSTOMER_FIELDS[field])

    def read(text: str) -> str:
        if not text:
            raise UsageError(_("required; Ctrl-C stops, and `--incomplete` saves without it"))
        return text

    if field == "status":
        return ask_until(f"{question} ({shown(Status)})", read_status, "prospect")
    return ask_until(question, read)


def read_status(text: str) -> str:
    return closed("--status", Status, text)


def customer_and_person(desk: Desk, typed: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The typed form, read: the customer's values, and those of its first contact."""
    person = read_choices({key: typed[key] for key in typed if key in PERSON_FIELDS}, PERSON)
    own = {key: value for key, value in typed.items() if key not in PERSON_FIELDS}
    return forms.customer_values(desk, own), person


def first_look(desk: Desk, typed: dict[str, Any]) -> Seen:
    """The doubles of a customer that is named, said before anything else is asked."""
    return look_for_doubles(desk, *customer_and_person(desk, typed)) if "name" in typed else Seen()


def save_new(desk: Desk, typed: dict[str, Any], before: Seen | None) -> int:
    """Save a new customer; without a first look (``--force``) doubles are not looked for."""
    from salescli.store import customers

    values, person = customer_and_person(desk, typed)
    budgets = [forms.read_budget(desk, text) for text in typed.get("budget", [])]
    grade = values.pop("grade", None)
    seen = look_for_doubles(desk, values, person, before) if before else None
    with desk.session() as session:
        if seen:
            look_again(desk, session, seen, values, person)
        customer = customers.add(session, **values)
        if grade:
            customers.regrade(session, customer, grade, desk.today, "")
        if person:
            customers.add_contact(session, customer.id, **contact_values(person, typed))
        save_budgets(desk, session, customer.id, budgets)
        return customer.no


PERSON_FIELDS = {"contact", "position", "mobile", "contact_email", "function", "role"}


def contact_values(person: dict[str, Any], typed: dict[str, Any]) -> dict[str, Any]:
    """The first contact's columns; without an own phone the customer's is the way to reach them."""
    if "contact" not in person:
        raise UsageError(
            _("the contact has no name"), _("add {options}").format(options="--contact …")
        )
    return {
        "name": person["contact"],
        "position": person.get("position", ""),
        "phone": person.get("mobile") or typed.get("phone", ""),
        "email": person.get("contact_email", ""),
        "function": person.get("function"),
        "role": person.get("role"),
    }


def save_budgets(
    desk: Desk, session: Session, customer_id: str, budgets: list[tuple[int, str, int]]
) -> None:
    from salescli.store import customers

    for year, category, amount in budgets:
        customers.set_budget(
            session, customer_id, year, category, amount, desk.config.money.currency
        )


def added_sentence(typed: dict[str, Any], no: int) -> str:
    grade = f" {typed['grade'].upper()}" if typed.get("grade") else ""
    contact = f", {typed['contact']}" if typed.get("contact") else ""
    return _("Added customer {no}: {name}").format(no=no, name=f"{typed['name']}{contact}{grade}")


def say_missing(desk: Desk, typed: dict[str, Any]) -> None:
    lacks = customer_lacks(typed)
    if lacks:
        desk.say(
            _("still missing: {fields}; `sales customer check` lists such customers").format(
                fields=in_words(lacks, CUSTOMER_FIELDS)
            )
        )


NULLABLE = {"status", "first_contact", "expected_on", "tracking_since"}


def cleared(name: str, value: Any) -> Any:
    return None if name in NULLABLE and value == "" else value
