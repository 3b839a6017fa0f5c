"""Reports of the office's own: a file in the config folder, run in every form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.reports.own import OwnColumn, OwnReport, page
from salescli.reports.starters import STARTERS
from salescli.store.questions import Answer

LANGUAGES = ("en", "ko", "zh", "es")
BY_GRADE = """\
title: By grade
query: |
  SELECT coalesce(grade, '-') AS grade, name, 1200 AS amount, 0.25 AS share,
         '2026-03-03' AS day, no
    FROM customers
   ORDER BY grade, name
columns:
  - {key: grade, title: Grade}
  - {key: name, title: Customer}
  - {key: amount, title: Amount, format: money}
  - {key: share, format: percent}
  - {key: day, format: date}
group: grade
totals: [amount]
"""


@pytest.fixture
def filled(sales):
    for name, grade in (("한빛", "A"), ("두리", "A"), ("北京书店", "B"), ("Café Olé", "")):
        sales(["customer", "add", name, "--incomplete", *(["--grade", grade] if grade else [])])
    sales("visit add 한빛 talked --follow-up 'send the list' --next fri")
    return sales


@pytest.fixture
def write(office):
    """Put a file into the folder of own reports."""

    def put(text, name="mine"):
        place = office / "reports" / f"{name}.yaml"
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
        return place

    return put


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("start", STARTERS)
def test_every_starter_runs_as_it_is(filled, office, start, language):
    filled(f"--lang {language} report new x --from {start}")
    text = (office / "reports" / "x.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert max(map(len, text.splitlines())) <= 100
    run = filled(f"--lang {language} report run x")
    assert run.err == ""
    assert filled(f"--lang {language} report run x -f json").json["report"] == "x"
    (office / "sales.db").unlink()
    assert filled("report run x -f json").json["rows"] == []


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "jsonl", "md", "html"])
def test_every_form(filled, write, form):
    write(BY_GRADE)
    run = filled(f"report run mine -f {form}")
    assert "北京书店" in run.out
    assert filled(f"report run mine -o out.{'txt' if form == 'table' else form}").out == ""


def test_people_see_groups_and_sums(filled, write):
    write(BY_GRADE)
    lines = [line.split() for line in filled("report run mine").out.splitlines()]
    assert lines[2] == ["Grade", "Customer", "Amount", "share", "day"]
    assert lines[4:] == [
        ["-", "Café", "Olé", "1,200", "25", "%", "Tue", "3", "Mar", "2026"],
        ["Total", "-", "1,200"],
        ["A", "두리", "1,200", "25", "%", "Tue", "3", "Mar", "2026"],
        ["한빛", "1,200", "25", "%", "Tue", "3", "Mar", "2026"],
        ["Total", "A", "2,400"],
        ["B", "北京书店", "1,200", "25", "%", "Tue", "3", "Mar", "2026"],
        ["Total", "B", "1,200"],
        ["Total", "4,800"],
    ]


def test_scripts_get_rows_without_sums_among_them(filled, write):
    write(BY_GRADE)
    record = filled("report run mine -f json").json
    row = {"grade": "-", "name": "Café Olé", "amount": 1200, "share": 0.25, "day": "2026-03-03"}
    assert record["rows"][0] == row
    assert len(record["rows"]) == 4
    assert record["totals"] == {"amount": 4800}
    assert record["groups"][1] == {"group": "A", "rows": 2, "totals": {"amount": 2400}}
    assert list(record) == ["report", "title", "rows", "groups", "totals"]
    lines = filled("report run mine -f csv").out.splitlines()
    assert lines[:2] == ["grade,name,amount,share,day", "-,Café Olé,1200,0.25,2026-03-03"]
    assert len(lines) == 5


def test_a_period(filled, write):
    write(
        "title: v\nquery: SELECT :start AS a, :end AS b, :today AS c, :rep AS d\nperiod: last week\n"
    )
    record = filled("report run mine -f json").json
    assert record["rows"] == [
        {"a": "2026-02-23", "b": "2026-03-02", "c": "2026-03-03", "d": "김민수"}
    ]
    assert (record["start"], record["end"]) == ("2026-02-23", "2026-03-02")
    assert filled("report run mine 2026-01 -f json").json["end"] == "2026-02-01"
    assert "2026-01-01 – 2026-01-31" in filled("report run mine 2026-01").out
    filled("report run mine soonish", code=2)
    write("title: v\nquery: SELECT 1 AS a\n")
    assert "has no period" in filled("report run mine today", code=2).err


@pytest.mark.parametrize(
    "text, message, hint",
    [
        ("title: x\nqury: y\n", 'mine.yaml:2:1: unknown setting "qury"', "did you mean `query`"),
        ("title: x\n", "mine.yaml: query is missing", "`query: …`"),
        ("", "mine.yaml: title is missing", "`title: …`"),
        ("title: [\n", "mine.yaml:2:1:", "correct the file"),
        ("- a\n", "mine.yaml:1:1:", ""),
        ("title: x\ntitle: y\n", "mine.yaml:2:1:", ""),
        ("title: x\nquery: SELECT 1\ncolumns: a\n", "mine.yaml:3:10: columns needs a list", ""),
        ("title: x\nquery: SELECT 1\ncolumns: [a]\n", "mine.yaml:3:11:", ""),
        ("title: x\nquery: SELECT 1\ncolumns:\n  - {key: a, titel: b}\n", "mine.yaml:4:14:", "columns.title"),
        ("title: x\nquery: SELECT 1\ncolumns:\n  - {key: a, format: dat}\n",
         "columns.format is one of text, number, money, date, percent", ""),
        ("title: x\nquery: |\n  SELECT grad\n  FROM customers\n", 'report "mine": no such column: grad',
         "line 1 of the query; did you mean `grade`"),
        ("title: x\nquery: DELETE FROM customers\n", 'report "mine": DELETE is refused', ""),
        ("title: x\nquery: SELECT :nobody\n", 'report "mine": the query needs a value for :nobody',
         ":today, :rep"),
        ("title: x\nquery: SELECT 1 AS a\ncolumns: [{key: b}]\n", 'report "mine": no column "b"', "columns: a"),
        ("title: x\nquery: SELECT 1 AS abc\ngroup: abd\n", 'report "mine": no column "abd"', "`abc`"),
        ("title: x\nquery: SELECT 1 AS a\ntotals: [b]\n", 'report "mine": no column "b"', ""),
        ("title: x\nquery: SELECT :start\nperiod: someday\n", 'report "mine": ', ""),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_file_is_said(filled, write, text, message, hint):
    write(text)
    run = filled("report run mine", code=1)
    assert message in run.err
    assert hint in run.err.splitlines()[-1]
    assert run.out == ""


def test_the_list_tells_titles_and_broken_files(filled, write):
    assert "`sales report new NAME --from weekly`" in filled("report run").err
    write(BY_GRADE)
    write("title: [", "broken")
    rows = filled("report run -f json").json
    assert [(row["name"], row["title"]) for row in rows] == [("broken", ""), ("mine", "By grade")]
    assert "broken.yaml:1:9" in rows[0]["problem"]


@pytest.mark.parametrize("name", ["주간방문", "周报", "año nuevo", "2026-w10", "a.b"])
def test_names_in_any_letters(filled, office, name):
    filled(["report", "new", name])
    assert filled(["report", "run", name, "-f", "json"]).json["report"] == name
    assert filled(["report", "run", unicodedata.normalize("NFD", name)]).out
    assert filled(["report", "run", f"{name}.yaml"]).out
    assert "is there already" in filled(["report", "new", name], code=2).err
    assert [path.name for path in (office / "reports").iterdir()] == [f"{name}.yaml"]


@pytest.mark.parametrize(
    "name",
    ["../x", "a/b", "a\\b", "..", ".", ".hidden", "", " ", "-x", "a:b", "a\nb", "a\x00b", "/x"],
)
def test_a_name_is_a_plain_file_name(filled, office, name):
    filled(["report", "new", "--", name], code=2)
    assert not (office / "reports").exists()
    if name:
        filled(["report", "run", "--", name], code=2)


def test_a_name_that_is_not_there(filled, write):
    write(BY_GRADE, "weekly")
    assert "did you mean `weekly`" in filled("report run wekly", code=3).err
    filled("report run zzz", code=3)
    assert "weekly, customers" in filled("report new x --from zzz", code=2).err


def test_the_shell_completes_names(filled, write):
    from salescli.commands import completing

    write(BY_GRADE, "주간방문")
    assert completing.own_report(None, "주") == [("주간방문", "")]
    assert [name for name, _about in completing.starters(None, "w")] == ["weekly"]


def test_a_folder_that_cannot_be_made(filled, office):
    (office / "reports").write_text("a file", encoding="utf-8")
    assert "could not" in filled("report new x", code=1).err
    assert filled("report run -f json").json == []


def test_sums_leave_out_what_is_no_number():
    own = OwnReport("t", "q", columns=(OwnColumn("a"), OwnColumn("b")), totals=("b",))
    made = page(own, "x", Answer(("a", "b"), [("x", 2), ("y", None), ("z", "3")]), None, 0)
    assert made.record()["totals"] == {"b": 2}
    assert made.blocks[0].rows[-1] == ["Total", 2]


def test_a_group_is_a_stretch_of_rows():
    own = OwnReport("t", "q", group="a", totals=("b",))
    made = page(own, "x", Answer(("a", "b"), [("x", 1), ("y", 2), ("x", 3)]), None, 0)
    assert [row["group"] for row in made.record()["groups"]] == ["x", "y", "x"]
    assert sum(row["totals"]["b"] for row in made.record()["groups"]) == 6


ROWS = st.lists(st.tuples(st.sampled_from("ABC"), st.one_of(st.none(), st.integers(-999, 999))))


@given(rows=ROWS)
def test_the_sums_of_the_groups_are_the_sum_of_all(rows):
    own = OwnReport("t", "q", group="a", totals=("b",))
    made = page(own, "x", Answer(("a", "b"), rows), None, 0)
    record = made.record()
    assert record["totals"] == {"b": sum(row[1] or 0 for row in rows)}
    assert sum(group["totals"]["b"] for group in record["groups"]) == record["totals"]["b"]
    assert sum(group["rows"] for group in record["groups"]) == len(record["rows"]) == len(rows)
    shown = made.blocks[0].rows
    assert len(shown) == len(rows) + len(record["groups"]) + bool(rows)


@pytest.mark.parametrize(
    "value, text",
    [
        (0.125, "13 %"),
        (0.769, "77 %"),
        (0.0099, "< 1 %"),
        (0, "0 %"),
        (12, "1,200 %"),
        (-0.125, "-12 %"),
    ],
)
def test_a_percent_is_rounded_half_up(value, text):
    from salescli.reports.own import Look, shown_as

    assert shown_as(value, Look.PERCENT, 0) == text
