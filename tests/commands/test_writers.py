"""Every writer prints, with `-f json`, the record it saved, and ignores no option."""

from __future__ import annotations

import pytest

BEFORE = (
    "customer add 두리무역 --incomplete --grade C",
    "product add widget --code W3 --price 12000",
    "order add 한빛 'widget x 2 @ 12000'",
    "visit objective 한빛 'restock' --kind order --on yesterday",
    "visit add 한빛 'showed it' --result fine --on yesterday --minutes 20",
    "followup add 한빛 samples --due fri",
    "followup add 두리 call",
    "plan add 'three visits' --support 'a van' --for 'this week'",
    "plan add 'two more' --for 'this week'",
    "meeting add today --minutes prices",
    "meeting action 'new list' --owner Park",
    "report daily yesterday --submit --anyway x",
)
# what is typed, and what of the record it must say; a list where several may be named
WRITERS = [
    ("customer add 미래 --incomplete", {"name": "미래", "no": 3}),
    ("customer edit 한빛 --area 역삼", {"name": "한빛상사", "area": "역삼"}),
    ("customer delete 두리", {"name": "두리무역", "no": 2}),
    ("customer grade 한빛 A --reason near", {"from_grade": "B", "to_grade": "A", "reason": "near"}),
    ("customer grade 한빛 B", {"to_grade": "B"}),
    ("customer claim 한빛 --need chairs", {"kind": "reported", "customer": "한빛상사"}),
    ("customer assign 한빛 --to Lee --by Park --reason x",
     [{"kind": "assign", "to_rep": "Lee", "decided_by": "Park"}]),
    ("customer merge 한빛 두리 --yes", {"name": "한빛상사", "no": 1}),
    ("contact add 한빛 이영희", {"name": "이영희", "no": 2}),
    ("contact edit 한빛 박지성 --position 부장", {"name": "박지성", "position": "부장"}),
    ("contact delete 한빛 박지성", {"name": "박지성", "no": 1}),
    ("visit add 한빛 x", {"no": 2, "content": "x"}),
    ("visit edit 1 --minutes 25", {"no": 1, "minutes": 25}),
    ("visit edit 1 --minutes 20", {"no": 1, "minutes": 20}),
    ("visit delete 1", {"no": 1, "content": "showed it"}),
    ("visit objective 한빛 'new order'", {"no": 2, "text": "new order", "reached": None}),
    ("visit review 1 1 --reached partly --lesson slow", {"no": 1, "lesson": "slow", "objectives": None}),
    ("followup add 한빛 quote", {"no": 3, "text": "quote"}),
    ("followup done 1 2", [{"no": 1, "done_on": "2026-03-03"}, {"no": 2}]),
    ("followup move 1 --to 2026-03-09", [{"no": 1, "due_on": "2026-03-09"}]),
    ("followup edit 1 --text quote --due ''", {"no": 1, "text": "quote", "due_on": None}),
    ("followup delete 1 2", [{"no": 1, "text": "samples"}, {"no": 2, "text": "call"}]),
    ("objective add 한빛 'new order'", {"no": 2, "text": "new order", "visit_no": None}),
    ("objective edit 1 --material prices", {"no": 1, "material": "prices", "text": "restock"}),
    ("objective delete 1", [{"no": 1, "text": "restock", "visit_no": 1}]),
    ("order add 한빛 'widget x 1 @ 10'", {"no": 2, "amount": 10}),
    ("order edit last --terms cash", {"no": 1, "terms": "cash"}),
    ("order delete last", {"no": 1, "amount": 24000}),
    ("product add bolt", {"no": 2, "name": "bolt"}),
    ("product edit W3 --unit box", {"no": 1, "unit": "box"}),
    ("product fab W3 --benefit light", {"no": 1, "fab": [
        {"feature": "", "advantage": "", "benefit": "light"}]}),
    ("product delete W3", {"no": 1, "code": "W3"}),
    ("plan add 'one more'", {"no": 3, "text": "one more", "done": 0}),
    ("plan done 1 2 --percent 50", [{"no": 1, "done": 50}, {"no": 2, "done": 50}]),
    ("plan edit 1 --text 'four visits'", {"no": 1, "text": "four visits"}),
    ("plan delete 1", [{"no": 1, "text": "three visits"}]),
    ("plan arrange 1 'van booked' --by Park", {"no": 1, "arranged": "van booked"}),
    ("plan carry 1", [{"no": 3, "text": "three visits", "times_carried": 1}]),
    ("plan draft --take 1", [{"no": 3}]),
    ("meeting add today --title weekly", {"no": 2, "title": "weekly", "actions": []}),
    ("meeting edit 1 --chair Park", {"no": 1, "chair": "Park", "minutes": "prices"}),
    ("meeting delete 1", {"no": 1, "minutes": "prices"}),
    ("meeting action call --owner Kim", {"no": 2, "owner": "Kim", "meeting_no": 1}),
    ("meeting done 1 --result sent", [{"no": 1, "result": "sent", "done_on": "2026-03-03"}]),
    ("report review yesterday good --by Park", {"state": "reviewed", "remark": "good"}),
    ("archive password --told manager", {"set_on": "2026-03-03", "told_to": "manager"}),
    ("config set quota.goal 6", {"setting": "quota.goal", "value": "6"}),
    ("undo", {"command": f"sales {BEFORE[-2]}", "rows": 1}),
    ("data backup", {"path": None}),
]  # fmt: skip


