"""Two processes that mean the same customers: what the first has done, the second finds done."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from salescli.desk import Desk

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def meanwhile(monkeypatch, program):
    """Another process that runs between a command's last look at the file and its writing."""

    def run(line):
        session = Desk.session

        def late(desk, **options):
            monkeypatch.setattr(Desk, "session", session)
            program(line)
            return session(desk, **options)

        monkeypatch.setattr(Desk, "session", late)

    return run


@pytest.fixture
def two(sales):
    """A3 (#1) and Z3 (#2), each with its contact."""
    sales("customer add A3 --incomplete --contact Ana")
    sales("customer add Z3 --incomplete --contact Zoe --force")
    return sales


def names(sales):
    return [row["name"] for row in sales("customer list -f json").json]


def wrong(sales):
    rows = sales("doctor -f json", code=None).json
    return [row for row in rows if row["check"] == "merged customers" and row["state"] != "ok"]


def at_once(office, *lines):
    """The real program twice, both waiting for the file and let go together."""
    with closing(sqlite3.connect(office / "sales.db", isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "salescli", *line.split()], stderr=subprocess.PIPE,
                text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            for line in lines
        ]  # fmt: skip
        time.sleep(1.5)
        held.execute("ROLLBACK")
    return [(one.communicate()[1], one.returncode) for one in started]


def test_two_merges_against_each_other_leave_one(two, office):
    ended = at_once(office, "customer merge A3 Z3 --yes", "customer merge Z3 A3 --yes")
    assert sorted(code for _said, code in ended) in ([0, 2], [0, 3])
    assert len(names(two)) == 1
    assert wrong(two) == []


def test_a_visit_beside_a_merge_is_the_survivor_s(two, office):
    ended = at_once(office, "customer merge A3 Z3 --yes", "visit add Z3 race")
    assert [code for _said, code in ended] == [0, 0]
    assert [row["customer"] for row in two("visit list -f json").json] == ["A3"]
    assert wrong(two) == []


def test_of_two_that_add_the_same_one_is_refused(sales, office):
    line = "customer add Twin --incomplete --phone 02-777-0000"
    ended = at_once(office, line, line)
    assert sorted(code for _said, code in ended) == [0, 2]
    assert names(sales) == ["Twin"]


def test_a_merge_of_one_that_is_gone_is_refused(two, meanwhile):
    meanwhile("customer merge A3 Z3 --yes")
    run = two("customer merge Z3 A3 --yes", code=3)
    assert "error: customer #2 Z3 was merged into #1 A3 meanwhile" in run.err
    assert names(two) == ["A3"]


def test_a_merge_keeps_no_older_values_than_it_finds(two, meanwhile):
    meanwhile("customer edit Z3 --area Mapo")
    run = two("customer merge A3 Z3 --yes", code=1)
    assert "error: one of the two was changed meanwhile by another command" in run.err
    two("customer merge A3 Z3 --yes")
    assert two("customer list -f json").json[0]["area"] == "Mapo"


@pytest.mark.parametrize(
    "line, listed",
    [
        ("visit add Z3 race --with Zoe --follow-up call --objective restock", "visits"),
        ("visit add Z3 race --order 'pen x 3 @ 5'", "orders"),
        ("contact add Z3 Zacarias", "contacts"),
        ("followup add Z3 call", "followups"),
        ("visit objective Z3 restock", "objectives"),
        ("order add Z3 'pen x 3 @ 5'", "orders"),
        ("plan add 'win it' --customer Z3", "plan_points"),
        ("customer claim Z3 --for Lee", "claims"),
        ("customer assign Z3 --to Lee --by Kim --reason near", "claims"),
    ],
)
def test_what_names_a_merged_customer_goes_to_the_survivor(two, meanwhile, line, listed):
    meanwhile("customer merge A3 Z3 --yes")
    two(line, code=1 if "claim " in line else 0)
    with closing(sqlite3.connect(os.environ["SALES_DB"])) as connection:
        rows = connection.execute(f"SELECT customer FROM {listed} ORDER BY id DESC").fetchall()
    assert rows[0] == ("A3",)
    assert wrong(two) == []


@pytest.mark.parametrize(
    "line",
    ["visit add Z3 race", "customer claim Z3 --for Lee -f json",
     "customer assign Z3 --to Lee --by Kim --reason near -f json"],
)  # fmt: skip
def test_the_answer_names_the_survivor(two, meanwhile, line):
    meanwhile("customer merge A3 Z3 --yes")
    run = two(line, code=1 if "claim " in line else 0)
    record = run.json if run.out else {"customer": run.err.splitlines()[0]}
    told = (record[-1] if isinstance(record, list) else record)["customer"]
    assert "A3" in told


def test_who_was_met_is_the_survivor_s_contact(sales, meanwhile):
    sales("customer add A3 --incomplete --contact Zoe")
    sales("customer add Z3 --incomplete --contact Zoe --force")
    meanwhile("customer merge A3 Z3 --yes")
    sales("visit add Z3 race --with Zoe")
    assert sales("visit show 1 -f json").json["visit"]["met"] == "Zoe"
    sql = "SELECT deleted_at FROM contact WHERE id IN (SELECT contact_id FROM visit_contact)"
    with closing(sqlite3.connect(os.environ["SALES_DB"])) as connection:
        assert connection.execute(sql).fetchall() == [(None,)]


