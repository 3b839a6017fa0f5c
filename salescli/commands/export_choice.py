"""What was typed of an export → which rows and columns leave, in which form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from salescli.commands.asking import pick_customer
from salescli.commands.choices import closed
from salescli.commands.customer_filters import narrow
from salescli.commands.export_marks import Series, moment
from salescli.commands.exporting import FILTERS
from salescli.dates import Period
from salescli.desk import Desk
from salescli.errors import UsageError
from salescli.language import _
from salescli.output.table import Column, Table
from salescli.reports.lists import Query
from salescli.store import exporting
from salescli.store.exporting import KINDS, NEW, Selection
from salescli.store.reading import Reader


class Form(StrEnum):
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    XLSX = "xlsx"
    MD = "md"
    HTML = "html"
    VCF = "vcf"
    ICS = "ics"


class Profile(StrEnum):
    """For a spreadsheet and people, or exact and whole for programs."""

    EXCEL = "excel"
    RAW = "raw"


ENDINGS = {"ndjson": Form.JSONL, "markdown": Form.MD, "htm": Form.HTML, "vcard": Form.VCF}
MACHINES = (Form.JSON, Form.JSONL)
DELIMITED = (Form.CSV, Form.TSV)
CARDS = {
    Form.VCF: ("contacts", "customers"),
    Form.ICS: ("visits", "followups"),
}


@dataclass(frozen=True)
class Typed:
    """The words of `data export`."""

    kind: str
    period: str
    columns: str
    since: str
    mark_since: str
    profile: str
    form: str
    output: str
    filters: dict[str, Any]

    @property
    def to_file(self) -> bool:
        return self.output not in {"", "-"}

    @property
    def path(self) -> Path:
        return Path(self.output).expanduser()

    def narrowing(self, span: Period | None) -> tuple[str, ...]:
        """What was typed to leave rows out, the period as the days that it was."""
        words = [f"{span.start} .. {span.last}"] if span else []
        for field in FILTERS:
            value = self.filters.get(field.name)
            for text in value if isinstance(value, list) else [value]:
                words += [] if text is None else [field.option]
                words += [text] if isinstance(text, str) else []
        return tuple(words)


@dataclass(frozen=True)
class Parcel:
    """What is to leave, understood.

    Attributes:
        typed: The words.
        form: What is written.
        profile: For people or for programs; None of cards and calendars.
        selection: Which rows and columns.
        filters: What narrowed the rows, for the list of exports.
        left_out: The columns that stay here because they tell of contacts.
        newest_command: The last command whose rows it holds for certain.
    """

    typed: Typed
    form: Form
    profile: Profile | None
    selection: Selection
    filters: str
    left_out: tuple[str, ...]
    newest_command: int

    @property
    def kind(self) -> str:
        return self.selection.kind

    @property
    def personal(self) -> bool:
        """Whether contacts are in it; a firm's card has none."""
        if self.form is Form.VCF:
            return self.kind == "contacts"
        return self.form is not Form.ICS and self.selection.personal


def parcel(desk: Desk, reader: Reader, typed: Typed, *, contacts: bool) -> Parcel:
    """What the words mean; ``contacts`` may leave, plain or under a password."""
    newest = exporting.newest_command(reader)
    kind = known("kind", typed.kind, KINDS)
    form = form_of(typed)
    profile = profile_of(typed, form)
    columns = columns_of(reader, typed, kind, profile)
    left_out = () if contacts or typed.columns else left_out_of(kind, columns)
    columns = tuple(name for name in columns if name not in left_out)
    span = spanned(desk, typed, kind)
    series = Series(kind, typed.narrowing(span), () if form in CARDS else columns)
    query = conditions(desk, reader, typed, series, span)
    if form is Form.ICS and kind == "followups":
        query.add("done_on IS NULL AND due_on IS NOT NULL")
    mark = moment(desk, reader, series, typed.mark_since) if typed.mark_since else ""
    return Parcel(
        typed,
        form,
        profile,
        Selection(kind, columns, query.conditions, query.values, mark),
        series.filters(typed.since, typed.mark_since),
        () if form in CARDS else left_out,
        newest,
    )


def left_out_of(kind: str, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in columns if name in KINDS[kind].named)


def known(what: str, text: str, choices: Any) -> str:
    """A word of a closed list; the nearest one is offered for another."""
    from difflib import get_close_matches

    wanted = text.strip().lower().replace("-", "_")
    for name in (wanted, f"{wanted}s"):
        if name in choices:
            return name
    near = get_close_matches(wanted, list(choices), 1, 0.5)
    message = {"kind": _('cannot export "{text}"'), "form": _('no format "{text}"')}[what]
    raise UsageError(
        message.format(text=text),
        _("one of {choices}").format(choices=", ".join(choices)),
        wrong=text,
        right=near[0] if near else "",
    )


