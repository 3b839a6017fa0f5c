from __future__ import annotations

import io

import pytest

from salescli.domain.drafts import Draft, Problem
from salescli.errors import UsageError
from salescli.exchange.customers import drafts
from salescli.exchange.headers import recognise
from salescli.exchange.tables import read_table


def read(text, *, overrides=None, legacy="cp949", **options):
    raw = text if isinstance(text, bytes) else text.encode()
    table = read_table(io.BytesIO(raw), legacy=legacy, **options)
    return list(drafts(table, recognise(table.header, table.sample, overrides=overrides)))


def one(text, **options):
    (found,) = read(text, **options)
    return found


def test_a_korean_list_from_ecount():
    text = (
        "거래처 목록\r\n"
        "거래처코드,거래처명,대표자명,전화,모바일,담당자명,직책,주소1,등급,상태,비고\r\n"
        "00012,한빛상사,김대표,02-123-4567,010-1-2,이민수,과장,서울 중구 1,A급,거래중,단골\r\n"
    )
    draft = one(text.encode("cp949"))
    assert draft.line == 3
    assert draft.values == {
        "code": "00012",
        "name": "한빛상사",
        "phone": "02-123-4567",
        "address": "서울 중구 1",
        "grade": "A",
        "status": "active",
        "notes": "단골",
    }
    assert draft.contact == {"name": "이민수", "position": "과장", "phone": "010-1-2"}
    assert draft.notes == ["대표자명: 김대표"]
    assert draft.warnings == []


def test_a_chinese_list():
    text = (
        "序号,客户名称*,联系人,手机,省份,城市,客户等级,客户状态\n"
        "1,一帆贸易,王明,138,广东省,深圳市,B级,潜在\n"
    )
    draft = one(text.encode("gb18030"), legacy="gb18030")
    assert draft.values == {
        "name": "一帆贸易",
        "address": "广东省深圳市",
        "grade": "B",
        "status": "prospect",
    }
    assert draft.contact == {"name": "王明", "phone": "138"}


def test_a_spanish_list_with_decimal_commas():
    text = (
        "Razón social;Nombre;Apellidos;Teléfono;Latitud;Longitud;Estado cliente;Saldo\n"
        "Bar Pepe S.L.;José;Peña Ruiz;'+34 91;41,38;-2,17;inactivo;1.200,50\n"
    )
    draft = one(text.encode("cp1252"), legacy="cp1252")
    assert draft.values == {
        "name": "Bar Pepe S.L.",
        "phone": "+34 91",
        "lat": 41.38,
        "lon": -2.17,
        "status": "dormant",
    }
    assert draft.contact == {"name": "José Peña Ruiz"}
    assert draft.notes == ["Saldo: 1.200,50"]


def test_people_without_a_company_column_are_the_customers():
    draft = one("First Name,Last Name,Mobile Phone\nAna,García,600\n")
    assert (draft.values, draft.contact) == ({"name": "Ana García", "phone": "600"}, {})


def test_what_belongs_to_nobody_is_kept():
    text = "Company,Contact,Job Title,Phone,Mobile,Contact email\nHanbit,,Buyer,02,010,a@b.kr\n"
    draft = one(text)
    assert draft.values == {"name": "Hanbit", "phone": "02", "email": "a@b.kr"}
    assert draft.notes == ["Mobile: 010", "Job Title: Buyer"]


def test_several_values_of_google():
    text = "Name,Organization Name,Phone 1 - Value,Labels\nAna,Sol,1 ::: 2,* a ::: * myContacts\n"
    draft = one(text)
    assert draft.values == {"name": "Sol", "phone": "1", "tags": ["a"]}
    assert draft.notes == ["Phone 1 - Value: 2"]


def test_second_and_unknown_columns_are_notes():
    text = "name,phone,전화,colour,\nA,1,2,red,x\nB,3,-,NULL,\n"
    first, second = read(text)
    assert first.notes == ["전화: 2", "colour: red", "column 5: x"]
    assert second.notes == []


def test_ignored_columns_are_gone():
    assert one("name,colour\nA,red\n", overrides={"colour": "-"}).notes == []


def test_unsure_grades_and_statuses_are_notes():
    draft = one("name,grade,status\nA,VIP,hot\n")
    assert draft.values == {"name": "A"}
    assert draft.notes == ["grade: VIP", "status: hot"]
    assert draft.warnings == [
        'grade "VIP" is not known; kept as a note',
        'status "hot" is not known; kept as a note',
    ]


WARNED = [
    ("name,code\nA,1.2E+18\n", "made a number by a spreadsheet"),
    ("name,phone\n한빛,1012345678\n", "lost its leading zero"),
    ("name,address,zip\nA,서울,6236\n", "lost its leading zero"),
    ("name,lat,lon\nA,37.5,\n", "of use together only"),
    ("name,lat,lon\nA,0,0.0\n", "0, 0 is no place; left out"),
    ('name,좌표\nA,"0, 0"\n', "0, 0 is no place; left out"),
]


@pytest.mark.parametrize("text, says", WARNED)
def test_warnings(text, says):
    (warning,) = one(text).warnings
    assert says in warning


@pytest.mark.parametrize("text", ["name,phone\nA,1012345678\n", "name,lat,lon\nA,37.5,127\n"])
def test_no_warnings(text):
    assert one(text).warnings == []


