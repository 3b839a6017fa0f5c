"""`sales route export` and `show --map`: the day in calendars, map programs and on the phone."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest

GPX = "{http://www.topografix.com/GPX/1/1}"
SERVICES = ("google", "apple", "naver", "amap", "osm")


def unfolded(text):
    """The lines of a calendar, long ones put together again."""
    return re.sub(r"\r?\n[ \t]", "", text).splitlines()


def events(text):
    """The events of a calendar as dictionaries."""
    found = []
    for line in unfolded(text):
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name not in found[-1]:
            found[-1][name] = value
    return found


def uids(text):
    return {event["SUMMARY"]: event["UID"] for event in events(text)}


def test_a_calendar(planned):
    text = planned("route export").out
    lines = unfolded(text)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    found = events(text)
    assert len(found) == 8
    first = found[0]
    assert first["SUMMARY"] == "한빛상사 (A)"
    assert first["DTSTART"] == "20260303T003700Z"
    assert first["DTEND"] == "20260303T010700Z"
    assert "박지성" in first["DESCRIPTION"]
    assert first["GEO"] == "37.500000;127.036000"
    assert lines.count("BEGIN:VALARM") == 8


def test_no_calendar_line_is_longer_than_75_octets(planned):
    planned(["customer", "edit", "#1", "--name", "아주 긴 이름의 거래처 " * 9])
    for line in planned("route export").out.splitlines():
        assert len(line.encode()) <= 75


def test_uids_stay_through_changes_and_another_plan(planned):
    before = uids(planned("route export").out)
    planned("route confirm 1")
    planned("route move 3 --to 11:15")
    planned("route drop 2 --reason x")
    planned("route plan --seed 4")
    planned("route replan --at 9:30")
    after = uids(planned("route export").out)
    both = before.keys() & after.keys()
    assert len(both) >= 6
    assert all(before[name] == after[name] for name in both)


def test_a_confirmed_stop_is_confirmed_and_a_dropped_one_cancelled(planned):
    planned("route confirm 1")
    planned("route drop 3 --reason x")
    found = {event["SUMMARY"]: event["STATUS"] for event in events(planned("route export").out)}
    assert found["한빛상사 (A)"] == "CONFIRMED"
    assert found["역삼문구 (B)"] == "TENTATIVE"
    assert found.get("두리무역 (A)", "CANCELLED") == "CANCELLED"


def test_names_are_escaped_in_a_calendar(planned):
    planned(["customer", "edit", "#1", "--name", "a;b, c\\d [bold] <x>"])
    assert "SUMMARY:a\\;b\\, c\\\\d [bold] <x> (A)" in unfolded(planned("route export").out)


def test_gpx(planned):
    root = ET.fromstring(planned("route export -f gpx").out)
    points = root.findall(f"{GPX}wpt")
    assert points[0].find(f"{GPX}name").text == "강남 사무실"
    assert points[1].find(f"{GPX}name").text == "1 한빛상사 (A)"
    assert (points[1].get("lat"), points[1].get("lon")) == ("37.500000", "127.036000")
    assert len(points) == 9
    assert root.findall(f"{GPX}rte/{GPX}rtept")


def test_gpx_with_markup_in_a_name(planned):
    planned(["customer", "edit", "#1", "--name", "<b>&\"'"])
    root = ET.fromstring(planned("route export -f gpx").out)
    assert "<b>&\"'" in root.findall(f"{GPX}wpt/{GPX}name")[1].text


def test_geojson(planned):
    page = json.loads(planned("route export -f geojson").out)
    assert page["type"] == "FeatureCollection"
    points = [one for one in page["features"] if one["geometry"]["type"] == "Point"]
    assert points[1]["geometry"]["coordinates"] == [127.036, 37.5]
    assert "한빛상사" in json.dumps(points[1]["properties"], ensure_ascii=False)
    lines = [one for one in page["features"] if one["geometry"]["type"] == "LineString"]
    assert len(lines) == 1
    assert len(lines[0]["geometry"]["coordinates"]) == 10


def test_csv(planned):
    rows = list(csv.DictReader(io.StringIO(planned("route export -f csv").out)))
    assert len(rows) == 8
    assert rows[0]["customer"] == "한빛상사"
    assert (rows[0]["place"], rows[0]["starts_at"]) == ("1", "09:37")
    assert (rows[0]["lat"], rows[0]["lon"]) == ("37.5", "127.036")


def test_links_name_their_service(planned):
    rows = [line.split("\t") for line in planned("route export -f links").out.splitlines()]
    assert {service for service, _link in rows} == set(SERVICES)
    for _service, link in rows:
        assert re.fullmatch(r"[a-z]+://\S+", link)


@pytest.mark.parametrize("service", SERVICES)
def test_links_of_one_service_are_links_alone(planned, service):
    out = planned(f"route export --service {service}").out
    assert all(re.fullmatch(r"[a-z]+://\S+", line) for line in out.splitlines())
    assert out == planned(f"route export -f links --service {service}").out


def test_codes_for_the_phone(planned):
    out = planned("route export --qr").out
    assert "█" in out
    assert "https://www.google.com/maps/dir/" in out
    assert "nmap://" in planned("route export --qr --service naver").out


@pytest.mark.parametrize(
    "name, begins",
    [
        ("day.ics", "BEGIN:VCALENDAR"),
        ("DAY.ICS", "BEGIN:VCALENDAR"),
        ("day.gpx", "<?xml"),
        ("day.geojson", "{"),
        ("day.csv", "place,"),
        ("두리 日.ics", "BEGIN:VCALENDAR"),
    ],
)
def test_the_ending_tells_the_form(planned, office, name, begins):
    run = planned(["route", "export", "-o", name])
    assert run.out == ""
    assert run.err == f"Wrote {name}\n"
    assert (office / name).read_text(encoding="utf-8-sig").startswith(begins)


def test_a_named_form_goes_before_the_ending(planned, office):
    planned("route export -o day.txt -f links")
    assert (office / "day.txt").read_text(encoding="utf-8").startswith("google\t")
    planned("route export -o day.csv -f gpx")
    assert (office / "day.csv").read_text(encoding="utf-8").startswith("<?xml")


def test_minus_is_the_terminal(planned):
    assert planned("route export -o -").out == planned("route export").out


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("-f pdf", 2, 'no format "pdf"'),
        ("-f ''x", 2, 'no format "x"'),
        ("-f '[bold]'", 2, 'no format "[bold]"'),
        ("-o day.pdf", 2, "pdf"),
        ("-o nowhere/day.ics", 1, "could not write nowhere/day.ics"),
        ("yesterday", 3, "no route is planned for Mon 2 Mar 2026"),
        ("tomorrow", 3, "no route is planned for Wed 4 Mar 2026"),
        ("nonsense", 2, '"nonsense" is not a date I know'),
        ("--nonsense", 2, "--nonsense"),
    ],
)
def test_what_cannot_be_exported(planned, line, code, wrong):
    run = planned(f"route export {line}", code=code)
    assert run.out == ""
    assert run.err.startswith("error: ")
    assert wrong in run.err.splitlines()[0]
    assert "hint: " in run.err


def test_an_unknown_service_names_the_known(planned):
    run = planned("route export --service bing", code=2)
    assert run.out == ""
    assert 'no map service "bing"' in run.err
    assert all(service in run.err for service in SERVICES)


def test_another_day(planned):
    planned("route plan fri")
    assert events(planned("route export fri").out)[0]["DTSTART"].startswith("20260306T")


def test_a_past_day(planned, at):
    at("2026-03-05T08:40")
    assert len(events(planned("route export 2026-03-03").out)) == 8


def test_a_day_without_stops(planned):
    for _time in range(8):
        planned("route drop 1 --reason x")
    for form in ("ics", "gpx", "geojson", "csv", "links"):
        planned(f"route export -f {form}")
    for name in ("day.svg", "day.html"):
        planned(f"route show --map -o {name}")


# maps


@pytest.mark.parametrize("name", ["day.svg", "day.html", "DAY.HTML", "day.htm"])
def test_a_map_in_a_file(planned, office, name):
    run = planned(f"route show --map -o {name}")
    assert run.err == f"Wrote {name}\n"
    text = (office / name).read_text(encoding="utf-8")
    assert "<svg" in text
    assert "한빛상사" in text


def test_a_map_escapes_names(planned, office):
    planned(["customer", "edit", "#1", "--name", "<script>alert(1)</script>"])
    for name in ("day.svg", "day.html"):
        planned(f"route show --map -o {name}")
        text = (office / name).read_text(encoding="utf-8")
        assert "<script>alert(1)" not in text
        assert "alert(1)" in text


def test_a_map_needs_nothing_from_the_net(planned, office):
    planned("route show --map -o day.html")
    text = (office / "day.html").read_text(encoding="utf-8")
    loaded = re.findall(r"""(?:src|xlink:href)=["'](https?:[^"']+)|url\((https?:[^)]+)""", text)
    assert loaded == []


def test_a_map_in_the_terminal(planned):
    plain = planned("route show").out
    drawn = planned("route show --map").out
    assert drawn.startswith(plain.rstrip())
    picture = drawn[len(plain) :]
    assert all(number in picture for number in "12345678")
    assert all(len(line) <= 76 for line in picture.splitlines())


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("-o day.png", 2, "day.png"),
        ("-o day", 2, '"day"'),
        ("-o nowhere/day.svg", 1, "could not write"),
        ("tomorrow", 3, "no route is planned"),
    ],
)
def test_a_map_that_cannot_be_drawn(planned, line, code, wrong):
    run = planned(f"route show --map {line}", code=code)
    assert run.err.startswith("error: ")
    assert wrong in run.err.splitlines()[0]
