"""The customer archive of each Friday: what is in it, what is coloured, who can open it."""

from __future__ import annotations

import sys

import archive_files
import pytest
from archive_files import GREEN, YELLOW

from salescli.errors import how_to_install

PASSWORD = "correct horse battery"
PW = "--password-file pw"
CUSTOMERS, CONTACTS, VISITS, CHANGES, LEGEND = range(5)


@pytest.fixture
def friday(hanbit, office, at):
    """한빛상사 was added on Tue 3 Mar and is in the archive of Fri 6 Mar; now it is Mon 9 Mar."""
    (office / "pw").write_text(PASSWORD + "\n")
    (office / "pw").chmod(0o600)
    at("2026-03-06T17:00")
    hanbit(f"archive make {PW} -o first.xlsx")
    at("2026-03-09T10:00")
    return hanbit


@pytest.fixture
def made(friday, office, at):
    """Make the archive of Fri 13 Mar and look inside."""

    def make(options=""):
        at("2026-03-13T17:00")
        friday(f"archive make {PW} -o second.xlsx {options}")
        return archive_files.opened(office / "second.xlsx", PASSWORD)

    return make


def coloured(row):
    return {title: cell.colour for title, cell in row.items() if cell.colour in {GREEN, YELLOW}}


def test_it_holds_customers_contacts_visits_changes_and_a_legend(friday, made):
    friday("visit add 한빛 'showed the new line' --with 박지성 --at 10:00")
    book = made()
    assert book.names == ["Customers", "Contacts", "Visits of the week", "Changes", "Legend"]
    assert [row["Customer"].text for row in book.rows(CUSTOMERS)] == ["한빛상사"]
    assert [row["Contact"].text for row in book.rows(CONTACTS)] == ["박지성"]
    assert [row["What happened"].text for row in book.rows(VISITS)] == ["showed the new line"]
    legend = {row["Mark"].text: row for row in book.rows(LEGEND)}
    assert legend["new"]["Meaning"].colour == GREEN
    assert legend["changed"]["Meaning"].colour == YELLOW
    assert "2026-03-06 17:00" in legend["new"]["Meaning"].text


def test_what_was_there_and_did_not_change_has_no_colour(made):
    book = made()
    for sheet in (CUSTOMERS, CONTACTS):
        (row,) = book.rows(sheet)
        assert not coloured(row)
        assert row["This week"].text == ""
    assert book.rows(CHANGES) == []


def test_a_new_row_is_coloured_as_a_whole(friday, made):
    friday("customer add 두리무역 --incomplete --grade A --contact 이영애")
    book = made()
    new, old = book.rows(CUSTOMERS)
    assert (new["Customer"].text, new["This week"].text) == ("두리무역", "new")
    assert set(coloured(new)) == set(new)
    assert set(coloured(new).values()) == {GREEN}
    assert not coloured(old)
    (person,) = [row for row in book.rows(CONTACTS) if row["Contact"].text == "이영애"]
    assert set(coloured(person).values()) == {GREEN}


@pytest.mark.parametrize("line, title, before, after", [
    ("customer edit 한빛 --phone 02-555-9999", "Phone", "02-555-1234", "02-555-9999"),
    ("customer edit 한빛 --status dormant", "Status", "active", "dormant"),
    ("customer edit 한빛 --key-account", "Key account", "no", "yes"),
    ("customer edit 한빛 --expected 2026-04-01", "Buys on", "", "2026-04-01"),
    ("customer edit 한빛 --address ''", "Address", "서울 강남구 역삼동 1", ""),
    ("customer grade 한빛 A --reason 'buys soon'", "Grade", "B", "A"),
])  # fmt: skip
def test_a_changed_cell_is_coloured_and_told_in_words(friday, made, line, title, before, after):
    friday(line)
    book = made()
    (row,) = book.rows(CUSTOMERS)
    assert coloured(row) == {title: YELLOW}
    assert row["This week"].text == "changed"
    (told,) = book.rows(CHANGES)
    assert told["Field"].text == title
    assert (told["Before"].text, told["After"].text) == (before, after)
    assert (told["Customer"].text, told["Who"].text) == ("한빛상사", "김민수")
    assert told["Reason"].text == ("buys soon" if title == "Grade" else "")


