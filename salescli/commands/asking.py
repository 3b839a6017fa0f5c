"""Asking on a terminal: one line, the likely answer ready, Ctrl-C leaves nothing behind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from salescli.desk import Desk
from salescli.domain.shellwords import quote
from salescli.domain.text import clean_line, clean_text, fold, visible
from salescli.errors import NotFoundError, SalesError, UsageError
from salescli.language import _
from salescli.store import lookup
from salescli.store.lookup import Known, KnownContact, KnownVisit
from salescli.store.reading import Reader

Answer = TypeVar("Answer")
YES = frozenset(map(fold, ("y", "yes", "예", "네", "응", "ㅇ", "ㅇㅇ", "是", "s", "sí")))


def ask(question: str, default: str = "", meanwhile: Callable[[], None] | None = None) -> str:
    """One line from the terminal; an empty answer takes the default.

    Args:
        question: What is asked.
        default: Shown in brackets, taken for an empty answer.
        meanwhile: Begun once the question stands there, while the person reads it.
    """
    shown = f"{question} [{visible(default)}]: " if default else f"{question}: "
    sys.stderr.write(shown)
    sys.stderr.flush()
    if meanwhile:
        meanwhile()
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        line = ""
    if not line:
        sys.stderr.write("\n")
        raise KeyboardInterrupt
    return line.strip() or default


def ask_line(question: str, default: str = "") -> str:
    """One line of text; what the text gate refuses is asked again."""
    return ask_until(question, clean_line, default)


def ask_text(question: str) -> str:
    """A line of the rep's own words; what the text gate refuses is asked again."""
    return ask_until(question, clean_text)


def ask_until(
    question: str,
    read: Callable[[str], Answer],
    default: str = "",
    meanwhile: Callable[[], None] | None = None,
) -> Answer:
    """Ask again, with the reason, until the answer fits."""
    while True:
        answer = ask(question, default, meanwhile)
        try:
            return read(answer)
        except SalesError as error:
            sys.stderr.write(f"  {visible(str(error))}\n")
            if error.hint:
                sys.stderr.write(f"  {visible(error.hint)}\n")


def asked_yes(question: str, default: str) -> bool:
    """Whether the answer is a yes, in whatever language."""
    return fold(ask(f"{question} (y/n)", default)) in YES


def confirm(desk: Desk, question: str, *, yes: bool) -> None:
    """Go on only after a yes; a script says --yes."""
    if yes:
        return
    if not desk.asks():
        raise UsageError(_("this needs a yes"), _("pass `--yes`"))
    if not asked_yes(question, "n"):
        raise SalesError(_("stopped; nothing was changed"))


def choose(question: str, options: Sequence[str]) -> int:
    """The place of one of several numbered options."""
    for number, option in enumerate(options, 1):
        sys.stderr.write(f"  {number}  {visible(option)}\n")

    def read(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= len(options):
            raise UsageError(_("give a number from 1 to {count}").format(count=len(options)))
        return int(text) - 1

    return ask_until(question, read, "1")


def pick_customer(desk: Desk, reader: Reader, text: str) -> Known:
    """The one customer that ``text`` names; several are offered on a terminal, else refused."""
    found = lookup.customers(reader, text)
    if len(found) == 1:
        say_merged(desk, reader, text, found[0])
        return found[0]
    if found and desk.asks():
        return found[choose(_("Which customer"), [describe(known) for known in found])]
    if found:
        shown = "; ".join(describe(known) for known in found[:6])
        more = _(" and {count} more").format(count=len(found) - 6) if len(found) > 6 else ""
        raise NotFoundError(
            _('several customers fit "{text}"').format(text=text),
            f"{shown}{more}",
            wrong=text,
            right=f"#{found[0].no}",
        )
    raise no_customer(reader, text)


def say_merged(desk: Desk, reader: Reader, text: str, known: Known) -> None:
    merged = lookup.merged_as(reader, text, known)
    if merged:
        desk.say(
            _("#{other} {merged} was merged into #{no} {name}").format(
                other=merged.no, merged=merged.name, no=known.no, name=known.name
            )
        )


def no_customer(reader: Reader, text: str) -> NotFoundError:
    near = lookup.nearest_names(reader, text)
    hint = (
        _("nearest: {names}").format(names=", ".join(near))
        if near
        else _("`sales customer list` shows them, `sales customer add` makes a new one")
    )
    message = _('no customer fits "{text}"').format(text=text)
    only = near[0] if len(near) == 1 else ""
    return NotFoundError(message, hint, wrong=text, right=only)


def describe(known: Known) -> str:
    parts = [known.area, known.address, known.contact or ""]
    around = ", ".join(part for part in parts if part)
    grade = f"{known.grade} " if known.grade else ""
    return f"#{known.no} {grade}{known.name}" + (f" ({around})" if around else "")


def pick_contacts(
    desk: Desk, reader: Reader, customer: Known, texts: Sequence[str]
) -> list[KnownContact]:
    """The people that ``--with`` names at this customer."""
    people = lookup.contacts_of(reader, customer.id)
    return [pick_contact(desk, customer, people, text, option="--with,-w") for text in texts]


def pick_contact(
    desk: Desk, customer: Known, people: list[KnownContact], text: str, *, option: str = ""
) -> KnownContact:
    """The one person that ``text`` names; ``option`` is where the name was typed."""
    found = lookup.contacts(people, text)
    if len(found) == 1:
        return found[0]
    if found and desk.asks():
        shown = [f"{person.name} {person.position}".strip() for person in found]
        return found[choose(_("Which contact"), shown)]
    message = (
        _('several contacts of {customer} fit "{text}"')
        if found
        else _('{customer} has no contact "{text}"')
    ).format(customer=customer.name, text=text)
    offered = found or people
    names = ", ".join(person.name for person in offered[:6])
    add = f"sales contact add '#{customer.no}' {quote(text)}"
    hint = (
        _("contacts: {names}; a new one: `{command}`").format(names=names, command=add)
        if names
        else f"`{add}`"
    )
    right = nearest_person(text, offered)
    raise NotFoundError(message, hint, wrong=text, right=right, option=option)


def nearest_person(text: str, people: Sequence[KnownContact]) -> str:
    from salescli.domain.names import nearest

    if len(people) == 1:
        return people[0].name
    near = nearest(text, [person.name for person in people], 1)
    return near[0] if near else ""


def pick_visit(reader: Reader, text: str) -> KnownVisit:
    found = lookup.visit(reader, text)
    if found:
        return found
    raise NotFoundError(
        _("no visit {text}").format(text=text),
        _("`sales visit list` shows their numbers; `last` is the newest"),
        wrong=text,
    )
