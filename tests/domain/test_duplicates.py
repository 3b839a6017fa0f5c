"""Which two customers are likely one: signs, what tells them apart, and no flood in a big file."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salescli.domain.duplicates import (
    Sign,
    card,
    in_words,
    like,
    pairs,
    same_address,
    signs,
)
from salescli.domain.places import Place

HERE, ACROSS, ROUND_THE_CORNER, FAR = (
    Place(37.5, 127.0), Place(37.5002, 127.0), Place(37.5008, 127.0), Place(37.52, 127.0),
)  # fmt: skip
CASES = [
    # one, other, signs
    (("한빛상사", {}), ("㈜한빛 상사", {}), "name"),
    (("上海华联", {}), ("上海华联股份有限公司", {}), "name"),
    (("Pérez S.A. de C.V.", {}), ("PEREZ", {}), "name"),
    (("한빛상사", {"phones": ["02-555-1234"]}), ("한빛상사(주)", {"phones": ["+82 2 555 1234"]}), "name phone"),
    (("한빛상사", {"phones": ["02-555-1234"]}), ("다른가게", {"phones": ["02-777-0000 / 02-555-1234"]}), "phone"),
    (("한빛상사", {"address": "서울 1"}), ("한빛상사", {"address": "부산 2"}), ""),
    (("한빛상사", {"address": "서울 강남구 역삼동 1"}), ("한빛상사", {"address": "서울시 강남구 역삼동1"}), "name"),
    (("한빛상사", {"place": HERE}), ("한빛상사", {"place": ROUND_THE_CORNER}), "name place"),
    (("한빛상사", {"place": HERE}), ("한빛상사", {"place": FAR}), ""),
    (("한빛상사", {"tax_id": "123-45"}), ("한빛상사", {"tax_id": "999-99"}), ""),
    (("한빛상사", {"tax_id": "123-45"}), ("HB Trading", {"tax_id": "12345"}), "tax_id"),
    # one phone and one area that differ together outweigh a name
    (("한빛상사", {"phones": ["02-1234-5678"], "area": "강남"}), ("한빛상사", {"phones": ["051-234-5678"], "area": "해운대"}), ""),
    # branches of a chain
    (("누리마트 역삼점", {"address": "역삼동 1"}), ("누리마트 대치점", {"address": "대치동 2"}), ""),
    (("누리마트 역삼점", {}), ("누리마트 대치점", {}), ""),
    (("누리마트 역삼점", {"phones": ["1588-1234"]}), ("누리마트 대치점", {"phones": ["1588-1234"]}), "phone"),
    (("天天超市国贸店", {}), ("天天超市国展店", {}), ""),
    (("Oxxo Centro", {"tax_id": "X1", "address": "Calle 1"}), ("Oxxo Norte", {"tax_id": "X1", "address": "Calle 2"}), ""),
    # a slip of the pen
    (("대성금속", {}), ("대송금속", {}), "spelling"),
    (("上海华联超市", {}), ("上海华连超市", {}), "spelling"),
    (("Ferretería Martínez", {}), ("Ferreteria Martines", {}), "spelling"),
    (("대성금속", {"phones": ["02-1234-5678"]}), ("대송금속", {"phones": ["02-8765-4321"]}), ""),
    (("대성금속", {"area": "강남"}), ("대송금속", {"area": "부산"}), ""),
    # the same place under a like name
    (("누리마트", {"place": HERE}), ("누리마트 역삼점", {"place": ACROSS}), "place"),
    (("누리마트", {"place": HERE}), ("누리마트 역삼점", {"place": ROUND_THE_CORNER}), ""),
    (("누리마트", {"place": HERE}), ("한빛상사", {"place": HERE}), ""),
    # the same address: branch words, a like name, or one that is written in another script
    (("㈜삼성전자 강남지점", {"address": "역삼동 1", "phones": ["02-555-1234"]}), ("삼성전자 강남점", {"address": "역삼동 1", "phones": ["02-777-0000"]}), "name address"),
    (("삼성전자 강남지점", {"phones": ["02-555-1234"]}), ("삼성전자 강남점", {"phones": ["02-555-1234"]}), "name phone"),
    (("삼성전자 강남지점", {}), ("삼성전자 강남점", {}), ""),
    (("华联分店", {"address": "南京路10号"}), ("华联店", {"address": "南京路10号"}), "name address"),
    (("Oxxo Sucursal Centro", {"address": "Calle Mayor 3"}), ("Oxxo Centro", {"address": "calle mayor 3"}), "name address"),
    (("누리마트 역삼점", {"address": "역삼동 1"}), ("누리마트 대치점", {"address": "역삼동 1"}), ""),
    (("한빛상사", {"address": "역삼동 1"}), ("㈜한빛 상사", {"address": "역삼동 1"}), "name address"),
    (("누리마트", {"address": "역삼동 1"}), ("누리마트 역삼", {"address": "역삼동1"}), "address"),
    (("삼성", {"address": "역삼동 1"}), ("Samsung", {"address": "역삼동1"}), "address"),
    (("삼성", {"address": "역삼동 1"}), ("三星", {"address": "역삼동1"}), "address"),
    (("삼성", {"address": "역삼동 1", "phones": ["02-555-1234"], "area": "강남"}), ("Samsung", {"address": "역삼동1", "phones": ["02-777-0000"], "area": "서초"}), ""),
    (("한빛상사", {"address": "역삼동 1"}), ("두리물산", {"address": "역삼동 1"}), ""),
    (("삼성", {"address": "서울 강남구"}), ("Samsung", {"address": "서울 강남구"}), ""),
    (("삼성", {"address": "역삼동 1", "tax_id": "1"}), ("Samsung", {"address": "역삼동 1", "tax_id": "2"}), ""),
    # domains
    (("LG전자", {"web": ["https://www.lge.com/kr"]}), ("엘지전자", {"web": ["kim@lge.com"]}), "web"),
    (("한빛", {"web": ["kim@naver.com"]}), ("두리", {"web": ["lee@naver.com"]}), ""),
    (("한빛", {"web": ["a@hb.kr"], "address": "서울 1"}), ("두리", {"web": ["b@hb.kr"], "address": "서울 2"}), ""),
]  # fmt: skip


@pytest.mark.parametrize("one, other, expected", CASES)
def test_signs(one, other, expected):
    first, second = card(one[0], **one[1]), card(other[0], **other[1])
    assert " ".join(signs(first, second)) == expected
    assert signs(first, second) == signs(second, first)
    listed = [first._replace(id="1", no=1), second._replace(id="2", no=2)]
    assert [pair.signs for pair in pairs(listed)] == [signs(first, second)][: bool(expected)]
    assert [pair.signs for pair in like(second, [first])] == [signs(first, second)][
        : bool(expected)
    ]


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("서울 강남구 역삼동 1", "서울시 강남구 역삼동1", True),
        ("서울 강남구 역삼동 1", "서울 강남구 역삼동 12", False),
        ("서울", "서울 강남구 역삼동 1", True),
        ("南京路10号", "上海市南京路10号", True),
        ("南京路10号", "上海市南京路11号", False),
        ("C/ Mayor 3", "Calle Mayor, 3 (Madrid)", True),
        ("Calle Mayor 3", "Calle Menor 3", False),
    ],
)
def test_addresses_that_can_be_one(one, other, same):
    assert same_address(one, other) is same
    assert same_address(other, one) is same


def test_the_likeliest_pair_comes_first():
    cards = [
        card("한빛상사", id="1", no=1, phones=["02-555-1234"]),
        card("두리물산", id="2", no=2),
        card("한빛상사(주)", id="3", no=3, phones=["02-555-1234"]),
        card("두리물산", id="4", no=4),
    ]
    found = pairs(cards)
    assert [(pair.one.no, pair.other.no, pair.score) for pair in found] == [(1, 3, 90), (2, 4, 50)]


def test_the_number_of_a_switchboard_is_no_sign():
    cards = [card(f"Shop {name}", id=name, no=no, phones=["1588-0000"], web=["x@chain.com"])
             for no, name in enumerate("ABCDEF")]  # fmt: skip
    assert pairs(cards) == []
    assert len(pairs(cards[:5])) == 10


def test_an_address_of_many_is_a_building():
    names = ["삼성", "Samsung", "三星", "Orion", "두리", "北京"]
    cards = [card(name, id=name, no=no, address="역삼동 1") for no, name in enumerate(names, 1)]
    assert pairs(cards) == []
    found = [(pair.one.name, pair.other.name) for pair in pairs(cards[:3])]
    assert found == [("삼성", "Samsung"), ("삼성", "三星"), ("Samsung", "三星")]
    new = card("Hanbit", address="역삼동 1")
    assert len(like(new, cards[:4:2])) == 2
    assert like(new, cards) == []
    assert like(card("삼성 지점", address="역삼동 1"), cards) == []


def test_a_crowd_under_one_name_does_not_flood():
    cards = [card("누리마트", id=str(no), no=no) for no in range(400)]
    assert len(pairs(cards)) < 400 * 6


def test_nothing_on_file():
    assert pairs([]) == []


NAMES = st.text("한빛상사대성금속ab", min_size=1, max_size=6)
CARDS = st.lists(
    st.tuples(NAMES, st.sampled_from(["", "02-555-1234", "02-777-0000"]),
              st.sampled_from([None, HERE, ACROSS, ROUND_THE_CORNER, FAR]),
              st.sampled_from(["", "역삼동 1", "역삼동1", "대치동 2"])),
    max_size=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(CARDS)
def test_the_keys_find_what_comparing_all_would_find(rows):
    cards = [card(name, id=str(no), no=no, phones=[phone], place=place, address=address)
             for no, (name, phone, place, address) in enumerate(rows)]  # fmt: skip
    shared = {key for item in cards for key in item.phones
              if sum(key in other.phones for other in cards) > 5}  # fmt: skip
    spots = {item.spot for item in cards if sum(item.spot == one.spot for one in cards) > 5}
    bare = [
        item._replace(phones=item.phones - shared, spot="" if item.spot in spots else item.spot)
        for item in cards
    ]
    expected = {(a.no, b.no) for a, b in itertools.combinations(bare, 2) if signs(a, b)}
    assert {(pair.one.no, pair.other.no) for pair in pairs(cards)} == expected


def test_every_sign_has_words():
    assert all(in_words([sign]) for sign in Sign)
    assert in_words([Sign.NAME, Sign.PHONE]) == "same name and phone"
