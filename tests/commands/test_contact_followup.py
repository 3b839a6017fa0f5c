"""The people at a customer, and what was left over."""

from __future__ import annotations

import pytest


def people(sales, *options):
    return sales(["contact", "list", *options, "-f", "json"]).json


def open_ones(sales, *options):
    return sales(["followup", "list", *options, "-f", "json"]).json


def test_a_person_with_every_field(hanbit):
    said = hanbit(
        "contact add 한빛 이영희 --position 부장 --phone 010-7777-1111 --email lee@hanbit.kr"
        " --function purchasing --role decides --notes 'likes golf'"
    ).err
    assert said == "Added contact 2: 이영희 at 한빛상사\n"
    row = people(hanbit)[1]
    wanted = {
        "no": 2, "customer_no": 1, "customer": "한빛상사", "name": "이영희", "position": "부장",
        "phone": "010-7777-1111", "email": "lee@hanbit.kr", "function": "purchasing",
        "role": "decides", "main": False, "notes": "likes golf",
    }  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted


def test_the_saved_person_for_scripts(hanbit):
    row = hanbit("contact add 한빛 이영희 -f json").json
    assert people(hanbit)[1] == row


def test_the_main_contact_is_one(hanbit):
    hanbit("contact add 한빛 이영희 --main")
    assert {row["name"]: row["main"] for row in people(hanbit)} == {"이영희": True, "박지성": False}
    assert hanbit("customer list -f json").json[0]["contact"] == "이영희"
    hanbit("contact edit 한빛 박지성 --main")
    assert hanbit("customer list -f json").json[0]["contact"] == "박지성"


def test_the_first_person_is_the_main_one(sales):
    sales("customer add 두리 --incomplete")
    sales("contact add 두리 김철수")
    assert people(sales)[0]["main"] is True


def test_the_same_name_again_is_noticed(hanbit):
    assert "한빛상사 has a 박지성 already, number 1" in hanbit("contact add 한빛 박지성").err


@pytest.mark.parametrize(
    "options, numbers",
    [
        ([], [1, 2, 3]),
        (["한빛"], [1, 2]),
        (["두리"], [3]),
        (["--find", "이"], [2]),
        (["--find", "7777"], [2]),
        (["--find", "010-7777"], [2]),
        (["--find", "77-771"], [2]),
        (["--find", "김7"], []),
        (["--find", "77"], []),
        (["--find", "010"], [2]),
        (["--find", "@"], []),
        (["--find", "한빛"], []),
        (["--limit", "1"], [1]),
    ],
)
def test_which_people(hanbit, options, numbers):
    hanbit("contact add 한빛 이영희 --phone 010-7777-1111")
    hanbit("customer add 두리 --incomplete --contact 김철수")
    assert [row["no"] for row in people(hanbit, *options)] == numbers


@pytest.mark.parametrize(
    "option, key, value",
    [
        ("--name 박지송", "name", "박지송"),
        ("--position 차장", "position", "차장"),
        ("--phone 010-1111-2222", "phone", "010-1111-2222"),
        ("--phone ''", "phone", ""),
        ("--email a@b.c", "email", "a@b.c"),
        ("--function owner", "function", "owner"),
        ("--role gatekeeper", "role", "gatekeeper"),
        ("--notes x", "notes", "x"),
    ],
)
def test_edit(hanbit, option, key, value):
    assert hanbit(f"contact edit 한빛 박지성 {option}").err.startswith("Changed 박지")
    assert people(hanbit)[0][key] == value


def test_function_and_role_are_cleared(hanbit):
    hanbit("contact edit 한빛 박 --function owner --role decides")
    hanbit("contact edit 한빛 박 --function '' --role ''")
    assert (people(hanbit)[0]["function"], people(hanbit)[0]["role"]) == (None, None)


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("contact add 없는집 김", 3, 'no customer fits "없는집"'),
        ("contact add 한빛", 2, "NAME"),
        ("contact add 한빛 김 --function clown", 2, "is not one of owner"),
        ("contact add 한빛 김 --role boss", 2, "is not one of decides"),
        ("contact add 한빛 '김\x07'", 2, "\\x07"),
        ("contact edit 한빛 박", 2, "nothing to change was given"),
        ("contact edit 한빛 99 --phone 1", 3, 'no contact "99"'),
        ("contact edit 한빛 '' --phone 1", 3, "no contact"),
        ("contact delete 한빛 김", 3, 'no contact "김"'),
        ("contact delete 없는집 김", 3, "no customer fits"),
        ("contact list 없는집", 3, "no customer fits"),
        ("contact list --columns nmae", 2, "did you mean `name`"),
    ],
)
def test_what_is_refused(hanbit, line, code, wrong):
    before = people(hanbit)
    assert wrong in hanbit(line, code=code).err
    assert people(hanbit) == before


