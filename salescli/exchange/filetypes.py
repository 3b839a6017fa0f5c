"""What a file is by its first bytes, whatever its name says.

What has no reader is refused in one clear line. Many a ``.xls`` from the web is an HTML page, so
the name is never asked.
"""

from __future__ import annotations

from salescli.errors import SalesError
from salescli.language import N_, _

ZIP = b"PK\x03\x04"
MAGIC = {
    b"PK\x05\x06": "zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "xls",
    b"%PDF": "pdf",
    b"\x89PNG\r\n": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"II*\x00": "image",
    b"MM\x00*": "image",
    b"SQLite format 3\x00": "sqlite",
    b"\x1f\x8b": "packed",
    b"BZh": "packed",
    b"7z\xbc\xaf": "packed",
    b"\xfd7zXZ": "packed",
    b"PAR1": "binary",
    b"\x7fELF": "binary",
    b"{\\rtf": "document",
}
ZIPPED = (
    (b"xl/", "xlsx"),
    (b"opendocument.spreadsheet", "ods"),
    (b"word/", "document"),
    (b"ppt/", "document"),
    (b"opendocument", "document"),
)
MARKUP = (b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<?xml", b"<workbook")
SAYS = {
    "xlsx": N_("this is an Excel workbook"),
    "xls": N_("this is an old or password-protected Excel workbook"),
    "ods": N_("this is a LibreOffice workbook"),
    "document": N_("this is a text document, not a table"),
    "pdf": N_("this is a PDF document"),
    "image": N_("this is a picture"),
    "sqlite": N_("this is a SQLite database"),
    "zip": N_("this is a ZIP archive"),
    "packed": N_("this is a packed file"),
    "html": N_("this is a web page, whatever its name says"),
    "vcard": N_("this is a file of vCards"),
    "json": N_("this is a JSON file"),
    "binary": N_("this is not a text file"),
}
SAVE_AS_CSV = frozenset({"html", "document"})


def kind_of(head: bytes) -> str:
    """``text``, or one of the kinds in SAYS."""
    if head.startswith(ZIP):
        return next((kind for mark, kind in ZIPPED if mark in head), "zip")
    for magic, kind in MAGIC.items():
        if head.startswith(magic):
            return kind
    return written(head)


def written(text: bytes) -> str:
    """Kinds that are text, but no table, by its first letters."""
    start = text.removeprefix(b"\xef\xbb\xbf").lstrip()[:256].lower()
    if start.startswith(MARKUP):
        return "html"
    if start.startswith(b"begin:vcard"):
        return "vcard"
    return "json" if start[:1] in {b"{", b"["} and start[1:].lstrip()[:1] in b'{["}]' else "text"


def refusal(kind: str, name: str) -> SalesError:
    """The line that says what the file is, and how to make a table of it."""
    if kind in SAVE_AS_CSV:
        hint = _("open it in a spreadsheet, save it as CSV UTF-8 and import that file")
    elif kind in {"zip", "packed"}:
        hint = _("unpack it first and import the file inside")
    else:
        hint = _("export the customers as CSV and import that file")
    return SalesError(f"{name}: {_(SAYS[kind])}", hint)
