"""Percents for people: rounded half up, adding up to 100, exact at every bound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.shares import Share, percent, percent_text, rest_text, shared_out


@pytest.mark.parametrize(
    "part, whole, text",
    [
        (10, 13, "77 %"),  # 76.9
        (565_000, 57_000_000, "< 1 %"),  # 0.99
        (0, 8, "0 %"),
        (1, 8, "13 %"),  # 12.5
        (1, 1000, "< 1 %"),
        (1, 100, "1 %"),
        (999, 1000, "> 99 %"),
        (994, 1000, "99 %"),
        (8, 8, "100 %"),
        (9, 8, "113 %"),
    ],
)
def test_percents_in_words(part, whole, text):
    assert percent_text(part, whole) == text


@pytest.mark.parametrize(
    "part, whole, number, words",
    [
        (7999, 10000, 80, "< 80 %"),
        (8000, 10000, 80, "80 %"),
        (7949, 10000, 79, "79 %"),
        (9999, 10000, 100, "> 99 %"),
        (12000, 10000, 120, "120 %"),
    ],
)
def test_a_share_says_on_which_side_of_its_goal_it_lies(part, whole, number, words):
    share = Share(part, whole, 80)
    assert (share, share.words) == (number, words)


def test_two_halves_of_a_day_come_to_a_hundred():
    assert (percent_text(1, 8), rest_text(7, 8)) == ("13 %", "87 %")
    assert (percent_text(17, 28), rest_text(11, 28)) == ("61 %", "39 %")


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_parts_of_one_whole_add_up(parts):
    found = shared_out(parts)
    whole = sum(parts)
    assert sum(found) == (100 if whole else 0)
    assert all(abs(one * whole - part * 100) < whole for one, part in zip(found, parts, strict=True)
               if whole)  # fmt: skip


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percent_is_the_nearest_one(part, whole):
    assert abs(percent(part, whole) * whole - part * 100) * 2 <= whole
