"""`sales customer`: the customer information form, its grades, lists, page and brief."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salescli.commands import (
    completing,
    customer_check,
    customer_merge,
    customer_owner,
    forms,
)
from salescli.commands.arguments import (
    AllOpt,
    ColumnsOpt,
    CustomerArg,
    FormatOpt,
    LimitOpt,
    NoInputOpt,
    OnOpt,
    OutputOpt,
    desk_of,
    emit,
    given,
    room,
    with_fields,
)
from salescli.commands.asking import pick_customer
from salescli.commands.customer_filters import CUSTOMER_FILTERS, narrow, regrade_reason
from salescli.commands.customer_form import (
    added_sentence,
    cleared,
    complete_form,
    save_budgets,
    save_new,
    say_missing,
)
from salescli.commands.customer_owner import warn_outside
from salescli.commands.grading import (
    is_change,
    reason_for,
    reason_hint,
    say_reason,
    say_regraded,
)
from salescli.commands.saying import Page, echo_saved, show_list
from salescli.commands.visiting import closed, past_day
from salescli.commands.whose import RepOpt
from salescli.commands.whose import narrow as narrow_to
from salescli.desk import Desk
from salescli.domain.words import Grade
from salescli.errors import UsageError
from salescli.language import N_, _

app = room()

NameArg = Annotated[str, typer.Argument(help=N_("Customer name"), show_default=False)]
IncompleteOpt = Annotated[
    bool, typer.Option("--incomplete", help=N_("Save without the required fields"))
]
ForceOpt = Annotated[bool, typer.Option("--force", help=N_("Save although it looks like a double"))]


@app.command()
@with_fields(forms.FIRST_CONTACT_FORM, forms.CUSTOMER_FORM)
def add(
    ctx: typer.Context,
    name: NameArg = "",
    incomplete: IncompleteOpt = False,
    force: ForceOpt = False,
    no_input: NoInputOpt = False,
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Add a customer with its first contact.

    \b
    sales customer add 한빛상사 --contact 김민수 --position 과장 \\
        --phone 02-555-1234 --status prospect --grade B
    """
    desk = desk_of(ctx)
    desk.no_input = desk.no_input or no_input
    typed = {**given(fields), **({"name": name} if name else {})}
    if not incomplete:
        complete_form(desk, typed)
    elif "name" not in typed:
        raise UsageError(_("the customer needs a name"), "`sales customer add NAME`")
    customer_no = save_new(desk, typed, force=force)
    warn_outside(desk, typed["name"], typed.get("industry", ""))
    if not echo_saved(desk, "customers", customer_no, form):
        desk.say(added_sentence(typed, customer_no))
        say_missing(desk, typed)


