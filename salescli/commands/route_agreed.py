"""Visits that are agreed and cannot all be kept: who they are, in the order of the day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salescli.desk import Desk
from salescli.domain.routing.clock import time_of
from salescli.errors import SalesError
from salescli.language import _
from salescli.reports.prospects import Sight

if TYPE_CHECKING:
    from salescli.commands.route_planning import Wanted

NEAR_MINUTES = 90


def unreachable(
    desk: Desk, missing: Sequence[Sight], agreed: Sequence[Sight], wanted: Wanted
) -> SalesError:
    """What cannot be kept, with what stands in its way, named in the order of the day."""
    most = desk.config.quota.band.most
    if len(agreed) > most * len(wanted.days):
        return SalesError(
            _("{count} visits are agreed, at most {most} a day are planned").format(
                count=len(agreed), most=most
            ),
            _("`sales config set quota.band 4-{count}`, or move some").format(count=len(agreed)),
        )
    missing = sorted({*missing, *in_the_way(missing, agreed)}, key=order_of_day)
    names = ", ".join(agreed_name(one) for one in missing[:6])
    more = _(" and {count} more").format(count=len(missing) - 6) if len(missing) > 6 else ""
    hint = _("`sales followup move` or `sales route move` gives another time")
    if not wanted.late:
        hint += _("; `--late` plans until {time}").format(time=f"{desk.config.day.leave:%H:%M}")
    return SalesError(
        _("what is agreed cannot all be reached: {names}").format(names=names + more), hint
    )


def in_the_way(missing: Sequence[Sight], agreed: Sequence[Sight]) -> list[Sight]:
    """The agreed visits so near in time that both cannot be made."""
    return [
        one
        for one in agreed
        for other in missing
        if any(
            a is not None and b is not None and abs(a - b) < NEAR_MINUTES
            for a, b in zip(one.candidate.pins, other.candidate.pins, strict=True)
        )
    ]


def order_of_day(one: Sight) -> tuple[int, int]:
    pin = next((pin for pin in one.candidate.pins if pin is not None), 24 * 60)
    return pin, one.who.no


def agreed_name(one: Sight) -> str:
    pin = next((pin for pin in one.candidate.pins if pin is not None), None)
    return one.who.name if pin is None else f"{one.who.name} ({time_of(pin):%H:%M})"
