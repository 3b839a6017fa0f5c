"""Quantities that may be added up: of one unit, which is said; without a unit of one product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from salescli.domain.orders import goods_text, quantity_text
from salescli.language import _

Content = dict[str, Any]
MOST_NAMED = 4


class Goods(NamedTuple):
    """So much of something."""

    product: str
    unit: str
    quantity_milli: int


def added(goods: Iterable[Goods]) -> list[Content]:
    """The sums, those with a unit first: ten clocks and five batteries are never fifteen."""
    sums: dict[tuple[str, str], int] = {}
    for one in goods:
        key = (one.unit, "" if one.unit else one.product)
        sums[key] = sums.get(key, 0) + one.quantity_milli
    rows = sorted(sums.items(), key=lambda item: (not item[0][0], item[0]))
    return [
        {"unit": unit, **({} if unit else {"product": product}), "quantity_milli": milli}
        for (unit, product), milli in rows
    ]


def words(sums: Sequence[Content], most: int = MOST_NAMED) -> str:
    """``10 box, 2.5 t, clock x 10``; what is beyond the ``most`` that fit is counted."""
    shown = [word(item) for item in sums]
    if len(shown) > most + 1:
        more = _("{count} more").format(count=len(shown) - most)
        shown = [*shown[:most], more]
    return ", ".join(shown)


def word(item: Content) -> str:
    if name := item.get("product"):
        return goods_text(name, "", item["quantity_milli"], "")
    return f"{quantity_text(item['quantity_milli'])} {item['unit']}".rstrip()
