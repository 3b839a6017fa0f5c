"""`sales order`: the plain record of what was ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

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
    emit,
    given,
    room,
    with_fields,
)
from salescli.commands.asking import pick_customer
from salescli.commands.ordering import (
    check_delivery,
    order_entry,
    order_values,
    pick_order,
    read_lines,
)
from salescli.commands.saying import Page, show_table
from salescli.commands.visiting import closed, past_day
from salescli.commands.whose import RepOpt, narrow
from salescli.dates import long_day
from salescli.desk import Desk
from salescli.domain import orders
from salescli.domain.completeness import in_words, options
from salescli.domain.money import grouped, money_text
from salescli.domain.text import clean_line
from salescli.domain.words import SalesBy as By
from salescli.errors import NotFoundError, UsageError
from salescli.language import N_, _
from salescli.output import Format
from salescli.output import show as show_form
from salescli.store import lookup

if TYPE_CHECKING:
    from salescli.reports.orders import OrderRow
    from salescli.store.orders import Entry

app = room()

OrderArg = Annotated[
    str,
    typer.Argument(
        help=N_("Order: its number or part of it, `#3`, or `last`"),
        autocompletion=completing.order,
        show_default=False,
    ),
]


@app.command()
@with_fields(forms.ORDER_FORM)
def add(
    ctx: typer.Context,
    customer: CustomerArg,
    lines: Annotated[
        list[str],
        typer.Argument(
            metavar="LINE",
            help=N_("widget 3mm x 10 @ 12000: product, quantity, unit price"),
            show_default=False,
        ),
    ],
    on: Annotated[str, typer.Option("--on", "-d", help=N_("Day of the order"))] = "today",
    number: Annotated[
        str, typer.Option("--number", help=N_("Order number; else the next of the scheme"))
    ] = "",
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Record an order; its number comes from the scheme in the settings.

    A product on file brings its spec, unit and list price, so that `@ PRICE` may be left out.

    \b
    sales order add 한빛 "widget 3mm x 10 @ 12000" --delivery "in 2 weeks"
    sales order add 한빛 "W3 x 2.5 t" "bolt M8 x 1,200 @ 35" --payment "bank transfer"
    """
    desk = desk_of(ctx)
    day = past_day(desk, on or "today")
    with desk.read() as reader:
        known = pick_customer(desk, reader, customer)
        values = order_values(desk, reader, known, given(fields)) | {"order_date": day}
        check_delivery(day, values.get("delivery_date"))
        entry = order_entry(desk, reader, known, lines, values)
    entry.number = clean_line(number, _("the order number"))
    from salescli.store import orders as kept

    with desk.session() as session:
        no = kept.add(session, entry).no
    if not echo_order(desk, no, form):
        say_added(desk, known.name, entry, no)


def say_added(desk: Desk, customer: str, entry: Entry, no: int) -> None:
    """What was understood: number, day and total; every line; where it goes; what is missing."""
    values, decimals = entry.values, desk.config.money.decimals
    total = money_text(entry.amount, decimals, values["currency"])
    desk.say(
        _("Saved order {number}: {name}, {day}, total {total}").format(
            number=entry.number, name=customer, day=long_day(values["order_date"]), total=total
        )
    )
    for line in entry.lines:
        desk.say(f"  {orders.line_text(line, decimals)} = {grouped(line.amount, decimals)}")
    delivery = values.get("delivery_date")
    when = _("delivery {day}").format(day=long_day(delivery)) if delivery else ""
    where = [when, f"{values['contact']} {values['phone']}".strip(), values["ship_to"]]
    if any(where):
        desk.say("  " + "; ".join(part for part in where if part))
    if missing := orders.lacks(values):
        desk.say(
            _("  still missing: {fields} (`sales order edit {no} {options}`)").format(
                fields=in_words(missing, orders.RECORD), no=f"'#{no}'",
                options=options(missing, orders.OPTIONS),
            )
        )  # fmt: skip


def echo_order(desk: Desk, no: int, form: str) -> bool:
    """For scripts: the saved record with its lines; False when not asked for."""
    if form:
        from salescli.reports import orders as pages

        with desk.read() as reader:
            show_form(pages.record(reader, no), Format(form))
    return bool(form)


@app.command("list")
def list_(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(help=N_("Period: today, last week, 2026-03, mar 2 .. mar 9"))
    ] = "",
    customer: Annotated[
        str, typer.Option(help=N_("Only this customer"), autocompletion=completing.customer)
    ] = "",
    rep: RepOpt = "",
    columns: ColumnsOpt = "",
    limit: LimitOpt = None,
    everything: AllOpt = False,
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """List orders, the newest first.

    \b
    sales order list "this month"
    sales order list 2026 --customer 한빛 -o orders.csv
    """
    from salescli.reports import lists
    from salescli.reports import orders as pages

    desk = desk_of(ctx)
    query = lists.Query()
    if period:
        span = desk.period(period)
        query.add("order_date >= :start", start=span.start.isoformat())
        query.add("order_date < :end", end=span.end.isoformat())
    page = Page(form, output, columns, limit, everything, "orders")
    with desk.read() as reader:
        if customer:
            query.add("customer_id = :who", who=pick_customer(desk, reader, customer).id)
        narrow(query, reader, rep)
        rows = pages.listed(reader, query, page.read(desk))
    table = pages.table(rows, desk.today, desk.config.money.decimals, _("no order fits"))
    show_table(desk, table, lists.main_columns(pages.ORDER_COLUMNS), page)


