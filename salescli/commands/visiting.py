"""How a typed visit becomes a record: read every word first, save whole, say what was understood."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from salescli.commands.asking import ask, ask_until, pick_contacts, pick_customer, pick_visit
from salescli.dates import long_day
from salescli.dates import time as read_time
from salescli.desk import Desk
from salescli.domain import completeness, words
from salescli.errors import NotFoundError, SalesError, UsageError
from salescli.language import _, ngettext
from salescli.store import lookup
from salescli.store.lookup import Known, KnownVisit
from salescli.store.reading import Reader

if TYPE_CHECKING:
    from salescli.store.visits import Entry

AGAIN_MINUTES = 10
PROSE = ("result", "problems", "objections")
CHOICES = {"outcome": words.Outcome, "channel": words.Channel, "purpose": words.Purpose}


@dataclass(frozen=True)
class Typed:
    """One visit as it was typed."""

    customer: str
    note: str
    on: str
    form: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Saved:
    """One visit as it was saved, for the answer."""

    no: int
    customer: Known
    day: date
    at: time | None
    minutes: int | None
    lacks: list[str]
    channel: str
    grade: str = ""
    again: int = 0
    report_version: int = 0


def save(desk: Desk, typed: Typed) -> Saved:
    """Read, check and save one visit in one transaction."""
    with desk.read() as reader:
        known, entry = understood(desk, reader, typed)
        again = written_lately(reader, desk, known.id, entry.values["visit_date"])
    from salescli.store import visits

    with desk.session() as session:
        visit = visits.add(session, entry)
        report = visits.submitted_on(session, visit.rep_id, visit.visit_date)
    return answer(known, entry, visit, again, report)


def answer(known: Known, entry: Entry, visit: Any, again: int, report: Any) -> Saved:
    return Saved(
        no=visit.no,
        customer=known,
        day=visit.visit_date,
        at=visit.visit_time,
        minutes=visit.minutes,
        lacks=completeness.visit_lacks(visit.model_dump()),
        channel=visit.channel,
        grade=entry.grade,
        again=again,
        report_version=report.version if report else 0,
    )


def understood(desk: Desk, reader: Reader, typed: Typed) -> tuple[Known, Entry]:
    """The typed visit as an entry; whatever does not fit is refused before anything is saved."""
    from salescli.store.visits import Entry

    known = pick_customer(desk, reader, typed.customer)
    form = typed.form
    values = column_values(desk, typed)
    ask_absent(desk, values, form)
    people = pick_contacts(desk, reader, known, form.get("met", []))
    if people:
        values["met"] = ", ".join(person.name for person in people)
    next_on, next_time = next_visit(desk, form)
    entry = Entry(
        customer_id=known.id,
        values=values,
        contacts=[person.id for person in people],
        objectives=form.get("objective", []),
        follow_up=form.get("follow_up", ""),
        next_on=next_on,
        next_time=next_time,
        closes=closing(reader, known, form.get("closes", [])),
        grade=grade(form),
        grade_reason=form.get("grade_reason", ""),
    )
    return known, entry


def column_values(desk: Desk, typed: Typed) -> dict[str, Any]:
    """What of the typed form goes straight into the visit's columns."""
    from salescli.store.visits import started

    form = typed.form
    values: dict[str, Any] = {"content": typed.note} if typed.note else {}
    values |= {name: form[name] for name in PROSE if name in form}
    values |= {name: choice(name, form[name]) for name in CHOICES if name in form}
    values |= {name: form[name] for name in ("note_left", "card_left") if name in form}
    if "minutes" in form:
        values["minutes"] = minutes(form["minutes"])
    if typed.on or "at" in form:
        day = past_day(desk, typed.on or "today")
        values |= started(day, begun(desk, day, values, form), desk.now)
    return values


