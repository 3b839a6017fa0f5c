"""The life of a report of any kind: draft, text boxes, submission, versions, sending."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from salescli.commands import report_gate
from salescli.commands.arguments import emit
from salescli.commands.asking import ask
from salescli.commands.editing import boxes, in_editor
from salescli.commands.whose import seen
from salescli.dates import Period, long_day, month_of
from salescli.desk import Desk
from salescli.domain.deadlines import due_day
from salescli.domain.shellwords import quote
from salescli.domain.text import clean_text
from salescli.errors import NotFoundError, SalesError, UsageError
from salescli.language import _, ngettext
from salescli.output.table import Report
from salescli.reports import forms, ledger
from salescli.reports.forms import Form, Office
from salescli.reports.ledger import Kept
from salescli.reports.state import State, moment
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
    else:
        from salescli.output import check_place

        check_place(form, output)


def refuse_future(desk: Desk, start: date, text: str) -> None:
    if start > desk.today:
        raise UsageError(
            _("{day} is in the future").format(day=long_day(start)),
            _("a report is made in its period, or after it"),
            wrong=text,
        )


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


@dataclass(frozen=True)
class Asked:
    """One report: which form, of which period."""

    form: Form
    period: Period

    @property
    def start(self) -> date:
        return self.period.start

    @property
    def name(self) -> str:
        """The period as people say it."""
        if self.form.kind == "daily":
            return long_day(self.start)
        return f"{self.start.isoformat()} – {self.period.last.isoformat()}"

    @property
    def typed(self) -> str:
        """The period as it is typed."""
        return self.start.isoformat() if self.form.kind == "daily" else (
            f"{self.start.isoformat()} .. {self.period.last.isoformat()}"
        )  # fmt: skip


def known_kind(text: str) -> str:
    """A kind of report, typed in any case."""
    from salescli.commands.visiting import closed
    from salescli.domain.words import ReportKind

    return closed("--kind", ReportKind, text)


def asked_for(desk: Desk, kind: str, text: str) -> Asked:
    """The report of a kind and the period that ``text`` names."""
    form = forms.of_kind(kind)
    if kind == "daily":
        period = form.period_of(desk.day(text or "today"))
    else:
        period = whole(form, desk.period(text or form.usual), text)
    refuse_future(desk, period.start, text)
    return Asked(form, period)


def whole(form: Form, period: Period, text: str) -> Period:
    """The form's period that was named; a day names the one it lies in."""
    wanted = form.period_of(period.start)
    if period != wanted and period.end - period.start > timedelta(days=1):
        raise UsageError(
            _('"{text}" is no period of this report').format(text=text),
            _("try `{example}`").format(example=form.usual),
            wrong=text,
        )
    return wanted


def month_named(desk: Desk, text: str) -> Period:
    span = desk.period(text)
    if span != month_of(span.start):
        raise UsageError(
            _('"{text}" is no month').format(text=text),
            _("try `this month`, `last month` or `2026-03`"),
            wrong=text,
        )
    return span


def due_at(desk: Desk, asked: Asked) -> datetime:
    """Before leaving the office on the last working day of the period (P1, P8, P12)."""
    period = asked.period
    day = due_day(asked.form.kind, period.start, period.end, desk.calendar)
    return datetime.combine(day, desk.config.day.leave).astimezone(UTC)


def gathered(
    desk: Desk, reader: Reader, asked: Asked, kept: list[Kept], texts: Texts
) -> dict[str, Any]:
    """The report's content now, with the text boxes as typed, as kept, or drafted from data."""
    last = kept[-1] if kept else None
    written = {name: getattr(last, name, None) for name in asked.form.boxes}
    written |= {name: text or None for name, text in texts.items()}
    office = Office(desk.config, desk.calendar, desk.today)
    return asked.form.gather(reader, office, asked.period, written)


def kept_of(reader: Reader, asked: Asked) -> list[Kept]:
    return ledger.kept(reader, asked.form.kind, asked.start)


