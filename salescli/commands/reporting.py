"""The life of a daily report: draft, text boxes, submission, versions, sending."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from salescli.commands.asking import ask
from salescli.commands.editing import boxes, in_editor
from salescli.dates import long_day
from salescli.desk import Desk
from salescli.domain.text import clean_text
from salescli.errors import NotFoundError, SalesError, UsageError
from salescli.language import _, ngettext
from salescli.output.table import Report
from salescli.reports import daily, ledger
from salescli.reports.ledger import Kept
from salescli.store.reading import Reader

Texts = Mapping[str, str]


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
    elif output and output != "-" and not form:
        from salescli.output import form_of

        form_of(Path(output))


def report_day(desk: Desk, text: str) -> date:
    day = desk.day(text)
    if day > desk.today:
        raise UsageError(
            _("{day} is in the future").format(day=long_day(day)),
            _("a report is made on its day"),
            wrong=text,
        )
    return day


def typed_texts(**boxes: str | None) -> dict[str, str]:
    """The text boxes that were typed; ``-`` reads one from standard input."""
    given = {name: text for name, text in boxes.items() if text is not None}
    if list(given.values()).count("-") > 1:
        raise UsageError(_("only one text can be read from standard input"), "`--edit`")
    read = {name: sys.stdin.read() if text == "-" else text for name, text in given.items()}
    return {name: clean_text(text, name) for name, text in read.items()}


def due_at(desk: Desk, day: date) -> datetime:
    """Before leaving the office on the day itself (P1)."""
    return datetime.combine(day, desk.config.day.leave).astimezone(UTC)


def gathered(
    desk: Desk, reader: Reader, day: date, kept: list[Kept], texts: Texts
) -> dict[str, Any]:
    """The day's content now, with the text boxes as typed, as kept, or drafted from data."""
    last = kept[-1] if kept else None
    boxes = {
        "summary": last.summary if last else None,
        "tomorrow": last.tomorrow if last else None,
        **{name: text or None for name, text in texts.items()},
    }
    written = (boxes["summary"], boxes["tomorrow"])
    return daily.gather(reader, desk.config, desk.calendar, day, written)


def current_page(desk: Desk, day: date) -> Report:
    """The submitted report with its state, or the draft as it stands."""
    with desk.read() as reader:
        kept = ledger.kept(reader, "daily", day)
        now = gathered(desk, reader, day, kept, {})
    newest = next((row for row in reversed(kept) if row.submitted_at), None)
    if newest is None or (kept and kept[-1].submitted_at is None):
        return daily.page(now, daily.State(due_at(desk, day)))
    return frozen_page(newest, now)


def frozen_page(row: Kept, now: dict[str, Any]) -> Report:
    """A submitted version as it was, and what the data says differently since (E6)."""
    content = json.loads(row.content or "{}")
    corrected = tuple(daily.differences(content, {**now, "summary": content["summary"],
                                                  "tomorrow": content["tomorrow"]}))  # fmt: skip
    return daily.page(content, ledger.state(row, corrected))


def submitted_page(desk: Desk, day: date, version: int) -> Report:
    with desk.read() as reader:
        kept = [row for row in ledger.kept(reader, "daily", day) if row.submitted_at]
        now = gathered(desk, reader, day, kept, {})
    found = [row for row in kept if version in {0, row.version}]
    if not found:
        raise NotFoundError(
            _("no submitted report of {day}").format(day=long_day(day)),
            _("`sales report list` shows which are"),
        )
    return frozen_page(found[-1], now)


def keep(desk: Desk, day: date, texts: Texts) -> None:
    """Save the text boxes in the day's draft, so that nothing typed is lost."""
    from salescli.store import reports

    with desk.session() as session:
        row = reports.draft(session, "daily", day, day)
        reports.write(row, texts)
    desk.say(_("Kept for the report of {day}").format(day=long_day(day)))


