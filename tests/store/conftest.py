"""What the tests of the store look at: the file itself, through sqlite3, beside the commands."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from salescli.store import database
from salescli.store.views import VIEWS

Content = dict[str, list[dict[str, Any]]]
PUBLISHED = [name for name in VIEWS if name != "changes"]


@pytest.fixture
def file(office: Path) -> Path:
    """The office's data file."""
    return office / "sales.db"


@pytest.fixture
def rows(file: Path) -> Callable[..., list[dict[str, Any]]]:
    """Read the file as any other program could: ``rows("SELECT … WHERE no = ?", 1)``."""
    return lambda sql, *values: select(file, sql, *values)


@pytest.fixture
def content(file: Path) -> Callable[[], Content]:
    """All that the published views tell, without the log and without when a row was touched."""

    def read() -> Content:
        found = {name: select(file, f"SELECT * FROM {name} ORDER BY id") for name in PUBLISHED}
        for records in found.values():
            for record in records:
                record.pop("updated_at", None)
        return found

    return read


@pytest.fixture
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: for tests of hundreds of commands that are not about safety."""
    prepare = database.prepare

    def unsynced(connection: sqlite3.Connection, *, write: bool) -> None:
        prepare(connection, write=write)
        connection.execute("PRAGMA synchronous = OFF")

    monkeypatch.setattr(database, "prepare", unsynced)


def select(file: Path, sql: str, *values: Any) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]


@pytest.fixture(scope="session")
def busy_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the busy office's file is kept once it was made."""
    return tmp_path_factory.mktemp("busy") / "sales.db"


@pytest.fixture
def busy_office(sales: Callable[..., Any], file: Path, busy_file: Path) -> Callable[..., Any]:
    """한빛상사 and 두리물산, each with people, a visit, a follow-up and an objective."""
    if not busy_file.exists():
        make_busy(sales)
        shutil.copy(file, busy_file)
    shutil.copy(busy_file, file)
    return sales


def make_busy(sales: Callable[..., Any]) -> None:
    """Seven commands, seven steps of undo."""
    sales(
        "customer add 한빛상사 --contact 박지성 --position 과장 --phone 02-555-1234"
        " --status active --grade B --address '서울 강남구 역삼동 1'"
    )
    sales(
        "customer add 두리물산 --contact 이영표 --position 부장 --phone 02-777-0000"
        " --status prospect --code D-7 --budget '2026 5000000 paper'"
    )
    sales("contact add 한빛 차범근 --position 대리 --function purchasing")
    sales("visit objective 두리 'restock order' --kind order")
    sales(
        "visit add 한빛 'showed the new line' --with 박지성 --at 9:40 --minutes 20 --result good"
        " --problem none --follow-up 'send samples' --next 'fri 14:00' --objective 'first order'"
    )
    sales("visit add 두리 'called' --channel phone --on yesterday")
    sales("followup add 두리 'price list' --due tomorrow")


@pytest.fixture
def tables(file: Path) -> Callable[[], Content]:
    """All rows of all tables, hidden ones too, as they stand in the file."""

    def read() -> Content:
        names = select(file, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return {row["name"]: select(file, f"SELECT * FROM {row['name']}") for row in names}

    return read
