"""From when on rows are new: since a day, or since the same export left whole the last time."""

from __future__ import annotations

from dataclasses import dataclass

from salescli.desk import Desk
from salescli.domain.shellwords import join
from salescli.domain.text import fold
from salescli.errors import UsageError
from salescli.language import _
from salescli.store import exporting
from salescli.store.exporting import NEW, Left
from salescli.store.reading import Reader, day_stamp

LAST = "last export"
LAST_EXPORT = frozenset(map(fold, (LAST, "마지막 내보내기", "上次导出", "última exportación")))
CUT_OFF = "(cut off)"


@dataclass(frozen=True)
class Series:
    """The exports that follow each other: of one kind, with the same rows and columns left out.

    Attributes:
        kind: What they are of.
        words: What was typed to leave rows out, beside the moment.
        columns: Their columns; none of a card or a calendar.
    """

    kind: str
    words: tuple[str, ...]
    columns: tuple[str, ...]

    def filters(self, since: str, mark_since: str) -> str:
        """As the list of exports has it."""
        words = list(self.words)
        for option, text in (("--since", since), ("--mark-since", mark_since)):
            words += [option, LAST if fold(text) in LAST_EXPORT else text] if text else []
        return join(words)

    def has(self, left: Left) -> bool:
        """Whether that export left whole what this one continues, from its beginning."""
        all_rows = (self.filters("", ""), self.filters(LAST, ""))
        marked = join([*self.words, "--mark-since"]) + " "
        whole = left.filters in all_rows or left.filters.startswith(marked)
        return (
            whole
            and not left.filters.endswith(CUT_OFF)
            and bare(left.columns.split(",")) == bare(self.columns)
        )


def bare(columns: list[str] | tuple[str, ...]) -> list[str]:
    """The columns of the data, without the one that marks what is new."""
    return [name for name in columns if name not in {"", NEW}]


def moment(desk: Desk, reader: Reader, series: Series, text: str) -> str:
    """A day's beginning, or the moment of the series' last export, as it is stored."""
    if fold(text) not in LAST_EXPORT:
        return day_stamp(desk.day(text))
    earlier = exporting.left(reader, series.kind)
    for left in earlier:
        if series.has(left):
            return exporting.safe_moment(reader, left)
    message = _("no {kind} have left yet")
    if earlier:
        message = _("no {kind} have left whole yet with these filters and columns")
    raise UsageError(
        message.format(kind=series.kind),
        _("export all of them first, or name a day"),
        wrong=text,
    )
