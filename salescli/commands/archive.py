"""`sales archive`: the encrypted customer archive of each Friday, and its password's age."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salescli.commands import archiving, passwords
from salescli.commands.arguments import (
    ColumnsOpt,
    DryRunOpt,
    FormatOpt,
    LimitOpt,
    OnOpt,
    OutputOpt,
    checked_output,
    desk_of,
    emit,
    refuse_output,
    room,
)
from salescli.commands.passwords import PasswordCommandOpt, PasswordFileOpt
from salescli.commands.saying import echo_saved
from salescli.desk import Desk
from salescli.domain.archives import Age
from salescli.errors import SalesError, UsageError, unread
from salescli.language import N_, _
from salescli.output.table import Report, Table
from salescli.reports.archives import Made

app = room()

WorkbookOpt = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        help=N_("The workbook to write, ending in .xlsx"),
        callback=checked_output,
    ),
]
SinceOpt = Annotated[
    str, typer.Option("--since", help=N_("Colour what is new since this day; else the last one"))
]
ToOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="ADDRESS",
        help=N_("Send it there: an address, `manager`, `GM` or `all`; repeat for more"),
        show_default=False,
    ),
]
ToldOpt = Annotated[
    list[str] | None,
    typer.Option("--told", metavar="NAME", help=N_("Who was told it; repeat for more"),
                 show_default=False),
]  # fmt: skip


@app.command()
def make(
    ctx: typer.Context,
    output: WorkbookOpt = "",
    since: SinceOpt = "",
    to: ToOpt = None,
    password_file: PasswordFileOpt = "",
    password_command: PasswordCommandOpt = "",
    dry_run: DryRunOpt = False,
    form: FormatOpt = "",
) -> None:
    """Make this week's archive: a workbook with a password, what is new in colour.

    \b
    sales archive make
    sales archive make -o friday.xlsx --to manager --to GM
    sales archive make --dry-run
    """
    desk = desk_of(ctx)
    if dry_run:
        refuse_output(output, only=_("the workbook, without `--dry-run`"))
        emit(desk, archiving.preview(desk, since), form)
        return
    recipients = archiving.addresses(desk, to or [])
    order = archiving.Order(output, since, password_file, password_command)
    made, content = archiving.make(desk, order)
    if recipients:
        send(desk, made, content, recipients)
    echo_saved(desk, "archives", made.no, form)


def send(desk: Desk, made: Made, content: bytes, to: str) -> None:
    """A mail that fails takes nothing back: the archive is made."""
    try:
        archiving.deliver(desk, made, content, to)
    except SalesError as error:
        hint = _("the archive is made: send {path} yourself, then `sales archive sent {no} --to …`")
        raise SalesError(str(error), hint.format(path=made.file, no=made.no)) from error


@app.command("open")
def open_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help=N_("The archive"), show_default=False)],
    sheet: Annotated[
        str, typer.Option(help=N_("customers, contacts, visits, changes or legend"))
    ] = "customers",
    plain: Annotated[
        bool, typer.Option("--plain", help=N_("Yes, write what is inside without a password"))
    ] = False,
    password_file: PasswordFileOpt = "",
    password_command: PasswordCommandOpt = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Open an archive with its password: is it whole, what is inside.

    \b
    sales archive open archive-2026-03-06.xlsx
    sales archive open archive-2026-03-06.xlsx --sheet changes
    sales archive open archive-2026-03-06.xlsx -o plain.xlsx --plain
    """
    from salescli.exchange import locked, workbooks
    from salescli.reports import archive_inside

    desk = desk_of(ctx)
    check_plain(desk, output, plain=plain)
    locked.library()
    workbooks.library()
    content = read(file)
    password = passwords.password_of(desk, password_file, password_command, new=False)
    inside = locked.decrypt(content, password)
    desk.say(_("{path} is whole and opens with this password").format(path=file))
    page = archive_inside.page(workbooks.sheets(inside), sheet, file.name)
    if not output or output == "-":
        emit(desk, for_people(page) if form in {"", "table"} else page, form)
        return
    if output.lower().endswith(archiving.ENDING):
        locked.place(Path(output), inside)
        desk.say(_("Wrote {path}").format(path=output))
    else:
        emit(desk, page.table, form, output)
    note_plain(desk, output, len(page.table.rows))