def test_the_budgets_of_a_customer_are_one_column(friday, made, at):
    at("2026-03-06T12:00")
    friday("customer edit 한빛 --budget '2026 5000000' --budget '2025 100 paper'")
    at("2026-03-10T12:00")
    friday("customer edit 한빛 --budget '2026 7000000' --budget '2027 100'")
    book = made()
    (row,) = book.rows(CUSTOMERS)
    assert row["Budget"].text == "2027: 100 KRW\n2026: 7,000,000 KRW\n2025: 100 KRW (paper)"
    assert coloured(row) == {"Budget": YELLOW}
    (told,) = book.rows(CHANGES)
    assert told["Before"].text == "2026: 5,000,000 KRW"
    assert told["After"].text == "2026: 7,000,000 KRW\n2027: 100 KRW"


def test_a_contact_s_changed_cell(friday, made):
    friday("contact edit 한빛 박지성 --position 부장")
    book = made()
    (row,) = book.rows(CONTACTS)
    assert coloured(row) == {"Position": YELLOW}
    (told,) = book.rows(CHANGES)
    assert told["Record"].text == "Contact 박지성"


@pytest.mark.parametrize("lines", [
    ["customer edit 한빛 --area 강남", "customer edit 한빛 --area ''"],
    ["customer edit 한빛 --area 강남", "undo"],
    ["customer delete 한빛", "undo"],
    ["customer add 두리무역 --incomplete", "undo"],
    ["customer add 두리무역 --incomplete", "customer delete 두리"],
    ["customer edit 한빛 --notes 'he likes golf'"],
])  # fmt: skip
def test_what_was_taken_back_or_is_private_leaves_no_trace(friday, made, lines):
    for line in lines:
        friday(line)
    book = made()
    (row,) = book.rows(CUSTOMERS)
    assert not coloured(row)
    assert book.rows(CHANGES) == []
    assert not any("golf" in text for text in book.strings)


def test_a_deleted_customer_is_on_the_list_and_nowhere_else(friday, made):
    friday("customer add 두리무역 --incomplete")
    friday("customer delete 한빛")
    book = made()
    assert [row["Customer"].text for row in book.rows(CUSTOMERS)] == ["두리무역"]
    told = {row["Customer"].text: row["Field"].text for row in book.rows(CHANGES)}
    assert told == {"두리무역": "new", "한빛상사": "deleted"}


def test_what_came_after_the_last_archive_counts_also_before_monday(friday, made, at):
    at("2026-03-06T18:00")
    friday("customer edit 한빛 --phone 02-555-9999")
    (row,) = made().rows(CUSTOMERS)
    assert coloured(row) == {"Phone": YELLOW}


def test_made_again_in_the_same_week_it_leaves_nothing_out(friday, made, at, office):
    at("2026-03-06T18:00")
    friday("customer edit 한빛 --phone 02-555-9999")
    at("2026-03-11T12:00")
    friday(f"archive make {PW} -o wednesday.xlsx")
    (row,) = made().rows(CUSTOMERS)
    assert coloured(row) == {"Phone": YELLOW}


def test_from_another_day_on(friday, made):
    (row,) = made("--since 2026-03-03").rows(CUSTOMERS)
    assert set(coloured(row).values()) == {GREEN}


def test_a_visit_corrected_later_comes_again(friday, made, at):
    at("2026-03-05T10:00")
    friday("visit add 한빛 'showed it' --result 'none'")
    at("2026-03-10T10:00")
    friday("visit edit 1 --result 'they order'")
    book = made()
    (row,) = book.rows(VISITS)
    assert coloured(row) == {"Result": YELLOW}
    (told,) = book.rows(CHANGES)
    assert told["Record"].text == "visit 1 of 2026-03-05"


def test_every_coloured_cell_has_its_line_in_the_list(friday, made):
    friday("customer add 두리무역 --incomplete --contact 이영애")
    friday("customer edit 한빛 --phone 02-555-9999 --area 강남 --needs 'faster'")
    friday("contact edit 한빛 박지성 --email p@example.com")
    friday("customer grade 한빛 A --reason x")
    book = made()
    changed = [title for place in (CUSTOMERS, CONTACTS) for row in book.rows(place)
               for title, colour in coloured(row).items() if colour == YELLOW]  # fmt: skip
    told = [row["Field"].text for row in book.rows(CHANGES)]
    assert sorted(changed) == sorted(title for title in told if title != "new")
    assert told.count("new") == 2


NAUGHTY = [
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "+1+1", "-1", "@SUM(1+1)", "{=1+1}",
    "0123", "1e5", "TRUE", "2026-03-03", "http://example.com", "_x0041_", "a\u202eb\u2066c",
    "<b>&amp;</b>", "'quoted", "🎉" * 40, "한" * 200, "ﷺ", "]]>",
]  # fmt: skip