def test_delete_hides_a_person_and_undo_brings_it_back(hanbit):
    hanbit("visit add 한빛 x --with 박")
    said = hanbit("contact delete 한빛 박지성").err
    assert said == "Deleted contact 박지성 of 한빛상사; `sales undo` brings it back\n"
    assert people(hanbit) == []
    assert hanbit("visit list -f json").json[0]["met"] == "박지성", "what was is kept"
    hanbit("undo")
    assert [row["name"] for row in people(hanbit)] == ["박지성"]


def test_a_follow_up_comes_due(hanbit, at):
    said = hanbit("followup add 한빛 'send samples' --due 'fri 14:00'").err
    assert said == "Saved follow-up 1: 한빛상사, Fri 6 Mar 2026 14:00\n"
    row = open_ones(hanbit)[0]
    wanted = {
        "no": 1, "due_on": "2026-03-06", "due_time": "14:00", "customer": "한빛상사", "grade": "B",
        "text": "send samples", "wished_visit": False, "done_on": None, "visit_no": None,
    }  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted
    assert not hanbit("today -f json").json.get("due")
    at("2026-03-06")
    assert [row["no"] for row in hanbit("today -f json").json["due"]] == [1]


def test_a_follow_up_needs_no_day_and_a_wished_visit_no_text(hanbit):
    assert hanbit("followup add 한빛 x -f json").json["due_on"] is None
    assert hanbit("followup add 한빛 --visit --due fri -f json").json["wished_visit"] is True


@pytest.mark.parametrize(
    "options, numbers",
    [
        ([], [3, 1, 2]),
        (["--done"], [3, 1, 4, 2]),
        (["--due", "thu"], [3]),
        (["--due", "fri"], [3, 1]),
        (["--due", "yesterday"], []),
        (["--customer", "두리"], [2]),
        (["--limit", "1"], [3]),
    ],
)
def test_the_most_urgent_first(hanbit, options, numbers):
    hanbit("customer add 두리 --incomplete")
    for line in ("한빛 one --due fri", "두리 two", "한빛 three --due today", "한빛 four --due sat"):
        hanbit(f"followup add {line}")
    hanbit("followup done 4")
    assert [row["no"] for row in open_ones(hanbit, *options)] == numbers


def test_done_and_moved_by_number(hanbit):
    for text in ("one", "two", "three"):
        hanbit(f"followup add 한빛 {text} --due fri")
    assert hanbit("followup done 1 3").err == "Done: 1 one\nDone: 3 three\n"
    assert "Moved 2 two to Mon 9 Mar 2026" in hanbit("followup move 2 --to 'mon 9:00'").err
    rows = open_ones(hanbit)
    assert [(row["no"], row["due_on"], row["due_time"]) for row in rows] == [
        (2, "2026-03-09", "09:00")
    ]
    hanbit("followup done 2 --on yesterday")
    assert open_ones(hanbit, "--done")[-1]["done_on"] == "2026-03-02"


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("followup done 1 99", 3, "no open follow-up 99"),
        ("followup done 0", 3, "no open follow-up 0"),
        ("followup done x", 2, "NUMBERS"),
        ("followup done", 2, "NUMBERS"),
        ("followup done 1 --on nonsense", 2, "is not a date I know"),
        ("followup move 1", 2, "to which day"),
        ("followup move 1 --to nonsense", 2, "is not a date I know"),
        ("followup move 99 --to fri", 3, "no open follow-up 99"),
        ("followup add 한빛", 2, "what is left to do"),
        ("followup add 한빛 ''", 2, "what is left to do"),
        ("followup add 없는집 x", 3, "no customer fits"),
        ("followup add 한빛 x --due nonsense", 2, "is not a date I know"),
        ("followup add 한빛 'a\x1b'", 2, "\\x1b"),
        pytest.param(
            "followup add 한빛 '  '", 2, "what is left to do",
        ),
        pytest.param(
            "followup done 1 --on tomorrow", 2, "future",
        ),
    ],
)  # fmt: skip
def test_all_or_nothing(hanbit, line, code, wrong):
    hanbit("followup add 한빛 one --due fri")
    assert wrong in hanbit(line, code=code).err
    assert [(row["no"], row["due_on"]) for row in open_ones(hanbit)] == [(1, "2026-03-06")]


def test_a_done_one_is_not_done_again(hanbit):
    hanbit("followup add 한빛 one")
    hanbit("followup done 1")
    assert "no open follow-up 1" in hanbit("followup done 1", code=3).err
    hanbit("undo")
    hanbit("followup done 1 1")


def test_nothing_left_over(hanbit):
    run = hanbit("followup list")
    assert (run.out, run.err) == ("", "nothing is left over\n")
    assert hanbit("followup list -f json").json == []
