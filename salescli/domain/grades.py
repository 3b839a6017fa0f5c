"""Grades by time to purchase (G1-G5): the suggestion rule of requirements section 3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from salescli.domain.words import Grade
from salescli.language import _


@dataclass(frozen=True)
class Prospect:
    """What is known of a customer's wish to buy."""

    need_clear: bool | None
    expected_on: date | None
    tracking_since: date | None


@dataclass(frozen=True)
class Suggestion:
    """A grade and the reason for it, in words."""

    grade: Grade
    reason: str


def suggest(prospect: Prospect, today: date) -> Suggestion:
    """The grade by the rule; months are calendar months from today, their last day included."""
    expected = prospect.expected_on
    if prospect.need_clear and expected and expected >= today:
        for months, grade in ((1, Grade.A), (3, Grade.B), (6, Grade.C)):
            if expected <= today + relativedelta(months=months):
                return Suggestion(grade, within_months(months))
        return Suggestion(Grade.D, _("expected to buy more than 6 months from now"))
    if prospect.tracking_since:
        if today <= prospect.tracking_since + relativedelta(months=6):
            return Suggestion(Grade.C, _("followed for less than 6 months, no date yet"))
        return Suggestion(Grade.D, _("followed for more than 6 months without a date"))
    if prospect.need_clear:
        return Suggestion(Grade.C, _("clear need, no date yet"))
    return Suggestion(Grade.D, _("no plan to buy known"))


def within_months(months: int) -> str:
    return {
        1: _("clear need, buys within a month"),
        3: _("clear need, buys within 3 months"),
        6: _("clear need, buys within 6 months"),
    }[months]


def regrade(grade: str | None, prospect: Prospect, today: date) -> str:
    """Why the grade should be looked at again; empty when it should not.

    Only a grade that contradicts what is known is flagged: an A whose date has passed or lies
    more than a month away, a B beyond three months, or anything that is due to buy sooner.
    """
    expected = prospect.expected_on
    if grade in {"A", "B"} and expected and expected < today:
        return _("the expected date has passed")
    if grade == "A" and expected and expected > today + relativedelta(months=1):
        return _("expected more than a month away")
    if grade == "B" and expected and expected > today + relativedelta(months=3):
        return _("expected more than 3 months away")
    if expected is None or not prospect.need_clear or grade is None:
        return ""
    better = suggest(prospect, today)
    return better.reason if better.grade < grade else ""
