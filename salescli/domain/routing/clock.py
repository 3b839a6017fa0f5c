"""The field clock: minutes since midnight with the breaks taken out.

Travel may span lunch, since the clock stands still meanwhile; a visit may not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import NamedTuple

from salescli.domain.routing.model import Windows


class Stretch(NamedTuple):
    """Half-open wall minutes since midnight."""

    start: int
    end: int


DAY = Stretch(0, 24 * 60)


def minute_of(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def time_of(minute: int) -> time:
    """Wall minutes as a time; what would be after midnight is the last minute of the day."""
    return time(*divmod(min(max(minute, 0), DAY.end - 1), 60))


@dataclass(frozen=True)
class Clock:
    """One day's working time.

    Args:
        work: The stretches of the day between which there are breaks, in order.
    """

    work: tuple[Stretch, ...]

    @property
    def breaks(self) -> list[Stretch]:
        return [Stretch(first.end, after.start) for first, after in pairwise(self.work)]

    def field(self, wall: int) -> int:
        """Wall minutes as field minutes; a moment inside a break is the break's end."""
        return wall - sum(min(max(wall - off.start, 0), off.end - off.start) for off in self.breaks)

    def begins(self, minute: int) -> int:
        """Field minutes as wall minutes, for what begins then: after a break, not before it."""
        return minute + sum(
            off.end - off.start for off in self.breaks if minute >= self.field(off.start)
        )

    def ends(self, minute: int) -> int:
        """Field minutes as wall minutes, for what ends then: before a break, not after it."""
        return minute + sum(
            off.end - off.start for off in self.breaks if minute > self.field(off.start)
        )

    def windows(self, hours: Iterable[Stretch], minutes: int, *, whole: bool = True) -> Windows:
        """When a visit may begin, in field minutes.

        Args:
            hours: When the customer is open, wall minutes.
            minutes: How long the visit takes.
            whole: The whole visit lies inside the hours; else only its start does.
        """
        found = []
        for open_ in hours:
            for part in self.work:
                first = max(open_.start, part.start)
                last = min(open_.end - (minutes if whole else 1), part.end - minutes)
                if first <= last:
                    found.append((self.shifted(first, part), self.shifted(last, part)))
        return tuple(sorted(found))

    def shifted(self, wall: int, part: Stretch) -> int:
        """A moment within one stretch of work as field minutes."""
        return self.field(part.start) + wall - part.start
