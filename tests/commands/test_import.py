from __future__ import annotations

import csv
import io

import pytest
import xlsxwriter

CUSTOMERS = "거래처명,전화,담당자,직책\n한빛상사,02-555-1234,박지성,과장\n두리물산,02-777-0000,이영표,부장\n"


@pytest.fixture
def write(office):
    """Put a file into the office: ``write("a.csv", "name\\nA\\n")``."""

    def put(name, content):
        raw = content if isinstance(content, bytes) else content.encode()
        (office / name).write_bytes(raw)
        return office / name

    return put


@pytest.fixture
def two(sales, write):
    """An office with 한빛상사 and 두리물산, as they came from a list."""
    write("list.csv", CUSTOMERS)
    sales("data import customers list.csv")
    return sales


def told(run):
    """The counts of an import that are not zero."""
    return {name: count for name, count in run.json["rows"].items() if count}


def listed(sales, noun, *keys):
    rows = sales(f"{noun} list -f json").json
    return [tuple(row[key] for key in keys) for row in sorted(rows, key=lambda row: row["no"])]


def test_visits_of_another_rep_keep_their_author_and_the_date_they_were_written(two, write):
    write(
        "visits.csv",
        "거래처,방문일자,시간,방문유형,내용,결과,면담자,영업사원,등록일,다음방문\n"
        "(주)한빛상사,2026. 2. 27.,오전 9:30,방문,신제품 소개,부재중,박지성,이순신,2026-02-28,2026-03-10\n"
        "두리물산,2026. 2. 28.,14:00,전화,가격 문의,,,,,\n",
    )
    assert told(two("data import visits visits.csv -f json")) == {"new": 2}
    assert listed(two, "visit", "customer", "visit_date", "visit_time", "channel", "outcome") == [
        ("한빛상사", "2026-02-27", "09:30", "visit", "absent"),
        ("두리물산", "2026-02-28", "14:00", "phone", "met"),
    ]
    first, second = sorted(two("visit list -f json").json, key=lambda row: row["no"])
    assert (first["rep"], first["created_at"]) == ("이순신", "2026-02-27T15:00:00+00:00")
    assert (second["rep"], second["created_at"]) == ("김민수", "2026-03-03T03:00:00+00:00")
    assert listed(two, "followup", "due_on", "wished_visit") == [("2026-03-10", True)]
    again = told(two("data import visits visits.csv -f json"))
    assert again == {"same": 2, "by_name": 2}
    two("undo")
    assert listed(two, "visit", "no") == []
    assert listed(two, "followup", "no") == []


REFUSED_VISITS = [
    ("없는상사,2026-03-01,방문,", 'there is no customer "없는상사"'),
    (",2026-03-01,방문,", "no customer is named"),
    ("한빛상사,,방문,", "no day of the visit"),
    ("한빛상사,2026-03-04,방문,", "which is still to come"),
    ("한빛상사,yesterday,방문,", "not a date I know"),
    ("한빛상사,2026-03-01,텔레파시,", '방문유형 "텔레파시" is not known'),
    ("한빛상사,2026-03-01,방문,9999", 'minutes "9999" is no number from 0 to 1440'),
]


@pytest.mark.parametrize("line, reason", REFUSED_VISITS)
def test_a_visit_that_cannot_be_taken_in(two, write, line, reason):
    write(
        "visits.csv", f"거래처명,방문일,방문유형,minutes\n{line}\n한빛상사,2026-03-01,방문,30 min\n"
    )
    ended = two("data import visits visits.csv", code=1)
    assert f"line 2: {reason}" in ended.err or reason in ended.err
    assert listed(two, "visit", "minutes") == [(30,)]


def test_a_customer_of_two_shops_needs_its_code(sales, write):
    write("list.csv", "code,name,address\nK-1,가게,서울\nK-2,가게,부산\n")
    sales("data import customers list.csv")
    write(
        "visits.csv", "customer,customer_code,visit_date\n가게,,2026-03-01\n가게,k-2,2026-03-01\n"
    )
    assert "give their code" in sales("data import visits visits.csv", code=1).err
    assert listed(sales, "visit", "customer_no") == [(2,)]


