"""The customer information form: required fields, every field, edits, near-duplicates."""

from __future__ import annotations

import pytest

FORM = "--contact 김철수 --position 사장 --phone 02-7777-0001 --status prospect"


def customer(sales, name="두리"):
    return next(row for row in sales("customer list -f json").json if row["name"] == name)


def test_the_five_required_fields(sales):
    run = sales(f"customer add 두리 {FORM} --grade a")
    assert run.out == ""
    assert run.err == "Added customer 1: 두리, 김철수 A\n"
    row = customer(sales)
    wanted = {
        "no": 1, "name": "두리", "contact": "김철수", "position": "사장",
        "phone": "02-7777-0001", "contact_phone": "02-7777-0001", "status": "prospect",
        "grade": "A", "owner": "김민수", "target": True, "key_account": False,
    }  # fmt: skip
    assert {key: row[key] for key in wanted} == wanted
    assert sales("customer check -f json").json == []


@pytest.mark.parametrize(
    "left_out, words, option",
    [
        ("--contact 김철수", "contact", "--contact …"),
        ("--position 사장", "position", "--position …"),
        ("--phone 02-7777-0001", "phone", "--phone …"),
        ("--status prospect", "status", "--status …"),
    ],
)
def test_a_missing_field_is_named_with_its_option(sales, left_out, words, option):
    run = sales(f"customer add 두리 {FORM.replace(left_out, '')}", code=2)
    assert f"the customer form still needs: {words}\n" in run.err
    assert f"hint: add {option}, or save as it is with `--incomplete`" in run.err
    assert sales("customer list -f json").json == []


def test_the_contact_s_own_phone_is_enough(sales):
    sales(f"customer add 두리 {FORM.replace('--phone', '--mobile')}")
    row = customer(sales)
    assert (row["phone"], row["contact_phone"]) == ("", "02-7777-0001")
    assert sales("customer check -f json").json == []


def test_incomplete_saves_and_check_lists_what_is_missing(sales):
    said = sales("customer add 두리 --incomplete --grade B").err
    assert "still missing: contact, position, phone, status; `sales customer check`" in said
    sales(f"customer add 세나 {FORM}")
    run = sales("customer check -f json")
    assert run.json == [
        {"no": 1, "grade": "B", "name": "두리", "area": "",
         "missing": ["contact", "position", "phone", "status"]}
    ]  # fmt: skip
    assert "1 of 2 customer forms are complete (50 %)" in run.err
    sales("contact add 두리 김영희 --position 부장 --phone 010-7777-0002")
    sales("customer edit 두리 --status active")
    assert sales("customer check -f json").json == []


@pytest.mark.parametrize(
    "option, key, value",
    [
        ("--area '서울 강남'", "area", "서울 강남"),
        ("--address '역삼동 1'", "address", "역삼동 1"),
        ("--industry 식품", "industry", "식품"),
        ("--source 전시회", "source", "전시회"),
        ("--tag 온라인 --tag '체인, vip'", "tags", "vip,온라인,체인"),
        ("--code K-001", "code", "K-001"),
        ("--email kim@duri.kr", "email", "kim@duri.kr"),
        ("--website duri.kr", "website", "duri.kr"),
        ("--fax 02-7777-0009", "fax", "02-7777-0009"),
        ("--tax-id 123-45-67890", "tax_id", "123-45-67890"),
        ("--makes 빵", "makes", "빵"),
        ("--products '상자 20×30'", "usual_products", "상자 20×30"),
        ("--suppliers '다나, 라온'", "suppliers", "다나, 라온"),
        ("--needs 'cheaper boxes'", "needs", "cheaper boxes"),
        ("--purchase-plan quarterly", "purchase_plan", "quarterly"),
        ("--need-clear", "need_clear", True),
        ("--no-need-clear", "need_clear", False),
        ("--expected 'in 3 weeks'", "expected_on", "2026-03-24"),
        ("--expected fri", "expected_on", "2026-03-06"),
        ("--tracking-since 'last mon'", "tracking_since", "2026-03-02"),
        ("--no-target", "target", False),
        ("--key-account", "key_account", True),
        ("--grade d", "grade", "D"),
        ("--status lost", "status", "lost"),
        ("--phone '+82 2 7777 0001'", "phone", "+82 2 7777 0001"),
        (
            "--hours 'mon-fri 9:30-12, 13:30-17; closed wed'",
            "windows",
            "mon,tue,thu,fri 09:30-12:00, 13:30-17:00",
        ),
        ("--place '37.5665, 126.978'", "lat", 37.5665),
        ("--place 'https://www.google.com/maps/@37.5,127.1,15z'", "lon", 127.1),
    ],
)
def test_every_field_in_add_and_edit_alike(sales, option, key, value):
    sales(f"customer add 하나 --incomplete {option}")
    sales("customer add 두나 --incomplete --force")
    sales(f"customer edit 두나 {option.replace('K-001', 'K-002')}")
    first, second = customer(sales, "하나"), customer(sales, "두나")
    assert first[key] == value
    assert second[key] == ("K-002" if key == "code" else value)


