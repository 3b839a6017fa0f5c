"""Merging any two customers loses nothing, keeps the first report, and undo parts them again."""

from __future__ import annotations

import shlex
import shutil
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salescli import cli

pytestmark = pytest.mark.usefixtures("quick_disk")
OPTIONS = {
    "--phone": ["02-555-1234", "02-777-0000", "010-1-2222 / 02-333-4444"],
    "--area": ["강남", "서초"],
    "--address": ["서울 1", "Calle Mayor 3"],
    "--grade": ["A", "B"],
    "--status": ["active", "lost"],
    "--code": ["D-7", "X"],
    "--place": ["37.5, 127", "31.2, 121.4"],
    "--tag": ["vip", "new,fair"],
    "--notes": ["one\ntwo", "two"],
    "--needs": ["60 chairs"],
    "--budget": ["2026 100 paper", "2026 200 Paper", "2027 5"],
    "--contact": ["박지성", "박지성 과장", "Inés Núñez"],
    "--mobile": ["010-1111-2222", "02-555-1234"],
    "--expected": ["2026-05-01"],
}
FORMS = st.fixed_dictionaries({}, optional={key: st.sampled_from(v) for key, v in OPTIONS.items()})
TAKES = st.dictionaries(
    st.sampled_from(["name", "phone", "grade", "place", "notes", "owner", "code", "target"]),
    st.sampled_from("AB"),
    max_size=3,
)
MODEST = settings(
    max_examples=12, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


def typed(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert not ended.value.code, shlex.join(words)


def added(name: str, form: dict[str, str]) -> list[str]:
    given = {key: value for key, value in form.items()
             if "--contact" in form or key != "--mobile"}  # fmt: skip
    pairs = [word for pair in given.items() for word in pair]
    return ["customer", "add", name, "--incomplete", "--force", *pairs]


@MODEST
@given(one=FORMS, other=FORMS, takes=TAKES, turned=st.booleans())
def test_undo_of_a_merge_parts_the_two(
    sales, file, empty_file, content, monkeypatch, one, other, takes, turned
):
    monkeypatch.setattr(sys, "argv", ["sales"])
    shutil.copy(empty_file, file)
    monkeypatch.setenv("SALES_TODAY", "2026-03-02")
    typed(added("한빛상사", one))
    typed(["visit", "add", "#1", "first", "--follow-up", "call", "--objective", "restock"])
    monkeypatch.setenv("SALES_TODAY", "2026-03-03")
    if other.get("--code") == one.get("--code"):
        other = {key: value for key, value in other.items() if key != "--code"}
    typed(added("두리물산", other))
    typed(["visit", "add", "#2", "second", "--order", "pen x 3 @ 5"])
    before = content()
    named = ["#2", "#1"] if turned else ["#1", "#2"]
    chosen = [word for field, side in takes.items() for word in ("--take", f"{field}={side}")]
    typed(["customer", "merge", *named, "--yes", *chosen])
    after = content()
    [left] = after["customers"]
    assert (left["no"], left["reported_at"]) == (1, before["customers"][0]["reported_at"])
    for view in ("visits", "followups", "objectives", "orders"):
        assert {row["id"] for row in after[view]} == {row["id"] for row in before[view]}
        assert {row["customer_id"] for row in after[view]} == {left["id"]}
    assert {row["customer_id"] for row in after["contacts"]} <= {left["id"]}
    assert sum(row["main"] for row in after["contacts"]) == bool(after["contacts"])
    assert len({(row["year"], row["category"].lower()) for row in after["budgets"]}) == len(
        after["budgets"]
    )
    typed(["undo"])
    assert content() == before
