"""Customers on file twice: said before one is added, listed by `check --duplicates`."""

from __future__ import annotations

import pytest


def names(sales):
    return [row["name"] for row in sales("customer list --sort no -f json").json]


def test_a_refusal_tells_whose_it_is_and_since_when(hanbit, at):
    at("2026-03-09")
    run = hanbit("customer add ㈜한빛상사 --incomplete --phone 025551234", code=2)
    assert "#1 한빛상사 (same name and phone), 김민수, reported 2026-03-03" in run.err
    assert names(hanbit) == ["한빛상사"]


@pytest.mark.parametrize(
    "line, reason",
    [
        ("한빗상사 --incomplete", "name spelt almost alike"),
        ("한빛상사강남 --incomplete --place '37.50001, 127'", "same place"),
        ("두리 --incomplete --email kim@hanbit.kr", "same web or mail domain"),
    ],
)
def test_a_weaker_sign_is_said_and_the_customer_saved(hanbit, line, reason):
    hanbit("customer edit 한빛 --place '37.5, 127' --website https://www.hanbit.kr/")
    run = hanbit(f"customer add {line}")
    assert f"may be on file already: #1 한빛상사 ({reason})" in run.err
    assert "Added customer 2" in run.err
    assert run.out == ""
    hanbit("undo")
    assert "on file already" not in hanbit(f"customer add {line} --force").err


def test_the_same_tax_number_is_refused(hanbit):
    hanbit("customer edit 한빛 --tax-id 123-45-67890")
    run = hanbit("customer add 두리 --incomplete --tax-id 1234567890", code=2)
    assert "#1 한빛상사 (same tax number)" in run.err


@pytest.mark.parametrize("answer, saved", [("y", True), ("예", True), ("n", False), ("", False)])
@pytest.mark.parametrize("line", ["한빛상사 --incomplete", "한빗상사 --incomplete"])
def test_on_a_terminal_it_asks(hanbit, line, answer, saved):
    run = hanbit(f"customer add {line}", tty=True, input=f"{answer}\n", code=0 if saved else 1)
    assert "Add it all the same (y/n) [n]: " in run.err
    assert len(names(hanbit)) == 1 + saved


def test_a_chain_is_left_alone(sales):
    for branch, address in (("역삼점", "역삼동 1"), ("대치점", "대치동 2"), ("서초점", "서초동 3")):
        run = sales(f"customer add '누리마트 {branch}' --incomplete --address '{address}'")
        assert "on file" not in run.err
    assert "no two customers look like one" in sales("customer check --duplicates").err
    assert sales("customer check --duplicates -f json").json == []


def test_the_list_of_doubles(hanbit):
    hanbit("customer add 두리물산 --incomplete --mobile 010-1111-2222 --contact 이영표")
    hanbit("customer add '한빛상사(주)' --incomplete --force --phone 02-555-1234")
    hanbit("customer add '두리 물산' --incomplete --force")
    run = hanbit("customer check --duplicates -f json")
    assert run.json == [
        {"no": 1, "name": "한빛상사", "other_no": 3, "other": "한빛상사(주)",
         "reasons": ["name", "phone"], "score": 90},
        {"no": 2, "name": "두리물산", "other_no": 4, "other": "두리 물산",
         "reasons": ["name"], "score": 50},
    ]  # fmt: skip
    assert "`sales customer merge '#1' '#3'`" in run.err
    table = hanbit("customer check --duplicates").out
    assert "same name and phone" in table
    lines = hanbit("customer check --duplicates -f csv").out.splitlines()
    assert lines[:2] == ["no,name,other_no,other,reasons,score",
                         '1,한빛상사,3,한빛상사(주),"name, phone",90']  # fmt: skip
    assert hanbit("customer check --duplicates --columns no,other_no -f csv").out == (
        "no,other_no\n1,3\n2,4\n"
    )


def test_a_contact_s_phone_makes_a_double(hanbit):
    hanbit("contact add 한빛 김철수 --phone 010-7777-1111")
    hanbit("customer add 두리 --incomplete --force --phone 01077771111")
    assert hanbit("customer check --duplicates -f json").json[0]["reasons"] == ["phone"]


