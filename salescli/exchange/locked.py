"""Workbooks under a password, as Excel and LibreOffice open them: AES-256, checked for changes.

Everything happens in memory; nothing readable touches the disk.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from salescli.errors import SalesError, how_to_install
from salescli.language import _

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BINARY = getattr(os, "O_BINARY", 0)  # else Windows would change line ends
PACKAGE = "EncryptedPackage".encode("utf-16-le")


def library() -> Any:
    """The library that knows Office's encryption; without it one line says how to get it."""
    try:
        import msoffcrypto  # type: ignore[import-untyped]
    except ImportError as error:
        raise SalesError(
            _("a workbook with a password needs the library msoffcrypto-tool"),
            how_to_install("xlsx"),
        ) from error
    return msoffcrypto


def is_locked(content: bytes) -> bool:
    """Whether this is an Office file that holds nothing but an encrypted package."""
    return content.startswith(OLE) and PACKAGE in content


def encrypt(content: bytes, password: str) -> bytes:
    """A workbook (the bytes of an xlsx file) under this password."""
    from importlib import import_module

    library()
    locked = BytesIO()
    ooxml = import_module("msoffcrypto.format.ooxml")
    ooxml.OOXMLFile(BytesIO(content)).encrypt(password, locked)
    return locked.getvalue()


def decrypt(content: bytes, password: str) -> bytes:
    """The workbook inside; a wrong password and a file that was changed are told apart."""
    office = library()
    if not is_locked(content):
        raise SalesError(_("this is no workbook with a password"))
    try:
        file = office.OfficeFile(BytesIO(content))
        unlock(office, file, password)
        opened = BytesIO()
        file.decrypt(opened, verify_integrity=True)
    except SalesError:
        raise
    except Exception as error:  # a damaged file fails anywhere in the library
        raise SalesError(
            _("the file is damaged, or was changed after it was encrypted"),
            _("ask for it again, or make it anew"),
        ) from error
    return opened.getvalue()


def unlock(office: Any, file: Any, password: str) -> None:
    wrong = WrongPasswordError(_("the password does not open the file"))
    if not password:
        raise wrong
    try:
        file.load_key(password=password, verify_password=True)
    except (office.exceptions.InvalidKeyError, UnicodeEncodeError) as error:
        raise wrong from error


class WrongPasswordError(SalesError):
    """The file is whole, but locked with another password."""


def write(path: Path, content: bytes, password: str) -> bytes:
    """Encrypt a workbook into ``path``, whole or not at all; returns the bytes that stand there.

    What was written is read back and tried before it takes the name.
    """
    locked = encrypt(content, password)
    place(path, locked, lambda written: verify(written, content, password))
    return locked


def place(
    path: Path, content: bytes, check: Callable[[bytes], None] = lambda _written: None
) -> None:
    """Write bytes beside their place, readable by the owner, then give them the name.

    A link of that name is replaced, not followed.
    """
    target = path.expanduser()
    try:
        if target.exists() and not target.is_file():
            raise SalesError(_("{path} is no file").format(path=target))
        replace(target, content, check)
    except OSError as error:
        raise SalesError(
            _("could not write {path}: {reason}").format(path=target, reason=error.strerror),
            _("check the folder and the free space, or choose another place with `-o`"),
        ) from error


def replace(target: Path, content: bytes, check: Callable[[bytes], None]) -> None:
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    handle = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        check(partial.read_bytes())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def verify(locked: bytes, content: bytes, password: str) -> None:
    """The file is encrypted, opens with the password, and refuses another."""
    if decrypt(locked, password) != content or opens(locked, secrets.token_urlsafe()):
        raise SalesError(_("the encrypted file did not pass its check; it was not kept"))


def opens(locked: bytes, password: str) -> bool:
    try:
        decrypt(locked, password)
    except WrongPasswordError:
        return False
    return True
