"""`customer merge`: previewed field by field, everything moved, one step of undo, still found."""

from __future__ import annotations

import json
import re

import pytest


@pytest.fixture
def twice(hanbit, at):
    """한빛상사 (#1) and, a day later, the same once more as 한빛유통 (#2), with what belongs to it."""
    hanbit("customer edit 한빛 --code H-1 --area 강남 --notes 'likes tea' --tag vip")
    hanbit("visit add 한빛 first --with 박지성 --at 9:00")
    at("2026-03-04")
    hanbit("customer add 한빛유통 --incomplete --code H-2 --phone 02-777-0000 --grade A"
           " --contact 박지성 --position 부장 --mobile 010-1111-2222 --notes 'pays late'"
           " --tag new --place '37.5, 127' --industry food --budget '2026 5000000 paper'")  # fmt: skip
    hanbit("contact add 한빛유통 차범근")
    hanbit("visit add 한빛유통 second --with 박지성 --at 9:00 --follow-up call --objective restock")
    hanbit("order add 한빛유통 'pen x 3 @ 5'")
    hanbit("plan add 'win 한빛유통' --customer 한빛유통")
    return hanbit


@pytest.fixture
def written(office):
    """All that stands in the data file."""
    return (office / "sales.db").read_bytes


def preview(sales, line):
    rows = sales(f"{line} --dry-run -f json").json
    return {row["field"]: (row["a"], row["b"], row["kept"]) for row in rows}


def customer(sales, text):
    return json.loads(sales(f"customer show {text} -f json").out)


def test_the_preview_field_by_field(twice, written):
    before = written()
    rows = preview(twice, "customer merge 1 2")
    assert rows["no"] == (1, 2, 1)
    assert rows["name"] == ("한빛상사", "한빛유통", "한빛상사")
    assert rows["code"] == ("H-1", "H-2", "H-1")
    assert rows["grade"] == ("B", "A", "B")
    assert rows["place"] == (None, [37.5, 127.0], [37.5, 127.0])
    assert rows["tags"] == ("vip", "new", "new,vip")
    assert rows["notes"][2] == "likes tea\npays late\nalso: 한빛유통, 02-777-0000"
    assert rows["visits"] == (1, 1, 2)
    assert rows["contacts"] == (1, 2, 2)
    assert rows["orders"] == (0, 1, 1)
    assert "website" not in rows, "neither has one"
    assert written() == before, "a dry run writes nothing"
    table = twice("customer merge 1 2 --dry-run").out
    assert "A: #1" in table
    assert "B: #2" in table


def test_everything_moves_and_undo_brings_it_back(twice):
    before = customer(twice, "1"), customer(twice, "2")
    run = twice("customer merge 1 2 --yes")
    assert run.out == ""
    assert "Merged #2 into #1 한빛상사; `sales undo` brings both back" in run.err
    assert [row["name"] for row in twice("customer list -f json").json] == ["한빛상사"]
    page = customer(twice, "1")
    assert [row["name"] for row in page["contacts"]] == ["박지성", "차범근"]
    assert {row["content"] for row in page["visits"]} == {"first", "second"}
    assert len(page["orders"]) == 1
    assert page["budgets"][0]["amount"] == 5000000
    assert page["form"]["industry"] == "food"
    assert twice("followup list -f json").json[0]["customer"] == "한빛상사"
    assert twice("plan list -f json").json[0]["customer"] == "한빛상사"
    assert twice("visit show 2 -f json").json["visit"]["met"] == "박지성"
    twice("undo")
    assert (customer(twice, "1"), customer(twice, "2")) == before


def test_one_person_of_two_entries(twice):
    twice("customer merge 1 2 --yes")
    people = twice("contact list -f json").json
    park = next(row for row in people if row["name"] == "박지성")
    assert (park["position"], park["phone"], park["main"]) == ("과장", "02-555-1234", True)
    assert park["notes"] == "010-1111-2222"
    assert sum(row["main"] for row in people) == 1


def test_the_value_of_b_is_taken_on_demand(twice):
    twice("customer merge 1 2 --yes --take name=b --take phone=B --take grade=B")
    form = customer(twice, "1")["form"]
    assert (form["phone"], form["grade"]) == ("02-777-0000", "A")
    row = twice("customer list -f json").json[0]
    assert (row["no"], row["name"]) == (1, "한빛유통")
    steps = twice("customer grade 1 -f json").json
    assert any(step["reason"] == "merged with #2 한빛유통" for step in steps)


def test_the_first_report_stays_whatever_the_order(twice):
    run = twice("customer merge 2 1 --yes")
    assert "#1 was reported first, on 2026-03-03: it stays, with the values of #2" in run.err
    row = twice("customer list -f json").json[0]
    assert (row["no"], row["name"], row["code"], row["grade"]) == (1, "한빛유통", "H-1", "A")
    assert row["reported_at"].startswith("2026-03-03")
    assert twice("customer show H-2 -f json").json["customer_no"] == 1


@pytest.mark.parametrize("text", ["2", "#2", "H-2", "h-2", "한빛유통"])
def test_the_merged_entry_leads_to_the_other(twice, text):
    twice("customer merge 1 2 --yes")
    run = twice(["customer", "show", text, "-f", "json"])
    assert run.json["customer_no"] == 1
    assert "#2 한빛유통 was merged into #1 한빛상사" in run.err
    assert "merged" not in twice("customer show 1").err
    assert "한빛상사" in twice(["visit", "add", text, "third"]).err


