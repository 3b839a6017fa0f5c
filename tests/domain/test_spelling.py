"""A correction is a slip of the finger put right, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.spelling import distance, near, near_part

OUTCOMES = ("met", "absent", "refused", "postponed")


@pytest.mark.parametrize(
    "typed, known, found",
    [
        ("meet", OUTCOMES, "met"),
        ("absen", OUTCOMES, "absent"),
        ("postopned", OUTCOMES, "postponed"),
        ("sent", OUTCOMES, ""),
        ("seen", OUTCOMES, ""),
        ("reschedule", OUTCOMES, ""),
        ("call", ("visit", "phone", "mail"), ""),
        ("--wiht", ("--with", "--next"), "--with"),
        ("--no", ("--on",), ""),
        ("--complaint", ("--format", "--closes"), ""),
        ("nota", ("note", "nola"), ""),
    ],
)
def test_words(typed, known, found):
    assert near(typed, known) == found


@pytest.mark.parametrize(
    "typed, names, found",
    [
        ("박지송", ["박지성"], "박지성"),
        ("한빗", ["한빛상사", "두리"], "한빛상사"),
        ("maria", ["María"], "María"),
        ("Fernandes", ["María Fernández"], "María Fernández"),
        ("박 사장", ["박지성"], ""),
        ("Zzz", ["박지성", "Zoe Zamora"], ""),
        ("Kim", ["Lim Soo"], ""),
        ("李明", ["李名"], ""),
        ("김", ["감나무"], ""),
    ],
)
def test_names(typed, names, found):
    assert near_part(typed, names) == found


@given(st.text("abc한빛", max_size=6), st.text("abc한빛", max_size=6))
def test_a_distance_is_the_same_both_ways_and_no_longer_within(one, other):
    whole = distance(one, other)
    assert whole == distance(other, one)
    assert distance(one, other, within=True) <= whole
    assert (whole == 0) == (one == other)
