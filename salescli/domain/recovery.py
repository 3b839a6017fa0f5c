"""The recovery code: a key as groups of letters and digits that a person can write down."""

from __future__ import annotations

import re

from salescli.errors import UsageError
from salescli.language import _

KEY_BYTES = 32
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O and U: they are read as 1 and 0
LOOKALIKES = str.maketrans("OIL", "011")
GROUP, GROUPS = 5, 11
CHECK_BITS = GROUP * GROUP * GROUPS - 8 * KEY_BYTES
HEX = re.compile(r"[0-9A-Fa-f]{64}")
BETWEEN = re.compile(r"[\s-]+")


def code(key: bytes) -> str:
    """Eleven groups of five signs: the key and, in its last signs, a checksum."""
    number = int.from_bytes(key) << CHECK_BITS | checksum(key)
    places = range(GROUP * (GROUP * GROUPS - 1), -1, -GROUP)
    signs = "".join(SIGNS[number >> place & 31] for place in places)
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def checksum(key: bytes) -> int:
    import hashlib

    return int.from_bytes(hashlib.sha256(key).digest()) >> (256 - CHECK_BITS)


def signs(text: str) -> str:
    """What was typed as the signs of a code: no blanks and dashes, capital letters."""
    return BETWEEN.sub("", text).upper().translate(LOOKALIKES)


def key(text: str) -> bytes:
    """The key that a recovery code, or its 64 hexadecimal digits, stand for."""
    if HEX.fullmatch(text.strip()):
        return bytes.fromhex(text.strip())
    typed = signs(text)
    if len(typed) != GROUP * GROUPS or set(typed) - set(SIGNS):
        raise UsageError(
            _("no recovery code: it has {count} groups of {size} letters and digits").format(
                count=GROUPS, size=GROUP
            )
        )
    number = 0
    for sign in typed:
        number = number << GROUP | SIGNS.index(sign)
    found = (number >> CHECK_BITS).to_bytes(KEY_BYTES)
    if number & (1 << CHECK_BITS) - 1 != checksum(found):
        raise UsageError(_("a sign of the recovery code is wrong"), _("compare it group by group"))
    return found
