"""Charts: drawn on a terminal, figures everywhere else."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from salescli.output import Format, charts, render
from salescli.output.table import Bar, Chart, ChartKind, Column, Report, Table
from salescli.output.terminal import draw

COVERAGE = Chart(
    [Bar("A", 29, 30), Bar("나 등급", 3, 12, "late"), Bar("丙", 0, 7), Bar("D [x]", 9, 8)],
    "Coverage",
    key="coverage",
)
WEEK = Chart(
    [Bar(day, visits) for day, visits in zip("월화수목금", (8, 3, 0, 5, 1), strict=True)],
    "Visits",
    key="visits",
    kind=ChartKind.SPARK,
)


def drawn(shown, width, monkeypatch=None):
    out = io.StringIO()
    if monkeypatch:
        monkeypatch.setenv("COLUMNS", str(width))
    draw(shown, out, pager=False, colour="never")
    return out.getvalue()


def test_bars_on_a_terminal(monkeypatch):
    page = drawn(Report("t", [COVERAGE]), 60, monkeypatch)
    assert [line.rstrip() for line in page.splitlines()[3:]] == [
        "  A       █████████████████████████████░ 29 / 30 (97 %)",
        "  나 등급 ████████░░░░░░░░░░░░░░░░░░░░░░  3 / 12 (25 %) late",
        "  丙      ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░    0 / 7 (0 %)",
        "  D [x]   ██████████████████████████████  9 / 8 (113 %)",
    ]


def test_columns_over_time_on_a_terminal(monkeypatch):
    page = drawn(Report("t", [WEEK]), 80, monkeypatch)
    assert [line.rstrip() for line in page.splitlines()[3:]] == [
        "  ██ ▃▃    ▅▅ ▁▁",
        "   8  3  0  5  1",
        "  월 화 수 목 금",
    ]


def test_a_pipe_gets_the_figures():
    assert render(Report("t", [COVERAGE, WEEK]), Format.TABLE) == (
        "t\n\n"
        "Coverage\nA        29 / 30 (97 %)\n나 등급  3 / 12 (25 %)  late\n"
        "丙       0 / 7 (0 %)\nD [x]    9 / 8 (113 %)\n\n"
        "Visits\n월: 8 · 화: 3 · 수: 0 · 목: 5 · 금: 1\n"
    )


def test_markdown_gets_the_figures():
    text = render(Report("t", [COVERAGE]), Format.MD)
    assert "## Coverage\n\n- A: 29 / 30 (97 %)\n" in text
    assert "- D \\[x\\]: 9 / 8 (113 %)\n" in text


def test_scripts_get_the_figures():
    report = Report("t", [COVERAGE, WEEK])
    record = json.loads(render(report, Format.JSON))
    assert record["coverage"][1] == {"label": "나 등급", "value": 3, "of": 12, "note": "late"}
    assert record["visits"][0] == {"label": "월", "value": 8, "of": None, "note": ""}
    assert render(report, Format.CSV).splitlines()[:2] == ["label,value,of,note", "A,29,30,"]


def test_a_page_draws_without_anything_from_elsewhere():
    text = render(Report("t", [COVERAGE, WEEK]), Format.HTML)
    assert text.count("<svg") == 9
    assert 'width="96.7"' in text
    assert "29 / 30 (97 %)" in text
    assert "D [x]" in text


@pytest.mark.parametrize("kind", ChartKind)
def test_a_chart_without_anything(kind):
    for form in (Format.TABLE, Format.MD, Format.HTML, Format.JSON, Format.CSV):
        assert render(Report("t", [Chart([], "Empty", kind=kind)]), form)
    page = Report("t", [Chart([], "Empty", "course", kind=kind)])
    assert "Empty" not in drawn(page, 80), "nothing to look at is left out of a page"
    assert page.record() == {"course": []}


LABELS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), max_size=40)
BARS = st.builds(
    Bar, LABELS, st.integers(-5, 10**6), st.one_of(st.none(), st.integers(0, 10**6)), LABELS
)


@settings(deadline=None)
@given(st.lists(BARS, max_size=40), st.sampled_from(ChartKind), st.integers(30, 120))
def test_no_line_is_longer_than_the_window_and_no_figure_is_lost(items, kind, width):
    chart = Chart(items, "t", kind=kind)
    from rich.console import Console

    out = io.StringIO()
    console = Console(file=out, width=width, markup=False, emoji=False, highlight=False)
    for line in charts.drawn_chart(chart, width):
        console.print(line)
    text = out.getvalue()
    assert all(cell_len(line) <= width for line in text.splitlines())
    seen = re.sub(r"\s", "", text)
    assert all(f"{item.value:,}" in seen for item in items)


@given(st.floats(0, 1), st.integers(1, 60), st.booleans())
def test_only_nothing_is_drawn_as_nothing_and_only_the_whole_as_the_whole(share, width, rest):
    drawn_bar = charts.bar(share, width, rest=rest)
    assert cell_len(drawn_bar) <= width
    filled = drawn_bar.rstrip(charts.REST)
    if width > 1:
        assert bool(filled) == (share > 0)
    if rest:
        assert len(drawn_bar) == width
        assert (charts.REST in drawn_bar) == (share < 1)


def test_a_month_stands_in_ruled_boxes_of_one_width(monkeypatch):
    days = [Column(day, day) for day in ("월", "화", "수", "목", "금", "토", "일")]
    weeks = [[f"{week * 7 + day}\n한빛상사 8:30\n1/8" for day in range(1, 8)] for week in range(3)]
    month = Table(days, weeks, grid=True)
    lines = drawn(month, 80, monkeypatch).splitlines()
    assert {cell_len(line) for line in lines} == {78}
    assert {line.count("│") for line in lines if "│" in line} == {8}
    assert max(map(cell_len, drawn(month, 50, monkeypatch).splitlines())) <= 50
    assert "한빛상사 8:30" in drawn(month, 50, monkeypatch)
