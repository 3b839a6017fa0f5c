"""What a command needs at hand: config, clock, language, the two doors of the store, the streams.

The only reader of the clock and of ``SALES_TODAY``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from salescli import config as configuration
from salescli import dates
from salescli.domain.shellwords import join
from salescli.domain.workdays import Calendar
from salescli.errors import SalesError, StoreError, UsageError
from salescli.language import _

if TYPE_CHECKING:
    from sqlmodel import Session

    from salescli.store.reading import Reader
    from salescli.store.writing import Writer

NOON = time(12, 0)


@dataclass
class Desk:
    """One per process; everything that differs between two runs stands here."""

    config_path: Path | None = None
    quiet: bool = False
    colour: str = "auto"
    no_input: bool = False
    back: bool = False
    whose: str = ""
    trying: bool = False
    arguments: list[str] = field(default_factory=list)

    @cached_property
    def loaded(self) -> configuration.Loaded:
        return configuration.load(self.config_path)

    @property
    def config(self) -> configuration.Config:
        return self.loaded.config

    @cached_property
    def now(self) -> datetime:
        """The local moment, aware; ``SALES_TODAY`` sets it, a bare date means its noon."""
        given = os.environ.get("SALES_TODAY", "").strip()
        if not given:
            return datetime.now().astimezone()
        try:
            moment = datetime.fromisoformat(given)
        except ValueError as error:
            raise UsageError(
                _('SALES_TODAY="{text}" is not a date').format(text=given),
                _("give it as 2026-03-03 or 2026-03-03T17:20"),
            ) from error
        if not dates.EARLIEST <= moment.year <= dates.LATEST:
            raise UsageError(
                _('SALES_TODAY="{text}" is not a date').format(text=given),
                _("give it as 2026-03-03 or 2026-03-03T17:20"),
            )
        bare = "T" not in given and " " not in given
        return (datetime.combine(moment, NOON) if bare else moment).astimezone()

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def pager(self) -> bool:
        """Whether long output is paged; a broken config must not keep `doctor` from saying so."""
        try:
            return self.config.screen.pager
        except SalesError:
            return False

    @cached_property
    def path(self) -> Path:
        from salescli.store import keys

        keys.use(lambda: self.key)
        return configuration.data_path(self.config)

    @cached_property
    def key(self) -> bytes:
        """What opens encrypted data: what the configured command prints, else the keyring's."""
        from salescli.store import keys

        command = self.config.database.key_command
        if not command:
            return keys.known()
        from salescli.domain import recovery
        from salescli.exchange.passwords import from_command

        try:
            return recovery.key(from_command(command))
        except SalesError as error:
            raise StoreError(
                _("`database.key_command` gives no key: {reason}").format(reason=error),
                error.hint or "`sales help encryption`",
            ) from error

    @cached_property
    def calendar(self) -> Calendar:
        day = self.config.day
        off = frozenset(day.holidays) | self.public_holidays()
        return Calendar(configuration.weekdays(day.workdays), off)

    def public_holidays(self) -> frozenset[date]:
        """The days off of the configured country, in the years around today."""
        country = self.config.day.country
        if not country:
            return frozenset()
        from salescli.dates.holidays import public_holidays

        try:
            return public_holidays(country, range(self.today.year - 2, self.today.year + 3))
        except SalesError as error:  # said once; the office goes on with the days it has
            self.say(f"{error} ({error.hint})")
            return frozenset()

    @property
    def line(self) -> str:
        """The command as it was typed, for `sales undo` and for typing it again."""
        return join(["sales", *self.arguments])

    def asks(self) -> bool:
        """Whether a missing value may be asked for: on a terminal, unless told not to."""
        return not self.no_input and sys.stdin.isatty() and sys.stderr.isatty()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """The read door; behind it the data as of now, or as of an earlier moment."""
        from salescli.store.reading import reading

        with reading(self.path, self.migrate) as reader:
            if not self.back:
                yield self.narrowed(reader)
                return
            from salescli.store.past import rolled_back

            with rolled_back(reader, self.now) as then:
                yield self.narrowed(then)

    def narrowed(self, reader: Reader) -> Reader:
        if not self.whose:
            return reader
        from salescli.store.scope import of_rep

        return of_rep(reader, self.whose)

    def mine(self) -> Desk:
        """The same desk, where only your own visits, orders and reports are read."""
        return self.seen_by("me")

    def seen_by(self, whose: str, me: configuration.Me | None = None) -> Desk:
        """The same desk for one person's figures: `me` or an id, and who that is; "" is all."""
        then = copy(self)
        then.whose = whose
        if me is not None:
            then.loaded = self.loaded._replace(config=replace(self.config, me=me))
        return then

    def as_of(self, text: str) -> Desk:
        """The same desk at an earlier moment, that is looked at and not written from."""
        day, at = self.moment(text, "past")
        self.passed(day, text)
        moment = datetime.combine(day, at or time.max.replace(microsecond=0)).astimezone()
        then = replace(self, back=True)
        then.now = min(moment, self.now)
        return then

    @contextmanager
    def trial(self) -> Iterator[Desk]:
        """The same desk over a copy of the data file that is thrown away; nothing else is kept."""
        import tempfile

        from salescli.store import backup

        with tempfile.TemporaryDirectory(prefix="sales-") as folder:
            trying = replace(self, trying=True)
            trying.path = Path(folder, self.path.name)
            if self.path.exists():
                backup.copy_pages(self.path, trying.path)
            yield trying

    def migrate(self) -> None:
        from salescli.store import writing

        writing.ready(self.writer())

    @contextmanager
    def session(self, *, kept: bool = False) -> Iterator[Session]:
        """The write door: one transaction, one step of undo."""
        from salescli.store.writing import writing

        with writing(self.writer(), kept=kept) as session:
            yield session
        if before := session.info.get("renamed"):
            said = _(
                "{before}, whose file this is, is called {now} from now on; somebody else works on"
                " a file of their own (SALES_DB)"
            )
            self.say(said.format(before=before, now=self.config.me.name))

    def writer(self) -> Writer:
        from salescli.store.writing import Writer

        me = self.config.me
        keep = 0 if self.trying else self.config.database.backups
        return Writer(
            path=self.path, now=self.now, line=self.line, rep_name=me.name, rep_area=me.area,
            rep_email=me.email, keep_backups=keep,
        )  # fmt: skip

    def day(self, text: str, toward: Literal["past", "future"] = "past") -> date:
        return dates.day(text, self.today, toward=toward, order=self.order)

    def past_day(self, text: str, hint: str = "") -> date:
        """A day on which something was done; one to come is refused."""
        return self.passed(self.day(text), text, hint)

    def passed(self, day: date, text: str, hint: str = "") -> date:
        if day <= self.today:
            return day
        raise UsageError(
            _("{day} is in the future").format(day=dates.long_day(day)),
            hint or _("name a moment that has passed"),
            wrong=text,
        )

    def moment(
        self, text: str, toward: Literal["past", "future"] = "future"
    ) -> tuple[date, time | None]:
        return dates.moment(text, self.today, toward=toward, order=self.order)

    def period(self, text: str) -> dates.Period:
        return dates.period(text, self.today, order=self.order)

    @property
    def order(self) -> dates.Order:
        order: dates.Order = self.config.dates.order  # type: ignore[assignment]
        return order

    def say(self, text: str) -> None:
        """A sentence for the person; data goes to stdout, this goes to stderr."""
        from salescli.domain.text import visible
        from salescli.output.folding import fit

        if not self.quiet:
            print(fit(visible(text), sys.stderr), file=sys.stderr)  # noqa: T201 -- the one place that speaks