def test_after_two_merges_the_first_number_still_leads_on(twice, at):
    at("2026-03-02")
    twice("customer add 두리물산 --incomplete")
    at("2026-03-05")
    twice("customer merge 1 2 --yes")
    twice("customer merge 3 1 --yes")
    for text in ("1", "2", "H-1", "H-2", "한빛유통"):
        assert twice(["customer", "show", text, "-f", "json"]).json["customer_no"] == 3
    twice("undo")
    assert twice("customer show 2 -f json").json["customer_no"] == 1


def test_of_two_budgets_of_a_year_the_first_is_kept_and_the_other_noted(twice):
    twice("customer edit 1 --budget '2026 7000000 paper'")
    twice("customer merge 1 2 --yes")
    page = customer(twice, "1")
    assert [row["amount"] for row in page["budgets"]] == [7000000]
    assert "also: budget 2026 5,000,000 KRW" in page["notes"]


@pytest.mark.parametrize(
    "line, said",
    [
        ("1 1", "both are customer #1 한빛상사"),
        ("1 2 --take phone", '"phone" does not say whose value is kept'),
        ("1 2 --take phone=C", '"phone=C" does not say whose value is kept'),
        ("1 2 --take fone=B", 'no field "fone"'),
        ("1 2", "this needs a yes"),
    ],
)
def test_what_is_refused(twice, written, line, said):
    before = written()
    assert said in twice(f"customer merge {line}", code=2).err
    assert written() == before


def test_on_a_terminal_the_preview_is_shown_and_asked(twice, written):
    before = written()
    run = twice("customer merge 1 2", tty=True, input="n\n", code=1)
    assert "Kept" in re.sub(r"\x1b\[[0-9;]*m", "", run.out)
    assert "Merge #2 한빛유통 into #1 (y/n) [n]: " in run.err
    assert written() == before
    twice("customer merge 1 2", tty=True, input="y\n")
    assert len(twice("customer list -f json").json) == 1


def test_a_script_gets_the_saved_record(twice):
    assert twice("customer merge 1 2 --yes -f json").json["no"] == 1


def test_a_backup_is_made_before(twice, office):
    twice("customer merge 1 2 --yes")
    assert len(list((office / "backups").glob("*-merge.db"))) == 1


def test_a_planned_day_visits_the_one_customer_once(planned, stops):
    day = stops(planned)
    first, second = day[0]["customer_no"], day[1]["customer_no"]
    planned(f"customer merge '#{first}' '#{second}' --yes")
    numbers = [row["customer_no"] for row in stops(planned)]
    assert len(numbers) == len(day) - 1
    assert numbers.count(min(first, second)) == 1


def test_history_tells_the_merge_in_words(twice):
    twice("customer merge 1 2 --yes")
    rows = twice("customer history 1 -f json").json
    merged = next(row for row in rows if row["field"] == "merged")
    assert merged["new"] == (
        "#2 한빛유통; contact 1; budget 1; follow-up 1; grade step 1; objective 1; plan point 1;"
        " order 1; visit 1"
    )
    assert merged["command"] == "sales customer merge 1 2 --yes"
    twice("undo")
    assert all(row["field"] != "merged" for row in twice("customer history 1 -f json").json)


@pytest.mark.parametrize("line", ["2 1", "1 2 --take name=B --take code=B"])
def test_whichever_name_is_kept_the_other_still_leads_to_it(twice, line):
    twice(f"customer merge {line} --yes")
    for text in ("한빛상사", "한빛유통", "H-1", "H-2"):
        assert twice(["customer", "show", text, "-f", "json"]).json["customer_no"] == 1
    assert "#1 한빛유통" in twice("customer add 한빛상사 --incomplete", code=2).err


BUDGETS = [
    # of #1, of #2, options, the preview's count, what is kept
    ("2026 100 paper", "2026 200 Paper", "", (1, 1, 1), [100]),
    ("2026 100 paper", "2026 200 Paper", "--take budget=B", (1, 1, 1), [200]),
    ("2026 100 paper", "2026 200 Paper", "--take budget=A", (1, 1, 1), [100]),
    ("2026 100 paper", "2026 100 paper", "", (1, 1, 1), [100]),
    ("2026 100 paper", "2026 200 ink", "--take budget=B", (1, 1, 2), [100, 200]),
    ("2026 100", "2027 200", "", (1, 1, 2), [100, 200]),
]


@pytest.mark.parametrize("one, other, options, counts, kept", BUDGETS)
def test_the_preview_of_budgets_is_what_comes(sales, at, one, other, options, counts, kept):
    sales(f"customer add Kim --incomplete --budget '{one}'")
    at("2026-03-04")
    sales(f"customer add Lee --incomplete --budget '{other}'")
    line = f"customer merge Kim Lee {options}"
    rows = preview(sales, line)
    assert rows["budgets"] == counts
    conflict = len(kept) == 1 and one != other
    assert rows.get("budget 2026 paper") == (
        ("100 KRW", "200 KRW", f"{kept[0]} KRW") if conflict else None
    )
    sales(f"{line} --yes")
    page = customer(sales, "1")
    assert sorted(row["amount"] for row in page["budgets"]) == kept
    assert ("also: budget 2026" in page["notes"]) is conflict


def test_the_preview_of_a_planned_day_is_what_comes(planned, stops):
    first, second = (stop["customer_no"] for stop in stops(planned)[:2])
    assert preview(planned, f"customer merge '#{first}' '#{second}'")["stops"] == (1, 1, 1)
