"""`data encrypt` and `data decrypt`: in, out, every command in between, and lost keys."""

from __future__ import annotations

import shutil
import stat
import sys
from contextlib import closing

import pytest
from encrypted import CODE, ENCRYPTED, KEY, PLAIN, backups, form, head

from salescli.domain import recovery

pytestmark = pytest.mark.usefixtures("ring")


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
    day("data decrypt --yes")
    assert recovery.key(day("data encrypt --yes --recovery-file -").out) == key


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
    "no key in the keyring": "does not serve: no recovery code",
    "no keyring library": "the key of encrypted data needs the library keyring",
    "no sqlcipher": "encrypted data needs the library sqlcipher3",
}


def lose(what, ring, monkeypatch):
    ring.broken = what == "no keyring"
    ring.kept = {("sales", "data file"): "00" * 32} if what == "other key" else {}
    if what == "no key in the keyring":
        ring.kept = {("sales", "data file"): "something else"}
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
    told = day("visit list", code=4).err
    assert "`database.key_command` gives no key: no rec" in told
    assert "hint: `sales help encryption`" in told
    (office / "key").unlink()
    assert "`database.key_command` gives no key: the pas" in day("visit list", code=4).err
    day("data decrypt --yes --recovery-file code.txt")


def test_the_doctor_tells(day, ring, office):
    def told():
        return {row["check"]: row for row in day("doctor -f json").json}["encryption"]

    assert (told()["state"], told()["finding"]) == ("ok", "off")
    day("data encrypt --yes --recovery-file code.txt")
    assert told()["state"] == "warn"
    assert backups(office)[0].name in told()["mend"]
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


def test_a_newer_file_is_refused_under_its_key(closed, office):
    from salescli.store import cipher

    with closing(cipher.connect((office / "sales.db").as_uri(), encrypted=True)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert "newer version" in closed("visit list", code=4).err
