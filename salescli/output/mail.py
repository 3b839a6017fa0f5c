"""A report as an e-mail: written as an .eml file, or sent through the office's SMTP server."""

from __future__ import annotations

import smtplib
import ssl
import subprocess
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from typing import NamedTuple

from salescli.errors import SalesError, UsageError
from salescli.language import _
from salescli.output import Format, render
from salescli.output.table import Report

TIMEOUT = 30
NO_ADDRESS = (ValueError, IndexError, MessageError)  # what `Address` raises for one that is none


class Server(NamedTuple):
    """Where mail goes out; ``security`` is starttls, ssl or none."""

    host: str
    port: int
    security: str
    user: str
    password_command: str


class Attachment(NamedTuple):
    """A file that goes along as it is."""

    name: str
    content: bytes
    kind: str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def compose(
    report: Report,
    subject: str,
    sender: str,
    to: str,
    now: datetime,
    attached: Attachment | None = None,
) -> EmailMessage:
    """Plain text for any reader and the printable page; attached is a file, else that page."""
    message = EmailMessage()
    message["Subject"] = " ".join(subject.split())
    message["From"] = str(sender_address(sender))
    message["To"] = ", ".join(str(address) for address in recipients(to))
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain="sales.local")
    page = render(report, Format.HTML)
    message.set_content(render(report, Format.TABLE))
    message.add_alternative(page, subtype="html")
    if attached:
        main, _slash, sub = attached.kind.partition("/")
        message.add_attachment(attached.content, maintype=main, subtype=sub, filename=attached.name)
    else:
        message.add_attachment(page, subtype="html", filename=f"{report.key}.html")
    return message


def sender_address(text: str) -> Address:
    """The sender as the config names it, with or without a name before the address."""
    name, address = parseaddr(text or "sales@localhost")
    try:
        sender = Address(name, addr_spec=address)
    except NO_ADDRESS:
        sender = Address()
    if not (sender.username and sender.domain):
        raise SalesError(
            _('`me.email` is "{text}", which is not an e-mail address').format(text=text),
            _("correct it with `sales config set me.email you@example.com`"),
        )
    return sender


def recipients(text: str) -> list[Address]:
    """One or several addresses, refused in one line when they are none."""
    found = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    try:
        addresses = [Address(addr_spec=part) for part in found]
    except NO_ADDRESS as error:
        raise not_an_address(text) from error
    if not addresses or not all(address.domain for address in addresses):
        raise not_an_address(text)
    return addresses


def not_an_address(text: str) -> UsageError:
    return UsageError(
        _('"{text}" is not an e-mail address').format(text=text),
        _("give it as `--to boss@example.com`, or `--to manager` for the one in the config"),
        wrong=text,
    )


def send(message: EmailMessage, server: Server) -> None:
    try:
        with connect(server) as smtp:
            if server.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
            if server.user:
                smtp.login(server.user, password(server))
            smtp.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise SalesError(
            _("{host} did not take the mail: {reason}").format(host=server.host, reason=error),
            _("the report itself is safe; try again, or write it with `-o report.eml`"),
        ) from error


def connect(server: Server) -> smtplib.SMTP:
    if server.security == "ssl":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)


def password(server: Server) -> str:
    """What the configured command prints; the password itself stands in no file of ours."""
    if not server.password_command:
        raise SalesError(
            _("the mail server wants a password"),
            _('set `mail.password_command`, as "pass show mail"'),
        )
    import shlex

    try:
        done = subprocess.run(
            shlex.split(server.password_command), capture_output=True, text=True, check=False
        )
    except (OSError, ValueError) as error:
        raise no_password(server, str(error)) from error
    if done.returncode or not done.stdout.strip():
        raise no_password(server, (done.stderr.strip().splitlines() or [""])[-1])
    return done.stdout.rstrip("\n")


def no_password(server: Server, reason: str) -> SalesError:
    return SalesError(
        _("`{command}` gave no password").format(command=server.password_command), reason
    )