@pytest.fixture
def office_at_work(hanbit):
    for line in BEFORE:
        hanbit(line)
    return hanbit


def says(record, wanted):
    for key, value in wanted.items():
        assert key in record
        assert value is None or record[key] == value


@pytest.mark.parametrize("line, wanted", WRITERS, ids=[line for line, _wanted in WRITERS])
def test_a_writer_prints_what_it_saved(office_at_work, line, wanted):
    printed = office_at_work(f"{line} -f json").json
    assert isinstance(printed, type(wanted))
    if isinstance(wanted, dict):
        says(printed, wanted)
        return
    assert len(printed) == len(wanted)
    for record, its in zip(printed, wanted, strict=True):
        says(record, its)


@pytest.mark.parametrize("line, wanted", WRITERS, ids=[line for line, _wanted in WRITERS])
def test_a_writer_says_on_stderr_what_it_did(office_at_work, line, wanted):
    run = office_at_work(line)
    assert run.out == ""
    assert run.err


@pytest.mark.parametrize(
    "line, only",
    [
        ("undo", "--list"),
        ("data backup", "--list"),
        ("customer grade 한빛 A", "--suggest"),
        ("customer merge 한빛 두리 --yes", "--dry-run"),
        ("plan draft --take 1", "--take"),
    ],
)
def test_output_is_refused_where_there_is_none(office_at_work, office, line, only):
    run = office_at_work(f"{line} -o made.json", code=2)
    assert run.err.startswith("error: `-o` ")
    assert only in run.err.splitlines()[0]
    assert not (office / "made.json").exists()
    assert office_at_work("undo --list -f json").json[0]["command"] == f"sales {BEFORE[-2]}"


@pytest.mark.parametrize(
    "line, option",
    [
        ("customer grade 한빛 --reason x", "--reason"),
        ("customer grade 한빛 A --suggest", "GRADE"),
        ("visit review 1 --lesson slow --cause x", "--cause"),
        ("visit review 1 --lesson slow --remedy x", "--remedy"),
        ("report daily --reason x", "--reason"),
        ("report daily --anyway x", "--anyway"),
        ("plan list 'this month' --support", "PERIOD"),
    ],
)
def test_an_option_that_would_say_nothing_is_refused(office_at_work, line, option):
    run = office_at_work(line, code=2)
    assert run.out == ""
    assert run.err.startswith(f"error: `{option}` goes only with ")


def test_all_actions_of_one_person(office_at_work):
    office_at_work("meeting action old --owner Kim")
    office_at_work("meeting done 1")
    found = office_at_work("meeting actions --all --owner park -f json").json
    assert [row["no"] for row in found] == [1]


def test_a_trial_archive_writes_no_workbook(office_at_work):
    run = office_at_work("archive make --dry-run -o a.xlsx", code=2)
    assert run.err.startswith("error: `-o` goes only with the workbook, without `--dry-run`")
