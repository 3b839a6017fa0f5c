"""README is executed: each ``$`` line runs, and every other line of the block is in its output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


def steps() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in "".join(BLOCKS).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip():
            found[-1][1].append(line)
    return found


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """A folder with the `sales` of this very checkout."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "sales"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m salescli "$@"\n')
    script.chmod(0o755)
    return folder


def test_the_day_in_the_readme_runs_as_written(office, bin_folder):
    (office / "sales.db").unlink()
    (office / "config.yaml").unlink()
    csv_text = re.search(r"\$ cat customers.csv\n(.*?)\n\$", README, re.DOTALL)
    assert csv_text
    (office / "customers.csv").write_text(csv_text[1] + "\n", encoding="utf-8")
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "SALES_DEBUG": ""}
    for command, expected in steps():
        done = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, check=False,
            env=environment, cwd=office,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert done.returncode == 0, f"$ {command}\n{said}"
        for line in expected:
            assert line in said, f"$ {command}\nwanted: {line}\n{said}"
    assert (office / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_command_list_is_complete():
    """Every room stands in the README's list with all its verbs."""
    from salescli import cli

    listed = README.split("## Commands")[1]
    for name in cli.ROOMS:
        command = cli.opened(name)
        verbs = list(getattr(command, "commands", {}))
        row = re.search(rf"`(?:sales` \(= `sales )?{name}\b([^`]*)`", listed)
        assert row, f"`{name}` is not in the README's list"
        assert sorted(re.findall(r"[a-z]+", row[1])) == sorted(verbs), name
