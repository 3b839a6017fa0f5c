"""`sales contact`: the people at a customer."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salescli.commands import completing, forms
from salescli.commands.arguments import (
    AllOpt,
    ColumnsOpt,
    CustomerArg,
    FormatOpt,
    LimitOpt,
    OutputOpt,
    desk_of,
    given,
    room,
    with_fields,
)
from salescli.commands.asking import pick_contact, pick_customer
from salescli.commands.choices import PERSON, read_choices
from salescli.commands.saying import Page, echo, echo_saved, say_edited, show_list
from salescli.desk import Desk
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.reports import finding, lists, records
from salescli.store import lookup
from salescli.store.reading import Reader

app = room()

ContactArg = Annotated[
    str,
    typer.Argument(
        help=N_("Contact: number, name or part of it"),
        autocompletion=completing.contact,
        show_default=False,
    ),
]
MainOpt = Annotated[bool, typer.Option("--main", help=N_("The one to ask for first"))]


@app.command()
@with_fields(forms.CONTACT_FORM)
def add(
    ctx: typer.Context,
    customer: CustomerArg,
    name: Annotated[str, typer.Argument(help=N_("Contact's name"), show_default=False)],
    main: MainOpt = False,
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Add a person to a customer.

    \b
    sales contact add 한빛 이영희 --position 부장 --function purchasing --role decides
    """
    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        same = [row for row in lookup.contacts_of(reader, known.id) if row.name == name.strip()]
    from salescli.store import customers

    values = read_choices(given(fields), PERSON) | {"name": name} | ({"main": True} if main else {})
    with desk.session() as session:
        contact = customers.add_contact(session, known.id, **values)
        if main:
            customers.edit_contact(session, contact, main=True)
    if echo_saved(desk, "contacts", contact.no, form):
        return
    desk.say(
        _("Added contact {no}: {name} at {customer}").format(
            no=contact.no, name=contact.name, customer=known.name
        )
    )
    if same:
        desk.say(
            _(
                "  {customer} has a {name} already, number {no}; `sales undo` takes this back"
            ).format(customer=known.name, name=contact.name, no=same[0].no)
        )


@app.command("list")
def list_(
    ctx: typer.Context,
    text: Annotated[
        str,
        typer.Argument(
            help=N_("A customer; else part of a person's name, or phone digits"),
            autocompletion=completing.customer,
        ),
    ] = "",
    find: Annotated[str, typer.Option(help=N_("Part of a name or phone digits"))] = "",
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    everything: AllOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the people, customer by customer: those of one, or those whom a word finds.

    \b
    sales contact list 한빛
    sales contact list 박지 --limit 5
    """
    desk = desk_of(ctx)
    query = lists.Query()
    page = Page(form, output, columns, limit, everything, "contacts")
    if find:
        finding.contacts(query, find)
    with desk.read() as reader:
        if text and find:
            query.add("customer_id = :who", who=pick_customer(desk, reader, text).id)
        elif text:
            narrow(desk, reader, query, text)
        rows = lists.contacts(reader, query, page.read(desk))
    show_list(desk, lists.CONTACT_COLUMNS, rows, _("no contact fits"), page)


def narrow(desk: Desk, reader: Reader, query: lists.Query, text: str) -> None:
    """The people of the customer that ``text`` names; where it names none, those it finds."""
    people = lists.Query()
    finding.contacts(people, text)
    if not lookup.customers(reader, text) and lists.contacts(reader, people, 1):
        finding.contacts(query, text)
    else:
        query.add("customer_id = :who", who=pick_customer(desk, reader, text).id)


@app.command()
@with_fields(forms.CONTACT_FORM)
def edit(
    ctx: typer.Context,
    customer: CustomerArg,
    contact: ContactArg,
    name: Annotated[str, typer.Option(help=N_("New name"))] = "",
    main: MainOpt = False,
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Change fields of a person; an empty value ('') clears a field."""
    desk = desk_of(ctx)
    values = (
        read_choices(given(fields), PERSON)
        | ({"name": name} if name else {})
        | ({"main": True} if main else {})
    )
    if not values:
        raise UsageError(_("nothing to change was given"), "`sales contact edit --help`")
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        person = pick_contact(desk, known, lookup.contacts_of(reader, known.id), contact)
    from salescli.store import customers
    from salescli.store.models import Contact
    from salescli.store.writing import present, wrote

    for key in ("function", "role"):
        if values.get(key) == "":
            values[key] = None
    with desk.session() as session:
        row = customers.edit_contact(session, present(session, Contact, person.id), **values)
        changed = wrote(session)
    if not echo_saved(desk, "contacts", row.no, form):
        say_edited(desk, "contact", row.name, values, wrote=changed)


@app.command()
def delete(
    ctx: typer.Context, customer: CustomerArg, contact: ContactArg, form: FormatOpt = ""
) -> None:
    """Hide a person; `sales undo` brings it back."""
    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        person = pick_contact(desk, known, lookup.contacts_of(reader, known.id), contact)
        gone = records.one(reader, "contacts", person.no, desk.today)
    from salescli.store.models import Contact
    from salescli.store.writing import delete as hide
    from salescli.store.writing import present

    with desk.session() as session:
        hide(session, present(session, Contact, person.id))
    if not echo(desk, gone, form):
        desk.say(
            _("Deleted contact {name} of {customer}; `sales undo` brings it back").format(
                name=person.name, customer=known.name
            )
        )
