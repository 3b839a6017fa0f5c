"""Every setting with its default and the comment that becomes `config.example.yaml`."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, NamedTuple

from salescli.language import N_


def setting(default: Any, comment: str) -> Any:
    """A field with its default and the comment that explains it."""
    if isinstance(default, (tuple, Mapping)) or dataclasses.is_dataclass(default):
        return field(default_factory=lambda: default, metadata={"comment": comment})
    return field(default=default, metadata={"comment": comment})


class Hours(NamedTuple):
    """A span of the working day."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


class Band(NamedTuple):
    """A least and a most number, both counted in."""

    least: int
    most: int

    def __str__(self) -> str:
        return f"{self.least}-{self.most}"


class Pace(NamedTuple):
    """How one gets about: km/h, way ÷ distance as the crow flies, minutes for each stop."""

    speed_kmh: float
    circuity: float
    stop_minutes: int

    def __str__(self) -> str:
        return f"{self.speed_kmh:g}/{self.circuity:g}/{self.stop_minutes}"


class Point(NamedTuple):
    """A place on the map."""

    lat: float
    lon: float

    def __str__(self) -> str:
        return f"{self.lat:g}/{self.lon:g}"


@dataclass(frozen=True)
class Me:
    name: str = setting("", N_("your name, as reports are filled in by"))
    area: str = setting("", N_("your area or region, in the head of every report"))
    email: str = setting("", N_("your e-mail address, the sender of reports"))
    manager: str = setting("", N_("the manager's e-mail address, where reports go"))
    industries: tuple[str, ...] = setting((), N_("industries you sell to; empty: all"))


@dataclass(frozen=True)
class Office:
    name: str = setting("", N_("where the day starts and ends"))
    lat: float | None = setting(None, N_("latitude of the office, as 37.5665"))
    lon: float | None = setting(None, N_("longitude of the office, as 126.9780"))


@dataclass(frozen=True)
class Day:
    prepare: time = setting(time(8, 30), N_("start of the working day"))
    morning: Hours = setting(Hours(time(9, 30), time(12, 0)), N_("visiting hours before lunch"))
    afternoon: Hours = setting(
        Hours(time(13, 0), time(16, 30)), N_("visiting hours after lunch; then back in the office")
    )
    leave: time = setting(time(17, 30), N_("leaving the office: the daily report is due"))
    visit_minutes: int = setting(30, N_("the longest a visit should take, in minutes"))
    workdays: str = setting("mon-fri", N_("working days of the week"))
    holidays: tuple[date, ...] = setting((), N_("days off, as [2026-01-01, 2026-05-05]"))
    country: str = setting("", N_("country whose public holidays are days off, as KR or ES-MD"))
    meeting: str = setting("mon 17:00", N_("the department's weekly meeting; empty: none"))


@dataclass(frozen=True)
class Quota:
    points: Mapping[str, int] = setting(
        {"A": 3, "B": 2}, N_("points of a visited customer by grade at the visit")
    )
    needed: int = setting(12, N_("points of a full day: 4 A, 6 B, or a mix"))
    customers: int = setting(8, N_("or so many different customers of any grade"))
    band: Band = setting(Band(4, 8), N_("how many visits a day is made for"))
    goal: int = setting(8, N_("visits to aim at in a day"))
    half: int = setting(4, N_("visits to aim at before and after lunch"))
    count_absent: bool = setting(False, N_("whether a no-show counts as a visit"))


@dataclass(frozen=True)
class Coverage:
    per_quarter: Mapping[str, int] = setting(
        {"A": 2, "B": 2}, N_("visits that each customer of a grade needs in a quarter")
    )
    warn_days: int = setting(5, N_("working days before the last safe day to warn"))
    overdue_days: int = setting(45, N_("days without a visit after which A and B are overdue"))


@dataclass(frozen=True)
class Route:
    """Planning the day; the formula of a visit's worth is in `sales help routes`."""

    pace: Pace = setting(
        Pace(24, 1.35, 4), N_("km/h / detour of streets / minutes to park and walk per stop")
    )
    areas: Mapping[str, Pace] = setting({}, N_("the same for single areas, as {Busan: 30/1.4/6}"))
    centres: Mapping[str, Point] = setting(
        {}, N_("middle of an area for customers without coordinates, as {Mapo: 37.56/126.91}")
    )
    unknown_minutes: int = setting(
        20, N_("minutes of each way to or from a customer of whom nobody knows where it is")
    )
    travel_weight: int = setting(1, N_("points that a minute on the way costs"))
    quota_weight: int = setting(15, N_("points that a missing quota point costs"))
    whole_visit: bool = setting(True, N_("whether a visit must also end within the hours"))
    grades: Mapping[str, int] = setting(
        {"A": 100, "B": 60, "C": 20, "D": 8}, N_("points of a customer that is due, by grade")
    )
    interval_days: Mapping[str, int] = setting(
        {"A": 60, "B": 60, "C": 90, "D": 180}, N_("days after which a customer is due, by grade")
    )
    follow_up: int = setting(30, N_("points when a follow-up is due"))
    wished: int = setting(80, N_("points when a visit is wished that day"))
    expected: int = setting(40, N_("points on the day a purchase is expected"))
    never: int = setting(20, N_("points of a customer never visited"))
    learn: bool = setting(True, N_("whether logged visit times correct the travel times"))
    server: str = setting(
        "", N_("routing server, as `osrm http://localhost:5000`, `valhalla …`; empty: estimates")
    )
    timeout: int = setting(5, N_("seconds to wait for the routing server"))


