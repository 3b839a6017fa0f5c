"""`sales help`: pages about a topic."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from salescli.commands import completing
from salescli.commands.arguments import desk_of
from salescli.errors import NotFoundError
from salescli.language import N_, _, current
from salescli.output import terminal, write_out

app = typer.Typer(add_completion=False)
FOLDER = Path(__file__).parent.parent / "help"

TOPICS = {
    "dates": N_("How days, times and periods can be written"),
    "exit-codes": N_("What the exit codes mean"),
    "formats": N_("Table, CSV, JSON and the other forms; column keys"),
    "import": N_("Bringing files in: formats, columns, rows, days"),
    "quota": N_("How the daily quota and coverage are counted"),
    "routes": N_("How a day's route is chosen, and what a visit is worth"),
    "visiting-hours": N_("How visiting hours are written"),
    "scripting": N_("Using sales from scripts"),
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
    return place.read_text(encoding="utf-8")
