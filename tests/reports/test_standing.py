"""The number of customers on file as each day began, whatever became of them later."""

from __future__ import annotations

from datetime import date

import pytest

from salescli.desk import Desk
from salescli.reports import standing


@pytest.fixture
def on_file(sales):
    """The grades as a day began, by the customers' first letters."""

    def read(day):
        with Desk().read() as reader:
            names = dict(reader.raw("SELECT id, name FROM customer"))
            found = standing.grades_on(reader, date.fromisoformat(day))
        return " ".join(sorted(f"{names[key]}{grade or '-'}" for key, grade in found.items()))

    return read


@pytest.fixture
def month(sales, at):
    """Kim, Lee and Roh come and go in February."""

    def on(moment, line):
        at(moment)
        sales(line)

    for moment, line in (
        ("2026-02-02", "customer add Kim --incomplete --grade B"),
        ("2026-02-04", "customer add Lee --incomplete"),
        ("2026-02-06", "customer grade Lee A"),
        ("2026-02-09", "customer add Roh --incomplete --grade C"),
        ("2026-02-11", "customer delete Roh"),
    ):
        on(moment, line)
    return on


STORY = [
    ("2026-02-02", ""), ("2026-02-03", "KimB"), ("2026-02-05", "KimB Lee-"),
    ("2026-02-06", "KimB Lee-"), ("2026-02-07", "KimB LeeA"), ("2026-02-10", "KimB LeeA RohC"),
    ("2026-02-11", "KimB LeeA RohC"),
]  # fmt: skip


def told(on_file, days):
    return [(day, on_file(day)) for day, _names in days]


def test_who_is_deleted_counts_until_then(month, on_file):
    days = [*STORY, ("2026-02-12", "KimB LeeA")]
    assert told(on_file, days) == days


def test_undo_brings_back_as_if_nothing_was(month, on_file):
    month("2026-02-13", "undo")
    days = [*STORY, ("2026-02-12", "KimB LeeA RohC"), ("2026-02-14", "KimB LeeA RohC")]
    assert told(on_file, days) == days


@pytest.mark.parametrize(
    "line, kept",
    [("customer merge Kim Lee --yes", "KimB"),
     ("customer merge Kim Lee --yes --take grade=B", "KimA"),
     ("customer merge Lee Kim --yes --take name=B", "KimA")],
)  # fmt: skip
def test_a_merge_is_two_before_it_and_one_after(month, on_file, line, kept):
    month("2026-02-16", line)
    days = [*STORY, ("2026-02-16", "KimB LeeA")]
    assert told(on_file, days) == days
    assert on_file("2026-02-17") == kept
    month("2026-02-18", "undo")
    days.append(("2026-02-17", "KimB LeeA"))
    assert told(on_file, days) == days


def test_the_report_tells_one_less(month, sales):
    page = sales("report weekly 2026-W07 -f json").json["cumulative"]["total"]
    assert page == {"count": 2, "change": 0}, "one came and went"
    month("2026-02-17", "customer delete Lee")
    page = sales("report weekly 2026-W08 -f json").json["cumulative"]["total"]
    assert page == {"count": 1, "change": -1}
    page = sales("report weekly 2026-W07 -f json").json["cumulative"]["total"]
    assert page == {"count": 2, "change": 0}, "the week before stays as it was"
