"""Ids that sort by the time they were made: UUID version 7 (RFC 9562)."""

from __future__ import annotations

import os
import re
import time

_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
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
    high = 0x7000 | int.from_bytes(random[:2], "big") & 0x0FFF
    low = 1 << 63 | int.from_bytes(random[2:10], "big") & (1 << 62) - 1
    text = (ms << 80 | high << 64 | low).to_bytes(16, "big").hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_id() -> str:
    """A new id, always greater than the one before, even when the clock is set back."""
    global _last
    random = os.urandom(10)
    start = int.from_bytes(random[:2], "big") & 0x7FF  # half the counter stays free to count
    _last = max((time.time_ns() // 1_000_000) << 12 | start, _last + 1)
    return uuid7(_last >> 12, (_last & 0xFFF).to_bytes(2, "big") + random[2:])


def is_id(text: str) -> bool:
    """Whether a text is an id as we write them."""
    return re.fullmatch(_ID, text.lower()) is not None
