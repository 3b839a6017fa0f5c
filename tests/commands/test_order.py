"""Orders: lines as typed, numbers that never come again, what is shown, changed and hidden."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SCHEME = "orders:\n  province: LN\n  city: 沈阳\n"


@pytest.fixture
def shop(hanbit, office):
    """The office with its number scheme, two products and 한빛상사."""
    config = office / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + SCHEME, encoding="utf-8")
    hanbit("product add widget --spec 3mm --code W3 --unit box --price 12,000")
    hanbit("product add 볼펜 --unit 개 --price 500")
    return hanbit


def listed(sales, *options):
    return sales(["order", "list", *options, "-f", "json"]).json


def numbers(sales, *options):
    return [row["number"] for row in listed(sales, *options)]


def test_an_order_is_a_line(shop):
    said = shop("order add 한빛 'widget 3mm x 10 @ 11500' '볼펜×1,200' --delivery 'in 2 weeks'").err
    assert said == (
        "Saved order LNSYNO.001: 한빛상사, Tue 3 Mar 2026, total 715,000 KRW\n"
        "  widget 3mm x 10 box @ 11,500 = 115,000\n"
        "  볼펜 x 1,200 개 @ 500 = 600,000\n"
        "  delivery Tue 17 Mar 2026; 박지성 02-555-1234; 서울 강남구 역삼동 1\n"
    )


def test_the_saved_record_for_scripts(shop):
    row = shop(
        ["order", "add", "한빛", "W3 x 2.5", "gizmo 7 x 3 t @ 40", "--on", "yesterday",
         "--delivery", "2026-03-20", "--payment", "bank transfer", "--terms", "30 days\nnet",
         "--notes", "fragile", "-f", "json"]
    ).json  # fmt: skip
    wanted = {
        "no": 1, "number": "LNSYNO.001", "order_date": "2026-03-02", "delivery_date": "2026-03-20",
        "customer_no": 1, "customer": "한빛상사", "grade": "B", "amount": 30120, "currency": "KRW",
        "products": "widget 3mm x 2.5 box; gizmo 7 x 3 t", "contact": "박지성",
        "phone": "02-555-1234", "ship_to": "서울 강남구 역삼동 1", "payment_method": "bank transfer",
        "terms": "30 days\nnet", "notes": "fragile", "visit_no": None,
    }  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted
    assert row["lines"] == [
        {"place": 1, "product": "widget", "spec": "3mm", "quantity": 2.5, "unit": "box",
         "unit_price": 12000, "amount": 30000},
        {"place": 2, "product": "gizmo 7", "spec": "", "quantity": 3, "unit": "t",
         "unit_price": 40, "amount": 120},
    ]  # fmt: skip
    assert listed(shop) == [row]


def test_what_the_record_still_lacks(sales):
    sales("customer add 두리 --incomplete")
    said = sales("order add 두리 'pen x 1 @ 5'").err
    assert "still missing: delivery date, contact, phone, ship-to address" in said
    assert "`sales order edit '#1' --delivery … --contact … --phone … --ship-to …`" in said


def test_another_contact_brings_the_own_phone(shop):
    shop("contact add 한빛 이영희 --phone 010-7777-1111")
    row = shop("order add 한빛 'W3 x 1' --contact 영희 -f json").json
    assert (row["contact"], row["phone"]) == ("이영희", "010-7777-1111")
    row = shop("order add 한빛 'W3 x 1' --contact 영희 --phone 1588 --ship-to 'Busan' -f json").json
    assert (row["contact"], row["phone"], row["ship_to"]) == ("이영희", "1588", "Busan")
    assert shop("order add 한빛 'W3 x 1' --contact 'Mr Park' -f json").json["contact"] == "Mr Park"


def test_amounts_with_decimals_are_exact(shop):
    shop("config set money.decimals 2")
    shop("config set money.currency EUR")
    row = shop("order add 한빛 'cable x 0.335 km @ 0.10' 'cable x 3 @ 1,200.05' -f json").json
    assert [line["amount"] for line in row["lines"]] == [3, 360015]  # 3.35 cents are 3
    assert (row["amount"], row["currency"]) == (360018, "EUR")
    assert "3,600.18" in shop("order list").out
    assert "is in KRW" in shop("order add 한빛 'W3 x 1'", code=2).err


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("order add 한빛", 2, "LINES is missing"),
        ("order add 한빛 'widget'", 2, 'error: "widget" is no order line'),
        ("order add 한빛 'W3 x 1' 'widget 3mm x 0'", 2, 'order line "widget 3mm x 0"'),
        ("order add 한빛 'W3 x 2,5'", 2, '"2,5" is not a quantity'),
        ("order add 한빛 'gizmo x 1'", 2, "the unit price is missing"),
        ("order add 한빛 'W3 x 1 ea'", 2, "is for one box"),
        ("order add 한빛 '#9 x 1 @ 5'", 3, "no product #9"),
        ("order add 한빛 'W3 x 1\x1b'", 2, "\\x1b"),
        ("order add 한빛 'W3 x 1' --terms 'a\x07'", 2, "\\x07"),
        ("order add 한빛 'W3 x 1' --number 'a\x07'", 2, "\\x07"),
        ("order add 없는집 'W3 x 1'", 3, "no customer fits"),
        ("order add 한빛 'W3 x 1' --on tomorrow", 2, "future"),
        (
            "order add 한빛 'W3 x 1' --delivery 2026-03-02",
            2,
            "is before the order of Tue 3 Mar 2026",
        ),
        ("order add 한빛 'W3 x 1' --delivery nonsense", 2, "is not a date I know"),
        ("order add 한빛 'W3 x 1' --visit 9", 3, "no visit 9"),
        ("order add 한빛 'W3 x 999,999,999 @ 999,999,999'", 2, "too large"),
        ("order add 한빛 'W3 x 1' -f xml", 2, 'no format "xml"'),
        ("visit add 한빛 sold --order 'W3 x 1' --order 'widget'", 2, "is no order line"),
        ("visit add 한빛 sold --order 'W3 x'", 2, "is no order line"),
        ("order show 1", 3, 'no order fits "1"'),
        ("order edit 1 --notes x", 3, 'no order fits "1"'),
        ("order delete last", 3, 'no order fits "last"'),
        ("order list --columns nmuber", 2, "did you mean `number`"),
        ("order list nonsense", 2, "nonsense"),
    ],
)
def test_what_is_refused_saves_nothing(shop, line, code, wrong):
    assert wrong in shop(line, code=code).err
    assert listed(shop) == []
    assert shop("visit list -f json").json == []


def test_no_orders_yet(shop):
    run = shop("order list")
    assert (run.out, run.err) == ("", "no order fits\n")
    assert listed(shop) == []


@pytest.mark.parametrize(
    "options, wanted",
    [
        ([], [3, 2, 1]),
        (["today"], [3]),
        (["2026-02"], [2, 1]),
        (["2025"], []),
        (["--customer", "두리"], [2]),
        (["2026-02", "--customer", "한빛"], [1]),
        (["--limit", "1"], [3]),
    ],
)
def test_which_orders(shop, options, wanted):
    shop("customer add 두리 --incomplete")
    shop("order add 한빛 'W3 x 1' --on 2026-02-01")
    shop("order add 두리 'W3 x 1' 'a x 1 @ 1' --on 2026-02-28")
    shop("order add 한빛 'W3 x 1'")
    rows = listed(shop, *options)
    assert [row["no"] for row in rows] == wanted
    assert all(len(row["lines"]) == (2 if row["no"] == 2 else 1) for row in rows)


def test_columns_for_spreadsheets(shop):
    shop("order add 한빛 'W3 x 1'")
    run = shop("order list --columns number,customer,products,amount -f csv")
    assert (
        run.out == "number,customer,products,amount\nLNSYNO.001,한빛상사,widget 3mm x 1 box,12000\n"
    )


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md", "html"])
@pytest.mark.parametrize("line", ["order list", "product list", "product show W3"])
def test_every_form(shop, line, form):
    shop("product fab W3 --benefit '[bold]=1+1[/bold]'")
    shop(["order", "add", "한빛", "W3 x 1", "[b]=1[/b] x 1 @ 1"])
    assert "[b" in shop(f"{line} -f {form}").out


@pytest.mark.parametrize(
    "text, no",
    [
        ("1", 1), ("#2", 2), ("last", 3), ("LNSYNO.002", 2), ("lnsyno.2", 2), ("LN SY NO.002", 2),
        ("PO-77", 3), ("po77", None), ("77", 3), ("002", 2), ("NO.001", 1), ("4", None), ("O", 0),
        ("LNSYNO", 0), ("", None), ("%", None),
    ],
)  # fmt: skip
def test_an_order_by_its_number(shop, text, no):
    for options in ("", "", "--number PO-77"):
        shop(f"order add 한빛 'W3 x 1' {options}")
    if no:
        assert shop(["order", "show", text, "-f", "json"]).json["no"] == no
    else:
        wrong = "several orders fit" if no == 0 else "no order fits"
        assert wrong in shop(["order", "show", text], code=3).err


def test_several_orders_are_offered_on_a_terminal(shop):
    shop("order add 한빛 'W3 x 1'")
    shop("order add 한빛 'W3 x 2'")
    run = shop("order delete LNSYNO", tty=True, input="2\n")
    assert "Deleted order LNSYNO.002: 한빛상사, 24,000 KRW" in run.err


def test_the_page(shop):
    shop("order add 한빛 'W3 x 2.5' --terms 'net 30' --delivery fri")
    shop("order edit 1 --terms 'net 60'")
    page = shop("order show 1").out
    assert page.startswith("Order LNSYNO.001: 한빛상사\n")
    for text in ("Fri 6 Mar 2026", "30,000 KRW", "2.5", "net 60", "Corrections", "02-555-1234"):
        assert text in page
    data = shop("order show 1 -f json").json
    assert data["order"]["terms"] == "net 60"
    assert data["lines"][0]["quantity"] == 2.5
    for form in ("md", "html", "csv", "tsv", "jsonl"):
        assert "widget" in shop(f"order show 1 -f {form}").out


@pytest.mark.parametrize(
    "options, key, value",
    [
        ("--delivery 2026-04-01", "delivery_date", "2026-04-01"),
        ("--delivery ''", "delivery_date", None),
        ("--on 2026-03-01", "order_date", "2026-03-01"),
        ("--contact 김", "contact", "김"),
        ("--phone ''", "phone", ""),
        ("--ship-to 부산", "ship_to", "부산"),
        ("--payment cash", "payment_method", "cash"),
        ("--terms x", "terms", "x"),
        ("--notes x", "notes", "x"),
        ("--visit last", "visit_no", 1),
        ("--line '볼펜 x 3'", "amount", 1500),
        ("--line 'W3 x 1' --line '볼펜 x 3' --line 'a x 1 @ 1'", "amount", 13501),
    ],
)
def test_edit_and_undo(shop, options, key, value):
    shop("visit add 한빛 came")
    shop("order add 한빛 'W3 x 2' '볼펜 x 1' --delivery fri")
    before = listed(shop)[0]
    said = shop(f"order edit 1 {options}").err
    assert "Changed order LNSYNO.001: 한빛상사, " in said
    after = listed(shop)[0]
    assert after[key] == value
    touched = {"amount", "products", "lines"} if "--line" in options else {key}
    assert {name for name in after if after[name] != before[name]} <= touched
    shop("undo")
    assert listed(shop) == [before]


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("order edit 1", 2, "nothing to change was given"),
        ("order edit 1 --line 'W3 x'", 2, "is no order line"),
        ("order edit 1 --delivery 2026-03-02", 2, "before the order"),
        ("order edit 1 --on tomorrow", 2, "future"),
        ("order edit 1 --visit 1", 2, "visit 1 was at 두리, not at 한빛상사"),
        ("order edit 1 --notes 'a\x1b'", 2, "\\x1b"),
        ("order edit 1 --number X", 2, "no option --number"),
        ("order edit 9 --notes x", 3, 'no order fits "9"'),
    ],
)
def test_a_refused_change_changes_nothing(shop, line, code, wrong):
    shop("customer add 두리 --incomplete")
    shop("visit add 두리 came")
    shop("order add 한빛 'W3 x 2' --delivery fri")
    before = listed(shop)
    assert wrong in shop(line, code=code).err
    assert listed(shop) == before


def test_the_same_again_changes_nothing(shop):
    shop("order add 한빛 'W3 x 2'")
    assert "Nothing differs" in shop("order edit 1 --line 'W3 x 2' --phone 02-555-1234").err
    shop("undo")
    assert listed(shop) == [], "the edit that changed nothing is no step"


def test_a_product_that_changes_leaves_orders_as_they_were(shop):
    shop("order add 한빛 'W3 x 2'")
    before = listed(shop)
    shop("product edit W3 --price 99 --name gadget")
    shop("product delete W3")
    assert listed(shop) == before


def test_delete_hides_an_order_and_undo_brings_it_back(shop):
    shop("order add 한빛 'W3 x 2'")
    said = shop("order delete LNSYNO.001").err
    assert said == "Deleted order LNSYNO.001: 한빛상사, 24,000 KRW; `sales undo` brings it back\n"
    assert listed(shop) == []
    assert "1 order back again" in shop("undo").err
    assert numbers(shop) == ["LNSYNO.001"]
    assert "1 order hidden" in shop("undo").err


# the sequence


def test_no_number_comes_again(shop):
    shop("order add 한빛 'W3 x 1'")
    shop("order add 한빛 'W3 x 1'")
    shop("order delete 2")
    shop("order add 한빛 'W3 x 1'")
    shop("undo")
    shop("order add 한빛 'W3 x 1'")
    shop("undo")
    shop("undo")
    shop("order add 한빛 'W3 x 1'")
    assert numbers(shop) == ["LNSYNO.005", "LNSYNO.002", "LNSYNO.001"]


def test_cities_with_the_same_initials_share_a_sequence(shop):
    shop("order add 한빛 'W3 x 1'")
    shop("config set orders.city 邵阳")
    shop("order add 한빛 'W3 x 1'")
    shop("config set orders.city 大连")
    shop("order add 한빛 'W3 x 1'")
    shop("config set orders.city sy")
    shop("config set orders.digits 4")
    shop("order add 한빛 'W3 x 1'")
    assert numbers(shop) == ["LNSYNO.0003", "LNDLNO.001", "LNSYNO.002", "LNSYNO.001"]


def test_an_own_number_counts(shop):
    shop("order add 한빛 'W3 x 1' --number 'LN SY NO.12'")
    shop("order add 한빛 'W3 x 1'")
    assert numbers(shop) == ["LNSYNO.013", "LN SY NO.12"]


@pytest.mark.parametrize("hide", ["", "order delete 1", "undo"])
@pytest.mark.parametrize("typed", ["LNSYNO.001", "lnsyno.1", "LN SY NO.001"])
def test_an_own_number_is_refused_when_it_was_given(shop, hide, typed):
    shop("order add 한빛 'W3 x 1'")
    if hide:
        shop(hide)
    run = shop(["order", "add", "한빛", "W3 x 1", "--number", typed], code=2)
    assert "the order number LNSYNO.001 was given already" in run.err
    assert len(listed(shop)) == (0 if hide else 1)


def test_processes_at_once_get_numbers_of_their_own(shop, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    words = [sys.executable, "-m", "salescli", "order", "add", "한빛", "W3 x 1"]
    running = [
        subprocess.Popen(words, stderr=subprocess.PIPE, env=os.environ.copy()) for _ in range(6)
    ]
    said = [process.communicate()[1].decode() for process in running]
    assert [process.returncode for process in running] == [0] * 6, said
    assert sorted(numbers(shop)) == [f"LNSYNO.{number:03}" for number in range(1, 7)]


# with a visit


def test_an_order_of_a_visit(shop):
    run = shop("visit add 한빛 sold --on yesterday --order 'W3 x 2' --order 'a x 1.5 t @ 3'")
    total = "total 24,005 KRW"
    assert f"  order LNSYNO.001: widget 3mm x 2 box @ 12,000; a x 1.5 t @ 3, {total}\n" in run.err
    row = listed(shop)[0]
    wanted = {"visit_no": 1, "order_date": "2026-03-02", "amount": 24005, "contact": "박지성"}
    assert {key: row[key] for key in wanted} == wanted
    page = shop("visit show 1").out
    assert "LNSYNO.001" in page
    assert "widget 3mm x 2 box; a x 1.5 t" in page
    assert shop("visit show 1 -f json").json["orders"][0]["number"] == "LNSYNO.001"
    shop("undo")
    assert (listed(shop), shop("visit list -f json").json) == ([], [])


def test_an_order_is_added_to_a_visit_that_was_made(shop):
    shop("visit add 한빛 came --on 2026-02-27")
    run = shop("visit edit last --order 'W3 x 2'")
    assert "order LNSYNO.001: widget 3mm x 2 box @ 12,000" in run.err
    assert [(row["visit_no"], row["order_date"]) for row in listed(shop)] == [(1, "2026-02-27")]


def test_a_notebook_with_orders(shop):
    shop("visit add -", input="한빛 one --order 'W3 x 1'\n한빛 two --order 'W3 x 2'\n")
    assert [row["visit_no"] for row in listed(shop)] == [2, 1]
    assert numbers(shop) == ["LNSYNO.002", "LNSYNO.001"]


def test_a_deleted_visit_takes_along_the_order_that_came_with_it(shop):
    shop("visit add 한빛 sold --order 'W3 x 2'")
    shop("order add 한빛 'W3 x 1' --visit last")
    shop("visit delete 1")
    assert [(row["number"], row["visit_no"]) for row in listed(shop)] == [("LNSYNO.002", None)]
    shop("undo")
    assert [(row["number"], row["visit_no"]) for row in listed(shop)] == [
        ("LNSYNO.002", 1), ("LNSYNO.001", 1),
    ]  # fmt: skip


def test_a_visit_without_an_order_shows_none(shop):
    shop("visit add 한빛 came")
    assert "Orders" not in shop("visit show 1").out
    assert shop("visit show 1 -f json").json["orders"] == []


# the customer's page, and the share of the budget


@pytest.mark.parametrize("verb", ["show", "brief"])
def test_the_customers_orders_and_the_share_of_its_budget(shop, verb):
    shop("customer edit 한빛 --budget '2026 100000' --budget '2026 50000 paper'")
    shop("order add 한빛 'W3 x 9' --on 2026-01-01")
    shop("order add 한빛 'W3 x 9' --on 2025-12-31")
    page = shop(f"customer {verb} 한빛 -f json").json
    assert [row["number"] for row in page["orders"]] == ["LNSYNO.001", "LNSYNO.002"]
    assert page["penetration"] == {
        "ordered": 108000, "budget": 150000, "share": 72, "reached": False,
    }  # fmt: skip
    assert [row["share"] for row in page["budgets"]] == [72, 72]
    text = shop(f"customer {verb} 한빛").out
    assert "Our share of 2026" in text
    assert "108,000 KRW" in text
    shop("order add 한빛 'W3 x 1'")
    page = shop(f"customer {verb} 한빛 -f json").json
    assert (page["penetration"]["share"], page["penetration"]["reached"]) == (80, True)
    shop("order delete last")
    assert shop(f"customer {verb} 한빛 -f json").json["penetration"]["share"] == 72


def test_a_share_without_a_budget_is_unknown(shop):
    shop("order add 한빛 'W3 x 9'")
    shop("customer edit 한빛 --budget '2025 1000'")
    page = shop("customer show 한빛 -f json").json
    assert page["penetration"] == {
        "ordered": 108000, "budget": None, "share": None, "reached": None,
    }  # fmt: skip
    text = shop("customer show 한빛").out
    assert "Our share   unknown" in text
    assert "100 %" not in text


def test_a_share_before_any_order_is_unknown_and_then_nothing(shop):
    shop("customer add 두리 --incomplete")
    shop("customer edit 한빛 --budget '2026 1000'")
    assert shop("customer show 한빛 -f json").json["penetration"]["share"] is None
    shop("order add 두리 'W3 x 1'")
    penetration = shop("customer show 한빛 -f json").json["penetration"]
    assert (penetration["ordered"], penetration["share"], penetration["reached"]) == (0, 0, False)


def test_another_currency_does_not_count(shop):
    shop("customer edit 한빛 --budget '2026 1000'")
    shop("order add 한빛 'W3 x 1'")
    shop("config set money.currency USD")
    assert shop("customer show 한빛 -f json").json["penetration"]["budget"] is None
    shop("order add 한빛 'a x 1 @ 3'")
    rows = shop("customer show 한빛 -f json").json["budgets"]
    assert rows[0]["share"] == 1200


def test_the_offices_own_goal(shop):
    shop("customer edit 한빛 --budget '2026 24000'")
    shop("order add 한빛 'W3 x 1'")
    assert shop("customer show 한빛 -f json").json["penetration"]["reached"] is False
    shop("config set orders.share 50")
    assert shop("customer show 한빛 -f json").json["penetration"]["reached"] is True


def test_completion_offers_orders_products_and_columns(shop, program):
    shop("order add 한빛 'W3 x 1'")

    def offered(words, place):
        run = program("", code=None, _SALES_COMPLETE="complete_bash", COMP_WORDS=words,
                      COMP_CWORD=str(place))  # fmt: skip
        return run.out.split()

    assert offered("sales order show LN", 3) == ["LNSYNO.001"]
    assert offered("sales product show wid", 3) == ["widget3mm"]
    assert offered("sales order list --columns numb", 4) == ["number"]
    assert offered("sales product list --columns pri", 4) == ["price"]


@pytest.mark.parametrize(
    "by, groups",
    [
        ("day", ["2026-03-02", "2026-03-03"]), ("month", ["2026-03"]), ("quarter", ["2026-Q1"]),
        ("customer", ["한빛상사"]), ("product", ["clock 3cm", "wire"]), ("grade", ["B"]),
    ],
)  # fmt: skip
def test_sales_are_added_up(hanbit, by, groups):
    hanbit("order add 한빛 'clock 3cm x 10 box @ 100' 'wire x 2.5 t @ 10' --on 2026-03-02")
    hanbit("order add 한빛 'clock 3cm x 1 box @ 100'")
    hanbit("order add 한빛 'wire x 2 t @ 10'")
    page = hanbit(f"order totals --by {by} -f json").json
    assert [row["group"] for row in page["totals"]] == groups
    assert sum(row["amount"] for row in page["totals"]) == page["sums"]["KRW"] == 1145
    if by == "month":
        assert page["totals"][0]["orders"] == 3, "an order counts once, whatever its units"
        assert page["totals"][0]["quantity"] == "11 box, 4.5 t"
        assert "In all  1,145 KRW; 3 orders; 11 box, 4.5 t" in hanbit("order totals").out
    if by == "product":
        assert page["totals"][0]["orders"] == 2
        assert page["totals"][0]["quantities"] == [{"unit": "box", "quantity_milli": 11_000}]


def test_sales_of_nothing_and_by_nothing(hanbit):
    assert hanbit("order totals -f json").json["totals"] == []
    assert hanbit("order totals -f csv").out == "group,orders,quantity,amount,currency\n"
    assert "is not one of" in hanbit("order totals --by colour", code=2).err
