"""`sales report run` and `new`: the office's own reports, one file each beside the config file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from salescli.commands import completing
from salescli.commands.arguments import FormatOpt, OutputOpt, desk_of, emit, room
from salescli.dates import Period
from salescli.desk import Desk
from salescli.domain.shellwords import quote
from salescli.errors import SalesError, UsageError
from salescli.language import N_, _
from salescli.output.table import Column, Table
from salescli.reports import own

app = room()


def folder(desk: Desk) -> Path:
    return desk.loaded.path.parent / "reports"


@app.command()
def run(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help=N_("Name of the report; none lists them"),
            autocompletion=completing.own_report,
        ),
    ] = "",
    period: Annotated[
        str,
        typer.Argument(metavar="[PERIOD]", help=N_("Period: this month, last week, 2026-03")),
    ] = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Run a report of your own; without a name, list them.

    \b
    sales report run
    sales report run weekly "last week" -o weekly.html
    """
    desk = desk_of(ctx)
    if name:
        emit(desk, made(desk, name, period), form, output)
    else:
        emit(desk, listing(folder(desk)), form, output)


def made(desk: Desk, name: str, period: str) -> own.OwnPage:
    """Run the query of a report and lay it out; what is wrong names the report."""
    from salescli.store.questions import ask

    path = own.found(folder(desk), name)
    report = own.read(path)
    typed = desk.period(period) if period else None
    if typed and not own.uses_period(report):
        raise UsageError(
            _("this report has no period"),
            _("use :start and :end in the query of {path}").format(path=path),
            wrong=period,
        )
    with named(path.stem):
        span = typed or (desk.period(report.period) if own.uses_period(report) else None)
        with desk.read() as reader:
            answer = ask(reader, report.query, values(desk, span))
        return own.page(report, path.stem, answer, span, desk.config.money.decimals)


@contextmanager
def named(name: str) -> Iterator[None]:
    """What is wrong inside is wrong in the report's file, not in what was typed."""
    try:
        yield
    except UsageError as error:
        raise SalesError(
            _('report "{name}": {reason}').format(name=name, reason=error), error.hint
        ) from error


def values(desk: Desk, span: Period | None) -> dict[str, str]:
    """What a report's query may ask for by name."""
    found = {"today": desk.today.isoformat(), "rep": desk.config.me.name}
    if span is not None:
        found |= {"start": span.start.isoformat(), "end": span.end.isoformat()}
    return found


def listing(place: Path) -> Table:
    """The own reports with their titles; a file that cannot be read says why."""
    rows = []
    for name, path in own.names(place).items():
        try:
            title, problem = own.read(path).title, ""
        except SalesError as error:
            title, problem = "", str(error)
        rows.append((name, title, str(path), problem))
    columns = [
        Column("name", _("Report")),
        Column("title", _("Title"), wrap=True),
        Column("path", _("File")),
        Column("problem", _("Problem"), optional=True, wrap=True),
    ]
    empty = _("no reports of your own yet; `sales report new NAME --from weekly` begins one")
    return Table(columns, rows, empty=empty)


@app.command()
def new(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help=N_("Name of the report"), show_default=False)],
    start: Annotated[
        str,
        typer.Option(
            "--from",
            help=N_("weekly, customers, visits, followups or orders"),
            autocompletion=completing.starters,
        ),
    ] = "weekly",
) -> None:
    """Begin a report of your own: a commented file that runs as it is.

    \b
    sales report new 주간방문 --from weekly
    """
    from salescli.output import write_file
    from salescli.reports.starters import STARTERS, text_of

    desk = desk_of(ctx)
    if start not in STARTERS:
        raise UsageError(
            _('{option}: "{text}" is not one of {choices}').format(
                option="--from", text=start, choices=", ".join(STARTERS)
            ),
            wrong=start,
        )
    plain = own.plain_name(name)
    path = own.names(folder(desk)).get(plain, folder(desk) / f"{plain}{own.ENDING}")
    if path.exists():
        raise UsageError(
            _("{path} is there already").format(path=path), _("give another name"), wrong=name
        )
    make_folder(path.parent)
    write_file(path, text_of(STARTERS[start], quote(plain)))
    desk.say(
        _("Wrote {path}; run it with `sales report run {name}`").format(
            path=path, name=quote(plain)
        )
    )


def make_folder(place: Path) -> None:
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SalesError(
            _("could not create {path}: {reason}").format(path=place, reason=error.strerror),
            _("check the folder's permissions, or set SALES_CONFIG to another place"),
        ) from error
