"""One value as text: exact for machines, in words for people, safe for both."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from salescli.dates import local_moment, long_day
from salescli.domain.text import visible
from salescli.output.table import Column


def machine(value: Any) -> Any:
    """A value that JSON takes: ISO dates, plain numbers, text as it is."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [machine(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


def exact(value: Any) -> str:
    """The same as text for CSV and TSV: nothing, true/false, numbers without grouping."""
    plain = machine(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, list):
        return ", ".join(exact(item) for item in plain)
    return str(plain)


def bare(value: Any) -> str:
    """A value as it is, nothing for none: numbers that people type again, ungrouped."""
    return "" if value is None else str(value)


def human(value: Any) -> str:
    """For people: days with their weekday, local times, grouped numbers, a tick for yes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, datetime):
        return local_moment(value)
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, (list, tuple)):
        return ", ".join(human(item) for item in value)
    return exact(value)


def iso_day(value: Any) -> str:
    """A day that was kept as ISO text, as people write it."""
    return long_day(date.fromisoformat(value)) if value else ""


def cell(column: Column, value: Any, *, newline: bool = True) -> str:
    """A table cell for people, with everything that could steer a terminal made visible."""
    text = column.show(value) if column.show else human(value)
    if not newline:
        text = "; ".join(line for line in text.splitlines() if line)
    return visible(text, newline=newline)
