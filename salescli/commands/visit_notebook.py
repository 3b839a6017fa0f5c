"""`visit add -`: the evening notebook, one visit a line."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Any

import typer

from salescli.commands.arguments import given
from salescli.commands.asking import pick_customer
from salescli.commands.saying import echo_all
from salescli.commands.usage import phrased
from salescli.commands.visit_again import Kept, kept, kept_row, refuse_other
from salescli.commands.visit_answers import say_one, say_quota
from salescli.commands.visiting import Saved, Typed, answer, understood, written_lately
from salescli.desk import Desk
from salescli.domain.text import visible
from salescli.errors import SalesError, UsageError
from salescli.language import _, ngettext
from salescli.store.lookup import Known
from salescli.store.reading import Reader

if TYPE_CHECKING:
    from sqlmodel import Session

    from salescli.store.visits import Entry

Line = tuple[Known, "Entry", int] | Kept


def notebook(desk: Desk, command: Any, form: str) -> None:
    """Read one visit a line, written as after `sales visit add`.

    The good lines are saved together; each refused line is given back with its reason.
    """
    lines = [line.strip() for line in sys.stdin if not is_remark(line)]
    entries: list[Line] = []
    refused: list[tuple[str, SalesError]] = []
    desk.no_input = True
    with desk.read() as reader:
        for line in lines:
            try:
                entries.append(line_read(desk, reader, parsed(line, command)))
            except SalesError as error:
                refused.append((line, error))
    if not lines:
        desk.say(_("nothing to save: no lines came in"))
    if entries:
        save_all(desk, entries, form)
    if refused:
        give_back(refused)


def line_read(desk: Desk, reader: Reader, typed: Typed) -> Line:
    """A line as an entry, or the visit that stands under its key already."""
    if found := kept(reader, typed.form):
        refuse_other(found, pick_customer(desk, reader, typed.customer).id)
        return found
    known, entry = understood(desk, reader, typed)
    return known, entry, written_lately(reader, desk, known.id, entry.values["visit_date"])


def is_remark(line: str) -> bool:
    """Blank, or begun with ``#`` and a blank; ``#7 note`` is customer 7."""
    text = line.strip()
    return not text or text == "#" or text.startswith("# ")


def give_back(refused: list[tuple[str, SalesError]]) -> None:
    """Each refused line with its reason, also when only errors are to be said."""
    for line, reason in refused:
        sys.stderr.write(f"error: {visible(str(reason))}\ntyped: {visible(line)}\n")
    count = len(refused)
    raise SalesError(
        ngettext("{count} line was not saved", "{count} lines were not saved", count).format(
            count=count
        ),
        _("correct the lines above and give them again; the others are saved"),
    )


def parsed(line: str, command: Any) -> Typed:
    """A notebook line, read by the command's own options."""
    try:
        context = command.make_context("add", shlex.split(line))
    except ValueError as error:
        raise UsageError(
            _("a quotation mark is not closed"), _('write it as 한빛 "what happened"')
        ) from error
    except typer.TyperException as error:
        raise phrased(error) from error
    except typer.Exit as error:
        raise UsageError(_("a line is a visit, nothing else")) from error
    values = dict(context.params)
    customer, note, on = values.pop("customer"), values.pop("note"), values.pop("on")
    if customer in {"", "-"}:
        raise UsageError(_("which customer"))
    form = {name: item for name, item in given(values).items() if name != "form"}
    return Typed(customer, note or None, on or "today", form)


def save_all(desk: Desk, entries: list[Line], form: str) -> None:
    with desk.session() as session:
        saved = [item if isinstance(item, Kept) else save_one(desk, session, *item)
                 for item in entries]  # fmt: skip
    if echo_all(desk, "visits", [item.no for item in saved], form):
        return
    for item in saved:
        say_one(desk, item)
    if any(isinstance(item, Saved) and item.day == desk.today for item in saved):
        say_quota(desk)


def save_one(desk: Desk, session: Session, known: Known, entry: Entry, again: int) -> Saved | Kept:
    from salescli.store import visits

    row, fresh = visits.add_once(session, entry)
    if not fresh:
        return kept_row(session, row)
    return answer(desk, known, entry, row, again, visits.submitted_version(session, row))
