"""How customers' names are searched and compared.

A search ignores case, accents and spaces and knows Hangul initials (초성); a comparison also
ignores what kind of company it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from salescli.domain.text import flat, fold

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_CONSONANTS = r"[ㄱ-ㅎ\s]*[ㄱ-ㅎ][ㄱ-ㅎ\s]*"
# keyboards join two initials typed in a row into one final cluster
_CLUSTERS = str.maketrans(
    {
        "ㄳ": "ㄱㅅ",
        "ㄵ": "ㄴㅈ",
        "ㄶ": "ㄴㅎ",
        "ㄺ": "ㄹㄱ",
        "ㄻ": "ㄹㅁ",
        "ㄼ": "ㄹㅂ",
        "ㄽ": "ㄹㅅ",
        "ㄾ": "ㄹㅌ",
        "ㄿ": "ㄹㅍ",
        "ㅀ": "ㄹㅎ",
        "ㅄ": "ㅂㅅ",
    }
)

# Patterns stay text until they are used: compiling them would cost each start of the program.
_COMPANY = (
    r"[(\[]\s*[주유사재株有合]\s*[)\]]|^\s*[주유]\)|\([주유]\s*$"
    r"|주식회사|유한책임회사|유한회사|합자회사|합명회사|사단법인|재단법인|농업회사법인|영농조합법인"
    r"|(?:股份)?有限公司|有限责任公司|有限責任公司|株式会社|株式會社|有限会社|合同会社|有限合伙"
    r"|^\s*s\.\s?[al]\.(?=\s+\w)"  # with its points: Sa Nostra is a name
)
_CHINESE_TAIL = r"(?:集团|集團|股份公司|(?<![分子总總])公司)+$"
_APART = r"\b([a-z])[.\s]+(?=[a-z]\b)"  # the letters of "S. A. de C. V."
_LATIN = r"[a-z]"
_GAPS = r"[\s.,]+"
_WESTERN_HEAD = r"^(?:cia|compania|sociedad (?:anonima|limitada)) (?:de )?(?=\w)"
_WESTERN_TAIL = (
    r"(?:(?<![a-z0-9])(?:(?:y|e|and) )?(?:"
    r"sociedad (?:anonima|limitada|cooperativa|de responsabilidad limitada)|s de rl|s en c|s coop"
    r"|sab?|sapi|sas|sau|sl|sll|slp|slu|srl|sc|scl|spa|ltda|cia|compania"
    r"|ltd|limited|inc|incorporated|co|company|corp|corporation|llc|llp|plc"
    r"|gmbh|ag|kg|bv|nv|sarl|pte|pty|pvt|sdn|bhd|kk"
    r")(?: de (?:cv|rl|capital variable))*[\W_]*)+$"
)


def search_key(name: str) -> str:
    """The name as a search sees it."""
    return fold(name)


def name_key(name: str) -> str:
    """The name as a comparison sees it: ㈜한빛상사 = 한빛상사, Pérez S.A. de C.V. = perez."""
    bare = re.sub(_COMPANY, " ", flat(name))
    core = fold(_western(bare) if re.search(_LATIN, bare) else bare)
    return re.sub(_CHINESE_TAIL, "", core) or core or fold(name)


def initials(name: str) -> str:
    """The initial consonant of each Hangul syllable, all else folded: 한빛상사 → ㅎㅂㅅㅅ."""
    return fold(name.translate(_CLUSTERS)).translate(_INITIAL)


def is_initials(query: str) -> bool:
    return bool(re.fullmatch(_CONSONANTS, query))


def matches(query: str, name: str) -> bool:
    """Whether the name contains the query, in which a consonant stands for its syllables."""
    key = fold(query.translate(_CLUSTERS))
    return bool(key) and bool(re.search("".join(map(_pattern, key)), fold(name)))


def nearest(query: str, names: Iterable[str], count: int = 3) -> list[str]:
    """The names most like the query, best first; none that is like it only by chance."""
    from difflib import SequenceMatcher

    key = _letters(query)
    matcher = SequenceMatcher(b=key, autojunk=False)
    scored = [(_likeness(matcher, len(key), _letters(name)), name) for name in dict.fromkeys(names)]
    scored.sort(key=lambda pair: pair[0], reverse=True)
    enough = 0.5 if len(key) < 5 else 0.6  # one wrong letter of two is still near
    return [name for score, name in scored[:count] if score[0] >= enough]


def _likeness(matcher: SequenceMatcher[str], length: int, name: str) -> tuple[float, float]:
    """The likeness to the whole name or, counting a little less, to its best part; to the whole."""
    matcher.set_seq1(name)
    letters = matcher.quick_ratio() * (len(name) + length) / 2  # in common, in any order
    if 3 * letters <= length:
        return 0.0, 0.0
    *blocks, _end = matcher.get_matching_blocks()
    same = sum(block.size for block in blocks)
    part = blocks[-1].a + blocks[-1].size - blocks[0].a
    whole = 2 * same / (len(name) + length)
    return max(whole, 1.8 * same / (part + length)), whole


def _letters(text: str) -> str:
    """Hangul by its letters, so that one wrong letter of a syllable is a small mistake."""
    return unicodedata.normalize("NFD", fold(text))


def _western(text: str) -> str:
    """A name in Latin letters without the kind of its company."""
    words = re.sub(_GAPS, " ", re.sub(_APART, r"\1", text)).strip()
    return re.sub(_WESTERN_HEAD, "", re.sub(_WESTERN_TAIL, "", words))


class _Initial(dict[int, str]):
    """A table for `translate` from a letter to its initial consonant; filled while it is used."""

    def __missing__(self, code: int) -> str:
        place = (code - 0xAC00) // 588 if 0xAC00 <= code <= 0xD7A3 else code - 0x1100
        self[code] = _INITIALS[place] if 0 <= place < len(_INITIALS) else chr(code)
        return self[code]


_INITIAL = _Initial()


def _pattern(char: str) -> str:
    """What a letter of a folded query finds: a consonant finds its syllables."""
    if not "\u1100" <= char <= "\u1112":
        return re.escape(char)
    first = 0xAC00 + (ord(char) - 0x1100) * 588
    return f"[{char}{chr(first)}-{chr(first + 587)}]"
