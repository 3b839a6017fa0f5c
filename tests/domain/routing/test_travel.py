from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salescli.domain.places import Place
from salescli.domain.routing.model import NEVER
from salescli.domain.routing.travel import (
    Leg,
    Pace,
    kilometres,
    learned,
    matrix,
    minutes,
    on_sphere,
    spread,
)

SEOUL, BUSAN = Place(37.5665, 126.978), Place(35.1796, 129.0756)
TOWN = Pace(24, 1.35, 4)
places = st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))


def far(a, b):
    return kilometres(on_sphere(a), on_sphere(b))


def drive(a, b, pace=TOWN, percent=100):
    return minutes(on_sphere(a), on_sphere(b), pace, percent)


@pytest.mark.parametrize(
    "a, b, km",
    [
        (SEOUL, BUSAN, 325),
        (SEOUL, Place(31.2304, 121.4737), 868),  # Shanghai
        (Place(19.4326, -99.1332), Place(20.6597, -103.3496), 462),  # Mexico City, Guadalajara
        (Place(0, 0), Place(0, 1), 111.2),
        (Place(0, 179.5), Place(0, -179.5), 111.2),  # across the date line
        (Place(90, 0), Place(90, 120), 0),  # every longitude meets at the pole
        (Place(90, 0), Place(-90, 0), 20015),
        (Place(0, 0), Place(0, 180), 20015),
    ],
)
def test_distances_as_the_crow_flies(a, b, km):
    assert far(a, b) == pytest.approx(km, rel=0.004, abs=0.001)


@settings(derandomize=True)
@given(places, places)
def test_every_distance_is_one(a, b):
    assert 0 <= far(a, b) <= 20016
    assert far(a, b) == pytest.approx(far(b, a))
    assert far(a, a) == 0
    assert 0 <= drive(a, b) <= NEVER


def east(metres):
    return Place(0, math.degrees(metres / 6_371_008.8))


@pytest.mark.parametrize(
    "metres, pace, percent, expected",
    [
        (0, TOWN, 100, 0),
        (4.9, TOWN, 100, 0),  # the same house: no parking twice
        (5.1, TOWN, 100, 5),
        (1000, Pace(60, 1, 0), 100, 1),
        (1001, Pace(60, 1, 0), 100, 2),  # rounded up
        (1000, Pace(60, 1, 4), 100, 5),
        (1000, Pace(30, 1, 0), 100, 2),
        (1000, Pace(60, 2, 0), 100, 2),
        (10000, TOWN, 100, 38),  # 33.75 + 4
        (10000, TOWN, 200, 72),  # only the road is corrected: 67.5 + 4
        (10000, TOWN, 60, 25),
    ],
)
def test_minutes_on_the_way(metres, pace, percent, expected):
    assert drive(Place(0, 0), east(metres), pace, percent) == expected


def test_a_matrix_takes_the_pace_of_where_the_way_leads():
    town, country = Pace(60, 1, 3), Pace(120, 1, 0)
    assert matrix([Place(0, 0), east(2000)], [town, country]) == [[0, 1], [5, 0]]
    assert matrix([Place(0, 0), east(2000)], [town, country], 200) == [[0, 2], [7, 0]]
    assert matrix([], []) == []


def test_a_snails_pace_is_no_way_at_all():
    assert drive(Place(0, 0), Place(0, 180), Pace(0.001, 1.35, 0)) == NEVER


@pytest.mark.parametrize(
    "legs, percent",
    [
        ([], None),
        ([(30, 20)] * 19, None),  # too few
        ([(30, 20)] * 20, 150),
        ([(20, 20)] * 20, 100),
        ([(20, 20)] * 11 + [(80, 20)] * 9, 100),  # the median, not the mean
        ([(10, 20)] * 10 + [(20, 20)] * 10, 75),
        ([(5, 20)] * 20, 60),  # clamped
        ([(80, 20)] * 20, 200),
        ([(30, 20)] * 19 + [(91, 20)], None),  # lunch was in it
        ([(30, 20)] * 19 + [(90, 20)], 150),
        ([(30, 20)] * 19 + [(0, 20)], None),
        ([(30, 20)] * 19 + [(30, 0)], None),
        ([(30, 20)] * 19 + [(-5, 20)], None),
        ([(31, 30)] * 20, 103),
    ],
)
def test_what_logged_visits_teach(legs, percent):
    assert learned(Leg(*leg) for leg in legs) == percent


@given(st.integers(0, 5), st.data())
def test_known_ways_stay_and_all_others_are_alike(count, data):
    at = sorted(data.draw(st.sets(st.integers(0, max(0, count - 1)), max_size=count)))
    known = [[0 if a == b else 7 + a * 10 + b for b in at] for a in at]
    table = spread(known, at, count, 20)
    for a in range(count):
        for b in range(count):
            told = 7 + a * 10 + b if {a, b} <= set(at) else 20
            assert table[a][b] == (0 if a == b else told)
