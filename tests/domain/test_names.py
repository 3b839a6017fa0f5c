from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.names import (
    initials,
    is_initials,
    matches,
    name_key,
    nearest,
    search_key,
)

hangul = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8)


@pytest.mark.parametrize(
    "name, key",
    [
        ("한빛상사", "한빛상사"),
        ("(주)한빛상사", "한빛상사"),
        ("㈜ 한빛 상사", "한빛상사"),
        ("한빛상사( 주 )", "한빛상사"),
        ("주)한빛상사", "한빛상사"),
        ("주식회사 한빛상사", "한빛상사"),
        ("한빛상사주식회사", "한빛상사"),
        ("유한회사 대성", "대성"),
        ("(유)대성", "대성"),
        ("한빛상사 Co., Ltd.", "한빛상사"),
        ("한빛 주식회사 강남점", "한빛강남점"),
        ("주식회사", "주식회사"),
        ("주주마트", "주주마트"),
        ("上海华联有限公司", "上海华联"),
        ("上海华联股份有限公司", "上海华联"),
        ("上海华联有限责任公司", "上海华联"),
        ("海尔（集团）股份有限公司", "海尔"),
        ("海尔集团公司", "海尔"),
        ("华联有限公司北京分公司", "华联北京分公司"),
        ("集团公司", "集团公司"),
        ("台灣大成股份有限公司", "台灣大成"),
        ("株式会社サクラ", "サクラ"),
        ("合同会社サクラ", "サクラ"),
        ("サクラ㈱", "サクラ"),
        ("(有)サクラ", "サクラ"),
        ("한빛[주]", "한빛"),
        ("농업회사법인 주식회사 푸른들", "푸른들"),
        ("上海华联(有限合伙)", "上海华联"),
        ("S.A. Pérez", "perez"),
        ("S. L. Pérez", "perez"),
        ("Sa Nostra", "sanostra"),
        ("Sociedad Anónima Pérez", "perez"),
        ("Pérez, Sociedad de Responsabilidad Limitada de Capital Variable", "perez"),
        ("Pérez S. en C.", "perez"),
        ("Acme S.à r.l.", "acme"),
        ("Acme GmbH & Co. KG", "acme"),
        ("ＡＣＭＥ　Ｉｎｃ．", "acme"),
        ("Pérez S.A.", "perez"),
        ("Pérez, S. A. de C. V.", "perez"),
        ("Pérez S. de R.L. de C.V.", "perez"),
        ("Bimbo S.A.B. de C.V.", "bimbo"),
        ("Ferretería Ruiz S.L.U.", "ferreteriaruiz"),
        ("Muñoz y Cía.", "munoz"),
        ("Cía. de Transportes Sur S.R.L.", "transportessur"),
        ("Talleres Gómez, Sociedad Limitada", "talleresgomez"),
        ("Casa", "casa"),
        ("Acme, Inc.", "acme"),
        ("ACME Co., Ltd", "acme"),
        ("Acme Corp", "acme"),
        ("Acme L.L.C.", "acme"),
        ("Perez & Co.", "perez"),
        ("Müller GmbH", "muller"),
        ("Acme (Pty) Ltd", "acme"),
        ("Tesco", "tesco"),
        ("Costa Inc", "costa"),
        ("Co Ltd", "coltd"),
        ("Inc.", "inc"),
        ("", ""),
    ],
)
def test_the_kind_of_company_does_not_count(name, key):
    assert name_key(name) == key


@given(st.text(max_size=30))
def test_a_name_is_never_reduced_to_nothing(name):
    assert bool(name_key(name)) == bool(search_key(name))


@pytest.mark.parametrize(
    "name, first",
    [
        ("한빛상사", "ㅎㅂㅅㅅ"),
        ("까치 약국", "ㄲㅊㅇㄱ"),
        ("한빛 Mart 2호점", "ㅎㅂmart2ㅎㅈ"),
        ("上海", "上海"),
        ("ㅎㅂ", "ㅎㅂ"),
        ("ㄳ", "ㄱㅅ"),
        ("힣", "ㅎ"),
    ],
)
def test_initials(name, first):
    assert initials(name) == first


@pytest.mark.parametrize(
    "query, answer",
    [
        ("ㅎㅂㅅㅅ", True),
        ("ㅎㅂ ㅅㅅ", True),
        ("ㄳ", True),
        ("한빛", False),
        ("ㅎ빛", False),
        ("", False),
        (" ", False),
        ("ㅏ", False),
        ("hb", False),
    ],
)
def test_a_query_of_initials(query, answer):
    assert is_initials(query) is answer


@pytest.mark.parametrize(
    "query, name",
    [
        ("한빛", "(주)한빛상사"),
        ("빛상", "한빛 상사"),
        ("ㅎㅂ", "(주)한빛상사"),
        ("ㅂ ㅅ", "한빛상사"),
        ("한ㅂㅅ", "한빛상사"),
        ("ㅄ", "한빛상사"),
        ("ㄳ", "가산상회"),
        ("perez", "Ferretería PÉREZ, S.L."),
        ("华联", "上海华联有限公司"),
        ("7 eleven", "7-Eleven"),
        ("c++", "C++ Cafe"),
    ],
)
def test_a_query_that_finds(query, name):
    assert matches(query, name)


@pytest.mark.parametrize(
    "query, name",
    [("ㅎㅅ", "한빛상사"), ("", "한빛상사"), ("-", "한빛상사"), ("ㄱ", "까치"), ("a.c", "abc")],
)
def test_a_query_that_does_not_find(query, name):
    assert not matches(query, name)


@given(hangul)
def test_every_name_is_found_by_its_initials(name):
    assert is_initials(initials(name))
    assert matches(initials(name), name)


NAMES = [
    "한빛상사",
    "(주)대성금속 강남지점",
    "上海华联",
    "华为",
    "Ferretería Pérez",
    "Acme Trading",
]


@pytest.mark.parametrize(
    "query, best",
    [
        ("한빗상사", "한빛상사"),
        ("한빗", "한빛상사"),
        ("대송금속", "(주)대성금속 강남지점"),
        ("上海华连", "上海华联"),
        ("华伟", "华为"),
        ("peres", "Ferretería Pérez"),
        ("acne", "Acme Trading"),
    ],
)
def test_the_nearest_name(query, best):
    assert nearest(query, NAMES)[0] == best


def test_nothing_is_near_by_chance():
    assert nearest("zzzz", NAMES) == []
    assert nearest("", NAMES) == []
    assert nearest("한빛상사", []) == []


def test_no_more_names_than_asked_for_and_each_once():
    assert nearest("한빛", ["한빛", "한빛1", "한빛2", "한빛", "한빛3"]) == [
        "한빛",
        "한빛1",
        "한빛2",
    ]
    assert nearest("한빛", ["한빛1", "한빛"], 1) == ["한빛"]
