"""On a terminal the tool asks; Ctrl-D and Ctrl-C leave nothing behind."""

from __future__ import annotations

import pytest


def typed(*lines):
    return "".join(f"{line}\n" for line in lines)


def nothing_saved(sales, listed="visit"):
    return sales(f"{listed} list -f json").json == []


def test_a_visit_question_by_question(hanbit):
    run = hanbit(
        "visit add", tty=True,
        input=typed("한빛", "", "", "showed it", "wants a quote", "none", "send quote", "fri 14:00"),
    )  # fmt: skip
    assert run.out == "", "prompts are no data"
    for question in (
        "Customer: ",
        "Outcome (met, absent, refused, postponed) [met]: ",
        "Whom did you meet [박지성]: ",
        "What happened: ",
        "Result: ",
        "Problem (`none` when there is none): ",
        "What is left to do: ",
        "Next visit, as `fri 14:00` (empty: none): ",
    ):
        assert question in run.err
    assert "Saved visit 1: 한빛상사" in run.err
    row = hanbit("visit list -f json").json[0]
    wanted = {
        "outcome": "met", "met": "박지성", "content": "showed it", "result": "wants a quote",
        "problems": "none", "next_on": "2026-03-06", "next_time": "14:00",
    }  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted
    assert hanbit("followup list -f json").json[0]["text"] == "send quote"


def test_empty_answers_leave_fields_empty(hanbit):
    hanbit("visit add", tty=True, input=typed("한빛", "", "", "", "", "", "", ""))
    row = hanbit("visit list -f json").json[0]
    assert (row["met"], row["content"], row["result"], row["next_on"]) == ("박지성", "", "", None)
    assert hanbit("followup list -f json").json == []


def test_wrong_answers_are_asked_again_with_the_reason(hanbit):
    run = hanbit(
        "visit add", tty=True,
        input=typed("", "없는집", "한빛", "meet", "met", "김철수", "박", "x", "", "", "",
                    "nonsense", "yesterday", "fri"),
    )  # fmt: skip
    assert run.err.count("Customer: ") == 3
    assert "  which customer" in run.err
    assert '  no customer fits "없는집"' in run.err
    assert '"meet" is not one of met, absent, refused, postponed' in run.err
    assert '한빛상사 has no contact "김철수"' in run.err
    assert '"nonsense" is not a date I know' in run.err
    assert "is in the past" in run.err
    assert "Saved visit 1" in run.err


def test_who_is_due_is_ready(hanbit):
    hanbit("customer add 두리 --incomplete")
    hanbit("followup add 두리 'call back' --due today")
    run = hanbit("visit add", tty=True, input=typed("", "", "x", "", "", "", ""))
    assert "Customer [두리]: " in run.err
    assert "Saved visit 1: 두리" in run.err


def test_the_person_met_last_is_ready(hanbit):
    hanbit("contact add 한빛 김철수")
    hanbit("visit add 한빛 x --with 김철수 --on yesterday")
    run = hanbit("visit add", tty=True, input=typed("한빛", "", "", "x", "", "", "", ""))
    assert "Whom did you meet [김철수]: " in run.err


def test_a_no_show_asks_for_note_card_and_wish(hanbit):
    run = hanbit(
        "visit add",
        tty=True,
        input=typed("한빛", "absent", "shop closed", "", "", "n", "fri 14:00"),
    )
    for question in ("Note left (y/n) [y]: ", "Card left (y/n) [y]: ", "Next visit wished"):
        assert question in run.err
    assert "Whom did you meet" not in run.err
    row = hanbit("visit list -f json").json[0]
    assert (row["note_left"], row["card_left"], row["next_on"]) == (True, False, "2026-03-06")


@pytest.mark.parametrize("word, left", [("y", True), ("예", True), ("네", True), ("是", True),
                                        ("sí", True), ("n", False), ("아니", False)])  # fmt: skip
def test_yes_and_no_in_four_languages(hanbit, word, left):
    hanbit("visit add 한빛 --outcome absent --card-left --next fri", tty=True, input=typed(word))
    assert hanbit("visit list -f json").json[0]["note_left"] is left


def test_a_no_show_in_one_line_is_asked_only_what_is_missing(hanbit):
    run = hanbit(
        "visit add 한빛 --outcome absent --note-left --card-left", tty=True, input=typed("")
    )
    assert "Note left" not in run.err
    assert "Next visit wished" in run.err


def test_one_of_several_customers_is_chosen_by_number(hanbit):
    hanbit("customer add 한빛나라 --incomplete --area 종로")
    run = hanbit("visit add 한빛 x", tty=True, input=typed("9", "0", "x", "2"))
    assert "  1  #1 B 한빛상사 (서울 강남구 역삼동 1, 박지성)\n  2  #2 한빛나라 (종로)\n" in run.err
    assert run.err.count("give a number from 1 to 2") == 3
    assert "Saved visit 1: 한빛나라" in run.err


def test_one_of_several_contacts_is_chosen_by_number(hanbit):
    hanbit("contact add 한빛 박찬호 --position 대리")
    run = hanbit("visit add 한빛 x --with 박", tty=True, input=typed("2"))
    assert "  1  박지성 과장\n  2  박찬호 대리\n" in run.err
    assert hanbit("visit list -f json").json[0]["met"] == "박찬호"


