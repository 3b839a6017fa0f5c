"""Making the week's archive: gather, lock, try, record, and prepare the e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from salescli.commands import passwords
from salescli.dates import local_moment, long_day, week_of
from salescli.desk import Desk
from salescli.domain.archives import begins
from salescli.domain.shellwords import quote
from salescli.domain.text import visible
from salescli.errors import UsageError
from salescli.exchange import locked
from salescli.language import _
from salescli.output import workbook
from salescli.output.table import Fact, Facts, Report
from salescli.reports import archives
from salescli.reports.archives import Made

if TYPE_CHECKING:
    from salescli.reports.archive_sheets import Contents

ENDING = ".xlsx"


@dataclass(frozen=True)
class Order:
    """What was asked for: the place, from when on, and where the password comes from."""

    output: str = ""
    since: str = ""
    password_file: str = ""
    password_command: str = ""


def gathered(desk: Desk, since: str) -> Contents:
    """What the archive of this week holds now."""
    from salescli.reports import archive_sheets

    monday = week_of(desk.today).start
    with desk.read() as reader:
        start = local_start(desk.past_day(since)) if since else None
        if start is None:
            earlier = archives.last(reader, before=local_start(monday))
            start = begins(local_start(monday), earlier.made_at if earlier else None)
        span = archive_sheets.Span(monday, start, desk.now)
        return archive_sheets.contents(reader, span, desk.config)


def local_start(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def make(desk: Desk, order: Order) -> tuple[Made, bytes]:
    """Write the archive, whole or not at all, and record it; returns the record and the file."""
    from salescli.reports import archive_sheets

    locked.library()
    workbook.library()
    path = place(desk, order.output)
    found = gathered(desk, order.since)
    password = passwords.password_of(desk, order.password_file, order.password_command, new=True)
    me = desk.config.me.name
    book = workbook.build(found.sheets, heading(desk, found.span.monday), me, desk.now)
    content = recorded(desk, found, path, book, password)
    with desk.read() as reader:
        made = archives.last(reader)
        known = archives.newest_password(reader)
    assert made is not None  # noqa: S101 -- written just now
    assert known is not None  # noqa: S101 -- noted with the first archive
    say_made(desk, made, archives.untold(known, desk.config))
    if found.cut:
        desk.say(archive_sheets.cut_text(found.cut))
    return made, content


def place(desk: Desk, output: str) -> Path:
    """Where the archive goes, absolute; always a workbook."""
    path = Path(output or f"archive-{desk.today.isoformat()}{ENDING}").expanduser().absolute()
    if path.suffix.lower() != ENDING:
        raise UsageError(
            _("an archive is an Excel workbook with a password"),
            _("end the file's name in {ending}").format(ending=ENDING),
            wrong=output,
        )
    return path


def heading(desk: Desk, monday: date) -> str:
    title = _("Customer archive, week from {day} – {name}")
    return title.format(day=monday.isoformat(), name=desk.config.me.name).rstrip(" –")


def recorded(desk: Desk, found: Contents, path: Path, book: bytes, password: str) -> bytes:
    """The file and its record in one step: neither is there without the other."""
    from salescli.store import archives as store

    another = is_another(desk, password)
    with desk.session(kept=True) as session:
        content = locked.write(path, book, password)
        row = store.made(
            session, week_start=found.span.monday, since=found.span.since,
            file=visible(str(path), newline=False), sha256=sha256(content).hexdigest(),
            customers=found.customers, added=found.added, changed=found.changed,
            made_for=", ".join(desk.config.archive.made_for),
        )  # fmt: skip
        if another or not store.passwords(session):
            store.new_password(session, desk.today)
    if another:
        text = _("This is another password than that of archive {no}: noted as changed today")
        desk.say(text.format(no=row.no - 1))
    return content


def is_another(desk: Desk, password: str) -> bool:
    """Whether the last archive, where it still lies as it was made, does not open with this one.

    A change that was noted since then is no news.
    """
    with desk.read() as reader:
        last, known = archives.last(reader), archives.newest_password(reader)
    if not last or not known or known.set_on > last.made_at.astimezone().date():
        return False
    try:
        content = Path(last.file).read_bytes()
    except OSError:
        return False
    return sha256(content).hexdigest() == last.sha256 and not locked.opens(content, password)


def say_made(desk: Desk, made: Made, untold: list[str]) -> None:
    since = local_moment(made.since or made.made_at)
    text = _(
        "Made archive {no} – customers: {customers}, new: {added}, changed: {changed} since {since}"
    )
    desk.say(
        text.format(
            no=made.no, customers=made.customers, added=made.added, changed=made.changed,
            since=since,
        )
    )  # fmt: skip
    said = _("{path} is encrypted and was opened with the password; it is for {names}")
    desk.say(said.format(path=made.file, names=made.made_for))
    if untold:
        text = _("Not told the password yet: {names}; when they were: `{command}`")
        told = " ".join(f"--told {quote(name)}" for name in untold)
        command = f"sales archive password --unchanged {told}"
        desk.say(text.format(names=", ".join(untold), command=command))


def addresses(desk: Desk, words: Sequence[str]) -> str:
    """The addresses that were typed; a name stands for its address in the config."""
    from salescli.output.mail import recipients

    found = [address for word in words for address in addresses_of(desk, word)]
    if found:
        recipients(", ".join(found))
    return ", ".join(dict.fromkeys(found))


def addresses_of(desk: Desk, word: str) -> Sequence[str]:
    """``manager`` and ``GM`` by their place in `archive.made_for`, ``all`` for everybody there."""
    settings = desk.config.archive
    if word.casefold() == "all" and settings.to:
        return settings.to
    known = {name.casefold(): to for name, to in zip(settings.made_for, settings.to, strict=False)}
    if desk.config.me.manager:
        known.setdefault("manager", desk.config.me.manager)
    address = known.get(word.casefold(), word)
    if "@" not in address:
        raise UsageError(
            _('no address of "{name}" is known').format(name=word),
            _("set `archive.to` to the addresses of {names}, in this order").format(
                names=", ".join(settings.made_for)
            ),
            wrong=word,
        )
    return [address]


def deliver(desk: Desk, made: Made, content: bytes, to: str) -> None:
    """Send the archive through the configured server, or write an .eml file with it inside."""
    from salescli.output import mail, write_file

    settings, path = desk.config.mail, Path(made.file)
    subject = heading(desk, made.week_start)
    letter = mail.compose(
        letter_page(made, subject), subject, desk.config.me.email, to, desk.now,
        mail.Attachment(path.name, content),
    )  # fmt: skip
    if not settings.host:
        written = path.with_suffix(".eml")
        write_file(written, letter.as_string())
        desk.say(_("Wrote {path}; open it in your mail program to send").format(path=written))
        desk.say(_("then note it: `sales archive sent {no} --to {to}`").format(
            no=made.no, to=to.replace(" ", "")))  # fmt: skip
        return
    server = mail.Server(
        settings.host, settings.port, settings.security, settings.user, settings.password_command
    )
    mail.send(letter, server)
    note_sent(desk, made.no, to)
    desk.say(_("Sent to {address}").format(address=to))


def letter_page(made: Made, subject: str) -> Report:
    """The words of the e-mail: what it is and how it is opened, nothing of what is inside."""
    facts = [
        Fact("customers", _("Customers"), made.customers),
        Fact("added", _("New customers"), made.added),
        Fact("changed", _("Changed customers"), made.changed),
        Fact("since", _("New since"), made.since, local_moment(made.since or made.made_at)),
        Fact("made_at", _("Made at"), made.made_at, local_moment(made.made_at)),
        Fact("file", _("File"), Path(made.file).name),
        Fact("open", _("To open it"), _("the password that you were told; Excel and LibreOffice "
                                        "ask for it")),
    ]  # fmt: skip
    return Report(subject, [Facts(facts, key="archive")], key="archive")


def note_sent(desk: Desk, no: int, to: str) -> None:
    from salescli.store import archives as store

    with desk.session(kept=True) as session:
        store.sent(session, no, to)


def preview(desk: Desk, since: str) -> Report:
    """What would be in it, without a password and without a file."""
    found = gathered(desk, since)
    facts = [
        Fact("customers", _("Customers"), found.customers),
        Fact("added", _("New customers"), found.added),
        Fact("changed", _("Changed customers"), found.changed),
        Fact("since", _("New since"), found.span.since, local_moment(found.span.since)),
    ]
    title = heading(desk, found.span.monday)
    return Report(title, [Facts(facts, key="archive"), found.changes], key="archive")


def say_password(desk: Desk, set_on: date, told: str, *, unchanged: bool) -> None:
    """What was noted, so that a change that was none is seen at once."""
    if unchanged:
        text = _("Noted: the password of {day} was told to {names}")
    else:
        text = _("Noted: the archive's password was changed on {day}; told to {names}")
    desk.say(text.format(day=long_day(set_on), names=told or _("nobody")))
    known = {name.casefold() for name in desk.config.archive.made_for}
    others = [name for name in told.split(", ") if name and name.casefold() not in known]
    if others:
        text = _("note: the password is for {known} alone, not for {others}")
        made_for = ", ".join(desk.config.archive.made_for)
        desk.say(text.format(known=made_for, others=", ".join(others)))
