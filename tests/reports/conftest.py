"""A day with everything the form knows: visits, a no-show, a call, a regrade, a new customer."""

from __future__ import annotations

import shutil

import pytest

FRIDAY = (
    "customer add 한빛상사 --contact 박지성 --position 과장 --phone 02-555-1234 --status active"
    " --grade B --address '서울 강남구 역삼동 1'",
    "customer add '두리 마트' --contact 이영희 --position 점장 --phone 02-777-0001"
    " --status active --grade A --address '서울 강남구 대치동 2'",
    "customer add '북경 |광명| *무역*' --contact 王伟 --position 经理 --phone 02-888-0001"
    " --status prospect --grade C --address '서울 송파구 3'",
)
TUESDAY = (
    "customer add 세나 --contact 김철수 --position 사장 --phone 02-999-0001 --status prospect",
    "visit add 한빛 'showed the new line' --at 9:40 -m 25 -w 박지성 -r 'wants a quote' -p none"
    " -F 'send quote' --next 'fri 10:00' --grade A --reason 'buys this month'",
    "visit add 두리 --at 10:30 --outcome absent --note-left --card-left --next 'tomorrow 14:00'",
    "visit add 광명 'price talk\nsecond line' --at 11:10 -w 王伟 -r 'thinks about it'"
    " -p 'too dear <10 %>'",
    "visit add 두리 'asked about delivery' --at 11:50 --channel phone",
    "visit add 세나 'first visit' -w 김철수 -r 'will call' -p none",
)


@pytest.fixture(scope="session")
def kept_day(tmp_path_factory):
    return tmp_path_factory.mktemp("day") / "day.db"


@pytest.fixture
def day(sales, at, office, kept_day):
    """Tuesday 3 March 2026 at 17:20, the day's work done."""
    if kept_day.exists():
        shutil.copy(kept_day, office / "sales.db")
    else:
        at("2026-02-27T10:00")
        for line in FRIDAY:
            sales(line)
        at("2026-03-03T13:15")
        for line in TUESDAY:
            sales(line)
        shutil.copy(office / "sales.db", kept_day)
    at("2026-03-03T17:20")
    return sales
