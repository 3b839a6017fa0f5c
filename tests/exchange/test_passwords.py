"""What a password must be like, and where it may come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.errors import SalesError, UsageError
from salescli.exchange import passwords


@pytest.mark.parametrize(
    "text", ["correct horse", "abcdefghijkl", "비밀번호는열두글자이상임", "ñ" * 12, "x" * 255]
)
def test_twelve_characters_are_enough(text):
    assert passwords.checked(text) == text


@pytest.mark.parametrize("text, said", [
    ("", "too short: at least 12"),
    ("elevenchars", "too short: at least 12"),
    ("e\u0301" * 11, "too short: at least 12"),  # eleven letters, typed as twenty-two
    ("x" * 256, "too long: Excel takes 255"),
    ("correct\thorse", "no keyboard types"),
    ("correct horse\x00", "no keyboard types"),
    ("correct horse\udce9", "no keyboard types"),
])  # fmt: skip
def test_what_is_refused(text, said):
    with pytest.raises(UsageError, match=said) as told:
        passwords.checked(text)
    assert not text or text not in f"{told.value}{told.value.hint}"


@given(st.text(min_size=12, max_size=80))
def test_a_password_is_taken_in_the_form_that_keyboards_type(text):
    try:
        found = passwords.checked(text)
    except UsageError:
        return
    assert passwords.checked(found) == found == passwords.normal(text)


@pytest.mark.parametrize(
    "content",
    [
        "secret words here\n",
        "secret words here",
        "secret words here\r\nsecond\n",
        "\ufeffsecret words here\nmore",
    ],
)
def test_the_first_line_of_a_file(tmp_path, content):
    place = tmp_path / "pw"
    place.write_bytes(content.encode())
    assert passwords.from_file(str(place)) == "secret words here"


@pytest.mark.parametrize("content", [b"", b"\n", b"\nsecret words here\n", b"\xff\xfe\x00"])
def test_a_file_without_a_first_line_is_refused(tmp_path, content):
    (tmp_path / "pw").write_bytes(content)
    with pytest.raises(SalesError):
        passwords.from_file(str(tmp_path / "pw"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SalesError, match=r"could not read the password from .*nowhere"):
        passwords.from_file(str(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    "mode, seen", [(0o600, False), (0o400, False), (0o640, True), (0o604, True)]
)
def test_whether_others_can_read_it(tmp_path, mode, seen):
    (tmp_path / "pw").touch(mode)
    (tmp_path / "pw").chmod(mode)
    assert passwords.seen_by_others(str(tmp_path / "pw")) is seen


def test_the_line_that_a_command_prints():
    assert passwords.from_command("printf '%s\\n' 'secret words' more") == "secret words"


@pytest.mark.parametrize(
    "command", ["false", "true", "no-such-program-anywhere", "'", "", "printf ''"]
)
def test_a_command_that_prints_none_is_one_line(command):
    with pytest.raises(SalesError):
        passwords.from_command(command)


def test_what_a_failing_command_said_is_not_repeated():
    with pytest.raises(SalesError) as told:
        passwords.from_command("sh -c 'echo hunter2-hunter2; echo hunter2-hunter2 >&2; exit 3'")
    assert "hunter2" not in f"{told.value}{told.value.hint}"
    assert "ended with 3" in str(told.value)


def test_a_command_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(passwords, "TIMEOUT", 0.05)
    with pytest.raises(SalesError, match="no password"):
        passwords.from_command("sleep 30")
