"""How a file comes in: recognised, previewed, taken in whole, refused rows given back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from salescli.commands.arguments import emit
from salescli.commands.import_password import Password
from salescli.commands.progress import shown
from salescli.desk import Desk
from salescli.errors import SalesError, UsageError
from salescli.language import N_, _, ngettext
from salescli.output.table import Column, Fact, Facts, Report, Table

if TYPE_CHECKING:
    from salescli.domain.drafts import Draft, Problem
    from salescli.exchange.dates_of_columns import Decided
    from salescli.exchange.entries import Days
    from salescli.exchange.headers import Column as FileColumn
    from salescli.exchange.headers import Mapping
    from salescli.exchange.shapes import RawTable
    from salescli.store.import_tally import Tally

SHOWN = 10
KINDS = ("customers", "contacts", "visits")
TITLES = {
    "customers": (N_("Import of customers"), N_("Import of customers (dry run)")),
    "contacts": (N_("Import of contacts"), N_("Import of contacts (dry run)")),
    "visits": (N_("Import of visits"), N_("Import of visits (dry run)")),
}


class Options(NamedTuple):
    """What was typed of `data import`."""

    kind: str
    path: Path
    mapped: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    header: bool = True
    sheet: str = ""
    date_format: str = ""
    password: Password = Password()
    dry_run: bool = False
    update: bool = False
    form: str = ""

    @property
    def stdin(self) -> bool:
        return str(self.path) == "-"

    @property
    def name(self) -> str:
        return "stdin" if self.stdin else self.path.name


def known_kind(text: str) -> str:
    """``customers`` for ``customer`` and ``customers``; a UsageError for what cannot come in."""
    kind = text if text.endswith("s") else f"{text}s"
    if kind in KINDS:
        return kind
    raise UsageError(
        _('cannot import "{kind}"').format(kind=text),
        _("one of {choices}").format(choices=", ".join(KINDS)),
        wrong=text,
        right="customers",
    )


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
    items = shown(drafts(desk, options, table, mapping, days.readers), quiet=desk.quiet)
    tally = taken(desk, options, table, mapping, items)
    emit(desk, result(options, mapping, tally), options.form)
    say_result(desk, options, tally)
    if tally.refused and not options.dry_run:
        give_back(options, table, tally, days.form)


def opened(desk: Desk, options: Options, told: dict[str, str]) -> RawTable:
    """The file as a table, whatever its format."""
    from salescli.exchange.own_lists import readable
    from salescli.exchange.readers import Asked, read

    asked = Asked(
        options.kind,
        desk.config.files.legacy_encoding,
        options.encoding,
        options.delimiter,
        header=options.header,
        expect=told,
        sheet=options.sheet,
        password=options.password.reader(desk),
    )
    table = read(sys.stdin.buffer if options.stdin else options.path, asked)
    return readable(table, options.kind)


def say_reading(desk: Desk, options: Options, table: RawTable) -> None:
    if table.encoding:
        delimiter = {"\t": "tab"}.get(table.delimiter, table.delimiter)
        desk.say(
            _("{file}: {encoding}, columns separated by {delimiter}").format(
                file=options.name, encoding=table.encoding, delimiter=delimiter
            )
        )
    for text in table.said:
        desk.say(f"{options.name}: {text}")
    if table.titles:
        desk.say(
            ngettext("{count} line above the header was passed over",
                     "{count} lines above the header were passed over", len(table.titles)
            ).format(count=len(table.titles))
        )  # fmt: skip
    if table.how == "legacy" and table.sample:
        desk.say(_("first row: {cells}").format(cells=" | ".join(table.sample[0].cells[:6])))
    if table.rather:
        desk.say(
            _("it may be {encoding}: try `--encoding {encoding}` if names look wrong").format(
                encoding=table.rather
            )
        )


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
    """How the days of each column are written, decided before a row is taken."""
    from salescli.exchange.dates_of_columns import Told, checked_form, decided
    from salescli.exchange.kinds import DATES

    fields = mapping.fields
    columns = {name: fields[name] for name in DATES[options.kind] if name in fields}
    days = decided(table, columns, Told(desk.order, checked_form(options.date_format)))
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


def result(options: Options, mapping: Mapping, tally: Tally) -> Report:
    """The preview: which column became which field; then what came of the rows."""
    columns = [
        Column("column", _("Column")),
        Column("field", _("Field"), show=field_cell),
        Column("first_values", _("First values"), wrap=True),
    ]
    rows = [(item.header, item.field, ", ".join(item.first_values)) for item in mapping.columns]
    facts = [
        Fact("new", _("+ new"), tally.new),
        Fact("same", _("= same"), tally.same),
        Fact("changed", _("~ changed"), tally.changed),
        Fact("refused", _("! refused"), len(tally.refused),
             style="yellow" if tally.refused else ""),
    ]  # fmt: skip
    known = [
        Fact("repeated", _("repeated in the file"), tally.repeated),
        Fact("by_id", _("known by code or id"), tally.by_id),
        Fact("by_name", known_by(options.kind), tally.by_name),
    ]
    if tally.same or tally.changed:
        facts += known
    return Report(
        _(TITLES[options.kind][options.dry_run]),
        [Table(columns, rows, key="columns"), Facts(facts, key="rows")],
        key="import",
        extra={"dry_run": options.dry_run, "problems": problem_records(tally)},
    )


def known_by(kind: str) -> str:
    if kind == "visits":
        return _("known by customer, time and content")
    return _("known by name") if kind == "contacts" else _("known by name and phone or address")


def field_cell(value: Any) -> str:
    if value is None:
        return _("→ notes")
    return _("left out") if value == "-" else str(value)


def problem_records(tally: Tally) -> list[dict[str, Any]]:
    return [{"line": item.line, "reason": item.reason} for item in tally.refused.first]


def say_result(desk: Desk, options: Options, tally: Tally) -> None:
    for line, text in tally.warnings[:SHOWN]:
        desk.say(_("line {line}: {text}").format(line=line, text=text))
    if tally.warned > SHOWN:
        desk.say(_("… and {count} more such notes").format(count=tally.warned - SHOWN))
    for item in tally.refused.first[:SHOWN]:
        desk.say(_("! line {line}: {text}").format(line=item.line, text=item.reason))
    if options.dry_run:
        desk.say(_("dry run: nothing was written"))
    elif tally.new or tally.changed:
        desk.say(_("Imported; `sales undo` takes it back as one step"))


def give_back(options: Options, table: RawTable, tally: Tally, form: str) -> None:
    """The refused rows in a file of their own, with the reason, to be mended and imported."""
    from salescli.exchange.rejects import rejects_path, write_rejects

    place = rejects_path(Path("stdin") if options.stdin else options.path)
    write_rejects(place, table.header, tally.refused)
    tally.refused.close()
    hint = _("mend them in {path} and import that file").format(path=place)
    if form:  # the few rows there may not tell it
        hint += f" (`--date-format {form}`)"
    raise SalesError(
        ngettext("{count} row was refused", "{count} rows were refused", len(tally.refused)).format(
            count=len(tally.refused)
        ),
        hint,
    )
