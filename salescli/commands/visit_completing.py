"""What a visit lacks, asked on a terminal: that, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from salescli.commands.asking import pick_visit
from salescli.commands.visit_answers import say_corrected
from salescli.commands.visit_interview import ask_person, ask_prose
from salescli.commands.visiting import LEFT, Typed, ask_left, ask_next, correct
from salescli.dates import long_day
from salescli.desk import Desk
from salescli.domain import completeness
from salescli.errors import UsageError
from salescli.language import _
from salescli.reports.lists import Query, VisitRow, visits
from salescli.store import lookup
from salescli.store.lookup import KnownVisit
from salescli.store.reading import Reader


def asked_missing(desk: Desk, text: str) -> Typed:
    """The answers that complete a visit, as if they had been typed."""
    with desk.read() as reader:
        found = pick_visit(reader, text)
        lacks = lacking(reader, found)
        if not lacks:
            raise UsageError(_("nothing to change was given"), "`sales visit edit --help`")
        desk.say(
            _("visit {no}, {name}, {day}: still missing: {fields}").format(
                no=found.no, name=found.customer, day=long_day(found.visit_date),
                fields=completeness.in_words(lacks, completeness.VISIT_FIELDS),
            )
        )  # fmt: skip
        form: dict[str, Any] = {}
        for name in lacks:
            form |= ask_field(desk, reader, found, name)
    return Typed("", form.pop("content", None), "", form)


def lacking(reader: Reader, found: KnownVisit) -> list[str]:
    row = reader.rows(VisitRow, "FROM visits WHERE no = :no", no=found.no)[0]
    return completeness.visit_lacks(row._asdict())


def ask_field(desk: Desk, reader: Reader, found: KnownVisit, name: str) -> dict[str, Any]:
    """One field of the visit; an empty answer leaves it as it is."""
    known = lookup.customer_by_id(reader, found.customer_id)
    if name == "met" and known:
        return ask_person(desk, reader, known)
    if name in LEFT:
        return {name: ask_left(desk, name, LEFT[name])}
    if name == "next_on":
        wish = ask_next(desk, _("Next visit wished, as `fri 14:00` (empty: none)"))
        return {"next": wish} if wish else {}
    text = ask_prose(desk, name, option="--note" if name == "content" else None)
    return {name: text} if text else {}


def complete_day(desk: Desk, day: date) -> bool:
    """Ask for what each visit of a day lacks, until Ctrl-C; whether all are complete then."""
    rows = incomplete(desk, day)
    try:
        for row in rows:
            complete(desk, row.no)
    except KeyboardInterrupt:
        return False
    return not incomplete(desk, day)


def incomplete(desk: Desk, day: date) -> list[VisitRow]:
    query = Query()
    query.add("visit_date = :day", day=day.isoformat())
    with desk.read() as reader:
        rows = visits(reader, query, "no", None)
    return [row for row in rows if completeness.visit_lacks(row._asdict())]


def complete(desk: Desk, no: int) -> None:
    """Ask for what one visit lacks and save it, as a command of its own."""
    own = replace(desk, arguments=["visit", "edit", str(no)])
    typed = asked_missing(own, str(no))
    saved = correct(own, str(no), typed) if typed.note is not None or typed.form else None
    if saved:
        say_corrected(own, saved)
