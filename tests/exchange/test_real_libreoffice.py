"""The encrypted archive in a real LibreOffice: refused without the password, opened with it."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from salescli.exchange import locked

PASSWORD = "correct horse battery"
NAUGHTY = ("=1+1", "=cmd|' /C calc'!A0", "@SUM(1+1)", "+1", '=HYPERLINK("http://x")')
MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Look(address As String, secret As String, place As String)
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = &quot;Password&quot;
  how(0).Value = secret
  how(1).Name = &quot;Hidden&quot;
  how(1).Value = True
  Dim n
  n = FreeFile
  Open place For Output As n
  On Error Goto Refused
  Dim book
  book = StarDesktop.loadComponentFromURL(address, &quot;_blank&quot;, 0, how())
  For row = 1 To 5
    Print #n, book.Sheets.getByIndex(0).getCellByPosition(2, row).Type
  Next
  book.close(True)
  Close n
  Exit Sub
Refused:
  Print #n, &quot;refused&quot;
  Close n
End Sub
</script:module>
"""
TEXT = "2"  # com.sun.star.table.CellContentType.TEXT

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="there is no LibreOffice")


@pytest.fixture
def archive(sales, office):
    (office / "pw").write_text(PASSWORD)
    (office / "pw").chmod(0o600)
    for name in NAUGHTY:
        sales(["customer", "add", name, "--incomplete"])
    sales("archive make --password-file pw -o a.xlsx")
    return office / "a.xlsx"


def soffice(folder: Path, *words: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--norestore", *words],
        cwd=folder, capture_output=True, check=False, timeout=180, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_without_the_password_nothing_comes_out_and_with_it_only_text(archive, tmp_path):
    soffice(tmp_path, "--convert-to", "csv", str(archive))
    assert not (tmp_path / "a.csv").exists()
    (tmp_path / "plain.xlsx").write_bytes(locked.decrypt(archive.read_bytes(), PASSWORD))
    soffice(tmp_path, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "plain.xlsx")
    text = (tmp_path / "plain.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert sorted(row["Customer"] for row in rows) == sorted(NAUGHTY)


@pytest.mark.parametrize("secret, said", [(PASSWORD, [TEXT] * 5), ("another horse", ["refused"])])
def test_it_opens_there_with_the_password_alone(archive, tmp_path, secret, said):
    soffice(tmp_path, "--convert-to", "csv", "pw")  # makes the profile
    modules = tmp_path / "profile/user/basic/Standard"
    (modules / "Module1.xba").write_text(MODULE)
    place = tmp_path / "said"
    words = f'"{archive.as_uri()}","{secret}","{place}"'
    soffice(tmp_path, f"macro:///Standard.Module1.Look({words})")
    assert place.read_text().split() == said
