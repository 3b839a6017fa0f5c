from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.errors import SalesError, UsageError
from salescli.exchange.encodings import CHUNK, decode, detect

KOREAN = "거래처명,전화\n한빛상사,02-123-4567\n가나다,02-1\n"
CHINESE = "客户名称,电话\n一帆贸易有限公司,13800138000\n"
TRADITIONAL = "客戶名稱,電話\n臺北商行,02-1234\n"
SPANISH = "Nombre;Teléfono\nPeñalara S.A.;91 123\nÑandú;1\n"

READS = [
    (KOREAN.encode(), "cp949", "utf-8", "utf-8"),
    (KOREAN.encode("utf-8-sig"), "cp949", "utf-8-sig", "bom"),
    (KOREAN.encode("utf-16"), "cp949", "utf-16", "bom"),
    (codecs.BOM_UTF16_BE + KOREAN.encode("utf-16-be"), "cp949", "utf-16", "bom"),
    (KOREAN.encode("utf-32"), "cp949", "utf-32", "bom"),
    (KOREAN.encode("utf-16-le"), "cp949", "utf-16-le", "pattern"),
    (CHINESE.encode("utf-16-be"), "cp949", "utf-16-be", "pattern"),
    (b"name,phone\nx,1\n", "cp949", "utf-8", "utf-8"),
    (KOREAN.encode("cp949"), "cp949", "cp949", "legacy"),
    (KOREAN.encode("cp949"), "euc-kr", "cp949", "legacy"),
    (CHINESE.encode("gb18030"), "gb18030", "gb18030", "legacy"),
    (CHINESE.encode("gb18030"), "gbk", "gb18030", "legacy"),
    (TRADITIONAL.encode("big5"), "big5", "big5", "legacy"),
    (SPANISH.encode("cp1252"), "cp1252", "cp1252", "legacy"),
]


@pytest.mark.parametrize("raw, legacy, encoding, how", READS)
def test_reads(raw, legacy, encoding, how):
    found = decode(raw, legacy=legacy, forced=None)
    assert (found.encoding, found.how) == (encoding, how)
    assert found.text in {KOREAN, CHINESE, TRADITIONAL, SPANISH, "name,phone\nx,1\n"}


@pytest.mark.parametrize("name", ["cp949", "CP949", "uhc", "euc-kr", " cp949 "])
def test_forced_encoding_goes_before_all(name):
    assert decode(KOREAN.encode("cp949"), legacy="gb18030", forced=name).text == KOREAN


@pytest.mark.parametrize("forced", ["utf-16", "utf-16-le", "UTF16"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF16_LE])
def test_forced_utf_16_with_and_without_its_mark(forced, mark):
    raw = mark + KOREAN.encode("utf-16-le")
    assert decode(raw, legacy="cp949", forced=forced).text == KOREAN


@pytest.mark.parametrize(
    "name", ["cp9490", "", "hex", "rot13", "idna", "unicode_escape", "a\0b", "../x"]
)
def test_unknown_encodings_are_usage_errors(name):
    with pytest.raises(UsageError) as error:
        decode(b"x", legacy=name, forced=None)
    assert "files.legacy_encoding" in str(error.value)
    assert "cp949" in error.value.hint


def test_a_forced_encoding_that_fails_names_line_and_byte():
    raw = b"name,phone\nx,1\n\xff\xff,2\n"
    with pytest.raises(UsageError) as error:
        decode(raw, legacy="cp949", forced="utf-8", name="list.csv")
    assert str(error.value) == "list.csv line 3: the byte at position 15 is not utf-8-sig"


def test_a_legacy_code_page_that_fails_lists_those_that_fit_by_their_header():
    raw = SPANISH.encode("cp1252")
    with pytest.raises(UsageError) as error:
        decode(raw, legacy="cp949", forced=None)
    assert "line 1" in str(error.value)
    assert error.value.hint.startswith("these would read it: `--encoding cp1252`")


def test_chinese_with_a_korean_code_page_is_hinted_to_gb18030():
    raw = (CHINESE + "镕㐂\n").encode("gb18030")
    with pytest.raises(UsageError) as error:
        decode(raw, legacy="cp949", forced=None)
    assert error.value.hint.startswith("these would read it: `--encoding gb18030`")


def test_a_code_page_that_reads_nonsense_is_doubted():
    raw = KOREAN.encode("cp949")
    assert detect(io.BytesIO(raw), legacy="gb18030")[:3] == ("gb18030", "legacy", "cp949")
    assert detect(io.BytesIO(raw), legacy="cp949")[:3] == ("cp949", "legacy", "")


def test_nothing_fits():
    with pytest.raises(UsageError) as error:
        decode(b"a,b\n" + bytes([0x81, 0x20, 0xFF]) * 9, legacy="cp949", forced=None)
    assert error.value.hint == "save the file as CSV UTF-8 and import that"


