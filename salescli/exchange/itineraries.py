"""Days on the road for other programs: calendars, map apps, navigation, the phone's camera."""

from salescli.exchange.itinerary_geo import geojson, gpx
from salescli.exchange.itinerary_ics import ics
from salescli.exchange.map_links import links
from salescli.exchange.qr import qr

__all__ = ["geojson", "gpx", "ics", "links", "qr"]
