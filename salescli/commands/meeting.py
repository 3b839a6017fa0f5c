"""`sales meeting`: the department's meetings, their minutes, and who does what until when."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated, Any

import typer

from salescli.commands.arguments import (
    ColumnsOpt,
    Field,
    FormatOpt,
    OutputOpt,
    desk_of,
    emit,
    given,
    room,
    with_fields,
)
from salescli.dates import long_day
from salescli.desk import Desk
from salescli.domain.text import clean_line, clean_text
from salescli.errors import NotFoundError, UsageError
from salescli.language import N_, _
from salescli.reports.meetings import MeetingRow

app = room()

MEETING_FORM = (
    Field("title", "--title", N_("What kind of meeting")),
    Field("place", "--place", N_("Where it is held")),
    Field("chair", "--chair", N_("Who leads it")),
    Field("attendees", "--with,-w", N_("Who is there; repeat for more"), list[str]),
    Field("agenda", "--agenda", N_("What is to be talked about; `-` reads it")),
    Field("minutes", "--minutes", N_("What was said; `-` reads it")),
)
PROSE = ("agenda", "minutes")
MeetingArg = Annotated[
    str, typer.Argument(help=N_("Meeting: its number, or `last`"), show_default=False)
]
NumbersArg = Annotated[
    list[int], typer.Argument(help=N_("Numbers of action items"), show_default=False)
]


@app.command()
@with_fields(MEETING_FORM)
def add(
    ctx: typer.Context,
    when: Annotated[
        str, typer.Argument(help=N_("Day, perhaps with its time: today, `mon 17:00`"))
    ] = "today",
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Keep a meeting with its minutes.

    \b
    sales meeting add --with "J. Park" --with 김민수 --minutes "new price list from April"
    sales meeting add "mon 17:00" --agenda "late reports"
    """
    desk = desk_of(ctx)
    values = meeting_values(given(fields))
    to_come = "agenda" in values and "minutes" not in values
    day, at = desk.moment(when, "future" if to_come else "past")
    from salescli.store import meetings
    from salescli.store.models import Meeting

    with desk.session() as session:
        row = meetings.add(session, Meeting, held_on=day, held_at=at, **values)
    desk.say(_("Saved meeting {no}: {day}").format(no=row.no, day=long_day(day)))
    if form:
        show_meeting(desk, str(row.no), form, "")


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Annotated[str, typer.Argument(help=N_("Period: this month, 2026q1"))] = "this year",
    columns: ColumnsOpt = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the meetings of a period, the latest first."""
    from salescli.reports import meetings as pages

    desk = desk_of(ctx)
    with desk.read() as reader:
        rows = pages.held_in(reader, desk.period(period))
    emit(desk, pages.table(rows, desk.today), form, output, columns)


@app.command()
def show(
    ctx: typer.Context, meeting: MeetingArg = "last", form: FormatOpt = "", output: OutputOpt = ""
) -> None:
    """Show the minutes of a meeting and what was agreed.

    \b
    sales meeting show last
    sales meeting show 3 -o minutes.pdf
    """
    show_meeting(desk_of(ctx), meeting, form, output)


@app.command()
@with_fields(MEETING_FORM)
def edit(ctx: typer.Context, meeting: MeetingArg, **fields: Any) -> None:
    """Change a meeting: its minutes, who was there.

    \b
    sales meeting edit last --minutes - < minutes.txt
    """
    desk = desk_of(ctx)
    typed = given(fields)
    if not typed:
        raise UsageError(_("nothing to change was given"), "`sales meeting edit --help`")
    known = pick(desk, meeting)
    values = meeting_values(typed)
    from salescli.store import meetings
    from salescli.store.models import Meeting

    with desk.session() as session:
        meetings.edit(session, Meeting, [known.no], **values)
    fields_said = ", ".join(sorted(typed))
    desk.say(_("Changed meeting {no}: {fields}").format(no=known.no, fields=fields_said))


@app.command()
def delete(ctx: typer.Context, meeting: MeetingArg) -> None:
    """Hide a meeting; what was agreed there stays open. `sales undo` brings it back."""
    desk = desk_of(ctx)
    known = pick(desk, meeting)
    from salescli.store import meetings
    from salescli.store.models import Meeting

    with desk.session() as session:
        meetings.hide(session, meetings.by_number(session, Meeting, [known.no])[0])
    desk.say(_("Deleted meeting {no}; `sales undo` brings it back").format(no=known.no))


@app.command()
def action(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help=N_("What is to be done"), show_default=False)],
    owner: Annotated[str, typer.Option("--owner", help=N_("Who does it"))] = "",
    due: Annotated[str, typer.Option("--due", help=N_("Until when: fri, in 2 weeks"))] = "",
    meeting: Annotated[
        str, typer.Option("--meeting", help=N_("Where it was agreed: a number; else the last"))
    ] = "",
    form: FormatOpt = "",
) -> None:
    """Note what was agreed: who does what until when.

    \b
    sales meeting action "new price list to all reps" --owner "J. Park" --due fri
    """
    desk = desk_of(ctx)
    if not owner:
        raise UsageError(_("who does it"), _("add {options}").format(options="--owner NAME"))
    due_on = desk.day(due, "future") if due else None
    meeting_id = agreed_at(desk, meeting)
    from salescli.store import meetings
    from salescli.store.models import ActionItem

    with desk.session() as session:
        row = meetings.add(
            session, ActionItem, text=text, owner=owner, due_on=due_on, meeting_id=meeting_id
        )
    desk.say(_("Saved action item {no}: {owner}, {text}").format(
        no=row.no, owner=row.owner, text=row.text))  # fmt: skip
    if form:
        show_actions(desk, form, "", "", everything=False, owner="")


@app.command()
def actions(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help=N_("Also what is done"))] = False,
    owner: Annotated[str, typer.Option("--owner", help=N_("Only of this person"))] = "",
    columns: ColumnsOpt = "",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the action items that are open, the earliest due first."""
    show_actions(desk_of(ctx), form, output, columns, everything=everything, owner=owner)


