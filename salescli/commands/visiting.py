"""How a typed visit becomes a record: every word is read first, then the visit is saved whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from salescli.commands.asking import (
    agreed,
    ask_until,
    note_answer,
    pick_contacts,
    pick_customer,
    pick_visit,
)
from salescli.commands.choices import closed
from salescli.commands.forms import read_reason
from salescli.commands.grading import reason_for
from salescli.commands.visit_again import Kept, entry_key, kept, kept_row, refuse_other
from salescli.dates import long_day
from salescli.dates import time as read_time
from salescli.dates.inside import day_inside
from salescli.desk import Desk
from salescli.domain import completeness, words
from salescli.domain.text import clean_text
from salescli.domain.visit_time import started
from salescli.errors import NotFoundError, UsageError
from salescli.language import N_, _
from salescli.store import lookup
from salescli.store.lookup import Known
from salescli.store.reading import Reader

if TYPE_CHECKING:
    from salescli.store.models import Visit
    from salescli.store.orders import Entry as Order
    from salescli.store.visits import Entry

AGAIN_MINUTES = 10
PROSE = ("result", "problems", "objections")
LEFT = {"note_left": N_("Note left"), "card_left": N_("Card left")}
CHOICES = {"outcome": words.Outcome, "channel": words.Channel, "purpose": words.Purpose}


@dataclass(frozen=True)
class Typed:
    """One visit as it was typed; ``before`` holds day and time of the record that is edited."""

    customer: str
    note: str | None
    on: str
    form: dict[str, Any] = field(default_factory=dict)
    before: tuple[date, time | None] = (date.min, None)
    written: bool = False


@dataclass(frozen=True)
class Saved:
    """One visit as it was saved, for the answer; ``timed`` when its time was said."""

    no: int
    customer: Known
    day: date
    at: time | None
    minutes: int | None
    lacks: list[str]
    channel: str
    grade: str = ""
    grade_reason: str = ""
    order: str = ""
    next_on: date | None = None
    next_time: time | None = None
    newcomers: list[str] = field(default_factory=list)
    only: str = ""
    again: int = 0
    report_version: int = 0
    differs: bool = True
    timed: bool = True
    took: tuple[str, ...] = ()
    noted: tuple[int, date | None] | None = None


def save(desk: Desk, typed: Typed) -> Saved | Kept:
    """Read, check and save one visit in one transaction; one under a known key stays as it is."""
    with desk.read() as reader:
        if found := kept(reader, typed.form):
            refuse_other(found, pick_customer(desk, reader, typed.customer).id)
            return found
        known, entry = understood(desk, reader, typed)
        again = written_lately(reader, desk, known.id, entry.values["visit_date"])
    from salescli.store import visits

    with desk.session() as session:
        visit, fresh = visits.add_once(session, entry)
        if not fresh:
            return kept_row(session, visit)
        submitted = visits.submitted_version(session, visit)
    known = whose(desk, known, visit)
    saved = answer(desk, known, entry, visit, again, submitted)
    return replace(saved, timed="at" in typed.form)


def whose(desk: Desk, known: Known, visit: Visit) -> Known:
    """The customer that was picked, or the one into which it was merged meanwhile."""
    if visit.customer_id == known.id:
        return known
    with desk.read() as reader:
        return lookup.customer_by_id(reader, visit.customer_id) or known


def answer(
    desk: Desk, known: Known, entry: Entry, visit: Visit, again: int, submitted: int
) -> Saved:
    lacks = completeness.visit_lacks(visit.model_dump())
    return Saved(
        no=visit.no,
        customer=known,
        day=visit.visit_date,
        at=visit.visit_time,
        minutes=visit.minutes,
        lacks=lacks,
        channel=visit.channel,
        grade=entry.grade,
        grade_reason=entry.grade_reason,
        order=ordered(desk, entry),
        next_on=entry.next_on,
        next_time=entry.next_time,
        newcomers=entry.newcomers,
        only=only_contact(desk, known) if "met" in lacks else "",
        again=again,
        report_version=submitted,
        took=tuple(entry.took),
        noted=None if entry.next_on else entry.noted,
    )


def only_contact(desk: Desk, known: Known) -> str:
    """The name of the one person on file at a customer; "" for none, or several."""
    with desk.read() as reader:
        people = lookup.contacts_of(reader, known.id)
    return people[0].name if len(people) == 1 else ""


def ordered(desk: Desk, entry: Entry) -> str:
    """The order that was saved with the visit, in words."""
    if entry.order is None:
        return ""
    from salescli.commands.ordering import order_sentence

    return order_sentence(desk, entry.order)


def order_entry(desk: Desk, reader: Reader, known: Known, typed: Typed) -> Order | None:
    """What was ordered at the visit, read line by line; None when nothing was."""
    lines = typed.form.get("order", [])
    if not lines:
        return None
    from salescli.commands.ordering import visit_order

    day = visit_day(desk, typed)
    return visit_order(desk, reader, known, lines, day)


def understood(desk: Desk, reader: Reader, typed: Typed) -> tuple[Known, Entry]:
    """The typed visit as an entry; whatever does not fit is refused before anything is saved."""
    from salescli.store.visits import Entry

    known = pick_customer(desk, reader, typed.customer)
    form = typed.form
    values = column_values(desk, typed)
    ask_absent(desk, values, form)
    wanted = [text for text in form.get("met", []) if text.strip() or not typed.written]
    people = pick_contacts(desk, reader, known, wanted, form.get("newcomers", ()))
    if people or form.get("met"):
        values["met"] = ", ".join(dict.fromkeys(person.name for person in people))
    next_on, next_time = next_visit(desk, form)
    follow_up = clean_text(form.get("follow_up", ""))
    due_on, due_time = day_inside(follow_up, desk.today, order=desk.order) or (None, None)
    entry = Entry(
        customer_id=known.id,
        values=values,
        contacts=list(dict.fromkeys(person.id for person in people if person.id)),
        newcomers=list(dict.fromkeys(person.name for person in people if not person.id)),
        objectives=[clean_text(text) for text in form.get("objective", [])],
        follow_up=follow_up,
        due_on=due_on,
        due_time=due_time,
        clears_next=form.get("next") == "",
        next_on=next_on,
        next_time=next_time,
        closes=closing(reader, known, form.get("closes", [])),
        grade=grade(form),
        grade_reason=grade_reason(desk, known, form),
        order=order_entry(desk, reader, known, typed),
    )
    return known, entry


def column_values(desk: Desk, typed: Typed) -> dict[str, Any]:
    """What of the typed form goes straight into the visit's columns, through the text gate."""
    form = typed.form
    values: dict[str, Any] = {} if typed.note is None else {"content": typed.note}
    values |= {name: form[name] for name in PROSE if name in form}
    values = {name: clean_text(text, name) for name, text in values.items()}
    values |= {name: choice(name, form[name]) for name in CHOICES if name in form}
    values |= {name: form[name] for name in ("note_left", "card_left") if name in form}
    if "key" in form:
        values["entry_key"] = entry_key(form)
    if "minutes" in form:
        values["minutes"] = minutes(form["minutes"])
    day = visit_day(desk, typed)
    if typed.on or "at" in form:
        values |= started(day, begun(desk, day, values, typed), desk.now)
    return values


