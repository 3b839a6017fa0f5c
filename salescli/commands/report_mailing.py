"""A report on its way: to an address through the configured server, or as a file to send."""

from __future__ import annotations

from pathlib import Path

from salescli.commands.report_asking import Asked
from salescli.desk import Desk
from salescli.errors import UsageError
from salescli.language import _
from salescli.output.table import Report


def address(desk: Desk, to: str) -> str:
    """Where the report goes: as typed, or the config's manager."""
    if to != "manager":
        return to
    if not desk.config.me.manager:
        raise UsageError(
            _("the manager's address is not set"),
            _("`sales config set me.manager ADDRESS`"),
            wrong=to,
        )
    return desk.config.me.manager


def check_delivery(to: str, output: str, form: str) -> None:
    """Refuse an address or a file ending before anything is submitted."""
    if to:
        from salescli.output.mail import recipients

        recipients(to)
    else:
        from salescli.output import check_place

        check_place(form, output)


def deliver(desk: Desk, page: Report, asked: Asked, to: str, output: str) -> None:
    """Send the report through the configured server, or write it as an .eml file."""
    from salescli.output import mail, write_file

    me, settings = desk.config.me, desk.config.mail
    subject = _(asked.form.subject).format(day=asked.start.isoformat(), name=me.name)
    message = mail.compose(page, subject.rstrip(" –"), me.email, to, desk.now)
    if settings.host and not output:
        server = mail.Server(
            settings.host, settings.port, settings.security, settings.user,
            settings.password_command,
        )  # fmt: skip
        mail.send(message, server)
        desk.say(_("Sent to {address}").format(address=message["To"]))
    else:
        path = Path(output or f"{asked.form.kind}-{asked.start.isoformat()}.eml")
        write_file(path, message.as_string())
        desk.say(_("Wrote {path}; open it in your mail program to send").format(path=path))
    note_sent(desk, asked, str(message["To"]))


def note_sent(desk: Desk, asked: Asked, to: str) -> None:
    from salescli.store import reports

    with desk.session(kept=True) as session:
        rows = reports.of_period(session, asked.form.kind, asked.start)
        if rows and rows[-1].submitted_at:
            reports.sent(session, rows[-1], to)
