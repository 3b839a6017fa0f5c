from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.merging import Person, choices, joined, kept, same_people


@pytest.mark.parametrize(
    "field, a, b, takes, expected",
    [
        ("area", "강남", "서초", {}, "강남"),
        ("area", "", "서초", {}, "서초"),
        ("area", "강남", "서초", {"area": "B"}, "서초"),
        ("area", "", "서초", {"area": "A"}, ""),
        ("grade", None, "B", {}, "B"),
        ("grade", None, "B", {"grade": "A"}, "B"),
        ("place", None, (37.5, 127.0), {}, (37.5, 127.0)),
        ("need_clear", False, True, {}, False),
        ("target", False, True, {}, False),
        ("key_account", False, True, {}, True),
        ("tags", "vip,new", "fair,vip", {}, "fair,new,vip"),
        ("tags", "", "", {}, ""),
        ("needs", "chairs\ndesks", "desks\nlamps", {}, "chairs\ndesks\nlamps"),
        ("needs", "chairs", "lamps", {"needs": "B"}, "lamps"),
    ],
)
def test_what_is_kept_of_a_field(field, a, b, takes, expected):
    assert kept(field, a, b, takes) == expected


FORM = {"name": "한빛상사", "phone": "02-555-1234", "address": "서울 1", "notes": "one"}


@pytest.mark.parametrize(
    "other, takes, notes",
    [
        ({}, {}, "one"),
        ({"name": "㈜한빛 상사", "phone": "+82-2-555-1234"}, {}, "one"),
        ({"name": "한빛유통", "notes": "two"}, {}, "one\ntwo\nalso: 한빛유통"),
        ({"phone": "02-777-0000", "address": "서울 2"}, {}, "one\nalso: 02-777-0000, 서울 2"),
        ({"phone": "02-777-0000"}, {"phone": "B"}, "one\nalso: 02-555-1234"),
        ({"phone": "02-777-0000", "notes": ""}, {"notes": "A"}, "one"),
        ({"phone": "", "address": ""}, {}, "one"),
    ],
)
def test_what_is_not_kept_is_noted(other, takes, notes):
    chosen = {choice.field: choice.kept for choice in choices(FORM, {**FORM, **other}, takes)}
    assert chosen["notes"] == notes


LINES = st.lists(st.text("ab ", max_size=3), max_size=4).map(
    lambda lines: "\n".join(lines).rstrip()
)


@given(LINES, LINES)
def test_joined_notes_lose_no_line_and_repeat_none(a, b):
    lines = joined(a, b).splitlines()
    assert lines[: len(a.splitlines())] == a.splitlines()
    assert {*lines, ""} == {*a.splitlines(), *b.splitlines(), ""}
    assert joined(joined(a, b), b).splitlines() == lines


def test_who_is_the_same_person():
    first = [Person("1", "박지성", "1011112222"), Person("2", "이영표", "25551234")]
    others = [
        Person("3", "박지성과장", "1011112222"),  # the same phone, one name within the other
        Person("4", "이영표", ""),
        Person("5", "차범근", "25551234"),  # the office's phone is nobody's own
        Person("6", "이영표", ""),  # each is taken once
        Person("7", "손흥민", "1011112222"),
    ]
    assert same_people(first, others, frozenset({"25551234"})) == {"3": "1", "4": "2"}
