"""Asking on a terminal: one line, the likely answer ready, Ctrl-C leaves nothing behind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from salescli.desk import Desk
from salescli.domain.shellwords import quote
from salescli.domain.spelling import near_part
from salescli.domain.text import clean_line, clean_text, fold, visible
from salescli.errors import NotFoundError, SalesError, UsageError
from salescli.language import _
from salescli.output.folding import fit
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
            for line in filter(None, (str(error), error.hint)):
                sys.stderr.write(fit(f"  {visible(line)}\n", sys.stderr))


def agreed(question: str, default: str = "n") -> bool:
    """Whether the answer is a yes, in any of the four languages."""
    return fold(ask(f"{question} (y/n)", default)) in YES


def note_answer(desk: Desk, option: str, text: str) -> None:
    """An answer as it would have been typed: a line that is given back holds it.

    Without an ``option`` it is an argument, in front of which a blank keeps a dash from being one.
    """
    dash = text.startswith("-")
    if not option:
        desk.arguments.append(f" {text}" if dash else text)
    elif dash:
        desk.arguments.append(f"{option}={text}")
    else:
        desk.arguments += [option, text]


def confirm(desk: Desk, question: str, *, yes: bool, hint: str = "") -> None:
    """Go on only after a yes; a script says --yes. ``hint``: what helps after a no."""
    if yes:
        return
    if not desk.asks():
        raise UsageError(_("this needs a yes"), _("pass `--yes`"))
    if not agreed(question):
        raise SalesError(_("stopped; nothing was changed"), hint)


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
            _('several customers fit "{text}"').format(text=text), f"{shown}{more}", wrong=text
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
    return NotFoundError(message, hint, wrong=text, right=near_part(text, near))


def describe(known: Known) -> str:
    parts = [known.area, known.address, known.contact or ""]
    around = ", ".join(part for part in parts if part)
    grade = f"{known.grade} " if known.grade else ""
    return f"#{known.no} {grade}{known.name}" + (f" ({around})" if around else "")


def pick_contacts(
    desk: Desk,
    reader: Reader,
    customer: Known,
    texts: Sequence[str],
    newcomers: Sequence[str] = (),
) -> list[KnownContact]:
    """The people that ``--with`` names at this customer; ``newcomers`` are to be added."""
    people = lookup.contacts_of(reader, customer.id)
    return [met_person(desk, customer, people, text, newcomers) for text in texts]


def met_person(
    desk: Desk,
    customer: Known,
    people: list[KnownContact],
    text: str,
    newcomers: Sequence[str],
) -> KnownContact:
    """One person that was met; somebody new may be added on a terminal, and has no id yet."""
    name = clean_line(text, "--with")
    new = KnownContact("", 0, customer.id, name, "", "", "")
    if name in newcomers:
        return new
    try:
        return pick_contact(desk, customer, people, text, option="--with,-w")
    except NotFoundError as error:
        if not name or lookup.contacts(people, text) or not desk.asks():
            raise
        question = _("{reason}; add as a new contact").format(reason=visible(str(error)))
        if not agreed(question):
            raise
        return new


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
    right = "" if found else near_part(text, [person.name for person in people])
    raise NotFoundError(message, hint, wrong=text, right=right, option=option)


def pick_visit(reader: Reader, text: str) -> KnownVisit:
    """A visit by its number, `last`, or the newest one of the customer that is named."""
    found = lookup.visit(reader, text)
    if found:
        return found
    raise NotFoundError(
        _("no visit {text}").format(text=text),
        _("give its number (`sales visit list`), `last`, or a customer for its newest"),
        wrong=text,
    )
