"""Tables in narrow windows: first they are narrowed, then each row becomes a labelled card."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salescli.output.table import Column, Table
from salescli.output.terminal import draw
from salescli.output.widths import broken, cell_width, head_width

FIGURES = ("Required", "Visits made", "Planned", "Left over")


@pytest.fixture
def drawn(monkeypatch):
    def at(table, width):
        monkeypatch.setenv("COLUMNS", str(width))
        out = io.StringIO()
        draw(table, out, pager=False, colour="never")
        lines = [line.rstrip() for line in out.getvalue().splitlines()]
        assert max(map(cell_width, lines)) <= width
        return lines

    return at


def coverage(names=("가나안경",), grade="A"):
    columns = [
        Column("no", "No.", right=True),
        Column("customer", "Customer", wrap=True),
        Column("grade", "Grade"),
        Column("phone", "Phone"),
        *[Column(title.lower(), title, right=True) for title in FIGURES],
    ]
    rows = [(no, name, grade, "02-555-0101", 1, 0, 0, 1) for no, name in enumerate(names, 61)]
    return Table(columns, rows)


def test_a_heading_is_broken_before_the_table_is_given_up(drawn):
    lines = drawn(coverage(), 66)
    assert lines[0].split() == ["Visits", "Left"]
    assert lines[1].split()[-4:] == ["Required", "made", "Planned", "over"]
    assert lines[3].split() == [
        "61", "가나안경", "A", "02-555-0101", "1", "0", "0", "1",
    ]  # fmt: skip


def test_a_card_says_what_each_figure_is(drawn):
    assert drawn(coverage(), 50) == [
        "61  가나안경  A",
        "    Phone 02-555-0101 · Required 1 · Visits made 0",
        "    Planned 0 · Left over 1",
    ]


def test_an_empty_cell_cannot_be_taken_for_another(drawn):
    quarters = [Column(f"q{number}", f"2026-Q{number}", right=True) for number in range(1, 5)]
    table = Table(
        [Column("no", "No."), Column("customer", "Customer", wrap=True), *quarters],
        [(61, "가나안경", None, None, None, "0/1")],
    )
    assert drawn(table, 30) == ["61  가나안경", "    2026-Q4 0/1"]


def test_two_values_alike_are_both_labelled(drawn):
    table = Table(
        [Column("name", "Customer", wrap=True), Column("old", "From"), Column("new", "To"),
         Column("day", "Day of the change")],
        [("한빛", "B", "A", "Tue 3 Mar")],
    )  # fmt: skip
    assert drawn(table, 24) == [
        "한빛",
        "    From B · To A",
        "    Day of the change",
        "    Tue 3 Mar",
    ]


def test_a_long_text_makes_no_ladder(drawn):
    columns = [Column("no", "No."), Column("name", "Customer", wrap=True),
               Column("phone", "Phone"), Column("text", "What happened", wrap=True)]  # fmt: skip
    lines = drawn(Table(columns, [(1, "한빛", "010-1234-5678", "word " * 60)]), 40)
    assert lines[:2] == ["1  한빛", "    Phone 010-1234-5678"]
    assert len(lines) < 20


def test_a_word_is_kept_whole_where_the_gaps_can_give(drawn):
    names = coverage(["El Sol Importaciones"])
    assert any("Importaciones" in line for line in drawn(names, 68))
    assert drawn(names, 69)[1].split()[0] == "No."


def test_a_long_text_gets_what_names_can_spare(drawn):
    columns = [Column("name", "Customer", wrap=True), Column("text", "What happened", wrap=True)]
    table = Table(columns, [("one two three four five six", "word " * 60)])
    assert [line.split() for line in drawn(table, 36)[:4]][3][-4:] == ["word"] * 4


@pytest.mark.parametrize("width", range(34, 110, 3))
@pytest.mark.parametrize("grade", ["A", "未定"])
def test_no_figure_is_lost_and_no_number_broken(drawn, width, grade):
    text = "\n".join(drawn(coverage(["Casa Luna Seúl", "北京光明贸易有限公司"], grade), width))
    assert text.count("02-555-0101") == 2
    squeezed = re.sub(r"\s+", "", text)
    if "·" in text:
        assert squeezed.count("Required1") == squeezed.count("Visitsmade0") == 2
    for word in (*FIGURES, "Grade", "Seúl", grade):
        assert all(part in text for part in word.split()) or "·" in text


@pytest.mark.parametrize(
    "title, width",
    [
        ("No.", 3),
        ("Visits made", 6),
        ("필요 횟수", 4),
        ("마지막 방문일", 6),
        ("Restan", 6),
        ("", 0),
    ],
)
def test_how_narrow_a_heading_may_be(title, width):
    assert head_width(title) == width


@given(st.text("ab 가나 é", max_size=30), st.integers(2, 20))
@example("마지막 방문", 4)
def test_a_broken_heading_keeps_its_letters(title, width):
    lines = broken(title, width)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(line.strip() == line != "" for line in lines)


def test_a_heading_of_wide_letters_is_broken_evenly():
    assert broken("마지막 방문일", 8) == ["마지막", "방문일"]
    assert broken("最迟拜访日期", 8) == ["最迟拜", "访日期"]
    assert broken("Last safe day", 5) == ["Last", "safe", "day"]
