"""One cell as the value it stands for: placeholders are empty, closed words are ours, text is text.

What is not certain is not guessed: ``grade`` and ``status`` answer "" and the cell stays a note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from salescli.domain.formulas import unguard
from salescli.domain.text import clean_line, clean_text
from salescli.errors import SalesError, UsageError
from salescli.exchange import cell_words
from salescli.exchange.aliases import key
from salescli.language import _

_PLACEHOLDERS: Final = frozenset(word.strip() for word in cell_words.NOTHING.split(","))
_NOTHING: Final = _PLACEHOLDERS | {word.strip() for word in cell_words.NONE.split(",")}
_AS_TEXT = re.compile(r'="(.*)"')  # ="010…", how a spreadsheet is told to keep the zeros
_GRADE = re.compile(
    r"(?:(?:grade|class|clase|grado|categoria|categoría|tipo|nivel|등급)\s*[:\-]?\s*)?([a-d])"
    r"\s*-?\s*(?:급|등급|级|級|类|類|级客户|類客戶|类客户|級客戶|grade|class)?"
)
_EXPONENT = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
_FLOAT = re.compile(r"\d{5,}\.0+")
_KOREAN_PHONE = re.compile(r"10\d{7,8}|2\d{7,8}|[3-6]\d{8,9}|70\d{8}")
_KOREAN_POSTCODE = re.compile(r"\d{4}")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?")
_HOURS = re.compile(r"(\d{1,2}):(\d\d)(?::00)?")
_MINUTES = re.compile(r"(\d{1,4})(?:[.,]0+)?\s*(?:min|mins|minutes|minutos|분|分|分钟|分鐘)?\.?")
_TYPED_AS_TEXT = re.compile(r"'(\d[\d\s().-]*)")  # as people keep a phone number a text
_TOTAL = re.compile(
    r"(?:grand total|sub-?total|total general|total|totales|suma|합\s?계|소\s?계|총\s?계|계"
    r"|合\s?计|合\s?計|小\s?计|小\s?計|总\s?计|總\s?計)\s*[:：]?\s*[\d.,]*"
)
_FIGURE = re.compile(
    r"[-+(]?\s?[₩￦$€¥￥]?\s?[-+]?\d[\d.,\s]*\)?\s?(?:[%₩원元€]|건|명|개|곳|家|个|位|次|회)?"
)
_MAIL = re.compile(r"""[^\s<>,;:/|"'()\[\]@]+@[^\s<>,;:/|"'()\[\]@]+""")
_ONLY_MAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
_TAGS = re.compile(r"[,;|、，；\n]+|\s*:::\s*")


def line(raw: str, header: str = "") -> str:
    """A cell as one line of text, "" for a placeholder; a UsageError for control characters."""
    text = _told(raw)
    if text in _NOTHING:
        return ""
    return text if _plain(text) else clean_line(text, header)


def prose(raw: str, header: str = "") -> str:
    """A cell as a note, whose lines stay."""
    text = _told(raw)
    if text in _NOTHING:
        return ""
    return text if _plain(text) else clean_text(text, header)


def answer(raw: str, header: str = "") -> str:
    """A note in which "none" is an answer: no problems found is not the same as not told (V2)."""
    text = _told(raw)
    if text in _PLACEHOLDERS:
        return ""
    return text if _plain(text) else clean_text(text, header)


def _told(raw: str) -> str:
    """The cell without what only keeps a spreadsheet from running or misreading it."""
    if raw[:1] == "'":
        text = unguard(raw)
        typed = _TYPED_AS_TEXT.fullmatch(text) if text == raw else None
        return typed[1].strip() if typed else text.strip()
    text = raw.strip()
    if text[:2] == '="' and (found := _AS_TEXT.fullmatch(text)):
        return found[1].strip()
    return text


def _plain(text: str) -> bool:
    """Whether the gate of texts would change nothing, which is far faster to see."""
    return text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text)


@lru_cache(1024)
def grade(text: str) -> str:
    """``A``, ``a급``, ``B级``, ``Grade C`` → the letter; "" for anything else."""
    found = _GRADE.fullmatch(unicodedata.normalize("NFKC", text).casefold().strip())
    return found[1].upper() if found else ""


