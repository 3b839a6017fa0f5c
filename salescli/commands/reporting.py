"""The life of a report of any kind: kept as a draft, handed in, frozen as a version, sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from salescli.commands import report_gate
from salescli.commands.arguments import emit, only_with
from salescli.commands.asking import ask
from salescli.commands.report_asking import Asked, asked_for, due_at, refuse_future
from salescli.commands.report_editing import edited, typed_texts
from salescli.commands.report_mailing import address, check_delivery, deliver
from salescli.commands.report_pages import (
    Texts,
    current_page,
    explained,
    gathered,
    is_early,
    kept_of,
    newest_of,
)
from salescli.commands.whose import seen
from salescli.desk import Desk
from salescli.domain.shellwords import quote
from salescli.errors import SalesError, UsageError
from salescli.language import _, ngettext
from salescli.reports import forms
from salescli.reports.state import moment

if TYPE_CHECKING:
    from salescli.reports.ledger import Kept
    from salescli.store.models import Report as ReportRow


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
    if lacking and not anyway and desk.asks() and completed(desk, asked):
        submit(desk, asked, texts, reason=reason, anyway=anyway)
        return
    refuse_incomplete(lacking, anyway)
    if before and not differences(asked, before.content, content):
        leave(desk, asked, before, reason)
        return
    anyway = report_gate.reason(desk, asked, open_, anyway)
    if not renewed and not reason and desk.now > due_at(desk, asked) and desk.asks():
        question = _("It was due {moment}; reason (empty: none)")
        reason = ask(question.format(moment=moment(due_at(desk, asked))))
    reasons = {"excuse": reason, "incomplete_reason": anyway}
    row, new = freeze(desk, asked, content, texts, renewed=renewed, **reasons)
    if not new:
        leave(desk, asked, row, reason)
        return
    say_submitted(desk, asked, row.version, late=row.late)
    report_gate.say_early(desk, asked)
    if row.late and not reason and not renewed:
        desk.say(_("why it is late can still be said: `--submit --reason TEXT`"))


def completed(desk: Desk, asked: Asked) -> bool:
    """Ask for what the visits of the day lack; whether all are complete then."""
    from salescli.commands.visit_completing import complete_day

    return asked.form.kind == "daily" and complete_day(desk, asked.start)


def differences(asked: Asked, before: str | None, now: dict[str, Any]) -> list[str]:
    """What the content of a submitted version does not say as it is now."""
    return asked.form.differences(json.loads(before or "{}"), now)


def leave(desk: Desk, asked: Asked, newest: Kept | ReportRow, reason: str) -> None:
    """Nothing differs from the newest version, so there is no other; a reason is still kept."""
    if reason and not newest.excuse:
        give_reason(desk, asked, reason)
    desk.say(
        _("Nothing changed since version {no}; it stays as submitted").format(no=newest.version)
    )


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
    desk: Desk,
    asked: Asked,
    content: dict[str, Any],
    texts: Texts,
    *,
    renewed: bool,
    **reasons: str,
) -> tuple[ReportRow, bool]:
    """Write the version, and whether it is a new one: another process may have written the same.

    Only what was typed is kept as text, a draft is drafted anew. With a week's or month's report
    its unfinished plan points go on into the next period. A version that ``renewed`` another one is
    late where that was.
    """
    from salescli.store import plans, reports

    form, period, due = asked.form, asked.period, due_at(desk, asked)
    with desk.session(kept=True) as session:
        before = reports.newest(session, form.kind, asked.start)
        changed = differences(asked, before.content, content) if before else []
        if before and not changed:
            return before, False
        row = reports.draft(session, form.kind, asked.start, period.last)
        reports.write(row, texts)
        late = before.late if before and renewed else desk.now > due
        reasons["differences"] = "\n".join(changed)
        reports.submit(session, row, content, due, late=late, **reasons)
        if form.plan:
            plans.carry(session, plans.unfinished(session, form.plan, asked.start), period.end)
        return row, True


def say_submitted(desk: Desk, asked: Asked, version: int, *, late: bool) -> None:
    desk.say(
        _("Submitted the report of {day}, version {no}, {time}{late}").format(
            day=asked.name, no=version, time=f"{desk.now:%H:%M}", late=_(", late") if late else "",
        )
    )  # fmt: skip
    command = f"sales report {asked.form.kind} {quote(asked.typed)}"
    hint = _("send it: `{command} --to ADDRESS`; print it: `-o report.html`")
    desk.say(hint.format(command=command))


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
    if not how.submit:
        only_with("--reason", how.reason, "`--submit`")
        only_with("--anyway", how.anyway, "`--submit`")
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
