"""The form of the daily report (requirements 2.1), in every form and language."""

from __future__ import annotations

import datetime
import json
import re
import time
from pathlib import Path

import pytest
from rich.cells import cell_len

from salescli.language import LANGUAGES

GOLDEN = Path(__file__).parent.parent / "golden"
NINE = ["no", "customer", "contact", "phone", "address", "time", "course", "grade", "follow_up"]
TITLES = {
    "en": "No.|Customer|Contact|Phone|Address|Time|Course of the visit|Grade|Follow-up",
}


def test_the_nine_columns_in_the_form_s_order(day):
    assert day("report daily -f csv").out.splitlines()[0] == ",".join(NINE)
    for row in day("report daily -f json").json["visits"]:
        assert list(row)[:9] == NINE
    head = day("report daily -f md").out.split("| No. |")[1].splitlines()[0]
    assert "No.|" + "|".join(word.strip() for word in head.strip(" |").split("|")) == TITLES["en"]


def test_the_head(day):
    head = day("report daily -f json").json["header"]
    assert head == {"day": "2026-03-03", "area": "서울 강남", "filled_in_by": "김민수"}
    assert (
        "Date: Tue 3 Mar 2026 · Area: 서울 강남 · Filled in by: 김민수\n" in day("report daily").out
    )


def test_a_row_of_the_form(day):
    first, absent, other, last = day("report daily -f json").json["visits"]
    form = ["no", "customer", "contact", "phone", "address", "time", "course", "grade", "follow_up"]
    assert list(first)[:9] == form
    assert {key: first[key] for key in form} == {
        "no": 1, "customer": "한빛상사", "contact": "박지성", "phone": "02-555-1234",
        "address": "서울 강남구 역삼동 1", "time": "09:40",
        "course": "showed the new line\nResult: wants a quote\nProblems: none",
        "grade": "B", "follow_up": "send quote (Fri 6 Mar)",
    }  # fmt: skip
    assert (first["visit_no"], first["outcome"], first["result"]) == (1, "met", "wants a quote")
    assert absent["course"].startswith("absent (note left, card left)")
    assert (absent["contact"], absent["follow_up"]) == ("이영희", "next visit (Wed 4 Mar)")
    assert other["course"].startswith("price talk\nsecond line\nResult: thinks")
    assert (last["no"], last["grade"], last["time"]) == (4, None, "13:15")


def test_calls_stand_below_the_visits(day):
    page = day("report daily -f json").json
    assert [row["customer"] for row in page["calls"]] == ["두리 마트"]
    assert page["quota"]["phone_calls"] == 1


def test_the_figures(day):
    figures = day("report daily -f json").json["quota"]
    assert figures == {
        "quota_met": False, "points": 2, "customers": 3, "morning": 2, "afternoon": 1,
        "phone_calls": 1, "absent": 1, "late_entries": 0, "new_this_week": 1,
    }  # fmt: skip


def test_grade_changes_and_new_customers_of_the_day(day):
    page = day("report daily -f json").json
    assert page["grade_changes"] == [
        {"customer": "한빛상사", "from_grade": "B", "to_grade": "A", "reason": "buys this month"}
    ]
    assert [row["name"] for row in page["new_customers"]] == ["세나"]


def test_the_drafts(day):
    page = day("report daily -f json").json
    assert page["summary"].splitlines() == [
        "Visits: 3 (1 B, 1 C, 1 –); no-shows: 1; phone calls: 1; quota not met",
        "- 한빛상사: wants a quote",
        "- 북경 |광명| *무역*: thinks about it",
        "- 세나: will call",
        "Problems:",
        "- 북경 |광명| *무역*: too dear <10 %>",
    ]
    assert page["tomorrow"] == "- 14:00 두리 마트: visit"


def test_the_draft_of_tomorrow_looks_to_the_next_working_day(day, at):
    at("2026-03-06T17:00")
    day("followup add 세나 'on Monday' --due mon")
    day("followup add 세나 'on Tuesday' --due tue")
    drafted = day("report daily -f json").json["tomorrow"]
    assert "on Monday" in drafted
    assert "on Tuesday" not in drafted


def test_a_late_entry_is_shown_as_such(day):
    day("visit add 세나 'yesterday' --on yesterday --at 15:00 -w 김 -r x -p none")
    page = day("report daily yesterday -f json").json
    assert page["visits"][0]["course"].endswith("(late entry)")
    assert page["quota"]["late_entries"] == 1


