"""First drafts of the two text boxes of the daily form, from the day's data."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from typing import Any, NamedTuple

from salescli.domain.money import money_text
from salescli.language import N_, _
from salescli.reports import sold
from salescli.store.reading import Reader

FIELD_WORDS = {
    "customer": N_("customer"), "contact": N_("contact"), "phone": N_("phone"),
    "address": N_("address"), "time": N_("time"), "channel": N_("channel"),
    "outcome": N_("outcome"), "content": N_("what happened"), "result": N_("result"),
    "problems": N_("problems"), "grade": N_("grade"), "follow_up": N_("follow-up"),
    "minutes": N_("minutes"), "note_left": N_("note left"), "card_left": N_("card left"),
    "summary": N_("summary"), "tomorrow": N_("tomorrow's work"),
}  # fmt: skip
NOTHING = {"none", "no", "-", "없음", "无", "無", "ninguno", "ninguna", "nada"}
MOST_LINES = 8


class Coming(NamedTuple):
    customer: str
    text: str
    wished_visit: bool
    due_time: time | None


class Planned(NamedTuple):
    customer: str
    starts_at: time


def summary(content: dict[str, Any]) -> str:
    """Counts first, then results and problems customer by customer."""
    visits = content["visits"]
    if not visits and not content["calls"] and not content["orders"]:
        return ""
    lines = [counts(content)]
    lines += [f"- {row['customer']}: {row['result']}" for row in visits if row["result"]]
    problems = [
        f"- {row['customer']}: {row['problems']}"
        for row in visits
        if row["problems"] and row["problems"].strip().lower() not in NOTHING
    ]
    if problems:
        lines += [_("Problems:"), *problems]
    return "\n".join(lines)


def counts(content: dict[str, Any]) -> str:
    met = [row for row in content["visits"] if row["outcome"] != "absent"]
    grades = Counter(row["grade"] or "–" for row in met)
    by_grade = ", ".join(f"{count} {grade}" for grade, count in sorted(grades.items()))
    text = _("Visits: {count}").format(count=len(met)) + (f" ({by_grade})" if by_grade else "")
    parts = [text]
    if absent := len(content["visits"]) - len(met):
        parts.append(_("no-shows: {count}").format(count=absent))
    if content["calls"]:
        parts.append(_("phone calls: {count}").format(count=len(content["calls"])))
    if orders := content["orders"]:
        sums = sold.summed(orders).items()
        money = ", ".join(money_text(sum_, content["decimals"], key) for key, sum_ in sums)
        parts.append(_("orders: {count} ({money})").format(count=len(orders), money=money))
    parts.append(_("quota met") if content["quota"]["quota_met"] else _("quota not met"))
    return "; ".join(parts)


def tomorrow(reader: Reader, coming: date) -> str:
    """The next working day's route (R5), then what is due by that day."""
    stops = reader.rows(
        Planned,
        "FROM stops WHERE day = :day AND status IN ('planned', 'confirmed') ORDER BY place",
        day=coming.isoformat(),
    )
    planned = {stop.customer for stop in stops}
    rows = reader.rows(
        Coming,
        "FROM followups WHERE done_on IS NULL AND due_on <= :day"
        " ORDER BY due_on DESC, coalesce(due_time, '99'), no LIMIT :most",
        day=coming.isoformat(),
        most=MOST_LINES,
    )
    route = [f"- {stop.starts_at:%H:%M} {stop.customer}" for stop in stops]
    due = [line(row) for row in rows if row.text or row.customer not in planned]
    return "\n".join(route + due)


def line(row: Coming) -> str:
    at = f"{row.due_time:%H:%M} " if row.due_time else ""
    text = row.text or (_("visit") if row.wished_visit else "")
    return f"- {at}{row.customer}: {text}"
