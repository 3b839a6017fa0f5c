from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from salescli.errors import UsageError
from salescli.exchange.aliases import field_of, key
from salescli.exchange.header_names import WORDS
from salescli.exchange.headers import overrides, recognise
from salescli.exchange.kinds import KINDS, MEANS, own_fields
from salescli.exchange.shapes import Row

KEYS = [
    ("거래처명", "거래처명"),
    (" * 거래처 명 (필수) ", "거래처명"),
    ("거래처명*", "거래처명"),
    ("客户名称【必填】", "客户名称"),
    ("客户名称(必填)", "客户名称"),
    ("Código de cliente (obligatorio)", "codigodecliente"),
    ("Phone required*", "phone"),
    ("ＰＨＯＮＥ", "phone"),
    ("E-mail 1 - Value", "email1value"),
    ("#", "#"),
    ("필수", "필수"),
    ("", ""),
]


@pytest.mark.parametrize("header, expected", KEYS)
def test_key(header, expected):
    assert key(header) == expected


FIELDS = [
    ("전화번호(숫자만)", "phone"),
    ("등급 [A/B/C/D]", "grade"),
    ("客户名称/Customer name", "name"),
    ("거래처명\nCustomer", "name"),
    ("State/Region", "region"),
    ("Phone/Fax", None),
    ("Name/Nonsense", None),
    ("tax_id", "tax_id"),
    ("usual_products", "usual_products"),
    ("#", "seq"),
    ("Nº", "seq"),
    ("", None),
    ("/", None),
]


@pytest.mark.parametrize("header, field", FIELDS)
def test_field_of(header, field):
    assert field_of(header) == field


def test_a_name_belongs_to_one_field():
    seen = {}
    for field, words in WORDS.items():
        for word in {key(word) for word in words.split(",")}:
            assert seen.setdefault(word, field) == field
            assert field_of(word) == field


def test_fields_of_a_kind_are_their_own_names():
    only_ours = {"id", "customer_no", "customer_id"}
    for kind, fields in KINDS.items():
        for field in set(fields) - only_ours:
            found = field_of(field)
            assert MEANS[kind].get(found, found) in {field, "person"}


def fields(line, **options):
    mapping = recognise(line.split(","), [], **options)
    return [column.field for column in mapping.columns]


REAL = [
    # Ecount
    (
        "거래처코드,거래처명,대표자명,전화,Fax,모바일,이메일,주소1,업태,종목,담당자명,사용구분,적요",
        "code name . phone fax mobile email address industry . contact status notes",
    ),
    # Outlook
    (
        "First Name,Middle Name,Last Name,Company,Job Title,Business Street,Business City",
        "first middle last name position street city",
    ),
    (
        "Company,Business Postal Code,Business Phone,Mobile Phone,E-mail Address,Notes,Web Page",
        "name postcode phone mobile email notes website",
    ),
    # HubSpot companies and contacts
    (
        "Record ID,Company name,Company owner,Create Date,Phone Number,City,Country/Region,Sector",
        "code name owner . phone city country industry",
    ),
    (
        "Record ID - Contact,First Name,Last Name,Email,Phone Number,Lead Status,Primary Company",
        "code first last email phone status name",
    ),
    # Salesforce
    (
        "Account Name,Billing Street,Billing City,Billing State/Province,Phone,Rating,Owner",
        "name street city region phone grade owner",
    ),
    # Google
    (
        "Name,Organization Name,Organization Title,Labels,E-mail 1 - Value,Address 1 - Formatted",
        "contact name position tags email address",
    ),
    # Chinese and Spanish lists
    (
        "序号,客户名称,联系人,职务,联系电话,手机,地址,客户等级,客户状态,业务员,备注",
        "- name contact position phone mobile address grade status owner notes",
    ),
    (
        "Código,Razón social,Contacto,Cargo,Teléfono,Móvil,Dirección,Población,Provincia,C.P.,Zona",
        "code name contact position phone mobile address city region postcode area",
    ),
    # a name alone is the customer, beside a company the contact, beside a family name a given name
    ("Name,Phone", "name phone"),
    ("Name,Company,Phone", "contact name phone"),
    ("姓名,公司名称", "contact name"),
    ("姓名,电话", "name phone"),
    ("이름,회사명", "contact name"),
    ("Nombre,Empresa", "contact name"),
    ("Nombre,Apellidos,Empresa", "first last name"),
    ("성,이름,회사", "last first name"),
    ("Name,Contact", "name contact"),
    # our own export
    ("no,code,name,grade,status,lat,lon,tags", "- code name grade status lat lon tags"),
]


