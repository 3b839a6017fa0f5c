"""Writing down archives: when they were made and sent, when the password was set and who knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from salescli.errors import NotFoundError
from salescli.language import _
from salescli.store import missing
from salescli.store.models import Archive, ArchivePassword, DataExport
from salescli.store.writing import alive, by_number, change, command_of, make, next_no, rep_id


def made(session: Session, **facts: Any) -> Archive:
    row = make(
        Archive, no=next_no(session, Archive), made_at=command_of(session).at, **facts
    )  # the moment of the command, as its changes have it
    session.add(row)
    session.flush()
    return row


def sent(session: Session, no: int, to: str) -> Archive:
    """Note that an archive went out, now, to these addresses as well."""
    row = by_number(session, Archive, [no], missing.archive)[0]
    before = [part for part in row.sent_to.split(", ") if part]
    everyone = ", ".join(dict.fromkeys([*before, *to.split(", ")]))
    change(row, sent_to=everyone, sent_at=command_of(session).at)
    return row


def password_set(session: Session, day: date, told: Sequence[str]) -> ArchivePassword:
    """The password was changed on that day; the same day again only adds who was told."""
    same = [row for row in passwords(session) if row.set_on == day]
    return tell(session, same[-1] if same else new_password(session, day), told)


def new_password(session: Session, day: date) -> ArchivePassword:
    """Another password from that day on, of which nobody was told yet."""
    row = make(ArchivePassword, set_on=day)
    session.add(row)
    return row


def password_told(session: Session, told: Sequence[str]) -> ArchivePassword:
    """Somebody more was told the password as it is."""
    rows = passwords(session)
    if not rows:
        raise NotFoundError(
            _("no password is noted yet"),
            _("`sales archive password --told NAME` notes that it was set today"),
        )
    return tell(session, rows[-1], told)


def passwords(session: Session) -> list[ArchivePassword]:
    """This rep's passwords, the newest last."""
    rows = alive(session, ArchivePassword, ArchivePassword.rep_id == rep_id(session))
    return sorted(rows, key=lambda row: row.set_on)


def tell(session: Session, row: ArchivePassword, told: Sequence[str]) -> ArchivePassword:
    if told:
        known = [name for name in row.told_to.split(", ") if name]
        everyone = ", ".join(dict.fromkeys([*known, *told]))
        change(row, told_to=everyone, told_on=command_of(session).at.astimezone().date())
    return row


def left_plain(session: Session, file: str, rows: int) -> None:
    """An archive's customers were written without a password (A6)."""
    session.add(
        make(
            DataExport, no=next_no(session, DataExport), kind="archive",
            made_at=command_of(session).at, file=file, row_count=rows, has_contacts=True,
            form=file.rpartition(".")[2].lower(), encrypted=False,
        )
    )  # fmt: skip
