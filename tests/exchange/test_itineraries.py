"""Days handed to calendars, phones and navigation apps."""

from __future__ import annotations

import builtins
import json
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from salescli.domain.itinerary import Call, Itinerary, Spot
from salescli.domain.places import Place
from salescli.errors import SalesError, how_to_install
from salescli.exchange.itineraries import geojson, gpx, ics, links, qr

SEOUL = timezone(timedelta(hours=9))
OFFICE = Place(37.5665, 126.9780)
CHANGED = datetime(2026, 3, 2, 8, 15, 30, 999, tzinfo=UTC)
GPX = "{http://www.topografix.com/GPX/1/1}"
words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))).map(str.strip)
anything = st.text(st.characters(exclude_categories=()), max_size=200)


def call(no=1, customer="한빛상사", place=OFFICE, **other):
    start = datetime(2026, 3, 3, 9, 30, tzinfo=SEOUL) + timedelta(minutes=10 * no)
    end = start + timedelta(minutes=30)
    return Call(f"stop-{no}", no, customer, start, end, CHANGED, place, **other)


def day(*calls, begin=OFFICE, end=OFFICE, on=date(2026, 3, 3), rep="김민수"):
    nine = datetime(on.year, on.month, on.day, 9, tzinfo=SEOUL)
    return Itinerary(
        on, rep, Spot("본사", begin, nine), Spot("본사", end, nine + timedelta(hours=9)), calls
    )


def along(count, **other):
    """So many customers on one road."""
    calls = (call(no, place=Place(37 + no / 100, 127), **other) for no in range(1, count + 1))
    return day(*calls)


def events(*days):
    return list(Calendar.from_ical(ics(days)).walk("VEVENT"))


def test_a_call_in_the_calendar():
    one = call(grade="A", address="서울, 강남구; 1", contact="박지성", phone="02-555-1234",
               why="due", status="confirmed")  # fmt: skip
    (event,) = events(day(one))
    assert str(event["UID"]) == "stop-1@sales"
    assert event.decoded("DTSTART") == one.start
    assert event.decoded("DTEND") == one.end
    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED")
    assert event.decoded("DTSTAMP") == CHANGED.replace(microsecond=0)
    assert str(event["SUMMARY"]) == "한빛상사 (A)"
    assert str(event["LOCATION"]) == "서울, 강남구; 1"
    assert str(event["DESCRIPTION"]) == "Contact: 박지성\nPhone: 02-555-1234\ndue"
    assert event["GEO"].to_ical() == "37.5665;126.978"
    (alarm,) = event.walk("VALARM")
    assert (str(alarm["ACTION"]), alarm.decoded("TRIGGER")) == ("DISPLAY", timedelta(minutes=-15))


@pytest.mark.parametrize(
    "status, state, alarms",
    [
        ("planned", "TENTATIVE", 1),
        ("confirmed", "CONFIRMED", 1),
        ("visited", "CONFIRMED", 0),
        ("absent", "CONFIRMED", 0),
        ("moved", "CANCELLED", 0),
        ("skipped", "CANCELLED", 0),
    ],
)
def test_the_state_of_a_call(status, state, alarms):
    (event,) = events(day(call(status=status)))
    assert str(event["STATUS"]) == state
    assert len(event.walk("VALARM")) == alarms


def test_what_is_not_known_is_left_out():
    (event,) = events(day(call(place=None)))
    assert {"GEO", "LOCATION", "DESCRIPTION"}.isdisjoint(event)


def test_several_days_are_one_calendar_named_after_the_rep():
    tomorrow = day(call(2), on=date(2026, 3, 4))
    text = ics([day(call(1)), tomorrow])
    calendar = Calendar.from_ical(text)
    assert str(calendar["X-WR-CALNAME"]) == "Visits of 김민수"
    assert len(calendar.walk("VEVENT")) == 2
    assert text == ics([day(call(1)), tomorrow])
    assert Calendar.from_ical(ics([])).walk("VEVENT") == []


