"""Ids that sort by the time they were made: UUID version 7 (RFC 9562)."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator

_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_VARIANTS = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))  # the first two bits are 10
_last = 0


def uuid7(ms: int, random: bytes) -> str:
    """The id of one moment.

    Args:
        ms: Milliseconds since 1970.
        random: Ten bytes; the first two (of which 12 bits count) sort ids within a millisecond.
    """
    if len(random) < 10:
        message = "a UUIDv7 needs ten random bytes"
        raise ValueError(message)
    return _written(ms << 12 | int.from_bytes(random[:2], "big") & 0xFFF, random[2:10].hex())


def new_id() -> str:
    """A new id, always greater than the one before, even when the clock is set back."""
    global _last
    noise = next(_noise)
    start = int(noise[:3], 16) & 0x7FF  # half the counter stays free to count
    _last = max((time.time_ns() // 1_000_000) << 12 | start, _last + 1)
    return _written(_last, next(_noise))


def _drawn() -> Iterator[str]:
    """Sixteen random hexadecimal digits each; drawn by the hundred, since drawing is slow."""
    while True:
        digits = os.urandom(8 * 128).hex()
        yield from (digits[start : start + 16] for start in range(0, len(digits), 16))


def _written(moment: int, noise: str) -> str:
    """The id of a millisecond and its counter of 12 bits, with 16 hexadecimal digits of noise."""
    time, count = f"{moment >> 12:012x}", moment & 0xFFF
    variant = _VARIANTS[noise[0]]
    return f"{time[:8]}-{time[8:]}-7{count:03x}-{variant}{noise[1:4]}-{noise[4:]}"


_noise = _drawn()


def is_id(text: str) -> bool:
    """Whether a text is an id as we write them."""
    return re.fullmatch(_ID, text.lower()) is not None
