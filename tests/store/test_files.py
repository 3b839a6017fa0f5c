"""Files that cannot be the data file, or cannot be written: one line, exit 4, nothing touched."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from salescli.errors import StoreError, UsageError
from salescli.store import database, reading, writing

ROOT = Path(__file__).parent.parent.parent
NO_DATA_FILE = "is not a sales data file, or it is damaged"
READS_AND_WRITES = ["customer list", "today", "visit list -f json", "undo --list",
                    "customer add 새벽전자 --incomplete", "visit add 한빛 x", "undo"]  # fmt: skip


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
        connection.execute("INSERT INTO photo VALUES (1)")
        connection.commit()


def foreign_with_a_version(file: Path) -> None:
    foreign(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 1")


def spoilt(start: int, count: int) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        bytes_ = bytearray(file.read_bytes())
        bytes_[start : start + count] = b"\xff" * count
        file.write_bytes(bytes_)

    return spoil


def cut_to(count: int) -> Callable[[Path], None]:
    return lambda file: file.write_bytes(file.read_bytes()[:count])


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


WRONG = {
    "a text": (lambda file: file.write_text("my customers\n한빛\n"), NO_DATA_FILE),
    "one letter": (lambda file: file.write_text("x"), NO_DATA_FILE),
    "another program's database": (foreign, NO_DATA_FILE),
    "another program's with our version": (foreign_with_a_version, NO_DATA_FILE),
    "first page spoilt": (spoilt(100, 3900), NO_DATA_FILE),
    "header spoilt": (spoilt(16, 60), NO_DATA_FILE),
    "cut to its header": (cut_to(100), NO_DATA_FILE),
    "cut in the middle": (cut_to(20_000), NO_DATA_FILE),
    "a folder": (a_folder, "could not read"),
}


def state(file: Path) -> object:
    return sorted(file.iterdir()) if file.is_dir() else file.read_bytes()


@pytest.mark.parametrize("line", READS_AND_WRITES)
@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_data_file_is_refused_untouched(busy_office, file, name, line):
    make, message = WRONG[name]
    make(file)
    before = state(file)
    said = busy_office(line, code=4)
    assert said.out == ""
    error, hint = said.err.splitlines()[:2]
    assert error.startswith("error: ")
    assert message in error
    assert str(file) in error
    assert hint.startswith("hint: ")
    assert state(file) == before
    assert [place.name for place in file.parent.glob("sales.db*")] == ["sales.db"]
    assert not (file.parent / "backups").exists()


PLACES = [
    ("/proc/sales/sales.db", "could not create /proc/sales/sales.db: No such file or directory"),
    ("/sys/sales.db", "could not create /sys/sales.db: Permission denied"),
    ("/dev/full", f"/dev/full {NO_DATA_FILE}"),
    ("/dev/null", "could not write /dev/null: the disk is full or failing"),
    ("config.yaml/sales.db", "could not read config.yaml/sales.db: Not a directory"),
    ("config.yaml", f"config.yaml {NO_DATA_FILE}"),
]


@pytest.mark.skipif(sys.platform != "linux", reason="places that Linux has")
@pytest.mark.parametrize("place, message", PLACES)
def test_a_place_where_no_file_can_be_is_refused(program, place, message):
    said = program("customer add 한빛 --incomplete", code=4, SALES_DB=place, SALES_DEBUG="")
    assert said.err.splitlines() == [
        f"error: {message}",
        said.err.splitlines()[1],
        "typed: sales customer add 한빛 --incomplete",
    ]
    assert said.err.splitlines()[1].startswith("hint: ")


def test_names_that_sqlite_keeps_for_itself_are_files(program, office):
    for name in (":memory:", "file:x.db?mode=memory", "100% [sales]'s.db"):
        program("customer add 한빛 --incomplete", SALES_DB=name)
        assert "한빛" in program("customer list", SALES_DB=name).out
        assert stat.S_IMODE((office / name).stat().st_mode) == 0o600


def as_a_user() -> None:
    """In the child: root gives up its right to pass over permissions before the program starts."""
    if os.geteuid() == 0:
        change_bounding_set, may_override, may_search = 24, 1, 2
        for capability in (may_override, may_search):
            ctypes.CDLL(None).prctl(change_bounding_set, capability, 0, 0, 0)


def with_a_full_disk() -> None:
    """In the child: no file may grow beyond 200 kB, which to SQLite is a disk that fails."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def limited(line: list[str], prepare: Callable[[], None]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "salescli", *line],
        env={**os.environ, "PYTHONPATH": str(ROOT), "SALES_DEBUG": ""},
        capture_output=True, text=True, check=False, preexec_fn=prepare,
    )  # fmt: skip


@pytest.fixture
def locked_up(office: Path) -> Iterator[Callable[[Path], None]]:
    """Take the right to write away from a place, and give it back in the end."""
    taken: list[tuple[Path, int]] = []

    def lock(place: Path) -> None:
        taken.append((place, place.stat().st_mode))
        place.chmod(0o500 if place.is_dir() else 0o400)

    yield lock
    for place, mode in taken:
        place.chmod(mode)


