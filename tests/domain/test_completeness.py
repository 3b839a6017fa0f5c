from __future__ import annotations

import pytest

from salescli.domain.completeness import (
    CUSTOMER_FIELDS,
    CUSTOMER_OPTIONS,
    VISIT_FIELDS,
    VISIT_OPTIONS,
    customer_lacks,
    in_words,
    options,
    visit_fields,
    visit_lacks,
)
from salescli.domain.words import Channel, Outcome

FOUR = ("content", "met", "result", "problems")
NO_SHOW = ("note_left", "card_left", "next_on")
SAID = ("content",)


@pytest.mark.parametrize(
    "channel, outcome, wanted",
    [
        ("visit", "met", FOUR),
        ("visit", "absent", NO_SHOW),
        ("visit", "refused", SAID),
        ("visit", "postponed", SAID),
        ("video", "met", FOUR),
        ("video", "absent", ()),
        ("video", "refused", SAID),
        ("video", "postponed", SAID),
        ("walk-in", "met", FOUR),
        ("walk-in", "absent", ()),
        ("walk-in", "refused", SAID),
        ("walk-in", "postponed", SAID),
        ("phone", "met", SAID),
        ("phone", "absent", ()),
        ("phone", "refused", SAID),
        ("phone", "postponed", SAID),
        ("mail", "met", SAID),
        ("mail", "absent", ()),
        ("mail", "refused", SAID),
        ("mail", "postponed", SAID),
    ],
)
def test_what_a_record_must_hold(channel, outcome, wanted):
    assert visit_fields(channel, outcome) == wanted


def test_the_table_above_is_whole():
    assert len(Channel) * len(Outcome) == 20


@pytest.mark.parametrize(
    "values, lacks",
    [
        ({}, list(FOUR)),
        ({"content": "showed it"}, ["met", "result", "problems"]),
        ({"content": "", "met": None}, list(FOUR)),
        (dict.fromkeys(FOUR, "x"), []),
        ({**dict.fromkeys(FOUR, "x"), "problems": ""}, ["problems"]),
        ({**dict.fromkeys(FOUR, "x"), "problems": "none"}, []),
    ],
)
def test_what_a_meeting_still_lacks(values, lacks):
    assert visit_lacks({"channel": "visit", "outcome": "met", **values}) == lacks


@pytest.mark.parametrize(
    "values, lacks",
    [
        ({}, list(NO_SHOW)),
        ({"note_left": False, "card_left": False, "next_on": "2026-03-06"}, []),
        ({"note_left": True, "card_left": None}, ["card_left", "next_on"]),
    ],
)
def test_a_note_that_was_not_left_is_an_answer(values, lacks):
    assert visit_lacks({"channel": "visit", "outcome": "absent", **values}) == lacks


@pytest.mark.parametrize("missing", list(CUSTOMER_FIELDS))
@pytest.mark.parametrize("blank", ["", None])
def test_each_required_field_of_the_customer_form_is_missed(missing, blank):
    form = {**dict.fromkeys(CUSTOMER_FIELDS, "x"), missing: blank}
    assert customer_lacks(form) == [missing]
    assert customer_lacks({key: value for key, value in form.items() if value}) == [missing]


def test_the_form_has_five_required_fields_in_its_order():
    assert customer_lacks({}) == ["name", "contact", "position", "phone", "status"]
    assert customer_lacks(dict.fromkeys(CUSTOMER_FIELDS, "x")) == []


def test_every_field_has_a_word_and_an_option():
    assert set(CUSTOMER_FIELDS) == set(CUSTOMER_OPTIONS)
    assert set(VISIT_FIELDS) == set(VISIT_OPTIONS) == {*FOUR, *NO_SHOW}


def test_in_words_and_as_options():
    assert in_words(["met", "problems"], VISIT_FIELDS) == "person met, problems"
    assert options(["met", "note_left"], VISIT_OPTIONS) == "--with … --note-left"
