from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salescli.domain.places import NOWHERE, Place
from salescli.domain.routing.candidates import promising

HOME = Place(37.5, 127.0)
KM = 1 / 111.2  # degrees of latitude
steady = settings(derandomize=True, deadline=None)


def north(km):
    return Place(HOME.lat + km * KM, HOME.lon)


def picked(places, values, most=10, home=HOME, minutes_per_km=3.0):
    return promising(places, values, home, most, minutes_per_km)


@steady
@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.integers(-9, 99))),
    st.integers(0, 12),
)
def test_at_most_so_many_each_once_and_worth_something(stops, most):
    places = [Place(lat, lon) for lat, lon, _ in stops]
    values = [value for *_, value in stops]
    found = picked(places, values, most)
    worth = [index for index, value in enumerate(values) if value > 0]
    assert len(found) == len(set(found)) == min(most, len(worth))
    assert set(found) <= set(worth)


def test_nobody_to_pick():
    assert picked([], []) == []
    assert picked([HOME], [0]) == []
    assert picked([HOME], [5], most=0) == []


def test_the_dearer_the_nearer_and_the_less_alone_come_first():
    assert picked([north(1), north(1)], [10, 20]) == [1, 0]
    assert picked([north(20), north(1)], [20, 20]) == [1, 0]
    west, east = Place(HOME.lat, HOME.lon - 0.1), Place(HOME.lat, HOME.lon + 0.1)
    assert picked([west, east, east], [20, 20, 20])[-1] == 0


def test_the_way_costs_by_the_pace():
    near, far = north(1), north(30)
    assert picked([near, far], [10, 50], minutes_per_km=1) == [1, 0]
    assert picked([near, far], [10, 50], minutes_per_km=6) == [0, 1]


@pytest.mark.parametrize("size", [1, 4, 30])
def test_at_one_point_ties_keep_their_order(size):
    assert picked([HOME] * size, [7] * size, most=20) == list(range(min(20, size)))


@pytest.mark.parametrize("values", [[9, 10, 10], [9, 10, 10, 10, 10], [*range(1, 40)]])
def test_at_one_point_the_dearer_comes_first(values):
    found = picked([HOME] * len(values), values, most=99)
    assert [values[index] for index in found] == sorted(values, reverse=True)


def test_the_same_in_any_order_of_the_customers():
    places = [Place(HOME.lat + index % 7 * KM, HOME.lon + index % 5 * KM) for index in range(35)]
    values = [1 + index * 37 % 101 for index in range(35)]
    found = [places[index] for index in picked(places, values)]
    assert found == [places[::-1][index] for index in picked(places[::-1], values[::-1])]


def test_across_the_date_line_it_is_not_far():
    home = Place(-16.5, 179.99)
    here, there = Place(-16.5, -179.99), Place(-16.5, 178)
    assert picked([there, here], [20, 20], home=home) == [1, 0]
    assert picked([there, here], [20, 20], home=Place(-16.5, -179.9)) == [1, 0]


def test_home_at_the_pole():
    assert picked([Place(89, 0), Place(90, 0)], [5, 5], home=Place(90, 0)) == [1, 0]


def test_who_is_nowhere_counts_by_its_value_alone():
    near, far = HOME, Place(HOME.lat + 30 * KM, HOME.lon)
    assert picked([NOWHERE, near, far], [50, 60, 50]) == [1, 0, 2]
    crowd = [NOWHERE] * 9
    assert picked([*crowd, near], [50] * 9 + [51], most=1) == [9], "they are not near each other"


def test_from_nowhere_nobody_is_far():
    far = Place(HOME.lat + 300 * KM, HOME.lon)
    assert picked([HOME, far], [5, 6], home=NOWHERE) == [1, 0]
