"""The encrypted file itself: what can be read of it, who is in the way, and what a crash leaves."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from encrypted import CODE, ENCRYPTED, KEY, PLAIN, backups, form, head

ROOT = Path(__file__).parent.parent.parent
NAMES = [
    name.encode() for name in ("한빛상사", "두리물산", "박지성", "02-555-1234", "CREATE TABLE")
]
pytestmark = pytest.mark.usefixtures("ring")


def test_nothing_readable_is_left_in_the_file_beside_it_and_in_later_backups(closed, office):
    from salescli.desk import Desk

    closed("data backup later.db")
    with Desk(arguments=["visit", "add"]).session() as session:
        from salescli.store import writing
        from salescli.store.models import Visit

        writing.change(writing.alive(session, Visit)[0], content="Zwischenstand")
        session.flush()
        files = [*office.glob("sales.db*"), office / "later.db", *backups(office, "manual")]
        assert any(path.name == "sales.db-wal" for path in files)
        for path in files:
            assert not [name for name in [*NAMES, b"Zwischenstand"] if name in path.read_bytes()]


def test_the_key_is_in_no_file_of_the_office(closed, office):
    closed("visit add 한빛 x")
    closed("config show")
    (office / "code.txt").unlink()
    written = [path.read_bytes() for path in office.rglob("*") if path.is_file()]
    secrets = [
        KEY,
        KEY.hex().encode(),
        CODE.encode(),
        CODE[:11].encode(),
        KEY.hex().upper().encode(),
    ]
    assert not [secret for secret in secrets for text in written if secret in text]


@pytest.mark.parametrize("place", [20, 5000, 60_000, -3000])
def test_one_changed_bit_is_refused(closed, office, place):
    content = bytearray((office / "sales.db").read_bytes())
    content[place] ^= 1
    (office / "sales.db").write_bytes(content)
    rows = closed("doctor --full -f json", code=4).json
    assert [row["state"] for row in rows if row["state"] == "fail"]


OTHER = """
import sqlite3
held = sqlite3.connect("sales.db", isolation_level=None, timeout=20)
held.execute("PRAGMA journal_mode = WAL")
{what}
print("ready", flush=True)
input()
"""


@pytest.mark.parametrize(
    "what", ["held.execute('SELECT count(*) FROM visit').fetchone()", "held.execute('BEGIN IMMEDIATE')"]
)  # fmt: skip
def test_a_file_in_use_is_left_alone(day, office, monkeypatch, what):
    from salescli.store import database

    monkeypatch.setattr(database, "BUSY_MS", 100)
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER.format(what=what)], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdout.readline() == "ready\n"
    run = day("data encrypt --yes --recovery-file code.txt", code=4)
    assert "is in use by another program" in run.err
    other.communicate("\n")
    assert form(office) == PLAIN
    assert not list(office.glob(".*.part*"))
    day("visit add 한빛 x")
    day("data encrypt --yes --recovery-file code.txt")


WAITER = """
import sqlite3, sys
waiting = sqlite3.connect("sales.db", isolation_level=None, timeout=60)
print("ready", flush=True)
try:
    waiting.execute("BEGIN IMMEDIATE")
    waiting.execute("UPDATE meta SET value = 'lost'")
    waiting.execute("COMMIT")
    print("wrote")
except sqlite3.Error as error:
    print(error)
"""


def test_who_waits_meanwhile_does_not_write_into_the_old_file(day, office, monkeypatch, ring):
    from salescli.store import cipher

    export, others = cipher.export, []

    def waited_for(*values, **named):
        others.append(
            subprocess.Popen(
                [sys.executable, "-c", WAITER], stdout=subprocess.PIPE, text=True, cwd=office
            )
        )
        others[0].stdout.readline()
        export(*values, **named)

    monkeypatch.setattr(cipher, "export", waited_for)
    day("data encrypt --yes --recovery-file code.txt")
    assert others[0].communicate()[0] == "file is not a database\n"
    assert len(day("visit list -f json").json) == 2


DYING = """
import os, sys
from salescli import cli
from salescli.store import cipher

def die(*values, **named):
    os._exit(9)

