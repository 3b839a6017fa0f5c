"""What a sheet of paper takes: widths, lines, spans of columns."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.output import paper
from salescli.output.table import Column, Fact, Facts, Table
from salescli.output.widths import lines, narrowed

WIDTHS = st.lists(st.integers(1, 40), min_size=1, max_size=12)


@given(WIDTHS, st.data())
def test_spans_take_the_whole_grid_in_order(grid, data):
    needs = data.draw(st.lists(st.integers(1, 40), min_size=1, max_size=len(grid)))
    found = paper.spans(needs, grid)
    assert len(found) == len(needs)
    assert found[0][0] == 0
    assert found[-1][1] == len(grid) - 1
    assert all(first <= last for first, last in found)
    assert all(left[1] + 1 == right[0] for left, right in pairwise(found))


def test_spans_give_room_to_who_needs_it():
    assert paper.spans([8, 30], [10, 10, 10, 10]) == [(0, 0), (1, 3)]


@given(WIDTHS, st.integers(1, 300))
def test_narrowed_columns_fit_or_give_all_they_may(widths, room):
    least = [max(width // 2, 1) for width in widths]
    found = narrowed(widths, least, room)
    assert sum(found) <= room or found == least
    assert all(low <= width <= high for low, width, high in zip(least, found, widths, strict=True))


@pytest.mark.parametrize(
    "text, width, count",
    [("", 10, 1), ("one two", 10, 1), ("one two", 5, 2), ("가나다라마", 5, 3), ("a\nb", 5, 2),
     ("x" * 21, 10, 3), ("aaa bbb ccc", 7, 2), ("aaaa " + "b" * 12, 10, 3)],
)  # fmt: skip
def test_lines(text, width, count):
    assert lines(text, width) == count


@given(st.text(max_size=200), st.integers(4, 60))
def test_a_place_to_break_changes_nothing_else(text, width):
    text = text.replace(paper.BREAK, "")
    assert paper.breakable(text, width).replace(paper.BREAK, "") == text


def test_only_words_longer_than_their_column_are_opened():
    assert paper.breakable("02-555-0101 kim@hanbit.kr", 14) == "02-555-0101 kim@hanbit.kr"
    assert max(map(len, paper.breakable("x" * 100, 20).split(paper.BREAK))) <= 10


def test_a_sheet_is_turned_for_a_wide_table_alone():
    narrow = Table([Column("a", "A"), Column("b", "B")], [("x" * 20, "y" * 30)])
    broken = Table([Column("a", "A", wrap=True), Column("b", "B")], [("x y " * 30, "y" * 44)])
    wide = Table([Column(key, key) for key in "abcdef"], [("x" * 22,) * 6])
    assert [paper.wide(one) for one in (narrow, broken, wide)] == [False, False, True]


def test_short_facts_stand_two_in_a_row():
    short = [Fact(key, key, 1) for key in "abc"]
    assert paper.paired(Facts(short))
    assert not paper.paired(Facts([*short, Fact("d", "d", "x" * 40)]))