@given(words, words, words)
def test_any_text_comes_back_from_the_calendar(customer, address, why):
    text = f'{customer}\n\\n;,:"{why}'
    (event,) = events(day(call(customer=customer, address=address, why=text)))
    assert str(event["SUMMARY"]) == customer
    assert str(event.get("LOCATION", "")) == address
    assert str(event["DESCRIPTION"]) == text


@given(anything, st.integers(1, 400))
def test_lines_of_a_calendar_are_short_and_whole(text, times):
    written = ics([day(call(customer=text, why="한👨‍👩‍👧" * times, address=text))])
    lines = written.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)
    assert all(line.decode() is not None for line in lines)  # no letter is split
    assert len(Calendar.from_ical(written).walk("VEVENT")) == 1


def test_a_route_for_the_phone():
    today = day(call(1, grade="A", phone="02"), call(2, place=None), call(3, status="skipped"))
    root = ElementTree.fromstring(gpx([today, day(on=date(2026, 3, 4))]))
    assert [child.tag.removeprefix(GPX) for child in root] == ["wpt", "wpt", "wpt", "rte", "rte"]
    route = root.find(f"{GPX}rte")
    assert route.findtext(f"{GPX}name") == "2026-03-03 김민수"
    stops = route.findall(f"{GPX}rtept")
    assert [stop.findtext(f"{GPX}name") for stop in stops] == ["본사", "1 한빛상사 (A)", "본사"]
    assert stops[1].attrib == {"lat": "37.566500", "lon": "126.978000"}
    assert stops[1].findtext(f"{GPX}time") == "2026-03-03T00:40:00Z"
    assert stops[1].findtext(f"{GPX}desc") == "09:40-10:10\nPhone: 02"


@given(anything)
def test_no_name_breaks_the_route(name):
    root = ElementTree.fromstring(gpx([day(call(customer=name, why=name), rep=name)]).encode())
    assert root.find(f"{GPX}rte") is not None


@pytest.mark.parametrize("name", ["A & B <c>", "한빛 👨‍👩‍👧", "Q \"q\" 's'", "]]>"])
def test_names_stay_as_they_are_on_the_route(name):
    root = ElementTree.fromstring(gpx([day(call(customer=name))]))
    assert root.findtext(f"{GPX}rte/{GPX}rtept[2]/{GPX}name") == f"1 {name}"


def test_a_day_without_places_has_no_route():
    today = day(call(place=None), begin=None, end=None)
    assert list(ElementTree.fromstring(gpx([today]))) == []
    assert links(today) == {"google": [], "apple": [], "naver": [], "amap": [], "osm": []}


def test_a_day_as_geojson():
    away = Place(37.5, 127.0000004)
    shown = json.loads(geojson([day(call(1, place=away, grade="B"), call(2, place=None))]))
    assert shown["type"] == "FeatureCollection"
    office, first, second, line = shown["features"]
    assert office["properties"]["kind"] == "office"
    assert first["geometry"] == {"type": "Point", "coordinates": [127.0, 37.5]}
    assert first["properties"]["start"] == "2026-03-03T09:40:00+09:00"
    assert {"no", "customer", "grade", "end", "phone", "status", "day"} <= set(first["properties"])
    assert second["geometry"] is None
    assert line["geometry"]["type"] == "LineString"
    assert line["geometry"]["coordinates"] == [
        [126.978, 37.5665],
        [127.0, 37.5],
        [126.978, 37.5665],
    ]


@given(anything)
def test_geojson_is_json_for_any_text(text):
    shown = geojson([day(call(customer=text, why=text), rep=text)])
    assert len(json.loads(shown.encode())["features"]) == 3


def query(link):
    return parse_qs(urlsplit(link).query)


@pytest.mark.parametrize(
    "count, google, apple, naver, legs",
    [(0, 0, 0, 0, 0), (1, 1, 1, 1, 2), (5, 1, 1, 1, 6), (6, 1, 1, 2, 7), (9, 1, 1, 2, 10),
     (10, 2, 1, 2, 11), (30, 4, 3, 6, 31)],
)  # fmt: skip
def test_long_days_take_several_links(count, google, apple, naver, legs):
    found = links(along(count))
    assert [len(found[name]) for name in found] == [google, apple, naver, legs, legs]


