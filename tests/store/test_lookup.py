"""Names are data: signs that mean something to SQL or to LIKE mean nothing in a search."""

from __future__ import annotations

import pytest

NAMES = ["100% 주스", "100 주스", "a_b 상사", "aXb 상사", "O'Brien \"Q\"", "back\\slash",
         "[x]*?", "; DROP TABLE visit; --", "#12", "😀 shop", "ẞtraße"]  # fmt: skip

FOUND = [
    ("100%", ["100% 주스"]),
    ("%", ["100% 주스"]),
    ("100", ["100% 주스", "100 주스"]),
    ("a_b 상", ["a_b 상사"]),
    ("a%b 상", []),
    ("b%", []),
    ("!", []),
    ("*", []),
    ("'", []),
    ("o'brien", ['O\'Brien "Q"']),
    ('"Q"', ['O\'Brien "Q"']),
    ("back\\", ["back\\slash"]),
    ("; drop table", ["; DROP TABLE visit; --"]),
    ("' OR 1=1 --", []),
    ("😀", ["😀 shop"]),
    ("strasse", ["ẞtraße"]),
]


@pytest.fixture
def odd_names(sales):
    for name in NAMES:
        sales(["customer", "add", "--incomplete", "--force", "--", name])
    return sales


def test_a_search_finds_what_it_says_and_no_more(odd_names):
    for text, expected in FOUND:
        found = odd_names(["customer", "list", "--sort", "no", "-f", "json", "--", text]).json
        assert [row["name"] for row in found] == expected, text


def test_a_customer_is_taken_by_its_odd_name(odd_names):
    for text, expected in FOUND:
        if len(expected) == 1:
            assert f": {expected[0]}, " in odd_names(["visit", "add", "--", text, "x"]).err, text
        else:
            odd_names(["visit", "add", "--", text, "x"], code=3)


def test_a_number_is_a_customer_before_it_is_a_name(odd_names):
    for text in ("#9", "9"):
        assert ": #12, " in odd_names(["visit", "add", text, "x"]).err
    assert "no customer fits" in odd_names(["visit", "add", "#12", "x"], code=3).err
    odd_names("customer add 새벽 --incomplete")
    assert ": 새벽, " in odd_names(["visit", "add", "#12", "x"]).err


def test_a_note_of_a_million_letters_comes_back_whole(hanbit, rows):
    note = "가" * 1_000_000
    hanbit(["visit", "add", "한빛", note, "--at", "8:00", "--result", note])
    visit = hanbit("visit list -f json").json[0]
    assert visit["content"] == visit["result"] == note
    hanbit("visit edit 1 --result short")
    hanbit("undo")
    assert rows("SELECT length(result) AS size FROM visit") == [{"size": 1_000_000}]
