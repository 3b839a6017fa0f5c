"""Where travel times come from: estimates, logged visits, a routing server and what it told."""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

PLACES = {"한빛": "37.50, 127.03", "두리": "37.51, 127.04", "세나": "37.49, 127.05"}


@pytest.fixture
def town(sales, at):
    at("2026-03-03T08:40")
    sales("config set office.lat 37.5")
    sales("config set office.lon 127.0")
    for name, place in PLACES.items():
        sales(["customer", "add", name, "--incomplete", "--grade", "A", "--place", place])
    return sales


class Osrm(BaseHTTPRequestHandler):
    """Ten minutes for every way; what is asked is kept, 세나 may be cut off."""

    def do_GET(self):
        self.server.asked.append(self.path)
        places = re.search(r"driving/([^?]+)", self.path)[1].split(";")
        table = [[self.way(a, b) for b in places] for a in places]
        body = json.dumps({"code": "Ok", "durations": table}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def way(self, a, b):
        if a == b:
            return 0
        cut = self.server.cut
        return None if cut and cut in {a.split(",")[0], b.split(",")[0]} else 600

    def log_message(self, *_words):
        """The test's output stays clean."""


@pytest.fixture
def server(town):
    """A stand-in of an OSRM server, set in the config."""
    found = ThreadingHTTPServer(("127.0.0.1", 0), Osrm)
    found.asked, found.cut = [], ""
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    town(["config", "set", "route.server", f"osrm http://127.0.0.1:{found.server_port}"])
    yield found
    found.shutdown()
    found.server_close()
    thread.join()


def route(sales, day="today"):
    return sales(f"route show {day} -f json").json


def test_a_routing_server_tells_the_times_and_is_asked_once(town, server):
    town("route plan today")
    page = route(town)
    assert page["totals"]["travel_source"] == "osrm"
    assert {stop["travel_minutes"] for stop in page["stops"]} == {10 + 4}
    asked = len(server.asked)
    assert asked >= 1
    town("route plan tomorrow")
    town("route drop 1 --reason x")
    assert len(server.asked) == asked


def test_the_minutes_to_park_are_the_areas_own(town, server):
    town("customer edit 한빛 --area 부산")
    town("config set route.areas '{부산: 24/1.3/9}'")
    town("route plan today")
    ways = {stop["customer"]: stop["travel_minutes"] for stop in route(town)["stops"]}
    assert ways["한빛"] == 19
    assert ways["두리"] == 14


def test_a_customer_that_no_road_leads_to_is_left_out(town, server):
    server.cut = "127.050000"
    town("route plan today")
    assert {stop["customer"] for stop in route(town)["stops"]} == {"한빛", "두리"}


@pytest.mark.parametrize("address", ["osrm http://127.0.0.1:9", "valhalla http://127.0.0.1:9"])
def test_a_silent_server_is_said_and_estimates_take_its_place(town, address):
    town(["config", "set", "route.server", address])
    said = town("route plan today").err
    assert "note: travel times are estimates, the routing server failed:" in said
    assert route(town)["totals"]["travel_source"] == "estimate"
    assert len(route(town)["stops"]) == 3


def test_logged_visits_correct_the_estimate(town, at):
    estimated = {s["customer"]: s["travel_minutes"] for s in planned(town, "today")}
    for name, place in PLACES.items():
        town(["customer", "add", f"{name}2", "--incomplete", "--place", place])
    for day in range(2, 28):
        for name, time in (("한빛2", "9:30"), ("두리2", "10:10"), ("세나2", "10:50")):
            town(f"visit add {name} x --on 2026-02-{day:02} --at {time} -m 10")
    found = planned(town, "today")
    assert route(town)["totals"]["travel_source"] == "learned"
    assert sum(s["travel_minutes"] for s in found) > sum(estimated.values())
    town("config set route.learn no")
    planned(town, "today")
    assert route(town)["totals"]["travel_source"] == "estimate"


def planned(sales, day):
    sales(f"route plan {day}")
    return route(sales, day)["stops"]
