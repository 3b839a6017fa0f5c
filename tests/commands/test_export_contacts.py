"""Contacts leave encrypted, or by `--plain`; `data exports` knows all that left."""

from __future__ import annotations

import io
import os
import stat
import sys

import msoffcrypto
import pytest
import python_calamine

from salescli.errors import how_to_install

PASSWORD = "correct horse battery staple"
WITH_CONTACTS = [
    "contacts", "contacts --columns no", "customers", "customers --profile raw",
    "customers --columns no,contact", "customers --columns no,position",
    "customers --columns contact_phone", "visits --columns no,met_phone", "visits --columns met",
    "orders", "orders --columns phone",
]  # fmt: skip
WITHOUT = [
    "customers --columns no,name,phone,email", "visits", "followups", "order_lines", "products",
    "plan_points", "grades", "reports", "orders --columns no,amount",
]  # fmt: skip


@pytest.fixture
def staffed(sales, office):
    sales("customer add 한빛상사 --incomplete --phone 02-555-1234 --contact 박지성 --position 과장"
          " --mobile 010-2222-3333")  # fmt: skip
    (office / "pw").write_text(PASSWORD + "\n", encoding="utf-8")
    (office / "pw").chmod(0o600)
    return sales


def noted(sales, **wanted):
    """The newest export, as far as ``wanted`` asks."""
    newest = sales("data exports -f json").json[0]
    assert {key: newest[key] for key in wanted} == wanted
    return newest


@pytest.mark.parametrize("line", WITH_CONTACTS)
@pytest.mark.parametrize("to", ["", "-f csv", "-f jsonl -o -", "-o out.csv", "-o out.html"])
def test_contacts_do_not_leave_unasked(staffed, office, line, to):
    run = staffed(f"data export {line} {to}", code=2)
    assert run.out == ""
    assert run.err.startswith("error: contacts do not leave unencrypted unasked\nhint: `-o ")
    assert ".xlsx` encrypts them; `--plain` lets them leave as they are, and is logged" in run.err
    assert not list(office.glob("out*"))
    assert staffed("data exports -f json").json == []


@pytest.mark.parametrize("line", WITH_CONTACTS)
def test_plain_lets_them_leave_and_is_noted(staffed, line):
    run = staffed(f"data export {line} --plain -o out.csv")
    assert "contacts left unencrypted; `sales data exports` lists it" in run.err
    noted(staffed, has_contacts=True, encrypted=False, form="csv")


@pytest.mark.parametrize("line", WITHOUT)
def test_what_holds_no_contacts_needs_no_word(staffed, line):
    staffed(f"data export {line}")
    noted(staffed, has_contacts=False, encrypted=False, file="")


def test_the_hint_names_the_columns_to_leave_out(staffed):
    run = staffed("data export customers", code=2)
    assert "`--columns` can leave out contact, contact_phone, position" in run.err


@pytest.mark.parametrize("to", ["-o out.csv", "-o out.xlsx", "-f vcf"])
def test_the_config_can_forbid_it(staffed, office, to):
    with (office / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("files:\n  plain_exports: false\n")
    run = staffed(f"data export contacts --plain {to}", code=1)
    assert "keeps contacts from leaving unencrypted (`files.plain_exports`)" in run.err
    assert "--plain" not in staffed("data export contacts -f csv", code=2).err
    assert staffed("data exports -f json").json == []
    staffed("data export customers -f csv --columns no --plain")


def test_a_workbook_is_encrypted(staffed, office):
    run = staffed("data export customers -o list.xlsx --password-file pw")
    assert run.err == (
        "Exported 1 row to list.xlsx\nencrypted; tell its password by another way than the file\n"
    )
    path = office / "list.xlsx"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "박지성".encode() not in path.read_bytes()
    locked = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes()))
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        locked.load_key(password="wrong", verify_password=True)
    locked.load_key(password=PASSWORD, verify_password=True)
    opened = io.BytesIO()
    locked.decrypt(opened, verify_integrity=True)
    opened.seek(0)
    head, row = python_calamine.load_workbook(opened).get_sheet_by_index(0).to_python()
    assert dict(zip(head, row, strict=True))["contact"] == "박지성"
    newest = noted(staffed, has_contacts=True, encrypted=True, form="xlsx", row_count=1)
    assert newest["file"] == str(path)
    assert not list(office.glob(".*.part"))


def test_a_password_locks_what_would_not_need_it(staffed, office):
    staffed("data export visits -o visits.xlsx --password-file pw")
    assert (office / "visits.xlsx").read_bytes()[:4] == b"\xd0\xcf\x11\xe0"
    noted(staffed, has_contacts=True, encrypted=True)
    staffed("data export visits --columns no -o numbers.xlsx --password-file pw")
    noted(staffed, has_contacts=False, encrypted=True)


