"""A link as a QR code in the terminal, for the phone beside it."""

from __future__ import annotations

from itertools import zip_longest

from salescli.errors import SalesError, how_to_install
from salescli.language import _

_BLOCKS = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
_QUIET = 2


def qr(text: str) -> str:
    """Two rows of squares in one line; the blocks are the light ones, as terminals are dark."""
    try:
        import segno
    except ImportError as error:
        raise SalesError(_("QR codes need the library segno"), how_to_install("qr")) from error
    try:
        code = segno.make(text, error="l", micro=False)
    except segno.DataOverflowError as error:
        raise SalesError(_("the text is too long for a QR code")) from error
    rows = [[bool(square) for square in row] for row in code.matrix_iter(border=_QUIET)]
    light = [False] * len(rows[0])
    pairs = zip_longest(rows[::2], rows[1::2], fillvalue=light)
    return "".join(
        "".join(_BLOCKS[pair] for pair in zip(above, below, strict=True)) + "\n"
        for above, below in pairs
    )
