"""Sentences on a terminal end their lines between words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.output.folding import folded, pieces, reflowed
from salescli.output.widths import cell_width

SENTENCE = "an A counts 3 points, see `sales visit edit 1 --with …` for it"


@pytest.mark.parametrize(
    "text, width, lines",
    [
        ("one two three", 8, ["one two", "three"]),
        ("  one two three", 9, ["  one two", "  three"]),
        (SENTENCE, 40, ["an A counts 3 points, see", "`sales visit edit 1 --with …` for it"]),
        ("see (`a b c d`), too", 14, ["see", "(`a b c d`),", "too"]),
        ("방문을 저장했습니다 그리고", 14, ["방문을", "저장했습니다", "그리고"]),
        ("保存了拜访，很好。", 10, ["保存了拜", "访，很好。"]),
        ("保存了（拜访）", 8, ["保存了", "（拜访）"]),
        ("a-very-long-word-indeed x", 10, ["a-very-long-word-indeed", "x"]),
        ("fits", 10, ["fits"]),
    ],
)
def test_lines(text, width, lines):
    assert folded(text, width).split("\n") == lines


@given(st.text("ab 한 빛拜访，。（`…", max_size=60), st.integers(20, 60))
def test_nothing_is_lost_and_lines_fit(text, width):
    lines = folded(text, width).split("\n")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    longest = max(map(cell_width, pieces(text.strip())), default=0)
    assert all(cell_width(line.strip()) <= max(width, longest) for line in lines)


PAGE = """# A heading that is long enough to be folded, were it a paragraph of the page

A paragraph of two lines, that
flows into one.
- a point that goes
  on here
    term   what it means in
           two lines
    code that is laid out

很好，
拜访 4 个客户
"""


def test_a_page_flows_where_it_is_prose():
    assert reflowed(PAGE, 40) == (
        "# A heading that is long enough to be\nfolded, were it a paragraph of the page\n\n"
        "A paragraph of two lines, that flows\ninto one.\n"
        "- a point that goes on here\n"
        "    term   what it means in two lines\n"
        "    code that is laid out\n\n"
        "很好，拜访 4 个客户\n"
    )


def test_terms_and_points_hang():
    assert reflowed("    term   one two three four\n- one two three four five six\n", 22) == (
        "    term   one two\n           three four\n- one two three four\n  five six\n"
    )


def test_only_a_terminal_folds(hanbit, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    line = "visit add 한빛 x --outcome sent"
    assert max(map(len, hanbit(line, code=2).err.splitlines())) > 60
    complaint, _typed, _line = hanbit(line, tty=True, code=2).err.partition("typed: ")
    assert max(map(len, complaint.splitlines())) <= 40
    assert "typed: sales visit add 한빛 x --outcome sent\n" in hanbit(line, tty=True, code=2).err
    assert max(map(len, hanbit("help exit-codes", tty=True).out.splitlines())) <= 40
