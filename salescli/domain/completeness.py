"""What a form still lacks: the customer form (C2) and the visit record (V2, V5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from salescli.domain.shellwords import quote
from salescli.language import N_, _

CUSTOMER_FIELDS: dict[str, str] = {
    "name": N_("customer name"),
    "contact": N_("contact"),
    "position": N_("position"),
    "phone": N_("phone"),
    "status": N_("status"),
}
CUSTOMER_OPTIONS = {
    "name": "NAME",
    "contact": "--contact",
    "position": "--position",
    "phone": "--phone",
    "status": "--status",
}
VISIT_FIELDS: dict[str, str] = {
    "content": N_("what happened"),
    "met": N_("person met"),
    "result": N_("result"),
    "problems": N_("problems"),
    "note_left": N_("note left"),
    "card_left": N_("card left"),
    "next_on": N_("next visit wished"),
}
VISIT_OPTIONS = {
    "content": "--note",
    "met": "--with",
    "result": "--result",
    "problems": "--problem",
    "note_left": "--note-left",
    "card_left": "--card-left",
    "next_on": "--next",
}
IN_PERSON = ("visit", "video", "walk-in")


def customer_lacks(form: Mapping[str, Any]) -> list[str]:
    """Which of the five required fields are empty, in the form's order; a contact's phone does."""
    phones = [form.get(name) for name in ("phone", "contact_phone", "mobile")]
    known = {**form, "phone": next(filter(None, phones), "")}
    return [name for name in CUSTOMER_FIELDS if not known.get(name)]


def visit_fields(channel: str, outcome: str) -> tuple[str, ...]:
    """The fields that a visit record must hold, by how it went.

    A meeting needs all four of V2; a no-show the note, the card and the wished time of V5; a call
    or a refusal says what happened.
    """
    if channel == "visit" and outcome == "absent":
        return ("note_left", "card_left", "next_on")
    if outcome == "met" and channel in IN_PERSON:
        return ("content", "met", "result", "problems")
    if outcome == "absent":
        return ()
    return ("content",)


def visit_lacks(visit: Mapping[str, Any]) -> list[str]:
    """Which required fields of a visit are empty; a note or card that was not left is an answer."""
    wanted = visit_fields(str(visit["channel"]), str(visit["outcome"]))
    return [name for name in wanted if visit.get(name) in {None, ""}]


def in_words(lacks: list[str], fields: Mapping[str, str]) -> str:
    return ", ".join(_(fields[name]) for name in lacks)


def options(
    lacks: list[str], names: Mapping[str, str], known: Mapping[str, str] | None = None
) -> str:
    """The options that fill what is missing, as one would type them; ``known`` ones put in."""
    bare = {"--note-left", "--card-left", "NAME"}
    values = {name: quote(text) for name, text in (known or {}).items() if text}
    return " ".join(
        names[name] if names[name] in bare else f"{names[name]} {values.get(name, '…')}"
        for name in lacks
    )
