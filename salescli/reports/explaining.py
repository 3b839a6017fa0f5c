"""One figure with its formula and the rows it counts: `sales report weekly --explain FIGURE`."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from salescli.errors import NotFoundError
from salescli.language import _
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


def counted(rows: Sequence[Any]) -> Table:
    """The rows that a figure counts, whatever they are."""
    first = rows[0] if rows else None
    fields = getattr(first, "_fields", None)
    if fields is None:
        width = len(first) if isinstance(first, tuple) else 1
        fields = ("day", "planned", "made")[:width] if width == 3 else ("day", "count")[:width]
        rows = [row if isinstance(row, tuple) else (row,) for row in rows]
    columns = [Column(name, name.replace("_", " "), machine=name.endswith("id")) for name in fields]
    return Table(columns, rows, title=_("Rows counted"), key="rows", empty=_("none"))
