"""Customers that are on file twice: looked for before one is added, and listed by `check`."""

from __future__ import annotations

from typing import Any

from salescli.commands.asking import confirm
from salescli.desk import Desk
from salescli.domain import duplicates
from salescli.domain.duplicates import Card, Pair
from salescli.domain.places import Place
from salescli.errors import UsageError
from salescli.language import _
from salescli.store.duplicates import cards, holder
from salescli.store.reading import Reader

SHOWN = 5


def look_for_doubles(desk: Desk, values: dict[str, Any], person: dict[str, Any]) -> None:
    """Name the customers that the new one may be: ask on a terminal, else refuse the likely ones.

    A script is stopped by the same name, phone or tax number; weaker signs are only said.
    """
    with desk.read() as reader:
        found = duplicates.like(new_card(values, person), cards(reader))
        shown = "; ".join(told(reader, pair) for pair in found[:SHOWN])
    if not found:
        return
    message = _("{name} may be on file already: {found}").format(name=values["name"], found=shown)
    strong = any(duplicates.STRONG & set(pair.signs) for pair in found)
    hint = _("`sales customer show '#{no}'` to look; add `--force` to save it anyway").format(
        no=found[0].one.no
    )
    if strong and not desk.asks():
        raise UsageError(message, hint)
    desk.say(message)
    if desk.asks():
        confirm(desk, _("Add it all the same"), yes=False)
    else:
        desk.say(_("saved all the same; `sales customer merge` makes one of two"))


def new_card(values: dict[str, Any], person: dict[str, Any]) -> Card:
    lat, lon = values.get("lat"), values.get("lon")
    return duplicates.card(
        values["name"],
        phones=[values.get("phone", ""), person.get("mobile", "")],
        tax_id=values.get("tax_id", ""),
        area=values.get("area", ""),
        address=values.get("address", ""),
        place=None if lat is None or lon is None else Place(lat, lon),
        web=[values.get("website", ""), values.get("email", ""), person.get("contact_email", "")],
    )


def told(reader: Reader, pair: Pair) -> str:
    """Number, name, why, whose it is, and since when."""
    kept = holder(reader, pair.one.id)
    found = f"#{pair.one.no} {pair.one.name} ({duplicates.in_words(pair.signs)})"
    day = kept.reported_at.astimezone().date()
    since = _("reported {day}").format(day=day)
    return ", ".join(filter(None, [found, kept.owner, since]))
