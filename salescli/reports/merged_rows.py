"""What a merge must never leave behind: circles, and rows that hang on a customer who is gone."""

from __future__ import annotations

from typing import NamedTuple

from salescli.language import _
from salescli.reports.history import MOVED
from salescli.store.reading import Reader

SHOWN = 3
LEFT = """
SELECT c.no, c.name, count(*) FROM customer c JOIN {table} r ON r.customer_id = c.id
 WHERE c.deleted_at IS NOT NULL AND r.deleted_at IS NULL
   AND (c.merged_into <> '' OR r.created_at > c.deleted_at) GROUP BY c.id
"""


class Hidden(NamedTuple):
    id: str
    no: int
    name: str
    merged_into: str


def left_behind(reader: Reader) -> list[str]:
    """Rows on a merged-away customer, or written on a deleted one after it was hidden."""
    found = []
    for table, word in MOVED.items():
        for no, name, count in reader.raw(LEFT.format(table=table)):
            found.append((no, f"#{no} {name}: {_(word)} {count}"))
    return [text for _no, text in sorted(found)]


def circles(reader: Reader) -> list[str]:
    """Customers of which each was merged into the next, and none is left."""
    rows = reader.rows(
        Hidden, "FROM customer WHERE deleted_at IS NOT NULL AND merged_into <> '' ORDER BY no"
    )
    known = {row.id: row for row in rows}
    found: dict[frozenset[str], str] = {}
    for row in rows:
        ring = circle(known, row)
        if ring:
            ring.sort(key=lambda one: one.no)
            names = ", ".join(f"#{one.no} {one.name}" for one in ring)
            found[frozenset(one.id for one in ring)] = _("in a circle: {names}").format(names=names)
    return list(found.values())


def circle(known: dict[str, Hidden], start: Hidden) -> list[Hidden]:
    """The entries from ``start`` back to itself; none when its merges lead elsewhere."""
    ring, row = [start], known.get(start.merged_into)
    while row is not None and len(ring) <= len(known):
        if row.id == start.id:
            return ring
        ring.append(row)
        row = known.get(row.merged_into)
    return []
