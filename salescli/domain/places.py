"""Where a customer is: coordinates as people type them, and the links that map apps share.

Coordinates are taken as they stand; Chinese maps shift theirs by up to some hundred metres.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from salescli.errors import UsageError
from salescli.language import _

EARTH_M = 6_371_008.8


class Place(NamedTuple):
    lat: float
    lon: float


NOWHERE = Place(0.0, 0.0)  # in the sea, where nobody sells: stands for a place that is not known


_SIGNS = str.maketrans("，；−º˚‘’′“”″", ",;-°°'''\"\"\"")
_AXES = {
    word: (axis, sign)
    for words, axis, sign in (
        ("n lat latitude latitud 위도 북위 纬度 緯度 北纬 北緯", "lat", 1),
        ("s 남위 南纬 南緯", "lat", -1),
        ("e lon lng longitude longitud 경도 동경 经度 經度 东经 東經", "lon", 1),
        ("w o 서경 西经 西經", "lon", -1),  # o: oeste
    )
    for word in words.split()
}
_WORDS = "|".join(sorted(_AXES, key=len, reverse=True))


def _angle(fraction: str) -> str:
    """One coordinate, decimal or in degrees, minutes and seconds."""
    part = r"(\d{1,2}(?:[.,]\d+)?)"
    return (
        rf"(?i)(?:(?<![a-z])({_WORDS})\s*[:=]?\s*)?(?<![\d.])([-+]?)(\d{{1,3}}{fraction})(?![\d.])"
        rf"\s*(?:[°度도]\s*)?(?:{part}\s*['분分](?!')\s*)?(?:{part}\s*(?:\"|''|초|秒)\s*)?"
        r"(?(1)|(?:([nsewo])(?![a-z]))?)"  # a letter behind, unless one stands before
    )


_ANGLES = (_angle(r"(?:\.\d+)?"), _angle(r"(?:,\d+|(?=\s*[°度도]))"))
_TWO = r"[(\[]?\s*#\s*[,;/]?\s*#\s*[)\]]?"

_N = r"(-?\d{1,3}(?:\.\d+)?)(?!\.?\d)"
_PAIR = rf"{_N}\s*,\s*{_N}"
_METRES = r"(-?\d{6,8}(?:\.\d+)?)"
_LINK = r"(?i)\bgeo:|\b[a-z][\w+.-]*://|\b(?:[\w-]+\.)+[a-z]{2,}[/?]"
_SHORT = (
    r"(?:maps\.app\.goo\.gl|goo\.gl|naver\.me|kko\.to|kko\.kakao\.com|surl\.amap\.com"
    r"|j\.map\.baidu\.com|maps\.apple)/\S*"
)
_ESCAPES = {"%2c": ",", "%20": " ", "+": " ", "%3a": ":", "%2f": "/", "%40": "@", "%21": "!"}
_ESCAPED = r"%2c|%20|\+|%3a|%2f|%40|%21"

# The pin of a link comes before the middle of its map.
_LON_FIRST = (
    rf"amap\.com.*[?&](?:position|to|location)={_PAIR}",
    rf"/dir/.*!1d{_N}!2d{_N}",  # Google directions: the last stop
    rf"!2d{_N}!3d{_N}",  # Google, embedded map
    # Naver: a decimal pair is a place, `c=15.00,0,0,0,dh` only the zoom
    r"naver\.com.*[?&]c=(-?\d{1,3}\.\d{3,}),(-?\d{1,2}\.\d{3,})",
)
_LAT_FIRST = (
    rf"!3d{_N}!4d{_N}",
    rf"[?&](?:coordinate|q|query|destination|daddr|location)=(?:loc:)?{_PAIR}",
    rf"[?&](?:ll=|to=ll\.|p=(?:[^,&]*,)?){_PAIR}",
    rf"(?=.*[?&#][md]?lat(?:itude)?={_N})(?=.*[?&#][md]?(?:lng|lon|longitude)={_N})",
    rf"\bcoord:{_PAIR}",
    rf"/(?:link/map|link/roadview|to)/(?:[^/]*,)?{_PAIR}",
    rf"/maps/(?:place|search)/{_PAIR}",
    rf"/dir/(?:.*/)?{_PAIR}/?(?=[@?]|data|$)",
    rf"[#&]map=[\d.]+/{_N}/{_N}",
    rf"^(?!.*/dir/).*@{_PAIR}",
    rf"[?&](?:center|cp|viewpoint|cbll)={_N}[,~]{_N}",
    rf"\bgeo:(?!0,0\?){_PAIR}",
)
_MERCATOR = rf"(?i)naver\.com.*[?&]c={_METRES},{_METRES}"


def on_map(lat: float | None, lon: float | None) -> Place | None:
    """A place as it is kept; None when nobody knows it."""
    place = Place(lat or 0.0, lon or 0.0)
    return None if place == NOWHERE else place


def parse_place(text: str) -> Place:
    """Coordinates, or a pasted map link, as a place; what is neither is refused."""
    place = _linked(text.strip()) if re.search(_LINK, text) else _typed(text.strip())
    return _checked(*place)


def format_place(place: Place) -> str:
    """``37.56650, 126.97800``: to the metre."""
    lat, lon = (round(value, 5) + 0.0 for value in place)
    return f"{lat:.5f}, {lon:.5f}"


def distance_m(a: Place, b: Place) -> float:
    """Metres as the crow flies."""
    north, east = math.radians(b.lat - a.lat), math.radians(b.lon - a.lon)
    across = math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat))
    chord = math.sin(north / 2) ** 2 + across * math.sin(east / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(chord)))


def _checked(lat: float, lon: float) -> Place:
    if abs(lat) <= 90 and abs(lon) <= 180:
        return Place(lat, lon)
    if abs(lat) <= 180 and abs(lon) <= 90:
        raise UsageError(
            _("{lat} is no latitude; the two numbers seem to be swapped").format(lat=lat),
            _("latitude comes first: `{place}`").format(place=format_place(Place(lon, lat))),
        )
    raise UsageError(
        _("{lat}, {lon} is not on the map").format(lat=lat, lon=lon),
        _("latitude lies between -90 and 90, longitude between -180 and 180"),
    )


def _linked(text: str) -> tuple[float, float]:
    link = re.sub(_ESCAPED, _unescaped, text.replace("\n", " "), flags=re.IGNORECASE)
    if found := _first(_LON_FIRST, link):
        return float(found[2]), float(found[1])
    if found := _first(_LAT_FIRST, link):
        return float(found[1]), float(found[2])
    if found := re.search(_MERCATOR, link):
        return _unprojected(float(found[1]), float(found[2]))
    raise _unread(text)


def _unescaped(found: re.Match[str]) -> str:
    return _ESCAPES[found[0].lower()]


def _first(patterns: tuple[str, ...], link: str) -> re.Match[str] | None:
    found = (re.search(pattern, link, re.IGNORECASE) for pattern in patterns)
    return next(filter(None, found), None)


def _unprojected(x: float, y: float) -> tuple[float, float]:
    """Web Mercator metres, as older Naver links hold them."""
    radius = 6_378_137.0
    return math.degrees(math.atan(math.sinh(y / radius))), math.degrees(x / radius)


def _unread(text: str) -> UsageError:
    if found := re.search(_SHORT, text):
        return UsageError(
            _('the short link "{link}" can only be read online').format(link=found[0]),
            _("open it in a browser and paste the long link, or coordinates: `37.5665, 126.9780`"),
        )
    return UsageError(
        _("the link holds no coordinates"),
        _("paste the coordinates of the pin instead, for example `37.5665, 126.9780`"),
    )


def _typed(text: str) -> tuple[float, float]:
    plain = text.translate(_SIGNS)
    for pattern in _ANGLES:
        if re.fullmatch(_TWO, re.sub(pattern, "#", plain)):
            first, second = (_degrees(found) for found in re.finditer(pattern, plain))
            if pair := _ordered(first, second):
                return pair
    raise UsageError(
        _('"{text}" is no place on the map').format(text=text),
        _("give latitude and longitude, `37.5665, 126.9780`, or paste a map link"),
    )


def _degrees(found: re.Match[str]) -> tuple[str, float]:
    """The axis of a coordinate, if it is told, and its value; not a number if it cannot be one."""
    word, sign, degrees, minutes, seconds, letter = found.groups()
    parts = [float((part or "0").replace(",", ".")) for part in (degrees, minutes, seconds)]
    axis, way = _AXES[(letter or word or "n").lower()]
    value = parts[0] + parts[1] / 60 + parts[2] / 3600 if max(parts[1:]) < 60 else math.nan
    return axis if letter or word else "", value * (-1 if sign == "-" else 1) * way


def _ordered(first: tuple[str, float], second: tuple[str, float]) -> tuple[float, float] | None:
    """Latitude and longitude; letters and words decide their order, else latitude is first."""
    if first[0] == "lon" or second[0] == "lat":
        first, second = second, first
    if first[0] == "lon" or second[0] == "lat" or math.isnan(first[1] + second[1]):
        return None
    return first[1], second[1]