def is_total(text: str) -> bool:
    """Whether a name is the word under a column of figures: ``합계``, ``Total: 12``."""
    return _TOTAL.fullmatch(unicodedata.normalize("NFKC", text).casefold()) is not None


def is_line_of_totals(cells: Sequence[str]) -> bool:
    """Whether a row of several cells says the word and otherwise figures: ``합계 | | 1,200``."""
    try:
        filled = [text for cell in cells if (text := line(cell))]
    except SalesError:
        return False
    words = [text for text in filled if not _FIGURE.fullmatch(text)]
    return (
        len(words) == 1
        and is_total(words[0])
        and (len(cells) > 1 or any(map(str.isdecimal, words[0])))
    )


@lru_cache(1024)
def status(text: str) -> str:
    """A status word of the four languages → ours; "" for anything else."""
    return _words("status").get(key(text), "")


@cache
def _words(field: str) -> dict[str, str]:
    """Every word for the values of a closed list → ours."""
    lists = cell_words.WORDS[field]
    return {key(word): ours for ours, words in lists.items() for word in words.split(",")}


def channel(text: str) -> str:
    """How the customer was met, as visit, phone …; "" for anything unknown."""
    return _words("channel").get(key(text), "")


def outcome(text: str) -> str:
    return _words("outcome").get(key(text), "")


def purpose(text: str) -> str:
    return _words("purpose").get(key(text), "")


def function(text: str) -> str:
    """Where a contact works; "" for anything unknown."""
    return _words("function").get(key(text), "")


def role(text: str) -> str:
    return _words("role").get(key(text), "")


def truth(text: str) -> bool | None:
    """Yes or no; None for anything else."""
    found = _words("truth").get(key(text))
    return None if found is None else found == "true"


def minutes(text: str) -> int | None:
    """``30``, ``30.0``, ``30 min``, ``30분``, ``1:30``; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if found := _HOURS.fullmatch(plain):
        return int(found[1]) * 60 + int(found[2])
    found = _MINUTES.fullmatch(plain)
    return int(found[1]) if found else None


def mail(text: str) -> str:
    """The first e-mail address of a cell: ``Kim <a@b.kr>; c@d.kr`` → ``a@b.kr``; "" for none."""
    if _ONLY_MAIL.fullmatch(text):
        return text
    found = _MAIL.search(unicodedata.normalize("NFKC", text))
    return found[0].rstrip(".") if found else ""


def tags(text: str) -> list[str]:
    """Tags in the order of the cell, each once; without Google's ``* myContacts``."""
    found = (part.strip().lstrip("#*").strip() for part in _TAGS.split(text))
    return list(dict.fromkeys(tag for tag in found if tag and tag != "myContacts"))


def coordinates(lat: str, lon: str) -> tuple[float, float]:
    """Both as numbers; a UsageError that says what is wrong with them."""
    north, east = _number(lat, _("latitude")), _number(lon, _("longitude"))
    if abs(north) <= 90 and abs(east) <= 180:
        return north, east
    if abs(north) <= 180 and abs(east) <= 90:
        problem = _("latitude {lat} and longitude {lon} are swapped")
    else:
        problem = _("latitude {lat} and longitude {lon} are no place on earth")
    raise UsageError(problem.format(lat=lat, lon=lon))


def _number(text: str, what: str) -> float:
    bare = text.rstrip("°").strip().replace("−", "-")
    if not _NUMBER.fullmatch(bare):
        raise UsageError(_('{what} "{value}" is not a number').format(what=what, value=text))
    return float(bare.replace(",", "."))


def damaged(text: str) -> bool:
    """Whether a spreadsheet made a number of a code or phone number: ``1.2E+18``."""
    return bool(_EXPONENT.fullmatch(text) or _FLOAT.fullmatch(text))


def zero_lost(field: str, text: str) -> bool:
    """Whether a Korean phone number or postcode lacks its 0, as in ``1012345678``."""
    pattern = _KOREAN_POSTCODE if field == "postcode" else _KOREAN_PHONE
    return pattern.fullmatch(text) is not None
