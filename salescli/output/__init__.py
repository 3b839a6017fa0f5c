"""Table or report → terminal, plain text, csv, tsv, json, jsonl, md, html; to stdout or a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from salescli.errors import ReaderGoneError, UsageError
from salescli.language import _
from salescli.output.files import write_file
from salescli.output.table import Report, Table

Shown = Table | Report
__all__ = ["Format", "Shown", "form_of", "render", "show", "write_file", "write_out"]


class Format(StrEnum):
    """The forms that every reader writes."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"


def render(shown: Shown, form: Format, *, file: bool = False) -> str:
    """The text of ``shown`` in one form; a CSV file is made for spreadsheets."""
    if form is Format.TABLE:
        from salescli.output.terminal import as_plain

        return as_plain(shown)
    if form in {Format.MD, Format.HTML}:
        from salescli.output import documents

        return (documents.as_markdown if form is Format.MD else documents.as_html)(shown)
    from salescli.output import machines

    writers: dict[Format, Callable[[Shown], str]] = {
        Format.CSV: machines.as_excel_csv if file else machines.as_csv,
        Format.TSV: machines.as_tsv,
        Format.JSON: machines.as_json,
        Format.JSONL: machines.as_json_lines,
    }
    return writers[form](shown)


def show(
    shown: Shown,
    form: Format | None = None,
    to: Path | None = None,
    *,
    pager: bool = True,
    colour: str = "auto",
) -> None:
    """Write to stdout or, atomically, to a file whose ending tells the form."""
    if to is not None and str(to) != "-":
        write_file(to, render(shown, form or form_of(to), file=True))
    elif form in {None, Format.TABLE} and (sys.stdout.isatty() or colour == "always"):
        from salescli.output.terminal import draw

        draw(shown, sys.stdout, pager=pager and sys.stdout.isatty(), colour=colour)
    else:
        write_out(render(shown, form or Format.TABLE))


def write_out(text: str) -> None:
    """Write to stdout; a reader that stops early ends the command in silence."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def form_of(path: Path) -> Format:
    """The form that a file's ending names."""
    ending = path.suffix.lower().lstrip(".")
    known = {"txt": Format.TABLE, "htm": Format.HTML, "markdown": Format.MD, "ndjson": Format.JSONL}
    if ending in known:
        return known[ending]
    if ending in set(Format):
        return Format(ending)
    raise UsageError(
        _('the ending of "{name}" tells no format').format(name=path.name),
        _("end it in .csv .tsv .json .jsonl .md .html or .txt, or give `--format`"),
        wrong=str(path),
    )
