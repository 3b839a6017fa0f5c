"""Order lines: the grammar as people type it, exact amounts, products named exactly."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.orders import (
    Line,
    Product,
    complete,
    lacks,
    line_amount,
    line_text,
    named,
    parse_line,
    product_of,
    quantity_number,
    quantity_text,
    reached,
    share,
)
from salescli.errors import NotFoundError, UsageError


@pytest.mark.parametrize(
    "text, product, quantity, unit, price",
    [
        ("widget 3mm x 10 @ 12000", "widget 3mm", 10_000, "", 12000),
        ("widget 3mm x 2.5 t @ 12,000", "widget 3mm", 2_500, "t", 12000),
        ("widget x10 box @12000", "widget", 10_000, "box", 12000),
        ("widget X 10box@12000", "widget", 10_000, "box", 12000),
        ("widget × 10", "widget", 10_000, "", None),
        ("widget * 0.001 kg", "widget", 1, "kg", None),
        ("widget x .5 t @ 1", "widget", 500, "t", 1),
        ("  widget   3mm  x  10  @  5  ", "widget 3mm", 10_000, "", 5),
        ("볼펜 x 10개 @ 500", "볼펜", 10_000, "개", 500),
        ("볼펜×10 @ 500", "볼펜", 10_000, "", 500),
        ("圆珠笔×1,200支＠5", "圆珠笔", 1_200_000, "支", 5),
        ("圆珠笔 ＊ ３ 箱 @ ５００", "圆珠笔", 3_000, "箱", 500),
        ("tablón de piño x 3 m² @ 900", "tablón de piño", 3_000, "m²", 900),
        ("pipe 20 x 30 x 10 @ 500", "pipe 20 x 30", 10_000, "", 500),
        ("plate 3×4 x 10 @ 500", "plate 3×4", 10_000, "", 500),
        ("box 20x30 x 7", "box 20x30", 7_000, "", None),
        ("max x 3 @ 4", "max", 3_000, "", 4),
        ("pen@home x 10", "pen@home", 10_000, "", None),
        ("#3 x 10", "#3", 10_000, "", None),
        ("free sample x 1 @ 0", "free sample", 1_000, "", 0),
        ("[bold]widget[/bold] x 1 @ 1", "[bold]widget[/bold]", 1_000, "", 1),
    ],
)
def test_the_grammar(text, product, quantity, unit, price):
    found = parse_line(text, 0)
    assert (found.product, found.quantity_milli, found.unit, found.price) == (
        product, quantity, unit, price,
    )  # fmt: skip


def test_prices_with_decimals():
    assert parse_line("widget x 3 @ 1,200.5", 2).price == 120050
    with pytest.raises(UsageError):
        parse_line("widget x 3 @ 1200.5", 0)


@pytest.mark.parametrize(
    "text, wrong",
    [
        ("", "is no order line"),
        ("widget", "is no order line"),
        ("widget @ 12000", "is no order line"),
        ("widget x", "is no order line"),
        ("x 10 @ 5", "is no order line"),
        ("widget x ten @ 5", "is no order line"),
        ("widget x -3 @ 5", "is no order line"),
        ("widget x 10 boxes of pens @ 5", "is no order line"),
        ("plate 3×4 @ 500", "is no order line"),
        ("widget x 10 @ 5 @ 6", "is no order line"),
        ("widget x 0 @ 5", '"0" is not a quantity'),
        ("widget x 2,5 t @ 5", '"2,5" is not a quantity'),
        ("widget x 1.2345 @ 5", '"1.2345" is not a quantity'),
        ("widget x 1.2.3 @ 5", '"1.2.3" is not a quantity'),
        ("widget x 99999999999999999 @ 5", "is not a quantity"),
        ("widget x 10 @", '"" is not a price'),
        ("widget x 10 @ free", '"free" is not a price'),
        ("widget x 10 @ -5", '"-5" is not a price'),
        ("widget x 10 @ 12,00", '"12,00" is not a price'),
        ("widget x 10 @ 0.5", '"0.5" is not a price'),
        ("widget x 10 @ 12000원", '"12000원" is not a price'),
        ("widget\x1b x 10 @ 5", "\\x1b"),
    ],
)
def test_a_bad_line_says_what_is_wrong_and_how_one_looks(text, wrong):
    with pytest.raises(UsageError) as caught:
        parse_line(text, 0)
    assert wrong in str(caught.value)
    assert caught.value.hint
    assert "\x1b" in text or text.strip() in str(caught.value)
    assert "\x1b" in text or "@ 12" in caught.value.hint


@given(st.text(max_size=60))
def test_no_line_makes_the_parser_fall(text):
    try:
        parse_line(text, 2)
    except UsageError as error:
        assert str(error)


@pytest.mark.parametrize(
    "quantity_milli, price, amount",
    [
        (10_000, 12000, 120000),
        (2_500, 3, 8),  # 7.5
        (500, 1, 1),  # 0.5 is rounded up
        (499, 1, 0),
        (1, 12000, 12),
        (333, 100, 33),
        (1_005, 100, 101),  # 100.5, which a float has as 100.49999999999999
        (1, 0, 0),
    ],
)
def test_the_amount_is_rounded_half_up(quantity_milli, price, amount):
    assert line_amount(quantity_milli, price) == amount


@given(st.integers(1, 10**12), st.integers(0, 10**12))
def test_the_amount_is_exact(quantity_milli, price):
    exact = Fraction(quantity_milli * price, 1000)
    amount = line_amount(quantity_milli, price)
    assert abs(amount - exact) <= Fraction(1, 2)
    shown = Decimal(quantity_milli * price).scaleb(-3)
    assert quantity_milli * price >= 10**27 or amount == int(shown.quantize(1, ROUND_HALF_UP))


words = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8)
units = st.from_regex(r"[a-z가-힣个箱]{1,5}", fullmatch=True)


@given(
    st.lists(words, min_size=1, max_size=3).map(" ".join),
    st.integers(1, 10**9),
    st.just("") | units,
    st.integers(0, 10**9),
    st.integers(0, 3),
)
def test_a_line_that_is_shown_may_be_typed(product, quantity_milli, unit, price, decimals):
    import unicodedata

    product = unicodedata.normalize("NFC", product)
    line = Line(None, product, "", quantity_milli, unit, price, 0)
    found = parse_line(line_text(line, decimals), decimals)
    assert (found.product, found.quantity_milli, found.unit, found.price) == (
        product, quantity_milli, unit, price,
    )  # fmt: skip


@pytest.mark.parametrize(
    "quantity_milli, text, number",
    [(10_000, "10", 10), (2_500, "2.5", 2.5), (1, "0.001", 0.001), (1_200_000, "1,200", 1200)],
)
def test_a_quantity_for_people_and_for_scripts(quantity_milli, text, number):
    assert quantity_text(quantity_milli) == text
    assert quantity_number(quantity_milli) == number


def product(no, name, spec="", code="", unit="", price=None, currency="KRW"):
    return Product(f"id{no}", no, code, name, spec, unit, price, currency)


SHELF = [
    product(1, "widget", "3mm", "W3", "box", 12000),
    product(2, "widget", "5mm", "W5"),
    product(3, "볼펜", "", "77", "개", 500),
    product(4, "cable", "3.5mm"),
    product(5, "cable", "35mm"),
    product(6, "W5"),
    product(7, "nail", "", "", "kg", 20, "USD"),
    product(8, "Café Crème"),
]


@pytest.mark.parametrize(
    "text, numbers",
    [
        ("widget 3mm", [1]), ("WIDGET  3MM", [1]), ("widget3mm", [1]), ("w3", [1]), ("#1", [1]),
        ("widget", [1, 2]), ("W5", [2]), ("볼펜", [3]), ("77", [3]), ("#77", []), ("3", []),
        ("cable 3.5mm", [4]), ("cable 35mm", [5]), ("cafe creme", [8]), ("ｗｉｄｇｅｔ 3mm", [1]),
        ("widg", []), ("gizmo", []), ("...", []),
    ],
)  # fmt: skip
def test_which_product_a_text_names(text, numbers):
    assert [item.no for item in named(SHELF, text)] == numbers


def test_a_name_that_fits_several_is_not_guessed():
    with pytest.raises(NotFoundError) as caught:
        product_of(SHELF, parse_line("widget x 3 @ 5", 0))
    assert caught.value.hint == "#1 widget 3mm; #2 widget 5mm"
    with pytest.raises(NotFoundError, match="no product #9"):
        product_of(SHELF, parse_line("#9 x 3 @ 5", 0))
    assert product_of(SHELF, parse_line("gizmo x 3 @ 5", 0)) is None


def completed(text, item=None):
    return complete(parse_line(text, 0), item, "KRW")


def test_a_product_brings_spec_unit_and_price():
    line = completed("w3 x 10", SHELF[0])
    assert line == Line("id1", "widget", "3mm", 10_000, "box", 12000, 120000)
    assert completed("w3 x 10 @ 9", SHELF[0])[5:] == (9, 90)
    assert completed("w3 x 10 ea @ 9", SHELF[0]).unit == "ea"
    assert completed("w3 x 10 BOX", SHELF[0]).unit_price == 12000


def test_what_is_no_product_is_kept_as_typed():
    line = completed("gizmo 7 x 2 t @ 3")
    assert line == Line(None, "gizmo 7", "", 2_000, "t", 3, 6)


@pytest.mark.parametrize(
    "text, item, wrong",
    [
        ("gizmo x 2", None, "the unit price is missing"),
        ("w5 x 2", SHELF[1], "widget 5mm has no list price"),
        ("w3 x 2 ea", SHELF[0], "the list price of widget 3mm is for one box"),
        ("nail x 2", SHELF[6], "the list price of nail is in USD"),
        ("gizmo x 999999999 @ 999999999", None, "the amount is too large"),
    ],
)
def test_a_price_is_never_guessed(text, item, wrong):
    with pytest.raises(UsageError, match=wrong):
        completed(text, item)


@pytest.mark.parametrize(
    "ordered, budget, percent, met",
    [
        (0, None, None, None),
        (500, None, None, None),
        (500, 0, None, None),
        (0, 1000, 0, False),
        (799, 1000, 80, False),
        (7999, 10000, 80, False),
        (800, 1000, 80, True),
        (4, 5, 80, True),
        (1200, 1000, 120, True),
    ],
)
def test_the_share_of_a_budget(ordered, budget, percent, met):
    assert (share(ordered, budget), reached(ordered, budget, 80)) == (percent, met)


def test_what_the_record_lacks():
    assert lacks({}) == ["delivery_date", "contact", "phone", "ship_to"]
    assert lacks({"contact": "a", "phone": "1", "ship_to": "", "delivery_date": 1}) == ["ship_to"]
