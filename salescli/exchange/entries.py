"""One row while it is read: what it says for each field, and what stays as notes and warnings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from salescli.domain.drafts import Draft, Value
from salescli.domain.ids import is_id
from salescli.domain.phones import number_in
from salescli.errors import UsageError
from salescli.exchange import people, values
from salescli.exchange.headers import Mapping as Columns
from salescli.exchange.times_of_columns import Reader
from salescli.language import _

Read = Callable[[str, str], str]
PROSE: Final = frozenset(
    {"notes", "content", "result", "problems", "objections", "lesson", "improvement"}
    | {"background", "application", "usual_products", "suppliers", "needs", "purchase_plan"}
    | {"condition", "contact_notes"}
)
NUMBERS: Final = ("code", "phone", "mobile", "contact_phone", "fax", "tax_id", "postcode")
ZEROES: Final = ("phone", "mobile", "contact_phone", "fax", "postcode")
MAILS: Final = ("email", "contact_email")
PHONES: Final = ("phone", "mobile", "contact_phone", "fax")
Days = Mapping[str, Reader]


def reader_of(field: str) -> Read:
    """How the cells of a field are read: one line, several, or several where none is an answer."""
    if field == "problems":
        return values.answer
    return values.prose if field in PROSE else values.line


@dataclass(frozen=True)
class Form:
    """Where each field stands in a row, laid out once for all rows."""

    places: list[tuple[str, int, str, Read]]  # field, index, header, reader of its cells
    noted: list[tuple[int, str]]
    headers: dict[str, str]
    days: Days = field(default_factory=dict)

    @classmethod
    def of(cls, mapping: Columns, days: Days) -> Form:
        fields = mapping.fields
        return cls(
            [
                (
                    field,
                    column.index,
                    column.header,
                    reader_of(field),
                )
                for field, column in fields.items()
            ],
            [(column.index, column.header) for column in mapping.noted],
            {field: column.header for field, column in fields.items()},
            days,
        )

    def filled(self, cells: list[str]) -> dict[str, str]:
        """What the row says for each field, without what it leaves empty."""
        found = {}
        for name, index, header, read in self.places:
            if text := read(cells[index], header):
                found[name] = text
        return found

    def notes(self, cells: list[str]) -> list[str]:
        return [
            f"{header}: {text}"
            for index, header in self.noted
            if (text := values.prose(cells[index], header))
        ]


@dataclass(frozen=True)
class Entry:
    """One row while it is read: what it says, and the draft that comes of it."""

    told: dict[str, str]
    headers: Mapping[str, str]
    draft: Draft
    days: Days

    def note(self, field: str, text: str = "") -> None:
        """Keep a value that has no place as "Header: value"."""
        if value := text or self.told.get(field, ""):
            self.draft.notes.append(f"{self.headers[field]}: {value}")

    def warn(self, message: str) -> None:
        self.draft.warnings.append(message)

    def put(self, field: str, value: Value | date | None) -> None:
        if value is not None:
            self.draft.values[field] = value

    def unknown(self, field: str) -> None:
        """A word of a closed list that is not known: a note, and said."""
        text = self.told[field]
        self.note(field)
        self.warn(
            _('{header} "{value}" is not known; kept as a note').format(
                header=self.headers[field], value=text
            )
        )

    def closed(self, field: str, judge: Callable[[str], str]) -> None:
        """A word of a closed list, or a note."""
        if text := self.told.get(field):
            if known := judge(text):
                self.draft.values[field] = known
            else:
                self.unknown(field)

    def single(self) -> None:
        """One address of a cell for mail, one number of a cell that holds words; the cell is noted.

        Rows that we wrote ourselves stay as they are.
        """
        told = self.told
        if "id" in told and is_id(told["id"]):
            return
        for name in MAILS:
            if name in told and (found := values.mail(told[name])) != told[name]:
                self._take(name, told[name], found)
        for name in PHONES:
            if name not in told or told[name].replace("-", "").isdigit():
                continue
            if number := number_in(told[name]):
                self._take(name, told[name], number)

    def _take(self, field: str, text: str, value: str) -> None:
        if value:
            self.told[field] = value
        else:
            self.unknown(field)
            del self.told[field]
        if value and text.strip("<>,;* ").removeprefix("mailto:") != value:
            self.note(field, text)

    def day(self, field: str) -> None:
        """A day as its column writes days; a UsageError when it is none."""
        if text := self.told.get(field):
            self.draft.values[field] = self.days[field](text).date()

    def moment(self, field: str) -> None:
        """A day with its time, the same way."""
        if text := self.told.get(field):
            self.draft.values[field] = self.days[field](text)

    def truth(self, field: str) -> None:
        """Yes or no in four languages, or a note."""
        if text := self.told.get(field):
            known = values.truth(text)
            if known is None:
                self.unknown(field)
            else:
                self.draft.values[field] = known

    def identity(self, field: str = "id") -> None:
        """Our own id; a foreign one is a note."""
        if text := self.told.get(field):
            if is_id(text):
                self.draft.values[field] = text.lower()
            else:
                self.note(field)

    def numbers(self, *parts: str) -> None:
        """Warn of what a spreadsheet made of codes and phone numbers."""
        korean = any(people.hangul(self.told.get(part, "")) for part in parts)
        for name in NUMBERS:
            if not (text := self.told.get(name)):
                continue
            if values.damaged(text):
                message = _(
                    '{header} "{value}" was made a number by a spreadsheet; digits may be lost'
                )
            elif korean and name in ZEROES and values.zero_lost(name, text):
                message = _('{header} "{value}" may have lost its leading zero')
            else:
                continue
            self.warn(message.format(header=self.headers[name], value=text))


def whole(text: str, header: str, most: int) -> int:
    """A whole number up to ``most``, as ``30``, ``30.0`` or ``30 min``."""
    found = values.minutes(text)
    if found is None or not 0 <= found <= most:
        raise UsageError(
            _('{header} "{value}" is no number from 0 to {most}').format(
                header=header, value=text, most=most
            )
        )
    return found
