"""Command lines as people type them: quoted only where the shell needs it, any language."""

from __future__ import annotations

import re
from collections.abc import Iterable

SAFE = re.compile(r"[\w@%+=:,./#-]+")


def quote(word: str) -> str:
    """One word of a command line; ``#`` is safe inside a word and quoted at its beginning."""
    if SAFE.fullmatch(word) and not word.startswith("#"):
        return word
    return "'" + word.replace("'", "'\\''") + "'"


def join(words: Iterable[str]) -> str:
    return " ".join(quote(word) for word in words)
