"""How fast a long list comes in, beside the sqlite3 command line in the same run; by hand.

    python tests/benchmarks/importing.py [ROWS]

sqlite3 puts the cells into one table as they are. `sales data import` reads the encoding, checks
every cell, looks for the customer on file, and writes the customer, its contact, its grade and a
line of the change log for each; so the ratio is the price of all that. Aim: 0.33 of the rows per
second of sqlite3 within 100 MiB, for 1,000,000 rows.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FIRST = [
    "한빛",
    "두리",
    "새벽",
    "미래",
    "누리",
    "세종",
    "광주",
    "대성",
    "삼우",
    "동진",
    "우리",
    "하나",
]
SECOND = ["상사", "물산", "전자", "무역", "문구", "식품", "산업", "테크", "유통", "기계"]
HEADER = "code,name,contact,position,phone,address,area,grade,status\n"


def make_list(file: Path, rows: int) -> None:
    random.seed(1)
    with file.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for n in range(rows):
            name = f"{random.choice(FIRST)}{random.choice(SECOND)} {n}호점"
            phone = f"02-{n // 10_000 % 10_000:04}-{n % 10_000:04}"
            out.write(
                f"K-{n},{name},김민수,과장,{phone},서울 강남구 {n},강남,{'ABCD'[n % 4]},active\n"
            )


def run(command: list[str], **environment: str) -> tuple[float, int]:
    """Seconds and the most memory in MiB."""
    begun = time.perf_counter()
    child = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, command
    return time.perf_counter() - begun, used.ru_maxrss // 1024


def main(rows: int) -> None:
    if not shutil.which("sqlite3"):
        sys.exit("no sqlite3 command line to compare with")
    with tempfile.TemporaryDirectory() as folder:
        file, data = Path(folder, "list.csv"), Path(folder, "sales.db")
        make_list(file, rows)
        plain, _memory = run(["sqlite3", f"{folder}/x.db", ".mode csv", f".import {file} list"])
        office = {"SALES_DB": str(data), "SALES_CONFIG": f"{folder}/config.yaml"}
        sales = [sys.executable, "-m", "salescli", "data", "import", "customers", str(file)]
        print(f"{'':14}{'seconds':>9}{'rows/s':>11}{'ratio':>8}{'MiB':>6}")
        print(f"{'sqlite3':14}{plain:9.2f}{rows / plain:11,.0f}{1:8.3f}")
        for name in ("first time", "again"):
            seconds, memory = run(sales, **office)
            speed = rows / seconds
            print(f"{name:14}{seconds:9.2f}{speed:11,.0f}{plain / seconds:8.3f}{memory:6}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