def test_an_empty_office_has_no_doubles(sales, office):
    (office / "sales.db").unlink()
    assert sales("customer check --duplicates -f json").json == []


def test_the_industry_gate_warns_and_lets_through(sales):
    sales(["config", "set", "me.industries", "[plastics, 도료]"])
    warned = sales("customer add 한빛식품 --incomplete --industry food").err
    assert "한빛식품: food is none of your industries (plastics, 도료)" in warned
    assert "Added customer 1" in warned
    for line in ("두리 --industry '자동차 도료'", "세종 --industry Plastics", "미래"):
        assert "industries" not in sales(f"customer add {line} --incomplete").err


@pytest.fixture
def merged(sales, at):
    """두리물산 (#1) and what was 한빛상사 (#2) before it was merged into it."""
    at("2026-03-02")
    sales("customer add 두리물산 --incomplete --phone 02-111-1111 --code D-1")
    at("2026-03-03")
    sales("customer add 한빛상사 --incomplete --phone 02-555-1234 --code H-1 --tax-id 123-45-67890")
    sales("customer merge 1 2 --yes")
    return sales


@pytest.mark.parametrize(
    "line, reason",
    [
        ("㈜한빛상사 --phone 02-555-1234", "same name and phone"),
        ("한빛상사", "same name"),
        ("세종 --phone 02-555-1234", "same phone"),
        ("세종 --tax-id 1234567890", "same tax number"),
    ],
)
def test_a_merged_entry_is_known_as_the_survivor(merged, line, reason):
    run = merged(f"customer add {line} --incomplete", code=2)
    assert f"#1 두리물산 ({reason})" in run.err
    assert run.err.count("#1 두리물산") == 1


def test_a_merged_code_is_the_survivor_s(merged):
    run = merged("customer add 세종 --incomplete --code h-1", code=2)
    assert "code h-1 belongs to 두리물산" in run.err
    merged("customer edit 두리 --code H-1")
    assert merged("customer show H-1 -f json").json["customer_no"] == 1


def test_the_list_knows_the_merged_name_and_pairs_nobody_with_himself(merged):
    assert merged("customer check --duplicates -f json").json == []
    merged("customer add 한빛상사 --incomplete --force")
    [pair] = merged("customer check --duplicates -f json").json
    assert (pair["no"], pair["other_no"], pair["reasons"]) == (1, 3, ["name"])


def test_a_merged_one_whose_survivor_is_deleted_is_forgotten(merged):
    merged("customer delete 두리")
    assert "on file" not in merged("customer add 한빛상사 --incomplete --code H-1").err


def test_the_industry_gate_of_an_edit_and_an_import(hanbit, office):
    hanbit(["config", "set", "me.industries", "[plastics, 도료]"])
    assert "한빛상사: food is none of your" in hanbit("customer edit 한빛 --industry food").err
    assert "industries" not in hanbit("customer edit 한빛 --industry 도료").err
    assert "industries" not in hanbit("customer edit 한빛 --area 강남").err
    (office / "list.csv").write_text(
        "name,industry\nA,food\nB,plastics\nC,\nD,paper\nE,food\n", encoding="utf-8"
    )
    said = "3 rows are of industries that are none of yours (plastics, 도료): food, paper"
    assert said in hanbit("data import customers list.csv --dry-run").err
    run = hanbit("data import customers list.csv")
    assert run.err.count("none of yours") == 1
    assert len(names(hanbit)) == 6
    (office / "one.csv").write_text("name,industry\nF,plastics\n", encoding="utf-8")
    assert "none of yours" not in hanbit("data import customers one.csv").err


def test_the_same_address_is_a_sign(hanbit):
    address = "--address '서울 강남구 역삼동 1'"
    run = hanbit(f"customer add Hanbit --incomplete {address}")
    assert "may be on file already: #1 한빛상사 (same address)" in run.err
    assert "Added customer 2" in run.err
    hanbit(f"customer add '㈜한빛상사 지점' --incomplete --phone 02-111-2222 {address}", code=2)
    for name in ("두리", "세종", "미래", "누리"):
        hanbit(f"customer add {name} --incomplete --force {address}")
    assert "on file" not in hanbit(f"customer add Orion --incomplete {address}").err, "a building"
    assert hanbit("customer check --duplicates -f json").json == []
