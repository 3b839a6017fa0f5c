"""Where a day stands against the quota, in one sentence or a few facts."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from salescli.config import Config
from salescli.dates import Period
from salescli.domain.quota import Call, Progress, Rules, progress
from salescli.language import _
from salescli.output.table import Fact
from salescli.store.reading import Reader, day_stamp
from salescli.store.scope import REPORTED


class CallRow(NamedTuple):
    customer_id: str
    grade_at_visit: str | None
    channel: str
    outcome: str
    visit_time: time | None


def rules(config: Config) -> Rules:
    quota = config.quota
    return Rules(
        points=quota.points, needed=quota.needed, customers=quota.customers, half=quota.half,
        noon=config.day.morning.end, count_absent=quota.count_absent,
    )  # fmt: skip


def calls_of(reader: Reader, day: date) -> list[Call]:
    rows = reader.rows(
        CallRow,
        "FROM visits WHERE visit_date = :day ORDER BY coalesce(visit_time, '99'), no",
        day=day.isoformat(),
    )
    return [Call(*row) for row in rows]


def of_day(reader: Reader, config: Config, day: date) -> Progress:
    return progress(calls_of(reader, day), rules(config))


def sentence(done: Progress) -> str:
    """``A/B points 7 of 12, customers 3 of 8; morning 3 of 4, afternoon 0 of 4``."""
    rule = done.rules
    text = _(
        "A/B points {points} of {needed}, customers {customers} of {most};"
        " morning {morning} of {half}, afternoon {afternoon} of {half}"
    ).format(
        points=done.points, needed=rule.needed, customers=done.customers, most=rule.customers,
        morning=done.morning, afternoon=done.afternoon, half=rule.half,
    )  # fmt: skip
    state = _("quota met") if done.met else _("quota open")
    return f"{state}: {text}"


def facts(done: Progress, config: Config) -> list[Fact]:
    """The quota's figures one by one, with the count band beside them."""
    rule = done.rules
    band = config.quota.band
    met = _("fulfilled") if done.met else _("not fulfilled")
    style = "green" if done.met else "yellow"
    return [
        Fact("quota_met", _("Quota"), done.met, met, style),
        Fact("points", _("A/B points"), done.points, out_of(done.points, rule.needed)),
        Fact("customers", _("Customers visited"), done.customers, _(
            "{count} of {goal} (band {band})").format(
                count=done.customers, goal=config.quota.goal, band=band)),
        Fact("morning", _("Morning"), done.morning, out_of(done.morning, rule.half)),
        Fact("afternoon", _("Afternoon"), done.afternoon, out_of(done.afternoon, rule.half)),
        Fact("phone_calls", _("Phone calls"), done.phone),
        Fact("absent", _("No-shows"), done.absent),
    ]  # fmt: skip


def out_of(done: int, wanted: int) -> str:
    return _("{done} of {wanted}").format(done=done, wanted=wanted)


class Developed(NamedTuple):
    """A customer that counts as developed."""

    no: int
    customer: str
    contact: str
    reported_at: datetime


DEVELOPED = f"""
FROM (SELECT no, name AS customer, contact, reported_at FROM customers k
  WHERE {REPORTED} AND k.reported_at >= :start AND k.reported_at < :end AND k.status IS NOT NULL
  AND k.contact IS NOT NULL AND k.position <> '' AND (k.phone <> '' OR k.contact_phone <> '')
  AND EXISTS (SELECT 1 FROM visit v WHERE v.customer_id = k.id AND v.deleted_at IS NULL
    AND v.outcome <> 'absent' AND v.visit_date < :last))
"""  # noqa: S608 -- a condition of ours


def developed(reader: Reader, period: Period, until: date | None = None) -> list[Developed]:
    """Customers developed in a week, or in a part of one (Q6).

    Entered in it with all five required fields, and visited or called before ``until``, by default
    by its end. One that is only entered is no more than entered.
    """
    return reader.rows(
        Developed, f"{DEVELOPED} ORDER BY no", **developed_when(reader, period, until or period.end)
    )


def new_customers(reader: Reader, period: Period) -> int:
    """How many customers were developed in the period."""
    values = developed_when(reader, period, period.end)
    return int(reader.value(f"SELECT count(*) {DEVELOPED}", **values) or 0)


def developed_when(reader: Reader, period: Period, until: date) -> dict[str, str]:
    return {
        "start": day_stamp(period.start),
        "end": day_stamp(period.end),
        "last": until.isoformat(),
        "rep": reader.rep,
    }