def form_of(typed: Typed) -> Form:
    """The form that was named, else the one of the file's ending; a pipe gets CSV."""
    form = Form.CSV
    if typed.form:
        form = Form(known("form", typed.form, [item.value for item in Form]))
    elif typed.to_file:
        form = ending(typed)
    if form is Form.XLSX and not typed.to_file:
        raise UsageError(
            _("xlsx goes to a file"), _("add `-o {name}.xlsx`").format(name=typed.kind)
        )
    check_cards(typed, form)
    return form


def ending(typed: Typed) -> Form:
    found = typed.path.suffix.lower().lstrip(".")
    if found in ENDINGS:
        return ENDINGS[found]
    if found in set(Form):
        return Form(found)
    raise UsageError(
        _('the ending of "{name}" tells no format').format(name=typed.path.name),
        _("end it in {endings}, or give `--format`").format(
            endings=" ".join(f".{item}" for item in Form)
        ),
        wrong=typed.output,
    )


def check_cards(typed: Typed, form: Form) -> None:
    """A card or a calendar holds some kinds only, and has no columns to choose."""
    if form not in CARDS:
        return
    kinds = CARDS[form]
    if known("kind", typed.kind, KINDS) not in kinds:
        raise UsageError(
            _("{form} holds {kinds}").format(form=form, kinds=", ".join(kinds)),
            _("choose another format for {kind}").format(kind=typed.kind),
            wrong=typed.kind,
        )
    for option, text in (
        ("--columns", typed.columns),
        ("--mark-since", typed.mark_since),
        ("--profile", typed.profile),
    ):
        if text:
            raise UsageError(
                _("{form} has no columns: leave out `{option}`").format(form=form, option=option),
                option=option,
            )


def profile_of(typed: Typed, form: Form) -> Profile | None:
    """As typed; else files and pages are for people, pipes and JSON for programs."""
    if form in CARDS:
        return None
    if typed.profile:
        return Profile(closed("--profile", Profile, typed.profile))
    piped = form in DELIMITED and not typed.to_file
    return Profile.RAW if form in MACHINES or piped else Profile.EXCEL


def columns_of(reader: Reader, typed: Typed, kind: str, profile: Profile | None) -> tuple[str, ...]:
    every = exporting.columns(reader, kind)
    if typed.columns:
        wanted = dict.fromkeys(name.strip() for name in typed.columns.split(",") if name.strip())
        offered = (*every, NEW) if typed.mark_since else every
        picked = Table([Column(name, name) for name in offered], []).only(wanted)
        return tuple(column.key for column in picked.columns)
    whole = profile is not Profile.EXCEL
    return exporting.exact(every) if whole else exporting.readable(every)


def conditions(
    desk: Desk, reader: Reader, typed: Typed, series: Series, span: Period | None
) -> Query:
    query, kind = Query(), series.kind
    if span:
        query.add(f"{KINDS[kind].day} >= :start", start=span.start.isoformat())
        query.add(f"{KINDS[kind].day} < :end", end=span.end.isoformat())
    if typed.since:
        query.add(
            "(created_at >= :since OR updated_at >= :since)",
            since=moment(desk, reader, series, typed.since),
        )
    if typed.filters:
        add_customers(desk, reader, query, typed, kind)
    return query


def spanned(desk: Desk, typed: Typed, kind: str) -> Period | None:
    if not typed.period:
        return None
    if not KINDS[kind].day:
        raise UsageError(
            _("{kind} have no day: a period does not fit").format(kind=kind),
            _("`--since` takes what was entered or changed since a day"),
            wrong=typed.period,
        )
    return desk.period(typed.period)


def add_customers(desk: Desk, reader: Reader, query: Query, typed: Typed, kind: str) -> None:
    """The filters of `customer list`, for the rows of the customers that fit."""
    own = KINDS[kind].customer
    if not own:
        name = next(field.option for field in FILTERS if field.name in typed.filters)
        raise UsageError(
            _("{kind} are of no customer: `{option}` does not fit").format(kind=kind, option=name),
            option=name,
        )
    filters = dict(typed.filters)
    if named := filters.pop("customer", ""):
        query.add(f"{own} = :customer", customer=pick_customer(desk, reader, named).id)
    if filters:
        fitting = Query()
        narrow(desk, fitting, filters)
        where = " AND ".join(fitting.conditions)
        query.add(f"{own} IN (SELECT id FROM customers WHERE {where})", **fitting.values)  # noqa: S608 -- conditions of ours
