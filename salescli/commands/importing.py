"""How a file comes in: recognised, previewed, taken in whole, refused rows given back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from salescli.commands.arguments import emit
from salescli.desk import Desk
from salescli.errors import SalesError
from salescli.language import _, ngettext
from salescli.output.table import Column, Fact, Facts, Report, Table

if TYPE_CHECKING:
    from salescli.exchange.headers import Mapping
    from salescli.exchange.shapes import RawTable
    from salescli.store.importing import Tally

SHOWN = 10


class Options(NamedTuple):
    """What was typed of `data import`."""

    path: Path
    mapped: tuple[str, ...]
    encoding: str
    delimiter: str
    dry_run: bool
    update: bool
    form: str


def customers(desk: Desk, options: Options) -> None:
    """Read, preview, and take the customers in as one step of undo."""
    from salescli.exchange.headers import overrides, recognise
    from salescli.exchange.tables import read_table

    told = overrides(list(options.mapped))
    table = read_table(
        options.path,
        legacy=desk.config.files.legacy_encoding,
        encoding=options.encoding or None,
        delimiter=options.delimiter or None,
        expect=told,
    )
    mapping = recognise(table.header, table.sample, kind="customers", overrides=told)
    say_reading(desk, options, table)
    tally = taken(desk, options, table, mapping)
    emit(desk, result(mapping, tally, dry_run=options.dry_run), options.form)
    say_result(desk, options, table, tally)


def say_reading(desk: Desk, options: Options, table: RawTable) -> None:
    delimiter = {"\t": "tab"}.get(table.delimiter, table.delimiter)
    desk.say(
        _("{file}: {encoding}, columns separated by {delimiter}").format(
            file=options.path.name, encoding=table.encoding, delimiter=delimiter
        )
    )
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


def taken(desk: Desk, options: Options, table: RawTable, mapping: Mapping) -> Tally:
    """Import in one transaction, a backup before it; a dry run does the same and takes it back."""
    from salescli.exchange.customers import drafts
    from salescli.store import backup, importing

    if not options.dry_run and desk.path.exists():
        backup.make(desk.path, desk.now, "import", desk.config.database.backups)
    with desk.session() as session:
        tally = importing.customers(session, drafts(table, mapping), update=options.update)
        if options.dry_run:
            session.rollback()
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


def result(mapping: Mapping, tally: Tally, *, dry_run: bool) -> Report:
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
    title = _("Import of customers (dry run)") if dry_run else _("Import of customers")
    return Report(
        title,
        [Table(columns, rows, key="columns"), Facts(facts, key="rows")],
        key="import",
        extra={"dry_run": dry_run, "problems": problem_records(tally)},
    )


def field_cell(value: Any) -> str:
    if value is None:
        return _("→ notes")
    return _("left out") if value == "-" else str(value)


def problem_records(tally: Tally) -> list[dict[str, Any]]:
    return [{"line": item.line, "reason": item.reason} for item in tally.refused]


def say_result(desk: Desk, options: Options, table: RawTable, tally: Tally) -> None:
    for line, text in tally.warnings[:SHOWN]:
        desk.say(_("line {line}: {text}").format(line=line, text=text))
    if len(tally.warnings) > SHOWN:
        desk.say(_("… and {count} more such notes").format(count=len(tally.warnings) - SHOWN))
    for item in tally.refused[:SHOWN]:
        desk.say(_("! line {line}: {text}").format(line=item.line, text=item.reason))
    if options.dry_run:
        desk.say(_("dry run: nothing was written"))
    elif tally.new or tally.changed:
        desk.say(_("Imported; `sales undo` takes it back as one step"))
    if tally.refused and not options.dry_run:
        give_back(options, table, tally)


def give_back(options: Options, table: RawTable, tally: Tally) -> None:
    """The refused rows in a file of their own, with the reason, to be mended and imported."""
    from salescli.exchange.rejects import rejects_path, write_rejects

    place = rejects_path(options.path)
    write_rejects(place, table.header, tally.refused)
    raise SalesError(
        ngettext("{count} row was refused", "{count} rows were refused", len(tally.refused)).format(
            count=len(tally.refused)
        ),
        _("mend them in {path} and import that file").format(path=place),
    )