def test_contacts_find_their_customer(two, write):
    write(
        "people.csv",
        "회사,이름,직책,휴대폰,전화,부서,비고,생일\n"
        "한빛상사,차범근,대리,010-1,02-1,구매팀,메모,1980\n"
        "한빛 상사,박지성,부장,,,,,\n"
        "없음상사,누구,,,,,,\n",
    )
    ended = two("data import contacts people.csv", code=1)
    assert 'there is no customer "없음상사"' in ended.err
    assert 'position: kept "과장", the file says "부장"' in ended.err
    rows = two("contact list 한빛 -f json").json
    person = next(row for row in rows if row["name"] == "차범근")
    assert (person["phone"], person["function"]) == ("010-1", "purchasing")
    assert person["notes"] == "메모\n생일: 1980\n전화: 02-1"
    assert told(two("data import contacts people.csv -f json", code=1))["same"] == 2
    two("data import contacts people.csv --update", code=1)
    assert ("박지성", "부장") in listed(two, "contact", "name", "position")


KIND_FILES = [
    (kind, form)
    for kind in ("customer", "contact", "visit")
    for form in ("json", "jsonl", "csv", "tsv")
]


@pytest.fixture
def worked(two):
    two("customer add '=cmd|calc' --incomplete --code 007 --phone '+82 2 333 4444' --tag 'a,b'")
    two("contact add 한빛 차범근 --position 대리 --function purchasing --role decides")
    two("visit add 한빛 'showed, \"it\"' --with 박지성 --at 9:40 --minutes 20 --result good")
    two("visit add 두리 '=1 + 2\n-x' --channel phone --on yesterday")
    return two


@pytest.mark.parametrize("kind, form", KIND_FILES, ids=lambda value: value)
def test_our_own_lists_come_back_without_a_difference(worked, write, kind, form, content):
    before = content()
    write(f"own.{form}", worked(f"{kind} list --all -f {form}").out)
    found = worked(f"data import {kind}s own.{form} -f json")
    count = len(worked(f"{kind} list -f json").json)
    assert told(found) == {"same": count, "by_id": count}
    assert content() == before


@pytest.fixture
def content(office):
    """All rows that the lists show, as text."""
    import sqlite3
    from contextlib import closing

    def read():
        with closing(sqlite3.connect(office / "sales.db")) as connection:
            return [
                connection.execute(f"SELECT * FROM {view} ORDER BY id").fetchall()
                for view in ("customers", "contacts", "visits", "followups")
            ]

    return read


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv"])
def test_our_own_lists_make_the_same_office_elsewhere(worked, write, office, empty_file, form):
    lists = {}
    for kind in ("customer", "contact", "visit"):
        write(f"{kind}.{form}", worked(f"{kind} list --all -f {form}").out)
        lists[kind] = worked(f"{kind} list --all -f json").json
    (office / "sales.db").write_bytes(empty_file.read_bytes())
    for kind in lists:
        worked(f"data import {kind}s {kind}.{form}")
    moved = {"no", "customer_no", "updated_at", "created_at", "reported_at"}
    for kind, rows in lists.items():
        new = {row["id"]: row for row in worked(f"{kind} list -f json").json}
        for row in rows:
            found = new[row["id"]] if kind != "contact" else next(
                other for other in new.values() if other["name"] == row["name"]
            )  # fmt: skip
            differing = {key for key in row if row[key] != found[key]} - moved
            assert differing <= ({"id"} if kind == "contact" else set())
    written = {row["id"]: row["created_at"][:19] for row in lists["visit"]}
    assert {
        row["id"]: row["created_at"][:19] for row in worked("visit list -f json").json
    } == written


def test_what_excel_makes_of_an_export_comes_back_clean(two, write):
    write(
        "own.csv",
        "\ufeffname,phone,code,notes\r\n"
        '\'=cmd,"=""010-1234-5678""",="007",\'+1\r\n'
        '\'-dash \'90s,\'010-9999-8888,"=""0012""",x\r\n',
    )
    two("data import customers own.csv")
    assert listed(two, "customer", "name", "phone", "code")[2:] == [
        ("=cmd", "010-1234-5678", "007"),
        ("-dash '90s", "010-9999-8888", "0012"),
    ]


