"""Workbooks under a password: real encryption, refused when wrong or changed, whole or not there."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pytest

from salescli.errors import SalesError, how_to_install
from salescli.exchange import locked

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def book():
    import xlsxwriter

    content = BytesIO()
    made = xlsxwriter.Workbook(content, {"in_memory": True})
    made.add_worksheet().write_string(0, 0, "한빛상사")
    made.close()
    return content.getvalue()


@pytest.fixture(scope="module")
def closed(book):
    return locked.encrypt(book, PASSWORD)


def test_what_was_locked_comes_out_as_it_was(book, closed):
    assert locked.is_locked(closed)
    assert not locked.is_locked(book)
    assert locked.decrypt(closed, PASSWORD) == book


def test_nothing_of_the_workbook_is_readable(book, closed):
    assert b"PK\x03\x04" not in closed
    assert b"worksheets" not in closed
    assert b'keyBits="256"' in closed
    assert b'cipherAlgorithm="AES"' in closed
    assert b'spinCount="100000"' in closed


def test_the_same_workbook_is_never_locked_the_same_way_twice(book, closed):
    assert locked.encrypt(book, PASSWORD)[4096:] != closed[4096:]


@pytest.mark.parametrize(
    "wrong", ["correct horse batterz", "Correct horse battery", " ", "", "한빛", "\udce9"]
)
def test_another_password_is_refused(closed, wrong):
    with pytest.raises(locked.WrongPasswordError, match="does not open"):
        locked.decrypt(closed, wrong)


@pytest.mark.parametrize(
    "password",
    ["비밀번호는열두글자이상", "密码密码密码密码密码密码", "ñandú ñandú ñandú", "🔑" * 12],
)
def test_passwords_of_any_script(book, password):
    assert locked.decrypt(locked.encrypt(book, password), password) == book


def test_a_changed_file_is_told_from_a_wrong_password(closed):
    changed = bytearray(closed)
    changed[len(closed) // 2] ^= 1
    with pytest.raises(SalesError, match="damaged, or was changed") as told:
        locked.decrypt(bytes(changed), PASSWORD)
    assert not isinstance(told.value, locked.WrongPasswordError)


@pytest.mark.parametrize("cut", [600, 1500, 4000])
def test_half_a_file_is_damaged(closed, cut):
    with pytest.raises(SalesError, match=r"damaged|no workbook"):
        locked.decrypt(closed[:cut], PASSWORD)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"plain text", locked.OLE + b"old xls"])
def test_what_is_no_locked_workbook_is_said_to_be_none(content):
    with pytest.raises(SalesError, match="no workbook with a password"):
        locked.decrypt(content, PASSWORD)


def test_the_file_is_for_its_owner_alone_and_nothing_lies_beside_it(tmp_path, book):
    path = tmp_path / "a.xlsx"
    content = locked.write(path, book, PASSWORD)
    assert path.read_bytes() == content
    assert path.stat().st_mode & 0o777 == 0o600
    assert [item.name for item in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_link_is_replaced_and_not_followed(tmp_path, book):
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "a.xlsx").symlink_to(victim)
    locked.write(tmp_path / "a.xlsx", book, PASSWORD)
    assert victim.read_text() == "mine"
    assert not (tmp_path / "a.xlsx").is_symlink()


def test_a_file_that_fails_its_check_never_takes_the_name(tmp_path, book, monkeypatch):
    path = tmp_path / "a.xlsx"
    path.write_text("the one of last week")
    monkeypatch.setattr(locked, "encrypt", lambda content, _password: content)
    with pytest.raises(SalesError):
        locked.write(path, book, PASSWORD)
    assert path.read_text() == "the one of last week"
    assert [item.name for item in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize("place", ["no/such/folder/a.xlsx", "."])
def test_a_place_that_cannot_be_is_one_line(tmp_path, book, place):
    with pytest.raises(SalesError, match=r"could not write|is no file"):
        locked.write(tmp_path / place, book, PASSWORD)


def test_without_the_library_one_line_says_how_to_get_it(book, monkeypatch):
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)
    with pytest.raises(SalesError, match="msoffcrypto-tool") as told:
        locked.encrypt(book, PASSWORD)
    assert how_to_install("xlsx") in told.value.hint


def test_no_readable_file_is_made_on_the_way(tmp_path, book, monkeypatch):
    """Whatever opens a file to write, opens the encrypted one."""
    import os

    made: list[str] = []
    really = os.open
    monkeypatch.setattr(
        os,
        "open",
        lambda path, *rest, **more: made.append(str(path)) or really(path, *rest, **more),
    )
    locked.write(tmp_path / "a.xlsx", book, PASSWORD)
    written = [Path(name).name for name in made if str(tmp_path) in name]
    assert all(name.startswith(".a.xlsx.") for name in written), written
