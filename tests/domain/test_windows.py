from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.windows import Span, Windows, format_windows, parse_windows
from salescli.errors import UsageError

MONDAY, WEDNESDAY, SATURDAY, SUNDAY = (date(2026, 3, day) for day in (2, 4, 7, 8))
FULL = "mon-fri 09:30-12:00, 13:30-17:00; sat 10:00-12:00"


@pytest.mark.parametrize(
    "text, canonical",
    [
        ("", "any"),
        (" ; ", "any"),
        ("any", "any"),
        ("any time", "any"),
        ("9-12", "09:00-12:00"),
        ("9:30-12:00,13-17", "09:30-12:00, 13:00-17:00"),
        ("13-17, 9-12", "09:00-12:00, 13:00-17:00"),
        ("0930-1200", "09:30-12:00"),
        ("20:00-24:00", "20:00-23:59"),
        (FULL, FULL),
        ("mon,wed 9-12", "mon,wed 09:00-12:00"),
        ("fri-mon 9-12", "mon,fri-sun 09:00-12:00"),
        ("Mon - Fri: 9:00 – 12:00", "mon-fri 09:00-12:00"),
        ("Monday to Friday 9 to 12", "mon-fri 09:00-12:00"),
        ("weekdays 9-18", "mon-fri 09:00-18:00"),
        ("closed wed", "closed wed"),
        ("wed, sun closed", "closed wed,sun"),
        ("closed", "closed"),
        ("mon-fri 9-12; closed wed", "mon,tue,thu,fri 09:00-12:00"),
        ("closed wed; mon-fri 9-12", "mon,tue,thu,fri 09:00-12:00"),
        ("9-18; sat 10-12; closed sun", "mon-fri 09:00-18:00; sat 10:00-12:00"),
        ("mon 9-12, tue 13-15, closed wed", "mon 09:00-12:00; tue 13:00-15:00"),
        ("mon 9-12; mon 13-15", "mon 09:00-12:00, 13:00-15:00"),
        ("mon-fri any; sat 10-12", "mon-fri any; sat 10:00-12:00"),
        ("mon,wed", "mon,wed any"),
        ("월-금 09:30-12:00, 13:30-17:00; 토 10:00-12:00; 수 휴무", None),
        ("월~금 9시30분~12시, 13시30분~17시; 토요일 10시~12시; 수요일 휴무", None),
        (
            "월요일부터 금요일까지 9시 30분부터 12시까지, 13:30-17:00; 토 10-12; 매주 수요일 쉼",
            None,
        ),
        ("월화목금 9:30-12, 13:30-17; 토 10-12", None),
        ("周一至周五 9:30-12:00，13:30-17:00；周六 10:00-12:00；周三休息", None),
        ("周一-周五 9:30~12:00、13:30~17:00; 星期六 10点-12点; 每周三休", None),
        ("周一二四五 9:30到12:00, 13:30到17:00; 礼拜六 10-12", None),
        ("lun-vie 9:30-12:00, 13:30-17:00; sáb 10:00-12:00; cerrado mié", None),
        (
            "de lunes a viernes de 9.30 a 12.00 y de 13.30 a 17.00; sábado 10h-12h; mié cerrado",
            None,
        ),
        ("L-V 9:30h-12:00h, 13:30h-17:00h; s 10-12; cerrado los miércoles", None),
        ("평일 9-18", "mon-fri 09:00-18:00"),
        ("매일 9-18; 일요일 휴무", "mon-sat 09:00-18:00"),
        ("토일 휴무", "closed sat,sun"),
        ("주말 휴무", "closed sat,sun"),
        ("每天 9-18", "09:00-18:00"),
        ("周末休息", "closed sat,sun"),
        ("周六日 10-12", "sat,sun 10:00-12:00"),
        ("todos los días 9-14", "09:00-14:00"),
        ("fines de semana cerrado", "closed sat,sun"),
    ],
)
def test_hours_as_people_write_them(text, canonical):
    wanted = canonical or "mon,tue,thu,fri 09:30-12:00, 13:30-17:00; sat 10:00-12:00"
    assert format_windows(parse_windows(text)) == wanted
    assert parse_windows(wanted) == parse_windows(text)


@pytest.mark.parametrize(
    "text, message",
    [
        ("mon-fri 12:00-09:00", "12:00-09:00 ends before it begins"),
        ("18:00-02:00", "ends before"),
        ("9-9", "ends before"),
        ("mon 9-12, 11-13", "09:00-12:00 and 11:00-13:00 overlap on mon"),
        ("mon-wed 9-12; wed 11-13", "overlap on wed"),
        ("mun 9-12", '"mun" is no weekday'),
        ("mon-fry 9-12", '"fry" is no weekday'),
        ("9-25", '"25:00" is no time of day'),
        ("9:75-10", '"9:75" is no time of day'),
        ("9am-5pm", '"9am-5pm" is no span of time'),
        ("9", '"9" is no span of time'),
        ("9-12 mon", '"mon" is no span of time'),
        ("closed wed 12-13", "both hours and `closed`"),
    ],
)
def test_what_is_not_understood_is_refused_with_an_example(text, message):
    with pytest.raises(UsageError) as refusal:
        parse_windows(text)
    assert message in str(refusal.value)
    example = refusal.value.hint.split("`")[1]
    assert format_windows(parse_windows(example))


def test_the_hours_of_a_day():
    windows = parse_windows(f"{FULL}; closed wed")
    morning, afternoon = Span(time(9, 30), time(12)), Span(time(13, 30), time(17))
    assert windows.on(MONDAY) == (morning, afternoon)
    assert windows.on(WEDNESDAY) == ()
    assert windows.on(SATURDAY) == (Span(time(10), time(12)),)
    assert windows.on(SUNDAY) == ()
    assert Windows().on(SUNDAY) is None


@pytest.mark.parametrize(
    "day, at, open_",
    [
        (MONDAY, time(9, 29), False),
        (MONDAY, time(9, 30), True),
        (MONDAY, time(12), False),
        (MONDAY, time(16, 59), True),
        (WEDNESDAY, time(10), False),
        (SATURDAY, time(11), True),
        (SUNDAY, time(11), False),
    ],
)
def test_open_at(day, at, open_):
    assert parse_windows(f"{FULL}; closed wed").open_at(day, at) is open_
    assert Windows().open_at(day, at)


@st.composite
def hours(draw):
    minutes = sorted(draw(st.lists(st.integers(0, 1439), unique=True, max_size=8)))
    times = [time(*divmod(minute, 60)) for minute in minutes]
    return tuple(Span(*pair) for pair in zip(times[::2], times[1::2], strict=False))


few = st.lists(st.none() | hours(), min_size=1, max_size=3)


@given(st.data(), few)
def test_windows_read_back(data, kinds):
    windows = Windows(tuple(data.draw(st.sampled_from(kinds)) for _ in range(7)))
    text = format_windows(windows)
    assert parse_windows(text) == windows
    assert format_windows(parse_windows(text)) == text


@given(st.text(st.sampled_from("mon-fri;, 0123459:월수周五휴무closed lun a"), max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        windows = parse_windows(text)
    except UsageError:
        return
    assert parse_windows(format_windows(windows)) == windows
