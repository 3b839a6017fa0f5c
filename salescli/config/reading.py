"""Reading the file strictly: each value from its text, by the type of its field.

So ``8:30`` stays half past eight and ``010`` keeps its zero; every complaint names file, line and
column.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from salescli.config.checks import complaint
from salescli.config.places import default_path
from salescli.config.settings import CHOICES, Band, Config, Hours, Pace, Point
from salescli.errors import NotFoundError, SalesError, unread
from salescli.language import _

if typing.TYPE_CHECKING:
    from yaml import MappingNode, Node


class Loaded(NamedTuple):
    """The configuration, the file it came from, and the origin of each value that is set."""

    config: Config
    path: Path
    origins: Mapping[str, str]


def language_of(path: Path) -> str:
    """The language that the file chooses; a file that never says the word is not even parsed."""
    if not path.exists() or "language" not in read_text(path):
        return ""
    return load(path).config.language


def load(path: Path | None = None) -> Loaded:
    """Read the file strictly; without a file, the defaults."""
    place = path or default_path()
    if not place.exists():
        if path is not None:
            raise NotFoundError(
                _("no config file {path}").format(path=place), _("`sales config init` writes one")
            )
        return Loaded(Config(), place, {})
    return parse(read_text(place), place)


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        said = _("could not read {path}: {reason}").format(path=path, reason=error.strerror)
        raise unread(said, error) from error
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


def compose(text: str, path: Path, hint: str = "") -> Node | None:
    import yaml

    try:
        node: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", str(error))
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise SalesError(
            f"{place}: {problem}",
            hint or _("correct the file, or `sales config init --force` a new one"),
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
                if wrong := complaint(prefix + key, values[key]):
                    raise self.wrong(value_node, wrong)
                self.origins[prefix + key] = f"{self.path}:{value_node.start_mark.line + 1}"
        return kind(**values)

    def pairs(self, node: Node, prefix: str) -> Iterator[tuple[str, Node, Node]]:
        if is_null(node):
            return
        if shape(node) != "mapping":
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
            kind = typing.get_args(hint)[1]
            return {key: self.scalar(sub, kind, f"{name}.{key}") for key, _k, sub in
                    self.pairs(node, name)}  # fmt: skip
        return self.scalar(node, hint, name)

    def items(self, node: Node, hint: Any, name: str) -> Iterator[Any]:
        if is_null(node):
            return
        if shape(node) != "sequence":
            raise self.wrong(node, _("{name} needs a list, as [one, two]").format(name=name))
        for item in node.value:
            if dataclasses.is_dataclass(hint):
                yield self.section(item, typing.cast("type", hint), f"{name}.")
            else:
                yield self.scalar(item, hint, name)

    def scalar(self, node: Node, hint: Any, name: str) -> Any:
        if shape(node) != "scalar":
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


def shape(node: Node) -> str:
    """scalar, sequence or mapping."""
    return str(getattr(node, "id", ""))


def is_null(node: Node) -> bool:
    return shape(node) == "scalar" and node.tag == "tag:yaml.org,2002:null"


def convert(text: str, hint: Any, name: str) -> Any:
    """The text of one value as the field's type; ValueError says what it should look like."""
    hint = plain_type(hint)
    closed = isinstance(hint, type) and issubclass(hint, StrEnum)
    choices = tuple(hint) if closed else CHOICES.get(name)
    if choices is not None and text not in choices:
        raise ValueError(_("{name} is one of {choices}").format(
            name=name, choices=", ".join(filter(None, choices))))  # fmt: skip
    if closed:
        return hint(text)
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


def to_pace(text: str) -> Pace:
    speed, circuity, minutes = text.split("/")
    pace = Pace(float(speed), float(circuity), int(minutes))
    if not (1 <= pace.speed_kmh <= 300 and 1 <= pace.circuity <= 10 and pace.stop_minutes >= 0):
        raise ValueError(text)
    return pace


def to_point(text: str) -> Point:
    lat, lon = text.split("/")
    point = Point(float(lat), float(lon))
    if not (-90 <= point.lat <= 90 and -180 <= point.lon <= 180):
        raise ValueError(text)
    return point


CONVERT: dict[Any, Any] = {
    str: str,
    int: to_count,
    float: to_float,
    bool: to_bool,
    time: to_time,
    date: date.fromisoformat,
    Hours: to_hours,
    Band: to_band,
    Pace: to_pace,
    Point: to_point,
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
    Pace: "24/1.35/4",
    Point: "37.5665/126.978",
}
