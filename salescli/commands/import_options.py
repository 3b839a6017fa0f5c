"""What was typed of `data import`, and what can come in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from salescli.commands.import_password import Password
from salescli.errors import UsageError
from salescli.language import _

KINDS = ("customers", "contacts", "visits")


class Options(NamedTuple):
    """What was typed of `data import`."""

    kind: str
    path: Path
    mapped: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    header: bool = True
    sheet: str = ""
    date_format: str = ""
    password: Password = Password()
    dry_run: bool = False
    update: bool = False
    form: str = ""

    @property
    def stdin(self) -> bool:
        return str(self.path) == "-"

    @property
    def name(self) -> str:
        return "stdin" if self.stdin else self.path.name


def known_kind(text: str) -> str:
    """``customers`` for ``customer`` and ``customers``; a UsageError for what cannot come in."""
    kind = text if text.endswith("s") else f"{text}s"
    if kind in KINDS:
        return kind
    raise UsageError(
        _('cannot import "{kind}"').format(kind=text),
        _("one of {choices}").format(choices=", ".join(KINDS)),
        wrong=text,
        right="customers",
    )
