"""`sales visit`: log, complete, prepare and review visits."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salescli.commands import completing, forms, objective, visiting
from salescli.commands.arguments import (
    AllOpt,
    ColumnsOpt,
    FormatOpt,
    LimitOpt,
    OnOpt,
    OutputOpt,
    VisitArg,
    desk_of,
    emit,
    given,
    only_with,
    room,
    with_fields,
)
from salescli.commands.asking import pick_customer, pick_visit
from salescli.commands.choices import closed
from salescli.commands.saying import Page, echo, echo_saved, show_list
from salescli.commands.visit_answers import corrected_line, say_corrected, say_saved
from salescli.commands.visit_completing import asked_missing
from salescli.commands.visit_interview import asked
from salescli.commands.visit_notebook import notebook
from salescli.commands.visit_review import review as write_reviews
from salescli.commands.whose import RepOpt, narrow
from salescli.dates import long_day
from salescli.domain import words
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.reports import records

app = room()

NOTE_HELP = N_("What happened")


@app.command()
@with_fields(forms.VISIT_FORM)
def add(
    ctx: typer.Context,
    customer: Annotated[
        str,
        typer.Argument(
            help=N_("Customer: code, number, part of the name; `-` reads one visit a line"),
            autocompletion=completing.customer,
        ),
    ] = "",
    note: Annotated[str, typer.Argument(help=NOTE_HELP)] = "",
    on: OnOpt = "today",
    key: Annotated[
        str | None,
        typer.Option(
            "--key",
            help=N_("The entry's own key: given again, it is saved once"),
            show_default=False,
        ),
    ] = None,
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Log a visit as you walk out of the door.

    \b
    sales visit add 한빛 "showed the new line" --with 김민수 --result "wants a quote"
    sales visit add 한빛 --outcome absent --note-left --card-left --next "fri 14:00"
    sales visit add 한빛 "asked for samples" --channel phone
    """
    desk = desk_of(ctx)
    if customer == "-":
        if note or given(fields) or on != "today" or key is not None:
            raise UsageError(
                _("with `-` every line says its own note and options"),
                _("write them into the lines"),
            )
        notebook(desk, ctx.command, form)
        return
    typed = visiting.Typed(customer, note or None, on or "today", given({**fields, "key": key}))
    if not customer:
        typed = asked(desk, typed)
    saved = visiting.save(desk, typed)
    if not echo_saved(desk, "visits", saved.no, form):
        say_saved(desk, saved)


