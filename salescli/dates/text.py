"""Days as people read them, in the language of the user interface.

The names stand here and not in the catalogues: ``day`` understands what ``long_day`` writes.
"""

from __future__ import annotations

from datetime import date, time

from salescli.language import _, current, ngettext

_WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ko": ("월", "화", "수", "목", "금", "토", "일"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}
_LONG = {
    "en": "{weekday} {day} {name} {year:04}",
    "ko": "{year:04}년 {month}월 {day}일 ({weekday})",
    "zh": "{year:04}年{month}月{day}日 {weekday}",
    "es": "{weekday} {day} {name} {year:04}",
}
_SHORT = {
    "en": "{weekday} {day} {name}",
    "ko": "{month}월 {day}일({weekday})",
    "zh": "{month}月{day}日 {weekday}",
    "es": "{weekday} {day} {name}",
}


def weekday_name(day: date) -> str:
    """Tue, 화, 周二, mar."""
    return _WEEKDAYS[current()][day.weekday()]


def long_day(day: date) -> str:
    """Tue 3 Mar 2026, 2026년 3월 3일 (화), 2026年3月3日 周二, mar 3 mar 2026."""
    return _written(_LONG[current()], day)


def moment_text(day: date, at: time | None) -> str:
    """The day as ``long_day``, with the time where there is one."""
    return long_day(day) + (f" {at:%H:%M}" if at else "")


def short_day(day: date, today: date) -> str:
    """As ``long_day``, without the year where it is this year's."""
    return _written(_SHORT[current()], day) if day.year == today.year else long_day(day)


def how_long_ago(day: date, today: date) -> str:
    """Today, yesterday, tomorrow, 3 d ago, in 5 d."""
    days = (today - day).days
    if near := {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}.get(days):
        return near
    if days > 0:
        return ngettext("{n} d ago", "{n} d ago", days).format(n=days)
    return ngettext("in {n} d", "in {n} d", -days).format(n=-days)


def _written(form: str, day: date) -> str:
    names = _MONTHS.get(current())
    name = names[day.month - 1] if names else ""
    return form.format(
        weekday=weekday_name(day), day=day.day, month=day.month, name=name, year=day.year
    )
