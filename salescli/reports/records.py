"""Saved records by the view they stand in and their number: what every writer prints for scripts.

A record has the keys of its list. Kinds that people do not number are named by their id.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from salescli.output.table import Column, Table
from salescli.reports.lists import ContactRow, CustomerRow, FollowUpRow, VisitRow
from salescli.reports.objectives import ObjectiveRow
from salescli.store.reading import Reader, Record

Key = int | str
Find = Callable[[Reader, Sequence[Key], date], Table]


def of(reader: Reader, view: str, keys: Sequence[Key], today: date) -> Table:
    """The records that stand in ``view`` under these numbers or ids, in their order."""
    return KINDS[view](reader, keys, today)


def one(reader: Reader, view: str, key: Key, today: date) -> Table:
    """The one record under this number or id, which JSON shows as an object."""
    return replace(of(reader, view, [key], today), single=True)


def found(
    reader: Reader, kind: type[Record], view: str, keys: Sequence[Key], by: str = "no"
) -> list[Record]:
    rows = [reader.first(kind, f"FROM {view} WHERE {by} = :key", key=key) for key in keys]
    return [row for row in rows if row is not None]


def bare(kind: type[Any], view: str, by: str = "no") -> Find:
    """Rows under the names of their fields, where these are the keys of the list."""

    def find(reader: Reader, keys: Sequence[Key], _today: date) -> Table:
        return Table(plain(kind), found(reader, kind, view, keys, by))

    return find


def plain(kind: type[Any]) -> list[Column]:
    return [Column(key, key) for key in kind._fields]


def with_its(table: Table, key: str, its: Sequence[Sequence[Any]]) -> Table:
    """Every record with the records that belong to it, for JSON alone."""
    below = [[item._asdict() for item in items] for items in its]
    return replace(
        table,
        columns=[*table.columns, Column(key, key, machine=True)],
        rows=[(*row, items) for row, items in zip(table.rows, below, strict=True)],
    )


def grade_changes(reader: Reader, keys: Sequence[Key], today: date) -> Table:
    from salescli.reports import grades

    return grades.table(found(reader, grades.Step, "grade_changes", keys, "id"), today)


def claims(reader: Reader, keys: Sequence[Key], today: date) -> Table:
    from salescli.reports import claims as pages

    return pages.listed(found(reader, pages.ClaimRow, "claims", keys, "id"), today)


def orders(reader: Reader, keys: Sequence[Key], _today: date) -> Table:
    from salescli.reports import orders as pages

    return pages.records(reader, keys)


def products(reader: Reader, keys: Sequence[Key], _today: date) -> Table:
    from salescli.reports import products as pages

    return pages.records(reader, keys)


def plan_points(reader: Reader, keys: Sequence[Key], today: date) -> Table:
    from salescli.reports import plans

    return plans.table(found(reader, plans.Point, "plan_points", keys), today)


def meetings(reader: Reader, keys: Sequence[Key], today: date) -> Table:
    """Meetings with what was agreed there."""
    from salescli.reports import meetings as pages

    held = found(reader, pages.MeetingRow, "meetings", keys)
    agreed = [pages.actions_of(reader, row.id) for row in held]
    return with_its(pages.table(held, today), "actions", agreed)


def reviews(reader: Reader, keys: Sequence[Key], _today: date) -> Table:
    """Visits with their objectives and how these came out."""
    made = found(reader, VisitRow, "visits", keys)
    source = "FROM objectives WHERE visit_id = :id ORDER BY no"
    goals = [reader.rows(ObjectiveRow, source, id=row.id) for row in made]
    return with_its(Table(plain(VisitRow), made), "objectives", goals)


def actions(reader: Reader, keys: Sequence[Key], today: date) -> Table:
    from salescli.reports import meetings as pages

    return pages.action_table(found(reader, pages.Action, "actions", keys), today)


def archives(reader: Reader, keys: Sequence[Key], today: date) -> Table:
    from salescli.reports.archives import Made

    return bare(Made, "archives")(reader, keys, today)


def archive_passwords(reader: Reader, keys: Sequence[Key], today: date) -> Table:
    from salescli.reports.archives import Password

    return bare(Password, "archive_passwords", "id")(reader, keys, today)


KINDS: dict[str, Find] = {
    "customers": bare(CustomerRow, "customers"),
    "contacts": bare(ContactRow, "contacts"),
    "visits": bare(VisitRow, "visits"),
    "reviews": reviews,
    "followups": bare(FollowUpRow, "followups"),
    "objectives": bare(ObjectiveRow, "objectives"),
    "grade_changes": grade_changes,
    "claims": claims,
    "orders": orders,
    "products": products,
    "plan_points": plan_points,
    "meetings": meetings,
    "actions": actions,
    "archives": archives,
    "archive_passwords": archive_passwords,
}
