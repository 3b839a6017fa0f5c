"""The date grammar as tables: what people type, and the day it means on Tuesday 3 March 2026."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from salescli import dates
from salescli.dates import words
from salescli.errors import UsageError
from salescli.language import current, use

TODAY = date(2026, 3, 3)  # a Tuesday
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
LANGUAGE = st.sampled_from(["en", "ko", "zh", "es"])


def every(*strategies):
    """``given`` without a time limit: the first example compiles the patterns."""
    return lambda test: settings(deadline=None)(given(*strategies)(test))


@pytest.fixture(autouse=True)
def _in_english():
    before = current()
    use("en")
    yield
    use(before)


def cases(table):
    """Lines of ``2026-03-03: text, text`` as (text, day)."""
    lines = [line.partition(": ") for line in table.strip().splitlines()]
    return [(text, expected) for expected, _colon, texts in lines for text in texts.split(", ")]


def listed(table):
    return [text for line in table.strip().splitlines() for text in line.split(", ")]


PAST = """
2026-03-03: 2026-03-03, 2026/3/3, 2026.3.3, 2026. 3. 3., 2026. 3. 3. (화), 20260303, 2026-3-3
2026-03-03: 2026年3月3日, 2026年 3月 3号, 2026년 3월 3일, 2026년3월3일, ２０２６－０３－０３
2026-03-03: 3 mar 2026, mar 3 2026, March 3rd 2026, 3-Mar-2026, 3 de marzo de 2026, 3mar2026
2026-03-03: today, TODAY, Today, 오늘, 今天, 今日, hoy, Hoy, ｔｏｄａｙ
2026-03-02: yesterday, 어제, 昨天, ayer
2026-03-04: tomorrow, 내일, 明天, mañana, manana, MAÑANA
2026-03-01: day before yesterday, the day before yesterday, 그제, 그저께, 前天, anteayer
2026-03-05: day after tomorrow, 모레, 내일모레, 后天, 後天, pasado mañana, pasado manana
2026-02-28: 그끄저께, 大前天
2026-03-06: 글피, 大后天
2026-03-08: eow
2026-03-31: eom, 월말, 月底, fin de mes, eoq
2026-12-31: eoy, 연말, 年底, fin de año
2026-03-02: mon, Monday, 월, 월요일, 周一, 星期一, 礼拜一, 週一, 禮拜一, lun, lunes, LUNES, on mon
2026-03-03: tue, tues, tuesday, 화, 화요일, 周二, 星期二, mar, martes, el martes, mar.
2026-02-25: wed, wednesday, 수, 수요일, 周三, mié, mie, miércoles, miercoles
2026-02-26: thu, thur, thurs, thursday, 목, 목요일, 周四, jue, jueves
2026-02-27: fri, friday, Fri., 금, 금요일, 周五, vie, viernes
2026-02-28: sat, saturday, 토, 토요일, 周六, sáb, sab, sábado
2026-03-01: sun, sunday, 일, 일요일, 周日, 周天, 星期天, 礼拜天, dom, domingo
2026-02-27: last fri, last Friday, 지난 금요일, 지난금요일, 저번 금요일, viernes pasado
2026-02-27: pasado viernes
2026-02-24: last tue, 지난 화요일, martes pasado
2026-03-10: next tue, 다음 화요일, próximo martes, martes próximo, martes que viene
2026-03-09: next mon, 다음 월요일, 오는 월요일, próximo lunes, el próximo lunes, lunes próximo
2026-02-23: 지난주 월요일, 지난 주 월요일, 저번주 월, 上周一, 上週一, 上个星期一, mon last week
2026-02-23: lunes de la semana pasada, last week monday
2026-02-24: 지난주 화요일, 上周二, 上星期二
2026-03-06: this fri, 이번 금요일, 이번 주 금요일, 本周五, 这周五, 这个星期五, este viernes
2026-03-09: 다음 주 월요일, 다음주 월, 下周一, 下个周一, mon next week
2026-03-09: lunes de la semana que viene
2026-03-15: 다음 주 일요일, 下周日, 下星期天, sunday next week
2026-02-20: 上上周五, 지지난주 금요일
2026-03-20: 下下周五, 다다음주 금요일
2026-02-28: 3d ago, 3 d ago, 3 days ago, three days ago, -3d, −3d, 3일 전, 3일전, 3일 전에
2026-02-28: 사흘 전
2026-02-28: 3天前, 三天前, 3天之前, 3日前, hace 3 días, hace tres dias, 3 días atrás
2026-03-02: 1 day ago, a day ago, 하루 전, 1天前, hace un día
2026-03-01: 이틀 전, 两天前
2026-02-17: 2w ago, 2 weeks ago, -2w, 2주 전, 2주일 전, 두 주 전, 两周前, 2个星期前
2026-02-17: hace dos semanas
2026-02-24: a week ago, 1주일 전, 일주일 전, 一周前, 一个星期前, hace una semana
2026-02-03: 1m ago, 1 month ago, a month ago, 한 달 전, 1개월 전, 1个月前, 一個月前, hace un mes
2025-03-03: 1y ago, a year ago, 1년 전, 一年前, hace un año
2026-03-06: in 3d, in 3 days, +3d, +3 d, 3 days from now, 3일 후, 3일 뒤, 3日后, 三天后, en 3 días
2026-03-17: in 2 weeks, in two weeks, +2w, 2주 후, 2주 뒤, 2주뒤에, 2周后, 两周后, 兩週後, 2周之后
2026-03-17: en 2 semanas, en dos semanas, dentro de 2 semanas
2026-05-03: in 2 months, +2m, 두 달 뒤, 2개월 후, 2个月后, 两个月后, en 2 meses
2026-05-03: dentro de dos meses
2026-02-14: 14, 14th, the 14th, 14일, 14号, 14日, 14號, 十四号, １４
2026-03-03: 3, 3rd, 3일, 3号, 三号, 03
2026-03-01: 1, 1st, 1일, 1号
2026-01-31: 31, 31일, 31号
2026-02-14: 2/14, 2-14, 2.14, 2.14., 14/2, 14.2., 02/14, 2월 14일, 2월14일, 2월 14, 2月14日
2026-02-14: 2月14号
2026-02-14: 二月十四日, feb 14, Feb. 14, february 14, 14 feb, 14 February, 14th of February
2026-02-14: feb 14th
2026-02-14: 14 de febrero, 14 febrero, el 14 de febrero, 14feb, feb14, 14-feb, 14/feb
2025-03-14: 3/14, 3-14, 14.3., 3월 14일, 3月14日, mar 14, 14 mar, 14 de marzo
2026-03-03: 3/3, mar 3, 3 mar, 3월 3일
2025-12-31: 12/31, 31/12, dec 31, 31 dic, 31 de diciembre, 12월 31일, 12月31日
2025-08-03: 3 ago, 3 aug, 3 de agosto
2025-09-05: 5 sep, 5 sept, 5 set, sept. 5
2026-03-14: 3/14/2026, 14/3/2026, 14.3.2026, 14. 3. 2026, 3-14-2026, 26/03/14, 26.3.14
2026-03-03: Tue 3 Mar 2026, tue 3 mar, mar 3 mar, 3월 3일(화), 3월3일화요일, 3月3日周二, martes 3
2026-02-27: fri 27, 27 fri, 금 27일, viernes 27 de febrero
"""
FUTURE = """
2026-03-03: today, tue, 화, 周二, martes, 3, 3/3, mar 3
2026-03-04: tomorrow, wed, 수요일, 周三, miércoles, 4, 3/4, 4 mar
2026-03-09: mon, 월, 周一, lunes, next mon
2026-03-08: sun, 일요일, 周日, domingo
2026-03-14: 14, 14일, 14号, 3/14, 14.3., 14 de marzo, 3월 14일
2026-04-02: 2, 2일
2026-03-31: 31
2027-03-02: 3/2, mar 2, 3월 2일, 2 de marzo
2027-02-14: 2/14, feb 14
2026-12-31: 12/31, 31/12
2026-02-28: 3d ago
2026-02-27: last fri
"""
ORDERS = [
    ("3/4", "ymd", "2025-03-04"),
    ("3/4", "mdy", "2025-03-04"),
    ("3/4", "dmy", "2025-04-03"),
    ("3.4.", "dmy", "2025-04-03"),
    ("3-2", "dmy", "2026-02-03"),
    ("31/12", "mdy", "2025-12-31"),
    ("12/31", "dmy", "2025-12-31"),
    ("3/4/2026", "mdy", "2026-03-04"),
    ("3/4/2026", "dmy", "2026-04-03"),
    ("14/3/2026", "mdy", "2026-03-14"),
    ("3/14/2026", "dmy", "2026-03-14"),
    ("14/03/26", "dmy", "2026-03-14"),
    ("3/14/26", "mdy", "2026-03-14"),
    ("3/14/26", "ymd", "2026-03-14"),
    ("14/03/26", "ymd", "2014-03-26"),
    ("26-03-14", "ymd", "2026-03-14"),
    ("3월 4일", "dmy", "2025-03-04"),
    ("2026/3/4", "dmy", "2026-03-04"),
    ("2026.3.4", "dmy", "2026-03-04"),
]
UNKNOWN = """
someday, soon, 3d, 3 days, 2 weeks, in, ago, +3, -3, 3 in days, in 3 days ago, hace 3 días atrás
14 15, 3/14/15/16, 2026-03, 2026, 202603, 0303, march, 3월, 3月, this week, 지난주, 上周
next week
fri mon tue, next, last, last mar, next mar, 지난 월, 다음 일, w10, q1, 14:00, fri 9, 2026-03-03 9
下周, 周八, 星期八, 한빛, x, ., .., -, 3/, /3, 3//4, 2026-03/03, ３月, １４：００
mañana por la mañana
14 mar 26, 14 mar 1430, ٣, no date, 1 fri 2, in 12345 d, todayy, eod, mon-fri
12345678901234567890
"""
IMPOSSIBLE = """
2026-02-30, 2026-13-01, 2026-00-10, 20260230, 2026年2月30日, 2026년 2월 30일, 30 feb, feb 30, 2/30
30/2
31/4, 4/31, 0/5, 13/13, 2월 30일, 2月30日, 32, 0, 32일, 99, 31 de abril, 2/29, 29 feb, 29.2.2026
31/04/2026, 2026-04-31, 9999y ago, 9999 years from now, 0000-01-01
"""
TIMES = """
09:30: 9:30, 09:30, 930, 0930, 9h30, 9 h 30, 9:30am, 9:30 h, ９：３０, 9:30 a.m., 9点30分, 9点30
09:30: 9点半, 九点半, 上午9点半, 早上九点半, 9시 30분, 오전 9시 반, 오전 9:30, 아침 9시 30분
09:30: at 9:30
09:00: 9, 09, 9h, 9 h, 9am, 9 AM, 9 a. m., las 9, a las 9, at 9, 9 de la mañana
09:00: las 9 de la mañana
09:00: 오전 9시, 오전9시, 9시, 아홉 시, 上午9点, 早上9点, 9点, 九点, 9點, 9点钟, 9時, 9시 정각
14:30: 14:30, 1430, 2:30pm, 2:30 p.m., 14h30, 오후 2시 30분, 오후 2시 반, 오후 두 시 반, 14시 30분
14:30: 下午2点半, 下午两点半, 14点30分, 14时30分, 下午2:30, 下午14点半, 2:30 de la tarde
14:00: 2pm, 2 PM, 14, 14시, 14点, 14h, 1400, 오후 2시, 下午两点, 14:00, a las 2 de la tarde
02:00: 2, 2:00, 2시, 2点, 2am, 오전 2시
00:00: 0, 00:00, 12am, 오전 12시, 0시, 0点
12:00: 12, 12pm, 오후 12시, 下午12点, 12:00
20:00: 8pm, 저녁 8시, 晚上8点, 밤 8시, 8 de la noche, las 8 de la noche
23:59: 23:59, 11:59pm
"""
NO_TIMES = """
25:00, 24:00, 9:60, 9:5, 12345, noon, 13pm, 0pm, 오전 13시, 上午12点, 晚上12点, 오전 9시 pm, fri
:30, 9:, 99
14:00 pm, 早上3点, 12 de la noche, am, 오후, 시, 半, 9 de la semana, 9::30, 2460, 한 시간
"""
MOMENTS = [
    ("fri 17:30", "2026-02-27", "17:30"),
    ("tomorrow 14:00", "2026-03-04", "14:00"),
    ("2026-03-03T17:20", "2026-03-03", "17:20"),
    ("2026-03-03 17:20", "2026-03-03", "17:20"),
    ("2026-03-03T17:20:05", "2026-03-03", "17:20:05"),
    ("20260303T1720", "2026-03-03", "17:20"),
    ("내일 14시", "2026-03-04", "14:00"),
    ("내일 오후 2시 반", "2026-03-04", "14:30"),
    ("어제오후두시", "2026-03-02", "14:00"),
    ("明天 下午2点", "2026-03-04", "14:00"),
    ("明天下午两点半", "2026-03-04", "14:30"),
    ("下周一3点", "2026-03-09", "03:00"),
    ("周三三点", "2026-02-25", "03:00"),
    ("3月2日14:00", "2026-03-02", "14:00"),
    ("mañana 9:30", "2026-03-04", "09:30"),
    ("mañana a las 9", "2026-03-04", "09:00"),
    ("mañana a las 9 de la mañana", "2026-03-04", "09:00"),
    ("pasado mañana 9 h", "2026-03-05", "09:00"),
    ("el lunes a las 9", "2026-03-02", "09:00"),
    ("sat at 9", "2026-02-28", "09:00"),
    ("mar 2 9 am", "2026-03-02", "09:00"),
    ("2 9am", "2026-03-02", "09:00"),
    ("3d ago 9:15", "2026-02-28", "09:15"),
    ("Tue 3 Mar 2026 14:00", "2026-03-03", "14:00"),
    ("14:00", "2026-03-03", "14:00"),
    ("2pm", "2026-03-03", "14:00"),
    ("오후 2시", "2026-03-03", "14:00"),
    ("at 9", "2026-03-03", "09:00"),
    ("fri", "2026-02-27", None),
    ("14", "2026-02-14", None),
    ("3/2", "2026-03-02", None),
    ("2026-03-03", "2026-03-03", None),
    ("mar 2 2026", "2026-03-02", None),
]
NO_MOMENTS = """
fri 9, tomorrow 930, mañana 9, fri 25:00, 25:00, 2026-02-30 14:00, feb 30 9, someday 14:00
14:00 fri
14:00 15:00, 2026-03-03T, T17:20, 2026-03-03T25:00, fri at, 1234, 2026-03-03T17:20Z
"""
PERIODS = """
2026-03-03 2026-03-03: today, 2026-03-03, tue, 오늘, 今天, hoy, 3, 3/3, 3 mar, 3월 3일, 3月3日
2026-03-03 2026-03-03: mar 3
2026-03-02 2026-03-02: yesterday, 1d ago, lunes, last mon, 어제
2026-03-02 2026-03-08: this week, This  Week, 이번 주, 이번주, 금주, 本周, 这周, 這週, 这个星期
2026-03-02 2026-03-08: esta semana
2026-03-02 2026-03-08: 2026-W10, 2026w10, 2026 w10, W10, w10 2026, week 10, wk 10, semana 10
2026-03-02 2026-03-08: la semana 10, 10주차, 2026년 10주차, 第10周, 第十周, 2026年第10周
2026-02-23 2026-03-01: last week, 지난주, 지난 주, 저번 주, 上周, 上週, 上个星期, 上星期
2026-02-23 2026-03-01: semana pasada
2026-02-23 2026-03-01: la semana pasada, previous week, W9, w09, 上一周
2026-03-09 2026-03-15: next week, 다음 주, 다음주, 下周, 下个星期, próxima semana
2026-03-09 2026-03-15: la semana que viene
2026-03-09 2026-03-15: semana próxima, 2026-W11
2025-03-10 2025-03-16: W11
2025-12-29 2026-01-04: 2026-W01, W1
2024-12-30 2025-01-05: 2025-W01
2020-12-28 2021-01-03: 2020-W53
2026-03-01 2026-03-31: this month, 이번 달, 이번달, 이달, 本月, 这个月, este mes, 2026-03, 2026-3
2026-03-01 2026-03-31: 2026/3
2026-03-01 2026-03-31: 2026.3, 3/2026, 03.2026, march, March, mar 2026, 2026 mar, march 2026, 3월
2026-03-01 2026-03-31: 3月, 三月, 3月份, 2026년 3월, 2026年3月, marzo, marzo de 2026, ３月
2026-02-01 2026-02-28: last month, 지난달, 지난 달, 저번 달, 上个月, 上月, 上個月, mes pasado, 2월
2026-02-01 2026-02-28: feb
2026-02-01 2026-02-28: el mes pasado, february, febrero, 2月, 二月, 2026-02
2026-04-01 2026-04-30: next month, 다음 달, 下个月, 下月, próximo mes, mes que viene
2025-04-01 2025-04-30: april, abril, abr, 4월, 4月, 2025-04, apr 2025
2025-12-01 2025-12-31: december, dic, 12월, 十二月
2026-01-01 2026-03-31: this quarter, 이번 분기, 本季度, 这个季度, este trimestre, 2026q1, 2026-Q1
2026-01-01 2026-03-31: q1
2026-01-01 2026-03-31: Q1 2026, T1, t1 2026, 2026 T1, trimestre 1, 1분기, 2026년 1분기, 一季度
2026-01-01 2026-03-31: 1季度
2026-01-01 2026-03-31: 第1季度, 第一季度, 2026年第一季度, 2026年一季度
2025-10-01 2025-12-31: last quarter, 지난 분기, 上季度, 上个季度, trimestre pasado, q4, T4, 4분기
2025-10-01 2025-12-31: 四季度
2026-04-01 2026-06-30: next quarter, 다음 분기, 下季度, próximo trimestre, 2026q2
2026-01-01 2026-12-31: this year, 올해, 금년, 今年, este año, 2026, 2026년, 2026年
2025-01-01 2025-12-31: last year, 작년, 지난해, 去年, año pasado, el año pasado, 2025
2027-01-01 2027-12-31: next year, 내년, 明年, próximo año, 2027
2026-02-25 2026-03-03: last 7 days, past 7 days, the last 7 days, 최근 7일, 최근 7일간, 지난 7일
2026-02-25 2026-03-03: 最近7天
2026-02-25 2026-03-03: 最近七天, 过去7天, 過去7天, últimos 7 días, los últimos 7 días, last 1 week
2026-02-18 2026-03-03: last 2 weeks, 최근 2주, 最近2周, 最近两周, últimas 2 semanas
2025-12-04 2026-03-03: last 3 months, 최근 3개월, 最近3个月, últimos 3 meses
2026-03-03 2026-03-09: next 7 days, 앞으로 7일, 未来7天, próximos 7 días
2026-03-02 2026-03-09: mar 2 .. mar 9, mar 2..mar 9, 2026-03-02..2026-03-09, 3/2..3/9, 2..9
2026-03-02 2026-03-09: 2 .. 9 mar
2026-03-02 2026-03-09: 2 mar to 9 mar, from 2 mar until 9 mar, 3/2 ~ 3/9, 3/2 – 3/9, 3/2 - 3/9
2026-03-02 2026-03-09: 3/2…3/9
2026-03-02 2026-03-09: 3월 2일 ~ 3월 9일, 3월 2일부터 3월 9일까지, 3월 2일~9일
2026-03-02 2026-03-09: 3월 2일부터 9일까지
2026-03-02 2026-03-09: 3月2日至3月9日, 3月2日到9日, 从3月2日到9日, 2号到9号, 3月2日～9日
2026-03-02 2026-03-09: del 2 al 9 de marzo, 2 mar .. 9 mar
2026-03-02 2026-03-09: desde el 2 de marzo hasta el 9 de marzo
2026-03-02 2026-03-09: 3.2...3.9., mon .. mar 9, 2 .. 9 mar 2026, mar 2 .. 2026-03-09
2026-03-02 2026-03-06: mon .. fri, 월 ~ 금, 월요일부터 금요일까지, 周一到周五, lunes .. viernes
2026-03-02 2026-03-06: mar 2 .. fri
2026-03-02 2026-03-03: mar 2 .., 2026-03-02.., since mar 2, from mar 2, desde el 2 de marzo
2026-03-02 2026-03-03: 3월 2일부터
2026-03-02 2026-03-03: yesterday .. today, mon .. today, 어제 ~ 오늘, 昨天到今天
2026-01-05 2026-02-10: jan 5 .. feb 10, 5 ene .. 10 feb, 1월 5일 ~ 2월 10일
2025-12-20 2026-01-09: dec 20 .. jan 9, 12/20 .. 1/9, 20 .. 9 jan
2024-03-02 2024-03-09: mar 2 2024 .. mar 9, mar 2 .. mar 9 2024, 2024-03-02 .. 9, 2 .. 2024-03-09
2026-01-01 2026-03-31: 2026-01 .. 2026-03, jan .. march, 1월 ~ 3월, 2026-01..march, q1 .. q1
2026-02-16 2026-03-08: W8..W10, w8 .. this week
2026-02-23 2026-03-03: last week .. today, 지난주 ~ 오늘
2025-01-01 2026-12-31: 2025..2026, last year .. this year
"""
FUTURE_PERIODS = """
2026-03-01 2026-03-31: march, 3월, this month
2026-04-01 2026-04-30: april, 4月, abril
2027-02-01 2027-02-28: february, feb, 2월
2026-03-02 2026-03-08: w10, this week
2026-03-09 2026-03-15: w11, next week
2027-03-01 2027-03-07: w9
2026-10-01 2026-12-31: q4, 4분기, T4
2026-03-09 2026-03-13: mon .. fri, 9 .. 13, 9 .. 13 mar, mar 9 .. mar 13
2027-01-02 2027-01-09: 2 .. 9 jan, jan 2 .. 9
2026-03-14 2026-03-14: 14, 3/14
"""
NO_PERIODS = """
mar, last mar, 2026-13, 2026q5, 2026-W54, 2025-W53, w99, q0, q5, 13월, 13月, 2026-02-30, someday
1430
2026-03-09 .. 2026-03-02, today .. yesterday, 2026-05-01 .., .. 2026-03-09, .., ~, ..today, a .. b
mar .. apr, last 0 days, last days, last 9999 years, 第10, 10周, 7 days, 2026 2027, 202603
2026-W10-1
mar 2 .. mar 9 .. mar 10, feb 30 .. mar 2, mar 2 .. feb 30, 9999, 9999-12-31, x 2026, z1, week
"""


@pytest.mark.parametrize(("text", "expected"), cases(PAST))
def test_a_visit_looks_to_the_past(text, expected):
    assert dates.day(text, TODAY).isoformat() == expected


@pytest.mark.parametrize(("text", "expected"), cases(FUTURE))
def test_a_plan_looks_to_the_future(text, expected):
    assert dates.day(text, TODAY, toward="future").isoformat() == expected


@pytest.mark.parametrize(("text", "order", "expected"), ORDERS)
def test_the_configured_order_decides_only_where_two_readings_exist(text, order, expected):
    assert dates.day(text, TODAY, order=order).isoformat() == expected


@pytest.mark.parametrize("text", [*listed(UNKNOWN), "", " ", "\n"])
def test_what_is_no_date_is_refused_with_examples(text):
    with pytest.raises(UsageError) as refused:
        dates.day(text, TODAY)
    assert refused.value.hint
    assert refused.value.wrong == text


@pytest.mark.parametrize("text", listed(IMPOSSIBLE))
def test_a_day_outside_the_calendar_has_its_own_message(text):
    with pytest.raises(UsageError, match="not in the calendar") as refused:
        dates.day(text, TODAY)
    assert refused.value.wrong == text


@pytest.mark.parametrize(
    "text", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31", "0001년 1월 1일"]
)
@pytest.mark.parametrize("read", [dates.day, dates.moment])
def test_a_day_that_nobody_can_mean_is_too_far_away(read, text):
    with pytest.raises(UsageError, match="too far away") as refused:
        read(text, TODAY)
    assert (refused.value.wrong, refused.value.hint) == (text, "name a day from 1900 to 2200")


@pytest.mark.parametrize(
    "text", ["0001-01-01", "0001-W01", "0001-01", "0001q1", "2200-12-01 .. 2201-01-01"]
)
def test_a_period_that_nobody_can_mean_is_too_far_away(text):
    with pytest.raises(UsageError, match="too far away") as refused:
        dates.period(text, TODAY)
    assert refused.value.wrong == text


def test_the_two_refusals_read_differently():
    with pytest.raises(UsageError, match=r'^"someday" is not a date I know$') as refused:
        dates.day("someday", TODAY)
    assert "`3d ago`" in refused.value.hint
    with pytest.raises(UsageError, match=r'^"2026-02-30" is not in the calendar$'):
        dates.day("2026-02-30", TODAY)


@pytest.mark.parametrize("text", ["wed 3 mar 2026", "3월 3일(수)", "3月3日 周三", "fri 14"])
def test_a_weekday_that_does_not_fit_is_refused(text):
    with pytest.raises(UsageError, match="does not fit: that day is") as refused:
        dates.day(text, TODAY)
    assert refused.value.wrong == text


def test_months_end_at_the_months_end():
    assert dates.day("1m ago", date(2026, 3, 31)) == date(2026, 2, 28)
    assert dates.day("in 1 month", date(2028, 1, 31)) == date(2028, 2, 29)
    assert dates.add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert dates.add_months(date(2026, 3, 31), -13) == date(2025, 2, 28)
    assert dates.add_months(TODAY, 0) == TODAY


def test_a_leap_day_without_year_is_taken_only_from_this_year_or_its_neighbour():
    assert dates.day("29 feb", date(2025, 2, 1)) == date(2024, 2, 29)
    assert dates.day("2/29", date(2027, 6, 1), toward="future") == date(2028, 2, 29)
    with pytest.raises(UsageError, match="calendar"):
        dates.day("2/29", date(2027, 6, 1))


def test_the_31st_is_looked_for_over_short_months():
    assert dates.day("31", date(2026, 2, 1), toward="future") == date(2026, 3, 31)
    assert dates.day("30", date(2026, 3, 1)) == date(2026, 1, 30)


@pytest.mark.parametrize(("text", "expected"), cases(TIMES))
def test_times(text, expected):
    assert dates.time(text) == time.fromisoformat(expected)


@pytest.mark.parametrize("text", [*listed(NO_TIMES), ""])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(UsageError, match="is not a time I know") as refused:
        dates.time(text)
    assert "`9:30`" in refused.value.hint
    assert refused.value.wrong == text


@pytest.mark.parametrize(("text", "day", "clock"), MOMENTS)
def test_moments(text, day, clock):
    expected = time.fromisoformat(clock) if clock else None
    assert dates.moment(text, TODAY) == (date.fromisoformat(day), expected)


@pytest.mark.parametrize("text", [*listed(NO_MOMENTS), ""])
def test_what_is_no_moment_is_refused_as_typed(text):
    with pytest.raises(UsageError) as refused:
        dates.moment(text, TODAY)
    assert refused.value.wrong == text


def test_a_moment_says_which_half_is_wrong():
    with pytest.raises(UsageError, match='"25:00" is not a time'):
        dates.moment("fri 25:00", TODAY)
    with pytest.raises(UsageError, match='"2026-02-30" is not in the calendar'):
        dates.moment("2026-02-30 14:00", TODAY)
    with pytest.raises(UsageError) as refused:
        dates.moment("tomorrow 9", TODAY)
    assert "`9:00`" in refused.value.hint


def test_a_moment_looks_where_it_is_told():
    assert dates.moment("fri 9:00", TODAY, toward="future")[0] == date(2026, 3, 6)
    assert dates.moment("3/4 9:00", TODAY, order="dmy")[0] == date(2025, 4, 3)


@pytest.mark.parametrize(("text", "expected"), cases(PERIODS))
def test_periods(text, expected):
    found = dates.period(text, TODAY)
    assert f"{found.start} {found.last}" == expected
    assert found.end == found.last + timedelta(days=1)


@pytest.mark.parametrize(("text", "expected"), cases(FUTURE_PERIODS))
def test_periods_to_come(text, expected):
    found = dates.period(text, TODAY, toward="future")
    assert f"{found.start} {found.last}" == expected


@pytest.mark.parametrize("text", [*listed(NO_PERIODS), ""])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(UsageError) as refused:
        dates.period(text, TODAY)
    assert refused.value.hint
    assert refused.value.wrong == text


def test_the_order_reaches_both_ends_of_a_range():
    found = dates.period("1/2 .. 3/2", TODAY, order="dmy")
    assert found == dates.Period(date(2026, 2, 1), date(2026, 2, 4))


def test_periods_around_a_day():
    assert dates.week_of(TODAY) == (date(2026, 3, 2), date(2026, 3, 9))
    assert dates.month_of(TODAY) == (date(2026, 3, 1), date(2026, 4, 1))
    assert dates.quarter_of(TODAY) == (date(2026, 1, 1), date(2026, 4, 1))
    assert dates.year_of(TODAY) == (date(2026, 1, 1), date(2027, 1, 1))
    assert dates.iso_week_name(TODAY) == "2026-W10"
    assert dates.iso_week_name(date(2027, 1, 1)) == "2026-W53"


@pytest.mark.parametrize(
    ("language", "weekday", "long", "short"),
    [
        ("en", "Tue", "Tue 3 Mar 2026", "Tue 3 Mar"),
        ("ko", "화", "2026년 3월 3일 (화)", "3월 3일(화)"),
        ("zh", "周二", "2026年3月3日 周二", "3月3日 周二"),
        ("es", "mar", "mar 3 mar 2026", "mar 3 mar"),
    ],
)
def test_days_for_people(language, weekday, long, short):
    use(language)
    assert dates.weekday_name(TODAY) == weekday
    assert dates.long_day(TODAY) == long
    assert dates.short_day(TODAY, TODAY) == short
    assert dates.short_day(TODAY, date(2025, 12, 31)) == long


def test_how_long_ago():
    said = [dates.how_long_ago(TODAY + timedelta(days=n), TODAY) for n in (-3, -1, 0, 1, 5)]
    assert said == ["3 d ago", "yesterday", "today", "tomorrow", "in 5 d"]


def test_every_word_of_the_tables_stands_as_it_is_looked_up():
    tables = [words.WEEKDAYS, words.MONTHS, words.DAY_WORDS, words.ENDS, words.SIDES, words.SPANS]
    tables += [words.WEEKS, words.UNITS, words.NUMBERS, words.BEFORE, words.AFTER, words.RUNS]
    skipped = {"from now"}  # matched with its space
    assert [
        word
        for table in tables
        for word in table
        if word not in skipped and words.bare(words.fold(word)) != word
    ] == []


@every(DAYS, DAYS)
def test_iso_days_mean_themselves(day, today):
    assert dates.day(day.isoformat(), today) == day


@every(DAYS, DAYS, LANGUAGE)
def test_what_is_said_is_understood(day, today, language):
    use(language)
    assert dates.day(dates.long_day(day), today) == day


@every(DAYS.filter(lambda day: day.year > 1900), st.integers(0, 364), LANGUAGE)
def test_what_is_said_in_short_is_understood(today, ago, language):
    use(language)
    day = today - timedelta(days=ago)
    assert dates.day(dates.short_day(day, today), today) == day


@every(st.dates(date(1902, 1, 1), date(2198, 12, 31)), st.integers(-400, 400), LANGUAGE)
def test_distances_are_understood(today, days, language):
    use(language)
    day = today + timedelta(days=days)
    assert dates.day(dates.how_long_ago(day, today), today) == day


OPEN = st.one_of(
    st.sampled_from(sorted(words.WEEKDAYS)),
    st.integers(1, 31).map(str),
    st.dates().map(lambda day: f"{day.month}/{day.day}"),
    st.dates().map(lambda day: f"{day.month}월 {day.day}일"),
)


@every(OPEN, DAYS)
def test_open_days_lie_on_the_side_looked_at(text, today):
    assume(text not in {"2/29", "2월 29일"})
    past, future = dates.day(text, today), dates.day(text, today, toward="future")
    assert past <= today <= future
    assert (past == today) == (future == today)


@every(st.sampled_from([text for text, _day in cases(PERIODS)]), DAYS)
def test_a_period_begins_before_it_ends(text, today):
    try:
        found = dates.period(text, today)
    except UsageError:
        return
    assert found.start < found.end
    assert found.last < found.end


@every(DAYS, DAYS)
def test_a_range_holds_both_its_ends(one, other):
    start, last = sorted((one, other))
    found = dates.period(f"{start}..{last}", TODAY)
    assert (found.start, found.last) == (start, last)


@every(DAYS)
def test_weeks_months_and_quarters_hold_their_day(day):
    for whole in (dates.week_of, dates.month_of, dates.quarter_of, dates.year_of):
        found = whole(day)
        assert found.start <= day < found.end
        assert whole(found.last) == found
    assert dates.period(dates.iso_week_name(day), TODAY) == dates.week_of(day)
    assert dates.period(f"{day:%Y-%m}", TODAY) == dates.month_of(day)


@every(DAYS, st.integers(-1000, 1000))
def test_months_added_and_taken_back(day, n):
    later = dates.add_months(day, n)
    assert later.day <= day.day
    assert (later.year - day.year) * 12 + later.month - day.month == n


@every(st.times().map(lambda clock: clock.replace(second=0, microsecond=0)), DAYS)
def test_moments_written_by_machines(clock, day):
    assert dates.moment(f"{day}T{clock:%H:%M}", TODAY) == (day, clock)
    assert dates.moment(f"{day} {clock:%H:%M}", TODAY) == (day, clock)


@every(st.text(max_size=20))
def test_any_text_is_understood_or_refused(text):
    for read in (dates.day, dates.moment, dates.period):
        with suppress(UsageError):
            read(text, TODAY)
