"""Which column means which field: recognised by its header, or told with ``--map``.

Nothing is lost: a column without a field, and the second one for a field, are kept as notes.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from salescli.domain.formulas import unguard
from salescli.errors import UsageError
from salescli.exchange import aliases
from salescli.exchange.aliases import key
from salescli.exchange.kinds import IGNORED, KINDS, MEANS, own_fields
from salescli.exchange.shapes import Row
from salescli.exchange.values import status
from salescli.language import _

How = Literal["alias", "map", "unknown", "ambiguous"]


@dataclass(frozen=True)
class Column:
    """One column of a file.

    Attributes:
        index: Its place in the row, from 0.
        header: Its header as written, or "column 3" when it has none.
        field: What it means; None keeps it as a note, ``-`` leaves it out.
        how: How that was found; ``ambiguous`` when an earlier column has its field.
        first_values: The first filled cells, for the preview.
        meant: The field an ambiguous column would have had.
    """

    index: int
    header: str
    field: str | None
    how: How
    first_values: tuple[str, ...] = ()
    meant: str = ""


@dataclass(frozen=True)
class Mapping:
    """The columns of a file in its order."""

    columns: tuple[Column, ...]

    @property
    def fields(self) -> dict[str, Column]:
        """The column of each field that the file has."""
        return {column.field: column for column in self.columns if column.field not in SILENT}

    @property
    def noted(self) -> list[Column]:
        """The columns that are kept as notes."""
        return [column for column in self.columns if column.field is None]

    @property
    def told(self) -> bool:
        """Whether a person said what some column means."""
        return any(column.how == "map" for column in self.columns)

    @property
    def ambiguous(self) -> list[Column]:
        return [column for column in self.columns if column.how == "ambiguous"]


SILENT = (None, IGNORED)
AMBIGUOUS = "estado"  # a state of the country, or of the customer


def recognise(
    headers: Sequence[str],
    sample_rows: Sequence[Row],
    *,
    kind: str = "customers",
    overrides: dict[str, str] | None = None,
    remembered: Sequence[str | None] = (),
) -> Mapping:
    """Each column with its field.

    Args:
        headers: The header of the file.
        sample_rows: Its first rows, for the preview.
        kind: What the file holds.
        overrides: Header → field, as told now; they go before everything else.
        remembered: The field of each column as it was told for this header before.
    """
    named = [header or f"column {index}" for index, header in enumerate(headers, 1)]
    told = _told(named, overrides or {}, kind)
    before = _before(remembered, told, len(named))
    claims = _by_values(_claims(named, kind, told, before), named, sample_rows, {**before, **told})
    columns = [
        Column(
            i, header, claims[i], "map" if i in told or i in before else "alias",
            _values(sample_rows, i),
        )
        for i, header in enumerate(named)
    ]  # fmt: skip
    return Mapping(tuple(_unclaimed(columns, KINDS[kind])))


def _before(
    remembered: Sequence[str | None], told: dict[int, str], width: int
) -> dict[int, str | None]:
    """What was told earlier and does not go against what is told now."""
    if len(remembered) != width:
        return {}
    taken = set(told.values())
    return {i: field for i, field in enumerate(remembered) if i not in told and field not in taken}


def _claims(
    named: Sequence[str], kind: str, told: dict[int, str], before: dict[int, str | None]
) -> list[str | None]:
    own = own_fields(named, kind)
    known = before | told
    if own:
        claims = [known.get(i, own.get(header)) for i, header in enumerate(named)]
    else:
        claims = [known.get(i, _claim(header)) for i, header in enumerate(named)]
        claims = _meant(_people(claims, known, kind), known, kind)
    return claims


def fingerprint(headers: Sequence[str]) -> str:
    """What headers that look alike have in common, to know a file's form again."""
    return sha256("\x1f".join(map(key, headers)).encode()).hexdigest()


def overrides(options: Iterable[str]) -> dict[str, str]:
    """``["Header=field", …]`` as typed behind ``--map``."""
    found = {}
    for option in options:
        header, sign, field = option.rpartition("=")
        if not (sign and header.strip() and field.strip()):
            raise UsageError(
                _('--map "{option}" does not name a header and a field').format(option=option),
                _("write it as `--map 'Header=field'`, and `--map 'Header=-'` to leave it out"),
                wrong=option,
            )
        found[header.strip()] = field.strip()
    return found


def _claim(header: str) -> str | None:
    return IGNORED if (field := aliases.field_of(header)) == "seq" else field