def test_damaged_utf_8_is_not_read_as_a_legacy_code_page():
    raw = KOREAN.encode() * 5 + "한".encode()[:2] + b"\n"
    with pytest.raises(UsageError) as error:
        decode(raw, legacy="cp1252", forced=None)
    assert "line 16" in str(error.value)
    assert "utf-8" in str(error.value)


def test_characters_across_pieces():
    text = "한" * CHUNK
    assert decode(b"x" + text.encode(), legacy="cp949", forced=None).text == "x" + text
    assert decode(b"x" + text.encode("cp949"), legacy="cp949", forced=None).text == "x" + text


def test_position_of_a_fault_far_into_the_file():
    good = "한빛\n".encode("cp949") * 100_000
    with pytest.raises(UsageError) as error:
        decode(good + b"\xff", legacy="cp949", forced="cp949")
    assert f"line 100001: the byte at position {len(good)} " in str(error.value)


def test_line_of_a_fault_in_a_file_with_old_mac_line_ends():
    with pytest.raises(UsageError) as error:
        decode(b"a\rb\rc\xff", legacy="cp949", forced="utf-8")
    assert "line 3" in str(error.value)


def zipped(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr(name, "x")
    return out.getvalue()


BINARY = [
    (zipped("xl/workbook.xml"), "Excel workbook"),
    (zipped("word/document.xml"), "text document"),
    (zipped("customers.csv"), "ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old or password-protected Excel"),
    (b"%PDF-1.7\n", "PDF"),
    (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
    (b"\xff\xd8\xff\xe0", "picture"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x1f\x8b\x08\0", "packed"),
    (b"\xef\xbb\xbf<html><table><tr><td>x", "web page"),
    (b'<?xml version="1.0"?><Workbook>', "web page"),
    (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", "vCard"),
    (b'[{"name": "x"}]', "JSON"),
    (bytes(range(256)) * 4, "not a text file"),
    (b"", "empty"),
    (b"\xef\xbb\xbf\r\n", "empty"),
    (b"name,phone\n" * CHUNK + b"\0\0\0\0", "NUL"),
]


@pytest.mark.parametrize("raw, says", BINARY, ids=[says for _raw, says in BINARY])
@pytest.mark.parametrize("forced", [None, "cp949"])
def test_what_is_no_text_is_refused(raw, says, forced):
    with pytest.raises(SalesError) as error:
        decode(raw, legacy="cp949", forced=forced, name="x.csv")
    assert says in str(error.value) or (forced and says == "not a text file")
    assert "\n" not in str(error.value)


def test_a_header_in_brackets_is_no_json():
    assert decode(b"[name],[phone]\n", legacy="cp949", forced=None).text == "[name],[phone]\n"


LATIN = "Nombre;Teléfono\n" + "Peñalara;91 123\n" * 9
DAMAGE = [
    ("Korean", KOREAN.encode() * 9 + b"\xff,1\n"),
    ("a letter cut short", KOREAN.encode() * 9 + "가나한".encode()[:-1]),
    ("a few accents", LATIN.encode() + b"Pe\xf1a;1\n"),
    ("accents far behind", b"name,phone\nx,1\n" * CHUNK + LATIN.encode() + b"\xff\n"),
    ("a mark before it", KOREAN.encode("utf-8-sig") * 9 + b"\xff,1\n"),
    ("a NUL", KOREAN.encode() * 9 + b"a\0,1\n"),
]


@pytest.mark.parametrize("legacy", ["cp949", "gb18030", "cp1252"])
@pytest.mark.parametrize("name, raw", DAMAGE, ids=[name for name, _raw in DAMAGE])
def test_a_little_damage_leaves_utf_8_what_it_is(name, raw, legacy):
    found = detect(io.BytesIO(raw), legacy=legacy, lenient=True)
    assert (found.name in {"utf-8", "utf-8-sig"}, found.damaged) == (True, True)
    with pytest.raises(SalesError, match=r"not utf-8|holds NUL"):
        detect(io.BytesIO(raw), legacy=legacy)


@pytest.mark.parametrize(
    "text, encoding",
    [(KOREAN, "cp949"), (CHINESE, "gb18030"), (TRADITIONAL, "big5"), (SPANISH, "cp1252")],
)
def test_a_legacy_code_page_is_not_taken_for_damaged_utf_8(text, encoding):
    found = detect(io.BytesIO(text.encode(encoding) * 50), legacy=encoding, lenient=True)
    assert found[:2] == (encoding, "legacy")


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1))
def test_no_korean_text_is_taken_for_damaged_utf_8(text):
    found = detect(
        io.BytesIO(text.encode("cp949", "ignore") + b"\nx"), legacy="cp949", lenient=True
    )
    assert not found.damaged


def test_characters_lost_before_are_told():
    assert detect(io.BytesIO("한\ufffd빛".encode()), legacy="cp949").lost
    assert not detect(io.BytesIO("한빛".encode()), legacy="cp949").lost
