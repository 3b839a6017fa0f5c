from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salescli.domain.drafts import Problem
from salescli.errors import SalesError
from salescli.exchange.readers import Asked, read


def told(raw, kind="customers"):
    """Each card as what is filled in, or as the reason why it is refused."""
    raw = raw if isinstance(raw, bytes) else raw.encode()
    table = read(io.BytesIO(raw), Asked(kind, "cp949"))
    return [
        row.reason
        if isinstance(row, Problem)
        else {key: cell for key, cell in zip(table.header, row.cells, strict=True) if cell}
        for row in table.rows
    ]


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


PERSON = {"name": "홍길동", "contact": "홍길동"}
NAMES = [
    (("FN:홍길동",), PERSON),
    (("N:홍;길동;;;",), PERSON),
    (("N:홍;길동",), PERSON),
    (("FN:", "N:홍;길동;;;"), PERSON),
    (("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=ED=99=8D=\r\n=EA=B8=B8=EB=8F=99",), PERSON),
    (("N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=ED=99=8D;=EA=B8=B8=\r\n=EB=8F=99;;;",), PERSON),
    (("FN;QUOTED-PRINTABLE:=ED=99=8D=EA=B8=B8=EB=8F=99",), PERSON),
    (("FN:홍길\r\n 동",), PERSON),
    (("item1.FN:홍길동",), PERSON),
    (("fn:홍길동",), PERSON),
    (("N:García;Ana;;;",), {"name": "Ana García", "contact": "Ana García"}),
    (("FN:홍길동", "ORG:한빛상사;영업부"),
     {"name": "한빛상사", "contact": "홍길동", "notes": "ORG: 영업부"}),
    (("ORG:한빛\\, 상사\\; 서울",), {"name": "한빛, 상사; 서울"}),
    (("NICKNAME:길동이", "EMAIL:a@b.kr"),
     {"name": "길동이", "contact": "길동이", "email": "a@b.kr", "notes": "NICKNAME: 길동이"}),
    (("EMAIL:a@b.kr",), {"name": "a@b.kr", "contact": "a@b.kr", "email": "a@b.kr"}),
]  # fmt: skip


@pytest.mark.parametrize("lines, expected", NAMES)
def test_names(lines, expected):
    assert told(card(*lines)) == [expected]


VALUES = [
    ("TEL;CELL:010-1234-5678", {"contact_phone": "010-1234-5678"}),
    ("TEL;TYPE=CELL,VOICE:010-1234-5678", {"contact_phone": "010-1234-5678"}),
    ("TEL;type=CELL;type=pref:010-1234-5678", {"contact_phone": "010-1234-5678"}),
    ("item2.TEL:010-1234-5678", {"contact_phone": "010-1234-5678"}),
    ('TEL;VALUE=uri;TYPE="work,voice":tel:+82-2-555-1234;ext=7',
     {"contact_phone": "'+82-2-555-1234 ext. 7"}),
    ("TEL;WORK:02-1\r\nTEL;CELL:010-1", {"phone": "02-1", "contact_phone": "010-1"}),
    ("TEL;WORK;FAX:02-9", {"fax": "02-9"}),
    ("TEL;PAGER:012", {"notes": "PAGER: 012"}),
    ("TEL;TYPE=HOME,FAX:02-9", {"notes": "HOME FAX: 02-9"}),
    ("ADR;TYPE=HOME:;;Calle 1;Madrid;;;", {"address": "Calle 1, Madrid"}),
    ("ADR;TYPE=HOME:;;Calle 1;;;;\r\nADR;TYPE=WORK:;;Calle 2;;;;",
     {"address": "Calle 2", "notes": "HOME ADDRESS: Calle 1"}),
    ("X-WECHAT:kim", {"notes": "WECHAT: kim"}),
    ("X-GENDER:Male", {"notes": "GENDER: Male"}),
    ("X-MS-MANAGER:김부장", {"notes": "MS-MANAGER: 김부장"}),
    ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;김영희;14;;;;;;", {"notes": "relation: 김영희"}),
    ("X-WECHAT:", {}),
    ("X-PHONETIC-LAST-NAME:ホン", {}),
    ("X-ABUID:5AD380FD\\:ABPerson", {}),
    ("X-MS-OL-DESIGN:<card/>", {}),
    ("X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:AAAA", {}),
    ("X-PICTURE:data:image/png;base64\\,AAAA", {}),
    ("TEL;HOME:02-7", {"contact_phone": "02-7"}),
    ("TEL;HOME:02-7\r\nTEL;CELL:010-1", {"contact_phone": "010-1", "contact_notes": "HOME: 02-7"}),
    ("TEL;HOME:02-7\r\nTEL;HOME:02-8", {"contact_phone": "02-7", "contact_notes": "HOME: 02-8"}),
    ("TEL;HOME;CELL:010-1", {"contact_phone": "010-1"}),
    ("TITLE:과장\r\nROLE:구매", {"position": "과장", "notes": "POSITION: 구매"}),
    ("CATEGORIES:vip\r\nCATEGORIES:서울", {"tags": "vip,서울"}),
    ("TEL;CELL:010-1\r\nTEL;CELL:010-2", {"contact_phone": "010-1", "notes": "MOBILE: 010-2"}),
    ("EMAIL;TYPE=INTERNET:a@b.kr\r\nEMAIL:c@d.kr", {"email": "a@b.kr", "notes": "EMAIL: c@d.kr"}),
    ("TITLE:과장", {"position": "과장"}),
    ("URL:https\\://x.kr", {"website": "https://x.kr"}),
    ("ADR;TYPE=WORK:;;Calle 1;Madrid;;28001;España", {"address": "Calle 1, 28001 Madrid, España"}),
    ("ADR:;;역삼동 1;강남구;서울;06234;", {"address": "서울 강남구 역삼동 1 (06234)"}),
    ("NOTE:하나\\n둘\\, 셋", {"notes": "하나\n둘, 셋"}),
    ("NOTE:하나\r\n둘", {"notes": "하나\n둘"}),
    ("NOTE;ENCODING=QUOTED-PRINTABLE:a=0D=0Ab", {"notes": "a\r\nb"}),
    ("CATEGORIES:vip,서울", {"tags": "vip,서울"}),
    ("GEO:geo:37.5,127.1", {"lat": "37.5", "lon": "127.1"}),
    ("GEO:37.5;127.1", {"lat": "37.5", "lon": "127.1"}),
    ("BDAY:1980-01-01", {"notes": "BDAY: 1980-01-01"}),
    ("PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSk\r\n AAAA\r\n BBBB=\r\n", {}),
    ("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSk\r\nAAAA\r\nBBBB=\r\n", {}),
    ("PHOTO:data:image/jpeg;base64,AAAA", {}),
    ("LOGO;VALUE=uri:http://x", {}),
    ("X-ABLABEL:_$!<HomePage>!$_", {}),
    ("this is no property", {}),
]  # fmt: skip


