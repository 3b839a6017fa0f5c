"""Changing a grade: why (G5), and where the step will be read (G6)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from salescli.commands.asking import ask_text, pick_customer
from salescli.commands.saying import echo, echo_saved
from salescli.desk import Desk
from salescli.language import _
from salescli.store.lookup import Known

if TYPE_CHECKING:
    from salescli.store.models import GradeChange


class Regrading(NamedTuple):
    """When a grade changed, and why."""

    day: date
    reason: str


def change_grade(desk: Desk, customer: str, wanted: str, how: Regrading, form: str) -> None:
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
    from salescli.reports import grades
    from salescli.store import customers
    from salescli.store.living import itself

    reason = reason_for(desk, known, wanted, how.reason)
    with desk.session() as session:
        row = itself(session, known.id)
        step = customers.regrade(session, row, wanted, how.day, reason)
        late = None if step else customers.explain_grade(session, row, reason)
    saved = step or late
    if saved is None:
        with desk.read() as reader:
            standing = grades.newest(reader, known.id, desk.today)
        if not echo(desk, standing, form):
            desk.say(_("{name} is {grade} already").format(name=known.name, grade=wanted))
    elif echo_saved(desk, "grade_changes", saved.id, form):
        return
    elif late is not None:
        say_reason(desk, known.name, late)
    else:
        say_regraded(desk, known.name, saved, how.day)
        if is_change(known, wanted) and not reason:
            desk.say("  " + reason_hint(known, wanted))


def reason_for(desk: Desk, known: Known, wanted: str, reason: str) -> str:
    """The reason as typed, or as asked on a terminal; a first grade needs none."""
    if reason or not is_change(known, wanted) or not desk.asks():
        return reason
    question = _("Why {before} → {after}, for the report (empty: none)")
    return ask_text(question.format(before=known.grade, after=wanted))


def is_change(known: Known, wanted: str) -> bool:
    return bool(wanted) and known.grade not in {None, wanted}


def reason_hint(known: Known, wanted: str) -> str:
    """How the reason of a step that has none can still be said."""
    return _(
        "the report wants to know why: `sales customer grade '#{no}' {grade} --reason …`"
    ).format(no=known.no, grade=wanted)


def say_reason(desk: Desk, name: str, step: GradeChange) -> None:
    """A reason that comes after the step."""
    desk.say(f"{name}: {step.from_grade} → {step.to_grade}: {step.reason}")


def say_regraded(desk: Desk, name: str, step: GradeChange, day: date) -> None:
    """The step, and in which report it will stand (G6)."""
    from salescli.reports import ledger

    with desk.read() as reader:
        submitted = any(row.submitted_at for row in ledger.kept(reader, "daily", day))
    where = (
        _("that day's report is submitted; submit it again to have it there")
        if submitted
        else _("it will stand in the day's report")
    )
    before = step.from_grade or "–"
    desk.say(f"{name}: {before} → {step.to_grade}; {where}")
