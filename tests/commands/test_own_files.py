"""No `-o` replaces the data file, the config or a backup, whatever name leads there."""

from __future__ import annotations

import os
import shlex

import pytest

COMMANDS = [
    "data export products -f csv",
    "data export customers -f xlsx --password-file pw",
    "data exports -f csv",
    "data sql 'select 1' -f csv",
    "customer list -f csv",
    "contact list -f json",
    "report daily -f html",
    "report daily --to a@b.example",
    "archive list -f csv",
    "archive status -f csv",
    "archive open x.xlsx --plain -f csv",
    "route export -f ics",
    "config show -f csv",
    "doctor -f csv",
]
OWN = ["sales.db", "sales.db-wal", "sales.db-shm", "config.yaml", "backups/old.db",
       "backups/another.csv", "linked.csv", "twin.csv", "./../{office}/sales.db"]  # fmt: skip


@pytest.fixture
def housed(sales, office):
    (office / "backups").mkdir()
    (office / "backups" / "old.db").write_text("old")
    (office / "linked.csv").symlink_to(office / "sales.db")
    os.link(office / "sales.db", office / "twin.csv")
    (office / "pw").write_text("correct horse battery\n")
    return sales


def everything(office):
    return {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_writes_over_the_data_file(housed, office, command):
    before = everything(office)
    run = housed([*shlex.split(command), "-o", str(office / "sales.db")], code=2)
    assert f"error: {office / 'sales.db'} is a file of sales itself and is not written over" in (
        run.err
    )
    assert everything(office) == before


@pytest.mark.parametrize("place", OWN)
def test_nor_what_belongs_to_it(housed, office, place):
    before = everything(office)
    place = place.format(office=office.name)
    run = housed(f"customer list -f csv -o {place}", code=2)
    assert "is a file of sales itself" in run.err
    assert everything(office) == before


def test_an_archive_does_not_either(housed, office, monkeypatch):
    (office / "sales.db").rename(office / "sales.xlsx")
    monkeypatch.setenv("SALES_DB", str(office / "sales.xlsx"))
    before = everything(office)
    housed("archive make --password-file pw -o sales.xlsx", code=2)
    assert everything(office) == before


def test_a_data_file_behind_a_link_is_known_by_both_names(housed, office, monkeypatch):
    (office / "link.db").symlink_to(office / "sales.db")
    monkeypatch.setenv("SALES_DB", str(office / "link.db"))
    for place in ("link.db", "sales.db"):
        assert "is a file of sales itself" in housed(f"today -f csv -o {place}", code=2).err
    housed("customer list -f csv -o fine.csv")
    housed("customer list -f csv -o -")
