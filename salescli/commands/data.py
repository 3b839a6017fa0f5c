"""`sales data`: files in and out, backups, and where the data file is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from salescli.commands import data_cipher, data_sql, exporting, importing
from salescli.commands.arguments import (
    DryRunOpt,
    FormatOpt,
    OutputOpt,
    YesOpt,
    desk_of,
    emit,
    need_file,
    refuse_output,
    room,
)
from salescli.commands.asking import confirm
from salescli.commands.import_options import KINDS, Options, known_kind
from salescli.commands.import_password import Password
from salescli.commands.passwords import PasswordCommandOpt, PasswordFileOpt
from salescli.commands.saying import echo
from salescli.desk import Desk
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.output import write_out
from salescli.output.table import Column, Table
from salescli.reports.lists import stamp_cell

app = room()


@app.command("import")
def import_(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help=N_("What the file holds: customers, contacts or visits"),
            autocompletion=lambda: list(KINDS),
        ),
    ],
    file: Annotated[
        str,
        typer.Argument(help=N_("CSV, xlsx, xls, ods, vCard or JSON; - is stdin"),
                       show_default=False),
    ],
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADER=FIELD",
                     help=N_("Read a column as a field; `-` leaves it out"), show_default=False),
    ] = None,
    encoding: Annotated[str, typer.Option(help=N_("Encoding of the file"))] = "",
    delimiter: Annotated[str, typer.Option(help=N_("Column separator"))] = "",
    no_header: Annotated[
        bool, typer.Option("--no-header", help=N_("The first row is data; name columns by number"))
    ] = False,
    sheet: Annotated[str, typer.Option(help=N_("Sheet of the workbook: its name or number"))] = "",
    date_format: Annotated[
        str,
        typer.Option("--date-format", help=N_("How days are written: ymd, mdy, dmy or DD.MM.YYYY")),
    ] = "",
    password_file: PasswordFileOpt = "",
    password_command: PasswordCommandOpt = "",
    update: Annotated[
        bool, typer.Option("--update", help=N_("Replace values that differ, not only fill gaps"))
    ] = False,
    dry_run: DryRunOpt = False,
    form: FormatOpt = "",
) -> None:  # fmt: skip
    """Bring in a list of customers, contacts or visits; run it again and nothing comes twice.

    \b
    sales data import customers list.csv --dry-run
    sales data import customers list.xlsx --map "Kunde=name" --sheet 2
    sales data import contacts phone.vcf
    sales data import visits visits.csv --date-format dmy
    """
    desk = desk_of(ctx)
    importing.run(
        desk,
        Options(
            known_kind(kind),
            Path(file).expanduser(),
            tuple(mapped or ()),
            encoding,
            delimiter,
            header=not no_header,
            sheet=sheet,
            date_format=date_format,
            password=Password(password_file, password_command),
            dry_run=dry_run,
            update=update,
            form=form,
        ),
    )


app.command("export")(exporting.export)
app.command("exports")(exporting.exports)


@app.command()
def path(ctx: typer.Context) -> None:
    """Print where the data file is."""
    write_out(f"{desk_of(ctx).path}\n")


@app.command()
def backup(
    ctx: typer.Context,
    to: Annotated[str, typer.Argument(metavar="[FILE]", help=N_("Write the backup here"))] = "",
    listed: Annotated[bool, typer.Option("--list", help=N_("Show the backups"))] = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Copy the data file, safely while it is in use; with a checksum beside it."""
    from salescli.store import backup as backups

    desk = desk_of(ctx)
    if listed:
        emit(desk, backup_table(backups.listed(desk.path)), form, output)
        return
    refuse_output(output, only="`--list`")
    need_file(desk)
    place = Path(to).expanduser() if to else None
    if place and place.exists():
        raise UsageError(
            _("{path} is there already").format(path=place), _("give another name"), wrong=to
        )
    made = backups.make(desk.path, desk.now, "manual", desk.config.database.backups, place)
    if not echo(desk, replace(backup_table([made]), single=True), form):
        desk.say(_("Backed up to {path}").format(path=made))


def backup_table(places: Sequence[Path]) -> Table:
    from datetime import datetime

    rows = [
        (place.name, datetime.fromtimestamp(place.stat().st_mtime).astimezone(),
         place.stat().st_size, str(place))
        for place in places
    ]  # fmt: skip
    columns = [
        Column("name", _("Backup")),
        Column("made_at", _("Made"), show=stamp_cell),
        Column("bytes", _("Bytes"), right=True),
        Column("path", _("File")),
    ]
    return Table(columns, rows, empty=_("no backups yet; one is made before the day's first write"))


@app.command()
def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help=N_("Backup file or its name; `last` is the newest"))],
    yes: YesOpt = False,
    form: FormatOpt = "",
) -> None:
    """Put a backup in the data file's place; the present state is backed up first."""
    from salescli.store import backup as backups

    desk = desk_of(ctx)
    chosen = chosen_backup(desk, file)
    backups.verify(chosen)
    confirm(
        desk, _("Replace {path} by {backup}").format(path=desk.path, backup=chosen.name), yes=yes
    )
    kept = keep_present(desk)
    restored = replace(backup_table([chosen]), single=True)
    aside = backups.restore(desk.path, chosen)
    if echo(desk, restored, form):
        return
    desk.say(_("Restored {backup}").format(backup=chosen.name))
    if kept:
        desk.say(_("the state before is in {path}").format(path=kept))
    if aside:
        desk.say(_("the file before could not be read; it is now {path}").format(path=aside))


def chosen_backup(desk: Desk, text: str) -> Path:
    from salescli.store import backup as backups

    known = backups.listed(desk.path)
    if text == "last" and known:
        return known[0]
    beside = backups.folder(desk.path) / text
    return beside if beside.exists() else Path(text).expanduser()


def keep_present(desk: Desk) -> Path | None:
    """A backup of what is about to be replaced; a damaged file is kept as it is instead."""
    from salescli.store import backup as backups

    if not desk.path.exists() or not backups.sound(desk.path):
        return None
    return backups.make(desk.path, desk.now, "restore", 0)


app.registered_commands += data_sql.app.registered_commands + data_cipher.app.registered_commands
