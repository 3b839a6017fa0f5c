"""One figure with its formula and the rows it counts: `sales report weekly --explain FIGURE`."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from salescli.domain.words import label
from salescli.errors import NotFoundError
from salescli.language import N_, _
from salescli.output.table import Column, Fact, Facts, Report, Table
from salescli.reports.figure_list import BY_KEY
from salescli.reports.figures import Facts as Found


def page(found: Found, key: str) -> Report:
    """One figure with its formula and every row it counts."""
    one = BY_KEY.get(key)
    if one is None:
        raise no_figure(key)
    rows, sum_ = list(one.rows(found)), one.count(found)
    facts = Facts(
        [
            *([Fact("quarter", _("Quarter"), found.quarter)] if key == "coverage" else []),
            Fact("figure", _("Figure"), one.key, _(one.name)),
            Fact("value", _("Value"), sum_.value, one.text(sum_)),
            Fact("formula", _("Formula"), _(one.formula)),
        ],
        key="explain",
    )
    return Report(_(one.name), [facts, counted(rows)], key="explain")


def no_figure(key: str) -> NotFoundError:
    near = get_close_matches(key, BY_KEY, 1, 0.4)
    return NotFoundError(
        _('no figure "{text}"').format(text=key),
        _("did you mean `{name}`").format(name=near[0])
        if near
        else _("one of {choices}").format(choices=", ".join(BY_KEY)),
        wrong=key,
    )


TITLES = {
    "no": N_("No."), "visit_date": N_("Day"), "day": N_("Day"), "visit_time": N_("Time"),
    "minutes": N_("Min"), "channel": N_("Channel"), "outcome": N_("Outcome"),
    "customer": N_("Customer"), "grade_at_visit": N_("Grade"), "grade": N_("Grade"),
    "visits": N_("Visits"), "reason": N_("Reason"), "status": N_("State"), "state": N_("State"),
    "contact": N_("Contact"), "reported_at": N_("Entered"), "area": N_("Area"),
    "required": N_("Required"), "done": N_("Visits made"), "planned": N_("Planned"),
    "left": N_("Left"), "last_visit": N_("Last visit"), "last_safe": N_("Last safe day"),
    "days_left": N_("Working days left"),
}  # fmt: skip
WORDS = {"channel", "outcome", "status", "state"}


def counted(rows: Sequence[NamedTuple]) -> Table:
    """The rows that a figure counts, whatever they are."""
    names = rows[0]._fields if rows else ()
    columns = [
        Column(name, name, machine=True) if name.endswith("id")
        else Column(name, _(TITLES[name]), show=label if name in WORDS else None)
        for name in names
    ]  # fmt: skip
    return Table(columns, rows, title=_("Rows counted"), key="rows", empty=_("none"))
