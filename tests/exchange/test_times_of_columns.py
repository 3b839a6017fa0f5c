from __future__ import annotations

import io
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.errors import SalesError, UsageError
from salescli.exchange.dates_of_columns import Told, decided
from salescli.exchange.headers import recognise
from salescli.exchange.tables import read_table
from salescli.exchange.times_of_columns import clock, is_span


def column(cells):
    """A reader of the column with these cells, and what is said."""
    text = "customer;visit time\n" + "".join(f"A;{cell}\n" for cell in cells)
    table = read_table(io.BytesIO(text.encode()), legacy="cp949", delimiter=";")
    fields = recognise(table.header, table.sample, kind="visits").fields
    found = decided(table, {}, Told("ymd"), {"visit_time": fields["visit_time"]})
    return found.readers["visit_time"], found.said


HALF_PAST_NINE = """9:30|09:30|0930|930|9h30|9 h 30|오전 9:30|오전9시30분|9시 30분|9:30 오전|上午9:30|9点30分
9點30分|9时30分|上午9点半|오전 9시 반|9:30 AM|9:30am|AM 9:30|9:30 a. m.|9：30|9:30:00|09:30:15.250|9시 30분경
9:30~10:00|9:30 - 10:30|오전 9:30~10:30|9시30분~10시|2026-03-04 9:30|T09:30
9.30h|9,30 h|9.30 hs|09:30 hrs"""


@pytest.mark.parametrize("text", HALF_PAST_NINE.replace("\n", "|").split("|"))
def test_a_time_however_it_is_written(text):
    read, said = column([text])
    assert (read(text).time(), said) == (time(9, 30), [])


@pytest.mark.parametrize(
    "text", ["오후 2:30", "2:30 오후", "下午2:30", "2:30 PM", "PM 2:30", "14시 30분"]
)
def test_the_afternoon(text):
    assert column([text])[0](text).time() == time(14, 30)


def parted(text):
    return [cell.strip() for cell in text.split("|")]


NUMBERS = [
    ("parts of a day", "0.395833|0.5|0.604166667", "9:30|12:00|14:30"),
    ("with a comma", "0,395833|0,5", "9:30|12:00"),
    ("short parts alone", "0.5|0.25", "12:00|6:00"),
    ("days with their times", "46085.395833", "9:30"),
    ("minutes behind a dot", "9.30|14.05|10", "9:30|14:05|10:00"),
    ("their last zero lost in a spreadsheet", "9.3|14.15|9.5", "9:30|14:15|9:50"),
    ("a quarter past midnight among them", "9.30|0.15", "9:30|0:15"),
    ("among other ways", "9.10|0.395833|9:20", "9:10|9:30|9:20"),
]  # fmt: skip


@pytest.mark.parametrize("name, cells, times", NUMBERS, ids=[name for name, *_rest in NUMBERS])
def test_numbers_mean_what_their_column_says_and_it_is_said(name, cells, times):
    read, said = column(parted(cells))
    assert [f"{read(cell):%-H:%M}" for cell in parted(cells)] == parted(times)
    assert len(said) == 1
    assert said[0].startswith('times of "visit time" such as ')


UNSURE = [
    (["9.5", "10.25"], 0),  # half past nine, or ten to ten
    (["9.75"], 0),
    (["9.30", "9.75"], 1),
    (["9.30", "25.10"], 1),
    (["9.30", "0.395833", "0.5"], 2),
    (["9.333333"], 0),
    (["46085"], 0),
    (["morning"], 0),
    (["9-30"], 0),
]


@pytest.mark.parametrize("cells, place", UNSURE)
def test_what_is_not_sure_is_refused(cells, place):
    read, _said = column(cells)
    with pytest.raises(UsageError, match="is not a time I know"):
        read(cells[place])


CLOCKS = [("9:30", time(9, 30)), ("오후 2:30", time(14, 30)), ("14시", time(14)),
          ("2:30 PM", time(14, 30)), ("09:30:15", time(9, 30)), ("morning", None),
          ("2026-03-04 2:30 오후", time(14, 30))]  # fmt: skip


@pytest.mark.parametrize("text, expected", CLOCKS)
def test_clock(text, expected):
    assert clock(text) == expected


@pytest.mark.parametrize(
    "text, span",
    [("9:30~10:00", True), ("9시-10시", True), ("9:30", False), ("2026-03-04 9:30", False)],
)
def test_a_beginning_and_an_end(text, span):
    assert is_span(text) is span


@given(st.text(max_size=20), st.lists(st.from_regex(r"\d{0,2}[.,]\d{1,3}", fullmatch=True)))
def test_any_text_is_a_time_or_refused(text, others):
    read, _said = column(others)
    for cell in (text, *others):
        try:
            assert isinstance(read(cell).time(), time)
        except SalesError as error:
            assert "not a time I know" in str(error)