@pytest.mark.parametrize("header, expected", REAL)
def test_headers_of_real_files(header, expected):
    assert [field or "." for field in fields(header)] == expected.split()


def test_unknown_and_ambiguous_columns_are_told_apart():
    rows = [Row(2, ["한빛", "'+82 2 1", "02-2", "파랑", "7"]), Row(3, ["가나", "", "", "", ""])]
    mapping = recognise(["상호", "전화", "대표전화", "색깔", ""], rows)
    name, phone, other, colour, unnamed = mapping.columns
    assert (name.field, name.how, name.first_values) == ("name", "alias", ("한빛", "가나"))
    assert phone.first_values == ("+82 2 1",)
    assert (other.field, other.how, other.meant) == (None, "ambiguous", "phone")
    assert (colour.field, colour.how) == (None, "unknown")
    assert (unnamed.header, unnamed.how) == ("column 5", "unknown")
    assert mapping.ambiguous == [other]
    assert mapping.noted == [other, colour, unnamed]
    assert mapping.fields == {"name": name, "phone": phone}


def test_map_goes_before_the_aliases():
    header = ["Name", "Company", "Tel 2", "전화 (필수)", ""]
    mapping = recognise(
        header, [], overrides={"company": "-", "TEL-2": "phone", "5": "notes", "name": "상호"}
    )
    assert [column.field for column in mapping.columns] == ["name", "-", "phone", None, "notes"]
    assert [column.how for column in mapping.columns] == ["map", "map", "map", "ambiguous", "map"]


def test_map_to_person_words():
    assert fields("A,B", overrides={"A": "name", "B": "담당자"}) == ["name", "contact"]


def test_a_mapped_name_makes_another_name_the_contact():
    assert fields("Kunde,Name", overrides={"Kunde": "name"}) == ["name", "contact"]


WRONG = [
    ({"Phone": "fone"}, 'there is no field "fone"', "did you mean phone", "phone"),
    ({"Phone": "zzz"}, 'there is no field "zzz"', "fields are code, name", ""),
    ({"Phones": "phone"}, 'the file has no column "Phones"', "columns are Name, Phone", "Phone"),
    ({"9": "phone"}, 'the file has no column "9"', "columns are Name, Phone", ""),
    ({"Name": "phone", "Phone": "phone"}, 'two columns are mapped to "phone"', "=-", ""),
]


@pytest.mark.parametrize("told, message, hint, right", WRONG)
def test_wrong_maps(told, message, hint, right):
    with pytest.raises(UsageError) as error:
        recognise(["Name", "Phone"], [], overrides=told)
    assert str(error.value) == message
    assert hint in error.value.hint
    assert error.value.right == right


def test_overrides_as_typed():
    assert overrides(["a=b=phone", " Tel =fax"]) == {"a=b": "phone", "Tel": "fax"}


@pytest.mark.parametrize("option", ["phone", "=phone", "Tel=", " = "])
def test_overrides_that_say_nothing(option):
    with pytest.raises(UsageError, match="does not name a header and a field"):
        overrides([option])


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_our_views_publish_is_known(kind, office):
    """A column that is added to a view must be brought in, or named as what follows from others."""
    with closing(sqlite3.connect(office / "sales.db")) as connection:
        columns = [item[0] for item in connection.execute(f"SELECT * FROM {kind}").description]
    assert set(columns) <= set(own_fields(columns, kind))


OURS = [
    (["no", "name", "phone"], True),
    (["id", "no", "name", "phone", "Tel"], True),
    (["name", "phone", "first_contact", "key_account", "area", "x"], True),
    (["name", "phone", "Tel"], False),
    (["name", "Company"], False),
    (["id", "name", "Tel", "Company"], False),
]


@pytest.mark.parametrize("headers, ours", OURS)
def test_our_own_files_are_known_by_their_keys(headers, ours):
    assert bool(own_fields(headers, "customers")) == ours


@pytest.mark.parametrize("values, field", [
    (("activo", "inactivo"), "status"), (("Activo", "", "De baja"), "status"),
    (("Jalisco", "Sonora"), "region"), (("activo", "Sonora"), "region"), ((), "region"),
])  # fmt: skip
def test_an_estado_is_what_its_cells_say(values, field):
    rows = [Row(2, ["x", value]) for value in values]
    assert "estado" not in recognise(["Cliente", "Estado"], rows).fields
    assert recognise(["Cliente", "Estado"], rows).columns[1].field == field
    told = recognise(["Cliente", "Estado"], rows, overrides={"Estado": "region"})
    assert told.columns[1].field == "region"


def test_a_plain_code_is_the_customer_s():
    assert recognise(["코드", "거래처명"], []).columns[0].field == "code"
