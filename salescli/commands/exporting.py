"""`sales data export` and `sales data exports`: what leaves, and the list of what left."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salescli.commands import completing
from salescli.commands.arguments import (
    ColumnsOpt,
    Field,
    FormatOpt,
    OutputOpt,
    desk_of,
    emit,
    given,
    need_file,
    with_fields,
)
from salescli.commands.customer_filters import CUSTOMER_FILTERS
from salescli.commands.passwords import PasswordCommandOpt, PasswordFileOpt
from salescli.language import N_

FILTERS = (
    Field("customer", "--customer", N_("Only this customer"), complete=completing.customer),
    *(field for field in CUSTOMER_FILTERS if field.name != "regrade"),
)


@with_fields(FILTERS)
def export(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help=N_(
                "What: customers, contacts, visits, followups, orders, order_lines, products,"
                " plan_points, grades or reports"
            ),
            autocompletion=completing.export_kinds,
            show_default=False,
        ),
    ],
    period: Annotated[
        str, typer.Argument(help=N_("Period: today, last week, 2026-03, mar 2 .. mar 9"))
    ] = "",
    columns: ColumnsOpt = "",
    since: Annotated[
        str,
        typer.Option(help=N_("Only what was entered or changed since: fri, 3d ago, last export")),
    ] = "",
    mark_since: Annotated[
        str,
        typer.Option(help=N_("All rows; a column `new` tells which were entered since this day")),
    ] = "",
    profile: Annotated[
        str,
        typer.Option(
            help=N_("excel (for spreadsheets) or raw (exact, with ids); files are for excel")
        ),
    ] = "",
    plain: Annotated[
        bool, typer.Option("--plain", help=N_("Let contacts leave unencrypted; it is logged"))
    ] = False,
    password_file: PasswordFileOpt = "",
    password_command: PasswordCommandOpt = "",
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help=N_("csv, tsv, json, jsonl, xlsx, md, html, vcf or ics"),
            autocompletion=completing.export_forms,
            show_default=False,
        ),
    ] = "",
    output: OutputOpt = "",
    **filters: Any,
) -> None:
    """Write rows to a file or a pipe; with contacts encrypted, unless told.

    \b
    sales data export customers -o customers.xlsx
    sales data export visits "last week" --grade A -o visits.csv
    sales data export customers --columns no,code,name,grade --since "last export"
    sales data export contacts -f vcf --plain -o contacts.vcf
    """
    from salescli.commands import export_choice, export_delivery

    desk = desk_of(ctx)
    need_file(desk)
    desk.now  # noqa: B018 -- fixed before a row is read: what is entered from here on is new
    typed = export_choice.Typed(
        kind, period, columns, since, mark_since, profile, form, output, given(filters)
    )
    guard = export_delivery.Guard(plain, password_file, password_command)
    with desk.read() as reader:
        parcel = export_choice.parcel(desk, reader, typed, contacts=guard.plain or guard.locks)
    export_delivery.deliver(desk, parcel, guard)


def exports(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(help=N_("Period: today, last week, 2026-03, mar 2 .. mar 9"))
    ] = "",
    columns: ColumnsOpt = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List what left the data file: when, which columns, encrypted or not."""
    from salescli.reports import exports as log

    desk = desk_of(ctx)
    span = desk.period(period) if period else None
    with desk.read() as reader:
        table = log.table(log.rows(reader, span))
    emit(desk, table, form, output, columns)
