"""Logging a visit in one line: every option, what is said back, what is refused."""

from __future__ import annotations

import pytest


def logged(sales, line="", *, customer="한빛"):
    """The saved record of one visit."""
    return sales(f"visit add {customer} {line} -f json").json


def nothing_saved(sales):
    return sales("visit list -f json").json == []


@pytest.mark.parametrize(
    "options, saved",
    [
        ("", {"content": "", "channel": "visit", "outcome": "met", "purpose": "sales"}),
        ("'showed the new line'", {"content": "showed the new line"}),
        ("x --result 'wants a quote'", {"result": "wants a quote"}),
        ("x -r 'wants a quote'", {"result": "wants a quote"}),
        ("x --problem none", {"problems": "none"}),
        ("x -p late", {"problems": "late"}),
        ("x --objection 'too dear: volume discount'", {"objections": "too dear: volume discount"}),
        ("x --with 박지성", {"met": "박지성"}),
        ("x -w 박", {"met": "박지성"}),
        ("x --with ㅂㅈ", {"met": "박지성"}),
        ("x --with 과장", {"met": "박지성"}),
        ("x --with 1", {"met": "박지성"}),
        ("x --with '#1'", {"met": "박지성"}),
        pytest.param(
            "x --with 박지성 --with 박",
            {"met": "박지성"},
        ),
        ("x --minutes 25", {"minutes": 25, "visit_time": "11:35"}),
        ("x -m 0", {"minutes": 0, "visit_time": "12:00"}),
        ("x --minutes 1440", {"minutes": 1440, "visit_time": "00:00"}),
        ("x --at 9:40", {"visit_time": "09:40", "visit_date": "2026-03-03"}),
        ("x --at 9", {"visit_time": "09:00"}),
        ("x --at '오전 9시 반'", {"visit_time": "09:30"}),
        ("x --at 12:00", {"visit_time": "12:00"}),
        ("x --at 9:40 --minutes 25", {"visit_time": "09:40", "minutes": 25}),
        ("x --on yesterday", {"visit_date": "2026-03-02", "visit_time": None}),
        ("x -d 어제 --at 14:30", {"visit_date": "2026-03-02", "visit_time": "14:30"}),
        ("x --on yesterday --at 23:59", {"visit_date": "2026-03-02", "visit_time": "23:59"}),
        ("x --on today", {"visit_date": "2026-03-03", "visit_time": "12:00"}),
        ("x --on 'last fri'", {"visit_date": "2026-02-27"}),
        ("x --on fri", {"visit_date": "2026-02-27"}),
        ("x --on 14", {"visit_date": "2026-02-14"}),
        ("x --on 2026-01-31", {"visit_date": "2026-01-31"}),
        ("x --outcome refused", {"outcome": "refused"}),
        ("x --outcome POSTPONED", {"outcome": "postponed"}),
        ("x --channel phone", {"channel": "phone"}),
        ("x --channel Walk-In", {"channel": "walk-in"}),
        ("x --channel video", {"channel": "video"}),
        ("x --channel mail", {"channel": "mail"}),
        ("x --purpose return", {"purpose": "return"}),
        (
            "--outcome absent --note-left --no-card-left",
            {"outcome": "absent", "note_left": True, "card_left": False},
        ),
        ("x --next 'fri 14:00'", {"next_on": "2026-03-06", "next_time": "14:00"}),
        ("x --next today", {"next_on": "2026-03-03", "next_time": None}),
        ("x --next 14", {"next_on": "2026-03-14"}),
        ("x --next '내일 14시'", {"next_on": "2026-03-04", "next_time": "14:00"}),
        ("x --grade a", {"grade_at_visit": "B"}),  # the grade when the visit was made
    ],
)
def test_what_an_option_saves(hanbit, options, saved):
    record = logged(hanbit, options)
    assert {key: record[key] for key in saved} == saved


def test_a_whole_visit_in_one_line(hanbit):
    run = hanbit(
        "visit add 한빛 'showed the new line' --at 9:40 -m 25 -w 박 -r 'wants a quote' -p none"
        " --objective 'restock' -F 'send quote' --next 'fri 10:00' --grade A --reason 'buys soon'"
    )
    assert run.out == ""
    assert run.err.splitlines() == [
        "Saved visit 1: 한빛상사, Tue 3 Mar 2026 09:40",
        "  grade B → A",
        "  next visit: Fri 6 Mar 2026 10:00",
        "quota open: A/B points 2 of 12, customers 1 of 8; morning 1 of 4, afternoon 0 of 4",
    ]
    follow_up = hanbit("followup list -f json").json[0]
    assert follow_up["text"] == "send quote"
    assert (follow_up["due_on"], follow_up["due_time"]) == ("2026-03-06", "10:00")
    assert follow_up["wished_visit"] is True
    assert follow_up["visit_no"] == 1
    page = hanbit("visit show 1 -f json").json
    assert [goal["text"] for goal in page["objectives"]] == ["restock"]
    assert hanbit("customer grade 한빛 -f json").json[-1]["reason"] == "buys soon"