def choice(name: str, text: str) -> str:
    """A value of a closed list, typed in any case; the nearest one is offered."""
    value = text.strip().lower()
    if value in set(CHOICES[name]):
        return value
    from difflib import get_close_matches

    near = get_close_matches(value, list(CHOICES[name]), 1, 0.4)
    raise UsageError(
        _('{option}: "{text}" is not one of {choices}').format(
            option=f"--{name}", text=text, choices=", ".join(CHOICES[name])
        ),
        wrong=text,
        right=near[0] if near else "",
    )


def grade(form: dict[str, Any]) -> str:
    text = str(form.get("grade", "")).strip().upper()
    if text and text not in set(words.Grade):
        raise UsageError(
            _('{option}: "{text}" is not one of {choices}').format(
                option="--grade", text=form["grade"], choices=", ".join(words.Grade)
            ),
            wrong=form["grade"],
        )
    return text


def minutes(number: int) -> int:
    if not 0 <= number <= 24 * 60:
        raise UsageError(
            _("{count} minutes is not a visit").format(count=number),
            _("give --minutes between 0 and 1440"),
            wrong=str(number),
        )
    return number


def past_day(desk: Desk, text: str) -> date:
    day = desk.day(text, "past")
    if day > desk.today:
        raise UsageError(
            _("{day} is in the future; a visit is logged after it was made").format(
                day=long_day(day)
            ),
            _("`sales followup add` plans one; for the past give the whole date"),
            wrong=text,
        )
    return day


def begun(desk: Desk, day: date, values: dict[str, Any], form: dict[str, Any]) -> time | None:
    """When it began: as typed; for today, now less the minutes it took; else unknown."""
    if "at" in form:
        at = read_time(form["at"])
        if day == desk.today and at > desk.now.time():
            raise UsageError(
                _("{time} has not come yet").format(time=f"{at:%H:%M}"),
                _("a visit is logged after it was made; `--on yesterday` for the day before"),
                wrong=form["at"],
            )
        return at
    if day != desk.today:
        return None
    start = desk.now - timedelta(minutes=values.get("minutes") or 0)
    return start.time().replace(second=0, microsecond=0) if start.date() == day else time(0, 0)


def next_visit(desk: Desk, form: dict[str, Any]) -> tuple[date | None, time | None]:
    if not form.get("next"):
        return None, None
    day, at = desk.moment(form["next"], "future")
    if day < desk.today:
        raise UsageError(
            _("the next visit, {day}, is in the past").format(day=long_day(day)),
            _('try `--next fri` or `--next "tomorrow 14:00"`'),
            wrong=form["next"],
        )
    return day, at


def closing(reader: Reader, known: Known, numbers: list[int]) -> list[int]:
    """The follow-ups to close, checked to be open ones of this customer."""
    for number in numbers:
        found = next(
            reader.raw(
                "SELECT customer, customer_id, done_on FROM followups WHERE no = :no", no=number
            ),
            None,
        )
        if found is None or found[1] != known.id or found[2]:
            raise NotFoundError(
                _("{customer} has no open follow-up {no}").format(customer=known.name, no=number),
                _("`sales followup list --customer '#{no}'` shows them").format(no=known.no),
                wrong=str(number),
            )
    return numbers


def ask_absent(desk: Desk, values: dict[str, Any], form: dict[str, Any]) -> None:
    """Nobody there (V5): on a terminal, ask for note, card and the wished time."""
    if values.get("outcome") != "absent" or values.get("channel", "visit") != "visit":
        return
    if not desk.asks():
        return
    for name, question in (("note_left", _("Note left")), ("card_left", _("Card left"))):
        if name not in values:
            values[name] = ask(f"{question} (y/n)", "y").lower()[:1] in {"y", "s", "예", "네", "是"}
    if "next" not in form:
        form["next"] = ask_until(
            _("Next visit wished, as `fri 14:00` (empty: none)"), lambda text: checked(desk, text)
        )


def checked(desk: Desk, text: str) -> str:
    if text:
        next_visit(desk, {"next": text})
    return text


