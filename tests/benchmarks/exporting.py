"""Exports of many visits as ratios to the sqlite3 command line in the same run.

    python tests/benchmarks/exporting.py [VISITS]       default: 1000000

User + system time, the best of a few paired runs; memory as what the process held at most beyond an
export of nothing. The office is the one of ``commands.py``, with visits that say something.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from commands import SALES, environment, office

PAIRS = 2
COLUMNS = (
    "no,customer_no,customer_code,customer,visit_date,visit_time,minutes,channel,outcome,purpose,"
    "grade_at_visit,met,content,result,problems,objections,created_at,id"
)
AIMS = {"jsonl": 1.3, "csv": 2.5, "xlsx": 26.0}
MIB = 1024
OBJECT = "json_object(" + ", ".join(f"'{name}', {name}" for name in COLUMNS.split(",")) + ")"
THEIRS = {
    "jsonl": ["-list", f"SELECT {OBJECT} FROM visits ORDER BY no, id"],
    "csv": ["-csv", "-header", f"SELECT {COLUMNS} FROM visits ORDER BY no, id"],
    "xlsx": ["-csv", "-header", f"SELECT {COLUMNS} FROM visits ORDER BY no, id"],
}


def spent(command: list[str], env: dict[str, str], to: Path | None = None) -> tuple[float, int]:
    """CPU seconds and the most memory (KiB) of a child."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with (to or Path(os.devnull)).open("wb") as out:
            subprocess.run(command, env=env, stdout=out, check=True)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(write, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        seconds, memory = told.read().split()
    os.waitpid(child, 0)
    return float(seconds), int(memory)


def main() -> None:
    visits = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    path = office(visits, 20_000)
    env = environment(path)
    folder = Path(tempfile.mkdtemp(prefix="sales-export-"))
    print(f"{'form':6} {'ours s':>8} {'theirs':>8} {'ratio':>7} {'aim':>6} {'MiB more':>9}")
    for form, theirs in THEIRS.items():
        ours = [*SALES, "-q", "data", "export", "visits", "--columns", COLUMNS, "--plain"]
        nothing = [*ours, "2030", "-o", str(folder / f"nothing.{form}")]
        whole = [*ours, "-o", str(folder / f"visits.{form}")]
        runs = [
            (spent(whole, env), spent(["sqlite3", str(path), *theirs], env, folder / "theirs"))
            for _pair in range(PAIRS if form != "xlsx" else 1)
        ]
        mine, yours = (min(run[side] for run in runs) for side in (0, 1))
        more = (mine[1] - spent(nothing, env)[1]) / MIB
        print(
            f"{form:6} {mine[0]:8.2f} {yours[0]:8.2f} {mine[0] / yours[0]:7.2f} {AIMS[form]:6} {more:9.1f}"
        )


if __name__ == "__main__":
    main()
