"""Rows of a foreign file → drafts of visits, with the author and the date they were written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from salescli import dates
from salescli.domain.drafts import Draft, Problem
from salescli.errors import SalesError, UsageError
from salescli.exchange import contacts, values
from salescli.exchange.entries import Days, Entry, Form, whole
from salescli.exchange.headers import Mapping
from salescli.exchange.shapes import RawTable, Row
from salescli.exchange.times_of_columns import is_span
from salescli.language import _

PLAIN: Final = (
    *("met", "content", "result", "problems", "objections", "lesson", "improvement", "rep"),
)
DAY_MINUTES = 1440


def drafts(table: RawTable, mapping: Mapping, days: Days, today: date) -> Iterator[Draft | Problem]:
    """Each row of the table as a draft or a problem, in the order of the file."""
    if mapping.fields.keys().isdisjoint(contacts.NAMING):
        raise contacts.nameless(mapping, _("no column is known to be the customer"), "customer")
    if "visit_date" not in mapping.fields:
        raise contacts.nameless(mapping, _("no column is known to be the day"), "visit_date")
    form = Form.of(mapping, days)
    return (row if isinstance(row, Problem) else _read(row, form, today) for row in table.rows)


def _read(row: Row, form: Form, today: date) -> Draft | Problem:
    draft = Draft(row.line, {}, {}, [], [], row.cells)
    try:
        entry = Entry(form.filled(row.cells), form.headers, draft, form.days)
        draft.notes.extend(form.notes(row.cells))
        contacts.customer(entry)
        _when(entry, today)
        _what(entry)
    except SalesError as error:
        return Problem(row.line, str(error), row.cells)
    return draft


def _when(entry: Entry, today: date) -> None:
    told, found = entry.told, entry.draft.values
    if not (text := told.get("visit_date")):
        raise UsageError(_("no day of the visit"))
    moment = entry.days["visit_date"](text)
    if moment.date() > today:
        raise UsageError(
            _("the visit is on {day}, which is still to come").format(
                day=dates.long_day(moment.date())
            )
        )
    found["visit_date"] = moment.date()
    if clock := told.get("visit_time"):
        found["visit_time"] = entry.days["visit_time"](clock).time()
        if is_span(clock):
            entry.note("visit_time")
    elif moment.time() != datetime.min.time():
        found["visit_time"] = moment.time().replace(second=0)
    entry.day("next_on")
    entry.day("improved_on")
    if (clock := told.get("next_time")) and "next_on" in found:
        found["next_time"] = entry.days["next_time"](clock).time()
    entry.moment("created_at")


def _what(entry: Entry) -> None:
    told, found = entry.told, entry.draft.values
    for field in PLAIN:
        if text := told.get(field):
            found[field] = text
    if text := told.get("minutes"):
        found["minutes"] = whole(text, entry.headers["minutes"], DAY_MINUTES)
    for field, judge in (("channel", values.channel), ("outcome", values.outcome)):
        if text := told.get(field):
            if not (known := judge(text)):
                raise UsageError(
                    _('{header} "{value}" is not known').format(
                        header=entry.headers[field], value=text
                    )
                )
            found[field] = known
    if "outcome" not in found and (known := values.outcome(told.get("result", ""))):
        found["outcome"] = known
    if text := told.get("purpose"):
        if known := values.purpose(text):
            found["purpose"] = known
        else:
            entry.note("purpose")
    entry.closed("grade_at_visit", values.grade)
    entry.truth("note_left")
    entry.truth("card_left")
    entry.identity()
