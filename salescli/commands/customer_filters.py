"""The filters of `customer list`: one option each, one condition each."""

from __future__ import annotations

from typing import Any

from salescli.commands import completing
from salescli.commands.arguments import Field
from salescli.commands.choices import closed
from salescli.desk import Desk
from salescli.domain.words import Grade, Status
from salescli.language import N_
from salescli.reports.lists import CustomerRow, Query

CUSTOMER_FILTERS = (
    Field("grade", "--grade", N_("Grade; repeat for more"), list[str],
          complete=completing.choices(Grade)),
    Field("status", "--status", N_("prospect, active, dormant or lost"),
          complete=completing.choices(Status)),
    Field("area", "--area", N_("Area or region")),
    Field("owner", "--owner", N_("Owner's name")),
    Field("tag", "--tag", N_("Tag")),
    Field("overdue", "--overdue", N_("Long unvisited A and B"), bool),
    Field("never", "--never-visited", N_("Never visited"), bool),
    Field("due", "--due", N_("Something due by this day")),
    Field("regrade", "--regrade", N_("Only those whose grade should be looked at"), bool),
)  # fmt: skip


def narrow(desk: Desk, query: Query, filters: dict[str, Any]) -> None:
    """Add the condition of every filter that was typed."""
    if "grade" in filters:
        add_grades(query, filters["grade"])
    if "status" in filters:
        query.add("status = :status", status=closed("--status", Status, filters["status"]))
    for name in {"area", "owner"} & filters.keys():
        query.add(f"lower(coalesce({name}, '')) = lower(:{name})", **{name: filters[name]})
    if "tag" in filters:
        pattern = tag_pattern(filters["tag"])
        query.add("(',' || tags || ',') LIKE :tag ESCAPE '!'", tag=pattern)
    if filters.get("never"):
        query.add("last_visit IS NULL AND target")
    if filters.get("overdue"):
        add_overdue(desk, query)
    if "due" in filters:
        query.add("next_due <= :due", due=desk.day(filters["due"], "future").isoformat())


def add_grades(query: Query, grades: list[str]) -> None:
    wanted = {closed("--grade", Grade, part) for text in grades for part in text.split(",")}
    names = {f"grade_{place}": letter for place, letter in enumerate(sorted(wanted))}
    query.add(f"grade IN ({', '.join(':' + name for name in names)})", **names)


def tag_pattern(tag: str) -> str:
    from salescli.store.reading import like

    return like(f",{tag.strip()},")


def add_overdue(desk: Desk, query: Query) -> None:
    """A and B (whatever needs visits in a quarter) that were not seen for long."""
    from datetime import timedelta

    limit = desk.today - timedelta(days=desk.config.coverage.overdue_days)
    names = {f"due_{place}": grade for place, grade in enumerate(desk.config.coverage.per_quarter)}
    query.add(
        f"grade IN ({', '.join(':' + name for name in names)})"
        " AND (last_visit IS NULL OR last_visit < :overdue_since)",
        overdue_since=limit.isoformat(),
        **names,
    )


def regrade_reason(desk: Desk, row: CustomerRow) -> str:
    """Why the row's grade should be looked at again; empty when it should not."""
    from salescli.domain.grades import Prospect, regrade

    prospect = Prospect(row.need_clear, row.expected_on, row.tracking_since)
    return regrade(row.grade, prospect, desk.today)
