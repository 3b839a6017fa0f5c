"""What parts the cells of a file: decided by the header it makes and by even columns.

The most frequent sign is a trap: in "Bar;41,38;2,17" the comma is a decimal sign.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from salescli.errors import UsageError
from salescli.exchange import aliases
from salescli.exchange.records import Records
from salescli.exchange.shapes import Row
from salescli.language import _

CANDIDATES = ("\t", ",", ";", "|")
NAMES = {"tab": "\t", r"\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}

NOTHING = (0, 0.0, 0)


def sniff(lines: Sequence[str]) -> str:
    """The likeliest delimiter of the first lines; a comma when there is one column only."""
    best = max(CANDIDATES, key=lambda sign: _likely(lines, sign))
    return best if _likely(lines, best) > NOTHING else ","


def _likely(lines: Sequence[str], delimiter: str) -> tuple[int, float, int]:
    """Header names in the best row, the share of rows with the usual width, that width."""
    rows = [row.cells for row in Records(lines, delimiter) if isinstance(row, Row)]
    rows = [cells for cells in rows if any(cells)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return NOTHING
    width, even = widths.most_common(1)[0]
    names = max(aliases.recognised(row) for row in rows[:20])
    return (names if names > 1 else 0), even / len(rows), width


def told(option: str) -> str:
    """The sign behind ``--delimiter``: itself, or its name."""
    sign = NAMES.get(option.strip().lower(), option)
    if sign == "\t" or (len(sign) == 1 and sign.isprintable() and sign != '"'):
        return sign
    raise UsageError(
        _('"{sign}" cannot part cells').format(sign=option),
        _("one sign, or one of {names}").format(names=", ".join(NAMES)),
        wrong=option,
    )


def announced(line: str) -> str | None:
    """The delimiter of Excel's first line ``sep=;``, None when it is an ordinary line."""
    text = line.rstrip("\r\n").strip('"')
    return text[4] if len(text) == 5 and text[:4].lower() == "sep=" else None
