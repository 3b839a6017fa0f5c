"""The customer, contact and visit forms as options, and how each typed value is read."""

from __future__ import annotations

from datetime import date
from typing import Any

from salescli.commands import completing
from salescli.commands.arguments import Field
from salescli.commands.choices import CUSTOMER, read_choices
from salescli.desk import Desk
from salescli.domain import words
from salescli.errors import UsageError
from salescli.language import N_, _

FUNCTIONS = N_("owner, purchasing, technical, management, warehouse, quality")
CUSTOMER_FORM = (
    Field("phone", "--phone", N_("Phone")),
    Field("status", "--status", N_("prospect, active, dormant or lost"),
          complete=completing.choices(words.Status)),
    Field("grade", "--grade", N_("Grade A, B, C or D"), complete=completing.choices(words.Grade)),
    Field("area", "--area", N_("Area or region")),
    Field("address", "--address", N_("Address")),
    Field("place", "--place", N_("Coordinates, or a pasted map link")),
    Field("windows", "--hours", N_("Visiting hours: mon-fri 09:30-12:00; closed wed")),
    Field("industry", "--industry", N_("Industry")),
    Field("source", "--source", N_("Where the customer came from")),
    Field("tags", "--tag", N_("Tag; repeat for more"), list[str]),
    Field("code", "--code", N_("Your own customer code")),
    Field("email", "--email", N_("E-mail")),
    Field("website", "--website", N_("Web site")),
    Field("fax", "--fax", N_("Fax")),
    Field("tax_id", "--tax-id", N_("Tax number")),
    Field("makes", "--makes", N_("What the customer makes")),
    Field("usual_products", "--products", N_("Products and specs usually bought")),
    Field("suppliers", "--suppliers", N_("Present suppliers")),
    Field("background", "--background", N_("Organisation and policies")),
    Field("application", "--application", N_("What they use the product for")),
    Field("needs", "--needs", N_("Needs and expectations")),
    Field("purchase_plan", "--purchase-plan", N_("Purchase plan")),
    Field("condition", "--condition", N_("Business condition")),
    Field("need_clear", "--need-clear/--no-need-clear", N_("Whether the need is clear"), bool),
    Field("expected_on", "--expected", N_("Day the customer is expected to buy")),
    Field("tracking_since", "--tracking-since", N_("Followed since this day")),
    Field("target", "--target/--no-target", N_("Whether it is a target customer"), bool),
    Field("key_account", "--key-account/--no-key-account", N_("Key account"), bool),
    Field("first_contact", "--first-contact", N_("First met by visit, phone, mail …"),
          complete=completing.choices(words.Channel)),
    Field("notes", "--notes", N_("Private notes")),
    Field("budget", "--budget", N_("Yearly budget: 2026 5000000 (category); repeat for more"),
          list[str]),
)  # fmt: skip

FIRST_CONTACT_FORM = (
    Field("contact", "--contact", N_("Contact's name")),
    Field("position", "--position", N_("Contact's position")),
    Field("mobile", "--mobile", N_("Contact's own phone")),
    Field("contact_email", "--contact-email", N_("Contact's e-mail")),
    Field("function", "--function", FUNCTIONS,
          complete=completing.choices(words.Function)),
    Field("role", "--role", N_("decides, influences, uses, buys or gatekeeper"),
          complete=completing.choices(words.Role)),
)  # fmt: skip

CONTACT_FORM = (
    Field("position", "--position", N_("Position")),
    Field("phone", "--phone", N_("Phone")),
    Field("email", "--email", N_("E-mail")),
    Field("function", "--function", FUNCTIONS,
          complete=completing.choices(words.Function)),
    Field("role", "--role", N_("decides, influences, uses, buys or gatekeeper"),
          complete=completing.choices(words.Role)),
    Field("notes", "--notes", N_("Private notes")),
)  # fmt: skip

VISIT_FORM = (
    Field("at", "--at", N_("Time it began, as 14:30")),
    Field("minutes", "--minutes,-m", N_("How long it took"), int),
    Field("met", "--with,-w", N_("Contact met; repeat for more"), list[str], completing.contact),
    Field("objective", "--objective", N_("What the visit was for; repeat for more"), list[str]),
    Field("result", "--result,-r", N_("What came of it")),
    Field("problems", "--problem,-p", N_("Problem found; `none` when there is none")),
    Field("objections", "--objection", N_("Objection and your answer")),
    Field("outcome", "--outcome", N_("met, absent, refused or postponed"),
          complete=completing.choices(words.Outcome)),
    Field("note_left", "--note-left/--no-note-left", N_("A note was left"), bool),
    Field("card_left", "--card-left/--no-card-left", N_("A card was left"), bool),
    Field("follow_up", "--follow-up,-F", N_("What is left to do")),
    Field("next", "--next", N_("Next visit wished: fri, tomorrow 14:00")),
    Field("channel", "--channel", N_("visit, phone, video, mail or walk-in"),
          complete=completing.choices(words.Channel)),
    Field("purpose", "--purpose", N_("sales or return (after the sale)"),
          complete=completing.choices(words.Purpose)),
    Field("closes", "--closes", N_("Follow-up that this visit closes; repeat for more"), list[int]),
    Field("grade", "--grade", N_("Grade from now on"), complete=completing.choices(words.Grade)),
    Field("grade_reason", "--reason", N_("Why the grade changes")),
    Field("order", "--order", N_("What was ordered: widget 3mm x 10 @ 12000; repeat for more"),
          list[str]),
)  # fmt: skip