def test_cards_come_in_as_customers_with_their_contact(sales, write):
    write(
        "phone.vcf",
        "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:홍길동\r\nORG:새벽전자\r\nTEL;CELL:010-1234-5678\r\n"
        "PHOTO;ENCODING=BASE64;JPEG:AAAA\r\n BBBB\r\n\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nTEL:1\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:김연아\r\nEND:VCARD\r\n",
    )
    ended = sales("data import customers phone.vcf", code=1)
    assert "line 10: the card has no name" in ended.err
    assert listed(sales, "customer", "name", "contact", "contact_phone") == [
        ("새벽전자", "홍길동", "010-1234-5678"),
        ("김연아", "김연아", ""),
    ]
    sales("data import customers phone.vcf -f json", code=1)
    assert len(sales("customer list -f json").json) == 2


def test_a_phone_book_with_several_people_of_one_company(sales, write):
    people = [
        "홍길동;010-1111-2222;",
        "김연아;010-3333-4444;TEL;WORK:02-555-1234\n",
        "이영표;010-5555-6666;",
    ]
    cards = "".join(
        f"BEGIN:VCARD\nFN:{name}\nORG:한빛상사\nTEL;CELL:{phone}\n{more}END:VCARD\n"
        for name, phone, more in (line.split(";", 2) for line in people)
    )
    write("phone.vcf", cards)
    found = told(sales("data import customers phone.vcf -f json"))
    assert found == {"new": 1, "changed": 2, "repeated": 2}
    assert listed(sales, "customer", "name", "phone") == [("한빛상사", "02-555-1234")]
    assert listed(sales, "contact", "name", "main") == [
        ("홍길동", True),
        ("김연아", False),
        ("이영표", False),
    ]
    assert told(sales("data import customers phone.vcf -f json")) == {"same": 3, "by_phone": 3}


def test_colleagues_with_direct_lines_are_of_one_company(sales, write):
    people = [("홍길동", "1111"), ("김연아", "2222")]
    for name, number in people:
        write(
            f"{name}.vcf",
            f"BEGIN:VCARD\nFN:{name}\nORG:새벽전자\nTEL;TYPE=WORK:02-555-{number}\n"
            f"TEL;TYPE=HOME:02-777-{number}\nTEL;TYPE=CELL:010-1234-{number}\nEND:VCARD\n",
        )
        ended = sales(f"data import customers {name}.vcf --update -f json")
        assert "kept" not in ended.err
    assert listed(sales, "customer", "name", "phone") == [("새벽전자", "02-555-1111")]
    assert listed(sales, "contact", "name", "phone", "notes") == [
        (name, f"010-1234-{number}", f"WORK: 02-555-{number}\nHOME: 02-777-{number}")
        for name, number in people
    ]
    again = sales("data import customers 김연아.vcf -f json")
    assert told(again) == {"same": 1, "by_phone": 1}


def test_a_later_card_adds_to_the_notes_of_a_person(sales, write):
    start = "BEGIN:VCARD\nFN:홍길동\nORG:새벽전자\nTEL;CELL:010-1\n"
    write("a.vcf", start + "TEL;HOME:02-777-1111\nEND:VCARD\n")
    write("b.vcf", start + "TEL;HOME:02-777-2222\nEND:VCARD\n")
    sales("data import customers a.vcf")
    sales("data import customers b.vcf")
    assert listed(sales, "contact", "notes") == [("HOME: 02-777-1111\nHOME: 02-777-2222",)]


def test_a_workbook_with_a_named_sheet(sales, write):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("cover").write("A1", "hello")
        sheet = book.add_worksheet("거래처")
        sheet.write_row(0, 0, ["거래처명", "전화", "코드"])
        sheet.write_row(1, 0, ["한빛상사", "02-555-1234", 1234])
    write("list.xls", out.getvalue())  # the name says nothing
    ended = sales("data import customers list.xls --sheet 거래처 --map 코드=code")
    assert "columns separated" not in ended.err
    assert listed(sales, "customer", "name", "phone", "code") == [
        ("한빛상사", "02-555-1234", "1234")
    ]
    first = sales("data import customers list.xls", code=2)
    assert "no column is known to be the customer's name" in first.err
    assert "not read: 거래처" in first.err


