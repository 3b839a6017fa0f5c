"""The coverage pages (Q3, Q7, Q10): the quarter, who was not seen, capacity, forecast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from salescli.config import Config
from salescli.dates import Period
from salescli.domain.routing.forecast import Forecast
from salescli.domain.words import CoverageState, label
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Bar, Block, Chart, Column, Fact, Facts, Report, Table
from salescli.reports.lists import day_cell, grade_style, number_cell, overdue_style
from salescli.reports.quarter import Line
from salescli.store.reading import Reader
from salescli.store.scope import OWNED

STYLES = {"covered": "green", "overdue": "red", "due": "yellow"}


@dataclass(frozen=True)
class View:
    """The quarter that is looked at, and from which day."""

    config: Config
    calendar: Calendar
    quarter: Period
    today: date

    @property
    def first_open(self) -> date:
        """The first day that is still ahead, today included."""
        return min(max(self.today, self.quarter.start), self.quarter.end)

    @property
    def days_left(self) -> int:
        return self.calendar.count(self.first_open, self.quarter.end)

    @property
    def days(self) -> int:
        return self.calendar.count(*self.quarter)

    @property
    def title(self) -> str:
        return _("Coverage of the quarter {start} – {end}").format(
            start=self.quarter.start.isoformat(), end=self.quarter.last.isoformat()
        )

    @property
    def extra(self) -> dict[str, Any]:
        return {"start": self.quarter.start.isoformat(), "end": self.quarter.last.isoformat()}


def state_style(value: Any) -> str:
    return STYLES.get(str(value), "")


def columns(today: date) -> list[Column]:
    return [
        Column("no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("area", _("Area"), optional=True),
        Column("required", _("Required"), right=True, show=number_cell),
        Column("done", _("Visits made"), right=True, show=number_cell),
        Column("planned", _("Planned"), right=True, show=number_cell),
        Column("left", _("Left"), right=True, show=number_cell),
        Column("last_visit", _("Last visit"), show=partial(day_cell, today)),
        Column("last_safe", _("Last safe day"), show=partial(day_cell, today),
               style=partial(overdue_style, today)),
        Column("state", _("State"), show=label, style=state_style),
    ]  # fmt: skip


def row_of(line: Line) -> tuple[Any, ...]:
    return (line.no, line.customer, line.grade, line.area, line.required, line.done, line.planned,
            line.left, line.last_visit, line.last_safe, line.state)  # fmt: skip


def table(found: Sequence[Line], today: date, title: str = "") -> Table:
    return Table(
        columns(today), [row_of(line) for line in found], title=title, key="customers",
        empty=_("no customer needs visits"),
    )  # fmt: skip


def page(found: Sequence[Line], view: View) -> Report:
    """Totals first, then every customer."""
    blocks: list[Block] = [
        Facts(totals(found, view.days_left), key="totals"),
        by_grade((line.grade or "", line.state) for line in found),
        table(found, view.today),
    ]
    return Report(view.title, blocks, key="coverage", extra=view.extra)


def by_grade(states: Iterable[tuple[str, str]]) -> Chart:
    """How many customers of each grade have all the visits they need."""
    counts = Counter(states)
    grades = sorted({grade for grade, _state in counts})
    bars = [
        Bar(grade, counts[grade, CoverageState.COVERED],
            sum(count for (other, _state), count in counts.items() if other == grade))
        for grade in grades
    ]  # fmt: skip
    heads = (_("Grade"), _("Covered"), _("Required"))
    return Chart(bars, title=_("Covered by grade"), key="covered_by_grade", heads=heads)


def totals(found: Sequence[Line], days: int) -> list[Fact]:
    count = {state: sum(line.state is state for line in found) for state in CoverageState}
    late = sum(line.left > 0 and line.days_left <= 0 for line in found)
    return [
        Fact("customers", _("Customers that need visits"), len(found)),
        Fact("covered", _("Covered"), count[CoverageState.COVERED]),
        Fact("planned", _("All planned"), count[CoverageState.PLANNED]),
        Fact("due", _("Still due"), count[CoverageState.DUE]),
        Fact("overdue", _("Overdue"), count[CoverageState.OVERDUE],
             style="red" if count[CoverageState.OVERDUE] else ""),
        Fact("visits_left", _("Visits still needed"), sum(line.left for line in found)),
        Fact("days_left", _("Working days left"), days),
        Fact("too_late", _("No longer possible one a day"), late, style="red" if late else ""),
    ]  # fmt: skip


def capacity(found: Sequence[Line], view: View) -> dict[str, Any]:
    """Working days × visits a day, and what the customers need, as plain numbers."""
    band = view.config.quota.band
    return {
        "band": list(band),
        "days": view.days,
        "needed": sum(line.required for line in found),
        "serves": {
            grade: [view.days * count // need for count in band]
            for grade, need in view.config.coverage.per_quarter.items()
            if need
        },
        "days_left": view.days_left,
        "visits_left": sum(line.left for line in found),
    }


def capacity_facts(numbers: Mapping[str, Any]) -> list[Fact]:
    """The numbers in words: what is possible, what is needed, and whether that fits."""
    least, most = numbers["band"]
    days, days_left, left = (numbers[key] for key in ("days", "days_left", "visits_left"))
    pace = rounded_up(left, days_left)
    too_many = max(0, left - days_left * most)
    verdict = (
        _("{count} visits too many").format(count=too_many)
        if too_many
        else _("fits: {pace} a day are enough").format(pace=pace)
    )
    return [
        Fact("days", _("Working days of the quarter"), days),
        span_fact("possible", _("Visits possible in the quarter"), [days * least, days * most]),
        Fact("needed", _("Visits needed in the quarter"), numbers["needed"]),
        *[
            span_fact(f"serves_{grade}", _("Customers of grade {grade} one rep can serve").format(
                grade=grade), span)
            for grade, span in numbers["serves"].items()
        ],
        Fact("days_left", _("Working days left"), days_left),
        span_fact("possible_left", _("Visits still possible"),
                  [days_left * least, days_left * most]),
        Fact("visits_left", _("Visits still needed"), left),
        Fact("pace", _("Visits a day from now on"), pace if days_left else None),
        Fact("fits", _("Capacity"), not too_many, verdict, "red" if too_many else "green"),
    ]  # fmt: skip


def span_fact(key: str, name: str, span: Sequence[int]) -> Fact:
    least, most = span
    text = _("{least} to {most}").format(least=least, most=most)
    return Fact(key, name, {"least": least, "most": most}, text)


def rounded_up(part: int, whole: int) -> int:
    return -(-part // whole) if whole else part


def capacity_page(found: Sequence[Line], view: View) -> Report:
    facts = Facts(capacity_facts(capacity(found, view)), key="capacity")
    return Report(view.title, [facts], key="capacity", extra=view.extra)


class Unseen(NamedTuple):
    """A target customer that nobody visited, or not for long; ``days`` since the last visit."""

    no: int
    customer: str
    grade: str | None
    area: str
    last_visit: date | None
    days: int | None
    gap: str


class Target(NamedTuple):
    no: int
    name: str
    grade: str | None
    area: str
    last_visit: date | None


def gaps(reader: Reader, config: Config, today: date) -> list[Unseen]:
    """Target customers never visited, or unvisited for longer than their grade allows (Q7)."""
    rows = reader.rows(
        Target,
        f"FROM customers WHERE target AND (status IS NULL OR status <> 'lost') AND {OWNED}"
        " ORDER BY no",
        rep=reader.rep,
    )
    found = [unseen(row, today) for row in rows]
    late = [row for row in found if row.days is None or row.days > limit_of(row.grade, config)]
    return sorted(late, key=lambda row: (row.grade or "Z", row.last_visit or date.min, row.no))


def unseen(row: Target, today: date) -> Unseen:
    days = (today - row.last_visit).days if row.last_visit else None
    gap = "never" if row.last_visit is None else "long"
    return Unseen(row.no, row.name, row.grade, row.area, row.last_visit, days, gap)


def limit_of(grade: str | None, config: Config) -> int:
    """Days without a visit after which a customer of the grade counts as long unvisited."""
    if config.coverage.per_quarter.get(grade or ""):
        return config.coverage.overdue_days
    longest = max(config.route.interval_days.values(), default=config.coverage.overdue_days)
    return config.route.interval_days.get(grade or "", longest)


def gaps_page(found: Sequence[Unseen], today: date) -> Report:
    shown = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("customer", _("Customer"), wrap=True),
        Column("grade", _("Grade"), style=grade_style),
        Column("area", _("Area"), optional=True),
        Column("last_visit", _("Last visit"), show=partial(day_cell, today)),
        Column("days", _("Days"), right=True, show=number_cell),
        Column("gap", _("Gap"), show=gap_word),
    ]
    facts = [
        Fact("never", _("Never visited"), sum(row.gap == "never" for row in found)),
        Fact("long", _("Not visited for long"), sum(row.gap == "long" for row in found)),
    ]
    table_ = Table(shown, found, key="customers", empty=_("every target customer was seen"))
    return Report(_("Target customers not seen"), [Facts(facts, key="totals"), table_],
                  key="gaps", extra={"date": today.isoformat()})  # fmt: skip


def gap_word(value: Any) -> str:
    return _("never visited") if value == "never" else _("long unvisited")


def forecast_page(found: Sequence[Line], ahead: Forecast, ids: Sequence[int], view: View) -> Report:
    """Capacity first, then who will be missed at this pace; ``view`` begins tomorrow."""
    coming = dict(zip(ids, ahead.visits, strict=True))
    days = view.days_left
    missed = [
        (*row_of(line), ", ".join(day.isoformat() for day in coming.get(line.no, ())),
         line.left - len(coming.get(line.no, ())))
        for line in found
        if line.left > len(coming.get(line.no, ()))
    ]  # fmt: skip
    fit = _("needs {needed} visits, {fit} fit").format(needed=ahead.needed, fit=ahead.fit)
    facts = [
        Fact("capacity", _("Capacity"), {"needed": ahead.needed, "fit": ahead.fit}, fit,
             "red" if ahead.fit < ahead.needed else "green"),
        Fact("visits_per_day", _("Visits a day in the forecast"),
             round(sum(map(len, ahead.visits)) / days, 1) if days else 0),
        *totals(found, days),
    ]  # fmt: skip
    more = [
        Column("expected_on", _("Would be visited")),
        Column("missing", _("Missing"), right=True, show=number_cell),
    ]
    table_ = Table(
        [*columns(view.today - timedelta(days=1)), *more], missed,
        title=_("Would be missed at this pace"), key="missed",
        empty=_("nobody would be missed"),
    )  # fmt: skip
    return Report(view.title, [Facts(facts, key="totals"), table_], key="forecast",
                  extra=view.extra)  # fmt: skip
