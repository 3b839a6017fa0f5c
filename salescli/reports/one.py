"""One row of a list on a page of its own: every column that says something, as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from salescli.output.table import Fact, Facts, Report
from salescli.reports.lists import Listed, column, stamp_cell


def page(listed: Sequence[Listed], row: Sequence[Any], today: date, title: str, key: str) -> Report:
    facts = [fact(item, value, today) for item, value in zip(listed, row, strict=True)]
    said = [item for item in facts if item.value not in (None, "", False)]
    return Report(title, [Facts(said, key=key)], key=key, extra={"no": row[0]})


def fact(item: Listed, value: Any, today: date) -> Fact:
    looks = column(item, today)
    show = stamp_cell if isinstance(value, datetime) else looks.show
    return Fact(item.key, looks.title, value, show(value) if show and value is not None else "")
