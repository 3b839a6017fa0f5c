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
    OnOpt,
    OutputOpt,
    desk_of,
    emit,
    given,
    only_with,
    refuse_output,
    room,
    with_fields,
)
from salescli.commands.asking import pick_customer
from salescli.commands.choices import closed
from salescli.commands.customer_filters import CUSTOMER_FILTERS, narrow, regrade_reason
from salescli.commands.customer_form import (
    added_sentence,
    cleared,
    complete_form,
    first_look,
    save_budgets,
    save_new,
    say_missing,
)
from salescli.commands.customer_owner import warn_outside
from salescli.commands.grading import (
    Regrading,
    change_grade,
    is_change,
    reason_for,
    reason_hint,
)
from salescli.commands.saying import Page, echo, echo_saved, say_edited, show_list
from salescli.commands.whose import RepOpt
from salescli.commands.whose import narrow as narrow_to
from salescli.dates import long_day
from salescli.desk import Desk
from salescli.domain.words import Grade
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.reports import grades, records
from salescli.store.reading import Reader

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
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Add a customer with its first contact.

    \b
    sales customer add 한빛상사 --contact 김민수 --position 과장 \\
        --phone 02-555-1234 --status prospect --grade B
    """
    desk = desk_of(ctx)
    typed = {**given(fields), **({"name": name} if name else {})}
    seen = None if force else first_look(desk, typed)
    if not incomplete:
        complete_form(desk, typed)
    elif "name" not in typed:
        raise UsageError(_("the customer needs a name"), "`sales customer add NAME`")
    customer_no = save_new(desk, typed, seen)
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
    if not typed and not reason:
        raise UsageError(_("nothing to change was given"), "`sales customer edit --help`")
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
    budgets = [forms.read_budget(desk, text) for text in typed.get("budget", [])]
    values = forms.customer_values(desk, typed)
    grade = values.pop("grade", "")
    reason = reason_for(desk, known, grade or "", forms.read_reason(reason, grade))
    from salescli.store import customers
    from salescli.store.living import itself
    from salescli.store.writing import wrote

    with desk.session() as session:
        row = itself(session, known.id)
        customers.edit(session, row, **{key: cleared(key, values[key]) for key in values})
        if grade:
            customers.regrade(session, row, grade, desk.today, reason)
        save_budgets(desk, session, row.id, budgets)
        changed = wrote(session)
    warn_outside(desk, row.name, typed.get("industry", ""))
    if not echo_saved(desk, "customers", known.no, form):
        say_edited(desk, "customer", known.name, typed, wrote=changed)
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
    from salescli.reports import finding, lists

    desk = desk_of(ctx)
    query = lists.Query()
    if find:
        finding.customers(query, find)
    wanted = given(filters)
    narrow(desk, query, wanted)
    page = Page(form, output, columns, limit, everything, "customers")
    order = lists.sort_of(sort, lists.CUSTOMER_SORTS)
    flagged = bool(wanted.get("regrade"))
    with desk.read() as reader:
        narrow_to(query, reader, rep, "owner_rep_id")
        rows = lists.customers(reader, query, order, None if flagged else page.read(desk))
        empty = "" if rows and not flagged else none_found(reader)
    if flagged:
        rows = [row for row in rows if regrade_reason(desk, row)]
    show_list(desk, lists.CUSTOMER_COLUMNS, rows, empty, page)


def none_found(reader: Reader) -> str:
    """What an empty list says: nobody fits, or nobody is on file yet."""
    if reader.value("SELECT 1 FROM customers LIMIT 1"):
        return _("no customer fits")
    return _("no customers yet; `sales customer add` or `sales data import customers FILE`")


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
def delete(ctx: typer.Context, customer: CustomerArg, form: FormatOpt = "") -> None:
    """Hide a customer; `sales undo` brings it back."""
    from salescli.store import routes
    from salescli.store.living import itself
    from salescli.store.writing import delete as hide

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        gone = records.one(reader, "customers", known.no, desk.today)
    with desk.session() as session:
        row = itself(session, known.id)
        days = [day for day in routes.forget(session, row.id) if day >= desk.today]
        hide(session, row)
    if echo(desk, gone, form):
        return
    desk.say(
        _("Deleted customer {no} {name}; `sales undo` brings it back").format(
            no=known.no, name=known.name
        )
    )
    for day in days:
        text = _("  its stop of {day} fell out; `sales route plan {typed}` times that day anew")
        desk.say(text.format(day=long_day(day), typed=day.isoformat()))


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
    if suggest or not letter:
        only_with("--reason", reason, "GRADE")
    if suggest:
        only_with("GRADE", letter, _("a change, without `--suggest`"))
        show_suggestions(desk, customer, form, output)
        return
    if not customer:
        raise UsageError(_("which customer"), "`sales customer grade CUSTOMER [GRADE]`")
    if letter:
        refuse_output(output, only="`--suggest`")
        wanted = closed("GRADE", Grade, letter)
        change_grade(desk, customer, wanted, Regrading(desk.past_day(on), reason), form)
    else:
        show_history(desk, customer, form, output)


def show_history(desk: Desk, customer: str, form: str, output: str) -> None:
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        emit(desk, grades.history(reader, known.id, desk.today), form, output)


def show_suggestions(desk: Desk, customer: str, form: str, output: str) -> None:
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
