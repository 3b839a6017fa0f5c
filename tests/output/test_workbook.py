"""Tables as workbooks: text stays text of any kind, widths and heights fit, names are allowed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import archive_files
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.output import workbook
from salescli.output.table import Column, Table
from salescli.output.workbook import Sheet

NOW = datetime(2026, 3, 6, 17, tzinfo=UTC)
LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


def book(rows, **column):
    table = Table([Column("a", "A", **column)], [(row,) for row in rows], title="Sheet")
    return archive_files.Book(workbook.build([Sheet(table)], "title", "author", NOW))


@given(st.lists(LETTERS.filter(bool), min_size=1, max_size=5))
def test_every_text_comes_back_as_it_was(texts):
    found = book(texts).rows(0)
    assert [row["A"].text for row in found] == [text.replace("_x005F_", "_") for text in texts]
    assert {row["A"].kind for row in found} == {"s"}


@pytest.mark.parametrize("length, letter, kept", [
    (32_767, "x", 32_767), (32_768, "x", 32_767), (20_000, "😀", 16_384), (16_383, "😀", 16_383),
])  # fmt: skip
def test_a_cell_holds_what_excel_takes(length, letter, kept):
    (row,) = book([letter * length]).rows(0)
    assert len(row["A"].text) == kept
    assert row["A"].text.endswith("…") == (kept != length)


@pytest.mark.parametrize("title, name", [
    ("a/b:c[d]", "a b c d"), ("x" * 40, "x" * 31), ("고객", "고객"),
])  # fmt: skip
def test_a_sheet_s_name_is_one_that_excel_takes(title, name):
    table = Table([Column("a", "A")], [], title=title)
    made = archive_files.Book(workbook.build([Sheet(table)], "", "", NOW))
    assert made.names == [name]


def test_a_long_text_gets_a_row_as_high_as_it_needs():
    assert 'ht="15' not in book(["short"], wrap=True).sheet(0).split("<sheetData>")[1]
    assert 'ht="45"' in book(["한글 " * 20], wrap=True).sheet(0)
    assert 'ht="408"' in book(["line\n" * 200], wrap=True).sheet(0)


def test_the_same_table_gives_the_same_bytes_and_no_clock_is_read():
    table = Table([Column("a", "A")], [(date(2026, 3, 6),), (None,), (True,)], title="T")
    made = [workbook.build([Sheet(table)], "t", "a", NOW) for _time in range(2)]
    assert made[0] == made[1]
