"""The data file under a key: in, out, every command on it, and all the ways a key can be missing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from salescli.domain import recovery

keyring = pytest.importorskip("keyring", reason="the extra `encryption` is not installed")
pytest.importorskip("sqlcipher3", reason="the extra `encryption` is not installed")

ROOT = Path(__file__).parent.parent.parent
PLAIN, ENCRYPTED = b"SQLite format 3\0", b"sales encrypted\0"
KEY = bytes(range(100, 132))
CODE = recovery.code(KEY)
NAMES = [
    name.encode() for name in ("한빛상사", "두리물산", "박지성", "02-555-1234", "CREATE TABLE")
]


class Keyring(keyring.backend.KeyringBackend):
    """A keyring in memory; one that does not work raises as they do."""

    priority = 1
    broken = False

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        if self.broken:
            raise keyring.errors.NoKeyringError("No recommended backend was available. See there.")
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password


@pytest.fixture(autouse=True)
def ring(monkeypatch):
    made = Keyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", made)
    return made


@pytest.fixture(scope="session")
def day_file(tmp_path_factory):
    """Where the file of `day` is kept once it was made."""
    return tmp_path_factory.mktemp("day") / "sales.db"


@pytest.fixture
def day(sales, office, day_file):
    """An office with two customers, visits, a follow-up, a product and an order."""
    if not day_file.exists():
        make_day(sales)
        shutil.copy(office / "sales.db", day_file)
    shutil.copy(day_file, office / "sales.db")
    return sales


def make_day(sales):
    for line in (
        "customer add 한빛상사 --contact 박지성 --position 과장 --phone 02-555-1234 --status active"
        " --grade B --address '서울 강남구 역삼동 1'",
        "customer add 두리물산 --incomplete --contact 이영표",
        "visit add 한빛 'showed the new line' --with 박지성 --at 9:40 --minutes 20 --result good"
        " --follow-up 'send samples' --objective 'first order'",
        "visit add 두리 called --channel phone --on yesterday",
        "product add 볼펜 --price 500",
        "order add 한빛 '볼펜 x 3'",
        "customer edit 한빛 --place '37.5, 127.0'",
    ):
        sales(line)


@pytest.fixture
def closed(day, ring, office):
    """The same office, encrypted."""
    ring.set_password("sales", "data file", KEY.hex())
    day(f"data encrypt --yes --recovery-file {office / 'code.txt'}")
    return day


def head(path):
    return path.read_bytes()[:16]


def form(office):
    return head(office / "sales.db")


def backups(office, kind="*"):
    return sorted((office / "backups").glob(f"*-{kind}.db"))


READING = [
    "today", "customer list", "customer show 한빛", "customer list ㅎㅂ -f json", "contact list",
    "visit list -f json", "visit show last", "followup list", "coverage", "coverage --gaps",
    "report daily", "report weekly", "report daily --as-of 2026-03-02", "report status",
    "order list", "order show last", "product list", "plan list", "undo --list", "customer check",
    "customer history 한빛", "archive make --dry-run", "report run week", "report daily -f html",
    "data export customers --plain -f csv", "data export visits -f jsonl", "data exports",
    "data sql 'SELECT name, grade FROM customers ORDER BY no'", "data sql 'SELECT nme FROM customers'",
    "data sql 'SELECT 1; SELECT 2'", "data sql 'SELECT :a'", "data sql 'SELECT ?'",
    "data sql 'DELETE FROM customers'", "data sql 'SELECT * FROM customer'", "data sql 'SELECT'",
    "data sql 'SELECT count(*) FROM visits WHERE no > :no' --param no=1",
    "data sql 'SELECT 99999999999999999999 + :a' --param a=1", "customer show nobody", "visit show 99",
]  # fmt: skip
WRITING = [
    "visit add 한빛 'a second one' --at 14:00", "visit edit 1 --result sold", "visit edit 1 --minutes 0",
    "customer grade 한빛 A --reason growing", "contact add 두리 차범근 --position 대리",
    "followup done 1", "customer add 한빛상사", "customer merge 두리 한빛 --yes", "undo", "undo",
    "visit objective 두리 restock", "route plan", "plan add 'call on all A customers'",
    "report daily --submit", "route show", "data import customers new.csv", "data import customers new.csv", "undo",
    "customer delete 두리", "undo", "config set me.area 부산", "visit list -f csv", "today",
]  # fmt: skip


def typed(sales, line):
    run = sales(line, code=None)
    return line, run.code, run.out, run.err


@pytest.mark.parametrize("lines", [READING, WRITING], ids=["reading", "writing"])
def test_every_command_answers_as_on_a_plain_file(day, ring, office, lines):
    day("report new week --from weekly")
    (office / "new.csv").write_text("name,phone\n새벽전자,02-1\n보람,02-2\n", encoding="utf-8")
    shutil.copy(office / "sales.db", office / "kept.db")
    shutil.copy(office / "config.yaml", office / "kept.yaml")
    plain = [typed(day, line) for line in lines]
    assert form(office) == PLAIN
    shutil.copy(office / "kept.db", office / "sales.db")
    shutil.copy(office / "kept.yaml", office / "config.yaml")
    day(f"data encrypt --yes --recovery-file {office / 'code.txt'}")
    assert [typed(day, line) for line in lines] == plain
    assert form(office) == ENCRYPTED
    assert sorted(path.name for path in office.glob("sales.db*")) == ["sales.db"]


def test_completion_offers_names(closed, monkeypatch):
    from salescli.commands import completing

    monkeypatch.setattr(sys, "argv", ["sales"])
    offers = completing.customer.__wrapped__(type("Context", (), {"params": {}})(), "한")
    assert [name for name, _area in offers] == ["한빛상사"]


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


def test_the_code_is_shown_and_its_last_group_asked_for(day, ring, office):
    ring.set_password("sales", "data file", KEY.hex())
    before = day("customer list").out
    last = CODE.split("-")[-1]
    run = day("data encrypt", tty=True, input=f"y\n{CODE[:5]}\n{last.lower()}\n")
    assert CODE in "-".join(line.strip() for line in run.err.splitlines() if line.startswith("  "))
    assert "that is not its last group" in run.err
    assert f"Encrypted {office / 'sales.db'}" in run.err
    assert "1 backup is not encrypted" in run.err
    assert str(backups(office, "encrypt")[0]) in run.err
    assert form(office) == ENCRYPTED
    assert stat.S_IMODE((office / "sales.db").stat().st_mode) == 0o600
    assert day("customer list").out == before


@pytest.mark.parametrize("input", ["n\n", "y\n", "y\nWRONG\n", ""])
def test_whoever_does_not_copy_the_code_stays_as_he_is(day, office, input):
    before = (office / "sales.db").read_bytes()
    day("data encrypt", tty=True, input=input, code=1 if input == "n\n" else 130)
    assert (office / "sales.db").read_bytes() == before
    assert not backups(office)


def test_without_a_terminal_the_code_goes_into_a_file(day, ring, office):
    before = (office / "sales.db").read_bytes()
    assert "--recovery-file" in day("data encrypt --yes", code=2).err
    assert "--yes" in day("data encrypt --recovery-file code.txt", code=2).err
    (office / "there.txt").touch()
    assert "there already" in day("data encrypt --yes --recovery-file there.txt", code=2).err
    assert "nowhere" in day("data encrypt --yes --recovery-file nowhere/code.txt", code=1).err
    assert (office / "sales.db").read_bytes() == before
    day("data encrypt --yes --recovery-file code.txt")
    assert stat.S_IMODE((office / "code.txt").stat().st_mode) == 0o600
    key = recovery.key((office / "code.txt").read_text())
    assert ring.kept == {("sales", "data file"): key.hex()}


def test_out_again_and_in_again_with_the_same_key(closed, ring, office):
    before = closed("visit list -f json").out
    closed("data decrypt", tty=True, input="n\n", code=1)
    assert form(office) == ENCRYPTED
    assert "whoever has the disk can read it" in closed("data decrypt --yes").err
    assert form(office) == PLAIN
    assert stat.S_IMODE((office / "sales.db").stat().st_mode) == 0o600
    assert closed("visit list -f json").out == before
    assert head(backups(office, "decrypt")[0]) == ENCRYPTED
    closed("data encrypt --yes --recovery-file again.txt")
    assert (office / "again.txt").read_text() == (office / "code.txt").read_text()
    assert closed("visit list -f json").out == before


def test_what_is_so_already_is_refused(day, closed):
    assert "is encrypted already" in day("data encrypt --yes --recovery-file x", code=2).err
    day("data decrypt --yes")
    assert "is not encrypted" in day("data decrypt --yes", code=2).err


def test_without_a_data_file_there_is_nothing_to_encrypt(sales, office):
    (office / "sales.db").unlink()
    sales("data encrypt --yes --recovery-file x", code=3)
    sales("data decrypt --yes", code=3)
    (office / "sales.db").write_bytes(b"no database" * 1000)
    sales("data encrypt --yes --recovery-file x", code=4)
    assert "is not encrypted" in sales("data decrypt --yes", code=2).err


def test_a_lost_key_comes_back_with_the_recovery_code(closed, ring, office):
    kept = closed("data backup kept.db") and closed("visit list").out
    ring.kept.clear()
    assert "--recovery" in closed("visit list", code=4).err
    other = recovery.code(bytes(32))
    (office / "other.txt").write_text(other)
    assert "does not open" in closed("data decrypt --yes --recovery-file other.txt", code=4).err
    (office / "other.txt").write_text(CODE[:-1] + ("0" if CODE[-1] != "0" else "1"))
    assert "a sign" in closed("data decrypt --yes --recovery-file other.txt", code=2).err
    assert "terminal" in closed("data decrypt --yes --recovery", code=2).err
    assert (form(office), ring.kept) == (ENCRYPTED, {})
    run = closed("data decrypt --recovery", tty=True, input=f"nonsense\n{CODE.lower()}\ny\n")
    assert "no recovery code: it has 11 groups" in run.err
    assert form(office) == PLAIN
    assert closed("visit list").out == kept
    assert ring.kept == {("sales", "data file"): KEY.hex()}
    closed("data restore kept.db --yes")


ANY = [
    "customer list", "today", "visit add 한빛 x", "undo", "data backup", "data decrypt --yes",
    "data sql 'SELECT 1'", "data export visits", "data import customers new.csv",
]  # fmt: skip


LOST = {
    "no key": "the keyring of this computer has no key for it",
    "other key": "does not open with this key",
    "no keyring": "the keyring of this computer does not serve: No recommended backend was available",
    "no keyring library": "the key of encrypted data needs the library keyring",
    "no sqlcipher": "encrypted data needs the library sqlcipher3",
}


def lose(what, ring, monkeypatch):
    ring.broken = what == "no keyring"
    ring.kept = {("sales", "data file"): "00" * 32} if what == "other key" else {}
    if what == "no keyring library":
        monkeypatch.setitem(sys.modules, "keyring", None)
    if what == "no sqlcipher":
        monkeypatch.setitem(sys.modules, "sqlcipher3", None)


@pytest.mark.parametrize("what", LOST)
def test_without_its_key_the_file_stays_closed_and_as_it_is(
    closed, ring, office, monkeypatch, what
):
    (office / "new.csv").write_text("name\n새벽\n", encoding="utf-8")
    before = (office / "sales.db").read_bytes()
    lose(what, ring, monkeypatch)
    for line in ANY:
        said = closed(line, code=4).err.splitlines()
        place = next(place for place, text in enumerate(said) if text.startswith("error: "))
        assert LOST[what] in said[place], line
        assert said[place + 1].startswith("hint: "), line
    row = {row["check"]: row for row in closed("doctor -f json", code=4).json}["data file"]
    assert LOST[what] in row["finding"]
    assert (office / "sales.db").read_bytes() == before


@pytest.mark.parametrize("library", ["keyring", "sqlcipher3"])
def test_without_the_libraries_nothing_is_encrypted(day, office, monkeypatch, library):
    before = (office / "sales.db").read_bytes()
    monkeypatch.setitem(sys.modules, library, None)
    run = day("data encrypt --yes --recovery-file code.txt", code=4)
    assert "hint: `pip install 'salescli[encryption]'`" in run.err
    assert (office / "sales.db").read_bytes() == before
    assert not (office / "code.txt").exists()
    day("visit add 한빛 x")


def test_a_command_gives_the_key_too(day, office, ring):
    (office / "key").write_text(f"{KEY.hex()}\n")
    day(["config", "set", "database.key_command", f"cat {office / 'key'}"])
    ring.broken = True
    day("data encrypt --yes --recovery-file code.txt")
    assert (office / "code.txt").read_text() == f"{CODE}\n"
    day("visit add 한빛 x")
    day("report daily --as-of yesterday")
    (office / "key").write_text(f"{CODE}\n")
    assert len(day("visit list -f json").json) == 3
    (office / "key").write_text("not a key\n")
    assert "no recovery code" in day("visit list", code=2).err
    (office / "key").unlink()
    assert "the password command gave" in day("visit list", code=1).err
    day("data decrypt --yes --recovery-file code.txt")


def test_the_doctor_tells(day, ring, office):
    def told():
        return {row["check"]: row for row in day("doctor -f json").json}["encryption"]

    assert (told()["state"], told()["finding"]) == ("ok", "off")
    day("data encrypt --yes --recovery-file code.txt")
    assert told()["state"] == "warn"
    assert str(backups(office)[0]) in told()["mend"]
    day("data backup")
    for path in backups(office, "encrypt"):
        path.unlink()
    assert (told()["state"], told()["finding"]) == ("ok", "on")


FORMS = [PLAIN, ENCRYPTED]
CASES = [
    *[(state, form, other) for state in ("sound", "spoilt") for form in FORMS for other in FORMS],
    ("gone", ENCRYPTED, PLAIN), ("gone", PLAIN, ENCRYPTED), ("empty", PLAIN, ENCRYPTED),
]  # fmt: skip


@pytest.mark.parametrize("state, of_file, of_backup", CASES)
def test_a_backup_of_either_form_comes_back_in_the_file_s_own(
    day, ring, office, of_file, of_backup, state
):
    day("data backup plain.db")
    day("data encrypt --yes --recovery-file code.txt")
    day("data backup closed.db")
    before = day("visit list -f json").out
    day("visit add 한빛 later")
    if of_file == PLAIN:
        day("data decrypt --yes")
    name = "plain.db" if of_backup == PLAIN else "closed.db"
    assert head(office / name) == of_backup
    place = office / "sales.db"
    content = place.read_bytes()
    if state == "gone":
        place.unlink()
    elif state == "empty":
        place.write_bytes(b"")
    elif state == "spoilt":
        place.write_bytes(content[:5000] + b"x" * 9000 + content[14000:])
    day(f"data restore {name} --yes")
    assert day("visit list -f json").out == before
    assert form(office) == (of_file if state not in {"gone", "empty"} else of_backup)
    day("visit add 한빛 'and on it goes'")
    assert {row["state"] for row in day("doctor --full -f json", code=0).json} <= {"ok", "warn"}
    assert not list(office.glob(".*.part*"))


def test_a_daily_backup_is_encrypted(closed, office, at):
    closed("config set database.backups 14")
    at("2026-03-04")
    closed("visit add 한빛 x")
    assert head(backups(office, "daily")[-1]) == ENCRYPTED
    assert closed("data restore last --yes")


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
    if way == "encrypt":
        assert form(office) == (ENCRYPTED if where in {"sync_folder", "overwrite"} else PLAIN)
    assert day("visit list -f json").out == before
    assert {row["state"] for row in day("doctor --full -f json").json} <= {"ok", "warn"}
    (office / "code.txt").unlink(missing_ok=True)
    with suppress(AssertionError):
        day(f"data {way} --yes {' '.join(option)}")
    assert form(office) == (ENCRYPTED if way == "encrypt" else PLAIN)
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


def test_a_newer_file_is_refused_under_its_key(closed, office):
    from salescli.store import cipher

    with closing(cipher.connect((office / "sales.db").as_uri(), encrypted=True)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert "newer version" in closed("visit list", code=4).err


def test_a_plain_program_cannot_read_it(closed, office):
    with (
        closing(sqlite3.connect(office / "sales.db")) as other,
        pytest.raises(sqlite3.DatabaseError),
    ):
        other.execute("SELECT * FROM visit")
