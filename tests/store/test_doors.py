"""Start-up is a feature: what a command does not need, it does not load."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
STORE = {"sqlmodel", "sqlalchemy", "pydantic", "alembic"}
READING = [
    "--help", "visit --help", "vist", "visit add", "visit list", "customer list", "customer show 한빛",
    "contact list", "followup list", "followup show 1", "objective list", "objective show 1", "today", "report daily", "report list", "undo --list",
    "config show", "data path", "help quota", "doctor", "order list", "order show last",
    "order add 한빛 x", "product list", "product show 1", "report run", "report run weekly",
    "report new weekly", "data sql VALUES(1)", "customer check --duplicates",
    "customer claims 한빛", "customer history 한빛", "report weekly", "report quarterly",
    "report status", "report agenda", "coverage", "meeting list", "meeting actions",
    "report daily --as-of yesterday",
    "archive status", "archive list", "archive make --dry-run",
    "data exports", "data export visits -f x",
]  # fmt: skip


def modules(line: str, **environment: str) -> list[str]:
    """Every module that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "salescli", *line.split()],
        env={**os.environ, "PYTHONPATH": str(ROOT), "SALES_DEBUG": "", **environment},
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return re.findall(r"^import time:[^|]*\|[^|]*\| +([\w.]+)$", done.stderr, re.MULTILINE)


def loaded(line: str, **environment: str) -> set[str]:
    """The top-level packages that a command imports."""
    return {name.split(".")[0] for name in modules(line, **environment)}


@pytest.mark.parametrize("line", READING)
def test_reading_commands_load_no_database_library(hanbit, line):
    assert loaded(line) & STORE == set()


@pytest.mark.parametrize("line", ["", "today"])
def test_the_day_s_page_loads_no_route_engine(hanbit, line):
    hanbit("config set office.lat 37.4979")
    hanbit("config set office.lon 127.0276")
    hanbit("customer edit 한빛 --place '37.50, 127.03'")
    hanbit("route add 한빛 --at 16:00")
    assert not [name for name in modules(line) if name.startswith("salescli.domain.routing")]


def test_completion_loads_neither_a_database_library_nor_rich(hanbit):
    environment = {"_SALES_COMPLETE": "complete_bash", "COMP_WORDS": "sales visit add 한"}
    names = loaded("", COMP_CWORD="3", **environment)
    assert "sqlite3" in names
    assert names & (STORE | {"rich", "yaml"}) <= {"yaml"}


@pytest.mark.parametrize("line", ["--help", "vist"])
def test_what_says_nothing_of_the_data_does_not_open_it(hanbit, office, line):
    (office / "sales.db").write_bytes(b"this is no database")
    assert "sqlite3" not in loaded(line)


def test_a_write_loads_no_migrations_and_draws_nothing(hanbit):
    assert loaded("visit add 한빛 x") & {"alembic", "rich", "dateutil"} == set()


@pytest.mark.parametrize(
    "line", ["visit list", "today", "visit add 한빛 x", "data backup", "doctor"]
)
def test_a_plain_office_looks_for_no_encryption(hanbit, line):
    assert loaded(line) & {"sqlcipher3", "keyring"} == set()


def test_without_a_config_file_no_yaml_is_loaded(hanbit, office):
    (office / "config.yaml").unlink()
    assert "yaml" not in loaded("visit list")


def test_a_write_leaves_one_whole_file_behind(hanbit, program, office):
    program("visit add 한빛 x")
    assert sorted(path.name for path in office.glob("sales.db*")) == ["sales.db"]