@app.command()
def done(
    ctx: typer.Context,
    numbers: NumbersArg,
    result: Annotated[str, typer.Option("--result", help=N_("What the outcome is"))] = "",
    on: Annotated[str, typer.Option("--on", help=N_("Day it was done"))] = "today",
) -> None:
    """Say that action items are done, and what came of them.

    \b
    sales meeting done 3 --result "list sent on Tuesday"
    """
    desk = desk_of(ctx)
    day: date = desk.past_day(on)
    values: dict[str, Any] = {"done_on": day}
    if result:
        values["result"] = clean_text(result)
    from salescli.store import meetings
    from salescli.store.models import ActionItem

    with desk.session() as session:
        rows = meetings.edit(session, ActionItem, numbers, **values)
    for row in rows:
        desk.say(_("Done: {no} {text}").format(no=row.no, text=row.text))


def meeting_values(typed: dict[str, Any]) -> dict[str, Any]:
    """The typed fields as column values; ``-`` reads a text from standard input."""
    if [typed.get(name) for name in PROSE].count("-") > 1:
        raise UsageError(
            _("only one text can be read from standard input"), _("give the other as text")
        )
    values = {
        name: sys.stdin.read() if name in PROSE and value == "-" else value
        for name, value in typed.items()
    }
    if "attendees" in values:
        values["attendees"] = ", ".join(filter(None, map(clean_line, values["attendees"])))
    return values


def pick(desk: Desk, text: str) -> MeetingRow:
    """A meeting by its number, or the last one."""
    from salescli.reports import meetings as pages

    with desk.read() as reader:
        if text.strip().lower() == "last":
            found = pages.last(reader)
        else:
            bare = text.strip().lstrip("#")
            found = pages.numbered(reader, int(bare)) if bare.isdecimal() else None
    if found is None:
        raise NotFoundError(
            _("no meeting {no}").format(no=text), _("`sales meeting list` shows them"), wrong=text
        )
    return found


def agreed_at(desk: Desk, text: str) -> str | None:
    """The id of the meeting that is named, or of the last one if there is any."""
    from salescli.reports import meetings as pages

    if text:
        return pick(desk, text).id
    with desk.read() as reader:
        found = pages.last(reader)
    return found.id if found else None


def show_meeting(desk: Desk, text: str, form: str, output: str) -> None:
    from salescli.reports import meetings as pages

    known = pick(desk, text)
    with desk.read() as reader:
        page = pages.page(reader, known, desk.today)
    emit(desk, page, form, output)


def show_actions(
    desk: Desk, form: str, output: str, columns: str, *, everything: bool, owner: str
) -> None:
    from salescli.reports import meetings as pages

    with desk.read() as reader:
        rows = pages.all_actions(reader) if everything else pages.open_actions(reader, owner)
    emit(desk, pages.action_table(rows, desk.today), form, output, columns)
