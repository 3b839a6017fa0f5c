"""`sales today`, and `sales` alone: where the day stands."""

from __future__ import annotations

from typing import Annotated

import typer

from salescli.commands.arguments import FormatOpt, OutputOpt, desk_of, emit, given
from salescli.desk import Desk
from salescli.domain.text import clean_line
from salescli.errors import NotFoundError
from salescli.language import N_, _

app = typer.Typer(add_completion=False)


@app.command()
def today(
    ctx: typer.Context,
    focus: Annotated[str, typer.Option(help=N_("Set the focus of the day"))] = "",
    packages: Annotated[
        str, typer.Option("--packages", help=N_("Set the packages to be offered today"))
    ] = "",
    demo: Annotated[str, typer.Option("--demo", help=N_("Set what is demonstrated today"))] = "",
    packed: Annotated[
        list[str] | None,
        typer.Option("--packed", help=N_("Tick off an item of the checklist, or `all`"),
                     show_default=False),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=N_("Exit 1 while the day's minimum is not met"))
    ] = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:  # fmt: skip
    """Show where the day stands: visits, quota, follow-ups due, last safe days.

    \b
    sales today
    sales today --focus "new line" --packed samples
    sales today --check && echo "quota met"
    """
    from salescli.reports import today as pages

    desk = desk_of(ctx)
    texts = given({"focus": focus or None, "packages": packages or None, "demo": demo or None})
    if texts or packed:
        write_note(desk, texts, packed or [])
    if not desk.path.exists():
        welcome(desk)
    with desk.mine().read() as reader:
        page, met = pages.page(reader, desk.config, desk.calendar, desk.now)
    emit(desk, page, form, output)
    if check and not met:
        raise typer.Exit(code=1)


def welcome(desk: Desk) -> None:
    desk.say(
        _("no data yet: `sales init` sets up, `sales data import customers FILE` brings a list, "
          "`sales demo` shows a day")
    )  # fmt: skip


def write_note(desk: Desk, texts: dict[str, str], packed: list[str]) -> None:
    """Keep the day's focus, packages and demo (R7), and what is packed (R8)."""
    items = [item for text in packed for item in checklist_items(desk, text)]
    from salescli.store.models import DayNote
    from salescli.store.writing import alive, change, make, rep_id

    with desk.session() as session:
        mine = (DayNote.day == desk.today, DayNote.rep_id == rep_id(session))
        rows: list[DayNote] = alive(session, DayNote, *mine)
        row = rows[0] if rows else make(DayNote, day=desk.today)
        session.add(row)
        done = sorted({*row.packed.splitlines(), *items})
        change(row, **texts, packed="\n".join(done))


def checklist_items(desk: Desk, text: str) -> list[str]:
    checklist = desk.config.checklist
    if clean_line(text).lower() == "all":
        return list(checklist)
    found = [item for item in checklist if text.strip().casefold() in item.casefold()]
    if not found:
        raise NotFoundError(
            _('"{text}" is not on the checklist').format(text=text),
            _("on it: {items}; `sales config set checklist` changes it").format(
                items=", ".join(checklist)
            ),
            wrong=text,
        )
    return found
