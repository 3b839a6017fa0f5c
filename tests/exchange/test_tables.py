from __future__ import annotations

import csv
import io
import os
import threading
import tracemalloc
from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salescli.domain.drafts import Problem
from salescli.errors import SalesError, UsageError
from salescli.exchange.records import CELL
from salescli.exchange.shapes import Row
from salescli.exchange.tables import read_table


def table(text, **options):
    raw = text if isinstance(text, bytes) else text.encode()
    return read_table(io.BytesIO(raw), **{"legacy": "cp949", **options})


def rows(text, **options):
    return list(table(text, **options).rows)


DELIMITED = [
    ("name,phone\n한빛,1\n", ","),
    ("name;phone\n한빛;1\n", ";"),
    ("name\tphone\n한빛\t1\n", "\t"),
    ("name|phone\n한빛|1\n", "|"),
    ("Nombre;Latitud;Longitud\nBar Pepe;41,38;2,17\nSol;40,41;-3,70\n", ";"),
    ('name;notes\nA;"a, b, c"\nB;"d, e, f"\n', ";"),
    ("name,notes\nA,a; b\nB,c; d\n", ","),
    ('"name","phone"\n"Kim; Ltd","1"\n', ","),
    ("Kunde;Ort\nA, B;x\nC;y\n", ";"),
    ("name\nKim\nLee\n", ","),
    ("1,5;a\n2,5;b\n3;c\n", ";"),
    ("거래처 목록 (2026, 3월)\n\n거래처명|전화\nA|1\n", "|"),
    ("sep=;\nname;phone\na,b;1\n", ";"),
    ("sep=\t\nx\ty\na\t1\n", "\t"),
    ('"sep=|"\r\nx|y\r\na|1\r\n', "|"),
]


@pytest.mark.parametrize("text, delimiter", DELIMITED)
def test_delimiter(text, delimiter):
    found = table(text)
    assert found.delimiter == delimiter
    assert all(isinstance(row, Row) for row in found.rows)


@pytest.mark.parametrize("option", [";", "semicolon", "SEMICOLON"])
def test_delimiter_by_option(option):
    assert table("name;phone,x\nA;1,2\n", delimiter=option).header == ["name", "phone,x"]


@pytest.mark.parametrize("option", ["", ",,", '"', "\n", "komma"])
def test_wrong_delimiter(option):
    if option:
        with pytest.raises(UsageError, match="cannot part cells"):
            table("a,b\n", delimiter=option)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_line_numbers(end):
    text = f'name,notes{end}A,"one{end}two"{end}{end},,{end}B,x'
    assert rows(text) == [Row(2, ["A", f"one{end}two"]), Row(6, ["B", "x"])]


def test_title_rows_are_passed_over():
    found = table("거래처 목록,,\n2026-03-03 출력,,\n\nNo,거래처명,전화(필수)\n1,한빛,02\n")
    assert found.header == ["No", "거래처명", "전화(필수)"]
    assert found.titles == [["거래처 목록", "", ""], ["2026-03-03 출력", "", ""]]
    assert list(found.rows) == [Row(5, ["1", "한빛", "02"])]


def test_unknown_headers_are_the_first_row_or_the_one_that_map_names():
    text = "Liste\nKunde,Ort\nA,B\n"
    assert table(text).header == ["Liste"]
    assert table(text, expect=["kunde"]).header == ["Kunde", "Ort"]
    assert table("Kunde,Ort\n1,B\n", expect=["1"]).header == ["Kunde", "Ort"]


def test_without_a_header():
    found = table("한빛,02\n가나,03\n", header=False)
    assert found.header == ["column 1", "column 2"]
    assert [row.line for row in found.rows] == [1, 2]


RAGGED = [
    ("A,1,x", ["A", "1", "x"]),
    ("A,1,x,,  ,", ["A", "1", "x"]),
    ("A,1", "2 cells, but the header has 3"),
    ("A", "1 cells, but the header has 3"),
    ("A,1,x,y", "4 cells, but the header has 3"),
    ("서울, 강남구,1,x", "4 cells, but the header has 3"),
]