def written_lately(reader: Reader, desk: Desk, customer_id: str, day: date) -> int:
    """The number of a visit to the same customer and day that was written minutes ago, else 0."""
    row = next(
        reader.raw(
            "SELECT no, created_at FROM visits WHERE customer_id = :id AND visit_date = :day"
            " ORDER BY no DESC LIMIT 1",
            id=customer_id,
            day=day.isoformat(),
        ),
        None,
    )
    if row is None:
        return 0
    age = desk.now - datetime.fromisoformat(row[1])
    return int(row[0]) if abs(age) <= timedelta(minutes=AGAIN_MINUTES) else 0


def say_saved(desk: Desk, saved: Saved) -> None:
    """What was understood, what is odd, what is missing, and where the day stands."""
    desk.say(saved_sentence(desk, saved))
    for line in remarks(desk, saved):
        desk.say("  " + line)
    from salescli.reports import quota

    with desk.read() as reader:
        if saved.day == desk.today:
            desk.say(quota.sentence(quota.of_day(reader, desk.config, desk.today)))


def saved_sentence(desk: Desk, saved: Saved) -> str:
    when = long_day(saved.day) + (f" {saved.at:%H:%M}" if saved.at else "")
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
    late = (desk.today - saved.day).days
    if late > 0:
        lines.append(
            ngettext("late entry: {count} day after the visit", "late entry: {count} days after the visit", late).format(count=late)
        )  # fmt: skip
    if saved.grade and saved.grade != saved.customer.grade:
        lines.append(
            _("grade {before} → {after}").format(
                before=saved.customer.grade or "–", after=saved.grade
            )
        )
    if saved.again:
        lines.append(
            _("visit {no} to the same customer was written minutes ago; if this is the same one, "
              "`sales undo` takes this back").format(no=saved.again)
        )  # fmt: skip
    if saved.lacks:
        lines.append(missing_line(saved))
    if saved.report_version:
        lines.append(corrected_line(saved))
    return lines


def missing_line(saved: Saved) -> str:
    fields = completeness.in_words(saved.lacks, completeness.VISIT_FIELDS)
    options = completeness.options(saved.lacks, completeness.VISIT_OPTIONS)
    return _("still missing: {fields} (`sales visit edit {no} {options}`)").format(
        fields=fields, no=saved.no, options=options
    )


def corrected_line(saved: Saved) -> str:
    return _(
        "the report of that day is submitted and stays as it was; submit again for version {next}"
    ).format(next=saved.report_version + 1)


def correct(desk: Desk, text: str, typed: Typed) -> Saved:
    """Change what was typed of a visit, and nothing else."""
    with desk.read() as reader:
        found = pick_visit(reader, text)
        known = lookup.customer_by_id(reader, found.customer_id)
        if known is None:
            raise NotFoundError(
                _("the customer of visit {no} was deleted").format(no=found.no), "`sales undo`"
            )
        same_day = replace(typed, customer=f"#{known.no}", on=typed.on or day_of(found, typed))
        _known, entry = understood(desk, reader, same_day)
    if not (typed.note or typed.on or typed.form):
        raise UsageError(_("nothing to change was given"), "`sales visit edit --help`")
    if not typed.on and "at" not in typed.form:
        drop_time(entry.values)
    from salescli.store import visits
    from salescli.store.models import Visit
    from salescli.store.writing import one

    with desk.session() as session:
        visit = visits.edit(session, one(session, Visit, found.id), entry)
        report = visits.submitted_on(session, visit.rep_id, visit.visit_date)
    return answer(known, entry, visit, 0, report)


def day_of(found: KnownVisit, typed: Typed) -> str:
    return found.visit_date.isoformat() if "at" in typed.form else ""


def drop_time(values: dict[str, Any]) -> None:
    for name in ("visit_date", "visit_time", "started_at", "utc_offset"):
        values.pop(name, None)


