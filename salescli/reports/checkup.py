"""What `sales doctor` looks at: programs, places, terminal, then the file and what is in it."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import stat
import sys
from datetime import date, datetime, time, timedelta
from importlib.metadata import PackageNotFoundError, version
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from salescli import __version__
from salescli.config import default_path
from salescli.desk import Desk
from salescli.errors import SalesError
from salescli.language import _, current
from salescli.reports.merged_rows import SHOWN, circles, left_behind
from salescli.store import backup, database
from salescli.store.reading import Reader

PACKAGES = ("typer", "rich", "sqlmodel", "pyyaml", "python-dateutil", "alembic")
SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "icloud", "nextcloud", "syncthing")


class Line(NamedTuple):
    state: str
    check: str
    finding: str
    mend: str = ""


def ok(check: str, finding: str) -> Line:
    return Line("ok", check, finding)


def warn(check: str, finding: str, mend: str) -> Line:
    return Line("warn", check, finding, mend)


def fail(check: str, finding: str, mend: str) -> Line:
    return Line("fail", check, finding, mend)


def installation(desk: Desk) -> list[Line]:
    return [versions(), terminal(), speaks(), config_file(desk), *places(desk)]


def versions() -> Line:
    found = [f"sales {__version__}", f"Python {platform.python_version()}"]
    missing = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            missing.append(package)
    if missing:
        return fail(_("versions"), ", ".join(missing), f"`pip install {' '.join(missing)}`")
    return ok(_("versions"), ", ".join(found))


def terminal() -> Line:
    size = shutil.get_terminal_size()
    kind = os.environ.get("TERM", "") or "–"
    colour = "NO_COLOR" if os.environ.get("NO_COLOR") else kind
    text = f"{size.columns} × {size.lines}, {colour}"
    if size.columns < 80:
        return warn(_("terminal"), text, _("make the window at least 80 columns wide"))
    return ok(_("terminal"), text)


def speaks() -> Line:
    encoding = (sys.stdout.encoding or "").lower()
    text = f"{current()}, {locale.getpreferredencoding(False)}, stdout {encoding}"
    if encoding.replace("-", "") != "utf8":
        return warn(_("language"), text, _("set a UTF-8 locale, as LANG=ko_KR.UTF-8"))
    return ok(_("language"), text)


def config_file(desk: Desk) -> Line:
    place = desk.config_path or default_path()
    try:
        config = desk.config
    except SalesError as error:
        return fail(_("config"), str(error), error.hint)
    if not config.me.name:
        return warn(
            _("config"), _("your name is not set ({path})").format(path=place), "`sales init`"
        )
    return ok(_("config"), str(place))


def places(desk: Desk) -> list[Line]:
    try:
        path = desk.path
    except SalesError:
        return []
    lines = [folder(path)]
    if any(name in str(path).lower() for name in SYNCED):
        lines.append(
            warn(
                _("synced folder"),
                str(path),
                _("keep the file out of synced folders: set `database.path`, and sync backups"),
            )
        )
    return lines


def folder(path: Path) -> Line:
    place = path.parent
    if not place.exists():
        return warn(_("folder"), _("{path} is not there yet").format(path=place), "`sales init`")
    if not os.access(place, os.W_OK):
        return fail(
            _("folder"), _("{path} cannot be written").format(path=place), f"`chmod u+w {place}`"
        )
    free = shutil.disk_usage(place).free
    if free < 100 * 1024 * 1024:
        mend = _("free some space")
        return warn(_("folder"), _("{count} MB free").format(count=free // 2**20), mend)
    return ok(_("folder"), str(place))


def data(desk: Desk, *, full: bool) -> list[Line]:
    """The file's own health first; what is in it only when it can be read."""
    try:
        path = desk.path
    except SalesError:
        return []
    if not path.exists():
        return [
            warn(_("data file"), _("{path} is not there yet").format(path=path), "`sales init`")
        ]
    lines = [permissions(path), encryption(path)]
    try:
        with desk.read() as reader:
            lines += [
                integrity(reader, full=full), references(reader), backups(desk),
                *contents(reader, desk),
            ]  # fmt: skip
    except SalesError as error:
        lines.append(fail(_("data file"), str(error), error.hint or "`sales data restore last`"))
    return lines


def permissions(path: Path) -> Line:
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        others = _("others can read it ({mode:o})").format(mode=mode)
        return warn(_("permissions"), others, f"`chmod 600 {path}`")
    return ok(_("permissions"), f"{path} {mode:o}")


