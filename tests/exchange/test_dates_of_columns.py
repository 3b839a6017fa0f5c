from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.errors import SalesError, UsageError
from salescli.exchange.dates_of_columns import Told, checked_form, decided
from salescli.exchange.headers import recognise
from salescli.exchange.tables import read_table


def at(text):
    return datetime.fromisoformat(text)


def column(cells, order="ymd", form=""):
    """A reader of the column with these cells, and what is said."""
    text = "customer;visit date\n" + "".join(f"A;{cell}\n" for cell in cells)
    table = read_table(io.BytesIO(text.encode()), legacy="cp949", delimiter=";")
    fields = recognise(table.header, table.sample, kind="visits").fields
    found = decided(table, {"visit_date": fields["visit_date"]}, Told(order, checked_form(form)))
    return found.readers["visit_date"], found.said


WRITTEN = [
    "2026-03-04",
    "2026/3/4",
    "2026.3.4",
    "2026. 3. 4.",
    "20260304",
    "2026년 3월 4일",
    "2026年3月4日",
    "2026年3月4日 星期三",
    "2026-03-04(수)",
    "2026-03-04 (수요일)",
    "2026-03-04T00:00",
    "4 mar 2026",
    "Mar 4, 2026",
    "4 de marzo de 2026",
    "２０２６－０３－０４",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_whole_day_however_it_is_written(text):
    read, said = column([text])
    assert (read(text), said) == (at("2026-03-04"), [])


TIMED = [
    *("2026-03-04 09:30", "2026-03-04T09:30:00", "2026.3.4 오전 9:30", "3/4/2026 9:30 AM"),
    *("2026-03-04 9:30 오전", "2026年3月4日 9点30分", "2026년 3월 4일 9시 30분", "2026/3/4 9h30"),
]


@pytest.mark.parametrize("text", TIMED)
def test_a_day_with_its_time(text):
    assert column([text], "mdy")[0](text) == at("2026-03-04T09:30")


DECIDED = [
    (["3/4/2026", "14/2/2026"], at("2026-04-03")),
    (["3/4/2026", "2/14/2026"], at("2026-03-04")),
    (["26/3/4", "26/12/31"], at("2026-03-04")),
    (["3.4.26", "31.12.2025"], at("2026-04-03")),
    (["46085", "46086"], at("2026-03-04")),
]


@pytest.mark.parametrize("cells, first", DECIDED)
def test_the_whole_column_decides(cells, first):
    read, said = column(cells)
    assert (read(cells[0]), said) == (first, [])


SERIALS = [
    (["2025-12-01", "45992"], at("2025-12-01")),
    (["1/12/2025", "2025년 12월 3일", "45992"], at("2025-12-01")),
    (["2025-12-01", "45992.395833"], at("2025-12-01T09:30")),
    (["2025-12-01", "45992,5"], at("2025-12-01T12:00")),
]


@pytest.mark.parametrize("cells, day", SERIALS)
def test_numbers_of_a_spreadsheet_among_written_days_are_days_and_it_is_said(cells, day):
    read, said = column(cells)
    assert read(cells[-1]) == day
    assert f'numbers such as {cells[-1]} in "visit date" are read as days: 2025-12-01' in said


NO_SERIALS = [
    ["2025-12-01", "45992", "12345"],  # a number of no plausible year among them
    ["soon", "later", "2025-12-01", "45992"],  # mostly no days
    ["2025-12-01", "99999"],
]


@pytest.mark.parametrize("cells", NO_SERIALS)
def test_other_numbers_among_days_are_refused(cells):
    read, said = column(cells)
    assert said == []
    with pytest.raises(UsageError, match="not a date I know"):
        read(cells[-1])


@pytest.mark.parametrize("order, month", [("mdy", 3), ("dmy", 4)])
def test_a_column_that_fits_two_orders_is_read_in_the_configured_one_and_says_so(order, month):
    read, said = column(["3/4/2026", "5/6/2026"], order)
    assert read("3/4/2026").month == month
    assert len(said) == 1
    assert "`--date-format`" in said[0]


def test_a_column_that_fits_no_order_is_refused_with_its_lines():
    with pytest.raises(UsageError, match="see lines 2, 3"):
        column(["14/3/2026", "3/14/2026"])


FORMS = [
    ("dmy", "3/4/2026", at("2026-04-03")),
    ("MDY", "3/4/2026", at("2026-03-04")),
    ("%d|%m|%Y", "03|04|2026", at("2026-04-03")),
    ("DD.MM.YYYY", "03.04.2026", at("2026-04-03")),
]


@pytest.mark.parametrize("form, text, expected", FORMS)
def test_the_order_is_told(form, text, expected):
    read, said = column([text], form=form)
    assert (read(text), said) == (expected, [])


@pytest.mark.parametrize("form", ["xyz", "%d.%m", "YYYY"])
def test_a_form_without_a_part_is_refused(form):
    with pytest.raises(UsageError, match="names no day, month and year"):
        checked_form(form)


@pytest.mark.parametrize(
    "text", ["yesterday", "fri", "14", "3/4", "2026-02-30", "99", "0000-00-00", "1026-01-01", "-"]
)
def test_no_whole_day_is_refused(text):
    with pytest.raises(UsageError, match="not a date I know"):
        column(["2026-03-04", text])[0](text)


@given(st.text(max_size=20), st.sampled_from(["ymd", "mdy", "dmy"]))
def test_any_text_is_a_day_or_refused(text, order):
    read, _said = column(["2026-03-04"], order)
    try:
        assert 1900 <= read(text).year <= 2200
    except SalesError as error:
        assert "not a date I know" in str(error)


@given(
    st.lists(
        st.dates(date.fromisoformat("2000-01-01"), date.fromisoformat("2099-12-31")), min_size=1
    )
)
def test_a_column_is_never_read_in_two_orders(days):
    cells = [f"{day.day}/{day.month}/{day.year}" for day in days]
    read, _said = column(cells, "dmy")
    assert [read(cell).date() for cell in cells] == days
