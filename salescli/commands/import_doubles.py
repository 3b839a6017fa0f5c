"""New customers of an import that may be on file already under another spelling (L2, C12)."""

from __future__ import annotations

from salescli.desk import Desk
from salescli.domain.duplicates import Pair, pairs
from salescli.language import _, ngettext
from salescli.store.duplicates import cards

SHOWN = 3
MOST = 5_000  # new customers; of more, looking would cost as much as the import


def last_number(desk: Desk) -> int:
    """The highest customer number before the import."""
    with desk.read() as reader:
        return int(reader.value("SELECT max(no) FROM customer") or 0)


def say_doubles(desk: Desk, last: int, new: int) -> None:
    """Name the first of them; they came in all the same, and `customer merge` makes one of two."""
    found = likely(desk, last) if 0 < new <= MOST else []
    if new > MOST:
        desk.say(_("`sales customer check --duplicates` shows who may be on file twice"))
    if not found:
        return
    named = ", ".join(f"{pair.other.name} ~ {pair.one.name}" for pair in found[:SHOWN])
    more = ", …" if len(found) > SHOWN else ""
    desk.say(
        ngettext(
            "{count} new customer may be on file already: {names}",
            "{count} new customers may be on file already: {names}",
            len(found),
        ).format(count=len(found), names=named + more)
    )
    desk.say(_("`sales customer check --duplicates` shows why"))


def likely(desk: Desk, last: int) -> list[Pair]:
    """The best match of each new customer, among all that are on file now."""
    with desk.read() as reader:
        found = pairs(cards(reader))
    best: dict[int, Pair] = {}
    for pair in found:
        if pair.other.no > last:
            best.setdefault(pair.other.no, pair)
    return list(best.values())
