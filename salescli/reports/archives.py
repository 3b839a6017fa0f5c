"""The archives that were made, this week's standing, and the age of the password (A1, A4, A5)."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from salescli.config import Config
from salescli.dates import local_moment, long_day, week_of
from salescli.domain import archives
from salescli.domain.archives import Age, DueWeek, Overdue
from salescli.domain.workdays import Calendar
from salescli.language import _
from salescli.output.table import Column, Fact, Facts, Report, Table
from salescli.reports.lists import day_cell, number_cell, stamp_cell
from salescli.store.reading import Reader, stamp_text


class Made(NamedTuple):
    """One archive as it is recorded."""

    no: int
    week_start: date
    made_at: datetime
    since: datetime | None
    customers: int
    added: int
    changed: int
    made_for: str
    sent_to: str
    sent_at: datetime | None
    file: str
    sha256: str


class Password(NamedTuple):
    set_on: date
    told_to: str
    told_on: date | None


class Standing(NamedTuple):
    """What `archive status` and `today` speak of."""

    monday: date
    due: date | None
    made: Made | None
    last: Made | None
    password: Password | None
    age: Age | None
    overdue: Overdue | None
    since: datetime | None


def standing(reader: Reader, config: Config, calendar: Calendar, now: datetime) -> Standing:
    today = now.date()
    monday = week_of(today).start
    made = reader.first(
        Made, "FROM archives WHERE week_start = :monday ORDER BY no DESC", monday=monday.isoformat()
    )
    password = newest_password(reader)
    age = archives.age(password.set_on, today) if password else None
    due = archives.last_due(now, config.day.leave, calendar)
    overdue = lacking(reader, due, monday) if due else None
    return Standing(
        monday, archives.due_on(monday, calendar), made, last(reader), password, age, overdue,
        due.at if due and overdue else None,
    )  # fmt: skip


def lacking(reader: Reader, due: DueWeek, monday: date) -> Overdue | None:
    """What is overdue: a missed week until a later archive is made, each until it is sent.

    An office that was not there yet has missed no earlier week.
    """
    began = reader.value("SELECT min(at) FROM command")
    if due.monday < monday and (not began or began > stamp_text(due.at)):
        return None
    later = reader.rows(
        Made, "FROM archives WHERE week_start >= :monday", monday=due.monday.isoformat()
    )
    if any(made.sent_at for made in later):
        return None
    return Overdue.UNSENT if later else Overdue.MISSING


def newest_password(reader: Reader) -> Password | None:
    return reader.first(Password, "FROM archive_passwords ORDER BY set_on DESC, created_at DESC")


def last(reader: Reader, before: datetime | None = None) -> Made | None:
    """The newest archive, or the newest that was made before a moment."""
    if before is None:
        return reader.first(Made, "FROM archives ORDER BY no DESC")
    return reader.first(
        Made,
        "FROM archives WHERE made_at < :before ORDER BY made_at DESC",
        before=stamp_text(before),
    )


def page(now: Standing, config: Config) -> Report:
    """This week's archive, and the password's date and age."""
    return Report(
        _("Customer archive"),
        [
            Facts(week_facts(now, config), title=_("This week"), key="week"),
            Facts(password_facts(now, config), title=_("Password"), key="password"),
        ],
        key="archive",
    )


def week_facts(now: Standing, config: Config) -> list[Fact]:
    made = now.made
    due = _("no working day this week")
    if now.due:
        due = f"{long_day(now.due)} {config.day.leave:%H:%M}"
    facts = [
        Fact("week_start", _("Week from"), now.monday),
        Fact("due", _("Due"), now.due, due),
        Fact("made", _("Made at"), made.made_at if made else None, made_text(made)),
    ]
    if now.overdue:
        facts.append(Fact("overdue", _("Overdue"), str(now.overdue), overdue_text(now), "red"))
    if now.last and not made:
        before = local_moment(now.last.made_at)
        facts.append(Fact("last_made", _("Last archive"), now.last.made_at, before))
    if made:
        facts += [
            Fact("no", _("No."), made.no, str(made.no)),
            Fact("made_for", _("For"), made.made_for),
            Fact("sent_at", _("Sent"), made.sent_at, sent_text(made)),
            Fact("sent_to", _("Sent to"), made.sent_to),
        ]
    return [fact for fact in facts if fact.text or fact.value]


def overdue_text(now: Standing) -> str:
    assert now.since is not None  # noqa: S101 -- what is overdue was due at a moment
    since = local_moment(now.since)
    if now.overdue is Overdue.MISSING:
        return _("overdue since {since}, not made: `sales archive make`").format(since=since)
    assert now.last is not None  # noqa: S101 -- what was not sent was made
    text = _(
        "overdue since {since}, not sent: send it, then `sales archive sent {no} --to ADDRESS`"
    )
    return text.format(since=since, no=now.last.no)


def made_text(made: Made | None) -> str:
    return local_moment(made.made_at) if made else _("not made yet: `sales archive make`")


def sent_text(made: Made) -> str:
    if made.sent_at:
        return local_moment(made.sent_at)
    return _("not noted as sent: `sales archive sent {no} --to ADDRESS`").format(no=made.no)


def password_facts(now: Standing, config: Config) -> list[Fact]:
    if now.password is None or now.age is None:
        unknown = _("not noted yet: `sales archive password --told NAME`")
        return [Fact("set_on", _("Set on"), None, unknown)]
    missing = untold(now.password, config)
    return [
        Fact("set_on", _("Set on"), now.password.set_on),
        Fact("age", _("Age"), str(now.age), age_text(now.age), age_style(now.age)),
        Fact("told_to", _("Told to"), now.password.told_to, now.password.told_to or _("nobody")),
        *([Fact("untold", _("Not told yet"), missing)] if missing else []),
    ]


def untold(password: Password, config: Config) -> list[str]:
    """Of those whom the archive is made for, the ones that were not told (A5)."""
    told = {name.strip().casefold() for name in password.told_to.split(",")}
    return [name for name in config.archive.made_for if name.casefold() not in told]


def age_text(age: Age) -> str:
    return {
        Age.OK: _("fine"),
        Age.ADVISED: _("three months old or more: better change it"),
        Age.OVERDUE: _("six months old or more: change it now"),
    }[age]


def age_style(age: Age) -> str:
    return {Age.OK: "", Age.ADVISED: "yellow", Age.OVERDUE: "red"}[age]


def alerts(reader: Reader, config: Config, calendar: Calendar, now: datetime) -> list[Fact]:
    """For `sales today`: the archive from the day it is due on, the password from three months."""
    stands = standing(reader, config, calendar, now)
    facts = []
    if stands.overdue:
        facts.append(
            Fact("archive", _("Archive"), str(stands.overdue), overdue_text(stands), "red")
        )
    elif stands.due and now.date() >= stands.due and not stands.made:
        text = _("of the week not made yet: `sales archive make`, due {time}")
        shown = text.format(time=f"{config.day.leave:%H:%M}")
        facts.append(Fact("archive", _("Archive"), "missing", shown, "yellow"))
    if stands.age and stands.age is not Age.OK:
        facts.append(
            Fact("archive_password", _("Archive password"), str(stands.age), age_text(stands.age),
                 age_style(stands.age))
        )  # fmt: skip
    return facts


def listed(reader: Reader, today: date) -> Table:
    rows = reader.rows(Made, "FROM archives ORDER BY no DESC")
    columns = [
        Column("no", _("No."), right=True, show=number_cell),
        Column("week_start", _("Week from"), show=partial(day_cell, today)),
        Column("made_at", _("Made at"), show=stamp_cell),
        Column("since", _("New since"), show=stamp_cell),
        Column("customers", _("Customers"), right=True),
        Column("added", _("New customers"), right=True),
        Column("changed", _("Changed customers"), right=True),
        Column("made_for", _("For"), wrap=True),
        Column("sent_to", _("Sent to"), wrap=True, optional=True),
        Column("sent_at", _("Sent"), show=stamp_cell, optional=True),
        Column("file", _("File"), show=file_name, wrap=True),
        Column("sha256", "sha256", machine=True),
    ]
    return Table(columns, rows, key="archives", empty=_("no archive was made yet"))


def file_name(value: str) -> str:
    return value.replace("\\", "/").rpartition("/")[2]
