from __future__ import annotations

import time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain import ids
from salescli.domain.ids import is_id, new_id, uuid7

moments = st.integers(0, 2**48 - 1)
noise = st.binary(min_size=10, max_size=10)


def test_the_example_of_the_standard():
    random = bytes.fromhex("0cc3") + bytes.fromhex("18c4dc0c0c07398f")
    assert uuid7(0x017F22E279B0, random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(moments, noise)
def test_layout(ms, random):
    text = uuid7(ms, random)
    uuid = UUID(text)
    assert text == str(uuid)
    assert (uuid.version, uuid.variant) == (7, "specified in RFC 4122")
    assert uuid.int >> 80 == ms


@given(moments, noise, moments, noise)
def test_ids_sort_by_time(ms, random, later, other):
    if ms < later:
        assert uuid7(ms, random) < uuid7(later, other)


def test_too_little_randomness_is_a_mistake():
    with pytest.raises(ValueError, match="ten random bytes"):
        uuid7(0, b"short")


def test_new_ids_grow():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(set(made))
    assert abs((UUID(made[0]).int >> 80) - time.time() * 1000) < 60_000


def test_a_clock_set_back_does_not_matter(monkeypatch):
    before = new_id()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 0)
    assert before < new_id() < new_id()


def test_our_own_ids_are_known():
    assert is_id(new_id())
    assert is_id(new_id().upper())
    for other in (
        "",
        "7",
        new_id() + "0",
        "0f8fad5b-d9cb-469f-a165-70867728950e",
        new_id()[:-1] + "g",
    ):
        assert not is_id(other)
