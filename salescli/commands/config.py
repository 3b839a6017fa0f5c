"""`sales config`: the settings, where each came from, and changing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from salescli import config as configuration
from salescli.commands import completing
from salescli.commands.arguments import FormatOpt, OutputOpt, desk_of, emit, room
from salescli.commands.saying import echo
from salescli.desk import Desk
from salescli.domain.text import clean_line
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.output import write_file, write_out
from salescli.output.table import Column, Table

app = room()

KeyArg = Annotated[
    str,
    typer.Argument(
        metavar="SETTING", help=N_("Its name, as quota.goal"), autocompletion=completing.config_key
    ),
]


def config_path(desk: Desk) -> Path:
    return desk.config_path or configuration.default_path()


@app.command()
def init(
    ctx: typer.Context,
    force: Annotated[bool, typer.Option("--force", help=N_("Replace the file"))] = False,
) -> None:
    """Write a config file that shows every setting with its default."""
    desk = desk_of(ctx)
    place = config_path(desk)
    if place.exists() and not force:
        raise UsageError(
            _("{path} is there already").format(path=place),
            _("`sales config show` shows it, `--force` replaces it"),
        )
    make_folder(place)
    write_file(place, configuration.example(translate=True))
    desk.say(_("Wrote {path}").format(path=place))


def make_folder(place: Path) -> None:
    from salescli.errors import SalesError

    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SalesError(
            _("could not write {path}: {reason}").format(path=place, reason=error.strerror),
            _("set SALES_CONFIG to another place"),
        ) from error


@app.command()
def path(ctx: typer.Context) -> None:
    """Print where the config file is."""
    write_out(f"{config_path(desk_of(ctx))}\n")


@app.command()
def show(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="[SETTING]", help=N_("One setting, or the beginning of its name"),
                       autocompletion=completing.config_key),
    ] = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:  # fmt: skip
    """Show every setting, its value, and where that came from."""
    desk = desk_of(ctx)
    origins = desk.loaded.origins
    known = {key: value for key, value, _hint in configuration.flat(desk.config)}
    rows = [
        (key, configuration.as_yaml(value), origins.get(key, _("default")))
        for key, value in known.items()
        if key.startswith(name)
    ]
    if not rows:
        raise configuration.unknown(name, known)
    emit(desk, setting_table(rows), form, output)


def setting_table(rows: Sequence[tuple[str, str, str]]) -> Table:
    columns = [
        Column("setting", _("Setting")),
        Column("value", _("Value"), wrap=True),
        Column("origin", _("Set by"), wrap=True),
    ]
    return Table(columns, rows)


@app.command("set")
def set_(
    ctx: typer.Context,
    name: KeyArg,
    value: Annotated[str, typer.Argument(help=N_("Its new value"), show_default=False)],
    form: FormatOpt = "",
) -> None:
    """Change one setting in the config file; comments stay.

    \b
    sales config set quota.goal 6
    sales config set checklist "samples, price list"
    """
    desk = desk_of(ctx)
    changed = configuration.with_value(desk.config, name, clean_line(value, name))
    place = config_path(desk)
    text = configuration.read_text(place) if place.exists() else ""
    new = {key: configuration.as_yaml(item) for key, item, _hint in configuration.flat(changed)}
    make_folder(place)
    write_file(place, configuration.edited(text, place, name, new[name]))
    saved = replace(setting_table([(name, new[name], str(place))]), single=True)
    if not echo(desk, saved, form):
        desk.say(_("{name} is now {value}").format(name=name, value=new[name]))
