"""The weekly, monthly and quarterly forms in every language, as they are handed in."""

from __future__ import annotations

import pytest

from salescli.language import LANGUAGES

KINDS = ("weekly", "monthly", "quarterly")
FORMS = [("table", "txt"), ("md", "md"), ("html", "html"), ("csv", "csv")]
PERIODS = {"weekly": "this week", "monthly": "this month", "quarterly": "this quarter"}


@pytest.fixture
def march(day, at):
    """The day's work with an order, plan points and a quarter's history behind it."""
    day("visit add 두리 'long known' --on 2025-11-03")
    day("order add 한빛 'wall clock 30cm x 10 @ 12,000'")
    day("plan add 'close the order of 한빛' --support '3 mm samples'")
    day("plan add 'two new customers' --for 'this month'")
    day("plan add 'cover all A' --for 'this quarter'")
    day("plan done 1 --percent 50 --problem 'buyer on holiday'")
    at("2026-03-31T17:20")
    day("visit add 두리 'second talk' --at 10:00 -w 이영희 -r 'will order' -p none -m 35")
    return day


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form, ending", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_form_as_it_is_handed_in(march, at, golden, kind, form, ending, language):
    if kind == "weekly":
        at("2026-03-06T17:20")
    march(f"report {kind} --summary 'two good talks' --submit")
    page = march(f"--lang {language} report show --kind {kind} '{PERIODS[kind]}' -f {form}")
    assert page.err == ""
    golden(f"{kind}.{language}.{ending}", page.out)


@pytest.mark.parametrize("kind", KINDS)
def test_the_data_of_the_form(march, at, golden, kind):
    if kind == "weekly":
        at("2026-03-06T17:20")
    march(f"report {kind} --summary 'two good talks' --submit")
    golden(f"{kind}.json", march(f"report show --kind {kind} '{PERIODS[kind]}' -f json").out)


@pytest.mark.parametrize("kind", ["weekly", "monthly"])
def test_the_grade_comes_before_the_name_and_the_sales_last(march, kind):
    page = march(f"report {kind} -f json").json
    assert list(page["customers"][0])[:6] == [
        "no",
        "grade",
        "customer",
        "contact",
        "phone",
        "address",
    ]
    if page["sales"]:
        keys = ["no", "customer", "contact", "phone", "address", "quantity", "amount"]
        assert list(page["sales"][0])[:7] == keys


@pytest.mark.parametrize("kind", KINDS)
def test_another_language_is_no_correction(march, at, kind):
    if kind == "weekly":
        at("2026-03-06T17:20")
    march(f"--lang ko report {kind} --summary x --submit")
    page = march(f"report show --kind {kind} '{PERIODS[kind]}' -f json").json
    assert "corrected" not in page["status"]
    assert " of " in march(f"report show --kind {kind} '{PERIODS[kind]}'").out
