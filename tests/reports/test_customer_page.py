"""A customer on one page: form, wish to buy, the quarter, people, open points, visits, budget."""

from __future__ import annotations

import pytest


@pytest.fixture
def customer(sales):
    sales(
        "customer add 한빛상사 --contact 박지성 --position 과장 --phone 02-555-1234 --status active"
        " --grade A --area 역삼 --address '서울 강남구 1' --place '37.5, 127'"
        " --hours 'mon-fri 9-12; closed wed' --need-clear --expected 'in 3 weeks'"
        " --tag vip --tag 체인 --code K-7 --email a@b.c --budget '2026 5000000'"
    )
    return sales


def page(sales):
    return sales("customer show 한빛 -f json").json


def test_the_whole_page(customer):
    data = page(customer)
    form = {
        "grade": "A", "status": "active", "phone": "02-555-1234", "area": "역삼",
        "address": "서울 강남구 1", "place": [37.5, 127.0], "email": "a@b.c", "code": "K-7",
        "windows": "mon,tue,thu,fri 09:00-12:00", "tags": "vip,체인", "owner": "김민수",
        "reported_on": "2026-03-03",
    }  # fmt: skip
    assert {key: data["form"][key] for key in form} == form
    assert data["wish"]["expected_on"] == "2026-03-24"
    assert data["contacts"][0]["name"] == "박지성"
    text = customer("customer show 한빛").out
    assert text.startswith("#1 한빛상사\n")
    assert "https://www.openstreetmap.org/?mlat=37.50000&mlon=127.00000" in text
    for heading in ("This quarter", "Contacts", "Open follow-ups", "Last visits", "Budget"):
        assert f"\n{heading}\n" in text


@pytest.mark.parametrize(
    "visits, done, last_safe",
    [
        ([], 0, "2026-03-30"),
        (["--on 2026-02-02"], 1, "2026-03-31"),
        (["--on 2026-02-02", "--on 2026-03-02"], 2, None),
        (["--on 2026-02-02 --at 9:00", "--on 2026-02-02 --at 15:00"], 1, "2026-03-31"),
        (["--on 2026-02-02 --outcome absent", "--on 2026-02-03 --channel phone"], 0, "2026-03-30"),
        (["--on 2025-12-31", "--on 2026-01-01"], 1, "2026-03-31"),
        (["--on 2026-02-02 --outcome refused"], 1, "2026-03-31"),
    ],
)
def test_the_quarter(customer, visits, done, last_safe):
    customer("visit add 한빛 'long known' --on 2025-11-03")
    for options in visits:
        customer(f"visit add 한빛 x {options}")
    quarter = page(customer)["quarter"]
    assert (quarter["required"], quarter["done"]) == (2, done)
    assert quarter.get("last_safe") == last_safe


def test_nothing_is_asked_of_a_d_customer(customer):
    customer("customer grade 한빛 D")
    assert page(customer)["quarter"]["required"] == 0


def test_a_customer_that_came_within_the_quarter_needs_the_rest_of_it(customer):
    assert page(customer)["quarter"]["required"] == 1


def test_the_office_s_own_frequency(customer):
    customer("visit add 한빛 'long known' --on 2025-11-03")
    customer("config set coverage.per_quarter '{A: 3, D: 1}'")
    assert page(customer)["quarter"]["required"] == 3
    assert page(customer)["quarter"]["last_safe"] == "2026-03-27"


def test_the_last_five_visits_the_newest_first(customer):
    for day in range(1, 8):
        customer(f"visit add 한빛 'seen on {day}' --on 2026-02-{day:02}")
    rows = page(customer)["visits"]
    assert [row["visit_date"] for row in rows] == [f"2026-02-{day:02}" for day in (7, 6, 5, 4, 3)]


def test_open_points_only(customer):
    customer("followup add 한빛 one --due fri")
    customer("followup add 한빛 two")
    customer("followup done 1")
    assert [row["text"] for row in page(customer)["followups"]] == ["two"]


def test_an_incomplete_form_says_what_is_missing(sales):
    sales("customer add 두리 --incomplete")
    data = sales("customer show 두리 -f json").json
    assert data["form"]["missing"] == ["contact", "position", "phone", "status"]
    text = sales("customer show 두리").out
    for words in ("Missing   contact, position, phone, status", "no contact yet", "nothing open",
                  "not visited yet", "\nBudget\nunknown\n"):  # fmt: skip
        assert words in text


def test_what_is_deleted_is_on_no_page(customer):
    customer("contact add 한빛 이영희")
    customer("visit add 한빛 x --follow-up y")
    customer("visit delete 1")
    customer("contact delete 한빛 이영희")
    data = page(customer)
    assert (data["visits"], data["followups"]) == ([], [])
    assert [row["name"] for row in data["contacts"]] == ["박지성"]


def test_no_line_ends_in_blanks(customer):
    customer("visit add 한빛 x")
    for line in ("customer show 한빛", "customer brief 한빛", "today", "report daily", "visit show 1",
                 "customer list", "visit list", "config show"):  # fmt: skip
        assert not [text for text in customer(line).out.splitlines() if text != text.rstrip()]


@pytest.mark.parametrize("form", ["table", "md", "html", "json"])
@pytest.mark.parametrize("verb", ["show", "brief"])
def test_the_pages_name_the_contact_in_every_form(customer, verb, form):
    assert "박지성" in customer(f"customer {verb} 한빛 -f {form}").out
