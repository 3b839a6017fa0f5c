"""Why a grade changes (G5), and where the step will be read (G6)."""

from __future__ import annotations

from datetime import date
from typing import Any

from salescli.commands.asking import ask_text
from salescli.desk import Desk
from salescli.language import _
from salescli.store.lookup import Known


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


def say_reason(desk: Desk, name: str, step: Any) -> None:
    """A reason that comes after the step."""
    desk.say(f"{name}: {step.from_grade} → {step.to_grade}: {step.reason}")


def say_regraded(desk: Desk, name: str, step: Any, day: date) -> None:
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
