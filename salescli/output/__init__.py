"""Table or report → terminal, plain text, csv, tsv, json, jsonl, md, html, xlsx, pdf; or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from salescli.errors import ReaderGoneError, SalesError, UsageError
from salescli.language import _
from salescli.output.files import write_file
from salescli.output.table import Report, Table

Shown = Table | Report
__all__ = [
    "BINARY",
    "Format",
    "Shown",
    "binary",
    "check_place",
    "form_of",
    "made",
    "refuse_closed",
    "render",
    "show",
    "write_file",
    "write_out",
]


class Format(StrEnum):
    """The forms that every reader writes."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"
    PDF = "pdf"


BINARY = frozenset({Format.XLSX, Format.PDF})  # bytes, for programs that open a file


def render(shown: Shown, form: Format, *, file: bool = False) -> str:
    """The text of ``shown`` in one form of text; a CSV file is made for spreadsheets."""
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


def binary(shown: Shown, form: Format) -> bytes:
    """The bytes of ``shown`` in one of the forms that are no text."""
    if form is Format.XLSX:
        from salescli.output.spreadsheet import as_xlsx

        return as_xlsx(shown)
    from salescli.output.pdf import as_pdf

    return as_pdf(shown)


def made(shown: Shown, form: Format, *, file: bool = False) -> str | bytes:
    return binary(shown, form) if form in BINARY else render(shown, form, file=file)


def show(
    shown: Shown,
    form: Format | None = None,
    to: Path | None = None,
    *,
    pager: bool = True,
    colour: str = "auto",
) -> None:
    """Write to stdout or, atomically, to a file whose ending tells the form."""
    check_place(form or "", str(to or ""))
    if to is not None and str(to) != "-":
        write_file(to, made(shown, form or form_of(to), file=True))
    elif form in {None, Format.TABLE} and (sys.stdout.isatty() or colour == "always"):
        from salescli.output.terminal import draw

        draw(shown, sys.stdout, pager=pager and sys.stdout.isatty(), colour=colour)
    else:
        write_out(made(shown, form or Format.TABLE))


def check_place(form: str, output: str) -> None:
    """Refuse an ending that tells no form, and bytes on a terminal."""
    if output not in {"", "-"}:
        if not form:
            form_of(Path(output))
    elif form in BINARY and sys.stdout.isatty():
        raise UsageError(
            _("{form} is no form for a terminal").format(form=form),
            _("write it into a file: `-o {name}`").format(name=f"sales.{form}"),
            wrong=form,
        )


def refuse_closed() -> None:
    """Refuse what is noted as having left when stdout was closed before we began."""
    if getattr(sys.stdout, "name", "") == os.devnull:
        raise SalesError(_("stdout is closed, so nothing would arrive"), "`-o FILE`")


def write_out(content: str | bytes) -> None:
    """Write to stdout; a reader that stops early ends the command in silence."""
    try:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
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
        _("end it in .csv .tsv .json .jsonl .md .html .xlsx .pdf or .txt, or give `--format`"),
        wrong=str(path),
    )