ADD = ["customer", "add", "새벽전자", "--incomplete"]


@pytest.mark.skipif(sys.platform != "linux", reason="root gives up a Linux capability")
def test_a_read_only_folder_and_file_are_refused_with_their_name(busy_office, office, locked_up):
    home = office / "office"
    home.mkdir()
    place = home / "sales.db"
    os.environ["SALES_DB"] = str(place)
    locked_up(home)
    done = limited(ADD, as_a_user)
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        4, f"error: could not create {place}: Permission denied",
    )  # fmt: skip
    home.chmod(0o700)
    shutil.copy(office / "sales.db", place)
    for locked in (place, home):
        locked_up(locked)
        done = limited(ADD, as_a_user)
        assert done.returncode == 4
        assert done.stderr.splitlines()[0] == f"error: could not open {place} for writing"
        assert done.stderr.splitlines()[1].startswith("hint: check the permissions")
        assert "Traceback" not in done.stderr
        locked.chmod(0o700)
    place.chmod(0o000)
    done = limited(["customer", "list"], as_a_user)
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        4, f"error: could not read {place}: Permission denied",
    )  # fmt: skip
    place.chmod(0o600)
    assert limited(ADD, as_a_user).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="root gives up a Linux capability")
def test_what_may_not_be_written_can_still_be_read(busy_office, office, locked_up):
    home = office / "office"
    home.mkdir()
    place = home / "sales.db"
    shutil.copy(office / "sales.db", place)
    os.environ["SALES_DB"] = str(place)
    for locked in (place, home):
        locked_up(locked)
        assert "두리물산" in limited(["customer", "list"], as_a_user).stdout
        assert limited(ADD, as_a_user).returncode == 4
        assert list(home.glob("sales.db-*")) == []
        locked.chmod(0o700)
    assert limited(ADD, as_a_user).returncode == 0


def test_a_disk_that_fills_up_loses_nothing_of_before(busy_office, file, content):
    before = content()
    note = "a long note " * 10_000  # more than may be written at all
    done = limited(["visit", "add", "한빛", note, "--at", "8:00"], with_a_full_disk)
    said = done.stderr
    assert done.returncode == 4
    assert f"error: could not write {file}: the disk is full or failing" in said
    assert "hint: free some space; nothing of what was saved before is lost" in said
    assert "Traceback" not in said
    assert content() == before
    with closing(database.connect(file, write=False)) as connection:
        assert database.integrity(connection, full=True) == []
    busy_office("visit add 한빛 'room again' --at 8:00")


def test_a_full_disk_in_the_middle_of_an_import_takes_in_nothing(
    busy_office, office, content, monkeypatch
):
    before = content()
    lines = [f"Shop {n},02-300-{n:04d},{'x' * 500}" for n in range(1000)]
    (office / "list.csv").write_text("\n".join(["name,phone,notes", *lines]), encoding="utf-8")
    prepare = database.prepare

    def small(connection: sqlite3.Connection, *, write: bool) -> None:
        prepare(connection, write=write)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 40}")

    monkeypatch.setattr(database, "prepare", small)
    said = busy_office("data import customers list.csv", code=4).err
    assert "the disk is full or failing" in said
    monkeypatch.undo()
    assert content() == before


