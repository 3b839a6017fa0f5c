"""How a file comes in: recognised, previewed, and taken in whole as one step of undo."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from salescli import config as configuration
from salescli.commands.arguments import emit
from salescli.commands.import_answers import give_back, result, say_reading, say_result
from salescli.commands.import_doubles import last_number, say_doubles
from salescli.commands.import_gate import Gate
from salescli.commands.import_options import Options
from salescli.commands.import_totals import Totals
from salescli.commands.progress import shown
from salescli.desk import Desk
from salescli.language import _, current

if TYPE_CHECKING:
    from salescli.domain.drafts import Draft, Problem
    from salescli.exchange.dates_of_columns import Decided
    from salescli.exchange.entries import Days
    from salescli.exchange.headers import Column as FileColumn
    from salescli.exchange.headers import Mapping
    from salescli.exchange.shapes import RawTable
    from salescli.store.import_tally import Tally


def run(desk: Desk, options: Options) -> None:
    """Read, preview, and take the file in as one step of undo."""
    from salescli.exchange.dates_of_columns import checked_form
    from salescli.exchange.headers import overrides

    checked_form(options.date_format)
    told = overrides(list(options.mapped))
    table = opened(desk, options, told)
    say_reading(desk, options, table)
    mapping = understood(desk, options, table, told)
    days = dated(desk, options, table, mapping)
    gate = Gate(tuple(desk.config.me.industries))
    totals = Totals()
    rows = gate.passed(totals.without(drafts(desk, options, table, mapping, days.readers)))
    items = shown(rows, quiet=desk.quiet)
    last = last_number(desk)
    tally = taken(desk, options, table, mapping, items)
    emit(desk, result(options, mapping, tally), options.form)
    gate.say(desk)
    totals.say(desk)
    say_result(desk, options, tally)
    if options.kind == "customers" and not options.dry_run:
        say_doubles(desk, last, tally.new)
    if tally.refused and not options.dry_run:
        give_back(options, table, tally, days.form)


def opened(desk: Desk, options: Options, told: dict[str, str]) -> RawTable:
    """The file as a table, whatever its format."""
    from salescli.exchange.own_lists import readable
    from salescli.exchange.readers import Asked, read

    asked = Asked(
        options.kind,
        configuration.legacy_encoding(desk.config.files, current()),
        options.encoding,
        options.delimiter,
        header=options.header,
        expect=told,
        sheet=options.sheet,
        password=options.password.reader(desk),
    )
    table = read(sys.stdin.buffer if options.stdin else options.path, asked)
    return readable(table, options.kind)


def understood(desk: Desk, options: Options, table: RawTable, told: dict[str, str]) -> Mapping:
    """What each column means: told now, told before, by its header, or asked."""
    from salescli.exchange.headers import recognise

    before = table.fields or remembered(desk, options, table)
    mapping = recognise(
        table.header, table.sample, kind=options.kind, overrides=told, remembered=before
    )
    if before and not table.fields:
        desk.say(_("columns are read as they were told for this header before"))
    if not mapping.ambiguous:
        return mapping
    if desk.asks():
        fields = asked(mapping)
        return recognise(table.header, table.sample, kind=options.kind, remembered=fields)
    for column in mapping.ambiguous:
        desk.say(
            _('"{column}" is kept as a note; `--map "{column}={field}"` takes it').format(
                column=column.header, field=column.meant
            )
        )
    return mapping


def asked(mapping: Mapping) -> list[str | None]:
    """The field of each column, after asking about those whose field another column has."""
    from salescli.commands.asking import choose

    fields = [column.field for column in mapping.columns]
    for column in mapping.ambiguous:
        place = fields.index(column.meant)
        question = _('Which column is "{field}"').format(field=column.meant)
        if choose(question, [offered(mapping.columns[place]), offered(column)]):
            fields[place], fields[column.index] = None, column.meant
    return fields


def offered(column: FileColumn) -> str:
    """A column as it is offered: its header and what stands below."""
    values = ", ".join(column.first_values)
    return f"{column.header}: {values}" if values else column.header


def remembered(desk: Desk, options: Options, table: RawTable) -> list[str | None]:
    """What the columns of this header were told to mean at an earlier import."""
    from salescli.exchange.headers import fingerprint
    from salescli.exchange.kinds import IGNORED
    from salescli.exchange.kinds import KINDS as FIELDS

    with desk.read() as reader:
        kept = reader.value(
            "SELECT mapping FROM column_mappings WHERE kind = :kind AND fingerprint = :print"
            " ORDER BY created_at DESC, id DESC LIMIT 1",
            kind=options.kind,
            print=fingerprint(table.header),
        )
    known = {None, IGNORED, *FIELDS[options.kind]}
    fields = json.loads(kept) if kept else []
    return fields if all(field in known for field in fields) else []


def dated(desk: Desk, options: Options, table: RawTable, mapping: Mapping) -> Decided:
    """How the days and times of each column are written, decided before a row is taken."""
    from salescli.exchange.dates_of_columns import Told, checked_form, decided
    from salescli.exchange.kinds import DATES, TIMES

    fields = mapping.fields
    columns, times = (
        {name: fields[name] for name in names[options.kind] if name in fields}
        for names in (DATES, TIMES)
    )
    days = decided(table, columns, Told(desk.order, checked_form(options.date_format)), times)
    for text in days.said:
        desk.say(text)
    return days


def drafts(
    desk: Desk, options: Options, table: RawTable, mapping: Mapping, days: Days
) -> Iterator[Draft | Problem]:
    """The rows as drafts of the kind."""
    from salescli.exchange import contacts, customers, visits

    if options.kind == "visits":
        return visits.drafts(table, mapping, days, desk.today)
    reader = contacts.drafts if options.kind == "contacts" else customers.drafts
    return reader(table, mapping, days)


def taken(
    desk: Desk,
    options: Options,
    table: RawTable,
    mapping: Mapping,
    items: Iterator[Draft | Problem],
) -> Tally:
    """Import in one transaction, a backup before it; a dry run does the same and takes it back."""
    from salescli.exchange.headers import fingerprint
    from salescli.store import backup, importing

    if not options.dry_run and desk.path.exists():
        backup.make(desk.path, desk.now, "import", desk.config.database.backups)
    with desk.session() as session:
        tally = importing.take_in(session, options.kind, items, update=options.update)
        if options.dry_run:
            session.rollback()
        elif mapping.told and not table.fields:
            fields = [column.field for column in mapping.columns]
            importing.remember(session, options.kind, fingerprint(table.header), fields)
    if not options.dry_run:
        optimize(desk)
    return tally


def optimize(desk: Desk) -> None:
    """Fresh statistics after bulk work."""
    from salescli.store import database

    connection = database.connect(desk.path, write=True)
    try:
        with database.explained(desk.path):
            database.optimize(connection)
    finally:
        connection.close()
