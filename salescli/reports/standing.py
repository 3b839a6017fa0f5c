"""The customers as they stood on a day: how many, of which grade (G6)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from salescli.reports.quota import local_start
from salescli.store.reading import Reader
from salescli.store.scope import OWNED


class Known(NamedTuple):
    id: str
    grade: str | None


class Regrade(NamedTuple):
    id: str
    customer_id: str
    from_grade: str | None


MOVED = """SELECT g.id, h.old FROM grade_change g
  JOIN change h ON h.row_id = g.id AND h.action = 'update'
 WHERE g.changed_on >= :day AND g.customer_id IN (SELECT merged_into FROM customer)
 ORDER BY h.hlc DESC"""


def grades_on(reader: Reader, day: date) -> dict[str, str | None]:
    """Customer id → grade as the day began, of those on file then; some may be hidden since."""
    known = reader.rows(
        Known,
        "FROM customer WHERE reported_at < :start AND (deleted_at IS NULL OR deleted_at >= :start)",
        start=local_start(day),
    )
    later = reader.rows(
        Regrade,
        "FROM grade_change WHERE deleted_at IS NULL AND changed_on >= :day"
        " ORDER BY changed_on, created_at",
        day=day.isoformat(),
    )
    owners = first_owners(reader, day)
    before: dict[str, str | None] = {}
    for row in later:
        before.setdefault(owners.get(row.id, row.customer_id), row.from_grade)
    return {row.id: before.get(row.id, row.grade) for row in known}


def first_owners(reader: Reader, day: date) -> dict[str, str]:
    """Grade steps that a merge has moved → the customer whose steps they were."""
    found: dict[str, str] = {}
    for step, old in reader.raw(MOVED, day=day.isoformat()):
        owner = json.loads(old or "{}").get("customer_id")
        if owner:
            found[step] = owner
    return found


def counted(reader: Reader, grades: Mapping[str, str | None]) -> dict[str, int]:
    """How many customers there are in all and by grade; those without one stand under ``-``.

    Of a narrowed reader only the person's own and nobody's are counted.
    """
    own = {row[0] for row in reader.raw(f"SELECT id FROM customer WHERE {OWNED}", rep=reader.rep)}  # noqa: S608 -- a condition of ours
    found = Counter(grade or "-" for known, grade in grades.items() if known in own)
    return {"total": found.total(), **{key: found.get(key, 0) for key in ("A", "B", "C", "D", "-")}}
