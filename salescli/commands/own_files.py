"""The office's own files, which nothing that is written out may replace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from salescli.config import default_path
from salescli.desk import Desk
from salescli.errors import SalesError, UsageError
from salescli.language import _

BESIDE = ("", "-wal", "-shm", "-journal")


def refuse(desk: Desk, output: str) -> None:
    """Refuse a place that is the data file, the config file or a backup, by whatever name."""
    if output in {"", "-"}:
        return
    target = Path(output).expanduser()
    if any(same(target, own) for own in own_files(desk)):
        raise UsageError(
            _("{path} is a file of sales itself and is not written over").format(path=output),
            _("choose another name behind `-o`"),
            wrong=output,
            option="--output,-o",
        )


def same(target: Path, own: Path) -> bool:
    """Whether both names lead to one file, or the first into the folder that the second is."""
    try:
        if target.exists() and own.exists() and target.samefile(own):
            return True
    except OSError:  # no file can have such a name; writing it will say so
        return False
    real = os.path.realpath(own)
    return os.path.realpath(target) == real or (
        own.is_dir() and os.path.realpath(target).startswith(real + os.sep)
    )


def own_files(desk: Desk) -> Iterator[Path]:
    from salescli.store import backup

    yield desk.config_path or default_path()
    try:
        data = desk.path
    except SalesError:  # a broken config names no data file; the command itself says so
        return
    yield from (data.with_name(data.name + ending) for ending in BESIDE)
    backups = backup.folder(data)
    yield backups
    if backups.is_dir():
        yield from backups.iterdir()
