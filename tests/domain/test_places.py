from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.places import Place, distance_m, format_place, parse_place
from salescli.errors import UsageError

SEOUL = Place(37.5665, 126.9780)
SHANGHAI = Place(31.2304, 121.4737)
MADRID = Place(40.4168, -3.7038)
MEXICO = Place(19.4326, -99.1332)
places = st.builds(
    Place,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)


@pytest.mark.parametrize(
    "text, place",
    [
        ("37.5665, 126.9780", SEOUL),
        ("37.5665,126.9780", SEOUL),
        (" 37.5665 126.9780 ", SEOUL),
        ("(37.5665, 126.9780)", SEOUL),
        ("37.5665\t126.9780", SEOUL),
        ("37,5665 126,9780", SEOUL),
        ("37,5665, 126,9780", SEOUL),
        ("37,5665; 126,9780", SEOUL),
        ("37.5665，126.9780", SEOUL),
        ("37,127", (37, 127)),
        ("40.4168, -3.7038", MADRID),
        ("40,4168 -3,7038", MADRID),
        ("40.4168, \u22123.7038", MADRID),
        ("40.4168 N, 3.7038 W", MADRID),
        ("40.4168° N 3.7038° O", MADRID),
        ("N40.4168 W3.7038", MADRID),
        ("3.7038W 40.4168N", MADRID),
        ("lat: 40.4168, lon: -3.7038", MADRID),
        ("latitud 40,4168 longitud -3,7038", MADRID),
        ("위도 37.5665 경도 126.9780", SEOUL),
        ("북위 37.5665 동경 126.9780", SEOUL),
        ("经度:121.4737, 纬度:31.2304", SHANGHAI),
        ("北纬31.2304° 东经121.4737°", SHANGHAI),
        ("0, 0", (0, 0)),
    ],
)
def test_typed_coordinates(text, place):
    assert parse_place(text) == pytest.approx(place)


@pytest.mark.parametrize(
    "text",
    [
        "37°33'59\"N 126°58'41\"E",
        "37°33'59\"N126°58'41\"E",
        "37° 33′ 59″ N, 126° 58′ 41″ E",
        "37º33’59”N 126º58’41”E",
        "37°33'59,0\"N 126°58'41,0\"E",
        "북위 37도 33분 59초, 동경 126도 58분 41초",
        "N 37°33'59'' E 126°58'41''",
        "37°33.98333'N 126°58.68333'E",
    ],
)
def test_degrees_minutes_seconds(text):
    assert parse_place(text) == pytest.approx((37.566389, 126.978056), abs=1e-5)


LINKS = {
    SEOUL: [
        "https://www.google.com/maps/@37.5665,126.9780,17z",
        "https://www.google.com/maps/place/Hall/@37.5,126.9,17z/data=!3m1!4b1!8m2!3d37.5665!4d126.978!16s",
        "https://maps.google.com/?q=37.5665,126.9780",
        "https://maps.google.com/?ll=37.1,126.1&q=37.5665,126.978&z=17",
        "https://www.google.com/maps/search/?api=1&query=37.5665%2C126.9780",
        "https://www.google.com/maps/dir/?api=1&destination=37.5665%2c126.9780",
        "https://www.google.com/maps/dir/37.1,126.1/37.5665,126.978/@37.3,126.5,11z",
        "https://www.google.com/maps/dir/A/B/@37.3,126.5,11z/data=!1m5!1d126.1!2d37.1!1m5!1d126.978!2d37.5665!3e0",
        "https://www.google.com/maps/search/37.5665,+126.978",
        "https://www.google.com/maps/embed?pb=!1m18!1d3162.9!2d126.978!3d37.5665!2m3!1f0",
        "google.com/maps?ll=37.5665,126.9780",
        "https://maps.apple.com/?ll=37.5665,126.9780&q=Hall",
        "https://maps.apple.com/place?coordinate=37.5665,126.9780&name=Hall",
        "https://www.openstreetmap.org/#map=17/37.5665/126.9780",
        "https://www.openstreetmap.org/?mlat=37.5665&mlon=126.9780#map=17/37.1/126.1",
        "https://map.naver.com/?lng=126.9780&lat=37.5665&title=Hall",
        "nmap://place?lat=37.5665&lng=126.9780&name=Hall",
        "https://map.naver.com/v5/?c=126.9780,37.5665,15,0,0,0,dh",
        "https://map.naver.com/v5/?c=14135126.31,4518366.51,15,0,0,0,dh",
        "https://map.kakao.com/link/map/시청,37.5665,126.9780",
        "https://map.kakao.com/link/map/37.5665,126.9780",
        "https://map.kakao.com/link/to/한빛%2C상사,37.5665,126.9780",
        "https://map.kakao.com/link/from/A,37.1,126.1/to/B,37.5665,126.9780",
        "kakaomap://look?p=37.5665,126.9780",
        "geo:37.5665,126.9780",
        "geo:37.5665,126.9780;u=35",
        "geo:0,0?q=37.5665,126.9780(Hall)",
        "Meet me here:\nhttps://maps.google.com/?q=37.5665,126.9780.",
        "https://www.bing.com/maps?cp=37.5665~126.9780&lvl=16",
        "https://waze.com/ul?ll=37.5665,126.9780&navigate=yes",
    ],
    SHANGHAI: [
        "https://uri.amap.com/marker?position=121.4737,31.2304&name=店",
        "https://uri.amap.com/navigation?to=121.4737,31.2304,end&mode=car",
        "https://wb.amap.com/?p=B00155FHYR,31.2304,121.4737,店",
        "http://api.map.baidu.com/marker?location=31.2304,121.4737&title=店",
        "https://apis.map.qq.com/uri/v1/marker?marker=coord:31.2304,121.4737;title:店",
    ],
    MADRID: ["https://maps.google.com/?q=40.4168,-3.7038", "geo:40.4168,-3.7038?z=17"],
    MEXICO: ["https://www.google.com/maps/@19.4326,-99.1332,12.5z"],
}


