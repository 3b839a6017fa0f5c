"""What scripts build on: every reader's keys and types, frozen in tests/golden/contract.json."""

from __future__ import annotations

import csv
import io
import json

import pytest

STORY = (
    "customer add 한빛상사 --contact 박지성 --position 과장 --phone 02-555-1234 --status active"
    " --grade B --address '서울 강남구 역삼동 1' --place '37.5, 127.036' --area 역삼 --code H1"
    " --hours 'mon-fri 09:30-17:00' --budget '2026 5000000 line' --expected 2026-04-01"
    " --tracking-since 2026-01-01 --need-clear --first-contact visit --function purchasing --role buys",
    "customer add 두리무역 --incomplete --grade A --place '37.508, 127.045' --area 역삼",
    "customer add 미래전자 --incomplete --grade A --hours 'closed tue'",
    "product add 'widget 3mm' --code W3 --spec 3mm --unit box --price 12000",
    "product fab W3 --benefit 'less waste' --feature thin",
    "visit objective 한빛 'restock order' --kind order --on 2026-02-24",
    "visit add 한빛 'showed the new line' --on 2026-02-24 --at 10:00 --minutes 25 --with 박지성"
    " --result 'wants a quote' --problem none --follow-up 'send the quote' --next 'mar 2 14:00'"
    " --objection 'too dear' --order 'widget 3mm x 2 @ 12000' --key k1",
    "visit edit 1 --minutes 30",
    "visit review 1 1 --reached partly --cause 'buyer away' --remedy call",
    "visit add 두리 --on 2026-02-25 --at 11:00 --outcome absent --note-left --card-left --next today",
    "customer grade 한빛 A --reason 'buys this month'",
    "order add 한빛 'widget 3mm x 10' --delivery 'in 2 weeks'",
    "order edit last --terms '30 days'",
    "followup add 한빛 'send the price list' --due today",
    "followup done 3",
    "plan add 'visit three A customers' --customer 한빛 --support 'a demo unit'",
    "plan add 'two new customers' --for 'this month' --support 'a van'",
    "route plan",
    "visit add 두리 'showed the new line' --at 8:10 --minutes 20",
    "visit add 미래전자 'asked about delivery' --channel phone --at 8:35",
    "report daily yesterday --summary quiet --submit --reason late",
    "report review yesterday good --by Park",
)
READERS = (
    "customer list", "customer show H1", "customer brief H1", "customer check",
    "customer history H1", "customer grade H1", "contact list", "visit list", "visit show 1",
    "followup list", "followup show 1", "objective list", "objective show 1", "order list", "order show 1", "product list", "product show 1", "plan list",
    "coverage", "route show", "today", "report list", "report due", "report daily",
    "report weekly", "report monthly", "report show yesterday", "undo --list", "config show",
)  # fmt: skip

WRITERS = (
    "customer edit H1 --area 강남", "customer grade H1 B", "customer claim 두리",
    "customer assign 두리 미래 --to Lee --by Park --reason near", "contact edit H1 박지성 --email a@b.kr",
    "contact delete H1 박지성", "visit edit 1 --minutes 31", "visit objective H1 restock",
    "visit review 1 1 --reached yes", "visit delete 2", "followup add H1 call --due fri",
    "followup done 1", "followup move 4 --to fri", "followup edit 4 --text mail", "followup delete 4",
    "objective edit 1 --answer yes", "objective delete 1", "order edit 1 --terms cash", "order delete 1",
    "product edit W3 --unit t", "product fab W3 --benefit light", "product delete W3",
    "plan add x", "plan done 1", "plan edit 1 --text y", "plan arrange 1 ordered --by Park",
    "plan carry 2", "plan delete 1", "meeting add --minutes x", "meeting action call --owner Kim",
    "meeting edit 1 --title weekly", "meeting done 1", "meeting delete 1", "archive password --told GM",
    "report review yesterday fine --by Kim", "undo", "data backup", "config set quota.goal 6",
    "customer merge H1 두리 --yes", "customer delete 미래",
)  # fmt: skip


@pytest.fixture
def whole(sales, at):
    """An office in which every reader has something to say."""
    at("2026-03-03T08:40")
    for line in STORY:
        sales(line)
    return sales


def shape(value):
    """The keys and types of a value; a list is the union of what its items look like."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [united([shape(item) for item in value])] if value else []
    return {str: "text", bool: "yes/no", type(None): "null", int: "number", float: "number"}[
        type(value)
    ]


def united(shapes):
    if all(isinstance(item, dict) for item in shapes):
        keys = list(dict.fromkeys(key for item in shapes for key in item))
        return {key: united([item[key] for item in shapes if key in item]) for key in keys}
    if all(isinstance(item, list) for item in shapes):
        inner = [item[0] for item in shapes if item]
        return [united(inner)] if inner else []
    kinds = sorted({item if isinstance(item, str) else json.dumps(item) for item in shapes})
    return "|".join(kinds)


def code_of(reader):
    return 1 if reader == "report due" else 0


def test_the_keys_and_types_of_every_command(whole, golden):
    contract = {}
    for reader in READERS:
        run = whole(f"{reader} -f csv", code=code_of(reader))
        contract[reader] = {
            "csv": next(csv.reader(io.StringIO(run.out))),
            "json": shape(whole(f"{reader} -f json", code=code_of(reader)).json),
        }
    contract |= {line: {"json": shape(whole(f"{line} -f json").json)} for line in WRITERS}
    golden("contract.json", json.dumps(contract, ensure_ascii=False, indent=1) + "\n")