@app.command()
@with_fields(forms.VISIT_FORM)
def edit(
    ctx: typer.Context,
    visit: VisitArg,
    note: Annotated[str | None, typer.Option("--note", help=NOTE_HELP, show_default=False)] = None,
    on: OnOpt = "",
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Complete or correct a visit; what stood before is kept in its history.

    \b
    sales visit edit last --result "order of 20 boxes" --problem none
    """
    desk = desk_of(ctx)
    typed = visiting.Typed("", note, on, given(fields))
    if typed == visiting.Typed("", None, "") and desk.asks():
        typed = asked_missing(desk, visit)
    saved = visiting.correct(desk, visit, typed)
    if not echo_saved(desk, "visits", saved.no, form):
        say_corrected(desk, saved)


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(help=N_("Period: today, last week, 2026-03, mar 2 .. mar 9"))
    ] = "",
    customer: Annotated[
        str, typer.Option(help=N_("Only this customer"), autocompletion=completing.customer)
    ] = "",
    outcome: Annotated[
        str | None, typer.Option(help=N_("met, absent, refused or postponed"))
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option(help=N_("visit, phone, video, mail or walk-in")),
    ] = None,
    incomplete: Annotated[
        bool, typer.Option("--incomplete", help=N_("Only those that lack something"))
    ] = False,
    rep: RepOpt = "",
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    everything: AllOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List visits, the newest first.

    \b
    sales visit list "this week" --outcome absent
    sales visit list 2026-03 -o march.csv
    """
    from salescli.domain.completeness import visit_lacks
    from salescli.reports import lists

    desk = desk_of(ctx)
    query = lists.Query()
    if period:
        query.within("visit_date", desk.period(period))
    for name, value in (("outcome", outcome), ("channel", channel)):
        if value is not None:
            query.add(f"{name} = :{name}", **{name: visiting.choice(name, value)})
    page = Page(form, output, columns, limit, everything, "visits")
    with desk.read() as reader:
        if customer:
            query.add("customer_id = :who", who=pick_customer(desk, reader, customer).id)
        narrow(query, reader, rep)
        rows = lists.visits(
            reader, query, "visit_date DESC, visit_time DESC, no DESC",
            None if incomplete else page.read(desk),
        )  # fmt: skip
    if incomplete:
        rows = [row for row in rows if visit_lacks(row._asdict())]
    show_list(desk, lists.VISIT_COLUMNS, rows, _("no visit fits"), page)


@app.command()
def show(ctx: typer.Context, visit: VisitArg, form: FormatOpt = "", output: OutputOpt = "") -> None:
    """Show one visit with its objectives, follow-ups and corrections."""
    from salescli.reports import visit as pages

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_visit(reader, visit)
        page = pages.page(reader, known.id, desk.today, desk.config.money.decimals)
    emit(desk, page, form, output)


@app.command()
def delete(ctx: typer.Context, visit: VisitArg, form: FormatOpt = "") -> None:
    """Hide a visit that was logged wrongly; `sales undo` brings it back."""
    from salescli.store import visits
    from salescli.store.models import Visit
    from salescli.store.writing import present

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_visit(reader, visit)
        gone = records.one(reader, "visits", known.no, desk.today)
    with desk.session() as session:
        row = present(session, Visit, known.id)
        submitted = visits.submitted_version(session, row)
        visits.remove(session, row)
    if echo(desk, gone, form):
        return
    desk.say(
        _("Deleted visit {no}: {name}, {day}; `sales undo` brings it back").format(
            no=known.no, name=known.customer, day=long_day(known.visit_date)
        )
    )
    if submitted:
        desk.say("  " + corrected_line(submitted))


app.command("objective")(objective.add)


@app.command()
def review(
    ctx: typer.Context,
    visit: VisitArg = "last",
    objective: Annotated[
        int, typer.Argument(help=N_("Number of the objective; none asks for each"))
    ] = 0,
    reached: Annotated[str, typer.Option(help=N_("yes, partly or no"))] = "",
    cause: Annotated[str, typer.Option(help=N_("Why it was missed"))] = "",
    remedy: Annotated[str, typer.Option(help=N_("How to reach it"))] = "",
    lesson: Annotated[str, typer.Option(help=N_("What was not good enough"))] = "",
    improvement: Annotated[str, typer.Option(help=N_("What you will do better"))] = "",
    form: FormatOpt = "",
) -> None:
    """Review a visit: objective by objective, then yourself.

    \b
    sales visit review last 4 --reached partly --cause "buyer away" --remedy "call Monday"
    sales visit review last --lesson "talked too long" --improvement "ask first"
    """
    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_visit(reader, visit)
    self_review = {
        name: text for name, text in (("lesson", lesson), ("improvement", improvement)) if text
    }
    if not reached:
        only_with("--cause", cause, "`--reached`")
        only_with("--remedy", remedy, "`--reached`")
    reached = closed("--reached", words.Reached, reached) if reached else ""
    answers = {"reached": reached, "cause": cause, "remedy": remedy}
    if not any([reached, self_review]) and not desk.asks():
        raise UsageError(
            _("nothing to review was given"),
            _("add {options}").format(options="--reached yes|partly|no, --lesson …"),
        )
    reviewed = write_reviews(desk, known, objective, answers, self_review)
    if not echo_saved(desk, "reviews", known.no, form):
        desk.say(reviewed)
