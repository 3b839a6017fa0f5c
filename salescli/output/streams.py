"""Rows that pass by → pieces of text: a million of them need no more memory than a few hundred.

Keys are the English ones, values exact: ISO days, plain numbers, ``true`` and ``false``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any, NamedTuple

from salescli.domain.formulas import as_text, guard
from salescli.output.cells import bare
from salescli.output.machines import escaped

PIECE = 500
BOM = "\ufeff"
RISKY = frozenset("=+-@\t\r'")
NUMBERS = frozenset(
    {"code", "customer_code", "phone", "contact_phone", "met_phone", "fax", "tax_id", "number"}
)
AS_TEXT = (
    """ sdnum="1033;0;@" style='mso-number-format:"\\@"'"""  # LibreOffice's word, Excel's word
)
FREE = frozenset({"no", "lat", "lon", "minutes", "amount", "price", "unit_price"})
FREE_ENDINGS = ("id", "_no", "_on", "_at", "_date", "_time", "_milli")

Row = Sequence[Any]
Rows = Iterable[Row]
Text = Iterator[str]


class Sheet(NamedTuple):
    """How a spreadsheet program of this language reads a CSV file."""

    delimiter: str = ","
    decimal: str = "."


def pieces(rows: Rows) -> Iterator[list[Row]]:
    source = iter(rows)
    while part := list(islice(source, PIECE)):
        yield part


def as_csv(columns: Sequence[str], rows: Rows, delimiter: str = ",") -> Text:
    """Exact values for programs."""
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    for part in pieces(rows):
        writer.writerows(part)
        yield taken(out)
    yield taken(out)


def taken(out: StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def as_excel_csv(columns: Sequence[str], rows: Rows, sheet: Sheet) -> Text:
    """For a spreadsheet: byte order mark, its separators, no formulas, phone numbers as text."""
    yield BOM
    yield from as_csv(columns, safe(columns, rows, sheet.decimal), sheet.delimiter)


def safe(columns: Sequence[str], rows: Rows, decimal: str = ".") -> Iterator[Row]:
    """The rows with every cell changed that a spreadsheet would run or misread."""
    numbers = [place for place, name in enumerate(columns) if name in NUMBERS]
    texts = [place for place, name in enumerate(columns) if is_text(name)]
    floats = [
        place for place, name in enumerate(columns) if name in {"lat", "lon"} and decimal != "."
    ]
    for row in rows:
        cells = list(row)
        for place in texts:
            value = cells[place]
            if isinstance(value, str) and value[:1] in RISKY:
                cells[place] = guard(value)
        for place in numbers:
            if cells[place]:
                cells[place] = as_text(cells[place])
        for place in floats:
            if cells[place] is not None:
                cells[place] = repr(cells[place]).replace(".", decimal)
        yield cells


def is_text(name: str) -> bool:
    """Whether a column holds what people wrote; numbers, days and ids are never formulas."""
    return name not in FREE and name not in NUMBERS and not name.endswith(FREE_ENDINGS)


def as_tsv(columns: Sequence[str], rows: Rows) -> Text:
    """One line a row, tabs and line breaks inside a cell written as ``\\t`` and ``\\n``."""
    return lines("\t", "", columns, rows, escaped)


def as_excel_tsv(columns: Sequence[str], rows: Rows) -> Text:
    yield BOM
    yield from as_tsv(columns, safe(columns, rows))


def as_markdown(columns: Sequence[str], rows: Rows) -> Text:
    from salescli.output.documents import markdown_cell

    yield f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    yield from lines(" | ", "| ", (), rows, markdown_cell, " |")


def lines(
    between: str,
    before: str,
    columns: Sequence[str],
    rows: Rows,
    shown: Callable[[str], str],
    after: str = "",
) -> Text:
    if columns:
        yield f"{before}{between.join(columns)}{after}\n"
    for part in pieces(rows):
        yield "".join(
            f"{before}{between.join(shown(bare(value)) for value in row)}{after}\n" for row in part
        )


def as_html(title: str, columns: Sequence[str], rows: Rows) -> Text:
    """One page with one table, its head repeated on every printed page."""
    from salescli.output.documents import page_foot, page_head

    yield page_head(title, landscape=True)
    head = "".join(f"<th>{name}</th>" for name in columns)
    yield f'<table class="export"><thead><tr>{head}</tr></thead>\n'
    yield "<tbody>\n"
    for part in pieces(rows):
        yield "".join(f"<tr>{''.join(map(html_cell, columns, row))}</tr>\n" for row in part)
    yield f"</tbody></table>{page_foot()}"


def html_cell(name: str, value: Any) -> str:
    """A cell; spreadsheets open pages too, and are told to leave as text what they would run."""
    from salescli.output import documents

    text = bare(value)
    safe_text = as_text if name in NUMBERS else guard
    told = AS_TEXT if isinstance(value, str) and safe_text(text) != text else ""
    whole = "" if is_text(name) else documents.WHOLE
    return f"<td{whole}{told}>{documents.html_cell(text)}</td>"


def as_json(lines_: Rows) -> Text:
    """One array, one object a line."""
    first = True
    for part in pieces(lines_):
        yield ("[\n" if first else ",\n") + ",\n".join(line for (line,) in part)
        first = False
    yield "[]\n" if first else "\n]\n"


def as_json_lines(lines_: Rows) -> Text:
    for part in pieces(lines_):
        yield "\n".join(line for (line,) in part) + "\n"