@app.command()
def show(ctx: typer.Context, order: OrderArg, form: FormatOpt = "", output: OutputOpt = "") -> None:
    """Show one order with its lines and what was changed in it."""
    from salescli.reports import orders as pages

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_order(desk, reader, order)
        emit(desk, pages.page(reader, known.no, desk.config.money.decimals), form, output)


@app.command()
@with_fields(forms.ORDER_FORM)
def edit(
    ctx: typer.Context,
    order: OrderArg,
    lines: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            help=N_("widget 3mm x 12 @ 12000; repeat for more; replaces all its lines"),
            show_default=False,
        ),
    ] = None,
    on: Annotated[str, typer.Option("--on", "-d", help=N_("Day of the order"))] = "",
    form: FormatOpt = "",
    **fields: Any,
) -> None:
    """Change fields or lines of an order; an empty value ('') clears a field.

    The number stays: another one needs another order.

    \b
    sales order edit last --delivery 2026-03-20 --line "widget 3mm x 12 @ 11500"
    """
    desk = desk_of(ctx)
    typed = given(fields)
    if not (typed or lines or on):
        raise UsageError(_("nothing to change was given"), "`sales order edit --help`")
    from salescli.reports import orders as pages

    with desk.read() as reader:
        found = pick_order(desk, reader, order)
        known = lookup.customer_by_id(reader, found.customer_id)
        if known is None:
            raise NotFoundError(
                _("the customer of order {number} was deleted").format(number=found.number),
                "`sales undo`",
            )
        values = order_values(desk, reader, known, typed)
        if on:
            values["order_date"] = past_day(desk, on)
        before = pages.row(reader, found.no)
        check_days(before, values)
        goods = read_lines(desk, reader, lines or [])
    if goods and before.currency != desk.config.money.currency:
        values["currency"] = desk.config.money.currency
    from salescli.store import orders as kept
    from salescli.store.models import Order
    from salescli.store.writing import present, wrote

    with desk.session() as session:
        kept.edit(session, present(session, Order, found.id), values, goods)
        changed = wrote(session)
    if echo_order(desk, found.no, form):
        return
    if not changed:
        desk.say(_("Nothing differs; order {number} stays as it is").format(number=found.number))
        return
    say_changed(desk, found.no)


def check_days(before: OrderRow, values: dict[str, Any]) -> None:
    day = values.get("order_date", before.order_date)
    check_delivery(day, values.get("delivery_date", before.delivery_date))


def say_changed(desk: Desk, no: int) -> None:
    from salescli.reports import orders as pages

    with desk.read() as reader:
        after = pages.row(reader, no)
        goods = pages.goods(reader, no)
    total = money_text(after.amount, desk.config.money.decimals, after.currency)
    desk.say(
        _("Changed order {number}: {name}, {day}, total {total}").format(
            number=after.number, name=after.customer, day=long_day(after.order_date), total=total
        )
    )
    desk.say("  " + goods)


@app.command()
def delete(ctx: typer.Context, order: OrderArg) -> None:
    """Hide an order; `sales undo` brings it back. Its number is not given again."""
    from salescli.store.models import Order
    from salescli.store.writing import delete as hide
    from salescli.store.writing import present

    desk = desk_of(ctx)
    with desk.read() as reader:
        known = pick_order(desk, reader, order)
    with desk.session() as session:
        hide(session, present(session, Order, known.id))
    total = money_text(known.amount, desk.config.money.decimals, known.currency)
    desk.say(
        _("Deleted order {number}: {name}, {total}; `sales undo` brings it back").format(
            number=known.number, name=known.customer, total=total
        )
    )


@app.command()
def totals(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Argument(help=N_("Period: this month, last quarter, 2026"))
    ] = "this month",
    by: Annotated[
        str,
        typer.Option(
            "--by",
            help=N_("day, week, month, quarter, year, customer, product, area or grade"),
            autocompletion=completing.choices(By),
        ),
    ] = "customer",
    form: FormatOpt = "",
    output: OutputOpt = "",
) -> None:
    """Add up what was ordered, by time, customer, product, area or grade.

    \b
    sales order totals
    sales order totals 2026 --by month -o sales.xlsx
    """
    from salescli.reports import sales_totals as pages

    desk = desk_of(ctx)
    chosen = By(closed("--by", By, by))
    span = desk.period(period)
    with desk.read() as reader:
        lines = pages.sold(reader, span)
    emit(desk, pages.page(lines, chosen, span, desk.config.money.decimals), form, output)
