"""Names and addresses that come in several columns, put together as their language does."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_EAST = ("country", "region", "city", "district", "address", "street", "address2")
_WEST = ("address", "street", "address2", "district", "city", "region", "country")
PARTS = (*_EAST, "postcode")


def hangul(text: str) -> bool:
    return _HANGUL.search(text) is not None


def full_name(first: str, middle: str, last: str) -> str:
    """Ana García López; 김민수 and 王小明 with the family name first and no space."""
    if all(_CJK.search(part) for part in (first, last) if part):
        return last + middle + first
    return " ".join(part for part in (first, middle, last) if part)


def address(parts: Mapping[str, str]) -> str:
    """One line of the parts that are filled; what another part says already is not repeated."""
    filled = [parts[name] for name in PARTS if name in parts]
    if len(filled) < 2:
        return "".join(filled)
    whole = "".join(filled)
    if _CJK.search(whole):
        glue = " " if hangul(whole) else ""
        return _east(parts, glue)
    western = dict(parts)
    if code := western.pop("postcode", ""):
        western["city"] = f"{code} {western.get('city', '')}".strip()
    return ", ".join(_new(western, _WEST))


def _east(parts: Mapping[str, str], glue: str) -> str:
    joined = glue.join(_new(parts, _EAST))
    code = parts.get("postcode", "")
    return f"{joined} ({code})".lstrip() if code and code not in joined else joined


def _new(parts: Mapping[str, str], order: tuple[str, ...]) -> list[str]:
    """The filled parts in their order, but none whose words stand in a longer one."""
    filled = [parts[name] for name in order if parts.get(name)]
    return [part for i, part in enumerate(filled) if not _said(part, filled[:i], filled[i + 1 :])]


def _said(part: str, before: list[str], after: list[str]) -> bool:
    longer = [other for other in after if len(other) > len(part)]
    return any(_within(part, other) for other in [*before, *longer])


def _within(part: str, whole: str) -> bool:
    """Whole words in western text, any place where words are not parted."""
    found = whole.casefold().find(part.casefold())
    if found < 0 or _CJK.search(part):
        return found >= 0
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", whole, re.IGNORECASE) is not None
