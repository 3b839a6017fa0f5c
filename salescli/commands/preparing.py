"""What every command is given as its room opens: help in the user's language, light words."""

from __future__ import annotations

from copy import copy
from inspect import cleandoc
from typing import Any

import typer

from salescli.commands.usage import HELP
from salescli.commands.words import read_lightly
from salescli.language import _


def translate(command: Any) -> None:
    """Say a command's help, and that of everything below it, in the chosen language."""
    command.context_settings |= HELP
    translate_one(command)
    for below in getattr(command, "commands", {}).values():
        translate(below)


def no_type(ctx: typer.Context) -> None:
    """What stands for the type of a flag in the help: nothing."""


def translate_one(command: Any) -> None:
    """Prepare one command: its help in the chosen language, its words read lightly."""
    text = cleandoc(command.help or "")
    command.help = _(text)
    for parameter in command.params:
        parameter.help = _(getattr(parameter, "help", "") or "")
    help_option = command.get_help_option(typer.Context(command, **HELP))
    if help_option is not None:
        help_option.help = _("Show this message and exit")
    read_lightly(command, help_option)
    for parameter in (*command.params, help_option):
        if getattr(parameter, "is_bool_flag", False):
            parameter.display_type_rich = no_type  # a flag takes no value: show no `<bool>`


def take_no_input(command: Any, root: Any) -> None:
    """Take the root's `--no-input` after the command too: after every one, so none lacks it."""
    option = copy(next(param for param in root.params if param.name == "no_input"))
    option.expose_value = False
    option.callback = never_ask
    for leaf in leaves(command):
        leaf.params.append(option)


def never_ask(ctx: Any, _option: Any, value: bool) -> None:
    if value and ctx.obj is not None:
        ctx.obj.no_input = True


def leaves(command: Any) -> list[Any]:
    below = getattr(command, "commands", None)
    if below is None:
        return [command]
    return [leaf for one in below.values() for leaf in leaves(one)]
