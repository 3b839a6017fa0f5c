"""How an export leaves: guarded, written whole, and noted in the list of exports."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from salescli.commands.asking import confirm
from salescli.commands.export_choice import CARDS, DELIMITED, Form, Parcel, Profile
from salescli.commands.export_marks import CUT_OFF
from salescli.desk import Desk
from salescli.errors import ReaderGoneError, SalesError, UsageError
from salescli.language import _, current, ngettext
from salescli.output import refuse_closed, streams, write_out
from salescli.output.files import replacing, stands
from salescli.store import exporting
from salescli.store.reading import Reader

if TYPE_CHECKING:
    from sqlmodel import Session


class Guard(NamedTuple):
    """What was typed about contacts: let them go, or where the password comes from."""

    plain: bool
    password_file: str
    password_command: str

    @property
    def locks(self) -> bool:
        return bool(self.password_file or self.password_command)


class Counted:
    """Rows that pass by, counted, and how many are out; closed before the data file is."""

    def __init__(self) -> None:
        self.rows: Iterator[Any] = iter(())
        self.count = 0
        self.left = 0

    def __iter__(self) -> Iterator[Any]:
        for row in self.rows:
            self.count += 1
            yield row

    def close(self) -> None:
        if isinstance(self.rows, Generator):
            self.rows.close()


def deliver(desk: Desk, parcel: Parcel, guard: Guard) -> None:
    replaced = may_replace(desk, parcel)
    password = password_for(desk, parcel, guard)
    if password:
        locked_file(desk, parcel, password)
    elif parcel.typed.to_file:
        plain_file(desk, parcel)
    else:
        to_stdout(desk, parcel)
    if replaced:
        desk.say(_("replaced the file that stood there"))


def may_replace(desk: Desk, parcel: Parcel) -> bool:
    """Whether a file of that name goes; on a terminal only after a yes."""
    typed = parcel.typed
    if not typed.to_file or not typed.path.is_file():
        return False
    if desk.asks():
        confirm(desk, _("Replace {path}").format(path=typed.output), yes=False)
    return True


def password_for(desk: Desk, parcel: Parcel, guard: Guard) -> str:
    """The password of the file; empty when it may leave as it is, refused when it may not."""
    from salescli.commands.passwords import password_of

    lockable = parcel.form is Form.XLSX
    if guard.locks and not lockable:
        raise UsageError(
            _("only xlsx can have a password"), _("write `-o {name}.xlsx`").format(name=parcel.kind)
        )
    if parcel.personal and guard.plain and not desk.config.files.plain_exports:
        raise SalesError(
            _("the config keeps contacts from leaving unencrypted (`files.plain_exports`)"),
            _("`-o {name}.xlsx` without `--plain` encrypts them").format(name=parcel.kind),
        )
    if guard.locks or (parcel.personal and lockable and not guard.plain):
        return password_of(desk, guard.password_file, guard.password_command, new=True)
    if parcel.personal and not guard.plain:
        raise unguarded(desk, parcel)
    return ""


def unguarded(desk: Desk, parcel: Parcel) -> UsageError:
    ways = [_("`-o {name}.xlsx` encrypts them").format(name=parcel.kind)]
    if desk.config.files.plain_exports:
        ways.append(_("`--plain` lets them leave as they are, and is logged"))
    if told := exporting.KINDS[parcel.kind].personal:
        ways.append(
            _("`--columns` can leave out {columns}").format(columns=", ".join(sorted(told)))
        )
    return UsageError(_("contacts do not leave unencrypted unasked"), "; ".join(ways))


def plain_file(desk: Desk, parcel: Parcel) -> None:
    """A file has its line in the list when it has its name, and neither without the other."""
    path, counted = parcel.typed.path, Counted()
    with ExitStack() as noted, replacing(path) as file:
        if stands(path):
            cut = passed(desk, parcel, counted, file)
        else:
            with desk.read() as reader, closing(counted):
                cut = put(reader, parcel, counted, file)
            session = noted.enter_context(desk.session(kept=True))
            add_note(session, parcel, counted.count, encrypted=False)
    say_written(desk, parcel, counted.count, cut)
    if parcel.personal:
        desk.say(_("contacts left unencrypted; `sales data exports` lists it"))


def passed(desk: Desk, parcel: Parcel, counted: Counted, file: BinaryIO) -> int:
    """Into a pipe or a device, which keep what they were given."""
    with noted_passing(desk, parcel, counted), desk.read() as reader, closing(counted):
        return put(reader, parcel, counted, file)


def put(reader: Reader, parcel: Parcel, counted: Counted, file: BinaryIO) -> int:
    """Everything into an open file; returns how many cells were cut."""
    if parcel.form is Form.XLSX:
        cut = write_book(reader, parcel, counted, file)
        file.flush()
        counted.left = counted.count
        return cut
    for text in texts(reader, parcel, counted):
        file.write(text.encode())
        file.flush()
        counted.left = counted.count
    return 0


@contextmanager
def noted_passing(desk: Desk, parcel: Parcel, counted: Counted) -> Iterator[None]:
    """Note what went into a pipe: all of it, or as cut off what its reader may have had."""
    try:
        yield
    except (ReaderGoneError, BrokenPipeError, KeyboardInterrupt):
        note(desk, parcel, counted.count, cut_off=True)
        raise
    except OSError:
        if counted.left:
            note(desk, parcel, counted.left, cut_off=True)
        raise
    note(desk, parcel, counted.count)


def locked_file(desk: Desk, parcel: Parcel, password: str) -> None:
    from io import BytesIO

    from salescli.exchange import locked

    locked.library()
    book = BytesIO()
    with desk.read() as reader, closing(Counted()) as counted:
        cut = write_book(reader, parcel, counted, book, in_memory=True)
    with desk.session(kept=True) as session:
        add_note(session, parcel, counted.count, encrypted=True)
        locked.write(parcel.typed.path, book.getvalue(), password)
    say_written(desk, parcel, counted.count, cut)
    desk.say(_("encrypted; tell its password by another way than the file"))


def to_stdout(desk: Desk, parcel: Parcel) -> None:
    refuse_closed()
    counted = Counted()
    with noted_passing(desk, parcel, counted), desk.read() as reader, closing(counted):
        for text in texts(reader, parcel, counted):
            write_out(text)
            counted.left = counted.count
    say_left_out(desk, parcel)


def write_book(
    reader: Reader, parcel: Parcel, counted: Counted, file: BinaryIO, *, in_memory: bool = False
) -> int:
    from salescli.output import flat_xlsx

    chosen = parcel.selection
    counted.rows = exporting.rows(reader, chosen)
    book = flat_xlsx.Book(parcel.kind, chosen.names, counted)
    return flat_xlsx.write(file, book, in_memory=in_memory)


def texts(reader: Reader, parcel: Parcel, counted: Counted) -> Iterator[str]:
    """The export as pieces of text, in every form but xlsx."""
    if parcel.form in CARDS:
        return cards(reader, parcel, counted)
    chosen, names = parcel.selection, parcel.selection.names
    if parcel.form in {Form.JSON, Form.JSONL}:
        counted.rows = exporting.json_lines(reader, chosen)
        writer = streams.as_json if parcel.form is Form.JSON else streams.as_json_lines
        return writer(counted)
    counted.rows = exporting.rows(reader, chosen)
    if parcel.form in DELIMITED:
        return delimited(parcel, counted)
    if parcel.form is Form.MD:
        return streams.as_markdown(names, counted)
    return streams.as_html(parcel.kind, names, counted)


def delimited(parcel: Parcel, counted: Counted) -> Iterator[str]:
    names, excel = parcel.selection.names, parcel.profile is Profile.EXCEL
    if parcel.form is Form.TSV:
        return streams.as_excel_tsv(names, counted) if excel else streams.as_tsv(names, counted)
    if excel:
        return streams.as_excel_csv(names, counted, sheet())
    return streams.as_csv(names, counted)


def sheet() -> streams.Sheet:
    """Where the comma is the decimal sign, spreadsheets part cells by a semicolon."""
    return streams.Sheet(";", ",") if current() == "es" else streams.Sheet()


def cards(reader: Reader, parcel: Parcel, counted: Counted) -> Iterator[str]:
    from salescli.exchange import calendars, vcards

    writers: dict[tuple[str, Form], tuple[Any, Any]] = {
        ("contacts", Form.VCF): (vcards.Person, vcards.of_person),
        ("customers", Form.VCF): (vcards.Firm, vcards.of_firm),
        ("visits", Form.ICS): (calendars.Held, calendars.of_visit),
        ("followups", Form.ICS): (calendars.Due, calendars.of_follow_up),
    }
    kind, written = writers[parcel.kind, parcel.form]
    chosen = parcel.selection
    counted.rows = reader.each(kind, chosen.source(), **chosen.parameters)
    bodies = map(written, counted)
    return calendar(parcel, bodies) if parcel.form is Form.ICS else bodies


def calendar(parcel: Parcel, events: Iterator[str]) -> Iterator[str]:
    from salescli.exchange import calendars

    yield calendars.head(_("Visits") if parcel.kind == "visits" else _("Follow-ups"))
    yield from events
    yield calendars.foot()


def note(desk: Desk, parcel: Parcel, count: int, *, cut_off: bool = False) -> None:
    with desk.session(kept=True) as session:
        add_note(session, parcel, count, encrypted=False, cut_off=cut_off)


def add_note(
    session: Session, parcel: Parcel, count: int, *, encrypted: bool, cut_off: bool = False
) -> None:
    """The line in the list of exports; it is not offered to undo, since what left has left."""
    from salescli.store.exports import add

    typed = parcel.typed
    add(
        session,
        after=parcel.newest_command,
        kind=parcel.kind,
        file=str(typed.path.absolute()) if typed.to_file else "",
        form=parcel.form,
        profile=parcel.profile or "",
        filters=f"{parcel.filters} {CUT_OFF}" if cut_off else parcel.filters,
        columns="" if parcel.form in CARDS else ",".join(parcel.selection.names),
        row_count=count,
        has_contacts=parcel.personal,
        encrypted=encrypted,
    )


def say_written(desk: Desk, parcel: Parcel, count: int, cut: int) -> None:
    desk.say(
        ngettext("Exported {count} row to {path}", "Exported {count} rows to {path}", count).format(
            count=count, path=parcel.typed.output
        )
    )
    say_left_out(desk, parcel)
    if cut:
        desk.say(
            ngettext(
                "{count} cell was too long for a spreadsheet and was cut; csv has it whole",
                "{count} cells were too long for a spreadsheet and were cut; csv has them whole",
                cut,
            ).format(count=cut)
        )


def say_left_out(desk: Desk, parcel: Parcel) -> None:
    if parcel.left_out:
        desk.say(
            _("left out, since it names contacts: {columns}; `--plain` takes it along").format(
                columns=", ".join(parcel.left_out)
            )
        )
