"""The recovery code: every key survives the paper, and no slip of the pen passes for another key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain import recovery
from salescli.errors import UsageError

KEYS = st.binary(min_size=32, max_size=32)
KEY = bytes(range(32))


@given(KEYS)
def test_a_code_is_read_back(key):
    code = recovery.code(key)
    assert [len(group) for group in code.split("-")] == [5] * 11
    assert recovery.key(code) == key
    assert recovery.key(key.hex()) == key


@given(KEYS, st.integers(0, 54), st.integers(1, 31))
def test_a_wrong_sign_is_noticed(key, place, step):
    signs = recovery.signs(recovery.code(key))
    other = recovery.SIGNS[(recovery.SIGNS.index(signs[place]) + step) % 32]
    with pytest.raises(UsageError, match="a sign of the recovery code is wrong"):
        recovery.key(signs[:place] + other + signs[place + 1 :])


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: f"  {code}\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
    ],
)
def test_it_may_be_written_as_people_write(change):
    assert recovery.key(change(recovery.code(KEY))) == KEY


@pytest.mark.parametrize(
    "text", ["", "x", "한빛", KEY.hex()[:-1], recovery.code(KEY)[:-1], "U" * 55]
)
def test_what_is_no_code_is_refused(text):
    with pytest.raises(UsageError, match="no recovery code: it has 11 groups of 5"):
        recovery.key(text)