def test_the_saved_record_has_the_keys_of_the_list(hanbit):
    record = logged(hanbit, "x --at 9:00")
    assert hanbit("visit list -f json").json == [record]


def test_everything_said_goes_to_stderr_and_data_to_stdout(hanbit):
    said = hanbit("visit add 한빛 x")
    assert (said.out, bool(said.err)) == ("", True)
    data = hanbit("visit add 한빛 x --at 9:00 -f json")
    assert data.json["no"] == 2
    assert data.err == ""


def test_quiet_says_nothing(hanbit):
    run = hanbit("-q visit add 한빛 x")
    assert (run.out, run.err) == ("", "")
    assert hanbit("visit list -f json").json[0]["content"] == "x"


@pytest.mark.parametrize("minutes, warned", [(0, False), (29, False), (30, False), (31, True)])
def test_thirty_minutes_are_right_and_thirty_one_warn(hanbit, minutes, warned):
    said = hanbit(f"visit add 한빛 x --at 9:00 --minutes {minutes}").err
    assert ("longer than the 30 a visit should take" in said) == warned


def test_a_long_phone_call_is_no_long_visit(hanbit):
    assert "longer" not in hanbit("visit add 한빛 x --channel phone --minutes 90").err


def test_the_office_sets_how_long_a_visit_takes(hanbit):
    hanbit("config set day.visit_minutes 45")
    assert "longer" not in hanbit("visit add 한빛 x --minutes 45").err
    assert "46 minutes: longer than the 45" in hanbit("visit add 한빛 x --at 9 -m 46").err


@pytest.mark.parametrize(
    "options, wrong",
    [
        ("--on tomorrow", "Wed 4 Mar 2026 is in the future"),
        ("--on 2027-01-01", "in the future"),
        ("--on 'in 2 days'", "in the future"),
        ("--at 12:01", "12:01 has not come yet"),
        ("--at 23:59", "23:59 has not come yet"),
        ("--on today --at 2pm", "14:00 has not come yet"),
        ("--on 2026-02-30", "not in the calendar"),
        ("--on nonsense", '"nonsense" is not a date I know'),
        ("--at 25:00", '"25:00" is not a time I know'),
        ("--at ''", "is not a time I know"),
        ("--next yesterday", "is in the past"),
        ("--next 'fri 25:00'", "is not a time I know"),
        ("--next nonsense", "is not a date I know"),
        ("--minutes -1", "-1 minutes is not a visit"),
        ("--minutes 1441", "1441 minutes is not a visit"),
        ("--minutes half", "--minutes"),
        ("--outcome meet", 'outcome: "meet" is not one of'),
        ("--outcome ''", "outcome"),
        ("--channel fax", "--channel"),
        ("--purpose fun", "--purpose"),
        ("--grade E", 'grade: "E" is not one of A, B, C, D'),
        ("--closes 99", "no open follow-up 99"),
        ("--closes x", "--closes"),
        ("--with 김", 'no contact "김"'),
        ("--with ''", "no contact"),
        ("--nonsense", "--nonsense"),
        ("y z", "z"),
        ("'\x1b[31mred'", "\\x1b"),
        ("--result 'a\x07'", "\\x07"),
        ("--follow-up 'a\x00'", "\\x00"),
        ("--objective 'a\x08'", "\\x08"),
        ("--reason 'a\x7f' --grade A", "\\x7f"),
    ],
)
def test_what_does_not_fit_saves_nothing_and_gives_the_line_back(hanbit, options, wrong):
    line = f"visit add 한빛 {options}" if options[0] not in "-'y" else f"visit add 한빛 x {options}"
    code = 3 if "no contact" in wrong or "follow-up" in wrong else 2
    run = hanbit(line, code=code)
    assert run.out == ""
    first, *rest = run.err.splitlines()
    assert first.startswith("error: ")
    assert wrong in first
    assert "\x1b" not in run.err
    assert any(
        line.startswith(("typed: sales visit add 한빛", "again: sales visit add 한빛"))
        for line in rest
    )
    assert nothing_saved(hanbit)
    assert hanbit("customer show 한빛 -f json").json["form"]["grade"] == "B"


