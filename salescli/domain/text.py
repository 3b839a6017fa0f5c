"""The two gates of text: what may come in, and how it is shown on the way out.

Stored text is NFC without control characters; shown text cannot move the cursor or hide a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from salescli.errors import UsageError
from salescli.language import _

_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|([\ud800-\udfff])")
_LEADING = re.compile(r"\A[\s\ufeff]+")
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029]")
_UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_IGNORED = frozenset(
    {"Cc", "Cf", "Me", "Mn", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sk", "Zl", "Zp", "Zs"}
)
_TELLING = frozenset("#%@")  # punctuation that carries a meaning of its own


def clean_line(value: str, field: str = "") -> str:
    """One line as it is stored: NFC, white space folded to single spaces.

    Args:
        value: What was typed, pasted or read from a file.
        field: How the user calls the field, for the message of a refusal.
    """
    return _SPACES.sub(" ", _admitted(value, field)).rstrip()


def clean_text(value: str, field: str = "") -> str:
    """A note as it is stored: like a line, but line breaks and inner spaces stay."""
    lines = _BREAKS.sub("\n", _admitted(value, field)).expandtabs(4).split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip()


def visible(value: str, *, newline: bool = True) -> str:
    r"""Text as it may be shown: control and direction characters as ``\x1b``, ``\u202e``.

    Args:
        value: Stored or foreign text; broken text too.
        newline: Whether line breaks stay; otherwise each becomes a space.
    """
    shown = _UNSEEN.sub(lambda found: _escaped(found[0]), value)
    return shown if newline else shown.replace("\n", " ")


def flat(value: str) -> str:
    """Lower case without accents and width forms; spaces and punctuation stay."""
    if value.isascii():
        return value.lower()
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", value).casefold())
    return unicodedata.normalize("NFC", bare.translate(_UNMARKED))


def fold(value: str) -> str:
    """The form in which texts are compared: ``flat`` without spaces and punctuation."""
    return unicodedata.normalize("NFC", flat(value).translate(_COUNTED))


class _Kept(dict[int, int | None]):
    """A table for `translate` that leaves out what ``drops`` says; filled while it is used."""

    def __init__(self, drops: Callable[[str], bool]) -> None:
        super().__init__()
        self.drops = drops

    def __missing__(self, code: int) -> int | None:
        self[code] = None if self.drops(chr(code)) else code
        return self[code]


def _ignored(char: str) -> bool:
    return char not in _TELLING and unicodedata.category(char) in _IGNORED


_UNMARKED = _Kept(lambda char: unicodedata.category(char) == "Mn")
_COUNTED = _Kept(_ignored)


def _admitted(value: str, field: str) -> str:
    if found := _REFUSED.search(value):
        raise _refusal(found, field or _("the text"))
    return _LEADING.sub("", unicodedata.normalize("NFC", value))


def _refusal(found: re.Match[str], field: str) -> UsageError:
    shown = _escaped(found[0])
    if found[1]:
        return UsageError(
            _("{field} is not readable text: {char} stands for a broken character").format(
                field=field, char=shown
            ),
            _("type it again in a UTF-8 terminal, or name the file's encoding"),
        )
    return UsageError(
        _("{field} holds the control character {char}").format(field=field, char=shown),
        _("take it out, or paste the text without its formatting"),
    )


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
