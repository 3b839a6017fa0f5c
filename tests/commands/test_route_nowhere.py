"""Routes without coordinates: lists of offices hold addresses and areas, and the day goes on."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

LIST = """\
name,grade,area,address,hours
한빛상사,A,강남,서울 강남구 역삼동 1,
두리무역,A,강남,서울 강남구 역삼동 2,mon-fri 10:00-12:00
天天超市,B,서초,서울 서초구 서초동 3,
Café Olé,B,,Calle Mayor 4,
"""
CENTRES = "config set route.centres '{강남: 37.5/127.03, 서초: 37.48/127.02}'"
OFFICE = ("config set office.lat 37.4979", "config set office.lon 127.0276")


@pytest.fixture
def listed(sales, office, at):
    """An office that took in a list with addresses and areas, and no coordinates."""
    at("2026-03-03T08:40")
    (office / "list.csv").write_text(LIST, encoding="utf-8")
    sales("data import customers list.csv")
    return sales


def names(rows):
    return {row["customer"] for row in rows}


def test_a_day_without_any_place_is_planned_by_value(listed, stops):
    run = listed("route plan tomorrow")
    assert "neither the office nor a customer is on the map" in run.err
    assert "sales config set office.lat 37.5665" in run.err
    assert "4 stops have no place: each way there or back counts 20 minutes" in run.err
    assert "config set route.centres '{" in run.err
    rows = stops(listed, "tomorrow")
    assert names(rows) == {"한빛상사", "두리무역", "天天超市", "Café Olé"}
    assert {row["travel_minutes"] for row in rows} == {20}
    assert {(row["lat"], row["lon"], row["area_centre"]) for row in rows} == {(None, None, False)}
    assert all("no place" in row["note"] for row in rows)
    hours = next(row for row in rows if row["customer"] == "두리무역")
    assert "10:00" <= hours["starts_at"] <= hours["ends_at"] <= "12:00"


def test_the_minutes_of_such_a_way_are_a_setting(listed, stops):
    listed("config set route.unknown_minutes 35")
    assert "counts 35 minutes" in listed("route plan tomorrow").err
    assert {row["travel_minutes"] for row in stops(listed, "tomorrow")} == {35}
    assert "from 1 to 600" in listed("config set route.unknown_minutes 0", code=2).err


def test_an_agreed_time_stands_in_the_plan(listed, stop):
    listed("followup add 天天 'price list' --visit --due 'tomorrow 15:00'")
    listed("route plan tomorrow")
    assert stop(listed, "天天超市", "tomorrow")["starts_at"] == "15:00"


def test_a_stop_is_added_to_an_empty_day(listed, stop):
    run = listed("route add 天天 --at 15:10 --day tomorrow")
    assert "Added 天天超市 to Wed 4 Mar 2026" in run.err
    assert "1 stop has no place" in run.err
    row = stop(listed, "天天超市", "tomorrow")
    assert (row["starts_at"], row["pinned"], row["broken"]) == ("15:10", True, "")


def test_the_centre_of_the_area_stands_for_a_place(listed, stop):
    listed(CENTRES)
    run = listed("route plan tomorrow")
    assert "the office is not on the map: the middle of your customers" in run.err
    assert "config set office.lat" in run.err
    assert "1 stop has no place" in run.err
    row = stop(listed, "한빛상사", "tomorrow")
    assert (row["lat"], row["area_centre"]) == (37.5, True)
    assert "middle of the area" in row["note"]


def test_with_an_office_nothing_but_the_places_is_missing(listed):
    for line in (CENTRES, *OFFICE):
        listed(line)
    run = listed("route plan tomorrow")
    assert "the office is not on the map" not in run.err
    assert "강남: 37.5/127.03, 서초: 37.48/127.02, AREA: 37.5665/126.9780" in run.err


def test_every_change_of_the_day_works(listed, stops, stop, monkeypatch):
    listed("route plan tomorrow")
    number = stop(listed, "한빛상사", "tomorrow")["no"]
    listed(f"route confirm {number} -d tomorrow")
    assert stop(listed, "한빛상사", "tomorrow")["status"] == "confirmed"
    listed(f"route move {stop(listed, '天天超市', 'tomorrow')['no']} --to 15:30 -d tomorrow")
    assert stop(listed, "天天超市", "tomorrow")["starts_at"] == "15:30"
    listed(f"route move {stop(listed, 'Café Olé', 'tomorrow')['no']} --to thu -d tomorrow")
    assert stop(listed, "Café Olé", "thu")["status"] == "planned"
    listed(f"route drop {stop(listed, '두리무역', 'tomorrow')['no']} --reason x -d tomorrow")
    assert "no place" in stop(listed, "天天超市", "tomorrow")["note"]
    assert "not on the map" in listed("route why 天天 -d tomorrow").out


def test_the_day_goes_on_from_a_visit_without_a_place(listed, at, stop):
    listed("route plan today")
    at("2026-03-03T10:30")
    listed("visit add 두리 'showed the new line' --at 10:00 --minutes 30")
    run = listed("route replan")
    assert "error" not in run.err
    assert stop(listed, "두리무역")["status"] == "visited"
    listed("route replan --from 한빛 --at 14:00")


def test_maps_links_and_tracks_leave_such_stops_out_and_say_so(listed, office):
    for line in (CENTRES, *OFFICE, "route plan tomorrow"):
        listed(line)
    for line in ("show tomorrow --map", "show tomorrow --map -o day.svg",
                 "export tomorrow -f links", "export tomorrow -o day.gpx",
                 "export tomorrow -o day.geojson"):  # fmt: skip
        run = listed(f"route {line}")
        assert "not on the map: " in run.err, line
        assert "Café Olé" in run.err, line
    assert ",0.00000" not in listed("route export tomorrow -f links").out
    track = ElementTree.parse(office / "day.gpx").getroot().iter()
    assert "0.000000" not in {node.get("lat") for node in track}
    shown = json.loads((office / "day.geojson").read_text(encoding="utf-8"))
    cafe = next(f for f in shown["features"] if f["properties"].get("customer") == "Café Olé")
    assert cafe["geometry"] is None
    assert "GEO:0" not in listed("route export tomorrow").out
    assert "Café Olé" in listed("route export tomorrow").out


@pytest.mark.parametrize("form", ["links", "gpx", "geojson", "ics", "csv"])
def test_a_day_that_is_nowhere_can_be_exported(listed, form):
    listed("route plan tomorrow")
    assert "Traceback" not in listed(f"route export tomorrow -f {form}").err
    listed("route show tomorrow --map")
    listed("route show tomorrow --map -o day.html")


def test_the_forecast_and_the_daily_report_need_no_places(listed, at):
    assert "2026" in listed("coverage --forecast").out
    listed("route plan today")
    at("2026-03-03T17:20")
    listed("visit add 한빛 'sold' --at 10:00 --minutes 20")
    assert "한빛상사" in listed("report daily").out
    listed("today")


def test_a_place_is_used_as_soon_as_it_is_told(listed, stop):
    listed("route plan tomorrow")
    listed("customer edit Olé --place '37.5, 127.0'")
    listed("route plan tomorrow")
    assert stop(listed, "Café Olé", "tomorrow")["lat"] == 37.5
