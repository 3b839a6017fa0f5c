"""What the shell offers after <TAB>; through sqlite3 alone, and silent when anything is wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import wraps
from typing import Any, NamedTuple

import typer

from salescli.domain import words
from salescli.domain.names import search_key
from salescli.language import _
from salescli.store.reading import Reader, like

Offer = list[tuple[str, str]]
MOST = 40


class Named(NamedTuple):
    name: str
    area: str


class Numbered(NamedTuple):
    no: int
    customer: str
    visit_date: str


def silent(function: Callable[[typer.Context, str], Offer]) -> Callable[..., Offer]:
    """A completion never prints an error: it offers nothing."""

    @wraps(function)
    def offer(ctx: typer.Context, incomplete: str) -> Offer:
        try:
            return function(ctx, incomplete)
        except Exception:  # noqa: BLE001 -- the shell line must stay clean whatever happens
            return []

    return offer


@contextmanager
def reader() -> Iterator[Reader]:
    from salescli.desk import Desk
    from salescli.store.reading import reading

    desk = Desk()
    with reading(desk.path, lambda: None) as found:
        yield found


def compact(name: str, incomplete: str) -> str:
    """A name without blanks, begun as it was typed, so that the shell takes it as one word."""
    whole = re.sub(r"\s+", "", name)
    typed = re.sub(r"\s+", "", incomplete)
    if whole.casefold().startswith(typed.casefold()):
        return typed + whole[len(typed) :]
    return whole


@silent
def customer(ctx: typer.Context, incomplete: str) -> Offer:
    """Names that begin with what was typed; then those that contain it, if the shell takes them."""
    key = search_key(incomplete)
    with reader() as found:
        rows = found.rows(
            Named,
            "FROM customers WHERE search_key LIKE :part ESCAPE '!' ORDER BY search_key LIMIT :most",
            part=like(key)[1:],
            most=MOST,
        )
    return [(compact(row.name, incomplete), row.area) for row in rows]


@silent
def contact(ctx: typer.Context, incomplete: str) -> Offer:
    """The people of the customer that stands on the line already, else of all."""
    named = str(ctx.params.get("customer") or "") or typed_customer()
    with reader() as found:
        where, values = "", {}
        if named:
            from salescli.store.lookup import customers

            ids = [row.id for row in customers(found, named)]
            where, values = "customer_id = :id AND", {"id": ids[0] if len(ids) == 1 else ""}
        rows = found.raw(
            f"SELECT name, position FROM contacts WHERE {where} search_key LIKE :part"  # noqa: S608 -- a condition of ours
            " ESCAPE '!' ORDER BY search_key LIMIT :most",
            part=like(search_key(incomplete))[1:],
            most=MOST,
            **values,
        )
        return [(compact(name, incomplete), position) for name, position in rows]


def typed_customer() -> str:
    return word_after({"add", "edit", "delete"})


def word_after(verbs: set[str]) -> str:
    """The word after the verb, while an option without its value keeps Typer from reading it."""
    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = line.split()
    found = [place for place, word in enumerate(words) if word in verbs]
    return words[found[0] + 1] if found and len(words) > found[0] + 1 else ""


@silent
def visit(ctx: typer.Context, incomplete: str) -> Offer:
    """`last` and the newest visit numbers."""
    with reader() as found:
        rows = found.rows(Numbered, "FROM visits ORDER BY no DESC LIMIT :most", most=MOST)
    offers = [("last", "")] + [(str(row.no), f"{row.visit_date} {row.customer}") for row in rows]
    return [item for item in offers if item[0].startswith(incomplete)]


def numbers(query: str) -> Callable[..., Offer]:
    """A completion of numbers, each with what it stands for, as ``query`` selects the two."""

    @silent
    def offer(ctx: typer.Context, incomplete: str) -> Offer:
        with reader() as found:
            rows = [(str(no), about) for no, about in found.raw(f"{query} LIMIT :most", most=MOST)]
        return [row for row in rows if row[0].startswith(incomplete)]

    return offer


followup = numbers(
    "SELECT no, customer || ' ' || text FROM followups"
    " ORDER BY done_on IS NOT NULL, coalesce(due_on, '9999'), no"
)
objective = numbers(
    "SELECT no, customer || ' ' || text FROM objectives ORDER BY visit_id IS NOT NULL, no DESC"
)
plan_point = numbers("SELECT no, text FROM plan_points ORDER BY done = 100, no DESC")
meeting = numbers("SELECT no, held_on || ' ' || title FROM meetings ORDER BY held_on DESC, no DESC")
action = numbers("SELECT no, owner || ' ' || text FROM actions ORDER BY done_on IS NOT NULL, no")


@silent
def order(ctx: typer.Context, incomplete: str) -> Offer:
    """`last` and the newest order numbers."""
    with reader() as found:
        rows = found.raw(
            "SELECT number, order_date, customer FROM orders ORDER BY no DESC LIMIT :most",
            most=MOST,
        )
        offers = [("last", "")] + [(row[0], f"{row[1]} {row[2]}") for row in rows]
    return [item for item in offers if item[0].startswith(incomplete)]


@silent
def product(ctx: typer.Context, incomplete: str) -> Offer:
    """Product names with their specs."""
    with reader() as found:
        rows = found.raw(
            "SELECT name, spec FROM products WHERE search_key LIKE :part ESCAPE '!'"
            " ORDER BY search_key LIMIT :most",
            part=like(search_key(incomplete))[1:],
            most=MOST,
        )
        return [(compact(f"{name} {spec}", incomplete), "") for name, spec in rows]


@silent
def config_key(ctx: typer.Context, incomplete: str) -> Offer:
    from salescli.config import Config, flat

    keys = [key for key, _value, _hint in flat(Config())]
    return [(key, "") for key in keys if key.startswith(incomplete)]


@silent
def columns(ctx: typer.Context, incomplete: str) -> Offer:
    """Column keys of the list that is being typed, after the last comma."""
    from salescli.reports.lists import COLUMN_KEYS
    from salescli.reports.objectives import OBJECTIVE_COLUMNS
    from salescli.reports.orders import ORDER_COLUMNS
    from salescli.reports.products import PRODUCT_COLUMNS

    if kind := word_after({"export"}):
        return export_columns(kind, incomplete)
    done, comma, part = incomplete.rpartition(",")
    noun = ctx.parent.info_name if ctx.parent and ctx.parent.info_name else ""
    others = {
        "order": ORDER_COLUMNS,
        "product": PRODUCT_COLUMNS,
        "objective": OBJECTIVE_COLUMNS,
    }
    keys = COLUMN_KEYS.get(noun) or [item.key for item in others.get(noun, ())]
    return [(f"{done}{comma}{key}", "") for key in keys if key.startswith(part)]


def export_columns(kind: str, incomplete: str) -> Offer:
    from salescli.store import exporting

    done, comma, part = incomplete.rpartition(",")
    with reader() as found:
        keys = exporting.columns(found, kind)
    return [(f"{done}{comma}{key}", "") for key in keys if key.startswith(part)]


@silent
def formats(ctx: typer.Context, incomplete: str) -> Offer:
    from salescli.output import Format

    return [(item, "") for item in Format if item.startswith(incomplete)]


@silent
def export_forms(ctx: typer.Context, incomplete: str) -> Offer:
    from salescli.commands.export_choice import Form

    return [(item, "") for item in Form if item.startswith(incomplete)]


@silent
def export_kinds(ctx: typer.Context, incomplete: str) -> Offer:
    from salescli.store.exporting import KINDS

    return [(name, "") for name in KINDS if name.startswith(incomplete)]


@silent
def topics(ctx: typer.Context, incomplete: str) -> Offer:
    from salescli.commands.help import TOPICS

    return [(name, "") for name in TOPICS if name.startswith(incomplete)]


@silent
def own_report(ctx: typer.Context, incomplete: str) -> Offer:
    from salescli.commands.own_report import folder
    from salescli.desk import Desk
    from salescli.reports.own import names

    return [(name, "") for name in names(folder(Desk())) if name.startswith(incomplete)]


@silent
def starters(ctx: typer.Context, incomplete: str) -> Offer:
    from salescli.reports.starters import STARTERS

    return [(name, _(one.about)) for name, one in STARTERS.items() if name.startswith(incomplete)]


def choices(kind: type[StrEnum]) -> Callable[..., Any]:
    """A completion of one of the closed lists."""

    @silent
    def offer(ctx: typer.Context, incomplete: str) -> Offer:
        return [(item, words.label(item)) for item in kind if item.startswith(incomplete.lower())]

    return offer