def for_people(page: Report) -> Report:
    from salescli.reports import archive_inside

    blocks = [archive_inside.main(block) if isinstance(block, Table) else block
              for block in page.blocks]  # fmt: skip
    return Report(page.title, blocks, key=page.key)


def check_plain(desk: Desk, output: str, *, plain: bool) -> None:
    """Customers leave unencrypted only when that was typed, and the office allows it."""
    if not output or output == "-":
        return
    if not plain:
        raise UsageError(
            _("{path} would hold customers without a password").format(path=output),
            _("if you mean that, add `--plain`; it is noted in the data file"),
        )
    if not desk.config.files.plain_exports:
        raise SalesError(
            _("the config allows no customers without a password"),
            _("`files.plain_exports` is false"),
        )


def read(file: Path) -> bytes:
    try:
        return file.expanduser().read_bytes()
    except OSError as error:
        said = _("could not read {path}: {reason}").format(path=file, reason=error.strerror)
        raise unread(said, error) from error


def note_plain(desk: Desk, output: str, rows: int) -> None:
    """Note what left an archive unencrypted, where there is a data file to note it in (A6)."""
    if not desk.path.exists():
        return
    from salescli.store import archives as store

    with desk.session(kept=True) as session:
        store.left_plain(session, output, rows)


@app.command()
def password(
    ctx: typer.Context,
    told: ToldOpt = None,
    on: OnOpt = "today",
    unchanged: Annotated[
        bool, typer.Option("--unchanged", help=N_("It is still the same; only more were told"))
    ] = False,
    form: FormatOpt = "",
) -> None:
    """Note that the password was changed and who was told; never the password itself.

    \b
    sales archive password --told manager --told GM
    sales archive password --unchanged --told GM
    """
    desk = desk_of(ctx)
    day = desk.past_day(on)
    if unchanged and not told:
        raise UsageError(_("who was told"), _("add {options}").format(options="--told NAME"))
    from salescli.store import archives as store

    names = named(told)
    with desk.session() as session:
        if unchanged:
            row = store.password_told(session, names)
        else:
            row = store.password_set(session, day, names)
    if not echo_saved(desk, "archive_passwords", row.id, form):
        archiving.say_password(desk, row.set_on, row.told_to, unchanged=unchanged)


@app.command()
def status(
    ctx: typer.Context,
    check: Annotated[
        bool,
        typer.Option("--check", help=N_("Exit 1 when the archive or a new password is overdue")),
    ] = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Show whether this week's archive is made and sent, and how old the password is.

    \b
    sales archive status
    sales archive status --check || notify-send "the customer archive is due"
    """
    from salescli.reports import archives

    desk = desk_of(ctx)
    with desk.read() as reader:
        now = archives.standing(reader, desk.config, desk.calendar, desk.now)
    emit(desk, archives.page(now, desk.config), form, output)
    if check and (now.age is Age.OVERDUE or now.overdue):
        raise typer.Exit(code=1)


@app.command("list")
def list_(
    ctx: typer.Context,
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the archives that were made: of which week, for whom, when sent.

    \b
    sales archive list
    """
    from salescli.reports import archives

    desk = desk_of(ctx)
    with desk.read() as reader:
        table = archives.listed(reader, desk.today)
    emit(desk, table, form, output, columns, limit)


@app.command()
def sent(
    ctx: typer.Context,
    no: Annotated[int, typer.Argument(help=N_("Number of the archive"), show_default=False)],
    to: ToOpt = None,
    form: FormatOpt = "",
) -> None:
    """Note that an archive was sent, and to whom.

    \b
    sales archive sent 3 --to manager --to GM
    """
    desk = desk_of(ctx)
    recipients = named(to)
    if not recipients:
        raise UsageError(_("who it was sent to"), _("add {options}").format(options="--to NAME"))
    archiving.note_sent(desk, no, ", ".join(recipients))
    if not echo_saved(desk, "archives", no, form):
        said = _("Noted: archive {no} was sent to {to}")
        desk.say(said.format(no=no, to=", ".join(recipients)))


def named(typed: list[str] | None) -> list[str]:
    """Names or addresses, one by one, also from a list with commas."""
    from salescli.domain.text import clean_line

    return [clean_line(part) for text in typed or [] for part in text.split(",") if part.strip()]
