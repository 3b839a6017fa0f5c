"""What the office sets: nested frozen dataclasses, read strictly from one YAML file.

Every value has a default, and a comment that becomes `config.example.yaml`. Values are taken from
the text of the file by the type of the field, so that ``8:30`` stays half past eight and ``010``
keeps its zero. Flag > environment > file > default.
"""

from __future__ import annotations

import dataclasses
import os
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any, NamedTuple

from salescli.errors import SalesError, UsageError
from salescli.language import N_, _

if typing.TYPE_CHECKING:
    from yaml import MappingNode, Node

APP = "sales"


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


@dataclass(frozen=True)
class Me:
    name: str = setting("", N_("your name, as reports are filled in by"))
    area: str = setting("", N_("your area or region, in the head of every report"))
    email: str = setting("", N_("your e-mail address, the sender of reports"))
    manager: str = setting("", N_("the manager's e-mail address, where reports go"))


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
class Database:
    path: str = setting("", N_("the data file; empty: in your data folder"))
    backups: int = setting(14, N_("automatic backups to keep; 0 makes none"))


@dataclass(frozen=True)
class Files:
    legacy_encoding: str = setting(
        "cp949", N_("code page of older files: cp949, gb18030, big5, cp932, cp1252")
    )


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
    new_customers: NewCustomers = setting(NewCustomers(), N_("new customers"))
    checklist: tuple[str, ...] = setting(
        ("business cards", "price list", "samples", "order forms", "pen and notebook"),
        N_("what to take along, shown each morning"),
    )
    dates: Dates = setting(Dates(), N_("reading dates"))
    money: Money = setting(Money(), N_("money"))
    database: Database = setting(Database(), N_("the data file"))
    files: Files = setting(Files(), N_("files of other programs"))
    screen: Screen = setting(Screen(), N_("the terminal"))
    mail: Mail = setting(Mail(), N_("sending reports by e-mail"))


CHOICES = {
    "language": ("", "en", "ko", "zh", "es"),
    "dates.order": ("ymd", "mdy", "dmy"),
    "mail.security": ("starttls", "ssl", "none"),
}


class Loaded(NamedTuple):
    """The configuration, the file it came from, and the origin of each value that is set."""

    config: Config
    path: Path
    origins: Mapping[str, str]


def default_path() -> Path:
    if given := os.environ.get("SALES_CONFIG"):
        return Path(given).expanduser()
    return config_folder() / "config.yaml"


def config_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / APP
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APP
    return xdg("XDG_CONFIG_HOME", ".config")


def data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / APP
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APP
    return xdg("XDG_DATA_HOME", ".local/share")


def state_folder() -> Path:
    if sys.platform in {"win32", "darwin"}:
        return data_folder() / "logs"
    return xdg("XDG_STATE_HOME", ".local/state")


def xdg(variable: str, fallback: str) -> Path:
    given = os.environ.get(variable)
    return (Path(given) if given else home() / fallback) / APP


def home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise SalesError(
            _("your home folder is unknown"), _("set HOME, or SALES_CONFIG and SALES_DB")
        ) from error


def data_path(config: Config) -> Path:
    """The data file: SALES_DB, else the config's, else in the data folder."""
    if given := os.environ.get("SALES_DB"):
        return Path(given).expanduser()
    if config.database.path:
        return Path(config.database.path).expanduser()
    return data_folder() / "sales.db"


