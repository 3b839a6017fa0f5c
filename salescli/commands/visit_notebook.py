"""`visit add -`: the evening notebook, one visit a line."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Any

from salescli.desk import Desk
from salescli.errors import SalesError, UsageError
from salescli.language import _, ngettext
from salescli.store.lookup import Known

if TYPE_CHECKING:
    from salescli.store.visits import Entry
from salescli.commands.visit_answers import missing_line, saved_sentence
from salescli.commands.visiting import Typed, answer, understood


def notebook(desk: Desk, command: Any) -> None:
    """Read one visit a line, written as after `sales visit add`.

    The good lines are saved together; each refused line is given back with its reason.
    """
    lines = [line.strip() for line in sys.stdin if line.strip() and not line.startswith("#")]
    entries: list[tuple[Known, Entry]] = []
    refused: list[tuple[str, SalesError]] = []
    desk.no_input = True
    with desk.read() as reader:
        for line in lines:
            try:
                entries.append(understood(desk, reader, parsed(line, command)))
            except SalesError as error:
                refused.append((line, error))
    if entries:
        save_all(desk, entries)
    for line, reason in refused:
        desk.say(f"error: {reason}")
        desk.say(f"again: {line}")
    if refused:
        count = len(refused)
        raise SalesError(
            ngettext("{count} line was not saved", "{count} lines were not saved", count).format(
                count=count
            ),
            _("correct the lines above and give them again; the others are saved"),
        )


def parsed(line: str, command: Any) -> Typed:
    """A notebook line, read by the command's own options."""
    import typer

    from salescli.commands.arguments import given

    try:
        context = command.make_context("add", shlex.split(line))
    except ValueError as error:
        raise UsageError(
            _("a quotation mark is not closed"), _('write it as 한빛 "what happened"')
        ) from error
    except typer.TyperException as error:
        raise UsageError(error.format_message().rstrip(".")) from error
    values = dict(context.params)
    customer, note, on = values.pop("customer"), values.pop("note"), values.pop("on")
    return Typed(customer, note, on, {key: value for key, value in given(values).items()
                                      if key not in {"no_input", "form"}})  # fmt: skip


def save_all(desk: Desk, entries: list[tuple[Known, Entry]]) -> None:
    from salescli.store import visits

    with desk.session() as session:
        saved = [answer(known, entry, visits.add(session, entry), 0, 0) for known, entry in entries]
    for item in saved:
        desk.say(saved_sentence(item))
        if item.lacks:
            desk.say("  " + missing_line(item))
