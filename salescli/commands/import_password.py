"""The password of a protected workbook: told by file or command, or typed once it is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from salescli.desk import Desk


class Password(NamedTuple):
    """Where the password is, as far as it was told."""

    file: str = ""
    command: str = ""

    def reader(self, desk: Desk) -> Callable[[], str] | None:
        """What gives the password once it is needed; None when nobody can be asked."""
        from salescli.commands import passwords
        from salescli.exchange.passwords import from_command, from_file

        passwords.hide_command(desk)
        if self.file:
            return lambda: from_file(self.file)
        if self.command:
            return lambda: from_command(self.command)
        return (lambda: passwords.asked(desk, twice=False)) if desk.asks() else None
