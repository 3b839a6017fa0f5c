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
from salescli.commands.saying import Page, echo_saved, show_list
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.store import lookup

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

    values = given(fields) | {"name": name} | ({"main": True} if main else {})
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
    customer: Annotated[
        str,
        typer.Argument(help=N_("Only those of this customer"), autocompletion=completing.customer),
    ] = "",
    find: Annotated[str, typer.Option(help=N_("Part of a name or phone digits"))] = "",
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    everything: AllOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the people, customer by customer."""
    from salescli.domain.names import search_key
    from salescli.reports import lists
    from salescli.store.reading import like

    desk = desk_of(ctx)
    query = lists.Query()
    page = Page(form, output, columns, limit, everything, "contacts")
    if find:
        digits = "".join(sign for sign in find if sign.isdigit()).lstrip("0")
        query.add(
            "(search_key LIKE :find ESCAPE '!' OR (:digits <> '' AND phone_key LIKE :phone))",
            find=like(search_key(find)), digits=digits, phone=like(digits),
        )  # fmt: skip
    with desk.read() as reader:
        if customer:
            query.add("customer_id = :who", who=pick_customer(desk, reader, customer).id)
        rows = lists.contacts(reader, query, page.read(desk))
    show_list(desk, lists.CONTACT_COLUMNS, rows, _("no contact fits"), page)


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
    values = given(fields) | ({"name": name} if name else {}) | ({"main": True} if main else {})
    if not values:
        raise UsageError(_("nothing to change was given"), "`sales contact edit --help`")
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        person = pick_contact(desk, known, lookup.contacts_of(reader, known.id), contact)
    from salescli.store import customers
    from salescli.store.models import Contact
    from salescli.store.writing import present

    for key in ("function", "role"):
        if values.get(key) == "":
            values[key] = None
    with desk.session() as session:
        row = customers.edit_contact(session, present(session, Contact, person.id), **values)
    if not echo_saved(desk, "contacts", row.no, form):
        changed = ", ".join(sorted(values))
        desk.say(_("Changed {name}: {fields}").format(name=row.name, fields=changed))


@app.command()
def delete(ctx: typer.Context, customer: CustomerArg, contact: ContactArg) -> None:
    """Hide a person; `sales undo` brings it back."""
    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        person = pick_contact(desk, known, lookup.contacts_of(reader, known.id), contact)
    from salescli.store.models import Contact
    from salescli.store.writing import delete as hide
    from salescli.store.writing import present

    with desk.session() as session:
        hide(session, present(session, Contact, person.id))
    desk.say(
        _("Deleted contact {name} of {customer}; `sales undo` brings it back").format(
            name=person.name, customer=known.name
        )
    )
