"""A file as it comes in: opened as often as a reader needs, a pipe kept in memory."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from salescli.errors import NotFoundError, SalesError
from salescli.language import _


@dataclass(frozen=True)
class Source:
    """A file that can be read from its beginning as often as needed."""

    name: str
    opened: Callable[[], BinaryIO]


def source_of(file: Path | BinaryIO) -> Source:
    if not isinstance(file, Path):
        return _kept(file, "stdin")
    try:
        with file.open("rb") as stream:
            return (
                Source(file.name, lambda: file.open("rb"))
                if file.is_file()
                else _kept(stream, file.name)
            )
    except FileNotFoundError as error:
        raise NotFoundError(_("there is no file {file}").format(file=file)) from error
    except OSError as error:
        raise SalesError(
            _("{file} cannot be read: {reason}").format(file=file, reason=error.strerror)
        ) from error


def _kept(stream: BinaryIO, name: str) -> Source:
    """A pipe can be read once only, so its bytes are kept."""
    raw = stream.read()
    return Source(name, lambda: io.BytesIO(raw))