def test_every_text_stays_the_text_it_is(friday, made):
    for place, text in enumerate(NAUGHTY):
        friday(["customer", "add", f"shop {place:02}", "--incomplete", "--needs", text])
    book = made()
    assert [row["Needs"].text for row in book.rows(CUSTOMERS)][1:] == NAUGHTY
    kinds = {cell.kind for place in range(5) for row in book.grid(place) for cell in row}
    assert kinds <= {"s", "n", ""}
    assert not any("<hyperlink" in book.sheet(place) for place in range(5))


def test_a_text_too_long_for_a_cell_is_cut_and_not_lost(friday, made):
    friday(["customer", "edit", "한빛", "--background", "가" * 40_000])
    (row,) = made().rows(CUSTOMERS)
    assert row["Background"].text == "가" * 32_766 + "…"


def test_days_are_days_and_numbers_numbers(friday, made):
    friday("customer edit 한빛 --expected 2026-04-01 --place '37.5, 127.03'")
    (row,) = made().rows(CUSTOMERS)
    assert (row["Buys on"].kind, row["Buys on"].text) == ("", "46113")
    assert (row["Latitude"].kind, row["Latitude"].text) == ("", "37.5")
    assert (row["Phone"].kind, row["Phone"].text) == ("s", "02-555-1234")


def test_it_is_ready_to_be_printed_and_filtered(made):
    book = made()
    for place in range(4):
        sheet = book.sheet(place)
        assert '<pageSetup paperSize="9"' in sheet
        assert 'orientation="landscape"' in sheet
        assert 'state="frozen"' in sheet
        assert "<autoFilter" in sheet


def test_in_another_language(friday, office, at):
    friday("customer edit 한빛 --phone 02-555-9999")
    friday(f"--lang ko archive make {PW} -o ko.xlsx")
    book = archive_files.opened(office / "ko.xlsx", PASSWORD)
    (row,) = book.rows(CUSTOMERS)
    assert row["고객명"].text == "한빛상사"
    assert row["상태"].text == "거래중"


def test_an_office_without_customers_has_an_archive_too(sales, office):
    (office / "pw").write_text(PASSWORD)
    (office / "pw").chmod(0o600)
    sales(f"archive make {PW} -o a.xlsx")
    assert archive_files.opened(office / "a.xlsx", PASSWORD).rows(CUSTOMERS) == []


def test_the_record_of_an_archive(friday):
    saved = friday(f"archive make {PW} -o next.xlsx -f json").json
    assert saved["no"] == 2
    assert (saved["customers"], saved["added"], saved["changed"]) == (1, 0, 0)
    assert saved["made_for"] == "manager, GM"
    assert saved["since"].startswith("2026-03-06T08:00")
    assert saved["file"].endswith("next.xlsx")
    assert len(saved["sha256"]) == 64
    listed = friday("archive list -f json").json
    assert [row["no"] for row in listed] == [2, 1]


def test_a_dry_run_asks_and_writes_nothing(friday, office):
    friday("customer edit 한빛 --phone 02-555-9999")
    shown = friday("archive make --dry-run -f json").json
    assert shown["archive"]["changed"] == 1
    assert [row["after"] for row in shown["changes"]] == ["02-555-9999"]
    assert len(friday("archive list -f json").json) == 1
    assert sorted(path.name for path in office.glob("*.xlsx")) == ["first.xlsx"]


def test_an_archive_that_cannot_be_written_is_not_recorded(friday):
    friday(f"archive make {PW} -o no/such/folder/a.xlsx", code=1)
    assert len(friday("archive list -f json").json) == 1


@pytest.mark.parametrize("line, said", [
    ("-o a.csv", "an archive is an Excel workbook"),
    ("-o -", "an archive is an Excel workbook"),
    ("--to nobody", 'no address of "nobody" is known'),
    ("--to a@b@c", "is not an e-mail address"),
    ("--password-command x", "give either"),
])  # fmt: skip
def test_what_is_refused_before_anything_is_written(friday, office, line, said):
    assert said in friday(f"archive make {PW} {line}", code=2).err
    assert sorted(path.name for path in office.glob("*.xlsx")) == ["first.xlsx"]


@pytest.mark.parametrize(
    "module, name", [("msoffcrypto", "msoffcrypto-tool"), ("xlsxwriter", "XlsxWriter")]
)
def test_without_the_extra_there_is_one_line_and_no_file(friday, office, monkeypatch, module, name):
    monkeypatch.setitem(sys.modules, module, None)
    done = friday(f"archive make {PW} -o a.xlsx", code=1)
    assert name in done.err
    assert how_to_install("xlsx") in done.err
    assert len(done.err.splitlines()) == 2
    assert not (office / "a.xlsx").exists()


