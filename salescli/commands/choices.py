"""Values of closed lists as people type them: any case, their labels, the words that mean them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from salescli.domain import words
from salescli.errors import UsageError
from salescli.language import _

CUSTOMER = {
    "--status": ("status", words.Status),
    "--first-contact": ("first_contact", words.Channel),
}
PERSON = {"--function": ("function", words.Function), "--role": ("role", words.Role)}


def closed(option: str, kind: type[StrEnum], text: str) -> str:
    """A value of a closed list; anything else is refused, and only a slip is put right."""
    from salescli.domain.meant import meant
    from salescli.domain.spelling import near

    if found := meant(kind, text):
        return found
    raise UsageError(
        _('{option}: "{text}" is not one of {choices}').format(
            option=option, text=text, choices=shown(kind)
        ),
        wrong=text,
        right=near(text, kind),
        option=option,
    )


def shown(kind: type[StrEnum]) -> str:
    """The values of a list, each with its word for people where that is another one."""
    return ", ".join(
        item if words.label(item).startswith(item) else f"{item} {words.label(item)}"
        for item in kind
    )


def read_choices(
    values: dict[str, Any], lists: dict[str, tuple[str, type[StrEnum]]]
) -> dict[str, Any]:
    """The values with those of closed lists read; an emptied one stays empty."""
    read = {
        name: closed(option, kind, values[name])
        for option, (name, kind) in lists.items()
        if values.get(name)
    }
    return values | read
