"""Completing, correcting, hiding and bringing back a visit."""

from __future__ import annotations

import pytest


@pytest.fixture
def visited(hanbit):
    """One visit of today, 9:40, that still lacks nearly everything."""
    hanbit("visit add 한빛 'showed it' --at 9:40 --minutes 20")
    return hanbit


def visit(sales, number=1):
    return next(row for row in sales("visit list -f json").json if row["no"] == number)


@pytest.mark.parametrize("named", ["1", "#1", "last", "LAST", "마지막", "último", "最后"])
def test_how_a_visit_may_be_named(visited, named):
    visited(["visit", "edit", named, "--result", "ok"])
    assert visit(visited)["result"] == "ok"


@pytest.mark.parametrize("named", ["0", "2", "99999999999999999999", "x", "''", "1.5", "#"])
def test_no_such_visit(visited, named):
    for line in ("visit edit {} --note x", "visit show {}", "visit delete {}", "visit review {} 1"):
        run = visited(line.format(named) + " --reached yes" * ("review" in line), code=3)
        assert "`sales visit list`" in run.err
    assert visit(visited)["content"] == "showed it"


@pytest.mark.parametrize(
    "options, changed",
    [
        ("--note 'showed all'", {"content": "showed all"}),
        ("--with 박", {"met": "박지성"}),
        ("--result 'wants a quote'", {"result": "wants a quote"}),
        ("--problem none", {"problems": "none"}),
        ("--objection 'too dear'", {"objections": "too dear"}),
        ("--minutes 35", {"minutes": 35, "visit_time": "09:40"}),
        ("--at 10:15", {"visit_time": "10:15", "visit_date": "2026-03-03"}),
        ("--on yesterday --at 15:00", {"visit_date": "2026-03-02", "visit_time": "15:00"}),
        ("--channel video", {"channel": "video"}),
        ("--purpose return", {"purpose": "return"}),
        ("--outcome absent --card-left", {"outcome": "absent", "card_left": True}),
        ("--next 'fri 14:00'", {"next_on": "2026-03-06", "next_time": "14:00"}),
    ],
)
def test_an_edit_changes_what_was_typed_and_nothing_else(visited, options, changed):
    before = visit(visited)
    run = visited(f"visit edit 1 {options}")
    assert run.err.startswith("Changed visit 1: 한빛상사, ")
    after = visit(visited)
    differ = {key for key in before if before[key] != after[key]} - {"updated_at"}
    assert differ <= changed.keys()
    assert {key: after[key] for key in changed} == changed


def test_capture_first_complete_later(visited):
    assert [row["no"] for row in visited("visit list --incomplete -f json").json] == [1]
    assert visited("today -f json").json["incomplete"][0]["missing"] == [
        "met",
        "result",
        "problems",
    ]
    said = visited("visit edit last --with 박 --result 'wants a quote'").err
    assert "still missing: problems (`sales visit edit 1 --problem …`)" in said
    assert "missing" not in visited("visit edit last --problem none").err
    assert visited("visit list --incomplete -f json").json == []
    assert visited("today -f json").json.get("incomplete", []) == []


def test_a_field_is_emptied_with_nothing(visited):
    visited("visit edit 1 --result 'wrong'")
    visited("visit edit 1 --result ''")
    assert visit(visited)["result"] == ""


@pytest.mark.parametrize("line", ["visit edit 1", "visit edit last"])
def test_nothing_to_change(visited, line):
    run = visited(line, code=2)
    assert "nothing to change was given" in run.err


@pytest.mark.parametrize(
    "options, wrong, code",
    [
        ("--on tomorrow", "in the future", 2),
        ("--at 23:00", "23:00 has not come yet", 2),
        ("--at ''", "is not a time I know", 2),
        ("--minutes -1", "is not a visit", 2),
        ("--next yesterday", "in the past", 2),
        ("--outcome meet", "is not one of", 2),
        ("--with 김", "no contact", 3),
        ("--closes 5", "no open follow-up 5", 3),
        ("--note 'a\x07'", "\\x07", 2),
    ],
)
def test_what_does_not_fit_changes_nothing(visited, options, wrong, code):
    before = visit(visited)
    run = visited(f"visit edit 1 --result 'typed with care' {options}", code=code)
    assert wrong in run.err
    assert "ed: sales visit edit 1 --result 'typed with care'" in run.err.replace(
        "again:", "typed:"
    )
    assert visit(visited) == before


def test_a_time_of_an_older_visit_may_be_later_than_now(hanbit):
    hanbit("visit add 한빛 x --on yesterday")
    hanbit("visit edit 1 --at 17:00")
    assert visit(hanbit)["visit_time"] == "17:00"
    assert visit(hanbit)["visit_date"] == "2026-03-02"


def test_another_day_keeps_the_time(visited):
    visited("visit edit 1 --on yesterday")
    assert (visit(visited)["visit_date"], visit(visited)["visit_time"]) == ("2026-03-02", "09:40")


def test_the_same_day_again_keeps_the_time(visited):
    visited("visit edit 1 --on today")
    assert visit(visited)["visit_time"] == "09:40"