@pytest.mark.parametrize(
    "zone, moment",
    [
        ("Europe/Madrid", "2026-03-29T00:10"),  # the clock goes forward at 2
        ("Europe/Madrid", "2026-03-29T23:50"),
        ("Europe/Madrid", "2026-10-25T00:10"),  # and back at 3
        ("Europe/Madrid", "2026-10-25T23:50"),
        ("Pacific/Kiritimati", "2026-03-03T00:10"),
        ("America/Adak", "2026-03-03T23:50"),
    ],
)
def test_a_day_is_the_local_day_in_every_zone(sales, at, monkeypatch, zone, moment):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    at(moment)
    sales("customer add 두리 --incomplete")
    sales("visit add 두리 x --minutes 5")
    day = moment[:10]
    assert sales("visit list -f json").json[0]["visit_date"] == day
    page = sales(f"report daily {day} -f json").json
    assert [row["name"] for row in page["new_customers"]] == ["두리"]
    assert page["quota"]["customers"] == 1
    at(f"{day}T23:59")
    before = (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()
    assert not sales(f"report daily {before} -f json").json["new_customers"]
    local = datetime.datetime.fromisoformat(page["status"]["due_at"]).astimezone()
    assert f"{local:%Y-%m-%dT%H:%M}" == f"{day}T17:30"


def test_an_empty_day(sales):
    page = sales("report daily").out
    assert "no visits this day\n" in page
    assert sales("report daily -f csv").out == ",".join(NINE) + "\n"
    assert sales("report daily -f json").json["summary"] == ""


def test_every_key_is_there_on_an_empty_day(sales):
    keys = {"visits", "calls", "grade_changes", "new_customers"}
    assert keys <= sales("report daily -f json").json.keys()


FORMS = [("table", "txt"), ("md", "md"), ("html", "html"), ("csv", "csv")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form, ending", FORMS)
def test_the_form_as_it_is_handed_in(day, golden, request, form, ending, language):
    kept = GOLDEN / f"daily.{language}.{ending}"
    if not kept.exists() and not request.config.getoption("--update-golden"):
        pytest.skip(f"{kept.name} waits for its translation: pytest --update-golden")
    day("report daily --summary 'two good talks' --submit")
    page = day(f"--lang {language} report show -f {form}")
    assert page.err == ""
    golden(f"daily.{language}.{ending}", page.out)


def test_the_data_of_the_form(day, golden):
    day("report daily --summary 'two good talks' --submit")
    golden("daily.json", day("report show -f json").out)


def keys_of(value):
    if isinstance(value, dict):
        return {key: keys_of(item) for key, item in value.items()}
    return [keys_of(item) for item in value] if isinstance(value, list) else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_dates_and_numbers_are_the_same_in_every_language(day, language):
    day("report daily --summary x --tomorrow y --submit")
    english, other = (day(f"--lang {name} report show -f json").json for name in ("en", language))
    assert keys_of(other) == keys_of(english)
    for block in ("header", "quota", "status", "grade_changes", "new_customers"):
        assert other[block] == english[block]


def test_a_submitted_form_is_drawn_in_the_reader_s_language(day):
    day("report daily --submit")
    assert "2026년 3월 3일 (화)" in day("--lang ko report show").out
    assert "2026年3月3日 周二" in day("--lang zh report show").out
    assert "mar 3 mar 2026" in day("--lang es report show").out


def test_the_html_page_needs_nothing_else(day):
    page = day("report daily -f html").out
    assert page.startswith("<!doctype html>\n<html lang=")
    assert not re.search(r"<script|<link|<img|src=|url\(|@import|href=", page)
    assert "@page" in page
    assert "&lt;10 %&gt;" in page
    assert page.count("<tr>") == 1 + 4 + 1 + 1 + 1 + 1 + 1 + 1, "heads and rows of four tables"


def test_the_json_lines_form_is_one_line(day):
    lines = day("report daily -f jsonl").out.splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0]) == day("report daily -f json").json


def test_a_narrow_terminal_loses_nothing(day, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LINES", "500")
    page = re.sub(r"\x1b\[[0-9;]*m", "", day("report daily", tty=True).out)
    squeezed = re.sub(r"\s+", "", page)
    for text in (
        "한빛상사",
        "wants a quote",
        "too dear <10 %>",
        "서울 강남구 대치동 2",
        "send quote",
    ):
        assert text.replace(" ", "") in squeezed
    assert max(map(cell_len, page.splitlines())) <= 60


@pytest.mark.parametrize("columns", ["80", "90"])
def test_what_happened_has_the_room_of_a_small_window(day, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LINES", "500")
    day(["visit", "add", "세나", "talked about the new line of clocks and their delivery in April",
         "-w", "김철수", "-r", "will call", "-p", "none"])  # fmt: skip
    page = re.sub(r"\x1b\[[0-9;]*m", "", day("report daily", tty=True).out)
    head = next(line for line in page.splitlines() if "Course of the visit" in line)
    assert head.split() == ["No.", "Customer", "Time", "Course", "of", "the", "visit", "Grade",
                            "Follow-up"]  # fmt: skip
    assert head.index("Grade") - head.index("Course") >= 0.3 * int(columns)


def test_a_wide_window_and_a_file_keep_the_form_s_columns(day, monkeypatch, office):
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("LINES", "500")
    monkeypatch.setenv("NO_COLOR", "1")
    page = re.sub(r"\x1b\[[0-9;]*m", "", day("report daily", tty=True).out)
    head = next(line for line in page.splitlines() if "Course of the visit" in line)
    assert "|".join(re.split(r" {2,}", head.strip())) == TITLES["en"]
    monkeypatch.setenv("COLUMNS", "80")
    day("report daily -o day.md")
    assert f"| {' | '.join(TITLES['en'].split('|'))} |" in (office / "day.md").read_text()
