"""`sales meeting`: the department's meetings, their minutes, and who does what until when."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated, Any

import typer

from salescli.commands import completing
from salescli.commands.arguments import (
    ColumnsOpt,
    Field,
    FormatOpt,
    LimitOpt,
    OnOpt,
    OutputOpt,
    desk_of,
    emit,
    given,
    room,
    with_fields,
)
from salescli.commands.saying import echo, echo_all, echo_saved
from salescli.dates import day_and_time, long_day
from salescli.desk import Desk
from salescli.domain.text import clean_line, clean_text
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.reports import records
from salescli.reports.meetings import MeetingRow
from salescli.store import missing

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
    str,
    typer.Argument(
        help=N_("Meeting: its number, or `last`"),
        autocompletion=completing.meeting,
        show_default=False,
    ),
]
NumbersArg = Annotated[
    list[int],
    typer.Argument(
        help=N_("Numbers of action items"), autocompletion=completing.action, show_default=False
    ),
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
    if not any(values.values()):
        raise UsageError(
            _("what was the meeting about"),
            _("add {options}").format(options="--title …, --with …, --agenda … or --minutes …"),
        )
    to_come = "agenda" in values and "minutes" not in values
    day, at = desk.moment(when, "future" if to_come else "past")
    from salescli.store import meetings
    from salescli.store.models import Meeting

    with desk.session() as session:
        row = meetings.add(session, Meeting, held_on=day, held_at=at, **values)
    if not echo_saved(desk, "meetings", row.no, form):
        desk.say(_("Saved meeting {no}: {day}").format(no=row.no, day=day_and_time(day, at)))


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Annotated[str, typer.Argument(help=N_("Period: this month, 2026q1"))] = "this year",
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the meetings of a period, the latest first."""
    from salescli.reports import meetings as pages

    desk = desk_of(ctx)
    with desk.read() as reader:
        rows = pages.held_in(reader, desk.period(period))
    emit(desk, pages.table(rows, desk.today), form, output, columns, limit)


@app.command()
def show(
    ctx: typer.Context, meeting: MeetingArg = "last", form: FormatOpt = "", output: OutputOpt = ""
) -> None:
    """Show the minutes of a meeting and what was agreed.

    \b
    sales meeting show last
    sales meeting show 3 -o minutes.pdf
    """
    from salescli.reports import meetings as pages

    desk = desk_of(ctx)
    known = pick(desk, meeting)
    with desk.read() as reader:
        page = pages.page(reader, known, desk.today)
    emit(desk, page, form, output)


@app.command()
@with_fields(MEETING_FORM)
def edit(ctx: typer.Context, meeting: MeetingArg, form: FormatOpt = "", **fields: Any) -> None:
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

    with desk.session() as session:
        meetings.edit(session, known.no, **values)
    if not echo_saved(desk, "meetings", known.no, form):
        fields_said = ", ".join(sorted(typed))
        desk.say(_("Changed meeting {no}: {fields}").format(no=known.no, fields=fields_said))


@app.command()
def delete(ctx: typer.Context, meeting: MeetingArg, form: FormatOpt = "") -> None:
    """Hide a meeting; what was agreed there stays open. `sales undo` brings it back."""
    desk = desk_of(ctx)
    known = pick(desk, meeting)
    with desk.read() as reader:
        gone = records.one(reader, "meetings", known.no, desk.today)
    from salescli.store import meetings

    with desk.session() as session:
        meetings.hide(session, known.no)
    if not echo(desk, gone, form):
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
    if not echo_saved(desk, "actions", row.no, form):
        when = f" – {long_day(due_on)}" if due_on else ""
        desk.say(_("Saved action item {no}: {owner}, {text}").format(
            no=row.no, owner=row.owner, text=row.text + when))  # fmt: skip


@app.command()
def actions(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help=N_("Also what is done"))] = False,
    owner: Annotated[str, typer.Option("--owner", help=N_("Only of this person"))] = "",
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the action items that are open, the earliest due first."""
    from salescli.reports import meetings as pages

    desk = desk_of(ctx)
    with desk.read() as reader:
        rows = pages.actions(reader, owner, everything=everything)
    emit(desk, pages.action_table(rows, desk.today), form, output, columns, limit)


@app.command()
def done(
    ctx: typer.Context,
    numbers: NumbersArg,
    result: Annotated[str, typer.Option("--result", help=N_("What the outcome is"))] = "",
    on: OnOpt = "today",
    form: FormatOpt = "",
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

    with desk.session() as session:
        rows = meetings.edit_actions(session, numbers, **values)
    if echo_all(desk, "actions", [row.no for row in rows], form):
        return
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
        raise missing.meeting(text)
    return found


def agreed_at(desk: Desk, text: str) -> str | None:
    """The id of the meeting that is named, or of the last one if there is any."""
    from salescli.reports import meetings as pages

    if text:
        return pick(desk, text).id
    with desk.read() as reader:
        found = pages.last(reader)
    return found.id if found else None