@pytest.mark.parametrize(
    "option, key, label",
    [
        ("--background", "background", "Background"),
        ("--application", "application", "Use of the product"),
        ("--condition", "condition", "Business condition"),
        ("--notes", "notes", "Private notes"),
    ],
)
def test_long_fields_are_on_the_customer_s_page(sales, option, key, label):
    sales(["customer", "add", "두리", "--incomplete", option, "first line\nsecond line"])
    assert sales("customer show 두리 -f json").json[key] == "first line\nsecond line"
    assert f"{label}\nfirst line\nsecond line\n" in sales("customer show 두리").out


@pytest.mark.parametrize(
    "option, shown",
    [
        ("--needs 'cheaper boxes'", "cheaper boxes"),
        ("--products 'boxes 20×30'", "boxes 20×30"),
        ("--suppliers 다나", "다나"),
        ("--purchase-plan quarterly", "quarterly"),
        ("--first-contact walk-in", "walk-in"),
        ("--key-account", "Key account"),
        ("--area 역삼", "역삼"),
        ("--makes 빵", "빵"),
    ],
)
def test_the_customer_s_page_shows_the_whole_form(sales, option, shown):
    sales(f"customer add 두리 --incomplete {option}")
    assert shown in sales("customer show 두리").out


@pytest.mark.parametrize(
    "option, wrong",
    [
        ("--status fine", "is not one of prospect, active, dormant, lost"),
        ("--grade E", "is not one of A, B, C, D"),
        ("--first-contact fax", "is not one of visit"),
        ("--function clown", "is not one of owner"),
        ("--role boss", "is not one of decides"),
        ("--place nowhere", "is no place on the map"),
        ("--place '91, 0'", "91"),
        ("--hours 'moonday 9-12'", "no weekday"),
        ("--expected 2026-02-30", "not in the calendar"),
        ("--tracking-since nonsense", "is not a date I know"),
        ("--budget nonsense", '"nonsense" is not a budget'),
        ("--budget '2026'", "is not a budget"),
        ("--budget '2026 -5'", "is not a budget"),
        ("--budget '2026 NaN'", "is not a budget"),
        ("--budget '2026 0.5'", "is not a budget"),  # won have no decimals
        ("--budget '1800 5'", "year"),
        ("--phone 'a\x07'", "\\x07"),
        ("--notes 'a\x1b[31m'", "\\x1b"),
        ("--tag 'a\x00'", "\\x00"),
    ],
)
def test_what_does_not_fit_saves_nothing(sales, option, wrong):
    sales("customer add 하나 --incomplete")
    for line in (f"customer add 두리 {FORM} {option}", f"customer edit 하나 {option}"):
        if "edit" in line and ("--function" in line or "--role" in line):
            continue
        run = sales(line, code=2)
        assert wrong in run.err
        assert "typed: sales customer" in run.err
    rows = sales("customer list -f json").json
    assert [row["name"] for row in rows] == ["하나"]


@pytest.mark.parametrize("amount", ["Infinity", "1e400", "99999999999999999999"])
def test_an_amount_that_no_customer_has(sales, amount):
    sales(f"customer add 두리 --incomplete --budget '2026 {amount}'", code=2)


@pytest.mark.parametrize(
    "line",
    ["customer add '  ' --incomplete", "customer edit 한빛 --name '  '", "contact add 한빛 ' '"],
)
def test_a_name_of_blanks_is_no_name(hanbit, line):
    assert "doctor" not in hanbit(line, code=2).err


def test_the_status_in_any_case(sales):
    sales("customer add 두리 --incomplete --status ACTIVE")
    assert customer(sales)["status"] == "active"


@pytest.mark.parametrize("line", ["customer add '' --incomplete", "customer add --incomplete"])
def test_a_customer_needs_a_name(sales, line):
    assert "the customer needs a name" in sales(line, code=2).err


def test_the_first_contact_needs_a_name(sales):
    run = sales("customer add 두리 --incomplete --position 사장", code=2)
    assert "the contact has no name" in run.err