@pytest.mark.parametrize("link, place", [(link, at) for at in LINKS for link in LINKS[at]])
def test_map_links(link, place):
    assert parse_place(link) == pytest.approx(place, abs=2e-5)


@pytest.mark.parametrize(
    "text, message, hint",
    [
        ("126.9780, 37.5665", "swapped", "`37.56650, 126.97800`"),
        ("-99.1332 19.4326", "swapped", "`19.43260, -99.13320`"),
        ("geo:121.4737,31.2304", "swapped", "`31.23040, 121.47370`"),
        ("200, 300", "not on the map", "between -90 and 90"),
        ("37.5, 190", "not on the map", "between"),
        ("https://maps.app.goo.gl/AbC123", "maps.app.goo.gl/AbC123", "browser"),
        ("https://naver.me/5xYz", "short link", "browser"),
        ("https://kko.to/abc", "short link", "browser"),
        ("https://place.map.kakao.com/12345", "no coordinates", "pin"),
        ("https://map.naver.com/p/entry/place/13?c=15.00,0,0,0,dh", "no coordinates", "pin"),
        ("https://www.google.com/maps/dir/37.1,126.1/Hall/@37.3,126.5,11z", "no coordin", "pin"),
        ("https://map.baidu.com/@12958160.97,4825907.72,13z", "no coordinates", "pin"),
        ("geo:0,0?q=Seoul", "no coordinates", "pin"),
        ("서울시 중구 세종대로 110", "no place on the map", "`37.5665, 126.9780`"),
        ("", "no place on the map", ""),
        ("37.5665", "no place on the map", ""),
        ("37,126,5", "no place on the map", ""),
        ("37-126", "no place on the map", ""),
        ("37126", "no place on the map", ""),
        ("1.2.3, 4", "no place on the map", ""),
        ("37°99'00\"N 126°58'41\"E", "no place on the map", ""),
        ("37.5N 38.5N", "no place on the map", ""),
        ("010-1234-5678", "no place on the map", ""),
    ],
)
def test_what_is_no_place_is_refused(text, message, hint):
    with pytest.raises(UsageError) as refusal:
        parse_place(text)
    assert message in str(refusal.value)
    assert hint in refusal.value.hint


@pytest.mark.parametrize(
    "a, b, metres",
    [
        (SEOUL, SEOUL, 0),
        (SEOUL, Place(35.1796, 129.0756), 325_000),
        (SHANGHAI, SEOUL, 867_000),
        (MADRID, MEXICO, 9_070_000),
        (Place(0, 0), Place(0, 180), 20_015_100),
        (Place(0, 179.5), Place(0, -179.5), 111_195),
    ],
)
def test_distances(a, b, metres):
    assert distance_m(a, b) == pytest.approx(metres, rel=0.005)


@given(places, places)
def test_the_way_back_is_as_long(a, b):
    assert distance_m(a, b) == distance_m(b, a) >= 0


@given(places)
def test_a_place_reads_back(place):
    text = format_place(place)
    assert parse_place(text) == pytest.approx(place, abs=5.1e-6)
    assert format_place(parse_place(text)) == text


def test_a_place_is_written_to_the_metre():
    assert format_place(SEOUL) == "37.56650, 126.97800"
    assert format_place(Place(-0.000001, -0.0)) == "0.00000, 0.00000"
