"""The archive's password: where it comes from, that nothing keeps it, how old it may grow."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

PASSWORD = "correct horse battery"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def keyed(sales, office):
    (office / "pw").write_text(PASSWORD + "\n")
    (office / "pw").chmod(0o600)
    return sales


def remembered(office):
    """Every byte that the office's folder keeps, but for the file that the password came from."""
    return b"".join(
        path.read_bytes() for path in office.rglob("*") if path.is_file() and path.name != "pw"
    )


def test_a_short_password_is_refused(keyed, office):
    (office / "pw").write_text("elevenchars")
    done = keyed("archive make --password-file pw -o a.xlsx", code=2)
    assert "at least 12 characters" in done.err
    assert "elevenchars" not in done.err
    assert not (office / "a.xlsx").exists()


@pytest.mark.parametrize("options", [
    "--password-file pw",
    "--password-command 'cat pw'",
    "--password-command 'printf %s \"correct horse battery\"'",
    "--password-command='printf %s \"correct horse battery\"'",
])  # fmt: skip
def test_the_password_is_kept_nowhere(keyed, office, options):
    done = keyed(f"archive make {options} -o a.xlsx")
    keyed(f"archive open a.xlsx {options}")
    assert PASSWORD not in done.out + done.err
    assert PASSWORD.encode() not in remembered(office)
    assert "correct horse" not in keyed("undo --list -f json").out
    assert PASSWORD not in keyed("archive list -f json").out


def test_a_password_that_could_be_in_a_command_is_hidden_from_the_log(keyed, office):
    import sqlite3

    keyed("archive make --password-command 'printf \"correct horse battery\"' -o a.xlsx")
    with sqlite3.connect(office / "sales.db") as connection:
        lines = [row[0] for row in connection.execute("SELECT line FROM command")]
    assert lines[-1] == "sales archive make --password-command '…' -o a.xlsx"


