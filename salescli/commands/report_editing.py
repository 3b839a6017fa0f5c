"""The text boxes of a report: typed, piped in, or written in the user's editor."""

from __future__ import annotations

import sys

from salescli.commands.editing import boxes, in_editor
from salescli.commands.report_asking import Asked
from salescli.commands.report_pages import Texts, gathered, kept_of
from salescli.desk import Desk
from salescli.domain.text import clean_text
from salescli.errors import UsageError
from salescli.language import _


def typed_texts(**boxes: str | None) -> dict[str, str]:
    """The text boxes that were typed; ``-`` reads one from standard input."""
    given = {name: text for name, text in boxes.items() if text is not None}
    if list(given.values()).count("-") > 1:
        raise UsageError(_("only one text can be read from standard input"), "`--edit`")
    read = {name: piped(name) if text == "-" else text for name, text in given.items()}
    return {name: clean_text(text, name) for name, text in read.items()}


def piped(name: str) -> str:
    """A text from standard input; nothing at all is a pipe that broke, not an emptied box."""
    text = sys.stdin.read()
    if not text.strip():
        raise UsageError(
            _("nothing came from standard input for {name}").format(name=name),
            _("an empty text ('') drafts the box anew"),
        )
    return text


def edited(desk: Desk, asked: Asked, texts: Texts) -> dict[str, str]:
    """The text boxes in the user's editor, begun with what is there or drafted."""
    with desk.read() as reader:
        content = gathered(desk, reader, asked, kept_of(reader, asked), texts)
    titles = {name: _(title) for name, title in asked.form.boxes.items()}
    parts = [f"## {titles[name]}\n{content[name]}\n" for name in titles]

    def read(text: str) -> dict[str, str]:
        found = boxes(text, list(titles))
        return {
            name: clean_text(box, name)
            for name, box in found.items()
            if box != content[name].strip()
        }

    return in_editor(desk, "\n".join(parts), read)
