"""Many customers at once: matched, filled in or new, and logged like those typed one by one."""

from __future__ import annotations

import json

import pytest

BEGIN = "customer add 한빛상사 --incomplete --phone 02-555-1234 --force"

# What is on file, the rows of the file, and the names, codes and phones that are there then.
MATCHED = [
    ("the same phone", BEGIN, ["한빛상사,,02-555-1234,"], [("한빛상사", "", "02-555-1234")]),
    ("the phone in another writing", BEGIN, ["(주)한빛상사,,+82 2 555 1234,"],
     [("한빛상사", "", "02-555-1234")]),
    ("another phone is another shop", BEGIN, ["한빛상사,,02-777-0000,"],
     [("한빛상사", "", "02-555-1234"), ("한빛상사", "", "02-777-0000")]),
    ("a code that is new to a customer without one", BEGIN, ["한빛상사,H-1,02-555-1234,"],
     [("한빛상사", "H-1", "02-555-1234")]),
    ("two codes are two customers", BEGIN + " --code H-1", ["한빛상사,H-2,02-555-1234,"],
     [("한빛상사", "H-1", "02-555-1234"), ("한빛상사", "H-2", "02-555-1234")]),
    ("a row that says less of the only one of its name", BEGIN + " --address 서울",
     ["한빛상사,,,A"], [("한빛상사", "", "02-555-1234")]),
    ("the same name, when several have it", BEGIN + " --address 서울",
     ["한빛상사,,02-777-0000,", "한빛상사,,,"],
     [("한빛상사", "", "02-555-1234"), ("한빛상사", "", "02-777-0000")]),
    ("a code in another case", BEGIN + " --code h-1", ["한빛,H-1,,"],
     [("한빛상사", "h-1", "02-555-1234")]),
    ("the same customer twice in the file", BEGIN,
     ["새벽전자,,02-1111-2222,", "새벽전자,,02-1111-2222,A"],
     [("한빛상사", "", "02-555-1234"), ("새벽전자", "", "02-1111-2222")]),
    ("branches told apart by their codes", BEGIN, ["가게,K-1,,", "가게,K-2,,", "가게,K-1,,"],
     [("한빛상사", "", "02-555-1234"), ("가게", "K-1", ""), ("가게", "K-2", "")]),
]  # fmt: skip


@pytest.mark.parametrize("name, begin, lines, expected", MATCHED, ids=[row[0] for row in MATCHED])
def test_a_row_finds_its_customer(sales, office, rows, name, begin, lines, expected):
    sales(begin)
    (office / "list.csv").write_text("\n".join(["name,code,phone,grade", *lines]), encoding="utf-8")
    sales("data import customers list.csv")
    found = rows("SELECT name, code, phone FROM customers ORDER BY no")
    assert [tuple(row.values()) for row in found] == expected
    again = sales("data import customers list.csv -f json").json["rows"]
    assert (again["new"], again["changed"], again["refused"]) == (0, 0, 0)


def test_an_imported_row_is_logged_and_stamped_like_a_typed_one(sales, office, rows, at):
    (office / "list.csv").write_text(
        "name,phone,contact,position,grade\n새벽전자,02-1111-2222,손흥민,과장,B\n", encoding="utf-8"
    )
    at("2026-03-03T15:00")
    sales("data import customers list.csv")
    logged = rows("SELECT * FROM changes WHERE table_name <> 'rep' ORDER BY hlc")
    assert {row["table_name"]: row["action"] for row in logged} == {
        "customer": "insert", "grade_change": "insert", "contact": "insert",
    }  # fmt: skip
    for row in logged:
        kept = rows(f"SELECT * FROM {row['table_name']}")[0]
        told = json.loads(row["new"])
        assert {name for name, value in kept.items() if value is not None} == set(told)
        assert kept["created_at"] == kept["updated_at"] == "2026-03-03T06:00:00.000Z"
        assert kept["rep_id"] == row["rep_id"] == told["rep_id"]


def test_a_grade_from_a_file_is_a_step_of_the_history(hanbit, office, rows):
    (office / "list.csv").write_text("name,phone,grade\n한빛상사,02-555-1234,A\n", encoding="utf-8")
    hanbit("data import customers list.csv")
    assert rows("SELECT grade FROM customers") == [{"grade": "B"}]
    hanbit("data import customers list.csv --update")
    steps = rows("SELECT from_grade, to_grade FROM grade_changes ORDER BY created_at, id")
    assert [tuple(step.values()) for step in steps] == [(None, "B"), ("B", "A")]
    hanbit("undo")
    assert rows("SELECT grade FROM customers") == [{"grade": "B"}]


