from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.formulas import guard, unguard

CASES = [
    ("=1+1", "'=1+1"),
    ("+82 2 123", "'+82 2 123"),
    ("-5", "'-5"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\tx", "'\tx"),
    ("\rx", "'\rx"),
    ("'=1+1", "''=1+1"),
    ("''=1+1", "'''=1+1"),
    ("'t Hof", "'t Hof"),
    ("''", "''"),
    ("한빛 =상사", "한빛 =상사"),
    ("", ""),
]


@pytest.mark.parametrize("plain, guarded", CASES)
def test_guarded_and_back(plain, guarded):
    assert guard(plain) == guarded
    assert unguard(guarded) == plain


@given(st.text() | st.text("'=+-@\t\r\na", max_size=6))
def test_unguard_is_the_exact_inverse(text):
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))
