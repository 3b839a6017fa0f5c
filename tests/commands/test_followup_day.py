"""What is left over comes due on the day that its words name; without one that is said."""

from __future__ import annotations

from datetime import date, time

import pytest

from salescli.dates.inside import day_inside

TUESDAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    "text, day, at",
    [
        ("call fri", date(2026, 3, 6), None),
        ("call on fri", date(2026, 3, 6), None),
        ("fri call him", date(2026, 3, 6), None),
        ("call fri 14:00", date(2026, 3, 6), time(14)),
        ("tomorrow 9:30 send it", date(2026, 3, 4), time(9, 30)),
        ("send the list 2026-03-10", date(2026, 3, 10), None),
        ("send the list 3/10", date(2026, 3, 10), None),
        ("전화 금요일", date(2026, 3, 6), None),
        ("내일 견적 보내기", date(2026, 3, 4), None),
        ("周五 打电话", date(2026, 3, 6), None),
        ("llamar el viernes", date(2026, 3, 6), None),
        ("call next mon", date(2026, 3, 9), None),
    ],
)
def test_a_day_at_the_end_or_the_beginning(text, day, at):
    assert day_inside(text, TUESDAY) == (day, at)


@pytest.mark.parametrize(
    "text",
    ["", "send quote", "send 14", "12 boxes", "ask why the fri delivery was late", "일 있음", "call mar",
     "asked yesterday", "2026-02-30 call", "buy the sunscreen"],
)  # fmt: skip
def test_texts_that_name_no_coming_day(text):
    assert day_inside(text, TUESDAY) is None


def due(sales):
    return [(row["text"], row["due_on"]) for row in sales("followup list -f json").json]


def test_a_follow_up_takes_the_day_in_its_text(hanbit, at):
    said = hanbit("visit add 한빛 x -F 'call fri'").err
    assert "follow-up 1 is due Fri 6 Mar 2026" in said
    hanbit("followup add 한빛 'send it tomorrow'")
    assert due(hanbit) == [("send it tomorrow", "2026-03-04"), ("call fri", "2026-03-06")]
    assert "visit wished" not in hanbit("followup done 1").err
    at("2026-03-04")
    assert [row["text"] for row in hanbit("today -f json").json["due"]] == ["send it tomorrow"]


def test_the_option_comes_before_the_text(hanbit):
    hanbit("visit add 한빛 x -F 'call fri' --next mon")
    hanbit("followup add 한빛 'call fri' --due thu")
    assert {day for _text, day in due(hanbit)} == {"2026-03-09", "2026-03-05"}


@pytest.mark.parametrize(
    "line", ["visit add 한빛 x -F 'send quote'", "followup add 한빛 'send quote'"]
)
def test_one_without_a_day_is_said_and_counted(hanbit, line):
    assert "follow-up 1 has no day: `sales followup move 1 --to fri`" in hanbit(line).err
    assert hanbit("today -f json").json["day"]["undated"] == 1
    assert "Without a day" in hanbit("today").out
    hanbit("followup move 1 --to fri")
    assert "undated" not in hanbit("today -f json").json["day"]


def test_an_edit_reads_it_too(hanbit):
    hanbit("visit add 한빛 x -F 'send quote'")
    assert "follow-up 1 is due Fri 6 Mar 2026" in hanbit("visit edit last -F 'send quote fri'").err
    assert due(hanbit) == [("send quote fri", "2026-03-06")]
