"""The lines of vCards as properties: unfolded, decoded, each with its line in the file.

Tolerant of what phones do: soft line breaks in quoted-printable, pictures whose lines are not
indented, ``item1.`` before a name, a charset of its own for every value.
"""

from __future__ import annotations

import codecs
import io
import quopri
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from salescli.exchange.encodings import BOMS, WIDER

LONGEST = 1 << 20  # bytes of one value; pictures are not kept at all
_HEAD = re.compile(rb"\s*([A-Za-z0-9_.-]{1,80})((?:;(?:\"[^\"]*\"|[^:\";])*)*):")
_PARAMETER = re.compile(r';([^=;]+)(?:=((?:"[^"]*"|[^;])*))?')
_SEPARATOR = re.compile(r"(?<!\\);")
_ESCAPED = re.compile(r"\\([nN,;:\\])")
ENCODED = ("BASE64", "B", "QUOTED-PRINTABLE", "8BIT", "7BIT")
PICTURES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
Parameters = dict[str, list[str]]


@dataclass(frozen=True)
class Property:
    """One line of a card: ``item1.TEL;TYPE=CELL:010-1234-5678``."""

    line: int
    name: str
    parameters: Parameters
    value: str

    @cached_property
    def types(self) -> frozenset[str]:
        """What kind of number or address it is: ``TEL;CELL``, ``TEL;TYPE=cell,pref``."""
        bare = [name for name, values in self.parameters.items() if not values]
        typed = [word for value in self.parameters.get("TYPE", []) for word in value.split(",")]
        return frozenset(word.strip(' "').upper() for word in (*bare, *typed))

    def text(self) -> str:
        return unescaped(self.value)

    def parts(self) -> list[str]:
        """The components of a name, an address or an organisation."""
        return [unescaped(part) for part in _SEPARATOR.split(self.value)]


def properties(stream: BinaryIO, legacy: str) -> Iterator[Property]:
    """The properties of a file in its order."""
    for line, head, raw in unfolded(utf8_lines(stream)):
        match = _HEAD.match(head)
        if match is None:
            continue
        name = match[1].decode("ascii").rpartition(".")[2].upper()
        told = parameters(match[2].decode("utf-8", "replace"))
        encoding = coding(told)
        if name in PICTURES or encoding in {"BASE64", "B"}:
            continue
        value = quopri.decodestring(raw) if encoding == "QUOTED-PRINTABLE" else raw
        yield Property(line, name, told, decoded(value, told, legacy))


def utf8_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The numbered lines without their ends; UTF-16 as UTF-8."""
    head = stream.read(4)
    stream.seek(0)
    mark = next((name for bom, name in BOMS if head.startswith(bom)), "")
    if not mark and b"\0" in head:
        mark = "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    if mark.startswith(("utf-16", "utf-32")):
        wide = codecs.getreader(mark)(stream, "replace")
        stream = io.BytesIO(wide.read().encode("utf-8", "replace"))
    text = iter(lambda: stream.readline(LONGEST), b"")
    number = 0
    for number, raw in enumerate(text, 1):
        line = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        for part in line.rstrip(b"\r\n").split(b"\r"):
            yield number, part


def unfolded(lines: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes, bytes]]:
    """Each property with its line: its head, and its value whose parts are joined."""
    start, head, value = 0, b"", bytearray()
    soft = picture = False
    for number, line in lines:
        match = None if soft or line[:1] in {b" ", b"\t"} else _HEAD.match(line)
        if match:
            if head:
                yield start, head, bytes(value)
            start, head, value = number, match[0], bytearray(line[match.end() :])
            picture = is_picture(head)
        elif head and not picture and len(value) < LONGEST:
            extend(head, value, line, soft=soft)
        soft = is_quoted(head) and value.endswith(b"=")
        if soft:
            del value[-1]
        if picture:
            value.clear()
    if head:
        yield start, head, bytes(value)


def extend(head: bytes, value: bytearray, line: bytes, *, soft: bool) -> None:
    """What stands on a further line: after a soft break, folded, or of a note badly broken."""
    if soft:
        value += line
    elif line[:1] in {b" ", b"\t"}:
        value += line[1:]
    elif line and head.upper().startswith(b"NOTE"):
        value += b"\\n" + line


def is_quoted(head: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in head.upper()


def is_picture(head: bytes) -> bool:
    told = head.upper().rstrip(b":").split(b";")
    name = told[0].rpartition(b".")[2].strip().decode("ascii", "replace")
    return name in PICTURES or any(word.endswith((b"BASE64", b"ENCODING=B")) for word in told[1:])


def parameters(text: str) -> Parameters:
    """``;TYPE=CELL;TYPE=pref;CHARSET=UTF-8`` by name; a bare word has no values."""
    found: Parameters = {}
    for name, value in _PARAMETER.findall(text):
        held = found.setdefault(name.strip().upper(), [])
        if value:
            held.append(value.strip('"'))
    return found


def coding(told: Parameters) -> str:
    named = [value.upper() for value in told.get("ENCODING", [])]
    return next((word for word in (*named, *told) if word in ENCODED), "")


def decoded(raw: bytes, told: Parameters, legacy: str) -> str:
    """Bytes as text by their own charset, else UTF-8, else the legacy code page.

    Without a legacy code page the file is UTF-8, and its damaged bytes become lone surrogates.
    """
    for name in (*told.get("CHARSET", []), "utf-8", legacy):
        with suppress(LookupError, UnicodeDecodeError):
            known = codecs.lookup(name).name
            return raw.decode(WIDER.get(known, known))
    if not legacy:
        return raw.decode("utf-8", "surrogateescape")
    return raw.decode(legacy, "backslashreplace")


def unescaped(text: str) -> str:
    r"""``\,`` ``\;`` ``\n`` as the signs they stand for."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
