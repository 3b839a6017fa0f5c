"""Backups: one a day by itself, whole while others write, checked before they come back."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

KEEPING = "me:\n  name: 김민수\ndatabase:\n  backups: 3\n"


@pytest.fixture
def keeping(hanbit, office):
    """An office that keeps three backups."""
    (office / "config.yaml").write_text(KEEPING, encoding="utf-8")
    return hanbit


def backups(office: Path) -> list[str]:
    return sorted(path.name for path in (office / "backups").glob("*.db"))


def contents(run) -> list[str]:
    return [row["content"] for row in run("visit list -f json").json]


def test_the_first_write_of_a_day_backs_up_what_was_before(keeping, office, at):
    keeping("visit add 한빛 one")
    keeping("visit add 한빛 two --at 9:00")
    assert backups(office) == ["sales-2026-03-03-daily.db"]
    with sqlite3.connect(office / "backups" / backups(office)[0]) as kept:
        assert kept.execute("SELECT count(*) FROM visit").fetchone() == (0,)
    at("2026-03-04")
    keeping("visit add 한빛 three")
    assert len(backups(office)) == 2


def test_reading_makes_no_backup(keeping, office):
    keeping("visit list")
    assert not (office / "backups").exists()


def test_a_backup_has_its_checksum_beside_it(keeping, office):
    keeping("data backup")
    place = next((office / "backups").glob("*manual.db"))
    said = place.with_name(place.name + ".sha256").read_text().split()
    assert said == [hashlib.sha256(place.read_bytes()).hexdigest(), place.name]
    assert place.stat().st_mode & 0o777 == 0o600


def test_the_oldest_are_dropped(keeping, office, at):
    for day in range(3, 9):
        at(f"2026-03-{day:02d}")
        keeping(f"visit add 한빛 x{day}")
    assert backups(office) == [f"sales-2026-03-0{day}-daily.db" for day in (6, 7, 8)]


def test_a_busy_day_does_not_push_the_daily_ones_out(keeping, office, at):
    for day in range(3, 6):
        at(f"2026-03-{day:02d}")
        keeping(f"visit add 한빛 x{day}")
    (office / "list.csv").write_text("name\nAlfa\n", encoding="utf-8")
    for _time in range(5):
        keeping("data import customers list.csv")
    daily = [f"sales-2026-03-0{day}-daily.db" for day in (3, 4, 5)]
    assert [name for name in backups(office) if "daily" in name] == daily
    assert len([name for name in backups(office) if "import" in name]) == 3


def test_a_backup_makes_no_folder_where_a_disk_should_be(keeping, office):
    run = keeping("data backup stick/kept.db", code=4)
    assert "error: could not write the backup stick/kept.db: No such file" in run.err
    assert not (office / "stick").exists()


def test_nothing_is_replaced_whose_copy_cannot_be_kept(keeping, office):
    keeping("visit add 한빛 one")
    keeping("data backup old.db")
    keeping("visit add 한빛 two --at 9:00")
    shutil.rmtree(office / "backups")
    (office / "backups").write_text("a file where the folder should be")
    run = keeping("data restore old.db --yes", code=4)
    assert "could not write the backup" in run.err
    assert contents(keeping) == ["one", "two"]


def test_none_are_made_when_switched_off(hanbit, office):
    hanbit("visit add 한빛 x")
    assert not (office / "backups").exists()


def test_there_and_back_again(keeping, office):
    keeping("visit add 한빛 one")
    keeping("data backup before.db")
    keeping("visit add 한빛 two --at 9:00")
    keeping("data restore before.db --yes")
    assert contents(keeping) == ["one"]
    kept = next((office / "backups").glob("*restore.db"))
    keeping(f"data restore {kept} --yes")
    assert contents(keeping) == ["one", "two"]


def test_restoring_asks_first(keeping, office):
    keeping("data backup before.db")
    keeping("visit add 한빛 one")
    assert "--yes" in keeping("data restore before.db", code=2).err
    assert keeping("data restore before.db", code=1, tty=True, input="n\n").err
    assert contents(keeping) == ["one"]
    keeping("data restore before.db", tty=True, input="y\n")
    assert contents(keeping) == []


def test_a_changed_backup_is_refused(keeping, office):
    keeping("data backup before.db")
    place = office / "before.db"
    place.write_bytes(place.read_bytes().replace("한빛상사".encode(), "한빗상사".encode()))
    run = keeping("data restore before.db --yes", code=4)
    assert "was changed after it was made" in run.err


@pytest.mark.parametrize("text", [b"no database", b""])
def test_what_is_no_backup_is_refused(keeping, office, text):
    (office / "other.db").write_bytes(text)
    keeping("data restore other.db --yes", code=4)
    keeping("data restore nowhere.db --yes", code=3)
    assert len(keeping("customer list -f json").json) == 1


def test_a_damaged_file_is_replaced_and_kept(keeping, office):
    keeping("data backup before.db")
    (office / "sales.db").write_bytes(b"damaged" * 1000)
    assert "damaged" in keeping("customer list", code=4).err
    keeping("data restore before.db --yes")
    assert len(keeping("customer list -f json").json) == 1
    assert list(office.glob("sales.db.damaged*"))


def spoilt(start: int, count: int) -> Callable[[bytes], bytes]:
    return lambda whole: whole[:start] + b"\xff" * count + whole[start + count :]


DAMAGES = {
    "a text in its place": lambda _whole: b"hello",
    "header spoilt": spoilt(16, 80),
    "first page spoilt": spoilt(100, 3900),
    "middle spoilt": spoilt(8192, 50_000),
    "cut to its header": lambda whole: whole[:100],
    "cut in the middle": lambda whole: whole[:20_000],
}


@pytest.mark.parametrize("name", DAMAGES)
def test_whatever_is_damaged_is_moved_aside_as_it_was(keeping, office, name):
    keeping("data backup before.db")
    damaged = DAMAGES[name]((office / "sales.db").read_bytes())
    (office / "sales.db").write_bytes(damaged)
    keeping("data restore before.db --yes")
    assert (office / "sales.db.damaged").read_bytes() == damaged
    assert len(keeping("customer list -f json").json) == 1
    assert "Saved visit" in keeping("visit add 한빛 'goes on'").err
    (office / "sales.db").write_bytes(damaged)
    keeping("data restore before.db --yes")
    assert (office / "sales.db-2.damaged").read_bytes() == damaged


def test_a_damaged_file_pushes_no_good_backup_out(keeping, office, at):
    for day in (3, 4, 5):
        at(f"2026-03-0{day}")
        keeping(f"visit add 한빛 x{day}")
    before = backups(office)
    whole = (office / "sales.db").read_bytes()
    (office / "sales.db").write_bytes(spoilt(8192, 50_000)(whole))
    at("2026-03-06")
    assert "damaged" in keeping("visit add 한빛 x6", code=4).err
    assert "damaged" in keeping("data backup", code=4).err
    assert backups(office) == before
    keeping("data restore last --yes")
    assert contents(keeping) == ["x4", "x3"]


def test_last_is_the_newest_of_the_day_and_of_this_file(keeping, office, at):
    at("2026-03-03T09:00")
    keeping("visit add 한빛 morning")
    at("2026-03-03T15:00")
    keeping("data backup")
    keeping("data backup")
    others = office / "backups" / "sales-old-2026-03-03-160000-manual.db"
    others.write_bytes(b"of another file in the same folder")
    listed = [row["name"] for row in keeping("data backup --list -f json").json]
    assert listed == ["sales-2026-03-03-150000-manual-2.db", "sales-2026-03-03-150000-manual.db",
                      "sales-2026-03-03-daily.db"]  # fmt: skip
    at("2026-03-03T16:00")
    keeping("visit add 한빛 afternoon")
    keeping("data restore last --yes")
    assert contents(keeping) == ["morning"]
    keeping("data backup")
    assert others.exists()
    keeping("data restore sales-2026-03-03-150000-manual-2.db --yes")


def test_another_programs_database_in_its_place_is_kept(keeping, office):
    keeping("data backup before.db")
    (office / "sales.db").unlink()
    with closing(sqlite3.connect(office / "sales.db")) as other:
        other.execute("CREATE TABLE photo (id INTEGER)")
    keeping("data restore before.db --yes")
    kept = next((office / "backups").glob("*restore.db"))
    with closing(sqlite3.connect(kept)) as other:
        assert other.execute("SELECT * FROM photo").fetchall() == []
    assert "damaged" in keeping(f"data restore {kept.name} --yes", code=4).err


@pytest.mark.parametrize("place", ["sales.db", "./sales.db"])
def test_the_data_file_is_no_backup_of_itself(keeping, place):
    keeping("visit add 한빛 one")
    assert "no backup" in keeping(f"data restore {place} --yes", code=3).err
    assert contents(keeping) == ["one"]


def test_a_folder_or_a_newer_file_is_no_backup(keeping, office):
    keeping("data backup newer.db")
    with closing(sqlite3.connect(office / "newer.db")) as newer:
        newer.execute("PRAGMA user_version = 99")
    (office / "newer.db.sha256").unlink()
    assert "newer version of sales" in keeping("data restore newer.db --yes", code=4).err
    assert "Is a directory" in keeping(["data", "restore", str(office), "--yes"], code=4).err


def test_a_backup_without_its_checksum_is_still_read_through(keeping, office):
    keeping("data backup before.db")
    (office / "before.db.sha256").unlink()
    keeping("data restore before.db --yes")
    place = office / "before.db"
    place.write_bytes(spoilt(8192, 50_000)(place.read_bytes()))
    assert "damaged" in keeping("data restore before.db --yes", code=4).err


def test_a_missing_data_file_comes_back(keeping, office):
    keeping("visit add 한빛 one")
    keeping("data backup before.db")
    (office / "sales.db").unlink()
    keeping("data restore before.db --yes")
    assert contents(keeping) == ["one"]
    assert (office / "sales.db").stat().st_mode & 0o777 == 0o600


def test_a_reader_in_the_middle_sees_the_old_or_the_new_whole(keeping, office):
    keeping("data backup before.db")
    keeping("visit add 한빛 one")
    with closing(sqlite3.connect(office / "sales.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM visit").fetchone() == (1,)
        keeping("data restore before.db --yes")
        assert reader.execute("SELECT count(*) FROM visit").fetchone() == (1,)
        reader.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM visit").fetchone() == (0,)


def test_undo_and_numbers_go_on_from_the_restored_state(keeping):
    keeping("visit add 한빛 one")
    keeping("data backup before.db")
    keeping("visit add 한빛 two --at 9:00")
    keeping("data restore before.db --yes")
    keeping("undo")
    assert contents(keeping) == []
    assert "Saved visit 2" in keeping("visit add 한빛 three").err


NO_PLACES = [
    ("config.yaml/x.db", "could not write the backup config.yaml/x.db"),
    ("/proc/none/x.db", "could not write the backup /proc/none/x.db"),
]


@pytest.mark.parametrize("place, message", NO_PLACES)
def test_a_backup_that_cannot_be_written_says_so(keeping, office, place, message):
    said = keeping(f"data backup {place}", code=4).err
    assert message in said
    assert "nothing was changed" in said
    assert list(office.glob(".*.part")) == []


def test_an_existing_file_is_not_overwritten(keeping, office):
    keeping("data backup before.db")
    assert "is there already" in keeping("data backup before.db", code=2).err


def test_the_list_names_them_newest_first(keeping):
    assert "no backups yet" in keeping("data backup --list").err
    keeping("data backup")
    rows = keeping("data backup --list -f json").json
    assert [row["name"].endswith("manual.db") for row in rows] == [True]


def test_without_a_data_file_there_is_nothing_to_back_up(sales, office):
    (office / "sales.db").unlink()
    assert "no data file yet" in sales("data backup", code=3).err


def test_a_backup_in_the_middle_of_a_write_is_whole(keeping, office):
    keeping("visit add 한빛 one")
    writer = sqlite3.connect(office / "sales.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE visit SET content = 'half'")
    keeping("data backup now.db")
    writer.execute("ROLLBACK")
    writer.close()
    with sqlite3.connect(office / "now.db") as kept:
        assert kept.execute("SELECT content FROM visit").fetchall() == [("one",)]
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