def current_page(desk: Desk, asked: Asked) -> Report:
    """The submitted report with its state, or the draft as it stands."""
    with desk.read() as reader:
        kept = kept_of(reader, asked)
        now = gathered(desk, reader, asked, kept, {})
        newest = newest_of(kept)
        early = is_early(desk, reader, asked, newest)
    if newest is None or (kept and kept[-1].submitted_at is None):
        return asked.form.page(now, State(due_at(desk, asked)))
    return frozen_page(asked, newest, now, early=early)


def newest_of(kept: list[Kept]) -> Kept | None:
    """The newest version that was handed in."""
    return next((row for row in reversed(kept) if row.submitted_at), None)


def is_early(desk: Desk, reader: Reader, asked: Asked, row: Kept | None) -> bool:
    """Whether a version was handed in before its period was over (P8, P12)."""
    if row is None or row.submitted_at is None:
        return False
    span, at = asked.period, row.submitted_at
    return ledger.is_early(reader, desk.calendar, asked.form.kind, span, at, desk.today)


def frozen_page(asked: Asked, row: Kept, now: dict[str, Any], *, early: bool) -> Report:
    """A submitted version as it was, and what the data says differently since (E6)."""
    content = json.loads(row.content or "{}")
    boxes = {name: content[name] for name in asked.form.boxes}
    corrected = tuple(asked.form.differences(content, {**now, **boxes}))
    return asked.form.page(content, ledger.state(row, corrected, early=early))


def submitted_page(desk: Desk, asked: Asked, version: int) -> Report:
    with desk.read() as reader:
        kept = [row for row in kept_of(reader, asked) if row.submitted_at]
        now = gathered(desk, reader, asked, kept, {})
        found = newest_of([row for row in kept if version in {0, row.version}])
        early = is_early(desk, reader, asked, found)
    if found is None:
        raise NotFoundError(
            _("no submitted report of {day}").format(day=asked.name),
            _("`sales report list` shows which are"),
        )
    return frozen_page(asked, found, now, early=early)


def keep(desk: Desk, asked: Asked, texts: Texts) -> None:
    """Save the text boxes in the draft, so that nothing typed is lost."""
    from salescli.store import reports

    with desk.session() as session:
        row = reports.draft(session, asked.form.kind, asked.start, asked.period.last)
        reports.write(row, texts)
    desk.say(_("Kept for the report of {day}").format(day=asked.name))


def submit(desk: Desk, asked: Asked, texts: Texts, *, reason: str, anyway: str = "") -> None:
    """Freeze the report as it is now; a second submission is the next version."""
    with desk.read() as reader:
        kept = kept_of(reader, asked)
        content = gathered(desk, reader, asked, kept, texts)
        before = newest_of(kept)
        renewed = before is not None and not is_early(desk, reader, asked, before)
    lacking = asked.form.incomplete(content)
    open_ = report_gate.still_open(desk, asked, content)
    if (lacking or open_) and not anyway and texts:
        keep(desk, asked, texts)
    refuse_incomplete(lacking, anyway)
    changed = asked.form.differences(json.loads(before.content or "{}"), content) if before else []
    if before and not changed:
        if reason and not before.excuse:
            give_reason(desk, asked, reason)
        desk.say(
            _("Nothing changed since version {no}; it stays as submitted").format(no=before.version)
        )
        return
    anyway = report_gate.reason(desk, asked, open_, anyway)
    late = before.late if before and renewed else desk.now > due_at(desk, asked)
    if late and not reason and not renewed and desk.asks():
        question = _("It was due {moment}; reason (empty: none)")
        reason = ask(question.format(moment=moment(due_at(desk, asked))))
    reasons = {"excuse": reason, "incomplete_reason": anyway, "differences": "\n".join(changed)}
    version = freeze(desk, asked, content, texts, late=late, **reasons)
    say_submitted(desk, asked, version, late=late)
    report_gate.say_early(desk, asked)
    if late and not reason and not renewed:
        desk.say(_("why it is late can still be said: `--submit --reason TEXT`"))