def test_a_file_without_a_header(sales, write):
    write("list.csv", "한빛상사,02-555-1234,x\n두리물산,02-777-0000,y\n")
    command = "data import customers list.csv --no-header --map 1=name --map 2=phone"
    sales(command)
    assert listed(sales, "customer", "name", "phone") == [
        ("한빛상사", "02-555-1234"),
        ("두리물산", "02-777-0000"),
    ]


def test_a_pipe(program, sales):
    done = program("data import customers - --delimiter ,", input=CUSTOMERS)
    assert "stdin: utf-8" in done.err
    assert len(sales("customer list -f json").json) == 2


def test_what_was_told_once_is_known_by_the_header(sales, write):
    write("a.csv", "Kunde,Ort,Tel\nA,Berlin,1\n")
    sales("data import customers a.csv --map Kunde=name --map Ort=area")
    write("b.csv", "KUNDE , Ort,Tel\nB,Bonn,2\n")
    ended = sales("data import customers b.csv")
    assert "as they were told for this header before" in ended.err
    assert listed(sales, "customer", "name", "area") == [("A", "Berlin"), ("B", "Bonn")]
    sales("data import customers b.csv --map Ort=tags --dry-run")
    write("c.csv", "Kunde,Ort\nC,Bonn\n")
    assert "no column is known" in sales("data import customers c.csv", code=2).err
    sales("undo")
    sales("undo")
    assert "no column is known" in sales("data import customers b.csv", code=2).err


TWO_PHONES = "name,phone,tel\nA,02-1,02-2\n"


def test_two_columns_for_one_field_are_asked_about_on_a_terminal(sales, write):
    write("a.csv", TWO_PHONES)
    asked = sales("data import customers a.csv", tty=True, input="2\n")
    assert 'Which column is "phone"' in asked.err
    assert listed(sales, "customer", "phone") == [("02-2",)]
    assert "Which column" not in sales("data import customers a.csv", tty=True).err


@pytest.mark.parametrize("tty, options", [(False, ""), (True, " --no-input")])
def test_two_columns_for_one_field_without_asking(sales, write, tty, options):
    write("a.csv", TWO_PHONES)
    ended = sales(f"data import customers a.csv{options}", tty=tty)
    assert '"tel" is kept as a note; `--map "tel=phone"` takes it' in ended.err
    assert listed(sales, "customer", "phone") == [("02-1",)]


def test_the_order_of_days_goes_with_the_refused_rows(two, write):
    write(
        "visits.csv",
        "customer,visit date\n한빛상사,14/2/2026\n한빛상사,1/2/2026\n없는상사,3/2/2026\n",
    )
    ended = two("data import visits visits.csv", code=1)
    assert "mend them in visits.rejects.csv and import that file (`--date-format dmy`)" in ended.err
    mended = write("visits.rejects.csv", "")
    mended.write_text("customer,visit date,reason\n두리물산,3/2/2026,was wrong\n", encoding="utf-8")
    two("data import visits visits.rejects.csv --date-format dmy")
    days = [day for (day,) in listed(two, "visit", "visit_date")]
    assert days == ["2026-02-14", "2026-02-01", "2026-02-03"]


def test_the_summary_tells_the_ways_apart_in_which_a_row_is_known(two, write):
    write(
        "more.csv",
        "code,name,phone,grade\n,새벽전자,02-1,\n,새벽전자,02-1,B\n,한빛상사,02-555-1234,A\n"
        "D-1,두리물산,02-777-0000,\n",
    )
    found = told(two("data import customers more.csv -f json"))
    assert found == {"new": 1, "changed": 3, "repeated": 1, "by_phone": 2}
    found = told(two("data import customers more.csv -f json"))
    assert found == {"same": 4, "by_phone": 1, "by_name": 2, "by_id": 1}


