"""Naming a customer: code, number, part, 초성, phone; several fit, none fits."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("kept") / "find.db"


@pytest.fixture
def office_of_six(sales, office, kept):
    if kept.exists():
        (office / "sales.db").write_bytes(kept.read_bytes())
        return sales
    for line in (
        "한빛상사 --area 역삼 --address '서울 강남구 1' --phone 02-555-1234 --grade A --code K-7",
        "한빛나라 --area 종로 --contact 김철수 --mobile 010-2222-3333 --grade B --tag 체인,vip",
        "'Café Núñez, S.L.' --area Madrid --phone '+34 91 555 66 77' --status active --grade B",
        "'北京光明贸易有限公司' --area 海淀 --grade C --status lost --no-target",
        "'A&B [red]100%_Co[/red]' --tag 'x_y' --code 1",
        "한빛 --area 마포 --grade D",
    ):
        sales(f"customer add {line} --incomplete --force")
    sales("visit add '#2' x --on 2025-12-01")
    sales("visit add '#3' x --on 2026-02-27")
    sales("followup add '#2' 'send it' --due fri")
    kept.write_bytes((office / "sales.db").read_bytes())
    return sales


@pytest.mark.parametrize(
    "text, number",
    [
        ("#3", 3),
        ("3", 3),
        ("#1", 1),
        ("1", 5),  # an exact code goes before a number
        ("K-7", 1),
        ("k-7", 1),
        (" K-7 ", 1),
        ("한빛상사", 1),
        ("빛상", 1),
        ("한빛 상사", 1),
        ("ㅎㅂㅅㅅ", 1),
        ("ㅎㅂㄴ", 2),
        ("한빛", 6),  # the exact name goes before those that contain it
        ("cafe", 3),
        ("CAFÉ NUÑEZ", 3),
        ("ｃａｆｅ", 3),
        ("nunez", 3),
        ("光明", 4),
        ("贸易", 4),
        ("100%", 5),
        ("a&b", 5),
        ("[red]", 5),
        ("5551234", 1),
        ("02-555-1234", 1),
        ("555-1234", 1),
        ("010 2222 3333", 2),
        ("22223333", 2),
        ("+34 915556677", 3),
        ("한빛 종로", 2),
        ("한빛 김철수", 2),
        ("역삼 한빛", 1),
        ("한빛 강남", 1),
    ],
)
def test_one_customer(office_of_six, text, number):
    assert office_of_six(["customer", "show", text, "-f", "json"]).json["customer_no"] == number


@pytest.mark.parametrize("text, numbers", [("ㅎㅂ", [1, 2, 6]), ("빛", [1, 2, 6])])
def test_several_are_refused_with_the_candidates(office_of_six, text, numbers):
    run = office_of_six(["customer", "show", text], code=3)
    assert run.out == ""
    assert f'several customers fit "{text}"' in run.err
    for number in numbers:
        assert f"#{number} " in run.err


def test_candidates_are_told_apart(office_of_six):
    hint = office_of_six("customer show ㅎㅂ", code=3).err.splitlines()[1]
    assert hint == (
        "hint: #1 A 한빛상사 (역삼, 서울 강남구 1); #2 B 한빛나라 (종로, 김철수); #6 D 한빛 (마포)"
    )


def test_a_long_list_of_candidates_is_cut(sales):
    for number in range(8):
        sales(f"customer add shop{number} --incomplete")
    assert sales("customer show shop", code=3).err.splitlines()[1].endswith(" and 2 more")


@pytest.mark.parametrize(
    "text, near",
    [
        ("한빛상서", "한빛상사"),
        ("한빗나라", "한빛나라"),
        ("cafe nunes", "Café Núñez, S.L."),
        ("北京光民", "北京光明贸易有限公司"),
    ],
)
def test_none_names_the_nearest(office_of_six, text, near):
    run = office_of_six(["customer", "show", text], code=3)
    assert f'no customer fits "{text}"' in run.err
    assert near in run.err.splitlines()[1]


@pytest.mark.parametrize(
    "text", ["zzz", "#99", "99", "@", "_", "' OR 1=1 --", "", "  ", "!!", "ㅋㅋ"]
)
def test_none_and_nothing_near(office_of_six, text):
    run = office_of_six(["customer", "show", text], code=3)
    assert "no customer fits" in run.err
    assert run.err.count("\n") == 2


def names(sales, *options):
    rows = sales(["customer", "list", *options, "-f", "json"]).json
    return [row["no"] for row in rows]


@pytest.mark.parametrize(
    "options, numbers",
    [
        ([], [1, 3, 2, 4, 6, 5]),
        (["한빛"], [1, 2, 6]),
        (["ㅎㅂ"], [1, 2, 6]),
        (["cafe"], [3]),
        (["K-7"], [1]),
        (["555"], [1, 3]),
        (["2222"], [2]),
        (["김철수"], []),
        (["100%"], [5]),
        (["zzz"], []),
        (["%"], [5]),
        (["@"], []),
        (["--grade", "A"], [1]),
        (["--grade", "b"], [3, 2]),
        (["--grade", "A,b"], [1, 3, 2]),
        (["--grade", "A", "--grade", "D"], [1, 6]),
        (["--status", "active"], [3]),
        (["--status", "LOST"], [4]),
        (["--area", "Madrid"], [3]),
        (["--area", "MADRID"], [3]),
        (["--owner", "김민수"], [1, 3, 2, 4, 6, 5]),
        (["--owner", "somebody"], []),
        (["--tag", "vip"], [2]),
        (["--tag", "체인"], [2]),
        (["--tag", "v"], []),
        (["--tag", "x_y"], [5]),
        (["--tag", "xzy"], []),
        (["--never-visited"], [1, 6, 5]),
        (["--overdue"], [1, 2]),
        (["--due", "fri"], [2]),
        (["--due", "thu"], []),
        (["--grade", "B", "--overdue"], [2]),
        (["--sort", "no"], [1, 2, 3, 4, 5, 6]),
        (["--sort", "name"], [5, 3, 4, 6, 2, 1]),
        (["--sort", "area"], [5, 3, 4, 6, 1, 2]),
        (["--sort", "last-visit"], [1, 4, 5, 6, 2, 3]),
        (["--sort", "due"], [2, 1, 3, 4, 5, 6]),
        (["--sort", "no", "--limit", "2"], [1, 2]),
    ],
)
def test_which_customers(office_of_six, options, numbers):
    found = names(office_of_six, *options)
    if "--sort" in options or not options:
        assert found == numbers
    else:
        assert sorted(found) == sorted(numbers)


@pytest.mark.parametrize(
    "options, wrong",
    [
        (["--sort", "size"], 'cannot sort by "size"'),
        (["--due", "nonsense"], "is not a date I know"),
        (["--columns", "nmae"], "did you mean `name`"),
        (["--limit", "0"], "--limit"),
        (["-f", "xml"], 'no format "xml"'),
        (["a", "b"], "b"),
    ],
)
def test_what_cannot_be_listed(office_of_six, options, wrong):
    assert wrong in office_of_six(["customer", "list", *options], code=2).err


@pytest.mark.parametrize(
    "options", [["--grade", "E"], ["--grade", "AB"], ["--status", "activ"], ["--grade", ""]]
)
def test_a_misspelt_filter_is_refused(office_of_six, options):
    run = office_of_six(["customer", "list", *options], code=2)
    assert (run.out, run.err[:7]) == ("", "error: ")
    assert options[-1] in run.err


@pytest.mark.parametrize("text", ["'", "-", "()"])
def test_signs_alone_find_nothing(office_of_six, text):
    assert names(office_of_six, text) == []


def test_a_customer_that_refused_was_visited(office_of_six):
    office_of_six("visit add '#1' 'not interested' --outcome refused")
    assert 1 not in names(office_of_six, "--never-visited")


def test_columns(office_of_six):
    run = office_of_six("customer list --sort no --limit 1 --columns name,no,last_visit,lat -f csv")
    assert run.out == "name,no,last_visit,lat\n한빛상사,1,,\n"


def test_columns_without_a_name(office_of_six):
    run = office_of_six(["customer", "list", "--columns", " , "], code=2)
    assert run.out == ""
    assert "column" in run.err


def test_nothing_found(office_of_six):
    run = office_of_six("customer list zzz")
    assert (run.out, run.err) == ("", "no customer fits\n")
    assert office_of_six("customer list zzz -f json").json == []
