"""Killed in the middle, and ten at once: what was acknowledged is there, and the file is whole."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
KILLS = 30
WRITER = """
import sys
from salescli import cli
from salescli.desk import Desk
from salescli.domain.visit_time import started
from salescli.store import visits
from salescli.store.writing import value

name = sys.argv[1]
for number in range(int(sys.argv[2])):
    desk = Desk(arguments=["visit", "add", name])
    with desk.session() as session:
        customer = value(session, "SELECT id FROM customer LIMIT 1")
        values = started(desk.today, None, desk.now) | {"content": f"{name} {number}"}
        saved = visits.add(session, visits.Entry(customer, values, follow_up="left over")).no
    print(saved, f"{name} {number}", sep="\\t", flush=True)
"""


def start(name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name, str(count)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def acknowledged(output: str) -> list[tuple[int, str]]:
    """The visits that were said to be saved; a line cut by the kill was not."""
    lines = [line.split("\t") for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return [(int(no), text.strip()) for no, text in lines]


def check(path: Path, promised: list[tuple[int, str]]) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    rows = connection.execute("SELECT no, content FROM visit ORDER BY no").fetchall()
    numbers = [no for no, _content in rows]
    assert len(numbers) == len(set(numbers))
    assert set(promised) <= set(rows)
    for table in ("visit", "followup"):
        logged = connection.execute(
            "SELECT count(*) FROM change WHERE table_name = ? AND action = 'insert'", (table,)
        ).fetchone()
        assert logged == connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()


def test_killed_writers_lose_nothing_that_was_acknowledged(hanbit, office):
    chance = random.Random(20260303)
    promised: list[tuple[int, str]] = []
    for pair in range(KILLS // 2):
        writers = [start(f"writer{pair}{letter}", 1000) for letter in "ab"]
        for writer in writers:  # the other one goes on writing meanwhile
            lines = [writer.stdout.readline() for _ in range(chance.randint(1, 4))]
            for _ in range(chance.randint(0, 20_000)):
                pass  # some instructions later, wherever the writer is by then
            writer.send_signal(signal.SIGKILL)
            rest, _nothing = writer.communicate()
            promised += acknowledged("".join(lines) + rest)
    assert len(promised) >= KILLS
    check(office / "sales.db", promised)
    assert "Saved visit" in hanbit("visit add 한빛 after").err
    assert hanbit("doctor --full -f json").json


def test_ten_writers_at_once_lose_nothing(hanbit, office):
    writers = [start(f"writer{number}", 5) for number in range(10)]
    promised = [line for writer in writers for line in acknowledged(writer.communicate()[0])]
    assert [writer.returncode for writer in writers] == [0] * 10
    assert len(promised) == 50
    check(office / "sales.db", promised)


def test_two_that_begin_at_once_make_one_file(office, tmp_path):
    (office / "sales.db").unlink()
    line = [sys.executable, "-m", "salescli", "customer", "add", "새벽", "--incomplete", "--force"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [subprocess.Popen(line, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
    assert [one.communicate() and one.returncode for one in both] == [0, 0]
    connection = sqlite3.connect(office / "sales.db")
    assert connection.execute("SELECT no FROM customer ORDER BY no").fetchall() == [(1,), (2,)]
    connection.close()
