"""What was ordered today stands on the day's page and in the day's report."""

from __future__ import annotations

import pytest


@pytest.fixture
def sold(hanbit):
    """Two orders of one day, one of them taken at a visit."""
    hanbit("visit add 한빛 x -w 박지성 -r y -p none --order 'clock x 2 @ 100'")
    hanbit("order add 한빛 'battery x 5 box @ 30'")
    return hanbit


@pytest.mark.parametrize("line", ["today", "report daily"])
def test_the_orders_of_the_day_and_their_sum(sold, line):
    page = sold(f"{line} -f json").json
    assert [(row["customer"], row["goods"], row["amounts"]) for row in page["orders"]] == [
        ("한빛상사", ["clock x 2"], {"KRW": 200}), ("한빛상사", ["battery x 5 box"], {"KRW": 150}),
    ]  # fmt: skip
    assert page["order_totals"] == {"KRW": 350}
    text = sold(line).out
    assert "clock x 2" in text
    assert "In all  350 KRW" in text


@pytest.mark.parametrize("line", ["today", "report daily"])
def test_a_day_without_orders_says_nothing_of_them(hanbit, line):
    page = hanbit(f"{line} -f json").json
    assert (page["orders"], page["order_totals"]) == ([], {})
    assert "Order" not in hanbit(line).out


def test_the_summary_is_drafted_with_them(sold):
    assert "orders: 2 (350 KRW)" in sold("report daily -f json").json["summary"]


def test_the_order_of_another_day_is_not_of_this(sold, at):
    at("2026-03-04T10:00")
    assert sold("report daily -f json").json["orders"] == []
    assert sold("report daily yesterday -f json").json["order_totals"] == {"KRW": 350}


def test_an_order_that_comes_after_the_report_is_named(sold):
    sold("report daily --submit")
    assert "corrected" not in sold("report daily -f json").json["status"]
    sold("order add 한빛 'lamp x 1 @ 9'")
    (line,) = [
        line for line in sold("report daily -f json").json["status"]["corrected"] if "order" in line
    ]
    assert line.endswith(": 한빛상사")


def test_a_report_of_before_orders_were_gathered_is_still_drawn(sold):
    from salescli.reports import daily_changes, daily_page

    old = {"orders": [], "decimals": 0}
    now = {
        "orders": [{"number": "1", "customer": "x", "goods": [], "amount": 1, "currency": "KRW"}]
    }
    assert daily_changes.order_lines({}, now) == []
    assert daily_changes.order_lines(old, now) == ["order 1: x"]
    assert not daily_page.order_blocks({})[0].rows
