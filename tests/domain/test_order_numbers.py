"""Order numbers: LNSYNO.001, and the next one after all that were ever given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.config import Config
from salescli.domain.order_numbers import Scheme, code, same, scheme

DAY = date(2026, 3, 3)


def of(area="", **orders):
    config = Config()
    return scheme(
        replace(
            config, me=replace(config.me, area=area), orders=replace(config.orders, **orders)
        ),
        DAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    "settings, number",
    [
        ({"province": "LN", "city": "SY"}, "LNSYNO.001"),
        ({"province": "辽宁", "city": "沈阳"}, "LNSYNO.001"),
        ({"province": "ln", "city": "sy", "digits": 5}, "LNSYNO.00001"),
        ({"province": "LN", "area": "沈阳"}, "LNSYNO.001"),
        ({"area": "서울 강남"}, "SUGNNO.001"),
        ({"area": "Buenos Aires"}, "BANO.001"),
        ({}, "NO.001"),
        ({"pattern": "{year}-{no}"}, "2026-001"),
        ({"pattern": "{province} {city} NO.{no}", "province": "LN", "city": "SY"}, "LN SY NO.001"),
        ({"pattern": "{no}/{year}", "digits": 1}, "1/2026"),
    ],
)
def test_the_first_number(settings, number):
    assert of(**settings).next([]) == number


@pytest.mark.parametrize(
    "name, letters",
    [
        ("LN", "LN"), ("sy", "SY"), ("SEOUL1", "SEOUL1"), ("021", "021"), ("", ""), ("  ", ""),
        ("沈阳", "SY"), ("深圳", "SZ"), ("重庆", "CQ"), ("哈尔滨", "HEB"), ("呼和浩特", "HHHT"),
        ("厦门", "XM"), ("鄂尔多斯", "EEDS"), ("上海", "SH"), ("齐齐哈尔", "QQHE"), ("日照", "RZ"),
        ("서울", "SU"), ("부산", "BS"), ("인천", "IC"), ("안양", "AY"), ("의왕", "UW"),
        ("Los Angeles", "LA"), ("Ávila", "A"), ("Lima", "L"), ("San Luis-Potosí", "SLP"),
        ("東", ""), ("(주)", ""),
    ],
)  # fmt: skip
def test_codes_and_initials(name, letters):
    assert code(name) == letters


OURS = Scheme("LNSYNO.", "", 3)


@pytest.mark.parametrize(
    "used, number",
    [
        ([], "LNSYNO.001"),
        (["LNSYNO.001", "LNSYNO.002"], "LNSYNO.003"),
        (["LNSYNO.007"], "LNSYNO.008"),
        (["LNSYNO.999"], "LNSYNO.1000"),
        (["LNSYNO.1000", "LNSYNO.999"], "LNSYNO.1001"),
        (["LNDLNO.055", "NO.9", "XLNSYNO.5", "LNSYNO.5a", "LNSYNO."], "LNSYNO.001"),
        (["lnsy no. 12"], "LNSYNO.013"),
        (["LNSYNO.0099"], "LNSYNO.100"),
        (["LNSYNO.1234567890"], "LNSYNO.001"),
    ],
)
def test_the_next_number(used, number):
    assert OURS.next(used) == number


@given(st.lists(st.integers(1, 10**8), max_size=20), st.integers(1, 9))
def test_no_number_comes_twice(sequences, digits):
    ours = Scheme("A-", "/x", digits)
    used = [ours.number(sequence) for sequence in sequences]
    following = ours.next(used)
    assert ours.sequence(following) == max(sequences, default=0) + 1
    assert not any(same(following, number) for number in used)


@pytest.mark.parametrize(
    "one, other, equal",
    [
        ("LNSYNO.012", "LN SY NO.12", True),
        ("lnsyno.12", "LNSYNO.012", True),
        ("LNSYNO.12", "LNSYNO.120", False),
        ("PO-100", "PO-1", False),
        ("A0", "A", False),
        ("A0", "A00", True),
    ],
)
def test_the_same_number(one, other, equal):
    assert same(one, other) is equal