def submit(desk: Desk, day: date, texts: Texts, *, reason: str, anyway: str) -> None:
    """Freeze the report as it is now; a second submission is the next version."""
    with desk.read() as reader:
        kept = ledger.kept(reader, "daily", day)
        content = gathered(desk, reader, day, kept, texts)
    lacking = daily.incomplete(content)
    if lacking and not anyway and texts:
        keep(desk, day, texts)
    refuse_incomplete(lacking, anyway)
    before = next((row for row in reversed(kept) if row.submitted_at), None)
    changed = daily.differences(json.loads(before.content or "{}"), content) if before else []
    if before and not changed:
        if reason and not before.excuse:
            give_reason(desk, day, reason)
        desk.say(
            _("Nothing changed since version {no}; it stays as submitted").format(no=before.version)
        )
        return
    late = before.late if before else desk.now > due_at(desk, day)
    if late and not reason and not before and desk.asks():
        question = _("It is past {time}; reason (empty: none)")
        reason = ask(question.format(time=f"{desk.config.day.leave:%H:%M}"))
    reasons = {"excuse": reason, "incomplete_reason": anyway, "differences": "\n".join(changed)}
    version = freeze(desk, day, content, texts, late=late, **reasons)
    say_submitted(desk, day, version, late=late)


def give_reason(desk: Desk, day: date, reason: str) -> None:
    """A reason that comes after the report; the report itself stays as it is."""
    from salescli.store import reports
    from salescli.store.writing import change

    with desk.session(kept=True) as session:
        change(reports.submitted(session, "daily", day), excuse=reason)


def refuse_incomplete(lines: list[str], anyway: str) -> None:
    if not lines or anyway:
        return
    raise SalesError(
        ngettext(
            "{count} visit is not complete: {list}", "{count} visits are not complete: {list}",
            len(lines),
        ).format(count=len(lines), list="; ".join(lines)),
        _('complete with `sales visit edit NUMBER …`, or submit with `--anyway "reason"`'),
    )  # fmt: skip


def freeze(
    desk: Desk, day: date, content: dict[str, Any], texts: Texts, *, late: bool, **reasons: str
) -> int:
    """Write the version; only what was typed is kept as text, a draft is drafted anew."""
    from salescli.store import reports

    with desk.session(kept=True) as session:
        row = reports.draft(session, "daily", day, day)
        reports.write(row, texts)
        reports.submit(session, row, content, due_at(desk, day), late=late, **reasons)
        return row.version


def say_submitted(desk: Desk, day: date, version: int, *, late: bool) -> None:
    desk.say(
        _("Submitted the report of {day}, version {no}, {time}{late}").format(
            day=long_day(day), no=version, time=f"{desk.now:%H:%M}",
            late=_(", late") if late else "",
        )
    )  # fmt: skip
    hint = _("send it: `sales report daily {day} --to ADDRESS`; print it: `-o report.html`")
    desk.say(hint.format(day=day.isoformat()))


def edited(desk: Desk, day: date, texts: Texts) -> dict[str, str]:
    """Both text boxes in the user's editor, begun with what is there or drafted."""
    with desk.read() as reader:
        content = gathered(desk, reader, day, ledger.kept(reader, "daily", day), texts)
    titles = {"summary": _("Summary of today's work"), "tomorrow": _("Tomorrow's work")}
    parts = [f"## {titles[name]}\n{content[name]}\n" for name in titles]

    def read(text: str) -> dict[str, str]:
        found = boxes(text, list(titles))
        return {
            name: clean_text(box, name)
            for name, box in found.items()
            if box != content[name].strip()
        }

    return in_editor("\n".join(parts), read)


def deliver(desk: Desk, page: Report, day: date, to: str, output: str) -> None:
    """Send the report through the configured server, or write it as an .eml file."""
    from salescli.output import mail, write_file

    me, settings = desk.config.me, desk.config.mail
    subject = (
        _("Daily report {day} – {name}").format(day=day.isoformat(), name=me.name).rstrip(" –")
    )
    message = mail.compose(page, subject, me.email, to, desk.now)
    if settings.host and not output:
        server = mail.Server(
            settings.host, settings.port, settings.security, settings.user,
            settings.password_command,
        )  # fmt: skip
        mail.send(message, server)
        desk.say(_("Sent to {address}").format(address=message["To"]))
    else:
        path = Path(output or f"daily-{day.isoformat()}.eml")
        write_file(path, message.as_string())
        desk.say(_("Wrote {path}; open it in your mail program to send").format(path=path))
    note_sent(desk, day, str(message["To"]))


def note_sent(desk: Desk, day: date, to: str) -> None:
    from salescli.store import reports

    with desk.session(kept=True) as session:
        rows = reports.of_period(session, "daily", day)
        if rows and rows[-1].submitted_at:
            reports.sent(session, rows[-1], to)
