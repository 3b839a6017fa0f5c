from __future__ import annotations

import io

import pytest

from salescli.exchange.double_headers import joined
from salescli.exchange.headers import recognise
from salescli.exchange.tables import read_table


def cells(text):
    return [cell.strip() for cell in text.split("|")]


PAIRS = [
    ("Customer | | Contact | |",
     "Name | Phone | Name | Phone | Email",
     "name phone contact contact_phone contact_email"),
    ("No. | Customer | | Contact | | Remarks",
     "| Name | Address | Name | Title |",
     "- name address contact position notes"),
    ("번호 | 거래처 정보 | | | 담당자 정보 | | | 비고",
     "| 상호 | 주소 | 전화 | 성명 | 직책 | 휴대폰 |",
     "- name address phone contact position contact_phone notes"),
    ("客户信息 | | 联系人 | | 备注",
     "名称 | 地址 | 姓名 | 手机 |",
     "name address contact contact_phone notes"),
    ("Datos del cliente | | Persona de contacto |",
     "Nombre | Dirección | Nombre | Teléfono",
     "name address contact ."),
    ("거래처 | | | 비고",
     "상호 | 담당자 | 전화 |",
     "name contact phone notes"),
    ("기본 | | 본사 | | 공장 |",
     "거래처명 | 등급 | 전화 | 주소 | 전화 | 주소",
     "name grade phone address . ."),
]  # fmt: skip


@pytest.mark.parametrize("upper, lower, fields", PAIRS)
@pytest.mark.parametrize("above", ["", "거래처 목록\n", "거래처 목록,,,2026-03-03 출력\n\n"])
def test_two_rows_are_one_header(upper, lower, fields, above):
    lines = [",".join(cells(line)) for line in (upper, lower)]
    width = len(cells(upper))
    row = ",".join("abcdefgh"[:width])
    table = read_table(
        io.BytesIO(f"{above}{lines[0]}\n{lines[1]}\n{row}\n".encode()), legacy="cp949"
    )
    mapping = recognise(table.header, table.sample)
    assert [column.field or "." for column in mapping.columns] == fields.split()
    assert [found.cells for found in table.rows] == [list("abcdefgh"[:width])]
    assert [text for text in table.said if text.endswith("are one header")] == list(table.said[:1])
    assert len(table.titles) == bool(above)


def test_what_has_no_field_is_told_apart_by_its_group():
    found = joined(cells("본사 | | 공장 |"), cells("전화 | 주소 | 전화 | 주소"))
    assert found == ["전화", "주소", "공장 전화", "공장 주소"]


SINGLE = [
    ("a title", "거래처 목록 | |", "거래처명 | 전화 | 전화"),
    ("a title and a date", "거래처 목록 | | 2026-03-03 출력", "거래처명 | 전화 | 전화"),
    ("a title and its author", "거래처 목록 | | 작성자: 김", "거래처명 | 전화 | 전화"),
    ("columns without a name", "거래처명 | 전화 | |", "한빛 | 02-1 | x | y"),
    ("a row of data that names a customer so", "name | phone | notes", "Name | Phone | Notes"),
]


@pytest.mark.parametrize("name, upper, lower", SINGLE, ids=[name for name, *_rest in SINGLE])
def test_other_rows_are_no_pair(name, upper, lower):
    assert joined(cells(upper), cells(lower)) is None
