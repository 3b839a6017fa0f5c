"""`help views`: exactly the views that exist, each with its line and all its columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from salescli.store import views

HELP = Path(__file__).parent.parent / "salescli" / "help"
PAGES = [HELP / "views.md", *(HELP / language / "views.md" for language in ("ko", "zh", "es"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_page_names_the_views_that_exist(page):
    told = re.findall(r"^- (\w+): \S+", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert told == list(views.VIEWS)


@pytest.mark.parametrize("language", ["en", "ko", "zh", "es"])
def test_every_column_stands_below_its_view(sales, language):
    page = sales(f"--lang {language} help views").out
    for name in views.VIEWS:
        below = re.search(rf"^- {name}: [^\n]*\n((?: +[^\n]*\n)+)", page, re.MULTILINE)
        assert below, name
        assert re.findall(r"\w+", below[1]) == views.columns(name)