def test_whom_a_visit_met_stays_unless_it_was_named(staffed, office):
    staffed("visit add 한빛 'showed the line' --with 박지성 --on today")
    for line in ("-o visits.csv", "-o visits.html", "-o visits.xlsx", "-f jsonl"):
        run = staffed(f"data export visits 'this week' {line}")
        assert "left out, since it names contacts: met; `--plain` takes it along" in run.err
        assert "박지성" not in run.out
    assert "박지성" not in (office / "visits.csv").read_text("utf-8")
    noted(staffed, has_contacts=False)
    run = staffed("data export visits --columns no,met", code=2)
    assert "`--columns` can leave out met, met_phone" in run.err
    assert "박지성" in staffed("data export visits --plain").out
    noted(staffed, has_contacts=True, encrypted=False)
    assert "left out" not in staffed("data export visits -f ics").err


def test_the_password_is_kept_nowhere(staffed, office):
    staffed(
        ["data", "export", "contacts", "-o", "list.xlsx", "--password-command", f"echo {PASSWORD}"]
    )
    staffed("data export contacts -o other.xlsx --password-file pw")
    assert PASSWORD.encode() not in (office / "sales.db").read_bytes()


@pytest.mark.parametrize(
    "options, code, message",
    [
        ("", 2, "the password can only be asked for on a terminal"),
        ("--password-file nowhere", 3, "could not read the password"),
        ("--password-command nosuchcmd", 1, "gave no password: No such file or directory"),
        ('--password-command "it\'s"', 1, "gave no password: it is no command line"),
        ("--password-command false", 1, "the password command gave no password"),
        ("--password-command 'echo short'", 2, "the password is too short"),
    ],
)
def test_without_a_password_nothing_leaves(staffed, office, options, code, message):
    run = staffed(f"data export contacts -o list.xlsx {options}", code=code)
    assert message in run.err
    assert not (office / "list.xlsx").exists()
    assert staffed("data exports -f json").json == []


def test_the_list_of_exports(staffed, at):
    at("2026-02-20T09:00")
    staffed("data export customers --columns no,name")
    at("2026-03-03T09:30")
    staffed("data export customers --area 강남 --grade A --grade B --since fri --plain -o a.csv")
    staffed("data export visits 'last week' --customer 한빛 --profile raw -f jsonl")
    newest, second, oldest = staffed("data exports -f json").json
    assert [row["no"] for row in (newest, second, oldest)] == [3, 2, 1]
    assert newest["filters"] == "'2026-02-23 .. 2026-03-01' --customer 한빛"
    assert (newest["kind"], newest["file"], newest["profile"]) == ("visits", "", "raw")
    assert second["filters"] == "--grade A --grade B --area 강남 --since fri"
    assert second["file"].endswith("/a.csv")
    assert second["columns"].startswith("no,code,name,status")
    assert oldest["columns"] == "no,name"
    assert [row["no"] for row in staffed("data exports 2026-02 -f json").json] == [1]
    assert [row["no"] for row in staffed("data exports today -f json").json] == [3, 2]
    table = staffed("data exports today").out
    assert "the terminal or a pipe" in table
    assert "2026-03-03 09:30" in table


def test_nothing_has_left(sales):
    assert sales("data exports").err == "nothing has left the data file\n"


def test_an_export_is_no_step_of_undo(staffed):
    staffed("data export customers --columns no")
    run = staffed("undo")
    assert "customer add" in run.err + run.out
    assert len(staffed("data exports -f json").json) == 1


def test_what_could_not_be_written_is_not_noted(staffed, office):
    (office / "folder.csv").mkdir()
    (office / "folder.xlsx").mkdir()
    for line in ("visits -o folder.csv", "visits -o nowhere/x.csv",
                 "visits -o folder.xlsx --password-file pw"):  # fmt: skip
        staffed(f"data export {line}", code=1)
    assert staffed("data exports -f json").json == []


def test_a_full_disk_leaves_the_old_file_and_no_note(staffed, office, monkeypatch):
    (office / "list.csv").write_text("old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert "No space left" in staffed("data export visits -o list.csv", code=1).err
    assert (office / "list.csv").read_text() == "old"
    assert not list(office.glob(".*.part"))
    assert staffed("data exports -f json").json == []


@pytest.mark.parametrize(
    "library, line, says",
    [
        ("xlsxwriter", "visits -o x.xlsx", "writing xlsx needs the library XlsxWriter"),
        ("msoffcrypto", "contacts -o x.xlsx --password-file pw", "msoffcrypto-tool"),
    ],
)
def test_a_missing_library_is_one_line(staffed, office, monkeypatch, library, line, says):
    monkeypatch.setitem(sys.modules, library, None)
    run = staffed(f"data export {line}", code=1)
    assert says in run.err
    assert run.err.endswith(f"hint: {how_to_install('xlsx')}\n")
    assert not list(office.glob("*.xlsx"))
    assert staffed("data exports -f json").json == []


def test_a_file_name_that_no_text_can_hold_is_noted_as_shown(staffed, program, office):
    program(["data", "export", "visits", "-o", os.fsdecode(b"\xff\x1b.csv")])
    assert (office / os.fsdecode(b"\xff\x1b.csv")).exists()
    assert staffed("data exports -f json").json[0]["file"].endswith("/\\udcff\\x1b.csv")
