"""Products: list prices, and talk cards whose benefit may never be left out."""

from __future__ import annotations

import pytest


def listed(sales, *options):
    return sales(["product", "list", *options, "-f", "json"]).json


def cards(sales, name="widget"):
    return sales(["product", "show", name, "-f", "json"]).json["fab"]


@pytest.fixture
def shelf(sales):
    sales("product add widget --spec 3mm --code W3 --unit box --price 12,000")
    sales("product add widget --spec 5mm")
    sales("product add 볼펜 --unit 개 --price 500 --benefit '손이 편하다'")
    return sales


def test_a_product_with_every_field(sales):
    said = sales(
        "product add widget --spec 3mm --code W3 --unit box --price 12,000"
        " --benefit 'no repairs' --feature '3mm steel' --advantage 'does not bend'"
    ).err
    assert said == "Added product 1: widget 3mm, 12,000 KRW / box\n"
    row = listed(sales)[0]
    wanted = {
        "no": 1, "code": "W3", "name": "widget", "spec": "3mm", "unit": "box", "price": 12000,
        "currency": "KRW", "benefits": "no repairs",
        "fab": [{"feature": "3mm steel", "advantage": "does not bend", "benefit": "no repairs"}],
    }  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted
    assert sales("undo").err.startswith("Undone: sales product add widget")
    assert listed(sales) == []


def test_a_name_is_enough(sales):
    row = sales("product add widget -f json").json
    assert (row["price"], row["currency"], row["fab"]) == (None, "", [])
    assert listed(sales) == [row]


def test_the_page_and_the_list(shelf):
    page = shelf("product show W3").out
    assert page.startswith("#1 widget 3mm\n")
    assert "12,000 KRW" in page
    out = shelf("product list").out
    assert "손이 편하다" in out
    assert out.index("widget") < out.index("볼펜")


@pytest.mark.parametrize(
    "find, numbers",
    [
        ("", [1, 2, 3]),
        ("WIDGET", [1, 2]),
        ("3mm", [1]),
        ("w3", [1]),
        ("볼", [3]),
        ("%", []),
        ("x", []),
    ],
)
def test_which_products(shelf, find, numbers):
    assert [row["no"] for row in listed(shelf, find)] == numbers


def test_no_products_yet(sales):
    run = sales("product list")
    assert (run.out, run.err) == ("", "no product fits\n")
    assert listed(sales) == []


@pytest.mark.parametrize(
    "text, no", [("W3", 1), ("#2", 2), ("3", 3), ("볼펜", 3), ("widget 5", 2), ("5mm", 2)]
)
def test_a_product_by_name(shelf, text, no):
    assert shelf(["product", "show", text, "-f", "json"]).json["no"] == no


@pytest.mark.parametrize(
    "options, key, value",
    [
        ("--name gadget", "name", "gadget"),
        ("--spec 4mm", "spec", "4mm"),
        ("--spec ''", "spec", ""),
        ("--code X1", "code", "X1"),
        ("--unit ea", "unit", "ea"),
        ("--price 13000", "price", 13000),
        ("--price 0", "price", 0),
        ("--price ''", "price", None),
    ],
)
def test_edit_and_undo(shelf, options, key, value):
    before = listed(shelf)
    assert shelf(f"product edit W3 {options}").err.startswith("Changed ")
    assert listed(shelf)[0]["no"] == 1
    assert listed(shelf)[0][key] == value
    shelf("undo")
    assert listed(shelf) == before


def test_a_renamed_product_is_found_by_its_new_name(shelf):
    shelf("product edit W3 --name gadget")
    assert [row["no"] for row in listed(shelf, "gadget")] == [1]
    assert [row["no"] for row in listed(shelf, "widget")] == [2]


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("product add", 2, "NAME is missing"),
        ("product add ' '", 2, "the name is empty"),
        ("product add WIDGET --spec '3 mm'", 2, "widget 3mm is on file already, number 1"),
        ("product add other --code w3", 2, "widget 3mm is on file already, number 1"),
        ("product add pen --price free", 2, '"free" is not a price'),
        ("product add pen --price -1", 2, "price"),
        ("product add pen --price 1.5", 2, '"1.5" is not a price'),
        ("product add pen --price 99999999999999999999", 2, "is not a price"),
        ("product add 'pen\x1b'", 2, "\\x1b"),
        ("product add pen --benefit 'a\x07'", 2, "\\x07"),
        ("product add pen --feature steel", 2, "a talk card needs its benefit"),
        ("product add pen --advantage light --benefit ' '", 2, "a talk card needs its benefit"),
        ("product edit W3", 2, "nothing to change was given"),
        ("product edit W3 --spec 5mm", 2, "widget 5mm is on file already, number 2"),
        ("product edit widget --price 5", 3, 'several products fit "widget"'),
        ("product show gizmo", 3, 'no product fits "gizmo"'),
        ("product show '#9'", 3, 'no product fits "#9"'),
        ("product show widgat5mm", 3, "nearest: widget 5mm"),
        ("product delete gizmo", 3, 'no product fits "gizmo"'),
        ("product fab W3", 2, "a talk card needs its benefit"),
        ("product fab W3 --feature steel --advantage strong", 2, "a talk card needs its benefit"),
        ("product fab W3 --benefit ''", 2, "a talk card needs its benefit"),
        ("product fab W3 --benefit 'a\x1b'", 2, "\\x1b"),
        ("product fab W3 --drop 1", 3, "there is no talk card 1"),
        ("product fab 볼펜 --drop 1 --benefit x", 2, "not both"),
        ("product fab gizmo --benefit x", 3, 'no product fits "gizmo"'),
        ("product list --columns pirce", 2, "did you mean `price`"),
    ],
)
def test_what_is_refused_saves_nothing(shelf, line, code, wrong):
    before = listed(shelf)
    assert wrong in shelf(line, code=code).err
    assert listed(shelf) == before


def test_talk_cards(shelf):
    said = shelf("product fab W3 --benefit '십 년간 수리 없음' --feature '3mm steel'").err
    assert said == "Saved a talk card of widget 3mm: 십 년간 수리 없음\n"
    row = shelf("product fab W3 --benefit cheaper -f json").json
    assert [card["benefit"] for card in row["fab"]] == ["십 년간 수리 없음", "cheaper"]
    assert [(card["no"], card["feature"]) for card in cards(shelf, "W3")] == [
        (1, "3mm steel"), (2, ""),
    ]  # fmt: skip
    assert "Dropped the talk card of widget 3mm" in shelf("product fab W3 --drop 1").err
    assert [card["benefit"] for card in cards(shelf, "W3")] == ["cheaper"]
    shelf("undo")
    assert len(cards(shelf, "W3")) == 2
    shelf("undo")
    assert [card["benefit"] for card in cards(shelf, "W3")] == ["십 년간 수리 없음"]


def test_delete_hides_a_product_and_undo_brings_it_back(shelf):
    said = shelf("product delete 볼펜").err
    assert said == "Deleted product 3 볼펜; `sales undo` brings it back\n"
    assert [row["no"] for row in listed(shelf)] == [1, 2]
    shelf("product add 볼펜")
    shelf("undo")
    shelf("undo")
    assert listed(shelf)[-1]["benefits"] == "손이 편하다"


def test_a_price_with_decimals(sales):
    sales("config set money.decimals 2")
    sales("config set money.currency EUR")
    assert "1,200.50 EUR" in sales("product add pen --price 1,200.5").err
    assert listed(sales)[0]["price"] == 120050
    assert "1,200.50" in sales("product list").out