@pytest.mark.parametrize("count", [1, 5, 9, 10, 11, 30])
def test_links_join_up_and_name_every_stop_in_order(count):
    today = along(count)
    stops = [f"{one.place.lat:.5f},{one.place.lon:.5f}" for one in today.calls]
    wanted = ["37.56650,126.97800", *stops, "37.56650,126.97800"]
    parts = [query(link) for link in links(today)["google"]]
    ways = [
        [*part["origin"], *part.get("waypoints", [""])[0].split("|"), *part["destination"]]
        for part in parts
    ]
    assert all(len(way) <= 11 for way in ways)
    assert all(after[0] == before[-1] for before, after in pairwise(ways))
    assert [at for way in ways for at in way[:-1] if at] + ways[-1][-1:] == wanted


def test_what_each_app_is_asked():
    name = "한빛 & A=B, #1"
    found = links(day(call(1, name, Place(37.5, 127.1)), call(2, "두리", Place(-0.0000001, 127.2))))
    assert found["google"] == [
        "https://www.google.com/maps/dir/?api=1&origin=37.56650%2C126.97800"
        "&destination=37.56650%2C126.97800"
        "&waypoints=37.50000%2C127.10000%7C0.00000%2C127.20000&travelmode=driving"
    ]
    assert found["apple"] == [
        "https://maps.apple.com/directions?source=37.56650%2C126.97800"
        "&waypoint=37.50000%2C127.10000&waypoint=0.00000%2C127.20000"
        "&destination=37.56650%2C126.97800&mode=driving"
    ]
    (naver,) = found["naver"]
    assert naver.startswith("nmap://route/car?slat=37.56650&slng=126.97800&sname=%EB%B3%B8")
    assert query(naver)["v1name"] == [name]
    assert query(naver)["v2lng"] == ["127.20000"]
    assert query(naver)["dname"] == ["본사"]
    assert query(naver)["appname"] == ["salescli"]
    first = query(found["amap"][0])
    assert first["from"] == ["126.97800,37.56650,본사"]
    assert first["to"] == ["127.10000,37.50000,한빛 & A=B  #1"]
    assert first["coordinate"] == ["wgs84"]
    assert found["osm"][0] == (
        "https://www.openstreetmap.org/directions?engine=fossgis_osrm_car"
        "&route=37.56650%2C126.97800%3B37.50000%2C127.10000"
    )


def test_called_off_and_next_door_need_no_driving():
    there = Place(37.5, 127.1)
    today = day(
        call(1, place=there), call(2, place=there), call(3, place=Place(37, 127), status="moved")
    )
    assert len(links(today)["osm"]) == 2


@given(anything)
def test_links_are_plain_ascii(name):
    for found in links(day(call(customer=name, place=Place(37.5, 127.1)))).values():
        assert all(link.isascii() and " " not in link for link in found)


def test_a_link_as_qr_code():
    segno = pytest.importorskip("segno")
    link = links(along(9))["google"][0]
    rows = qr(link).splitlines()
    dark = []
    for row in rows:
        above = [sign in " ▄" for sign in row]
        below = [sign in " ▀" for sign in row]
        dark += [above, below]
    code = segno.make(link, error="l", micro=False)
    wanted = [[bool(square) for square in row] for row in code.matrix_iter(border=2)]
    assert dark[: len(wanted)] == wanted
    assert len({len(row) for row in rows}) == 1


def test_a_text_too_long_for_a_qr_code():
    pytest.importorskip("segno")
    with pytest.raises(SalesError, match="too long"):
        qr("x" * 5000)


def test_without_the_library_the_hint_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def missing(name, *rest, **others):
        if name == "segno":
            raise ImportError(name)
        return real(name, *rest, **others)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(SalesError) as refusal:
        qr("x")
    assert refusal.value.hint == how_to_install("qr")
