"""`visit review`: objective by objective, then oneself."""

from __future__ import annotations

from typing import Any

from salescli.commands.asking import ask_text, ask_until
from salescli.desk import Desk
from salescli.domain import words
from salescli.errors import NotFoundError, UsageError
from salescli.language import _
from salescli.store.lookup import KnownVisit


def review(
    desk: Desk,
    found: KnownVisit,
    number: int,
    answers: dict[str, str],
    self_review: dict[str, str],
) -> None:
    """Write the review of one objective, or ask for each that is still open."""
    with desk.read() as reader:
        open_ones = list(
            reader.raw(
                "SELECT no, id, text FROM objectives WHERE visit_id = :id ORDER BY no", id=found.id
            )
        )
    chosen = [row for row in open_ones if number in {0, row[0]}]
    if number and not chosen:
        raise NotFoundError(
            _("visit {visit} has no objective {no}").format(visit=found.no, no=number),
            _("its objectives: {numbers}").format(
                numbers=", ".join(f"{row[0]} {row[2]}" for row in open_ones) or _("none")
            ),
        )
    if answers["reached"] and number == 0 and len(chosen) > 1:
        raise UsageError(
            _("visit {no} has several objectives").format(no=found.no),
            _("name one: {numbers}").format(
                numbers=", ".join(f"{row[0]} {row[2]}" for row in chosen)
            ),
        )
    reached = bool(answers["reached"])
    asked = [] if self_review and not reached else chosen
    reviews = [(row[1], answers if reached else ask_review(row)) for row in asked]
    write_review(desk, found, reviews, self_review)


def ask_review(row: tuple[Any, ...]) -> dict[str, str]:
    question = _("{no} {text}: reached (yes, partly, no)").format(no=row[0], text=row[2])
    reached = ask_until(question, read_reached, "yes")
    if reached == "yes":
        return {"reached": reached, "cause": "", "remedy": ""}
    return {"reached": reached, "cause": ask_text(_("Cause")), "remedy": ask_text(_("Remedy"))}


def read_reached(text: str) -> str:
    if text.lower() not in set(words.Reached):
        raise UsageError(_("one of {choices}").format(choices=", ".join(words.Reached)))
    return text.lower()


def write_review(
    desk: Desk,
    found: KnownVisit,
    reviews: list[tuple[str, dict[str, str]]],
    self_review: dict[str, str],
) -> None:
    from salescli.store.models import Objective, Visit
    from salescli.store.writing import change, present

    if not reviews and not self_review:
        desk.say(_("visit {no} has no objectives").format(no=found.no))
        return
    with desk.session() as session:
        for objective_id, answers in reviews:
            change(present(session, Objective, objective_id), **answers)
        if self_review:
            change(present(session, Visit, found.id), **self_review)
    desk.say(_("Reviewed visit {no}: {name}").format(no=found.no, name=found.customer))
