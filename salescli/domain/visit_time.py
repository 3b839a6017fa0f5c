"""When a visit began: the local day and time as typed, and the same moment in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any


def started(day: date, at: time | None, now: datetime) -> dict[str, Any]:
    """A local day and time as the record keeps it: UTC start and offset, in the local zone."""
    if at is None:
        return {"visit_date": day, "visit_time": None, "started_at": None}
    local = datetime.combine(day, at).replace(tzinfo=now.tzinfo)
    if now.tzinfo is not None and day != now.date():
        local = datetime.combine(day, at).astimezone()
    offset = local.utcoffset()
    return {
        "visit_date": day,
        "visit_time": at,
        "started_at": local.astimezone(UTC),
        "utc_offset": int(offset.total_seconds() // 60) if offset else 0,
    }
