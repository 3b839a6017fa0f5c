"""For scripts: JSON, JSON Lines, CSV and TSV, the same in every language."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import Any

from salescli.domain.formulas import guard
from salescli.output.cells import exact, machine
from salescli.output.table import Report, Table

Shown = Table | Report


def as_json(shown: Shown) -> str:
    value: Any = list(shown.records()) if isinstance(shown, Table) else shown.record()
    if isinstance(shown, Table) and shown.single:
        value = value[0] if value else None
    return json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n"


def as_json_lines(shown: Shown) -> str:
    records = table_of(shown).records() if isinstance(shown, Table) else [shown.record()]
    return "".join(
        json.dumps(plain(record), ensure_ascii=False, separators=(",", ":")) + "\n"
        for record in records
    )


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return machine(value)


def as_csv(shown: Shown) -> str:
    """Exact values for scripts."""
    return delimited(shown, ",", str)


def as_excel_csv(shown: Shown) -> str:
    """CSV for a spreadsheet: byte order mark, and no cell that it would run as a formula."""
    return "\ufeff" + delimited(shown, ",", guard)


def as_tsv(shown: Shown) -> str:
    """One line a row, tabs and line breaks inside a cell written as ``\\t`` and ``\\n``."""
    table = table_of(shown)
    rows: Iterable[Sequence[Any]] = [[column.key for column in table.columns], *table.rows]
    return "".join("\t".join(escaped(exact(value)) for value in row) + "\n" for row in rows)


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n")


def delimited(shown: Shown, delimiter: str, safe: Callable[[str], str]) -> str:
    table = table_of(shown)
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([csv_value(value, safe) for value in row])
    return out.getvalue()


def csv_value(value: Any, safe: Callable[[str], str]) -> str:
    text = exact(value)
    return safe(text) if isinstance(value, (str, list, tuple)) else text


def table_of(shown: Shown) -> Table:
    """The table of a page, with the columns of the form: what only objects carry is left out."""
    table = shown if isinstance(shown, Table) else shown.table
    keys = [column.key for column in table.columns if not column.machine]
    return table.only(keys)
