from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salescli.domain.routing.clock import DAY, Clock, Stretch, minute_of

steady = settings(derandomize=True, deadline=None, max_examples=60)


def hm(text):
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def stretches(text):
    """``"9:30-12 13-17:30"`` as stretches."""
    pairs = [part.split("-") for part in text.split()]
    return tuple(
        Stretch(*(hm(end if ":" in end else end + ":00") for end in pair)) for pair in pairs
    )


PLAIN = Clock(stretches("9-17"))
LUNCH = Clock(stretches("9:30-12 13-17:30"))
SIESTA = Clock(stretches("9-11 11:15-13 16-19:30"))


@pytest.mark.parametrize("text, minute", [("0:00", 0), ("9:30", 570), ("23:59", 1439)])
def test_minutes_since_midnight(text, minute):
    assert minute_of(time(*map(int, text.split(":")))) == minute
    assert DAY.start <= minute < DAY.end


@pytest.mark.parametrize(
    "clock, wall, field",
    [
        (PLAIN, "9:00", "9:00"),
        (PLAIN, "17:00", "17:00"),
        (PLAIN, "7:00", "7:00"),
        (LUNCH, "9:30", "9:30"),
        (LUNCH, "12:00", "12:00"),
        (LUNCH, "12:01", "12:00"),  # the clock stands still at lunch
        (LUNCH, "12:59", "12:00"),
        (LUNCH, "13:00", "12:00"),
        (LUNCH, "13:01", "12:01"),
        (LUNCH, "17:30", "16:30"),
        (LUNCH, "18:00", "17:00"),
        (SIESTA, "11:00", "11:00"),
        (SIESTA, "11:10", "11:00"),
        (SIESTA, "11:15", "11:00"),
        (SIESTA, "12:15", "12:00"),
        (SIESTA, "13:00", "12:45"),
        (SIESTA, "15:00", "12:45"),
        (SIESTA, "16:00", "12:45"),
        (SIESTA, "17:00", "13:45"),
    ],
)
def test_field_minutes(clock, wall, field):
    assert clock.field(hm(wall)) == hm(field)


@pytest.mark.parametrize(
    "clock, field, begins, ends",
    [
        (PLAIN, "12:00", "12:00", "12:00"),
        (LUNCH, "11:59", "11:59", "11:59"),
        (LUNCH, "12:00", "13:00", "12:00"),
        (LUNCH, "12:01", "13:01", "13:01"),
        (SIESTA, "11:00", "11:15", "11:00"),
        (SIESTA, "12:45", "16:00", "13:00"),
        (SIESTA, "12:46", "16:01", "16:01"),
    ],
)
def test_wall_minutes_of_what_begins_and_what_ends(clock, field, begins, ends):
    assert (clock.begins(hm(field)), clock.ends(hm(field))) == (hm(begins), hm(ends))


@st.composite
def clocks(draw):
    edges = sorted(draw(st.sets(st.integers(0, 1440), min_size=2, max_size=8)))
    edges = edges[: len(edges) // 2 * 2]
    return Clock(tuple(Stretch(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)))


@steady
@given(clocks(), st.data())
def test_a_moment_at_work_comes_back(clock, data):
    part = data.draw(st.sampled_from(clock.work))
    wall = data.draw(st.integers(part.start, part.end - 1))
    assert clock.begins(clock.field(wall)) == wall
    assert clock.ends(clock.field(wall + 1)) == wall + 1


@steady
@given(clocks(), st.integers(0, 1440), st.integers(0, 1440))
def test_the_clock_never_runs_back(clock, one, other):
    one, other = sorted((one, other))
    assert 0 <= clock.field(other) - clock.field(one) <= other - one


@steady
@given(clocks(), st.integers(0, 1440))
def test_every_field_minute_comes_back(clock, minute):
    assert clock.field(clock.begins(minute)) == minute
    assert clock.field(clock.ends(minute)) == minute


@pytest.mark.parametrize(
    "clock, hours, minutes, whole, walls",
    [
        (LUNCH, "9-18", 30, True, ["9:30-11:30", "13:00-17:00"]),
        (LUNCH, "9-18", 30, False, ["9:30-11:30", "13:00-17:00"]),  # never across lunch
        (LUNCH, "10-11", 30, True, ["10:00-10:30"]),
        (LUNCH, "10-11", 30, False, ["10:00-10:59"]),
        (LUNCH, "10-10:30", 30, True, ["10:00-10:00"]),
        (LUNCH, "10-10:29", 30, True, []),  # open shorter than a visit
        (LUNCH, "10-10:29", 30, False, ["10:00-10:28"]),
        (LUNCH, "11:45-13:15", 30, True, []),
        (LUNCH, "11:45-13:15", 30, False, ["13:00-13:14"]),
        (LUNCH, "12-13", 30, False, []),  # open at lunch only
        (LUNCH, "7-9", 30, False, []),
        (LUNCH, "18-20", 30, False, []),
        (LUNCH, "9-9:30", 1, False, []),
        (LUNCH, "9-9:31", 1, False, ["9:30-9:30"]),
        (LUNCH, "9:30-12", 150, True, ["9:30-9:30"]),
        (LUNCH, "9:30-12", 151, True, []),
        (LUNCH, "9-18", 200, True, ["13:00-14:10"]),  # longer than the morning
        (LUNCH, "14-15 10-11", 30, True, ["10:00-10:30", "14:00-14:30"]),
        (LUNCH, "", 30, True, []),  # closed all day
        (PLAIN, "9-17", 30, True, ["9:00-16:30"]),
        (SIESTA, "9-20", 30, True, ["9:00-10:30", "11:15-12:30", "16:00-19:00"]),
        (SIESTA, "10:50-16:40", 30, False, ["11:15-12:30", "16:00-16:39"]),
    ],
)
def test_when_a_visit_may_begin(clock, hours, minutes, whole, walls):
    found = clock.windows(stretches(hours), minutes, whole=whole)
    shown = [(clock.begins(first), clock.begins(last)) for first, last in found]
    assert shown == [tuple(map(hm, span.split("-"))) for span in walls]


@st.composite
def hours(draw):
    edges = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    edges = edges[: len(edges) // 2 * 2]
    return [Stretch(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)]


@steady
@given(clocks(), hours(), st.integers(1, 240), st.booleans())
def test_windows_are_exactly_the_minutes_in_which_a_visit_fits(clock, opened, minutes, whole):
    found = clock.windows(opened, minutes, whole=whole)
    allowed = {
        clock.field(part.start) + wall - part.start
        for part in clock.work
        for open_ in opened
        for wall in range(max(part.start, open_.start), min(part.end, open_.end))
        if wall + minutes <= part.end and (not whole or wall + minutes <= open_.end)
    }
    assert {minute for first, last in found for minute in range(first, last + 1)} == allowed
    assert list(found) == sorted(found)
    for first, _ in found:
        assert clock.ends(first + minutes) - clock.begins(first) == minutes
