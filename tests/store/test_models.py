"""Each room of tables stands on its own: a command loads those that it names, and no others."""

from __future__ import annotations

import subprocess
import sys

import pytest

from salescli.store.models import HOMES

SORTED = "from sqlmodel import SQLModel; SQLModel.metadata.sorted_tables"


@pytest.mark.parametrize("home", HOMES)
def test_the_tables_that_others_refer_to_come_with_them(home):
    code = f"import salescli.store.models.{home}; {SORTED}"
    subprocess.run([sys.executable, "-c", code], check=True)