def load(path: Path | None = None) -> Loaded:
    """Read the file strictly; without a file, the defaults."""
    place = path or default_path()
    if not place.exists():
        if path is not None:
            raise SalesError(
                _("no config file {path}").format(path=place), _("`sales config init` writes one")
            )
        return Loaded(Config(), place, {})
    return parse(read_text(place), place)


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SalesError(
            _("could not read {path}: {reason}").format(path=path, reason=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise SalesError(
            _("{path} is not UTF-8 text").format(path=path), _("save it as UTF-8")
        ) from error


def parse(text: str, path: Path) -> Loaded:
    node = compose(text, path)
    origins: dict[str, str] = {}
    if node is None:
        return Loaded(Config(), path, origins)
    config = Reading(path, origins).section(node, Config, "")
    return Loaded(config, path, origins)


def compose(text: str, path: Path) -> Node | None:
    import yaml

    try:
        node: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", str(error))
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise SalesError(
            f"{place}: {problem}", _("correct the file, or `sales config init --force` a new one")
        ) from error
    return node


@dataclass(frozen=True)
class Reading:
    """One pass over the file's nodes; every complaint names file, line and column."""

    path: Path
    origins: dict[str, str]

    def section(self, node: Node, kind: type[Any], prefix: str) -> Any:
        hints = typing.get_type_hints(kind)
        values = {}
        for key, key_node, value_node in self.pairs(node, prefix):
            if key not in hints:
                raise self.unknown(key_node, prefix + key, [prefix + name for name in hints])
            hint = hints[key]
            if dataclasses.is_dataclass(hint):
                values[key] = self.section(value_node, typing.cast("type", hint), f"{key}.")
            else:
                values[key] = self.value(value_node, hint, prefix + key)
                self.origins[prefix + key] = f"{self.path}:{value_node.start_mark.line + 1}"
        return kind(**values)

    def pairs(self, node: Node, prefix: str) -> Iterator[tuple[str, Node, Node]]:
        if is_null(node):
            return
        if node.id != "mapping":
            raise self.wrong(node, _("{name} needs lines of the form `key: value`").format(
                name=prefix.rstrip(".") or _("the file")))  # fmt: skip
        seen = set()
        for key_node, value_node in typing.cast("MappingNode", node).value:
            key = str(key_node.value)
            if key in seen:
                raise self.wrong(key_node, _('"{key}" stands twice').format(key=key))
            seen.add(key)
            yield key, key_node, value_node

    def value(self, node: Node, hint: Any, name: str) -> Any:
        if typing.get_origin(hint) is tuple:
            return tuple(self.items(node, typing.get_args(hint)[0], name))
        if typing.get_origin(hint) is Mapping:
            return {key: self.scalar(sub, int, f"{name}.{key}") for key, _k, sub in
                    self.pairs(node, name)}  # fmt: skip
        return self.scalar(node, hint, name)

    def items(self, node: Node, hint: Any, name: str) -> Iterator[Any]:
        if is_null(node):
            return
        if node.id != "sequence":
            raise self.wrong(node, _("{name} needs a list, as [one, two]").format(name=name))
        for item in node.value:
            yield self.scalar(item, hint, name)

    def scalar(self, node: Node, hint: Any, name: str) -> Any:
        if node.id != "scalar":
            raise self.wrong(node, _("{name} needs one value").format(name=name))
        try:
            return convert("" if is_null(node) else str(node.value), hint, name)
        except ValueError as error:
            raise self.wrong(node, str(error)) from error

    def unknown(self, node: Node, name: str, known: list[str]) -> SalesError:
        import difflib

        near = difflib.get_close_matches(name, known, 1, 0.5)
        hint = _("did you mean `{name}`").format(name=near[0]) if near else ""
        return self.wrong(node, _('unknown setting "{name}"').format(name=name), hint)

    def wrong(self, node: Node, message: str, hint: str = "") -> SalesError:
        mark = node.start_mark
        place = f"{self.path}:{mark.line + 1}:{mark.column + 1}"
        return SalesError(f"{place}: {message}", hint or _("correct that line of the file"))


def is_null(node: Node) -> bool:
    return node.id == "scalar" and node.tag == "tag:yaml.org,2002:null"


def convert(text: str, hint: Any, name: str) -> Any:
    """The text of one value as the field's type; ValueError says what it should look like."""
    hint = plain_type(hint)
    if name in CHOICES and text not in CHOICES[name]:
        raise ValueError(_("{name} is one of {choices}").format(
            name=name, choices=", ".join(filter(None, CHOICES[name]))))  # fmt: skip
    try:
        return CONVERT[hint](text)
    except (ValueError, KeyError) as error:
        raise ValueError(
            _('{name}: "{text}" should look like {example}').format(
                name=name, text=text, example=EXAMPLES[hint]
            )
        ) from error


def plain_type(hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def to_bool(text: str) -> bool:
    return {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}[
        text.lower()
    ]


def to_time(text: str) -> time:
    hour, _colon, minute = text.partition(":")
    return time(int(hour), int(minute or 0))


def to_hours(text: str) -> Hours:
    start, end = text.split("-")
    hours = Hours(to_time(start.strip()), to_time(end.strip()))
    if hours.start >= hours.end:
        raise ValueError(text)
    return hours


def to_band(text: str) -> Band:
    least, _dash, most = text.partition("-")
    band = Band(int(least), int(most or least))
    if not 0 <= band.least <= band.most:
        raise ValueError(text)
    return band


def to_count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def to_float(text: str) -> float | None:
    return float(text) if text else None


CONVERT: dict[Any, Any] = {
    str: str,
    int: to_count,
    float: to_float,
    bool: to_bool,
    time: to_time,
    date: date.fromisoformat,
    Hours: to_hours,
    Band: to_band,
}

EXAMPLES: dict[Any, str] = {
    str: "text",
    int: "8",
    float: "37.5665",
    bool: "true",
    time: "17:30",
    date: "2026-05-05",
    Hours: "09:30-12:00",
    Band: "4-8",
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


def as_yaml(value: Any) -> str:
    """A value as it is written in the file."""
    if value is None or value == "":
        return '""'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, (Hours, Band)):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(as_yaml(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {item}" for key, item in value.items()) + "}"
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text: str) -> str:
    """Text that YAML reads back as the same text; quoted only where it must be."""
    plain = text.replace(" ", "").replace("_", "").isalnum() and not text[0].isdigit()
    if plain and text.lower() not in {"yes", "no", "on", "off", "true", "false", "null"}:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def example(config: Config | None = None, *, translate: bool = False) -> str:
    """The commented file that holds ``config`` (by default, the defaults)."""
    say = _ if translate else str
    lines = [
        say(
            N_("# sales: what the office sets. Every line may be left out; these are the defaults.")
        ),
        say(N_("# `sales config show` tells where each value came from.")),
    ]
    section: Any = config or Config()
    for item in dataclasses.fields(section):
        value = getattr(section, item.name)
        comment = say(item.metadata["comment"])
        if dataclasses.is_dataclass(value):
            lines += ["", f"# {comment}", f"{item.name}:"]
            lines += [line_of(value, sub, say, "  ") for sub in dataclasses.fields(value)]
        else:
            lines += ["", f"# {comment}", f"{item.name}: {as_yaml(value)}"]
    return "\n".join(lines) + "\n"


def line_of(section: Any, item: dataclasses.Field[Any], say: Any, indent: str) -> str:
    text = f"{indent}{item.name}: {as_yaml(getattr(section, item.name))}"
    return f"{text}  # {say(item.metadata['comment'])}"


def with_value(config: Config, name: str, text: str) -> Config:
    """``config`` with one setting changed, checked like the file is."""
    known = {key: hint for key, _value, hint in flat(config)}
    if name not in known:
        import difflib

        near = difflib.get_close_matches(name, known, 1, 0.4)
        raise UsageError(
            _('unknown setting "{name}"').format(name=name),
            _("did you mean `{name}`").format(name=near[0]) if near else "`sales config show`",
            wrong=name,
            right=near[0] if near else "",
        )
    loaded = parse(nested(name, text, known[name]), Path("config"))
    section, _dot, key = name.rpartition(".")
    if not section:
        return dataclasses.replace(config, **{key: getattr(loaded.config, key)})
    inner = dataclasses.replace(
        getattr(config, section), **{key: getattr(getattr(loaded.config, section), key)}
    )
    return dataclasses.replace(config, **{section: inner})


def nested(name: str, text: str, hint: Any) -> str:
    """``name`` and the typed text as the smallest YAML file that says so."""
    listed = typing.get_origin(hint) in {tuple, Mapping}
    value = (
        text if listed and text[:1] in "[{" and text else f"[{text}]" if listed else quoted(text)
    )
    section, _dot, key = name.rpartition(".")
    return f"{section}:\n  {key}: {value}\n" if section else f"{key}: {value}\n"


def edited(text: str, path: Path, name: str, value: str) -> str:
    """The file's text with one setting changed in its place, everything else as it was."""
    section, _dot, key = name.rpartition(".")
    node = compose(text, path)
    found = find(node, [*filter(None, [section]), key])
    if found is not None:
        start, end = found.start_mark.index, found.end_mark.index
        old = text[start:end].rstrip()
        space = "" if old or text[start - 1 : start] in " \t" else " "
        return text[:start] + space + value + text[start + len(old) :]
    return inserted(text, find(node, [section]) if section else None, section, key, value)


def find(node: Node | None, names: list[str]) -> Node | None:
    """The value node at a path of keys."""
    for name in names:
        if node is None or node.id != "mapping":
            return None
        pairs = typing.cast("MappingNode", node).value
        node = next((value for key, value in pairs if key.value == name), None)
    return node


def inserted(text: str, section_node: Node | None, section: str, key: str, value: str) -> str:
    """``text`` with a setting it did not have: first in its section, or in a new one at the end."""
    if text and not text.endswith("\n"):
        text += "\n"
    if not section:
        return f"{text}{key}: {value}\n"
    if section_node is None or section_node.id != "mapping":
        kept = "\n".join(line for line in text.split("\n") if line.strip() != f"{section}:")
        return f"{kept}{section}:\n  {key}: {value}\n"
    mark = section_node.start_mark
    if section_node.flow_style:  # type: ignore[attr-defined]
        return f"{text[: mark.index + 1]}{key}: {value}, {text[mark.index + 1 :]}"
    return f"{text[: mark.index]}{key}: {value}\n{' ' * mark.column}{text[mark.index :]}"
