"""The industry gate of an import: every row comes in, and one line says how many are outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from salescli.desk import Desk
from salescli.domain.drafts import Draft
from salescli.domain.industries import outside
from salescli.language import ngettext

if TYPE_CHECKING:
    from salescli.domain.drafts import Problem

SHOWN = 3


class Gate:
    """Counts the industries that are none of the rep's own while the rows go by."""

    def __init__(self, mine: tuple[str, ...]) -> None:
        self.mine = mine
        self.found: Counter[str] = Counter()

    def passed(self, items: Iterator[Draft | Problem]) -> Iterator[Draft | Problem]:
        for item in items:
            industry = str(item.values.get("industry", "")) if isinstance(item, Draft) else ""
            if outside(industry, self.mine):
                self.found[industry] += 1
            yield item

    def say(self, desk: Desk) -> None:
        if not self.found:
            return
        count = self.found.total()
        shown = ", ".join(name for name, _count in self.found.most_common(SHOWN))
        more = ", …" if len(self.found) > SHOWN else ""
        desk.say(
            ngettext(
                "{count} row is of an industry that is none of yours ({mine}): {industries}",
                "{count} rows are of industries that are none of yours ({mine}): {industries}",
                count,
            ).format(count=count, mine=", ".join(self.mine), industries=shown + more)
        )