def choice(name: str, text: str) -> str:
    return closed(f"--{name}", CHOICES[name], text)


def grade(form: dict[str, Any]) -> str:
    return closed("--grade", words.Grade, form["grade"]) if "grade" in form else ""


def grade_reason(desk: Desk, known: Known, form: dict[str, Any]) -> str:
    wanted = grade(form)
    typed = clean_text(read_reason(form.get("grade_reason", ""), wanted))
    return reason_for(desk, known, wanted, typed)


def minutes(number: int) -> int:
    if not 0 <= number <= 24 * 60:
        raise UsageError(
            _("{count} minutes is not a visit").format(count=number),
            _("give --minutes between 0 and 1440"),
            wrong=str(number),
        )
    return number


def visit_day(desk: Desk, typed: Typed) -> date:
    """The day as typed, else that of the record."""
    if not typed.on:
        return typed.before[0]
    hint = _("`sales followup add` plans one; for the past give the whole date")
    return desk.past_day(typed.on, hint)


def begun(desk: Desk, day: date, values: dict[str, Any], typed: Typed) -> time | None:
    """When it began: as typed; as it was; for today, now less the minutes it took; else unknown."""
    if "at" in typed.form:
        at = read_time(typed.form["at"])
        if day == desk.today and at > desk.now.time():
            raise UsageError(
                _("{time} has not come yet").format(time=f"{at:%H:%M}"),
                _("a visit is logged after it was made; `--on yesterday` for the day before"),
                wrong=typed.form["at"],
                option="--at",
            )
        return at
    if typed.written or day != desk.today:
        return typed.before[1]
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
    for name, question in LEFT.items():
        if name not in values:
            values[name] = ask_left(desk, name, question)
    if "next" not in form:
        form["next"] = ask_next(desk, _("Next visit wished, as `fri 14:00` (empty: none)"))


def ask_left(desk: Desk, name: str, question: str) -> bool:
    """Whether a note or a card was left; a note mostly is, a card seldom."""
    left = agreed(_(question), "y" if name == "note_left" else "n")
    desk.arguments.append(f"--{'' if left else 'no-'}{name.replace('_', '-')}")
    return left


def ask_next(desk: Desk, question: str) -> str:
    text = ask_until(question, lambda text: checked(desk, text))
    if text:
        note_answer(desk, "--next", text)
    return text


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


def correct(desk: Desk, text: str, typed: Typed) -> Saved:
    """Change what was typed of a visit, and nothing else."""
    if typed.note is None and not typed.on and not typed.form:
        raise UsageError(_("nothing to change was given"), "`sales visit edit --help`")
    with desk.read() as reader:
        found = pick_visit(reader, text)
        known = lookup.customer_by_id(reader, found.customer_id)
        if known is None:
            raise NotFoundError(
                _("the customer of visit {no} was deleted").format(no=found.no), "`sales undo`"
            )
        before = (found.visit_date, found.visit_time)
        whole = replace(typed, customer=f"#{known.no}", before=before, written=True)
        _known, entry = understood(desk, reader, whole)
    from salescli.store import visits
    from salescli.store.models import Visit
    from salescli.store.writing import present, wrote

    with desk.session() as session:
        visit = visits.edit(session, present(session, Visit, found.id), entry)
        submitted = visits.submitted_version(session, visit)
        differs = wrote(session)
    return replace(answer(desk, known, entry, visit, 0, submitted), differs=differs)