def test_the_echo_says_what_was_understood(hanbit):
    said = hanbit("customer edit 한빛 --status dormant --area 역삼").err
    assert said == "Changed 한빛상사: Status, Area\n"
    said = hanbit("--lang ko customer edit 한빛 --need-clear --phone 02-9").err
    assert said == "한빛상사 변경: 연락처, 수요 명확\n"


@pytest.mark.parametrize(
    "option, key, empty",
    [
        ("--status", "status", None),
        ("--phone", "phone", ""),
        ("--address", "address", ""),
        ("--place", "lat", None),
        ("--hours", "windows", ""),
        ("--tag", "tags", ""),
        ("--expected", "expected_on", None),
        ("--tracking-since", "tracking_since", None),
        ("--code", "code", ""),
    ],
)
def test_an_empty_value_clears_a_field(hanbit, option, key, empty):
    hanbit(
        "customer edit 한빛 --place '37.5, 127' --hours 'mon 9-12' --tag x --expected fri"
        " --tracking-since yesterday --code K1"
    )
    assert customer(hanbit, "한빛상사")[key]
    hanbit(["customer", "edit", "한빛", option, ""])
    assert customer(hanbit, "한빛상사")[key] == empty


def test_a_grade_is_not_taken_away(hanbit):
    assert "not taken away" in hanbit("customer edit 한빛 --grade ''", code=2).err
    assert customer(hanbit, "한빛상사")["grade"] == "B"


@pytest.mark.parametrize("line", ["customer edit 한빛", "customer edit 한빛 --name ''"])
def test_nothing_to_change(hanbit, line):
    assert "nothing to change was given" in hanbit(line, code=2).err


def test_a_new_name_is_found_at_once(hanbit):
    hanbit("customer edit 한빛 --name '새벽 유통'")
    for text in ("새벽", "ㅅㅂㅇㅌ", "새벽유통"):
        assert hanbit(f"customer show {text} -f json").json["customer_no"] == 1
    hanbit("customer show 한빛", code=3)


def test_the_budget_by_year_and_category(hanbit):
    hanbit(
        "customer edit 한빛 --budget '2026 5,000,000' --budget '2026 1_200_000 paper'"
        " --budget '2025 4000000'"
    )
    hanbit("customer edit 한빛 --budget '2026 6000000' --budget '2026 1300000 PAPER'")
    rows = hanbit("customer show 한빛 -f json").json["budgets"]
    assert [(row["year"], row["category"], row["amount"]) for row in rows] == [
        (2026, "", 6000000), (2026, "paper", 1300000), (2025, "", 4000000),
    ]  # fmt: skip
    page = hanbit("customer show 한빛").out
    assert "6,000,000  KRW         unknown" in page


def test_money_with_decimals_is_exact(hanbit):
    hanbit("config set money.decimals 2")
    hanbit("config set money.currency EUR")
    hanbit("customer edit 한빛 --budget '2026 1200.10' --budget '2025 0.07'")
    rows = hanbit("customer show 한빛 -f json").json["budgets"]
    assert [row["amount"] for row in rows] == [120010, 7]
    page = hanbit("customer show 한빛").out
    assert "1,200.10  EUR" in page
    assert "0.07  EUR" in page
    hanbit("customer edit 한빛 --budget '2026 1.005'", code=2)


def test_a_code_belongs_to_one_customer(hanbit):
    hanbit("customer edit 한빛 --code K1")
    for line in (
        "customer add 두리 --incomplete --code K1",
        "customer add 두 --incomplete --code k1",
    ):
        run = hanbit(line, code=2)
        assert "belongs to 한빛상사" in run.err
    hanbit("customer edit 한빛 --code K1")
    hanbit("customer delete 한빛")
    hanbit("customer add 두리 --incomplete --code K1")


def test_delete_hides_and_undo_brings_back(hanbit):
    before = customer(hanbit, "한빛상사")
    said = hanbit("customer delete 한빛").err
    assert said == "Deleted customer 1 한빛상사; `sales undo` brings it back\n"
    assert hanbit("customer list -f json").json == []
    assert hanbit("contact list -f json").json == []
    hanbit("customer show '#1'", code=3)
    hanbit("undo")
    after = customer(hanbit, "한빛상사")
    assert {**after, "updated_at": 0} == {**before, "updated_at": 0}


