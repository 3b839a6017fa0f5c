"""What is said of a number under which nothing is kept; for readers and writers alike."""

from __future__ import annotations

from salescli.errors import NotFoundError
from salescli.language import _


def follow_up(no: int) -> NotFoundError:
    return NotFoundError(
        _("no follow-up {no}").format(no=no),
        _("`sales followup list --done` shows the closed ones too"),
        wrong=str(no),
    )


def open_follow_up(no: int) -> NotFoundError:
    return NotFoundError(
        _("no open follow-up {no}").format(no=no),
        _("`sales followup list` shows them"),
        wrong=str(no),
    )


def objective(no: int) -> NotFoundError:
    return NotFoundError(
        _("no objective {no}").format(no=no),
        _("`sales objective list` shows them"),
        wrong=str(no),
    )


def plan_point(no: int) -> NotFoundError:
    return NotFoundError(
        _("no plan point {no}").format(no=no), _("`sales plan list` shows them"), wrong=str(no)
    )


def meeting(no: int | str) -> NotFoundError:
    return NotFoundError(
        _("no meeting {no}").format(no=no), _("`sales meeting list` shows them"), wrong=str(no)
    )


def action(no: int) -> NotFoundError:
    return NotFoundError(
        _("no action item {no}").format(no=no),
        _("`sales meeting actions` shows them"),
        wrong=str(no),
    )


def archive(no: int) -> NotFoundError:
    return NotFoundError(
        _("no archive {no}").format(no=no),
        _("`sales archive list` shows their numbers"),
        wrong=str(no),
    )
