"""Workbooks of others behind a password: opened in memory, and only when nobody changed them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from salescli.errors import SalesError, UsageError
from salescli.exchange import locked
from salescli.language import _

MOST_SPINS = 10_000_000  # what Office itself allows; the password is hashed so often
_SPINS = re.compile(rb'spinCount="(\d+)"')


def unlocked(raw: bytes, name: str, password: Callable[[], str] | None) -> io.BytesIO:
    """The workbook inside; the password is asked for only now."""
    if max((int(count) for count in _SPINS.findall(raw)), default=0) > MOST_SPINS:
        raise refused(name)
    if password is None:
        raise UsageError(
            _("{file} is protected by a password").format(file=name),
            _("give it with `--password-file` or `--password-command`"),
        )
    told = password()
    if locked.is_locked(raw):
        return io.BytesIO(locked.decrypt(raw, told))
    return old_book(raw, name, told)


def old_book(raw: bytes, name: str, password: str) -> io.BytesIO:
    """An xls file, whose cells are encrypted one by one."""
    office = locked.library()
    out = io.BytesIO()
    try:
        file = office.OfficeFile(io.BytesIO(raw))
        file.load_key(password=password)
        file.decrypt(out)
    except office.exceptions.InvalidKeyError as error:
        raise locked.WrongPasswordError(_("the password does not open the file")) from error
    except Exception as error:  # a damaged file fails anywhere in the library
        raise refused(name) from error
    out.seek(0)
    return out


def refused(name: str) -> SalesError:
    return SalesError(
        _("{file}: the protected workbook cannot be read").format(file=name),
        _("open it in a spreadsheet, save it as CSV UTF-8 and import that file"),
    )