ORDER_FORM = (
    Field("delivery", "--delivery", N_("Day of delivery: fri, in 2 weeks, 3/14")),
    Field("contact", "--contact", N_("Contact of the order; else the main one"), str,
          completing.contact),
    Field("phone", "--phone", N_("Phone; else the contact's")),
    Field("ship_to", "--ship-to", N_("Where it is sent; else the customer's address")),
    Field("payment_method", "--payment", N_("How it is paid")),
    Field("terms", "--terms", N_("Terms agreed on")),
    Field("notes", "--notes", N_("Private notes")),
    Field("visit", "--visit", N_("Visit it came of: its number, or `last`"), str,
          completing.visit),
)  # fmt: skip

PRODUCT_FORM = (
    Field("code", "--code", N_("Your own product code")),
    Field("spec", "--spec", N_("Size or type")),
    Field("unit", "--unit", N_("Unit it is sold by: box, t, kg")),
    Field("price", "--price", N_("List price of one unit")),
)  # fmt: skip

CARD_FORM = (
    Field("benefit", "--benefit", N_("What the customer gains; a talk card needs it")),
    Field("feature", "--feature", N_("What the product has")),
    Field("advantage", "--advantage", N_("What that does better")),
)  # fmt: skip

FUTURE = {"expected_on"}
DAYS = {"expected_on", "tracking_since"}


def customer_values(desk: Desk, form: dict[str, Any]) -> dict[str, Any]:
    """The typed form as column values of a customer; budgets and people are not among them."""
    values = {name: value for name, value in form.items() if name not in {"place", "budget"}}
    values = read_choices(values, CUSTOMER)
    for name in DAYS & values.keys():
        toward = "future" if name in FUTURE else "past"
        values[name] = read_day(desk, values[name], toward=toward)
    if "place" in form:
        values |= read_place(form["place"])
    if values.get("windows"):
        values["windows"] = read_windows(values["windows"])
    if "tags" in values:
        values["tags"] = ",".join(read_tags(values["tags"]))
    if "grade" in values:
        values["grade"] = read_grade(values["grade"])
    return values


def read_day(desk: Desk, text: str, *, toward: str) -> date | None:
    return desk.day(text, "future" if toward == "future" else "past") if text else None


def read_place(text: str) -> dict[str, float | None]:
    from salescli.domain.places import parse_place

    if not text.strip():
        return {"lat": None, "lon": None}
    place = parse_place(text)
    return {"lat": place.lat, "lon": place.lon}


def read_grade(text: str) -> str:
    if not text.strip():
        raise UsageError(
            _("a grade is changed, not taken away"), _("give A, B, C or D"), option="--grade"
        )
    return text.strip().upper()


def read_reason(text: str, grade: str) -> str:
    """Why a grade changes; where none does, the words would be lost."""
    if text and not grade:
        raise UsageError(
            _("a reason is kept with the grade it is for"),
            _("add {options}").format(options="--grade …"),
            option="--reason",
        )
    return text


def read_windows(text: str) -> str:
    from salescli.domain.windows import format_windows, parse_windows

    return format_windows(parse_windows(text))


def read_tags(texts: list[str]) -> list[str]:
    from salescli.domain.text import clean_line

    tags = [clean_line(part) for text in texts for part in text.split(",")]
    return sorted({tag for tag in tags if tag})


def read_budget(desk: Desk, text: str) -> tuple[int, str, int]:
    """``2026 5000000 [category]`` → year, category, amount in minor units."""
    from salescli.domain.money import scaled

    parts = text.split(maxsplit=2)
    try:
        year, amount = int(parts[0]), scaled(parts[1], desk.config.money.decimals)
    except (IndexError, ValueError) as error:
        raise UsageError(
            _('"{text}" is not a budget').format(text=text),
            _("give year, amount and, if you like, a category: `2026 5000000 paper`"),
            wrong=text,
        ) from error
    return year, parts[2] if len(parts) > 2 else "", amount
