"""The words of the grammar in four languages, and the folding that makes spellings alike.

Every word stands here as ``fold`` leaves it and without spaces where a table says ``bare``:
no capitals, no accents, simplified characters, no articles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TypeVar

V = TypeVar("V")


def table(rows: Mapping[V, str]) -> dict[str, V]:
    """Each word of the rows (parted by commas) → the row's value."""
    return {bare(word): value for value, words in rows.items() for word in words.split(",")}


def bare(text: str) -> str:
    return text.replace(" ", "")


def either(words: Iterable[str]) -> str:
    """A pattern that fits any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


WEEKDAYS = table(
    {
        0: "monday, mon, lunes, lun, 월요일, 월, 周一, 星期一, 礼拜一",
        1: "tuesday, tues, tue, martes, mar, 화요일, 화, 周二, 星期二, 礼拜二",
        2: "wednesday, wed, miercoles, mier, mie, 수요일, 수, 周三, 星期三, 礼拜三",
        3: "thursday, thurs, thur, thu, jueves, jue, 목요일, 목, 周四, 星期四, 礼拜四",
        4: "friday, fri, viernes, vie, 금요일, 금, 周五, 星期五, 礼拜五",
        5: "saturday, sat, sabado, sab, 토요일, 토, 周六, 星期六, 礼拜六",
        6: "sunday, sun, domingo, dom, 일요일, 일, 周日, 周天, 星期日, 星期天, 礼拜日, 礼拜天",
    }
)
MONTHS = table(
    {
        1: "january, jan, enero, ene",
        2: "february, feb, febrero",
        3: "march, mar, marzo",
        4: "april, apr, abril, abr",
        5: "may, mayo",
        6: "june, jun, junio",
        7: "july, jul, julio",
        8: "august, aug, agosto, ago",
        9: "september, sept, sep, septiembre, setiembre, set",
        10: "october, oct, octubre",
        11: "november, nov, noviembre",
        12: "december, dec, diciembre, dic",
    }
)
DAY_WORDS = table(
    {
        -3: "그끄저께, 大前天",
        -2: "day before yesterday, 그저께, 그제, 前天, anteayer, antes ayer, antier",
        -1: "yesterday, 어제, 昨天, 昨日, ayer",
        0: "today, 오늘, 今天, 今日, hoy",
        1: "tomorrow, 내일, 明天, 明日, manana",
        2: "day after tomorrow, 모레, 내일모레, 后天, pasado manana",
        3: "글피, 大后天",
    }
)
ENDS = table(
    {
        "week": "eow, end week",
        "month": "eom, end month, 월말, 이번 달 말, 月底, 月末, 本月底, fin mes",
        "quarter": "eoq, end quarter, 분기말, 이번 분기 말, 季度末, 季末, fin trimestre",
        "year": "eoy, end year, 연말, 年底, 年末, fin ano",
    }
)
# The weekday nearest to today on that side.
SIDES = table(
    {
        -1: "last, previous, 지난, 저번, pasado, anterior",
        1: "next, 다음, 오는, proximo, que viene, siguiente",
    }
)
SPANS = table(
    {
        ("week", -2): "지지난주, 저저번주, 上上周, 上上个星期, 上上星期, week before last",
        (
            "week",
            -1,
        ): "last week, previous week, 지난주, 저번주, 전주, 上周, 上1周, 上星期, 上个星期,"
        "上礼拜, 上个礼拜, semana pasada, pasada semana, semana anterior",
        (
            "week",
            0,
        ): "this week, 이번주, 금주, 本周, 这周, 这1周, 本星期, 这星期, 这个星期, 这礼拜,"
        "这个礼拜, esta semana",
        ("week", 1): "next week, 다음주, 차주, 下周, 下1周, 下星期, 下个星期, 下礼拜, 下个礼拜,"
        "proxima semana, semana proxima, semana que viene, semana siguiente",
        ("week", 2): "다다음주, 下下周, 下下个星期, 下下星期, week after next",
        ("month", -1): "last month, previous month, 지난달, 저번달, 전월, 上个月, 上月,"
        "mes pasado, pasado mes, mes anterior",
        ("month", 0): "this month, 이번달, 이달, 금월, 당월, 本月, 这个月, 当月, este mes",
        ("month", 1): "next month, 다음달, 내달, 익월, 下个月, 下月,"
        "proximo mes, mes proximo, mes que viene, mes siguiente",
        ("quarter", -1): "last quarter, previous quarter, 지난분기, 저번분기, 전분기, 上季度,"
        "上个季度, 上1季度, trimestre pasado, pasado trimestre, trimestre anterior",
        ("quarter", 0): "this quarter, 이번분기, 금분기, 당분기, 本季度, 这个季度, 这季度,"
        "este trimestre",
        ("quarter", 1): "next quarter, 다음분기, 차분기, 下季度, 下个季度, 下1季度,"
        "proximo trimestre, trimestre proximo, trimestre que viene",
        ("year", -1): "last year, previous year, 작년, 지난해, 전년, 去年, 上1年,"
        "ano pasado, pasado ano, ano anterior",
        ("year", 0): "this year, 올해, 금년, 今年, 本年, este ano",
        (
            "year",
            1,
        ): "next year, 내년, 다음해, 明年, 下1年, proximo ano, ano proximo, ano que viene",
    }
)
# These mean something else as well (March, month, day): only a word for a week makes them sure.
UNSURE = {"mar", "월", "일"}
# Beside a weekday these name a week as well: "this fri", 上周五, 下个星期一.
WEEKS = {name: weeks for name, (unit, weeks) in SPANS.items() if unit == "week"} | table(
    {
        -2: "上上, 上上个",
        -1: "上, 上个",
        0: "this, 이번, este, 本, 这, 这个",
        1: "下, 下个",
        2: "下下, 下下个",
    }
)
# A unit as (days, months).
UNITS = table(
    {
        (1, 0): "d, day, days, dia, dias, 일, 天, 日",
        (7, 0): "w, wk, wks, week, weeks, semana, semanas, 주, 주일, 주간, 周, 星期, 个星期, 礼拜,"
        "个礼拜",
        (0, 1): "m, mo, mos, month, months, mes, meses, 개월, 달, 个月",
        (0, 12): "y, yr, yrs, year, years, ano, anos, 년, 年",
    }
)
NUMBERS = table(
    {
        1: "a, an, one, un, una",
        2: "two, dos",
        3: "three, tres",
        4: "four, cuatro",
        5: "five, cinco",
        6: "six, seis",
        7: "seven, siete",
        8: "eight, ocho",
        9: "nine, nueve",
        10: "ten, diez",
    }
)
BEFORE = {"hace": -1, "-": -1, "in": 1, "en": 1, "dentro": 1, "+": 1}
AFTER = {"from now": 1} | table(
    {
        -1: "ago, atras, 전, 전에, 前, 之前, 以前",
        1: "후, 후에, 뒤, 뒤에, 后, 之后, 以后",
    }
)
RUNS = table(
    {
        -1: "last, past, 최근, 지난, 最近, 过去, 近, ultimos, ultimas",
        1: "next, 앞으로, 향후, 다음, 未来, 今后, proximos, proximas",
    }
)
# What stands before and after the number of a week, month or quarter.
NUMBERED = {
    **dict.fromkeys(
        [("w", ""), ("wk", ""), ("week", ""), ("semana", ""), ("第", "周"), ("", "주차")], "week"
    ),
    **dict.fromkeys([("", "월"), ("", "月"), ("", "月份")], "month"),
    **dict.fromkeys([("q", ""), ("quarter", ""), ("t", ""), ("trimestre", "")], "quarter"),
    **dict.fromkeys([("第", "季度"), ("", "季度"), ("", "분기")], "quarter"),
}
# Half of the day → (hours to add, first hour, last hour); 12 counts as 0.
HALVES = {
    "am": (0, 1, 12),
    "pm": (12, 1, 12),
    "오전": (0, 0, 12),
    "오후": (12, 0, 23),
    "아침": (0, 5, 11),
    "저녁": (12, 5, 11),
    "밤": (12, 7, 11),
    "上午": (0, 0, 11),
    "下午": (12, 1, 23),
    "早上": (0, 5, 11),
    "晚上": (12, 5, 11),
    "delamanana": (0, 1, 11),
    "delatarde": (12, 1, 8),
    "delanoche": (12, 7, 11),
}

_SAME = str.maketrans(
    "週後號兩個點鐘禮時內這過來從為間−‐–—〜∼(),",
    "周后号两个点钟礼时内这过来从为间--~~~~   ",
)
_HAN = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_HOURS = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두")
_NATIVE = {name: str(value) for value, name in enumerate(_HOURS, 1)}
_SPANS_OF_DAYS = {
    "하루": "1일",
    "이틀": "2일",
    "사흘": "3일",
    "나흘": "4일",
    "열흘": "10일",
    "일주일": "1주일",
}
_REWRITES = (
    (r"(?<=[a-z])\.(?!\.)", ""),  # sept. · a.m. · but not the range march..april
    (r"\b(?:de|por) la (manana|tarde|noche)\b", r"dela\1"),
    (r"\b(?:the|on|of|de|del|el|la|los)\b", " "),
    (r"(?<=[일日号])(?=周|星期|礼拜|[월화수목금토일]요일)", " "),
)


def fold(text: str) -> str:
    """The text with everything taken away that makes no difference to the grammar."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    if not text.isascii():
        text = _numerals(_unaccented(text))
    for pattern, plain in _REWRITES:
        text = re.sub(pattern, plain, text)
    return " ".join(text.split())


def _unaccented(text: str) -> str:
    """Without accents and invisible marks; Hangul stays whole."""
    letters = unicodedata.normalize("NFD", text)
    kept = (letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Cf"})
    return unicodedata.normalize("NFC", "".join(kept))


def _numerals(text: str) -> str:
    """Chinese and Korean numbers before a unit as digits: 三天前, 十四号, 두 시, 이틀 전."""
    for word, digits in _SPANS_OF_DAYS.items():
        text = text.replace(word, digits)
    native = rf"(?:{either(_NATIVE)})(?=\s*(?:시|달|주|개월))"
    text = re.sub(native, lambda found: _NATIVE[found[0]], text)
    one = "[一二三四五六七八九两]"
    han = rf"(?<![周期拜])(?:{one}?十{one}?|{one})(?=[天日号周个月季点分年时星礼])"
    return re.sub(han, lambda found: str(_han(found[0])), text)


def _han(digits: str) -> int:
    tens, ten, ones = digits.rpartition("十")
    return (_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones, 0)