def test_an_empty_day_is_refused_or_today(hanbit):
    record = logged(hanbit, "x --on ''")
    assert record["visit_date"] == "2026-03-03"


@pytest.mark.parametrize(
    "line, listed",
    [
        ("visit add 한빛 x -f yaml", "visit list"),
        ("customer add New --incomplete -f yaml", "customer list"),
        ("contact add 한빛 김 -f yaml", "contact list"),
        ("followup add 한빛 x -f yaml", "followup list"),
    ],
)
def test_an_unknown_format_saves_nothing(hanbit, line, listed):
    before = hanbit(f"{listed} -f json").json
    hanbit(line, code=2)
    assert hanbit(f"{listed} -f json").json == before


def test_late_entry_is_said_and_shown(hanbit):
    assert "late entry: 1 day after the visit" in hanbit("visit add 한빛 x --on yesterday").err
    assert "late entry: 4 days after the visit" in hanbit("visit add 한빛 x --on 'last fri'").err
    assert "late entry" not in hanbit("visit add 한빛 x").err
    assert hanbit("visit show 2 -f json").json["visit"]["late_days"] == 4
    assert "late_days" not in hanbit("visit show 3 -f json").json["visit"]


def test_just_after_midnight_the_day_does_not_slip(hanbit, at):
    at("2026-03-04T00:10")
    record = logged(hanbit, "x --minutes 30")
    assert (record["visit_date"], record["visit_time"]) == ("2026-03-04", "00:00")
    assert logged(hanbit, "x --at 0:10")["visit_time"] == "00:10"
    assert "00:11 has not come yet" in hanbit("visit add 한빛 x --at 0:11", code=2).err


def test_the_moment_may_come_with_its_own_zone(hanbit, at):
    at("2026-03-03T20:00:00+00:00")  # already Wednesday in Seoul
    record = logged(hanbit, "x")
    assert (record["visit_date"], record["visit_time"]) == ("2026-03-04", "05:00")


def test_the_same_customer_again_within_minutes_is_noticed(hanbit, at):
    at("2026-03-03T10:00")
    assert "written minutes ago" not in hanbit("visit add 한빛 x").err
    at("2026-03-03T10:10")
    said = hanbit("visit add 한빛 x").err
    assert "visit 1 to the same customer was written minutes ago" in said
    assert "`sales undo` takes this back" in said
    at("2026-03-03T10:21")
    assert "written minutes ago" not in hanbit("visit add 한빛 x").err


def test_another_day_or_customer_is_not_the_same_visit_again(hanbit):
    hanbit("customer add 두리 --incomplete")
    hanbit("visit add 한빛 x")
    assert "written minutes ago" not in hanbit("visit add 한빛 x --on yesterday").err
    assert "written minutes ago" not in hanbit("visit add 두리 x").err


def test_what_the_form_still_lacks_is_said_with_the_line_to_complete_it(hanbit):
    said = hanbit("visit add 한빛 --with 박").err
    assert "still missing: what happened, result, problems" in said
    assert "(`sales visit edit 1 --note … --result … --problem …`)" in said
    assert "missing" not in hanbit("visit add 한빛 x --with 박 --result y --problem none").err
    assert "missing" not in hanbit("visit add 한빛 x --channel phone").err


def test_a_no_show_asks_for_note_card_and_the_wished_time(hanbit):
    said = hanbit("visit add 한빛 --outcome absent").err
    assert "still missing: note left, card left, next visit wished" in said
    assert "(`sales visit edit 1 --note-left --card-left --next …`)" in said
    assert "customers 0 of 8" in said
    hanbit("visit edit 1 --no-note-left --card-left --next 'fri 14:00'")
    assert "missing" not in hanbit("visit show 1 -f json").json["visit"]


def test_a_wished_visit_comes_due_and_is_closed_by_the_visit_that_came(hanbit, at):
    hanbit("visit add 한빛 --outcome absent --note-left --card-left --next 'tomorrow 14:00'")
    assert hanbit("today -f json").json.get("due", []) == []
    at("2026-03-04T09:00")
    due = hanbit("today -f json").json["due"]
    assert [(row["customer"], row["due_time"]) for row in due] == [("한빛상사", "14:00")]
    hanbit("visit add 한빛 'called first' --channel phone")
    assert len(hanbit("followup list -f json").json) == 1, "a call is not the visit"
    hanbit("visit add 한빛 --outcome absent")
    assert len(hanbit("followup list -f json").json) == 1, "nobody there again"
    hanbit("visit add 한빛 'came back'")
    assert hanbit("followup list -f json").json == []
    closed = hanbit("followup list --done -f json").json[0]
    assert (closed["done_on"], closed["closed_by_visit_no"]) == ("2026-03-04", 4)