@pytest.mark.parametrize("line, expected", VALUES, ids=[line[:40] for line, _told in VALUES])
def test_values(line, expected):
    assert told(card("FN:홍길동", line, "REV:1")) == [{**PERSON, **expected}]


CODED = [
    card("FN:홍길동").encode("utf-16"),
    card("FN:홍길동").encode("utf-16-le"),
    card("FN:홍길동").encode("utf-8-sig"),
    card("FN:홍길동").encode("cp949"),
    card("FN;CHARSET=EUC-KR:홍길동").encode("cp949"),
    card("FN;CHARSET=nonsense:홍길동").encode(),
    card("FN:홍길동").replace("\r\n", "\n").encode(),
    card("FN:홍길동").replace("\r\n", "\r").encode(),
    b"\r\n\r\n" + card("FN:홍길동").encode(),
    card("FN:홍길동").lower().encode(),
]


@pytest.mark.parametrize("raw", CODED)
def test_encodings_and_line_ends(raw):
    assert told(raw) == [PERSON]


BROKEN = [
    ("one without a name", card("TEL:1") + card("FN:홍길동"), ["the card has no name", PERSON]),
    ("one without an end", "BEGIN:VCARD\nFN:x\n" + card("FN:홍길동"), ["the card has no end", PERSON]),
    ("the last one cut off", card("FN:홍길동") + "BEGIN:VCARD\nFN:x", [PERSON, "the card has no end"]),
    ("an assistant inside", card("FN:홍길동", "AGENT:", card("FN:비서").strip()), [PERSON]),
    ("text between cards", card("FN:홍길동") + "hello\n\n" + card("FN:홍길동"), [PERSON, PERSON]),
    ("a picture that is not indented", card("PHOTO;BASE64:AA", "BB==", "", "FN:홍길동"), [PERSON]),
]  # fmt: skip


@pytest.mark.parametrize("name, text, expected", BROKEN, ids=[name for name, *_rest in BROKEN])
def test_a_bad_card_is_reported_and_the_others_come_in(name, text, expected):
    assert told(text) == expected


def test_a_card_with_a_damaged_letter_is_refused_and_the_others_come_in():
    raw = card("FN:홍길동").encode() * 3 + card("FN:x", "NOTE:깨진y").encode().replace(
        b"y", b"\xed"
    )
    assert told(raw) == [PERSON] * 3 + ["bytes here are no text; \ufffd stands for them"]


