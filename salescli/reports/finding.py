"""What a typed text can mean in a list: a part of a name, 초성, a code, the digits of a phone."""

from __future__ import annotations

from salescli.domain.names import initials, is_initials, search_key
from salescli.domain.phones import phone_part
from salescli.reports.lists import Query
from salescli.store.lookup import PHONE, PHONE_OF_CUSTOMER
from salescli.store.reading import like

NAME = "search_key LIKE :find ESCAPE '!'"


def customers(query: Query, text: str) -> None:
    """Narrow a list of customers."""
    if is_initials(text):
        query.add("initials LIKE :find ESCAPE '!'", find=like(initials(text)))
        return
    code = "lower(code) = lower(:find_code)"
    narrow(query, text, (NAME, code), PHONE_OF_CUSTOMER, find_code=text.strip())


def contacts(query: Query, text: str) -> None:
    """Narrow a list of contacts."""
    narrow(query, text, (NAME,), PHONE)


def narrow(query: Query, text: str, parts: tuple[str, ...], phone: str, **values: str) -> None:
    """Any of the parts fits, or the phone where the text is one; signs alone find nothing."""
    key, digits = search_key(text), phone_part(text)
    if not key:
        query.add("1 = 0")
        return
    if digits:
        parts, values = (*parts, phone), {**values, "phone": like(digits)}
    query.add(f"({' OR '.join(parts)})", find=like(key), **values)
