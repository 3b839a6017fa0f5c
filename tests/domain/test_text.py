from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.text import clean_line, clean_text, fold, visible
from salescli.errors import UsageError

anything = st.text(st.characters(), max_size=40)
typed = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "value, stored",
    [
        ("한빛상사", "한빛상사"),
        ("  한빛\t상사\r\n", "한빛 상사"),
        ("한빛\u3000 상사", "한빛 상사"),
        (unicodedata.normalize("NFD", "한빛 Café"), "한빛 Café"),
        ("\ufeff 上海\u00a0贸易", "上海 贸易"),
        ("Señor\u2028Pérez", "Señor Pérez"),
        ("left \u202e kept", "left \u202e kept"),
        ("👩\u200d👧 shop", "👩\u200d👧 shop"),
        ("", ""),
        ("\ufeff", ""),
    ],
)
def test_a_line_is_folded(value, stored):
    assert clean_line(value) == stored


@pytest.mark.parametrize(
    "value, stored",
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("  a \n\n  - b  \n\n", "a\n\n  - b"),
        ("a\tb", "a   b"),
        ("둘\u3000 ", "둘"),
        ("a\u2028b", "a\nb"),
    ],
)
def test_a_note_keeps_its_lines(value, stored):
    assert clean_text(value) == stored


@pytest.mark.parametrize("clean", [clean_line, clean_text])
@pytest.mark.parametrize(
    "value, shown",
    [
        ("a\x00b", r"\x00"),
        ("red \x1b[31m", r"\x1b"),
        ("x\x7f", r"\x7f"),
        ("x\x85y", r"\x85"),
        ("x\x9b31m", r"\x9b"),
        ("bad \udcff", r"\udcff"),
    ],
)
def test_control_characters_are_refused_by_field(clean, value, shown):
    with pytest.raises(UsageError, match="note") as refusal:
        clean(value, "note")
    assert shown in str(refusal.value)
    assert refusal.value.hint
    assert visible(str(refusal.value)) == str(refusal.value)


def test_a_refusal_without_a_field_speaks_of_the_text():
    with pytest.raises(UsageError, match="the text holds the control character"):
        clean_line("\x07")


@pytest.mark.parametrize(
    "value, shown",
    [
        ("한빛 Café 上海", "한빛 Café 上海"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\tb\rc\x9b", r"a\x09b\x0dc\x9b"),
        ("evil\u202etxt\u2066", r"evil\u202etxt\u2066"),
        ("a\u2028b\x85c", r"a\u2028b\x85c"),
        ("\udcff", r"\udcff"),
        ("a\nb", "a\nb"),
    ],
)
def test_what_is_shown(value, shown):
    assert visible(value) == shown


def test_one_line_is_shown_with_spaces():
    assert visible("a\nb", newline=False) == "a b"


def test_plain_text_is_passed_on_as_it_is():
    value = "한빛상사 met 김대리"
    assert visible(value) is value


@pytest.mark.parametrize(
    "one, other",
    [
        ("한빛 상사", "한빛상사"),
        (unicodedata.normalize("NFD", "한빛상사"), "한빛상사"),
        ("Compañía Pérez", "COMPANIA PEREZ"),
        ("Ｈａｎｂｉｔ－Ｔｒａｄｅ", "hanbit_trade"),
        ("上海（贸易）·公司", "上海贸易公司"),
        ("O'Neill & Sons, Inc.", "oneill sons inc"),
        ("Straße", "STRASSE"),
        ("zero\u200bwidth", "zerowidth"),
        ("㈜한빛", "(주) 한빛"),
    ],
)
def test_texts_that_compare_equal(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("one, other", [("한빛", "한빗"), ("C#", "C"), ("1%", "1"), ("★", "")])
def test_texts_that_differ(one, other):
    assert fold(one) != fold(other)


@given(anything)
def test_shown_text_holds_no_control(value):
    for newline in (True, False):
        shown = visible(value, newline=newline).replace("\n", "" if newline else "\n")
        assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
        assert not set(shown) & set(DIRECTIONS)
        shown.encode()


@given(anything)
def test_fold_is_idempotent(value):
    assert fold(fold(value)) == fold(value)


@given(typed)
def test_what_was_cleaned_is_clean(value):
    for clean in (clean_line, clean_text):
        assert clean(clean(value)) == clean(value)


@given(anything)
def test_the_gate_admits_or_refuses(value):
    for clean in (clean_line, clean_text):
        try:
            stored = clean(value)
        except UsageError:
            continue
        assert unicodedata.is_normalized("NFC", stored)
        assert visible(stored, newline=True).count("\\x") == stored.count("\\x")