COLLEAGUES = [
    (("TEL;HOME:02-7",), {"contact_notes": "HOME: 02-7"}),
    (("TEL;WORK:02-1", "TEL;HOME:02-7"), {"contact_phone": "02-1", "contact_notes": "HOME: 02-7"}),
    (("TEL;WORK:02-1", "TEL;CELL:010-1"),
     {"phone": "02-1", "contact_phone": "010-1", "contact_notes": "WORK: 02-1"}),
    (("TEL;WORK:02-1", "TEL;WORK:02-2", "TEL;CELL:010-1", "TEL;CELL:010-2"),
     {"phone": "02-1", "contact_phone": "010-1",
      "contact_notes": "WORK: 02-1\nWORK: 02-2\nMOBILE: 010-2"}),
    (("TEL;TYPE=HOME,FAX:02-9", "TEL;TYPE=WORK,FAX:02-8"),
     {"fax": "02-8", "contact_notes": "HOME FAX: 02-9"}),
    (("ADR;TYPE=HOME:;;Calle 1;Madrid;;;",), {"contact_notes": "HOME ADDRESS: Calle 1, Madrid"}),
    (("ADR;TYPE=HOME:;;Calle 1;;;;", "ADR;TYPE=WORK:;;Calle 2;;;;"),
     {"address": "Calle 2", "contact_notes": "HOME ADDRESS: Calle 1"}),
    (("EMAIL:a@b.kr", "EMAIL:c@d.kr", "BDAY:1980-01-01", "TEL;PAGER:012", "X-KAKAO:kim"),
     {"email": "a@b.kr",
      "contact_notes": "BDAY: 1980-01-01\nPAGER: 012\nKAKAO: kim\nEMAIL: c@d.kr"}),
]  # fmt: skip


@pytest.mark.parametrize("lines, expected", COLLEAGUES)
def test_numbers_of_a_person_in_a_company(lines, expected):
    named = {"name": "한빛", "contact": "홍길동"}
    assert told(card("FN:홍길동", "ORG:한빛", *lines)) == [{**named, **expected}]


def test_a_private_number_of_a_company_without_a_person_is_a_note():
    assert told(card("ORG:한빛", "TEL;HOME:02-7")) == [{"name": "한빛", "notes": "HOME: 02-7"}]


def test_contacts_keep_what_has_no_column_as_notes():
    lines = ("TEL;HOME:02-7", "TEL;WORK:02-1", "TEL;FAX:02-9", "URL:x.kr", "CATEGORIES:vip,서울")
    text = card("FN:홍길동", "NOTE:하나", *lines, "GEO:37.5;127.1", "ADR:;;역삼동 1;강남구;서울;;")
    reader = read(io.BytesIO(text.encode()), Asked("contacts", "cp949"))
    (problem,) = reader.rows
    assert problem.raw[reader.header.index("notes")].splitlines() == [
        *("하나", "HOME: 02-7", "address: 서울 강남구 역삼동 1", "website: x.kr", "fax: 02-9"),
        *("tags: vip,서울", "place: 37.5, 127.1"),
    ]


def test_contacts_need_their_customer():
    text = card("FN:홍길동", "ORG:한빛", "TEL;WORK:02", "TEL;CELL:010") + card("FN:김")
    assert told(text, "contacts") == [
        {"customer": "한빛", "name": "홍길동", "phone": "010", "notes": "WORK: 02"},
        "the card names no organisation",
    ]


def test_the_id_of_our_own_cards_is_kept_and_no_other():
    own = "01a213f2-a49a-736e-b450-271d0fe67ab0"
    text = card("FN:a", "ORG:b", f"UID:{own}") + card("FN:a", "ORG:b", "UID:0f8fad5b-d9cb-469f")
    first, second = told(text, "contacts")
    assert (first["id"], "id" in second) == (own, False)


def test_visits_are_no_cards():
    with pytest.raises(SalesError, match="no visits"):
        told(card("FN:x"), "visits")


PIECES = st.sampled_from(
    [
        *("BEGIN:VCARD\n", "END:VCARD\n", "FN:x\n", "N:a;b\n", "AGENT:\n", " folded\n", "=\n"),
        *("TEL;CELL:1\n", "NOTE;ENCODING=QUOTED-PRINTABLE:=\n", "ADR:;;;;;;;;\n", "PHOTO:\n"),
        *("\0", "\n", "ORG:;\n"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=50))
def test_any_cards_are_rows_or_problems(text):
    with suppress(SalesError):
        assert told("BEGIN:VCARD\n" + text)
