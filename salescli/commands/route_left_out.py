"""Whom a plan leaves out and why: closed, full, no time, or nobody knows where."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from salescli.domain.places import NOWHERE, Place
from salescli.domain.routing.planner import Frame, Planned
from salescli.reports.prospects import Prospect, Sight
from salescli.reports.roads import Roads

if TYPE_CHECKING:
    from salescli.commands.route_planning import Table

LEFT_SHOWN = 5
LEFT_LOOKED_AT = 60


def left_out(
    table: Table,
    sights: Sequence[Sight],
    taken: set[str],
    frame: Frame,
    planned: Planned,
    number: int,
) -> str:
    """The most worthy customers that are not planned, with the reason (JSON)."""
    before = {stop.customer_id for stop in table.kept[number] if stop.is_open}
    done = table.seen[number] | {
        stop.customer_id for stop in table.kept[number] if not stop.is_open
    }
    full = len(planned.visits) >= frame.cap
    rows = [
        (one.candidate.values[number], one)
        for one in sights
        if one.who.id not in taken | done and one.candidate.values[number] > 0
    ]
    rows.sort(key=lambda item: (item[1].who.id not in before, -item[0], item[1].who.no))
    nodes = [frame.begin, *[sights[visit.candidate].place for visit in planned.visits], frame.end]
    found = [
        {**named(one.who), "value": value, "reason": why_left(one, number, full=full),
         "minutes": detour(table.roads, nodes, one),
         "nowhere": one.place == NOWHERE, "was_planned": one.who.id in before}
        for value, one in rows[:LEFT_LOOKED_AT]
    ]  # fmt: skip
    found.sort(key=lambda row: (not row["was_planned"], -row["value"], row["minutes"]))
    most = max(LEFT_SHOWN, sum(row["was_planned"] for row in found))
    return json.dumps(found[:most], ensure_ascii=False)


def why_left(one: Sight, number: int, *, full: bool) -> str:
    if not one.candidate.hours[number]:
        return "closed"
    return "full" if full else "no time"


def named(one: Prospect) -> dict[str, Any]:
    return {"customer_no": one.no, "customer": one.name, "grade": one.grade}


def detour(roads: Roads, nodes: Sequence[Place], one: Sight) -> int:
    """The fewest minutes more on the way that a stop would cost, wherever it is put in."""
    places = [*nodes, one.place]
    way = roads.estimated(places, [one.candidate.pace] * len(places))
    here = len(nodes)
    return min(way[a][here] + way[here][b] - way[a][b] for a, b in pairwise(range(len(nodes))))
