"""How good and how quick the route engine is, beside the aims of its issue.

    python tests/benchmarks/routes.py FOLDER [--only days|optw|quarter|week]

FOLDER holds ``days/`` and ``optw/`` (see its README); without it the generated cases still run.
Times are CPU seconds without imports. ``week`` compares with PyVRP when that is installed.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import route_days
import route_optw
import route_quarter
import route_week

FROM_DATA = {"days": route_days.run, "optw": route_optw.run}
GENERATED = {"quarter": route_quarter.run, "week": route_week.run}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="where days/ and optw/ are")
    parser.add_argument("--only", choices=[*FROM_DATA, *GENERATED])
    typed = parser.parse_args()
    for name, run in FROM_DATA.items():
        if typed.only in {None, name}:
            data = typed.folder / name if typed.folder else None
            if data and data.is_dir():
                run(data)
            else:
                print(f"\n{name}: left out, there is no {data or 'FOLDER'}")
    for name, run in GENERATED.items():
        if typed.only in {None, name}:
            run()


if __name__ == "__main__":
    main()
