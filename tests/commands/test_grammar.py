"""The same word means the same everywhere: days, numbers of rows, searching, the five verbs."""

from __future__ import annotations

import pytest

BEFORE = (
    "customer add 두리무역 --incomplete",
    "contact add 두리 이영희 --phone 010-1234-5678",
    "visit objective 한빛 'restock' --kind order --on yesterday",
    "visit objective 두리 'first order' --on yesterday",
    "visit add 한빛 'showed it' --result fine --on yesterday --minutes 20",
    "visit add 두리 'spoke' --result fine --on yesterday --minutes 20",
    "followup add 한빛 samples --due fri",
    "followup add 두리 --visit --due fri",
    "plan add 'three visits' --support 'a van' --for 'this week'",
    "plan add 'two more' --for 'this week'",
    "meeting add today --minutes prices",
    "meeting add yesterday --minutes more",
    "meeting action 'new list' --owner Park",
    "meeting action 'old list' --owner Kim",
    "customer claim 한빛 --for Lee",
    "order add 한빛 'widget x 2 @ 12000' --on yesterday",
)
DAYS = (
    "visit add 한빛 x {}", "visit edit 1 {}", "visit objective 한빛 x {}", "followup done 1 {}",
    "customer grade 한빛 A {}", "order add 한빛 'w x 1 @ 2' {}", "order edit last {}",
    "plan arrange 1 booked --by Park {}", "meeting done 1 {}", "archive password --told GM {}",
    "objective edit 1 {}",
)  # fmt: skip
LISTS = (
    "customer list", "contact list", "visit list", "followup list", "objective list", "order list",
    "plan list", "report list", "meeting list", "meeting actions", "customer claims 한빛",
)  # fmt: skip


@pytest.fixture
def office_at_work(hanbit):
    for line in BEFORE:
        hanbit(line, code=None)
    return hanbit


@pytest.mark.parametrize("line", DAYS)
def test_a_day_is_typed_in_one_way(office_at_work, line):
    printed = []
    for option in ("--on today", "--day today", "-d today"):
        record = office_at_work(line.format(option) + " -f json").json
        printed.append(record if isinstance(record, dict) else record[0])
        office_at_work("undo")
    volatile = {"id", "no", "created_at", "updated_at", "number"}
    same = [{key: row[key] for key in row.keys() - volatile} for row in printed]
    assert same[0] == same[1] == same[2]
    assert "2026-03-03" in same[0].values()


@pytest.mark.parametrize("line", ["route show", "route why", "route confirm --all"])
def test_the_day_of_a_route_too(office_at_work, line):
    if line == "route show":
        return
    for option in ("--on", "--day", "-d"):
        run = office_at_work(f"{line} {option} 2026-03-04", code=3)
        assert "2026-03-04" in run.err


@pytest.mark.parametrize("line", LISTS)
def test_every_list_has_a_limit(office_at_work, line):
    assert len(office_at_work(f"{line} -f json").json) > 1 or line == "order list"
    assert len(office_at_work(f"{line} --limit 1 -f json").json) == 1


@pytest.mark.parametrize(
    "text, names",
    [
        ("이영", ["이영희"]),
        ("박지성", ["박지성"]),
        ("두리", ["이영희"]),
        ("010-1234", ["이영희"]),
    ],
)
def test_contacts_are_found_by_a_word(office_at_work, text, names):
    found = office_at_work(["contact", "list", text, "-f", "json"]).json
    assert [row["name"] for row in found] == names


def test_a_word_that_is_nobody_names_the_nearest_customer(office_at_work):
    assert "no customer fits" in office_at_work("contact list 한빗상사", code=3).err


@pytest.mark.parametrize("noun, number", [("followup", 1), ("objective", 1)])
def test_the_five_verbs(office_at_work, noun, number):
    before = office_at_work(f"{noun} show {number} -f json").json
    listed = [row["no"] for row in office_at_work(f"{noun} list -f json").json]
    assert number in listed
    office_at_work(f"{noun} edit {number} --text other")
    assert office_at_work(f"{noun} show {number} -f json").json[noun]["text"] == "other"
    office_at_work("undo")
    assert office_at_work(f"{noun} show {number} -f json").json == before
    office_at_work(f"{noun} delete {number}")
    assert number not in [row["no"] for row in office_at_work(f"{noun} list -f json").json]
    office_at_work(f"{noun} show {number}", code=3)
    office_at_work("undo")
    assert office_at_work(f"{noun} show {number} -f json").json == before


@pytest.mark.parametrize(
    "line, code",
    [
        ("followup edit 1", 2),
        ("followup edit 1 --text ''", 2),
        ("followup edit 99 --text x", 3),
        ("followup show 99", 3),
        ("followup delete 1 99", 3),
        ("objective edit 1", 2),
        ("objective edit 99 --text x", 3),
        ("objective edit 1 --kind nonsense", 2),
        ("objective show 99", 3),
        ("objective delete 1 99", 3),
    ],
)
def test_what_is_refused_changes_nothing(office_at_work, line, code):
    before = office_at_work("undo --list -f json").json
    office_at_work(line, code=code)
    assert office_at_work("undo --list -f json").json == before


def test_objectives_that_wait_for_their_visit(office_at_work):
    office_at_work("visit objective 한빛 next --on 2026-03-09")
    waiting = office_at_work("objective list --waiting -f json").json
    assert [row["text"] for row in waiting] == ["next"]
    assert len(office_at_work("objective list --customer 한빛 -f json").json) == 2


def test_an_objective_loses_its_day(office_at_work):
    office_at_work("visit objective 한빛 next --on 2026-03-09")
    assert office_at_work("objective edit 3 --on '' -f json").json["planned_on"] is None


@pytest.mark.parametrize(
    "line, numbers",
    [
        ("sales followup edit ", ["1", "2"]),
        ("sales followup done ", ["1", "2"]),
        ("sales objective show ", ["2", "1"]),
        ("sales plan done ", ["2", "1"]),
        ("sales meeting show ", ["1", "2"]),
        ("sales meeting done ", ["1", "2"]),
        ("sales objective list --columns pl", ["planned_on"]),
    ],
)
def test_numbers_are_offered(office_at_work, monkeypatch, line, numbers):
    monkeypatch.setenv("_SALES_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    assert office_at_work([]).out.split() == numbers
