"""`visit add -`: the evening notebook, one visit a line."""

from __future__ import annotations

import pytest


def write(sales, text, *, code=0, options=""):
    return sales(f"{options} visit add -", input=text, code=code)


def contents(sales):
    rows = sales("visit list -f json").json
    return [row["content"] for row in sorted(rows, key=lambda row: row["no"])]


def test_one_visit_a_line_in_one_step_of_undo(hanbit):
    run = write(
        hanbit,
        '한빛 "showed the new line" --with 박 --result "wants a quote" --problem none --at 9:40\n'
        "ㅎㅂ 'called' --channel phone --at 10:30\n"
        "한빛 --outcome absent --note-left --card-left --next 'fri 14:00' --at 11:00\n",
    )
    assert run.out == ""
    assert "Saved visit 1: 한빛상사, Tue 3 Mar 2026 09:40" in run.err
    assert "Saved phone call 2: 한빛상사" in run.err
    rows = hanbit("visit list -f json --columns no,visit_time,outcome,channel,next_time").json
    assert [row["no"] for row in rows] == [3, 2, 1]
    assert rows[0]["next_time"] == "14:00"
    hanbit("undo")
    assert contents(hanbit) == []


def test_good_lines_are_saved_and_bad_ones_given_back(hanbit):
    run = write(
        hanbit,
        "한빛 one --at 9:00\n"
        "없는집 two\n"
        "한빛 three --at 9:30\n"
        '한빛 "not closed\n'
        "한빛 five --outcome meet\n"
        "한빛 six --on tomorrow\n"
        "한빛 seven --nonsense\n"
        "한빛 eight --with 김\n"
        "한빛 nine ten eleven\n"
        "한빛 twelve --minutes half\n",
        code=1,
    )
    assert contents(hanbit) == ["one", "three"]
    back = [line for line in run.err.splitlines() if line.startswith("typed: ")]
    assert back == [
        "typed: 없는집 two",
        'typed: 한빛 "not closed',
        "typed: 한빛 five --outcome meet",
        "typed: 한빛 six --on tomorrow",
        "typed: 한빛 seven --nonsense",
        "typed: 한빛 eight --with 김",
        "typed: 한빛 nine ten eleven",
        "typed: 한빛 twelve --minutes half",
    ]
    assert run.err.count("error: ") == len(back) + 1
    assert "error: 8 lines were not saved" in run.err


def test_one_bad_line(hanbit):
    run = write(hanbit, "없는집 x\n", code=1)
    assert 'error: no customer fits "없는집"\ntyped: 없는집 x\n' in run.err
    assert "error: 1 line was not saved" in run.err


@pytest.mark.parametrize(
    "text",
    [
        "한빛 one --at 9:00\n\n   \n# a remark\n한빛 two --at 9:30",
        "\ufeff한빛 one --at 9:00\r\n한빛 two --at 9:30\r\n",
        "  한빛   one   --at   9:00  \n\t한빛\ttwo\t--at\t9:30\n",
    ],
    ids=["blank lines and remarks", "a file from Windows", "wide spaces"],
)
def test_how_a_notebook_may_look(hanbit, text):
    write(hanbit, text)
    assert contents(hanbit) == ["one", "two"]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing today\n"])
def test_an_empty_notebook_saves_nothing(hanbit, text):
    write(hanbit, text)
    assert contents(hanbit) == []


def test_quotes_and_signs_in_notes(hanbit):
    write(
        hanbit,
        """한빛 "he said 'no' #1 $5 \\"later\\"" --at 9:00\n한빛 it\\'s\\ late --at 9:30\n""",
    )
    assert contents(hanbit) == ["he said 'no' #1 $5 \"later\"", "it's late"]


def test_several_customers_that_fit_are_a_refused_line_even_on_a_terminal(hanbit):
    hanbit("customer add 한빛나라 --incomplete")
    run = hanbit("visit add -", input="한빛 x\n한빛상 y\n", code=1, tty=True)
    assert "typed: 한빛 x" in run.err
    assert contents(hanbit) == ["y"]


def test_a_thousand_lines_at_once(hanbit):
    text = "".join(f"한빛 line{n} --on 2026-01-{n % 28 + 1:02} --at 9:00\n" for n in range(120))
    write(hanbit, text)
    assert len(contents(hanbit)) == 120


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_a_line_that_asks_for_help_is_a_refused_line(hanbit, word):
    run = write(hanbit, f"한빛 one --at 9:00\n한빛 {word}\n한빛 three --at 9:30\n", code=1)
    assert contents(hanbit) == ["one", "three"]
    assert f"typed: 한빛 {word}" in run.err


def test_customer_numbers_as_the_tool_writes_them(hanbit):
    write(hanbit, "#1 'showed it'\n")
    assert contents(hanbit) == ["showed it"]


def test_an_indented_remark(hanbit):
    write(hanbit, "  # a remark\n한빛 one\n")
    assert contents(hanbit) == ["one"]


@pytest.mark.parametrize("note", ["bad\x1b[31m", "bad\x00", "x --result bad\x07"])
def test_a_control_character_is_one_refused_line(hanbit, note):
    run = write(hanbit, f"한빛 one --at 9:00\n한빛 {note}\n한빛 three --at 9:30\n", code=1)
    assert contents(hanbit) == ["one", "three"]
    assert run.err.count("typed: ") == 1


def test_quiet_still_gives_refused_lines_back(hanbit):
    run = write(hanbit, "한빛 one\n없는집 two\n", code=1, options="-q")
    assert "typed: 없는집 two" in run.err
    assert "Saved" not in run.err


@pytest.mark.parametrize(
    "line, notice",
    [
        ("한빛 x --at 9:00 --minutes 31", "31 minutes: longer than the 30"),
        ("한빛 x --on yesterday", "late entry: 1 day after the visit"),
        ("한빛 x --grade A", "grade B → A"),
    ],
)
def test_notices(hanbit, line, notice):
    assert notice in write(hanbit, line + "\n").err


def test_the_same_notebook_given_twice_is_noticed(hanbit):
    write(hanbit, "한빛 one --at 9:00\n")
    assert "written minutes ago" in write(hanbit, "한빛 one --at 9:00\n").err


def test_the_notebook_ends_with_where_the_day_stands(hanbit):
    assert "quota open: A/B points 2 of 12" in write(hanbit, "한빛 one\n").err


def test_the_submitted_report_is_told_of(hanbit):
    hanbit("report daily --submit")
    assert "the report of that day is submitted" in write(hanbit, "한빛 one\n").err


def test_an_empty_notebook_is_said(hanbit):
    assert write(hanbit, "").err


@pytest.mark.parametrize("options", ["--on yesterday", "--channel phone", "'a note'"])
def test_options_beside_the_dash_count_for_every_line_or_are_refused(hanbit, options):
    run = hanbit(f"visit add - {options}", input="한빛 one\n", code=2)
    assert contents(hanbit) == []
    assert run.err.startswith("error: ")


def test_the_saved_records_of_a_notebook_for_scripts(hanbit):
    rows = hanbit("visit add - -f json", input="한빛 one\n한빛 two --at 9:00\n").json
    assert [row["content"] for row in rows] == ["one", "two"]
