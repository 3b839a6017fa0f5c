"""Bytes → text, strictly: what cannot be read is refused with its line, never replaced by "?".

No guessing by "the first that decodes", for every CP949 file also decodes as GB18030: after a byte
order mark, UTF-16 and UTF-8 comes the configured legacy code page, and then a refusal with a hint.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, Final, NamedTuple

from salescli.errors import SalesError, UsageError
from salescli.exchange import aliases, filetypes
from salescli.language import _

HOW: Final = ("forced", "bom", "pattern", "utf-8", "legacy")
KNOWN: Final = ("cp949", "gb18030", "big5", "cp932", "cp1252")
CHUNK = 1 << 18
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows writes the wider code page and calls it by the name of the narrower one.
WIDER = {"euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
UTF_8 = ("utf-8", "utf-8-sig")
FEWEST = 5  # letters beyond ASCII that fit, and how many of them to a byte that does not
ODD = "\0\ufffd"
NO_TEXT = {"unicode-escape", "raw-unicode-escape", "punycode", "idna", "undefined"}


class Encoding(NamedTuple):
    """How a file's bytes become text.

    ``rather`` names a known encoding that reads more of the header than the legacy code page did,
    ``others`` all that read the beginning without a fault, and of the header no less. ``damaged``
    is a text with a few bytes that are none, NULs among them; ``lost`` one in which a program put
    U+FFFD for what it could not read.
    """

    name: str
    how: str
    rather: str = ""
    others: tuple[str, ...] = ()
    damaged: bool = False
    lost: bool = False


class Decoded(NamedTuple):
    """A whole text, and how its bytes were read."""

    text: str
    encoding: str
    how: str


class _Undecodable(Exception):  # noqa: N818 -- an answer between two functions, no error
    """The byte at which an encoding fails."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def decode(
    raw: bytes,
    *,
    legacy: str,
    forced: str | None = None,
    name: str = "file",
    kind: str = "text",
    lenient: bool = False,
) -> Decoded:
    """The text of a small file; long ones are read through ``detect`` and stay on disk."""
    found = detect(
        io.BytesIO(raw), legacy=legacy, forced=forced, name=name, kind=kind, lenient=lenient
    )
    text = raw.decode(found.name, errors(found)).removeprefix("\ufeff")
    return Decoded(text, found.name, found.how)


def errors(found: Encoding) -> str:
    """How the bytes are decoded: of a damaged text, those that are none become lone surrogates."""
    return "surrogateescape" if found.damaged else "strict"


def detect(
    stream: BinaryIO,
    *,
    legacy: str,
    forced: str | None = None,
    name: str = "file",
    kind: str = "text",
    lenient: bool = False,
) -> Encoding:
    """The encoding that reads the whole ``stream`` without a fault.

    Args:
        stream: The file, read from its beginning.
        legacy: The code page of what is not UTF-8.
        forced: What the user says the encoding is.
        name: The file's, for messages.
        kind: What it holds, by ``filetypes``.
        lenient: Whether a little damage is passed on, for one who refuses the rows that have it.
    """
    head = _head(stream)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SalesError(_("{file} is empty").format(file=name))
    if (known := filetypes.kind_of(head)) not in {"text", kind}:
        raise filetypes.refusal(known, name)
    if forced:
        found = Encoding(_ordered(lookup(forced), head), "forced")
    elif marked := next((name for bom, name in BOMS if head.startswith(bom)), ""):
        found = Encoding(marked, "bom")
    elif b"\0" in head and not _almost_utf8(head):
        found = Encoding(_wide(head, name), "pattern")
    else:
        code_page = lookup(legacy, "files.legacy_encoding")
        return _utf8_or_legacy(stream, head, code_page, name, lenient=lenient)
    return _checked(stream, found, name, lenient=lenient)


def damaged_utf8(stream: BinaryIO) -> bool:
    """Whether a few bytes of a text in UTF-8 are damaged; for readers of values one by one."""
    try:
        _check(stream, "utf-8")
    except _Undecodable:
        return _almost(stream)
    finally:
        stream.seek(0)
    return False


def narrow(head: bytes) -> bytes:
    """The first bytes of a text as UTF-8, to see what kind of text it is."""
    if b"\0" not in head:
        return head
    name = next((name for mark, name in BOMS if head.startswith(mark)), "utf-16-le")
    return head[:1024].decode(name, "ignore").encode(errors="ignore")


def lookup(encoding: str, option: str = "--encoding") -> str:
    """Python's name of a text encoding; a UsageError when there is none."""
    with suppress(LookupError, ValueError):
        found = codecs.lookup(encoding.strip()).name
        "a".encode(found)
        if found.replace("_", "-") not in NO_TEXT:
            return WIDER.get(found, "utf-8-sig" if found == "utf-8" else found)
    raise UsageError(
        _('{option}: there is no text encoding "{name}"').format(option=option, name=encoding),
        _("one of {names}").format(names=", ".join(("utf-8", "utf-16", *KNOWN))),
        wrong=encoding,
    )


