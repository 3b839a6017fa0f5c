"""Queries of the user's own: the published views and nothing beside them, errors that help."""

from __future__ import annotations

import sqlite3

import pytest

from salescli.errors import SalesError, StoreError
from salescli.store import database, questions, reading, views


@pytest.fixture(params=["saved", "nothing saved yet"])
def ask(request, hanbit, office):
    """Ask a file with one customer, and an office that has no file yet."""
    if request.param != "saved":
        (office / "sales.db").unlink()

    def run(sql, **values):
        with reading.reading(office / "sales.db", lambda: None) as reader:
            return questions.ask(reader, sql, values)

    return run


@pytest.fixture
def asked(hanbit, office):
    def run(sql, **values):
        with reading.reading(office / "sales.db", lambda: None) as reader:
            return questions.ask(reader, sql, values).rows

    return run


@pytest.mark.parametrize("view", views.VIEWS)
def test_every_view_answers_with_the_columns_that_are_told(ask, view):
    assert list(ask(f"SELECT * FROM {view}").columns) == views.columns(view)
    assert ask(f"SELECT count(*) AS n FROM {view}").columns == ("n",)


@pytest.mark.parametrize("view", views.VIEWS)
def test_the_columns_told_are_those_of_the_file(hanbit, office, view):
    with sqlite3.connect(office / "sales.db") as connection:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({view})")]
    connection.close()
    assert names == views.columns(view)


@pytest.mark.parametrize(
    "sql, rows",
    [
        ("SELECT name FROM customers", [("한빛상사",)]),
        ("SELECT c.name, p.name AS contact FROM customers c JOIN contacts p ON p.customer_id = c.id",
         [("한빛상사", "박지성")]),
        ("-- a remark\n/* and another */ select 1 AS a", [(1,)]),
        ("VALUES (1, 'a')", [(1, "a")]),
        ("WITH big AS (SELECT name FROM customers) SELECT count(*) FROM big", [(1,)]),
        ("WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 3) SELECT max(n) FROM x",
         [(3,)]),
        ("SELECT rank() OVER (ORDER BY no) AS place FROM customers", [(1,)]),
        ("SELECT value FROM json_each('[1, 2]')", [(1,), (2,)]),
        ("SELECT name FROM customers WHERE no = :no", [("한빛상사",)]),
        ("SELECT x'00ff' AS bytes, 9e999 AS much, NULL AS none", [("00ff", "inf", None)]),
        ("SELECT 1 AS a;", [(1,)]),
    ],
)  # fmt: skip
def test_what_may_be_asked(asked, sql, rows):
    assert asked(sql, no=1) == rows


REFUSED = [
    "PRAGMA table_info(customer)", "PRAGMA query_only = OFF", "ATTACH ':memory:' AS x", "DETACH main",
    "DELETE FROM customers", "DELETE FROM customer", "UPDATE customer SET name = 'x'",
    "INSERT INTO customer (id) VALUES (1)", "DROP TABLE customer", "CREATE TABLE x (a)",
    "CREATE TEMP TABLE x (a)", "BEGIN", "COMMIT", "VACUUM INTO '/tmp/never'", "ANALYZE", "REINDEX",
    "EXPLAIN SELECT 1", "SELECT load_extension('x')",
    "WITH a AS (SELECT 1) DELETE FROM customer", "WITH a AS (SELECT 1) DELETE FROM customers",
    "WITH a AS (SELECT 1) INSERT INTO customer (id) SELECT 1", "?", "(SELECT 1)",
    "SELECT * FROM customer", "SELECT count(*) FROM customer", "SELECT * FROM meta",
    "SELECT * FROM sqlite_master", "SELECT count(*) FROM sqlite_master",
    "SELECT * FROM sqlite_temp_master", "SELECT * FROM pragma_table_info('customer')",
    "SELECT * FROM dbstat", "SELECT 1 FROM customers WHERE EXISTS (SELECT 1 FROM rep WHERE name = 'x')",
    "SELECT (SELECT value FROM meta LIMIT 1) FROM customers",
    "WITH customers AS (SELECT * FROM meta) SELECT * FROM customers",
    "SELECT * FROM (SELECT value FROM meta) customers",
    "SELECT value FROM customers, meta", "SELECT name FROM customers UNION SELECT value FROM meta",
]  # fmt: skip


@pytest.mark.parametrize("sql", REFUSED)
def test_nothing_else_is_reached(asked, office, sql):
    before = (office / "sales.db").read_bytes()
    with pytest.raises(SalesError) as error:
        asked(sql)
    assert error.value.exit_code == 2
    assert "published view" in str(error.value) or "at a time" in str(error.value)
    assert (office / "sales.db").read_bytes() == before


@pytest.mark.parametrize(
    "sql, message, hint",
    [
        ("SELECT grad FROM customers", "no such column: grad", "did you mean `grade`"),
        ("SELECT c.zzz FROM customers c", "no such column: c.zzz", "columns of customers: id, no, code"),
        ("SELECT name\nFROM customers\nWHERE grad = 'A'", "no such column: grad", "line 3 of the query"),
        ("SELECT * FROM custmers", 'no published view is called "custmers"', "did you mean `customers`"),
        ("SELECT * FROM zzz", 'no published view is called "zzz"', "the views: customers, contacts"),
        ("SELECT no FROM customers JOIN visits", '"no" is in more than one view', "`customers.no`"),
        ("SELECT * FORM customers", 'not understood at "FORM"', ""),
        ("SELECT 'where',\n'where'\nFROM customers\nWHERE where\nx", 'not understood at "where"', "line 4 of the query"),
        ("SELECT 'open", "not understood at", ""),
        ("SELECT name FROM", "ends too early", ""),
        ("", "the query is empty", "SELECT name"),
        ("-- nothing", "the query is empty", ""),
        ("SELECT 1; SELECT 2", "only one query", "`;`"),
        ("SELECT :since", "needs a value for :since", "known are :no"),
        ("SELECT ?", "no `?`", ":name"),
        ("SELECT nofun(1)", "no such function: nofun", "sales help views"),
        ("SELECT c.no, v.no FROM customers c, visits v", 'two columns are called "no"', "no AS no_2"),
        ("SELECT zeroblob(20000000)", "too big", ""),
        ("SELECT CAST(x'ff' AS text) FROM customers", "UTF-8", ""),
    ],
)  # fmt: skip
def test_errors_say_where_and_what_else(asked, sql, message, hint):
    with pytest.raises(SalesError) as error:
        asked(sql, no=1)
    assert message in str(error.value)
    assert hint in error.value.hint
    assert "\n" not in str(error.value)


def test_a_query_without_an_end_is_ended(asked, monkeypatch):
    monkeypatch.setattr(database, "QUERY_SECONDS", 0)
    endless = (
        "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT count(*) FROM x"
    )
    with pytest.raises(SalesError, match="longer than 0 seconds"):
        asked(endless)


def test_a_file_that_is_the_problem_is_no_wrong_query(hanbit, office):
    path = office / "sales.db"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with (
        pytest.raises(StoreError),
        reading.reading(path, lambda: None) as reader,
    ):
        questions.ask(reader, "SELECT * FROM customers", {})


def test_the_reader_reads_on_afterwards(hanbit, office):
    with reading.reading(office / "sales.db", lambda: None) as reader:
        questions.ask(reader, "SELECT 1", {})
        assert reader.value("SELECT count(*) FROM customer") == 1
        questions.ask(reader, "SELECT name FROM customers", {})
