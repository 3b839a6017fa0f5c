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
        "Whom did you meet (`-`: nobody) [박지성]: ",
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
        input=typed("", "없는집", "한빛", "meet", "met", "김철수", "n", "박", "x", "", "", "",
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
    run = hanbit("visit add", tty=True, input=typed("", "", "", "x", "", "", "", ""))
    assert "Customer [두리]: " in run.err
    assert "Saved visit 1: 두리" in run.err


def test_the_person_met_last_is_ready(hanbit):
    hanbit("contact add 한빛 김철수")
    hanbit("visit add 한빛 x --with 김철수 --on yesterday")
    run = hanbit("visit add", tty=True, input=typed("한빛", "", "", "x", "", "", "", ""))
    assert "Whom did you meet (`-`: nobody) [김철수]: " in run.err


def test_a_no_show_asks_for_note_card_and_wish(hanbit):
    run = hanbit(
        "visit add",
        tty=True,
        input=typed("한빛", "absent", "shop closed", "", "", "", "fri 14:00"),
    )
    for question in ("Note left (y/n) [y]: ", "Card left (y/n) [n]: ", "Next visit wished"):
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


@pytest.mark.parametrize(
    "line, answers, back",
    [
        ("visit add", ["한빛", "", "박"], "visit add '#1' --with 박지성"),
        (
            "visit add",
            ["한빛", "", "-", "- a note", "ok", "-"],
            "visit add '#1' ' - a note' --result ok --problem=-",
        ),
        (
            "visit add --channel video",
            ["한빛", "absent"],
            "visit add --channel video '#1' --outcome absent",
        ),
        (
            "visit add 한빛 --outcome absent",
            ["y", ""],
            "visit add 한빛 --outcome absent --note-left --no-card-left",
        ),
        ("customer add 두리", ["김철수"], "customer add 두리 --contact 김철수"),
        ("customer add", ["두리", "김철수"], "customer add 두리 --contact 김철수"),
        ("visit edit 1", ["it went well", ""], "visit edit 1 --note 'it went well' --with 박지성"),
    ],
)
def test_what_was_answered_is_a_line_to_go_on_with(hanbit, line, answers, back):
    hanbit("visit add 한빛 --at 9:00")
    run = hanbit(line, tty=True, input=typed(*answers), code=130)
    assert run.err.endswith(f"\nagain: sales {back}\n")
    hanbit(f"{back} --incomplete" if "customer" in back else back)


def test_answers_are_kept_when_the_entry_is_refused(hanbit, monkeypatch):
    from salescli.errors import StoreError
    from salescli.store import visits

    def fail(*_arguments):
        raise StoreError("the data file is locked")

    monkeypatch.setattr(visits, "add_once", fail)
    answers = typed("한빛", "", "", "a long note", "", "", "", "")
    run = hanbit("visit add", tty=True, input=answers, code=4)
    assert run.err.endswith("typed: sales visit add '#1' --with 박지성 'a long note'\n")


def test_somebody_new_is_added_with_the_visit(hanbit):
    answers = typed("한빛", "", "이영희", "y", "x", "", "", "", "")
    run = hanbit("visit add", tty=True, input=answers)
    assert '한빛상사 has no contact "이영희"; add as a new contact (y/n) [n]: ' in run.err
    assert "new contact: 이영희 (`sales contact edit '#1' 이영희" in run.err
    assert hanbit("visit list -f json").json[0]["met"] == "이영희"
    hanbit("undo")
    assert len(hanbit("contact list -f json").json) == 1


def test_somebody_new_in_one_line(hanbit):
    hanbit("visit add 한빛 x --with 이영희", tty=True, input=typed("y"))
    assert [row["name"] for row in hanbit("contact list -f json").json] == ["박지성", "이영희"]
    run = hanbit("visit add 한빛 x --with 김", tty=True, input=typed("n"), code=3)
    assert "typed: sales visit add 한빛 x --with 김\n" in run.err
    run = hanbit("visit add 한빛 x --with 김", code=3)
    assert "`sales contact add '#1' 김`" in run.err


def test_nobody_was_met(hanbit):
    hanbit("visit add", tty=True, input=typed("한빛", "", "nobody", "x", "", "", "", ""))
    assert hanbit("visit list -f json").json[0]["met"] == ""


def test_what_is_missing_names_the_only_person(hanbit):
    run = hanbit("visit add 한빛 x --result y --problem none")
    assert "still missing: person met (`sales visit edit 1 --with 박지성`)" in run.err
    hanbit("contact add 한빛 김철수")
    run = hanbit("visit add 한빛 x --result y --problem none")
    assert "(`sales visit edit 2 --with …`)" in run.err


def test_a_visit_is_completed_by_what_it_lacks(hanbit):
    hanbit("visit add 한빛 --result good")
    run = hanbit("visit edit 1", tty=True, input=typed("it went well", "", "none"))
    assert "still missing: what happened, person met, problems" in run.err
    row = hanbit("visit list -f json").json[0]
    assert (row["content"], row["met"], row["problems"]) == ("it went well", "박지성", "none")
    assert "nothing to change was given" in hanbit("visit edit 1", tty=True, code=2).err
    assert "nothing to change was given" in hanbit("visit edit 1", code=2).err


def test_a_report_offers_to_complete_its_visits(hanbit):
    hanbit("visit add 한빛 x --result good --problem none")
    hanbit("visit add 한빛 y --with 박 --result good")
    run = hanbit("report daily --submit", tty=True, input=typed("", "none"))
    assert "Submitted the report" in run.err
    assert "Changed visit 1" in run.err
    assert hanbit("visit list --incomplete -f json").json == []


def test_completing_for_a_report_may_be_left(hanbit):
    hanbit("visit add 한빛 x --result good")
    run = hanbit("report daily --submit", tty=True, input=typed(""), code=1)
    assert "is not complete" in run.err


@pytest.mark.parametrize(
    "now, before, asked",
    [
        ("2026-03-03T11:00", "", False),
        ("2026-03-03T20:23", "", True),
        ("2026-03-03T11:10", "11:00", True),
        ("2026-03-03T11:30", "11:00", False),
    ],
)
def test_the_time_is_asked_when_it_is_in_doubt(hanbit, at, now, before, asked):
    at(now)
    if before:
        hanbit(f"visit add 한빛 x --at {before}")
    answers = ["한빛", "", "", *(["25:00", "9:40"] if asked else []), "x", "", "", "", ""]
    run = hanbit("visit add", tty=True, input=typed(*answers))
    assert ("When did it begin" in run.err) is asked
    row = hanbit("visit list -f json").json[-1 if before and asked else 0]
    assert row["visit_time"] == ("09:40" if asked else now[-5:])


def test_the_time_of_an_evening_entry_is_said(hanbit, at):
    at("2026-03-03T20:23")
    assert "20:23 was taken for its time" in hanbit("visit add 한빛 x").err
    assert "was taken" not in hanbit("visit add 한빛 x --at 14:00").err
    answers = ["한빛", "", "", "", "x", "", "", "", ""]
    assert "was taken" not in hanbit("visit add", tty=True, input=typed(*answers)).err


def test_the_next_visit_is_said_back(hanbit):
    run = hanbit("visit add 한빛 x --next 3/2")
    assert "  next visit: Tue 2 Mar 2027\n" in run.err
    run = hanbit("visit edit 1 --next 'fri 14:00'")
    assert "  next visit: Fri 6 Mar 2026 14:00\n" in run.err
    assert "14:00" in hanbit("visit show 1").out


def test_a_double_is_said_before_the_questions(sales):
    sales("customer add 한빛상사 --incomplete")
    run = sales("customer add 한빛상사", tty=True, input=typed("n"), code=1)
    assert "may be on file already" in run.err
    assert "contact: " not in run.err
    answers = typed("y", "김철수", "사장", "02-1", "")
    run = sales("customer add 한빛상사", tty=True, input=answers)
    assert run.err.count("may be on file already") == 1
    assert "may be on file already" in sales("customer add 한빛상사", code=2).err


def test_ctrl_d_says_that_nothing_was_saved(hanbit):
    run = hanbit("visit add", tty=True, input=typed("한빛"), code=130)
    assert run.err.endswith("\nerror: stopped; nothing was saved\n")


ASKING = (
    "visit add", "customer add 두리", "visit review last", "customer show 상", "visit add 상 x",
    "visit edit last --with 박", "contact edit 한빛 박 --position x", "followup list --customer 상",
    "customer merge 1 2", "order show W",
)  # fmt: skip


@pytest.mark.parametrize("typed_as", ["{line} --no-input", "--no-input {line}"])
@pytest.mark.parametrize("line", ASKING)
def test_no_input_never_asks(hanbit, line, typed_as):
    for before in (
        "visit add 한빛 x --objective y", "customer add 세상 --incomplete",
        "contact add 한빛 박세리", "order add 한빛 'widget x 1 @ 2' --number W1",
        "order add 한빛 'widget x 1 @ 2' --number W2",
    ):  # fmt: skip
        hanbit(before)
    run = hanbit(typed_as.format(line=line), tty=True, code=None)
    assert run.code in {2, 3}
    assert "]: " not in run.err
    assert run.err.startswith("error: ") or line.startswith("customer merge")


def test_every_command_takes_no_input_after_it(sales):
    from typer.main import get_command

    from salescli.cli import ROOMS, app
    from salescli.commands.preparing import leaves

    root = get_command(app)
    for word in ROOMS:
        for leaf in leaves(root.get_command(None, word)):
            assert [name for option in leaf.params for name in option.opts].count("--no-input") == 1
    sales("data path --no-input")


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
    assert run.err.count("required; Ctrl-C stops, and `--incomplete` saves without it") == 2
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
                                          ("n", False), ("아니요", False)])  # fmt: skip
def test_a_yes_is_a_yes_in_every_question(hanbit, answer, kept):
    hanbit("visit add 한빛 --outcome absent", tty=True, input=f"{answer}\n{answer}\n\n")
    row = hanbit("visit list -f json").json[0]
    assert (row["note_left"], row["card_left"]) == (kept, kept)
