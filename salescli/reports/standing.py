"""The customers as they stood on a day: how many, of which grade (G6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from salescli.reports.quota import local_start
from salescli.store.reading import Reader


class Known(NamedTuple):
    id: str
    grade: str | None


class Regrade(NamedTuple):
    customer_id: str
    from_grade: str | None


def grades_on(reader: Reader, day: date) -> dict[str, str | None]:
    """Customer id → grade as the day began, of those that were on file by then."""
    known = reader.rows(Known, "FROM customers WHERE reported_at < :start", start=local_start(day))
    later = reader.rows(
        Regrade,
        "FROM grade_changes WHERE changed_on >= :day ORDER BY changed_on, created_at",
        day=day.isoformat(),
    )
    before: dict[str, str | None] = {}
    for row in later:
        before.setdefault(row.customer_id, row.from_grade)
    return {row.id: before.get(row.id, row.grade) for row in known}


def counted(grades: Mapping[str, str | None]) -> dict[str, int]:
    """How many customers there are in all and by grade; those without one stand under ``-``."""
    found = Counter(grade or "-" for grade in grades.values())
    return {"total": len(grades), **{key: found.get(key, 0) for key in ("A", "B", "C", "D", "-")}}
