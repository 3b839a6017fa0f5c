"""How two entries of one customer become one: field by field, and who is the same person.

The first one's value is kept unless it is empty; notes are joined, tags united, nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from salescli.domain.names import name_key
from salescli.domain.phones import same_phone
from salescli.domain.text import fold
from salescli.language import _

JOINED = frozenset({"background", "application", "usual_products", "suppliers", "needs",
                    "purchase_plan", "condition", "notes"})  # fmt: skip
NOTED = frozenset({"name", "phone", "fax", "email", "website", "address", "tax_id"})


class Choice(NamedTuple):
    """One field of two entries, and what is kept of it."""

    field: str
    a: Any
    b: Any
    kept: Any


class Person(NamedTuple):
    """What tells whether two contacts are one person."""

    id: str
    search_key: str
    phone_key: str


def choices(a: Mapping[str, Any], b: Mapping[str, Any], takes: Mapping[str, str]) -> list[Choice]:
    """Every field of both entries with what is kept; names, phones … not kept go into the notes.

    Args:
        a: The first entry's values, which are kept where nothing else is said.
        b: The other entry's values under the same names.
        takes: For a field, whose value is taken: ``A`` or ``B``.
    """
    chosen = [Choice(name, a[name], b[name], kept(name, a[name], b[name], takes)) for name in a]
    also = [] if "notes" in takes else left_over(chosen)
    if not also:
        return chosen
    line = _("also: {values}").format(values=", ".join(also))
    return [noted(choice, line) if choice.field == "notes" else choice for choice in chosen]


def noted(choice: Choice, line: str) -> Choice:
    return choice._replace(kept=joined(choice.kept, line))


def kept(name: str, a: Any, b: Any, takes: Mapping[str, str]) -> Any:
    if name in takes:
        taken, other = (a, b) if takes[name] == "A" else (b, a)
        return taken or other if name == "grade" else taken  # a grade is never taken away
    if name in JOINED:
        return joined(a, b)
    if name == "tags":
        return united(a, b)
    if name == "key_account":
        return a or b
    return b if a in {"", None} else a


def joined(a: str, b: str) -> str:
    """The lines of both, each once."""
    lines = a.splitlines()
    return "\n".join([*lines, *(line for line in b.splitlines() if line and line not in lines)])


def united(a: str, b: str) -> str:
    return ",".join(sorted({tag for text in (a, b) for tag in text.split(",") if tag}))


def left_over(chosen: Sequence[Choice]) -> list[str]:
    """How else the customer is known or reached: names, phones, addresses that are not kept."""
    return [
        value
        for choice in chosen
        if choice.field in NOTED
        for value in (choice.a, choice.b)
        if value and not same_value(choice.field, value, choice.kept)
    ]


def same_value(field: str, one: str, other: str) -> bool:
    if field == "name":
        return name_key(one) == name_key(other)
    return fold(one) == fold(other) or (field in {"phone", "fax"} and same_phone(one, other))


def same_people(
    first: Sequence[Person], others: Sequence[Person], office: frozenset[str]
) -> dict[str, str]:
    """For each of the others who is one of the first, whom.

    The same name, or the same phone with one name within the other (박지성, 박지성 과장); a phone
    of the ``office`` is nobody's own.
    """
    found: dict[str, str] = {}
    for other in others:
        for person in first:
            if person.id not in found.values() and one_person(person, other, office):
                found[other.id] = person.id
                break
    return found


def one_person(one: Person, other: Person, office: frozenset[str]) -> bool:
    short, long = sorted((one.search_key, other.search_key), key=len)
    own = one.phone_key if one.phone_key not in office else ""
    return short == long or (bool(own) and own == other.phone_key and short in long)
