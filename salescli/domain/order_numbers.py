"""Order numbers by the office's scheme (O2): province code, city initials, NO., digits.

The sequence runs per prefix and counts every number ever given, so that cities with the same
initials share one and nothing is used twice.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from salescli.config import Config
from salescli.domain.text import flat

MOST_DIGITS = 9
FIELDS = ("province", "city", "year", "no")
# the first hanzi of each pinyin initial in GB 2312, whose common half is sorted by pinyin
_FIRST = (0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC,
          0xC2E8, 0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9,
          0xD4D1, 0xD7FA)  # fmt: skip
_PINYIN = "ABCDEFGHJKLMNOPQRSTWXYZ"
# of city names: hanzi of the other half, and 重 as in 重庆
_RARE = {"圳": "Z", "淄": "Z", "菏": "H", "莆": "P", "衢": "Q", "亳": "B", "泸": "L", "漯": "L",
         "濮": "P", "儋": "D", "濉": "S", "婺": "W", "重": "C"}  # fmt: skip
_HANGUL = ("G", "G", "N", "D", "D", "R", "M", "B", "B", "S", "S", "", "J", "J", "C", "K", "T", "P",
           "H")  # fmt: skip
_VOWELS = "AAYYEEYYOWWOYUWWWYEUI"


class Scheme(NamedTuple):
    """How a number is built: what stands before and behind the digits, and how many there are."""

    before: str
    behind: str
    digits: int

    def number(self, sequence: int) -> str:
        return f"{self.before}{sequence:0{self.digits}d}{self.behind}"

    def next(self, used: Iterable[str]) -> str:
        """The number after the highest of all that were ever given under this prefix."""
        found = [self.sequence(number) for number in used]
        return self.number(max(found, default=0) + 1)

    def sequence(self, number: str) -> int:
        """Which of the sequence a number is; 0 when it is none of this scheme."""
        plain, before, behind = squeezed(number), squeezed(self.before), squeezed(self.behind)
        digits = plain.removeprefix(before).removesuffix(behind)
        ours = plain == f"{before}{digits}{behind}" and len(digits) <= MOST_DIGITS
        return int(digits) if ours and digits.isascii() and digits.isdecimal() else 0


def scheme(config: Config, day: date) -> Scheme:
    """The scheme of an order of this day."""
    orders = config.orders
    city = code(orders.city or config.me.area)
    values = {"province": code(orders.province), "city": city, "year": f"{day:%Y}"}
    before, _no, behind = orders.pattern.partition("{no}")
    return Scheme(filled(before, values), filled(behind, values), orders.digits)


def filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def same(one: str, other: str) -> bool:
    """Whether two numbers are one: case, blanks and leading zeros aside, NO. 12 is NO.012."""
    return key(one) == key(other)


def key(number: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", squeezed(number))


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def code(text: str) -> str:
    """A code as it stands (``LN``, ``sy``), else the initials of a name (沈阳 → SY, 부산 → BS)."""
    name = text.strip()
    is_code = name.isascii() and name.isalnum() and (name.isupper() or len(name) <= 3)
    return name.upper() if is_code or name.isdecimal() else initials(name)


def initials(name: str) -> str:
    """The first letter of each word, and of each hanzi and Hangul syllable, in Latin letters."""
    return "".join(letters(word) for word in flat(name).replace("-", " ").split())


def letters(word: str) -> str:
    if word[0].isascii():
        return word[0].upper() if word[0].isalnum() else ""
    return "".join(letter(sign) for sign in word)


def letter(sign: str) -> str:
    """The Latin initial of one hanzi or Hangul syllable; nothing where none is known."""
    if "가" <= sign <= "힣":
        place = ord(sign) - 0xAC00
        return _HANGUL[place // 588] or _VOWELS[place % 588 // 28]
    if sign in _RARE:
        return _RARE[sign]
    try:
        high, low = sign.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return ""
    place = bisect_right(_FIRST, high << 8 | low)
    return _PINYIN[place - 1] if 0 < place <= len(_PINYIN) else ""
