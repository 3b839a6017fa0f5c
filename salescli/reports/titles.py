"""The titles of a record's fields: what lists head them with, and those that no list shows."""

from __future__ import annotations

from salescli.language import N_, _
from salescli.reports import lists, products

TITLES = {
    "customer": {
        **{item.key: item.title for item in lists.CUSTOMER_COLUMNS},
        "budget": N_("Budget"),
        "background": N_("Background"),
        "application": N_("Use of the product"),
        "condition": N_("Business condition"),
        "notes": N_("Private notes"),
        "place": N_("Place"),
    },
    "contact": {item.key: item.title for item in lists.CONTACT_COLUMNS},
    "visit": {item.key: item.title for item in lists.VISIT_COLUMNS},
    "product": {item.key: item.title for item in products.PRODUCT_COLUMNS},
}


def title(record: str, key: str) -> str:
    return _(TITLES[record][key])
