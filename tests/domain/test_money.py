"""Exact numbers as typed: a comma groups thousands, a point begins decimals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.money import MOST, grouped, money_text, scaled


@pytest.mark.parametrize(
    "text, places, number",
    [
        ("0", 0, 0),
        ("12000", 0, 12000),
        ("12,000", 0, 12000),
        ("5_000_000", 0, 5000000),
        ("１２，０００", 0, 12000),
        (" 7 ", 0, 7),
        ("12000.00", 0, 12000),
        ("1200.5", 2, 120050),
        ("0.07", 2, 7),
        (".5", 3, 500),
        ("1,234.567", 3, 1234567),
        ("2.5000", 3, 2500),
        (str(MOST), 0, MOST),
    ],
)
def test_numbers(text, places, number):
    assert scaled(text, places) == number


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ",", ".", "1.", "2,5", "1,00", "1,0000", "12,34,567", "1.234.567", "-1", "+1",
        "1e3", "NaN", "Infinity", "12 000", "12k", "₩5", "5원", "0x10", "1.2345", "٣", "½",
        str(MOST + 1), "9" * 5000,
    ],
)  # fmt: skip
def test_no_numbers(text):
    with pytest.raises(ValueError):
        scaled(text, 3)


def test_no_won_has_decimals():
    with pytest.raises(ValueError):
        scaled("0.5", 0)


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_what_is_shown_may_be_typed(number, places):
    assert scaled(grouped(number, places), places) == number


def test_for_people():
    assert money_text(5000000, 0, "KRW") == "5,000,000 KRW"
    assert money_text(7, 2, "EUR") == "0.07 EUR"
    assert grouped(-120050, 2) == "-1,200.50"
