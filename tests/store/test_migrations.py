"""The file that the migrations make is the one the models mean, and no other is touched."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Table, create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from salescli.store import database, migrate, models, writing
from salescli.store.models import Row
from salescli.store.views import VIEWS

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
NEXT = database.SCHEMA_VERSION + 1
EMPTY_VIEWS = {"day_notes", "reports", "routes", "stops", "products", "fab_points", "orders",
               "order_lines", "plan_points", "meetings", "actions", "claims", "merged",
               "archives", "archive_passwords", "exports", "column_mappings"}  # fmt: skip
models.every()
OURS = sorted(SQLModel.metadata.tables)


@pytest.fixture
def writer(file):
    return writing.Writer(path=file, now=NOW, line="sales", rep_name="Kim", keep_backups=14)


def sql(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        return connection.execute(statement).fetchall()


def defined(file: Path, table: str) -> str:
    return str(sql(file, f"SELECT sql FROM sqlite_master WHERE name = '{table}'")[0][0])


def test_migrations_make_the_tables_columns_and_indices_of_the_models(file):
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_the_models_are_all_known_to_the_comparison():
    assert len(OURS) == 29
    assert {"customer", "visit", "report", "change", "command", "meta"} <= set(OURS)


@pytest.mark.parametrize("name", OURS)
def test_every_check_of_the_models_stands_in_the_file(file, name):
    """SQLite does not let alembic compare checks, so their names and texts are compared here."""
    table: Table = SQLModel.metadata.tables[name]
    meant = {
        str(check.name): flat(str(check.sqltext))
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    }
    assert checks(defined(file, name)) == meant


def test_a_value_outside_its_closed_list_is_refused_by_the_file_itself(busy_office, file):
    for statement in REFUSED:
        with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
            sql(file, statement)


REFUSED = [
    "UPDATE customer SET grade = 'E'",
    "UPDATE customer SET status = 'rich'",
    "UPDATE customer SET name = ''",
    "UPDATE customer SET lat = 91",
    "UPDATE customer SET lon = -181",
    "UPDATE contact SET role = 'x'",
    "UPDATE customer_budget SET amount = -1",
    "UPDATE customer_budget SET year = 1900",
    "UPDATE visit SET channel = 'fax'",
    "UPDATE visit SET outcome = ''",
    "UPDATE visit SET minutes = 1441",
    "UPDATE visit SET purpose = 'x'",
    "UPDATE objective SET kind = 'x'",
    "UPDATE objective SET reached = 'maybe'",
    "UPDATE grade_change SET to_grade = 'a'",
]


def checks(statement: str) -> dict[str, str]:
    """Name → condition of the named checks in a CREATE TABLE."""
    found = re.findall(r"CONSTRAINT (\w+) CHECK \((.*?)\)(?:,? *\n|$)", statement)
    return {name: flat(condition) for name, condition in found}


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", OURS)
def test_every_index_and_foreign_key_of_the_models_stands_in_the_file(file, name):
    table: Table = SQLModel.metadata.tables[name]
    indices = {
        row[1]: tuple(part[2] for part in sql(file, f"PRAGMA index_info({row[1]})"))
        for row in sql(file, f"PRAGMA index_list({name})")
        if row[3] == "c"
    }
    assert indices == {str(index.name): tuple(index.columns.keys()) for index in table.indexes}
    keys = {(row[3], row[2], row[4]) for row in sql(file, f"PRAGMA foreign_key_list({name})")}
    assert keys == {
        (key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys
    }


def test_the_indices_that_the_day_needs_are_used(file):
    plans = {
        "SELECT * FROM visits WHERE visit_date = '2026-03-03'": "visit_day",
        "SELECT * FROM visits WHERE customer_id = 'x' ORDER BY visit_date": "visit_customer_day",
        "SELECT * FROM visits WHERE no = 1": "visit_no",
        "SELECT * FROM customers WHERE no = 1": "customer_no",
        "SELECT max(hlc) FROM change": "change_hlc",
        "SELECT id FROM change WHERE row_id = 'x' ORDER BY hlc": "change_row",
        "SELECT max(no) FROM visit": "visit_no",
    }
    for query, index in plans.items():
        plan = " ".join(str(row[3]) for row in sql(file, f"EXPLAIN QUERY PLAN {query}"))
        assert index in plan, (query, plan)


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_can_be_read_and_shows_no_hidden_row(busy_office, file, name):
    columns = [row[1] for row in sql(file, f"PRAGMA table_info({name})")]
    assert columns[0] == "id"
    assert len(columns) == len(set(columns))
    if name not in EMPTY_VIEWS:
        assert sql(file, f"SELECT * FROM {name}")
    if name != "changes":
        for table in [
            row[0] for row in sql(file, "SELECT name FROM sqlite_master WHERE type='table'")
        ]:
            if "deleted_at" in defined(file, str(table)):
                sql(file, f"UPDATE {table} SET deleted_at = '2026-03-03T03:00:00.000Z'")
        assert sql(file, f"SELECT * FROM {name}") == []


def test_views_keep_to_portable_sql():
    """The same views must run on other engines: no function that SQLite alone has."""
    for name, query in VIEWS.items():
        words = {word.lower() for word in re.findall(r"(\w+)\(", query)}
        assert words <= {"min", "max", "count", "sum", "coalesce", "lower", "upper", "length"}, name


def test_every_synced_table_carries_the_same_stamps():
    synced = [model for model in models.every() if issubclass(model, Row)]
    assert len(synced) == 25
    for model in synced:
        assert {"id", "created_at", "updated_at", "deleted_at", "rep_id"} <= set(model.model_fields)


def test_a_missing_file_is_made_by_the_first_write(sales, file):
    file.unlink()
    sales("customer add 한빛 --incomplete")
    assert sql(file, "PRAGMA user_version") == [(database.SCHEMA_VERSION,)]
    assert sql(file, "PRAGMA application_id") == [(database.APPLICATION_ID,)]
    assert sql(file, "PRAGMA journal_mode") == [("wal",)]
    assert [place.name for place in file.parent.glob("*.db*")] == ["sales.db"]
    assert not (file.parent / "backups").exists()


EMPTY = {
    "a file of no bytes": lambda file: file.write_bytes(b""),
    "a database without tables": lambda file: sql(file, "VACUUM"),
    "one that another process is about to fill": lambda file: sql(file, "PRAGMA journal_mode=WAL"),
}


@pytest.mark.parametrize("name", EMPTY)
@pytest.mark.parametrize("line", ["customer add 한빛 --incomplete", "customer list", "today"])
def test_an_empty_file_becomes_an_office(sales, file, name, line):
    file.unlink()
    EMPTY[name](file)
    sales(line)
    assert sql(file, "PRAGMA user_version") == [(database.SCHEMA_VERSION,)]
    assert not (file.parent / "backups").exists()


def test_an_older_file_is_backed_up_and_brought_up(busy_office, file, content, monkeypatch, writer):
    """The next version is imagined here: the revisions run inside one transaction with the stamp."""
    before = content()
    sql(file, "DROP VIEW customers")
    monkeypatch.setattr(database, "SCHEMA_VERSION", NEXT)
    writing.ready(writer)
    assert sql(file, "PRAGMA user_version") == [(NEXT,)]
    assert content() == before
    backups = sorted(place.name for place in (file.parent / "backups").glob("*.db"))
    assert backups == ["sales-2026-03-03-120000-migration.db", "sales-2026-03-03-daily.db"]
    writing.ready(writer)
    assert len(list((file.parent / "backups").glob("*.db"))) == 2


def test_a_file_of_the_first_version_keeps_what_it_holds(office, sales, file):
    """A real file of version 1: made by its own revision, filled by hand, then simply used."""
    file.unlink()
    first_version(file)
    sql(
        file,
        "INSERT INTO customer SELECT '0198', '2026-01-05T00:00:00.000Z', '2026-01-05T00:00:00.000Z',"
        " NULL, 'r1', 1, 'H1', '한빛', '한빛', '한빛', 'ㅎㅂ', 'active', 'A'"
        + ", ''" * 2
        + ", '', NULL, NULL"
        + ", ''" * 18
        + ", NULL, NULL, NULL, 1, 0, NULL, '2026-01-05T00:00:00.000Z', 'r1', 'r1'",
    )
    assert sales("customer list -f json").json[0]["name"] == "한빛"
    assert sql(file, "PRAGMA user_version") == [(database.SCHEMA_VERSION,)]
    sales("visit add 한빛 hello")
    assert [place.name for place in (file.parent / "backups").glob("*migration.db")]


def first_version(file):
    engine = writing.make_engine(file)
    database.create_file(file)
    with engine.connect() as connection:
        upgrade(migrate.config(connection), "0001")
        database.stamp_version(connection.connection.driver_connection)
        connection.exec_driver_sql("PRAGMA user_version = 1")
        connection.commit()
    engine.dispose()


def test_a_reader_brings_an_older_file_up_first(busy_office, file, monkeypatch):
    monkeypatch.setattr(database, "SCHEMA_VERSION", NEXT)
    assert len(busy_office("customer list -f json").json) == 2
    assert sql(file, "PRAGMA user_version") == [(NEXT,)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    busy_office, file, content, monkeypatch, writer
):
    before = content()
    monkeypatch.setattr(database, "SCHEMA_VERSION", NEXT)
    monkeypatch.setattr(migrate, "make_views", broken)
    with pytest.raises(RuntimeError):
        writing.ready(writer)
    assert sql(file, "PRAGMA user_version") == [(NEXT - 1,)]
    assert content() == before


def broken(_connection: object) -> None:
    message = "the power went off"
    raise RuntimeError(message)


READS_AND_WRITES = [
    "today",
    "customer list",
    "visit list -f json",
    "report daily",
    "customer add 한빛 --incomplete",
    "visit add 한빛 x",
    "undo",
    "undo --list",
    "data import customers list.csv",
]


@pytest.mark.parametrize("line", READS_AND_WRITES)
def test_a_newer_file_is_refused_untouched(busy_office, office, file, line):
    (office / "list.csv").write_text("name,phone\n새벽전자,02-1\n", encoding="utf-8")
    sql(file, f"PRAGMA user_version = {database.SCHEMA_VERSION + 1}")
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    said = busy_office(line, code=4).err
    assert f"error: {file} was written by a newer version of sales" in said
    assert "hint: update sales; the file was not touched" in said
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert [place.name for place in file.parent.glob("sales.db*")] == ["sales.db"]


def test_processes_that_start_at_once_on_a_missing_file_share_it(office, file):
    file.unlink()
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "salescli", "customer", "add", f"Shop{n}", "--incomplete"],
            cwd=ROOT, stderr=subprocess.PIPE, text=True,
        )
        for n in range(5)
    ]  # fmt: skip
    said = [process.communicate()[1] for process in started]
    assert [process.returncode for process in started] == [0] * 5, said
    numbers = sql(file, "SELECT no FROM customers ORDER BY no")
    assert numbers == [(1,), (2,), (3,), (4,), (5,)]
    assert len(sql(file, "SELECT * FROM rep")) == 1
    assert len(sql(file, "SELECT DISTINCT device FROM command")) == 1
    assert not (file.parent / "backups").exists()
