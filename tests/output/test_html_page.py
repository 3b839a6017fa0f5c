"""Columns of a page to print: text gives way to numbers, which are never broken."""

from __future__ import annotations

import re

import pytest

from salescli.output import Format, render
from salescli.output.table import Column, Table


def page(text):
    columns = [
        Column("no", "No.", right=True),
        Column("customer", "Customer", wrap=True),
        Column("phone", "Phone"),
        Column("course", "Course of the visit", wrap=True),
        Column("link", "Link"),
        Column("grade", "Grade"),
    ]
    return render(
        Table(columns, [(1, "Casa Luna", "02-555-0104", text, "https://x.kr/" * 20, "A")]),
        Format.HTML,
    )


@pytest.mark.parametrize("text", ["short", "long words of a course " * 20, "x" * 400])
def test_phones_and_grades_stand_in_one_line_beside_any_text(text):
    shown = page(text)
    assert '<td class="n">02-555-0104</td>' in shown
    assert '<td class="n">A</td>' in shown
    assert '<td class="r">1</td>' in shown
    assert "<td>Casa Luna</td>" in shown
    assert "td.n, td.r { white-space: nowrap }" in shown


def test_a_long_value_of_any_column_may_be_broken():
    assert "<td>https://x.kr/" in page("short")


def test_a_column_of_text_has_a_least_width():
    found = re.findall(r'<th style="([^"]*)">([^<]*)</th>', page("one two three " * 40))
    heads = {title: style for style, title in found}
    assert heads["Grade"] == "width:5ch"
    assert heads["Phone"] == "width:11ch"
    assert heads["Course of the visit"] == "width:44ch;min-width:22ch"
    assert heads["Customer"] == "width:9ch;min-width:9ch"


def test_headings_break_between_words_alone():
    assert "th { word-break: keep-all }" in page("x")
    assert "th, td { overflow-wrap" not in page("x")