def test_the_history_of_a_customer(hanbit):
    hanbit("customer edit 한빛 --area 역삼")
    hanbit("customer edit 한빛 --area 삼성")
    rows = hanbit("customer history 한빛 -f json").json
    areas = [(row["old"], row["new"], row["command"]) for row in rows if row["field"] == "area"]
    assert areas == [
        ("", "역삼", "sales customer edit 한빛 --area 역삼"),
        ("역삼", "삼성", "sales customer edit 한빛 --area 삼성"),
    ]


TWIN = "--contact 이영희 --position 점장 --status active"


@pytest.mark.parametrize(
    "line, reason",
    [
        (f"한빛상사 {TWIN} --phone 02-555-1234", "same name and phone"),
        (f"㈜한빛상사 {TWIN} --phone '+82 2 555 1234'", "same name and phone"),
        (f"'주식회사 한빛 상사' {TWIN} --phone 0082-2-555-1234", "same name and phone"),
        (f"다른가게 {TWIN} --phone 02.555.1234", "same phone"),
        (f"다른가게 {TWIN} --mobile 025551234 --phone 02-9999-0000", "same phone"),
        ("한빛상사 --incomplete", "same name"),
        ("'한빛 상사(주)' --incomplete", "same name"),
        ("한빛상사 --incomplete --address '서울 강남구 역삼동 1'", "same name, same address"),
        ("한빛상사 --incomplete --address '서울 강남구 역삼동1'", "same name, same address"),
        (
            "한빛상사 --incomplete --phone 02-9999-0000 --address '서울 강남구 역삼동 1'",
            "same name, same address",
        ),
    ],
)
def test_a_customer_that_may_be_on_file_is_refused(hanbit, line, reason):
    run = hanbit(f"customer add {line}", code=2)
    assert f"may be on file already: #1 한빛상사 ({reason})" in run.err
    assert "`sales customer show '#1'` to look; add `--force` to save it anyway" in run.err
    assert len(hanbit("customer list -f json").json) == 1
    hanbit(f"customer add {line} --force")


@pytest.mark.parametrize(
    "line",
    [
        f"한빛상사 {TWIN} --phone 02-9999-0000 --address '부산 해운대구 3'",
        "한빛상사 --incomplete --address '서울 강남구 역삼동 2'",
        "한빛건설 --incomplete",
        f"두리 {TWIN} --phone 02-555-1235",
    ],
)
def test_chain_shops_and_others_are_taken(hanbit, line):
    hanbit(f"customer add {line}")
    assert len(hanbit("customer list -f json").json) == 2


@pytest.mark.parametrize(
    "place, twin",
    [
        ("37.5000, 127.0000", True),
        ("37.5008, 127.0000", True),  # 89 m
        ("37.5010, 127.0000", False),  # 111 m
        ("37.6000, 127.0000", False),
    ],
)
def test_the_same_name_within_100_metres(sales, place, twin):
    sales("customer add 두리 --incomplete --place '37.5, 127' --address '서울 1'")
    code = 2 if twin else 0
    run = sales(f"customer add 두리 --incomplete --place '{place}' --address '서울 2'", code=code)
    assert ("same name within 100 m" in run.err) == twin


def test_the_contact_s_phone_tells_a_customer_too(hanbit):
    hanbit("contact add 한빛 김철수 --phone 010-7777-1111")
    run = hanbit(f"customer add 두리 {TWIN} --phone 01077771111", code=2)
    assert "#1 한빛상사 (same phone)" in run.err


def test_a_deleted_customer_is_no_twin(hanbit):
    hanbit("customer delete 한빛")
    hanbit("customer add 한빛상사 --incomplete")
    assert [row["no"] for row in hanbit("customer list -f json").json] == [2]


EDITS = {
    "customer edit 한빛": "--phone 02-555-1234 --grade B --status active",
    "contact edit 한빛 박지성": "--position 과장 --name 박지성",
    "product edit widget": "--spec 3mm",
}


@pytest.mark.parametrize("command, same", EDITS.items())
def test_what_does_not_differ_is_said_and_leaves_no_step(hanbit, command, same):
    hanbit("product add widget --spec 3mm")
    steps = hanbit("undo --list").out
    assert hanbit(f"{command} {same}").err.startswith("Nothing differs; ")
    assert hanbit("undo --list").out == steps


@pytest.mark.parametrize("line", ["customer edit 한빛 --phone 02-1", "customer edit 한빛",
                                  "visit add 한빛 x"])  # fmt: skip
def test_a_reason_without_its_grade_is_not_lost(hanbit, line):
    run = hanbit(f"{line} --reason moved", code=2)
    assert "error: a reason is kept with the grade it is for\nhint: add --grade …" in run.err
    assert hanbit("customer list -f json").json[0]["phone"] == "02-555-1234"
