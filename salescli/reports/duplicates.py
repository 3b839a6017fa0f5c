"""Pairs of customers that are likely one (C12)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from salescli.domain import duplicates
from salescli.domain.duplicates import Sign
from salescli.language import _
from salescli.output.table import Column, Table
from salescli.reports.lists import number_cell
from salescli.store.duplicates import cards
from salescli.store.reading import Reader


def table(reader: Reader) -> Table:
    """The likeliest first; ``reasons`` are the signs by their stable words."""
    found = duplicates.pairs(cards(reader))
    rows = [
        (pair.one.no, pair.one.name, pair.other.no, pair.other.name, list(pair.signs), pair.score)
        for pair in found
    ]
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("name", _("Customer"), wrap=True),
        Column("other_no", _("Other no."), right=True, show=number_cell),
        Column("other", _("Other customer"), wrap=True),
        Column("reasons", _("Why"), show=reasons_cell, wrap=True),
        Column("score", _("Likeness"), right=True, show=number_cell),
    ]
    return Table(columns, rows, empty=_("no two customers look like one"))


def reasons_cell(value: Any) -> str:
    signs: Sequence[Sign] = value
    return duplicates.in_words(signs)