def _values(rows: Sequence[Row], index: int) -> tuple[str, ...]:
    return _filled(rows, index)[:3]


def _filled(rows: Sequence[Row], index: int) -> tuple[str, ...]:
    cells = (unguard(row.cells[index]).strip() for row in rows if index < len(row.cells))
    return tuple(value for value in cells if value)


def _people(claims: list[str | None], told: dict[int, str | None], kind: str) -> list[str | None]:
    """A "Name" is the customer, or the contact where another column is the company.

    Beside a family name it is the given name: 성/이름, Nombre/Apellidos.
    """
    if "person" not in claims:
        return claims
    if "last" in claims and "first" not in claims:
        meaning = "first"
    else:
        meaning = "contact" if kind == "contacts" or "name" in claims else "name"
    return [
        meaning if claim == "person" and i not in told else claim for i, claim in enumerate(claims)
    ]


def _by_values(
    claims: list[str | None],
    named: Sequence[str],
    rows: Sequence[Row],
    told: dict[int, str | None],
) -> list[str | None]:
    """An "Estado" is a region, or the status where each of its first cells is a word for one."""
    if "status" in claims:
        return claims
    return [
        "status"
        if key(header) == AMBIGUOUS and claim == "region" and i not in told and _all_status(rows, i)
        else claim
        for i, (header, claim) in enumerate(zip(named, claims, strict=True))
    ]


def _all_status(rows: Sequence[Row], index: int) -> bool:
    values = _filled(rows, index)
    return bool(values) and all(map(status, values))


def _meant(claims: list[str | None], told: dict[int, str | None], kind: str) -> list[str | None]:
    """What these headers mean in a file of this kind."""
    means = MEANS[kind]
    if kind == "visits" and "content" not in claims:
        means = {**means, "notes": "content"}
    return [
        means.get(claim, claim) if claim and i not in told else claim
        for i, claim in enumerate(claims)
    ]


def _unclaimed(columns: list[Column], fields: Sequence[str]) -> list[Column]:
    """Fields that the kind has not, and those taken by an earlier or a told column, are notes."""
    taken = {column.field for column in columns if column.how == "map"} - set(SILENT)
    found = []
    for column in columns:
        field = column.field
        if column.how == "map" or field == IGNORED:
            found.append(column)
        elif field is None or field not in fields:
            found.append(replace(column, field=None, how="unknown"))
        elif field in taken:
            found.append(replace(column, field=None, how="ambiguous", meant=field))
        else:
            taken.add(field)
            found.append(column)
    return found


def _told(headers: list[str], wanted: dict[str, str], kind: str) -> dict[int, str]:
    """The columns that ``--map`` names, and their fields."""
    told: dict[int, str] = {}
    for header, field in wanted.items():
        index, meant = _place(headers, header), _field(field, kind)
        if meant != IGNORED and meant in told.values():
            raise UsageError(
                _('two columns are mapped to "{field}"').format(field=meant),
                _("map one of them to another field, or leave it out with `=-`"),
                wrong=f"{header}={field}",
            )
        told[index] = meant
    return told


def _place(headers: list[str], wanted: str) -> int:
    """The column of a header, also by its number from 1."""
    keys = [key(header) for header in headers]
    if key(wanted) in keys:
        return keys.index(key(wanted))
    if wanted.isdecimal() and 1 <= int(wanted) <= len(headers):
        return int(wanted) - 1
    close = difflib.get_close_matches(key(wanted), keys, 1)
    raise UsageError(
        _('the file has no column "{header}"').format(header=wanted),
        _("its columns are {headers}").format(headers=", ".join(headers[:40])),
        wrong=wanted,
        right=headers[keys.index(close[0])] if close else "",
    )


def _field(wanted: str, kind: str) -> str:
    """A field of the kind by its name or any word for it, or ``-``."""
    fields = KINDS[kind]
    meant = {"person": "name"}.get(known := aliases.field_of(wanted) or "", known)
    meant = MEANS[kind].get(meant, meant)
    found = wanted if wanted == IGNORED or wanted in fields else meant
    if found == IGNORED or found in fields:
        return found
    close = difflib.get_close_matches(wanted.casefold(), fields, 3, 0.5)
    listed = ", ".join(close or fields)
    hint = _("did you mean {fields}?") if close else _("fields are {fields}, or - to leave it out")
    raise UsageError(
        _('there is no field "{field}"').format(field=wanted),
        hint.format(fields=listed),
        wrong=wanted,
        right=close[0] if close else "",
    )