@pytest.mark.parametrize(
    "line, answers",
    [
        ("visit add", []),
        ("visit add", ["한빛"]),
        ("visit add", ["한빛", "", "", "a long note"]),
        ("visit add 한빛 --outcome absent", []),
        ("visit add 상", []),
        ("customer add 두리", ["김철수"]),
        ("customer add", []),
    ],
)
def test_ctrl_d_is_130_and_saves_nothing(hanbit, line, answers):
    hanbit("customer add 세상 --incomplete")
    run = hanbit(line, tty=True, input=typed(*answers), code=130)
    assert run.out == ""
    assert nothing_saved(hanbit)
    assert len(hanbit("customer list -f json").json) == 2


def test_ctrl_d_says_that_nothing_was_saved(hanbit):
    run = hanbit("visit add", tty=True, input=typed("한빛"), code=130)
    assert run.err.endswith("\nerror: stopped; nothing was saved\n")


@pytest.mark.parametrize("line", ["visit add", "customer add 두리", "visit review last"])
def test_no_input_never_asks(hanbit, line):
    hanbit("visit add 한빛 x --objective y")
    run = hanbit(f"{line} --no-input", tty=True, code=2)
    assert "]: " not in run.err
    assert run.err.startswith("error: ")


@pytest.mark.parametrize("line", ["visit add", "customer add 두리", "visit review last"])
def test_nothing_is_read_from_a_pipe_unless_told(hanbit, line):
    hanbit("visit add 한빛 x --objective y")
    hanbit(line, input=typed("한빛", "", "", "", ""), code=2)
    assert len(hanbit("visit list -f json").json) == 1


def test_the_customer_form_asks_for_what_is_missing(sales):
    run = sales(
        "customer add 두리 --phone 02-7777-0001", tty=True,
        input=typed("", "김철수", "", "사장", "fine", ""),
    )  # fmt: skip
    assert run.err.count("contact: ") == 2
    assert run.err.count("required; Ctrl-C stops without saving") == 2
    assert "status (prospect, active, dormant, lost) [prospect]: " in run.err
    assert "one of prospect, active, dormant, lost" in run.err
    row = sales("customer list -f json").json[0]
    assert (row["name"], row["contact"], row["position"], row["status"]) == (
        "두리", "김철수", "사장", "prospect",
    )  # fmt: skip


def test_review_goal_by_goal(hanbit):
    hanbit("visit add 한빛 came --objective one --objective two")
    run = hanbit("visit review", tty=True, input=typed("maybe", "partly", "away", "call", ""))
    assert "1 one: reached (yes, partly, no) [yes]: " in run.err
    assert "2 two: reached (yes, partly, no) [yes]: " in run.err
    goals = hanbit("visit show 1 -f json").json["objectives"]
    assert [(goal["reached"], goal["cause"], goal["remedy"]) for goal in goals] == [
        ("partly", "away", "call"),
        ("yes", "", ""),
    ]


def test_a_review_with_nothing_to_review(hanbit):
    hanbit("visit add 한빛 came")
    assert hanbit("visit review", tty=True).err == "visit 1 has no objectives\n"


def test_a_late_report_is_asked_for_its_reason(hanbit, at):
    at("2026-03-03T18:00")
    run = hanbit("report daily --submit", tty=True, input=typed("traffic"))
    assert "It was due Tue 3 Mar 2026 17:30; reason (empty: none): " in run.err
    assert hanbit("report show -f json").json["status"]["excuse"] == "traffic"


def test_control_characters_in_a_ready_answer_are_shown(hanbit):
    hanbit(["customer", "add", "두\u202e리", "--incomplete"])
    hanbit("followup add 두 x --due today")
    run = hanbit("visit add", tty=True, code=130)
    assert "Customer [두\\u202e리]: " in run.err


def test_a_refused_text_is_asked_again(hanbit):
    hanbit(
        "visit add", tty=True,
        input=typed("한빛", "", "", "bad\x1b[31m", "good", "ok", "none", "", ""),
    )  # fmt: skip
    assert hanbit("visit list -f json").json[0]["content"] == "good"


def test_the_customer_that_was_picked_is_the_one_saved(hanbit):
    hanbit("customer add 두리 --incomplete --code '#1'")
    run = hanbit("visit add", tty=True, input=typed("한빛", "", "", "x", "", "", "", ""))
    assert "Saved visit 1: 한빛상사" in run.err


@pytest.mark.parametrize(
    "options, code",
    [
        ("--on tomorrow", 2),
        ("--at 25:00", 2),
        ("--channel fax", 2),
        ("--minutes 1441", 2),
        ("--next yesterday", 2),
        ("--grade E", 2),
        ("--with 김철수", 3),
        ("--closes 9", 3),
    ],
)
def test_a_wrong_option_costs_no_answers(hanbit, options, code):
    answers = ["한빛", "", "", "a long note", "ok", "none", "", ""]
    if "--with" in options:
        del answers[2]
    run = hanbit(f"visit add {options}", tty=True, input=typed(*answers), code=code)
    assert "What happened" not in run.err or "a long note" in run.err


@pytest.mark.parametrize("answer, kept", [("ㅇ", True), ("네", True), ("SÍ", True), ("是", True),
                                          ("", True), ("n", False), ("아니요", False)])  # fmt: skip
def test_a_yes_is_a_yes_in_every_question(hanbit, answer, kept):
    hanbit("visit add 한빛 --outcome absent", tty=True, input=f"{answer}\n{answer}\n\n")
    row = hanbit("visit list -f json").json[0]
    assert (row["note_left"], row["card_left"]) == (kept, kept)