@app.command()
@with_fields(forms.CUSTOMER_FORM)
def edit(
    ctx: typer.Context,
    customer: CustomerArg,
    name: Annotated[str, typer.Option(help=N_("New name"))] = "",
    reason: Annotated[str, typer.Option(help=N_("Why the grade changes"))] = "",
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Change fields of a customer; an empty value ('') clears a field.

    \b
    sales customer edit 한빛 --status active --hours "mon-fri 09:30-12:00; closed wed"
    """
    desk = desk_of(ctx)
    typed = {**given(fields), **({"name": name} if name else {})}
    if not typed:
        raise UsageError(_("nothing to change was given"), "`sales customer edit --help`")
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
    budgets = [forms.read_budget(desk, text) for text in typed.get("budget", [])]
    values = forms.customer_values(desk, typed)
    grade = values.pop("grade", None)
    reason = reason_for(desk, known, grade or "", reason)
    from salescli.store import customers
    from salescli.store.living import itself

    with desk.session() as session:
        row = itself(session, known.id)
        customers.edit(session, row, **{key: cleared(key, values[key]) for key in values})
        if grade:
            customers.regrade(session, row, grade, desk.today, reason)
        save_budgets(desk, session, row.id, budgets)
    warn_outside(desk, row.name, typed.get("industry", ""))
    if not echo_saved(desk, "customers", known.no, form):
        changed = ", ".join(sorted(typed))
        desk.say(_("Changed {name}: {fields}").format(name=known.name, fields=changed))
        if is_change(known, grade or "") and not reason:
            desk.say("  " + reason_hint(known, grade))


@app.command("list")
@with_fields(CUSTOMER_FILTERS)
def list_(
    ctx: typer.Context,
    find: Annotated[
        str, typer.Argument(help=N_("Part of a name, 초성, code or phone digits"))
    ] = "",
    sort: Annotated[
        str, typer.Option(help=N_("no, name, grade, area, last-visit, due, reported"))
    ] = "grade",
    rep: RepOpt = "",
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    everything: AllOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
    **filters: Any,
) -> None:
    """List customers, filtered and sorted.

    \b
    sales customer list --grade A --never-visited
    sales customer list ㅎㅂ
    """
    from salescli.reports import lists

    desk = desk_of(ctx)
    query = lists.Query()
    if find:
        lists.search(query, find)
    wanted = given(filters)
    narrow(desk, query, wanted)
    page = Page(form, output, columns, limit, everything, "customers")
    order = lists.sort_of(sort, lists.CUSTOMER_SORTS)
    flagged = bool(wanted.get("regrade"))
    with desk.read() as reader:
        narrow_to(query, reader, rep, "owner_rep_id")
        rows = lists.customers(reader, query, order, None if flagged else page.read(desk))
    if flagged:
        rows = [row for row in rows if regrade_reason(desk, row)]
    show_list(desk, lists.CUSTOMER_COLUMNS, rows, _("no customer fits"), page)


@app.command()
def show(
    ctx: typer.Context, customer: CustomerArg, form: FormatOpt = "", output: OutputOpt = ""
) -> None:
    """Show all about a customer on one page."""
    from salescli.reports import customer as pages

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        page = pages.page(
            reader, known.id, pages.Setting.of(desk.config, desk.calendar, desk.today)
        )
    emit(desk, page, form, output)


@app.command()
def brief(
    ctx: typer.Context, customer: CustomerArg, form: FormatOpt = "", output: OutputOpt = ""
) -> None:
    """Print what to know before a visit: needs, last visits, open points, objectives."""
    from salescli.reports import customer as pages

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        page = pages.brief(
            reader, known.id, pages.Setting.of(desk.config, desk.calendar, desk.today)
        )
    emit(desk, page, form, output)


@app.command()
def delete(ctx: typer.Context, customer: CustomerArg) -> None:
    """Hide a customer; `sales undo` brings it back."""
    from salescli.store.living import itself
    from salescli.store.writing import delete as hide

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
    with desk.session() as session:
        hide(session, itself(session, known.id))
    desk.say(
        _("Deleted customer {no} {name}; `sales undo` brings it back").format(
            no=known.no, name=known.name
        )
    )


@app.command()
def grade(
    ctx: typer.Context,
    customer: Annotated[
        str,
        typer.Argument(
            help=N_("Customer: code, number, or part of the name"),
            autocompletion=completing.customer,
        ),
    ] = "",
    letter: Annotated[
        str,
        typer.Argument(metavar="[GRADE]", help=N_("Grade A, B, C or D; none shows the history")),
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help=N_("Why"))] = "",
    on: OnOpt = "today",
    suggest: Annotated[
        bool, typer.Option("--suggest", help=N_("What the rule would say, and why"))
    ] = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Change a grade with its reason, show its history, or ask the rule.

    \b
    sales customer grade 한빛 A --reason "order next week"
    sales customer grade --suggest
    """
    desk = desk_of(ctx)
    if suggest:
        show_suggestions(desk, customer, form, output)
        return
    if not customer:
        raise UsageError(_("which customer"), "`sales customer grade CUSTOMER [GRADE]`")
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
    if not letter:
        show_history(desk, known.id, form, output)
        return
    from salescli.store import customers
    from salescli.store.living import itself

    wanted = closed("GRADE", Grade, letter)
    day = past_day(desk, on)
    reason = reason_for(desk, known, wanted, reason)
    with desk.session() as session:
        row = itself(session, known.id)
        step = customers.regrade(session, row, wanted, day, reason)
        late = None if step else customers.explain_grade(session, row, reason)
    if step is not None:
        say_regraded(desk, known.name, step, day)
        if is_change(known, wanted) and not reason:
            desk.say("  " + reason_hint(known, wanted))
    elif late is not None:
        say_reason(desk, known.name, late)
    else:
        desk.say(_("{name} is {grade} already").format(name=known.name, grade=wanted))


def show_history(desk: Desk, customer_id: str, form: str, output: str) -> None:
    from salescli.reports import grades

    with desk.read() as reader:
        emit(desk, grades.history(reader, customer_id, desk.today), form, output)


def show_suggestions(desk: Desk, customer: str, form: str, output: str) -> None:
    from salescli.reports import grades

    with desk.read() as reader:
        only = pick_customer(desk, reader, customer).id if customer else ""
        emit(desk, grades.suggestions(reader, only, desk.today), form, output)


@app.command()
def history(
    ctx: typer.Context, customer: CustomerArg, form: FormatOpt = "", output: OutputOpt = ""
) -> None:
    """Show every change of a customer's record, its owners, and what was merged into it."""
    from salescli.reports import history as pages

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        emit(desk, pages.of_customer(reader, known.id), form, output)


for rest in (customer_check, customer_merge, customer_owner):
    app.registered_commands += rest.app.registered_commands
