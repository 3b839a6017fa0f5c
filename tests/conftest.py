"""The tests' way to type: ``sales("visit add 한빛 --on yesterday")`` in a clean office.

Most commands run inside the test process, which is quick; ``program`` starts the real one.
"""

from __future__ import annotations

import datetime
import gc
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
TODAY = "2026-03-03"  # a Tuesday
KEPT_VARIABLES = (
    "PATH",
    "SYSTEMROOT",
    "VIRTUAL_ENV",
    "PYTHONPATH",
    "TMPDIR",
    "COVERAGE_PROCESS_START",
)


@dataclass
class Run:
    """What a command said and did."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file as the migrations make it, made once and copied."""
    from salescli.store import writing

    path = tmp_path_factory.mktemp("template") / "sales.db"

    now = datetime.datetime(2026, 3, 3, 12, tzinfo=datetime.UTC)
    writing.ready(writing.Writer(path=path, now=now, line="", rep_name="", keep_backups=0))
    return path


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_file: Path) -> Path:
    """A scratch place with an empty data file; returns its folder."""
    for variable in list(os.environ):
        if variable not in KEPT_VARIABLES:
            monkeypatch.delenv(variable)
    settings = {
        "SALES_DB": str(tmp_path / "sales.db"),
        "SALES_CONFIG": str(tmp_path / "config.yaml"),
        "SALES_TODAY": TODAY,
        "SALES_LANG": "en",
        "SALES_DEBUG": "1",
        "HOME": str(tmp_path / "home"),
        "TZ": "Asia/Seoul",
        "COLUMNS": "100",
        "LINES": "40",
        "PYTHONUTF8": "1",
    }
    for variable, value in settings.items():
        monkeypatch.setenv(variable, value)
    time.tzset()
    shutil.copy(empty_file, tmp_path / "sales.db")
    (tmp_path / "config.yaml").write_text(
        "me:\n  name: 김민수\n  area: 서울 강남\ndatabase:\n  backups: 0\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Stream(io.StringIO):
    """Text that says it is, or is not, a terminal."""

    encoding = "utf-8"

    def __init__(self, text: str = "", *, tty: bool = False) -> None:
        super().__init__(text)
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


@pytest.fixture
def sales(office: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Run]]:
    """Run one command line in this process; the test fails if the exit code is another."""
    from salescli import cli, language

    gc.enable()  # a test process is no single command

    def run(
        line: str | list[str], *, code: int | None = 0, input: str = "", tty: bool = False
    ) -> Run:
        words = shlex.split(line) if isinstance(line, str) else line
        out, err = Stream(tty=tty), Stream(tty=tty)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", Stream(input, tty=tty))
            patch.setattr(sys, "argv", ["sales"])
            with pytest.raises(SystemExit) as ended:
                cli.main(words)
        left = int(ended.value.code or 0)
        done = Run(out.getvalue(), err.getvalue(), left)
        fits = code is None or left == code
        assert fits, f"sales {line}\nexit {left}, not {code}\n{done.out}\n{done.err}"
        return done

    yield run
    language.use("en")


@pytest.fixture
def program(office: Path) -> Callable[..., Run]:
    """Start the real program in a process of its own; extra variables by name."""

    def run(
        line: str | list[str],
        *,
        code: int | None = 0,
        input: str = "",
        **environment: str,
    ) -> Run:
        words = shlex.split(line) if isinstance(line, str) else line
        done = subprocess.run(
            [sys.executable, "-m", "salescli", *words],
            input=input.encode(), capture_output=True, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )  # fmt: skip
        result = Run(done.stdout.decode(), done.stderr.decode(), done.returncode)
        if code is not None:
            assert result.code == code, f"sales {line}\n{result.out}\n{result.err}"
        return result

    return run


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the clock: ``at("2026-03-03T17:20")``."""
    return lambda moment: monkeypatch.setenv("SALES_TODAY", moment)


@pytest.fixture
def hanbit(sales: Callable[..., Run]) -> Callable[..., Run]:
    """An office with one complete customer, 한빛상사, grade B, contact 박지성."""
    sales(
        "customer add 한빛상사 --contact 박지성 --position 과장 --phone 02-555-1234"
        " --status active --grade B --address '서울 강남구 역삼동 1'"
    )
    return sales


@pytest.fixture
def ring(monkeypatch):
    """A keyring in memory, empty, as this computer's own."""
    import encrypted

    made = encrypted.Keyring()
    monkeypatch.setattr(encrypted.keyring.core, "_keyring_backend", made)
    return made


@pytest.fixture(scope="session")
def day_file(tmp_path_factory):
    """Where the file of `day` is kept once it was made."""
    return tmp_path_factory.mktemp("day") / "sales.db"


@pytest.fixture
def day(sales, office, day_file):
    """An office with two customers, visits, a follow-up, a product and an order."""
    if not day_file.exists():
        make_day(sales)
        shutil.copy(office / "sales.db", day_file)
    shutil.copy(day_file, office / "sales.db")
    return sales


def make_day(sales):
    for line in (
        "customer add 한빛상사 --contact 박지성 --position 과장 --phone 02-555-1234 --status active"
        " --grade B --address '서울 강남구 역삼동 1'",
        "customer add 두리물산 --incomplete --contact 이영표",
        "visit add 한빛 'showed the new line' --with 박지성 --at 9:40 --minutes 20 --result good"
        " --follow-up 'send samples' --objective 'first order'",
        "visit add 두리 called --channel phone --on yesterday",
        "product add 볼펜 --price 500",
        "order add 한빛 '볼펜 x 3'",
        "customer edit 한빛 --place '37.5, 127.0'",
    ):
        sales(line)


@pytest.fixture
def closed(day, ring, office):
    """The same office, encrypted."""
    import encrypted

    ring.set_password("sales", "data file", encrypted.KEY.hex())
    day(f"data encrypt --yes --recovery-file {office / 'code.txt'}")
    return day


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME, or rewrite it with --update-golden."""

    def check(name: str, text: str) -> None:
        place = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        assert place.exists(), f"no golden file {name}: run pytest --update-golden"
        assert text == place.read_text(encoding="utf-8")

    return check
