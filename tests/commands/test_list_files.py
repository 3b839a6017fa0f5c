"""Lists in files hold no contacts: these leave by `data export`, encrypted or on purpose (A1-A5)."""

from __future__ import annotations

import pytest

HELD = [
    ("customer list", "contact", "customers"),
    ("customer list --grade B -f json", "contact, position, contact_phone", "customers"),
    ("visit list -f csv", "met", "visits"),
    ("order list -f csv", "contact, phone", "orders"),
]


@pytest.fixture
def busy(hanbit):
    hanbit("visit add 한빛 'showed it' --with 박지성 --at 9:40 --minutes 20")
    hanbit("order add 한빛 'chairs x 2 @ 1000' --contact 박지성")
    return hanbit


@pytest.mark.parametrize(("line", "columns", "kind"), HELD)
@pytest.mark.parametrize("ending", ["csv", "html", "md", "txt"])
def test_what_tells_of_contacts_stays_out_of_a_file_and_that_is_said(
    busy, office, line, columns, kind, ending
):
    run = busy(f"{line} -o list.{ending}")
    text = (office / f"list.{ending}").read_text(encoding="utf-8-sig")
    assert "한빛상사" in text
    assert "박지성" not in text
    assert f"left out, since it names contacts: {columns};" in run.err
    assert f"`sales data export {kind} -o {kind}.xlsx` takes it along, encrypted" in run.err


def test_in_a_workbook_too(busy, office):
    from python_calamine import CalamineWorkbook

    busy("customer list -o list.xlsx")
    rows = CalamineWorkbook.from_path(str(office / "list.xlsx")).get_sheet_by_index(0).to_python()
    assert not any("박지성" in str(cell) for row in rows for cell in row)
    assert any("한빛상사" in str(cell) for row in rows for cell in row)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("contact list", "contacts"),
        ("customer list --columns no,contact", "customers"),
        ("visit list --columns no,met", "visits"),
    ],
)
def test_contacts_that_were_asked_for_are_refused_with_the_way_they_leave(busy, office, line, kind):
    run = busy(f"{line} -o list.csv", code=2)
    assert run.err.startswith("error: contacts do not leave unencrypted unasked\n")
    assert f"`sales data export {kind} -o {kind}.xlsx` encrypts them" in run.err
    assert not (office / "list.csv").exists()


@pytest.mark.parametrize("where", ["", "-o -"])
def test_the_screen_and_a_pipe_show_them(busy, where):
    for line in ("customer list", "contact list", "visit list -f csv", "order list -f csv"):
        run = busy(f"{line} {where}")
        assert "박지성" in run.out
        assert "left out" not in run.err


def test_a_list_without_contacts_is_written_without_a_word(busy):
    assert busy("customer list --columns no,name -o list.csv").err == "Wrote list.csv\n"


def test_an_export_says_that_it_replaced_a_file(busy, office):
    line = "data export customers --columns no,name -o list.csv"
    assert "replaced" not in busy(line).err
    assert "replaced the file that stood there" in busy(line).err


def test_on_a_terminal_an_export_asks_before_it_replaces(busy, office):
    line = "data export customers --columns no,name -o list.csv"
    (office / "list.csv").write_text("mine", encoding="utf-8")
    run = busy(line, tty=True, input="n\n", code=1)
    assert "Replace list.csv" in run.err + run.out
    assert (office / "list.csv").read_text(encoding="utf-8") == "mine"
    busy(line, tty=True, input="y\n")
    assert "한빛상사" in (office / "list.csv").read_text(encoding="utf-8-sig")
