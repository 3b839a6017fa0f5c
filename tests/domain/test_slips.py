from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.slips import a_slip, letters, slips

SLIPS = [
    ("한빛상사", "한빗상사"),
    ("한빛상사", "한비상사"),
    ("gomezhnos", "gmoezhnos"),
    ("acmetrading", "acmetradings"),
    ("martinez", "martines"),
    ("上海华联超市", "上海华连超市"),
]
NONE = [
    ("한빛상사", "한빛상사"),
    ("대성", "대승"),  # too short to tell
    ("华联超市", "华连超市"),
    ("shop12", "shop13"),
    ("tiendaa", "tiendab"),
    ("第一百货公司", "第二百货公司"),
    ("上海东门超市", "上海西门超市"),
    ("天天超市国贸店", "天天超市国展店"),
    ("누리마트신림점", "누리마트신린점"),
    ("동일상사", "서일상사"),
    ("한빛상사", "한빛유통"),
]


@pytest.mark.parametrize("one, other", SLIPS)
def test_a_slip(one, other):
    assert a_slip(one, other)
    assert a_slip(other, one)
    assert slips(letters(one)) & slips(letters(other)), "found by a key"


@pytest.mark.parametrize("one, other", NONE)
def test_no_slip(one, other):
    assert not a_slip(one, other)
    assert not a_slip(other, one)


@given(st.text("한빛상사점店abz1", max_size=8), st.text("한빛상사점店abz1", max_size=8))
def test_a_slip_goes_both_ways_and_has_a_key(one, other):
    assert a_slip(one, other) == a_slip(other, one)
    if a_slip(one, other):
        assert slips(letters(one)) & slips(letters(other))