@pytest.mark.parametrize(
    "line",
    ["visit add Z3 race", "followup add Z3 call", "customer edit Z3 --area West",
     "customer grade Z3 A", "customer delete Z3", "customer merge A3 Z3 --yes"],
)  # fmt: skip
def test_what_names_a_deleted_customer_is_refused(two, meanwhile, line):
    meanwhile("customer delete Z3")
    assert "error: customer #2 Z3 was deleted meanwhile" in two(line, code=3).err
    assert two("visit list -f json").json == []


@pytest.mark.parametrize("line", ["customer edit Z3 --area West", "customer delete Z3"])
def test_a_form_is_not_written_over_the_survivor_s(two, meanwhile, line):
    meanwhile("customer merge A3 Z3 --yes")
    assert "was merged into #1 A3 meanwhile" in two(line, code=3).err
    assert two("customer list -f json").json[0]["area"] == ""


def test_what_another_process_saved_of_somebody_else_does_not_matter(sales, meanwhile):
    meanwhile("customer add Other --incomplete")
    sales("customer add Twin --incomplete --phone 02-777-0000")
    assert len(names(sales)) == 2


def test_doctor_finds_a_circle_and_what_hangs_on_a_merged_one(two):
    assert wrong(two) == []
    two("visit add Z3 first")
    two("customer merge A3 Z3 --yes")
    with closing(sqlite3.connect(os.environ["SALES_DB"])) as connection:
        connection.execute(
            "UPDATE visit SET customer_id = (SELECT id FROM customer WHERE name = 'Z3')"
        )
        connection.commit()
    [row] = wrong(two)
    assert "visit 1" in row["finding"]
    assert "#2 Z3" in row["finding"]
    with closing(sqlite3.connect(os.environ["SALES_DB"])) as connection:
        connection.execute(
            "UPDATE customer SET deleted_at = '2026-03-03T00:00:00.000Z', merged_into ="
            " (SELECT id FROM customer WHERE name = 'Z3') WHERE name = 'A3'"
        )
        connection.commit()
    assert any("in a circle: #1 A3, #2 Z3" in row["finding"] for row in wrong(two))


def test_doctor_leaves_the_past_of_a_deleted_customer_alone(two, at):
    two("visit add Z3 first")
    two("customer delete Z3")
    assert wrong(two) == []
    at("2026-03-04")
    with closing(sqlite3.connect(os.environ["SALES_DB"])) as connection:
        connection.execute("UPDATE visit SET created_at = '2026-03-05T00:00:00.000Z'")
        connection.commit()
    assert "visit 1" in wrong(two)[0]["finding"]


@pytest.mark.parametrize(
    "first, then",
    [
        ("visit delete 1", "visit edit 1 --result 'order of 20'"),
        ("visit delete 1", "visit delete 1"),
        ("visit delete 1", "visit review 1 --lesson 'call first'"),
        ("contact delete A3 Ana", "contact edit A3 Ana --position buyer"),
        ("contact delete A3 Ana", "contact delete A3 Ana"),
        ("order delete 1", "order edit 1 --notes 'by truck'"),
        ("product delete 1", "product edit 1 --price 4"),
    ],
)
def test_what_was_deleted_meanwhile_is_not_changed_into_nothing(two, meanwhile, first, then):
    two("visit add A3 'showed the line'")
    two("product add Paper --price 3")
    two("order add A3 'Paper x 10'")
    meanwhile(first)
    run = two(then, code=3)
    assert "error: it was deleted meanwhile by another command" in run.err


@pytest.mark.parametrize(
    "then", ["route confirm 1", "route move 1 --to 16:00", "route drop 1 --reason sick"]
)
def test_a_plan_takes_no_visit_away_that_was_logged_meanwhile(two, meanwhile, then):
    two("customer edit A3 --place 37.5,127.03")
    two("route add A3 --day today --at 15:00")
    meanwhile("visit add A3 'showed the line'")
    two(then)
    (stop,) = two("route show -f json").json["stops"]
    assert (stop["status"], stop["visit_no"]) == ("visited", 1)


@pytest.mark.parametrize(
    "line, said, versions",
    [
        ("report daily --submit", "Nothing changed since version 1", [1]),
        ("report daily --summary 'two good talks' --submit", "version 2", [2, 1]),
    ],
)
def test_two_submissions_at_once_are_two_versions_where_they_differ(
    two, meanwhile, rows, line, said, versions
):
    two("visit add A3 talk -w Ana -r good -p none")
    meanwhile("report daily --submit")
    assert said in two(line).err
    found = rows("SELECT version, differences FROM reports ORDER BY version DESC")
    assert [row["version"] for row in found] == versions
    assert all(row["differences"] for row in found if row["version"] > 1)
