"""A report as it stands: gathered now, as it was handed in, or one figure of it explained."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from salescli.commands.report_asking import Asked, due_at
from salescli.desk import Desk
from salescli.errors import NotFoundError
from salescli.language import _
from salescli.output.table import Report
from salescli.reports import ledger
from salescli.reports.forms import Office
from salescli.reports.ledger import Kept
from salescli.reports.state import State
from salescli.store.reading import Reader

Texts = Mapping[str, str]


def gathered(
    desk: Desk, reader: Reader, asked: Asked, kept: list[Kept], texts: Texts
) -> dict[str, Any]:
    """The report's content now, with the text boxes as typed, as kept, or drafted from data."""
    last = kept[-1] if kept else None
    written = {name: getattr(last, name, None) for name in asked.form.boxes}
    written |= {name: text or None for name, text in texts.items()}
    office = Office(desk.config, desk.calendar, desk.today)
    return asked.form.gather(reader, office, asked.period, written)


def kept_of(reader: Reader, asked: Asked) -> list[Kept]:
    return ledger.kept(reader, asked.form.kind, asked.start)


def current_page(desk: Desk, asked: Asked) -> Report:
    """The submitted report with its state, or the draft as it stands."""
    with desk.read() as reader:
        kept = kept_of(reader, asked)
        now = gathered(desk, reader, asked, kept, {})
        newest = newest_of(kept)
        early = is_early(desk, reader, asked, newest)
    if newest is None or (kept and kept[-1].submitted_at is None):
        return asked.form.page(now, State(due_at(desk, asked)))
    return frozen_page(asked, newest, now, early=early)


def newest_of(kept: list[Kept]) -> Kept | None:
    """The newest version that was handed in."""
    return next((row for row in reversed(kept) if row.submitted_at), None)


def is_early(desk: Desk, reader: Reader, asked: Asked, row: Kept | None) -> bool:
    """Whether a version was handed in before its period was over (P8, P12)."""
    if row is None or row.submitted_at is None:
        return False
    span, at = asked.period, row.submitted_at
    return ledger.is_early(reader, desk.calendar, asked.form.kind, span, at, desk.today)


def frozen_page(asked: Asked, row: Kept, now: dict[str, Any], *, early: bool) -> Report:
    """A submitted version as it was, and what the data says differently since (E6)."""
    content = json.loads(row.content or "{}")
    boxes = {name: content[name] for name in asked.form.boxes}
    corrected = tuple(asked.form.differences(content, {**now, **boxes}))
    return asked.form.page(content, ledger.state(row, corrected, early=early))


def submitted_page(desk: Desk, asked: Asked, version: int) -> Report:
    with desk.read() as reader:
        kept = [row for row in kept_of(reader, asked) if row.submitted_at]
        now = gathered(desk, reader, asked, kept, {})
        found = newest_of([row for row in kept if version in {0, row.version}])
        early = is_early(desk, reader, asked, found)
    if found is None:
        raise NotFoundError(
            _("no submitted report of {day}").format(day=asked.name),
            _("`sales report list` shows which are"),
        )
    return frozen_page(asked, found, now, early=early)


def explained(desk: Desk, asked: Asked, key: str) -> Report:
    """One figure of a period: its formula and the rows it counts."""
    from salescli.reports import explaining, figures

    with desk.read() as reader:
        found = figures.facts(reader, desk.config, desk.calendar, asked.period, desk.today)
    return explaining.page(found, key)