def test_it_comes_from_the_configured_command_or_standard_input(keyed, office):
    keyed("archive make --password-file - -o a.xlsx", input=PASSWORD + "\n")
    with (office / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("archive:\n  password_command: cat pw\n")
    assert "is whole" in keyed("archive open a.xlsx").err


def test_a_file_that_others_can_read_is_warned_of(keyed, office):
    (office / "pw").chmod(0o644)
    assert "others can read pw" in keyed("archive make --password-file pw -o a.xlsx").err


def test_without_a_terminal_nothing_is_asked(keyed, office):
    done = keyed("archive make -o a.xlsx", code=2)
    assert "--password-file" in done.err
    assert "--password-command" in done.err
    assert not (office / "a.xlsx").exists()


def on_a_terminal(office, line, *answers):
    """Type a command and its answers on a real terminal; returns all that was to be seen."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "salescli", *line.split()],
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True, cwd=office,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    os.close(slave)
    seen, waiting = b"", list(answers)
    while True:
        ready, _write, _error = select.select([master], [], [], 60)
        try:
            part = os.read(master, 4096) if ready else b""
        except OSError:
            part = b""
        if not part:
            break
        seen += part
        if waiting and seen.endswith(b": "):
            os.write(master, waiting.pop(0).encode() + b"\n")
    os.close(master)
    return seen.decode(), process.wait(timeout=60)


def test_on_a_terminal_it_is_asked_twice_without_echo(keyed, office):
    seen, code = on_a_terminal(office, "archive make -o a.xlsx", PASSWORD, PASSWORD)
    assert code == 0, seen
    assert "Password" in seen
    assert "The same again" in seen
    assert PASSWORD not in seen
    assert "is whole" in keyed("archive open a.xlsx --password-file pw").err


@pytest.mark.parametrize("first, second, said", [
    (PASSWORD, PASSWORD + "x", "the two passwords differ"),
    ("too short", "too short", "at least 12 characters"),
])  # fmt: skip
def test_two_that_differ_or_are_short_write_nothing(keyed, office, first, second, said):
    seen, code = on_a_terminal(office, "archive make -o a.xlsx", first, second)
    assert code in {1, 2}, seen
    assert said in seen
    assert not (office / "a.xlsx").exists()


def test_the_first_archive_notes_when_the_password_began(keyed):
    done = keyed("archive make --password-file pw -o a.xlsx")
    assert "Not told the password yet: manager, GM" in done.err
    facts = keyed("archive status -f json").json["password"]
    assert facts["set_on"] == "2026-03-03"
    assert facts["untold"] == ["manager", "GM"]


def test_who_was_told_without_a_change_leaves_its_date(keyed, at):
    keyed("archive password --told manager")
    at("2026-03-20")
    done = keyed("archive password --unchanged --told GM")
    assert "Tue 3 Mar 2026 was told to manager, GM" in done.err
    facts = keyed("archive status -f json").json["password"]
    assert (facts["set_on"], facts["told_to"]) == ("2026-03-03", "manager, GM")
    assert "untold" not in facts


def test_a_change_begins_anew_and_nobody_knows_it_yet(keyed, at):
    keyed("archive password --told manager,GM")
    at("2026-06-10")
    keyed("archive password")
    facts = keyed("archive status -f json").json["password"]
    assert (facts["set_on"], facts["age"], facts["untold"]) == (
        "2026-06-10",
        "ok",
        ["manager", "GM"],
    )
    keyed("undo")
    assert keyed("archive status -f json").json["password"]["set_on"] == "2026-03-03"


def test_another_password_than_last_week_s_is_noticed(keyed, office, at):
    keyed("archive make --password-file pw -o a.xlsx")
    keyed("archive password --unchanged --told manager,GM")
    at("2026-03-10")
    (office / "pw").write_text("another horse battery")
    done = keyed("archive make --password-file pw -o b.xlsx")
    assert "another password than that of archive 1" in done.err
    facts = keyed("archive status -f json").json["password"]
    assert (facts["set_on"], facts["untold"]) == ("2026-03-10", ["manager", "GM"])


def test_a_change_that_was_noted_is_no_news(keyed, office, at):
    keyed("archive make --password-file pw -o a.xlsx")
    at("2026-03-10")
    keyed("archive password --told manager,GM")
    (office / "pw").write_text("another horse battery")
    assert "another password" not in keyed("archive make --password-file pw -o b.xlsx").err


@pytest.mark.parametrize(
    "line", ["archive password --unchanged", "archive password --on 2026-03-04"]
)
def test_what_makes_no_sense_is_refused(keyed, line):
    keyed(line, code=2)


def test_telling_somebody_else_is_remarked_on(keyed):
    done = keyed("archive password --told manager,cousin")
    assert "for manager, GM alone, not for cousin" in done.err
    assert "alone" not in keyed("archive password --told GM --on yesterday").err


def test_telling_before_there_is_a_password(keyed):
    assert "no password is noted yet" in keyed("archive password --unchanged --told GM", code=3).err


@pytest.mark.parametrize("moment, code", [
    ("2026-03-06T17:29", 0), ("2026-03-06T17:30", 1), ("2026-03-08T12:00", 1), ("2026-03-09T09:00", 0),
])  # fmt: skip
def test_the_check_fails_once_it_is_due_and_not_made(keyed, at, moment, code):
    at(moment)
    keyed("archive status --check", code=code)


def test_what_was_made_is_overdue_until_it_is_sent(keyed, at):
    at("2026-03-05T10:00")
    keyed("archive make --password-file pw -o a.xlsx")
    at("2026-03-06T17:29")
    keyed("archive status --check")
    at("2026-03-06T18:00")
    shown = keyed("archive status --check", code=1).out
    assert "overdue since Fri 6 Mar 2026 17:30, not sent" in " ".join(shown.split())
    assert keyed("archive status -f json").json["week"]["overdue"] == "unsent"
    assert keyed("today -f json").json["day"]["archive"] == "unsent"
    keyed("archive sent 1 --to manager")
    keyed("archive status --check")
    assert "overdue" not in keyed("archive status -f json").json["week"]
    assert "archive" not in keyed("today -f json").json["day"]


def test_a_missed_week_stays_overdue_until_an_archive_is_made_and_sent(keyed, at):
    keyed("customer add 두리 --incomplete")
    at("2026-03-11T09:00")
    assert "not made" in keyed("archive status --check", code=1).out
    assert keyed("today -f json").json["day"]["archive"] == "missing"
    keyed("archive make --password-file pw -o a.xlsx")
    assert keyed("today -f json").json["day"]["archive"] == "unsent"
    keyed("archive status --check", code=1)
    keyed("archive sent 1 --to manager")
    keyed("archive status --check")
    at("2026-03-13T18:00")
    keyed("archive status --check")
    at("2026-03-20T18:00")
    keyed("archive status --check", code=1)


def test_an_office_that_was_not_there_missed_nothing(keyed, at):
    at("2026-03-09T09:00")
    keyed("customer add 두리 --incomplete")
    keyed("archive status --check")
    assert "archive" not in keyed("today -f json").json["day"]


def test_a_friday_off_makes_it_due_on_thursday(keyed, office, at):
    with (office / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("day:\n  holidays: [2026-03-06]\n")
    at("2026-03-05T17:30")
    keyed("archive status --check", code=1)
    assert keyed("archive status -f json").json["week"]["due"] == "2026-03-05"
    assert "not made: `sales archive make`" in " ".join(keyed("today").out.split())


@pytest.mark.parametrize("day, age, code", [
    ("2026-06-02", "ok", 0), ("2026-06-03", "advised", 0), ("2026-09-02", "advised", 0),
    ("2026-09-03", "overdue", 1),
])  # fmt: skip
def test_the_check_insists_on_a_new_password_after_six_months(keyed, at, day, age, code):
    keyed("archive password --told manager,GM")
    at(f"{day}T09:00")
    keyed("archive make --password-file pw -o a.xlsx")
    keyed("archive sent 1 --to GM")
    keyed("archive status --check", code=code)
    assert keyed("archive status -f json").json["password"]["age"] == age
    today = keyed("today -f json").json["day"]
    assert today.get("archive_password", "ok") == age


def test_today_speaks_of_the_archive_from_friday_on(keyed, at):
    assert "archive" not in keyed("today -f json").json["day"]
    at("2026-03-06T09:00")
    assert keyed("today -f json").json["day"]["archive"] == "missing"
    keyed("archive make --password-file pw -o a.xlsx")
    assert "archive" not in keyed("today -f json").json["day"]


def test_an_office_that_never_made_one(keyed):
    shown = keyed("archive status").out
    assert "not made yet: `sales archive make`" in shown
    assert "not noted yet" in shown
    assert keyed("archive list -f json").json == []
