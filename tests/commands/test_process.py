"""What only a real process shows: pipes, locales, missing homes, closed streams."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SALES = [sys.executable, "-m", "salescli"]


@pytest.fixture
def filled(hanbit, monkeypatch):
    """More output than a pipe holds; no SALES_DEBUG, as users run it."""
    hanbit(["visit", "add", "한빛", "가나다라마 " * 20000])
    hanbit("customer add 두리 --incomplete")
    monkeypatch.delenv("SALES_DEBUG")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return hanbit


def shell(line):
    """A line of sh, in which $S is the program."""
    program = " ".join(SALES)
    done = subprocess.run(
        ["bash", "-c", f"S='{program}'\n{line}"], capture_output=True, check=False
    )
    return done.stdout.decode(), done.stderr.decode(errors="replace"), done.returncode


def test_a_reader_that_stops_early_is_met_with_silence(filled):
    out, err, _code = shell("$S visit list | head -1; $S visit list -f json | head -c 1")
    assert out.startswith("No.")
    assert err == ""


def test_a_reader_that_stops_early_is_no_failure(filled):
    assert shell("set -o pipefail; $S visit list -f json | true") == ("", "", 0)


def test_a_full_disk_is_said(filled):
    _out, err, code = shell("$S visit list > /dev/full")
    assert (code, err.count("\n")) == (1, 1)
    assert "No space left on device" in err


@pytest.mark.parametrize("line", ["$S visit list >&-", "$S visit add - <&-", "$S vist 2>&-"])
def test_a_closed_stream_is_no_traceback(filled, line):
    _out, err, code = shell(line)
    assert "Traceback" not in err
    assert "did not foresee" not in err
    assert code in {0, 1, 2}
    assert code == 2 or "vist" not in line


@pytest.mark.parametrize(
    "variables",
    [
        {"LANG": "C"},
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LANG": "nonsense"},
        {"LANG": "ko_KR.EUC-KR"},
        {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp949"},
    ],
)
def test_no_locale_ends_a_command(program, filled, monkeypatch, variables):
    monkeypatch.delenv("PYTHONUTF8")
    run = subprocess.run(
        [*SALES, "customer", "list", "--columns", "no,name"],
        env={**os.environ, **variables}, capture_output=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0
    assert run.stderr == b""
    assert len(run.stdout.splitlines()) == 4


def test_from_an_empty_environment(office):
    run = subprocess.run(
        [*SALES, "customer", "list"], env={}, cwd=ROOT, capture_output=True, check=False
    )
    assert run.returncode == 0
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize("home", ["", "/dev/null", "/proc/nothing"])
def test_without_a_home(office, home):
    env = {"PYTHONPATH": str(ROOT), "HOME": home, "SALES_LANG": "en"}
    listed = subprocess.run([*SALES, "customer", "list"], env=env, capture_output=True, check=False)
    assert listed.returncode in {0, 1, 4}
    assert b"Traceback" not in listed.stderr
    if home:
        written = subprocess.run(
            [*SALES, "customer", "add", "x", "--incomplete"], env=env, capture_output=True,
            check=False,
        )  # fmt: skip
        assert written.returncode == 4
        assert b"set SALES_DB to another place" in written.stderr


def test_the_variables_that_count(program, office):
    run = program("data path", SALES_DB=str(office / "other.db"))
    assert run.out == f"{office}/other.db\n"
    assert program("today", SALES_TODAY="2026-03-04", SALES_LANG="es").out.startswith("mié 4 mar")


@pytest.mark.parametrize("data", ["한빛 '저녁 방문'\n".encode("cp949"), b"\xff\xfe\x00"])
def test_a_notebook_that_is_no_utf_8_is_refused_in_words(filled, data):
    run = subprocess.run(
        [*SALES, "visit", "add", "-"], input=data, capture_output=True, check=False
    )
    assert run.returncode in {1, 2}
    assert b"did not foresee" not in run.stderr


def test_a_notebook_from_windows(program, filled):
    run = subprocess.run(
        [*SALES, "visit", "add", "-"], input="\ufeff한빛 'evening'\r\n".encode(),
        capture_output=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0
    assert b"Saved visit 2" in run.stderr


def listening():
    """A shell that runs the tests in the background has told its children to ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_at_a_question_leaves_nothing(filled, office):
    """A real terminal, a real SIGINT."""
    import pty

    master, slave = pty.openpty()
    child = subprocess.Popen(
        [*SALES, "visit", "add"], stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        close_fds=True,
        preexec_fn=listening,  # noqa: PLW1509 -- no threads here
    )  # fmt: skip
    os.close(slave)
    seen = b""
    until = time.monotonic() + 20
    while b"Customer" not in seen and time.monotonic() < until:
        seen += os.read(master, 1024)
    os.killpg(child.pid, signal.SIGINT)
    assert child.wait(20) == 130
    os.close(master)
    assert len(filled("visit list -f json").json) == 1
    assert sorted(path.name for path in office.glob("sales.db*")) == ["sales.db"]


def test_data_and_words_go_to_their_own_streams(filled):
    out, err, code = shell("$S visit list 2019 -f csv 2>/dev/null; $S visit list 2019 -f csv >&2")
    assert (out.count("\n"), code) == (1, 0)
    assert "no visit fits" in err


SURROUNDINGS = {
    "narrow": {"COLUMNS": "20"},
    "no locale": {"LANG": "C", "LC_ALL": "C"},
    "dumb": {"TERM": "dumb", "NO_COLOR": "1"},
    "Korean": {"SALES_LANG": "ko"},
    "elsewhere": {"TZ": "America/Lima"},
}


@pytest.mark.parametrize("surroundings", SURROUNDINGS.values(), ids=SURROUNDINGS)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_same_data_gives_the_same_bytes(filled, surroundings, form):
    def bytes_of(**variables):
        done = subprocess.run(
            [*SALES, "visit", "list", "-f", form], env={**os.environ, **variables},
            stdin=subprocess.DEVNULL, capture_output=True, check=True,
        )  # fmt: skip
        assert done.stderr == b""
        return done.stdout

    assert "한빛상사".encode() in bytes_of()
    assert bytes_of(**surroundings) == bytes_of()


def test_from_cron_with_a_home_and_a_path_alone(filled, office):
    """As `env -i HOME=… PATH=…` starts it: no locale, no terminal, no variables of ours."""
    place = office / "home" / ".local" / "share" / "sales" / "sales.db"
    place.parent.mkdir(parents=True)
    (office / "sales.db").rename(place)
    done = subprocess.run(
        [*SALES, "customer", "list", "-f", "json"], cwd=ROOT, stdin=subprocess.DEVNULL,
        env={"HOME": str(office / "home"), "PATH": os.environ["PATH"]},
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert "한빛상사".encode() in done.stdout


def test_a_script_is_never_asked(filled, office):
    done = subprocess.run(
        [*SALES, "visit", "add"], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")


def test_an_export_to_a_closed_stdout_has_not_left(hanbit, office):
    hanbit("visit add 한빛 x")
    line = [sys.executable, "-m", "salescli", "data", "export", "visits", "-f", "jsonl"]
    closed = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *line],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
    )  # fmt: skip
    assert closed.returncode == 1
    assert b"stdout is closed" in closed.stderr
    assert hanbit("data exports -f json").json == []


def test_another_name_is_not_taken_in_silence(hanbit):
    hanbit("config set me.name Lee")
    run = hanbit("visit add 한빛 x")
    assert "김민수, whose file this is, is called Lee from now on" in run.err
    assert "is called" not in hanbit("visit add 한빛 y --at 9:00").err
