"""Typer's complaints about a command line, said as ours: one line, in the user's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from typer.core import TyperGroup

from salescli.domain.shellwords import quote
from salescli.errors import UsageError
from salescli.language import _

HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
# options that people think of under another name; the first that the command has is meant
MEANT = {
    "--complaint": ("--problem", "--problems"),
    "--problems": ("--problem",),
    "--issue": ("--problem", "--problems"),
    "--trouble": ("--problem", "--problems"),
    "--contact": ("--with", "--contact"),
    "--who": ("--with", "--contact"),
    "--person": ("--with", "--contact"),
    "--met": ("--with",),
    "--attendee": ("--with",),
    "--date": ("--on", "--due", "--day", "--to"),
    "--day": ("--on", "--due", "--to"),
    "--when": ("--on", "--due", "--at", "--to"),
    "--on": ("--due", "--day", "--to"),
    "--time": ("--at", "--due"),
    "--duration": ("--minutes",),
    "--length": ("--minutes",),
    "--type": ("--channel", "--kind", "--status"),
    "--kind": ("--channel",),
    "--status": ("--outcome",),
    "--how": ("--channel",),
    "--call": ("--channel",),
    "--todo": ("--follow-up",),
    "--task": ("--follow-up",),
    "--comment": ("--note", "--notes"),
    "--memo": ("--notes", "--note"),
    "--notes": ("--note",),
    "--note": ("--notes",),
    "--tel": ("--phone", "--mobile"),
    "--telephone": ("--phone", "--mobile"),
    "--cell": ("--mobile", "--phone"),
    "--mail": ("--email",),
    "--title": ("--position",),
    "--job": ("--position",),
    "--region": ("--area",),
    "--class": ("--grade",),
    "--rank": ("--grade",),
    "--out": ("--output",),
    "--file": ("--output",),
    "--json": ("--format",),
    "--csv": ("--format",),
}
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
    verbs = list(known)
    near = get_close_matches(name, verbs, 1, 0.5)
    right = get_close_matches(name, near, 1, 0.7)
    message = _('no command "{name}"').format(name=name)
    hint = (
        _("did you mean `{name}`").format(name=f"{path} {near[0]}")
        if near
        else _("see `{command} --help`").format(command=path)
    )
    return UsageError(message, hint, wrong=name, right=right[0] if right else "")


def phrased(error: Any) -> UsageError:
    """A Typer exception as our own error with a hint; what is not foreseen keeps its words."""
    context = getattr(error, "ctx", None)
    see = _("see `{command} --help`").format(command=context.command_path) if context else ""
    said = PHRASES.get(type(error).__name__, other)(error)
    said.hint = said.hint or see
    return said


def no_option(error: Any) -> UsageError:
    """The option that was meant: by another name, or mistyped; else none."""
    name = error.option_name
    known = [option for parameter in error.ctx.command.params for option in parameter.opts]
    right = meant_option(name, known) if error.ctx else ""
    hint = _("did you mean {names}").format(names=f"`{right}`") if right else ""
    return UsageError(_("no option {name}").format(name=name), hint, wrong=name, right=right)


def meant_option(name: str, known: Sequence[str]) -> str:
    from salescli.domain.spelling import near

    wanted = [option for option in MEANT.get(name.lower(), ()) if option in known]
    return wanted[0] if wanted else near(name, known)


def missing(error: Any) -> UsageError:
    parameter = error.param
    if parameter is None:
        return UsageError(error.format_message().rstrip("."))
    name = parameter.opts[0] if parameter.param_type_name == "option" else parameter.name.upper()
    return UsageError(_("{name} is missing").format(name=name))


def bad_value(error: Any) -> UsageError:
    parameter = error.param
    name = parameter.opts[0] if parameter and parameter.param_type_name == "option" else ""
    if parameter is not None and not name:
        name = str(parameter.name).upper()
    reason = error.message.rstrip(".")
    return UsageError(
        _("{name} does not take this value: {reason}").format(name=name, reason=reason)
    )


def bad_use(error: Any) -> UsageError:
    if "requires" in error.message:
        return UsageError(_("{name} needs a value").format(name=error.option_name))
    return UsageError(_("{name} takes no value").format(name=error.option_name))


def other(error: Any) -> UsageError:
    message = error.format_message().rstrip(".")
    if message.startswith("Got unexpected extra argument"):
        extra = QUOTED.search(message)
        words = (extra[1] or extra[2]) if extra else ""
        return UsageError(
            _('one word too many: "{words}"').format(words=words), spare(error, words)
        )
    if message.startswith("Missing command"):
        return UsageError(_("which command"))
    return UsageError(message)


def spare(error: Any, words: str) -> str:
    """Where a word too many may have belonged: behind `--to`, or to the word before it."""
    options = [option for parameter in error.ctx.command.params for option in parameter.opts]
    if "--to" in options:
        return _("say when with `{option}`").format(option=f"--to {quote(words)}")
    return _("put what belongs together in quotes")


PHRASES = {
    "NoSuchOption": no_option,
    "MissingParameter": missing,
    "BadParameter": bad_value,
    "BadOptionUsage": bad_use,
}
