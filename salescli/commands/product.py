"""`sales product`: what is sold, at what list price, and how to talk about it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from salescli.commands import completing, forms
from salescli.commands.arguments import (
    AllOpt,
    ColumnsOpt,
    FormatOpt,
    LimitOpt,
    OutputOpt,
    desk_of,
    emit,
    given,
    room,
    with_fields,
)
from salescli.commands.ordering import pick_product
from salescli.commands.saying import Page, show_table
from salescli.desk import Desk
from salescli.domain.money import money_text, scaled
from salescli.errors import UsageError
from salescli.language import N_, _
from salescli.output import Format
from salescli.output import show as show_form

app = room()

ProductArg = Annotated[
    str,
    typer.Argument(
        help=N_("Product: code, number, or part of the name"),
        autocompletion=completing.product,
        show_default=False,
    ),
]


@app.command()
@with_fields(forms.PRODUCT_FORM, forms.CARD_FORM)
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help=N_("Product name"), show_default=False)],
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Add a product; order lines that name it take its spec, unit and list price.

    \b
    sales product add widget --spec 3mm --unit box --price 12000 --code W3
    sales product add widget --spec 5mm --benefit "half the storage room"
    """
    desk = desk_of(ctx)
    typed = given(fields)
    card = {key: typed.pop(key) for key in ("benefit", "feature", "advantage") if key in typed}
    from salescli.store import products

    with desk.session() as session:
        row = products.add(session, name=name, **product_values(desk, typed))
        if card:
            products.add_card(session, row.id, **card)
    if echo_product(desk, row.no, form):
        return
    decimals = desk.config.money.decimals
    price = "" if row.price is None else f", {money_text(row.price, decimals, row.currency)}"
    unit = f" / {row.unit}" if price and row.unit else ""
    desk.say(
        _("Added product {no}: {name}").format(
            no=row.no, name=f"{row.name} {row.spec}".rstrip() + price + unit
        )
    )


def product_values(desk: Desk, typed: dict[str, Any]) -> dict[str, Any]:
    """The typed form as columns; a price carries the currency it was given in."""
    if "price" not in typed:
        return typed
    money = desk.config.money
    price = read_price(typed["price"], money.decimals) if typed["price"].strip() else None
    return {**typed, "price": price, "currency": "" if price is None else money.currency}


def read_price(text: str, decimals: int) -> int:
    try:
        return scaled(text, decimals)
    except ValueError as error:
        example = "12,000.50" if decimals else "12,000"
        raise UsageError(
            _('"{part}" is not a price').format(part=text),
            _("give it as {example}; decimals are set by `money.decimals`").format(example=example),
            wrong=text,
            option="--price",
        ) from error


def echo_product(desk: Desk, no: int, form: str) -> bool:
    """For scripts: the saved record with its talk cards; False when not asked for."""
    if form:
        from salescli.reports import products as pages

        with desk.read() as reader:
            show_form(pages.record(reader, no), Format(form))
    return bool(form)


@app.command("list")
def list_(
    ctx: typer.Context,
    find: Annotated[str, typer.Argument(help=N_("Part of a name, spec or code"))] = "",
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    everything: AllOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List the products by name."""
    from salescli.domain.names import search_key
    from salescli.reports import lists
    from salescli.reports import products as pages
    from salescli.store.reading import like

    desk = desk_of(ctx)
    query = lists.Query()
    if find:
        query.add(
            "(search_key LIKE :find ESCAPE '!' OR lower(code) LIKE lower(:code) ESCAPE '!')",
            find=like(search_key(find)),
            code=like(find.strip()),
        )
    page = Page(form, output, columns, limit, everything)
    with desk.read() as reader:
        rows = pages.listed(reader, query, page.read(desk))
    table = pages.table(rows, desk.today, desk.config.money.decimals)
    show_table(desk, table, lists.main_columns(pages.PRODUCT_COLUMNS), page)


@app.command()
def show(
    ctx: typer.Context, product: ProductArg, form: FormatOpt = "", output: OutputOpt = ""
) -> None:
    """Show one product with its talk cards."""
    from salescli.reports import products as pages

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_product(desk, reader, product)
        emit(desk, pages.page(reader, known.no, desk.config.money.decimals), form, output)


@app.command()
@with_fields(forms.PRODUCT_FORM)
def edit(
    ctx: typer.Context,
    product: ProductArg,
    name: Annotated[str, typer.Option(help=N_("New name"))] = "",
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Change fields of a product; an empty value ('') clears a field.

    Orders that were taken keep the name, spec and price they were taken with.
    """
    desk = desk_of(ctx)
    typed = {**given(fields), **({"name": name} if name else {})}
    if not typed:
        raise UsageError(_("nothing to change was given"), "`sales product edit --help`")
    values = product_values(desk, typed)
    with desk.read() as reader:
        known = pick_product(desk, reader, product)
    from salescli.store import products
    from salescli.store.models import Product
    from salescli.store.writing import present

    with desk.session() as session:
        row = products.edit(session, present(session, Product, known.id), **values)
    if not echo_product(desk, row.no, form):
        changed = ", ".join(sorted(typed))
        desk.say(_("Changed {name}: {fields}").format(name=row.name, fields=changed))


@app.command()
def delete(ctx: typer.Context, product: ProductArg) -> None:
    """Hide a product; `sales undo` brings it back. Orders keep their lines."""
    from salescli.store.models import Product
    from salescli.store.writing import delete as hide
    from salescli.store.writing import present

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_product(desk, reader, product)
    with desk.session() as session:
        hide(session, present(session, Product, known.id))
    desk.say(
        _("Deleted product {no} {name}; `sales undo` brings it back").format(
            no=known.no, name=known.title
        )
    )


@app.command()
@with_fields(forms.CARD_FORM)
def fab(
    ctx: typer.Context,
    product: ProductArg,
    drop: Annotated[
        int, typer.Option("--drop", help=N_("Hide the card with this number instead"))
    ] = 0,
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Add a talk card: feature, advantage, benefit. Only the benefit may not be left out.

    \b
    sales product fab widget --feature "3mm steel" --benefit "no repairs for ten years"
    """
    desk = desk_of(ctx)
    typed = given(fields)
    if drop and typed:
        raise UsageError(_("drop a card or add one, not both"), "`sales product fab --help`")
    with desk.read() as reader:
        known = pick_product(desk, reader, product)
    from salescli.store import products

    with desk.session() as session:
        if drop:
            card = products.drop_card(session, known.id, drop)
        else:
            card = products.add_card(session, known.id, **typed)
    if not echo_product(desk, known.no, form):
        said = _("Dropped the talk card of {name}: {text}; `sales undo` brings it back")
        said = said if drop else _("Saved a talk card of {name}: {text}")
        desk.say(said.format(name=known.title, text=card.benefit))
