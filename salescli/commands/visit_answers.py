"""What a saved visit is answered with: what was understood, odd or missing, and the quota."""

from __future__ import annotations

from datetime import date

from salescli.commands.grading import is_change, reason_hint
from salescli.commands.visit_again import Kept, say_kept
from salescli.commands.visiting import Saved
from salescli.dates import day_and_time, long_day
from salescli.desk import Desk
from salescli.domain import completeness
from salescli.domain.shellwords import quote
from salescli.language import _, ngettext


def say_saved(desk: Desk, saved: Saved | Kept) -> None:
    """What was understood, what is odd, what is missing, and where the day stands."""
    say_one(desk, saved)
    if isinstance(saved, Saved) and saved.day == desk.today:
        say_quota(desk)


def say_one(desk: Desk, saved: Saved | Kept) -> None:
    if isinstance(saved, Kept):
        say_kept(desk, saved)
        return
    desk.say(saved_sentence(saved))
    for line in remarks(desk, saved):
        desk.say("  " + line)


def say_quota(desk: Desk) -> None:
    from salescli.reports import quota

    with desk.mine().read() as reader:
        desk.say(quota.sentence(quota.of_day(reader, desk.config, desk.today)))


def saved_sentence(saved: Saved) -> str:
    when = day_and_time(saved.day, saved.at)
    kind = {"phone": _("phone call"), "mail": _("mail"), "video": _("video call"),
            "walk-in": _("walk-in")}.get(saved.channel, _("visit"))  # fmt: skip
    return _("Saved {kind} {no}: {name}, {when}").format(
        kind=kind, no=saved.no, name=saved.customer.name, when=when
    )


def remarks(desk: Desk, saved: Saved) -> list[str]:
    """The notices that belong to a saved visit."""
    lines = []
    most = desk.config.day.visit_minutes
    if saved.minutes is not None and saved.minutes > most and saved.channel == "visit":
        lines.append(
            _("{count} minutes: longer than the {most} a visit should take").format(
                count=saved.minutes, most=most
            )
        )
    if taken_late(desk, saved):
        lines.append(
            _(
                "{time} was taken for its time; `sales visit edit {no} --at 14:30` puts another"
            ).format(time=f"{saved.at:%H:%M}", no=saved.no)
        )
    late = (desk.today - saved.day).days
    if late > 0:
        text = ngettext(
            "late entry: {count} day after the visit",
            "late entry: {count} days after the visit",
            late,
        )
        lines.append(text.format(count=late))
    if saved.grade and saved.grade != saved.customer.grade:
        lines.append(
            _("grade {before} → {after}").format(
                before=saved.customer.grade or "–", after=saved.grade
            )
        )
        lines += unreasoned(saved)
    lines += said_back(saved)
    lines += [_("objective {text}").format(text=text) for text in saved.took]
    if saved.again:
        lines.append(
            _("visit {no} to the same customer was written minutes ago; if this is the same one, "
              "`sales undo` takes this back").format(no=saved.again)
        )  # fmt: skip
    if saved.lacks:
        lines.append(missing_line(saved))
    if saved.report_version:
        lines.append(corrected_line(saved.report_version))
    return lines


def taken_late(desk: Desk, saved: Saved) -> bool:
    """Whether the visit got the time of its entry, and that after the day's work."""
    now = not saved.timed and saved.day == desk.today
    return now and desk.now.time() > desk.config.day.leave


def said_back(saved: Saved) -> list[str]:
    """What else was understood: order, follow-up, next visit, who is new on file."""
    lines = [saved.order] if saved.order else []
    lines += [noted_line(*saved.noted)] if saved.noted else []
    if saved.next_on:
        when = day_and_time(saved.next_on, saved.next_time)
        lines.append(_("next visit: {when}").format(when=when))
    lines += [
        _(
            "new contact: {name} (`sales contact edit '#{no}' {word} --position … --phone …`)"
        ).format(name=name, no=saved.customer.no, word=quote(name))
        for name in saved.newcomers
    ]
    return lines


def unreasoned(saved: Saved) -> list[str]:
    """That the step has no reason yet, where the report wants one."""
    if saved.grade_reason or not is_change(saved.customer, saved.grade):
        return []
    return [reason_hint(saved.customer, saved.grade)]


def noted_line(no: int, due_on: date | None) -> str:
    """When what is left over comes due, or that it never does."""
    if due_on is None:
        text = _("follow-up {no} has no day: `sales followup move {no} --to fri`")
        return text.format(no=no)
    return _("follow-up {no} is due {day}").format(no=no, day=long_day(due_on))


def missing_line(saved: Saved) -> str:
    fields = completeness.in_words(saved.lacks, completeness.VISIT_FIELDS)
    options = completeness.options(saved.lacks, completeness.VISIT_OPTIONS, {"met": saved.only})
    return _("still missing: {fields} (`sales visit edit {no} {options}`)").format(
        fields=fields, no=saved.no, options=options
    )


def corrected_line(version: int) -> str:
    return _(
        "the report of that day is submitted and stays as it was; submit again for version {next}"
    ).format(next=version + 1)


def say_corrected(desk: Desk, saved: Saved) -> None:
    if not saved.differs:
        desk.say(_("Nothing differs; visit {no} stays as it is").format(no=saved.no))
        return
    desk.say(
        _("Changed visit {no}: {name}, {day}").format(
            no=saved.no, name=saved.customer.name, day=long_day(saved.day)
        )
    )
    for line in [*said_back(saved), *unreasoned(saved)]:
        desk.say("  " + line)
    if saved.lacks:
        desk.say("  " + missing_line(saved))
    if saved.report_version:
        desk.say("  " + corrected_line(saved.report_version))