def test_the_note_is_emptied_like_any_other_field(visited):
    visited("visit edit 1 --note ''")
    assert visit(visited)["content"] == ""


def test_the_next_visit_is_taken_away(visited):
    visited("visit edit 1 --next fri")
    visited("visit edit 1 --next ''")
    assert visit(visited)["next_on"] is None
    assert visited("followup list -f json").json == []


def test_the_same_value_again_is_no_change(visited):
    assert "Changed" not in visited("visit edit 1 --note 'showed it'").err


def test_the_follow_up_of_a_visit_moves_with_it(visited):
    visited("visit edit 1 --follow-up 'send samples'")
    visited("visit edit 1 --next fri")
    visited("visit edit 1 --follow-up 'send samples and prices'")
    rows = visited("followup list -f json").json
    assert [(row["text"], row["due_on"]) for row in rows] == [
        ("send samples and prices", "2026-03-06")
    ]


def test_a_closed_follow_up_is_not_changed_a_new_one_is_made(visited):
    visited("visit edit 1 --follow-up 'send samples'")
    visited("followup done 1")
    visited("visit edit 1 --follow-up 'call'")
    rows = visited("followup list --done -f json").json
    assert {row["no"]: row["text"] for row in rows} == {1: "send samples", 2: "call"}


def test_the_people_met_are_replaced(visited):
    visited("contact add 한빛 김철수 --phone 010-7777-0001")
    visited("visit edit 1 --with 박 --with 김")
    visited("visit edit 1 --with 김")
    assert visit(visited)["met"] == "김철수"
    visited("visit edit 1 --result ok")
    assert visit(visited)["met"] == "김철수"
    assert visited("report daily -f json").json["visits"][0]["phone"] == "010-7777-0001"


def test_the_people_met_are_taken_away(visited):
    visited("visit edit 1 --with 박")
    visited("visit edit 1 --with ''")
    assert visit(visited)["met"] == ""


def test_every_correction_is_kept_with_what_stood_before(visited):
    visited("visit edit 1 --result first")
    visited("visit edit 1 --result second")
    changes = visited("visit show 1 -f json").json["changes"]
    assert [(row["field"], row["old"], row["new"]) for row in changes] == [
        ("result", "", "first"),
        ("result", "first", "second"),
    ]
    assert changes[1]["command"] == "sales visit edit 1 --result second"


def test_a_grade_given_later_does_not_change_the_grade_at_the_visit(visited):
    visited("visit edit 1 --grade A --reason 'order near'")
    assert visit(visited)["grade_at_visit"] == "B"
    assert visited("customer list -f json").json[0]["grade"] == "A"


def test_a_correction_after_submission_is_allowed_and_said(visited):
    visited("visit edit 1 --with 박 --result ok --problem none")
    visited("report daily --submit")
    said = visited("visit edit 1 --result 'order of 20'").err
    assert "the report of that day is submitted and stays as it was" in said
    assert (
        visited("report show -f json")
        .json["visits"][0]["course"]
        .endswith("Result: ok\nProblems: none")
    )


def test_delete_hides_and_undo_brings_back(visited):
    visited("visit edit 1 --with 박 --objective restock --follow-up 'send samples'")
    whole = visited("visit show 1 -f json").json
    said = visited("visit delete 1").err
    assert said == "Deleted visit 1: 한빛상사, Tue 3 Mar 2026; `sales undo` brings it back\n"
    assert visited("visit list -f json").json == []
    assert visited("followup list -f json").json == []
    assert visited("today -f json").json["visits"] == []
    visited("visit show 1", code=3)
    visited("undo")
    back = visited("visit show 1 -f json").json
    assert {**back, "changes": 0} == {**whole, "changes": 0}


def test_a_deleted_visit_opens_the_follow_up_again_that_it_closed(hanbit):
    hanbit("followup add 한빛 'send samples'")
    hanbit("visit add 한빛 x --closes 1")
    hanbit("visit delete 1")
    assert [row["no"] for row in hanbit("followup list -f json").json] == [1]
    hanbit("undo")
    assert hanbit("followup list -f json").json == []


def test_a_deleted_visit_gives_back_the_objectives_prepared_before_it(hanbit):
    hanbit("visit objective 한빛 restock")
    hanbit("visit add 한빛 x")
    hanbit("visit delete 1")
    assert [row["text"] for row in hanbit("customer brief 한빛 -f json").json["objectives"]] == [
        "restock"
    ]


def test_undo_goes_back_step_by_step(visited):
    visited("visit edit 1 --result one")
    visited("visit edit 1 --result two")
    for wanted in ("one", ""):
        assert "Undone: sales visit edit 1" in visited("undo").err
        assert visit(visited)["result"] == wanted


def test_the_page_of_a_visit(visited):
    visited("visit edit 1 --with 박 --next 'fri 14:00' --follow-up 'send samples'")
    page = visited("visit show last").out
    assert page.startswith("Visit 1: 한빛상사\n\nDay ")
    for line in (
        "Time                09:40",
        "Minutes             20",
        "Met                 박지성",
        "What happened       showed it",
        "Next visit          Fri 6 Mar 2026",
        "Missing             result, problems",
    ):
        assert line in page.splitlines()
    assert "send samples" in page