def encryption(path: Path) -> Line:
    if not database.is_encrypted(path):
        return ok(_("encryption"), _("off"))
    plain = backup.unencrypted(path)
    if plain:
        text = _("on, but not of {count} backups").format(count=len(plain))
        names = ", ".join(place.name for place in plain)
        return warn(_("encryption"), text, _("delete them: {names}").format(names=names))
    return ok(_("encryption"), _("on"))


def integrity(reader: Reader, *, full: bool) -> Line:
    assert reader.connection is not None  # noqa: S101 -- the file exists
    with database.explained(reader.path):
        wrong = database.integrity(reader.connection, full=full)
    if wrong:
        return fail(_("integrity"), "; ".join(wrong[:3]), "`sales data restore last`")
    return ok(
        _("integrity"), _("whole file read") if full else _("outline read; `--full` reads all")
    )


def references(reader: Reader) -> Line:
    assert reader.connection is not None  # noqa: S101 -- the file exists
    with database.explained(reader.path):
        broken = database.broken_references(reader.connection)
    if broken:
        text = _("{count} rows refer to rows that are not there").format(count=broken)
        return fail(_("references"), text, "`sales data restore last`")
    return ok(_("references"), _("every row finds its customer"))


def backups(desk: Desk) -> Line:
    known = backup.listed(desk.path)
    if desk.config.database.backups <= 0:
        return warn(_("backups"), _("switched off"), "`sales config set database.backups 14`")
    if not known:
        return warn(_("backups"), _("none yet"), "`sales data backup`")
    newest = datetime.fromtimestamp(known[0].stat().st_mtime).astimezone()
    return ok(_("backups"), f"{len(known)}, {newest:%Y-%m-%d %H:%M}")


class Gap(NamedTuple):
    """Customers that lack something, counted by a condition over the view."""

    check: str
    condition: str
    mend: str


def gaps() -> list[Gap]:
    edit = "`sales customer edit CUSTOMER {option}`"
    return [
        Gap(_("without grade"), "grade IS NULL", edit.format(option="--grade …")),
        Gap(_("without place"), "lat IS NULL", edit.format(option="--place …")),
        Gap(_("without phone"), "phone = '' AND coalesce(contact_phone, '') = ''",
            edit.format(option="--phone …")),
        Gap(_("without contact"), "contact IS NULL", "`sales contact add CUSTOMER NAME`"),
        Gap(_("with incomplete form"), "status IS NULL OR coalesce(position, '') = ''",
            "`sales customer check`"),
    ]  # fmt: skip


def contents(reader: Reader, desk: Desk) -> list[Line]:
    total = int(reader.value("SELECT count(*) FROM customers") or 0)
    lines = [ok(_("customers"), str(total))]
    for gap in gaps():
        count = int(reader.value(f"SELECT count(*) FROM customers WHERE {gap.condition}") or 0)  # noqa: S608 -- conditions of ours
        name = _("customers {what}").format(what=gap.check)
        lines.append(warn(name, str(count), gap.mend) if count else ok(name, "0"))
    return [*lines, overlapping(reader, desk.today), merged(reader)]


def merged(reader: Reader) -> Line:
    found = [*circles(reader), *left_behind(reader)]
    check = _("merged customers")
    if not found:
        return ok(check, _("nothing hangs on a hidden one"))
    shown = "; ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
    return warn(check, shown, _("`sales undo --list`: take that merge or delete back"))


class Timed(NamedTuple):
    no: int
    visit_date: date
    visit_time: time
    minutes: int | None


def overlapping(reader: Reader, today: date) -> Line:
    """Visits in person of the last 92 days of which one begins before the other has ended."""
    rows = reader.rows(
        Timed,
        "FROM visits WHERE channel = 'visit' AND visit_time IS NOT NULL AND visit_date >= :since"
        " ORDER BY rep_id, visit_date, visit_time, no",
        since=(today - timedelta(days=92)).isoformat(),
    )
    found = [
        f"{first.no}/{second.no}"
        for first, second in pairwise(rows)
        if first.visit_date == second.visit_date and ends(first) > begins(second)
    ]
    check = _("overlapping visits")
    if found:
        shown = f"{len(found)}: {', '.join(found[:5])}"
        return warn(check, shown, "`sales visit edit NUMBER --at … --minutes …`")
    return ok(check, "0")


def begins(visit: Timed) -> datetime:
    return datetime.combine(visit.visit_date, visit.visit_time)


def ends(visit: Timed) -> datetime:
    return begins(visit) + timedelta(minutes=visit.minutes or 0)
