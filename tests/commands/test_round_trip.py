"""What leaves can come back: export, import into an empty office, and no difference."""

from __future__ import annotations

import shlex
import shutil

import pytest

# What the import takes in of a customer besides its people.
FIELDS = (
    "code,name,status,grade,area,industry,address,lat,lon,phone,fax,email,website,tax_id,source,"
    "tags,usual_products,notes,contact,position,contact_phone,owner,reporter,reported_at"
)
CUSTOMERS = {
    "한빛상사": "--code 00017 --status active --grade A --area '서울 강남' --phone 02-555-1234"
    " --address '서울 강남구 역삼동 1' --place 37.5001,127.0361 --contact 박지성 --position 과장"
    " --mobile 01022223333 --tag 단골 --tag vip --tax-id 123-45-67890 --fax 02-555-1235",
    "北京光明贸易有限公司": "--code MAR1 --status prospect --phone '+86 10 8888 8888' --email a@b.cn"
    " --website www.example.cn --notes 'first line\n\nsecond; \"quoted\", third'",
    "Café Olé S.A.": "--code 1-2 --grade D --status dormant --source feria --contact 'Inés Núñez'"
    " --mobile 612345678 --industry hostelería --products 'cajas 3,5 mm'",
    "=1+1 GmbH": "--code '=A1' --notes '=1+1' --address '+82 street' --contact '@home'",
    "-2+3": "--area '-5' --industry '@x' --code 1E5",
    "'t Hof": '--notes "\'" --phone 0221/998877 --code 1.50',
    "0815": "--code 12:30 --tag 2026 --notes 1,5",
}


@pytest.fixture
def listed(sales):
    for name, options in CUSTOMERS.items():
        sales(["customer", "add", "--incomplete", "--force", *shlex.split(options), "--", name])
    return sales


def everything(sales):
    return sales(f"data export customers --plain -f jsonl --columns {FIELDS}").out


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("profile", ["excel", "raw"])
def test_customers_come_back_as_they_were(listed, office, empty_file, monkeypatch, profile, lang):
    monkeypatch.setenv("SALES_LANG", lang)
    before = everything(listed)
    listed(f"data export customers --plain -o list.csv --profile {profile} --columns {FIELDS}")
    shutil.copy(empty_file, office / "sales.db")
    tally = listed("data import customers list.csv -f json").json["rows"]
    assert (tally["new"], tally["refused"]) == (len(CUSTOMERS), 0)
    assert everything(listed) == before


@pytest.mark.parametrize("profile", ["excel", "raw"])
def test_customers_that_are_there_stay_the_same(listed, office, profile):
    before = everything(listed)
    listed(f"data export customers --plain -o list.csv --profile {profile} --columns {FIELDS}")
    tally = listed("data import customers list.csv --update -f json").json["rows"]
    assert (tally["new"], tally["changed"], tally["refused"]) == (0, 0, 0)
    assert tally["same"] == len(CUSTOMERS)
    assert everything(listed) == before


def test_two_visits_of_one_minute_stay_two(hanbit, office):
    for _time in range(2):
        hanbit("visit add 한빛 call --channel phone --at 9:00")
    hanbit("data export visits --plain --profile raw -o v.csv")
    hanbit("undo")
    hanbit("undo")
    hanbit("data import visits v.csv")
    assert len(hanbit("visit list -f json").json) == 2
