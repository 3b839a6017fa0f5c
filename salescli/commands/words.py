"""Typed words as values: texts, whole numbers and flags, which is all that our options take.

Typer (0.29) reads every word through pydantic, whose import alone costs more than a whole reading
command. A parameter that brings its own reader is left alone by it; where a later Typer does not
ask for one any more, it simply reads the words itself again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from salescli.domain.shellwords import quote
from salescli.errors import UsageError
from salescli.language import _


class Reader:
    """Reads the words of one parameter."""

    def __init__(self, read: Callable[[str], Any], least: int | None) -> None:
        self.read = read
        self.least = least

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        if many or isinstance(value, (list, tuple)):
            return [self.one(item, param, ctx) for item in value]
        return self.one(value, param, ctx)

    def one(self, value: Any, param: Any, ctx: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            found = self.read(value)
        except ValueError as error:
            raise refused(param, value, ctx) from error
        if self.least is not None and found < self.least:
            raise refused(param, value, ctx)
        return found


def refused(param: Any, value: str, ctx: Any) -> UsageError:
    """Why a word is no number that fits, and what is wanted in its place."""
    option = param.param_type_name == "option"
    name = param.opts[0] if option else str(param.name).upper()
    return UsageError(
        _('{name}: "{value}" is not a number that fits').format(name=name, value=value),
        _("give a whole number, as 25") if option else wanted(value, ctx),
        wrong=value,
    )


def wanted(value: str, ctx: Any) -> str:
    """Where a number of records stands on the line: what the word may have been, else a list."""
    if any("--to" in parameter.opts for parameter in ctx.command.params):
        return _("say when with `{option}`").format(option=f"--to {quote(value)}")
    noun, _space, verb = ctx.command_path.removeprefix("sales ").partition(" ")
    shown = LISTS.get((noun, verb)) or LISTS.get((noun, ""), f"{noun} list")
    return _("give its number, which `{command}` shows").format(
        command=f"sales {shown}".format(word=quote(value))
    )


# where the numbers of a noun's records, or those that a verb of it takes, are seen
LISTS = {
    ("followup", ""): "followup list --customer {word}",
    ("meeting", "done"): "meeting actions",
    ("route", ""): "route show",
}
READERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    list[str]: str,
    list[int]: int,
}


def read_lightly(command: Any, *extra: Any) -> None:
    """Give every parameter of a command its own reader, where it takes texts, numbers or flags."""
    for param in (*command.params, *extra):
        descriptor = getattr(param, "type_descriptor", None)
        read = READERS.get(getattr(descriptor, "annotation", None))
        if read is not None or getattr(param, "is_bool_flag", False):
            param._runtime_param = Reader(read or str, getattr(param, "min", None))  # noqa: SLF001 -- see the module's first lines
