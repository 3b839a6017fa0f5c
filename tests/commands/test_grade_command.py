"""Grades: change with a reason, history, the rule's suggestion, the flag "regrade?"."""

from __future__ import annotations

import pytest


def steps(sales, name="한빛"):
    rows = sales(f"customer grade {name} -f json").json
    return [(row["changed_on"], row["from_grade"], row["to_grade"], row["reason"]) for row in rows]


def test_a_change_with_its_reason_is_kept(hanbit):
    said = hanbit("customer grade 한빛 a --reason 'order next week'").err
    assert said == "한빛상사: B → A; it will stand in the day's report\n"
    hanbit("customer grade 한빛 C --on yesterday --reason 'order lost'")
    assert hanbit("customer list -f json").json[0]["grade"] == "C"
    assert set(steps(hanbit)) == {
        ("2026-03-03", None, "B", ""),
        ("2026-03-03", "B", "A", "order next week"),
        ("2026-03-02", "A", "C", "order lost"),
    }
    row = hanbit("customer grade 한빛 -f json").json[0]
    assert row["rep"] == "김민수"


def test_the_same_grade_again_is_no_step(hanbit):
    assert "한빛상사 is B already" in hanbit("customer grade 한빛 B").err
    assert len(steps(hanbit)) == 1


@pytest.mark.parametrize(
    "line, code",
    [
        ("customer grade 한빛 E", 2),
        ("customer grade 한빛 ''", 0),  # the history
        ("customer grade", 2),
        ("customer grade 없는집 A", 3),
        ("customer grade 한빛 A --on nonsense", 2),
        ("customer grade 한빛 A --reason 'a\x07'", 2),
        pytest.param(
            "customer grade 한빛 A --on tomorrow", 2,
        ),
    ],
)  # fmt: skip
def test_what_is_no_grade(hanbit, line, code):
    hanbit(line, code=code)
    assert hanbit("customer list -f json").json[0]["grade"] == "B"


def test_an_edit_and_a_visit_keep_the_step_too(hanbit):
    hanbit("customer edit 한빛 --grade A --reason 'bigger order'")
    hanbit("visit add 한빛 x --on yesterday --grade D --reason closed")
    assert [step[1:] for step in sorted(steps(hanbit), key=lambda step: str(step[2]))] == [
        ("B", "A", "bigger order"), (None, "B", ""), ("A", "D", "closed"),
    ]  # fmt: skip


def test_undo_takes_the_step_back_with_the_grade(hanbit):
    hanbit("customer grade 한빛 A")
    hanbit("undo")
    assert len(steps(hanbit)) == 1
    assert hanbit("customer list -f json").json[0]["grade"] == "B"


@pytest.mark.parametrize(
    "known, suggested, reason",
    [
        ("", "D", "no plan to buy known"),
        ("--need-clear", "C", "clear need, no date yet"),
        ("--need-clear --expected 2026-04-03", "A", "clear need, buys within a month"),
        ("--need-clear --expected 2026-04-04", "B", "clear need, buys within 3 months"),
        ("--need-clear --expected 2026-06-04", "C", "clear need, buys within 6 months"),
        ("--need-clear --expected 2026-09-04", "D", "more than 6 months from now"),
        ("--tracking-since 2025-09-03", "C", "followed for less than 6 months"),
        ("--tracking-since 2025-09-02", "D", "followed for more than 6 months"),
    ],
)
def test_what_the_rule_says_of_one_customer(hanbit, known, suggested, reason):
    if known:
        hanbit(f"customer edit 한빛 {known}")
    row = hanbit("customer grade 한빛 --suggest -f json").json[0]
    assert (row["grade"], row["suggested"]) == ("B", suggested)
    assert reason in row["reason"]


def test_suggestions_name_only_those_that_differ(hanbit):
    hanbit("customer add 두리 --incomplete --grade A --need-clear --expected 'in 2 weeks'")
    hanbit("customer add 세나 --incomplete --grade D --need-clear --expected 'in 2 weeks'")
    rows = hanbit("customer grade --suggest -f json").json
    assert [(row["name"], row["grade"], row["suggested"]) for row in rows] == [("세나", "D", "A")]
    assert hanbit("customer list -f json").json[0]["grade"] == "A", "nothing is changed"


def test_regrade_flags(hanbit, at):
    hanbit("customer edit 한빛 --grade A --need-clear --expected 2026-04-03")
    hanbit("customer add 두리 --incomplete --grade C")
    assert hanbit("customer list --regrade -f json").json == []
    at("2026-03-02")
    assert [row["name"] for row in hanbit("customer list --regrade -f json").json] == ["한빛상사"]
    assert hanbit("customer show 한빛 -f json").json["wish"]["regrade"] == (
        "expected more than a month away"
    )
    at("2026-04-04")
    assert "the expected date has passed" in hanbit("customer show 한빛").out


def test_the_day_s_report_lists_the_changes_of_its_day(hanbit):
    hanbit("customer add 두리 --incomplete --grade A")
    hanbit("customer grade 한빛 A --reason 'order near'")
    hanbit("customer grade 두리 C --on yesterday --reason cold")
    rows = hanbit("report daily -f json").json["grade_changes"]
    assert rows == [
        {"customer": "한빛상사", "from_grade": "B", "to_grade": "A", "reason": "order near"}
    ]
    rows = hanbit("report daily yesterday -f json").json["grade_changes"]
    assert [(row["customer"], row["to_grade"]) for row in rows] == [("두리", "C")]
    assert "Grade changes" in hanbit("report daily").out


def test_a_first_grade_is_no_change(sales):
    sales("customer add 두리 --incomplete --grade A")
    assert not sales("report daily -f json").json.get("grade_changes")


def reported(sales):
    page = sales("report daily -f json").json
    return [(row["to_grade"], row["reason"]) for row in page["grade_changes"]]


@pytest.mark.parametrize(
    "line", ["customer grade 한빛 A", "customer edit 한빛 --grade A", "visit add 한빛 x --grade A"]
)
def test_a_step_without_a_reason_says_how_to_give_one(hanbit, line):
    said = hanbit(line).err
    assert "the report wants to know why: `sales customer grade '#1' A --reason …`" in said
    assert reported(hanbit) == [("A", "")]
    assert "B → A: buys soon" in hanbit("customer grade '#1' A --reason 'buys soon'").err
    assert reported(hanbit) == [("A", "buys soon")]
    assert "is A already" in hanbit("customer grade '#1' A --reason 'another'").err
    hanbit("undo")
    assert reported(hanbit) == [("A", "")]


@pytest.mark.parametrize(
    "line", ["customer grade 한빛 A", "customer edit 한빛 --grade A", "visit add 한빛 x --grade A"]
)
def test_on_a_terminal_the_reason_is_asked(hanbit, line):
    said = hanbit(line, tty=True, input="buys soon\n").err
    assert "Why B → A, for the report (empty: none): " in said
    assert "wants to know" not in said
    assert reported(hanbit) == [("A", "buys soon")]


def test_a_first_grade_needs_no_reason(hanbit):
    hanbit("customer add 두리 --incomplete")
    assert "why" not in hanbit("customer grade 두리 A", tty=True).err
