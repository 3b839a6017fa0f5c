"""What an import makes of files as people really keep them, told as they would type it."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

CUSTOMERS = "거래처명,전화,주소\n한빛상사,02-555-1234,서울\n두리물산,02-777-0000,부산\n"


@pytest.fixture
def write(office):
    """Put a file into the office: ``write("a.csv", "name\\nA\\n")``."""

    def put(name, content):
        (office / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return office / name

    return put


@pytest.fixture
def two(sales, write):
    """An office with 한빛상사 and 두리물산."""
    write("list.csv", CUSTOMERS)
    sales("data import customers list.csv")
    return sales


def listed(sales, noun, *keys):
    rows = sales(f"{noun} list -f json").json
    return [tuple(row[key] for key in keys) for row in sorted(rows, key=lambda row: row["no"])]


def workbook(*rows, **formats):
    """An xlsx file; a format is told by the letter of its column."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for letter, form in formats.items():
            sheet.set_column(f"{letter}:{letter}", None, book.add_format({"num_format": form}))
        for place, cells in enumerate(rows):
            sheet.write_row(place, 0, cells)
    return out.getvalue()


def test_days_and_times_that_a_spreadsheet_counted(two, write):
    rows = [["한빛상사", 46023, 0.395833333], ["두리물산", "2026-01-02", 0.5]]
    write("visits.xlsx", workbook(["거래처", "방문일", "시간"], *rows))
    ended = two("data import visits visits.xlsx")
    assert 'numbers such as 46023 in "방문일" are read as days: 2026-01-01' in ended.err
    assert 'times of "시간" such as 0.395833333 are read as 09:30' in ended.err
    assert listed(two, "visit", "visit_date", "visit_time") == [
        ("2026-01-01", "09:30"),
        ("2026-01-02", "12:00"),
    ]


def test_a_time_from_to_is_the_beginning_and_stays_whole_in_the_visit(two, write):
    write("visits.csv", "거래처,방문일,시간\n한빛상사,2026-01-02,9:30~10:15\n")
    two("data import visits visits.csv")
    assert listed(two, "visit", "visit_time", "content") == [("09:30", "시간: 9:30~10:15")]


def test_what_is_refused_of_a_json_file_can_be_mended(sales, write, office):
    write("a.json", '[{"name": "가\\ud83d"}, {"name": "b\\u0000"}, 5, {"name": "한빛"}]')
    ended = sales("data import customers a.json", code=1)
    assert "this is no object; mend number 3 in the original file: 5" in ended.err
    assert listed(sales, "customer", "name") == [("한빛",)]
    again = sales("data import customers a.rejects.csv", code=1)
    assert again.err.count("the places marked \ufffd are not mended") == 2
    mended = (office / "a.rejects.csv").read_text("utf-8").replace("\ufffd", "!")
    (office / "a.rejects.csv").write_text(mended.replace("<missing>", ""), "utf-8")
    sales("data import customers a.rejects.csv", code=1)
    assert listed(sales, "customer", "name") == [("한빛",), ("가!",), ("b!",)]


@pytest.mark.parametrize("form", ["", " -f json"])
def test_one_damaged_byte_costs_its_row_only(sales, write, form):
    good = "".join(f"상사{i},02-555-{i:04},서울\n" for i in range(50)).encode()
    write("list.csv", "거래처명,전화,주소\n".encode() + good + b"\xc7\xd1,02-1,x\n" + good[:-2])
    ended = sales(f"data import customers list.csv{form}", code=1)
    assert "list.csv: utf-8, columns" in ended.err
    assert "line 52: bytes here are no text" in ended.err
    assert "line 102: bytes here are no text" in ended.err
    assert len(listed(sales, "customer", "name")) == 50


def test_a_form_with_merged_groups_above_its_header(sales, write):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write("B1", "거래처 관리대장")
        sheet.merge_range("B3:C3", "거래처")
        sheet.merge_range("D3:F3", "담당자")
        sheet.merge_range("G3:G4", "비고")
        sheet.write_row("B4", ["상호", "전화", "성명", "직책", "휴대폰"])
        sheet.write_row("B5", ["한빛상사", "02-555-1234", "박지성", "과장", "010-1-2", "단골"])
    write("form.xlsx", out.getvalue())
    ended = sales("data import customers form.xlsx")
    assert "lines 3 and 4 are one header" in ended.err
    assert listed(sales, "customer", "name", "phone", "contact", "contact_phone") == [
        ("한빛상사", "02-555-1234", "박지성", "010-1-2")
    ]


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.csv", CUSTOMERS),
        ("a.vcf", "BEGIN:VCARD\nFN:x\nEND:VCARD\n"),
        ("a.json", '[{"name": "x"}]'),
    ],
)
def test_a_sheet_of_a_file_without_sheets(sales, write, name, content):
    write(name, content)
    ended = sales(f"data import customers {name} --sheet 2", code=2)
    assert f"{name} has no sheets, for it is no workbook" in ended.err
    assert listed(sales, "customer", "no") == []


TOTALS = [
    "합계,,1200000,2",
    "Total,,1 200.50 €,",
    ",,합계,3",
    "소 계,-,₩1200,2건",
    "합계: 2,,,",
    "总计,2",
    "합계,,,",
    "Total,,,",
]


@pytest.mark.parametrize("line", TOTALS)
def test_a_line_of_totals_is_passed_over_and_said(sales, write, line):
    write("list.csv", f"거래처명,전화,미수금,방문수\n한빛상사,02-1,1000000,1\n{line}\n")
    ended = sales("data import customers list.csv")
    assert "1 line of totals was passed over: line 3" in ended.err
    assert listed(sales, "customer", "name") == [("한빛상사",)]


NO_TOTALS = ["Total,,ask the boss,", "합계,,1,x", ",,1200,3"]


@pytest.mark.parametrize("line", NO_TOTALS)
def test_what_is_not_clearly_a_line_of_totals_is_refused(sales, write, line):
    write("list.csv", f"거래처명,전화,미수금,방문수\n한빛상사,02-1,1000000,1\n{line}\n")
    assert "1 row was refused" in sales("data import customers list.csv", code=1).err


def test_a_customer_by_the_name_of_total(sales, write):
    write("list.csv", "name,phone,amount\nTotal,91 123 45 67,12\n")
    sales("data import customers list.csv")
    assert listed(sales, "customer", "name") == [("Total",)]


@pytest.mark.parametrize(
    "kind, header", [("visits", "거래처,방문일,시간"), ("contacts", "회사,이름,전화")]
)
def test_totals_of_other_lists(two, write, kind, header):
    row = "2026-03-01,9:30" if kind == "visits" else "박지성,010-1"
    write("list.csv", f"{header}\n한빛상사,{row}\n합계,,1\n")
    assert "line 3" in two(f"data import {kind} list.csv").err


def test_our_own_cards_of_customers_name_no_person_of_that_name(sales, office):
    sales("customer add 'Alfa Co' --incomplete --phone 02-555-1111")
    sales("data export customers -f vcf --plain -o cards.vcf")
    (office / "sales.db").unlink()
    sales("data import customers cards.vcf")
    (row,) = sales("customer list -f json").json
    assert (row["name"], row["phone"], row["contact"]) == ("Alfa Co", "02-555-1111", None)
