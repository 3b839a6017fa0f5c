"""Everything that can go wrong for a user, as one line, a hint and an exit code.

0 fine · 1 it failed · 2 wrong usage · 3 no such thing, or several fit · 4 the data file ·
130 Ctrl-C.
"""

from __future__ import annotations


class SalesError(Exception):
    """It failed: one line for the user, and a hint what to do.

    Args:
        message: One sentence without a full stop, already in the user's language.
        hint: What to do about it; empty when there is nothing to add.
        wrong: The word of the command line that was not understood.
        right: What that word should very likely be; the repeated command line uses it.
        option: The option that took the word, long and short (``--with,-w``); empty: an argument.
    """

    exit_code = 1

    def __init__(
        self, message: str, hint: str = "", *, wrong: str = "", right: str = "", option: str = ""
    ) -> None:
        super().__init__(message)
        self.hint = hint
        self.wrong = wrong
        self.right = right
        self.option = option


def how_to_install(extra: str) -> str:
    """The command that brings an extra's libraries to this installation, wherever it came from."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution
    from urllib.parse import unquote, urlsplit

    try:
        origin = json.loads(distribution("salescli").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        origin = {}
    url = origin.get("url", "")
    if origin.get("dir_info", {}).get("editable"):
        return f"`pip install -e '{unquote(urlsplit(url).path)}[{extra}]'`"
    return f"`pip install 'salescli[{extra}]{' @ ' + url if url else ''}'`"


class ReaderGoneError(Exception):
    """Whoever read our output has seen enough (``| head``): no failure, and nothing to say."""


class UsageError(SalesError):
    """The command was typed wrongly, or a value does not fit."""

    exit_code = 2


class NotFoundError(SalesError):
    """No such customer, contact, visit or file, or several fit."""

    exit_code = 3


class StoreError(SalesError):
    """The data file is the problem: locked, damaged, from a newer version, unreadable."""

    exit_code = 4


def unread(message: str, error: Exception, hint: str = "") -> SalesError:
    """The failure of a file that could not be read; one that is not there was not found."""
    kind = NotFoundError if isinstance(error, FileNotFoundError) else SalesError
    return kind(message, hint)
