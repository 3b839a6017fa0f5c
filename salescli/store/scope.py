"""Whose rows a reader sees: everybody's, or one person's of the office.

A narrowed reader has temporary views before the file's own; a query of `visits` counts that
person's visits then, without knowing of it.
"""

from __future__ import annotations

import sqlite3

from salescli.store import database
from salescli.store.reading import Reader

ME = "me"
OWN = ("visits", "followups", "orders", "grade_changes", "reports", "day_notes", "routes", "stops",
       "plan_points")  # fmt: skip
OF_CUSTOMERS = ("visit", "route_stop")  # asked customer by customer, so by that index
LINES = """EXISTS (SELECT 1 FROM main.sales_order o WHERE o.id = order_lines.order_id
  AND o.rep_id = '{rep}')"""

# Conditions on customers: first reported by the reader's person; theirs, or nobody's.
REPORTED = "(:rep = '' OR id IN (SELECT id FROM customer WHERE reported_by = :rep))"
OWNED = "(:rep = '' OR owner_rep_id IN ('', :rep))"


def of_rep(reader: Reader, rep: str) -> Reader:
    """The reader of one person's rows: ``me``, or somebody's id."""
    if reader.connection is None:
        return reader
    if rep == ME:
        rep = str(reader.value("SELECT value FROM meta WHERE key = 'rep'") or "")
    with database.explained(reader.path):
        lay_before(reader.connection, rep)
    return reader._replace(rep=rep)


def lay_before(connection: sqlite3.Connection, rep: str) -> None:
    quoted = rep.replace("'", "''")
    conditions = dict.fromkeys(OWN, f"rep_id = '{quoted}'")
    conditions |= dict.fromkeys(OF_CUSTOMERS, f"rep_id || '' = '{quoted}'")
    conditions["order_lines"] = LINES.format(rep=quoted)
    database.lay_temporary(
        connection,
        {
            name: f"SELECT * FROM main.{name} WHERE {condition}"  # noqa: S608 -- names of ours
            for name, condition in conditions.items()
        },
    )
