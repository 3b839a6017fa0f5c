"""`visit add` without arguments: one question after the other, the likely answer ready."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from salescli.commands.asking import (
    ask_text,
    ask_until,
    note_answer,
    pick_contacts,
    pick_customer,
)
from salescli.commands.choices import shown
from salescli.commands.visiting import (
    Typed,
    ask_next,
    begun,
    choice,
    closing,
    column_values,
    grade,
    next_visit,
)
from salescli.desk import Desk
from salescli.domain.words import Outcome
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.store import lookup
from salescli.store.lookup import Known, KnownContact
from salescli.store.reading import Reader

NEAR_MINUTES = 15
NOBODY = {"", "-", "nobody", "no one", "없음", "아무도", "没人", "无", "nadie", "ninguno"}
QUESTIONS = {
    "content": (N_("What happened"), ""),
    "result": (N_("Result"), "--result"),
    "problems": (N_("Problem (`none` when there is none)"), "--problem"),
    "follow_up": (N_("What is left to do"), "--follow-up"),
}


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
        note_answer(desk, "", f"#{known.no}")
        closing(reader, known, typed.form.get("closes", []))
        form = dict(typed.form)
        form |= people_named(pick_contacts(desk, reader, known, form.get("met", [])))
        if "outcome" not in form:
            form["outcome"] = ask_outcome(desk)
        met = form["outcome"] == "met"
        if met and "met" not in form:
            form |= ask_person(desk, reader, known)
        if doubtful_time(desk, reader, typed):
            form["at"] = ask_time(desk, replace(typed, form=form))
    note = typed.note or ask_prose(desk, "content")
    for key in ("result", "problems") if met else ():
        if key not in form and (text := ask_prose(desk, key)):
            form[key] = text
    if "follow_up" not in form and (text := ask_prose(desk, "follow_up")):
        form["follow_up"] = text
    if met and "next" not in form:
        form["next"] = ask_next(desk, _("Next visit, as `fri 14:00` (empty: none)"))
    return replace(typed, customer=f"#{known.no}", note=note, form=form)


def ask_prose(desk: Desk, key: str, option: str | None = None) -> str:
    """The rep's own words for a field of the visit; ``option`` where it has another name."""
    question, usual = QUESTIONS[key]
    text = ask_text(_(question))
    if text:
        note_answer(desk, usual if option is None else option, text)
    return text


def ask_outcome(desk: Desk) -> str:
    question = f"{_('Outcome')} ({shown(Outcome)})"
    found = ask_until(question, lambda text: choice("outcome", text), Outcome.MET)
    if found != Outcome.MET:
        note_answer(desk, "--outcome", found)
    return found


def doubtful_time(desk: Desk, reader: Reader, typed: Typed) -> bool:
    """Whether the visit hardly began just now: it is late, or another one began minutes ago."""
    if "at" in typed.form or desk.past_day(typed.on) != desk.today:
        return False
    since = max(desk.now - timedelta(minutes=NEAR_MINUTES), midnight(desk))
    lately = reader.value(
        "SELECT 1 FROM visits WHERE visit_date = :day AND visit_time >= :since LIMIT 1",
        day=desk.today.isoformat(), since=f"{since:%H:%M}",
    )  # fmt: skip
    return desk.now.time() > desk.config.day.leave or bool(lately)


def midnight(desk: Desk) -> datetime:
    return desk.now.replace(hour=0, minute=0, second=0, microsecond=0)


def ask_time(desk: Desk, typed: Typed) -> str:
    """When it began; now is ready."""

    def read(text: str) -> str:
        begun(desk, desk.today, {}, replace(typed, form={"at": text}))
        return text

    found = ask_until(_("When did it begin"), read, f"{desk.now:%H:%M}")
    note_answer(desk, "--at", found)
    return found


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


def ask_person(desk: Desk, reader: Reader, known: Known) -> dict[str, list[str]]:
    """The person met: the one met last is ready, else the main contact; nobody, or somebody new."""
    people = lookup.contacts_of(reader, known.id)
    last = (lookup.last_met(reader, known.id) or "").split(", ")[0]
    names = [person.name for person in people]
    ready = last if last in names else "".join(names[:1])

    def read(text: str) -> list[KnownContact]:
        nobody = text.lower() in NOBODY
        return [] if nobody else pick_contacts(desk, reader, known, [text])

    found = ask_until(_("Whom did you meet (`-`: nobody)"), read, ready)
    for person in found:
        note_answer(desk, "--with", person.name)
    return people_named(found)


def people_named(people: list[KnownContact]) -> dict[str, list[str]]:
    """The people as the form names them: by number, or by the name of somebody new."""
    if not people:
        return {}
    return {
        "met": [f"#{person.no}" if person.id else person.name for person in people],
        "newcomers": [person.name for person in people if not person.id],
    }
