"""Headers of two rows, as forms have them: groups above (Customer, Contact), names below.

A merged group has its text in its first cell. Each column gets the name below, with its group where
that says more ("Contact" over "Phone" is the contact's phone) or tells two columns apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from salescli.exchange import aliases
from salescli.exchange.aliases import field_of, key

_TITLE = re.compile(r"\d{3}|[:：]")  # a date, a number, "Printed by: …": no name of a group
_ABOUT = re.compile(
    r"\s*(?:정보|사항|信息|资料|資料|資訊|information|info|details)$|^(?:datos|información)\s+(?:del?\s+)?",
    re.IGNORECASE,
)
_JOINTS: Final = ("{group} {name}", "{name} {group}", "{name} de {group}", "{name} del {group}")
_PEOPLE: Final = frozenset({"contact", "representative"})
_NAMES: Final = frozenset({"person", "name"})


def joined(upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """One header of both rows; None where they are no such pair."""
    above, below = _even([cell.strip() for cell in upper], [cell.strip() for cell in lower])
    if not _is_pair(above, below):
        return None
    found: list[str] = []
    used: set[str] = set()
    for group, name in zip(_spread(above, below), below, strict=True):
        found.append(_named(group, name, used))
        used.add(key(found[-1]))
    return found if found != below else None


def _even(above: list[str], below: list[str]) -> tuple[list[str], list[str]]:
    width = max(len(above), len(below))
    return above + [""] * (width - len(above)), below + [""] * (width - len(below))


def _is_pair(above: list[str], below: list[str]) -> bool:
    """Groups that reach over several names, most of which are known; a title stands alone."""
    groups, names = [cell for cell in above if cell], [cell for cell in below if cell]
    if len(groups) < 2 or any(map(_TITLE.search, groups)):
        return False
    wide = any(
        one and not other and name and first
        for one, other, first, name in zip(above, above[1:], below, below[1:], strict=False)
    )
    known = sum(field_of(name) is not None for name in names)
    return wide and aliases.recognised(names) > 1 and known * 2 >= len(names)


def _spread(above: list[str], below: list[str]) -> list[str]:
    """The group of each column; a cell merged downwards is no group but the name itself."""
    found, group = [], ""
    for upper, lower in zip(above, below, strict=True):
        group = upper or group
        found.append(group if lower or upper else "")
        if not lower:
            group = ""
    return found


def _named(group: str, name: str, used: set[str]) -> str:
    if not (group and name):
        return group or name
    bare = _ABOUT.sub("", group).strip() or group
    whose, meaning = field_of(bare), field_of(name)
    if (meaning in _NAMES and whose in {"name", *_PEOPLE}) or (meaning == whose == "contact"):
        return bare
    texts = [joint.format(group=bare, name=name) for joint in _JOINTS]
    if known := next(filter(field_of, texts), ""):
        return known
    private = whose in _PEOPLE and meaning != "position"
    return texts[0] if private or key(name) in used else name
