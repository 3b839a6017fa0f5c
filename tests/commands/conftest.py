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


SEOUL_CONFIG = """\
me:
  name: 김민수
  area: 서울 강남
office:
  name: 강남 사무실
  lat: 37.4979
  lon: 127.0276
database:
  backups: 0
"""
# name, grade, place, area, hours, contact
SEOUL = (
    ("한빛상사", "A", "37.5000, 127.0360", "역삼", "", "박지성"),
    ("두리무역", "A", "37.5080, 127.0450", "역삼", "mon-fri 10:00-12:00", "이영애"),
    ("세종문구", "A", "37.4900, 127.0150", "서초", "", ""),
    ("天天超市", "B", "37.5050, 127.0550", "", "closed wed", "孙丽"),
    ("광주식품", "B", "37.4800, 127.0200", "서초", "", ""),
    ("Café Olé", "B", "37.5150, 127.0200", "", "mon-fri 14:00-16:00", "Inés Núñez"),
    ("Dulce Hogar", "B", "37.5110, 127.0600", "", "", ""),
    ("北京书店", "B", "37.4950, 127.0620", "", "", ""),
    ("늘푸른꽃집", "C", "37.5030, 127.0240", "", "", ""),
    ("누리안경", "C", "37.4870, 127.0330", "", "", ""),
    ("Ñandú Muebles", "D", "37.5200, 127.0300", "", "", ""),
    ("미래전자", "D", "", "", "", ""),  # nobody knows where
    ("역삼문구", "B", "", "역삼", "", ""),  # only its area is known
)


@pytest.fixture
def seoul(sales, office, kept_files, at):
    """An office on the map with 13 customers around it, at 08:40 of Tue 3 Mar."""
    at("2026-03-03T08:40")
    (office / "config.yaml").write_text(SEOUL_CONFIG, encoding="utf-8")
    kept = kept_files / "seoul.db"
    if kept.exists():
        shutil.copy(kept, office / "sales.db")
        return sales
    for name, grade, place, area, hours, contact in SEOUL:
        options = {"--grade": grade, "--place": place, "--area": area, "--hours": hours,
                   "--contact": contact}  # fmt: skip
        given = [word for option, text in options.items() if text for word in (option, text)]
        sales(["customer", "add", name, "--incomplete", *given])
    shutil.copy(office / "sales.db", kept)
    return sales


@pytest.fixture
def planned(seoul):
    """The same office with a plan for today."""
    seoul("route plan")
    return seoul


@pytest.fixture
def stops():
    """The stops of a day as JSON rows: ``stops(sales)``, ``stops(sales, "tomorrow")``."""

    def of(sales, day="today"):
        return sales(["route", "show", day, "-f", "json"]).json["stops"]

    return of


@pytest.fixture
def stop(stops):
    """The one stop of a customer: ``stop(sales, "한빛상사")``."""

    def of(sales, name, day="today"):
        found = [row for row in stops(sales, day) if row["customer"] == name]
        assert len(found) == 1, f"{name} stands {len(found)} times in {day}"
        return found[0]

    return of
