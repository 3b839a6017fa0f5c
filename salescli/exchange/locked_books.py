"""Workbooks behind a password: decrypted in memory, and only when they were not tampered with."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from salescli.errors import SalesError, UsageError
from salescli.language import _

MOST_SPINS = 10_000_000  # what Office itself allows; the password is hashed so often
_SPINS = re.compile(rb'spinCount="(\d+)"')


def unlocked(raw: bytes, name: str, password: Callable[[], str] | None) -> io.BytesIO:
    """The workbook inside; the password is asked for only now."""
    office = _office(raw, name)
    if max((int(count) for count in _SPINS.findall(raw)), default=0) > MOST_SPINS:
        raise _refused(name)
    if password is None:
        raise UsageError(
            _("{file} is protected by a password").format(file=name),
            _("give it with `--password-file` or `--password-command`"),
        )
    out = io.BytesIO()
    _decrypt(office, password(), out, name)
    out.seek(0)
    return out


def _office(raw: bytes, name: str) -> Any:
    try:
        import msoffcrypto  # type: ignore[import-untyped]
    except ImportError as error:
        raise SalesError(
            _("reading workbooks needs an extra package"), "`pip install 'salescli[xlsx]'`"
        ) from error
    try:
        return msoffcrypto.OfficeFile(io.BytesIO(raw))
    except Exception as error:
        raise _refused(name) from error


def _decrypt(office: Any, password: str, out: io.BytesIO, name: str) -> None:
    from msoffcrypto import exceptions

    wrong = UsageError(
        _("{file}: the password does not fit, or the file was changed").format(file=name),
        _("check the password; capitals and spaces count"),
    )
    try:
        with_check = getattr(office, "type", "") == "agile"
        if hasattr(office, "type"):
            office.load_key(password=password, verify_password=True)
            office.decrypt(out, verify_integrity=with_check)
        else:
            office.load_key(password=password)
            office.decrypt(out)
    except exceptions.InvalidKeyError as error:
        raise wrong from error
    except Exception as error:
        with suppress(AttributeError):
            office.file.close()
        raise _refused(name) from error


def _refused(name: str) -> SalesError:
    return SalesError(
        _("{file}: the protected workbook cannot be read").format(file=name),
        _("open it in a spreadsheet, save it as CSV UTF-8 and import that file"),
    )
