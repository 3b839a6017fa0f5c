"""`visit add` without arguments: one question after the other, the likely answer ready."""

from __future__ import annotations

from dataclasses import replace

from salescli.commands.asking import ask_text, ask_until, pick_contacts, pick_customer
from salescli.commands.choices import shown
from salescli.commands.visiting import (
    Typed,
    checked,
    choice,
    closing,
    column_values,
    grade,
    next_visit,
)
from salescli.desk import Desk
from salescli.domain.words import Outcome
from salescli.errors import UsageError
from salescli.language import _
from salescli.store import lookup
from salescli.store.lookup import Known
from salescli.store.reading import Reader


def asked(desk: Desk, typed: Typed) -> Typed:
    """Ask for a visit on a terminal, the likely answer ready; the store loads meanwhile."""
    if not desk.asks():
        raise UsageError(_("which customer"), "`sales visit add CUSTOMER [NOTE]`", wrong="")
    column_values(desk, typed)
    next_visit(desk, typed.form)
    grade(typed.form)
    with desk.read() as reader:
        first = likely_customer(reader, desk)
        name = ask_until(
            _("Customer"),
            lambda text: found_name(desk, reader, text),
            first,
            load_store_meanwhile,
        )
        known = lookup.customers(reader, name)[0]
        pick_contacts(desk, reader, known, typed.form.get("met", []))
        closing(reader, known, typed.form.get("closes", []))
        form = dict(typed.form)
        if "outcome" not in form:
            form["outcome"] = ask_until(
                f"{_('Outcome')} ({shown(Outcome)})",
                lambda text: choice("outcome", text),
                "met",
            )
        met = form["outcome"] == "met"
        if met and "met" not in form:
            people = ask_person(desk, reader, known)
            form |= {"met": people} if people else {}
    note = typed.note or ask_text(_("What happened"))
    questions = [("result", _("Result")), ("problems", _("Problem (`none` when there is none)"))]
    for key, question in questions if met else []:
        if key not in form and (text := ask_text(question)):
            form[key] = text
    if "follow_up" not in form and (text := ask_text(_("What is left to do"))):
        form["follow_up"] = text
    if met and "next" not in form:
        form["next"] = ask_until(
            _("Next visit, as `fri 14:00` (empty: none)"), lambda text: checked(desk, text)
        )
    return replace(typed, customer=f"#{known.no}", note=note, form=form)


def load_store_meanwhile() -> None:
    import threading
    from importlib import import_module

    threading.Thread(target=import_module, args=("salescli.store.visits",), daemon=True).start()


def likely_customer(reader: Reader, desk: Desk) -> str:
    """Who is next: the route's next stop, else a wished visit or follow-up of today."""
    today = desk.today.isoformat()
    stop: str | None = reader.value(
        "SELECT customer FROM stops WHERE day = :today AND status IN ('planned', 'confirmed')"
        " ORDER BY place LIMIT 1",
        today=today,
    )
    due: str | None = reader.value(
        "SELECT customer FROM followups WHERE done_on IS NULL AND due_on <= :today"
        " ORDER BY due_on DESC, coalesce(due_time, '99'), no LIMIT 1",
        today=today,
    )
    return stop or due or ""


def found_name(desk: Desk, reader: Reader, text: str) -> str:
    if not text:
        raise UsageError(_("which customer"))
    return f"#{pick_customer(desk, reader, text).no}"


def ask_person(desk: Desk, reader: Reader, known: Known) -> list[str]:
    """The person met: the one met last is ready, else the main contact."""
    people = lookup.contacts_of(reader, known.id)
    if not people:
        return []
    last = (lookup.last_met(reader, known.id) or "").split(", ")[0]
    ready = last if any(person.name == last for person in people) else people[0].name

    def read(text: str) -> list[str]:
        return [f"{person.no}" for person in pick_contacts(desk, reader, known, [text])]

    return ask_until(_("Whom did you meet"), read, ready)
