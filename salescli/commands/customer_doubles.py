"""Customers that are on file twice: looked for before one is added, and listed by `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from salescli.commands.asking import confirm
from salescli.desk import Desk
from salescli.domain import duplicates
from salescli.domain.duplicates import Card, Pair
from salescli.domain.places import Place
from salescli.errors import UsageError
from salescli.language import _
from salescli.store.duplicates import cards, holder
from salescli.store.reading import Reader

if TYPE_CHECKING:
    from sqlmodel import Session

SHOWN = 5
LAST_COMMAND = "SELECT max(no) FROM command"


class Seen(NamedTuple):
    """The customers that were said to be like the new one, and the file's last step by then."""

    ids: frozenset[str] = frozenset()
    step: int = 0


NOTHING = Seen()


def look_for_doubles(
    desk: Desk, values: dict[str, Any], person: dict[str, Any], before: Seen = NOTHING
) -> Seen:
    """Name the customers that the new one may be: ask on a terminal, else refuse the likely ones.

    A script is stopped by the same name, phone or tax number; weaker signs are only said.
    """
    with desk.read() as reader:
        step = int(reader.value(LAST_COMMAND) or 0)
        found = duplicates.like(new_card(values, person), cards(reader))
        found = [pair for pair in found if pair.one.id not in before.ids]
        refused = may_be(reader, values["name"], found) if found else None
    seen = Seen(before.ids | {pair.one.id for pair in found}, step)
    if refused is None:
        return seen
    if strong(found) and not desk.asks():
        raise refused
    desk.say(str(refused))
    if desk.asks():
        confirm(desk, _("Add it all the same"), yes=False, hint=refused.hint)
    else:
        desk.say(_("saved all the same; `sales customer merge` makes one of two"))
    return seen


def look_again(
    desk: Desk, session: Session, seen: Seen, values: dict[str, Any], person: dict[str, Any]
) -> None:
    """In the transaction: refuse what another process has saved since the first look."""
    from salescli.store.writing import command_of, reader_of

    if command_of(session).no == seen.step + 1:
        return
    reader = reader_of(session, desk.path)
    found = duplicates.like(new_card(values, person), cards(reader))
    news = [pair for pair in found if pair.one.id not in seen.ids]
    if strong(news):
        raise may_be(reader, values["name"], news)


def strong(found: list[Pair]) -> bool:
    return any(duplicates.STRONG & set(pair.signs) for pair in found)


def may_be(reader: Reader, name: str, found: list[Pair]) -> UsageError:
    """Which customers the new one may be, and what to do."""
    shown = "; ".join(told(reader, pair) for pair in found[:SHOWN])
    return UsageError(
        _("{name} may be on file already: {found}").format(name=name, found=shown),
        _("`sales customer show '#{no}'` to look; add `--force` to save it anyway").format(
            no=found[0].one.no
        ),
    )


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