def test_no_readable_copy_is_made_on_the_way(friday, office, monkeypatch):
    import tempfile

    def refuse(*_words, **_options):
        raise AssertionError("a temporary file")

    for name in ("mkstemp", "NamedTemporaryFile", "TemporaryFile", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    friday(f"archive make {PW} -o a.xlsx")
    friday(f"archive open a.xlsx {PW}")
    assert "한빛상사".encode() not in (office / "a.xlsx").read_bytes()


def test_opening_shows_what_is_inside(friday, office):
    friday("customer add 두리무역 --incomplete")
    friday(f"archive make {PW} -o a.xlsx")
    done = friday(f"archive open a.xlsx {PW} -f json")
    assert "is whole and opens with this password" in done.err
    assert done.json["inside"] == {"made_by": "김민수", "made_at": "2026-03-09T10:00:00",
                                   "week_start": "2026-03-09", "customers": 2, "contacts": 1,
                                   "visits": 0, "changes": 1}  # fmt: skip
    rows = {row["name"]: row for row in done.json["customers"]}
    assert rows["한빛상사"]["phone"] == "02-555-1234"
    assert rows["두리무역"]["mark"] == "new"
    shown = friday(f"archive open a.xlsx {PW} --sheet changes").out
    assert "두리무역" in shown
    assert "no sheet" in friday(f"archive open a.xlsx {PW} --sheet x", code=3).err


def test_opening_with_another_password_or_a_file_that_is_none(friday, office):
    (office / "wrong").write_text("another password here")
    (office / "wrong").chmod(0o600)
    done = friday("archive open first.xlsx --password-file wrong", code=1)
    assert "the password does not open the file" in done.err
    assert done.out == ""
    assert "no workbook with a password" in friday(f"archive open pw {PW}", code=1).err
    assert "could not read" in friday(f"archive open none.xlsx {PW}", code=3).err


@pytest.mark.parametrize("name", ["plain.xlsx", "plain.csv", "plain.json"])
def test_nothing_plain_is_written_unless_it_is_typed(friday, office, name):
    assert "--plain" in friday(f"archive open first.xlsx {PW} -o {name}", code=2).err
    assert not (office / name).exists()
    friday(f"archive open first.xlsx {PW} -o {name} --plain")
    assert (office / name).stat().st_mode & 0o777 == 0o600
    assert exports(office) == [("archive", name, 1, 0)]


def test_status_names_the_last_one_until_this_week_s_is_made(friday):
    week = friday("archive status -f json").json["week"]
    assert (week["made"], week["last_made"][:10]) == (None, "2026-03-06")
    friday(f"archive make {PW} -o a.xlsx")
    week = friday("archive status -f json").json["week"]
    assert (week["no"], week["sent_at"]) == (2, None)
    assert "last_made" not in week


def test_an_office_may_forbid_plain_files(friday, office):
    with (office / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("files:\n  plain_exports: false\n")
    done = friday(f"archive open first.xlsx {PW} -o plain.xlsx --plain", code=1)
    assert "allows no customers without a password" in done.err
    assert not (office / "plain.xlsx").exists()


def exports(office):
    import sqlite3

    with sqlite3.connect(office / "sales.db") as connection:
        return connection.execute(
            "SELECT kind, file, has_contacts, encrypted FROM exports"
        ).fetchall()


def test_a_mail_is_prepared_with_the_archive_inside(friday, office):
    from email import policy
    from email.parser import BytesParser

    with (office / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("archive:\n  to: [boss@example.com, gm@example.com]\n")
    done = friday(f"archive make {PW} -o next.xlsx --to manager --to gm")
    assert "archive sent 2 --to boss@example.com,gm@example.com" in done.err
    letter = BytesParser(policy=policy.default).parsebytes((office / "next.eml").read_bytes())
    assert letter["To"] == "boss@example.com, gm@example.com"
    (attached,) = letter.iter_attachments()
    assert attached.get_filename() == "next.xlsx"
    assert attached.get_content() == (office / "next.xlsx").read_bytes()
    body = letter.get_body(("plain",)).get_content()
    assert "the password that you were told" in body
    assert PASSWORD not in body
    assert "한빛" not in body
    assert friday("archive list -f json").json[0]["sent_at"] is None


def test_a_mail_that_fails_takes_nothing_back(friday, office):
    with (office / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("mail:\n  host: 127.0.0.1\n  port: 1\n  security: none\n")
    done = friday(f"archive make {PW} -o next.xlsx --to boss@example.com", code=1)
    assert "send" in done.err.splitlines()[-1]
    assert "sales archive sent 2" in done.err
    assert friday("archive list -f json").json[0]["sent_at"] is None
    assert (office / "next.xlsx").exists()


def test_a_mail_that_was_sent_is_noted(friday, office, monkeypatch):
    from salescli.output import mail

    sent = []
    monkeypatch.setattr(mail, "send", lambda letter, server: sent.append((letter, server.host)))
    with (office / "config.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "mail:\n  host: smtp.example.com\narchive:\n  to: [boss@example.com, gm@example.com]\n"
        )
    friday(f"archive make {PW} -o next.xlsx --to all")
    ((letter, host),) = sent
    assert (host, letter["To"]) == ("smtp.example.com", "boss@example.com, gm@example.com")
    row = friday("archive list -f json").json[0]
    assert (row["sent_to"], bool(row["sent_at"])) == ("boss@example.com, gm@example.com", True)
    assert not (office / "next.eml").exists()


def test_that_it_was_sent_is_noted(friday):
    friday("archive sent 1 --to manager")
    friday("archive sent 1 --to GM,manager")
    (row,) = friday("archive list -f json").json
    assert row["sent_to"] == "manager, GM"
    assert row["sent_at"]
    friday("archive sent 7 --to GM", code=3)
    friday("archive sent 1", code=2)


def test_the_numbers_are_of_customers(friday, office, at):
    friday("customer add 두리 --incomplete --contact 김철수 --force")
    friday("contact add 한빛 이영희 --phone 02-555-9999")
    friday("customer edit 한빛 --area 강남")
    at("2026-03-13T17:00")
    shown = friday("archive make --dry-run").out
    assert "New customers" in shown
    assert "Changed customers" in shown
    run = friday(f"archive make {PW} -o second.xlsx --to a@b.example -f json")
    assert "customers: 2, new: 1, changed: 1 since" in run.err
    saved = run.json
    newest = friday("archive list -f json").json[0]
    for record in (saved, newest):
        assert (record["customers"], record["added"], record["changed"]) == (2, 1, 1)


def test_what_is_too_long_for_a_cell_is_said(friday, office, at):
    (office / "long.csv").write_text("name,needs\n긴글," + "길" * 40_000 + "\n", encoding="utf-8")
    friday("data import customers long.csv")
    at("2026-03-13T17:00")
    run = friday(f"archive make {PW} -o second.xlsx")
    said = "1 cell was longer than a spreadsheet holds and was cut; it ends in …"
    assert said in run.err
    book = archive_files.opened(office / "second.xlsx", PASSWORD)
    legend = {row["Mark"].text: row["Meaning"].text for row in book.rows(LEGEND)}
    assert legend["Cut"] == said
    inside = friday(f"archive open second.xlsx {PW} --sheet legend -f json").json["inside"]
    assert inside["made_by"] == "김민수"


@pytest.fixture
def earlier(hanbit, office, at):
    """Two visits that are in the archive of Fri 6 Mar; now it is Mon 9 Mar."""
    (office / "pw").write_text(PASSWORD + "\n")
    hanbit("customer add 두리 --incomplete")
    hanbit("visit add 한빛 'old one' --on 2026-03-02 --at 10:00 --result fine")
    hanbit("visit add 두리 'old two' --on 2026-03-03 --at 11:00")
    at("2026-03-06T17:00")
    hanbit(f"archive make {PW} -o first.xlsx")
    at("2026-03-09T10:00")
    return hanbit


@pytest.mark.parametrize("lines, shown", [
    ((), []),
    (("visit edit 1 --result 'new one'",), ["old one"]),
    (("visit edit 1 --result 'new one'", "undo"), []),
    (("visit edit 1 --result 'new one'", "visit edit 1 --result fine"), []),
    (("customer merge 한빛 두리 --yes", "undo"), []),
    (("customer merge 한빛 두리 --yes",), []),
    (("visit add 한빛 'forgotten' --on 2026-03-04 --at 9:00",), ["forgotten"]),
    (("visit delete 1", "undo"), []),
])  # fmt: skip
def test_older_visits_are_there_only_if_they_tell_something_else(earlier, office, at, lines, shown):
    for line in lines:
        earlier(line)
    at("2026-03-13T17:00")
    earlier(f"archive make {PW} -o second.xlsx")
    book = archive_files.opened(office / "second.xlsx", PASSWORD)
    assert [row["What happened"].text for row in book.rows(VISITS)] == shown


@pytest.mark.parametrize("more", ["--dry-run", f"{PW} -o x.xlsx"])
def test_nothing_is_new_since_a_day_to_come(friday, office, more):
    run = friday(f"archive make --since 2026-03-20 {more}", code=2)
    assert "Fri 20 Mar 2026 is in the future" in run.err
    assert not (office / "x.xlsx").exists()