def test_a_visit_closes_follow_ups_of_its_customer_only(hanbit):
    hanbit("customer add 두리 --incomplete")
    hanbit("followup add 한빛 'send samples'")
    hanbit("followup add 두리 'send samples'")
    hanbit("visit add 한빛 x --closes 2", code=3)
    hanbit("visit add 한빛 x --closes 1")
    assert [row["no"] for row in hanbit("followup list -f json").json] == [2]
    assert "no open follow-up 1" in hanbit("visit add 한빛 x --closes 1", code=3).err


def test_a_grade_given_at_the_visit_counts_from_then_on(hanbit):
    hanbit("visit add 한빛 x --at 9:00 --grade A --reason 'order next week'")
    assert logged(hanbit, "y --at 10:00")["grade_at_visit"] == "A"
    steps = hanbit("customer grade 한빛 -f json").json
    assert [(step["from_grade"], step["to_grade"]) for step in steps] == [(None, "B"), ("B", "A")]
    assert "grade" not in hanbit("visit add 한빛 z --grade A").err


def test_numbers_are_never_used_again(hanbit):
    hanbit("visit add 한빛 one")
    hanbit("visit delete 1")
    assert logged(hanbit, "two")["no"] == 2
    hanbit("undo")
    assert logged(hanbit, "three")["no"] == 3


def test_the_contact_must_be_of_that_customer(hanbit):
    hanbit(
        "customer add 두리 --contact 김철수 --position 사장 --phone 02-7777-0001 --status active"
    )
    refused = hanbit("visit add 한빛 x --with 김철수", code=3)
    assert "contacts: 박지성; a new one: `sales contact add '#1' 김철수`" in refused.err
    hanbit("contact add '#1' 김철수")
    assert logged(hanbit, "x --with 김철수")["met"] == "김철수"


def test_several_contacts_that_fit_are_named(hanbit):
    hanbit("contact add 한빛 박찬호")
    refused = hanbit("visit add 한빛 x --with 박", code=3)
    assert 'several contacts of 한빛상사 fit "박"' in refused.err
    assert "contacts: 박지성, 박찬호" in refused.err
    assert logged(hanbit, "x --with 박찬호 --with 박지성")["met"] == "박찬호, 박지성"


def test_the_name_stays_as_it_was_when_the_contact_is_renamed(hanbit):
    hanbit("visit add 한빛 x --with 박지성")
    hanbit("contact edit 한빛 박지성 --name 박지송")
    assert hanbit("visit list -f json").json[0]["met"] == "박지성"


def test_notes_keep_their_lines_and_lose_nothing_else(hanbit):
    record = logged(hanbit, "'first line\nsecond  line\r\nthird' --result '=1+1 [b]x[/b]'")
    assert record["content"] == "first line\nsecond  line\nthird"
    assert record["result"] == "=1+1 [b]x[/b]"


def test_the_customer_of_a_note_of_blanks_is_still_saved(hanbit):
    assert logged(hanbit, "'   '")["content"] == ""


def test_a_long_note_is_kept_whole(hanbit):
    note = "가나다라 " * 5000
    assert hanbit(["visit", "add", "한빛", note, "-f", "json"]).json["content"] == note.strip()


def test_without_a_customer_a_script_is_told_what_is_missing(hanbit):
    for line in ("visit add", "visit add ''", "visit add --no-input"):
        run = hanbit(line, code=2)
        assert run.err.startswith("error: which customer\nhint: `sales visit add CUSTOMER [NOTE]`")


def test_the_report_of_that_day_is_told_of_a_later_visit(hanbit):
    hanbit("report daily --submit")
    said = hanbit("visit add 한빛 x").err
    assert "the report of that day is submitted and stays as it was; submit again" in said
    assert "version 2" in said


def test_visits_of_a_hidden_customer_wait_for_it_to_come_back(hanbit):
    hanbit("visit add 한빛 x")
    hanbit("customer delete 한빛")
    assert "no customer fits" in hanbit("visit add 한빛 y", code=3).err
    assert "the customer of visit 1 was deleted" in hanbit("visit edit 1 --note y", code=3).err
    hanbit("undo")
    hanbit("visit edit 1 --note y")


def test_a_day_before_there_were_offices_is_refused(hanbit):
    run = hanbit("visit add 한빛 x --on 0001-01-01 --at 9:00", code=2)
    assert "is too far away" in run.err
    assert hanbit("visit list -f json").json == []
