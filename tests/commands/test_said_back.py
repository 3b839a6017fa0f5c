"""What was understood is said back; what was not is told with what was likely meant."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "line, said",
    [
        ("followup add 한빛 x --due 'fri 14:00'", "Fri 6 Mar 2026 14:00"),
        ("followup move 1 --to 'dec 1 9:00'", "Tue 1 Dec 2026 09:00"),
        ("visit objective 한빛 x --on 3/2", "Tue 2 Mar 2027"),
        ("meeting add 'mon 17:00' --title weekly", "Mon 2 Mar 2026 17:00"),
        ("meeting action x --owner y --due fri", "Fri 6 Mar 2026"),
    ],
)
def test_days_and_times(hanbit, line, said):
    hanbit("followup add 한빛 'call back'")
    assert said in hanbit(line).err


def test_an_empty_meeting_is_refused(sales):
    run = sales("meeting add", code=2)
    assert "--agenda" in run.err
    assert sales("meeting list -f json").json == []


@pytest.mark.parametrize("line", ["report daily --edit", "route edit"])
def test_no_editor_without_a_terminal(hanbit, monkeypatch, line):
    monkeypatch.setenv("EDITOR", "false")
    hanbit("customer edit 한빛 --place '37.5, 127.03'")
    hanbit("config set office.lat 37.49")
    hanbit("config set office.lon 127.02")
    hanbit("route add 한빛")
    assert "an editor needs a terminal" in hanbit(line, code=2).err


@pytest.mark.parametrize(
    "word, near", [("yesteday", "yesterday"), ("tomorow", "tomorrow"), ("fryday", "friday")]
)
def test_a_mistyped_day(sales, word, near):
    run = sales(f"report daily {word}", code=2)
    assert f"did you mean `{near}`" in run.err


@pytest.mark.parametrize("word", ["xmas", "soon", "요일"])
def test_a_day_that_is_like_none(sales, word):
    assert "try `today`" in sales(f"report daily {word}", code=2).err


@pytest.mark.parametrize(
    "line", ["today --lang ko", "today --lang=ko", "--lang ko today", "visit list --lang ko"]
)
def test_the_language_anywhere(sales, line):
    korean, english = sales(line), sales(line.replace("ko", "en"))
    assert korean.out + korean.err != english.out + english.err


def test_a_note_may_be_the_name_of_an_option(hanbit):
    hanbit("visit add 한빛 -- --lang")
    assert hanbit("visit list -f json").json[0]["content"] == "--lang"


def test_init_answers_in_its_language(sales):
    assert "다음" in sales("init --name 김 --language ko").err


def test_an_empty_customer_file_says_how_to_begin(sales):
    assert "`sales customer add`" in sales("customer list").err
    sales("customer add 두리 --incomplete")
    assert "no customer fits" in sales("customer list 없음").err


def test_a_kept_demo_may_be_in_a_relative_folder(program, office):
    run = program("demo --keep office")
    assert (office / "office" / "sales.db").exists()
    assert f"export SALES_DB={office / 'office' / 'sales.db'}\n" in run.err


@pytest.mark.parametrize(
    "line, hint",
    [
        ("followup move 1 'dec 1'", "say when with `--to 'dec 1'`"),
        ("route move 2 1", "say when with `--to 1`"),
        ("followup done 한빛", "`sales followup list --customer 한빛`"),
        ("route confirm 한빛", "`sales route show`"),
        ("plan done x", "`sales plan list`"),
        ("visit list --limit many", "give a whole number"),
    ],
)
def test_a_word_in_the_place_of_a_number(hanbit, line, hint):
    assert hint in hanbit(line, code=2).err


def test_a_visit_by_its_customer(hanbit):
    hanbit("customer add 누리마트 --incomplete")
    hanbit("visit add 누리 first --on yesterday")
    hanbit("visit add 누리 second")
    hanbit("visit add 한빛 x")
    run = hanbit("visit edit 누리 --result good")
    assert "Changed visit 2: 누리마트" in run.err
    hanbit("customer add 누리식당 --incomplete")
    assert "a customer for its newest" in hanbit("visit show 누리", code=3).err
    assert "no visit 없음" in hanbit("visit show 없음", code=3).err


def test_a_product_that_is_not_on_file_is_said(hanbit):
    run = hanbit("order add 한빛 'wall clok x 10 @ 5'")
    assert "not in your product list" not in run.err
    hanbit("product add 'wall clock' --price 12000")
    said = '"wall clok" is not in your product list; nearest: wall clock'
    assert said in hanbit("order add 한빛 'wall clok x 10 @ 5'").err
    assert f"hint: {said}; add it" in hanbit("order add 한빛 'wall clok x 10'", code=2).err
    assert "not in your" not in hanbit("order add 한빛 'wall clock x 10'").err