def say_corrected(desk: Desk, saved: Saved) -> None:
    desk.say(
        _("Changed visit {no}: {name}, {day}").format(
            no=saved.no, name=saved.customer.name, day=long_day(saved.day)
        )
    )
    if saved.lacks:
        desk.say("  " + missing_line(saved))
    if saved.report_version:
        desk.say("  " + corrected_line(saved))


def asked(desk: Desk, typed: Typed) -> Typed:
    """Ask for a visit on a terminal, the likely answer ready; the store loads meanwhile."""
    if not desk.asks():
        raise UsageError(_("which customer"), "`sales visit add CUSTOMER [NOTE]`", wrong="")
    load_store_meanwhile()
    with desk.read() as reader:
        first = likely_customer(reader, desk)
        name = ask_until(_("Customer"), lambda text: found_name(desk, reader, text), first)
        known = lookup.customers(reader, name)[0]
        form = dict(typed.form)
        if "outcome" not in form:
            form["outcome"] = ask_until(
                _("Outcome (met, absent, refused, postponed)"),
                lambda text: choice("outcome", text),
                "met",
            )
        met = form["outcome"] == "met"
        if met and "met" not in form:
            people = ask_person(desk, reader, known)
            form |= {"met": people} if people else {}
    note = typed.note or ask(_("What happened"))
    questions = [("result", _("Result")), ("problems", _("Problem (`none` when there is none)"))]
    for key, question in questions if met else []:
        if key not in form and (text := ask(question)):
            form[key] = text
    if "follow_up" not in form and (text := ask(_("What is left to do"))):
        form["follow_up"] = text
    if met and "next" not in form:
        form["next"] = ask_until(
            _("Next visit, as `fri 14:00` (empty: none)"), lambda text: checked(desk, text)
        )
    return replace(typed, customer=f"#{known.no}", note=note, form=form)


def load_store_meanwhile() -> None:
    import threading
    from importlib import import_module

    threading.Thread(target=import_module, args=("salescli.store.visits",), daemon=True).start()


def likely_customer(reader: Reader, desk: Desk) -> str:
    """Who is due first today: a wished visit or follow-up of today."""
    name: str | None = reader.value(
        "SELECT customer FROM followups WHERE done_on IS NULL AND due_on <= :today"
        " ORDER BY due_on DESC, coalesce(due_time, '99'), no LIMIT 1",
        today=desk.today.isoformat(),
    )
    return name or ""


def found_name(desk: Desk, reader: Reader, text: str) -> str:
    if not text:
        raise UsageError(_("which customer"))
    return f"#{pick_customer(desk, reader, text).no}"


def ask_person(desk: Desk, reader: Reader, known: Known) -> list[str]:
    """The person met: the one met last is ready, else the main contact."""
    people = lookup.contacts_of(reader, known.id)
    if not people:
        return []
    last = (lookup.last_met(reader, known.id) or "").split(", ")[0]
    ready = last if any(person.name == last for person in people) else people[0].name

    def read(text: str) -> list[str]:
        return [f"{person.no}" for person in pick_contacts(desk, reader, known, [text])]

    return ask_until(_("Whom did you meet"), read, ready)


def notebook(desk: Desk, command: Any) -> None:
    """`visit add -`: one visit a line, written as after `sales visit add`; the good lines are
    saved together, each refused line is given back with its reason."""
    lines = [line.strip() for line in sys.stdin if line.strip() and not line.startswith("#")]
    entries: list[tuple[Known, Entry]] = []
    refused: list[tuple[str, SalesError]] = []
    desk.no_input = True
    with desk.read() as reader:
        for line in lines:
            try:
                entries.append(understood(desk, reader, parsed(line, command)))
            except SalesError as error:
                refused.append((line, error))
    if entries:
        save_all(desk, entries)
    for line, error in refused:
        desk.say(f"error: {error}")
        desk.say(f"{_('again')}: {line}")
    if refused:
        raise SalesError(
            ngettext("{count} line was not saved", "{count} lines were not saved", len(refused)).format(count=len(refused)),
            _("correct the lines above and give them again; the others are saved"),
        )  # fmt: skip


