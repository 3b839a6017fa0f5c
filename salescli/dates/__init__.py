"""Dates as people type them, in English, Korean, Chinese and Spanish at once: a closed grammar.

What is not listed here is refused with examples, never guessed; so is a day outside the
years 1900 to 2200. Periods are half-open: ``start`` is the first day, ``end`` the day after the
last. ``today`` is always an argument.

Upper and lower case, accents, full-width forms, traditional characters and small words (the, on,
of, el, la, de) make no difference; Chinese numbers (三天前) are read as digits.

**Days** — ``toward`` says where to look when a part is missing: "past" takes the latest such day
not after today, "future" the first not before today; today itself counts for both.

whole             2026-03-03, 2026/3/3, 2026.3.3, 2026. 3. 3., 20260303 · 2026年3月3日 ·
                  2026년 3월 3일 · 3 mar 2026, mar 3 2026, 3-mar-2026 · 3 de marzo de 2026
by ``order``      3/14/2026, 14.3.2026, 14/03/26 (two digits are 20xx; "ymd": the year is first)
words             today yesterday tomorrow, day before yesterday, day after tomorrow ·
                  오늘 어제 내일 그제 그저께 그끄저께 모레 글피 ·
                  今天 昨天 明天 前天 后天 大前天 大后天 · hoy ayer mañana anteayer, pasado mañana
ends              eow (the ISO week's Sunday), eom, eoq, eoy · 월말 · 月底 · fin de mes
so far away       3d ago, 2 weeks ago, a month ago, in 3d, 3 days from now, +3d, -2w ·
                  3일 전, 2주 후, 2주 뒤, 한 달 전 · 3天前, 两周后, 1个月后 ·
                  hace 3 días, en 2 semanas, dentro de 2 semanas
                  (d days, w weeks, m months, y years; calendar months, cut at the month's end)
near weekday      last fri: the latest before today; next mon: the first after today ·
                  지난 금요일, 다음 금요일 · lunes pasado, próximo lunes, lunes que viene
weekday of week   this fri, fri last week · 지난주 금요일, 이번 금요일 · 上周五, 本周五, 下周一 ·
                  este viernes, viernes de la semana pasada: that day of that ISO week
without year      3/14, 3-14, 3.14, 14.3. by ``order`` · 3월 14일 · 3月14日 · mar 14, 14 mar ·
                  14 de marzo: this year's or the neighbour's (29 Feb may need its year)
weekday           mon, monday · 월, 월요일 · 周一, 星期一, 礼拜一 · lun, lunes
day of the month  14, 14th · 14일 · 14号, 14日
with its weekday  Tue 3 Mar 2026 · 3월 3일(화) · 3月3日 周二 · mar 3 mar: both must agree

``order`` decides 3/4; where only one reading exists (31/12) it is taken. ``mar`` alone is a day
in Spanish (martes), ``mar 3`` the third of March; ``last mar`` and the period ``mar`` are refused.

**Times** — 9:30, 09:30, 9, 930, 0930, 9h30, 9 h, 9am, 2:30pm, at 9 · 14시, 오전 9시, 오후 2시 30분,
오후 2시 반, 아침 9시, 저녁 7시 · 14点30分, 上午9点, 下午2点半, 早上9点, 晚上8点 · las 9, a las 9,
9 de la mañana/tarde/noche. Hours stay as typed: 2 is 02:00.

**Moments** — a day, a time (today's), or a day and then a time: fri 17:30, 2026-03-03T17:20,
내일 14시, 明天下午2点, mañana a las 9. Here a bare number is no time: ``fri 9:00``, not ``fri 9``.

**Periods** — any day, and

this, last, next  this week, last month, next quarter, this year ·
                  이번 주, 지난주, 이번 달, 지난달, 이번 분기, 올해 ·
                  本周, 上周, 本月, 上个月, 本季度, 今年 ·
                  esta semana, semana pasada, este mes, mes pasado, este trimestre, este año
week              2026-W10, W10, week 10 · 10주차 · 第10周 · semana 10 (ISO, from Monday)
month             2026-03, 3/2026, march, mar 2026 · 3월, 2026년 3월 · 3月, 2026年3月 ·
                  marzo, marzo de 2026
quarter           2026q1, q1, q1 2026 · 1분기 · 一季度, 第1季度 · T1
year              2026 · 2026년 · 2026年
counted           last 7 days, last 2 weeks (today is the last day) · 최근 7일 · 最近7天 ·
                  últimos 7 días; next 7 days (today is the first) · 앞으로 7일 · 未来7天 ·
                  próximos 7 días
range             mar 2 .. mar 9, the last day included; for ``..`` also ``~``, ``–``, `` - ``, to ·
                  3월 2일부터 9일까지 · 从3月2日到9日 · del 2 al 9 de marzo
open              mar 2 .., since mar 2, desde el 2 de marzo, 3월 2일부터: up to today

A month, week or quarter without a year is the latest that has begun (``toward="past"``) or the
first that has not ended ("future"). In a range the more complete side is read first and the other
is the nearest to it: ``2 .. 9 jan``, ``mar 2 2024 .. mar 9``; a weekday at the beginning is read
from today, at the end it is the first one from the beginning on.
"""

from __future__ import annotations

from salescli.dates.clock import moment, time
from salescli.dates.days import EARLIEST, LATEST, Order, Toward, add_months, day
from salescli.dates.periods import (
    Period,
    iso_week_name,
    month_of,
    period,
    quarter_name,
    quarter_of,
    week_of,
    year_of,
)
from salescli.dates.text import (
    day_and_time,
    how_long_ago,
    local_moment,
    long_day,
    short_day,
    weekday_name,
)

__all__ = [
    "EARLIEST",
    "LATEST",
    "Order",
    "Period",
    "Toward",
    "add_months",
    "day",
    "day_and_time",
    "how_long_ago",
    "iso_week_name",
    "local_moment",
    "long_day",
    "moment",
    "month_of",
    "period",
    "quarter_name",
    "quarter_of",
    "short_day",
    "time",
    "week_of",
    "weekday_name",
    "year_of",
]