def give_reason(desk: Desk, asked: Asked, reason: str) -> None:
    """A reason that comes after the report; the report itself stays as it is."""
    from salescli.store import reports
    from salescli.store.writing import change

    with desk.session(kept=True) as session:
        change(reports.submitted(session, asked.form.kind, asked.start), excuse=reason)


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
    desk: Desk, asked: Asked, content: dict[str, Any], texts: Texts, *, late: bool, **reasons: str
) -> int:
    """Write the version; only what was typed is kept as text, a draft is drafted anew.

    With a week's or month's report its unfinished plan points go on into the next period.
    """
    from salescli.store import plans, reports

    form, period = asked.form, asked.period
    with desk.session(kept=True) as session:
        row = reports.draft(session, form.kind, asked.start, period.last)
        reports.write(row, texts)
        reports.submit(session, row, content, due_at(desk, asked), late=late, **reasons)
        if form.plan:
            plans.carry(session, plans.unfinished(session, form.plan, asked.start), period.end)
        return row.version


def say_submitted(desk: Desk, asked: Asked, version: int, *, late: bool) -> None:
    desk.say(
        _("Submitted the report of {day}, version {no}, {time}{late}").format(
            day=asked.name, no=version, time=f"{desk.now:%H:%M}", late=_(", late") if late else "",
        )
    )  # fmt: skip
    command = f"sales report {asked.form.kind} {quote(asked.typed)}"
    hint = _("send it: `{command} --to ADDRESS`; print it: `-o report.html`")
    desk.say(hint.format(command=command))


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

    return in_editor("\n".join(parts), read)


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


@dataclass(frozen=True)
class Handling:
    """What is to be done with a report: write its boxes, hand it in, send it, show it."""

    edit: bool = False
    submit: bool = False
    reason: str = ""
    anyway: str = ""
    to: str = ""
    as_of: str = ""
    rep: str = ""
    explain: str = ""
    form: str = ""
    output: str = ""


def handle(
    desk: Desk, kind: str, period: str, how: Handling, boxes: Mapping[str, str | None]
) -> None:
    """One report command, whatever its kind; ``boxes`` are the texts that were typed.

    A period that is typed is read from today, also when an earlier moment is looked at; one that
    is not is that moment's own.
    """
    if how.as_of or how.explain or how.rep:
        refuse_writing(how, boxes)
    then = desk.as_of(how.as_of) if how.as_of else desk
    named = then if period == forms.of_kind(kind).usual else desk
    asked = asked_for(named, kind, period)
    refuse_future(then, asked.start, period)
    desk = seen(then, how.rep)
    if how.explain:
        emit(desk, explained(desk, asked, how.explain), how.form, how.output)
    else:
        make(desk, asked, how, boxes)


def refuse_writing(how: Handling, boxes: Mapping[str, str | None]) -> None:
    """What stood then, what others did, how a figure is counted: that is only looked at."""
    if how.edit or how.submit or how.to or any(text is not None for text in boxes.values()):
        raise UsageError(
            _("with `--as-of`, `--explain` or `--rep` a report can only be looked at"),
            _("leave out the text boxes, `--edit`, `--submit` and `--to`"),
        )


def explained(desk: Desk, asked: Asked, key: str) -> Report:
    """One figure of a period: its formula and the rows it counts."""
    from salescli.reports import explaining, figures

    with desk.read() as reader:
        found = figures.facts(reader, desk.config, desk.calendar, asked.period, desk.today)
    return explaining.page(found, key)


def make(desk: Desk, asked: Asked, how: Handling, boxes: Mapping[str, str | None]) -> None:
    to = address(desk, how.to)
    check_delivery(to, how.output, how.form)
    texts = typed_texts(**boxes)
    if how.edit:
        texts |= edited(desk, asked, texts)
    if texts and not how.submit:
        keep(desk, asked, texts)
    if how.submit:
        submit(desk, asked, texts, reason=how.reason, anyway=how.anyway)
    page = current_page(desk, asked)
    if to:
        deliver(desk, page, asked, to, how.output)
    elif not how.submit or how.form or how.output:
        emit(desk, page, how.form, how.output)