@pytest.mark.parametrize("line, expected", RAGGED)
def test_ragged_rows_are_refused_by_line_and_the_others_come_in(line, expected):
    first, second, third = rows(f"name,phone,notes\nB,2,y\n{line}\nC,3,z\n")
    assert (first, third) == (Row(2, ["B", "2", "y"]), Row(4, ["C", "3", "z"]))
    if isinstance(expected, str):
        assert isinstance(second, Problem)
        assert (second.line, second.reason, second.raw) == (3, expected, line.split(","))
    else:
        assert second == Row(3, expected)


def test_columns_without_a_name_may_be_left_out():
    assert rows("name,phone,,\nA,1\nB,2,x,\n") == [
        Row(2, ["A", "1", "", ""]),
        Row(3, ["B", "2", "x", ""]),
    ]


def test_a_repeated_header_is_no_row():
    assert rows("name,phone\nA,1\nname,phone\nB,2\n") == [Row(2, ["A", "1"]), Row(4, ["B", "2"])]


def test_an_unclosed_quote_costs_its_row_only():
    text = 'name,notes\nA,x\nB,"open\n' + "".join(f"C{i},y\n" for i in range(5000))
    found = rows(text)
    assert found[1] == Problem(
        3, "a quote that begins on this line is not closed", ["B", "open", "<missing>"]
    )
    assert found[2:] == [Row(i + 4, [f"C{i}", "y"]) for i in range(5000)]


def test_an_unclosed_quote_that_meets_the_next_one():
    text = 'name,notes,x\nA,"open,1\nB,b,2\nC,"closed",3\nD,d,4\n'
    problem, *others = rows(text)
    assert (problem.line, isinstance(problem, Problem)) == (2, True)
    assert others == [
        Row(3, ["B", "b", "2"]),
        Row(4, ["C", "closed", "3"]),
        Row(5, ["D", "d", "4"]),
    ]


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_an_unclosed_quote_in_the_last_line(end):
    assert isinstance(rows(f'name,notes\nA,x\nB,"y{end}')[-1], Problem)


def test_many_unclosed_quotes_do_not_take_long():
    text = "name,notes\n" + 'A,"x\n' * 20_001
    assert sum(isinstance(row, Problem) for row in rows(text)) == 20_001


def test_inch_marks_are_no_damage():
    text = 'name,notes\nA,5" pipe\nB,"12"" pipe"\nC,"a"b\n'
    assert [row.cells[1] for row in rows(text)] == ['5" pipe', '12" pipe', "ab"]


def test_an_unclosed_quote_in_the_header():
    with pytest.raises(SalesError, match="line 1: a quote"):
        table('name,"notes\nA,1\n')


def test_a_cell_may_have_a_megabyte_and_no_more():
    good, long = "x" * CELL, "x" * (CELL + 1)
    found = rows(f'name,notes\nA,{good}\nB,{long}\nC,"{long}"\nD,1\n')
    assert [type(row) for row in found] == [Row, Problem, Problem, Row]
    assert found[1].reason == (
        "a cell is longer than 1,048,576 characters: shorten it in the original file"
    )
    assert len(found[1].raw[0]) < 300


