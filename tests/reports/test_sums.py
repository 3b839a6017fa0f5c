"""What is added up in a longer report: money by currency, quantities of one thing only."""

from __future__ import annotations

import pytest

KINDS = ("weekly", "monthly", "quarterly")


@pytest.fixture
def sold(hanbit):
    hanbit("order add 한빛 'clock x 10 @ 100' 'battery x 5 @ 20' 'wire x 2.5 t @ 10'")
    hanbit("customer add 두리 --incomplete")
    hanbit("config set money.currency USD")
    hanbit("order add 두리 'clock x 1 @ 100' 'tape x 3 t @ 1'")
    hanbit("config set money.currency KRW")
    return hanbit


@pytest.mark.parametrize("kind", KINDS)
def test_the_sales_have_a_total_in_each_currency(sold, kind):
    page = sold(f"report {kind} -f json").json
    assert page["sales_totals"] == {"KRW": 1125, "USD": 103}
    text = sold(f"report {kind}").out
    assert "In all  1,125 KRW\nIn all  103 USD\n" in text


@pytest.mark.parametrize("kind", KINDS)
def test_without_sales_there_is_no_total(hanbit, kind):
    assert hanbit(f"report {kind} -f json").json["sales_totals"] == {}
    assert "In all" not in hanbit(f"report {kind}").out.split("Trend")[0].split("Figures")[0]


def test_clocks_and_batteries_are_not_added_up(sold):
    rows = sold("report weekly -f json").json["sales"]
    assert [row["quantity"] for row in rows] == ["2.5 t, battery x 5, clock x 10", "3 t, clock x 1"]
    assert rows[0]["quantities"] == [
        {"unit": "t", "quantity_milli": 2500},
        {"unit": "", "product": "battery", "quantity_milli": 5000},
        {"unit": "", "product": "clock", "quantity_milli": 10000},
    ]
    totals = sold("order totals --by month -f json").json["totals"]
    assert [(row["quantity"], row["currency"]) for row in totals] == [
        ("2.5 t, battery x 5, clock x 10", "KRW"), ("3 t, clock x 1", "USD"),
    ]  # fmt: skip
    assert "15" not in sold("order totals").out


def test_many_goods_are_counted_beyond_the_first():
    from salescli.reports.quantities import Goods, added, words

    sums = added(Goods(f"p{place}", "", 1000) for place in range(9))
    assert words(sums) == "p0 x 1, p1 x 1, p2 x 1, p3 x 1, 5 more"
    assert words(sums[:5]) == "p0 x 1, p1 x 1, p2 x 1, p3 x 1, p4 x 1"


def test_a_report_of_before_quantities_were_kept_apart_is_not_corrected():
    from salescli.reports.period_changes import as_before, plain

    old = [{"no": 1, "customer": "x", "quantities": [{"unit": "", "quantity_milli": 15}]}]
    parts = [{"unit": "", "product": name, "quantity_milli": milli}
             for name, milli in (("a", 5), ("b", 10))]  # fmt: skip
    now = [{"no": 1, "customer": "x", "quantities": parts}]
    assert plain(old) == plain(as_before(old, now))
    assert as_before(now, now) is now


def test_the_year_s_share_is_said_to_be_the_year_s(sold):
    sold("customer edit 한빛 --budget '2026 5000'")
    text = sold("report quarterly").out
    assert "Share of the budget of 2026: " in text
    assert "Ordered in 2026" in text
    assert "Budget of 2026" in text


def test_entered_is_one_thing_and_developed_another(hanbit):
    hanbit("customer add 두리 --incomplete")
    hanbit("visit add 두리 x")
    hanbit("visit add 한빛 x -w 박지성 -r y -p none")
    text = hanbit("report daily").out
    assert "Customers developed  1 this week" in text
    assert "Customers entered\n" in text
    assert "New customers" not in text
    assert "Customers developed" in hanbit("report weekly").out
    explained = hanbit("report weekly --explain new_customers -f json").json["rows"]
    assert [(row["no"], row["customer"]) for row in explained] == [(1, "한빛상사")]


def test_explained_rows_have_titles_for_people(hanbit):
    hanbit("visit add 한빛 x --at 9:00")
    text = hanbit("report weekly --explain visits").out
    assert "Outcome" in text
    assert "visit date" not in text


def test_covered_by_grade_has_titles_on_a_sheet(hanbit, office):
    import python_calamine

    hanbit("coverage -o c.xlsx")
    book = python_calamine.CalamineWorkbook.from_path(str(office / "c.xlsx"))
    cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
             for cell in row]  # fmt: skip
    assert {"Grade", "Covered", "Required"} <= set(cells)
    assert not {"what", "value", "of"} & set(cells)
