"""`visit add --key`: a script that broke off runs again, and nothing is there twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
KEYED = "visit add 한빛 'called back' --key crm-1"


def count(sales):
    return len(sales("visit list -f json").json)


def test_the_second_time_nothing_is_written(hanbit, office):
    first = hanbit(f"{KEYED} -f json").json
    before = (office / "sales.db").read_bytes()
    steps = hanbit("undo --list").out
    again = hanbit(f"{KEYED} -f json")
    assert again.json == first
    assert first["entry_key"] == "crm-1"
    assert "saved under this key before: 한빛상사" in hanbit(KEYED).err
    assert (hanbit("undo --list").out, count(hanbit)) == (steps, 1)
    assert len((office / "sales.db").read_bytes()) == len(before)


@pytest.mark.parametrize(
    "words",
    ["--closes 1", "--next 2026-03-03", "--closes 99", "--on 2030-01-01", "--with nobody"],
)
def test_what_would_no_longer_fit_does_not_matter(hanbit, at, words):
    """The follow-up is closed by now, the wished day is past: the entry is saved all the same."""
    hanbit("followup add 한빛 'send the list' --due today")
    hanbit(f"{KEYED} --closes 1 --next 2026-03-03")
    at("2026-04-01")
    hanbit(f"{KEYED} {words}")
    assert count(hanbit) == 1


@pytest.mark.parametrize("hidden", ["visit delete last", "undo"])
def test_after_a_delete_or_an_undo_the_key_is_free(hanbit, hidden):
    hanbit(KEYED)
    hanbit(hidden)
    assert count(hanbit) == 0
    assert "Saved visit 2" in hanbit(KEYED).err
    assert "visit 2 was saved" in hanbit(KEYED).err.lower()


def test_another_key_and_no_key_are_other_visits(hanbit):
    for line in (KEYED, KEYED.replace("crm-1", "crm-2"), "visit add 한빛 x", "visit add 한빛 x"):
        hanbit(line)
    assert count(hanbit) == 4


def test_a_key_is_read_as_text(hanbit):
    hanbit(["visit", "add", "한빛", "x", "--key", " 키 é  1 "])
    hanbit(["visit", "add", "한빛", "x", "--key", "키 e\u0301 1"])
    assert [row["entry_key"] for row in hanbit("visit list -f json").json] == ["키 é 1"]


@pytest.mark.parametrize("key", ["", "  ", "a\x07b", "x" * 201])
def test_a_key_that_protects_nothing(hanbit, key):
    hanbit(["visit", "add", "한빛", "x", "--key", key], code=2)
    assert count(hanbit) == 0


def test_every_line_of_the_notebook_has_its_own(hanbit):
    lines = "한빛 one --key a\n한빛 two --key b\n한빛 again --key a\n"
    first = hanbit("visit add - -f json", input=lines).json
    assert [row["no"] for row in first] == [1, 2, 1]
    second = hanbit("visit add - -f json", input=lines + "한빛 three --key c\n").json
    assert [row["no"] for row in second] == [1, 2, 1, 3]
    assert count(hanbit) == 3
    hanbit("visit add - --key x", input=lines, code=2)


def test_several_processes_at_once_save_one_visit(hanbit, office):
    command = [
        sys.executable,
        "-m",
        "salescli",
        "visit",
        "add",
        "한빛",
        "x",
        "--key",
        "k",
        "-f",
        "json",
    ]
    children = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _number in range(4)
    ]  # fmt: skip
    said = [child.communicate() for child in children]
    assert [child.returncode for child in children] == [0] * 4, said
    records = [json.loads(out) for out, _err in said]
    assert all(record == records[0] for record in records)
    assert count(hanbit) == 1


def test_a_key_of_a_visit_to_somebody_else_is_refused(hanbit):
    hanbit("customer add 두리 --incomplete")
    hanbit("visit add 한빛 x --key k1")
    run = hanbit("visit add 두리 x --key k1", code=2)
    assert "error: visit 1 to 한빛상사 has this key already" in run.err
    run = hanbit("visit add -", input="두리 x --key k1\n", code=None)
    assert len(hanbit("visit list -f json").json) == 1