def test_a_quote_open_for_more_than_a_megabyte():
    text = 'name,notes\nA,"open\n' + "B,x\n" * (CELL // 2)
    found = table(text).rows
    first = next(iter(found))
    assert isinstance(first, Problem)
    assert sum(isinstance(row, Row) for row in found) == CELL // 2


def test_a_line_without_end_is_refused():
    with pytest.raises(SalesError, match="line 1 is longer than"):
        table("x" * (1 << 23))


def test_a_million_empty_columns_are_refused():
    with pytest.raises(SalesError, match="1,000,001 columns"):
        table("name" + "," * 1_000_000 + "\nx\n")


@pytest.mark.parametrize("text", ["\n\n", ",,\n,,\n", "sep=;\n"])
def test_a_file_without_rows(text):
    with pytest.raises(SalesError, match="is empty"):
        table(text)


def test_a_header_alone():
    found = table("name,phone")
    assert (found.header, list(found.rows), found.sample) == (["name", "phone"], [], [])


ENCODED = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"]


@pytest.mark.parametrize("encoding", ENCODED)
def test_encodings(encoding, tmp_path):
    file = tmp_path / "목록.csv"
    file.write_bytes("거래처명,전화\r\n한빛상사,02-1\r\n가나,02-2\r\n".encode(encoding))
    found = read_table(file, legacy="cp949")
    assert found.header == ["거래처명", "전화"]
    assert list(found.rows) == [Row(2, ["한빛상사", "02-1"]), Row(3, ["가나", "02-2"])]


def test_chinese_and_spanish_code_pages():
    chinese = "客户名称,电话\r\n一帆,138\r\n".encode("gb18030")
    assert table(chinese, legacy="gb18030").header == ["客户名称", "电话"]
    assert table(chinese, encoding="gbk").header == ["客户名称", "电话"]
    spanish = "Razón social;Teléfono\r\nPeña;91\r\n".encode("cp1252")
    assert table(spanish, legacy="cp1252").header == ["Razón social", "Teléfono"]


def test_rows_can_be_read_again_and_are_sampled():
    found = table("name,phone\n" + "A,1\n" * 9)
    assert len(found.sample) == 5
    assert list(found.rows) == list(found.rows)


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(UsageError, match="there is no file"):
        read_table(tmp_path / "x.csv", legacy="cp949")
    with pytest.raises(SalesError, match="cannot be read"):
        read_table(tmp_path, legacy="cp949")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_read_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"name,phone\nA,1\n",))
    writer.start()
    found = read_table(pipe, legacy="cp949")
    writer.join()
    assert list(found.rows) == list(found.rows) == [Row(2, ["A", "1"])]


def test_long_files_stream(tmp_path):
    file = tmp_path / "long.csv"
    file.write_text("name,phone\n" + "한빛상사 주식회사,02-123-4567\n" * 100_000)
    tracemalloc.start()
    found = read_table(file, legacy="cp949")
    assert sum(1 for _row in found.rows) == 100_000
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()


def test_the_file_is_closed_when_reading_stops_early(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("name,phone\n" + "A,1\n" * 100)
    list(islice(read_table(file, legacy="cp949").rows, 3))  # an open file would warn, and so fail
    file.unlink()


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8)
)


@example([["#", "LASTVISIT"]], ",", "utf-8")
@given(TABLES, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_is_written_is_read(written, delimiter, encoding):
    names = [
        "name",
        "phone",
        "address",
        "grade",
        "notes",
    ]  # no row of data looks more like a header
    header = names[: len(written[0]) if written else 1]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([header, *written])
    read = table(out.getvalue().encode(encoding), delimiter=delimiter)
    assert read.header == header
    filled = [cells for cells in written if any(cell.strip() for cell in cells)]
    assert [list(row.cells) for row in read.rows] == filled


CELL_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
    | st.sampled_from('\n,;"|\t 한値é'),
    max_size=12,
)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(CELL_TEXT, min_size=width, max_size=width).filter(
            lambda row: any(map(str.strip, row))
        ),
        min_size=1,
        max_size=8,
    )
)
WIDE = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])


@given(TABLES, WIDE, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n"]))
def test_any_table_comes_back_the_same(lines, encoding, delimiter, end):
    header = ["거래처명", "전화", "비고", "주소", "등급"][: len(lines[0])]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([header, *(row for row in lines if row != header)])
    raw = out.getvalue().encode(encoding)
    options = {"encoding": encoding} if encoding == "gb18030" else {}
    found = table(raw, legacy="cp949", delimiter=delimiter, **options)
    assert found.header == header
    assert [row.cells for row in found.rows] == lines
