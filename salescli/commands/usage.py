"""Typer's complaints about a command line, said as ours: one line, in the user's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from typer.core import TyperGroup

from salescli.errors import UsageError
from salescli.language import _

HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
QUOTED = re.compile(r"'([^']*)'|\(([^()]*)\)$")


class NounGroup(TyperGroup):
    """A group whose unknown word is answered with the nearest one."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None and not name.startswith("-"):
            raise unknown_command(name, self.list_commands(ctx), ctx.command_path)
        return (name, command, args[1:]) if command else super().resolve_command(ctx, args)


def unknown_command(name: str, known: Iterable[str], path: str) -> UsageError:
    near = get_close_matches(name, list(known), 1, 0.5)
    message = _('no command "{name}"').format(name=name)
    hint = (
        _("did you mean `{name}`").format(name=f"{path} {near[0]}")
        if near
        else _("see `{command} --help`").format(command=path)
    )
    return UsageError(message, hint, wrong=name, right=near[0] if near else "")


def phrased(error: Any) -> UsageError:
    """A Typer exception as our own error with a hint; what is not foreseen keeps its words."""
    context = getattr(error, "ctx", None)
    see = _("see `{command} --help`").format(command=context.command_path) if context else ""
    phrase = PHRASES.get(type(error).__name__)
    message, hint = phrase(error) if phrase else other(error)
    return UsageError(message, hint or see)


def no_option(error: Any) -> tuple[str, str]:
    near = ", ".join(f"`{name}`" for name in sorted(error.possibilities or ()))
    hint = _("did you mean {names}").format(names=near) if near else ""
    return _("no option {name}").format(name=error.option_name), hint


def missing(error: Any) -> tuple[str, str]:
    parameter = error.param
    if parameter is None:
        return error.format_message().rstrip("."), ""
    name = parameter.opts[0] if parameter.param_type_name == "option" else parameter.name.upper()
    return _("{name} is missing").format(name=name), ""


def bad_value(error: Any) -> tuple[str, str]:
    parameter = error.param
    name = parameter.opts[0] if parameter and parameter.param_type_name == "option" else ""
    if parameter is not None and not name:
        name = str(parameter.name).upper()
    reason = error.message.rstrip(".")
    return _("{name} does not take this value: {reason}").format(name=name, reason=reason), ""


def bad_use(error: Any) -> tuple[str, str]:
    if "requires" in error.message:
        return _("{name} needs a value").format(name=error.option_name), ""
    return _("{name} takes no value").format(name=error.option_name), ""


def other(error: Any) -> tuple[str, str]:
    message = error.format_message().rstrip(".")
    if message.startswith("Got unexpected extra argument"):
        extra = QUOTED.search(message)
        words = (extra[1] or extra[2]) if extra else ""
        return _('one word too many: "{words}"').format(words=words), _(
            "put what belongs together in quotes"
        )
    if message.startswith("Missing command"):
        return _("which command"), ""
    return message, ""


PHRASES = {
    "NoSuchOption": no_option,
    "MissingParameter": missing,
    "BadParameter": bad_value,
    "BadOptionUsage": bad_use,
}
