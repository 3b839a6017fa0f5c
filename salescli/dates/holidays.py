"""Public holidays of a country, from the library ``holidays`` where it is installed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from salescli.errors import SalesError, how_to_install
from salescli.language import _


def public_holidays(country: str, years: Iterable[int]) -> frozenset[date]:
    """The days off of ``KR``, or of a part of a country as ``ES-MD``.

    Raises:
        SalesError: The library is not installed, or does not know the country.
    """
    try:
        import holidays
    except ImportError as error:
        raise SalesError(
            _("the holidays of {country} need the library holidays").format(country=country),
            how_to_install("holidays"),
        ) from error
    name, _dash, part = country.partition("-")
    try:
        found = holidays.country_holidays(name, subdiv=part or None, years=years)
    except NotImplementedError as error:
        raise SalesError(
            _("no holidays are known for day.country {country}").format(country=country),
            _("`sales config set day.country CODE`; codes as KR, CN, ES-MD"),
        ) from error
    return frozenset(found)
