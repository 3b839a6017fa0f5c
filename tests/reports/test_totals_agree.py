"""Daily, weekly, monthly and quarterly reports and the raw rows say the same, whatever happened."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salescli.config import Config
from salescli.dates import Period, month_of, quarter_of, week_of
from salescli.domain.order_numbers import Scheme
from salescli.domain.orders import Line
from salescli.domain.workdays import Calendar
from salescli.reports import figures, forms
from salescli.reports.forms import Office
from salescli.store import customers, orders, visits
from salescli.store.models import Customer, Visit
from salescli.store.reading import reading
from salescli.store.writing import Writer, alive, change, delete, writing

QUARTER = Period(date(2026, 1, 1), date(2026, 4, 1))  # begins on a Thursday: weeks cross the months
DAYS = [QUARTER.start + timedelta(days=n) for n in range((QUARTER.end - QUARTER.start).days)]
WHO = st.integers(0, 4)
DAY = st.integers(0, len(DAYS) - 1)
STEP = st.one_of(
    st.tuples(st.just("visit"), WHO, DAY, st.sampled_from(["met", "absent", "refused"])),
    st.tuples(st.just("call"), WHO, DAY, st.just("met")),
    st.tuples(st.just("order"), WHO, DAY, st.integers(1, 9)),
    st.tuples(st.just("regrade"), WHO, DAY, st.sampled_from("ABCD")),
    st.tuples(st.just("delete"), st.integers(0, 30), DAY, st.none()),
    st.tuples(st.just("move"), st.integers(0, 30), DAY, st.none()),
    st.tuples(st.just("correct"), st.integers(0, 30), DAY, st.sampled_from(["met", "absent"])),
)


def act(path: Path, steps: list[tuple[str, int, int, object]]) -> None:
    """Live through the steps, each a command of its own day."""
    for kind, who, day, what in steps:
        on = DAYS[day]
        now = datetime.combine(on, time(3), tzinfo=UTC)
        with writing(
            Writer(path=path, now=now, line="sales", rep_name="", keep_backups=0)
        ) as session:
            known = alive(session, Customer)
            logged = alive(session, Visit)
            if kind in {"visit", "call", "order", "regrade"} and who >= len(known):
                known = [customers.add(session, name=f"shop {who}", status="active", grade="C")]
            one = known[min(who, len(known) - 1)] if known else None
            if kind in {"visit", "call"}:
                channel = "visit" if kind == "visit" else "phone"
                values = {"visit_date": on, "outcome": what, "channel": channel}
                visits.add(session, visits.Entry(one.id, values))
            elif kind == "order":
                line = Line(None, "clock", "", 1000 * what, "box", 500, 500 * what)
                values = {"order_date": on, "currency": "KRW"}
                orders.add(session, orders.Entry(one.id, values, [line], Scheme("N", "", 3)))
            elif kind == "regrade":
                customers.regrade(session, one, what, on, "")
            elif logged and kind == "delete":
                delete(session, logged[who % len(logged)])
            elif logged and kind == "move":
                change(logged[who % len(logged)], visit_date=on)
            elif logged:
                change(logged[who % len(logged)], outcome=what)


def counts(path: Path, kind: str, period: Period) -> dict[str, object]:
    """What a report of the period says."""
    office = Office(Config(), Calendar(), QUARTER.last)
    with reading(path, lambda: None) as reader:
        content = json.loads(json.dumps(forms.of_kind(kind).gather(reader, office, period, {})))
    if kind == "daily":
        seen = [
            row
            for row in content["visits"]
            if row["outcome"] != "absent" and row["channel"] == "visit"
        ]
        return {"visits": len(seen), "phone_calls": content["quota"]["phone_calls"],
                "absent": content["quota"]["absent"], "quota_days": int(content["quota"]["quota_met"]),
                "grade_changes": len(content["grade_changes"])}  # fmt: skip
    values = {row["key"]: row["value"] for row in content["figures"]}
    found = {key: values[key] for key in ("visits", "phone_calls", "absent", "quota_days")}
    return {
        **found,
        "grade_changes": len(content["grade_changes"]),
        "sold": sum(row["amounts"].get("KRW", 0) for row in content["sales"]),
        "grown": content["cumulative"]["total"] - content["cumulative_before"]["total"],
    }


def added(parts: list[dict[str, object]]) -> dict[str, object]:
    return {key: sum(part[key] for part in parts) for key in parts[0]}


def spans(period_of, period: Period) -> list[Period]:
    found, span = [], period_of(period.start)
    while span.start < period.end:
        found.append(span)
        span = period_of(span.end)
    return found


def raw(path: Path, sql: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchone()[0] or 0


@pytest.fixture
def seoul(monkeypatch, office):
    return office


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, min_size=1, max_size=30))
def test_all_reports_of_a_quarter_agree(tmp_path_factory, empty_file, steps, seoul):
    path = tmp_path_factory.mktemp("office") / "sales.db"
    path.write_bytes(empty_file.read_bytes())
    act(path, steps)
    daily = {day: counts(path, "daily", Period(day, day + timedelta(days=1))) for day in DAYS}
    whole = counts(path, "quarterly", QUARTER)
    months = [counts(path, "monthly", span) for span in spans(month_of, QUARTER)]
    assert added(months) == whole
    assert {key: whole[key] for key in daily[DAYS[0]]} == added(list(daily.values()))
    for week in spans(week_of, QUARTER):
        found = counts(path, "weekly", week)
        inside = [daily[day] for day in DAYS if week.start <= day < week.end]
        assert {key: found[key] for key in inside[0]} == added(inside)
    assert whole["visits"] == raw(path, "SELECT count(*) FROM visit WHERE deleted_at IS NULL AND"
                                  " channel = 'visit' AND outcome <> 'absent'")  # fmt: skip
    assert whole["sold"] == raw(path, "SELECT sum(amount) FROM order_lines")
    assert whole["grown"] == raw(path, "SELECT count(*) FROM customer WHERE deleted_at IS NULL")
    no_visit_twice(path)


def no_visit_twice(path: Path) -> None:
    """Every visit of the file stands in exactly one month, week and day."""
    with reading(path, lambda: None) as reader:
        seen = {
            name: [
                row.id
                for span in spans(period_of, QUARTER)
                for row in figures.facts(reader, Config(), Calendar(), span, QUARTER.last).seen
            ]
            for name, period_of in (("week", week_of), ("month", month_of), ("quarter", quarter_of))
        }
    alive_ids = raw(path, "SELECT count(*) FROM visit WHERE deleted_at IS NULL")
    for ids in seen.values():
        assert len(ids) == len(set(ids)) == alive_ids
