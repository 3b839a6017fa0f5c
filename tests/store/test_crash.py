"""Killed in the middle, and ten at once: what was acknowledged is there, and the file is whole."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
KILLS = 40
WRITER = """
import os
import sys
from salescli import cli
from salescli.desk import Desk
from salescli.domain.visit_time import started
from salescli.store import visits
from salescli.store.writing import value

def write(name, count):
    for number in range(count):
        desk = Desk(arguments=["visit", "add", name])
        with desk.session() as session:
            customer = value(session, "SELECT id FROM customer LIMIT 1")
            values = started(desk.today, None, desk.now) | {"content": f"{name} {number}"}
            saved = visits.add(session, visits.Entry(customer, values, follow_up="left over")).no
        print(saved, f"{name} {number}", sep="\\t", flush=True)

if sys.argv[1] != "-":
    write(sys.argv[1], int(sys.argv[2]))
else:
    for line in sys.stdin:
        ready, go = os.pipe()
        child = os.fork()
        if child == 0:
            os.read(ready, 1)
            write(line.strip(), 1000)
            os._exit(0)
        print(child, flush=True)
        os.write(go, b"!")
        os.waitpid(child, 0)
        print("ended", flush=True)
"""


def start(name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name, str(count)], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
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
    nursery = start("-", 0)  # imports once, then forks a writer for every name it is given
    for kill in range(KILLS):
        nursery.stdin.write(f"writer{kill}\n")
        nursery.stdin.flush()
        writer = int(nursery.stdout.readline())
        lines = [nursery.stdout.readline() for _ in range(chance.randint(1, 4))]
        time.sleep(chance.random() * 0.05)  # about one visit's time: anywhere in a transaction
        os.kill(writer, signal.SIGKILL)
        for line in nursery.stdout:
            if line == "ended\n":
                break
            lines.append(line)
        promised += acknowledged("".join(lines))
    nursery.communicate()
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
