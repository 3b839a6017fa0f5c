"""The key of encrypted data files: where a command finds it, and the computer's keyring.

One key serves all files of a person; it is never taken out of the keyring again, since older
backups may need it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType

from salescli.errors import SalesError, StoreError, UsageError
from salescli.language import _

SERVICE, NAME = "sales", "data file"


def in_keyring() -> bytes | None:
    """The key that the keyring holds."""
    from salescli.domain import recovery

    keyring = library()
    with explained(keyring):
        kept = keyring.get_password(SERVICE, NAME)
    try:
        return recovery.key(kept) if kept else None
    except UsageError as error:
        raise refused(str(error)) from error


def known() -> bytes:
    """The keyring's key; without one the file stays closed."""
    found = in_keyring()
    if found is None:
        raise StoreError(
            _("the data is encrypted, and the keyring of this computer has no key for it"),
            _("`sales data decrypt --recovery` opens it with the recovery code"),
        )
    return found


_source: Callable[[], bytes] = known


def use(source: Callable[[], bytes]) -> None:
    """Whom an encrypted file's opening asks from now on."""
    global _source
    _source = source


def current() -> bytes:
    """The key, by the running command's way to it."""
    return _source()


def fresh() -> bytes:
    from salescli.domain.recovery import KEY_BYTES

    return os.urandom(KEY_BYTES)


def keep(key: bytes) -> None:
    """Put the key into the keyring, and see that it gives it back."""
    keyring = library()
    with explained(keyring):
        keyring.set_password(SERVICE, NAME, key.hex())
    if in_keyring() != key:
        raise refused(_("it does not give back what it was given"))


def library() -> ModuleType:
    try:
        import keyring
    except ImportError as error:
        raise StoreError(
            _("the key of encrypted data needs the library keyring"),
            "`pip install 'salescli[encryption]'`",
        ) from error
    return keyring


@contextmanager
def explained(keyring: ModuleType) -> Iterator[None]:
    """Every failure of the keyring becomes one line."""
    try:
        yield
    except keyring.errors.KeyringError as error:
        raise refused(str(error).partition(". ")[0]) from error


def refused(reason: str) -> SalesError:
    return StoreError(
        _("the keyring of this computer does not serve: {reason}").format(reason=reason),
        _("set `database.key_command` to a command that prints the key: `sales help encryption`"),
    )
