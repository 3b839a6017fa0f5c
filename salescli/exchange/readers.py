"""Any file → one table: its first bytes decide which reader it gets, never its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from salescli.errors import UsageError
from salescli.exchange import encodings, filetypes, tables
from salescli.exchange.shapes import RawTable
from salescli.exchange.sources import Source, source_of
from salescli.language import _


class Asked(NamedTuple):
    """How a file is to be read, as far as it was told.

    Attributes:
        kind: What the file holds.
        legacy: The code page of texts that are not UTF-8.
        encoding: What the user says the encoding is.
        delimiter: What the user says parts the cells.
        header: False when the first row is data already.
        expect: Header names of ``--map``, by which the header row is known too.
        sheet: The sheet of a workbook.
        password: Asks for the password of a protected workbook.
    """

    kind: str
    legacy: str
    encoding: str = ""
    delimiter: str = ""
    header: bool = True
    expect: Iterable[str] = ()
    sheet: str = ""
    password: Callable[[], str] | None = None


def read(file: Path | BinaryIO, asked: Asked) -> RawTable:
    """The table in a file of any kind that is known."""
    source = source_of(file)
    kind = kind_of(source)
    if kind in {"xlsx", "xls", "ods"}:
        from salescli.exchange import sheets

        return sheets.read(source, kind, asked)
    if asked.sheet:
        raise UsageError(
            _("{file} has no sheets, for it is no workbook").format(file=source.name),
            _("leave out `--sheet`"),
            wrong=asked.sheet,
        )
    if kind == "vcard":
        from salescli.exchange import cards

        return cards.read(source, asked.kind, asked.encoding or asked.legacy)
    if kind == "json":
        from salescli.exchange import objects

        return objects.read(source, asked.encoding or asked.legacy)
    if kind != "text":
        raise filetypes.refusal(kind, source.name)
    return tables.read_table(
        source,
        legacy=asked.legacy,
        encoding=asked.encoding or None,
        delimiter=asked.delimiter or None,
        header=asked.header,
        expect=asked.expect,
    )


def kind_of(source: Source) -> str:
    """What a file is, also when its text is UTF-16."""
    with source.opened() as stream:
        head = stream.read(encodings.CHUNK)
    kind = filetypes.kind_of(head)
    return filetypes.written(encodings.narrow(head)) if kind == "text" else kind
