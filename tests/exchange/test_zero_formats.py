from __future__ import annotations

import io

import pytest
import xlsxwriter

from salescli.exchange.readers import Asked, read
from salescli.exchange.zero_formats import shown

SHOWN = [
    (6234, "00000", "06234"),
    (1012345678, "000-0000-0000", "010-1234-5678"),
    (1012345678, r"000\-0000\-0000", "010-1234-5678"),
    (212345678, "0##-###-####", "021-234-5678"),
    (212345678, "(00) 000-0000", "(21) 234-5678"),
    (12, '"K-"0000', "K-0012"),
    (123456, "0000", "123456"),
    (0, "000", "000"),
    (930, r"00\:00", "09:30"),
    (7, "[$-412]000;-000;@", "007"),
    (1234567, "###0000", "1234567"),
]


def workbook(value, form):
    """A sheet whose first code has a format, and the second none."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("x")
        sheet.write("C2", "code")
        sheet.write("C3", value, book.add_format({"num_format": form}))
        sheet.write("D2", "name")
        sheet.write("D3", "A")
        sheet.write("C4", value)
        sheet.write("D4", "B")
    out.seek(0)
    return out


def codes(raw):
    return [row.cells[0] for row in read(raw, Asked("customers", "cp949")).rows]


@pytest.mark.parametrize("value, form, text", SHOWN)
def test_a_number_is_read_as_its_own_cell_shows_it(value, form, text):
    assert codes(workbook(value, form)) == [text, str(value)]


@pytest.mark.parametrize(
    "form",
    ["0", "0.00", "#,##0", "0%", "General", "0000.0", "yyyy-mm-dd", "#", "00E+00", "[>9]000"],
)
def test_other_formats_change_nothing(form):
    assert codes(workbook(6234, form))[0] in {"6234", "1917-01-24"}


@pytest.mark.parametrize("value", [-12, 1.5, "12", True])
def test_only_whole_numbers_are_padded(value):
    assert "0000" not in codes(workbook(value, "00000"))[0]


def test_digits_that_are_too_many_stand_before_the_first():
    assert shown(123456, "00-00") == "1234-56"
