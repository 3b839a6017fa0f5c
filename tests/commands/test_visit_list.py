"""Finding visits: periods, filters, columns, forms."""

from __future__ import annotations

import pytest

KEYS = [
    "no",
    "visit_date",
    "visit_time",
    "minutes",
    "customer_no",
    "customer",
    "grade_at_visit",
    "channel",
    "outcome",
    "purpose",
    "met",
    "content",
    "result",
    "problems",
    "objections",
    "note_left",
    "card_left",
    "next_on",
    "next_time",
    "lesson",
    "improvement",
    "rep",
    "created_at",
    "updated_at",
    "id",
    "entry_key",
]


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("kept") / "visits.db"


@pytest.fixture
def visits(hanbit, office, kept):
    """Seven visits and calls from December to today."""
    if kept.exists():
        (office / "sales.db").write_bytes(kept.read_bytes())
        return hanbit
    hanbit("customer add 두리 --incomplete --grade A")
    for line in (
        "visit add 한빛 one --on 2025-12-30",
        "visit add 한빛 two --on 2026-02-02 --outcome refused",
        "visit add 두리 three --on 2026-02-27 --at 9:00",
        "visit add 한빛 four --on 2026-03-02 --at 15:00 --channel phone",
        "visit add 두리 five --on 2026-03-02 --at 9:00 --outcome absent",
        "visit add 한빛 six --at 9:30 --with 박 --result ok --problem none",
        "visit add 두리 seven",
    ):
        hanbit(line)
    kept.write_bytes((office / "sales.db").read_bytes())
    return hanbit


@pytest.mark.parametrize(
    "options, numbers",
    [
        ("", [7, 6, 4, 5, 3, 2, 1]),
        ("today", [7, 6]),
        ("yesterday", [4, 5]),
        ("'this week'", [7, 6, 4, 5]),
        ("'last week'", [3]),
        ("'this month'", [7, 6, 4, 5]),
        ("2026-02", [3, 2]),
        ("2026q1", [7, 6, 4, 5, 3, 2]),
        ("2025", [1]),
        ("'feb 2 .. feb 27'", [3, 2]),
        ("'mar 2 .. mar 2'", [4, 5]),
        ("지난달", [3, 2]),
        ("2026-03-03", [7, 6]),
        ("2019", []),
        ("--outcome absent", [5]),
        ("--outcome REFUSED", [2]),
        ("--channel phone", [4]),
        ("--customer 두리", [7, 5, 3]),
        ("--customer '#2'", [7, 5, 3]),
        ("--incomplete", [7, 5, 3, 1]),
        ("today --incomplete", [7]),
        ("'this week' --customer 두리 --outcome met", [7]),
        ("--limit 2", [7, 6]),
        ("--limit 99", [7, 6, 4, 5, 3, 2, 1]),
        ("--all", [7, 6, 4, 5, 3, 2, 1]),
        pytest.param(
            "--incomplete --limit 1",
            [7],
        ),
    ],
)
def test_which_visits(visits, options, numbers):
    rows = visits(f"visit list {options} -f json").json
    assert [row["no"] for row in rows] == numbers


def test_the_keys_are_a_contract(visits):
    for row in visits("visit list -f json").json:
        assert list(row) == KEYS


def test_typed_values(visits):
    row = next(row for row in visits("visit list -f json").json if row["no"] == 6)
    wanted = {
        "visit_date": "2026-03-03", "visit_time": "09:30", "minutes": None, "customer_no": 1,
        "customer": "한빛상사", "grade_at_visit": "B", "met": "박지성", "note_left": None,
        "created_at": "2026-03-03T03:00:00+00:00", "rep": "김민수",
    }  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted


def test_a_person_reads_a_table_with_the_main_columns(visits):
    lines = visits("visit list today").out.splitlines()
    assert lines[0].split() == [
        "No.",
        "Day",
        "Time",
        "Customer",
        "Grade",
        "Channel",
        "Outcome",
        "What",
        "happened",
    ]
    assert lines[2].split()[:6] == ["7", "Tue", "3", "Mar", "12:00", "두리"]


def test_columns_in_the_order_asked_for(visits):
    run = visits("visit list today --columns customer,no -f csv")
    assert run.out == "customer,no\n두리,7\n한빛상사,6\n"


def test_nothing_found_is_an_empty_list_and_no_failure(visits):
    run = visits("visit list 2019")
    assert (run.out, run.err) == ("", "no visit fits\n")
    assert visits("visit list 2019 -f json").out == "[]\n"
    assert visits("visit list 2019 -f csv").out == ",".join(KEYS) + "\n"
    assert visits("visit list 2019 -f jsonl").out == ""


@pytest.mark.parametrize(
    "options, wrong",
    [
        ("nonsense", '"nonsense" is not a period I know'),
        ("2026-13", "2026-13"),
        ("'this week' extra", "extra"),
        ("--limit 0", "--limit"),
        ("--limit x", "--limit"),
        ("--columns no,custmer", 'no column "custmer"'),
        ("-f yaml", 'no format "yaml"'),
        ("-o visits.xyz", "tells no format"),
    ],
)
def test_what_cannot_be_listed(visits, options, wrong):
    run = visits(f"visit list {options}", code=2)
    assert run.out == ""
    assert wrong in run.err


@pytest.mark.parametrize("options", ["--outcome meet", "--channel fax", "--outcome ''"])
def test_a_misspelt_filter_is_refused(visits, options):
    visits(f"visit list {options}", code=2)


def test_a_long_list_is_cut_for_people_and_whole_for_programs(visits):
    visits("config set screen.rows 3")
    run = visits("visit list")
    assert len(run.out.splitlines()) == 2 + 3
    assert "only the first 3 are shown; `--all` shows all" in run.err
    assert len(visits("visit list --all").out.splitlines()) == 2 + 7
    assert len(visits("visit list -f csv").out.splitlines()) == 1 + 7
    assert len(visits("visit list -f json").json) == 7
    visits("config set screen.rows 7")
    assert visits("visit list").err == ""
