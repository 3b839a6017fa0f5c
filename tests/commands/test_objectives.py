"""Objectives before a visit, their review after it, and what comes back in the next brief."""

from __future__ import annotations

import pytest


def prepared(sales):
    """What the brief shows: number, text and how far it was reached."""
    rows = sales("customer brief 한빛 -f json").json["objectives"]
    return [(row["no"], row["text"], row.get("reached")) for row in rows]


def test_an_objective_with_everything_that_belongs_to_it(hanbit):
    said = hanbit(
        "visit objective 한빛 'restock order' --kind order --question 'discount?'"
        " --answer '5 % from 100' --material 'price list' --obstacle 'buyer away'"
        " --solution 'ask the owner' --on fri"
    ).err
    assert said == "Saved objective 1 for 한빛상사: restock order – Fri 6 Mar 2026\n"
    row = hanbit("customer brief 한빛 -f json").json["objectives"][0]
    wanted = {
        "no": 1, "text": "restock order", "kind": "order", "questions": "discount?",
        "answers": "5 % from 100", "material": "price list", "obstacles": "buyer away",
        "solutions": "ask the owner",
    }  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted


@pytest.mark.parametrize("kind", ["relation", "order", "information", "payment", "service"])
def test_kinds(hanbit, kind):
    hanbit(f"visit objective 한빛 x --kind {kind}")
    assert hanbit("customer brief 한빛 -f json").json["objectives"][0]["kind"] == kind


@pytest.mark.parametrize(
    "line, code",
    [
        ("visit objective 한빛", 2),
        ("visit objective 한빛 x --kind fun", 2),
        ("visit objective 한빛 x --on nonsense", 2),
        ("visit objective 없는집 x", 3),
        ("visit objective 한빛 'a\x07'", 2),
        pytest.param(
            "visit objective 한빛 ''", 2,
        ),
        pytest.param(
            "visit objective 한빛 '  '", 2,
        ),
    ],
)  # fmt: skip
def test_what_is_no_objective(hanbit, line, code):
    hanbit(line, code=code)
    assert prepared(hanbit) == []


def test_the_visit_that_comes_takes_the_objectives(hanbit):
    hanbit("visit objective 한빛 restock")
    hanbit("visit objective 한빛 'next week' --on 'in 7 days'")
    hanbit("visit add 한빛 'called first' --channel phone")
    hanbit("visit add 한빛 --outcome absent")
    assert len(prepared(hanbit)) == 2, "neither a call nor a no-show"
    hanbit("visit add 한빛 'came' --objective 'show it'")
    goals = hanbit("visit show last -f json").json["objectives"]
    assert {goal["text"] for goal in goals} == {"restock", "show it"}
    assert ("next week") in {text for _no, text, _reached in prepared(hanbit)}


def test_reviewed_goal_by_goal(hanbit):
    hanbit("visit add 한빛 came --objective one --objective two --objective three")
    hanbit("visit review last 1 --reached yes")
    hanbit("visit review last 2 --reached PARTLY --cause 'buyer away' --remedy 'call Monday'")
    hanbit("visit review last 3 --reached no --cause 'no money'")
    goals = hanbit("visit show last -f json").json["objectives"]
    assert [(goal["reached"], goal["cause"], goal["remedy"]) for goal in goals] == [
        ("yes", "", ""),
        ("partly", "buyer away", "call Monday"),
        ("no", "no money", ""),
    ]
    assert prepared(hanbit) == [(2, "two", "partly"), (3, "three", "no")]


def test_what_was_not_reached_comes_back_until_it_is(hanbit, at):
    hanbit("visit add 한빛 came --objective restock")
    hanbit("visit review last --reached no --cause 'buyer away'")
    at("2026-03-10")
    assert prepared(hanbit) == [(1, "restock", "no")]
    hanbit("visit review 1 1 --reached yes")
    assert prepared(hanbit) == []


def test_an_objective_that_was_not_reviewed_is_not_forgotten(hanbit, at):
    hanbit("visit add 한빛 came --objective restock")
    at("2026-03-10")
    assert prepared(hanbit) == [(1, "restock", None)]


def test_a_single_objective_needs_no_number(hanbit):
    hanbit("visit add 한빛 came --objective one")
    assert hanbit("visit review --reached yes").err == "Reviewed visit 1: 한빛상사\n"
    assert hanbit("visit show 1 -f json").json["objectives"][0]["reached"] == "yes"


