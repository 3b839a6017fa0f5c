"""An office whose texts try to break every form."""

from __future__ import annotations

import shutil

import pytest

NASTY = {
    1: "[red]Müller[/red] & <b>Söhne</b>",
    2: '=HYPERLINK("http://x","y")',
    3: "두\u202e리\u2066상사",
    4: "pipe | star * tick ` under_score \\ # ~",
    5: "comma, \"quote\" 'single'; semi",
    6: "測試 表示폭 👨‍👩‍👧 é",
    7: "-2+3",
    8: "@SUM(A1)",
}  # fmt: skip


@pytest.fixture(scope="session")
def kept_nasty(tmp_path_factory):
    return tmp_path_factory.mktemp("nasty") / "nasty.db"


@pytest.fixture
def nasty(sales, office, kept_nasty):
    """Customers with the names above, visits and a submitted report full of the same."""
    if kept_nasty.exists():
        shutil.copy(kept_nasty, office / "sales.db")
        return sales
    for number, name in NASTY.items():
        sales(["customer", "add", "--incomplete", "--force", "--need-clear", "--grade", "ABCD"[number % 4],
               "--contact", name, "--address", name, "--notes", f"{name}\n{name}",
               "--budget", f"2026 1000 {name}", "--", name])  # fmt: skip
        sales(["visit", "add", f"#{number}", "--at", f"9:{number:02}", "--result", f"a\tb\n{name}",
               "--with", f"#{number}", "--problem", name, "--follow-up", name, "--next", "today",
               "--objective", name, "--", name])  # fmt: skip
    sales(["report", "daily", "--summary", "\n".join(NASTY.values()), "--submit",
           "--reason", NASTY[1]])  # fmt: skip
    sales(["report", "review", "today", NASTY[3], "--by", NASTY[2]])
    shutil.copy(office / "sales.db", kept_nasty)
    return sales


@pytest.fixture
def names():
    return NASTY
