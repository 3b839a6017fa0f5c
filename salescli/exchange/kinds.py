"""The kinds of file: which fields each takes in, and what a header means there.

Our own exports and lists are known by their keys, which are the same in every language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

IGNORED: Final = "-"

# The fields a kind takes in; what else is recognised there stays a note under its own header.
KINDS: Final[dict[str, tuple[str, ...]]] = {
    "customers": (
        *("code", "name", "status", "grade", "industry", "area", "source", "tags", "notes"),
        *("phone", "mobile", "email", "website", "fax", "tax_id", "usual_products", "owner"),
        *("address", "street", "address2", "city", "region", "district", "postcode", "country"),
        *("lat", "lon", "place"),
        *("contact", "first", "middle", "last", "position", "contact_phone", "contact_email"),
        *("windows", "background", "makes", "application", "suppliers", "needs", "purchase_plan"),
        *("condition", "need_clear", "expected_on", "tracking_since", "target", "key_account"),
        *("first_contact", "contact_notes", "reporter", "reported_at", "id"),
    ),
    "contacts": (
        *("customer", "customer_code", "customer_no", "customer_id", "name", "first", "middle"),
        *("last", "position", "phone", "mobile", "email", "function", "role", "main", "notes"),
        "id",
    ),
    "visits": (
        *("customer", "customer_code", "customer_no", "customer_id", "visit_date", "visit_time"),
        *("minutes", "channel", "outcome", "purpose", "met", "content", "result", "problems"),
        *("objections", "note_left", "card_left", "grade_at_visit", "next_on", "next_time"),
        *("lesson", "improvement", "improved_on", "rep", "created_at", "id"),
    ),
}
DATES: Final = {
    "customers": ("expected_on", "tracking_since", "reported_at"),
    "contacts": (),
    "visits": ("visit_date", "next_on", "improved_on", "created_at"),
}
TIMES: Final = {"customers": (), "contacts": (), "visits": ("visit_time", "next_time")}

# What a header of any file means in files of this kind.
MEANS: Final[dict[str, dict[str, str]]] = {
    "customers": {},
    "contacts": {
        "name": "customer",
        "code": "customer_code",
        "contact": "name",
        "contact_phone": "phone",
        "contact_email": "email",
    },
    "visits": {
        "name": "customer",
        "code": "customer_code",
        "contact": "met",
        "owner": "rep",
        "created": "created_at",
        "next_visit": "next_on",
    },
}

# What our own exports hold beside it: numbers of this file, and what follows from other rows.
_DERIVED: Final = {
    "customers": (
        *("no", "last_visit", "next_due", "created_at", "updated_at"),
        *("owner_rep_id", "search_key", "name_key", "initials", "phone_key"),
        *("reported_by", "new"),
    ),
    "contacts": ("no", "created_at", "updated_at", "search_key", "phone_key", "new"),
    "visits": (
        *("no", "updated_at", "started_at", "utc_offset", "address", "met_phone", "entry_key"),
        *("rep_id", "new"),
    ),
}
_PARTS: Final = frozenset(
    {"mobile", "street", "address2", "city", "region", "district", "postcode", "country", "place"}
    | {"first", "middle", "last", "contact_email"}
)
_ENOUGH = 0.75


def own_fields(headers: Sequence[str], kind: str) -> dict[str, str]:
    """The field of each header in a file that we wrote; empty when the file is not ours.

    Ours is a file all of whose columns bear our keys, or one that has several keys that nobody else
    writes so, to which a few columns were added.
    """
    own = {field: field for field in KINDS[kind] if field not in _PARTS}
    own |= dict.fromkeys(_DERIVED[kind], IGNORED)
    known = sum(header in own for header in headers)
    marks = sum(header in own and "_" in header for header in headers) + 2 * ("id" in headers)
    marked = marks >= 2 and known >= _ENOUGH * len(headers)
    return own if marked or known == len(headers) else {}
