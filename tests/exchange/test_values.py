from __future__ import annotations

import pytest

from salescli.errors import SalesError
from salescli.exchange import people, values

LINES = [
    ("  한빛  상사 ", "한빛 상사"),
    ("calle 1\r\n28001 Madrid", "calle 1 28001 Madrid"),
    ("'=1+1", "=1+1"),
    ("'+82 10", "+82 10"),
    ("'t Hof", "'t Hof"),
    ('="0101234"', "0101234"),
    ("13800138000\t", "13800138000"),
    ("e\u0301", "é"),
    ("Na", "Na"),
    *(
        (nothing, "")
        for nothing in [
            "NULL",
            "NA",
            "N/A",
            "-",
            ".",
            "없음",
            "无",
            "無",
            "ninguno",
            "null",
            "#N/A",
        ]
    ),
    ("'-", ""),
]


@pytest.mark.parametrize("raw, line", LINES)
def test_line(raw, line):
    assert values.line(raw) == line


def test_prose_keeps_its_lines():
    assert values.prose(" one\r\ntwo ") == "one\ntwo"


@pytest.mark.parametrize("raw", ["a\0b", "a\x1b[2J"])
def test_control_characters_are_refused(raw):
    with pytest.raises(SalesError, match="Phone"):
        values.line(raw, "Phone")


GRADES = {
    "A": "A a Ａ A급 A级 A級 A등급 A类 등급A class:A Grade-A grade~A A-grade",
    "D": "d D급 D级客户 categoría~D tipo~D",
    "": "E AA A+ VIP 重点客户 1 가 bueno AB级",
}


@pytest.mark.parametrize(
    "text, grade",
    [(text.replace("~", " "), g) for g, line in GRADES.items() for text in line.split()],
)
def test_grade(text, grade):
    assert values.grade(text) == grade


STATUSES = {
    "prospect": "잠재|潜在|潜在客户|Prospecto|POTENCIAL|lead|Lead",
    "active": "거래중|거래 중|合作中|活跃|Activo|customer|Active",
    "dormant": "휴면|休眠|Inactivo|inactive",
    "lost": "거래종료|流失|Perdido|lost",
    "": "Y|x|hot|예|?",
}


@pytest.mark.parametrize(
    "text, status", [(text, s) for s, line in STATUSES.items() for text in line.split("|")]
)
def test_status(text, status):
    assert values.status(text) == status


TAGS = [
    ("a, b;c、a", ["a", "b", "c"]),
    ("* VIP ::: * myContacts", ["VIP"]),
    ("#신규 고객", ["신규 고객"]),
    (" , ", []),
]


@pytest.mark.parametrize("text, tags", TAGS)
def test_tags(text, tags):
    assert values.tags(text) == tags


PLACES = [
    ("37.5", "126.97", (37.5, 126.97)),
    ("41,38", "-2,17", (41.38, -2.17)),
    ("37.5°", "127", (37.5, 127.0)),
    ("126.97", "37.5", "latitude 126.97 and longitude 37.5 are swapped"),
    ("95", "99", "latitude 95 and longitude 99 are no place on earth"),
    ("37.5", "200", "latitude 37.5 and longitude 200 are no place on earth"),
    ("x", "127", 'latitude "x" is not a number'),
    ("37", "1.234.567", 'longitude "1.234.567" is not a number'),
    ("nan", "inf", 'latitude "nan" is not a number'),
]


@pytest.mark.parametrize("lat, lon, expected", PLACES)
def test_coordinates(lat, lon, expected):
    if isinstance(expected, tuple):
        assert values.coordinates(lat, lon) == expected
    else:
        with pytest.raises(SalesError) as error:
            values.coordinates(lat, lon)
        assert str(error.value) == expected


@pytest.mark.parametrize("text", ["1.2E+18", "8,21E+11", "1e12", "1012345678.0"])
def test_damaged(text):
    assert values.damaged(text)


@pytest.mark.parametrize("text", ["010-1234-5678", "E12", "1.2", "12E", "A1E5", "123456"])
def test_not_damaged(text):
    assert not values.damaged(text)


ZEROES = [
    ("phone", "1012345678", True),
    ("phone", "21234567", True),
    ("phone", "311234567", True),
    ("phone", "01012345678", False),
    ("phone", "1588-1234", False),
    ("phone", "15881234", False),
    ("postcode", "6236", True),
    ("postcode", "06236", False),
]


@pytest.mark.parametrize("field, text, lost", ZEROES)
def test_zero_lost(field, text, lost):
    assert values.zero_lost(field, text) is lost


NAMES = [
    (("민수", "", "김"), "김민수"),
    (("小明", "", "王"), "王小明"),
    (("Ana", "", "García López"), "Ana García López"),
    (("John", "F.", "Kim"), "John F. Kim"),
    (("", "", "김"), "김"),
    (("Min-su", "", "김"), "Min-su 김"),
    (("", "", ""), ""),
]


@pytest.mark.parametrize("parts, name", NAMES)
def test_full_name(parts, name):
    assert people.full_name(*parts) == name


ADDRESSES = [
    ({"address": "서울 강남구 테헤란로 1", "postcode": "06236"}, "서울 강남구 테헤란로 1 (06236)"),
    (
        {"region": "경기도", "city": "성남시", "street": "판교로 1", "address2": "3층"},
        "경기도 성남시 판교로 1 3층",
    ),
    ({"region": "서울", "address": "서울 중구 1"}, "서울 중구 1"),
    (
        {"region": "广东省", "city": "深圳市", "district": "南山区", "address": "科技园1号"},
        "广东省深圳市南山区科技园1号",
    ),
    (
        {"street": "Calle Sol 1", "city": "Madrid", "postcode": "28001", "country": "España"},
        "Calle Sol 1, 28001 Madrid, España",
    ),
    ({"address": "1 Main Street, Pasadena", "region": "CA"}, "1 Main Street, Pasadena, CA"),
    ({"address": "Calle 1, Madrid", "street": "Calle 1", "city": "madrid"}, "Calle 1, Madrid"),
    ({"postcode": "06236"}, "06236"),
    ({}, ""),
]


@pytest.mark.parametrize("parts, address", ADDRESSES)
def test_address(parts, address):
    assert people.address(parts) == address