def _head(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return stream.read(CHUNK)


def _checked(stream: BinaryIO, found: Encoding, name: str, *, lenient: bool) -> Encoding:
    """The encoding with what its text holds; a refusal for what it cannot read."""
    try:
        return _read(stream, found, name, lenient=lenient)
    except _Undecodable as fault:
        if lenient and found.name in UTF_8 and _almost(stream):
            return found._replace(damaged=True)
        raise _refused(stream, found.name, fault.position, name) from None


def _read(stream: BinaryIO, found: Encoding, name: str, *, lenient: bool) -> Encoding:
    odd = _check(stream, found.name)
    if "\0" in odd and not lenient:
        raise SalesError(_("{file} holds NUL bytes: it is damaged, or no text").format(file=name))
    return found._replace(damaged="\0" in odd, lost="\ufffd" in odd)


def _utf8_or_legacy(
    stream: BinaryIO, head: bytes, legacy: str, name: str, *, lenient: bool
) -> Encoding:
    """UTF-8, also damaged, for a legacy code page would hardly have the rest of it."""
    found = Encoding("utf-8", "utf-8")
    with suppress(_Undecodable):
        return _read(stream, found, name, lenient=lenient)
    if not _almost(stream):
        found = Encoding(legacy, "legacy")
    found = _checked(stream, found, name, lenient=lenient)
    return _compared(found, head) if found.how == "legacy" else found


def _compared(found: Encoding, head: bytes) -> Encoding:
    """The legacy code page beside the others that read the beginning."""
    names = {other: _familiar(head, other) for other in KNOWN if other != found.name}
    own, best = _familiar(head, found.name), max(names, key=lambda other: names[other])
    others = tuple(other for other in names if names[other] >= own and _begins(head, other))
    return found._replace(rather=best if names[best] > own else "", others=others)


def _begins(head: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _check(stream: BinaryIO, encoding: str) -> set[str]:
    """Read it all strictly, in pieces; the odd characters that it holds."""
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    read, odd = 0, set[str]()
    for piece in _pieces(stream):
        read += len(piece)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            # error.object is what was left of the earlier pieces, and this one
            raise _Undecodable(read - len(error.object) + error.start) from None
        odd.update(char for char in ODD if char in text)
    return odd


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(CHUNK):
        yield piece
    yield b""


def _ordered(encoding: str, head: bytes) -> str:
    """Python refuses to stream UTF-16 without a byte order mark; Windows means little-endian."""
    marked = any(head.startswith(bom) for bom, _name in BOMS)
    return f"{encoding}-le" if encoding in {"utf-16", "utf-32"} and not marked else encoding


def _almost_utf8(head: bytes) -> bool:
    """Text with a stray NUL, and not UTF-16, where every Latin letter and line end has one."""
    bare = head.replace(b"\0", b"")
    if (len(head) - len(bare)) * 20 >= len(head) or b"\n" not in bare:
        return False
    return len(bare.decode("utf-8", "ignore").encode()) * 50 > len(bare) * 49


def _wide(head: bytes, name: str) -> str:
    """UTF-16 without a mark: the byte order that yields more ASCII, and no control characters.

    The share of NULs alone misleads: 一 (U+4E00) and 가 (U+AC00) have one on the other side.
    """
    even = head[: len(head) & ~1]
    best = max(("utf-16-le", "utf-16-be"), key=lambda order: _ascii(even.decode(order, "replace")))
    text = even.decode(best, "replace")
    if not _ascii(text) or any(char < " " and char not in "\t\r\n" for char in text):
        raise filetypes.refusal("binary", name)
    return best


def _ascii(text: str) -> int:
    return sum(char <= "~" for char in text)


def _almost(stream: BinaryIO) -> bool:
    """Whether it is UTF-8 but for a few bytes; in a code page hardly a character would fit."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    stream.seek(0)
    fit = bad = 0
    for piece in _pieces(stream):
        text = decoder.decode(piece, final=not piece)
        whole = len(text.encode("utf-8", "ignore").decode())
        fit += whole - len(text.encode("ascii", "ignore"))
        bad += len(text) - whole
    return fit >= FEWEST and bad * FEWEST <= fit


def _familiar(head: bytes, encoding: str) -> int:
    """How many header names the first lines hold when they are read so."""
    text = head[:4096].decode(encoding, "ignore")
    return aliases.count(text)


def _refused(stream: BinaryIO, encoding: str, position: int, name: str) -> UsageError:
    message = _("{file} line {line}: the byte at position {position} is not {encoding}").format(
        file=name, line=_line_of(stream, encoding, position), position=position, encoding=encoding
    )
    fitting = _fitting(stream, encoding)
    if not fitting:
        return UsageError(message, _("save the file as CSV UTF-8 and import that"))
    options = ", ".join(f"`--encoding {other}`" for other in fitting)
    return UsageError(message, _("these would read it: {options}").format(options=options))


def _line_of(stream: BinaryIO, encoding: str, position: int) -> int:
    stream.seek(0)
    text = stream.read(position).decode(encoding, "replace")
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def _fitting(stream: BinaryIO, failed: str) -> list[str]:
    """The known encodings that read it all, first the one that knows most of the header."""
    fitting = []
    for other in ("utf-8", *KNOWN):
        with suppress(_Undecodable):
            if other != failed and "\0" not in _check(stream, other):
                fitting.append(other)
    head = _head(stream)
    return sorted(fitting, key=lambda other: -_familiar(head, other))