def test_a_pasted_map_link():
    link = "https://maps.google.com/?q=37.5665,126.978"
    assert one(f'name,map link\nA,"{link}"\n').values["lat"] == 37.5665
    assert one("name,좌표\nA,모름\n").notes == ["좌표: 모름"]


REFUSED = [
    ("name,phone\n ,1\n", "no customer name"),
    ("name,phone\nNULL,1\n", "no customer name"),
    (f"name,phone\n{'x' * 201},1\n", "the customer name is longer than 200 characters"),
    ("name,lat,lon\nA,126.9,37.5\n", "latitude 126.9 and longitude 37.5 are swapped"),
    ("name,lat,lon\nA,x,37.5\n", 'latitude "x" is not a number'),
    ("name,phone\nA,1\x1b[2J\n", "phone holds the control character \\x1b"),
    ("name,phone\nA,1,2\n", "3 cells, but the header has 2"),
]


@pytest.mark.parametrize("text, reason", REFUSED)
def test_refused(text, reason):
    found = one(text)
    assert isinstance(found, Problem)
    assert (found.line, found.reason) == (2, reason)
    assert found.raw


def test_the_order_of_the_file_is_kept():
    found = read("name,phone\nA,1\nB\nC,3\n")
    assert [(row.line, type(row)) for row in found] == [(2, Draft), (3, Problem), (4, Draft)]
    assert found[0].refused("twice") == Problem(2, "twice", ["A", "1"])


@pytest.mark.parametrize("text, column", [("Kunde,Tel.\nA,1\n", "Kunde"), ("phone\n1\n", "Header")])
def test_a_file_that_names_no_customer(text, column):
    with pytest.raises(UsageError) as error:
        read(text)
    assert f"`--map '{column}=name'`" in error.value.hint


def test_a_header_in_the_wrong_code_page_is_hinted():
    with pytest.raises(UsageError) as error:
        read("姓名,手机\n李雷,138\n".encode("gb18030"))
    assert error.value.hint == "`--encoding gb18030` reads more of the header"


def test_without_a_header_the_columns_are_mapped_by_number():
    draft = one("한빛,02\n", header=False, overrides={"1": "name", "column 2": "phone"})
    assert draft.values == {"name": "한빛", "phone": "02"}


CELLS = [
    ("email", "kim@b.kr", "kim@b.kr", []),
    ("email", "<kim@b.kr>", "kim@b.kr", []),
    ("email", "mailto:kim@b.kr", "kim@b.kr", []),
    ("email", "김민수 <kim@b.kr>", "kim@b.kr", ["email: 김민수 <kim@b.kr>"]),
    ("email", '"Kim, M." <kim@b.kr>', "kim@b.kr", ['email: "Kim, M." <kim@b.kr>']),
    ("email", "kim@b.kr, lee@b.kr", "kim@b.kr", ["email: kim@b.kr, lee@b.kr"]),
    ("email", "kim@b.kr;lee@b.kr", "kim@b.kr", ["email: kim@b.kr;lee@b.kr"]),
    ("email", "kim@b.kr / lee@b.kr", "kim@b.kr", ["email: kim@b.kr / lee@b.kr"]),
    ("email", "kim@b.kr ::: lee@b.kr", "kim@b.kr", ["email: kim@b.kr ::: lee@b.kr"]),
    ("email", "* kim@b.kr", "kim@b.kr", []),
    ("email", "ñandú@peña.es", "ñandú@peña.es", []),
    ("email", "모름", None, ["email: 모름"]),
    ("phone", "02-555-1234", "02-555-1234", []),
    ("phone", "02-555-1234 ext. 12", "02-555-1234 ext. 12", []),
    ("phone", "02-555-1234 (내선 12)", "02-555-1234 (내선 12)", []),
    ("phone", "02-1234-5678, 010-1234-5678", "02-1234-5678, 010-1234-5678", []),
    ("phone", "김과장 010-1234-5678", "010-1234-5678", ["phone: 김과장 010-1234-5678"]),
    ("phone", "010-1234-5678 (김과장)", "010-1234-5678", ["phone: 010-1234-5678 (김과장)"]),
    ("phone", "김과장 02-555-1234 내선 3", "02-555-1234 내선 3",
     ["phone: 김과장 02-555-1234 내선 3"]),
    ("phone", "王经理13800138000", "13800138000", ["phone: 王经理13800138000"]),
    ("phone", "Tel. +34 91 123 45 67", "+34 91 123 45 67", ["phone: Tel. +34 91 123 45 67"]),
    ("phone", "1층 02-555-1234, 2층 02-555-9999", "02-555-1234",
     ["phone: 1층 02-555-1234, 2층 02-555-9999"]),
    ("phone", "1-800-FLOWERS", "1-800-FLOWERS", []),
]  # fmt: skip


@pytest.mark.parametrize("field, cell, value, notes", CELLS)
def test_one_value_of_a_cell_and_nothing_lost(field, cell, value, notes):
    quoted = cell.replace('"', '""')
    draft = one(f'name,{field}\nA,"{quoted}"\n')
    assert (draft.values.get(field), draft.notes) == (value, notes)
    assert bool(draft.warnings) is (value is None)


def test_a_row_of_our_own_stays_as_it_is():
    text = "id,name,phone,email\n01a213f2-a49a-736e-b450-271d0fe67ab0,A,김 010-1234-5678,nobody\n"
    draft = one(text)
    assert (draft.values["phone"], draft.values["email"]) == ("김 010-1234-5678", "nobody")
