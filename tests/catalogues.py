"""The message catalogues: extract from the code, update the .po files, compile the .mo files.

    python tests/catalogues.py update    new and changed messages into every .po file
    python tests/catalogues.py compile   .po → .mo

A test checks that nothing is missing, and that the .mo files are what the .po files say.
"""

from __future__ import annotations

import ast
import re
import sys
from datetime import UTC, datetime
from inspect import cleandoc
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "salescli"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # the same bytes whenever it is compiled
LANGUAGES = ("ko", "zh", "es")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
LOCALES = {"ko": "ko", "zh": "zh_Hans", "es": "es"}
TYPER = ("Options", "Arguments", "Commands", "[default: {}]", "[required]", "(dynamic)")


def po_path(language: str) -> Path:
    return PACKAGE / "language" / language / "LC_MESSAGES" / "sales.po"


def template() -> Catalog:
    """Every message of the code: calls of ``_``, the help of every command, Typer's own words."""
    catalogue = Catalog(project="sales", charset="utf-8", fuzzy=False)
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS)
    for file, _line, message, _comments, _context in found:
        catalogue.add(message, locations=[(f"salescli/{file}", 0)])
    for file in [*sorted((PACKAGE / "commands").glob("*.py")), PACKAGE / "cli.py"]:
        for text in filter(None, command_help(file)):
            catalogue.add(text, locations=[(f"salescli/{file.relative_to(PACKAGE)}", 0)])
    for text in TYPER:
        catalogue.add(text, locations=[("typer", 0)])
    return catalogue


def command_help(file: Path) -> list[str]:
    """The docstrings of Typer commands: what ``--help`` prints."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [
        cleandoc(ast.get_docstring(node, clean=False) or "")
        for node in functions
        if any(is_command(item) for item in node.decorator_list)
    ]


def is_command(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(called, ast.Attribute) and called.attr in {"command", "callback"}


def read(language: str) -> Catalog:
    place = po_path(language)
    if not place.exists():
        return Catalog(locale=LOCALES[language], project="sales", charset="utf-8", fuzzy=False)
    with place.open("rb") as file:
        return read_po(file, locale=LOCALES[language])


def write(language: str, catalogue: Catalog) -> None:
    place = po_path(language)
    place.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(out, catalogue, width=100, omit_header=False, sort_by_file=True, include_lineno=False)
    text = re.sub(rb'"(POT-Creation|PO-Revision)-Date:[^\n]*\n', b"", out.getvalue())
    place.write_bytes(text)


def compiled(language: str) -> bytes:
    out = BytesIO()
    catalogue = read(language)
    catalogue.creation_date = catalogue.revision_date = EPOCH
    write_mo(out, catalogue)
    return out.getvalue()


def update() -> None:
    fresh = template()
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(fresh, no_fuzzy_matching=True, keep_user_comments=False)
        catalogue.obsolete.clear()
        write(language, catalogue)


def compile_all() -> None:
    for language in LANGUAGES:
        po_path(language).with_suffix(".mo").write_bytes(compiled(language))


if __name__ == "__main__":
    if "update" in sys.argv:
        update()
    compile_all()
