"""New rows of an import as plain values: checked lightly where that is enough, written together."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic_core import PydanticUndefined
from sqlmodel import SQLModel

from salescli.domain import words
from salescli.domain.ids import new_id
from salescli.store.writing import make

Found = dict[str, Any]
CLOSED: dict[str, type[StrEnum]] = {
    "grade": words.Grade,
    "to_grade": words.Grade,
    "grade_at_visit": words.Grade,
    "status": words.Status,
    "channel": words.Channel,
    "first_contact": words.Channel,
    "outcome": words.Outcome,
    "purpose": words.Purpose,
    "function": words.Function,
    "role": words.Role,
}
RANGES = {"lat": 90.0, "lon": 180.0}
STAMPS = frozenset({"reported_at", "changed_on"})


def fresh(model: type[SQLModel], values: Found) -> Found:
    """All columns of a new row; what the light check is not sure of is validated in full."""
    if plain(values):
        return {"id": new_id(), **defaults(model), **values}
    return make(model, **values).model_dump()


def plain(values: Found) -> bool:
    """Whether the model's own gate would take these values as they are."""
    texts = []
    for name, value in values.items():
        if name in CLOSED:
            if value is not None and value not in allowed(name):
                return False
        elif type(value) is str:
            texts.append(value)
        elif not harmless(name, value):
            return False
    return values.get("name") != "" and lines(texts)


def harmless(name: str, value: Any) -> bool:
    if isinstance(value, float):
        return name in RANGES and abs(value) <= RANGES[name]
    return name in STAMPS or value is None or isinstance(value, bool) or name == "no"


def lines(texts: list[str]) -> bool:
    """Whether each is one line in the form in which texts are stored."""
    whole = f"|{'|'.join(texts)}|"
    return (
        whole.isprintable()
        and not any(spaces in whole for spaces in ("  ", "| ", " |"))
        and unicodedata.is_normalized("NFC", whole)
    )


@cache
def allowed(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in CLOSED[name])


@cache
def defaults(model: type[SQLModel]) -> Found:
    """What stands in the columns that are not given."""
    found: Found = {}
    for name, field in model.model_fields.items():
        if name != "id":
            found[name] = None if field.default is PydanticUndefined else field.default
    return found
