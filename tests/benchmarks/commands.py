"""CPU of whole commands as ratios to ``python -c "import sqlmodel"`` in the same run.

    python tests/benchmarks/commands.py [VISITS …]      default: 100 10000 1000000

User + system time, medians of paired runs: each command runs next to its yardstick, so that a busy
machine slows both. The offices are made once, in the system's temporary folder.
"""

from __future__ import annotations

import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

PAIRS = 9
TODAY = date(2026, 3, 3)
CUSTOMERS = 20_000
AIMS = {
    "visit add": 0.95, "today": 0.45, "report daily": 0.45, "visit list": 0.45,
    "customer list": 0.45, "followup list": 0.45, "--help": 0.35, "error": 0.35,
    "complete name": 0.35, "report weekly": None, "report monthly": None,
    "report quarterly": None, "coverage": None, "report weekly --as-of": None,
}  # fmt: skip


def spent(command: list[str], env: dict[str, str]) -> float:
    """CPU seconds of a child, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=env, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(command: list[str], yardstick: list[str], env: dict[str, str]) -> float:
    pairs = [(spent(command, env), spent(yardstick, env)) for _ in range(PAIRS)]
    return statistics.median(one for one, _ in pairs) / statistics.median(two for _, two in pairs)


def office(visits: int, customers: int) -> Path:
    """A data file with so many visits, spread over the years before today."""
    folder = Path(tempfile.gettempdir()) / f"sales-benchmark-{visits}-{customers}"
    path = folder / "sales.db"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yaml").write_text("me:\n  name: Bench\ndatabase:\n  backups: 0\n")
    env = environment(path)
    subprocess.run([*SALES, "init", "--name", "Bench"], env=env, check=True, capture_output=True)
    fill(path, visits, customers)
    return path


def fill(path: Path, visits: int, customers: int) -> None:
    """Rows by plain SQL: the benchmark is of commands, not of this filling."""
    connection = sqlite3.connect(path)
    rep = connection.execute("SELECT value FROM meta WHERE key = 'rep'").fetchone()
    owner = rep[0] if rep else str(uuid.uuid4())
    stamp = "2026-01-02T08:00:00.000Z"
    ids = [str(uuid.UUID(int=number + 1)) for number in range(customers)]
    connection.executemany(
        "INSERT INTO customer (id, no, code, name, search_key, name_key, initials, status, grade,"
        " created_at, updated_at, reported_at, rep_id, reported_by, owner_rep_id, target,"
        " key_account, area, industry, address, phone, phone_key, fax, email, website, tax_id,"
        " source, tags, windows, background, makes, application, usual_products, suppliers, needs,"
        " purchase_plan, condition, notes) VALUES (?,?,'',?,?,?,'','active',?,?,?,?,?,?,?,1,0,"
        "'','','','','','','','','','','','','','','','','','','','','')",
        [
            (id_, no, f"Shop {no:06d}", f"shop{no:06d}", f"shop{no:06d}", "ABCD"[no % 4 if no < 400 else 3],
             stamp, stamp, stamp, owner, owner, owner)
            for no, id_ in enumerate(ids, 1)
        ],
    )  # fmt: skip
    per_day = 8
    connection.executemany(
        "INSERT INTO visit (id, no, customer_id, visit_date, visit_time, utc_offset, minutes,"
        " channel, outcome, purpose, grade_at_visit, met, content, result, problems, objections,"
        " lesson, improvement, created_at, updated_at, rep_id)"
        " VALUES (?,?,?,?,?,540,25,'visit','met','sales','B','Kim','talk','fine','none','','','',?,?,?)",
        (
            (str(uuid.UUID(int=(1 << 64) + no)), no, ids[no * 7919 % customers],
             (TODAY - timedelta(days=(visits - no) // per_day)).isoformat(),
             f"{9 + no % 8:02d}:30", stamp, stamp, owner)
            for no in range(1, visits + 1)
        ),
    )  # fmt: skip
    connection.commit()
    connection.execute("PRAGMA optimize = 0x10002")
    connection.close()


SALES = [sys.executable, "-m", "salescli"]
ROOT = Path(__file__).parent.parent.parent


def environment(path: Path, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"], "HOME": str(path.parent), "SALES_DB": str(path),
        "SALES_CONFIG": str(path.parent / "config.yaml"), "SALES_TODAY": f"{TODAY}T14:00",
        "SALES_LANG": "en", "TZ": "UTC", "PYTHONPATH": str(ROOT), **more,
    }  # fmt: skip


def commands(path: Path) -> dict[str, tuple[list[str], dict[str, str]]]:
    env = environment(path)
    complete = environment(
        path, _SALES_COMPLETE="complete_bash", COMP_WORDS="sales visit add Shop0", COMP_CWORD="3"
    )
    return {
        "visit add": ([*SALES, "visit", "add", "#7", "talk"], env),
        "today": ([*SALES, "today"], env),
        "report daily": ([*SALES, "report", "daily"], env),
        "visit list": ([*SALES, "visit", "list"], env),
        "customer list": ([*SALES, "customer", "list"], env),
        "followup list": ([*SALES, "followup", "list"], env),
        "--help": ([*SALES, "--help"], env),
        "error": ([*SALES, "vist"], env),
        "complete name": (SALES, complete),
        "report weekly": ([*SALES, "report", "weekly"], env),
        "report monthly": ([*SALES, "report", "monthly"], env),
        "report quarterly": ([*SALES, "report", "quarterly"], env),
        "coverage": ([*SALES, "coverage"], env),
        "report weekly --as-of": ([*SALES, "report", "weekly", "--as-of", "yesterday"], env),
    }


def main(sizes: list[int]) -> None:
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "salescli")], check=True)
    yardstick = [sys.executable, "-c", "import sqlmodel"]
    measured = {size: measure(office(size, CUSTOMERS), yardstick) for size in sizes}
    heads = " | ".join(f"{size:,} visits" for size in sizes)
    print(f"| command | aim | {heads} | last ÷ first |")
    print("|---|---|" + "---|" * (len(sizes) + 1))
    for name, aim in AIMS.items():
        found = [measured[size][name] for size in sizes]
        cells = " | ".join(f"{one:.3f}" for one in found)
        print(f"| {name} | {aim or '–'} | {cells} | {found[-1] / found[0]:.2f} |")


def measure(path: Path, yardstick: list[str]) -> dict[str, float]:
    run: Callable[..., float] = ratio
    return {name: run(command, yardstick, env) for name, (command, env) in commands(path).items()}


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 10_000, 1_000_000])
