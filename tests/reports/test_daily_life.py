"""The life of a daily report: draft, text boxes, submission, late, versions, remark, corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def shown(sales, *options):
    return sales(["report", "show", *options, "-f", "json"]).json


def listed(sales, period="this month"):
    return sales(["report", "list", period, "-f", "json"]).json


def states(sales, period="this month"):
    return {row["day"]: row["state"] for row in listed(sales, period)}


def test_a_draft_follows_the_data(day):
    assert day("report daily -f json").json["status"]["state"] == "draft"
    day("visit edit 1 --result 'order of 20'")
    assert "order of 20" in day("report daily").out
    assert "no submitted report" in day("report show", code=3).err


def test_what_was_written_into_the_boxes_is_kept(day, at):
    said = day("report daily --summary 'two good talks' --tomorrow 'quote for 한빛'")
    assert said.err == "Kept for the report of Tue 3 Mar 2026\n"
    day("visit edit 1 --result 'order of 20'")
    page = day("report daily -f json").json
    assert (page["summary"], page["tomorrow"]) == ("two good talks", "quote for 한빛")
    day("report daily --summary 'three good talks'")
    page = day("report daily -f json").json
    assert (page["summary"], page["tomorrow"]) == ("three good talks", "quote for 한빛")
    at("2026-03-04")
    assert day("report daily -f json").json["summary"] == "", "a box is for its day"
    day("report daily yesterday --tomorrow 'nothing'")
    assert day("report daily yesterday -f json").json["tomorrow"] == "nothing"


def test_a_box_keeps_its_lines(day):
    day(["report", "daily", "--summary", "first line\n\n  - a point\nlast"])
    assert day("report daily -f json").json["summary"] == "first line\n\n  - a point\nlast"


def test_a_box_from_standard_input(day):
    day("report daily --summary -", input="from the notes\nsecond line\n")
    assert day("report daily -f json").json["summary"] == "from the notes\nsecond line"


def test_an_emptied_box_is_drafted_again(day):
    drafted = day("report daily -f json").json["summary"]
    day("report daily --summary wrong")
    day("report daily --summary ''")
    assert day("report daily -f json").json["summary"] in {"", drafted}


def test_a_refused_text_keeps_the_box(day):
    day("report daily --summary good")
    assert "\\x1b" in day(["report", "daily", "--summary", "bad\x1b[31m"], code=2).err
    assert day("report daily -f json").json["summary"] == "good"


@pytest.mark.parametrize(
    "moment, late",
    [
        ("2026-03-03T17:29:59", False),
        ("2026-03-03T17:30:00", False),
        ("2026-03-03T17:30:01", True),
        ("2026-03-03T17:31", True),
        ("2026-03-04T09:00", True),
    ],
)
def test_due_before_leaving(day, at, moment, late):
    at(moment)
    said = day("report daily 2026-03-03 --submit").err
    assert (", late" in said) == late
    status = shown(day, "2026-03-03")["status"]
    assert status["state"] == ("late" if late else "submitted")
    assert status["due_at"] == "2026-03-03T08:30:00+00:00"
    assert states(day)["2026-03-03"] == status["state"]


def test_the_due_time_reads_the_same_before_and_after_submission(day):
    before = day("report daily -f json").json["status"]["due_at"]
    day("report daily --submit")
    assert shown(day)["status"]["due_at"] == before


def test_the_office_s_own_hour(day, at):
    day("config set day.leave 18:30")
    at("2026-03-03T18:30")
    assert ", late" not in day("report daily --submit").err


def test_a_late_report_keeps_its_reason(day, at):
    at("2026-03-03T19:00")
    day("report daily --submit --reason 'car broke down'")
    assert shown(day)["status"]["excuse"] == "car broke down"
    assert listed(day)[-1]["excuse"] == "car broke down"
    assert "Reason for being late  car broke down" in day("report show").out


def test_what_submission_says(day):
    said = day("report daily --submit")
    assert said.out == ""
    assert said.err == (
        "Submitted the report of Tue 3 Mar 2026, version 1, 17:20\n"
        "send it: `sales report daily 2026-03-03 --to ADDRESS`; print it: `-o report.html`\n"
    )
    assert day("report daily -f json").json["status"]["state"] == "submitted"


def test_incomplete_visits_are_refused_and_named(day):
    day("visit add 한빛 'in a hurry' --at 16:00")
    refused = day("report daily --submit", code=1)
    assert "1 visit is not complete: 6 한빛상사: person met, result, problems" in refused.err
    assert '`--anyway "reason"`' in refused.err
    assert states(day)["2026-03-03"] != "submitted"
    day("report daily --submit --anyway 'buyer was called away'")
    assert shown(day)["status"]["incomplete_reason"] == "buyer was called away"


def test_completed_visits_may_be_submitted(day):
    day("visit add 한빛 'in a hurry' --at 16:00")
    day("report daily --submit", code=1)
    day("visit edit last --with 박 --result ok --problem none")
    assert "version 1" in day("report daily --submit").err


def test_a_future_day_has_no_report(day):
    assert "is in the future" in day("report daily tomorrow", code=2).err
    assert "is not a date I know" in day("report daily nonsense", code=2).err


def everything_changes(sales):
    """Edits of every kind that touch what the report was made of."""
    for line in (
        "customer edit 한빛상사 --name 새벽상사 --address '부산 1' --phone 051-1 --status lost",
        "contact edit '#1' 박지성 --name 박지송 --phone 051-2",
        "customer grade '#1' D",
        "visit edit 1 --result 'order of 20' --at 8:00",
        "visit delete 3",
        "customer delete 세나",
        "followup move 1 --to 2026-04-01",
        "config set me.name 홍길동",
        "config set me.area 부산",
        "config set quota.needed 99",
        "config set day.leave 12:00",
    ):
        sales(line)


def test_a_submitted_report_stays_as_it_was(day):
    day("report daily --summary 'two good talks' --submit")
    before = shown(day)
    pages = {form: day(f"report show -f {form}").out for form in ("table", "csv", "html", "md")}
    everything_changes(day)
    after = shown(day)
    assert after["status"].pop("corrected")
    before["status"].pop("corrected", None)
    assert after == before
    assert day("report show -f csv").out == pages["csv"]
    for form in ("table", "md", "html"):
        page = day(f"report show -f {form}").out
        assert "새벽상사" not in page.split("Corrected after submission")[0]
        assert "김민수" in page


def test_what_was_corrected_is_said(day):
    day("report daily --submit")
    day("visit edit 1 --result 'order of 20' --at 9:45")
    day("visit delete 3")
    day("visit add 세나 'came back' --at 16:00 -w 김 -r x -p none")
    assert shown(day)["status"]["corrected"] == [
        "visit 6 added: 세나",
        "visit 3 deleted: 북경 |광명| *무역*",
        "visit 1 한빛상사: time, result",
    ]
    assert "Corrected after submission" in day("report show").out
    assert "Corrected after submission" not in day("report show").out.split("Status")[0]


def test_submitted_again_unchanged_is_no_new_version(day):
    day("report daily --submit")
    assert (
        "Nothing changed since version 1; it stays as submitted" in day("report daily --submit").err
    )
    assert listed(day)[-1]["version"] == 1


def test_the_second_version_says_what_differs(day):
    day("report daily --summary one --submit")
    day("visit edit 1 --result 'order of 20'")
    assert "version 2" in day("report daily --summary two --submit").err
    first, second = shown(day, "--version", "1"), shown(day)
    assert first["status"]["version"] == 1
    assert first["summary"] == "one"
    assert "wants a quote" in first["visits"][0]["course"]
    assert second["status"]["version"] == 2
    assert second["status"]["differences"] == "visit 1 한빛상사: result\nsummary"
    assert "order of 20" in second["visits"][0]["course"]
    assert "corrected" not in second["status"]
    assert shown(day, "--version", "2") == second
    day("report show --version 3", code=3)


def test_a_correction_does_not_make_a_report_late_that_was_in_time(day, at):
    day("report daily --submit")
    at("2026-03-04T09:00")
    day("visit edit 1 --result 'order of 20'")
    day("report daily yesterday --submit")
    assert states(day)["2026-03-03"] == "submitted"


def test_a_drafted_summary_follows_a_correction(day):
    day("report daily --submit")
    day("visit edit 1 --result 'order of 20'")
    day("report daily --submit")
    assert "order of 20" in shown(day)["summary"]
    assert "wants a quote" not in shown(day)["summary"]


@pytest.mark.parametrize(
    "line", ["followup move 1 --to 2026-04-01", "customer edit 세나 --address '부산 1'"]
)
def test_the_work_of_the_following_days_corrects_no_report(day, line):
    day("report daily --submit")
    day(line)
    assert "corrected" not in shown(day)["status"]


def test_a_reason_given_afterwards_is_kept(day, at):
    at("2026-03-03T18:00")
    day("report daily --submit")
    day("report daily --submit --reason 'car broke down'")
    assert shown(day)["status"]["excuse"] == "car broke down"


@pytest.mark.parametrize(
    "options",
    [
        "--submit -f yaml",
        "--summary x -f yaml",
        pytest.param(
            "--submit -o report.doc",
        ),
        pytest.param(
            "--submit --to nobody",
        ),
    ],
)
def test_a_line_that_is_refused_does_nothing(day, options):
    before = day("report daily -f json").json
    day(f"report daily {options}", code=2)
    assert day("report daily -f json").json == before


def test_the_manager_s_remark(day, at):
    day("report daily --submit")
    at("2026-03-04T08:40")
    said = day("report review yesterday 'good; call 한빛 again' --by 'J. Park'").err
    assert said == "Remark kept with the report of Tue 3 Mar 2026\n"
    page = shown(day, "yesterday")
    assert page["remark"] == "good; call 한빛 again"
    assert (page["status"]["state"], page["status"]["reviewed_by"]) == ("reviewed", "J. Park")
    assert "Remark\ngood; call 한빛 again\n" in day("report show yesterday").out
    row = listed(day)[0]
    assert (row["state"], row["remark"]) == ("reviewed", "good; call 한빛 again")


@pytest.mark.parametrize(
    "line, code, wrong",
    [
        ("report review today good --by x", 3, "is not submitted"),
        ("report review today good", 2, "who reviewed it"),
        ("report review today", 2, "REMARK"),
        ("report review tomorrow good --by x", 2, "is in the future"),
        ("report show yesterday", 3, "no submitted report of Mon 2 Mar 2026"),
        ("report show --version x", 2, "--version"),
        pytest.param(
            "report review today good --by x", 3, "Tue 3 Mar 2026",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_reviewed_or_shown(day, line, code, wrong):
    assert wrong in day(line, code=code).err


def test_a_submitted_report_is_never_undone(day):
    day("report daily --summary 'two good talks'")
    day("report daily --submit")
    before = shown(day)
    assert "Undone: sales report daily --summary" in day("undo").err
    assert "Undone: sales visit add 세나" in day("undo").err
    after = shown(day)
    assert after["status"].pop("corrected") == ["visit 5 deleted: 세나"]
    assert after == before


def test_undo_to_the_beginning_leaves_the_report(day):
    day("report daily --submit")
    for _step in range(9):
        day("undo")
    assert "nothing to undo" in day("undo", code=1).err
    assert len(shown(day)["visits"]) == 4


def test_the_list_with_missing_days(day, at):
    day("report daily --submit")
    at("2026-03-05T18:00")
    day("report daily --submit")
    at("2026-03-09T09:00")
    assert states(day) == {
        "2026-03-03": "submitted",
        "2026-03-04": "missing",
        "2026-03-05": "late",
        "2026-03-06": "missing",
        "2026-03-09": "draft",  # not due yet
    }
    at("2026-03-09T17:31")
    assert states(day)["2026-03-09"] == "missing"
    day("report daily --summary 'begun'")
    assert states(day)["2026-03-09"] == "draft"


def test_days_off_are_not_missing_unless_somebody_worked(day, at):
    day("config set day.holidays '[2026-03-05, 2026-03-06]'")
    day("config set day.workdays mon-thu")
    at("2026-03-09T09:00")
    assert list(states(day)) == ["2026-03-03", "2026-03-04", "2026-03-09"]
    day("visit add 한빛 x --on 2026-03-05")
    day("visit add 한빛 x --on sat")
    assert states(day)["2026-03-05"] == "missing"
    assert states(day)["2026-03-07"] == "missing"


@pytest.mark.parametrize(
    "period, days",
    [
        ("today", ["2026-03-03"]),
        ("yesterday", []),
        ("last month", []),
        ("2026-03-01 .. 2026-03-31", ["2026-03-03"]),
        ("next month", []),
    ],
)
def test_periods(day, period, days):
    assert list(states(day, period)) == days


def test_the_columns_of_the_list(day):
    day("report daily --submit")
    row = listed(day)[0]
    assert list(row) == [
        "day",
        "state",
        "visits",
        "version",
        "submitted_at",
        "excuse",
        "sent_to",
        "remark",
    ]
    assert (row["visits"], row["submitted_at"]) == (3, "2026-03-03T08:20:00+00:00")
    assert "Tue 3 Mar  submitted" in day("report list").out
    assert day("report list --columns day,state -f csv").out == "day,state\n2026-03-03,submitted\n"


def test_an_office_without_visits_misses_no_reports(sales):
    run = sales("report list")
    assert (run.out, run.err) == ("", "no reports in this period\n")


def editor(office, text, *, code=0):
    """A fake EDITOR that writes ``text`` and keeps what it was given."""
    place = office / "editor.sh"
    (office / "written.md").write_text(text, encoding="utf-8")
    place.write_text(
        f'#!/bin/sh\ncp "$1" {office}/given.md\ncp {office}/written.md "$1"\nexit {code}\n'
    )
    place.chmod(0o755)
    return str(place)


def left_text(run):
    """What stands in the file that the hint names."""
    return Path(run.err.split("your text is in ")[1].strip()).read_text(encoding="utf-8")


def test_both_boxes_in_the_editor(day, office, monkeypatch):
    monkeypatch.setenv("EDITOR", editor(office, "## a\nS1\n\nS2\n\n## b\nT1\n"))
    day("report daily --edit", tty=True)
    given = (office / "given.md").read_text(encoding="utf-8")
    assert given.startswith("## Summary of today's work\nVisits: 3")
    assert "\n## Tomorrow's work\n- 14:00 두리 마트: visit\n" in given
    page = day("report daily -f json").json
    assert (page["summary"], page["tomorrow"]) == ("S1\n\nS2", "T1")


def test_the_editor_begins_with_what_is_there(day, office, monkeypatch):
    day("report daily --summary 'two good talks'")
    monkeypatch.setenv("EDITOR", editor(office, "## a\nx\n## b\ny\n"))
    day("report daily --edit --submit", tty=True)
    assert "two good talks" in (office / "given.md").read_text(encoding="utf-8")
    assert shown(day)["summary"] == "x"


def test_an_editor_with_arguments(day, office, monkeypatch):
    monkeypatch.setenv("EDITOR", "sh " + editor(office, "## a\nx\n## b\ny\n"))
    day("report daily --edit", tty=True)
    assert day("report daily -f json").json["summary"] == "x"


def test_an_editor_that_fails_saves_nothing_and_keeps_the_text(day, office, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("EDITOR", editor(office, "## a\nx\n## b\ny\n", code=1))
    run = day("report daily --edit", tty=True, code=1)
    assert "the editor ended with an error; nothing was saved" in run.err
    assert left_text(run) == "## a\nx\n## b\ny\n"
    assert day("report daily -f json").json["summary"].startswith("Visits: 3")


@pytest.mark.parametrize(
    "command",
    [
        "/nonexistent/editor",
        pytest.param(
            "'not closed",
        ),
    ],
)
def test_an_editor_that_is_not_there(day, monkeypatch, command):
    monkeypatch.setenv("EDITOR", command)
    assert "could not start the editor" in day("report daily --edit", tty=True, code=1).err


@pytest.mark.parametrize(
    "text", ["no headings at all", "## a\nx\n## b\ny\n## my own heading\nz\n", "## a\nx\n"]
)
def test_changed_headings_keep_the_text(day, office, monkeypatch, text):
    monkeypatch.setenv("EDITOR", editor(office, text))
    run = day("report daily --edit", tty=True, code=1)
    assert left_text(run) == text


def test_boxes_emptied_in_the_editor(day, office, monkeypatch):
    day("report daily --summary wrong --tomorrow wrong")
    monkeypatch.setenv("EDITOR", editor(office, "## a\n\n## b\n"))
    day("report daily --edit", tty=True)
    assert "wrong" not in json.dumps(day("report daily -f json").json)


def test_a_refused_submission_keeps_what_was_typed(day):
    day("visit add 한빛 'in a hurry' --at 16:00")
    run = day("report daily --summary 'two good talks' --tomorrow 'a quote' --submit", code=1)
    kept = day("report daily -f json").json["summary"] == "two good talks"
    assert kept or "typed: sales report daily --summary 'two good talks'" in run.err


def test_a_refused_submission_keeps_what_was_written(day, office, monkeypatch):
    day("visit add 한빛 'in a hurry' --at 16:00")
    monkeypatch.setenv("EDITOR", editor(office, "## a\ntwo good talks\n## b\nT\n"))
    day("report daily --edit --submit", tty=True, code=1)
    assert day("report daily -f json").json["summary"] == "two good talks"


def test_a_draft_left_as_it_is_in_the_editor_goes_on_following_the_data(day, monkeypatch):
    monkeypatch.setenv("EDITOR", "true")
    day("report daily --edit", tty=True)
    day("visit edit 1 --result 'order of 20'")
    assert "order of 20" in day("report daily -f json").json["summary"]


@pytest.mark.parametrize(
    "line, block",
    [
        ("customer grade 두리 D --reason closed", "grade_changes"),
        ("customer add 다나 --incomplete", "new_customers"),
    ],
)
def test_what_happens_after_submission_is_in_the_second_version(day, line, block):
    day("report daily --submit")
    before = len(shown(day)[block])
    day(line)
    assert shown(day)["status"]["corrected"]
    assert "version 2" in day("report daily --submit").err
    assert len(shown(day)[block]) == before + 1


def test_a_grade_changed_for_a_day_that_is_submitted_is_said(day, at):
    day("report daily --submit")
    at("2026-03-04T09:00")
    said = day("customer grade 두리 D --on yesterday").err
    assert "submitted" in said
