from __future__ import annotations

import pytest
from domain.routing import judge

from salescli.domain.routing.clock import Clock, Stretch
from salescli.domain.routing.model import NEVER, Day
from salescli.domain.routing.timetable import Broken, Timed, Timetable, Wish, timetable

CLOCK = Clock((Stretch(0, 150), Stretch(210, 480)))  # field 0-150 and 150-420
TRAVEL = judge.grid([(10, 0), (20, 0), (30, 0), (0, 0)])
DAY = Day(3, 3, 0, 420)
OPEN = ((0, 120), (150, 390))


def timed(*wishes, day=DAY):
    return timetable(day, wishes, TRAVEL, CLOCK)


def test_an_empty_day():
    assert timed() == Timetable((), 0, 0, late=False)
    assert timed(day=Day(0, 3, 415, 420)) == Timetable((), 425, 10, late=True)


def test_each_stop_as_early_as_it_can_begin():
    found = timed(Wish(0, OPEN, 30), Wish(1, ((60, 90),), 45), Wish(2, OPEN, 30))
    assert found.stops == (
        Timed(10, 10, 10, 40),
        Timed(10, 50, 60, 105),  # waits until they open
        Timed(10, 115, 115, 145),
    )
    assert (found.back, found.travel, found.late, found.broken) == (175, 60, False, {})


def test_the_way_may_span_lunch_and_a_visit_waits_for_its_end():
    found = timed(Wish(0, ((111, 111),), 30), Wish(2, OPEN, 30))
    assert [(stop.arrive, stop.start) for stop in found.stops] == [(10, 111), (161, 161)]
    found = timed(Wish(0, ((95, 95),), 30), Wish(1, OPEN, 30))
    assert (found.stops[1].arrive, found.stops[1].start) == (135, 150)


@pytest.mark.parametrize(
    "wish, start, broken",
    [
        (Wish(0, (), 30), 10, Broken.CLOSED),
        (Wish(0, ((0, 9),), 30), 10, Broken.LATE),
        (Wish(0, ((0, 5), (8, 9)), 30), 10, Broken.LATE),
        (Wish(0, ((0, 5), (8, 10)), 30), 10, None),
        (Wish(0, ((20, 30),), 30), 20, None),
        # fixed to a minute
        (Wish(0, OPEN, 30, pin=10), 10, None),
        (Wish(0, OPEN, 30, pin=60), 60, None),  # early: one waits
        (Wish(0, OPEN, 30, pin=9), 10, Broken.LATE),
        (Wish(0, OPEN, 30, pin=0), 10, Broken.LATE),
        (Wish(0, OPEN, 30, pin=120), 120, None),  # ends as lunch begins
        (Wish(0, OPEN, 30, pin=121), 121, Broken.BREAK),
        (Wish(0, OPEN, 30, pin=149), 149, Broken.BREAK),
        (Wish(0, OPEN, 30, pin=150), 150, None),
        (Wish(0, ((150, 390),), 30, pin=60), 60, Broken.CLOSED),
        (Wish(0, (), 30, pin=60), 60, Broken.CLOSED),
        (Wish(0, (), 30, pin=130), 130, Broken.BREAK),
        (Wish(0, OPEN, 30, pin=395), 395, Broken.LATE),  # past the last hour
    ],
)
def test_what_breaks_a_stop(wish, start, broken):
    found = timed(wish)
    assert found.stops == (Timed(10, 10, start, start + wish.minutes, broken),)
    assert found.broken == ({0: broken} if broken else {})


def test_a_broken_stop_delays_the_next():
    found = timed(Wish(0, (), 30), Wish(1, ((0, 50),), 30), Wish(2, ((0, 89),), 30))
    assert found.broken == {0: Broken.CLOSED, 2: Broken.LATE}
    assert [stop.start for stop in found.stops] == [10, 50, 90]


@pytest.mark.parametrize("start, late", [(370, False), (380, False), (381, True)])
def test_back_late(start, late):
    found = timed(Wish(0, ((start, start),), 30))
    assert (found.back, found.late) == (start + 40, late)


def test_no_way_there():
    travel = [[0, NEVER], [NEVER, 0]]
    found = timetable(Day(1, 1, 0, 420), [Wish(0, OPEN, 30)], travel, CLOCK)
    assert (found.broken, found.late) == ({0: Broken.LATE}, True)