def test_the_rep_s_own_review(hanbit):
    hanbit("visit add 한빛 came")
    hanbit("visit review last --lesson 'talked too long' --improvement 'ask first'")
    page = hanbit("visit show 1 -f json").json["visit"]
    assert (page["lesson"], page["improvement"]) == ("talked too long", "ask first")


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("visit review last", 2, "nothing to review was given"),
        ("visit review last --cause x", 2, "`--cause` goes only with `--reached`"),
        ("visit review last 1 --reached maybe", 2, "is not one of yes, partly, no"),
        ("visit review last --reached yes", 2, "visit 1 has several objectives"),
        ("visit review last 9 --reached yes", 3, "visit 1 has no objective 9"),
        ("visit review last x --reached yes", 2, "OBJECTIVE"),
        ("visit review 7 1 --reached yes", 3, "no visit 7"),
    ],
)
def test_what_cannot_be_reviewed(hanbit, line, code, wrong):
    hanbit("visit add 한빛 came --objective one --objective two")
    assert wrong in hanbit(line, code=code).err
    goals = hanbit("visit show 1 -f json").json["objectives"]
    assert [goal["reached"] for goal in goals] == [None, None]


def test_a_review_is_one_step_of_undo(hanbit):
    hanbit("visit add 한빛 came --objective one")
    hanbit("visit review last 1 --reached no --cause x --lesson y")
    hanbit("undo")
    page = hanbit("visit show 1 -f json").json
    assert page["objectives"][0]["reached"] is None
    assert "lesson" not in page["visit"]


def test_a_visit_without_objectives_says_so(hanbit):
    hanbit("visit add 한빛 came")
    said = hanbit("visit review last --reached yes").err
    assert said == "visit 1 has no objectives\n"


def test_the_brief_before_the_door(hanbit, at):
    hanbit(
        "customer edit 한빛 --needs 'cheaper boxes' --products 'boxes 20×30' --suppliers 두리"
        " --purchase-plan 'quarterly' --hours 'mon-fri 09:30-12:00; closed wed'"
        " --budget '2026 5,000,000'"
    )
    hanbit("visit objective 한빛 'restock'")
    hanbit("followup add 한빛 'send samples' --due fri")
    for day in ("2026-02-02", "2026-02-10", "2026-02-20", "2026-03-02"):
        hanbit(f"visit add 한빛 'seen on {day}' --on {day} --objection 'too dear'")
    at("2026-03-04")
    page = hanbit("customer brief 한빛").out
    assert page.startswith("Before the visit: 한빛상사\n")
    for text in (
        "Contact         박지성 과장 02-555-1234",
        "Visiting hours  mon,tue,thu,fri 09:30-12:00",
        "Needs           cheaper boxes",
        "Usual products  boxes 20×30",
        "Suppliers       두리",
        "Purchase plan   quarterly",
        "Fri 6 Mar",
        "too dear",
    ):
        assert text in page
    data = hanbit("customer brief 한빛 -f json").json
    assert [row["content"] for row in data["visits"]] == [
        "seen on 2026-03-02", "seen on 2026-02-20", "seen on 2026-02-10",
    ]  # fmt: skip
    assert data["followups"][0]["text"] == "send samples"
    assert data["budgets"][0]["amount"] == 5000000
    assert data["budgets"][0]["share"] is None, "unknown without orders, never 0 %"
    assert data["quarter"]["done"] == 4


def test_a_visit_of_before_the_objective_was_written_does_not_take_it(hanbit, at):
    at("2026-03-04T10:00")
    hanbit("visit objective 한빛 restock")
    assert "restock" not in hanbit("visit add 한빛 came --on 'last mon'").err
    assert prepared(hanbit) == [(1, "restock", None)]
    assert "objective 1 restock" in hanbit("visit add 한빛 came").err
    assert hanbit("visit show last -f json").json["objectives"][0]["text"] == "restock"
    assert hanbit("visit show 1 -f json").json["objectives"] == []


def test_an_objective_for_an_earlier_day_goes_with_the_visit_of_that_day(hanbit, at):
    at("2026-03-02T10:00")
    hanbit("visit objective 한빛 restock --on wed")
    at("2026-03-05T10:00")
    hanbit("visit add 한빛 came --on tue")
    assert "objective 1 restock" in hanbit("visit add 한빛 came --on wed").err
