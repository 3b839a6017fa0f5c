"""What an import says: how the file was read, which column became which field, what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from salescli.commands.import_options import Options
from salescli.desk import Desk
from salescli.errors import SalesError
from salescli.language import N_, _, ngettext
from salescli.output.table import Column, Fact, Facts, Report, Table

if TYPE_CHECKING:
    from salescli.exchange.headers import Mapping
    from salescli.exchange.shapes import RawTable
    from salescli.store.import_tally import Tally

SHOWN = 10
TITLES = {
    "customers": (N_("Import of customers"), N_("Import of customers (dry run)")),
    "contacts": (N_("Import of contacts"), N_("Import of contacts (dry run)")),
    "visits": (N_("Import of visits"), N_("Import of visits (dry run)")),
}


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
    elif table.others:
        desk.say(
            _("{encodings} would read it too: try `--encoding` if names look wrong").format(
                encodings=", ".join(table.others)
            )
        )


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
        *([Fact("by_phone", _("known by name and phone"), tally.by_phone),
           Fact("by_address", _("known by name and address"), tally.by_address)]
          if options.kind == "customers" else []),
        Fact("by_name", known_by(options.kind), tally.by_name),
    ]  # fmt: skip
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
    return _("known by name") if kind == "contacts" else _("known by name alone")


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

    usual = rejects_path(Path("stdin") if options.stdin else options.path)
    place = write_rejects(usual, table.header, tally.refused)
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
