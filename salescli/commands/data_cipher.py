"""`sales data encrypt` and `sales data decrypt`: the data file under a key, and out of it again."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from salescli.commands.arguments import YesOpt, desk_of, need_file, room
from salescli.commands.asking import ask_until, confirm
from salescli.desk import Desk
from salescli.domain import recovery
from salescli.errors import SalesError, UsageError
from salescli.language import N_, _, ngettext
from salescli.output import write_out

app = room()
ROW = 4


@app.command()
def encrypt(
    ctx: typer.Context,
    recovery_file: Annotated[
        str,
        typer.Option(
            "--recovery-file",
            metavar="FILE",
            help=N_("Write the recovery code into this new file, do not show it; `-` is stdout"),
        ),
    ] = "",
    yes: YesOpt = False,
) -> None:
    """Encrypt the data file, and every backup from now on; the key goes into the keyring.

    A backup is made first. `sales help encryption` tells what is protected.

    \b
    sales data encrypt
    sales data encrypt --recovery-file /media/stick/sales.txt
    """
    from salescli.store import backup, cipher, database

    desk = desk_of(ctx)
    need_file(desk)
    if database.is_encrypted(desk.path):
        raise UsageError(_("{path} is encrypted already").format(path=desk.path))
    cipher.check_library()
    if not recovery_file and not desk.asks():
        raise UsageError(
            _("the recovery code can only be shown on a terminal"),
            _("or have it written: `--recovery-file FILE`"),
        )
    confirm(desk, _("Encrypt {path}").format(path=desk.path), yes=yes)
    desk.key = key_of(desk)
    hand_over(desk, recovery.code(desk.key), recovery_file)
    backup.make(desk.path, desk.now, "encrypt", desk.config.database.backups)
    cipher.turn(desk.path, encrypted=True)
    desk.say(_("Encrypted {path}").format(path=desk.path))
    say_plain(desk, backup.unencrypted(desk.path))


def key_of(desk: Desk) -> bytes:
    """The configured command's key, else the keyring's, which gets one when it has none."""
    from salescli.store import keys

    if desk.config.database.key_command:
        return desk.key
    key = keys.in_keyring()
    if key is None:
        key = keys.fresh()
        keys.keep(key)
    return key


def hand_over(desk: Desk, code: str, file: str) -> None:
    """Nothing is encrypted before the recovery code is in a file, or copied by hand."""
    if file == "-":
        write_out(f"{code}\n")
        return
    if file:
        write(Path(file).expanduser(), code)
        desk.say(_("The recovery code is in {path}: keep it elsewhere").format(path=file))
        return
    groups = code.split("-")
    sys.stderr.write(
        _("Recovery code, without which lost keys stay lost; copy it on paper:") + "\n"
    )
    for start in range(0, len(groups), ROW):
        sys.stderr.write(f"  {'-'.join(groups[start : start + ROW])}\n")

    def copied(text: str) -> None:
        if recovery.signs(text) != groups[-1]:
            raise UsageError(_("that is not its last group"))

    ask_until(_("Its last group, from the paper"), copied)


def write(place: Path, code: str) -> None:
    try:
        with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(f"{code}\n")
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        if place.is_file() and place.read_bytes() == f"{code}\n".encode():
            return  # an earlier try wrote it
        raise UsageError(
            _("{path} is there already").format(path=place), _("give another name")
        ) from error
    except OSError as error:
        raise SalesError(
            _("could not write {path}: {reason}").format(path=place, reason=error.strerror)
        ) from error


def say_plain(desk: Desk, plain: list[Path]) -> None:
    """Older backups are as readable as ever."""
    if not plain:
        return
    text = ngettext(
        "{count} backup is not encrypted; delete it once `sales data backup` made another:",
        "{count} backups are not encrypted; delete them once `sales data backup` made another:",
        len(plain),
    )
    desk.say("\n  ".join([text.format(count=len(plain)), *map(str, plain)]))


@app.command()
def decrypt(
    ctx: typer.Context,
    recover: Annotated[
        bool, typer.Option("--recovery", help=N_("Ask for the recovery code: the key is lost"))
    ] = False,
    recovery_file: Annotated[
        str,
        typer.Option(
            "--recovery-file",
            metavar="FILE",
            help=N_("Take the recovery code from the first line of this file; `-` is stdin"),
        ),
    ] = "",
    yes: YesOpt = False,
) -> None:
    """Make the data file a plain one again; an encrypted backup is made first.

    The key stays in the keyring, for the backups that need it.

    \b
    sales data decrypt
    sales data decrypt --recovery
    """
    from salescli.store import backup, cipher, database

    desk = desk_of(ctx)
    need_file(desk)
    if not database.is_encrypted(desk.path):
        raise UsageError(_("{path} is not encrypted").format(path=desk.path))
    if recover or recovery_file:
        desk.key = recovered(desk, recovery_file)
    with desk.read():
        pass  # the key fits, or nothing more is asked
    confirm(desk, _("Decrypt {path}").format(path=desk.path), yes=yes)
    backup.make(desk.path, desk.now, "decrypt", desk.config.database.backups)
    cipher.turn(desk.path, encrypted=False)
    desk.say(_("Decrypted {path}: whoever has the disk can read it").format(path=desk.path))
    if recover or recovery_file:
        put_back(desk)


def recovered(desk: Desk, file: str) -> bytes:
    if file:
        from salescli.exchange.passwords import from_file

        return recovery.key(from_file(file))
    if not desk.asks():
        raise UsageError(
            _("the recovery code can only be asked for on a terminal"),
            _("or have it read: `--recovery-file FILE`"),
        )
    return ask_until(_("Recovery code"), recovery.key)


def put_back(desk: Desk) -> None:
    """A keyring that lost the key gets it again, for the backups; if there is none, so be it."""
    from salescli.store import keys

    with suppress(SalesError):
        if not desk.config.database.key_command and keys.in_keyring() is None:
            keys.keep(desk.key)