@dataclass(frozen=True)
class NewCustomers:
    per_week: Band = setting(Band(2, 4), N_("new customers to develop in a week"))


@dataclass(frozen=True)
class Dates:
    order: str = setting("ymd", N_("how 3/4 is read when the year is first, last: ymd, mdy, dmy"))


@dataclass(frozen=True)
class Money:
    currency: str = setting("KRW", N_("currency of budgets and orders, as ISO code"))
    decimals: int = setting(0, N_("digits after the decimal point of that currency"))


@dataclass(frozen=True)
class Orders:
    pattern: str = setting(
        "{province}{city}NO.{no}", N_("order numbers, of {province}, {city}, {year} and {no}")
    )
    province: str = setting("", N_("your province: a code as LN, or a name for its initials"))
    city: str = setting("", N_("your city, the same way; empty: the initials of your area"))
    digits: int = setting(3, N_("digits of the number, at least"))
    share: int = setting(80, N_("percent of a customer's yearly budget to be spent with us"))


@dataclass(frozen=True)
class Database:
    path: str = setting("", N_("the data file; empty: in your data folder"))
    backups: int = setting(
        14, N_("daily backups to keep, and as many others; 0 makes none by itself")
    )
    key_command: str = setting("", N_("a command that prints the key of the encrypted data file"))


@dataclass(frozen=True)
class Files:
    legacy_encoding: str = setting(
        "cp949", N_("code page of older files: cp949, gb18030, big5, cp932, cp1252")
    )
    plain_exports: bool = setting(
        True, N_("whether customers with contacts may leave unencrypted, by `--plain`")
    )


CODE_PAGES = {"ko": "cp949", "zh": "gb18030", "es": "cp1252"}


def legacy_encoding(files: Files, language: str) -> str:
    """The code page of older files: as it was set, else that of the language."""
    if files.legacy_encoding != Files().legacy_encoding:
        return files.legacy_encoding
    return CODE_PAGES.get(language, files.legacy_encoding)


@dataclass(frozen=True)
class Archive:
    """The encrypted customer archive of each Friday (A1-A5)."""

    made_for: tuple[str, ...] = setting(
        ("manager", "GM"), N_("who gets the archive and is told its password")
    )
    to: tuple[str, ...] = setting((), N_("their e-mail addresses"))
    password_command: str = setting("", N_("a command that prints the archive's password"))


@dataclass(frozen=True)
class Screen:
    pager: bool = setting(True, N_("page what is longer than the screen"))
    rows: int = setting(50, N_("rows of a list before it is cut; `--all` shows all"))


@dataclass(frozen=True)
class Mail:
    host: str = setting("", N_("SMTP server; empty: `--to` writes an .eml file"))
    port: int = setting(587, N_("port of the SMTP server"))
    security: str = setting("starttls", N_("starttls, ssl or none"))
    user: str = setting("", N_("user name at the SMTP server"))
    password_command: str = setting("", N_("a command that prints the password"))


@dataclass(frozen=True)
class Config:
    """Everything that can be set, by section."""

    language: str = setting("", N_("en, ko, zh or es; empty: the terminal's"))
    me: Me = setting(Me(), N_("who you are"))
    office: Office = setting(Office(), N_("your office"))
    day: Day = setting(Day(), N_("the working day"))
    quota: Quota = setting(Quota(), N_("the daily quota: points or customers, whichever is met"))
    coverage: Coverage = setting(Coverage(), N_("visits in a quarter"))
    route: Route = setting(Route(), N_("planning routes"))
    new_customers: NewCustomers = setting(NewCustomers(), N_("new customers"))
    checklist: tuple[str, ...] = setting(
        ("business cards", "price list", "samples", "order forms", "pen and notebook"),
        N_("what to take along, shown each morning"),
    )
    dates: Dates = setting(Dates(), N_("reading dates"))
    money: Money = setting(Money(), N_("money"))
    orders: Orders = setting(Orders(), N_("orders"))
    database: Database = setting(Database(), N_("the data file"))
    files: Files = setting(Files(), N_("files of other programs"))
    archive: Archive = setting(Archive(), N_("the customer archive of each Friday"))
    screen: Screen = setting(Screen(), N_("the terminal"))
    mail: Mail = setting(Mail(), N_("sending reports by e-mail"))


CHOICES = {
    "language": ("", "en", "ko", "zh", "es"),
    "dates.order": ("ymd", "mdy", "dmy"),
    "mail.security": ("starttls", "ssl", "none"),
}


def flat(config: Config) -> Iterator[tuple[str, Any, Any]]:
    """Every setting as (dotted name, value, type), in the order of the file."""
    yield from flat_section(config, "")


def flat_section(section: Any, prefix: str) -> Iterator[tuple[str, Any, Any]]:
    hints = typing.get_type_hints(type(section))
    for item in dataclasses.fields(section):
        value = getattr(section, item.name)
        if dataclasses.is_dataclass(value):
            yield from flat_section(value, f"{item.name}.")
        else:
            yield prefix + item.name, value, hints[item.name]
