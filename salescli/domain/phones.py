"""When two telephone numbers are the same.

The key of a number is its national digits: without ``+`` or ``00`` and the country code, without
the leading 0, without an extension, and of the rest the last ten. So ``+82 10-1234-5678``,
``0082 10 1234 5678`` and ``010-1234-5678`` are one number.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SEVERAL = r"[/;,、|\n]|\s(?=\+\d|0\d{1,2}-\d{3,4}-\d{4})"
_EXTENSION = (
    r"(?im)(?<=[\d)])[\s,;(]*(?:extensi[oó]n|ext|interno|int|anexo|x|내선|구내|转|轉|分机|分機|\#)"
    r"[.:=\s]*\d{1,6}\)?"
    r"|(?<=\d)\s*~\s*\d{1,4}(?!\d)"  # a row of lines: 02-555-1234~6
    r"|(?<=-\d{7})-\d{1,5}$|(?<=-\d{8})-\d{1,5}$"  # a Chinese desk: 0755-88888888-801
)
_ABROAD = r"[^\d+]*(?:\+|00)"
# the offices' own codes, as business cards write them without a plus
_BARE_CODE = r"^\D*(?:(?:34|52|82|86)[-. )](?=(?:\D*\d){8})|34(?=[6-9]\d{8}$))"
_COUNTRY = r"0*(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)"

_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[+(]?\d(?:[\d ().+~-]*\d)?")


def phone_key(text: str) -> str:
    """What equal numbers have in common; of several numbers the first; empty if there is none."""
    return next(iter(all_keys(text)), "")


def same_phone(one: str, other: str) -> bool:
    """Whether two fields have a number in common."""
    return not set(all_keys(one)).isdisjoint(all_keys(other))


def all_keys(text: str) -> list[str]:
    """The keys of a field with several numbers, in their order, each once."""
    return list(_all_keys(text)) if text else []


@lru_cache(1024)
def _all_keys(text: str) -> tuple[str, ...]:
    plain = re.sub(_EXTENSION, "", unicodedata.normalize("NFKC", text).replace("\r", "\n"))
    keys = dict.fromkeys(_key(number.strip()) for number in re.split(_SEVERAL, plain))
    return tuple(key for key in keys if key)


def number_in(text: str) -> str:
    """The first number of a text that says more than a number, with its extension; else ""."""
    if not _LETTER.search(text):
        return ""
    plain = unicodedata.normalize("NFKC", text)
    if not _LETTER.search(re.sub(_EXTENSION, "", plain)):
        return ""
    for found in _NUMBER.finditer(plain):
        if _key(found[0]):
            extension = re.compile(_EXTENSION).match(plain, found.end())
            return plain[found.start() : extension.end() if extension else found.end()].strip()
    return ""


def digits(text: str) -> str:
    """The digits alone, full-width ones as plain ones."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))


def _key(number: str) -> str:
    if re.match(_ABROAD, number):
        national = re.sub(_COUNTRY, "", digits(number), count=1)
    else:
        national = digits(re.sub(_BARE_CODE, "", number, count=1))
    key = national.lstrip("0")[-10:]
    return key if len(key) >= 5 else ""
