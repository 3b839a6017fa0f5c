"""``FILE.rejects.csv``: the rows that were refused and why, to be mended and imported again.

The cells are as read; the reader leaves out the ``reason`` column, and refuses a row again while it
has cells beside the header or ``<missing>`` where it had too few.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path

from salescli.domain.drafts import Problem
from salescli.errors import SalesError
from salescli.exchange.layout import MISSING, REASON
from salescli.language import _


def rejects_path(file: Path) -> Path:
    """``customers.csv`` → ``customers.rejects.csv`` beside it."""
    return file.with_name(f"{file.stem}.rejects.csv")


def write_rejects(
    path: Path, header: Sequence[str], problems: Iterable[Problem], *, encoding: str = "utf-8-sig"
) -> int:
    """Write the rows of ``problems`` and answer how many; the file is whole or not there.

    Args:
        path: Where to, see ``rejects_path``; an older file there is replaced.
        header: The header of the table they come from.
        problems: The refused rows.
        encoding: For those who import with ``--encoding``; UTF-8 when it lacks a character.
    """
    rows = list(problems)
    text = _table(header, rows)
    try:
        raw = text.encode(encoding)
    except UnicodeEncodeError:
        raw = text.encode("utf-8-sig")
    try:
        _replace(path, raw)
    except OSError as error:
        raise SalesError(
            _("{file} cannot be written: {reason}").format(file=path, reason=error.strerror)
        ) from error
    return len(rows)


def _table(header: Sequence[str], rows: Sequence[Problem]) -> str:
    named = [text or f"column {place}" for place, text in enumerate(header, 1)]
    width = max([len(named), *(len(problem.raw) for problem in rows)])
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*named, *[""] * (width - len(named)), REASON])
    for problem in rows:
        missing = [MISSING] * (len(named) - len(problem.raw))
        beside = [""] * (width - len(problem.raw) - len(missing))
        reason = _("line {line}: {reason}").format(line=problem.line, reason=problem.reason)
        writer.writerow([*problem.raw, *missing, *beside, reason])
    return out.getvalue()


def _replace(path: Path, raw: bytes) -> None:
    """Put the bytes in place at once, readable by the user alone."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