NAUGHTY = [
    ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ("@SUM(A1)", "@SUM(A1)"),
    ("-2+3", "-2+3"),
    ("[bold]x[/bold]", "[bold]x[/bold]"),
    ("'; DROP TABLE customer; --", "'; DROP TABLE customer; --"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("\u202eabc", "\u202eabc"),
    ("ｆｕｌｌ", "ｆｕｌｌ"),
    ("é e\u0301", "é é"),
    ("👩‍👩‍👧 Ltd", "👩‍👩‍👧 Ltd"),
    ("%s %n {0}", "%s %n {0}"),
    ("../../etc/passwd", "../../etc/passwd"),
    ("NULL Ltd", "NULL Ltd"),
    ("a\x07b", "holds the control character \\x07"),
    ("x" * 201, "longer than 200 characters"),
    ("y" * (1 << 20), "longer than 200 characters"),
    ("z" * ((1 << 20) + 1), "a cell is longer than 1,048,576 characters"),
]


@pytest.mark.parametrize("text, expected", NAUGHTY, ids=[text[:12] for text, _told in NAUGHTY])
def test_naughty_names_are_kept_as_text_or_refused(sales, write, text, expected):
    out = io.StringIO()
    csv.writer(out).writerows([["name", "phone"], [text, "1"], ["Sound", "2"]])
    write("a.csv", out.getvalue())
    refused = expected != text and "é" not in expected
    ended = sales("data import customers a.csv", code=int(refused))
    names = [name for (name,) in listed(sales, "customer", "name")]
    if refused:
        assert expected in ended.err
        assert names == ["Sound"]
    else:
        assert names == [expected, "Sound"]
    assert "\u202e" not in ended.err + ended.out


def test_refused_rows_never_go_through_a_link(sales, office, write):
    target = write("precious.txt", "mine")
    (office / "in").mkdir()
    (office / "in" / "list.csv").write_text("name,phone\n,1\n", encoding="utf-8")
    (office / "in" / "list.rejects.csv").symlink_to(target)
    (office / "link.csv").symlink_to(office / "in" / "list.csv")
    sales("data import customers in/../in/list.csv", code=1)
    assert target.read_text() == "mine"
    assert not (office / "in" / "list.rejects.csv").is_symlink()
    sales("data import customers link.csv", code=1)
    assert (office / "link.rejects.csv").exists()


WRONG = [
    ("data import people x.csv", 'cannot import "people"'),
    ("data import customers nowhere.csv", "there is no file"),
    ("data import customers .", "cannot be read"),
    ("data import customers list.csv --date-format never", "names no day, month and year"),
    ("data import visits list.csv", "no column is known to be the day"),
    ("data import contacts list.csv --map 거래처명=- ", "no column is known to be the customer"),
]


@pytest.mark.parametrize("line, message", WRONG)
def test_wrong_usage(two, line, message):
    assert message in two(line, code=1 if "read" in message else 2).err


def test_without_the_package_for_workbooks(sales, write, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    out = io.BytesIO()
    xlsxwriter.Workbook(out).close()
    write("a.xlsx", out.getvalue())
    ended = sales("data import customers a.xlsx", code=1)
    assert "error: reading an Excel workbook needs the library" in ended.err
    assert "pip install 'salescli[xlsx]'" in ended.err


def test_a_password_from_a_file_or_a_command(sales, write):
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet().write_column(0, 0, ["name", "한빛"])
    OOXMLFile(plain).encrypt("비밀 1", out)
    write("a.xlsx", out.getvalue())
    write("right", "비밀 1\n")
    write("wrong", "비밀 2\n")
    assert "`--password-file`" in sales("data import customers a.xlsx", code=2).err
    wrong = sales("data import customers a.xlsx --password-file wrong", code=1)
    assert "the password does not open the file" in wrong.err
    sales("data import customers a.xlsx --password-file right")
    sales("data import customers a.xlsx --password-command 'cat right'")
    assert listed(sales, "customer", "name") == [("한빛",)]


def test_a_long_file_shows_how_far_it_is_on_a_terminal_only(sales, write, monkeypatch):
    from salescli.commands import progress

    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress, "EVERY", 0)
    write("long.csv", "name,phone\n" + "".join(f"Shop {n},02-300-{n:04}\n" for n in range(450)))
    seen = sales("data import customers long.csv --dry-run", tty=True).err
    assert "\r200 rows\r400 rows\r\x1b[K" in seen
    assert "200 rows" not in sales("data import customers long.csv --dry-run").err
    assert "200 rows" not in sales("-q data import customers long.csv --dry-run", tty=True).err


EXPORTS = [(kind, form, profile) for kind in ("customers", "contacts", "visits")
           for form, profile in (("csv", "raw"), ("csv", "excel"), ("tsv", "excel"), ("json", "raw"),
                                 ("jsonl", "raw"), ("xlsx", "excel"))]  # fmt: skip


@pytest.mark.parametrize("kind, form, profile", EXPORTS, ids=lambda value: value)
def test_an_export_comes_back_without_a_difference(worked, kind, form, profile, content):
    worked('customer add "\'90s Bar" --incomplete --code MAR1 --phone 01012345678')
    before = content()
    worked(f"data export {kind} --profile {profile} --plain -o out.{form}")
    found = told(worked(f"data import {kind} out.{form} -f json"))
    assert found["same"] == len(worked(f"{kind[:-1]} list --all -f json").json)
    assert found.keys() <= {"same", "by_id", "by_name", "by_phone", "by_address"}
    assert content() == before


@pytest.mark.parametrize(
    "rows",
    [
        "한빛상사,,02-555-1234,박지성,\n한빛유통,,02-777-0000,이영표,\n",
        "한빛상사,,02-555-1234,박지성,\n한빛유통,,02-555-1234,박지성 과장,\n",
        "한빛상사,,02-555-1234,박지성,likes tea\n한빛유통,,02-777-0000,박지성,pays late\n",
        "한빛상사,H-1,02-555-1234,박지성,\n한빛유통,H-2,02-777-0000,김철수,\n",
        "한빛상사,H-1,,,\n한빛유통,H-2,,,\n",
    ],
)
@pytest.mark.parametrize("line", ["1 2", "2 1", "1 2 --take name=B --take phone=B"])
def test_the_same_list_after_a_merge_brings_nothing_new(sales, write, rows, line):
    write("list.csv", "name,code,phone,contact,notes\n" + rows)
    sales("data import customers list.csv")
    sales(f"customer merge {line} --yes")
    before = sales("customer show 1 -f json").json
    run = sales("data import customers list.csv -f json").json["rows"]
    assert (run["new"], run["changed"], run["refused"]) == (0, 0, 0)
    assert sales("customer show 1 -f json").json == before


@pytest.mark.parametrize("language, text, page", [
    ("zh", "name,phone\n北京公司,1\n", "gb18030"),
    ("es", "name,phone\nPeluquería Núñez,1\n", "cp1252"),
    ("ko", "name,phone\n한빛상사,1\n", "cp949"),
])  # fmt: skip
@pytest.mark.parametrize("set_up", [True, False])
def test_an_old_file_is_read_as_the_language_writes_it(
    sales, office, monkeypatch, language, text, page, set_up
):
    if set_up:
        sales(f"init --no-input --name x --language {language}")
    monkeypatch.setenv("SALES_LANG", "en" if set_up else language)
    (office / "list.csv").write_bytes(text.encode(page))
    sales("data import customers list.csv")
    assert sales("customer list -f json").json[0]["name"] == text.split("\n")[1].split(",")[0]


def test_a_code_page_that_was_set_stays(sales, office):
    sales("config set files.legacy_encoding big5")
    sales("init --no-input --name x --language zh")
    assert "legacy_encoding: big5" in (office / "config.yaml").read_text("utf-8")


def test_other_code_pages_that_would_fit_are_said(sales, office):
    (office / "list.csv").write_bytes("name,phone\n北京公司,1\n".encode("gb18030"))
    run = sales("data import customers list.csv --dry-run")
    assert "first row: " in run.err
    assert "gb18030" in run.err
    assert "would read it too: try `--encoding` if names look wrong" in run.err
    (office / "sure.csv").write_bytes("거래처명,전화\n한빛,1\n".encode("cp949"))
    assert "too" not in sales("data import customers sure.csv --dry-run").err


def test_a_mended_rejects_file_is_kept_when_the_original_comes_again(sales, office):
    (office / "list.csv").write_text("name,phone\n한빛,1\n,2\n", encoding="utf-8")
    sales("data import customers list.csv", code=1)
    (office / "list.rejects.csv").write_text("name,phone\n두리,2\n", encoding="utf-8")
    run = sales("data import customers list.csv", code=1)
    assert "mend them in list.rejects-2.csv" in run.err
    assert "두리" in (office / "list.rejects.csv").read_text("utf-8")


def test_json_on_one_line_holds_many_customers(sales, write):
    write("m.json", '[{"name":"A3"},{"name":"B3"}]')
    assert sales("data import customers m.json -f json").json["rows"]["new"] == 2


@pytest.mark.parametrize("word", ["Total", "TOTAL: 12", "합계", "소계", "合计", "Total general"])
def test_a_line_of_totals_is_no_customer(sales, write, word):
    write("t.csv", f"name,phone,budget\nAcme,02-555-0101,5\n{word},,5\n")
    said = sales("data import customers t.csv").err
    assert "1 line of totals was passed over: line 3" in said
    assert [row["name"] for row in sales("customer list -f json").json] == ["Acme"]


def test_a_customer_may_be_called_total(sales, write):
    write("t.csv", "name,phone\nTotal,02-555-0101\n")
    sales("data import customers t.csv")


def test_an_extension_that_differs_is_told(sales, write):
    write("d.csv", "name,phone\nAcme,101\nAcme,102\n")
    assert 'phone: kept "101", the file says "102"' in sales("data import customers d.csv").err


def test_a_day_that_there_is_not_refuses_its_row_alone(sales, write):
    sales("customer add Acme --incomplete")
    write("v.csv", "Fecha;Cliente;Notas\n14/2/2026;Acme;a\n31/02/2026;Acme;c\n")
    assert 'line 3: Fecha "31/02/2026"' in sales("data import visits v.csv", code=1).err
    assert [row["visit_date"] for row in sales("visit list -f json").json] == ["2026-02-14"]


def test_a_stray_nul_costs_its_row_only(sales, office):
    (office / "n.csv").write_bytes(b"Name,Phone\nGood,1\nA\0b,2\nMore,3\nAnd more,4\n")
    ended = sales("data import customers n.csv", code=1)
    assert "line 3: bytes here are no text" in ended.err
    assert len(listed(sales, "customer", "name")) == 3


def test_a_formula_without_a_value_is_told(sales, office):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    book = xlsxwriter.Workbook(str(office / "f.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Name", "Code"])
    sheet.write(1, 0, "Acme")
    sheet.write_formula(1, 1, '="X"&1', None, "")
    book.close()
    said = sales("data import customers f.xlsx").err
    assert "1 formula has no value and is empty" in said


def test_a_new_customer_that_may_be_on_file_is_named(sales, write):
    sales("customer add Mercurio --phone 02-555-0101 --incomplete --force")
    write("n.csv", "name,phone\nMercurioo,\nOther Shop,02-777-0000\n")
    said = sales("data import customers n.csv").err
    assert "1 new customer may be on file already: Mercurioo ~ Mercurio" in said
    assert "may be on file" not in sales("data import customers n.csv").err
    assert len(sales("customer list -f json").json) == 3, "it came in all the same"


def test_what_is_alike_within_one_file_is_named_too(sales, write):
    write("n.csv", "name,phone\nMercurio,02-555-0101\nMercurioo,02-555-0101\nOther,02-1\n")
    assert "1 new customer may be on file already" in sales("data import customers n.csv").err
    sales("undo")
    assert "may be on file" not in sales("data import customers n.csv --dry-run").err


def test_after_a_long_list_the_look_is_left_to_a_command(sales, write, monkeypatch):
    from salescli.commands import import_doubles

    monkeypatch.setattr(import_doubles, "MOST", 1)
    write("n.csv", "name,phone\nMercurio,02-555-0101\nMercurioo,02-555-0101\n")
    said = sales("data import customers n.csv").err
    assert "`sales customer check --duplicates` shows who may be on file twice" in said
    assert "may be on file already" not in said
