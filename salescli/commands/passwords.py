"""The password of an encrypted file: from a file, a command, or asked without echo."""

from __future__ import annotations

from getpass import getpass
from typing import Annotated

import typer

from salescli.desk import Desk
from salescli.errors import SalesError, UsageError
from salescli.exchange import passwords
from salescli.language import N_, _

OPTION = "--password-command"

PasswordFileOpt = Annotated[
    str,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help=N_("Read the password from the first line of this file; `-` is standard input"),
    ),
]
PasswordCommandOpt = Annotated[
    str,
    typer.Option(OPTION, metavar="COMMAND", help=N_("Take the password that this command prints")),
]


def password_of(desk: Desk, file: str = "", command: str = "", *, new: bool) -> str:
    """The password, by the options, else the configured command, else asked on the terminal.

    Args:
        desk: The desk; its line will not repeat a typed command, which may hold the password.
        file: What ``--password-file`` named.
        command: What ``--password-command`` named.
        new: It will lock a file: it must be long enough, and is asked twice.
    """
    hide_command(desk)
    if file and command:
        raise UsageError(_("give either `--password-file` or `--password-command`"))
    typed = command or ("" if file else desk.config.archive.password_command)
    if file:
        password = passwords.from_file(file)
        if passwords.seen_by_others(file):
            desk.say(_("warning: others can read {path}: `chmod 600` it").format(path=file))
    elif typed:
        password = passwords.from_command(typed)
    else:
        password = asked(desk, twice=new)
    return passwords.checked(password) if new else passwords.normal(password)


def hide_command(desk: Desk) -> None:
    """Keep what follows ``--password-command`` out of the line that the data file remembers."""
    words = desk.arguments
    desk.arguments = [
        "…" if words[place - 1 : place] == [OPTION] else hidden(word)
        for place, word in enumerate(words)
    ]


def hidden(word: str) -> str:
    return f"{OPTION}=…" if word.startswith(f"{OPTION}=") else word


def asked(desk: Desk, *, twice: bool) -> str:
    if not desk.asks():
        raise UsageError(
            _("the password can only be asked for on a terminal"),
            _("give `--password-file` or `--password-command`, or set `archive.password_command`"),
        )
    password = secret(_("Password"))
    if twice and secret(_("The same again")) != passwords.normal(passwords.checked(password)):
        raise SalesError(_("the two passwords differ; nothing was written"))
    return password


def secret(question: str) -> str:
    """One line without echo; Ctrl-D stops as Ctrl-C does."""
    try:
        return passwords.normal(getpass(f"{question}: "))
    except EOFError as error:
        raise KeyboardInterrupt from error
