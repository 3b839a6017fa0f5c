"""``FILE.rejects.csv``: the rows that were refused and why, to be mended and imported again.

The cells are as read; the reader leaves out the ``reason`` column, and refuses a row again while it
has cells beside the header, ``<missing>`` where it had too few or was cut, or � for damaged bytes.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import Protocol, TextIO

from salescli.domain.drafts import Problem
from salescli.errors import SalesError
from salescli.exchange.layout import REASON
from salescli.exchange.shapes import DAMAGED, MISSING, UNREADABLE
from salescli.language import _


class Problems(Protocol):
    """Refused rows, gone through as often as needed."""

    def __iter__(self) -> Iterator[Problem]:
        """Each of them, in the order of the file."""

    def __len__(self) -> int:
        """How many there are."""


def rejects_path(file: Path) -> Path:
    """``customers.csv`` → ``customers.rejects.csv`` beside it."""
    return file.with_name(f"{file.stem}.rejects.csv")


def write_rejects(
    path: Path, header: Sequence[str], problems: Problems, *, encoding: str = "utf-8-sig"
) -> Path:
    """Write the rows of ``problems`` and answer where; the file is whole or not there.

    Args:
        path: Where to, see ``rejects_path``; another file there may be mended already and stays,
            and these rows go into ``customers.rejects-2.csv``.
        header: The header of the table they come from.
        problems: The refused rows, gone through twice.
        encoding: For those who import with ``--encoding``; UTF-8 when it lacks a character.
    """
    try:
        try:
            return _put(path, header, problems, encoding)
        except UnicodeEncodeError:
            return _put(path, header, problems, "utf-8-sig")
    except OSError as error:
        raise SalesError(
            _("{file} cannot be written: {reason}").format(file=path, reason=error.strerror)
        ) from error


def _write(stream: TextIO, header: Sequence[str], problems: Problems) -> None:
    named = [marked(text) or f"column {place}" for place, text in enumerate(header, 1)]
    width = max(len(named), max((len(problem.raw) for problem in problems), default=0))
    writer = csv.writer(stream)
    writer.writerow([*named, *[""] * (width - len(named)), REASON])
    for problem in problems:
        missing = [MISSING] * (len(named) - len(problem.raw))
        beside = [""] * (width - len(problem.raw) - len(missing))
        reason = _("line {line}: {reason}").format(line=problem.line, reason=problem.reason)
        writer.writerow([*map(marked, problem.raw), *missing, *beside, marked(reason)])


def marked(text: str) -> str:
    """A text with a mark where its bytes were none."""
    return UNREADABLE.sub(DAMAGED, text)


def _put(path: Path, header: Sequence[str], problems: Problems, encoding: str) -> Path:
    """Put the file in place at once, readable by the user alone."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
            _write(stream, header, problems)
            stream.flush()
            os.fsync(stream.fileno())
        return Path(name).replace(_free(path, Path(name).read_bytes()))
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _free(path: Path, content: bytes) -> Path:
    """The first name that is free or holds the same already."""
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    return next(
        place
        for place in chain([path], numbered)
        if place.is_symlink() or not place.is_file() or place.read_bytes() == content
    )
