"""`sales help`: pages about a topic."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import Annotated

import typer

from salescli.commands import completing
from salescli.commands.arguments import desk_of
from salescli.errors import NotFoundError
from salescli.language import N_, _, current
from salescli.output import terminal, write_out

app = typer.Typer(add_completion=False)
WIDTH = 96
INDENT = "      "
FOLDER = Path(__file__).parent.parent / "help"

TOPICS = {
    "archive": N_("The encrypted customer archive: what is protected, how it is opened"),
    "dates": N_("How days, times and periods can be written"),
    "encryption": N_("The encrypted data file: what is protected, where the key is"),
    "exit-codes": N_("What the exit codes mean"),
    "formats": N_("Table, CSV, JSON and the other forms; column keys"),
    "import": N_("Bringing files in: formats, columns, rows, days"),
    "exports": N_("What leaves by `sales data export`: forms, profiles, contacts"),
    "quota": N_("How the daily quota and coverage are counted"),
    "routes": N_("How a day's route is chosen, and what a visit is worth"),
    "visiting-hours": N_("How visiting hours are written"),
    "scripting": N_("Using sales from scripts"),
    "reminders": N_("Being told of reports that are due: cron, systemd, launchd"),
    "views": N_("The published views for SQL and own reports"),
    "environment": N_("The environment variables"),
}


@app.command("help")
def help_(
    ctx: typer.Context,
    topic: Annotated[str, typer.Argument(help=N_("Topic"), autocompletion=completing.topics)] = "",
) -> None:
    """Read about a topic."""
    desk = desk_of(ctx)
    if not topic:
        lines = [f"{name:<16} {_(about)}" for name, about in TOPICS.items()]
        write_out("\n".join(lines) + "\n")
        desk.say(_("read one with `sales help TOPIC`"))
        return
    if topic not in TOPICS:
        from difflib import get_close_matches

        near = get_close_matches(topic, TOPICS, 1, 0.3)
        raise NotFoundError(
            _('no help about "{topic}"').format(topic=topic),
            _("did you mean `{name}`").format(name=near[0])
            if near
            else _("one of {choices}").format(choices=", ".join(TOPICS)),
            wrong=topic,
        )
    terminal.show_text(page(topic), pager=desk.pager)


def page(topic: str) -> str:
    """The topic's page in the chosen language, else in English."""
    translated = FOLDER / current() / f"{topic}.md"
    place = translated if translated.exists() else FOLDER / f"{topic}.md"
    text = place.read_text(encoding="utf-8")
    return with_columns(text) if topic == "views" else text


def with_columns(text: str) -> str:
    """The page of the views with each view's columns below its line."""
    from salescli.store import views

    lines: list[str] = []
    for line in text.splitlines():
        lines.append(line)
        name = line.removeprefix("- ").partition(":")[0]
        if line.startswith("- ") and name in views.VIEWS:
            columns = ", ".join(views.columns(name))
            lines += [*wrap(columns, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT), ""]
    return "\n".join(lines) + "\n"
