"""Pictures of the day: on a page, on paper, in the terminal."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from html.parser import HTMLParser
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salescli.domain.itinerary import Call, Itinerary, Spot
from salescli.domain.places import Place
from salescli.output import map_labels, map_picture
from salescli.output.map_ground import Box, Dot, apart, laid_out
from salescli.output.maps import html, svg, terminal

SEOUL = timezone(timedelta(hours=9))
NINE = datetime(2026, 3, 3, 9, tzinfo=SEOUL)
OFFICE = Place(37.5665, 126.9780)
SVG = "{http://www.w3.org/2000/svg}"
SHEET = Box(0, 0, 800, 500)
AROUND = [
    Place(37.58, 127.0), Place(37.55, 127.03), Place(37.50, 127.04), Place(37.497, 127.028),
    Place(37.48, 126.95), Place(37.515, 126.9), Place(37.54, 126.86), Place(37.575, 126.93),
]  # fmt: skip
places = st.builds(
    Place, st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False)
)
near = st.builds(Place, st.floats(37.4, 37.6), st.floats(126.8, 127.2))
anything = st.text(st.characters(exclude_categories=()), max_size=60)


def call(no, place, customer="한빛상사", **other):
    start = NINE + timedelta(minutes=50 * no)
    changed = datetime(2026, 3, 2, tzinfo=UTC)
    return Call(
        f"c{no}", no, customer, start, start + timedelta(minutes=30), changed, place, **other
    )


def day(*found, begin=OFFICE, end=OFFICE, rep="김민수", **other):
    calls = tuple(call(no, place, **other) for no, place in enumerate(found, 1))
    evening = NINE + timedelta(hours=9)
    return Itinerary(
        date(2026, 3, 3), rep, Spot("본사", begin, NINE), Spot("본사", end, evening), calls
    )


def words(picture):
    return ["".join(text.itertext()) for text in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_a_picture_tells_the_day():
    found = words(svg(day(*AROUND, grade="A")))
    assert found[:2] == ["Tue 3 Mar 2026 · 김민수", "09:00 – 18:00"]
    assert {"N", "2 km", "1", "1 한빛상사", "09:50–10:20 · A", "본사", "09:00 → 18:00"} <= set(
        found
    )


def test_a_picture_stands_alone():
    picture = svg(day(*AROUND))
    assert picture.count("http") == 1  # the name of SVG itself
    assert not re.search(r"<script|<image|href|url\(|@import", picture)
    assert svg(day(*AROUND)) == picture


def test_stops_without_a_place_are_named_below():
    found = words(svg(day(None, OFFICE, None, customer="두리")))
    assert found[-1] == "not on the map: 1 두리 · 3 두리"
    many = words(svg(day(*[None] * 60, customer="서울종합유통센터")))
    assert sum("60 서울종합유통센터" in line for line in many) == 1
    assert all(map_labels.cells(line) <= map_picture.LIST_COLUMNS for line in many)


@pytest.mark.parametrize(
    "today, expected",
    [
        (day(), "본사"),
        (day(begin=None, end=None), "no stop is on the map"),
        (day(None, begin=None, end=None), "no stop is on the map"),
        (day(AROUND[0]), "1 한빛상사"),
        (day(OFFICE), "1 한빛상사"),
        (day(*[OFFICE] * 8), "8 한빛상사"),
        (day(OFFICE, begin=None, end=None), "1 한빛상사"),
        (day(OFFICE, begin=None), "→ 18:00"),
        (day(OFFICE, Place(-37.5665, -53.022)), "2000 km"),
        (day(Place(90, 0), Place(-90, 0)), "2 한빛상사"),
    ],
)
def test_odd_days_are_drawn_too(today, expected):
    assert expected in words(svg(today))
    assert html(today)
    assert terminal(today, 60, 15).count("\n") <= 15


@pytest.mark.parametrize(
    "status, has, lacks",
    [
        ("planned", ">B<", "visited"),
        ("visited", ">visited<", "called off"),
        ("absent", ">absent<", "called off"),
        ("skipped", ">called off<", "visited"),
        ("moved", ">called off<", "visited"),
    ],
)
def test_the_legend_tells_what_the_signs_mean(status, has, lacks):
    picture = svg(day(AROUND[0], status=status, grade="B"))
    assert has in picture
    assert lacks not in picture


def test_what_was_called_off_is_not_driven_to():
    dots = r'stroke-width="2.4"'
    assert len(re.findall(dots, svg(day(*AROUND[:2])))) == 3
    assert re.findall(dots, svg(day(*AROUND[:2], status="skipped"))) == []


def test_a_place_far_from_all_others_stands_at_the_edge_with_its_distance():
    busan = Place(35.1796, 129.0756)
    found = words(svg(day(*AROUND, busan)))
    assert any(re.search(r"↘ 3[12]\d km$", line) for line in found), found
    assert "2 km" in found
    assert not any("↘" in line for line in words(svg(day(*AROUND))))


@given(anything)
def test_no_name_breaks_a_picture_or_page(name):
    today = day(OFFICE, None, customer=name, rep=name, grade="A", contact=name, phone=name)
    ElementTree.fromstring(svg(today).encode())
    page = html(today).encode().decode()
    assert page.count("<script") == 0
    assert page.count("<tr") == 3


def test_names_that_look_like_markup():
    picture = svg(day(OFFICE, customer='<b>&"x"</b>'))
    assert '1 <b>&"x"</b>' in words(picture)
    assert "<b>" not in picture


def seats(today):
    """The boxes of the labels and the dots of the marks, as the picture has them."""
    marks = map_picture._marks(today)
    ground = laid_out([mark.place for mark in marks], map_picture.INNER, map_picture.EDGE)
    dots = apart(ground.dots, 2 * map_picture.RADIUS + 4, map_picture.EDGE)
    sizes = [map_labels.Size(150, 38)] * len(marks)
    return dots, map_labels.seated(sizes, dots, map_picture.RADIUS, [], map_picture.ROOM)


@settings(max_examples=40, deadline=None)
@given(st.lists(near | places, max_size=14))
def test_labels_cover_neither_each_other_nor_a_mark_nor_the_edge(found):
    dots, seated = seats(day(*found))
    boxes = [seat.box for seat in seated if seat]
    assert len(boxes) == len(dots)
    assert all(map_picture.ROOM.holds(box) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(map_labels._covers(box, dot) for box in boxes for dot in dots)


@settings(deadline=None)
@given(st.lists(near, max_size=12))
def test_marks_stand_apart(found):
    dots = apart(laid_out(found, SHEET, SHEET).dots, 20, SHEET)
    assert all(
        (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > 17**2
        for one, other in combinations(dots, 2)
    )


@given(st.lists(places, max_size=12))
def test_every_place_is_on_the_sheet(found):
    ground = laid_out(found, SHEET, SHEET)
    assert all(SHEET.nearest(dot) == dot for dot in ground.dots)
    assert ground.km > 0
    assert sum(ground.beyond) <= len(found) / 4


def test_the_sheet_is_true_in_shape_and_direction():
    degree = 111.195
    ground = laid_out([Place(60, 10), Place(60, 12), Place(61, 10)], SHEET, SHEET)
    south_west, south_east, north = ground.dots
    assert south_west.y == pytest.approx(south_east.y)
    assert north.y < south_west.y
    assert north.x == pytest.approx(south_west.x)
    assert (south_west.y - north.y) * ground.km == pytest.approx(degree, rel=0.01)
    assert (south_east.x - south_west.x) * ground.km == pytest.approx(degree, rel=0.02)


def test_the_date_line_is_no_tear():
    ground = laid_out([Place(-17, 179.9), Place(-17, -179.9)], SHEET, SHEET)
    west, east = ground.dots
    assert west.x < east.x
    assert (east.x - west.x) * ground.km == pytest.approx(21.3, rel=0.02)


def test_the_same_place_is_side_by_side():
    assert apart([Dot(100, 100)] * 3, 20, SHEET) == [Dot(80, 100), Dot(100, 100), Dot(120, 100)]


@pytest.mark.parametrize(
    "km, shown",
    [(0.0002, "20 m"), (0.01, "1 km"), (0.014, "2 km"), (0.07, "10 km"), (40, "5000 km")],
)
def test_the_scale_is_a_round_number(km, shown):
    length, said = map_picture._round_km(km)
    assert said == shown
    assert 50 <= length / km <= 150.0001


@pytest.mark.parametrize(
    "name, columns, shown",
    [
        ("한빛상사", 8, "한빛상사"),
        ("한빛상사", 7, "한빛상…"),
        ("한빛상사", 6, "한빛…"),
        ("Hanbit Trading", 8, "Hanbit…"),
        ("a\nb", 8, "a b"),
        ("x\x1by", 8, r"x\x1by"),
    ],
)
def test_names_are_cut_by_their_width(name, columns, shown):
    assert map_labels.cut(name, columns) == shown


class Cells(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.links, self.language = [], ""
        self.feed(page)

    def handle_starttag(self, _tag, attrs):
        found = dict(attrs)
        self.links += [found["href"]] if "href" in found else []
        self.language = found.get("lang", self.language)


def test_a_page_to_print():
    page = html(
        day(*AROUND[:2], grade="A", phone="02-555 1234", address="역삼동 1", status="absent")
    )
    assert page.startswith("<!doctype html>")
    assert "@page { size: A4" in page
    assert "<svg" in page
    assert "역삼동 1" in page
    found = Cells(page)
    assert found.language == "en"
    assert found.links == [
        "tel:025551234",
        "https://www.openstreetmap.org/directions?engine=fossgis_osrm_car&route=37.56650%2C126.97800%3B37.58000%2C127.00000",
        "tel:025551234",
        "https://www.openstreetmap.org/directions?engine=fossgis_osrm_car&route=37.58000%2C127.00000%3B37.55000%2C127.03000",
    ]


def test_a_map_in_the_terminal():
    shown = terminal(day(*AROUND[:3]), 40, 10)
    assert re.findall(r"[\d⌂]", shown) == ["1", "⌂", "2", "3"]
    assert shown.splitlines()[:2] == ["  ⣠1⣄", "⌂⠊  ⠈⠢⡀"]
    assert terminal(day(), 40, 10) == "⌂\n"


@pytest.mark.parametrize("width, height", [(1, 1), (2, 1), (3, 2), (0, 5), (5, 0), (200, 60)])
def test_any_size_of_terminal(width, height):
    lines = terminal(day(*AROUND), width, height).splitlines()
    assert len(lines) <= height
    assert all(len(line) <= width for line in lines)


@settings(max_examples=50, deadline=None)
@given(st.lists(near | places, max_size=15), st.integers(1, 90), st.integers(1, 30))
def test_a_terminal_map_keeps_to_its_room(found, width, height):
    lines = terminal(day(*found), width, height).splitlines()
    assert len(lines) <= height
    assert all(len(line) <= width for line in lines)
    assert all(sign.isdigit() or sign in " ⌂" or "⠀" <= sign <= "⣿" for sign in "".join(lines))


@given(st.lists(near, min_size=1, max_size=12))
def test_every_stop_has_its_own_number_in_the_terminal(found):
    shown = terminal(day(*found), 80, 24)
    assert sorted(map(int, re.findall(r"\d+", shown))) == list(range(1, len(found) + 1))
