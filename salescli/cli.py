"""The `sales` command: rooms opened on demand, every failure one line and an exit code."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple, TextIO, cast

gc.disable()  # start-up makes only objects that live to the end
atexit.register(gc.freeze)

from typing import Annotated  # noqa: E402

import typer  # noqa: E402
from typer.core import TyperCommand  # noqa: E402

from salescli import __version__, language  # noqa: E402
from salescli.commands.preparing import take_no_input, translate, translate_one  # noqa: E402
from salescli.commands.usage import HELP, NounGroup, phrased  # noqa: E402
from salescli.errors import ReaderGoneError, SalesError, UsageError  # noqa: E402
from salescli.language import N_, _  # noqa: E402


class Room(NamedTuple):
    """One word after `sales`: its module, its line in the help, its panel."""

    module: str
    help: str
    panel: str
    hidden: bool = False


DAILY = N_("Every day")
CUSTOMERS = N_("Customers")
OFFICE = N_("Office")
SETUP = N_("Set-up")

ROOMS: dict[str, Room] = {
    "today": Room("today", N_("Show where the day stands: next, quota, due"), DAILY),
    "visit": Room("visit", N_("Log visits and phone calls, prepare and review them"), DAILY),
    "followup": Room("followup", N_("Keep track of what was left over"), DAILY),
    "objective": Room("objective", N_("Prepare what each visit is for"), DAILY),
    "route": Room("route", N_("Plan the day's stops, change them, take them along"), DAILY),
    "plan": Room("plan", N_("Keep the main points of the week and month"), DAILY),
    "report": Room("report", N_("Make, submit and list the work reports"), DAILY),
    "undo": Room("undo", N_("Take back the last command"), DAILY),
    "customer": Room("customer", N_("Keep the customer file: form, grades, briefs"), CUSTOMERS),
    "contact": Room("contact", N_("Keep the people at a customer"), CUSTOMERS),
    "order": Room("order", N_("Record what was ordered, under the office's numbers"), CUSTOMERS),
    "product": Room("product", N_("Keep the products, prices and talk cards"), CUSTOMERS),
    "coverage": Room("coverage", N_("See the quarter's visits and their pace"), CUSTOMERS),
    "meeting": Room("meeting", N_("Keep meetings, minutes and who does what"), OFFICE),
    "archive": Room("archive", N_("Make the encrypted customer archive of each Friday"), OFFICE),
    "data": Room(
        "data", N_("Import and export files, back up, restore, find the data file"), OFFICE
    ),
    "config": Room("config", N_("Show and change settings"), SETUP),
    "init": Room("init", N_("Set up: your name, area, office, language"), SETUP),
    "doctor": Room("doctor", N_("Check the installation and the data"), SETUP),
    "demo": Room("demo", N_("See a day in a made-up sales office"), SETUP),
    "help": Room("help", N_("Read about a topic"), SETUP),
}
STOPPED = 130
ALIASES = {"v": "visit", "c": "customer"}
NOUNS = {*ROOMS, *ALIASES}


class SalesGroup(NounGroup):
    """The root: opens the module of a word only when that word is typed."""

    listing = False
    verb = ""

    def list_commands(self, _ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(ROOMS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        self.verb = args[1] if len(args) > 1 else ""
        return super().resolve_command(ctx, args)

    def get_command(self, _ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in ROOMS:
            return None
        if self.listing:
            return listed(name)
        command = opened(name, self.verb)
        take_no_input(command, self)
        return command

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        self.listing = True
        super().format_help(ctx, formatter)


def listed(name: str) -> TyperCommand:
    """A stand-in with the help line, so that `sales --help` opens no room."""
    room = ROOMS[name]
    return TyperCommand(name, help=_(room.help), rich_help_panel=_(room.panel))


def opened(name: str, verb: str = "") -> Any:
    """The command or group of a room, built by Typer and translated; only ``verb`` if it is one."""
    from importlib import import_module

    room = ROOMS[name]
    app = import_module(f"salescli.commands.{room.module}").app
    if len(app.registered_commands) == 1:
        command: Any = typer.main.get_command(app)
    else:
        command = typer.main.get_group(only(app, verb))
        command.help = room.help
    command.name = name
    translate(command)
    return command


def only(app: typer.Typer, verb: str) -> typer.Typer:
    """The app with this one verb, since building the options of all costs every start."""
    wanted = [item for item in app.registered_commands if verb_of(item) == verb]
    if not wanted:
        return app
    narrow = copy(app)
    narrow.registered_commands = wanted
    return narrow


def verb_of(item: Any) -> str:
    return str(item.name or item.callback.__name__.replace("_", "-"))


app = typer.Typer(
    cls=SalesGroup,
    add_completion=True,
    rich_markup_mode="rich",
    context_settings=HELP,
    no_args_is_help=False,
    invoke_without_command=True,
)


def show_version(value: bool) -> None:
    if value:
        typer.echo(f"sales {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    config: Annotated[str, typer.Option(help=N_("Another config file"))] = "",
    lang: Annotated[str, typer.Option(help=N_("Language: en, ko, zh or es"))] = "",
    color: Annotated[str, typer.Option(help=N_("auto, always or never"))] = "auto",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=N_("Say only errors"))] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", help=N_("Never ask; fail instead"))
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, help=N_("Show the version"))
    ] = False,
) -> None:
    """Visits, daily quota and reports of a field sales rep, offline.

    \b
    sales visit add 한빛 "showed the new line" --result "wants a quote"
    sales today
    sales report daily --submit
    """
    from salescli.desk import Desk

    del version  # shown before this, eagerly
    one_of("--lang", lang, language.LANGUAGES)
    one_of("--color", color, ("auto", "always", "never"))
    desk = Desk(
        config_path=Path(config).expanduser() if config else None,
        quiet=quiet,
        colour=color,
        no_input=no_input,
        arguments=sys.argv[1:] if ctx.obj is None else ctx.obj,
    )
    ctx.obj = desk
    if ctx.invoked_subcommand is None:
        from salescli.commands.today import today

        today(ctx)


def one_of(name: str, value: str, known: Sequence[str]) -> None:
    if value and value not in known:
        raise UsageError(
            _('{option}: "{text}" is not one of {choices}').format(
                option=name, text=value, choices=", ".join(known)
            ),
            wrong=value,
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command line and leave with its exit code."""
    words = language_first(list(sys.argv[1:] if arguments is None else arguments))
    sys.argv[1:] = words
    open_streams()
    choose_language(words)
    code = run(words)
    sys.exit(finish(code))