def parsed(line: str, command: Any) -> Typed:
    """A notebook line, read by the command's own options."""
    import typer

    from salescli.commands.arguments import given

    try:
        context = command.make_context("add", shlex.split(line))
    except ValueError as error:
        raise UsageError(
            _("a quotation mark is not closed"), _('write it as 한빛 "what happened"')
        ) from error
    except typer.TyperException as error:
        raise UsageError(error.format_message().rstrip(".")) from error
    values = dict(context.params)
    customer, note, on = values.pop("customer"), values.pop("note"), values.pop("on")
    return Typed(customer, note, on, {key: value for key, value in given(values).items()
                                      if key not in {"no_input", "form"}})  # fmt: skip


def save_all(desk: Desk, entries: list[tuple[Known, Entry]]) -> None:
    from salescli.store import visits

    with desk.session() as session:
        saved = [
            answer(known, entry, visits.add(session, entry), 0, None) for known, entry in entries
        ]
    for item in saved:
        desk.say(saved_sentence(desk, item))
        if item.lacks:
            desk.say("  " + missing_line(item))


def review(
    desk: Desk,
    found: KnownVisit,
    number: int,
    answers: dict[str, str],
    self_review: dict[str, str],
) -> None:
    """Write the review of one objective, or ask for each that is still open."""
    with desk.read() as reader:
        open_ones = list(
            reader.raw(
                "SELECT no, id, text FROM objectives WHERE visit_id = :id ORDER BY no", id=found.id
            )
        )
    chosen = [row for row in open_ones if number in {0, row[0]}]
    if number and not chosen:
        raise NotFoundError(
            _("visit {visit} has no objective {no}").format(visit=found.no, no=number),
            _("its objectives: {numbers}").format(
                numbers=", ".join(f"{row[0]} {row[2]}" for row in open_ones) or _("none")
            ),
        )
    if answers["reached"] and number == 0 and len(chosen) > 1:
        raise UsageError(
            _("visit {no} has several objectives").format(no=found.no),
            _("name one: {numbers}").format(
                numbers=", ".join(f"{row[0]} {row[2]}" for row in chosen)
            ),
        )
    reviews = [(row[1], row[0], answers if answers["reached"] else ask_review(row)) for row in chosen if answers["reached"] or not self_review]  # fmt: skip
    write_review(desk, found, reviews, self_review)


def ask_review(row: tuple[Any, ...]) -> dict[str, str]:
    reached = ask_until(
        _("{no} {text}: reached (yes, partly, no)").format(no=row[0], text=row[2]), read_reached, "yes"
    )  # fmt: skip
    if reached == "yes":
        return {"reached": reached, "cause": "", "remedy": ""}
    return {"reached": reached, "cause": ask(_("Cause")), "remedy": ask(_("Remedy"))}


def read_reached(text: str) -> str:
    if text.lower() not in set(words.Reached):
        raise UsageError(_("one of {choices}").format(choices=", ".join(words.Reached)))
    return text.lower()


def write_review(
    desk: Desk,
    found: KnownVisit,
    reviews: list[tuple[str, int, dict[str, str]]],
    self_review: dict[str, str],
) -> None:
    from salescli.store.models import Objective, Visit
    from salescli.store.writing import change, one

    if not reviews and not self_review:
        desk.say(_("visit {no} has no objectives").format(no=found.no))
        return
    with desk.session() as session:
        for objective_id, _number, answers in reviews:
            change(one(session, Objective, objective_id), **answers)
        if self_review:
            change(one(session, Visit, found.id), **self_review)
    desk.say(_("Reviewed visit {no}: {name}").format(no=found.no, name=found.customer))
