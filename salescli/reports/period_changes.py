"""What a later state of the data says differently than a submitted report (E6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from salescli.language import _
from salescli.reports.figure_list import BY_KEY
from salescli.reports.period_page import counted, figure_text
from salescli.reports.periodic import BOXES

Content = dict[str, Any]


def differences(before: Content, after: Content) -> list[str]:
    """What a later state of the data says differently."""
    lines = []
    for name, words in (("customers", _("customers")), ("sales", _("sales"))):
        if name not in before:
            continue
        now_ = as_before(before[name], after[name])
        if plain(before[name]) != plain(now_):
            old = {row["customer"] for row in before[name]}
            new = {row["customer"] for row in now_}
            who = ", ".join(sorted((old ^ new) or changed(before[name], now_)))
            lines.append(f"{words}: {who}")
    lines += coverage_lines(before, after)
    then = {row["key"]: row for row in before["figures"]}
    now = {row["key"]: row for row in after["figures"]}
    lines += [
        _("{name}: {before} → {after}").format(
            name=_(BY_KEY[key].name), before=figure_text(then[key]) or "–",
            after=figure_text(now[key]) or "–",
        )
        for key in now
        if key in then and counted(then[key]) != counted(now[key])
    ]  # fmt: skip
    lines += [
        _(title) for name, title in BOXES[after["kind"]].items() if before[name] != after[name]
    ]
    if before["points"] != after["points"]:
        lines.append(_("plan points"))
    return lines


def coverage_lines(before: Content, after: Content) -> list[str]:
    """Whose visits of the quarter are counted differently now."""
    old, new = ({row["customer"]: row["done"] for row in part.get("coverage", ())}
                for part in (before, after))  # fmt: skip
    return [
        _("coverage of {name}: {before} → {after}").format(
            name=name, before=old.get(name, 0), after=new.get(name, 0)
        )
        for name in sorted(old.keys() | new.keys())
        if old.get(name, 0) != new.get(name, 0)
    ]


def as_before(before: Sequence[Content], after: Sequence[Content]) -> Sequence[Content]:
    """Sales as they were kept while quantities without a unit were added up, if so they are."""
    of_none = [item for row in before for item in row.get("quantities", ()) if not item["unit"]]
    if not of_none or "product" in of_none[0]:
        return after
    return [{**row, "quantities": by_unit(row["quantities"])} for row in after]


def by_unit(quantities: Sequence[Content]) -> list[Content]:
    sums: dict[str, int] = {}
    for item in quantities:
        sums[item["unit"]] = sums.get(item["unit"], 0) + item["quantity_milli"]
    return [{"quantity_milli": milli, "unit": unit} for unit, milli in sorted(sums.items())]


def plain(rows: Sequence[Content]) -> list[Content]:
    return [{key: value for key, value in row.items() if key != "no"} for row in rows]


def changed(before: Sequence[Content], after: Sequence[Content]) -> set[str]:
    old = {row["customer"]: row for row in plain(before)}
    return {row["customer"] for row in plain(after) if old.get(row["customer"]) != row}


def incomplete(_content: Content) -> list[str]:
    """Nothing of these forms keeps a report from being handed in."""
    return []
