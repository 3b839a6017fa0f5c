"""`data sql`: one question over the published views, in every form."""

from __future__ import annotations

import pytest

BY_GRADE = "SELECT grade, count(*) AS customers FROM customers GROUP BY grade"


def ask(sales, query, *words, **options):
    return sales(["data", "sql", query, *words], **options)


def test_the_columns_are_the_query_s(hanbit, office):
    assert ask(hanbit, BY_GRADE, "-f", "json").json == [{"grade": "B", "customers": 1}]
    assert ask(hanbit, BY_GRADE, "-f", "csv").out == "grade,customers\nB,1\n"
    assert ask(hanbit, BY_GRADE).out.split() == [
        "grade",
        "customers",
        "-----",
        "---------",
        "B",
        "1",
    ]
    ask(hanbit, BY_GRADE, "-o", "out.csv")
    assert (office / "out.csv").read_text(encoding="utf-8-sig") == "grade,customers\nB,1\n"


def test_numbers_are_plain_also_for_people(hanbit):
    assert "2026" in ask(hanbit, "SELECT 2026 AS year").out
    assert "2,026" not in ask(hanbit, "SELECT 2026 AS year").out


@pytest.mark.parametrize(
    "given, stored",
    [
        ("since=2026-03-01", "'2026-03-01'"), ("n=12", "12"), ("n=-1.5", "-1.5"), ("n=0", "0"),
        ("n=007", "'007'"), ("n='2026'", "'2026'"), ("n=a=b", "'a=b'"), ("n=", "''"), ("이름=한빛", "'한빛'"),
        ("n=12345678901234567890", "'12345678901234567890'"), ("n='", "''''"),
    ],
)  # fmt: skip
def test_parameters(hanbit, given, stored):
    name = given.partition("=")[0]
    run = ask(hanbit, f"SELECT quote(:{name}) AS stored", "--param", given, "-f", "json")
    assert run.json == [{"stored": stored}]


@pytest.mark.parametrize("given", ["since", "=1", "a b=1", "1=1"])
def test_a_parameter_without_its_name(hanbit, given):
    assert "--param since=2026-03-01" in ask(hanbit, "SELECT 1", "--param", given, code=2).err


def test_a_missing_parameter_is_named(hanbit):
    run = ask(hanbit, "SELECT :since", code=2)
    assert "the query needs a value for :since" in run.err
    assert "--param since=…" in run.err


def test_from_standard_input(hanbit):
    assert (
        ask(hanbit, "-", "-f", "csv", input="SELECT name\nFROM customers\n").out
        == "name\n한빛상사\n"
    )
    assert "the query is empty" in ask(hanbit, "-", input="", code=2).err


def test_nothing_found_is_no_failure(hanbit):
    assert (ask(hanbit, "SELECT name FROM customers WHERE no = 99").err) == "no rows\n"
    assert ask(hanbit, "SELECT name FROM customers WHERE no = 99", "-f", "csv").out == "name\n"
    assert ask(hanbit, "SELECT name FROM customers WHERE no = 99", "-f", "json").json == []


def test_it_only_reads(hanbit):
    run = ask(hanbit, "DELETE FROM customers", code=2)
    assert run.err.splitlines()[0] == (
        "error: DELETE is refused: a query only reads the published views"
    )
    assert ask(hanbit, "SELECT count(*) AS n FROM customers", "-f", "csv").out == "n\n1\n"


def test_values_cannot_steer_a_terminal(sales):
    run = ask(sales, "SELECT char(27) || '[31m' AS a, '[red]x' AS b", tty=True)
    assert "\\x1b[31m" in run.out
    assert "[red]x" in run.out
