"""Which customers on file are likely one and the same, and by what signs.

Customers are compared only where a key says so, so that 10,000 take a moment. What tells two apart
(other address, other tax number) weighs more than a like name: branches of a chain are no doubles.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from salescli.domain.names import name_key
from salescli.domain.phones import all_keys
from salescli.domain.places import Place, distance_m
from salescli.domain.sites import site
from salescli.domain.slips import a_slip, letters, long_enough, slips
from salescli.domain.text import flat, fold
from salescli.language import N_, _

SAME_SITE_M, SAME_NAME_M = 30, 100
CELL_LAT, CELL_LON = 0.0003, 0.0006  # at least 30 m up to a latitude of 60°
SWITCHBOARD = 5  # a number, domain or address that more customers share is no sign
BRANCH = r"(?:지점|점|支店|分店|店|sucursal)$|sucursal"
CROWD, NEIGHBOURS = 30, 5


class Sign(StrEnum):
    """What two entries have in common."""

    NAME = "name"
    PHONE = "phone"
    TAX_ID = "tax_id"
    PLACE = "place"
    SPELLING = "spelling"
    WEB = "web"
    ADDRESS = "address"


POINTS = {Sign.NAME: 50, Sign.PHONE: 40, Sign.TAX_ID: 40, Sign.PLACE: 30, Sign.SPELLING: 30,
          Sign.WEB: 20, Sign.ADDRESS: 20}  # fmt: skip
ALONE = {
    Sign.SPELLING: 0,
    Sign.WEB: 0,
    Sign.NAME: 1,
    Sign.ADDRESS: 1,
}  # doubts that a sign alone outweighs
STRONG = frozenset({Sign.NAME, Sign.PHONE, Sign.TAX_ID})
WORDS = {
    Sign.NAME: N_("same name"),
    Sign.PHONE: N_("same phone"),
    Sign.TAX_ID: N_("same tax number"),
    Sign.PLACE: N_("same place"),
    Sign.SPELLING: N_("name spelt almost alike"),
    Sign.WEB: N_("same web or mail domain"),
    Sign.ADDRESS: N_("same address"),
}


class Card(NamedTuple):
    """What is compared of a customer; ``key`` is the name as `names.name_key` has it.

    ``spot`` is the folded address where it has a number, so that it names a house and no town.
    A customer into which others were merged has a card of each of them as well, under its number.
    """

    id: str
    no: int
    name: str
    key: str
    phones: frozenset[str] = frozenset()
    tax_id: str = ""
    area: str = ""
    address: str = ""
    place: Place | None = None
    sites: frozenset[str] = frozenset()
    spot: str = ""


class Pair(NamedTuple):
    """Two customers that are likely one; the one with the lower number first."""

    one: Card
    other: Card
    signs: tuple[Sign, ...]

    @property
    def score(self) -> int:
        return min(100, sum(POINTS[sign] for sign in self.signs))


def card(
    name: str,
    *,
    id: str = "",  # noqa: A002 -- the field's name
    no: int = 0,
    phones: Iterable[str] = (),
    tax_id: str = "",
    area: str = "",
    address: str = "",
    place: Place | None = None,
    web: Iterable[str] = (),
) -> Card:
    """The card of a customer from its fields as people typed them."""
    keys = frozenset(key for text in phones for key in all_keys(text))
    sites = frozenset(filter(None, map(site, web)))
    return Card(id, no, name, name_key(name), keys, fold(tax_id), area, address, place, sites,
                spot(address))  # fmt: skip


def spot(address: str) -> str:
    return fold(address) if re.search(r"\d", address) else ""


def pairs(cards: Sequence[Card]) -> list[Pair]:
    """Every two customers that are likely one, the likeliest first."""
    common = shared(cards)
    known = sorted((without_shared(item, common) for item in cards), key=lambda item: item.no)
    found = (
        Pair(known[a], known[b], signs(known[a], known[b]))
        for a, b in candidates(known)
        if known[a].no != known[b].no
    )
    likely = [pair for pair in found if pair.signs]
    return once(sorted(likely, key=lambda pair: (-pair.score, pair.one.no, pair.other.no)))


def like(new: Card, cards: Iterable[Card]) -> list[Pair]:
    """The customers on file that a new one may be, the likeliest first."""
    cards = list(cards)
    if len({item.no for item in cards if item.spot == new.spot}) >= SWITCHBOARD:
        new = new._replace(spot="")
    found = [Pair(item, new, signs(item, new)) for item in cards]
    likely = [pair for pair in found if pair.signs]
    return once(sorted(likely, key=lambda pair: (-pair.score, pair.one.no)))


def once(found: Sequence[Pair]) -> list[Pair]:
    """Each two customers once, by their best signs: one may have a card of a merged entry too."""
    best = {(pair.one.no, pair.other.no): pair for pair in reversed(found)}
    return [pair for pair in found if best[pair.one.no, pair.other.no] is pair]


def signs(one: Card, other: Card) -> tuple[Sign, ...]:
    """What says that two are one; nothing when something tells them apart."""
    found = {
        Sign.NAME: same_name(one, other),
        Sign.PHONE: not one.phones.isdisjoint(other.phones),
        Sign.TAX_ID: bool(one.tax_id) and one.tax_id == other.tax_id,
        Sign.PLACE: same_place(one, other),
        Sign.SPELLING: a_slip(one.key, other.key),
        Sign.WEB: not one.sites.isdisjoint(other.sites),
        Sign.ADDRESS: same_spot(one, other),
    }
    said = tuple(sign for sign, fits in found.items() if fits)
    if not said or (Sign.PHONE not in said and apart(one, other)):
        return ()
    alone = len(said) == 1 and said[0] in ALONE
    return () if alone and doubts(one, other) > ALONE[said[0]] else said


def in_words(said: Sequence[Sign]) -> str:
    """The signs for people."""
    if tuple(said) == (Sign.NAME, Sign.PHONE):
        return _("same name and phone")
    if tuple(said) == (Sign.NAME, Sign.PLACE):
        return _("same name within 100 m")
    return ", ".join(_(WORDS[sign]) for sign in said)


def apart(one: Card, other: Card) -> bool:
    """Whether tax number, place or address say that these are two."""
    if one.tax_id and other.tax_id and one.tax_id != other.tax_id:
        return True
    if one.place and other.place:
        return distance_m(one.place, other.place) > SAME_NAME_M
    return bool(one.address and other.address) and not same_address(one.address, other.address)


def doubts(one: Card, other: Card) -> int:
    """How many of phone and area are known of both, and differ."""
    phones = bool(one.phones) and bool(other.phones) and one.phones.isdisjoint(other.phones)
    areas = bool(one.area) and bool(other.area) and fold(one.area) != fold(other.area)
    return phones + areas


def same_name(one: Card, other: Card) -> bool:
    """Branch words (강남지점, 강남점) are passed over only where a house or a phone is the same."""
    if one.key == other.key:
        return True
    together = one_house(one, other) or not one.phones.isdisjoint(other.phones)
    return together and without_branch(one.key) == without_branch(other.key)


def without_branch(key: str) -> str:
    return re.sub(BRANCH, "", key) or key


def one_house(one: Card, other: Card) -> bool:
    return bool(one.spot) and one.spot == other.spot


def same_spot(one: Card, other: Card) -> bool:
    """One house under a like name, or under names in two scripts, which nobody can compare."""
    if not one_house(one, other):
        return False
    first, second = scripts(one.key), scripts(other.key)
    foreign = bool(first and second) and first.isdisjoint(second)
    return foreign or alike(without_branch(one.key), without_branch(other.key))


def scripts(key: str) -> frozenset[str]:
    """In which scripts a name is written, by the first word of its letters' names."""
    return frozenset(unicodedata.name(sign, "").split(" ")[0] for sign in key if sign.isalpha())


def alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return (len(short) > 1 and short in long) or a_slip(short, long)


def same_place(one: Card, other: Card) -> bool:
    """Within 30 m under a like name, within 100 m under the same one."""
    if not one.place or not other.place:
        return False
    if one.key == other.key:
        return distance_m(one.place, other.place) <= SAME_NAME_M
    return alike(one.key, other.key) and distance_m(one.place, other.place) <= SAME_SITE_M


def same_address(one: str, other: str) -> bool:
    """Whether two addresses can be one: the shorter says nothing that the longer does not."""
    if fold(one) == fold(other):
        return True
    short, long = sorted((address_words(one), address_words(other)), key=len)
    return all(any(same_word(word, known) for known in long) for word in short)


def address_words(text: str) -> list[str]:
    return re.findall(r"\d+|[^\W\d_]+", flat(text))


def same_word(one: str, other: str) -> bool:
    """서울 is 서울시 and 서울특별시; a house number is that number alone."""
    if one.isdigit() or other.isdigit():
        return one == other
    short, long = sorted((one, other), key=len)
    return short in long if len(short) > 1 else long.startswith(short)


def shared(cards: Iterable[Card]) -> frozenset[str]:
    """Numbers, domains and addresses of head offices and buildings, which many customers give."""
    given = {
        (item.no, key) for item in cards for key in (*item.phones, *item.sites, item.spot) if key
    }
    counts = Counter(key for _no, key in given)
    return frozenset(key for key, count in counts.items() if count > SWITCHBOARD)


def without_shared(item: Card, common: frozenset[str]) -> Card:
    if common.isdisjoint((*item.phones, *item.sites, item.spot)):
        return item
    spot = "" if item.spot in common else item.spot
    return item._replace(phones=item.phones - common, sites=item.sites - common, spot=spot)


def candidates(cards: Sequence[Card]) -> set[tuple[int, int]]:
    """The places of cards that share a key; of a crowd under one key only neighbours by name."""
    groups: dict[tuple[str, object], list[int]] = {}
    for place, item in enumerate(cards):
        for key in keys(item):
            groups.setdefault(key, []).append(place)
    found: set[tuple[int, int]] = set()
    for group in groups.values():
        if len(group) <= CROWD:
            found.update(combinations(group, 2))
        else:
            found.update(neighbours(cards, group))
    return found


def neighbours(cards: Sequence[Card], group: Sequence[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(group, key=lambda place: (cards[place].key, cards[place].address))
    for start, place in enumerate(ordered):
        for other in ordered[start + 1 : start + 1 + NEIGHBOURS]:
            yield min(place, other), max(place, other)


def keys(item: Card) -> Iterator[tuple[str, object]]:
    yield "name", item.key
    yield from (("phone", key) for key in item.phones)
    yield from (("web", key) for key in item.sites)
    if item.spot:
        yield "spot", item.spot
    if item.tax_id:
        yield "tax", item.tax_id
    if item.place:
        yield from (("place", cell) for cell in cells(item.place))
    if long_enough(item.key):
        yield from (("slip", text) for text in slips(letters(item.key)))


def cells(place: Place) -> set[tuple[int, int]]:
    """The four squares round a place, of which two near places share at least one."""
    north, east = place.lat / CELL_LAT, place.lon / CELL_LON
    return {(round(north + dy), round(east + dx)) for dy in (-0.5, 0.5) for dx in (-0.5, 0.5)}
