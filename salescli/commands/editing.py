"""Texts in the user's own editor; whatever goes wrong, what was written stays in a file."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from salescli.desk import Desk
from salescli.errors import SalesError, UsageError
from salescli.language import _

Read = TypeVar("Read")


def in_editor(desk: Desk, text: str, read: Callable[[str], Read]) -> Read:
    """Open ``text`` in the editor and return what ``read`` makes of what was left of it."""
    if not desk.asks():
        raise UsageError(
            _("an editor needs a terminal"), _("say it by options; `--help` lists them")
        )
    path = written(text)
    try:
        open_editor(path)
        result = read(path.read_text(encoding="utf-8"))
    except (SalesError, UnicodeDecodeError) as error:
        hint = _("your text is in {path}").format(path=path)
        raise SalesError(str(error), hint) from error
    path.unlink()
    return result


def written(text: str) -> Path:
    with tempfile.NamedTemporaryFile(
        "w", suffix=".md", prefix="sales-", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
    return Path(file.name)


def open_editor(path: Path) -> None:
    typed = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.run([*shlex.split(typed), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        raise SalesError(_("could not start the editor {name}").format(name=typed)) from error
    if code:
        raise SalesError(_("the editor ended with an error; nothing was saved"))


def boxes(text: str, names: list[str]) -> dict[str, str]:
    """The text below each heading line ``## …``; headings are known by their place."""
    found: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("## "):
            found.append([])
        elif found:
            found[-1].append(line)
    if len(found) != len(names):
        raise SalesError(_("the headings beginning with ## were changed"))
    return {name: "\n".join(box).strip() for name, box in zip(names, found, strict=True)}