setattr(cipher, "{where}", die)
cli.main({line})
"""


@pytest.mark.parametrize(
    "where", ["alone", "export", "check", "put_in_place", "sync_folder", "overwrite"]
)
@pytest.mark.parametrize("way", ["encrypt", "decrypt"])
def test_killed_on_the_way_nothing_is_lost(day, office, way, where):
    (office / "key").write_text(KEY.hex())
    day(["config", "set", "database.key_command", f"cat {office / 'key'}"])
    if way == "decrypt":
        day("data encrypt --yes --recovery-file first.txt")
    before = day("visit list -f json").out
    option = ["--recovery-file", "code.txt"] if way == "encrypt" else []
    script = DYING.format(where=where, line=["data", way, "--yes", *option])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, check=False)
    assert done.returncode == 9
    first, last = (PLAIN, ENCRYPTED) if way == "encrypt" else (ENCRYPTED, PLAIN)
    turned = where in {"sync_folder", "overwrite"}
    assert form(office) == (last if turned else first)
    assert day("visit list -f json").out == before
    rows = {row["check"]: row for row in day("doctor --full -f json").json}
    assert {row["state"] for row in rows.values()} <= {"ok", "warn"}
    left = way == "decrypt" and where in {"check", "put_in_place"}
    assert (".sales.db.part" in rows["encryption"]["mend"]) == left
    if not turned:
        day(["data", way, "--yes", *option])
    assert form(office) == last
    assert day("visit list -f json").out == before
    assert not list(office.glob(".*.part*"))


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_a_failing_disk_leaves_the_file_as_it_was(day, office, monkeypatch, where):
    from salescli.store import backup, cipher

    def fail(*_values):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "make", lambda *_values: None)
    if where == "fsync":
        monkeypatch.setattr(cipher.os, "fsync", fail)
        monkeypatch.setattr("salescli.commands.data_cipher.write", lambda *_values: None)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    before = day("visit list").out
    run = day("data encrypt --yes --recovery-file code.txt", code=4)
    assert "No space left on device" in run.err
    assert form(office) == PLAIN
    assert day("visit list").out == before
    assert not list(office.glob(".*.part*"))


def test_a_copy_that_differs_is_refused(day, office, monkeypatch):
    from salescli.store import cipher

    export = cipher.export

    def lossy(old, target, *, encrypted):
        export(old, target, encrypted=encrypted)
        new = cipher.connect(target.as_uri(), encrypted=encrypted)
        new.execute("UPDATE visit SET content = 'x' WHERE no = 2")
        new.close()

    monkeypatch.setattr(cipher, "export", lossy)
    run = day("data encrypt --yes --recovery-file code.txt", code=4)
    assert "the copy is not the same" in run.err
    assert form(office) == PLAIN


def test_through_a_link_the_file_itself_is_encrypted(day, office, monkeypatch):
    (office / "real").mkdir()
    (office / "sales.db").rename(office / "real" / "data.db")
    (office / "sales.db").symlink_to(office / "real" / "data.db")
    day("data encrypt --yes --recovery-file code.txt")
    assert (office / "sales.db").is_symlink()
    assert head(office / "real" / "data.db") == ENCRYPTED
    assert len(day("visit list -f json").json) == 2


def test_many_write_at_once(day, program, office):
    (office / "key").write_text(KEY.hex())
    day(["config", "set", "database.key_command", f"cat {office / 'key'}"])
    day("data encrypt --yes --recovery-file code.txt")
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "salescli", "visit", "add", "한빛", f"one of {number}"],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL,
        )
        for number in range(5)
    ]  # fmt: skip
    assert [one.wait() for one in started] == [0] * 5
    assert len(day("visit list -f json").json) == 7
    assert sorted(path.name for path in office.glob("sales.db*")) == ["sales.db"]
    program("data sql 'SELECT 1'")


def test_a_plain_program_cannot_read_it(closed, office):
    with (
        closing(sqlite3.connect(office / "sales.db")) as other,
        pytest.raises(sqlite3.DatabaseError),
    ):
        other.execute("SELECT * FROM visit")
