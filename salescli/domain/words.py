"""The closed lists of the trade: each value as it is stored, and its word for people."""

from __future__ import annotations

from enum import StrEnum

from salescli.language import N_, _


class Grade(StrEnum):
    """Customer grade by time to purchase (G1-G4): A within a month … D to be developed."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Status(StrEnum):
    """Customer status, the fifth required field of the form (C2)."""

    PROSPECT = "prospect"
    ACTIVE = "active"
    DORMANT = "dormant"
    LOST = "lost"


class Channel(StrEnum):
    """How the customer was met; only ``visit`` counts for quota and coverage (V6)."""

    VISIT = "visit"
    PHONE = "phone"
    VIDEO = "video"
    MAIL = "mail"
    WALK_IN = "walk-in"


class Outcome(StrEnum):
    """What came of it; ``absent`` is the office's no-show (V5), all others met somebody.

    A visit that is put off before the rep goes has no record: its stop is moved.
    """

    MET = "met"
    ABSENT = "absent"
    REFUSED = "refused"
    POSTPONED = "postponed"


class Purpose(StrEnum):
    """An ordinary visit, or a return visit after the sale (V17)."""

    SALES = "sales"
    RETURN = "return"


class Function(StrEnum):
    """Where a contact works at the customer (C7)."""

    OWNER = "owner"
    PURCHASING = "purchasing"
    TECHNICAL = "technical"
    MANAGEMENT = "management"
    WAREHOUSE = "warehouse"
    QUALITY = "quality"


class Role(StrEnum):
    """A contact's part in the decision to buy (C5)."""

    DECIDES = "decides"
    INFLUENCES = "influences"
    USES = "uses"
    BUYS = "buys"
    GATEKEEPER = "gatekeeper"


class ObjectiveKind(StrEnum):
    """What a call objective is about (V9)."""

    RELATION = "relation"
    ORDER = "order"
    INFORMATION = "information"
    PAYMENT = "payment"
    SERVICE = "service"


class Reached(StrEnum):
    """Review of an objective after the visit (V12)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class ReportKind(StrEnum):
    """The work reports (P1-P13)."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class PlanPeriod(StrEnum):
    """What a plan point is for (P6, P11)."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class ClaimKind(StrEnum):
    """How a customer came to a rep (L2, L3): by reporting it first, or by the manager's word."""

    CLAIM = "claim"
    ASSIGN = "assign"


class CoverageState(StrEnum):
    """Where a customer stands in the quarter (Q3): ``planned`` has stops for all that is left."""

    COVERED = "covered"
    PLANNED = "planned"
    DUE = "due"
    OVERDUE = "overdue"


class SalesBy(StrEnum):
    """What sales are added up by (P14, P15)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CUSTOMER = "customer"
    PRODUCT = "product"
    AREA = "area"
    GRADE = "grade"


class StopStatus(StrEnum):
    """What became of a planned stop (R2); ``absent`` and ``skipped`` are planned and not made."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    VISITED = "visited"
    ABSENT = "absent"
    MOVED = "moved"
    SKIPPED = "skipped"


OPEN_STOPS = (StopStatus.PLANNED, StopStatus.CONFIRMED)

LABELS: dict[str, str] = {
    "daily": N_("daily"),
    "weekly": N_("weekly"),
    "monthly": N_("monthly"),
    "quarterly": N_("quarterly"),
    "week": N_("week"),
    "month": N_("month"),
    "quarter": N_("quarter"),
    "reported": N_("first report"),
    "claim": N_("claim"),
    "assign": N_("assigned"),
    "covered": N_("covered"),
    "due": N_("still due"),
    "overdue": N_("overdue"),
    "planned": N_("planned"),
    "confirmed": N_("confirmed"),
    "visited": N_("visited"),
    "moved": N_("moved"),
    "skipped": N_("skipped"),
    "prospect": N_("prospect"),
    "active": N_("active"),
    "dormant": N_("dormant"),
    "lost": N_("lost"),
    "visit": N_("visit"),
    "phone": N_("phone"),
    "video": N_("video"),
    "mail": N_("mail"),
    "walk-in": N_("walk-in"),
    "met": N_("met"),
    "absent": N_("absent"),
    "refused": N_("refused"),
    "postponed": N_("postponed"),
    "sales": N_("sales"),
    "return": N_("return visit"),
    "owner": N_("owner"),
    "purchasing": N_("purchasing"),
    "technical": N_("technical"),
    "management": N_("management"),
    "warehouse": N_("warehouse"),
    "quality": N_("quality"),
    "decides": N_("decides"),
    "influences": N_("influences"),
    "uses": N_("uses"),
    "buys": N_("buys"),
    "gatekeeper": N_("gatekeeper"),
    "relation": N_("relation"),
    "order": N_("order"),
    "information": N_("information"),
    "payment": N_("payment"),
    "service": N_("service"),
    "yes": N_("yes"),
    "partly": N_("partly"),
    "no": N_("no"),
    "draft": N_("draft"),
    "submitted": N_("submitted"),
    "late": N_("late"),
    "early": N_("early"),
    "missing": N_("missing"),
    "reviewed": N_("reviewed"),
    "ok": N_("ok"),
    "warn": N_("warn"),
    "fail": N_("fail"),
}


def label(value: str | None) -> str:
    """The word for people of a stored value; a grade and anything unknown stays as it is."""
    return _(LABELS[value]) if value in LABELS else value or ""