def open_streams() -> None:
    """Put something in the place of a closed stream; no letter that an encoding lacks may hurt."""
    sys.stdin = sys.stdin or closed("r")
    sys.stdout = sys.stdout or closed("w")
    sys.stderr = sys.stderr or closed("w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def closed(mode: str) -> TextIO:
    """What stands in for a stream that was closed before we began."""
    return cast("TextIO", open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123 -- open to the end


def choose_language(words: list[str]) -> None:
    """--lang, SALES_LANG, the config file, the locale: the first that says something."""
    chosen = option(words, "--lang") or os.environ.get("SALES_LANG", "")
    if not chosen:
        from salescli.config import default_path, language_of

        try:
            path = option(words, "--config")
            chosen = language_of(Path(path).expanduser() if path else default_path())
        except SalesError:
            chosen = ""  # the command itself will say what is wrong with the file
    language.use(language.known(chosen) if chosen else language.from_locale())


def language_first(words: list[str]) -> list[str]:
    """The line with `--lang` in front, where the program looks for it, wherever it was typed."""
    end = words.index("--") if "--" in words else len(words)
    for place, word in enumerate(words[:end]):
        size = 2 if word == "--lang" else 1
        if word == "--lang" or word.startswith("--lang="):
            rest = words[:place] + words[place + size :]
            return words[place : place + size] + rest
    return words


def option(words: list[str], name: str) -> str:
    """The value of a root option, read before Typer parses the line."""
    for place, word in enumerate(words):
        if word == name and place + 1 < len(words):
            return words[place + 1]
        if word.startswith(name + "="):
            return word.partition("=")[2]
    return ""


def run(words: list[str]) -> int:
    command = typer.main.get_command(app)
    translate_one(command)
    try:
        code = command.main(list(words), prog_name="sales", standalone_mode=False, obj=words)
    except SalesError as error:
        return complain(str(error), error.hint, error.exit_code, error, words)
    except typer.TyperException as error:
        return usage(error, words)
    except (typer.Abort, KeyboardInterrupt):
        code = STOPPED
    except UnicodeEncodeError as error:
        said = broken_letter(error)
        return complain(str(said), said.hint, said.exit_code, said, words)
    except ReaderGoneError:
        silence_stdout()
        return 0
    except MemoryError:
        return complain(_("out of memory"), _("close other programs and try again"), 1)
    except Exception as error:  # noqa: BLE001 -- the last net: one line instead of a traceback
        return unexpected(error)
    if code == STOPPED:
        return stopped(words)
    return code if isinstance(code, int) else 0


def broken_letter(error: UnicodeEncodeError) -> SalesError:
    """A letter that no text may hold got as far as the data file: said as the text gate says it."""
    from salescli.domain.text import clean_text

    try:
        clean_text(error.object)
    except SalesError as refused:
        return refused
    return SalesError(str(error))


def usage(error: typer.TyperException, words: list[str]) -> int:
    """Typer's own complaint as our two lines; a bare noun prints its help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message(), err=True)
        return 2
    said = phrased(error)
    return complain(str(said), said.hint, said.exit_code, said, words)


def complain(
    message: str,
    hint: str,
    code: int,
    error: SalesError | None = None,
    words: Sequence[str] = (),
) -> int:
    """error, hint, and where much was typed, the whole line to take up again."""
    from salescli.commands.again import given_back

    complaint(message, hint)
    give_line(given_back(words, NOUNS, error))
    return code


def complaint(message: str, hint: str) -> None:
    """The two lines of a failure, folded between words on a terminal."""
    from salescli.domain.text import visible
    from salescli.output.folding import fit

    lines = [f"error: {visible(message, newline=False)}"]
    lines += [f"hint: {visible(hint, newline=False)}"] if hint else []
    for line in lines:
        sys.stderr.write(fit(line, sys.stderr) + "\n")
    sys.stderr.flush()


def give_line(line: str) -> None:
    """A command line to copy: always in one piece."""
    from salescli.domain.text import visible

    if line:
        sys.stderr.write(visible(line) + "\n")
        sys.stderr.flush()


def stopped(words: Sequence[str]) -> int:
    """Ctrl-C: nothing was saved; what was answered so far is given back."""
    from salescli.commands.again import said

    complaint(_("stopped; nothing was saved"), "")
    give_line(said("again", words, NOUNS))
    return STOPPED


def unexpected(error: Exception) -> int:
    """Anything not foreseen: one line, the traceback in the log, or raised for developers."""
    if os.environ.get("SALES_DEBUG"):
        raise error
    if isinstance(error, OSError) and error.errno:
        return complain(f"{error.strerror}: {error.filename or ''}".rstrip(": "), "", 1)
    place = write_log(error)
    return complain(
        _("something went wrong that sales did not foresee: {error}").format(
            error=f"{type(error).__name__}: {error}".splitlines()[0]
        ),
        _("details are in {path}; SALES_DEBUG=1 shows them").format(path=place),
        1,
    )


def write_log(error: Exception) -> str:
    import traceback

    from salescli.config import state_folder

    try:
        folder = state_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "sales.log"
        with path.open("a", encoding="utf-8") as file:
            file.writelines(traceback.format_exception(error))
    except (OSError, SalesError):
        return _("no log (the folder cannot be written)")
    return str(path)


def finish(code: int) -> int:
    """Flush what was written; a reader that closed its pipe early is no failure."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()
    except OSError as error:
        return complain(
            _("could not write the output: {reason}").format(reason=error.strerror), "", 1
        )
    return code


def silence_stdout() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
