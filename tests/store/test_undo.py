"""`sales undo`: whatever a command did, the views tell afterwards what they told before it."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salescli import cli

pytestmark = pytest.mark.usefixtures("quick_disk")
CSV = """name,code,phone,contact,position,grade,tags,notes
한빛상사,,02-555-1234,박지성,차장,A,vip,from the fair
두리물산,D-7,02-777-1111,이영표,,,,
새벽전자,N-1,031-222-3333,손흥민,과장,C,"new, fair",
"""

WRITERS = [
    "customer add 새벽전자 --incomplete",
    "customer add 새벽전자 --contact 손흥민 --position 과장 --mobile 010-1234-5678 --phone 02-1-2"
    " --status active --grade A --budget '2026 1000000' --role decides",
    "customer edit 한빛 --name 한빛산업 --status lost --code H-1 --area 강남 --tag vip --tag new",
    "customer edit 한빛 --place '37.5, 127.03' --hours 'mon-fri 09:30-12:00; closed wed'"
    " --expected 2026-04-01 --tracking-since 2026-02-01 --need-clear --no-target --key-account",
    "customer edit 한빛 --grade A --reason 'order next week'",
    "customer edit 한빛 --phone '' --status ''",
    "customer edit 두리 --budget '2026 9000000 paper' --budget '2027 1 paper'",
    "customer grade 한빛 D --reason 'no budget'",
    "customer delete 한빛",
    "customer merge 한빛 두리 --yes",
    "customer merge 두리 한빛 --yes --take name=B --take owner=B",
    "customer assign 한빛 두리 --to 이영희 --by 박부장 --reason 'knows the buyer'",
    "contact add 한빛 손흥민 --main --role decides",
    "contact edit 한빛 차범근 --main --phone 010-1111-2222 --function '' --notes 'tall'",
    "contact delete 한빛 박지성",
    "visit add 두리 'order of 20' --with 이영표 --at 8:00 --minutes 31 --result sold --problem none"
    " --follow-up deliver --next 'tomorrow 10:30' --closes 2 --grade B --reason 'bought'"
    " --objective 'second order'",
    "visit add 한빛 --outcome absent --note-left --no-card-left --next 'mon 9:00' --on yesterday",
    "visit edit 1 --at 8:15 --minutes 45",
    "visit edit 1 --on 2026-02-27",
    "visit edit 1 --on 2026-02-27 --at 23:59 --with 차범근 --outcome postponed --next 2026-05-01",
    "visit edit 1 --result '' --follow-up 'send a quote' --grade A --note-left",
    "visit delete 1",
    "visit delete 2",
    "visit objective 한빛 'meet the owner' --kind relation --on fri",
    "visit review 1 2 --reached partly --cause 'buyer away' --remedy 'call monday'",
    "visit review 1 --lesson 'talked too long' --improvement 'ask first'",
    "followup add 한빛 'ring back' --due 'fri 16:00'",
    "followup add 한빛 --visit --due fri",
    "followup done 1 2",
    "followup move 1 2 --to 'mon 8:05'",
    "today --focus 'new line' --packed samples",
    "report daily --summary 'a good day' --tomorrow 'two calls'",
    "product add widget --spec 3mm --price 5 --benefit light",
    "order add 두리 'pen x 3 @ 5' 'cup x 1.5 t @ 7' --delivery fri",
    "visit add 두리 sold --order 'pen x 3 @ 5' --order 'cup x 1.5 t @ 7' --at 8:00",
    "data import customers list.csv",
    "data import customers list.csv --update",
]


@pytest.mark.parametrize("command", WRITERS)
def test_undo_of_one_command_brings_back_what_was(busy_office, office, content, command):
    (office / "list.csv").write_text(CSV, encoding="utf-8")
    before = content()
    busy_office(command)
    assert content() != before
    said = busy_office("undo").err
    assert said.startswith("Undone: sales " + command.split(maxsplit=1)[0])
    assert content() == before


def test_a_notebook_of_several_visits_is_one_step(busy_office, content):
    before = content()
    busy_office("visit add -", input="한빛 'one' --at 8:00\n두리 'two' --at 8:30\n")
    assert len(content()["visits"]) == 4
    assert "2 × visit hidden" in busy_office("undo").err
    assert content() == before


def test_undo_goes_back_step_by_step_to_the_empty_office(busy_office, content):
    for _step in range(7):
        busy_office("undo")
    assert all(records == [] for records in content().values())
    assert "nothing to undo" in busy_office("undo", code=1).err


def test_what_was_taken_back_can_be_done_again_under_a_new_number(hanbit):
    hanbit("visit add 한빛 one --at 9:00")
    hanbit("undo")
    assert "Saved visit 2" in hanbit("visit add 한빛 one --at 9:00").err
    hanbit("undo")
    hanbit("undo")
    assert hanbit("customer list -f json").json == []


def test_undo_says_what_it_took_back(busy_office):
    said = busy_office("undo").err.splitlines()
    assert said == ["Undone: sales followup add 두리 'price list' --due tomorrow",
                    "  1 follow-up hidden"]  # fmt: skip


def test_the_list_shows_the_steps_newest_first_and_shrinks(busy_office, at):
    def steps() -> list[dict[str, Any]]:
        return busy_office("undo --list -f json").json

    before = steps()
    assert [step["no"] for step in before] == [7, 6, 5, 4, 3, 2, 1]
    assert before[0]["command"] == "sales followup add 두리 'price list' --due tomorrow"
    assert before[0]["at"].startswith("2026-03-03")
    assert before[0]["rows"] == 1
    busy_office("undo")
    assert steps() == before[1:]
    at("2026-03-03T15:00")
    busy_office("customer delete 두리")
    assert [step["no"] for step in steps()] == [9, 6, 5, 4, 3, 2, 1]
    assert "sales customer delete 두리" in busy_office("undo --list").out


def test_the_list_of_an_empty_office_is_empty(sales, file):
    assert sales("undo --list -f json").json == []
    file.unlink()
    assert sales("undo --list -f json").json == []
    assert "nothing to undo" in sales("undo", code=1).err


def test_undo_never_takes_a_submitted_report_back(hanbit, rows):
    hanbit("visit add 한빛 'one' --with 박지성 --result fine --problem none --at 9:00")
    hanbit("report daily --summary 'kept before'")
    hanbit("report daily --submit")
    report = rows("SELECT * FROM report")
    assert [step["command"] for step in hanbit("undo --list -f json").json[:2]] == [
        "sales report daily --summary 'kept before'",
        "sales visit add 한빛 one --with 박지성 --result fine --problem none --at 9:00",
    ]
    for _step in range(3):
        hanbit("undo")
    assert "nothing to undo" in hanbit("undo", code=1).err
    assert rows("SELECT * FROM report") == report
    shown = hanbit("report show -f json").json
    assert shown["summary"] == "kept before"
    assert len(shown["visits"]) == 1
    assert shown["status"]["corrected"]


def test_a_draft_after_the_submission_is_taken_back_and_the_submitted_one_stays(hanbit, rows):
    hanbit("report daily --summary first --submit")
    hanbit("report daily --summary second")
    assert [row["version"] for row in rows("SELECT version FROM reports")] == [1, 2]
    hanbit("undo")
    assert [(row["version"], row["summary"]) for row in rows("SELECT * FROM reports")] == [
        (1, "first")
    ]
    hanbit("visit add 한빛 'late call' --channel phone")
    assert "version 2" in hanbit("report daily --submit --anyway 'short of time'").err


def test_undo_of_an_edit_after_submission_leaves_the_report_alone(hanbit, rows):
    hanbit("visit add 한빛 'one' --with 박지성 --result fine --problem none --at 9:00")
    hanbit("report daily --submit")
    report = rows("SELECT * FROM report")
    hanbit("visit edit 1 --result changed")
    hanbit("undo")
    assert rows("SELECT result FROM visits") == [{"result": "fine"}]
    assert rows("SELECT * FROM report") == report


def test_the_managers_remark_can_be_taken_back_and_the_report_stays(hanbit, rows):
    hanbit("report daily --submit")
    hanbit("report review today 'good' --by Park")
    hanbit("undo")
    report = rows("SELECT * FROM report")[0]
    assert (report["remark"], report["reviewed_by"], report["reviewed_at"]) == ("", "", None)
    assert json.loads(report["content"])
    assert report["submitted_at"]


def test_sending_a_report_keeps_no_remark_from_being_taken_back(hanbit, rows):
    hanbit("report daily --submit")
    hanbit("report review today 'good' --by Park")
    hanbit("report daily --to boss@example.com -o day.eml")
    assert "1 report as before" in hanbit("undo").err
    report = rows("SELECT remark, sent_to, submitted_at FROM report")[0]
    assert (report["remark"], report["sent_to"]) == ("", "boss@example.com")
    assert report["submitted_at"]


def test_another_name_in_the_config_is_no_step(busy_office, office, rows):
    config = office / "config.yaml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("김민수", "이민수"), encoding="utf-8"
    )
    busy_office("customer grade 한빛 B")
    assert rows("SELECT name FROM rep") == [{"name": "이민수"}]
    assert busy_office("undo --list -f json").json[0]["no"] == 7
    busy_office("undo")
    assert busy_office("followup list --customer 두리 -f json").json == []
    assert rows("SELECT name FROM rep") == [{"name": "이민수"}]


def test_undo_of_a_big_import_leaves_nothing_behind(hanbit, office, content):
    before = content()
    lines = [f"Shop {n},02-300-{n:04d},Kim {n},clerk,B" for n in range(1200)]
    text = "\n".join(["name,phone,contact,position,grade", *lines])
    (office / "list.csv").write_text(text, encoding="utf-8")
    hanbit("data import customers list.csv")
    assert len(content()["customers"]) == 1201
    assert "1200 × customer hidden" in hanbit("undo").err
    assert content() == before


# What a rep might type in any order; N is replaced by a number that is new in the sequence.
TYPED = [
    "customer add ShopN --incomplete --force",
    "customer edit 두리 --area areaN --expected 'in N days'",
    "customer grade 한빛 A --reason N",
    "customer grade 한빛 C",
    "customer delete 두리",
    "customer merge 한빛 두리 --yes",
    "customer merge 두리 한빛 --yes --take name=B --take phone=B",
    "customer assign 한빛 --to RepN --by 부장 --reason N",
    "contact add 한빛 PersonN --main",
    "contact edit 한빛 차범근 --position N --main",
    "contact delete 한빛 차범근",
    "visit add 한빛 'note N' --at 8:0N --follow-up 'do N' --next 'in N days' --objective N",
    "visit add 두리 'note N' --with 이영표 --closes 2 --grade B",
    "visit edit 1 --at 7:0N --with 차범근 --result N",
    "visit edit last --minutes N --follow-up N",
    "visit delete last",
    "visit delete 1",
    "visit review 1 2 --reached yes",
    "visit objective 두리 'aim N'",
    "followup add 한빛 --visit --due 'in N days'",
    "followup done 1",
    "followup move 2 --to 'in N days'",
    "today --focus N",
    "report daily --summary 'sum N'",
]
SEQUENCES = st.lists(st.sampled_from([*TYPED, "undo"]), min_size=4, max_size=6)
SHORT = st.lists(st.sampled_from([*TYPED, "undo"]), min_size=2, max_size=4)
MODEST = settings(
    max_examples=9, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


def typed(line: str) -> int:
    """Run a line in this process, whatever its exit code: a refused one must change nothing."""
    with pytest.raises(SystemExit) as ended:
        cli.main(shlex.split(line))
    return int(ended.value.code or 0)


@pytest.fixture
def fresh(busy_office, busy_file, file, monkeypatch):
    """Begin again with the busy office, as often as an example wants."""
    monkeypatch.setattr(sys, "argv", ["sales"])
    return lambda: shutil.copy(busy_file, file)


@MODEST
@given(lines=SEQUENCES)
def test_undo_after_any_commands_goes_back_through_every_state(fresh, content, rows, lines):
    fresh()
    states = [content()]
    for number, line in enumerate(lines, 1):
        code = typed(line.replace("N", str(number)))
        if line == "undo":
            if len(states) > 1:
                states.pop()
            else:
                break  # further back are the steps that made the office
        elif content() != states[-1]:
            states.append(content())
        assert code in {0, 2, 3}, line
        assert content() == states[-1], line
    while len(states) > 1:
        states.pop()
        assert typed("undo") == 0
        assert content() == states[-1]
    assert rows("SELECT count(*) AS n FROM visit")[0]["n"] >= 2  # hidden rows stay in the file


@MODEST
@given(before=SHORT, after=SHORT)
def test_no_undo_touches_a_submitted_report(fresh, rows, before, after):
    fresh()
    for number, line in enumerate([*before, "report daily --submit --anyway so"], 1):
        typed(line.replace("N", str(number)))
    submitted = rows("SELECT * FROM report WHERE submitted_at IS NOT NULL")
    assert len(submitted) == 1
    for number, line in enumerate([*after, "undo", "undo", "undo", "undo"], 1):
        typed(line.replace("N", str(number)))
    assert rows("SELECT * FROM report WHERE submitted_at IS NOT NULL") == submitted
