from __future__ import annotations

import csv
from pathlib import Path

import pytest

from salescli.domain.drafts import Draft, Problem
from salescli.errors import SalesError
from salescli.exchange.customers import drafts
from salescli.exchange.headers import recognise
from salescli.exchange.rejects import rejects_path, write_rejects
from salescli.exchange.tables import read_table


def read(file, **options):
    table = read_table(file, legacy="cp949", **options)
    return table, list(drafts(table, recognise(table.header, table.sample)))


def cells(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


TEXT = (
    "거래처명;전화;비고;\n"
    "가나;'+82 2 1;=1+1;\n"
    ";'+82 2 2;=2+2;\n"
    "다라;02\n"
    '마바;02;"a;\n'
    "사아;02;서울;강남;구\n"
)


@pytest.fixture
def rejected(tmp_path):
    file = tmp_path / "customers.csv"
    file.write_text(TEXT)
    table, found = read(file)
    problems = [row for row in found if isinstance(row, Problem)]
    assert len(found) - len(problems) == 1
    to = rejects_path(file)
    assert write_rejects(to, table.header, problems) == to
    return to


def test_cells_as_read_and_a_reason(rejected):
    assert rejected.name == "customers.rejects.csv"
    assert rejected.read_bytes().startswith(b"\xef\xbb\xbf")
    assert rejected.stat().st_mode & 0o777 == 0o600
    header, nameless, short, quote, long = cells(rejected)
    assert header == ["거래처명", "전화", "비고", "column 4", "", "reason"]
    assert nameless == ["", "'+82 2 2", "=2+2", "", "", "line 3: no customer name"]
    assert short[:5] == ["다라", "02", "<missing>", "<missing>", ""]
    assert quote[:5] == ["마바", "02", "a;", "<missing>", ""]
    assert long[:5] == ["사아", "02", "서울", "강남", "구"]


def test_what_is_not_mended_is_refused_again(rejected):
    table, found = read(rejected)
    assert table.header == ["거래처명", "전화", "비고", "column 4"]
    assert [type(row) for row in found] == [Problem] * 4
    again = rejects_path(rejected)
    write_rejects(again, table.header, found)
    assert [row[:5] for row in cells(again)] == [row[:5] for row in cells(rejected)]


def test_what_is_mended_comes_in(rejected):
    header, nameless, short, quote, long = cells(rejected)
    nameless[0] = "이름"
    short[2:4] = ["", ""]
    quote[3] = ""
    long[2:5] = ["서울 강남구", "", ""]
    with rejected.open("w", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([header, nameless, short, quote, long])
    _table, found = read(rejected)
    assert [row.values["name"] for row in found if isinstance(row, Draft)] == [
        *("이름", "다라", "마바", "사아")
    ]
    assert found[0].values == {"name": "이름", "phone": "+82 2 2", "notes": "=2+2"}
    assert found[3].notes == []


def test_rejects_of_a_file_without_header_have_one(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("가나,02\n,03\n")
    write_rejects(rejects_path(file), ["column 1", "column 2"], [Problem(2, "no", ["", "03"])])
    table = read_table(rejects_path(file), legacy="cp949", header=False)
    assert table.header == ["column 1", "column 2"]
    assert [row.cells for row in table.rows] == [["", "03"]]


@pytest.mark.parametrize(
    "text, start", [("한빛", b"\xc7\xd1\xba\xfb"), ("Peña", "\ufeff".encode())], ids=["fits", "not"]
)
def test_another_encoding_when_it_has_all_characters(tmp_path, text, start):
    to = tmp_path / "x.rejects.csv"
    write_rejects(to, [text], [Problem(2, "no", ["1"])], encoding="cp949")
    assert to.read_bytes().startswith(start)


def test_a_failure_leaves_nothing_behind(tmp_path):
    with pytest.raises(SalesError, match="cannot be written"):
        write_rejects(tmp_path / "no" / "x.csv", ["name"], [])
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(SalesError, match="cannot be written"):
        write_rejects(tmp_path / "x.csv", ["name"], [])
    assert list(tmp_path.iterdir()) == [Path(tmp_path / "x.csv")]


def test_a_mended_file_is_not_written_over(tmp_path):
    usual = tmp_path / "x.rejects.csv"
    rows = [Problem(2, "no", ["1"])]
    assert write_rejects(usual, ["name"], rows) == usual
    assert write_rejects(usual, ["name"], rows) == usual
    usual.write_text("mended")
    second = write_rejects(usual, ["name"], rows)
    assert second.name == "x.rejects-2.csv"
    assert write_rejects(usual, ["name"], rows) == second
    second.write_text("mended too")
    assert write_rejects(usual, ["name"], rows).name == "x.rejects-3.csv"
    assert (usual.read_text(), second.read_text()) == ("mended", "mended too")
    assert len(list(tmp_path.iterdir())) == 3


def test_damaged_bytes_are_marked_and_refused_until_they_are_mended(tmp_path):
    file = tmp_path / "x.csv"
    file.write_bytes(("거래처명,비고\n" + "한빛,단골\n" * 9).encode() + b"\xed\x95,x\na\0,y\nb,z\n")
    table, found = read(file)
    assert "some bytes are no text: the rows that hold them are refused" in table.said
    problems = [row for row in found if isinstance(row, Problem)]
    assert [problem.line for problem in problems] == [11, 12]
    rejected = write_rejects(rejects_path(file), table.header, problems)
    assert [row[:2] for row in cells(rejected)[1:]] == [["\ufffd\ufffd", "x"], ["a\ufffd", "y"]]
    _table, again = read(rejected)
    assert [row.reason for row in again] == ["the places marked \ufffd are not mended"] * 2
    rejected.write_text(rejected.read_text("utf-8").replace("\ufffd", "!"), "utf-8")
    assert [row.values["name"] for row in read(rejected)[1]] == ["!!", "a!"]


@pytest.mark.parametrize("header", ["name", "name,notes"])
@pytest.mark.parametrize("cell", ["x" * (1 << 20) + "x", '"open\nand more'])
def test_a_text_that_was_cut_is_refused_until_it_is_mended(tmp_path, header, cell):
    file = tmp_path / "x.csv"
    file.write_text(f"{header}\nA,\n{cell}\n" if "," in header else f"{header}\nA\n{cell}\n")
    table, found = read(file, delimiter=",")
    problems = [row for row in found if isinstance(row, Problem)]
    assert problems
    _table, again = read(write_rejects(rejects_path(file), table.header, problems))
    assert isinstance(again[0], Problem)


def test_half_a_letter_does_not_stop_the_file(tmp_path):
    half = Problem(2, "no \ud83d", ["\ud83d", "02"])
    rejected = write_rejects(tmp_path / "x.csv", ["name", "phone \ud83d"], [half])
    assert cells(rejected)[1][:2] == ["\ufffd", "02"]