@contextmanager
def held(file: Path, how: str) -> Iterator[None]:
    """Another program that keeps the file to itself."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        for statement in how.split(";"):
            other.execute(statement).fetchall()
        yield


ALONE = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE"


@pytest.mark.parametrize(
    "line, how",
    [
        ("visit add 한빛 x", "BEGIN IMMEDIATE"),
        ("visit add 한빛 x", "BEGIN EXCLUSIVE"),
        ("visit add 한빛 x", ALONE),
        ("undo", "BEGIN IMMEDIATE"),
        ("customer list", ALONE),
        ("data backup", ALONE),
        ("data restore good.db --yes", "BEGIN IMMEDIATE"),
        ("data restore good.db --yes", ALONE),
    ],
)
def test_a_file_in_use_is_said_to_be_so_after_a_while(
    busy_office, office, file, content, monkeypatch, line, how
):
    busy_office("data backup good.db")
    before = content()
    monkeypatch.setattr(database, "BUSY_MS", 20)
    with held(file, how):
        said = busy_office(line, code=4).err
    assert f"error: the data file {file} is in use by another program" in said
    assert "hint: close the other program, or try again in a moment" in said
    assert content() == before
    assert [place.name for place in office.glob("sales.db*")] == ["sales.db"]


@pytest.mark.parametrize("line", ["customer list -f json", "data backup other.db", "today"])
def test_readers_do_not_wait_for_a_writer(busy_office, file, monkeypatch, line):
    monkeypatch.setattr(database, "BUSY_MS", 20)
    with held(file, "BEGIN IMMEDIATE; UPDATE customer SET name = 'x'"):
        said = busy_office(line)
    assert "x" not in [row["name"] for row in busy_office("customer list -f json").json]
    assert said.code == 0


EXPLAINED = [
    ("database is locked", "is in use by another program"),
    ("database table is locked", "is in use by another program"),
    ("database is busy", "is in use by another program"),
    ("database or disk is full", "the disk is full or failing"),
    ("disk I/O error", "the disk is full or failing"),
    ("file is not a database", "is not a sales data file, or it is damaged"),
    ("database disk image is malformed", "is not a sales data file, or it is damaged"),
    ("file is encrypted or is not a database", "is not a sales data file, or it is damaged"),
    ("attempt to write a readonly database", "could not open /x/sales.db for writing"),
    ("unable to open database file", "could not open /x/sales.db for writing"),
    ("CHECK constraint failed: name_given", "refused it: CHECK constraint failed: name_given"),
    ("no such table: visit", "refused it: no such table: visit"),
]


@pytest.mark.parametrize("text, message", EXPLAINED)
def test_every_failure_of_the_database_has_its_sentence(text, message):
    told = database.explain(sqlite3.OperationalError(text), Path("/x/sales.db"))
    assert isinstance(told, StoreError)
    assert message in str(told)
    assert "/x/sales.db" in str(told)
    assert told.hint


@pytest.mark.parametrize(
    "line",
    [
        "followup done 99999999999999999999",
        "visit add 한빛 x --closes 99999999999999999999",
        "customer edit 한빛 --budget '2026 99999999999999999999'",
    ],
)
def test_a_number_beyond_the_file_is_the_typists_error(busy_office, content, line):
    before = content()
    said = busy_office(line, code=2).err
    assert said.startswith("error: ")
    assert content() == before


def test_letters_that_are_no_text_are_refused_or_kept_readable(busy_office, office, rows):
    broken = "\udcc7\udcd1"
    for words in (["visit", "add", broken], ["visit", "add", "한빛", f"a{broken}"]):
        assert "is not readable text" in busy_office(words, code=2).err
    (office / f"{broken}.csv").write_text("name,phone\n새벽전자,02-1\n", encoding="utf-8")
    busy_office(["data", "import", "customers", f"{broken}.csv"])
    assert rows("SELECT line FROM command ORDER BY no DESC")[0]["line"].endswith(
        r"\udcc7\udcd1.csv'"
    )


def test_the_file_belongs_to_its_owner_alone(program, office):
    old = os.umask(0o000)
    try:
        program("customer add 한빛 --incomplete", SALES_DB="new/place/sales.db")
        program("data backup", SALES_DB="new/place/sales.db")
    finally:
        os.umask(old)
    place = office / "new" / "place"
    modes = {
        name: stat.S_IMODE((place / name).stat().st_mode) for name in ("", "sales.db", "backups")
    }
    assert modes == {"": 0o700, "sales.db": 0o600, "backups": 0o700}
    backup = next((place / "backups").glob("*.db"))
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


class Refusing:
    """A file system that knows no write-ahead log."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def execute(self, statement: str) -> Refusing:
        self.said.append(statement)
        return self

    def fetchone(self) -> tuple[str]:
        return ("delete",)


def test_where_wal_is_refused_a_journal_with_extra_safety_is_used():
    connection = Refusing()
    database.prepare(connection, write=True)  # type: ignore[arg-type]
    assert connection.said[-2:] == ["PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA"]


def test_a_writer_is_safe_and_a_reader_cannot_write(file):
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "query_only")
    found = {}
    for write in (True, False):
        with closing(database.connect(file, write=write)) as connection:
            found[write] = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert found[True] == ["wal", 2, 1, 20_000, 0]
    assert found[False] == ["wal", 2, 1, 20_000, 1]
    with (
        closing(database.connect(file, write=False)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM customer")


def test_a_row_of_a_customer_that_is_not_there_is_refused(busy_office, file, content):
    from salescli.store.models import Contact

    before = content()
    writer = writing.Writer(path=file, now=datetime_now(), line="sales", rep_name="Kim")
    with pytest.raises(StoreError, match="FOREIGN KEY"), writing.writing(writer) as session:
        session.add(writing.make(Contact, no=9, customer_id="nobody", name="x"))
    assert content() == before


def datetime_now():  # the writer's moment
    from datetime import UTC, datetime

    return datetime(2026, 3, 3, 3, tzinfo=UTC)


def test_a_reader_of_a_missing_file_finds_nothing(tmp_path):
    with reading.reading(tmp_path / "none.db", lambda: None) as reader:
        assert reader.value("SELECT count(*) FROM visits") is None
        assert reader.raw("SELECT 1") is not None
    assert list(tmp_path.iterdir()) == []


def test_overflow_is_a_usage_error_at_both_doors(file):
    with (
        closing(database.connect(file, write=False)) as connection,
        pytest.raises(UsageError),
    ):
        list(reading.Reader(connection, file).raw("SELECT :no", no=10**20))
