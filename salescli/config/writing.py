"""Writing the file: the commented example, and one setting changed in its place."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Iterable, Mapping
from datetime import time
from pathlib import Path
from typing import Any

from salescli.config.reading import Loaded, compose, parse, shape
from salescli.config.settings import Band, Config, Hours, Pace, Point, flat
from salescli.errors import SalesError, UsageError
from salescli.language import N_, _

if typing.TYPE_CHECKING:
    from yaml import MappingNode, Node

TYPED = Path("typed")
PLAIN = re.compile(r"[^\W\d_]\w*( \w+)*")
SPECIAL = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}


def as_yaml(value: Any) -> str:
    """A value as it is written in the file."""
    if value is None or value == "":
        return '""'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, (Hours, Band, Pace, Point)):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(as_yaml(item) for item in value) + "]"
    if isinstance(value, Mapping):
        items = (f"{quoted(str(key))}: {as_yaml(item)}" for key, item in value.items())
        return "{" + ", ".join(items) + "}"
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text: str) -> str:
    """Text that YAML reads back as the same text; quoted only where it must be."""
    if PLAIN.fullmatch(text) and text.lower() not in SPECIAL:
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
        raise unknown(name, known)
    loaded = typed(name, text, known[name])
    section, _dot, key = name.rpartition(".")
    if not section:
        return dataclasses.replace(config, **{key: getattr(loaded.config, key)})
    inner = dataclasses.replace(
        getattr(config, section), **{key: getattr(getattr(loaded.config, section), key)}
    )
    return dataclasses.replace(config, **{section: inner})


def unknown(name: str, known: Iterable[str]) -> UsageError:
    """The failure of a setting that does not exist, with the one that is meant very likely."""
    import difflib

    near = difflib.get_close_matches(name, known, 1, 0.4)
    return UsageError(
        _('unknown setting "{name}"').format(name=name),
        _("did you mean `{name}`").format(name=near[0]) if near else "`sales config show`",
        wrong=name,
        right=near[0] if near else "",
    )


def typed(name: str, text: str, hint: Any) -> Loaded:
    """The typed value read as the file would read it; refused as a wrong word, not a wrong file."""
    try:
        return parse(nested(name, text, hint), TYPED)
    except SalesError as error:
        message = str(error).split(": ", 1)[-1]
        raise UsageError(message, wrong=text) from error


def nested(name: str, text: str, hint: Any) -> str:
    """``name`` and the typed text as the smallest YAML file that says so."""
    listed = typing.get_origin(hint) in {tuple, Mapping}
    as_shown = text[:1] in ("[", "{") if listed else len(text) > 1 and text[0] == text[-1] == '"'
    value = text if as_shown else f"[{text}]" if listed else quoted(text)
    section, _dot, key = name.rpartition(".")
    return f"{section}:\n  {key}: {value}\n" if section else f"{key}: {value}\n"


def edited(text: str, path: Path, name: str, value: str) -> str:
    """The file's text with one setting changed in its place, everything else as it was."""
    section, _dot, key = name.rpartition(".")
    node = compose(text, path)
    found = find(node, [*filter(None, [section]), key])
    if found is not None:
        start, end = found.start_mark.index, end_of(found)
        old = text[start:end].rstrip()
        space = "" if old or text[start - 1 : start] in " \t" else " "
        return text[:start] + space + value + text[start + len(old) :]
    return inserted(text, find(node, [section]) if section else None, section, key, value)


def end_of(node: Node) -> int:
    """Where a value ends; a block list ends with its last item, not with the remarks below it."""
    below = typing.cast("list[typing.Any]", node.value) if shape(node) != "scalar" else []
    if not below or node.flow_style:  # type: ignore[attr-defined]
        return int(node.end_mark.index)
    last = below[-1]
    return end_of(last[1] if isinstance(last, tuple) else last)


def find(node: Node | None, names: list[str]) -> Node | None:
    """The value node at a path of keys."""
    for name in names:
        if node is None or shape(node) != "mapping":
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
    if section_node is None or shape(section_node) != "mapping":
        kept = "\n".join(line for line in text.split("\n") if line.strip() != f"{section}:")
        return f"{kept}{section}:\n  {key}: {value}\n"
    mark = section_node.start_mark
    if section_node.flow_style:  # type: ignore[attr-defined]
        return f"{text[: mark.index + 1]}{key}: {value}, {text[mark.index + 1 :]}"
    return f"{text[: mark.index]}{key}: {value}\n{' ' * mark.column}{text[mark.index :]}"
