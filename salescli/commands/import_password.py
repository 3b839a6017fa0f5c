"""The password of a workbook: from a file, a command, or typed unseen; never an argument."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from salescli.desk import Desk
from salescli.errors import SalesError, UsageError
from salescli.language import _


class Password(NamedTuple):
    """Where the password is, as far as it was told."""

    file: str = ""
    command: str = ""

    def reader(self, desk: Desk, name: str) -> Callable[[], str] | None:
        """What gives the password once it is needed; None when nobody can be asked."""
        if self.file:
            return lambda: from_file(self.file)
        if self.command:
            return lambda: from_command(self.command)
        return (lambda: typed(name)) if desk.asks() else None


def from_file(file: str) -> str:
    try:
        text = Path(file).expanduser().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(_("{file} cannot be read").format(file=file), wrong=file) from error
    return given(text)


def from_command(command: str) -> str:
    import shlex
    import subprocess

    try:
        done = subprocess.run(shlex.split(command), capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError, ValueError, IndexError) as error:
        raise SalesError(
            _("the command for the password failed"),
            _("try it by itself: `{command}`").format(command=command),
        ) from error
    return given(done.stdout)


def typed(name: str) -> str:
    import getpass

    return given(getpass.getpass(_("Password of {file}: ").format(file=name)))


def given(text: str) -> str:
    """The first line; an empty one is no password."""
    password = (text.splitlines() or [""])[0]
    if not password:
        raise UsageError(_("the password is empty"))
    return password
