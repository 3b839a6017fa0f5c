"""Offices that are set up once and copied, since most stories begin with a customer on file."""

from __future__ import annotations

import itertools
import shutil

import pytest

HANBIT = (
    "customer add 한빛상사 --contact 박지성 --position 과장 --phone 02-555-1234"
    " --status active --grade B --address '서울 강남구 역삼동 1'"
)


@pytest.fixture(scope="session")
def kept_files(tmp_path_factory):
    return tmp_path_factory.mktemp("offices")


@pytest.fixture
def hanbit(sales, office, kept_files):
    """As the office's own fixture: one complete customer, 한빛상사, grade B, contact 박지성."""
    kept = kept_files / "hanbit.db"
    if kept.exists():
        shutil.copy(kept, office / "sales.db")
    else:
        sales(HANBIT)
        shutil.copy(office / "sales.db", kept)
    return sales


@pytest.fixture
def shops(sales):
    """Customers of these grades: ``shops("AAB")`` adds shop1 and shop2 (A) and shop3 (B)."""
    numbers = itertools.count(1)

    def add(grades):
        names = [f"shop{next(numbers)}" for _grade in grades]
        for name, grade in zip(names, grades, strict=True):
            option = "" if grade == "-" else f"--grade {grade}"
            sales(f"customer add {name} --incomplete {option}")
        return names

    return add
