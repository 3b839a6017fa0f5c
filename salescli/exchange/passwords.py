"""Where a password may come from besides a person, and what it must be like; it is never stored."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

from salescli.errors import SalesError, UsageError, unread
from salescli.language import _

LEAST, MOST = 12, 255  # the most is what Excel takes
TIMEOUT = 60
OTHERS = 0o077
UNTYPED = ("Cc", "Cs", "Co", "Cn")


def checked(password: str) -> str:
    """The password as it is used, in the composed form that keyboards type; weak ones refused."""
    text = normal(password)
    if any(unicodedata.category(char) in UNTYPED for char in text):
        raise UsageError(_("the password holds a character that no keyboard types"))
    if len(text) < LEAST:
        raise UsageError(
            _("the password is too short: at least {count} characters").format(count=LEAST),
            _("four or five words that do not belong together are easy to remember"),
        )
    if len(text) > MOST:
        raise UsageError(
            _("the password is too long: Excel takes {count} characters").format(count=MOST)
        )
    return text


def normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def from_file(name: str) -> str:
    """The first line of a file, of standard input for ``-``."""
    try:
        text = sys.stdin.readline() if name == "-" else head_of(Path(name).expanduser())
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or _("it is not UTF-8 text")
        said = _("could not read the password from {path}: {reason}")
        raise unread(said.format(path=name, reason=reason), error) from error
    return given(text, name)


def head_of(path: Path) -> str:
    with path.open(encoding="utf-8-sig") as file:
        return file.readline()


def seen_by_others(name: str) -> bool:
    """Whether other people of this computer may read the file."""
    path = Path(name).expanduser()
    return name != "-" and sys.platform != "win32" and bool(path.stat().st_mode & OTHERS)


def from_command(command: str) -> str:
    """The first line that a command prints, as ``pass show archive``."""
    import shlex

    try:
        done = subprocess.run(
            shlex.split(command), capture_output=True, check=False, timeout=TIMEOUT
        )
        text = done.stdout.decode()
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired) as error:
        raise no_password(told(error)) from error
    if done.returncode:
        raise no_password(_("it ended with {code}").format(code=done.returncode))
    return given(text, _("the command"))


def told(error: Exception) -> str:
    """Why a command printed nothing, without the command."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, subprocess.TimeoutExpired):
        return _("it did not end in {seconds} seconds").format(seconds=TIMEOUT)
    if isinstance(error, UnicodeDecodeError):
        return _("it is not UTF-8 text")
    return _("it is no command line")


def no_password(reason: str) -> SalesError:
    """The command itself and what it printed are not repeated: they may hold the password."""
    return SalesError(
        _("the password command gave no password: {reason}").format(reason=reason),
        _("run it by hand to see why"),
    )


def given(text: str, source: str) -> str:
    line = text.partition("\n")[0].rstrip("\r")
    if not line:
        raise SalesError(_("{source} holds no password in its first line").format(source=source))
    return line
