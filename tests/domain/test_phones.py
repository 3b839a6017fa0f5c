from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.phones import all_keys, digits, phone_key, phone_part, same_phone


@pytest.mark.parametrize(
    "key, texts",
    [
        (
            "1012345678",
            [
                "010-1234-5678",
                "010.1234.5678",
                "01012345678",
                "+82 10-1234-5678",
                "+82-(0)10-1234-5678",
                "+82 010-1234-5678",
                "0082 10 1234 5678",
                "82-10-1234-5678",
                "821012345678",
                "(82) 10 1234 5678",
                "０１０－１２３４－５６７８",
                "＋８２ １０ １２３４ ５６７８",
                "tel:+82-10-1234-5678;ext=12",
                "휴대폰 010-1234-5678",
            ],
        ),
        (
            "25551234",
            [
                "02-555-1234",
                "+82 2 555 1234",
                "82-2-555-1234",
                "02)555-1234",
                "02-555-1234 (내선 12)",
                "02-555-1234 ext. 12",
                "02-555-1234 x12",
                "02-555-1234#12",
                "02-555-1234~6",
            ],
        ),
        ("311234567", ["031-123-4567", "82-31-123-4567", "+82 31 123 4567"]),
        ("15881234", ["1588-1234"]),
        ("3800138000", ["13800138000", "+86 138 0013 8000", "0086-138-0013-8000", "8613800138000"]),
        ("1088888888", ["010-88888888", "+86 10 8888 8888", "010-88888888转801"]),
        (
            "5588888888",
            ["0755-88888888", "86-755-88888888", "0755-88888888-801", "0755-88888888 分机 801"],
        ),
        (
            "612345678",
            ["612 345 678", "+34 612 345 678", "0034 612345678", "34612345678", "34 612 34 56 78"],
        ),
        ("912345678", ["91 234 56 78", "+34 912 345 678", "912345678 extensión 3"]),
        (
            "5512345678",
            [
                "55 1234 5678",
                "(55) 1234-5678",
                "+52 55 1234 5678",
                "+52 1 55 1234 5678",
                "52 55 1234 5678",
                "01 55 1234 5678",
                "044 55 1234 5678",
            ],
        ),
        ("4155552671", ["+1 415 555 2671", "(415) 555-2671", "1-415-555-2671"]),
        ("2079460958", ["+44 20 7946 0958", "020 7946 0958"]),
        ("212345678", ["+420 212 345 678"]),
        ("", ["", "-", "없음", "119", "1234", "000-0000-0000", "+82", "N/A"]),
    ],
)
def test_writings_of_one_number(key, texts):
    assert {text: phone_key(text) for text in texts} == dict.fromkeys(texts, key)


@pytest.mark.parametrize(
    "text, keys",
    [
        ("02-555-1234 / 010-1234-5678", ["25551234", "1012345678"]),
        ("010-1234-5678; 010-2345-6789", ["1012345678", "1023456789"]),
        ("13800138000、13900139000", ["3800138000", "3900139000"]),
        ("612345678\n+34 612 345 678", ["612345678"]),
        ("010-1234-5678 010-2345-6789", ["1012345678", "1023456789"]),
        ("없음 / 02-555-1234 내선 12, 010-1234-5678", ["25551234", "1012345678"]),
        ("+34 612 045 678", ["612045678"]),
    ],
)
def test_a_field_with_several_numbers(text, keys):
    assert all_keys(text) == keys
    assert phone_key(text) == keys[0]


def test_same_phone_in_any_place_of_the_field():
    assert same_phone("02-555-1234 / 010-1234-5678", "+82 10 1234 5678")
    assert not same_phone("02-555-1234", "02-555-1235")
    assert not same_phone("", "")
    assert not same_phone("000-0000-0000", "000-0000-0000")


def test_digits():
    assert digits("＋８２ (0)10-1234") == "820101234"


@given(st.from_regex(r"[1-9][0-9]{8,9}", fullmatch=True), st.sampled_from(["82", "86", "34", "52"]))
def test_home_and_abroad_are_one_number(number, code):
    assert phone_key(f"+{code} {number}") == phone_key(f"00{code}{number}") == number
    assert phone_key(f"0{number}") == number


@given(st.text(max_size=40))
def test_a_key_is_a_key_of_itself(text):
    for key in all_keys(text):
        assert key.isdigit()
        assert 5 <= len(key) <= 10
        assert phone_key(f"0{key}") == key


@pytest.mark.parametrize(
    "text, part",
    [
        ("1234", "1234"),
        ("02-555", "2555"),
        ("+82 10-1234-5678", "1012345678"),
        ("０１０-１２３４", "101234"),
        ("12", ""),
        ("Kim2", ""),
        ("Kim 2345", ""),
        ("세나 777", ""),
        ("000", ""),
        ("()-", ""),
    ],
)
def test_a_part_of_a_number_is_digits_and_a_phone_s_signs_alone(text, part):
    assert phone_part(text) == part


@given(st.from_regex(r"0[1-9][0-9]-[0-9]{4}-[0-9]{4}", fullmatch=True), st.data())
def test_the_end_of_a_number_finds_it(number, data):
    end = number[data.draw(st.integers(4, len(number) - 4)) :]
    assert phone_part(end) in phone_key(number)
