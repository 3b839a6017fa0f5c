"""Files that are written whole or not at all, readable by their owner alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from salescli.errors import SalesError
from salescli.language import _

DEVICES = (Path("/dev"), Path("/dev/fd"))


def write_file(path: Path, content: str | bytes) -> None:
    """Write a whole file or none."""
    with replacing(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its name when the block ends well, and is gone when it does not.

    A link of that name is replaced, not followed. What is no file, as a pipe, is written to as it
    stands.
    """
    target = path.expanduser()
    try:
        with target.open("wb") if stands(target) else beside(target) as file:
            yield file
    except OSError as error:
        raise SalesError(
            _("could not write {path}: {reason}").format(path=target, reason=error.strerror),
            _("check the folder and the free space, or choose another place with `-o`"),
        ) from error


def stands(target: Path) -> bool:
    """Whether this is a pipe, a device or a folder, whose place no file may take."""
    return target.parent in DEVICES or (target.exists() and not target.is_file())


@contextmanager
def beside(target: Path) -> Iterator[BinaryIO]:
    """Beside its place first, synced, then renamed."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    handle = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