def test_a_renamed_customer_is_found_by_its_new_name(sales, office):
    sales("customer add 한빛상사 --incomplete --code H-1")
    (office / "list.csv").write_text("code,name\nH-1,새벽전자\n", encoding="utf-8")
    sales("data import customers list.csv --update")
    assert [row["name"] for row in sales("customer list 새벽 -f json").json] == ["새벽전자"]
    assert sales("customer list 한빛 -f json").json == []
    assert [row["name"] for row in sales("customer list ㅅㅂ -f json").json] == ["새벽전자"]


def test_rows_of_one_file_change_each_other_across_parts(sales, office, rows, quick_disk):
    """Written by the hundred: a late row may fill one that was written long before it."""
    lines = [f"Shop {n},02-300-{n:04d},," for n in range(700)]
    lines += ["Shop 3,02-300-0003,Kim,A", "Shop 699,02-300-0699,Lee,B"]
    (office / "list.csv").write_text(
        "\n".join(["name,phone,contact,grade", *lines]), encoding="utf-8"
    )
    told = sales("data import customers list.csv -f json").json["rows"]
    assert (told["new"], told["changed"]) == (700, 2)
    found = rows("SELECT no, grade, contact FROM customers WHERE grade IS NOT NULL ORDER BY no")
    assert [tuple(row.values()) for row in found] == [(4, "A", "Kim"), (700, "B", "Lee")]
    assert [row["no"] for row in rows("SELECT no FROM contacts ORDER BY no")] == [1, 2]
    sales("undo")
    assert rows("SELECT no FROM customers") == []
    assert rows("SELECT no FROM contacts") == []


def test_a_refused_row_burns_no_number(sales, office, rows):
    (office / "list.csv").write_text("name,phone\nA,1\nB\x01,2\nC,3\n", encoding="utf-8")
    assert "1 row was refused" in sales("data import customers list.csv", code=1).err
    assert [tuple(row.values()) for row in rows("SELECT no, name FROM customers")] == [
        (1, "A"), (2, "C"),
    ]  # fmt: skip


def test_a_code_is_known_again_in_a_later_part(sales, office, rows, quick_disk):
    """Beyond the first thousand rows too, in another case, and after it was filled in."""
    lines = [f"K-{n},Shop {n},02-300-{n:04d}" for n in range(1100)]
    lines += ["k-3,Other name,02-999-0000", ",Shop 5 bis,02-888-0000", "N-1,Shop 5 bis,02-888-0000"]
    lines += [f"M-{n},More {n},02-400-{n:04d}" for n in range(1000)]
    lines += ["n-1,Third name,", "m-1,Fourth name,"]
    (office / "list.csv").write_text("\n".join(["code,name,phone", *lines]), encoding="utf-8")
    told = sales("data import customers list.csv -f json").json["rows"]
    assert (told["new"], told["changed"], told["repeated"]) == (2101, 1, 4)
    assert rows("SELECT count(*) AS n FROM customers")[0]["n"] == 2101
    again = sales("data import customers list.csv -f json").json["rows"]
    assert (again["new"], again["changed"]) == (0, 0)


def test_many_refused_rows_come_back_in_their_order(sales, office, monkeypatch, quick_disk):
    from salescli.store import import_refused

    monkeypatch.setattr(import_refused, "AT_HAND", 3)
    lines = [f"Shop {n},02-300-{n:04d}" if n % 3 else f",{n}" for n in range(2500)]
    (office / "list.csv").write_text("\n".join(["name,phone", *lines]), encoding="utf-8")
    ended = sales("data import customers list.csv", code=1)
    assert "834 rows were refused" in ended.err
    back = (office / "list.rejects.csv").read_text(encoding="utf-8-sig").splitlines()
    assert back[0] == "name,phone,reason"
    assert [line.split(",")[1] for line in back[1:]] == [str(n) for n in range(0, 2500, 3)]


def test_a_merged_customer_is_found_by_what_it_was(sales, office, rows):
    """By its code, name or id, so that a list that is older than the merge makes no double."""
    lines = ["code,name,phone", "H-1,한빛상사,02-555-1234", "H-2,한빛 무역,02-777-0000"]
    (office / "list.csv").write_text("\n".join([*lines, ",새벽,02-1111-2222"]), encoding="utf-8")
    sales("data import customers list.csv")
    sales("customer list -f json -o own.json")
    sales("customer merge '#1' '#2' --yes")
    sales("customer merge '#1' '#3' --yes")
    for file in ("list.csv", "own.json"):
        told = sales(f"data import customers {file} -f json").json["rows"]
        assert (told["new"], told["refused"]) == (0, 0), file
    (office / "visits.csv").write_text(
        "customer,customer_code,visit_date\n한빛 무역,,2026-03-01\n,H-2,2026-03-02\n새벽,,2026-03-03\n",
        encoding="utf-8",
    )
    sales("data import visits visits.csv")
    assert [row["customer"] for row in rows("SELECT customer FROM visits")] == ["한빛상사"] * 3
