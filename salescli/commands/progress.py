"""How far a long piece of work is: on a terminal, after a second, on one line that goes away."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import TypeVar

from salescli.language import _

Item = TypeVar("Item")
PATIENCE = 1.0
EVERY = 0.2
LOOKED = 200  # items between two looks at the clock


def shown(items: Iterator[Item], *, quiet: bool = False) -> Iterator[Item]:
    """The same items; their count stands on stderr while they pass."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    begun = told = time.monotonic()
    for count, item in enumerate(items, 1):
        yield item
        if count % LOOKED == 0:
            now = time.monotonic()
            if now - begun > PATIENCE and now - told > EVERY:
                told = now
                sys.stderr.write("\r" + _("{count} rows").format(count=f"{count:,}"))
                sys.stderr.flush()
    if told > begun:
        sys.stderr.write("\r\x1b[K")
