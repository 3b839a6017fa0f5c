"""`--rep`: whose figures and rows are shown; another's are only looked at."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from salescli.config import Me
from salescli.desk import Desk
from salescli.domain.text import fold
from salescli.errors import NotFoundError
from salescli.language import N_, _
from salescli.reports.lists import Query
from salescli.store.reading import Reader

ALL, ME = "all", "me"
RepOpt = Annotated[
    str, typer.Option("--rep", help=N_("Of this person of the office; `me`, or `all`"))
]


class Person(NamedTuple):
    id: str
    name: str
    area: str
    email: str


def people(reader: Reader) -> list[Person]:
    return reader.rows(Person, "FROM rep WHERE deleted_at IS NULL ORDER BY name, id")


def named(reader: Reader, text: str) -> Person:
    """The one person of the office whom ``text`` names, whole or in part."""
    known = people(reader)
    if text == ME:
        own = reader.value("SELECT value FROM meta WHERE key = 'rep'")
        return next((one for one in known if one.id == own), Person("", "", "", ""))
    wanted = fold(text)
    found = [one for one in known if fold(one.name) == wanted]
    found = found or [one for one in known if wanted and wanted in fold(one.name)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(dict.fromkeys(one.name for one in found or known if one.name))
    raise NotFoundError(
        _('several of the office fit "{text}"').format(text=text)
        if found
        else _('nobody of the office is called "{text}"').format(text=text),
        _("one of {choices}").format(choices=names or ALL),
        wrong=text,
    )


def seen(desk: Desk, text: str) -> Desk:
    """The desk for the figures that were asked for: your own unless others are named."""
    if text in {"", ME}:
        return desk.mine()
    if text == ALL:
        return desk.seen_by("", Me(name=_("the whole office")))
    with desk.read() as reader:
        person = named(reader, text)
    return desk.seen_by(person.id, Me(name=person.name, area=person.area, email=person.email))


def narrow(query: Query, reader: Reader, text: str, column: str = "rep_id") -> None:
    """Only the rows of the person that was named."""
    if text and text != ALL:
        query.add(f"{column} = :whose", whose=named(reader, text).id)
