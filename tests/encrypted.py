"""What the tests of encryption share: a known key, a keyring in memory, the forms of a file."""

from __future__ import annotations

import pytest

from salescli.domain import recovery

keyring = pytest.importorskip("keyring", reason="the extra `encryption` is not installed")
pytest.importorskip("sqlcipher3", reason="the extra `encryption` is not installed")

PLAIN, ENCRYPTED = b"SQLite format 3\0", b"sales encrypted\0"
KEY = bytes(range(100, 132))
CODE = recovery.code(KEY)


class Keyring(keyring.backend.KeyringBackend):
    """A keyring in memory; one that does not work raises as they do."""

    priority = 1
    broken = False

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        if self.broken:
            raise keyring.errors.NoKeyringError("No recommended backend was available. See there.")
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password


def head(path):
    return path.read_bytes()[:16]


def form(office):
    return head(office / "sales.db")


def backups(office, kind="*"):
    return sorted((office / "backups").glob(f"*-{kind}.db"))
